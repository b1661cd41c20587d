"""A portal in the shape of Shanghai's disclosure columns: pages that a script file counts, the newest of them 0."""

from __future__ import annotations

import uuid
from dataclasses import replace

from demo.answer import Answer
from demo.content import Article
from demo.families.base import Family, Served, answer_of
from demo.families.static import furniture, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

SITE = "/ql-xxgk-cms/website/ql_xxgk"
COLUMN = f"{SITE}/fzzfjsqkndbg_szf"
PER_PAGE = 7
SCRIPT = "application/javascript; charset=utf-8"

DIV_OPEN = '<div style="line-height:2;text-indent:32px">'
NAV = '<a href="{href}">{name}</a>'
ROW = '<li><span class="f_float">{day}</span><a href="{href}" target="_blank" title="{title}">{cut}</a></li>'
RELATED = '<li><a href="{href}">{name}</a> <em>{day}</em></li>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{COLUMN}/content/{str(uuid.uuid5(uuid.NAMESPACE_URL, str(article.id))).upper()}.htm"


def pages(site: Served) -> dict[str, Answer]:
    """The portal's fixed pages by path: the list's pages, the script that counts them, every article."""
    counted = f"var PageCount = {site.count(PER_PAGE)};\nvar RecordCount = {len(site.articles)};\n"
    config = answer_of(site.articles[0], counted, SCRIPT)
    return {**PAGES.pages(site), f"{COLUMN}/List/config.js": config}


def _page(number: int) -> str:
    return f"{COLUMN}/List/list_{number}.htm"


def _furniture(site: Served) -> dict[str, str]:
    return {**furniture(site, "topics", f"{SITE}/lm{{number}}/List/index.htm", NAV), "column": COLUMN}


def _listing(site: Served, number: int) -> str:
    return render("shanghai_listing.html", **_furniture(site), rows=rows(site, number, PER_PAGE, path_of, ROW))


def _detail(site: Served, article: Article) -> str:
    return render(
        "shanghai_detail.html",
        **_furniture(site),
        **article_values(article, ("index_number", "topic", "publisher", "document_number", "openness")),
        body=body_of(article, DIV_OPEN, "</div>"),
        related=related(article, "../../lm{number}/content/00000000-0000-0000-0000-00000000000{number}.htm", RELATED),
    )


PAGES = static_family("shanghai", PER_PAGE, _page, path_of, (_listing, _detail), counts_down=True)
FAMILY: Family = replace(PAGES, listing=f"{COLUMN}/", pages=pages)
