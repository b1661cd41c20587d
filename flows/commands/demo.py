"""`fazhi demo`: the whole way once, over a portal on this machine, and what came of it."""

from __future__ import annotations

import sys
from argparse import Namespace

from flows.datadir import DataDirectory
from flows.demo import serving
from flows.here import run_here
from flows.tables import show
from warehouse.outcome import read_outcome

EXAMPLE = (
    "SELECT issuer, report_year, value, unit FROM indicator_value "
    "WHERE indicator = 'reconsideration.applications_received' ORDER BY issuer, report_year"
)
"""Reconsideration applications received, by issuer and year."""


def run(arguments: Namespace) -> int:
    """0 where the whole demo portal was collected and a release published, else 1."""
    data = DataDirectory(arguments.data)
    with serving(data) as address:
        print(f"demo portal on {address}", flush=True)
        status = run_here("nightly", data.root, data.demo / "sources")
    _tell(data)
    return status


def _tell(data: DataDirectory) -> None:
    outcome = read_outcome(data.releases)
    rows = [(source.source_id, source.found, source.loaded, source.refused) for source in outcome.sources]
    total = ("all", *(sum(column) for column in list(zip(*rows, strict=True))[1:]))
    show("Listing entries", ("source", "found", "loaded as reports", "refused"), [*rows, total])
    refused = ((refusal.source_id, refusal.title, refusal.reason) for refusal in outcome.refusals)
    show("Refused", ("source", "title", "why"), refused)
    print(f'Now ask:\n\n    {sys.argv[0]} sql --data {data.root} "{EXAMPLE}"\n')
