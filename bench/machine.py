"""The machine on which a benchmark ran, and the versions of what it measured, in a few lines."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PARTS = ("duckdb", "pyarrow", "lxml", "prefect")
"""What we stand on."""

PEERS = ("trafilatura", "resiliparse", "recognizers-text")

CPUINFO = Path("/proc/cpuinfo")


def described() -> str:
    """Processor, cores, memory, system, Python, and versions."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{_processor()}, {len(os.sched_getaffinity(0))} cores, {gigabytes:.0f} GB of memory; {_system()};"
        f" Python {platform.python_version()}; {_versions(PARTS)}. Peers: {_versions(PEERS)}."
    )


def load() -> str:
    """How many processes wanted the processor in the last minute: what a figure on the clock is worth."""
    return f"{os.getloadavg()[0]:.1f}"


def _processor() -> str:
    told = re.search(r"model name\s*:\s*(.+)", CPUINFO.read_text()) if CPUINFO.exists() else None
    return told[1] if told else platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release()}"


def _versions(names: tuple[str, ...]) -> str:
    return ", ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
