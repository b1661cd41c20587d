"""What kind of document a title announces: the yearly rule-of-law report, or which of its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.errors import KnowledgeError
from extract.folding import nfkc
from extract.knowledge import nearest, read_yaml
from extract.script import simplified
from extract.search import opened

REPORT = "report"
OTHER = "other"
DATA_FILE = "title_kinds.yml"

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TitleKind:
    """The kind of a title and why: `report`, a neighbour's name of title_kinds.yml, or `other`."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Rule:
    verdict: TitleKind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def matches(self, title: str) -> bool:
        return bool(self.pattern.search(title)) and not (self.unless and self.unless.search(title))


@dataclass(frozen=True, slots=True)
class _Knowledge:
    trailers: re.Pattern[str]
    rules: tuple[_Rule, ...]
    names_document: re.Pattern[str]
    otherwise: TitleKind


def kind_of_title(title: str) -> TitleKind:
    """The verdict of the first rule that fits the title, read in simplified script, without white space and in NFKC.

    What may follow a title without changing its kind (a bracketed remark, the portal's name, a subtitle) is cut off
    first. Raises KnowledgeError when title_kinds.yml holds what this reader does not know.
    """
    knowledge = _knowledge()
    bare = _bare(title)
    for rule in knowledge.rules:
        if rule.matches(bare):
            return rule.verdict
    return knowledge.otherwise


def names_document(title: str) -> bool:
    """Whether a title ends in a kind of document, of whatever subject; a column's or an organ's name does not."""
    return _knowledge().names_document.search(_bare(title)) is not None


def _bare(title: str) -> str:
    """The title without white space, in simplified script and NFKC, without what may follow a title."""
    bare = _SPACE.sub("", nfkc(simplified(title)))
    while (cut := _knowledge().trailers.sub("", bare)) != bare:
        bare = cut
    return bare


@cache
def _knowledge() -> _Knowledge:
    data = read_yaml(DATA_FILE)
    _expect_keys("the file", data, {"fragments", "trailers", "rules", "names_document", "otherwise"})
    fragments: dict[str, str] = data["fragments"]
    return _Knowledge(
        trailers=_pattern("trailers", "|".join(data["trailers"]), fragments),
        rules=tuple(_rule(row, fragments) for row in data["rules"]),
        names_document=_pattern("names_document", data["names_document"], fragments),
        otherwise=TitleKind(OTHER, data["otherwise"]),
    )


def _rule(row: dict[str, str], fragments: dict[str, str]) -> _Rule:
    name = f'the rule "{row.get("reason", "?")}"'
    _expect_keys(name, row, {"kind", "reason", "pattern"}, {"unless"})
    unless = _pattern(name, row["unless"], fragments) if "unless" in row else None
    return _Rule(TitleKind(row["kind"], row["reason"]), _pattern(name, row["pattern"], fragments), unless)


def _pattern(where: str, pattern: str, fragments: dict[str, str]) -> re.Pattern[str]:
    """Compile `pattern`, in which `<name>` stands for a fragment."""
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{fragment})")
    try:
        return opened(pattern)
    except re.error as error:
        raise KnowledgeError(f"extract/data/{DATA_FILE}, {where}: {error}", "Mend the pattern.") from error


def _expect_keys(where: str, row: dict[str, Any], needed: set[str], allowed: set[str] | None = None) -> None:
    known = needed | (allowed or set())
    for key in row:
        if key not in known:
            raise KnowledgeError(f'extract/data/{DATA_FILE}, {where}: unknown key "{key}"{nearest(key, known)}')
    if missing := needed - row.keys():
        raise KnowledgeError(f"extract/data/{DATA_FILE}, {where}: no {', '.join(sorted(missing))}")
