"""The quality gate: facts read from the demo portal's pages against what is true of them, with pinned floors.

python -m bench.gate                 the figures beside their floors; exit status 1 where one lies below
python -m bench.gate --pin           raise the floors to today's figures; a floor never falls that way
python -m bench.gate --pin --lower   let floors fall, too: say in the commit why
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.request
from collections import Counter
from decimal import Decimal
from pathlib import Path

from demo.portal import Portal
from demo.truth import TrueReport, truth
from extract.page.document import read_page
from extract.records import Fact
from extract.report.divisions import Gazetteer, load_divisions
from extract.report.identity import identify
from extract.report.report import Origin, read_report

FLOORS = Path(__file__).with_name("floors.json")
DEMO_DIVISIONS = Path(__file__).resolve().parent.parent / "demo" / "divisions.tsv"

SPOKEN_OF = {fact.indicator for report in truth() for fact in report.facts}

Stated = tuple[str | None, Decimal, str, str]


def _get(url: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 -- the portal of this process, on loopback
        return answer.read(), answer.headers["Content-Type"]


def _facts(url: str, gazetteer: Gazetteer) -> tuple[Fact, ...]:
    content, content_type = _get(url)
    document = read_page(content, content_type, url, load_attachment=lambda address: _get(address)[0]).document
    identity = identify(document, gazetteer, context=None)
    return read_report(document, identity, Origin("r", "s", "t", "t")).facts


def _read(facts: tuple[Fact, ...]) -> Counter[Stated]:
    """The linked facts of indicators that the truth speaks of: it was written for a part of the taxonomy."""
    linked = (fact for fact in facts if fact.indicator in SPOKEN_OF and fact.scope != "target")
    return Counter((fact.indicator, fact.value, fact.unit, fact.comparator) for fact in linked)


def _true(report: TrueReport) -> Counter[Stated]:
    return Counter((fact.indicator, fact.value, fact.unit, fact.comparator) for fact in report.facts)


def measure() -> dict[str, float]:
    """Precision and recall of linked facts (indicator, value, unit and comparator all right), in 0 to 1."""
    gazetteer = Gazetteer.from_rows(load_divisions(DEMO_DIVISIONS))
    right = read = true = 0
    with Portal() as portal:
        for report in truth():
            got, wanted = _read(_facts(portal.base_url + report.path, gazetteer)), _true(report)
            right += (got & wanted).total()
            read += got.total()
            true += wanted.total()
    return {"fact precision": right / read, "fact recall": right / true}


def load_floors() -> dict[str, float]:
    """The pinned floors by figure."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def pin(figures: dict[str, float], floors: dict[str, float], *, lower: bool) -> dict[str, float]:
    """The floors after today's figures, cut to three places; without `lower` none falls."""
    today = {name: int(figure * 1000) / 1000 for name, figure in figures.items()}
    return {name: figure if lower else max(figure, floors.get(name, 0.0)) for name, figure in today.items()}


def main(words: list[str] | None = None) -> int:
    """Prints each figure beside its floor; 1 where one lies below."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="write the floors")
    parser.add_argument("--lower", action="store_true", help="with --pin: let floors fall")
    arguments = parser.parse_args(words)
    figures = measure()
    if arguments.pin:
        floors = pin(figures, load_floors(), lower=arguments.lower)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    floors = load_floors()
    for name, figure in figures.items():
        print(f"{name:<16} {figure:.4f}  floor {floors[name]:.3f}{'' if figure >= floors[name] else '  BELOW'}")
    return int(any(figure < floors[name] for name, figure in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
