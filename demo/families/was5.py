"""A portal of TRS pages that a WAS5 search lists: something like JSON, with a record at its end that is none."""

from __future__ import annotations

import json

from demo.answer import Answer
from demo.content import Article
from demo.families import trs
from demo.families.base import Family, Query, Served, answer_of

SEARCH = "/was5/web/search"
CHANNEL = "231407"
CLASS = "chnlid=6127"
PER_PAGE = 8
LISTING = (
    f"{SEARCH}?channelid={CHANNEL}&templet=docs.jsp&sortfield=-docreltime&classsql=chnlid%3D6127&prepage={PER_PAGE}"
)
TEXT = "text/html;charset=UTF-8"

CLOSING = '{"title":"文章标题",\n"url":"文章链接",\n"time":"发布时间"}'
"""The record that the service's template writes last, so that no comma hangs."""


def pages(site: Served) -> dict[str, Answer]:
    """The articles by path, as TRS publishes them."""
    published = trs.FAMILY.pages(site)
    return {path: published[path] for path in map(trs.path_of, site.articles)}


def answer(site: Served, path: str, query: Query) -> Answer | None:
    """One page of the search, counted from 1; no record for another channel or class."""
    if path != SEARCH:
        return None
    known = query.get("channelid") == CHANNEL and query.get("classsql") == CLASS
    found = site.articles if known else ()
    size, page = int(query.get("prepage", PER_PAGE)), int(query.get("page", "1"))
    records = [_record(article, site.base_url) for article in found[(page - 1) * size : page * size]]
    head = f'"count":"{len(found)}",\n"pagenum":"{-(-len(found) // size)}",'
    text = f"\n\n{{{head}\n" + '"docs":[\n' + ",\n".join([*records, CLOSING]) + "]\n}\n"
    return answer_of(site.articles[0], text, TEXT)


def _record(article: Article, base_url: str) -> str:
    said = {
        "title": article.title,
        "url": f"{base_url}{trs.path_of(article)}",
        "time": f"{article.published.isoformat()} 09:00:00",
        "fileno": article.header.get("document_number", ""),
    }
    members = ",\n".join(f'"{name}":{json.dumps(value, ensure_ascii=False)}' for name, value in said.items())
    summary = "\t" + "\n<br>\n".join(article.paragraphs[:2])
    return f'{{{members},\n"content":"{summary}",\n"chnl":"法治政府建设"}}'


FAMILY = Family("was5", LISTING, trs.path_of, pages, answer)
