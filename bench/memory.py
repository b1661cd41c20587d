"""Memory of one process from WARC to staged Parquet, as the archive grows: its peak at each number of pages."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.archives import write_archive
from bench.measured import Measured, measured
from bench.outcome import Outcome, at_most
from bench.replay import extract_bare
from flows.datadir import DataDirectory
from flows.steps.archived import archive_knowledge

SIZES = (250, 1000, 4000)
"""Small; from a thousand to a nation's is `python -m bench memory 1000 10000 100000`."""

KILOBYTES = 15
"""Of a page: what grows with their number, if anything, are their rows."""

A_FILE = 250
"""Pages of a WARC file: a night of a large portal."""

FLAT = 1.1
"""What counts as flat: the peak with most pages beside that with the fewest."""


def _extract(root: Path) -> int:
    data = DataDirectory(root)
    return extract_bare(data, archive_knowledge(data, root / "sources"))


def _peak(pages: int, warcs: int) -> Measured[int]:
    with tempfile.TemporaryDirectory() as place:
        measured(write_archive, DataDirectory(Path(place)).archive, pages, warcs, KILOBYTES)
        return measured(_extract, Path(place))


def run(*sizes: int) -> list[Outcome]:
    """Prints a line a size: the peak over files of a night each, and over one file that holds all pages."""
    sizes = sizes or SIZES
    print(f"memory: pages of {KILOBYTES} KB; MB at the peak")
    print(f"  {'pages':>9}{'reports':>9}{f'in files of {A_FILE}':>18}{'in one file':>14}")
    nights, whole = [], []
    for pages in sizes:
        nights.append(_peak(pages, -(-pages // A_FILE)))
        whole.append(_peak(pages, 1))
        peaks = f"{nights[-1].megabytes:18,.0f}{whole[-1].megabytes:14,.0f}"
        print(f"  {pages:9,}{whole[-1].result:9,}{peaks}", flush=True)
    return [_outcome(f"in files of {A_FILE}", sizes, nights), _outcome("in one file", sizes, whole)]


def _outcome(how: str, sizes: tuple[int, ...], peaks: list[Measured[int]]) -> Outcome:
    what = f"memory, {sizes[-1]:,} pages {how}"
    return at_most(what, f"{sizes[0]:,} pages", FLAT, peaks[-1].megabytes / peaks[0].megabytes, "{} times its peak")


if __name__ == "__main__":
    run()
