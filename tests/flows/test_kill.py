"""Faults done to nights, of which `make faults` does more: the last release stays readable, nothing that was archived
is lost, and the next night ends as if nothing had been."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.faults.cases import FAULTS
from bench.faults.desk import Desk, Fault, outcome_of
from bench.faults.disk import SLOW
from bench.faults.moments import half_collected
from bench.faults.nights import ATTEMPTS, NEW, Nights, copy_of, first_release, kill
from bench.faults.rows import ask, public_rows
from demo.portal import Portal

EVERY_DAY = ("while fetching", "while loading", "while publishing")
"""Words of the faults that are tried here, one a step of a night; `make faults` tries all."""


@pytest.fixture(scope="module")
def desk(portal: Portal, sources: Path, prefect_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    scratch, nights = tmp_path_factory.mktemp("faults"), Nights(prefect_env, sources)
    begun = first_release(nights, scratch / "begun")
    data = copy_of(begun, scratch / "undisturbed")
    done = nights.full(data)
    assert done.returncode == 0, done.stderr
    return Desk(portal, nights, begun, public_rows(data), scratch)


@pytest.mark.parametrize(
    "fault",
    [pytest.param(each, id=each.name) for each in FAULTS if any(word in each.name for word in EVERY_DAY)],
)
def test_the_night_after_a_fault_ends_as_if_nothing_had_been(fault: Fault, desk: Desk) -> None:
    outcome = outcome_of(fault, desk)
    assert outcome.is_good, outcome


def test_a_killed_night_is_gone_on_with_where_it_stood(desk: Desk) -> None:
    """Sources that it had finished are not asked again, and what it had archived of the others is not fetched again."""
    data = desk.scratch / "gone on" / "data"
    for _ in range(ATTEMPTS):
        desk.portal.delay = SLOW
        desk.fresh(data)
        if desk.nights.caught(data, half_collected, kill):
            break
    else:
        pytest.fail("no night was caught half collected")
    desk.portal.delay = 0.0
    archived_before = set(data.glob("archive/demo_*/*.warc.gz"))

    done = desk.nights.full(data)

    assert done.returncode == 0, done.stderr
    assert public_rows(data) == desk.wanted
    _, (run_id, _, killed), (_, state, said) = ask(data, "SELECT run_id, state, summary FROM run ORDER BY run_id")
    before, after = json.loads(killed), json.loads(said)
    assert (state, before["killed"]) == ("ok", True)
    finished = {each["source_id"] for each in before["collect"]}
    assert finished
    assert finished == set(after["kept"])
    assert after["due"] == sorted({f"demo_{name}" for name in ("linyan", "qingli", "xiyan")} - finished)
    assert after["resumes"] == run_id
    assert not finished & {warc.parent.name for warc in set(data.glob("archive/demo_*/*.warc.gz")) - archived_before}
    # Asked for once more: the page that the kill had parted from its documents, and the one whose turn it is to be
    # looked at again. Nothing that stood is sent again.
    pages = ask(
        data,
        "SELECT source_id, count(*), count(*) FILTER (refers_to IS NULL) FROM snapshot WHERE role = 'page'"
        " GROUP BY source_id, url HAVING count(*) > 1",
    )
    assert [page for page in pages if page[0] == NEW] in ([], [(NEW, 2, 1)], [(NEW, 2, 1)] * 2)
