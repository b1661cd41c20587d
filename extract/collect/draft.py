"""A source file drafted from what a survey found, for a person to review."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import yaml

from extract.collect.hosts import host_of
from extract.collect.lint import FIRST_LINE
from extract.collect.source import Source
from extract.collect.survey import Column

NO_ID = re.compile(r"[^a-z0-9]+")
COMMON = ("www", "gov", "cn")
"""Labels of a host that name no portal."""

GROWTH = 10
ENTRIES_ROOM = 100
"""Entries asserted at most: ten times those that were seen or stated, and never fewer than this."""

FILL = 0.8
"""Of what every shipped source asserts."""


def id_of(url: str) -> str:
    """An id by the host: the place first, then the organ (sft.hebei.gov.cn: hebei-sft)."""
    labels = [label for label in (urlsplit(url).hostname or "").split(".") if label not in COMMON]
    ordered = labels if all(label.isdigit() for label in labels) else labels[::-1]
    return NO_ID.sub("-", "-".join(ordered).lower()).strip("-") or "portal"


def draft(asked: Source, column: Column, caveats: tuple[str, ...], today: date) -> str:
    """The YAML text of a source. `asked` has its id, publisher and division, and how politely it was asked.

    An empty publisher or division stays empty: the loader refuses the file until somebody fills it in.
    """
    seen = len(column.page.entries)
    counted = f"{seen} were seen on one page, {len(column.reports)} of them reports"
    row = {
        "id": asked.id,
        "publisher": asked.publisher,
        "division": asked.division,
        "platform": column.platform,
        "listings": [column.url],
        "allowed_hosts": [host_of(column.url)],
        "delay_seconds": asked.delay_seconds,
        **({"loopback": True} if asked.loopback else {}),
        "cadence": {"days": asked.cadence.days, "full_walk_days": asked.cadence.full_walk_days},
        "assertions": {
            "entries": {"min": max(1, seen // 2), "max": max(ENTRIES_ROOM, GROWTH * (column.page.total or seen))},
            "fill": {"body": FILL, "published_on": FILL, "issuer": FILL},
        },
        "caveats": [
            f"Drafted on {today}: by fazhi sources probe, and reviewed by nobody yet.",
            f"Platform guessed: by {column.shown_by}.",
            *caveats,
            f"Entries guessed: {counted}.",
        ],
    }
    return f"{FIRST_LINE}\n{yaml.safe_dump(row, allow_unicode=True, sort_keys=False, width=1000)}"
