"""What a family of sites offers the demo: the paths of its pages, and what it answers on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from demo.answer import Answer, office_time
from demo.content import Article

Query = Mapping[str, str]


@dataclass(frozen=True)
class Served:
    """What one site shows: its articles, the newest first, amid the furniture of a portal of `sites.yml`."""

    portal: str
    articles: tuple[Article, ...]
    base_url: str
    """Its own address, for listings that give links in full."""

    def shown(self, page: int, size: int) -> tuple[Article, ...]:
        """The articles of one listing page, counted from 0; none past the last."""
        return self.articles[page * size : (page + 1) * size] if page >= 0 else ()

    def count(self, size: int) -> int:
        """How many listing pages of that size there are."""
        return -(-len(self.articles) // size)


def _nothing(_site: Served, _path: str, _query: Query) -> Answer | None:
    return None


@dataclass(frozen=True)
class Family:
    """A family of sites, under its platform's name.

    `listing` is the path (and query, and fragment) that a source names. `pages` are the fixed answers by path:
    articles, and listing pages that are files. `answer` gives what a program of the site would: None where the path is
    not its own. Documents that articles attach are served beside each page without the family's doing.
    """

    name: str
    listing: str
    path_of: Callable[[Article], str]
    pages: Callable[[Served], dict[str, Answer]]
    answer: Callable[[Served, str, Query], Answer | None] = _nothing


def answer_of(article: Article, text: str, content_type: str, encoding: str = "utf-8") -> Answer:
    """A page of the article, changed last when it was published."""
    return Answer(text.encode(encoding), content_type, office_time(article.published, article.id))
