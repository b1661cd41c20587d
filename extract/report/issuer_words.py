"""The words by which a report tells whose it is and of which year, read strictly from issuer.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from extract.errors import KnowledgeError
from extract.knowledge import read_yaml
from extract.search import opened

DATA_FILE = "issuer.yml"
YEAR = "(?:20\\d\\d|二[〇○零0O][〇○零O一二0-9][〇○零O一二三四五六七八九0-9])"
"""A year of this century as titles write it: 2020, 二〇二〇."""


@dataclass(frozen=True, slots=True)
class IssuerWords:
    """One pattern an entry of issuer.yml; the entries say there what they are for."""

    gloss: re.Pattern[str]
    title_prefixes: re.Pattern[str]
    title_subject: re.Pattern[str]
    title_breaks: re.Pattern[str]
    publish: re.Pattern[str]
    year: re.Pattern[str]
    announced: re.Pattern[str]
    salutation: re.Pattern[str]
    commissioned: re.Pattern[str]
    department_voice: re.Pattern[str]
    township_voice: re.Pattern[str]
    government_voice: re.Pattern[str]
    whole_place: re.Pattern[str]
    superior: re.Pattern[str]
    region: re.Pattern[str]
    below_region: re.Pattern[str]
    not_subject: re.Pattern[str]
    before_subject: re.Pattern[str]
    after_subject: re.Pattern[str]
    not_signature: re.Pattern[str]
    stem: re.Pattern[str]
    counties_below: re.Pattern[str]
    portal_dress: re.Pattern[str]
    other_years: re.Pattern[str]
    year_range: re.Pattern[str]
    single_year: re.Pattern[str]
    plan_behind: re.Pattern[str]
    report_noun: re.Pattern[str]
    announced_year: re.Pattern[str]
    opening_year: re.Pattern[str]
    heading_year: re.Pattern[str]
    sentence_year: re.Pattern[str]
    subject: re.Pattern[str]
    cited: re.Pattern[str]
    announces_report: re.Pattern[str]
    announces: re.Pattern[str]
    announces_neighbour: re.Pattern[str]
    opens_neighbour: re.Pattern[str]
    opens_with_year: re.Pattern[str]
    rule_of_law: re.Pattern[str]
    justice_work: re.Pattern[str]
    report_heading: re.Pattern[str]
    outline_heading: re.Pattern[str]
    looks_back: re.Pattern[str]


@cache
def issuer_words() -> IssuerWords:
    """The patterns of issuer.yml. Raises KnowledgeError for an unknown or missing entry, or one that is no pattern."""
    data = read_yaml(DATA_FILE)
    if unknown := set(data) ^ {field.name for field in fields(IssuerWords)}:
        raise KnowledgeError(
            f"extract/data/{DATA_FILE}: unknown or missing entries {sorted(unknown)}", "Mend the file."
        )
    try:
        return IssuerWords(**{name: opened(pattern.replace("<year>", YEAR)) for name, pattern in data.items()})
    except re.error as error:
        raise KnowledgeError(f"extract/data/{DATA_FILE}: {error}", "Mend the pattern.") from error
