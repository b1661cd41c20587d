"""The gazetteer: names, lineages, official names, and the strictness of its files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.errors import KnowledgeError
from extract.knowledge import read_tsv
from extract.records import Division
from extract.report.divisions import Gazetteer, former_names, is_zone, load_divisions, with_former_names
from extract.report.hosts import portal_division

HEADER = "code\tname\tlevel\tparent_code\tvalid_from\tvalid_to\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rows(load_divisions())


def test_every_code_stands_once_and_every_parent_is_there() -> None:
    rows = load_divisions()
    codes = {division.code for division in rows}
    assert len(codes) == len(rows)
    assert all(division.parent_code in codes for division in rows if division.parent_code)


def test_every_level_is_there() -> None:
    levels = [division.level for division in load_divisions() if division.valid_to is None]
    assert levels.count("province") == 34
    assert 330 <= levels.count("prefecture") <= 340
    assert levels.count("county") > 2840
    assert levels.count("township") > 40_000


@pytest.mark.parametrize(
    ("code", "official"),
    [
        ("440000", "广东省"),
        ("150000", "内蒙古自治区"),
        ("500000", "重庆市"),
        ("320800", "淮安市"),
        ("222400", "延边朝鲜族自治州"),
        ("152500", "锡林郭勒盟"),
        ("370725", "昌乐县"),
        ("330182", "建德市"),
        ("150721", "阿荣旗"),
        ("331127", "景宁畲族自治县"),
        ("510904", "遂宁市安居区"),
        ("110115", "北京市大兴区"),
        ("500103", "重庆市渝中区"),
        ("310115", "上海市浦东新区"),
        ("429021", "神农架林区"),
        ("520203", "六枝特区"),
        ("419001", "济源市"),
        ("320576", "苏州工业园区"),
        ("441625103", "东源县船塘镇"),
        ("440111008", "广州市白云区新市街道"),
        ("441900101", "东莞市石碣镇"),
    ],
)
def test_official_name_of_a_place(gazetteer: Gazetteer, code: str, official: str) -> None:
    division = gazetteer.division(code)
    assert division is not None
    assert gazetteer.official_name(division) == official


@pytest.mark.parametrize(
    ("name", "code"),
    [("延边州", "222400"), ("黔东南州", "522600"), ("海西州", "632800"), ("景宁县", "331127"), ("前郭县", "220721")],
)
def test_short_name_of_an_autonomous_unit(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert [division.code for division in gazetteer.named(name)] == [code]


@pytest.mark.parametrize(("name", "count"), [("市中区", 6), ("鼓楼区", 4), ("朝阳区", 2), ("昌乐县", 1), ("无此县", 0)])
def test_a_name_has_all_its_divisions(gazetteer: Gazetteer, name: str, count: int) -> None:
    assert len(gazetteer.named(name)) == count


@pytest.mark.parametrize(
    ("former", "successor"),
    [
        ("350427", "350405"),
        ("610322", "610305"),
        ("330103", None),
        ("120225", "120119"),
        ("130223", "130284"),
        ("330682", "330604"),
        ("632100", "630200"),
    ],
)
def test_former_divisions_keep_their_row(gazetteer: Gazetteer, former: str, successor: str | None) -> None:
    gone = gazetteer.division(former)
    assert gone is not None
    assert gone.valid_to is not None
    if successor:
        follows = gazetteer.division(successor)
        assert follows is not None
        assert follows.valid_from == gone.valid_to


@pytest.mark.parametrize(("former", "name"), [("襄樊市", "襄阳市"), ("庐山区", "濂溪区"), ("桥东区", "襄都区")])
def test_a_renamed_division_has_its_former_name_too(gazetteer: Gazetteer, former: str, name: str) -> None:
    codes = {division.code for division in gazetteer.named(name) if division.valid_to is None}
    assert codes & {division.code for division in gazetteer.named(former) if division.valid_to}


def test_every_former_name_has_its_division(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.division(code) for code, _, _ in former_names())


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://sfj.suining.gov.cn/zwgk/1", "遂宁市"),
        ("http://www.nmg.gov.cn/gate/1", "内蒙古自治区"),
        ("http://nothing.suining.gov.cn:8080/", "遂宁市"),
        ("https://www.suining.com/1", None),
        ("https://www.nosuchplace.gov.cn/1", None),
        ("file:report.txt", None),
    ],
)
def test_a_portal_s_address_names_its_division(gazetteer: Gazetteer, url: str, name: str | None) -> None:
    division = portal_division(url, gazetteer)
    assert (division and division.name) == name


def test_every_romanized_name_has_its_division(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.division(row["code"]) for row in read_tsv("hosts.tsv", ("label", "code")))


def test_lineage_runs_up_to_the_province(gazetteer: Gazetteer) -> None:
    (town,) = (division for division in gazetteer.named("船塘镇") if division.code.startswith("441625"))
    assert [division.name for division in gazetteer.lineage(town)] == ["船塘镇", "东源县", "河源市", "广东省"]


def test_a_district_of_a_municipality_stands_right_below_it(gazetteer: Gazetteer) -> None:
    (district,) = gazetteer.named("渝中区")
    assert [division.name for division in gazetteer.lineage(district)] == ["渝中区", "重庆市"]


def test_zones_are_told_from_districts(gazetteer: Gazetteer) -> None:
    (zone,), (district,) = gazetteer.named("兰州新区"), gazetteer.named("浦东新区")
    assert is_zone(zone)
    assert not is_zone(district)


def test_the_longest_name_is_read(gazetteer: Gazetteer) -> None:
    name, found = gazetteer.longest_at("在内江市市中区", 4)
    assert name == "市中区"
    assert len(found) == 6
    assert gazetteer.longest_at("无此地", 0) == ("", ())


def test_rows_of_the_data_directory_are_added(tmp_path: Path) -> None:
    extra = tmp_path / "divisions.tsv"
    rows = "990000\t青栎省\tprovince\t\t\t\n990100\t岫川市\tprefecture\t990000\t2003-05-18\t\n"
    extra.write_text(HEADER + rows, encoding="utf-8")
    gazetteer = Gazetteer.from_rows(load_divisions(extra))
    assert gazetteer.named("岫川市") == (Division("990100", "岫川市", "prefecture", "990000", date(2003, 5, 18), None),)
    assert gazetteer.named("昌乐县")


def test_a_row_of_the_data_directory_replaces_the_shipped_one(tmp_path: Path) -> None:
    extra = tmp_path / "divisions.tsv"
    extra.write_text(f"{HEADER}370725\t新昌乐县\tcounty\t370700\t\t\n", encoding="utf-8")
    gazetteer = Gazetteer.from_rows(load_divisions(extra))
    assert [division.code for division in gazetteer.named("新昌乐县")] == ["370725"]
    assert gazetteer.named("昌乐县") == ()


def test_no_file_in_the_data_directory_is_no_error(tmp_path: Path) -> None:
    assert load_divisions(tmp_path / "divisions.tsv") == load_divisions()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("code\tname\n", "line 1: the columns"),
        ("", "line 1: the columns"),
        (f"{HEADER}990000\t青栎省\tprovinz\t\t\t\n", 'line 2: unknown level "provinz" (did you mean "province"?)'),
        (f"{HEADER}99\t青栎省\tprovince\t\t\t\n", 'line 2: "99" is no code of a province'),
        (f"{HEADER}990000\t青栎省\tprovince\t\tearly\t\n", "line 2: Invalid isoformat"),
        (f"{HEADER}990000\t青栎省\n", "line 2: not enough values"),
        (f"{HEADER}990100\t岫川市\tprefecture\t990000\t\t\n", "990100 岫川市 has an unknown parent 990000"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    extra = tmp_path / "divisions.tsv"
    extra.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_divisions(extra)
    assert complaint in caught.value.message
    assert "divisions.tsv" in caught.value.message
    assert caught.value.remedy


def test_a_division_that_was_renamed_is_a_row_a_name() -> None:
    rows = [row for row in with_former_names(load_divisions()) if row.code == "130502"]
    assert [(row.name, row.valid_from, row.valid_to) for row in rows] == [
        ("桥东区", None, date(2020, 12, 31)),
        ("襄都区", date(2020, 12, 31), None),
    ]
    assert len(list(with_former_names(load_divisions()))) == len(load_divisions()) + len(former_names())
