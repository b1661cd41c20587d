"""What a document is: by its title, and by its opening where the title is silent."""

from __future__ import annotations

import pytest

from extract.records import Document, Header
from extract.report.kind import kind_of


def page(title: str, body: str) -> Document:
    return Document("http://portal.test/1", title, Header(), body, "text")


def test_an_opening_that_announces_the_report_outweighs_a_vague_title() -> None:
    document = page("船塘镇2022年度法治建设工作报告", "现将我镇2022年度法治政府建设工作情况报告如下。")
    assert kind_of(document) == "report"


@pytest.mark.parametrize(
    "title", ["公布昌乐县2021年法治政府建设年度报告", "昌乐县2021年度法治政府建设主要成效和下步打算"]
)
def test_the_report_s_own_announcement_outweighs_a_title_of_news_or_a_plan(title: str) -> None:
    assert kind_of(page(title, "现将2021年法治政府建设工作情况报告如下。")) == "report"
    assert kind_of(page(title, "近日,昌乐县公布年度报告。")) != "report"


UNTITLED = [
    "2022年,全市法治政府建设取得进步。现将有关情况报告如下。\n一、主要举措\n办成几件事。",
    "2022年,某局围绕《法治政府建设实施纲要》办事。现将年度工作情况报告如下:\n一、法治责任落实\n办成几件事。",
    "现根据上级要求,将2022年法治政府建设有关情况报告如下。\n一、主要举措\n办成几件事。",
    "各位委员:\n现向市人大常委会报告2022年我市依法行政情况,请予审议。",
    "2022年,全县推进依法行政,办成几件事。\n一、2022年推进法治政府建设情况\n(一)健全机构。",
    "一、2022年度推进法治政府建设的主要举措和成效\n(一)健全机构。办成几件事。",
    "2022年,全县法治政府建设取得进步。\n一、依法全面履行政府职能\n(一)健全机构。办成几件事。",
    "2022年,全县法治政府建设有了进步。现对2022年工作总结如下。\n一、主要举措\n办成几件事。",
    "2022年,全县法治政府建设取得进步。\n一、学习贯彻习近平法治思想\n(一)健全机构。办成几件事。",
    "2022年,全县推进依法行政,成效明显。\n一、健全矛盾纠纷行政预防调处化解体系\n(一)健全机构。办成几件事。",
    "通知公告\n2022年,全县法治政府建设取得进步。\n一、依法全面履行政府职能\n(一)健全机构。办成几件事。",
    "2022年,某厅运用法治方式办事,取得成效。\n一、把准法治方向\n(一)推动依法行政。办成几件事。",
    "2022年,某厅深化法治建设。\n一、党对法治政府建设的领导全面加强\n(一)健全机构。办成几件事。",
    "一、践行习近平法治思想,推进法治政府部门建设\n(一)健全机构。办成几件事。",
    "2022年,某局办成几件事。现将本局法治政府部门建设情况报告如下。\n一、主要举措\n办成几件事。",
]
UNTITLED_NEIGHBOURS = [
    "",
    "根据《政府信息公开条例》编制本报告。\n一、总体情况\n本局把信息公开作为推进依法行政的抓手。",
    "2022年,我局推进依法行政,不断规范政务公开工作,现将政务公开工作情况总结如下:\n一、基本情况\n办成几件事。",
    "我推进依法行政,现将我履行法治建设第一责任人职责情况报告如下:\n一、带头学法\n办成几件事。",
    "为全面建设法治政府,推进依法行政,制定本方案。\n一、健全法治政府建设机制\n办成几件事。",
    "6月25日,昌乐县召开会议评议法治政府建设报告。\n一、法治政府建设受到重视\n会议很热烈。",
    "2021年5月,省政府发布法治政府建设白皮书。\n法治政府建设群众满意率上升\n数据来自调查。",
    "2022年,全市推动法治政府建设迈上新台阶。\n展望明年,各项工作将有进展。",
    "2022年,全县法治政府建设要再加力。\n一、依法全面履行政府职能\n(一)健全机构。",
    "2022年,全县法治政府建设要再加力。\n一、学习贯彻习近平法治思想\n(一)健全机构。",
    "2022年,某局司法行政工作以法治为要,取得成效。\n一、把准法治方向\n(一)推动依法行政。办成几件事。",
    "2022年,某局普法工作以法治为要,取得成效。\n一、把准法治方向\n(一)推动依法行政。办成几件事。",
    "2022年,某局办成几件事,取得成效。\n一、把准法治方向\n(一)推动依法行政。办成几件事。",
    "2022年,某局以法治为要,取得成效。\n一、主要工作\n(一)推动依法行政。办成几件事。",
    "2022年全县推进法治政府建设的总体要求是办成几件事。\n一、健全依法行政制度体系\n(一)健全机构。",
    "现就做好明年工作提出意见。\n2022年,全县法治政府建设取得进步。\n明年各项工作将有进展。",
]


@pytest.mark.parametrize("body", UNTITLED)
@pytest.mark.parametrize("title", ["", "昌乐县动态"])
def test_an_opening_under_no_title_tells_a_report(title: str, body: str) -> None:
    expected = "report" if not title or "如下" in body or "审议" in body else "other"
    assert kind_of(page(title, body)) == expected


@pytest.mark.parametrize("body", UNTITLED_NEIGHBOURS)
def test_an_opening_of_a_neighbour_tells_none(body: str) -> None:
    assert kind_of(page("", body)) == "other"


@pytest.mark.parametrize(
    "title", ["昌乐县2022年工作总结", "昌乐县2022年法治政府建设工作要点", "昌乐县2022年普法工作总结"]
)
def test_under_a_neighbour_s_title_a_general_announcement_tells_none(title: str) -> None:
    assert kind_of(page(title, UNTITLED[0])) != "report"
