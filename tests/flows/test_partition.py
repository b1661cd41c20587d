"""Parts of an archive: every file once, neighbours together, about equal bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.partition import PARTS_A_PROCESS, PARTS_MOST, partition


def files(root: Path, sizes: list[int]) -> list[Path]:
    found = []
    for number, size in enumerate(sizes):
        file = root / f"source{number // 3:02d}" / f"2024040{number % 3 + 1}T180000Z-0000.warc.gz"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * size)
        found.append(file)
    return found


@given(sizes=st.lists(st.integers(0, 300), max_size=40), processes=st.integers(1, 20))
def test_every_file_is_in_one_part_and_in_its_place(
    sizes: list[int], processes: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    warcs = files(tmp_path_factory.mktemp("archive"), sizes)
    parts = partition(list(reversed(warcs)), processes)
    assert [name for part in parts for name in part.names] == [f"{warc.parent.name}/{warc.name}" for warc in warcs]
    assert [(part.number, part.of) for part in parts] == [(n, len(parts)) for n in range(1, len(parts) + 1)]
    assert len(parts) <= min(len(warcs), processes * PARTS_A_PROCESS, PARTS_MOST)


def test_parts_are_of_about_equal_bytes(tmp_path: Path) -> None:
    sizes = [10] * 60 + [200] * 3
    warcs = files(tmp_path, sizes)
    by_name = {f"{warc.parent.name}/{warc.name}": warc.stat().st_size for warc in warcs}
    parts = partition(warcs, 1)
    largest = max(sum(by_name[name] for name in part.names) for part in parts)
    assert largest <= sum(sizes) / PARTS_A_PROCESS + max(sizes)


def test_an_empty_archive_has_no_parts() -> None:
    assert partition([], 4) == []
