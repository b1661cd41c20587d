"""The explorer: what a page takes one reader and many at once, beside DuckDB's own time for the page's queries.

python -m bench.serve --data DIR                      the release of a data directory
python -m bench.serve --data DIR --readers 50 --requests 200 --swaps 10

Every request has an address of its own, so that no answer is one that was kept; `kept` is the same address again.
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from threading import Event
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from explorer.server import listen, serving
from warehouse.query import latest_release, reader
from warehouse.reading import OpenRelease
from warehouse.releases import point_latest

READERS, REQUESTS, ALONE, SWAPS = 50, 200, 20, 10
"""Readers at once, the requests of a page by all of them, those of one reader, and releases that are swapped."""

SEED = 20261122

WORDS = ("行政复议", "行政诉讼 出庭应诉", "执法证", "证明事项", "法律援助", "合法性审查", "法治宣传", "问题")

SAMPLES = {
    "division": "SELECT DISTINCT division_code FROM report WHERE division_code IS NOT NULL USING SAMPLE 400 ROWS",
    "indicator": "SELECT indicator FROM panel GROUP BY indicator ORDER BY count(*) DESC LIMIT 40",
    "report": "SELECT report_id FROM report USING SAMPLE 400 ROWS",
}

Addresses = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: the median, and what nineteen in twenty requests stay below."""

    median: float
    most: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Times:
        """Of two requests at least."""
        return cls(1000 * median(seconds), 1000 * quantiles(seconds, n=20)[-1])

    def __str__(self) -> str:
        return f"{self.median:9.1f}{self.most:9.1f}"


class Client:
    """Asks one server, a connection a request, from as many threads as one likes."""

    def __init__(self, address: str) -> None:
        self._netloc = urlsplit(address).netloc
        self._statuses: list[int] = []

    def get(self, path: str) -> float:
        """The seconds until the whole answer is there; its status is noted."""
        began = time.perf_counter()
        with closing(http.client.HTTPConnection(self._netloc, timeout=120)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            self._statuses.append(answer.status)
        return time.perf_counter() - began

    def told(self) -> str:
        """How many answers there were since this was last asked, by their status."""
        found = Counter(self._statuses)
        self._statuses.clear()
        return ", ".join(f"{number} of {status}" for status, number in sorted(found.items()))


def pages(releases: Path) -> dict[str, Addresses]:
    """Every page, by an address of it at random."""
    with reader(releases) as connection:
        known = {name: [value for (value,) in connection.execute(sql).fetchall()] for name, sql in SAMPLES.items()}
    codes, numbers = known["division"], count()

    def page(path: str, **parameters: Callable[[random.Random], str]) -> Addresses:
        def address(chance: random.Random) -> str:
            given = {name: choose(chance) for name, choose in parameters.items()} | {"n": str(next(numbers))}
            filled = path.format(**{name: chance.choice(values) for name, values in known.items()})
            return f"{filled}?{urlencode(given, quote_via=quote)}"

        return address

    return {
        "home": page("/"),
        "coverage": page("/coverage/990000" if not known["division"] else "/coverage/{division:.2}0000"),
        "division": page("/division/{division}"),
        "indicator": page("/indicator/{indicator}"),
        "report": page("/report/{report}"),
        "compare": page("/compare", sides=lambda chance: ",".join(f"{code}-2022" for code in chance.sample(codes, 2))),
        "search": page("/search", q=lambda chance: chance.choice(WORDS)),
        "gaps": page("/gaps", year=lambda chance: str(chance.randint(2018, 2025))),
        "issues": page("/issues"),
        "sql": page("/sql", query=lambda _: "SELECT level, count(*) FROM report GROUP BY level"),
    }


@contextmanager
def served(data: Path) -> Iterator[str]:
    """`fazhi serve` in a process of its own; its address."""
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("fazhi")), "serve", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


class Asked:
    """Counts the seconds in which DuckDB was asked; it stands in the place of `OpenRelease.asking`."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._asking = OpenRelease.asking

    @contextmanager
    def asking(self, release: OpenRelease, seconds: float) -> Iterator[Any]:
        """As `OpenRelease.asking`."""
        with self._asking(release, seconds) as cursor:
            began = time.perf_counter()
            try:
                yield cursor
            finally:
                self.seconds += time.perf_counter() - began


@contextmanager
def counted(releases: Path) -> Iterator[tuple[Client, Asked]]:
    """An explorer in this process whose queries are counted, and who asks it."""
    asked, original = Asked(), OpenRelease.asking

    def asking(release: OpenRelease, seconds: float) -> Any:
        return asked.asking(release, seconds)

    OpenRelease.asking = asking  # type: ignore[method-assign,assignment]
    try:
        with serving(releases) as address:
            yield Client(address), asked
    finally:
        OpenRelease.asking = original  # type: ignore[method-assign]


def measure(data: Path, readers: int, requests: int, alone: int) -> None:
    """Prints a line a page. DuckDB's time and that of one reader are taken in turns: both on the same machine."""
    every = pages(data / "releases")
    print(
        f"{'page':12}{'DuckDB':>9}{'95 %':>9}{'1 reader':>11}{'95 %':>9}{f'{readers} readers':>13}{'95 %':>9}", end=""
    )
    print(f"{'kept':>9}{'95 %':>9}   answers")
    with (
        counted(data / "releases") as (here, asked),
        served(data) as address,
        ThreadPoolExecutor(readers) as pool,
    ):
        client = Client(address)
        for name, addresses in every.items():
            chance, queries, one = random.Random(SEED), [], []
            for path in [addresses(chance) for _ in range(alone)]:
                asked.seconds = 0.0
                here.get(path)
                queries.append(asked.seconds)
                one.append(client.get(path))
            many = list(pool.map(client.get, [addresses(chance) for _ in range(requests)]))
            same = addresses(chance)
            kept = [client.get(same) for _ in range(alone + 1)][1:]
            times = f"{Times.of(queries)}  {Times.of(one)}    {Times.of(many)}{Times.of(kept)}"
            print(f"{name:12}{times}   {client.told()}", flush=True)


def swap(releases: Path, readers: int, swaps: int) -> None:
    """Prints the statuses of all answers that were given while `latest` moved from release to release."""
    file, every, ended = latest_release(releases), pages(releases), Event()
    with tempfile.TemporaryDirectory() as directory, ThreadPoolExecutor(readers) as pool:
        for number in range(swaps):
            release = Path(directory, f"r{number}")
            release.mkdir()
            (release / file.name).symlink_to(file)
        point_latest(Path(directory), "r0")
        with serving(Path(directory)) as address:
            client = Client(address)

            def read(seed: int) -> None:
                chance = random.Random(seed)
                while not ended.is_set():
                    client.get(every[chance.choice(("division", "indicator", "report", "search"))](chance))

            reading = [pool.submit(read, SEED + number) for number in range(readers)]
            for number in range(swaps):
                point_latest(Path(directory), f"r{number}")
                time.sleep(1)
            ended.set()
            for each in reading:
                each.result()
            print(f"{swaps} releases swapped under {readers} readers; answers: {client.told()}")


def main() -> None:
    """Measures a data directory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="a data directory with a release")
    parser.add_argument("--readers", type=int, default=READERS, help=f"at once ({READERS})")
    parser.add_argument("--requests", type=int, default=REQUESTS, help=f"of each page by all of them ({REQUESTS})")
    parser.add_argument("--alone", type=int, default=ALONE, help=f"of each page by one reader ({ALONE})")
    parser.add_argument("--swaps", type=int, default=SWAPS, help=f"releases that are swapped under load ({SWAPS})")
    options = parser.parse_args()
    measure(options.data, options.readers, options.requests, options.alone)
    swap(options.data / "releases", options.readers, options.swaps)


if __name__ == "__main__":
    main()
