"""What a run is called on Prefect's page."""

from __future__ import annotations

from prefect.runtime import flow_run

from extract import EXTRACTOR_VERSION
from flows.due import CHINA
from flows.runs import now

READS_ALL_AGAIN = "replay"
"""The flow whose result is another with each version of the extractor."""


def run_name() -> str:
    """The flow, when it began in China, and what it was restricted to: `backfill 2026-11-22 10:30, songxi, 2012`."""
    flow, asked = flow_run.flow_name, flow_run.parameters
    retried = [f"retry of {asked['retry']}"] if asked.get("retry") else []
    version = [f"extractor {EXTRACTOR_VERSION}"] if flow == READS_ALL_AGAIN else []
    years = [asked["years"]] if asked.get("years") else []
    return ", ".join(
        [f"{flow} {now().astimezone(CHINA):%Y-%m-%d %H:%M}", *asked.get("only", ()), *years, *retried, *version]
    )
