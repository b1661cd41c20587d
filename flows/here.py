"""A flow run here, in this process, as a command: is its server there, and what is the exit status?

Prefect is imported when everything else is known to be right: it takes seconds to start.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.datadir import DataDirectory
from flows.service.server import at_hand

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


def run_here(name: str, data: Path, *parameters: object, **named: object) -> int:
    """Run the flow of this name, which stands in the module `flows.<name>`, to its end: 0 where it ended Completed, 1
    where Degraded. Raises what ended it otherwise, and ServiceError where there is no Prefect server to report to."""
    with at_hand(DataDirectory(data)):
        flow = getattr(import_module(f"flows.{name}"), name)
        return _exit_status(flow(data, *parameters, **named, return_state=True))


def _exit_status(state: State[Any]) -> int:
    """0 for Completed, 1 for Degraded. An error that ended the flow is raised again."""
    if state.is_completed():
        return 0
    outcome = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise outcome
    return 1
