"""A portal of the TRS WCM family: static listing pages index.html, index_1.html … and a script that counts them."""

from __future__ import annotations

from functools import partial

from demo.content import Article
from demo.families.base import Served
from demo.families.static import furniture, numbered, rows, static_family
from demo.furniture import article_values, links, related, render, sites
from demo.markup import body_of

FOLDER = "/zwgk/fzzfjs"
LISTING = f"{FOLDER}/index.html"
PER_PAGE = 5

P_OPEN = '<p align="justify" style="line-height: 30pt">'
INDENT = "　　"
NAV = '<li><a href="{href}">{name}</a></li>'
ROW = '<li><a href="{href}" target="_blank" title="{title}">{cut}</a><span>{day}</span></li>'
RELATED = '<li>·<a href="{href}" target="_blank">{name}</a><span>[{day}]</span></li>'

_page = partial(numbered, LISTING, second=1)


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{FOLDER}/{article.published:%Y%m}/t{article.published:%Y%m%d}_{article.id}.html"


def _relative(article: Article) -> str:
    return f".{path_of(article).removeprefix(FOLDER)}"


def _furniture(site: Served) -> dict[str, str]:
    tree = links(sites()[site.portal]["topics"], "/zwgk/ml{number}/", NAV)
    return {**furniture(site, "columns", "/zwgk/lm{number}/", NAV), "tree": tree}


def _listing(site: Served, number: int) -> str:
    lines = rows(site, number, PER_PAGE, _relative, ROW)
    counted = {"count": str(site.count(PER_PAGE)), "current": str(number)}
    return render("trs_listing.html", **_furniture(site), **counted, lines=lines)


def _detail(site: Served, article: Article) -> str:
    labels = ("index_number", "topic", "publisher", "document_number", "validity", "openness")
    return render(
        "trs_detail.html",
        **_furniture(site),
        **article_values(article, labels),
        body=body_of(article, P_OPEN, "</p>\n", indent=INDENT),
        related=related(article, "../lm{number}/", RELATED),
    )


FAMILY = static_family("trs", PER_PAGE, _page, path_of, (_listing, _detail))
