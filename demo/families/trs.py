"""A portal of the TRS WCM family: static listing pages index.html, index_1.html … and a script that counts them."""

from __future__ import annotations

from html import escape

from demo.answer import HTML, Answer
from demo.content import Article
from demo.families.base import Family, Served, answer_of
from demo.furniture import article_values, links, related, render, site_values, sites
from demo.markup import body_of

FOLDER = "/zwgk/fzzfjs"
LISTING = f"{FOLDER}/index.html"
PER_PAGE = 5

P_OPEN = '<p align="justify" style="line-height: 30pt">'
INDENT = "　　"
NAV = '<li><a href="{href}">{name}</a></li>'
RELATED = '<li>·<a href="{href}" target="_blank">{name}</a><span>[{day}]</span></li>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{FOLDER}/{_relative(article)}"


def pages(site: Served) -> dict[str, Answer]:
    """The portal's fixed pages by path: listing pages and articles."""
    found = {path_of(article): _detail(site, article) for article in site.articles}
    count = site.count(PER_PAGE)
    for number in range(count):
        name = "index.html" if number == 0 else f"index_{number}.html"
        newest = site.shown(number, PER_PAGE)[0]
        found[f"{FOLDER}/{name}"] = answer_of(newest, _listing(site, number, count), HTML)
    return found


def _relative(article: Article) -> str:
    return f"{article.published:%Y%m}/t{article.published:%Y%m%d}_{article.id}.html"


def _furniture(site: Served) -> dict[str, str]:
    portal = sites()[site.portal]
    return {
        **site_values(site.portal),
        "nav": links(portal["columns"], "/zwgk/lm{number}/", NAV),
        "tree": links(portal["topics"], "/zwgk/ml{number}/", NAV),
    }


def _listing(site: Served, number: int, count: int) -> str:
    lines = "\n".join(
        f'<li><a href="./{_relative(article)}" target="_blank" title="{escape(article.title)}">'
        f"{escape(_cut(article.title))}</a><span>{article.published.isoformat()}</span></li>"
        for article in site.shown(number, PER_PAGE)
    )
    return render("trs_listing.html", **_furniture(site), lines=lines, count=str(count), current=str(number))


def _cut(title: str) -> str:
    """A title as a listing shows it: cut with an ellipsis where it is too long for its line."""
    return title if len(title) <= 30 else f"{title[:28]}..."


def _detail(site: Served, article: Article) -> Answer:
    labels = ("index_number", "topic", "publisher", "document_number", "validity", "openness")
    text = render(
        "trs_detail.html",
        **_furniture(site),
        **article_values(article, labels),
        body=body_of(article, P_OPEN, "</p>\n", indent=INDENT),
        related=related(article, "../lm{number}/", RELATED),
    )
    return answer_of(article, text, HTML)


FAMILY = Family("trs", LISTING, path_of, pages)
