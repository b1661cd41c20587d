"""A source: a portal to collect from, and what its YAML file says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.collect.tls import TlsAllowance
from extract.records import SourceRow


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a source is asked: `days` between the nights that ask it, 0 for every run; `full_walk_days` between
    the nights that walk its listings to the end, whatever is known of them; `recheck_days` within which every known
    page is looked at again, 0 for every run."""

    days: int = 1
    full_walk_days: int = 30
    recheck_days: int = 30


@dataclass(frozen=True, slots=True)
class Fill:
    """The least share of a source's pages that give a body, and of its reports that state a date and an issuer."""

    body: float = 0.0
    published_on: float = 0.0
    issuer: float = 0.0


@dataclass(frozen=True, slots=True)
class Assertions:
    """What must be true of a source: the entries that its listings have in all, and how much of its pages is read."""

    entries_min: int = 1
    entries_max: int | None = None
    fill: Fill = Fill()


@dataclass(frozen=True, slots=True)
class Source:
    """A portal to collect from. `allowed_hosts` bear their port where it is not the scheme's own."""

    id: str
    publisher: str
    division: str
    platform: str
    listings: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    delay_seconds: float
    """Between an answer of a host and the next request to it."""
    loopback: bool = False
    """Whether the portal may stand on this machine."""
    caveats: tuple[str, ...] = ()
    tls: TlsAllowance | None = None
    """What its hosts may lack of a sound TLS connection, and why; None asks for all of it."""
    cadence: Cadence = Cadence()
    assertions: Assertions = Assertions()
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Titles as the listings show them, to the titles that they stand for (the lookup `title`)."""

    def row(self) -> SourceRow:
        """The source's row in the warehouse."""
        return SourceRow(
            source_id=self.id,
            publisher=self.publisher,
            division_code=self.division,
            platform=self.platform,
            listing_urls="\n".join(self.listings),
            allowed_hosts="\n".join(self.allowed_hosts),
        )
