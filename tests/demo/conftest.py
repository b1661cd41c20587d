"""A demo portal that every test of this folder may ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from demo.portal import Portal


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with Portal() as running:
        yield running
