"""An archive of any size: the demo's pages with numbers of their own, as several sources' nights would leave them."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from demo.content import articles
from demo.families import FAMILIES
from demo.site import Site
from extract.collect.archive import Archive

SEED = 20240401
FAMILY = "trs"
HTML = [("Content-Type", "text/html; charset=utf-8")]
FIRST = datetime(2024, 4, 1, 18, tzinfo=UTC)

COUNTED = re.compile(r"\d+(?=[件次人名份条项部个场期])")
"""Numbers that a measure word follows: they differ from page to page, so that no two bodies are alike."""


def write_archive(root: Path, pages: int, warcs: int, seed: int = SEED) -> int:
    """Write so many pages to so many WARC files, a source each, below `root`; the bytes of the pages."""
    dice, total = random.Random(seed), 0
    shown = [each for each in articles() if each.kind == "report" and each.form != "docx"]
    site = Site("http://portal.test", FAMILY, shown)
    texts = [site.answer(FAMILIES[FAMILY].path_of(each), {}).body.decode() for each in shown]
    for number in range(warcs):
        run_id = f"{FIRST:%Y%m%dT%H%M%SZ}-{number:04x}"
        with Archive(root).writer(f"source_{number:04d}", run_id) as writer:
            for page in range(number, pages, warcs):
                body = COUNTED.sub(lambda _: str(dice.randint(1, 900)), texts[page % len(texts)]).encode()
                total += len(body)
                writer.add(
                    url=f"http://portal{number}.test/zwgk/202403/t20240328_{page}.html",
                    role="page",
                    fetched_at=FIRST + timedelta(seconds=page),
                    status=200,
                    reason="OK",
                    headers=HTML,
                    body=body,
                )
    return total
