"""`fazhi publish`: the warehouse as it is, checked and published."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.runlock import alone
from flows.runs import begin
from warehouse.publish import publish


def run(arguments: Namespace) -> int:
    """0; a failing check that is not accepted is an error, and then the last release stays."""
    data = DataDirectory(arguments.data)
    with alone(data):
        release = publish(
            data.warehouse, data.releases, begin("publish").run_id, accept=arguments.accept, anew=arguments.anew
        )
    for check in release.checks:
        if check.failing:
            print(f"{check.severity} {check.name}: {check.failing} rows. {check.remedy}")
    print(f"published release {release.release_id}")
    return 0
