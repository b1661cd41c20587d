"""The opening lines of a page's text: header, title, and where the body begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extract.page.document import PageReading

TITLE = "青禾县2022年度法治政府建设情况报告"
DAY = "2023-01-18"

Reader = Callable[[str], PageReading]


def stated(reading: PageReading) -> dict[str, Any]:
    header = reading.document.header
    values = {name: getattr(header, name) for name in header.__slots__}
    return {name: str(value) for name, value in values.items() if value is not None and not name.endswith("_by")}


OPENINGS = [
    pytest.param(
        "索引号: 003010/202301-00021 组配分类: 法治政府建设\n发布机构: 青禾县司法局 主题分类: 司法\n"
        f"名称: {TITLE} 文号: 无\n生成日期: 2023-01-16 有效性: 有效 关键词: 法治\n内容概述: {TITLE}\n"
        f"发布时间:{DAY} 10:20 信息来源:县司法局 浏览次数: 次 字体:[ 大 中 小 ]\n{TITLE}",
        {
            "index_number": "003010/202301-00021",
            "publisher": "青禾县司法局",
            "topic": "司法",
            "written_on": "2023-01-16",
            "validity": "有效",
            "published_on": DAY,
            "source": "县司法局",
        },
        id="several pairs a line",
    ),
    pytest.param(
        f"索　引　号： QH-1 信息分类： 报告\n标 题: {TITLE}\n废止日期: 文 号: 主题词:\n{TITLE}",
        {"index_number": "QH-1", "topic": "报告"},
        id="an empty value does not take the next label",
    ),
    pytest.param(
        f"{TITLE}\n{DAY} 10:05 来源: 县司法局",
        {"published_on": DAY, "source": "县司法局"},
        id="a date without a label before the source",
    ),
    pytest.param(
        f"{TITLE}\n来源:县政府网 {DAY} 10:05 字号: 默认 大 超大 | 打印 |",
        {"published_on": DAY, "source": "县政府网"},
        id="a date without a label behind the source",
    ),
    pytest.param(f"{TITLE}\n{DAY}", {"published_on": DAY}, id="a date alone below the title"),
    pytest.param(f"{TITLE} ( {DAY} )", {"published_on": DAY}, id="a date in brackets behind the title"),
    pytest.param(
        f"{TITLE}\n时间:2023年01月18日来源:县司法局",
        {"published_on": DAY, "source": "县司法局"},
        id="no space between a day and a short label",
    ),
    pytest.param(
        f"{TITLE}\n时间:{DAY} 来源:县委法治调研督察科作者:法治调研督察科点击:",
        {"published_on": DAY, "source": "县委法治调研督察科"},
        id="no space between a long value and a short label",
    ),
    pytest.param(
        f"{TITLE}\n来源:青禾县政府门户网站 发布时间:{DAY}",
        {"published_on": DAY, "source": "青禾县政府门户网站"},
        id="the end of a value is no part of the next label",
    ),
    pytest.param(
        f"发文日期2023年1月16日\n发文字号青政〔2023〕3号\n{TITLE}\n{DAY}",
        {"written_on": "2023-01-16", "document_number": "青政〔2023〕3号", "published_on": DAY},
        id="labels glued to values that tell what they are",
    ),
    pytest.param(
        f"{TITLE}\n青政〔2023〕3号 签发人:某某",
        {"document_number": "青政〔2023〕3号"},
        id="a number with its signer",
    ),
    pytest.param(
        f"{TITLE}\n发布时间:{DAY}来源:县司法局访问次数:77字号:大 中 小",
        {"published_on": DAY, "source": "县司法局"},
        id="no space between the pairs",
    ),
    pytest.param(
        f"{TITLE}\n【信息时间: {DAY} 阅读次数: 12 】 【我要打印】 【关闭】", {"published_on": DAY}, id="in brackets"
    ),
    pytest.param(
        f"索引号\tQH-9\t发布机构\t青禾县人民政府\n文号\t青政〔2023〕3号\t发布日期\t{DAY}\n标题\t{TITLE}\n{TITLE}",
        {
            "index_number": "QH-9",
            "publisher": "青禾县人民政府",
            "document_number": "青政〔2023〕3号",
            "published_on": DAY,
        },
        id="cells parted by tabs",
    ),
    pytest.param(
        f"索引号 QH-2023-21 发布机构 青禾县司法局\n发布日期 {DAY} 文号\n{TITLE}",
        {"index_number": "QH-2023-21", "publisher": "青禾县司法局", "published_on": DAY},
        id="labels without colons",
    ),
    pytest.param(
        f"索引号:\nQH-2023-0009\n发布日期:\n{DAY}\n文号:\n{TITLE}",
        {"index_number": "QH-2023-0009", "published_on": DAY},
        id="values on the line below, and a title there that is none",
    ),
    pytest.param(
        f"索引号\t发布机构\t发布日期\nQH001\t县司法局\t{DAY}\n{TITLE}",
        {"index_number": "QH001", "publisher": "县司法局", "published_on": DAY},
        id="a row of labels above a row of values",
    ),
    pytest.param(
        f"索引号\nQH-2023-0009\n发布日期\n{DAY}\n{TITLE}",
        {"index_number": "QH-2023-0009", "published_on": DAY},
        id="labels and values each on its line",
    ),
    pytest.param(
        f"索引号：QH001 发布日期：{DAY}\n发布机构：县司法局 文　　号：\n{TITLE}\n"
        f"索引号：QH001\n发布日期：{DAY}\n浏览次数：11",
        {"index_number": "QH001", "published_on": DAY, "publisher": "县司法局"},
        id="a header printed twice",
    ),
    pytest.param(
        f"{TITLE}\n青政发〔2023〕2号\n发布时间：{DAY}",
        {"document_number": "青政发〔2023〕2号", "published_on": DAY},
        id="a document number below the title",
    ),
    pytest.param(
        f"今天是 2024年5月6日 星期一\n2024年5月6日 星期一 多云\n{TITLE}\n发布时间： {DAY}",
        {"published_on": DAY},
        id="a site's clock is no date of the page",
    ),
    pytest.param(
        f"首页 > 政务公开 > 年度报告\n{TITLE}\n（2023年1月16日）\n更新时间：{DAY}",
        {"published_on": DAY, "written_on": "2023-01-16"},
        id="a date in brackets below the title",
    ),
    pytest.param(
        f"| 索 引 号 | QH-2023-4 | 主题分类 | 司法 |\n| 关键词 | 发布机构 | 县司法局 | |\n| 文 号: | |||\n"
        f"| 公开形式 | 责任部门 | ||\n| 生成日期 | 2023-01-16 09:03:18 | 是否有效 |\n{TITLE}",
        {"index_number": "QH-2023-4", "topic": "司法", "publisher": "县司法局", "written_on": "2023-01-16"},
        id="cells drawn with bars",
    ),
    pytest.param(
        f"• 索引号:QH-2023-5\n• 发文字号:\n• 发布日期:{DAY}\n• 时效性\n  有效\n{TITLE}",
        {"index_number": "QH-2023-5", "published_on": DAY, "validity": "有效"},
        id="a list with bullets",
    ),
    pytest.param(
        f"• 003010/2023-00021\n• 法制\n• 青禾县龙口镇\n• 2023-01-16\n• {DAY}\n{TITLE}",
        {
            "index_number": "003010/2023-00021",
            "publisher": "青禾县龙口镇",
            "written_on": "2023-01-16",
            "published_on": DAY,
        },
        id="values without labels",
    ),
    pytest.param(
        f"003010/2023-00022\n县司法局\n{TITLE}",
        {"index_number": "003010/2023-00022"},
        id="an index number without a label, and no days",
    ),
    pytest.param(
        f"{TITLE}\n来源：县司法局 作者： 发布时间 2023年01月18日 点击数：",
        {"source": "县司法局", "published_on": DAY},
        id="a label without its colon before a date",
    ),
    pytest.param(
        f"{TITLE}\n发布日期: {DAY} 14:20来源: 县政府办公室作者: 浏览量: 12 次",
        {"published_on": DAY, "source": "县政府办公室"},
        id="a value fused to a short label",
    ),
    pytest.param(f"{TITLE}\n县司法局 {DAY} 10:10 浏览次数：55", {"published_on": DAY}, id="a name before the date"),
    pytest.param(
        f"{TITLE}\n字号：大 中 小  {DAY} 10:10  来源：县司法局",
        {"published_on": DAY, "source": "县司法局"},
        id="a date behind controls",
    ),
    pytest.param(
        f"{TITLE}\n2024年05月06日 星期一\n来源：县司法局 {DAY}",
        {"published_on": DAY, "source": "县司法局"},
        id="a clock below the title",
    ),
    pytest.param(
        f"首页 → 工作报告\n> 年度报告\n{TITLE}\n| | |\n发布时间：{DAY}",
        {"published_on": DAY},
        id="a path over two lines",
    ),
    pytest.param(
        f"{TITLE}\n2023年01月18日 星期三 10:10　县司法局", {"published_on": DAY}, id="the day of the week and the time"
    ),
    pytest.param(f"{TITLE}\n{DAY} 星期三", {"published_on": DAY}, id="the day of the week and no time"),
    pytest.param(
        f"{TITLE}\n2023年01月18日 星期三 文章来源：县司法局",
        {"published_on": DAY, "source": "县司法局"},
        id="the day of the week before the source",
    ),
    pytest.param(
        f"2024年05月06日 星期一\n{TITLE}\n来源：县司法局", {"source": "县司法局"}, id="a clock above the title alone"
    ),
    pytest.param(
        f"{TITLE}\n（{DAY}）\n来源：县司法局", {"source": "县司法局"}, id="a system's date in brackets is no signature"
    ),
    pytest.param(
        f"{TITLE}\n发布时间:{DAY} 10:20 字体大小:[大][中][小]\n4874268", {"published_on": DAY}, id="a count alone"
    ),
    pytest.param(
        f"索 取 号：QH-2023-6　公开责任部门：县司法局　公开时限：长期　存储位置：\n{TITLE}\n信息更新时间：2023-06-01\n"
        f"网上发布时间：{DAY}",
        {"index_number": "QH-2023-6", "publisher": "县司法局", "published_on": DAY},
        id="rarer labels",
    ),
    pytest.param(
        f"索引號：QH-2023-7 發布機構：縣司法局 文號：\n{TITLE}\n發布時間：{DAY} 來源：縣府辦 瀏覽次數：3",
        {"index_number": "QH-2023-7", "publisher": "縣司法局", "source": "縣府辦", "published_on": DAY},
        id="labels in traditional script",
    ),
    pytest.param(
        f"索引号：QH-2023-10 制作单位：县司法局\n{TITLE}\n发布时间：{DAY}",
        {"index_number": "QH-2023-10", "publisher": "县司法局", "published_on": DAY},
        id="a label that names a site's maker below the text",
    ),
    pytest.param(
        f"索引号：QH-2023-8\n内容概述：2022年，我县推进法治建设，完成各项任务，成效明显，群众满意。\n{TITLE}\n时间：{DAY}",
        {"index_number": "QH-2023-8", "published_on": DAY},
        id="a summary in the header",
    ),
    pytest.param(
        f"标      题 {TITLE}\n索 引 号 QH-2023-9 文      号\n发布机构 县司法局 发布日期 {DAY} 17:25:00\n{TITLE}",
        {"index_number": "QH-2023-9", "publisher": "县司法局", "published_on": DAY},
        id="labels and values that blanks alone part",
    ),
    pytest.param(
        f"文    号 有 效 性 有效\n发布机构 县司法局 成 文 日 期 2023-01-16\n{TITLE}\n公开日期 {DAY} 来源 县府办 阅读 3",
        {
            "validity": "有效",
            "publisher": "县司法局",
            "written_on": "2023-01-16",
            "published_on": DAY,
            "source": "县府办",
        },
        id="an empty value without a colon",
    ),
    pytest.param(
        f"{TITLE}\n来源\n县融媒体中心\n发布时间\n{DAY}",
        {"source": "县融媒体中心", "published_on": DAY},
        id="a label of two letters alone on its line",
    ),
    pytest.param(
        f"{TITLE}\n【信息来源：县司法局】【信息时间：{DAY}　阅读次数：66】\n[来源]：县政府办",
        {"source": "县政府办", "published_on": DAY},
        id="each pair in brackets, a label in brackets",
    ),
    pytest.param(f"{TITLE}\n18.01.2023  13:07", {"published_on": DAY}, id="a day before its month"),
    pytest.param(
        f"{TITLE}\n来源：县司法局 2023-01-1813:07", {"source": "县司法局", "published_on": DAY}, id="a fused time"
    ),
    pytest.param(
        f"文號 有效性 有效\n{TITLE}\n發布日期 {DAY}",
        {"validity": "有效", "published_on": DAY},
        id="traditional, no colons",
    ),
    pytest.param(
        f"• 坚持执法为民，把每一件小事办好，让群众放心。\n通知公告\n{TITLE}\n时间：{DAY}",
        {"published_on": DAY},
        id="a slogan above the title",
    ),
    pytest.param(
        f"已打开{TITLE}_青禾县政府页面，本页面由8个视窗组成。\n{TITLE}\n• {DAY} 11:38\n• 来源: 县司法局\n• 分享到:",
        {"published_on": DAY, "source": "县司法局"},
        id="what is read out to the blind, and a header with bullets",
    ),
    pytest.param(
        f"{TITLE} 发布时间：{DAY} 来源：县司法局",
        {"published_on": DAY, "source": "县司法局"},
        id="all on the title's line",
    ),
    pytest.param(
        f"{TITLE}\n发布日期：1970-01-01 发布机构：县司法局", {"publisher": "县司法局"}, id="the epoch is no date"
    ),
]


@pytest.mark.parametrize(("opening", "expected"), OPENINGS)
def test_an_opening_gives_header_title_and_body(
    opening: str, expected: dict[str, str], read_text: Reader, paragraphs: tuple[str, ...]
) -> None:
    reading = read_text(opening)
    assert stated(reading) == expected
    assert reading.document.title == TITLE
    assert reading.document.body_text.split("\n") == list(paragraphs)
