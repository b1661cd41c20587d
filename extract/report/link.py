"""Which indicators a quantity answers: the rules of links.yml, weighed by how near their words stand to the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.report.outline import Heading
from extract.report.period import is_change
from extract.report.quantities import Mention
from extract.report.search import last_match
from extract.report.taxonomy import Rule, Taxonomy, topics
from extract.report.zones import Surroundings, Zone

HEADING_LENGTH = 60
"""Characters of a heading that are searched: one that is fused to its sentence goes on to the first full stop."""

PASSAGE = 160
"""Characters before a sentence that are searched for its subject: two sentences, as long as reports write them."""


@dataclass(frozen=True, slots=True)
class Link:
    """The rule that ties a quantity to an indicator. Where two claim it, `code` is None and `rule` names both."""

    code: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A rule that matches, how many characters from the number its words stand, and how many they are."""

    rule: Rule
    distance: int
    length: int

    @property
    def rank(self) -> tuple[int, int]:
        return self.distance, -self.length


class Linker:
    """Links the mentions of one text. `role` is the issuer's: government, department or township."""

    def __init__(
        self, folded: str, mentions: Sequence[Mention], headings: Sequence[Heading], taxonomy: Taxonomy, role: str
    ) -> None:
        self._folded = folded
        self._mentions = mentions
        self._chains = _heading_chains(headings)
        self._taxonomy = taxonomy
        self._role = role
        self.zones = Surroundings(folded, mentions, headings).zones()

    def links(self, index: int, section_no: int) -> list[Link]:
        """The links of one mention: usually one or none, several where a list shares the number."""
        mention, zone = self._mentions[index], self.zones[index]
        headings = self._chains[section_no]
        if not zone.alternatives:
            link = self._best(mention, zone.before, zone, headings)
            return [link] if link else []
        found = [self._best(mention, item, zone, headings) for item in zone.alternatives]
        by_code = {link.code: link for link in found if link}
        return list(by_code.values())

    def _best(self, mention: Mention, before: str, zone: Zone, headings: str) -> Link | None:
        candidates = self._candidates(mention, before, zone, headings)
        codes = {candidate.rule.code for candidate in candidates}
        beaten = {loser for code in codes for loser in self._taxonomy.over.get(code, ())}
        candidates = [candidate for candidate in candidates if candidate.rule.code not in beaten]
        if not candidates:
            return None
        best = min(candidates, key=lambda candidate: candidate.rank)
        rivals = sorted({c.rule.code for c in candidates if c.rank == best.rank})
        return Link(best.rule.code, best.rule.name) if len(rivals) == 1 else Link(None, " | ".join(rivals))

    def _candidates(self, mention: Mention, before: str, zone: Zone, headings: str) -> list[_Candidate]:
        """What the number's own words match, or else what the words before hand down to it."""
        topic = self._topic(before, zone, headings)
        change = is_change(zone)
        rules = [
            rule
            for rule in self._taxonomy.rules_by_unit.get(mention.unit, ())
            if (not rule.roles or self._role in rule.roles)
            and (not rule.topics or rule.topics & topic)
            and (rule.reads_change or not change)
        ]
        context = f"{zone.sentence}\n{headings}"
        for lead in (before, zone.carried) if zone.carried else (before,):
            found = [weighed for rule in rules if (weighed := _weigh(rule, lead, zone.after, context))]
            if found:
                return found
        return []

    def _topic(self, before: str, zone: Zone, headings: str) -> frozenset[str]:
        """The subject that governs a place: in its own words, else in what precedes it, nearest first."""
        own = _topics_in(before) or _topics_in(zone.before)
        if own:
            return frozenset(own)
        following = _topics_in(zone.after)
        if following:
            return frozenset(following[:1])
        passage = self._folded[max(0, zone.sentence_start - PASSAGE) : zone.sentence_start].rpartition("\n")[2]
        for text in (zone.earlier, passage, *reversed(headings.split("\n"))):
            found = _topics_in(text)
            if found:
                return frozenset(found[-1:])
        return frozenset()


def _heading_chains(headings: Sequence[Heading]) -> dict[int, str]:
    """The headings above and of each section, a line each, the outermost first."""
    chains: dict[int, str] = {}
    for heading in headings:
        own = heading.words[:HEADING_LENGTH]
        chains[heading.section_no] = own if heading.parent_no is None else f"{chains[heading.parent_no]}\n{own}"
    return chains


def _weigh(rule: Rule, before: str, after: str, context: str) -> _Candidate | None:
    if rule.sentence and not rule.sentence.search(context):
        return None
    if rule.without and rule.without.search(f"{before}#{after}"):
        return None
    leading = last_match(rule.before, before) if rule.before else None
    following = rule.after.search(after) if rule.after else None
    if (rule.before and not leading) or (rule.after and not following):
        return None
    distances = [len(before) - leading.end()] if leading else []
    distances += [following.start()] if following else []
    return _Candidate(rule, min(distances), sum(len(match[0]) for match in (leading, following) if match))


def _topics_in(text: str) -> list[str]:
    pattern, names = topics()
    return [names[(match.lastindex or 1) - 1] for match in pattern.finditer(text)]
