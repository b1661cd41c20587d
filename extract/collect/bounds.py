"""How much time and how many bytes one answer may take, and how many pages a listing."""

from __future__ import annotations

from dataclasses import dataclass

CONNECT_SECONDS = 10.0
"""For one address of a host."""

READ_SECONDS = 30.0
"""Between two pieces of an answer: pages that a portal's database puts together can take ten seconds to begin."""

TOTAL_SECONDS = 180.0
"""For one answer, its headers included: the largest body at 200 KB/s. A dripping answer must not hold its host all
night."""

BODY_MAX = 32 * 1024 * 1024
"""Bytes, unpacked. Pages stay below 1 MB; a scanned report attached as PDF can reach 20 MB."""

RATIO_MAX = 200
"""Times that a body may grow when it is unpacked. 75 saved pages and fixtures grow 1 to 5 times;
the packing allows 1,032."""

RATIO_FREE = 256 * 1024
"""Bytes, unpacked, below which the ratio is not looked at: a page of a few bytes says nothing."""


PAGES_MAX = 500
"""Pages of one listing. A whole disclosure catalogue of 20,000 entries takes 200 to 400 at 50 to 100 a page."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds and bytes that one answer may take."""

    connect_seconds: float = CONNECT_SECONDS
    read_seconds: float = READ_SECONDS
    total_seconds: float = TOTAL_SECONDS
    body_max: int = BODY_MAX
    ratio_max: int = RATIO_MAX


BOUNDS = Bounds()
"""Those of every run."""
