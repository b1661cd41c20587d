"""What a report of the synthetic nation says: its outline, the figures that it states, and the prose around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from random import Random

from bench.nation_figures import SIZE, Figures, Indicator, spelled, taxonomy
from bench.nation_issuers import Issuer
from bench.nation_prose import sentences, words
from bench.nation_text import Sentence, Stated, Text

NUMERALS = "一二三四五六七八"

ACHIEVEMENTS = 6
"""Subsections of the part on what was achieved."""

SLOTS = ACHIEVEMENTS + 3
"""Paragraphs of a report: those subsections, and the three parts after them."""

FILLER = {"province": 95, "prefecture": 82, "county": 72, "township": 60}
"""Sentences without figures, by level: a body of 2,500 to 4,000 characters."""

UNLINKED = 19
"""Figures of no indicator, on average."""

LACKING = {"problems": 0.1, "leader_duty": 0.25, "plan": 0.08}
"""Shares of reports without a part that they must have."""

REPEATED, CONFLICTING, TABLED, CITING = 0.03, 0.15, 0.04, 0.5
"""Shares of figures that the opening tells, too; of these told as another number; of reports with a table; of
paragraphs that cite a law."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What stays from year to year with an issuer."""

    effects: dict[str, float]
    likes: list[float]
    periods: list[int]
    copies: list[bool]
    filler: list[int]
    titles: list[str]


@lru_cache(maxsize=8)
def _habit(seed: int, issuer: Issuer) -> Habit:
    rng = Random(f"{seed} {issuer.name} habit")
    share = rng.lognormvariate(0, 0.15) * FILLER[issuer.level] * (0.85 if issuer.kind == "department" else 1.0) / SLOTS
    return Habit(
        effects={indicator.code: 1.2 * (rng.random() - rng.random()) for indicator in taxonomy()},
        likes=[rng.random() for _ in taxonomy()],
        periods=rng.choices((1, 2, 3, 5), (5, 3, 2, 1), k=SLOTS),
        copies=[rng.random() < 0.08 for _ in range(SLOTS)],
        filler=[max(2, round(share * rng.uniform(0.6, 1.4))) for _ in range(SLOTS)],
        titles=[rng.choice(known) for known in words().parts.values()],
    )


@lru_cache(maxsize=4096)
def _filler(key: str, count: int) -> list[str]:
    return sentences(Random(key), count)


def _slot(seed: int, issuer: Issuer, year: int, slot: int, version: int) -> list[str]:
    """Sentences of a place in the outline: kept for some years, or copied from what goes round in the region."""
    habit = _habit(seed, issuer)
    if habit.copies[slot]:
        return _filler(f"{seed} {issuer.region} {slot} {year}", 8)[: habit.filler[slot]]
    turn = (year + slot) // habit.periods[slot]
    edited = version if slot == version % ACHIEVEMENTS else 0
    return _filler(f"{seed} {issuer.name} {slot} {turn} {edited}", habit.filler[slot])


def _linked(rng: Random, issuer: Issuer, habit: Habit, year: int) -> list[tuple[Indicator, Stated]]:
    """The figures of indicators that a report states: seven in ten of those that its issuer is used to stating."""
    figures = Figures(rng, SIZE[issuer.level] - (issuer.kind == "department") + 0.03 * (year % 100), habit.effects)
    scarce = 0.75 if issuer.kind == "department" or issuer.level == "township" else 1.0
    found = []
    for indicator, like in zip(taxonomy(), habit.likes, strict=True):
        if (like if rng.random() < 0.7 else rng.random()) < indicator.chance * scarce:
            stated = Stated(figures.state(indicator), indicator.code, is_cumulative=rng.random() < 0.03)
            found.append((indicator, stated))
    return found


def _told(rng: Random, linked: list[tuple[Indicator, Stated]]) -> list[Sentence]:
    """Sentences of up to three figures of one family of indicators each."""
    made = []
    for _, family in groupby(linked, key=lambda each: each[0].family):
        group = list(family)
        for first in range(0, len(group), 3):
            sentence: Sentence = [rng.choice(words().leads)]
            for indicator, stated in group[first : first + 3]:
                sentence += [rng.choice(indicator.wordings), stated, "，"]
            sentence[-1] = "。"
            made.append(sentence)
    return made


def _unlinked(rng: Random, issuer: Issuer) -> list[Sentence]:
    """Sentences of two figures each that answer no indicator."""
    made = []
    for _ in range(max(3, round(rng.gauss(UNLINKED, 5))) // 2):
        sentence: Sentence = []
        for _ in range(2):
            subject, unit = rng.choice(words().counted).split(" ")
            value = max(1, int(rng.lognormvariate(3 + SIZE[issuer.level] / 2, 1)))
            sentence += [rng.choice(words().verbs) + subject, Stated(spelled(rng, value, unit), None, subject), "，"]
        sentence[-1] = "。"
        made.append(sentence)
    return made


def _repeated(rng: Random, linked: list[tuple[Indicator, Stated]]) -> list[Sentence]:
    """Figures that the opening tells before their time, now and then as another number."""
    made: list[Sentence] = []
    for indicator, told in linked:
        if rng.random() < REPEATED:
            stated = Stated(told.figure, told.indicator)
            if rng.random() < CONFLICTING:
                _change(stated, 1)
            made.append(["全年", indicator.wordings[0], stated, "。"])
    return made


def _change(stated: Stated, by: int) -> None:
    old = stated.figure
    if old.unit not in ("%", "rank"):
        stated.figure = spelled(Random(by), int(old.value) + by, old.unit)


def _targets(rng: Random) -> list[Sentence]:
    """What the plan sets itself: no facts of the year."""
    made: list[Sentence] = []
    for indicator in rng.sample(taxonomy(), 2):
        if indicator.kind in ("flow", "stock"):
            stated = Stated(spelled(rng, rng.randint(2, 60), indicator.unit), indicator.code, scope="target")
            made.append(["计划", indicator.wordings[0], stated, "。"])
    return made


def _mixed(text: Text, rng: Random, plain: list[str], told: list[Sentence]) -> None:
    """A paragraph of plain sentences in their order with sentences of figures between them."""
    order = [True] * len(plain) + [False] * len(told)
    rng.shuffle(order)
    nexts, figures = iter(plain), iter(told)
    for is_plain in order:
        if is_plain:
            text.write(next(nexts))
        else:
            text.state(next(figures))


def write_text(seed: int, issuer: Issuer, year: int, version: int = 1) -> Text:
    """The body of a report; a further version differs in a paragraph and a figure."""
    rng, habit, text = Random(f"{seed} {issuer.name} {year}"), _habit(seed, issuer), Text()
    linked = _linked(rng, issuer, habit, year)
    if version > 1 and linked:
        _change(linked[0][1], version)
    slots = [_slot(seed, issuer, year, slot, version) for slot in range(SLOTS)]
    text.open(0, "opening")
    text.write(f"{year}年，{issuer.name}坚持依法行政，现将有关情况报告如下。")
    for sentence in _repeated(rng, linked):
        text.state(sentence)
    text.write("\n")
    _achievements(text, rng, habit, slots, [*_told(rng, linked), *_unlinked(rng, issuer)])
    if rng.random() < TABLED:
        text.tabulate([("指标", "数量"), *((each.wordings[0], told.figure.quote) for each, told in linked[:8])])
    _rest(text, rng, habit, slots[ACHIEVEMENTS:])
    text.write(f"{issuer.name}\n{year + 1}年3月{rng.randint(1, 28)}日")
    text.close()
    return text


def _achievements(text: Text, rng: Random, habit: Habit, slots: list[list[str]], told: list[Sentence]) -> None:
    text.open(1, "achievements", "一、", habit.titles[0])
    for number in range(ACHIEVEMENTS):
        share = told[number * len(told) // ACHIEVEMENTS : (number + 1) * len(told) // ACHIEVEMENTS]
        text.open(2, "achievements", f"（{NUMERALS[number]}）", slots[number][0].rstrip("。"))
        _mixed(text, rng, slots[number][1:], share)
        if rng.random() < CITING:
            text.cite(rng.choice(words().laws))
        text.write("\n")


def _rest(text: Text, rng: Random, habit: Habit, slots: list[list[str]]) -> None:
    numerals = iter(NUMERALS[1:])
    for (part, share), title, plain in zip(LACKING.items(), habit.titles[1:], slots, strict=True):
        if rng.random() < share:
            continue
        text.open(1, part, f"{next(numerals)}、", title)
        if part == "problems":
            text.write("，".join(rng.sample(words().problems, 3)) + "。")
        _mixed(text, rng, plain, _targets(rng) if part == "plan" else [])
        text.write("\n")
