"""A portal of no family: a program lists its articles, header in a definition list, body in a cell of layout tables."""

from __future__ import annotations

from demo.answer import HTML, Answer
from demo.content import Article
from demo.families.base import Family, Query, Served, answer_of
from demo.families.static import furniture, rows
from demo.furniture import article_values, links, related, render, sites
from demo.markup import body_of

FOLDER = "/fzxx"
PROGRAM = f"{FOLDER}/list.asp"
PER_PAGE = 12

NAV = '<td><a href="{href}">{name}</a></td>'
ROW = '<div class="hang"><img src="/img/dot.gif"><a href="{href}">{title}</a><br><font color="gray">{day}</font></div>'
ASIDE = '<tr><td>·<a href="{href}">{name}</a></td></tr>'
RELATED = '<tr><td>·<a href="{href}">{name}</a></td><td>{day}</td></tr>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{FOLDER}/read-{article.id}.htm"


def pages(site: Served) -> dict[str, Answer]:
    """The portal's fixed pages by path: its articles."""
    return {path_of(article): answer_of(article, _detail(site, article), HTML) for article in site.articles}


def answer(site: Served, path: str, query: Query) -> Answer | None:
    """A page of the list, counted from 1; the last one for whatever lies past it."""
    if path != PROGRAM:
        return None
    number = min(int(query.get("page", "1")), site.count(PER_PAGE)) - 1
    newest = site.shown(number, PER_PAGE)[0]
    return answer_of(newest, _listing(site, number), HTML)


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/lm{number}/", NAV)


def _listing(site: Served, number: int) -> str:
    return render(
        "generic_listing.html",
        **_furniture(site),
        rows=rows(site, number, PER_PAGE, path_of, ROW),
        aside=links((title for title, _ in sites()[site.portal]["related"]), "/tzgg/read-99{number}.htm", ASIDE),
        pager=_pager(number, site.count(PER_PAGE)),
        total=str(len(site.articles)),
    )


def _pager(number: int, count: int) -> str:
    """The numbers of the pages, all but this one's with a link."""
    shown = (
        f"<b>{each + 1}</b>" if each == number else f'<a href="?page={each + 1}">{each + 1}</a>'
        for each in range(count)
    )
    return "&nbsp;".join(shown)


def _detail(site: Served, article: Article) -> str:
    return render(
        "generic_detail.html",
        **_furniture(site),
        **article_values(article, ("index_number", "topic", "publisher", "document_number")),
        body=body_of(article, "　　", "<br>\n"),
        related=related(article, "/tzgg/read-98{number}.htm", RELATED),
    )


FAMILY = Family("generic", PROGRAM, path_of, pages, answer)
