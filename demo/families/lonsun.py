"""A portal of Anhui's Lonsun: an organ's column whose rows a label service gives, pages under the organ's number."""

from __future__ import annotations

from demo.answer import HTML, Answer
from demo.content import Article
from demo.families.base import Family, Query, Served, answer_of
from demo.families.static import furniture, rows
from demo.furniture import article_values, related, render
from demo.markup import body_of

ORGAN = "6600"
CATEGORY = "5520171"
SITE = "6790011"
COLUMN = f"/public/column/{ORGAN}"
LISTING = f"{COLUMN}?type=4&action=list&nav=3&catId={CATEGORY}"
LABEL = "/site/label/8888"
PER_PAGE = 7

DIV_OPEN = '<div style="text-indent:2em;margin-bottom:12px;">'
ROW = (
    '<li><a href="{href}" class="title" title="{title}" target="_blank">{cut}</a>'
    '<span class="date">{day}</span><a class="jd" href="/public/column/6600?type=4&amp;nav=4">解读</a></li>'
)
NAV = '<li><a href="{href}" title="{name}">{name}</a></li>'
RELATED = '<li><a href="{href}" target="_blank">{name}</a><em>{day}</em></li>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"/public/{ORGAN}/{article.id}.html"


def pages(site: Served) -> dict[str, Answer]:
    """The portal's fixed pages by path: the column's, without a row, and every article."""
    found = {path_of(article): _detail(site, article) for article in site.articles}
    column = render("lonsun_column.html", **_furniture(site), site=SITE, size=str(PER_PAGE))
    found[COLUMN] = answer_of(site.articles[-1], column, HTML)
    return found


def answer(site: Served, path: str, query: Query) -> Answer | None:
    """The label service: the rows of one page, counted from 1; its word for nothing for another organ or category."""
    if path != LABEL:
        return None
    asked = (query.get("labelName"), query.get("siteId"), query.get("organId"), query.get("catId"))
    page, size = int(query.get("pageIndex", "1")), int(query.get("pageSize", PER_PAGE))
    shown = rows(site, page - 1, size, path_of, ROW)
    if asked != ("publicInfoList", SITE, ORGAN, CATEGORY) or not shown:
        shown = f"<p>{query.get('result', '')}</p>"
    text = render("lonsun_label.html", rows=shown, page=str(page), count=str(site.count(size)))
    return answer_of(site.articles[0], text, HTML)


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "topics", "/public/column/6600?type=4&amp;catId=55201{number:02}", NAV)


def _detail(site: Served, article: Article) -> Answer:
    labels = ("index_number", "topic", "publisher", "document_number", "keywords", "validity")
    text = render(
        "lonsun_detail.html",
        **_furniture(site),
        **article_values(article, labels),
        organ=ORGAN,
        site=SITE,
        body=body_of(article, DIV_OPEN, "</div>"),
        related=related(article, "/public/column/6600?type=4&amp;nav={number}", RELATED),
    )
    return answer_of(article, text, HTML)


FAMILY = Family("lonsun", LISTING, path_of, pages, answer)
