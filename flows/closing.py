"""How a flow ends: loaded and published, its final state, its summary told, its artifact written."""

from __future__ import annotations

import os
import sys
from typing import Any

from httpx import HTTPError
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectException
from prefect.states import Completed, Failed

from extract.errors import StageError
from flows.datadir import DataDirectory
from flows.log import event
from flows.page import page
from flows.render import headline, lines
from flows.steps.finish import Load, Publish, complete
from flows.steps.knowledge import Knowledge
from flows.summary import Summary
from warehouse.issues import staged_issues

DOCS = "FAZHI_DOCS"
"""Variable of the environment: the address under which docs/ is served, for links to what a code means."""


def finish(data: DataDirectory, summary: Summary, knowledge: Knowledge, load: Load, publish: Publish) -> State[Any]:
    """Load and publish: Completed, or a failed state named Degraded where a part failed and the rest was published.

    Raises what kept the run from publishing.
    """
    complete(data, summary, knowledge, load, publish)
    if summary.state == "ok":
        return Completed(message=headline(summary))
    return Failed(name="Degraded", message=headline(summary))


def tell(data: DataDirectory, summary: Summary) -> None:
    """Print the summary, and give it to Prefect as the artifact `<command>-summary`.

    A server that is gone, or a staged set that is damaged, does not change what the run came to: that the artifact
    lacks is told on stderr and in the log.
    """
    print("\n".join(lines(summary)), flush=True)
    runs = [run for run in (summary.run.run_id, summary.resumes) if run]
    try:
        create_markdown_artifact(
            page(summary, staged_issues(data.staging, runs), os.environ.get(DOCS, "")),
            key=f"{summary.run.command}-summary",
            description=headline(summary),
        )
    except (PrefectException, HTTPError, StageError, OSError) as error:
        event("artifact.unwritten", is_bad=True, why=str(error))
        print(f"no artifact was written: {error}", file=sys.stderr)
