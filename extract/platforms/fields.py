"""Named values: fields of an address's query, members of an object in a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

MEMBER = re.compile(r"""["']?(\w+)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^,'"\s}]+))""")


def field(url: str, name: str) -> str | None:
    """A field of an address's query, the last of its name; None without one."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)).get(name)


def with_field(url: str, name: str, value: str) -> str:
    """The address with one field of its query set, at the end; the others stay as they are spelled."""
    parts = urlsplit(url)
    others = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] != name]
    return urlunsplit(parts._replace(query="&".join([*others, f"{name}={quote(value, safe='')}"])))


def members(literal: str) -> Iterator[tuple[str, str, bool]]:
    """The members of a script's object: name, value, and whether the value is bare, a literal or a variable."""
    for name, double, single, bare in MEMBER.findall(literal):
        yield name, double or single or bare, bool(bare)
