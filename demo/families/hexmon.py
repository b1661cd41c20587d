"""A pooled portal: pages under a digest below their month, listing pages common_list.shtml that a script counts."""

from __future__ import annotations

from functools import partial

from demo.content import Article
from demo.families.base import Served
from demo.families.static import counts, digest, furniture, numbered, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

FOLDER = "/qlsrmzf/c100231"
PER_PAGE = 15

DIV_OPEN = '<div style="text-indent:2em;line-height:2;">'
NAV = '<li><a href="{href}">{name}</a></li>'
ROW = '<li><a href="{href}" target="_blank"  title="{title}"><h4>{cut}</h4></a><span>{day}</span></li>'
RELATED = '<li><a href="{href}" title="{name}">{name}</a><i>{day}</i></li>'

_page = partial(numbered, f"{FOLDER}/common_list.shtml")


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{FOLDER}/{article.published:%Y%m}/{digest(article)}.shtml"


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/qlsrmzf/c1000{number:02}/common_list.shtml", NAV)


def _listing(site: Served, number: int) -> str:
    lines = rows(site, number, PER_PAGE, path_of, ROW)
    return render("hexmon_listing.html", **_furniture(site), **counts(site, number, PER_PAGE), rows=lines)


def _detail(site: Served, article: Article) -> str:
    return render(
        "hexmon_detail.html",
        **_furniture(site),
        **article_values(article, ("index_number", "topic", "publisher", "document_number")),
        body=body_of(article, DIV_OPEN, "</div>"),
        related=related(article, "/qlsrmzf/c100{number:03}/list.shtml", RELATED),
    )


FAMILY = static_family("hexmon", PER_PAGE, _page, path_of, (_listing, _detail))
