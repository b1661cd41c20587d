"""Charts: specifications that Vega-Lite draws as meant."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.charts import spread_chart, weeks_chart


def _w(key: str) -> str:
    return f"<{key}>"


def _value_word(group: str, value: object) -> str:
    return f"{group}.{value}"


def test_weeks_without_reports_have_their_place() -> None:
    spec = weeks_chart([(-3, 5), (2, 1)], _w)
    assert spec["encoding"]["x"]["scale"]["domain"] == [-3, -2, -1, 0, 1, 2]
    assert [value["when"] for value in spec["data"]["values"]] == ["<home.in_time>", "<home.late>"]


@pytest.mark.parametrize(
    ("kind", "quarter", "scale"),
    [("flow", 5, "log"), ("stock", 0, "symlog"), ("rate", 5, "linear"), ("score", 0, "linear")],
)
def test_amounts_of_all_levels_are_told_apart(kind: str, quarter: float, scale: str) -> None:
    row: dict[str, Any] = {"level": "county", "report_year": 2022, "median": 9, "three_quarters": 20}
    spec = spread_chart([{**row, "quarter": quarter}], "件", kind, _w, _value_word)
    assert {layer["encoding"]["y"]["scale"]["type"] for layer in spec["layer"]} == {scale}
    assert spec["data"]["values"][0]["level"] == "level.county"
