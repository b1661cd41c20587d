"""What the forms of several pages offer to choose from."""

from __future__ import annotations

from explorer.answer import Row
from explorer.release import ReadRelease


class Province(Row):
    """A province of the release."""

    code: str
    name: str


class ReportYear(Row):
    """A year that reports are of, or are expected for."""

    year: int


def provinces(release: ReadRelease) -> list[Province]:
    """All provinces, by their codes."""
    return release.rows(Province, "provinces")
