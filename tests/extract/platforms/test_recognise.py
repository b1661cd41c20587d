"""Every page, saved or served by the demo, is claimed by the family that makes it, and by no other."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from demo.families import FAMILIES
from demo.site import Site
from extract.platforms import PLATFORMS
from extract.platforms.base import Request

FIXTURES = Path(__file__).parents[2] / "fixtures"
ARTICLES = sorted(path.parent for path in FIXTURES.glob("*/article_*/page.html"))
OF_NO_FAMILY = ("generic", "plain")
BASE = "http://www.example.gov.cn"


def claimed(url: str, text: str) -> list[str]:
    return [name for name, platform in PLATFORMS.items() if platform.recognise(url, text)]


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_saved_article(case: Path) -> None:
    url = json.loads((case / "expected.json").read_text(encoding="utf-8"))["url"]
    text = (case / "page.html").read_text(encoding="utf-8", errors="replace")
    family = case.parent.name
    assert claimed(url, text) == ([] if family in OF_NO_FAMILY else [PLATFORMS[family].pages_of or family])


@pytest.mark.parametrize("family", FAMILIES)
def test_every_page_of_a_demo_listing(family: str) -> None:
    site = Site(BASE, family)
    request: Request | None = PLATFORMS[family].first(BASE + FAMILIES[family].listing)
    while request:
        parts = urlsplit(request.url)
        text = site.answer(parts.path, dict(parse_qsl(parts.query))).body.decode()
        assert claimed(request.url, text) == ([] if family in OF_NO_FAMILY else [family]), request.url
        request = PLATFORMS[family].read(request, text).next_request
