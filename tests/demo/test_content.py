"""The strict loader of the demo's content."""

from __future__ import annotations

from decimal import Decimal

import pytest

from demo.content import ContentError, Figure, check_keys, fill

FIGURE = Figure(("reconsideration.accepted",), Decimal(54), "件", "54件", "eq")


def test_a_paragraph_shows_its_figures() -> None:
    assert fill(["受理{accepted}。"], {"accepted": FIGURE}, "here") == ("受理54件。",)


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        pytest.param(["受理{acepted}。"], {"accepted": FIGURE}, id="a name without a figure"),
        pytest.param(["受理若干。"], {"accepted": FIGURE}, id="a figure that nothing shows"),
    ],
)
def test_paragraphs_and_figures_must_match(body: list[str], figures: dict[str, Figure]) -> None:
    with pytest.raises(ContentError, match="here"):
        fill(body, figures, "here")


@pytest.mark.parametrize("mapping", [{"id": 1, "yaer": 2020}, {"id": 1}, [1]], ids=["unknown", "missing", "no mapping"])
def test_keys_must_be_the_known_ones(mapping: object) -> None:
    with pytest.raises(ContentError):
        check_keys(mapping, {"id", "year"}, "here")
