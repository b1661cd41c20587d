"""A first crawl of many portals through the collecting step: pages a second, memory, the bound that delays set."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from demo.content import articles
from demo.families import FAMILIES
from demo.site import Site
from extract.collect.pace import HOSTS_AT_ONCE
from extract.collect.source import Cadence, Source
from flows.datadir import DataDirectory
from flows.progress import Bar
from flows.runs import begin
from flows.steps.collect import collect_source

PORTALS, REPORTS, FAMILY = 100, 100, "trs"
DELAY_SECONDS = 0.25
"""A tenth of what real sources ask for. Sixteen hosts at once then may be asked 64 times a second."""

MARKS = (10, 50, 100)
"""Portals after which the memory is told."""

MEGABYTE = 1024


@dataclass
class Seen:
    """What a portal saw: when each request came and was answered, and how many were under way at most."""

    spans: list[tuple[float, float]] = field(default_factory=list)
    under_way: int = 0
    most: int = 0


async def _serve_one(site: Site, seen: Seen, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            came = time.monotonic()
            seen.under_way += 1
            seen.most = max(seen.most, seen.under_way)
            lines = head.decode("latin-1").split("\r\n")
            answer = site.answer(urlsplit(lines[0].split(" ")[1]).path, {})
            is_held = f"If-None-Match: {answer.etag}" in lines
            headers = answer.headers() | {"Content-Length": "0" if is_held else str(len(answer.body))}
            said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            seen.under_way -= 1
            seen.spans.append((came, time.monotonic()))
            writer.write(f"HTTP/1.1 {304 if is_held else answer.status} -\r\n{said}\r\n".encode())
            writer.write(b"" if is_held else answer.body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _serve_all(pipe: Connection, portals: int, reports_each: int) -> None:
    """Serve one site on a port a portal; tell the ports, and what each saw when asked to end."""
    reports = [each for each in articles() if each.kind == "report" and each.form != "docx"]
    copies = -(-reports_each // len(reports))
    shown = [replace(each, id=each.id + 500_000 * copy) for copy in range(copies) for each in reports][:reports_each]
    site, seen = Site("http://127.0.0.1", FAMILY, shown), [Seen() for _ in range(portals)]
    ports = []
    for each in seen:
        server = await asyncio.start_server(lambda r, w, each=each: _serve_one(site, each, r, w), "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
    pipe.send(ports)
    await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
    pipe.send(seen)


def serve(pipe: Connection, portals: int = PORTALS, reports_each: int = REPORTS) -> None:
    """Serve portals from a process of their own, until anything comes by the pipe."""
    asyncio.run(_serve_all(pipe, portals, reports_each))


class _Silent:
    """A watch that shows nothing."""

    def start(self, label: str, total: int | None = None) -> Bar:
        del label, total
        return self

    def advance(self, note: str = "") -> None:
        """Nothing."""

    def finish(self, result: str) -> None:
        """Nothing."""


def _source(port: int) -> Source:
    return Source(
        id=f"portal_{port}",
        publisher="青栎省人民政府",
        division="990000",
        platform=FAMILY,
        listings=(f"http://127.0.0.1:{port}{FAMILIES[FAMILY].listing}",),
        allowed_hosts=(f"127.0.0.1:{port}",),
        delay_seconds=DELAY_SECONDS,
        loopback=True,
        cadence=Cadence(),
    )


def _night(sources: Sequence[Source], root: Path) -> tuple[float, dict[int, float]]:
    """Collect as the flow does; the seconds it took, and the peak of memory in MB after so many portals."""
    data, run, watch, memory = DataDirectory(root), begin("nightly"), _Silent(), {}
    began = time.monotonic()
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
        futures = [threads.submit(collect_source, data, source, run, watch) for source in sources]
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            memory[done] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return time.monotonic() - began, memory


def _bound(seen: Sequence[Seen]) -> float:
    """Seconds that the delays alone take: each portal in its turn goes to the host that is free first, of sixteen."""
    free = [0.0] * HOSTS_AT_ONCE
    for each in seen:
        free.sort()
        free[0] += DELAY_SECONDS * (len(each.spans) - 1)
    return max(free)


def run() -> None:
    """Prints what a first crawl of all portals took."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    sources = [_source(port) for port in ours.recv()]
    before = resource.getrusage(resource.RUSAGE_SELF)
    with tempfile.TemporaryDirectory() as root:
        seconds, memory = _night(sources, Path(root))
    after = resource.getrusage(resource.RUSAGE_SELF)
    ours.send("end")
    seen: list[Seen] = ours.recv()
    server.join()
    requests = sum(len(each.spans) for each in seen)
    pauses = [later[0] - earlier[1] for each in seen for earlier, later in pairwise(each.spans)]
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"crawl: {PORTALS} portals of {REPORTS} reports, {requests} requests, {HOSTS_AT_ONCE} hosts at once")
    print(f"  {requests / seconds:.0f} pages a second, {1000 * work / requests:.1f} ms of work a page")
    bound = _bound(seen)
    print(f"  {seconds:.1f} s; the delays of {DELAY_SECONDS} s alone take {bound:.1f} s: {seconds / bound:.2f} times")
    print("  memory at its peak: " + ", ".join(f"{memory[mark]:.0f} MB after {mark}" for mark in MARKS))
    print(f"  as the portals saw it: {max(each.most for each in seen)} at once, pauses of {min(pauses):.3f} s and more")


if __name__ == "__main__":
    run()
