"""A portal of Hunan's shape: columns are paths of node numbers, paragraphs are broken lines in nested tables."""

from __future__ import annotations

from functools import partial

from demo.content import Article
from demo.families.base import Served
from demo.families.static import furniture, numbered, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

FOLDER = "/37584/38152/66315"
PER_PAGE = 10

INDENT = "&nbsp;&nbsp;&nbsp; "
NAV = '<td><a href="{href}">{name}</a></td>'
ROW = (
    '<tr><td class="dot">·</td><td><a href="{href}" title="{title}" target="_blank">{cut}</a></td>'
    '<td class="rq">[{day}]</td></tr>'
)
RELATED = '<tr><td>·<a href="{href}" title="{name}">{name}</a></td><td>{day}</td></tr>'

_name = partial(numbered, "index.html")


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{FOLDER}/content_{article.id}.html"


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/37584/{number}/index.html", NAV)


def _listing(site: Served, number: int) -> str:
    lines = rows(site, number, PER_PAGE, path_of, ROW)
    return render("hunan_listing.html", **_furniture(site), rows=lines, pager=_pager(site, number))


def _pager(site: Served, number: int) -> str:
    """Where the reader is, and links back and on; at either end they lead to the page itself."""
    last = site.count(PER_PAGE) - 1
    steps = (("首页", 0), ("上一页", max(0, number - 1)), ("下一页", min(last, number + 1)), ("尾页", last))
    moves = " ".join(f'<a href="{_name(to)}">{name}</a>' for name, to in steps)
    return f"共{len(site.articles)}条记录 第{number + 1}/{last + 1}页 {moves}"


def _detail(site: Served, article: Article) -> str:
    labels = ("index_number", "topic", "publisher", "document_number", "validity", "openness")
    return render(
        "hunan_detail.html",
        **_furniture(site),
        **article_values(article, labels),
        body=body_of(article, INDENT, "<br />\n<br />\n"),
        related=related(article, "/37584/{number}/content_990{number}.html", RELATED),
    )


FAMILY = static_family("hunan", PER_PAGE, lambda number: f"{FOLDER}/{_name(number)}", path_of, (_listing, _detail))
