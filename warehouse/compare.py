"""Compare: what another extractor would make of the same archive, beside what readers see now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from extract.errors import ReleaseError
from warehouse.database import Rows, database, named_rows, sql

SHOWN = 5
"""Facts that a kind of change is shown with: enough to see the pattern; the file has all."""

FILES = {"facts": "facts.csv", "reports": "reports.csv"}

_SUMMARY = """
SELECT
    change, coalesce(old_indicator, '') AS old_indicator, coalesce(new_indicator, '') AS new_indicator,
    coalesce(changed, '') AS changed, count(*) AS facts, any_value(new_rule ORDER BY new_rule) AS rule
FROM compared_facts GROUP BY ALL
ORDER BY facts DESC, change, old_indicator, new_indicator, changed
"""

_EXAMPLES = """
SELECT change, old_indicator, new_indicator, changed, quote, old_value, new_value, old_unit, new_unit, sentence, url
FROM compared_facts
QUALIFY row_number() OVER (
    PARTITION BY change, old_indicator, new_indicator, changed ORDER BY report_id, sentence, quote
) <= ?
ORDER BY change, old_indicator, new_indicator, changed, url, sentence, quote
"""

_REPORTS = """
SELECT change, stated, count(*) AS reports, any_value(old_value ORDER BY report_id) AS old_example,
    any_value(new_value ORDER BY report_id) AS new_example
FROM compared_reports GROUP BY ALL ORDER BY reports DESC, change, stated
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. `facts`: change, old_indicator, new_indicator, changed, facts, rule; `examples` of each kind with
    their sentences; `reports`: change, stated (the column), reports, old_example, new_example."""

    facts: Rows
    examples: Rows
    reports: Rows


def compare(before: Path, after: Path, into: Path) -> Comparison:
    """Compare two DuckDB files, and write every difference to `facts.csv` and `reports.csv` in the directory `into`.

    A fact is `gained`, `lost` or `changed`, told by report, sentence and quote: offsets may have moved. Raises
    ReleaseError where a file cannot be read, or the disk refuses.
    """
    into.mkdir(parents=True, exist_ok=True)
    try:
        with _both(before, after) as connection:
            for name, file in FILES.items():
                connection.execute(f"CREATE TEMP TABLE compared_{name} AS {sql('compare', f'{name}.sql')}")
                connection.table(f"compared_{name}").to_csv(str(into / file), header=True)
            return Comparison(
                named_rows(connection, _SUMMARY),
                named_rows(connection, _EXAMPLES, [SHOWN]),
                named_rows(connection, _REPORTS),
            )
    except (duckdb.Error, OSError) as error:
        raise ReleaseError(
            f"{before} and {after} could not be compared: {error}", "If one is damaged, publish again."
        ) from error


@contextmanager
def _both(before: Path, after: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with database(Path(":memory:")) as connection:
        for name, file in (("before", before), ("after", after)):
            connection.execute(f"ATTACH '{str(file).replace(chr(39), chr(39) * 2)}' AS {name} (READ_ONLY)")
        yield connection
