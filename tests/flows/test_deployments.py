"""prefect.yaml: what is deployed, when it runs, and which parameters it takes."""

from __future__ import annotations

import asyncio
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect.server.schemas.schedules import CronSchedule
from prefect.utilities.callables import parameter_schema
from prefect.utilities.schema_tools.validation import ValidationError, validate

SHANGHAI = ZoneInfo("Asia/Shanghai")

DEPLOYED = {
    each["name"]: each
    for each in yaml.safe_load((Path(__file__).parents[2] / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
}


def schema(name: str) -> dict[str, Any]:
    """Of the parameters of a deployment's flow, as the server holds them against what is asked."""
    module, _, flow = DEPLOYED[name]["entrypoint"].rpartition(".")
    return parameter_schema(getattr(import_module(module), flow)).model_dump()


def times(name: str, start: datetime, count: int) -> list[str]:
    """When a deployment runs from a time on."""
    found: set[datetime] = set()
    for said in DEPLOYED[name].get("schedules", ()):
        schedule = CronSchedule(cron=said["cron"], timezone=said["timezone"])
        found.update(asyncio.run(schedule.get_dates(n=count, start=start)))
    return [f"{time.astimezone(SHANGHAI):%m-%d %H:%M}" for time in sorted(found)[:count]]


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("nightly", "2026-11-22 00:00", ["11-22 02:00", "11-23 02:00", "11-24 02:00"]),
        ("nightly", "2026-12-31 00:00", ["12-31 02:00", "01-01 02:00", "01-01 12:00"]),
        ("nightly", "2027-04-30 00:00", ["04-30 02:00", "04-30 12:00", "05-01 02:00", "05-02 02:00"]),
        ("recheck", "2026-11-22 00:00", ["11-28 20:00", "12-05 20:00"]),
        ("backfill", "2026-11-22 00:00", []),
        ("replay", "2026-11-22 00:00", []),
        ("publish", "2026-11-22 00:00", []),
    ],
)
def test_it_runs_by_the_clock_of_china(name: str, start: str, expected: list[str]) -> None:
    begins = datetime.fromisoformat(start).replace(tzinfo=SHANGHAI)
    assert times(name, begins, len(expected) or 1) == expected


def test_only_the_noon_of_the_season_asks_again() -> None:
    night, noon = DEPLOYED["nightly"]["schedules"]
    assert "parameters" not in night
    assert noon["parameters"] == {"again": True}


@pytest.mark.parametrize("name", DEPLOYED)
def test_a_deployment_says_what_it_does_and_gives_its_flow_what_it_takes(name: str) -> None:
    deployment = DEPLOYED[name]
    assert len(deployment["description"]) > 30
    assert "fazhi" in deployment["tags"]
    assert set(deployment["parameters"]) <= set(schema(name)["properties"])
    assert "concurrency_limit" not in deployment


@pytest.mark.parametrize(
    ("name", "parameters", "is_right"),
    [
        ("nightly", {"only": ["songxi"], "again": True}, True),
        ("nightly", {"only": "songxi"}, False),
        ("nightly", {"again": "perhaps"}, False),
        ("recheck", {"everything": True}, True),
        ("recheck", {"everything": 7}, False),
        ("backfill", {"only": ["songxi"], "years": "2012-2016", "pages": 3, "requests": 500}, True),
        ("backfill", {"years": "2014"}, True),
        ("backfill", {"years": "2012 to 2016"}, False),
        ("backfill", {"pages": 0}, False),
        ("backfill", {"requests": 0}, False),
        ("replay", {"processes": 0}, False),
        ("publish", {"data": 3}, False),
    ],
)
def test_wrong_parameters_are_refused(name: str, parameters: dict[str, Any], is_right: bool) -> None:
    try:
        validate(parameters, schema(name), raise_on_error=True, ignore_required=True)
    except ValidationError:
        assert not is_right
    else:
        assert is_right
