"""A step measured in a process of its own: seconds, and the most memory that it held."""

from __future__ import annotations

import multiprocessing
import os
import re
import resource
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

KILOBYTES = 1024

PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """What a step gave, the seconds it took, those that its threads and the processes it started worked, and its own
    process's peak of memory in MB."""

    result: T
    seconds: float
    work: float
    megabytes: float


def measured(step: Callable[P, T], *given: P.args, **named: P.kwargs) -> Measured[T]:
    """Run a step in a fresh process. Its imports do not count; what it raises is raised here."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as one:
        return one.submit(_run, step, given, named).result()


def _run(step: Callable[..., T], given: tuple[object, ...], named: dict[str, object]) -> Measured[T]:
    began, worked = time.perf_counter(), _worked()
    result = step(*given, **named)
    return Measured(result, time.perf_counter() - began, _worked() - worked, _peak())


def _worked() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak() -> float:
    """Linux counts what the parent held when it began the process in ru_maxrss, too: /proc is asked where it is."""
    status = Path("/proc/self/status")
    told = PEAK.search(status.read_text()) if status.exists() else None
    return (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / KILOBYTES


class Stopwatch:
    """Counts the seconds worked in a function of a module, in whose place it stands from then on."""

    def __init__(self, module: ModuleType, name: str) -> None:
        self._function = getattr(module, name)
        self.work = 0.0
        setattr(module, name, self)

    def __call__(self, *given: object, **named: object) -> object:
        began = time.process_time()
        try:
            return self._function(*given, **named)
        finally:
            self.work += time.process_time() - began


def forget(files: Iterable[Path]) -> None:
    """Drop files from the system's page cache, so that the next read comes from the disk."""
    for file in files:
        with file.open("rb") as opened:
            os.fsync(opened.fileno())  # pages that are not written yet would stay
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
