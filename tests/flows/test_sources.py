"""`fazhi sources`: list, check, probe and lint, as a user calls them, over the demo portals and a server of faults."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess
from threading import Thread

import pytest
import yaml

from demo.families import FAMILIES
from demo.portal import Portal
from demo.sources import write_sources
from extract.collect.fetch import Fetcher
from extract.collect.health import check_source
from extract.collect.registry import load_sources
from extract.collect.survey import survey

Fazhi = Callable[..., CompletedProcess[str]]

DIVISIONS = Path(__file__).parents[2] / "demo" / "divisions.tsv"

FAULTS = {
    "/empty/index.html": '<p>本栏目暂无内容，敬请期待。</p><script>createPageHTML(1,0,"index","html");</script>',
    "/redesign/index.html": "<html><body><p>山水之间，古镇新颜，欢迎来到松溪。</p></body></html>",
}


class _Faulty(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = FAULTS.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing."""


@pytest.fixture(scope="module")
def faulty() -> Iterator[str]:
    """The host of a server whose listings are at fault."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Faulty)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory that knows the demo's divisions and holds no release."""
    (tmp_path / "data").mkdir()
    return Path(shutil.copy(DIVISIONS, tmp_path / "data" / "divisions.tsv")).parent


def write_source(directory: Path, name: str, listing: str) -> None:
    source = {
        "id": name,
        "publisher": "青栎省人民政府",
        "division": "990000",
        "platform": "trs",
        "listings": [f"http://{listing}"],
        "allowed_hosts": [listing.partition("/")[0]],
        "delay_seconds": 0,
        "loopback": True,
        "cadence": {"days": 0, "full_walk_days": 0},
        "assertions": {"entries": {"min": 1, "max": 9}},
        "caveats": ["Invented: for a test."],
    }
    directory.mkdir(exist_ok=True)
    (directory / f"{name}.yml").write_text(yaml.safe_dump(source, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_listing_of_every_family_is_alive_after_a_request_or_two(data: Path, family: str) -> None:
    with Portal(family=family) as portal:
        write_sources(data / "sources", portal.base_url, family)
        (source,) = load_sources(data / "sources", {"990000"})
        (health,) = check_source(source, f"check-{family}")
        asked = sum(portal.requests.values())
    assert health.state == "alive", health
    assert health.reports > 0
    assert health.newest
    assert asked <= 3  # robots.txt, the listing, and what stands behind a shell


def test_the_command_tells_what_is_alive(fazhi: Fazhi, data: Path, sources: Path) -> None:
    done = fazhi("sources", "check", "--data", data, "--sources", sources)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("alive") == 3
    assert "3 of 3 listings are alive" in done.stderr


def test_listings_that_are_not_alive_are_told_with_the_evidence(fazhi: Fazhi, data: Path, faulty: str) -> None:
    sources = data / "sources"
    listings = {"empty": faulty, "redesign": faulty, "gone": faulty, "dead": "127.0.0.1:9"}
    for name, host in listings.items():
        write_source(sources, name, f"{host}/{name}/index.html")
    done = fazhi("sources", "check", "--data", data, "--sources", sources, "--json")
    assert done.returncode == 1
    found = {health["source_id"]: health for health in json.loads(done.stdout)}
    assert {name: health["state"] for name, health in found.items()} == {
        "empty": "empty",
        "redesign": "redesigned",
        "gone": "redesigned",
        "dead": "outage",
    }
    assert found["redesign"]["evidence"]["words"].startswith("山水之间")
    table = fazhi("sources", "check", "empty", "--data", data, "--sources", sources)
    assert table.returncode == 1
    assert "empty" in table.stdout
    assert "dead" not in table.stdout


def test_an_unknown_id_is_wrong_usage(fazhi: Fazhi, data: Path, faulty: str) -> None:
    write_source(data / "sources", "songxi", f"{faulty}/empty/index.html")
    done = fazhi("sources", "check", "songx", "--data", data, "--sources", data / "sources")
    assert done.returncode == 2
    assert 'did you mean "songxi"' in done.stderr


def test_the_shipped_sources_are_listed_and_have_no_fault(fazhi: Fazhi, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    listed = fazhi("sources", "list", "--data", tmp_path, "--json", cwd=root)
    assert listed.returncode == 0, listed.stderr
    sources = {source["id"]: source for source in json.loads(listed.stdout)}
    assert sources["haining"]["platform"] == "hanweb"
    assert sources["haining"]["last_good_run"] is None
    assert all(source["caveats"] for source in sources.values())
    assert "海宁市人民政府" in fazhi("sources", "list", "--data", tmp_path, cwd=root).stdout
    linted = fazhi("sources", "lint", "--data", tmp_path, cwd=root)
    assert (linted.returncode, linted.stdout) == (0, "sources: 0 faults\n")


def test_the_linter_tells_every_fault(fazhi: Fazhi, data: Path, faulty: str) -> None:
    write_source(data / "sources", "songxi", f"{faulty}/empty/index.html")
    done = fazhi("sources", "lint", "--data", data, "--sources", data / "sources")
    assert done.returncode == 1
    for says in ("names no schema", "another order", "not the schema of this version", ": 3 faults"):
        assert says in done.stdout


def test_a_probe_of_a_home_page_drafts_a_source_that_loads(fazhi: Fazhi, data: Path) -> None:
    draft = data / "sources" / "xiyan.yml"
    draft.parent.mkdir()
    with Portal() as portal:
        done = fazhi("sources", "probe", f"{portal.base_url}/", "--data", data, "--output", draft)
        assert done.returncode == 0, done.stderr
        assert sum(portal.requests.values()) <= 4
        again = fazhi("sources", "probe", f"{portal.base_url}/", "--data", data, "--output", draft)
        checked = fazhi("sources", "check", "--data", data, "--sources", draft.parent)
    source = yaml.safe_load(draft.read_text(encoding="utf-8"))
    assert (source["id"], source["platform"], source["publisher"]) == ("xiyan", "hanweb", "溪砚县人民政府")
    assert source["division"] == "990121"
    assert any("reviewed by nobody" in caveat for caveat in source["caveats"])
    assert any("guessed" in caveat for caveat in source["caveats"])
    assert "法治政府建设" in done.stderr
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert checked.returncode == 0, checked.stdout
    linted = fazhi("sources", "lint", "--data", data, "--sources", draft.parent)
    assert linted.stdout.count("\n  ") == 1  # the schema alone, which stands beside the shipped sources


@pytest.mark.parametrize("family", FAMILIES)
def test_a_survey_names_the_family_of_a_column(data: Path, family: str) -> None:
    with Portal(family=family) as portal:
        write_sources(data / "sources", portal.base_url, family)
        (source,) = load_sources(data / "sources", {"990000"})
        with Fetcher(source, f"probe-{family}") as fetcher:
            column = survey(source.listings[0], fetcher).column
    assert (column.platform, column.url) == (family, source.listings[0])


def test_a_probe_without_a_file_writes_to_stdout_alone(fazhi: Fazhi, data: Path) -> None:
    with Portal(family="gkmlpt") as portal:
        done = fazhi("sources", "probe", portal.base_url + FAMILIES["gkmlpt"].listing, "--data", data)
    assert done.returncode == 0, done.stderr
    assert yaml.safe_load(done.stdout)["platform"] == "gkmlpt"


@pytest.mark.parametrize(
    ("path", "says"),
    [("/redesign/index.html", "no list of reports found"), ("/none", "404")],
)
def test_a_probe_that_finds_nothing_says_so(fazhi: Fazhi, data: Path, faulty: str, path: str, says: str) -> None:
    done = fazhi("sources", "probe", f"http://{faulty}{path}", "--data", data)
    assert done.returncode == 1
    assert says in done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


def _change(path: Path, key: str, value: object) -> None:
    source = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**source, key: value}, allow_unicode=True), encoding="utf-8")


def test_a_night_holds_a_source_to_what_it_asserts_and_asks_it_when_it_is_due(
    fazhi: Fazhi, data: Path, sources: Path, prefect_env: dict[str, str]
) -> None:
    directory = Path(shutil.copytree(sources, data / "sources"))
    (directory / "demo_qingli.yml").unlink()
    _change(directory / "demo_xiyan.yml", "cadence", {"days": 1, "full_walk_days": 1})
    _change(directory / "demo_linyan.yml", "assertions", {"entries": {"min": 400, "max": 500}})

    first = fazhi("nightly", "--data", data, "--sources", directory, env=prefect_env)
    assert first.returncode == 1
    assert "at least 400 asserted" in first.stdout
    ask = ("sql", "SELECT source_id FROM issue WHERE code = 'source.below_min'", "--format", "json", "--data", data)
    assert json.loads(fazhi(*ask).stdout) == [{"source_id": "demo_linyan"}]
    listed = json.loads(fazhi("sources", "list", "--data", data, "--sources", directory, "--json").stdout)
    assert {source["id"]: bool(source["last_good_run"]) for source in listed} == {
        "demo_linyan": False,
        "demo_xiyan": True,
    }

    second = fazhi("nightly", "--data", data, "--sources", directory, env=prefect_env)
    assert second.returncode == 1
    assert "demo_xiyan: not due: collected" in second.stdout
    assert "collect demo_xiyan" not in second.stderr
    assert "at least 400 asserted" in second.stdout
