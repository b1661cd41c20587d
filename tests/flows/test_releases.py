"""`fazhi publish` and `fazhi releases`, on a data directory of one saved page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.cli import main
from warehouse.releases import latest_id, release_ids

PAGE = "溪砚县人民政府2016年度法治政府建设工作报告\n\n一、主要工作\n全年收到行政复议申请7件，受理6件。\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("made") / "data"
    page = data.parent / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    assert main(["ingest", str(page), "--data", str(data)]) == 0
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data", symlinks=True))


def told(capsys: pytest.CaptureFixture[str], *words: str, data: Path) -> tuple[int, str, str]:
    status = main([*words, "--data", str(data)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_release_is_published_listed_and_gone_back_from(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = latest_id(data / "releases")
    status, out, _ = told(capsys, "publish", data=data)
    second = latest_id(data / "releases")
    assert (status, f"published release {second}" in out) == (0, True)
    status, out, _ = told(capsys, "releases", "list", data=data)
    assert (status, out.count("whole"), str(first) in out) == (0, 2, True)
    status, out, _ = told(capsys, "releases", "delta", data=data)
    assert (status, f"reports since {first}: as they were" in out) == (0, True)
    assert told(capsys, "releases", "rollback", data=data)[:2] == (0, f"latest is release {first}\n")
    assert latest_id(data / "releases") == first
    assert told(capsys, "releases", "verify", data=data)[:2] == (0, f"{second}: whole\n{first} (latest): whole\n")


def test_a_damaged_release_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (name,) = release_ids(data / "releases")
    (data / "releases" / name / "manifest.json").unlink()
    for words in (["list"], ["verify"], ["verify", name]):
        status, out, _ = told(capsys, "releases", *words, data=data)
        assert (status, "damaged: manifest.json: is missing" in " ".join(out.split())) == (1, True)
    status, _, err = told(capsys, "releases", "rollback", name, data=data)
    assert (status, f"{name} is damaged" in err) == (1, True)


def test_what_is_accepted_must_have_been_found(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = told(capsys, "publish", "--accept", "no_such", data=data)
    assert (status, "nothing that was found is called no_such" in err) == (1, True)
