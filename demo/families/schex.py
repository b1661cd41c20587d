"""A portal of Sichuan's shape: pages under a digest below year, month and day, listing pages named after the column."""

from __future__ import annotations

from functools import partial

from demo.content import Article
from demo.families.base import Served
from demo.families.static import counts, digest, furniture, numbered, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

FOLDER = "/10462/fzzfjs"
PER_PAGE = 8

P_OPEN = '<p style="line-height: 2em;"><span style="font-size: 18px;">'
INDENT = "　　"
NAV = '<dd><a href="{href}">{name}</a></dd>'
ROW = (
    '<li><div class="lie1">{number}</div><div class="lie2"><a href="{href}" target="_blank">{title}</a></div>'
    '<div class="lie4">{day}</div></li>'
)
RELATED = '<dd><a href="{href}">{name}</a><span>{day}</span></dd>'

_page = partial(numbered, f"{FOLDER}/fzzfjs.shtml")


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    day = article.published
    return f"{FOLDER}/{day.year}/{day.month}/{day.day}/{digest(article)}.shtml"


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/10462/c1029{number:02}/list.shtml", NAV)


def _listing(site: Served, number: int) -> str:
    lines = rows(site, number, PER_PAGE, path_of, ROW)
    return render("schex_listing.html", **_furniture(site), **counts(site, number, PER_PAGE), rows=lines)


def _detail(site: Served, article: Article) -> str:
    return render(
        "schex_detail.html",
        **_furniture(site),
        **article_values(article, ("index_number", "topic", "publisher", "document_number", "validity")),
        body=body_of(article, P_OPEN, "</span></p>\n", indent=INDENT),
        related=related(article, "/10462/c103{number:03}/list.shtml", RELATED),
    )


FAMILY = static_family("schex", PER_PAGE, _page, path_of, (_listing, _detail))
