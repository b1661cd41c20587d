"""Whose report a document is: kind, issuer, level, division and year, row by row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extract.records import Document, Header
from extract.report.divisions import Gazetteer, load_divisions
from extract.report.identity import Context, Identity, identify


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_rows(load_divisions())


def page(title: str, body: str = "", **parts: str | date | None) -> Document:
    """A document of this title and body; `parts` are fields of the header, site_name, heading and url."""
    site_name, heading = parts.pop("site_name", None), parts.pop("heading", None)
    url = parts.pop("url", "http://portal.test/1")
    assert isinstance(url, str)
    assert site_name is None or isinstance(site_name, str)
    assert heading is None or isinstance(heading, str)
    header = Header(**parts)  # type: ignore[arg-type]
    return Document(url, title, header, body, "platform", site_name, heading=heading)


def summary(identity: Identity) -> tuple[str | None, str | None, str | None, str | None]:
    return identity.issuer, identity.issuer_kind, identity.level, identity.division_code


def named_by_title() -> list[tuple[str | None, ...]]:
    """The rows of issuers.tsv: title, issuer, kind, level, division code; `-` where an identity has none."""
    header, *lines = Path(__file__).with_name("issuers.tsv").read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == ["title", "issuer", "kind", "level", "code"]
    return [tuple(None if cell == "-" else cell for cell in line.split("\t")) for line in lines]


@pytest.mark.parametrize(("title", "issuer", "kind", "level", "code"), named_by_title())
def test_the_title_names_the_issuer(
    gazetteer: Gazetteer, title: str, issuer: str, kind: str, level: str | None, code: str | None
) -> None:
    identity = identify(page(title), gazetteer, context=None)
    assert summary(identity) == (issuer, kind, level, code)
    assert identity.kind == "report"
    assert identity.findings == ()


BARE = "2022年度法治政府建设年度报告"
NAMED_ELSEWHERE = [
    # a title that says only the rank
    (
        page("区教委2021年度法治政府建设工作报告", site_name="重庆市九龙坡区人民政府"),
        "重庆市九龙坡区教育委员会",
        "500107",
    ),
    (page("县人民政府2021年度法治政府建设情况报告", publisher="岳阳县司法局"), "岳阳县人民政府", "430621"),
    (page("省政府2021年度法治政府建设情况报告", site_name="湖南省人民政府"), "湖南省人民政府", "430000"),
    (page("市人民政府2019年法治政府建设情况报告", site_name="重庆市教育委员会"), "重庆市人民政府", "500000"),
    (page("自治区财政厅2022年法治政府建设年度报告", site_name="宁夏财政厅"), "宁夏回族自治区财政厅", "640000"),
    (page("市市场监管局2022年度法治政府建设情况报告", source="潍坊市市场监督管理局"), "潍坊市市场监督管理局", "370700"),
    (page("市场监督管理局2022年度法治政府建设情况报告", site_name="昌乐县人民政府"), "昌乐县市场监督管理局", "370725"),
    (page("县委县政府关于2022年度法治政府建设情况的报告", site_name="昌乐县"), "中共昌乐县委 昌乐县人民政府", "370725"),
    (page("新市街2023年法治政府建设年度报告", site_name="广州市白云区"), "广州市白云区新市街道办事处", "440111008"),
    # a title that names nobody
    (page(BARE, "现将县人民政府2022年法治政府建设情况报告如下。", site_name="岳阳县"), "岳阳县人民政府", "430621"),
    (page(BARE, "2022年,柳城县坚持依法办事。", publisher="柳城县司法局"), "柳城县人民政府", "450222"),
    (
        page(BARE, "2022年,我县坚持依法办事。", publisher="县司法局", site_name="昌乐县人民政府"),
        "昌乐县人民政府",
        "370725",
    ),
    (
        page(BARE, "2022年,我局坚持依法办事。", publisher="县司法局", site_name="昌乐县人民政府"),
        "昌乐县司法局",
        "370725",
    ),
    (page(BARE, "2022年,县公安局坚持依法办事。", site_name="蓝田县人民政府"), "蓝田县公安局", "610122"),
    (
        page(BARE, "在县委领导下,我镇办成几件事。", publisher="东源县船塘镇人民政府"),
        "东源县船塘镇人民政府",
        "441625103",
    ),
    (page(BARE, "2022年,清波街道坚持依法办事。", site_name="杭州市上城区"), "杭州市上城区清波街道办事处", "330102001"),
    (page(BARE, "一年来,全区有进步。\n大兴区人民政府\n2023年3月1日"), "北京市大兴区人民政府", "110115"),
    (page(BARE, "受市人民政府委托,现将我市情况报告如下。", site_name="鹤壁市政府"), "鹤壁市人民政府", "410600"),
    (page(BARE, "一年来,办成几件事。", site_name="昌乐县人民政府门户网站"), "昌乐县人民政府", "370725"),
    (page(BARE, heading="东源县船塘镇人民政府2022年度法治政府建设年度报告"), "东源县船塘镇人民政府", "441625103"),
    (page(f"三都镇{BARE}", heading=f"柳州市柳江区三都镇人民政府{BARE}"), "柳州市柳江区三都镇人民政府", "450206106"),
    (page(BARE, "昌乐县人民政府\n主任、各位委员:\n2022年,我县办成几件事。"), "昌乐县人民政府", "370725"),
    (page(BARE, "各位委员:\n受县人民政府委托,我作报告。", site_name="昌乐县人大常委会"), "昌乐县人民政府", "370725"),
    (page(BARE, "市委、市政府:\n2022年,大中街道坚持依法办事。"), "盐城市大丰区大中街道办事处", "320904002"),
    (page(BARE, "现将街道2022年工作情况报告如下。", source="大中街道"), "盐城市大丰区大中街道办事处", "320904002"),
    (page(BARE, "2022年,昌乐县人民政府办公室坚持依法办事。"), "昌乐县人民政府办公室", "370725"),
    (page(BARE, "2022年,福建省委、省政府坚持依法办事。"), "福建省人民政府", "350000"),
    (page(BARE, "2022年,全州办成几件事,法治巴州有进步。"), "巴音郭楞蒙古自治州人民政府", "652800"),
    # whose 市 and whose 区
    (page(BARE, "在杭州市委领导下,我市办成几件事。《建德市要点》印发。"), "建德市人民政府", "330182"),
    (page(BARE, "杭州市人民政府:\n2022年,我市办成几件事。\n《建德市要点》印发。"), "建德市人民政府", "330182"),
    (page(BARE, "我区办成几件事。自治区人民政府编写《法治内蒙古》。"), "内蒙古自治区人民政府", "150000"),
    (
        page(BARE, "在自治区党委、市委领导下,我区办成几件事。银川市金凤区获奖。"),
        "银川市金凤区人民政府",
        "640106",
    ),
    # a whole of which the report's place is a part, and one that is its own
    (page(BARE, "2022年,遂宁市安居区坚持依法办事,全市学习。"), "遂宁市安居区人民政府", "510904"),
    (page(BARE, "2022年,昌乐县司法局坚持履职,全县有进步。"), "昌乐县人民政府", "370725"),
    (page(BARE, "2022年,昌乐县公安局坚持履职,全县有进步。"), "昌乐县公安局", "370725"),
    # a subdistrict that calls itself nothing but that, and a place whose name stands without its rank
    (page(BARE, "2022年,街道按照《昌乐县方案》办事,谱写朱刘法治建设新篇章。"), "昌乐县朱刘街道办事处", "370725003"),
    (page(BARE, "一年来,我县有进步,法治昌乐有声有色。"), "昌乐县人民政府", "370725"),
    (page(BARE, "一年来,全市落实考察合肥重要讲话。"), "合肥市人民政府", "340100"),
    # a portal whose address names it
    (page(BARE, "一年来,全市有进步。", url="https://sfj.suining.gov.cn/1"), "遂宁市人民政府", "510900"),
    (page("西湖区2022年法治政府建设年度报告", url="https://www.hangzhou.gov.cn/1"), "杭州市西湖区人民政府", "330106"),
    (
        page(BARE, "2022年,市公安局坚持依法办事,与长沙市通办。《遂宁市方案》印发。", url="http://gaj.suining.gov.cn/1"),
        "遂宁市公安局",
        "510900",
    ),
    # a sentence that stands where a title should
    (page("现将昌乐县2022年法治政府建设情况报告如下", "一、主要举措\n办成几件事。"), "昌乐县人民政府", "370725"),
    # a page on another body's portal
    (page("淮安市人民政府关于2017年度法治政府建设情况的报告", site_name="江苏省司法厅"), "淮安市人民政府", "320800"),
    (page("新疆维吾尔自治区2017年法治政府建设工作报告", site_name="莎车县"), "新疆维吾尔自治区人民政府", "650000"),
]


@pytest.mark.parametrize(("document", "issuer", "code"), NAMED_ELSEWHERE)
def test_the_page_tells_what_the_title_leaves_out(
    gazetteer: Gazetteer, document: Document, issuer: str, code: str
) -> None:
    identity = identify(document, gazetteer, context=None)
    assert (identity.issuer, identity.division_code) == (issuer, code)
    assert identity.findings == ()


DECIDED_BY = [
    (page("市中区2022年法治政府建设年度报告", site_name="内江市市中区人民政府"), None, "511002"),
    (page("市中区2022年法治政府建设年度报告", "在乐山市委领导下,办成几件事。"), None, "511102"),
    (page("朝阳区2022年法治政府建设年度报告", publisher="长春市司法局"), None, "220104"),
    (page("西湖区2022年法治政府建设年度报告", "围绕杭州发展大局,办成几件事。"), None, "330106"),
    (page("乐山市市中区2022年法治政府建设年度报告", site_name="内江市人民政府"), None, "511102"),
    (page("市中区2022年法治政府建设年度报告"), Context("市中区人民政府", "370402"), "370402"),
    (page("三都镇2025年法治政府建设年度报告", site_name="柳州市柳江区人民政府"), None, "450206106"),
    (page("通州区2022年法治政府建设年度报告", "落实《北京市规划》。"), None, "110112"),
    (
        page("姚村镇2022年法治政府建设年度报告", "在市委领导下有进步。", url="http://www.qufu.gov.cn/1"),
        None,
        "370881102",
    ),
]


@pytest.mark.parametrize(("document", "context", "code"), DECIDED_BY)
def test_a_name_of_several_divisions_is_decided_by_its_superiors(
    gazetteer: Gazetteer, document: Document, context: Context | None, code: str
) -> None:
    identity = identify(document, gazetteer, context=context)
    assert identity.division_code == code
    assert identity.findings == ()


def test_an_ambiguous_name_is_an_issue_with_its_candidates(gazetteer: Gazetteer) -> None:
    identity = identify(page("市中区2022年法治政府建设年度报告"), gazetteer, context=None)
    assert summary(identity) == (None, "government", "county", None)
    (finding,) = identity.findings
    assert finding.code == "report.division_ambiguous"
    for code in ("370103", "370402", "511002", "511102"):
        assert code in finding.message


def test_a_context_that_fits_no_candidate_decides_nothing(gazetteer: Gazetteer) -> None:
    title = "市中区2022年法治政府建设年度报告"
    identity = identify(page(title), gazetteer, context=Context("昌乐县人民政府", "441625"))
    assert identity.division_code is None


@pytest.mark.parametrize(
    ("title", "issuer", "level"),
    [
        ("成都高新区管委会2022年法治政府建设情况报告", "成都高新区管理委员会", None),
        ("东源县无名镇2022年法治政府建设年度报告", "东源县无名镇人民政府", "township"),
        ("火炬高新区(中山港街道)2025年法治政府建设年度报告", "火炬高新区管理委员会", None),
    ],
)
def test_a_place_that_the_list_lacks_is_named_as_written(
    gazetteer: Gazetteer, title: str, issuer: str, level: str | None
) -> None:
    identity = identify(page(title), gazetteer, context=None)
    assert summary(identity) == (issuer, "government", level, None)
    assert [finding.code for finding in identity.findings] == ["report.division_unknown"]


def test_a_department_of_an_unlisted_zone_is_named_as_written(gazetteer: Gazetteer) -> None:
    identity = identify(page("武汉经开区统计局2025年法治政府建设情况报告"), gazetteer, context=None)
    assert summary(identity) == ("武汉经开区统计局", "department", None, None)


@pytest.mark.parametrize(("zone", "issuer"), [("成都高新区", "成都高新区管理委员会"), ("高新区", None)])
def test_an_unlisted_zone_is_a_subject_where_it_bears_its_city_s_name(
    gazetteer: Gazetteer, zone: str, issuer: str | None
) -> None:
    identity = identify(page(BARE, f"2022年,{zone}坚持依法办事。"), gazetteer, context=None)
    assert (identity.issuer, identity.division_code) == (issuer, None)


def test_a_town_of_a_name_elsewhere_is_not_taken_for_it(gazetteer: Gazetteer) -> None:
    document = page("船塘镇2022年法治政府建设年度报告", site_name="昌乐县人民政府")
    assert identify(document, gazetteer, context=None).division_code is None


@pytest.mark.parametrize("body", ["", "全国示范县的经验值得学习。"])
def test_an_unnamed_issuer_is_an_issue(gazetteer: Gazetteer, body: str) -> None:
    identity = identify(page(BARE, body), gazetteer, context=None)
    assert identity.issuer is None
    assert identity.division_code is None
    assert [finding.code for finding in identity.findings] == ["report.issuer_unknown"]


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("完善我镇法治政府建设工作领导小组。", "township"),
        ("2022年,无名镇坚持依法办事。", None),
        ("2022年,我镇在区委领导下办成几件事。", "township"),
        ("自治区人民政府:\n2022年,我州办成几件事。", "prefecture"),
    ],
)
def test_a_clause_of_the_body_names_no_place_that_the_list_lacks(
    gazetteer: Gazetteer, body: str, level: str | None
) -> None:
    identity = identify(page(BARE, body), gazetteer, context=None)
    assert (identity.issuer, identity.level, identity.division_code) == (None, level, None)
    assert [finding.code for finding in identity.findings] == ["report.issuer_unknown"]


@pytest.mark.parametrize(
    ("document", "left"),
    [
        (page("姚村镇2022年法治政府建设年度报告", "在县委领导下有进步。"), ("130626106", "341821110")),
        (page("姚村镇2022年法治政府建设年度报告", "在市委领导下有进步。"), ("370881102", "410581107")),
    ],
)
def test_the_rank_to_which_a_town_answers_leaves_fewer_candidates(
    gazetteer: Gazetteer, document: Document, left: tuple[str, ...]
) -> None:
    identity = identify(document, gazetteer, context=None)
    assert summary(identity) == (None, "government", "township", None)
    (finding,) = identity.findings
    assert all(code in finding.message for code in left)
    assert "140110102" not in finding.message


@pytest.mark.parametrize(
    ("body", "url", "level", "code"),
    [
        ("在县委领导下,我局有进步。", "https://www.lantian.gov.cn/1", "county", "610122"),
        ("在市委领导下,我局印发《遂宁市办法》。", "http://portal.test/1", "prefecture", "510900"),
        ("我局有进步。", "http://portal.test/1", None, None),
    ],
)
def test_a_house_without_a_name_is_an_issue(
    gazetteer: Gazetteer, body: str, url: str, level: str | None, code: str | None
) -> None:
    identity = identify(page(BARE, body, url=url), gazetteer, context=None)
    assert summary(identity) == (None, "department", level, code)
    assert [finding.code for finding in identity.findings] == ["report.issuer_unknown"]


@pytest.mark.parametrize(
    ("body", "url", "code"),
    [
        ("市政府有进步。我市各县(市、区)办成几件事,安丘市有进步。", "http://portal.test/1", None),
        ("市政府有进步。我市公布市县两级清单,表扬安丘市和高密市,再表扬安丘市。", "http://portal.test/1", None),
        ("市政府有进步。我市办成几件事,安丘市有进步。", "http://portal.test/1", "370784"),
        ("市政府有进步。我市走在全省各县(市、区)前列,安丘市有进步。", "http://portal.test/1", "370784"),
        ("市政府有进步。我市各县(市、区)有进步,表扬潍坊市的安丘市,再表扬安丘市。", "http://portal.test/1", "370700"),
        ("市政府有进步。我市与各县(市、区)学习,安丘市有进步。", "https://www.anqiu.gov.cn/1", "370784"),
    ],
)
def test_a_city_above_counties_is_no_county_s(gazetteer: Gazetteer, body: str, url: str, code: str | None) -> None:
    identity = identify(page(BARE, body, url=url), gazetteer, context=None)
    assert identity.division_code == code


def test_a_department_of_a_district_without_a_name_is_a_county_s(gazetteer: Gazetteer) -> None:
    identity = identify(page(f"区卫生健康委关于{BARE}"), gazetteer, context=None)
    assert summary(identity) == (None, "department", "county", None)


YEARS = [
    (page("昌乐县2020年度法治政府建设情况报告", published_on=date(2023, 5, 1)), 2020),
    (page("昌乐县二〇一九年法治政府建设情况报告"), 2019),
    (page("昌乐县2020年法治政府建设工作总结及2021年工作计划"), 2020),
    (page("昌乐县法治政府建设2021年工作打算和2020年工作总结"), 2020),
    (page("昌乐县2019年贯彻落实《法治政府建设实施纲要(2015-2020年)》情况的报告"), 2019),
    (page("昌乐县2021年法治政府建设情况的报告——2022年3月在常委会会议上"), 2021),
    (page("昌乐县法治政府建设情况报告", "按照要求,现将2021年度法治政府建设情况报告如下。"), 2021),
    (page("昌乐县法治政府建设情况报告", "2018年,昌乐县坚持依法办事。"), 2018),
    (page("昌乐县法治政府建设情况报告", heading="昌乐县2019年法治政府建设情况报告"), 2019),
    (page("昌乐县法治政府建设情况报告", "(2021年4月26日在县人大常委会会议上)\n现将2020年情况报告如下。"), 2020),
    (page("昌乐县法治政府建设情况报告", "2013年12月24日在县人大常委会会议上\n2012年,办成几件事。"), 2012),
    (page("昌乐县法治政府建设情况报告", "今年以来有进步。\n一、2024年工作回顾\n办成几件事。"), 2024),
    (page("昌乐县人民政府办公室关于印发《昌乐县2022年法治政府建设情况报告》的通知"), 2022),
    (page("昌乐县法治政府建设情况报告", "一年来有进步。到2021年底办结。", published_on=date(2022, 2, 1)), 2021),
    (page("昌乐县法治政府建设情况报告", "现就情况报告如下。\n一、主要举措\n2023年,办成几件事。"), 2023),
    (page("昌乐县法治政府建设情况报告", "现对2023年所做工作总结如下。"), 2023),
    (page("昌乐县法治政府建设情况报告", "《报告》是2019年昌乐县公布的报告。\n2018年,办成几件事。"), 2018),
]


@pytest.mark.parametrize(("document", "year"), YEARS)
def test_report_year(gazetteer: Gazetteer, document: Document, year: int) -> None:
    identity = identify(document, gazetteer, context=None)
    assert identity.report_year == year
    assert identity.findings == ()


@pytest.mark.parametrize(
    "document",
    [
        page("昌乐县法治政府建设情况报告", "一年来有进步。"),
        page("昌乐县2016-2020年法治政府建设情况报告"),
        page("昌乐县法治政府建设情况报告", "一年来有进步。到2021年底办结。", published_on=date(2022, 9, 1)),
        page("昌乐县法治政府建设情况报告", "一年来有进步。", published_on=date(2022, 2, 1)),
    ],
)
def test_an_unstated_year_is_an_issue(gazetteer: Gazetteer, document: Document) -> None:
    identity = identify(document, gazetteer, context=None)
    assert identity.report_year is None
    assert [finding.code for finding in identity.findings] == ["report.year_unknown"]


def test_a_neighbour_is_named_and_read_no_further(gazetteer: Gazetteer) -> None:
    identity = identify(page("昌乐县2022年法治政府建设工作要点"), gazetteer, context=None)
    assert identity == Identity("plan", None, None, None, None, None, ())
