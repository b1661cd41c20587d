"""`fazhi sql`: a query against the published release."""

from __future__ import annotations

import sys
from argparse import Namespace

from flows.datadir import DataDirectory
from flows.output import opened
from warehouse.query import run_query


def run(arguments: Namespace) -> int:
    """0; a wrong query or a missing release is an error. `--output` appears whole or not at all."""
    releases = DataDirectory(arguments.data).releases
    if arguments.output is None:
        run_query(releases, arguments.query, format=arguments.format, stream=sys.stdout)
        return 0
    with opened(arguments.output) as stream:
        run_query(releases, arguments.query, format=arguments.format, stream=stream)
    return 0
