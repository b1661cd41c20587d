"""A portal of JEECMS: files that end in .jhtml, a table of label and value cells, links of the pager in scripts."""

from __future__ import annotations

from functools import partial

from demo.content import Article
from demo.families.base import Served
from demo.families.static import furniture, numbered, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

COLUMN = "/c/www/fzzfjsndbg"
PER_PAGE = 9

P_OPEN = "<p>&nbsp;&nbsp;&nbsp;&nbsp;"
NAV = '<li><a href="{href}"><span>{name}</span></a></li>'
ROW = '<li class="icon1"><a href="{href}" target="_blank" title="{title}">{cut}</a><p>发布时间：{day} 10:20:00</p></li>'
RELATED = '<dd><a href="{href}">{name}</a><i>{day}</i></dd>'
STEP = '<a onclick="location.href=encodeURI(\'{to}\');" href="javascript:void(0);">{name}</a>'
STILL = '<a disabled="disabled">{name}</a>'

_name = partial(numbered, "index.jhtml")


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{COLUMN}/{article.id}.jhtml"


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/c/www/lm{number}.jhtml", NAV)


def _listing(site: Served, number: int) -> str:
    lines = rows(site, number, PER_PAGE, path_of, ROW)
    return render("jhtml_listing.html", **_furniture(site), rows=lines, pager=_pager(site, number))


def _pager(site: Served, number: int) -> str:
    count = site.count(PER_PAGE)
    moves = (("上一页", number - 1), ("下一页", number + 1))
    steps = " ".join((STEP if 0 <= to < count else STILL).format(name=name, to=_name(to)) for name, to in moves)
    return f"共{len(site.articles)}条记录&nbsp;{number + 1}/{count}页&nbsp;{steps}"


def _detail(site: Served, article: Article) -> str:
    return render(
        "jhtml_detail.html",
        **_furniture(site),
        **article_values(article, ("index_number", "topic", "publisher", "document_number", "validity")),
        body=body_of(article, P_OPEN, "</p>\n"),
        related=related(article, "/c/www/lm{number}/990{number}.jhtml", RELATED),
    )


FAMILY = static_family("jhtml", PER_PAGE, lambda number: f"{COLUMN}/{_name(number)}", path_of, (_listing, _detail))
