"""What each command takes beside --data and --sources: a function a command, named as it is."""

from __future__ import annotations

from argparse import ArgumentParser

from extract.collect.bounds import PAGES_MAX
from flows import words
from warehouse.ask import DEFAULTS, FORMATS


def ingest(parser: ArgumentParser) -> None:
    """Files to take in."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=words.path, help="a file or a directory of files")
    parser.add_argument(
        "--url", type=words.address, help="the address of the page (for one page that does not state it)"
    )


def nightly(parser: ArgumentParser) -> None:
    """Which sources, unless those that are due."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--source",
        metavar="ID",
        action="append",
        default=[],
        type=words.filled,
        help="ask only this one, due or not; may be repeated",
    )
    which.add_argument("--retry", metavar="RUN", type=words.filled, help="only what failed in this run, again")


def status(parser: ArgumentParser) -> None:
    """For whom the answer is."""
    parser.add_argument("--json", action="store_true", help="for programs: docs/status.md says what it holds")
    parser.add_argument(
        "--check", action="store_true", help="only what is wrong; exit status 1 where a person should look at it"
    )
    parser.add_argument(
        "--notify", action="store_true", help="with --check: tell those of notices.yml of a night that did not come"
    )


def replay(parser: ArgumentParser) -> None:
    """Which sources, and where they are read."""
    parser.add_argument(
        "--source", metavar="ID", action="append", default=[], type=words.filled, help="only this one; may be repeated"
    )
    parser.add_argument(
        "--processes", metavar="N", type=words.count, help="of this machine; default: one a core, for large archives"
    )
    parser.add_argument("--on", metavar="ADDRESS", type=words.scheduler, help="a Dask scheduler, tcp://HOST:PORT")
    parser.add_argument(
        "--shared",
        metavar="ADDRESS",
        type=words.filled,
        help="a store that the cluster reaches, such as s3://bucket/dir",
    )
    parser.add_argument(
        "--diff", action="store_true", help="publish nothing; say which facts the release would gain, lose and change"
    )


def sql(parser: ArgumentParser) -> None:
    """A query, what it may take, and where its answer goes."""
    query = parser.add_mutually_exclusive_group(required=True)
    query.add_argument(
        "query", metavar="QUERY", nargs="?", type=words.query, help='such as "SELECT * FROM report"; - reads stdin'
    )
    query.add_argument("--file", metavar="FILE", type=words.path, help="read the query there")
    parser.add_argument(
        "--param",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        type=words.parameter,
        help="what $NAME stands for in the query; may be repeated",
    )
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--output", metavar="FILE", type=words.path, help="write there, not to the terminal")
    parser.add_argument("--release", metavar="ID", type=words.filled, help="ask this one; default: the latest")
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=words.seconds,
        default=DEFAULTS.seconds,
        help=f"stop the query then; default: {DEFAULTS.seconds:g}",
    )
    parser.add_argument(
        "--memory",
        metavar="SIZE",
        type=words.megabytes,
        default=DEFAULTS.memory,
        help=f"of what the query may fill, such as 4GB; default: {DEFAULTS.memory}MB",
    )


def report(parser: ArgumentParser) -> None:
    """A report, and where its page goes."""
    parser.add_argument("report", metavar="URL|ID", type=words.filled, help="the address of its page, or its report_id")
    parser.add_argument(
        "--output", metavar="FILE", type=words.path, help="default: DIR/pages/ID.html; - is the terminal"
    )


def sources_list(parser: ArgumentParser) -> None:
    """For whom the list is."""
    parser.add_argument("--json", action="store_true", help="for programs, with everything that is known")


def sources_check(parser: ArgumentParser) -> None:
    """Which sources, and for whom the answer is."""
    parser.add_argument("ids", metavar="ID", nargs="*", type=words.filled, help="default: every source")
    parser.add_argument("--json", action="store_true", help="for programs, with everything that is known")


def sources_probe(parser: ArgumentParser) -> None:
    """An address, and where its source file goes."""
    parser.add_argument("url", metavar="URL", type=words.address, help="of a portal, or of a column that lists reports")
    parser.add_argument("--output", metavar="FILE", type=words.path, help="write the source file there, not to stdout")


def publish(parser: ArgumentParser) -> None:
    """What a person has found right, and whether copies are written anew."""
    parser.add_argument(
        "--accept", metavar="CHECK[,CHECK]", type=words.names, default=(), help="publish though these fail: looked at"
    )
    parser.add_argument(
        "--anew", action="store_true", help="write every Parquet file, also those that the release before has"
    )


def releases_verify(parser: ArgumentParser) -> None:
    """Which release."""
    parser.add_argument("release", metavar="ID", nargs="?", type=words.filled, help="default: all of them")


def releases_delta(parser: ArgumentParser) -> None:
    """Which release."""
    parser.add_argument("release", metavar="ID", nargs="?", type=words.filled, help="default: the latest")


def releases_rollback(parser: ArgumentParser) -> None:
    """Which release."""
    parser.add_argument("release", metavar="ID", nargs="?", type=words.filled, help="default: that before the latest")


def up(parser: ArgumentParser) -> None:
    """Where the server is, and whether the command stays."""
    parser.add_argument(
        "--port", metavar="N", type=words.port, help="of the server; default: that of the last time, else 4200"
    )
    parser.add_argument("--foreground", action="store_true", help="stay until asked to end, for systemd and the like")


def serve(parser: ArgumentParser) -> None:
    """Where the explorer is to be had."""
    parser.add_argument(
        "--host",
        metavar="HOST",
        type=words.filled,
        default="127.0.0.1",
        help="an address of this machine; default: 127.0.0.1, which no other machine reaches",
    )
    parser.add_argument("--port", metavar="N", type=words.port, default=8420, help="default: 8420")


def recheck(parser: ArgumentParser) -> None:
    """Which sources and pages."""
    _sources(parser)
    parser.add_argument("--everything", action="store_true", help="all known pages, not only those that are overdue")


def backfill(parser: ArgumentParser) -> None:
    """Which sources and years, and how far."""
    _sources(parser)
    parser.add_argument("--years", metavar="YEARS", type=words.years, help="of the reports: 2012-2016, or 2014")
    parser.add_argument(
        "--pages", metavar="N", type=words.count, default=PAGES_MAX, help=f"of each listing; default: {PAGES_MAX}"
    )
    parser.add_argument(
        "--requests", metavar="N", type=words.count, help="to each source; default: as many as it takes"
    )


def _sources(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--source", metavar="ID", action="append", default=[], type=words.filled, help="only this one; may be repeated"
    )
