"""Prefect's settings as fazhi wants them. Prefect reads its environment once, so they are set before it is imported."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULTS = {
    # Telemetry is on by default, and logs errors where there is no way out.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # Where a flow is called without a command, Prefect starts a server for itself; its own limit, 20 s, is too near.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # The command says itself what happens; Prefect's log would say it again, with tracebacks.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
}

SERVICE = {
    "PREFECT_LOGGING_LEVEL": "INFO",
    # Logs go to files.
    "PREFECT_LOGGING_COLORS": "false",
    "PREFECT_CLI_COLORS": "false",
    # A page that is reached through a tunnel must find its API there, too, whatever port that has.
    "PREFECT_UI_API_URL": "/api",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # One row a transaction is how SQLite stalls: after 400 tasks later runs waited 8 to 67 s for their states.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
    # A year of nights is some 40,000 task runs; what they did stands in the warehouse for good.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
}
"""Those of the server and the worker that `fazhi up` starts, where the environment leaves them open."""

OPERATORS = ("PREFECT_PROFILE", "PREFECT_PROFILES_PATH", "PREFECT_API_URL")
"""Settings of a Prefect that the operator may have beside ours, whose home is a data directory's."""


def apply() -> None:
    """Set every default that the environment leaves open: whoever sets one of these knows better."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)


def settle(home: Path) -> None:
    """Make this process, and those that it starts, use the Prefect whose database and settings are in `home`."""
    for name in OPERATORS:
        os.environ.pop(name, None)
    os.environ["PREFECT_HOME"] = str(home)


def of_service() -> dict[str, str]:
    """The environment of a server or a worker, which log what they do."""
    own = {name: value for name, value in os.environ.items() if name != "PREFECT_LOGGING_LEVEL"}
    return {**SERVICE, **own}
