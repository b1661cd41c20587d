"""The portal of the Hanweb JCMS family: a listing inside a datastore, further pages from dataproxy.jsp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from demo.answer import HTML, Answer, office_time
from demo.content import Article, of_portal
from demo.furniture import links, related, render, site_values, sites
from demo.markup import paragraphs, word_paragraphs

COLUMN = "1229610"
UNIT = "4471"
PER_PAGE = 5
LISTING = f"/col/col{COLUMN}/index.html"
PROXY = "/module/web/jpage/dataproxy.jsp"
XML = "text/xml; charset=UTF-8"

LISTED_YET_GONE = ("/art/2019/3/22/art_1229610_3901.html", "溪砚县人民政府2018年度法治政府建设工作报告", "2019-03-22")
"""An entry that the listing shows and that answers 404."""

P_OPEN = '<p style="text-indent: 2em; line-height: 2em;"><span style="font-family: 仿宋_GB2312; font-size: 16pt;">'
NAV = '<li><a href="{href}" target="_blank">{name}</a></li>'
TREE = '<li><a href="{href}" title="{name}" target="_blank">{name}</a></li>'
RELATED = '<li><span class="fr">{day}</span><a href="{href}" title="{name}" target="_blank">{name}</a></li>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    day = article.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{COLUMN}_{article.id}.html"


def pages() -> dict[str, Answer]:
    """The portal's fixed pages by path: the listing's first page and every article."""
    listed = of_portal("hanweb")
    found = {path_of(article): _detail(article) for article in listed}
    found[LISTING] = Answer(_listing().encode(), HTML, office_time(listed[0].published, listed[0].id))
    return found


def proxy(query: Mapping[str, str]) -> Answer:
    """dataproxy.jsp: the records from startrecord to endrecord, counted from 1, both inside; none for another unit."""
    first, last = int(query.get("startrecord", "1")), int(query.get("endrecord", "0"))
    known = query.get("columnid") == COLUMN and query.get("unitid") == UNIT
    text = f"<?xml version='1.0' encoding='UTF-8'?>\n{_datastore(_records()[first - 1 : last] if known else [])}"
    listed = of_portal("hanweb")
    return Answer(text.encode(), XML, office_time(listed[0].published, listed[0].id))


def _records() -> list[str]:
    rows = [(path_of(article), article.title, article.published.isoformat()) for article in of_portal("hanweb")]
    return [
        f'<li><span class="bt-right">{day}</span>'
        f'<a href="{path}" title="{escape(title)}" target="_blank">{escape(title)}</a></li>'
        for path, title, day in [*rows, LISTED_YET_GONE]
    ]


def _datastore(records: Sequence[str]) -> str:
    total = len(_records())
    inside = "\n".join(f"<record><![CDATA[\n{record}]]></record>" for record in records)
    return (
        f"<datastore>\n<nextgroup><![CDATA[]]></nextgroup>\n<totalrecord>{total}</totalrecord>"
        f"<totalpage>{-(-total // PER_PAGE)}</totalpage>\n<recordset>\n{inside}\n</recordset>\n</datastore>"
    )


def _furniture() -> dict[str, str]:
    site = sites()["hanweb"]
    return {
        **site_values("hanweb"),
        "nav": links(site["columns"], "/col/col12290{number:02}/index.html", NAV),
        "tree": links(site["topics"], "/xxgk/col{number}.html", TREE),
    }


def _listing() -> str:
    numbers = {"column": COLUMN, "unit": UNIT, "per_page": str(PER_PAGE), "total": str(len(_records()))}
    return render("hanweb_listing.html", **_furniture(), **numbers, datastore=_datastore(_records()[:PER_PAGE]))


def _detail(article: Article) -> Answer:
    charset, encoding = ("gb2312", "gb18030") if article.form == "gbk" else ("utf-8", "utf-8")
    published = office_time(article.published, article.id)
    header = {key: escape(article.header.get(key, "")) for key in ("index_number", "topic", "document_number")}
    text = render(
        "hanweb_detail.html",
        **_furniture(),
        **header,
        charset=charset,
        title=escape(article.title),
        publisher=escape(article.header.get("publisher", "")),
        source=escape(article.source),
        published=published.strftime("%Y-%m-%d %H:%M"),
        published_on=published.strftime("%Y年%m月%d日"),
        column=COLUMN,
        number=str(article.id),
        body=_body(article),
        related=related(article, "/art/{number}/index.html", RELATED),
    )
    return Answer(text.encode(encoding), f"text/html; charset={charset}", published)


def _body(article: Article) -> str:
    if article.form == "word":
        return word_paragraphs(article.paragraphs)
    return paragraphs(article.paragraphs, P_OPEN, "</span></p>")
