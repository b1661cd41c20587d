"""Places: the division that a page is about, and all that it lies in."""

from __future__ import annotations

from explorer.answer import Row
from explorer.release import ReadRelease
from extract.errors import AbsentError


class Place(Row):
    """A division as it is in the newest year that the release knows of it."""

    code: str
    name: str
    level: str
    parent_code: str | None
    province_code: str | None
    province: str | None
    prefecture_code: str | None
    prefecture: str | None
    county_code: str | None
    county: str | None
    full_name: str

    def above(self) -> list[tuple[str, str]]:
        """Codes and names of the divisions that it lies in, the province first."""
        named = (
            (self.province_code, self.province),
            (self.prefecture_code, self.prefecture),
            (self.county_code, self.county),
        )
        return [(code, name) for code, name in named if code and name and code != self.code]


def place(release: ReadRelease, code: str) -> Place:
    """The division of a code. Raises AbsentError where the release knows of none."""
    found = release.one(Place, "division", code=code)
    if found is None:
        raise AbsentError(f"no division of this release has the code {code}", "Look for it by its name: /division.")
    return found
