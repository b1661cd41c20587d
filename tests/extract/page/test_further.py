"""A document that its site splits over several pages is read whole, or an issue says which page lacks."""

from __future__ import annotations

from extract.page.document import PageReading, read_page

URL = "http://a.example/fz/202403/t20240328_17.html"
TITLE = "青禾县2023年度法治政府建设情况报告"
TEXTS = (
    "2023年，我县把依法行政贯穿各项工作，全年任务按期完成，现将有关情况报告如下。",
    "一、主要做法和成效",
    "（一）健全决策机制。全年审查文件63份，提出意见建议120条，采纳率明显提高。",
    "（二）严格公正执法。全年开展案卷评查2次，评查案卷310宗，通报问题15个。",
    "二、下一步打算",
    "2024年，我县将补齐审核力量，计划培训执法人员1500人次，让案件经得起检验。",
    "青禾县人民政府",
    "2024年3月20日",
)
PAGES = (TEXTS[:3], TEXTS[3:5], TEXTS[5:])


def page(texts: tuple[str, ...], pager: str) -> bytes:
    body = "".join(f"<p>　　{text}</p>" for text in texts)
    return (
        f"<html><head><title>{TITLE}</title></head><body><div class='crumb'>首页 &gt; 政务公开</div><h1>{TITLE}</h1>"
        f"<div class='info'>发布时间：2024-03-28 来源：青禾县司法局</div><div class='TRS_Editor'>{body}</div>{pager}"
        "<div class='foot'>主办：青禾县人民政府办公室</div></body></html>"
    ).encode()


def read(pagers: tuple[str, str, str], *missing: int) -> PageReading:
    addresses = [f"{URL[:-5]}_{number}.html" for number in (1, 2)]
    rest = dict(zip(addresses, map(page, PAGES[1:], pagers[1:]), strict=True))
    for number in missing:
        del rest[addresses[number - 1]]
    return read_page(page(PAGES[0], pagers[0]), "text/html", URL, load_attachment=rest.get)


def scripted(number: int) -> str:
    return f"<div class='page'><script>createPageHTML(3, {number}, 't20240328_17', 'html');</script></div>"


def linked(number: int) -> str:
    names = ("t20240328_17.html", "t20240328_17_1.html", "t20240328_17_2.html")
    links = "".join(f"<a href='{name}'>{at}</a>" for at, name in enumerate(names, 1) if at - 1 != number)
    return f"<div class='page'>{links}<a href='{names[min(number + 1, 2)]}'>下一页</a></div>"


def test_every_paragraph_of_every_page_stands_in_the_body_once_and_in_order() -> None:
    for pager in (scripted, linked):
        reading = read((pager(0), pager(1), pager(2)))
        assert reading.document.body_text.split("\n") == list(TEXTS)
        assert reading.document.title == TITLE
        assert str(reading.document.header.written_on) == "2024-03-20"
        assert reading.findings == ()


def test_a_page_that_was_not_had_is_told_and_the_others_are_read() -> None:
    reading = read((scripted(0), scripted(1), scripted(2)), 1)
    assert reading.document.body_text.split("\n") == [*PAGES[0], *PAGES[2]]
    assert [(finding.code, finding.detail) for finding in reading.findings] == [
        ("page.part_missing", "http://a.example/fz/202403/t20240328_17_1.html")
    ]
