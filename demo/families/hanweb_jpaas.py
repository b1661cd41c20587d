"""A portal of Hanweb's jpaas: a column's page of empty units, which a gateway fills with HTML inside JSON."""

from __future__ import annotations

import hashlib
import json

from demo.answer import HTML, Answer
from demo.content import Article
from demo.families.base import Family, Query, Served, answer_of
from demo.families.static import furniture, rows
from demo.furniture import article_values, related, render
from demo.markup import body_of

COLUMN = "1229800"
WEB = "3311"
LISTING = f"/col/col{COLUMN}/index.html"
GATEWAY = "/api-gateway/jpaas-publish-server/front/page/build/unit"
UNIT = {
    "parseType": "bulidstatic",
    "webId": WEB,
    "tplSetId": "q7Bn0xRw2uKfYvTz81LdE",
    "pageType": "column",
    "tagId": "信息列表",
    "editType": "null",
    "pageId": COLUMN,
}
PER_PAGE = 10
JSON = "application/json;charset=UTF-8"

P_OPEN = '<p style="line-height: 2em; font-family: 仿宋; font-size: 18px;">'
INDENT = "　　"
ROW = (
    '<li class="cf"><a class="fl" href="{href}" target="_blank" title="{title}"><i></i>{cut}</a><span>{day}</span></li>'
)
NAV = '<li><a href="{href}">{name}</a></li>'
RELATED = '<li><a href="{href}" title="{name}">{name}</a><span>{day}</span></li>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    digest = hashlib.sha256(f"jpaas {article.id}".encode()).hexdigest()[:32]
    return f"/col/col{COLUMN}/art/{article.published.year}/art_{digest}.html"


def pages(site: Served) -> dict[str, Answer]:
    """The portal's fixed pages by path: the column's, without a row, and every article."""
    found = {path_of(article): _detail(site, article) for article in site.articles}
    literal = str(UNIT).replace(", ", ",").replace(": ", ":")
    column = render("hanweb_jpaas_column.html", **_furniture(site), gateway=GATEWAY, unit=literal, web=WEB)
    found[LISTING] = answer_of(site.articles[-1], column, HTML)
    return found


def answer(site: Served, path: str, query: Query) -> Answer | None:
    """The gateway: one page of the list's unit, counted from 1; no HTML for another unit."""
    if path != GATEWAY:
        return None
    known = all(query.get(name) == value for name, value in UNIT.items())
    page = int(json.loads(query.get("paramJson") or "{}").get("pageNo", 1))
    data = {"html": _unit(site, page)} if known else {}
    text = json.dumps({"success": known, "code": "200", "message": "", "data": data}, ensure_ascii=False)
    return answer_of(site.articles[0], text, JSON)


def _unit(site: Served, page: int) -> str:
    shown = rows(site, page - 1, PER_PAGE, path_of, ROW)
    counts = f'count="{len(site.articles)}" rows="{PER_PAGE}" pageNo="{page}"'
    return f'<div class="page-content"><ul>{shown}</ul><div class="pagination" id="pagination" {counts}></div></div>'


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/col/col12298{number:02}/index.html", NAV)


def _detail(site: Served, article: Article) -> Answer:
    text = render(
        "hanweb_jpaas_detail.html",
        **_furniture(site),
        **article_values(article, ("index_number", "topic", "publisher", "document_number", "validity")),
        column=COLUMN,
        body=body_of(article, P_OPEN, "</p>", indent=INDENT),
        related=related(article, "/col/col12297{number:02}/index.html", RELATED),
    )
    return answer_of(article, text, HTML)


FAMILY = Family("hanweb_jpaas", LISTING, path_of, pages, answer)
