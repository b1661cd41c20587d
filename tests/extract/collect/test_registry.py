"""The loader of sources: what it reads, and every way in which a file can be wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.collect.registry import load_sources
from extract.errors import SourceError
from extract.report.divisions import load_divisions

GOOD = """\
id: songxi
publisher: 松溪区人民政府
division: "990101"
platform: trs
listings:
  - http://www.songxi.example/fz/
allowed_hosts:
  - www.songxi.example
delay_seconds: 3
"""
DIVISIONS = {"990101", "990102"}
SHIPPED = Path(__file__).parents[3] / "sources"


def write(directory: Path, text: str, name: str = "songxi.yml") -> Path:
    (directory / name).write_text(text, encoding="utf-8")
    return directory


def test_a_source_is_read_with_its_defaults(tmp_path: Path) -> None:
    (source,) = load_sources(write(tmp_path, GOOD), DIVISIONS)
    assert source.listings == ("http://www.songxi.example/fz/",)
    assert (source.delay_seconds, source.loopback, source.caveats) == (3.0, False, ())
    assert source.row().listing_urls == "http://www.songxi.example/fz/"
    assert source.row().division_code == "990101"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("publisher:", "publishr:", 'unknown key "publishr" (did you mean "publisher"?)'),
        ("platform: trs", "platform: trss", 'unknown platform "trss" (did you mean "trs"?)'),
        ('"990101"', '"990103"', 'unknown division "990103" (did you mean "990102"?)'),
        ('"990101"', "990101", "division is 990101"),
        ("delay_seconds: 3\n", "", "no delay_seconds"),
        ("delay_seconds: 3", "delay_seconds: -1", "delay_seconds is -1"),
        ("delay_seconds: 3", "delay_seconds: true", "delay_seconds is True"),
        ("delay_seconds: 3", "delay_seconds: .inf", "delay_seconds is inf"),
        ("id: songxi", "id: songx", 'id "songx" is not the file\'s name'),
        ("id: songxi", "id: songxi\nid: songxi", 'the key "id" stands twice'),
        ("publisher: 松溪区人民政府", "publisher: ' '", "publisher is ' '"),
        ("  - http://www.songxi.example/fz/", "  []", "listings is []"),
        ("http://www.songxi.example/fz/", "ftp://www.songxi.example/", 'listings has "ftp://www.songxi.example/"'),
        ("- http://www.songxi.example", "- http://www.songx.example", '(did you mean "www.songxi.example"?)'),
        ("  - www.songxi.example", "  - http://www.songxi.example", 'allowed_hosts has "http://www.songxi.example"'),
        ("delay_seconds: 3", "delay_seconds: 3\nloopback: 1", "loopback is 1"),
        ("delay_seconds: 3", "delay_seconds: 3\ncaveats: none", "caveats is 'none'"),
        ("id: songxi", "id: [", "this is not YAML"),
        ("id: songxi", "id: 2024-02-30", "a value cannot be read"),
    ],
)
def test_what_is_wrong_names_file_and_key(tmp_path: Path, before: str, after: str, says: str) -> None:
    assert before in GOOD
    with pytest.raises(SourceError) as raised:
        load_sources(write(tmp_path, GOOD.replace(before, after, 1)), DIVISIONS)
    assert "songxi.yml" in raised.value.message
    assert says in raised.value.message
    assert raised.value.remedy


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="a source is keys and values"):
        load_sources(write(tmp_path, text), DIVISIONS)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "songxi.yml").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(SourceError, match="is not UTF-8"):
        load_sources(tmp_path, DIVISIONS)


@pytest.mark.parametrize("name", ["haining.yaml", "haining.YML"])
def test_a_file_of_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, GOOD, name)
    with pytest.raises(SourceError, match=name) as raised:
        load_sources(write(tmp_path, GOOD), DIVISIONS)
    assert "haining.yml" in raised.value.remedy


def test_a_directory_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no source"):
        load_sources(tmp_path, DIVISIONS)
    with pytest.raises(SourceError, match="is not a directory"):
        load_sources(tmp_path / "none", DIVISIONS)


def test_the_shipped_sources_load_and_are_marked_as_never_checked() -> None:
    sources = load_sources(SHIPPED, {division.code for division in load_divisions()})
    assert {source.platform for source in sources} == {"hanweb", "trs"}
    for source in sources:
        assert any(re.search("[Nn]ever checked live", caveat) for caveat in source.caveats), source.id
        assert source.delay_seconds >= 3
        assert not source.loopback
