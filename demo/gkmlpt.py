"""The portal of Guangdong's disclosure catalogue: a shell page with a configuration, a JSON listing behind it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from demo.answer import HTML, Answer, office_time
from demo.content import Article, of_portal
from demo.furniture import article_values, related, render, site_values, sites
from demo.markup import paragraphs, word_paragraphs

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


def pages() -> dict[str, Answer]:
    """The portal's fixed pages by path: the catalogue's shell and every article."""
    listed = of_portal("gkmlpt")
    found = {path_of(article): _detail(article) for article in listed}
    found[INDEX] = Answer(_index().encode(), HTML, office_time(listed[-1].published, listed[-1].id))
    return found


def api(base_url: str, page: int, sid: str) -> Answer:
    """One page of the category as JSON, counted from 1; no articles past the last page or for another site."""
    listed = of_portal("gkmlpt")
    shown = listed[(page - 1) * PER_PAGE : page * PER_PAGE] if sid == SID and page > 0 else ()
    answer = {
        "classify": {"id": CATEGORY, "name": "法治政府建设", "site_id": int(SID), "post_count": len(listed)},
        "total": len(listed),
        "articles": [_row(article, base_url) for article in shown],
    }
    return Answer(json.dumps(answer, ensure_ascii=False).encode(), JSON, office_time(listed[0].published, listed[0].id))


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


def _tree() -> list[dict[str, Any]]:
    topics = [{"id": 2401 + number, "name": name, "children": []} for number, name in enumerate(_site()["topics"])]
    topics.append({"id": CATEGORY, "name": "法治政府建设", "children": []})
    return [{"id": 2400, "name": "法定主动公开内容", "children": topics}]


def _site() -> Any:
    return sites()["gkmlpt"]


def _index() -> str:
    return render("gkmlpt_index.html", **site_values("gkmlpt"), sid=SID, tree=json.dumps(_tree(), ensure_ascii=False))


def _detail(article: Article) -> Answer:
    published = office_time(article.published, article.id)
    labels = ("index_number", "topic", "publisher", "document_number", "keywords")
    detail = {"id": article.id, "title": article.title, "content": _body(article), "source": article.source}
    text = render(
        "gkmlpt_detail.html",
        **site_values("gkmlpt"),
        **article_values(article, labels),
        sid=SID,
        detail=json.dumps(detail, ensure_ascii=False).replace("</", "<\\/"),
        body=_body(article),
        related=related(article, "/gkmlpt/content/9/9900/post_99000{number:02}.html", RELATED),
    )
    return Answer(text.encode(), HTML, published)


def _body(article: Article) -> str:
    if article.form == "word":
        return word_paragraphs(article.paragraphs)
    return paragraphs(article.paragraphs, '<p style="text-indent: 2em;">', "</p>")
