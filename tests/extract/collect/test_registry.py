"""The loader of sources and their schema: what they read, and every way in which a file can be wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from extract.collect.registry import load_sources
from extract.collect.source import Assertions, Cadence, Fill
from extract.collect.source_keys import schema, schema_text
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
cadence: {days: 1, full_walk_days: 30}
assertions:
  entries: {min: 1, max: 500}
"""
ASSERTIONS = "assertions:\n  entries: {min: 1, max: 500}\n"
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
    assert source.cadence == Cadence(days=1, full_walk_days=30)
    assert source.assertions == Assertions(entries_min=1, entries_max=500, fill=Fill(0.0, 0.0, 0.0))
    assert source.titles == {}


def test_a_source_may_say_how_much_is_read_of_it_and_what_its_titles_stand_for(tmp_path: Path) -> None:
    (source,) = load_sources(write(tmp_path, f"{GOOD}  fill: {{body: 0.9, issuer: 1}}\n{WHOLE}"), DIVISIONS)
    assert source.assertions.fill == Fill(body=0.9, published_on=0.0, issuer=1)
    assert source.titles == {"年报": "松溪区2023年法治政府建设年度报告"}


def test_a_source_may_say_what_its_hosts_lack_of_tls_and_why(tmp_path: Path) -> None:
    text = f"{GOOD}tls:\n  allow: [unverified, weak_ciphers]\n  reason: 证书链缺中间证书\n"
    (source,) = load_sources(write(tmp_path, text), DIVISIONS)
    assert source.tls is not None
    assert (source.tls.allow, source.tls.reason) == (("unverified", "weak_ciphers"), "证书链缺中间证书")
    (bare,) = load_sources(write(tmp_path, GOOD), DIVISIONS)
    assert bare.tls is None


MISSHAPEN = [
    ("publisher:", "publishr:", 'unknown key "publishr" (did you mean "publisher"?)'),
    ("platform: trs", "platform: trss", 'unknown platform "trss" (did you mean "trs"?)'),
    ('"990101"', "990101", "division is 990101"),
    ('"990101"', '"9901"', "division is '9901'"),
    ("delay_seconds: 3\n", "", "no delay_seconds"),
    ("delay_seconds: 3", "delay_seconds: -1", "delay_seconds is -1"),
    ("delay_seconds: 3", "delay_seconds: 601", "delay_seconds is 601"),
    ("delay_seconds: 3", "delay_seconds: true", "delay_seconds is True"),
    ("delay_seconds: 3", "delay_seconds: .inf", "delay_seconds is inf"),
    ("id: songxi", "id: Song xi", "id is 'Song xi'"),
    ("publisher: 松溪区人民政府", "publisher: ' '", "publisher is ' '"),
    ("  - http://www.songxi.example/fz/", "  []", "listings is []"),
    ("delay_seconds: 3", "delay_seconds: 3\nloopback: 1", "loopback is 1"),
    ("delay_seconds: 3", "delay_seconds: 3\ncaveats: none", "caveats is 'none'"),
    ("delay_seconds: 3", "delay_seconds: 3\ntls: unverified", "tls is 'unverified'"),
    ("delay_seconds: 3", "delay_seconds: 3\ntls: {allow: [unverified]}", "no tls.reason"),
    ("delay_seconds: 3", "delay_seconds: 3\ntls: {allow: [none], reason: 旧}", "tls.allow is ['none']"),
    ("delay_seconds: 3", "delay_seconds: 3\ntls: {allow: [unverified], reason: ''}", "tls.reason is ''"),
    ("cadence: {days: 1, full_walk_days: 30}\n", "", "no cadence"),
    ("days: 1,", "days: 1.5,", "cadence.days is 1.5"),
    ("days: 1,", "days: 400,", "cadence.days is 400"),
    ("days: 1,", "day: 1,", 'unknown key "cadence.day" (did you mean "days"?)'),
    (ASSERTIONS, "", "no assertions"),
    (ASSERTIONS, "assertions: {}\n", "no assertions.entries"),
    ("entries: {min: 1, max: 500}", "entries: {min: 1}", "no assertions.entries.max"),
    ("{min: 1,", "{min: 0,", "assertions.entries.min is 0"),
    ("max: 500}", "max: 500}\n  fill: {body: 80}", "assertions.fill.body is 80"),
    ("max: 500}", "max: 500}\n  fill: {date: 0.8}", 'unknown key "assertions.fill.date"'),
    ("max: 500}", "max: 500}\nlookups: {title: {}}", "lookups.title is {}"),
    ("max: 500}", "max: 500}\nlookups: {title: {年报: 1}}", "lookups.title is {'年报': 1}"),
]
"""What is wrong with a file by itself: the loader refuses it, and so does the schema."""

UNFITTING = [
    ('"990101"', '"990103"', 'unknown division "990103" (did you mean "990102"?)'),
    ("id: songxi", "id: songx", 'id "songx" is not the file\'s name'),
    ("http://www.songxi.example/fz/", "ftp://www.songxi.example/", 'listings has "ftp://www.songxi.example/"'),
    ("- http://www.songxi.example", "- http://www.songx.example", '(did you mean "www.songxi.example"?)'),
    ("  - www.songxi.example", "  - http://www.songxi.example", 'allowed_hosts has "http://www.songxi.example"'),
    ("{min: 1,", "{min: 501,", "assertions.entries wants 501 or more and 500 or fewer"),
]
"""What is wrong with a file beside others, which the schema cannot say."""

UNREADABLE = [
    ("id: songxi", "id: songxi\nid: songxi", 'the key "id" stands twice'),
    ("id: songxi", "id: [", "this is not YAML"),
    ("id: songxi", "id: 2024-02-30", "a value cannot be read"),
]

WHOLE = """\
tls: {allow: [unverified, weak_ciphers], reason: 证书链缺中间证书}
loopback: true
lookups:
  title: {年报: 松溪区2023年法治政府建设年度报告}
caveats: []
"""


def schema_accepts(text: str) -> bool:
    return bool(Draft202012Validator(schema()).is_valid(yaml.safe_load(text)))


@pytest.mark.parametrize(("before", "after", "says"), [*MISSHAPEN, *UNFITTING, *UNREADABLE])
def test_what_is_wrong_names_file_and_key(tmp_path: Path, before: str, after: str, says: str) -> None:
    assert before in GOOD
    with pytest.raises(SourceError) as raised:
        load_sources(write(tmp_path, GOOD.replace(before, after, 1)), DIVISIONS)
    assert "songxi.yml" in raised.value.message
    assert says in raised.value.message
    assert raised.value.remedy


@pytest.mark.parametrize(("before", "after", "says"), MISSHAPEN)
def test_the_schema_refuses_what_the_loader_refuses_of_a_file_by_itself(before: str, after: str, says: str) -> None:
    assert not schema_accepts(GOOD.replace(before, after, 1)), says


@pytest.mark.parametrize("text", [GOOD, GOOD + WHOLE, GOOD.replace("500", "500.0"), GOOD.replace(": 3", ": 0")])
def test_the_schema_accepts_what_the_loader_accepts(tmp_path: Path, text: str) -> None:
    load_sources(write(tmp_path, text), DIVISIONS)
    assert schema_accepts(text)


@pytest.mark.parametrize(("before", "after", "says"), UNFITTING)
def test_the_schema_leaves_to_the_loader_what_stands_in_other_files(before: str, after: str, says: str) -> None:
    assert schema_accepts(GOOD.replace(before, after, 1)), says


def test_the_schema_is_one_and_the_shipped_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert (SHIPPED / "schema.json").read_text(encoding="utf-8") == schema_text()


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
    assert len(sources) >= 34
    for source in sources:
        assert any(re.search("[Nn]ever checked live", caveat) for caveat in source.caveats), source.id
        assert source.delay_seconds >= 3
        assert not source.loopback
        assert not source.tls
