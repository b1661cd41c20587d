"""A portal of Guangdong's NFCMS: listing pages index.html, index_2.html … with a pager of links in full."""

from __future__ import annotations

from functools import partial

from demo.content import Article
from demo.families.base import Served
from demo.families.static import furniture, numbered, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

FOLDER = "/zwgk/fzzfjs/szf"
PER_PAGE = 12

P_OPEN = '<p style="text-align: justify; text-indent: 2em;">'
NAV = '<a href="{href}" target="_self">{name}</a>'
ROW = '<li><span class="tit"><a href="{href}" target="_blank">{title}</a></span><span class="time">{day}</span></li>'
RELATED = '<li><span class="time">{day}</span><a href="{href}" target="_blank">{name}</a></li>'

_page = partial(numbered, f"{FOLDER}/index.html")


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{FOLDER}/content/post_{article.id}.html"


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/lm{number}/index.html", NAV)


def _listing(site: Served, number: int) -> str:
    lines = rows(site, number, PER_PAGE, lambda article: f"{site.base_url}{path_of(article)}", ROW)
    return render("nfcms_listing.html", **_furniture(site), rows=lines, pager=_pager(site, number))


def _pager(site: Served, number: int) -> str:
    """Links to the first page, the one before, each by its number, the next and the last."""
    last = site.count(PER_PAGE) - 1
    steps = [("first", "首页", 0), ("prev", "上一页", number - 1)] if number else []
    steps += [("cur" if each == number else "num", str(each + 1), each) for each in range(last + 1)]
    steps += [("next", "下一页", number + 1), ("last", "尾页", last)] if number < last else []
    return "".join(f'<a class="{kind}" href="{site.base_url}{_page(to)}">{name}</a>' for kind, name, to in steps)


def _detail(site: Served, article: Article) -> str:
    return render(
        "nfcms_detail.html",
        **_furniture(site),
        **article_values(article, ("index_number", "topic", "publisher", "document_number")),
        body=body_of(article, P_OPEN, "</p>\n"),
        related=related(article, "/zwgk/xg/content/post_99000{number:02}.html", RELATED),
    )


FAMILY = static_family("nfcms", PER_PAGE, _page, path_of, (_listing, _detail))
