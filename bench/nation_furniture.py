"""What surrounds a report on a page of the synthetic nation: style sheets, scripts, menus and links, of any size."""

from __future__ import annotations

import re
from itertools import count
from random import Random

from bench.nation_prose import words

STYLE = (
    ".w{number}{{float:left;width:{size}px;line-height:28px;background:#f5f7fa url(/images/bg{size}.png) no-repeat}}"
)
SCRIPT = '$("#tab{number}").hover(function(){{$(this).find(".sub").stop(true,true).slideDown({size})}});'
MENU = '<li><a href="/col/col{number}/index.html" title="{name}" target="_blank">{name}</a></li>'
LINK = '<a class="w{number}" href="http://link{number}.portal.test/" target="_blank">{name}网</a>'

PIECES = (
    ('<style type="text/css">', STYLE, "</style>", 0.2),
    ('<script type="text/javascript">', SCRIPT, "</script>", 0.15),
    ('<div class="menu"><ul>', MENU, "</ul></div>", 0.4),
    ('<div class="friendlinks">', LINK, "</div>", 0.25),
)
"""Each with its share of the bytes: on two saved pages of county governments a third was code, the rest links."""

HEAD_ENDS, BODY_BEGINS, BODY_ENDS = (re.compile(tag, re.IGNORECASE) for tag in ("</head>", "<body[^>]*>", "</body>"))


def furnish(markup: str, size: int, rng: Random) -> str:
    """The markup of a page with so many more bytes around its text, in UTF-8; none where `size` is negative."""
    style, script, menu, links = (
        opening + _lines(line, int(size * share) - len(opening + closing), rng) + closing
        for opening, line, closing, share in PIECES
    )
    markup = HEAD_ENDS.sub(lambda end: style + script + end[0], markup, count=1)
    markup = BODY_BEGINS.sub(lambda beginning: beginning[0] + menu, markup, count=1)
    return BODY_ENDS.sub(lambda end: links + end[0], markup, count=1)


def _lines(line: str, size: int, rng: Random) -> str:
    made: list[str] = []
    for number in count(1):
        if size <= 0:
            break
        name = rng.choice(words().modifiers) + rng.choice(words().nouns)
        made.append(line.format(number=number, name=name, size=rng.randint(10, 400)) + "\n")
        size -= len(made[-1].encode())
    return "".join(made)
