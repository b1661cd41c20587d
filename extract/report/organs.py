"""Organs of government by name: what stands in a name, read against the gazetteer; nothing is decided here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.records import Division
from extract.report.divisions import Gazetteer
from extract.report.organ_words import OrganWords, organ_words
from extract.report.place_names import is_common_word

GOVERNMENT, DEPARTMENT, PARTY, JOINT = "government", "department", "party", "joint"
LONGEST_STEM = 4
"""Characters of the longest city's name without 市 (呼和浩特, 鄂尔多斯 …)."""
TOWNSHIP_ENDS = ("镇", "乡", "街道", "苏木", "地区")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written, with the divisions that it may be; none where the gazetteer does not have it."""

    name: str
    candidates: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ as a text names it.

    `places` run from the outermost inwards; `relative` is the rank that stands in their place (县 of 县司法局). `body`
    is what follows (人民政府, 司法局), empty where the place alone is named. Of a joint report `party` is what follows
    the party's place (委, 委员会); `via_government` marks a subdistrict named below its
    government (鲤城区人民政府金龙街道办事处).
    """

    kind: str
    places: tuple[Place, ...] = ()
    relative: str = ""
    body: str = ""
    prefix: str = ""
    party: str = ""
    via_government: bool = False

    @property
    def is_township(self) -> bool:
        """Whether a town, township or subdistrict is named, by name or by rank."""
        if self.relative:
            return self.relative in TOWNSHIP_ENDS
        return bool(self.places) and self.places[-1].name.endswith(TOWNSHIP_ENDS[:-1])

    def as_government(self) -> Organ:
        """The government of the same place."""
        return replace(self, kind=GOVERNMENT, body="", prefix="", party="")


def parse_organ(text: str, gazetteer: Gazetteer) -> Organ | None:
    """The organ that the whole text names, or None where it names none."""
    words = organ_words()
    if joint := words.joint.fullmatch(text):
        place = _OrganReader(joint["place"], gazetteer, words).read_owner()
        begun = joint["joining"] and joint["place"].startswith(joint["joining"])
        seat = (joint["joining"] if begun else "") + joint["government"]
        government = replace(place, body=seat) if place and seat in words.seats else parse_organ(seat, gazetteer)
        if place and government and government.kind == GOVERNMENT:
            return replace(government, kind=JOINT, party=joint["party"], places=government.places or place.places)
    if party := words.party.fullmatch(text):
        place = _OrganReader(party["place"] or party["bare"], gazetteer, words).read_owner()
        if place:
            return replace(place, kind=PARTY, body=party["body"] or party["short"])
    return _OrganReader(text, gazetteer, words).read()


class _OrganReader:
    """Reads one name from left to right: places, then what they have."""

    def __init__(self, text: str, gazetteer: Gazetteer, words: OrganWords) -> None:
        self.rest = text
        self._gazetteer = gazetteer
        self._words = words

    def read(self) -> Organ | None:
        prefix = self._take(self._words.vertical)
        if not prefix and self._words.central.fullmatch(self.rest):
            return Organ(DEPARTMENT, body=self.rest)
        places = self.read_places()
        via_government = False
        if places and self.rest.startswith("人民政府") and (below := self._place_below_government(places)):
            places, via_government = (*places, below), True
        relative = "" if places else self._take(self._words.relative)
        if not places and not relative and (other := self._other_place()):
            places = (other,)
        return self._ending(places, relative, prefix, via_government)

    def read_owner(self) -> Organ | None:
        """The place, by name or by rank, that the whole text is."""
        if self._words.relative.fullmatch(self.rest):
            return Organ(GOVERNMENT, relative=self.rest)
        places = self.read_places()
        return Organ(GOVERNMENT, places) if places and not self.rest else None

    def read_places(self) -> tuple[Place, ...]:
        places: list[Place] = []
        while self.rest:
            name, found = self._gazetteer.longest_at(self.rest, 0)
            found = tuple(d for d in found if self._may_follow(d, places))
            if not found and not places and (city := self._city_by_stem()):
                name, found = city
            if not found:
                break
            places.append(Place(name, found))
            self.rest = self.rest[len(name) :]
        if places and (other := self._other_place()):
            places.append(other)
        return tuple(places)

    def _city_by_stem(self) -> tuple[str, tuple[Division, ...]] | None:
        """A city named without 市 right before one of its own divisions (杭州西湖区)."""
        for length in range(2, LONGEST_STEM + 1):
            cities = self._gazetteer.named(self.rest[:length] + "市")
            _, below = self._gazetteer.longest_at(self.rest, length)
            if any(self._gazetteer.is_within(inner, city) for inner in below for city in cities):
                return self.rest[:length], cities
        return None

    def _may_follow(self, division: Division, places: list[Place]) -> bool:
        if division.level == "township" and (
            not division.name.endswith(TOWNSHIP_ENDS) or is_common_word(division.name)
        ):
            return False
        return not places or any(self._gazetteer.is_within(division, above) for above in places[-1].candidates)

    def _place_below_government(self, places: tuple[Place, ...]) -> Place | None:
        whole = self.rest
        self.rest = whole.removeprefix("人民政府")
        below = _OrganReader(places[-1].name + self.rest, self._gazetteer, self._words).read_places()
        if len(below) == len(places[-1:]) + 1:
            self.rest = self.rest[len(below[-1].name) :]
            return below[-1]
        self.rest = whole
        return None

    def _other_place(self) -> Place | None:
        """A place that the gazetteer does not have, where the rest of the name shows that it is one."""
        for match in self._words.other_places.finditer(self.rest):
            rest = self.rest[match.end() :]
            of_zone = match[0].endswith(self._words.zone_ends) and bool(self._words.department.fullmatch(rest))
            if match.start() == 0 and (not rest or self._is_seat(rest) or of_zone):
                self.rest = rest
                return Place(match[0], ())
        return None

    def _is_seat(self, text: str) -> bool:
        return text in self._words.seats

    def _ending(self, places: tuple[Place, ...], relative: str, prefix: str, via: bool) -> Organ | None:
        if self._is_seat(self.rest) or (not self.rest and places):
            organ = Organ(GOVERNMENT, places, relative, self.rest, prefix, via_government=via)
            return organ if places or relative else None
        if self._words.department.fullmatch(self.rest):
            return Organ(DEPARTMENT, places, relative, self._words.departments.get(self.rest, self.rest), prefix)
        return None

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.rest)
        if match is None or match.end() == len(self.rest):
            return ""
        self.rest = self.rest[match.end() :]
        return match[0]
