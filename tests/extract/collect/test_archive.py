"""The archive on a real disk: what goes in comes out, whatever happened to the files in between."""

from __future__ import annotations

import gzip
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from extract.collect.archive import Archive
from extract.collect.warc import record_bytes
from extract.collect.writer import ArchiveWriter
from extract.errors import ArchiveError
from extract.records import Snapshot, stable_id

MOMENT = datetime(2026, 11, 21, 19, 30, 5, 123456, tzinfo=UTC)
URL = "http://www.songxi.example/fz/t20240329_1.html"
PAGE = "<html><body>松溪区2023年度法治政府建设工作报告</body></html>".encode()


def add(writer: ArchiveWriter, number: int = 0, **facts: Any) -> Snapshot:
    known: dict[str, Any] = {
        "url": URL,
        "role": "page",
        "fetched_at": MOMENT + timedelta(seconds=number),
        "status": 200,
        "reason": "OK",
        "headers": [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"), ("X-名", "值")],
        "body": PAGE,
    }
    return writer.add(**{**known, **facts})


def filled(root: Path, count: int = 3) -> tuple[Archive, Path, list[Snapshot]]:
    archive = Archive(root)
    with archive.writer("songxi", "run1") as writer:
        added = [add(writer, number, url=f"{URL}?n={number}", body=PAGE * (number + 1)) for number in range(count)]
    return archive, root / "songxi" / "run1.warc.gz", added


def whole(archive: Archive, warc: Path) -> tuple[list[Snapshot], str]:
    """The snapshots that a file still gives, and the error after them."""
    found = []
    with pytest.raises(ArchiveError) as raised:
        for snapshot in archive.snapshots(warc):
            found.append(snapshot)  # noqa: PERF402 - what came before the error counts
    assert raised.value.remedy
    return found, raised.value.message


def test_what_is_added_comes_back_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("songxi", "run1") as writer:
        added = add(
            writer, title_listed="松溪区2023年度 报告\n全文", published_listed=date(2024, 3, 29), parent_url=URL
        )
    assert added.snapshot_id == stable_id(URL, MOMENT.isoformat(), added.sha256)
    assert (added.warc_file, added.warc_offset, added.size) == ("songxi/run1.warc.gz", 0, len(PAGE))
    assert (added.content_type, added.refers_to) == ("text/html; charset=utf-8", None)
    for reopened in (archive, Archive(tmp_path)):
        assert list(reopened.snapshots(reopened.warc_files()[0])) == [added]
        assert reopened.payload(added) == PAGE
        assert reopened.latest(URL) == added
        assert reopened.latest("http://www.songxi.example/other") is None


def test_an_address_in_chinese_is_kept_as_it_was_and_quoted_for_others(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    url = "http://www.songxi.example/fz/附件 %E4%B8%80.docx"
    with archive.writer("songxi", "run1") as writer:
        added = add(writer, url=url)
    (tmp_path / "songxi" / "run1.jsonl").unlink()
    (warc,) = archive.warc_files()
    assert list(Archive(tmp_path).snapshots(warc)) == [added]
    assert added.url == url
    with warc.open("rb") as stream:
        (record,) = ArchiveIterator(stream)
        uri = record.rec_headers.get_header("WARC-Target-URI")
    assert uri == "http://www.songxi.example/fz/%E9%99%84%E4%BB%B6%20%E4%B8%80.docx"


def test_a_run_without_answers_leaves_no_file(tmp_path: Path) -> None:
    with Archive(tmp_path).writer("songxi", "run1") as writer:
        assert writer.new_bodies == 0
    assert Archive(tmp_path).warc_files() == []


def test_the_same_bytes_again_become_a_revisit_of_the_first(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    added = []
    for number, body in enumerate([PAGE, PAGE, PAGE, PAGE + b" ", PAGE]):
        with archive.writer("songxi", f"run{number}") as writer:
            added.append(add(writer, number, body=body))
            assert (writer.new_bodies, writer.revisits) == ((0, 1) if added[-1].refers_to else (1, 0))
    first = added[0].snapshot_id
    assert [snapshot.refers_to for snapshot in added] == [None, first, first, None, None]
    assert [archive.payload(snapshot) for snapshot in added] == [PAGE, PAGE, PAGE, PAGE + b" ", PAGE]
    assert added[1].sha256 == added[0].sha256
    assert added[1].size == len(PAGE)
    assert archive.latest(URL) == added[-1]


def test_the_same_bytes_at_another_address_are_kept(tmp_path: Path) -> None:
    with Archive(tmp_path).writer("songxi", "run1") as writer:
        add(writer)
        assert add(writer, 1, url=f"{URL}?x").refers_to is None


def test_other_programs_read_the_files(tmp_path: Path) -> None:
    archive, _, (first, *_) = filled(tmp_path, 1)
    with archive.writer("songxi", "run2") as writer:
        add(writer, 9, url=first.url)
    records = []
    for path in archive.warc_files():
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                headers = record.rec_headers
                records.append((record.rec_type, headers.get_header("WARC-Date"), record.content_stream().read()))
                assert headers.get_header("WARC-Target-URI") == first.url
                assert record.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
                assert headers.get_header("WARC-Refers-To-Date") in (None, "2026-11-21T19:30:05.123456Z")
    assert records == [
        ("response", "2026-11-21T19:30:05.123456Z", PAGE),
        ("revisit", "2026-11-21T19:30:14.123456Z", b""),
    ]


def test_each_record_is_a_gzip_member_of_its_own(tmp_path: Path) -> None:
    _, warc, added = filled(tmp_path)
    content = warc.read_bytes()
    for snapshot in added:
        member = content[snapshot.warc_offset : snapshot.warc_offset + snapshot.warc_length]
        assert gzip.decompress(member).startswith(b"WARC/1.1\r\n")
    assert sum(snapshot.warc_length for snapshot in added) == len(content)


def test_a_run_that_is_tried_again_gets_a_file_of_its_own(tmp_path: Path) -> None:
    archive, warc, added = filled(tmp_path)
    before = warc.read_bytes()
    with archive.writer("songxi", "run1") as writer:
        again = add(writer, 9, url=added[0].url)
    assert again.warc_file == "songxi/run1-2.warc.gz"
    assert again.refers_to == added[0].snapshot_id
    assert warc.read_bytes() == before


@pytest.mark.parametrize("left", [1, 10, 200])
def test_a_cut_off_tail_gives_what_is_whole_and_then_an_error(tmp_path: Path, left: int) -> None:
    _, warc, added = filled(tmp_path)
    warc.write_bytes(warc.read_bytes()[: added[2].warc_offset + left])
    for _ in range(2):  # from the file, then from the index that was built of it
        found, message = whole(Archive(tmp_path), warc)
        assert found == added[:2]
        assert f"songxi/run1.warc.gz is cut off: its last record begins at byte {added[2].warc_offset}" in message
    assert Archive(tmp_path).payload(added[1]) == PAGE * 2
    assert Archive(tmp_path).latest(added[2].url) is None


def test_the_next_run_goes_on_after_a_cut_off_one(tmp_path: Path) -> None:
    _, warc, added = filled(tmp_path)
    warc.write_bytes(warc.read_bytes()[:-5])
    with Archive(tmp_path).writer("songxi", "run2") as writer:
        again = [add(writer, 9 + number, url=old.url, body=PAGE * (number + 1)) for number, old in enumerate(added)]
    assert [snapshot.refers_to for snapshot in again] == [added[0].snapshot_id, added[1].snapshot_id, None]


def test_damage_in_the_middle_gives_what_stands_before_it(tmp_path: Path) -> None:
    archive, warc, added = filled(tmp_path)
    content = bytearray(warc.read_bytes())
    content[added[1].warc_offset + 40] ^= 0xFF
    warc.write_bytes(content)
    (tmp_path / "songxi" / "run1.jsonl").unlink()
    found, message = whole(archive, warc)
    assert found == added[:1]
    assert f"at byte {added[1].warc_offset}" in message
    with pytest.raises(ArchiveError, match="run1"):
        archive.payload(added[1])


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    warc = tmp_path / "songxi" / "run1.warc.gz"
    warc.parent.mkdir()
    warc.touch()
    assert whole(Archive(tmp_path), warc) == ([], "songxi/run1.warc.gz is empty")


def test_a_file_that_fazhi_did_not_write_says_so(tmp_path: Path) -> None:
    warc = tmp_path / "songxi" / "run1.warc.gz"
    warc.parent.mkdir()
    warc.write_bytes(gzip.compress(b"no record at all"))
    assert "this is no WARC record" in whole(Archive(tmp_path), warc)[1]


@pytest.mark.parametrize("left", ["", "{", '{"url": 1}\n', "one line", "all but one", "cut"])
def test_an_index_that_is_missing_or_behind_is_built_again(tmp_path: Path, left: str) -> None:
    _, warc, added = filled(tmp_path)
    index = tmp_path / "songxi" / "run1.jsonl"
    lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
    texts = {"one line": lines[0], "all but one": "".join(lines[:-1]), "cut": "".join(lines)[:-20]}
    index.write_text(texts.get(left, left), encoding="utf-8")
    assert list(Archive(tmp_path).snapshots(warc)) == added
    assert index.read_text(encoding="utf-8").splitlines(keepends=True)[: len(lines)] == lines


def test_an_index_is_not_touched_while_its_writer_is_at_work(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    index = tmp_path / "songxi" / "run1.jsonl"
    with archive.writer("songxi", "run1") as writer:
        add(writer)
        index.unlink()
        assert len(list(Archive(tmp_path).snapshots(archive.warc_files()[0]))) == 1
        assert not index.exists()


def test_a_revisit_whose_original_is_missing_says_so(tmp_path: Path) -> None:
    archive, warc, added = filled(tmp_path)
    with archive.writer("songxi", "run2") as writer:
        again = add(writer, 9, url=added[0].url)
    warc.unlink()
    with pytest.raises(ArchiveError, match=rf"snapshot {added[0].snapshot_id}\) are not here"):
        Archive(tmp_path).payload(again)
    with pytest.raises(ArchiveError, match="is missing"):
        Archive(tmp_path).payload(added[0])


FULL_DISK = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from extract.collect.archive import Archive
from extract.errors import ArchiveError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
archive = Archive(Path(sys.argv[1]))
with archive.writer("songxi", "run1") as writer:
    facts = dict(role="page", fetched_at=datetime.now(UTC), status=200, reason="OK", headers=[])
    writer.add(url="http://a.example/1", body=b"first", **facts)
    size = archive.warc_files()[0].stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, -1))
    try:
        writer.add(url="http://a.example/2", body=b"second", **facts)
    except ArchiveError as error:
        print(error)
"""


def test_a_disk_that_takes_no_more_leaves_the_file_whole(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "songxi/run1.warc.gz cannot be written" in done.stdout
    assert "Make room on its disk" in done.stdout
    (found,) = Archive(tmp_path).snapshots(tmp_path / "songxi" / "run1.warc.gz")
    assert found.url == "http://a.example/1"
    assert Archive(tmp_path).payload(found) == b"first"


def test_the_same_answer_handed_in_twice_is_archived_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("ingest", "run1") as writer:
        first = add(writer)
    with archive.writer("ingest", "run2") as writer:
        again = add(writer)
    assert again == first
    assert [warc.name for warc in archive.warc_files()] == ["run1.warc.gz"]
    assert archive.payload(again) == PAGE


def test_a_record_that_refers_to_itself_does_not_hide_the_bytes(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("ingest", "run1") as writer:
        first = add(writer)
    itself = replace(first, refers_to=first.snapshot_id)
    (tmp_path / "ingest" / "run2.warc.gz").write_bytes(record_bytes(itself, "OK", [], b"", itself))
    assert Archive(tmp_path).payload(first) == PAGE
    assert Archive(tmp_path).payload(itself) == PAGE


def test_bytes_that_can_no_longer_be_read_are_archived_anew(tmp_path: Path) -> None:
    archive, warc, (first,) = filled(tmp_path, 1)
    data = bytearray(warc.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8] = b"\0" * 8
    warc.write_bytes(data)
    with archive.writer("songxi", "run2") as writer:
        again = add(writer, 10, url=first.url)
    assert again.refers_to is None
    assert archive.payload(again) == PAGE
