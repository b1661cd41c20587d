"""The next page of a listing: a link that says so, the number after this page's, or a script's count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from extract.html import Tag
from extract.platforms.base import Request
from extract.platforms.page_script import script_in
from extract.platforms.rows import page_address
from extract.platforms.stated import bare

NEXT = re.compile(r"\W*(?:[下后]一?页|next(?:page)?)\W*|[>›]", re.IGNORECASE)
"""What a link to the next page says. `>>` and `»` lead to the last page as often."""

ASSIGNED = re.compile(r"""location(?:\.href)?\s*=\s*(?:encodeURI\(\s*)?["']([^"']+)["']""")
"""The address that a link's script goes to."""

NUMBER = re.compile(r"\W*([1-9]\d{0,2})\W*")
"""What a link to a page by its number says. Four digits are a year."""

NUMBERS = ("a", "span", "b", "strong", "em", "i", "font", "li", "td")
PAGERS_MAX = 8
"""Places with numbered links that are looked at: most pages have one, some a second above their list."""

ENDING = re.compile(r"\.\w{2,5}$")
NUMBERED = re.compile(r"(.*?)(?:_(\d{1,4}))?")

_Place = tuple[str, dict[str, int]]
"""A listing page's address without what counts in it, and this: the number that ends its path, fields of its query."""


def next_request(page: Tag, text: str, url: str, second: int | None = None) -> Request | None:
    """The page after this one; None where nothing leads to one that is neither this page nor one before it.

    `text` is the page's source; `second` is the number in the address of a second page, if the family is known.
    """
    script = script_in(text)
    addresses = _said(page, url) or _numbered(page, url) or _addressed(page, url)
    address = addresses or (script.following(url, second) if script else None)
    return Request(address) if address else None


def _said(page: Tag, url: str) -> str | None:
    """Where the first link leads on that says so."""
    links = (link for link in page.find_all("a") if _says_next(link))
    return next((address for link in links if (address := _leads_to(link, url)) and _is_on(address, url)), None)


def _says_next(link: Tag) -> bool:
    return any(NEXT.fullmatch(bare(words)) for words in (link.get_text(), str(link.get("title") or "")))


def _leads_to(link: Tag, url: str) -> str | None:
    """Where a pager's link leads: by its address, its `tagname`, or its script; None for nowhere and this very page."""
    scripts = " ".join(str(link.get(name) or "") for name in ("href", "onclick"))
    for given in (link.get("href"), link.get("tagname"), *ASSIGNED.findall(scripts)):
        address = page_address(url, str(given)) if given and "[" not in str(given) else None
        if address and _place(address) != _place(url):
            return address
    return None


def _numbered(page: Tag, url: str) -> str | None:
    """Where the number leads that comes after this page's: the only such that leads nowhere itself."""
    for pager in _pagers(page):
        leading: dict[int, str | None] = {}
        for node in pager.find_all(NUMBERS):
            shown = _page_number(node)
            if shown is not None:
                leading[shown] = leading.get(shown) or (_leads_to(node, url) if node.name == "a" else None)
        after = [leading.get(shown + 1) for shown, address in leading.items() if address is None]
        found = [address for address in after if address and _is_on(address, url)]
        if len(found) == 1:
            return found[0]
    return None


def _pagers(page: Tag) -> Iterator[Tag]:
    """The elements right around numbered links, and those around these, each once."""
    seen: set[int] = set()
    for link in page.find_all("a"):
        if _page_number(link) is None:
            continue
        for around in (link.parent, link.parent.parent if link.parent else None):
            if around is not None and id(around) not in seen and len(seen) < PAGERS_MAX:
                seen.add(id(around))
                yield around


def _page_number(node: Tag) -> int | None:
    """The number that an element shows and nothing else."""
    match = NUMBER.fullmatch(str(node.string or ""))
    return int(match[1]) if match else None


def _addressed(page: Tag, url: str) -> str | None:
    """The first link whose address has the number after this page's, and else is the same."""
    own, here = _place(url)
    number = here.get("", 0)
    wanted = [(own, {**here, "": after}) for after in ((number + 1,) if number else (1, 2))]
    addresses = (page_address(url, str(link["href"])) for link in page.select("a[href]"))
    return next((address for address in addresses if address and _place(address) in wanted), None)


def _is_on(address: str, url: str) -> bool:
    """Whether it is not this page again, or one before it, as far as their numbers tell: pagers link the last page to
    itself."""
    (stem, there), (own, here) = _place(address), _place(url)
    steps = [there.get(name, 0) - here.get(name, 0) for name in there.keys() | here.keys()]
    moved = [step for step in steps if step]
    return stem != own or sum(moved) > 0 or len(moved) > 1


def _place(url: str) -> _Place:
    """Folders are their index; the same page under http and https is one."""
    parts = urlsplit(url)
    path = ENDING.sub("", unquote(f"{parts.path}index" if parts.path.endswith("/") else parts.path))
    fields = parse_qsl(parts.query, keep_blank_values=True)
    match = NUMBERED.fullmatch(path)
    stem, number = (match[1], match[2]) if match else (path, None)
    words = "&".join(f"{name}={value}" for name, value in fields if not value.isdecimal())
    counts = {"": int(number or 0), **{name: int(value) for name, value in fields if value.isdecimal()}}
    return f"{parts.netloc}{stem}?{words}", counts
