"""What surrounds an article on a page: navigation, tables of labels, related links, footers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib import resources
from string import Template
from typing import Any

import yaml

from demo.answer import office_time
from demo.content import Article, articles, check_keys

SITE_KEYS = {
    "name",
    "site_code",
    "icp",
    "police",
    "phone",
    "address",
    "agency",
    "columns",
    "topics",
    "related",
    "region",
}
RELATED_REPORTS = 2
"""Other reports among a page's related links: their titles and dates tempt a reader that takes the wrong one."""


@cache
def sites() -> Mapping[str, Mapping[str, Any]]:
    """The three portals' own names, footers, columns and related links, from `sites.yml`."""
    parsed = yaml.safe_load(resources.files("demo").joinpath("sites.yml").read_text(encoding="utf-8"))
    for portal, site in parsed.items():
        check_keys(site, SITE_KEYS, f"sites.yml {portal}")
    return dict(parsed)


@cache
def _template(name: str) -> Template:
    return Template(resources.files("demo").joinpath("templates", name).read_text(encoding="utf-8"))


def render(template: str, **values: str) -> str:
    """The template of that name with every `$key` replaced. Raises KeyError where a value lacks."""
    return _template(template).substitute(values)


def links(names: Iterable[str], pattern: str, line: str) -> str:
    """One `line` a name, with `{href}` made from `pattern` and a running number, and `{name}` escaped."""
    return "\n".join(
        line.format(href=pattern.format(number=number), name=escape(name)) for number, name in enumerate(names, start=1)
    )


def related(article: Article, href: str, line: str) -> str:
    """Related links of an article: other reports of its portal, then titles that belong to no page of ours."""
    others = [other for other in articles() if other.portal == article.portal and other.id != article.id]
    near = sorted(others, key=lambda other: (other.issuer != article.issuer, abs(other.id - article.id)))
    rows = [(other.title, other.published.isoformat()) for other in near[:RELATED_REPORTS]]
    rows += [(title, day) for title, day in sites()[article.portal]["related"]]
    return "\n".join(
        line.format(href=href.format(number=number), name=escape(title), day=day)
        for number, (title, day) in enumerate(rows, start=1)
    )


def article_values(article: Article, labels: Iterable[str]) -> dict[str, str]:
    """What a page says of its article outside the body: the header's labels, title, source, dates and number."""
    return {
        **{key: escape(article.header.get(key, "")) for key in labels},
        "title": escape(article.title),
        "source": escape(article.source),
        "published": office_time(article.published, article.id).strftime("%Y-%m-%d %H:%M:%S"),
        "published_on": article.published.isoformat(),
        "written": article.written.isoformat(),
        "number": str(article.id),
    }


def site_values(portal: str) -> dict[str, str]:
    """What a portal's templates say of the portal itself."""
    site = sites()[portal]
    plain = ("name", "site_code", "icp", "police", "phone", "address", "agency", "region")
    return {f"site_{key.removeprefix('site_')}": escape(str(site[key])) for key in plain}
