"""A step measured in a process of its own: seconds, and the most memory that it held."""

from __future__ import annotations

import multiprocessing
import os
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


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """What a step gave, the seconds it took and those its threads worked, and its process's peak of memory in MB."""

    result: T
    seconds: float
    work: float
    megabytes: float


def measured(step: Callable[P, T], *given: P.args, **named: P.kwargs) -> Measured[T]:
    """Run a step in a fresh process. Its imports do not count; what it raises is raised here."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as one:
        return one.submit(_run, step, given, named).result()


def _run(step: Callable[..., T], given: tuple[object, ...], named: dict[str, object]) -> Measured[T]:
    began, worked = time.perf_counter(), time.process_time()
    result = step(*given, **named)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    return Measured(result, seconds, work, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES)


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
