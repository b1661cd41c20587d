"""A portal of the Hanweb JCMS family: a listing inside a datastore, further pages from dataproxy.jsp."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from demo.answer import HTML, Answer, office_time
from demo.content import Article
from demo.families.base import Family, Query, Served, answer_of
from demo.families.static import furniture
from demo.furniture import article_values, links, related, render, sites
from demo.markup import body_of

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


def pages(site: Served) -> dict[str, Answer]:
    """The portal's fixed pages by path: the listing's first page and every article."""
    found = {path_of(article): _detail(site, article) for article in site.articles}
    found[LISTING] = answer_of(site.articles[0], _listing(site), HTML)
    return found


def answer(site: Served, path: str, query: Query) -> Answer | None:
    """dataproxy.jsp: the records from startrecord to endrecord, counted from 1, both inside; none for another unit."""
    if path != PROXY:
        return None
    first, last = int(query.get("startrecord", "1")), int(query.get("endrecord", "0"))
    records = _records(site)
    known = query.get("columnid") == COLUMN and query.get("unitid") == UNIT
    store = _datastore(records[first - 1 : last] if known else [], len(records))
    return answer_of(site.articles[0], f"<?xml version='1.0' encoding='UTF-8'?>\n{store}", XML)


def _records(site: Served) -> list[str]:
    rows = [(path_of(article), article.title, article.published.isoformat()) for article in site.articles]
    return [
        f'<li><span class="bt-right">{day}</span>'
        f'<a href="{path}" title="{escape(title)}" target="_blank">{escape(title)}</a></li>'
        for path, title, day in [*rows, LISTED_YET_GONE]
    ]


def _datastore(records: Sequence[str], total: int) -> str:
    inside = "\n".join(f"<record><![CDATA[\n{record}]]></record>" for record in records)
    return (
        f"<datastore>\n<nextgroup><![CDATA[]]></nextgroup>\n<totalrecord>{total}</totalrecord>"
        f"<totalpage>{-(-total // PER_PAGE)}</totalpage>\n<recordset>\n{inside}\n</recordset>\n</datastore>"
    )


def _furniture(site: Served) -> dict[str, str]:
    tree = links(sites()[site.portal]["topics"], "/xxgk/col{number}.html", TREE)
    return {**furniture(site, "columns", "/col/col12290{number:02}/index.html", NAV), "tree": tree}


def _listing(site: Served) -> str:
    records = _records(site)
    numbers = {"column": COLUMN, "unit": UNIT, "per_page": str(PER_PAGE), "total": str(len(records))}
    store = _datastore(records[:PER_PAGE], len(records))
    return render("hanweb_listing.html", **_furniture(site), **numbers, datastore=store)


def _detail(site: Served, article: Article) -> Answer:
    charset, encoding = ("gb2312", "gb18030") if article.form == "gbk" else ("utf-8", "utf-8")
    published = office_time(article.published, article.id)
    values = {
        **article_values(article, ("index_number", "topic", "publisher", "document_number")),
        "published": published.strftime("%Y-%m-%d %H:%M"),
        "published_on": published.strftime("%Y年%m月%d日"),
    }
    text = render(
        "hanweb_detail.html",
        **_furniture(site),
        **values,
        charset=charset,
        column=COLUMN,
        body=body_of(article, P_OPEN, "</span></p>"),
        related=related(article, "/art/{number}/index.html", RELATED),
    )
    return answer_of(article, text, f"text/html; charset={charset}", encoding)


FAMILY = Family("hanweb", LISTING, path_of, pages, answer)
