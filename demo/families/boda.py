"""A portal of Boda VSB: listing pages whose numbers count down to 1, the body inside a form, no table of labels."""

from __future__ import annotations

from demo.content import Article
from demo.families.base import Served
from demo.families.static import counts, furniture, rows, static_family
from demo.furniture import article_values, related, render
from demo.markup import body_of

TREE = "1031"
COLUMN = "/zwgk/fzzfjs"
PER_PAGE = 6

P_OPEN = '<p style="text-align: justify; line-height: 150%">'
INDENT = "\N{NO-BREAK SPACE}" * 4
ROW = (
    '<li id="line_u8_{number}"><span class="fr">{day}</span>'
    '<a href="{href}" target="_blank" title="{title}">{cut}</a></li>'
)
NAV = '<LI><A href="{href}">{name}</A></LI>'
RELATED = '<li><a href="{href}" title="{name}">{name}</a><span>{day}</span></li>'


def path_of(article: Article) -> str:
    """Where the portal serves the article."""
    return f"/info/{TREE}/{article.id}.htm"


def _page(number: int) -> str:
    return f"{COLUMN}/{number}.htm" if number else f"{COLUMN}.htm"


def _furniture(site: Served) -> dict[str, str]:
    return furniture(site, "columns", "/lm{number}.htm", NAV)


def _listing(site: Served, number: int) -> str:
    return render(
        "boda_listing.html",
        **_furniture(site),
        rows=rows(site, number, PER_PAGE, path_of, ROW),
        **counts(site, number, PER_PAGE),
        pager=_pager(number, site.count(PER_PAGE)),
    )


def _pager(number: int, count: int) -> str:
    if number + 1 == count:
        return '<span class="p_next_d p_fun_d">下页</span><span class="p_last_d p_fun_d">尾页</span>'
    following = f'<span class="p_next p_fun"><a href="{_page(count - number - 1)}">下页</a></span>'
    return f'{following}<span class="p_last p_fun"><a href="{_page(1)}">尾页</a></span>'


def _detail(site: Served, article: Article) -> str:
    return render(
        "boda_detail.html",
        **_furniture(site),
        **article_values(article, ()),
        tree=TREE,
        day=f"{article.published:%Y年%m月%d日} 00:00",
        body=body_of(article, P_OPEN, "</p>", indent=INDENT),
        related=related(article, "/lm{number}/1.htm", RELATED),
    )


FAMILY = static_family("boda", PER_PAGE, _page, path_of, (_listing, _detail), counts_down=True)
