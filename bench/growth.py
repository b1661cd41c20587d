"""Cost as a page grows: milliseconds a KB of page for its document and for its facts, beside lxml's parse and text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bench.document import lxml_text
from bench.facts import facts_of
from bench.nation_pages import HTML, Page, made_pages
from bench.outcome import Outcome, at_most
from bench.ratio import side_by_side
from extract.page.document import read_page

LEAST, MOST = 10, 10_000
"""KB; the sizes between are tenfold."""

ROUNDS = 3

READ = 2000
"""KB that a round reads at least: a small page so often, or a large one once."""

MARKUPS = (("trs", "plain"),)

LINEAR = 1.5
"""What counts as linear: a KB of the largest page beside one where it costs least. What is quadratic shows as a
hundred and more."""


def _repeated(read: Callable[[Page], object], page: Page, times: int) -> None:
    for _ in range(times):
        read(page)


def _each_kilobyte(page: Page, rounds: int) -> dict[str, float]:
    """Milliseconds a KB of each step."""
    times = max(1, READ * 1000 // len(page.content))
    steps: dict[str, Callable[[Page], object]] = {
        "lxml": lxml_text(),
        "document": lambda page: read_page(page.content, HTML, page.url),
        "facts": facts_of,
    }
    taken = side_by_side({name: partial(_repeated, read, page, times) for name, read in steps.items()}, rounds)
    return {name: 1e6 * taken.seconds(name) / times / len(page.content) for name in steps}


def run(least: int = LEAST, most: int = MOST, rounds: int = ROUNDS) -> list[Outcome]:
    """Prints a line a size, tenfold from the least to the most KB."""
    print(f"growth: pages of one family of sites, median of {rounds} rounds, one core; ms a KB of page")
    print(f"  {'KB':>8}{'facts':>9}{'lxml':>10}{'document':>10}{'to facts':>10}")
    costs: list[dict[str, float]] = []
    kilobytes = least
    while kilobytes <= most:
        page = made_pages(1, kilobytes, markups=MARKUPS)[0]
        costs.append(_each_kilobyte(page, rounds))
        shown = "".join(f"{cost:10.4f}" for cost in costs[-1].values())
        print(f"  {len(page.content) / 1000:8,.0f}{len(facts_of(page).facts):9,}{shown}", flush=True)
        kilobytes *= 10
    return [_outcome(f"a KB of a page of {most:,} KB to {step}", step, costs) for step in ("document", "facts")]


def _outcome(what: str, step: str, costs: list[dict[str, float]]) -> Outcome:
    lowest = min(cost[step] for cost in costs)
    return at_most(what, "a KB where it costs least", LINEAR, costs[-1][step] / lowest)


if __name__ == "__main__":
    run()
