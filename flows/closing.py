"""How a flow ends: loaded and published, its summary told, its artifact written, its final state."""

from __future__ import annotations

from typing import Any

from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from extract.errors import FazhiError
from flows.datadir import DataDirectory
from flows.render import headline, lines, markdown
from flows.steps.finish import Load, Publish, complete
from flows.steps.knowledge import Knowledge
from flows.summary import Summary


def finish(data: DataDirectory, summary: Summary, knowledge: Knowledge, load: Load, publish: Publish) -> State[Any]:
    """Load, publish, tell: Completed, or a failed state named Degraded where a part failed and the rest was published.

    Raises what kept the run from publishing, after that was told.
    """
    try:
        complete(data, summary, knowledge, load, publish)
    except FazhiError:
        _tell(summary)
        raise
    _tell(summary)
    if summary.state == "ok":
        return Completed(message=headline(summary))
    return Failed(name="Degraded", message=headline(summary))


def _tell(summary: Summary) -> None:
    """Print the summary, and give it to Prefect as the artifact `<command>-summary`."""
    print("\n".join(lines(summary)), flush=True)
    create_markdown_artifact(markdown(summary), key=f"{summary.run.command}-summary", description=headline(summary))
