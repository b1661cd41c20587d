"""The grammar of the command line: every command, its words, and what each takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from flows import arguments, words

AddParser = Callable[..., argparse.ArgumentParser]


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: one line of help, whether it reads sources/, and whether it must be the only one that writes to the
    data directory or asks portals for it."""

    help: str
    sources: bool = False
    writes: bool = True
    arguments: Callable[[argparse.ArgumentParser], None] | None = None


COMMANDS = {
    "demo": Command("serve the demo portal on loopback, run the nightly flow on it, say what was loaded"),
    "nightly": Command(
        "collect every source, extract, load, check and publish", sources=True, arguments=arguments.nightly
    ),
    "ingest": Command("load saved pages or WARC files, without the network", arguments=arguments.ingest),
    "replay": Command("do everything right of the archive again", sources=True, arguments=arguments.replay),
    "sql": Command("ask the published release", writes=False, arguments=arguments.sql),
    "report": Command("one report as a page with every fact highlighted", writes=False, arguments=arguments.report),
    "serve": Command("the explorer: the latest release in a browser", writes=False, arguments=arguments.serve),
    "recheck": Command(
        "ask for known pages that nights missed, load, check and publish", sources=True, arguments=arguments.recheck
    ),
    "backfill": Command(
        "walk listings to their ends, within bounds, for reports of earlier years",
        sources=True,
        arguments=arguments.backfill,
    ),
    "up": Command(
        "start Prefect's server, the deployments and a worker on this machine",
        sources=True,
        writes=False,
        arguments=arguments.up,
    ),
    "down": Command("end what fazhi up started", writes=False),
    "status": Command("last runs, what is late, disk, growth, issues", writes=False, arguments=arguments.status),
    "publish": Command("check the warehouse as it is, and publish it", arguments=arguments.publish),
    "releases list": Command("all releases, and whether their files are there", writes=False),
    "releases verify": Command("read every byte of them", writes=False, arguments=arguments.releases_verify),
    "releases delta": Command(
        "what a release has that the one before had not", writes=False, arguments=arguments.releases_delta
    ),
    "releases rollback": Command(
        "let readers have the release before again", writes=False, arguments=arguments.releases_rollback
    ),
    "sources list": Command(
        "what is collected, and when it last was", sources=True, writes=False, arguments=arguments.sources_list
    ),
    "sources check": Command("ask each listing once: is it alive?", sources=True, arguments=arguments.sources_check),
    "sources probe": Command(
        "which platform is this address, and where are its reports?", arguments=arguments.sources_probe
    ),
    "sources lint": Command("everything that is wrong with the files of sources/", sources=True, writes=False),
}
"""By the words that call them. A group's commands stand in modules of their own, as `sources_list`."""

GROUPS = {
    "sources": "what is collected; is it alive; which platform is this address",
    "releases": "what is published; is it whole; what is new in it; back to the one before",
}


def _groups(add: AddParser) -> dict[str, AddParser]:
    """Where the commands of each group are added; those of none, under the empty name, stand at the top."""
    groups = {"": add}
    for name, described in GROUPS.items():
        parser = add(name, help=described, description=described)
        groups[name] = parser.add_subparsers(dest="command", metavar="COMMAND", required=True).add_parser
    return groups


def build_parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    parser = argparse.ArgumentParser(
        prog="fazhi", description="The yearly rule-of-law reports of China's governments as a warehouse of cited facts."
    )
    parser.add_argument("--version", action="version", version=f"fazhi {version('fazhi')}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    groups, parsers = _groups(subparsers.add_parser), {}
    for name, command in COMMANDS.items():
        group, _, word = name.rpartition(" ")
        parsers[name] = groups[group](word, help=command.help, description=command.help)
        parsers[name].set_defaults(command=name)
        parsers[name].add_argument(
            "--data", metavar="DIR", type=words.path, default=Path("data"), help="default: data/"
        )
        if command.sources:
            parsers[name].add_argument(
                "--sources", metavar="DIR", type=words.path, default=Path("sources"), help="default: sources/"
            )
        if command.arguments:
            command.arguments(parsers[name])
    return parser
