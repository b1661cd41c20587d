"""Runs the benchmarks named on the command line, or all of them."""

from __future__ import annotations

import sys

from bench import crawl, extractors, flows, pages, quantities, warehouse

BENCHMARKS = {
    "crawl": crawl.run,
    "extractors": extractors.run,
    "flows": flows.run,
    "pages": pages.run,
    "quantities": quantities.run,
    "warehouse": warehouse.run,
}


def main(names: list[str]) -> int:
    """Runs benchmarks by name; unknown names give exit status 2."""
    unknown = set(names) - set(BENCHMARKS)
    if unknown:
        print(f"no benchmark named {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names or BENCHMARKS:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
