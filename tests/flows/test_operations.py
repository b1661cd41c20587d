"""docs/operations.md says what every issue is, and names the deployments and commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from extract.issues import KINDS
from flows.grammar import COMMANDS

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r'^\| <a id="(?P<anchor>[^"]+)"></a>`(?P<code>[^`]+)` \| (?P<severity>\w+) \| (?P<means>.+) \| (?P<remedy>.+) \|$'
)


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_issue_is_explained_once_with_its_severity_and_remedy(text: str) -> None:
    rows = [found for line in text.splitlines() if (found := ROW.match(line))]
    assert [(row["code"], row["severity"], row["remedy"]) for row in rows] == [
        (code, kind.severity, kind.remedy) for code, kind in KINDS.items()
    ]
    assert [row["anchor"] for row in rows] == list(KINDS)
    assert all(len(row["means"]) > 20 for row in rows)


def test_every_deployment_is_listed(text: str) -> None:
    deployed = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    listed = re.findall(r"^\| `(\w+)` \| (?:by hand|\d\d:|Sat)", text, re.MULTILINE)
    assert listed == [each["name"] for each in deployed]


def test_the_commands_that_it_and_the_units_call_exist(text: str) -> None:
    units = "".join(unit.read_text(encoding="utf-8") for unit in (ROOT / "ops").iterdir())
    called = set(
        re.findall(r"(?:`|^    |bin/)fazhi ([a-z]+(?: (?:check|list|lint|probe))?)", text + units, re.MULTILINE)
    )
    assert called
    assert called <= set(COMMANDS) | {name.rpartition(" ")[0] for name in COMMANDS}
