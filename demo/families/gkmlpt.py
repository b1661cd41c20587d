"""A portal of Guangdong's disclosure catalogue: a shell page with a configuration, a JSON listing behind it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from demo.answer import HTML, Answer, office_time
from demo.content import Article
from demo.families.base import Family, Query, Served, answer_of
from demo.furniture import article_values, related, render, site_values, sites
from demo.markup import body_of

P_OPEN = '<p style="text-indent: 2em;">'
SID = "990102"
CATEGORY = 2418
PER_PAGE = 4
INDEX = "/gkmlpt/index"
API = f"/gkmlpt/api/all/{CATEGORY}"
JSON = "application/json; charset=utf-8"

RELATED = '<li><a href="{href}">{name}</a><span class="date">{day}</span></li>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"/gkmlpt/content/{article.id // 1_000_000}/{article.id // 1000}/post_{article.id}.html"


def pages(site: Served) -> dict[str, Answer]:
    """The portal's fixed pages by path: the catalogue's shell and every article."""
    found = {path_of(article): _detail(site, article) for article in site.articles}
    found[INDEX] = answer_of(site.articles[-1], _index(site), HTML)
    return found


def answer(site: Served, path: str, query: Query) -> Answer | None:
    """One page of the category as JSON, counted from 1; no articles past the last page or for another site."""
    if path != API:
        return None
    page = int(query.get("page", "1"))
    shown = site.shown(page - 1, PER_PAGE) if query.get("sid") == SID else ()
    total = len(site.articles)
    text = {
        "classify": {"id": CATEGORY, "name": "法治政府建设", "site_id": int(SID), "post_count": total},
        "total": total,
        "articles": [_row(article, site.base_url) for article in shown],
    }
    return answer_of(site.articles[0], json.dumps(text, ensure_ascii=False), JSON)


def _row(article: Article, base_url: str) -> dict[str, Any]:
    published = office_time(article.published, article.id)
    created = published - timedelta(minutes=25)
    return {
        "id": article.id,
        "title": article.title,
        "document_number": article.header.get("document_number", ""),
        "identifier": article.header.get("index_number", ""),
        "publisher": article.header.get("publisher", ""),
        "classify_main_name": "法治政府建设",
        "display_publish_time": int(published.timestamp()),
        "first_publish_time": int(published.timestamp()),
        "create_time": int(created.timestamp()),
        "created_at": created.strftime("%Y-%m-%d %H:%M:%S"),
        "url": f"{base_url}{path_of(article)}",
        "post_url": "",
        "is_show_text": 1,
        "status": 1,
    }


def _tree(site: Served) -> list[dict[str, Any]]:
    names = sites()[site.portal]["topics"]
    topics = [{"id": 2401 + number, "name": name, "children": []} for number, name in enumerate(names)]
    topics.append({"id": CATEGORY, "name": "法治政府建设", "children": []})
    return [{"id": 2400, "name": "法定主动公开内容", "children": topics}]


def _index(site: Served) -> str:
    tree = json.dumps(_tree(site), ensure_ascii=False)
    return render("gkmlpt_index.html", **site_values(site.portal), sid=SID, tree=tree)


def _detail(site: Served, article: Article) -> Answer:
    labels = ("index_number", "topic", "publisher", "document_number", "keywords")
    body = body_of(article, P_OPEN, "</p>")
    detail = {"id": article.id, "title": article.title, "content": body, "source": article.source}
    text = render(
        "gkmlpt_detail.html",
        **site_values(site.portal),
        **article_values(article, labels),
        sid=SID,
        detail=json.dumps(detail, ensure_ascii=False).replace("</", "<\\/"),
        body=body,
        related=related(article, "/gkmlpt/content/9/9900/post_99000{number:02}.html", RELATED),
    )
    return answer_of(article, text, HTML)


FAMILY = Family("gkmlpt", f"{INDEX}#{CATEGORY}", path_of, pages, answer)
