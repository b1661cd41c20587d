"""`fazhi releases list`: all releases, and whether their files are there."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from flows.tables import show
from warehouse.releases import find_releases

HEADER = ("release", "", "made", "against", "reports", "facts", "state")


def run(arguments: Namespace) -> int:
    """0; 1 where one is damaged. Sizes are looked at, not every byte: that is `fazhi releases verify`."""
    found = find_releases(DataDirectory(arguments.data).releases)
    rows = []
    for release in found:
        told = release.manifest
        rows.append(
            (
                release.release_id,
                "latest" if release.is_latest else "",
                told and told.created_at,
                told and told.previous,
                told and told.counts.get("report"),
                told and told.counts.get("fact"),
                f"damaged: {release.damage}" if release.damage else "whole",
            )
        )
    show("Releases", HEADER, rows)
    return 1 if any(release.damage for release in found) else 0
