"""Families whose listings are files: what their portals have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from html import escape

from demo.answer import HTML, Answer
from demo.content import Article
from demo.families.base import Family, Served, answer_of
from demo.furniture import links, site_values, sites

Listing = Callable[[Served, int], str]
Detail = Callable[[Served, Article], str]


def static_family(
    name: str,
    per_page: int,
    page_of: Callable[[int], str],
    path_of: Callable[[Article], str],
    show: tuple[Listing, Detail],
    *,
    counts_down: bool = False,
) -> Family:
    """A family whose listing pages, counted from 0, stand at `page_of`; `show` makes a listing page's and an article's
    markup. Where the family `counts_down`, the page after the newest has the highest number, the oldest has 1."""
    listing, detail = show

    def pages(site: Served) -> dict[str, Answer]:
        found = {path_of(article): answer_of(article, detail(site, article), HTML) for article in site.articles}
        count = site.count(per_page)
        for number in range(count):
            newest = site.shown(number, per_page)[0]
            place = page_of(count - number if counts_down and number else number)
            found[place] = answer_of(newest, listing(site, number), HTML)
        return found

    return Family(name, page_of(0), path_of, pages)


def numbered(first: str, number: int, second: int = 2) -> str:
    """The listing page of a number from 0, after the `first`: list.shtml, list_2.shtml (`second`) …"""
    stem, _, ending = first.rpartition(".")
    return f"{stem}_{number + second - 1}.{ending}" if number else first


def furniture(site: Served, names: str, href: str, line: str) -> dict[str, str]:
    """What a portal's pages say of it, and as `nav` its links: a `line` each of its "columns" or "topics"."""
    return {**site_values(site.portal), "nav": links(sites()[site.portal][names], href, line)}


def rows(site: Served, number: int, per_page: int, path_of: Callable[[Article], str], line: str) -> str:
    """The lines of a listing page: `{href}` from the site's root, `{title}` in full, `{cut}` as it fits, `{day}`."""
    return "\n".join(
        line.format(
            href=path_of(article),
            title=escape(article.title),
            cut=escape(cut(article.title)),
            day=article.published.isoformat(),
            number=article.id,
        )
        for article in site.shown(number, per_page)
    )


def counts(site: Served, number: int, per_page: int) -> dict[str, str]:
    """What a listing page's pager says: the `current` number from 1, the `count` of pages, the `total` of articles."""
    return {"current": str(number + 1), "count": str(site.count(per_page)), "total": str(len(site.articles))}


def digest(article: Article) -> str:
    """An article's name of 32 hexadecimal digits."""
    return hashlib.sha256(str(article.id).encode()).hexdigest()[:32]


def cut(title: str) -> str:
    """A title as a listing shows it: with an ellipsis where it is too long for its line."""
    return title if len(title) <= 30 else f"{title[:28]}..."
