"""Asking only for what has changed: what is asked, what is archived of a 304, and when all is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from extract.collect.archive import Archive
from extract.collect.portal import Collected, collect_portal
from extract.records import Snapshot

if TYPE_CHECKING:
    from tests.extract.collect.conftest import Server

LISTING, PAGE, DOCUMENT = "/fz/index.html", "/fz/t20240329_1.html", "/fz/P01.docx"
TITLE = "松溪区2023年度法治政府建设工作报告"
ARTICLE = f'<html><body><h1>{TITLE}</h1><p>全年收到行政复议申请九件。</p><a href="P01.docx">附件</a></body></html>'
MODIFIED = "Fri, 29 Mar 2024 01:00:00 GMT"
CHANGED = {"ETag": '"2"'}


def portal(server: Server) -> None:
    server.on(LISTING, f'<ul><li><a href="{PAGE}">{TITLE}</a></li></ul>', headers={"ETag": '"l"'})
    server.on(PAGE, ARTICLE, headers={"ETag": '"1"', "Last-Modified": MODIFIED})
    server.on(DOCUMENT, b"PK docx", headers={"Last-Modified": MODIFIED}, content_type="application/msword")


def night(server: Server, root: Path, run_id: str) -> Collected:
    return collect_portal(server.source(), Archive(root), run_id)


def snapshots(root: Path, run_id: str) -> list[Snapshot]:
    archive = Archive(root)
    return list(archive.snapshots(root / "songxi" / f"{run_id}.warc.gz"))


def asked(server: Server, path: str) -> list[tuple[str | None, str | None]]:
    """The conditions under which a path was asked for."""
    return [
        (each.headers.get("if-none-match"), each.headers.get("if-modified-since"))
        for each in server.asked
        if each.path == path
    ]


def test_a_second_night_asks_under_conditions_and_refers_to_the_first(
    server: Server, tmp_path: Path, run_id: str
) -> None:
    portal(server)
    nights = [night(server, tmp_path, f"{run_id}-{name}") for name in "abc"]
    assert [(each.new_bodies, each.revisits, each.issues) for each in nights] == [(3, 0, ()), (0, 3, ()), (0, 3, ())]
    assert [each.entries[0].reason for each in nights] == ["report"] * 3
    assert asked(server, PAGE) == [(None, None), *[('"1"', MODIFIED)] * 2]
    assert asked(server, DOCUMENT) == [(None, None), *[(None, MODIFIED)] * 2]
    first, *later = (snapshots(tmp_path, f"{run_id}-{name}") for name in "abc")
    for revisits in later:
        assert [each.status for each in revisits] == [304, 304, 304]
        assert [each.refers_to for each in revisits] == [each.snapshot_id for each in first]
        assert [(each.sha256, each.size) for each in revisits] == [(each.sha256, each.size) for each in first]
        assert [each.content_type for each in revisits] == [each.content_type for each in first]
        assert [Archive(tmp_path).payload(each) for each in revisits][1] == ARTICLE.encode()


def test_a_304_is_a_revisit_that_other_programs_know_and_the_index_can_be_built_of(
    server: Server, tmp_path: Path, run_id: str
) -> None:
    portal(server)
    for name in "ab":
        night(server, tmp_path, f"{run_id}-{name}")
    before = snapshots(tmp_path, f"{run_id}-b")
    warc = tmp_path / "songxi" / f"{run_id}-b.warc.gz"
    with warc.open("rb") as stream:
        records = [(each.rec_type, each.rec_headers.get_header("WARC-Profile")) for each in ArchiveIterator(stream)]
    assert records == [("revisit", "http://netpreserve.org/warc/1.1/revisit/server-not-modified")] * 3
    warc.with_name(f"{run_id}-b.jsonl").unlink()
    assert snapshots(tmp_path, f"{run_id}-b") == before


def test_what_has_changed_comes_whole(server: Server, tmp_path: Path, run_id: str) -> None:
    portal(server)
    night(server, tmp_path, f"{run_id}-a")
    server.instead(PAGE, ARTICLE.replace("九", "十"), headers=CHANGED)
    assert night(server, tmp_path, f"{run_id}-b").new_bodies == 1
    night(server, tmp_path, f"{run_id}-c")
    assert asked(server, PAGE)[-1] == ('"2"', None)


@pytest.mark.parametrize("harm", ["damaged", "missing"])
def test_bytes_that_the_disk_lost_are_asked_for_whole(server: Server, tmp_path: Path, run_id: str, harm: str) -> None:
    portal(server)
    for name in "ab":
        night(server, tmp_path, f"{run_id}-{name}")
    warc = tmp_path / "songxi" / f"{run_id}-a.warc.gz"
    if harm == "missing":
        warc.unlink()
    else:
        page = next(each for each in snapshots(tmp_path, f"{run_id}-a") if each.role == "page")
        data = bytearray(warc.read_bytes())
        data[page.warc_offset + 100 : page.warc_offset + 120] = bytes(20)
        warc.write_bytes(data)
    collected = night(server, tmp_path, f"{run_id}-c")
    assert asked(server, PAGE)[-1] == (None, None)
    assert collected.issues == ()
    latest = Archive(tmp_path).latest(server.url(PAGE))
    assert latest is not None
    assert (latest.refers_to, Archive(tmp_path).payload(latest)) == (None, ARTICLE.encode())


def test_an_answer_without_a_mark_is_asked_for_whole(server: Server, tmp_path: Path, run_id: str) -> None:
    portal(server)
    server.instead(PAGE, ARTICLE)
    for name in "ab":
        night(server, tmp_path, f"{run_id}-{name}")
    assert asked(server, PAGE) == [(None, None)] * 2


def test_a_304_that_nobody_asked_for_is_a_failure(server: Server, tmp_path: Path, run_id: str) -> None:
    portal(server)
    server.instead(PAGE, "", status=304)
    collected = night(server, tmp_path, run_id)
    assert [issue.code for issue in collected.issues] == ["fetch.failed"]
    assert "answers 304" in collected.issues[0].message
