"""An archive of any size: pages of the synthetic nation, some of them again and again with other figures, as several
sources' nights would leave them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.nation_pages import HTML, KILOBYTES, MARKUPS, SEED, SITE, made_pages
from extract.collect.archive import Archive

FIRST = datetime(2024, 4, 1, 18, tzinfo=UTC)
HEADERS = [("Content-Type", HTML)]

COUNTED = re.compile(rb"\d+(?=%s)" % "|".join("件次人名份条项部个场期").encode())
"""Numbers that a measure word follows: they differ from page to page, so that no two bodies are alike."""


def write_archive(root: Path, pages: int, warcs: int, kilobytes: float = KILOBYTES, seed: int = SEED) -> int:
    """Write so many pages to so many WARC files, a source each, below `root`; the bytes of the pages."""
    bodies, total = _bodies(kilobytes, seed), 0
    for number in range(warcs):
        run_id = f"{FIRST:%Y%m%dT%H%M%SZ}-{number:04x}"
        with Archive(root).writer(f"source_{number:04d}", run_id) as writer:
            for page in range(number, pages, warcs):
                path, body = next(bodies)
                total += len(body)
                writer.add(
                    url=f"{SITE.replace('portal', f'portal{number}')}{path}?{page}",
                    role="page",
                    fetched_at=FIRST + timedelta(seconds=page),
                    status=200,
                    reason="OK",
                    headers=HEADERS,
                    body=body,
                )
    return total


def _bodies(kilobytes: float, seed: int) -> Iterator[tuple[str, bytes]]:
    """Paths and bodies without end: a page of every markup, then each again with other figures."""
    dice, made = random.Random(seed), made_pages(len(MARKUPS), kilobytes, seed)
    while True:
        for page in made:
            body = COUNTED.sub(lambda _: b"%d" % dice.randint(1, 900), page.content)
            yield page.url.removeprefix(SITE), body
