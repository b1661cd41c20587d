"""`fazhi releases verify`: every byte of releases, held against their manifests."""

from __future__ import annotations

from argparse import Namespace

from flows.datadir import DataDirectory
from warehouse.releases import verify


def run(arguments: Namespace) -> int:
    """0 where all are whole, else 1."""
    found = verify(DataDirectory(arguments.data).releases, arguments.release)
    for release in found:
        latest = " (latest)" if release.is_latest else ""
        print(f"{release.release_id}{latest}: {f'damaged: {release.damage}' if release.damage else 'whole'}")
    return 1 if any(release.damage for release in found) else 0
