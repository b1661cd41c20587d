"""A flow run here, in this process, as a command: is its server there, and what is the exit status?"""

from __future__ import annotations

from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from prefect import Flow
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL

from extract.errors import FetchError

ANSWER_SECONDS = 10
"""A Prefect server that is up answers its health check in milliseconds; one that is starting, within seconds."""


def _require_server() -> None:
    """Raises FetchError where a Prefect server is configured and does not answer; with none, Prefect starts its own."""
    address = PREFECT_API_URL.value()
    if not address:
        return
    try:
        urlopen(f"{address}/health", timeout=ANSWER_SECONDS).close()  # noqa: S310 - the operator's own setting
    except HTTPError:
        return  # it answers; whether it lets us in is Prefect's to say
    except (OSError, HTTPException, ValueError) as error:
        raise FetchError(
            f"the Prefect server at {address} does not answer ({error})",
            "Start it (prefect server start), mend PREFECT_API_URL, or unset it to run without one.",
        ) from error


def _exit_status(state: State[Any]) -> int:
    """0 for Completed, 1 for Degraded. An error that ended the flow is raised again."""
    if state.is_completed():
        return 0
    outcome = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise outcome
    return 1


def run_here(flow: Flow[[Path, Path], State[Any]], data: Path, sources: Path) -> int:
    """Run a flow to its end: 0 where it ended Completed, 1 where Degraded. Raises what ended it otherwise."""
    _require_server()
    return _exit_status(flow(data, sources, return_state=True))
