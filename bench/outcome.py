"""What a benchmark came to: a figure beside its aim, as a row of the table of bench/results.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seen` is None where a peer is not installed; otherwise `is_reached` says whether it is what the aim wants."""

    what: str
    beside: str
    aim: str
    seen: str | None
    is_reached: bool

    def row(self, benchmark: str) -> str:
        """The outcome as a row of Markdown."""
        verdict = "reached" if self.is_reached else "**not reached**"
        seen, verdict = (self.seen, verdict) if self.seen else ("not installed", "")
        return f"| {benchmark} | {self.what} | {self.beside} | {self.aim} | {seen} | {verdict} |"


HEADER = "| benchmark | what | beside | aim | seen | |\n|---|---|---|---|---|---|\n"


def at_least(what: str, beside: str, aim: float, seen: float | None, of: str = "{} times") -> Outcome:
    """A ratio that should be high; `of` says in words what the aim counts."""
    words = f"at least {of.format(f'{aim:g}')}"
    return _outcome(what, beside, words, seen, is_reached=seen is not None and seen >= aim)


def at_most(what: str, beside: str, aim: float, seen: float | None, of: str = "{} times its time") -> Outcome:
    """A ratio that should be low; `of` says in words what the aim counts."""
    words = f"at most {of.format(f'{aim:g}')}"
    return _outcome(what, beside, words, seen, is_reached=seen is not None and seen <= aim)


def _outcome(what: str, beside: str, aim: str, seen: float | None, *, is_reached: bool) -> Outcome:
    return Outcome(what, beside, aim, None if seen is None else f"{seen:.3g}", is_reached)
