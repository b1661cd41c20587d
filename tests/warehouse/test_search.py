"""What a search finds, in which order, and what it shows; and that the index grows as one made at once."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from warehouse.grams import bigrams, code_points
from warehouse.index import PIECE

TEXTS = {
    "court": ("一、行政应诉。负责人出庭应诉12次,占100%。", {}),
    "parted": ("一、行政 应诉。负责人\n出庭应诉,ＡＰＰ上办理３件。", {}),
    "law": ("一、纪律教育。学习法律,开展教育。水", {}),
    "latin": ("一、网上办理。“App”上线,it's _done_ (2项)。", {"report_year": 2022, "division_code": "990100"}),
    "rare": ("一、地名。𫭼塘镇、〇三号。", {"title": "溪砚县人民政府水务报告"}),
}


def url(name: str) -> str:
    return f"http://portal.test/{name}.html"


def asked(desk: Any, query: str, more: str = "") -> list[tuple[Any, ...]]:
    quoted = query.replace("'", "''")
    rows: list[tuple[Any, ...]] = desk.ask(
        "SELECT regexp_extract(url, '(\\w+)\\.html', 1), f.hits, f.snippet, f.heading, f.found_in, f.score"  # noqa: S608
        f" FROM search('{quoted}'{more}) AS f JOIN report USING (report_id) ORDER BY f.score DESC"
    )
    return rows


def names(desk: Any, query: str, more: str = "") -> list[str]:
    return [row[0] for row in asked(desk, query, more)]


@pytest.fixture(scope="module")
def library(module_desk: Any) -> Any:
    rows = []
    for name, (text, stated) in TEXTS.items():
        rows += module_desk.capture(0, url(name), lines=[("achievements", text)], facts=[], **stated)
    module_desk.load_rows(*rows)
    return module_desk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("负责人出庭应诉", "court parted"),
        ("负责人 出庭", "court parted"),
        ("出庭应诉 教育", ""),
        ("法律教育", ""),
        ("教育法律", ""),
        ("法律\u3000教育", "law"),
        ("水", "law rare"),
        ("办", "latin parted"),
        ("次", "court"),
        ("3件", "parted"),
        ("３件", "parted"),
        ("12次", "court"),
        ("2次", "court"),
        ("app", "latin parted"),
        ("ＡＰＰ上", "parted"),
        ("it's", "latin"),
        ("“App”", "latin"),
        ("_done_", "latin"),
        ("(2项)。", "latin"),
        ("(2项)", "latin"),
        ("100%", "court"),
        ("10%", ""),
        ("%", ""),
        ("出庭%应诉", ""),
        ("出庭.应诉", ""),
        ("[负]责", ""),
        ("应诉 。", "court parted"),
        ("𫭼塘", "rare"),
        ("〇三", "rare"),
        ("溪砚县", "rare"),
        ("水 水 水", "law rare"),
        ("应诉 应诉12", "court"),
        ("", ""),
        (" \n\u3000", ""),
    ],
)
def test_a_query_finds_what_has_all_its_words(library: Any, query: str, found: str) -> None:
    assert sorted(names(library, query)) == found.split()


def test_a_hit_is_shown_in_its_sentence_under_its_heading(library: Any) -> None:
    ((_, hits, snippet, heading, found_in, _),) = asked(library, "应诉12")
    assert (hits, snippet, heading, found_in) == (1, "负责人出庭应诉12次,占100%。", "行政应诉", "text")
    shown = {name: (snippet, hits) for name, hits, snippet, *_ in asked(library, "出庭应诉")}
    assert shown["parted"] == ("出庭应诉,ＡＰＰ上办理３件。", 1)


def test_the_sentence_that_has_most_words_is_shown(library: Any) -> None:
    assert [row[2] for row in asked(library, "应诉 占100")] == ["负责人出庭应诉12次,占100%。"]


@pytest.mark.parametrize(
    ("query", "found_in"), [("网上办理", "heading"), ("上线", "text"), ("法治政府", "title"), ("法治政府 上线", "text")]
)
def test_where_all_words_were_found_is_told(library: Any, query: str, found_in: str) -> None:
    assert {row[0]: row[4] for row in asked(library, query)}["latin"] == found_in


def test_title_comes_before_heading_and_heading_before_text(library: Any) -> None:
    assert names(library, "水") == ["rare", "law"]
    assert names(library, "办理") == ["latin", "parted"]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", 4),
        (", 1", 1),
        (", most := 3", 3),
        (", year := 2022", 1),
        (", year := 2021", 0),
        (", division := '99'", 4),
        (", division := '990101'", 3),
        (", 9, year := 2022, division := '9901'", 1),
        (", year := 2023, division := '990100'", 0),
        (") WHERE report_year = 2023 AND (division_code LIKE '9901%'", 3),
    ],
)
def test_a_search_is_narrowed_down(library: Any, more: str, found: int) -> None:
    assert len(library.ask(f"FROM search('乙县人民政府 法治'{more})")) == found


def test_more_hits_in_fewer_words_come_first(desk: Any) -> None:
    texts = {"twice": "应诉应诉", "once": "应诉甲乙", "long": "应诉" + "甲乙" * 40, "none": "甲乙丙丁"}
    for name, text in texts.items():
        desk.stage(name, *desk.capture(0, url(name), lines=[("opening", text)], facts=[], title="题"))
    desk.load()
    assert names(desk, "应诉") == ["twice", "once", "long"]


def test_the_rarer_word_weighs_more(desk: Any) -> None:
    texts = {"rare": "复议甲乙 应诉应诉", "common": "复议复议 应诉甲乙", "a": "应诉", "b": "应诉", "c": "应诉"}
    for name, text in texts.items():
        desk.stage(name, *desk.capture(0, url(name), lines=[("opening", text)], facts=[], title="题"))
    desk.load()
    assert names(desk, "复议 应诉") == ["common", "rare"]


def test_every_word_of_random_texts_is_found_where_it_stands(desk: Any) -> None:
    """Six letters, so that most reports have all the pairs of a word and few have the word."""
    chance = random.Random(13)  # noqa: S311  the same each time
    letters = "甲乙丙丁,7"
    texts = {f"r{n}": "".join(chance.choices(letters, k=chance.choice((0, 1, 12, 3 * PIECE)))) for n in range(60)}
    rows = []
    for name, text in texts.items():
        rows += desk.capture(0, url(name), lines=[("opening", text)], facts=[], title=f"题{name}")
    desk.load_rows(*rows)
    words = ["".join(word) for size in (1, 2, 3, 4) for word in itertools.product(letters, repeat=size)]
    for word in (*letters[:4], *chance.sample(words, 40)):
        expected = sorted(name for name, text in texts.items() if word in text and re.search(r"[^,]", word))
        assert sorted(names(desk, word, ", 100")) == expected, word


def test_only_the_newest_words_at_the_primary_place_are_found(desk: Any) -> None:
    desk.load_rows(desk.source(), *desk.capture(0, url("a"), lines=[("opening", "旧文本甲乙丙丁")], facts=[]))
    desk.load_rows(*desk.capture(1, url("a"), lines=[("opening", "新文本甲乙丙丁")], facts=[]))
    desk.load_rows(
        *desk.capture(2, "file:a.html", lines=[("opening", "新文本甲乙丙丁")], facts=[], words_sha256="w"),
        *desk.capture(2, url("a"), lines=[("opening", "新文本甲乙丙丁")], facts=[], words_sha256="w"),
    )
    assert [names(desk, word) for word in ("旧文本", "新文本")] == [[], ["a"]]


STRANGE = ["", "A", "ａＺ", "甲 乙", "𫭼塘\U00020000𠀁", "〇々㊣①Ⅳ", "“甲”。乙%1", "éÀ×Ω", "甲\u200b乙\ufeff", "㐀龥"]


@pytest.mark.parametrize("text", STRANGE)
def test_sql_numbers_letters_as_the_index_does(text: str, library: Any) -> None:
    made = {number for number in bigrams(code_points([text]))[: max(len(text) - 1, 0)].to_pylist() if number > 65535}
    quoted = text.replace("'", "''")
    ((asked_for,),) = library.ask(f"SELECT bigrams_of(letter_numbers('{quoted}'))")
    assert set(asked_for or []) == made


def index_of(desk: Any) -> list[Any]:
    """The index by the addresses of readings, and how many postings are in no order."""
    address = "(SELECT url FROM reading AS r WHERE r.reading_no = i.reading_no) AS url"
    return [
        desk.ask(f"SELECT {address}, * EXCLUDE (reading_no) FROM {table} AS i ORDER BY ALL")  # noqa: S608
        for table in ("posting", "body_piece", "indexed_reading")
    ]


def falls(desk: Any) -> int:
    """How many postings stand before one of a lesser pair: one less than there are sorted runs."""
    ((count,),) = desk.ask(
        "SELECT count(*) FROM (SELECT bigram < lag(bigram) OVER (ORDER BY rowid) AS falls FROM posting) WHERE falls"
    )
    return int(count)


def test_nights_make_the_index_that_one_load_makes(desk: Any, tmp_path: Any) -> None:
    rows = [desk.capture(0, url(name), lines=[("opening", text)], facts=[]) for name, (text, _) in TEXTS.items()]
    whole = replace(desk, root=tmp_path / "whole")
    whole.load_rows(*itertools.chain(*rows))
    runs = []
    for row in rows:
        desk.load_rows(*row)
        runs.append([readings for (readings,) in desk.ask("SELECT readings FROM posting_run ORDER BY first_no")])
    assert index_of(desk) == index_of(whole)
    assert runs == [[1], [2], [2, 1], [4], [4, 1]], "small runs are merged with their equals"
    assert (falls(desk), falls(whole)) == (1, 0)
    desk.load()
    assert index_of(desk) == index_of(whole), "loading again changes nothing"


def test_a_replaced_set_takes_its_readings_out_of_the_index(desk: Any) -> None:
    for name in ("court", "law"):
        desk.stage(name, *desk.capture(0, url(name), lines=[("opening", TEXTS[name][0])], facts=[]))
    desk.load()
    desk.stage("law", *desk.capture(0, url("law"), lines=[("opening", "新的文本")], facts=[]))
    desk.load()
    assert [names(desk, word) for word in ("教育", "新的文本", "负责人")] == [[], ["law"], ["court"]]
    for table in ("posting", "body_piece", "indexed_reading"):
        assert desk.ask(f"SELECT DISTINCT reading_no FROM {table} ANTI JOIN reading USING (reading_no)") == []  # noqa: S608


def test_a_file_without_an_index_gets_one(library: Any) -> None:
    before = index_of(library)
    for table in ("posting", "body_piece", "indexed_reading", "posting_run"):
        library.change(f"DELETE FROM {table}")  # noqa: S608
    library.load()
    assert index_of(library) == before


def test_a_search_reads_a_few_row_groups_of_postings(tmp_path: Any) -> None:
    """A hundred million postings are read as fast as one: only the row groups that may hold the pair."""
    with duckdb.connect(tmp_path / "postings.duckdb") as connection:
        connection.execute(
            "CREATE TABLE posting AS SELECT (65536 + n // 4)::UINTEGER AS bigram, (n % 4)::INTEGER AS reading_no"
            " FROM range(2_000_000) AS t(n)"
        )
        connection.execute("CHECKPOINT")
        ((_, plan),) = connection.execute(
            "EXPLAIN ANALYZE SELECT count(*) FROM posting JOIN (SELECT unnest([65540, 300000])::UINTEGER AS bigram)"
            " USING (bigram)"
        ).fetchall()
    ((read, of),) = re.findall(r"Row Groups Scanned: (\d+) / (\d+)", plan)
    assert int(read) <= 4 < int(of)
