"""Prefect's settings as fazhi wants them. Prefect reads its environment once, so they are set before it is imported."""

from __future__ import annotations

import os

DEFAULTS = {
    # Telemetry is on by default, and logs errors where there is no way out.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The temporary server needs 10 to 18 s at its first start on two cores: its own limit, 20 s, is too near.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # The command says itself what happens; Prefect's log would say it again, with tracebacks.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
}


def apply() -> None:
    """Set every default that the environment leaves open: whoever sets one of these knows better."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
