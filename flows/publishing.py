"""The flow that publishes what is loaded, by itself: after a correction, or a check that was mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.closing import tell
from flows.course import conducted, step
from flows.datadir import DataDirectory
from flows.disk import publish_need
from flows.naming import run_name
from flows.render import headline
from flows.runs import begin
from flows.summary import Summary
from flows.tasks import publish


@flow(name="publish", flow_run_name=run_name)
def publishing(data: Path = Path("data")) -> State[Any]:
    """Check the warehouse as it is and publish a release of it.

    Raises RunningError beside a running run, SpaceError where the disk is too full, and ReleaseError where nothing was
    loaded yet or a check fails: the last release stays.
    """
    directory, summary = DataDirectory(data), Summary(begin("publish"))
    with conducted(directory, summary, tell):
        with step(summary, "publish", directory.releases, publish_need(directory)):
            summary.release, summary.warnings = publish(directory, summary.run)
        return Completed(message=headline(summary))
