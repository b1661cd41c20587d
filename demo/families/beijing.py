"""A portal in the shape of Beijing's districts: numbered folders, no header table, a pager that a script turns."""

from __future__ import annotations

from demo.content import Article
from demo.families.base import Served
from demo.families.static import furniture, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

COLUMN = "/qlsrmzf/zwfw/ztlm/fzzfjsbg/qzf97"
MODULE = "5b1f0c7e"
PER_PAGE = 8

P_OPEN = '<p style="text-indent:2em;text-align:justify;">'
NAV = '<li><a href="{href}" target="_blank">{name}</a></li>'
ROW = (
    '<li><a href="{href}" title="{title}" target="_blank" istitle="true" onclick="void(0)">{cut}</a>'
    "<span>{day}</span></li>"
)
RELATED = '<li><a href="{href}" target="_blank" title="{name}">{name}</a><span>{day}</span></li>'
STEP = (
    '<a class="pagingNormal" title="{name}" style="cursor:pointer" tagname="{to}" '
    "onclick=\"queryArticleByCondition(this,'{to}')\">{name}</a>"
)


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"{COLUMN}/{1_000_000 + article.id % 1_000_000}/index.html"


def _page(number: int) -> str:
    return f"{COLUMN}/{MODULE}-{number + 1}.html" if number else f"{COLUMN}/index.html"


def _furniture(site: Served) -> dict[str, str]:
    return {**furniture(site, "columns", "/qlsrmzf/lm{number}/index.html", NAV), "column": COLUMN}


def _listing(site: Served, number: int) -> str:
    count = site.count(PER_PAGE)
    back = _page(number - 1) if number else "[PREVPAGE]"
    forth = _page(number + 1) if number + 1 < count else "[NEXTPAGE]"
    return render(
        "beijing_listing.html",
        **_furniture(site),
        rows=rows(site, number, PER_PAGE, path_of, ROW),
        total=str(len(site.articles)),
        current=str(number + 1),
        count=str(count),
        module=MODULE,
        steps=STEP.format(name="上一页", to=back) + STEP.format(name="下一页", to=forth),
    )


def _detail(site: Served, article: Article) -> str:
    return render(
        "beijing_detail.html",
        **_furniture(site),
        **article_values(article, ()),
        body=body_of(article, P_OPEN, "</p>\n"),
        related=related(article, "/qlsrmzf/lm{number}/99000{number}/index.html", RELATED),
    )


FAMILY = static_family("beijing", PER_PAGE, _page, path_of, (_listing, _detail))
