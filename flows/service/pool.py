"""What a server is told before a worker asks it for work: the pool, the deployments, and what became of old runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectAlreadyExists
from prefect.states import Cancelled, Crashed

from extract import EXTRACTOR_VERSION
from extract.errors import HeldError, ServiceError
from flows.datadir import DataDirectory
from flows.runlock import check_free

POOL = "fazhi"
TAG = "fazhi"
"""Borne by every deployment of ours, and by no other that a shared server may have."""

PROJECT = Path(__file__).parents[2]
"""Where prefect.yaml stands, and whence the paths in it lead."""

UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
PAGE = 200
"""Runs that a server gives at once."""


def register(data: DataDirectory, sources: Path) -> list[str]:
    """Make the work pool and the deployments of prefect.yaml, for these directories; the names of the deployments.

    What was registered before is brought up to date. Raises ServiceError where Prefect refuses.
    """
    file = PROJECT / "prefect.yaml"
    if not file.is_file():
        raise ServiceError(f"there is no {file}", "Install fazhi from a clone: pip install -e .")
    with get_client(sync_client=True) as client:
        _make_pool(client)
        _deploy(file, data, sources)
        return sorted(deployment.name for deployment in client.read_deployments(deployment_filter=_ours()))


def settle_old_runs(data: DataDirectory) -> list[str]:
    """Tell the server what became of runs that a kill left under way, and of those whose time came while no worker was
    there: of each deployment's only the last is still run. A line each. To be called while no worker runs."""
    with get_client(sync_client=True) as client:
        return [*_bury(client, data), *_skip_missed(client)]


def _make_pool(client: SyncPrefectClient) -> None:
    try:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", description="Runs of fazhi on this machine."))
    except ObjectAlreadyExists:
        return


def _deploy(file: Path, data: DataDirectory, sources: Path) -> None:
    """As a person would, by Prefect's own command: it reads prefect.yaml, and fills in what the environment says."""
    env = {
        **os.environ,
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PWD": str(PROJECT),
        "FAZHI_DATA": str(data.root),
        "FAZHI_SOURCES": str(sources),
        "FAZHI_EXTRACTOR": EXTRACTOR_VERSION,
    }
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(file)]
    done = subprocess.run(command, env=env, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        told = "\n".join(f"    {line}" for line in (done.stdout + done.stderr).strip().splitlines())
        raise ServiceError(f"the deployments of {file} could not be registered:\n{told}", "Mend the file.")


def _ours() -> DeploymentFilter:
    return DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))


def _runs(client: SyncPrefectClient, states: list[StateType]) -> Iterator[FlowRun]:
    """Our runs in these states, the last to be expected first."""
    chosen = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)))
    offset = 0
    while found := client.read_flow_runs(
        flow_run_filter=chosen,
        deployment_filter=_ours(),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=PAGE,
        offset=offset,
    ):
        yield from found
        offset += len(found)


def _set(client: SyncPrefectClient, run: FlowRun, state: State[None]) -> str:
    client.set_flow_run_state(run.id, state, force=True)
    return f"{run.name}: {state.name}, {state.message}"


def _bury(client: SyncPrefectClient, data: DataDirectory) -> list[str]:
    """Only the run lock knows which runs live: where it is held, one does, and all are left to the next time."""
    try:
        check_free(data)
    except HeldError:
        return []
    dead = list(_runs(client, UNDER_WAY))
    return [_set(client, run, Crashed(message="it was killed; the next run completes its work")) for run in dead]


def _skip_missed(client: SyncPrefectClient) -> list[str]:
    now, last, missed = datetime.now(UTC), set[UUID](), []
    for run in _runs(client, [StateType.SCHEDULED]):
        expected = run.expected_start_time
        if run.deployment_id is None or expected is None or expected >= now:
            continue
        if run.deployment_id in last:
            missed.append(run)
        last.add(run.deployment_id)
    message = "no worker was there when its time came, and a later one makes up for it"
    return [_set(client, run, Cancelled(name="Missed", message=message)) for run in missed]
