"""Which indicators a quantity answers: the rules of links.yml, weighed by how near their words stand to the number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from extract.report.outline import Heading
from extract.report.quantities import Mention
from extract.report.sieve import Sieve, sieve_of
from extract.report.taxonomy import Rule, load_taxonomy, topics
from extract.report.zones import Surroundings, Zone
from extract.search import last_match

HEADING_LENGTH = 60
"""Characters of a heading that are searched: one that is fused to its sentence goes on to the first full stop."""

PASSAGE = 160
"""Characters before a sentence that are searched for its subject: two sentences, as long as reports write them."""

SHARED = 64
"""Texts whose subjects are remembered: the numbers of a sentence share its headings and the passage before it."""


class Link(NamedTuple):
    """The rule that ties a quantity to an indicator. Where two claim it, `code` is None and `rule` names both."""

    code: str | None
    rule: str


class _Candidate(NamedTuple):
    """A rule that matches; the lower its rank the better: how many characters from the number its words stand, then,
    negative, how many they are."""

    rank: tuple[int, int]
    rule: Rule


class Linker:
    """Links the mentions of one text. `role` is the issuer's: government, department or township."""

    def __init__(self, folded: str, mentions: Sequence[Mention], headings: Sequence[Heading], role: str) -> None:
        self._folded = folded
        self._mentions = mentions
        self._chains = _heading_chains(headings)
        self._over = load_taxonomy().over
        self._role = role
        self.zones = Surroundings(folded, mentions, headings).zones()

    def links(self, index: int, section_no: int, *, change: bool) -> list[Link]:
        """The links of one mention: usually one or none, several where a list shares the number.

        `change` tells whether it says by how much another number changed.
        """
        zone, headings = self.zones[index], self._chains[section_no]
        sieve = sieve_of(self._mentions[index].unit, self._role, change)
        if not zone.alternatives:
            link = self._best(sieve, zone.before, zone, headings)
            return [link] if link else []
        found = [self._best(sieve, item, zone, headings) for item in zone.alternatives]
        by_code = {link.code: link for link in found if link}
        return list(by_code.values())

    def _best(self, sieve: Sieve, before: str, zone: Zone, headings: str) -> Link | None:
        candidates = self._candidates(sieve, before, zone, headings)
        if len(candidates) == 1:
            return Link(candidates[0].rule.code, candidates[0].rule.name)
        beaten = {loser for candidate in candidates for loser in self._over.get(candidate.rule.code, ())}
        candidates = [candidate for candidate in candidates if candidate.rule.code not in beaten]
        if not candidates:
            return None
        nearest = min(candidate.rank for candidate in candidates)
        best = [candidate.rule for candidate in candidates if candidate.rank == nearest]
        codes = sorted({rule.code for rule in best})
        return Link(best[0].code, best[0].name) if len(codes) == 1 else Link(None, " | ".join(codes))

    def _candidates(self, sieve: Sieve, before: str, zone: Zone, headings: str) -> list[_Candidate]:
        """What the number's own words match, or else what the words before hand down to it."""
        topic = partial(self._topic, before, zone, headings)
        for lead in (before, zone.carried) if zone.carried else (before,):
            rules = sieve.rules(lead, zone.after, topic)
            if found := [weighed for rule in rules if (weighed := _weigh(rule, lead, zone, headings))]:
                return found
        return []

    def _topic(self, before: str, zone: Zone, headings: str) -> frozenset[str]:
        """The subject that governs a place: in its own words, else in what precedes it, nearest first."""
        own = _topics_in(before) or _topics_in(zone.before)
        if own:
            return frozenset(own)
        if following := _topics_in(zone.after):
            return frozenset(following[:1])
        passage = self._folded[max(0, zone.sentence_start - PASSAGE) : zone.sentence_start].rpartition("\n")[2]
        for text in (zone.earlier, passage, *reversed(headings.split("\n"))):
            if found := _topics_in(text):
                return frozenset(found[-1:])
        return frozenset()


def _heading_chains(headings: Sequence[Heading]) -> dict[int, str]:
    """The headings above and of each section, a line each, the outermost first."""
    chains: dict[int, str] = {}
    for heading in headings:
        own = heading.words[:HEADING_LENGTH]
        chains[heading.section_no] = own if heading.parent_no is None else f"{chains[heading.parent_no]}\n{own}"
    return chains


def _weigh(rule: Rule, before: str, zone: Zone, headings: str) -> _Candidate | None:
    leading = rule.before and last_match(rule.before, before)
    if rule.before and not leading:
        return None
    following = rule.after and rule.after.search(zone.after)
    if rule.after and not following:
        return None
    if rule.without and rule.without.search(f"{before}#{zone.after}"):
        return None
    if rule.sentence and not rule.sentence.search(f"{zone.sentence}\n{headings}"):
        return None
    words = [match.end() - match.start() for match in (leading, following) if match]
    distances = [len(before) - leading.end()] if leading else []
    distances += [following.start()] if following else []
    return _Candidate((min(distances), -sum(words)), rule)


@lru_cache(maxsize=SHARED)
def _topics_in(text: str) -> tuple[str, ...]:
    pattern, names = topics()
    return tuple(names[(match.lastindex or 1) - 1] for match in pattern.finditer(text))
