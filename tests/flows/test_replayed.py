"""How far a replay has come: gone on with after a kill, begun anew after anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps.replayed import FILE, Replayed
from flows.summary import WarcResult

WARCS = [Path(f"archive/xiyan/2026010{day}T010000Z-0001.warc.gz") for day in (1, 2, 3)]
FIRST, SECOND = (f"xiyan/{warc.name}" for warc in WARCS[:2])


class Killed(BaseException):
    """What ends a process leaves no time to tidy up."""


def killed(staging: Path, *results: WarcResult, only: tuple[str, ...] = (), recipe: bytes = b"known") -> None:
    """A replay that finished these files and was killed."""
    with pytest.raises(Killed), Replayed(staging, only, recipe) as replayed:
        for result in results:
            replayed.add(result)
        raise Killed


def left(staging: Path, *, only: tuple[str, ...] = (), recipe: bytes = b"known") -> list[Path]:
    with Replayed(staging, only, recipe) as replayed:
        return replayed.left(WARCS)


def test_what_a_killed_replay_finished_is_not_read_again(tmp_path: Path) -> None:
    killed(tmp_path, WarcResult(FIRST), WarcResult(SECOND, error="damaged"))
    killed(tmp_path)
    assert left(tmp_path) == WARCS[1:]
    assert left(tmp_path) == WARCS  # the one before came to its end


@pytest.mark.parametrize("other", [{"only": ("xiyan",)}, {"recipe": b"other"}])
def test_another_replay_begins_anew(tmp_path: Path, other: dict[str, tuple[str, ...] | bytes]) -> None:
    killed(tmp_path, WarcResult(FIRST))
    assert left(tmp_path, **other) == WARCS  # type: ignore[arg-type]


def test_a_line_that_a_kill_cut_off_names_no_file(tmp_path: Path) -> None:
    killed(tmp_path, WarcResult(FIRST))
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write(SECOND[:-3])
    assert left(tmp_path) == WARCS[1:]


def test_a_replay_that_fails_begins_anew(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), Replayed(tmp_path, (), b"known") as replayed:
        replayed.add(WarcResult(FIRST))
        raise OSError("full")
    assert left(tmp_path) == WARCS
