"""What opens and closes a page's text: titles on one line or several, numbers, salutations, dates, furniture."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.page.document import PageReading

TITLE = "青禾县2022年度法治政府建设情况报告"
DAY = "2023-01-18"

Reader = Callable[[str], PageReading]


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("青禾县人民政府\n2022年度法治政府建设工作报告", "青禾县人民政府2022年度法治政府建设工作报告"),
        (
            "青禾县人民政府关于2022年度\n法治政府建设情况的报告\n发布时间: 2023/01/18",
            "青禾县人民政府关于2022年度法治政府建设情况的报告",
        ),
        (
            "政府信息公开\n青禾县人民政府\n关于2022年法治政府建设情况的\n报    告",
            "青禾县人民政府关于2022年法治政府建设情况的报告",
        ),
        (
            "法治政府建设年度报告\n青禾县2022年法治政府建设年度报告\n发布日期:2023-01-18",
            "青禾县2022年法治政府建设年度报告",
        ),
        (
            "青禾县人民政府办公室 关于2022年法治政府建设工作情况的报告\n文章来源：青禾县\n打印本页 关闭窗口",
            "青禾县人民政府办公室关于2022年法治政府建设工作情况的报告",
        ),
        (
            "青禾县司法局2022年工作总结及2023年工作计划\n信息来源：县司法局 点击数：5",
            "青禾县司法局2022年工作总结及2023年工作计划",
        ),
        (
            "青禾县人民政府\n青禾县2022年度\n法治政府建设情况报告\n日期：2023-01-18",
            "青禾县2022年度法治政府建设情况报告",
        ),
        ("2022年度青禾县\n法治政府建设年度报告\n日期：2023-01-18", "2022年度青禾县法治政府建设年度报告"),
        ("2023年\n2022年\n青禾县2022年法治政府建设年度报告", "青禾县2022年法治政府建设年度报告"),
        ("青禾縣2022年法治政府建設年度情況報告", "青禾縣2022年法治政府建設年度情況報告"),
        ("青禾县2022年法治政府建设情况", "青禾县2022年法治政府建设情况"),
        (
            "【政策解读】关于《青禾县行政执法办法》的政策解读\n青禾县司法局 2023年01月18日",
            "【政策解读】关于《青禾县行政执法办法》的政策解读",
        ),
        ("青禾县人民政府\n青禾县2022年法治政府建设年度报告", "青禾县2022年法治政府建设年度报告"),
        (
            "中共青禾县龙口镇委员会\n青禾县龙口镇人民政府\n关于2022年法治政府建设情况的报告",
            "中共青禾县龙口镇委员会青禾县龙口镇人民政府关于2022年法治政府建设情况的报告",
        ),
        ("• 登录\n• 青禾县2022年法治政府建设年度报告\n时间:2023-01-18", "青禾县2022年法治政府建设年度报告"),
        (
            "• 年度工作情况报告\n• 有效性\n  有效\n青禾县2022年法治政府建设年度报告",
            "青禾县2022年法治政府建设年度报告",
        ),
    ],
)
def test_a_title_is_found_on_one_line_or_several(
    opening: str, title: str, read_text: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_text(opening).document
    assert document.title == title
    assert document.body_text.split("\n") == list(paragraphs)


@pytest.mark.parametrize(
    ("opening", "heading"),
    [
        ("2022年法治政府建设情况报告\n发布日期：2023-01-18\n青禾县龙口镇人民政府\n2022年法治政府建设情况报告", True),
        ("2022年法治政府建设情况报告\n发布日期：2023-01-18\n2022年法治政府建设情况报告", False),
        ("2022年法治政府建设情况报告", False),
    ],
)
def test_what_the_content_s_heading_adds_to_the_title_is_kept(
    opening: str, heading: bool, read_text: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_text(opening).document
    assert document.title == "2022年法治政府建设情况报告"
    assert document.heading == ("青禾县龙口镇人民政府 2022年法治政府建设情况报告" if heading else None)
    assert document.body_text.split("\n") == list(paragraphs)


@pytest.mark.parametrize(
    ("opening", "number", "kept"),
    [
        ("青政〔2023〕3号", "青政〔2023〕3号", 0),
        ("（2023年4月26日在青禾县第九届人民代表大会常务委员会第五次会议上）\n青禾县人民政府\n各位委员：", None, 3),
        ("2023年12月24日在青禾县人大常委会第七次会议上\n县人民政府\n主任、各位委员：", None, 3),
        ("省政府、市委、市人大：", None, 1),
        ("各科室，机关各处室：", None, 1),
    ],
)
def test_a_number_or_a_session_is_no_title(
    opening: str, number: str | None, kept: int, read_text: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_text(opening).document
    assert (document.title, document.header.document_number, document.header.published_on) == ("", number, None)
    assert document.body_text.split("\n") == [*opening.split("\n")[:kept], *paragraphs]


def test_a_number_before_the_title_s_words_is_the_document_s(read_text: Reader) -> None:
    title = f"[青政发〔2023〕7号]{TITLE}"
    document = read_text(title).document
    assert (document.title, document.header.document_number) == (title, "青政发〔2023〕7号")


@pytest.mark.parametrize(
    "first",
    [
        "来源 于人民、服务人民，2022年我县推进法治建设，成效明显。",
        "分类 推进法治建设",
        "現將考核結果通報如下。",
        "现将本方案印发给你们，请认真执行。\n县司法局\n青禾县法治政府建设实施方案\n二、组织实施",
    ],
)
def test_text_below_the_title_that_begins_like_a_header_or_a_slogan_stays(
    first: str, read_text: Reader, paragraphs: tuple[str, ...]
) -> None:
    document = read_text(f"{TITLE}\n发布日期：{DAY}\n{first}").document
    assert (document.title, document.header.source) == (TITLE, None)
    assert document.body_text.split("\n") == [*first.split("\n"), *paragraphs]


def test_salutation_and_date_stay_in_the_body(read_text: Reader, paragraphs: tuple[str, ...]) -> None:
    document = read_text(f"{TITLE}\n（2023年1月16日）\n市委、市人民政府：").document
    assert document.body_text.split("\n") == ["（2023年1月16日）", "市委、市人民政府：", *paragraphs]


def test_unknown_labels_of_a_header_are_findings(read_text: Reader) -> None:
    reading = read_text(f"索引号：QH001 办文部门：法规科\n{TITLE}\n发布日期：{DAY} 流转时间：2023-01-19")
    assert [(each.code, each.detail) for each in reading.findings] == [
        ("header.unknown_label", "办文部门"),
        ("header.unknown_label", "流转时间"),
    ]


def test_a_date_that_cannot_be_read_is_a_finding(read_text: Reader) -> None:
    reading = read_text(f"{TITLE}\n发布日期：二月上旬")
    assert [(each.code, each.detail) for each in reading.findings] == [("header.bad_date", "published_on")]
    assert reading.document.header.published_on is None


@pytest.mark.parametrize(
    "furniture",
    [
        "扫一扫在手机打开当前页",
        "上一篇：关于印发工作要点的通知\n下一篇：没有了",
        "责任编辑：县政府办\n打印 关闭",
        "相关信息\n关于印发工作要点的通知\n2023-01-02",
        "分享到：\n主办单位：青禾县人民政府办公室\n版权所有",
        "【打印本页】【关闭窗口】",
        "附件：统计表.docx",
    ],
)
def test_furniture_below_the_body_stays_out(
    furniture: str, read_text: Callable[[str, str], PageReading], paragraphs: tuple[str, ...]
) -> None:
    assert read_text(TITLE, furniture).document.body_text.split("\n") == list(paragraphs)


def test_a_label_below_the_body_counts_where_none_stands_above(
    read_text: Callable[[str, str], PageReading], paragraphs: tuple[str, ...]
) -> None:
    document = read_text(TITLE, "信息来源：县司法局\n主办单位：青禾县人民政府办公室\n制作单位：青禾网络公司").document
    assert (document.header.source, document.header.publisher) == ("县司法局", None)
    assert document.body_text.split("\n") == list(paragraphs)
