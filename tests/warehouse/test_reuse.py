"""How much of a report stands in another: exactly, by samples, and which passages these are."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from warehouse.grams import code_points, gram_hashes
from warehouse.index import SCALE, WHOLE

CHANCE = random.Random(6)  # noqa: S311  the same each time


def words(count: int) -> str:
    """Characters that stand nowhere else: runs of 13 of them meet by no chance."""
    return "".join(chr(CHANCE.randrange(0x4E00, 0x9FA5)) for _ in range(count))


def url(name: str) -> str:
    return f"http://portal.test/{name}.html"


def captured(desk: Any, name: str, text: str, **stated: Any) -> list[Any]:
    rows: list[Any] = desk.capture(0, url(name), lines=[("opening", text)], facts=[], **stated)
    return rows


def reuse(desk: Any, name: str, columns: str = "relation, containment") -> dict[str, Any]:
    query = (
        f"SELECT regexp_extract(o.url, '(\\w+)\\.html', 1), {columns} FROM text_reuse AS t"  # noqa: S608
        " JOIN report AS r USING (report_id) JOIN report AS o ON o.report_id = t.other_report_id"
        f" WHERE r.url = '{url(name)}' ORDER BY ALL"
    )
    rows = desk.ask(query)
    return {name: rest[0] if len(rest) == 1 else tuple(rest) for name, *rest in rows}


def report_id(desk: Any, name: str) -> str:
    ((found,),) = desk.ask(f"SELECT report_id FROM report WHERE url = '{url(name)}'")  # noqa: S608
    return str(found)


JIA = {"issuer": "甲市人民政府", "level": "prefecture", "division_code": "990100"}
BING = {"issuer": "丙县人民政府", "division_code": "990102", "report_year": 2021}
OFFICE = {"issuer_kind": "department"}

RELATED: dict[str, dict[str, Any]] = {
    "yi": {"report_year": 2021},
    "before": {"report_year": 2020},
    "superior": {**JIA, "report_year": 2021},
    "peer": BING,
    "long_ago": {"report_year": 2019},
    "peer_before": {**BING, "report_year": 2020},
    "other_kind": {**BING, "kind": "plan"},
    "office": {**OFFICE, "issuer": "乙县教育局", "report_year": 2021},
    "second_office": {**OFFICE, "issuer": "乙县水利局", "report_year": 2021},
    "their_office": {**BING, **OFFICE, "issuer": "丙县教育局"},
    "province": {"issuer": "虚省人民政府", "level": "province", "division_code": "990000", "report_year": 2021},
}


@pytest.fixture(scope="module")
def family(module_desk: Any) -> Any:
    text = words(40)
    rows = [row for name, stated in RELATED.items() for row in captured(module_desk, name, text, **stated)]
    module_desk.load_rows(*rows)
    return module_desk


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("yi", {"before": "year before", "superior": "superior", "peer": "peer"}),
        ("peer", {"peer_before": "year before", "superior": "superior", "yi": "peer"}),
        ("superior", {"province": "superior"}),
        ("province", {}),
        ("office", {"yi": "superior", "second_office": "peer"}),
        ("their_office", {"peer": "superior"}),
        ("other_kind", {}),
    ],
)
def test_a_report_is_compared_with_those_it_may_be_copied_from(family: Any, name: str, others: dict[str, str]) -> None:
    assert reuse(family, name, "relation") == others


def test_a_division_answers_to_what_was_its_parent_at_the_years_end(desk: Any) -> None:
    text = words(40)
    for year in (2021, 2022):
        desk.load_rows(
            *captured(desk, f"yi{year}", text, report_year=year),
            *captured(desk, f"bing{year}", text, **{**BING, "report_year": year}),
        )
    assert reuse(desk, "yi2021", "relation") == {"bing2021": "peer"}
    assert reuse(desk, "yi2022", "relation") == {"yi2021": "year before"}, "丙县 was abolished on the last of 2022"


@pytest.mark.parametrize(
    ("text", "other", "told"),
    [
        ("甲" * 13, "甲" * 20, (1, 1, 1.0)),
        ("甲" * 12, "甲" * 20, None),
        ("", "甲", None),
        ("甲乙丙丁戊己庚辛壬癸子丑寅卯", "甲乙丙丁戊己庚辛壬癸子丑寅辰", (2, 1, 0.5)),
        ("甲乙丙丁戊 己庚\n辛壬癸\u3000子丑寅", "甲乙丙丁戊己庚辛壬癸子丑寅", (1, 1, 1.0)),
        ("甲乙丙丁戊己庚辛壬癸子丑寅", "寅丑子癸壬辛庚己戊丁丙乙甲", None),
    ],
)
def test_short_bodies_are_compared_exactly(desk: Any, text: str, other: str, told: Any) -> None:
    desk.load_rows(*captured(desk, "yi", text), *captured(desk, "peer", other, issuer="丙县人民政府"))
    expected = {"peer": (*told, 0.0, True)} if told else {}
    assert reuse(desk, "yi", "grams, shared_grams, containment, margin, is_exact") == expected


SHARES = (0.0, 0.02, 0.1, 0.3, 0.5, 0.8, 0.97, 1.0)
LENGTH = 6_000


@pytest.fixture(scope="module")
def estimated(tmp_path_factory: pytest.TempPathFactory, module_desk: Any) -> Any:
    """Reports of 6,000 characters, each with a share of its sentences from that of its year before."""
    desk = replace(module_desk, root=tmp_path_factory.mktemp("estimated"))
    rows = []
    for number, share in enumerate(SHARES * 4):
        sentences = [words(40) for _ in range(LENGTH // 40)]
        copied = round(share * len(sentences))
        text = "".join([*sentences[:copied], *(words(40) for _ in range(len(sentences) - copied))])
        stated = {"issuer": f"甲{number}镇人民政府"}
        rows += captured(desk, f"old{number}", "".join(sentences), **stated, report_year=2022)
        rows += captured(desk, f"new{number}", text, **stated)
    desk.load_rows(*rows)
    return desk


def test_a_sample_tells_the_share_within_its_margin(estimated: Any) -> None:
    """The true shares are known by how the texts were made, but for the runs across the one seam."""
    off, outside = [], 0
    for number, share in enumerate(SHARES * 4):
        found = reuse(estimated, f"new{number}", "containment, margin, is_exact, grams")
        containment, margin, is_exact, grams = found.get(f"old{number}", (0.0, 0.02, False, LENGTH))
        assert not is_exact
        assert abs(grams - LENGTH) < LENGTH / 4
        true = max(round(share * LENGTH) - 12, 0) / (LENGTH - 12)
        off.append(abs(containment - true))
        outside += abs(containment - true) > margin
    assert max(off) < 0.1, "four standard errors of a half"
    assert sum(off) / len(off) < 0.02
    assert outside <= 5, "a twentieth of 32, and as much as chance may add to it"


@pytest.mark.parametrize("number", [1, 3, 7])
def test_two_reports_are_compared_exactly_on_demand(estimated: Any, number: int) -> None:
    new, old = (report_id(estimated, f"{age}{number}") for age in ("new", "old"))
    ((a, b, grams, shared, containment),) = estimated.ask(f"FROM exact_reuse('{new}', '{old}')")
    copied = round(SHARES[number] * LENGTH)
    assert (a, b, grams, shared) == (new, old, LENGTH - 12, copied - 12)
    assert containment == shared / grams
    assert estimated.ask(f"SELECT characters FROM shared_passages('{new}', '{old}')") == [(copied,)]  # noqa: S608


def test_the_most_similar_report_is_found_wherever_it_stands(estimated: Any) -> None:
    ((found, containment),) = estimated.ask(
        f"SELECT report_id, containment FROM similar_reports('{report_id(estimated, 'new5')}', 1)"  # noqa: S608
    )
    assert found == report_id(estimated, "old5")
    assert containment == pytest.approx(SHARES[5], abs=0.1)


def test_shared_passages_are_maximal_and_have_their_places(desk: Any) -> None:
    first, second = words(20), words(15)
    broken = first[:7] + "\n " + first[7:]
    desk.load_rows(
        *captured(desk, "yi", words(5) + broken + words(9) + second),
        *captured(desk, "peer", second + words(3) + first, issuer="丙县人民政府"),
    )
    a, b = report_id(desk, "yi"), report_id(desk, "peer")
    assert desk.ask(f"FROM shared_passages('{a}', '{b}')") == [
        (5, 27, 18, 38, 20, broken),
        (36, 51, 0, 15, 15, second),
    ]
    assert desk.ask(f"SELECT characters FROM shared_passages('{b}', '{a}')") == [(20,), (15,)]  # noqa: S608


def test_what_is_not_there_is_compared_with_nothing(family: Any) -> None:
    for macro in ("shared_passages('none', 'none')", "exact_reuse('none', 'none')", "similar_reports('none')"):
        assert family.ask(f"FROM {macro}") == []


def test_hashes_are_those_that_other_versions_made() -> None:
    """A change of these would make every stored sample worthless: the index would have to be made anew."""
    hashes = gram_hashes(code_points(["法治政府建设年度报告以下简称本报告", "短"]))
    assert hashes.to_pylist()[:2] == [2023090177, 3515311689]


def test_hashes_are_spread_evenly() -> None:
    hashes = gram_hashes(code_points([words(40_000)])).to_pylist()[: 40_000 - 12]
    kept = sum(number < (1 << 32) // SCALE for number in hashes)
    assert abs(kept - 40_000 / SCALE) < 250, "five standard deviations"
    assert len(set(hashes)) > len(hashes) - 5
    assert WHOLE < LENGTH
