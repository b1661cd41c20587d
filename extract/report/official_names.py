"""What organs are called in full."""

from __future__ import annotations

from extract.records import Division
from extract.report.divisions import Gazetteer, is_zone
from extract.report.organ_words import organ_words
from extract.report.organs import DEPARTMENT, JOINT, PARTY, Organ

AREA_ENDS = ("街道", "地区")


def official_name(organ: Organ, division: Division, gazetteer: Gazetteer) -> str:
    """The organ's name in full: the place as its government is called, then what it is."""
    place = gazetteer.official_name(division)
    above = gazetteer.division(division.parent_code or "")
    if organ.via_government and above is not None:
        place = f"{gazetteer.official_name(above)}人民政府{division.name}"
    return _with_body(organ, place, _seat(organ, division), gazetteer.official_name(division))


def _with_body(organ: Organ, place: str, seat: str, party_place: str) -> str:
    if organ.kind == DEPARTMENT:
        return organ.prefix + place + organ.body
    if organ.kind == PARTY:
        return f"中共{party_place}{organ.body}"
    if organ.kind == JOINT:
        return f"中共{party_place}{organ.party} {place}{seat}"
    return place + seat


def _seat(organ: Organ, division: Division) -> str:
    """What the government of this division is called."""
    words = organ_words()
    if is_zone(division) or organ.body in words.committee:
        return words.committee[0]
    if division.level == "township" and division.name.endswith(AREA_ENDS):
        return "办事处"
    if division.level == "prefecture" and division.name.endswith(words.commissioner):
        return "行政公署"
    return words.government[0]


def name_as_written(organ: Organ) -> str:
    """The organ's name where its division is open: its places as the page writes them, then what it is."""
    place = "".join(place.name for place in organ.places)
    return _with_body(organ, place, _seat_as_written(organ), place)


def _seat_as_written(organ: Organ) -> str:
    """What the government of an unknown place is called, as far as its name and the page's words tell."""
    words, name = organ_words(), organ.places[-1].name
    if organ.body in words.committee or (not organ.body and name.endswith(words.zone_ends)):
        return words.committee[0]
    return "办事处" if name.endswith("街道") else organ.body or words.government[0]
