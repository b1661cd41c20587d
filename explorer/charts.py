"""Charts: Vega-Lite specifications of what tables on the same page tell. charts.js draws them in the page's colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Word = Callable[[str], str]
"""A word of words.tsv in the language of the page."""

ValueWord = Callable[[str, object], str]
"""The word for a value of a column, in the language of the page."""

Spec = dict[str, Any]

_COMMON: Spec = {
    # The language of a specification, by its name: nothing is fetched from there.
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": "container",
    "height": 220,
}


_UPRIGHT: Spec = {"axis": {"labelAngle": 0}}


def weeks_chart(weeks: Iterable[tuple[int, int]], w: Word) -> Spec:
    """Bars of reports by weeks from 1 April, given as (week, reports); those in time and late ones told apart."""
    words = (w("home.in_time"), w("home.late"))
    values = [{"week": week, "reports": reports, "when": words[week >= 0]} for week, reports in weeks]
    when = {"field": "when", "type": "nominal", "title": None, "scale": {"domain": words}}
    return _COMMON | {
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {
                "field": "week",
                "type": "ordinal",
                "title": w("home.week"),
                "scale": {"domain": _span(values)},
                **_UPRIGHT,
            },
            "y": {"field": "reports", "type": "quantitative", "title": w("home.reports"), "axis": {"tickMinStep": 1}},
            "color": when | {"legend": {"orient": "top"}},
        },
    }


def _span(values: list[dict[str, Any]]) -> list[int]:
    """All weeks from the first to the last, and those on both sides of 1 April, so that gaps are seen."""
    weeks = [value["week"] for value in values]
    return list(range(min([-2, *weeks]), max([1, *weeks]) + 1))


def spread_chart(spread: Sequence[Mapping[str, Any]], unit: str, kind: str, w: Word, value_word: ValueWord) -> Spec:
    """The median of each level by year as a line, and between which values the middle half lies as a band.

    A row has level, report_year, quarter, median and three_quarters; `kind` is the indicator's.
    """
    values = [{**row, "level": value_word("level", row["level"])} for row in spread]
    amount = {"type": "quantitative", "title": unit, **_scale(spread, kind)}
    level = {"field": "level", "type": "nominal", "title": None, "sort": None}
    legend = {"legend": {"orient": "top", "symbolOpacity": 1}}
    band = {
        "mark": {"type": "area", "opacity": 0.14, "line": False},
        "encoding": {"y": {"field": "quarter", **amount}, "y2": {"field": "three_quarters"}},
    }
    line = {
        "mark": {"type": "line", "point": {"filled": True, "size": 60}, "tooltip": True},
        "encoding": {"y": {"field": "median", **amount}, "shape": level | legend},
    }
    year = {"field": "report_year", "type": "ordinal", "title": w("column.year"), **_UPRIGHT}
    return _COMMON | {
        "height": 260,
        "data": {"values": values},
        "encoding": {"x": year, "color": level | legend},
        "layer": [band, line],
    }


def _scale(spread: Sequence[Mapping[str, Any]], kind: str) -> Spec:
    """Levels differ by powers of ten but for rates, ranks and scores; a logarithm has no place for zero."""
    if kind in ("rate", "rank", "score"):
        return {"scale": {"type": "linear", "zero": False}}
    if any(row["quarter"] <= 0 for row in spread):
        return {"scale": {"type": "symlog"}, "axis": {"tickCount": 5}}
    return {"scale": {"type": "log"}, "axis": {"values": [step * 10**power for power in range(13) for step in (1, 3)]}}
