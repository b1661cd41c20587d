"""The keys of a source's YAML file in the order in which they are written, and the JSON Schema that editors read.

`python -m extract.collect.source_keys > sources/schema.json` writes the schema anew.
"""

from __future__ import annotations

import json
from typing import Any

from extract.collect.shapes import FLAG, Key, choice, mapping, number, several, text, texts_by_text, whole
from extract.collect.tls import ALLOWANCES
from extract.platforms import PLATFORMS

DELAY_MAX = 600
"""Seconds. At ten minutes a page a portal of a hundred pages takes most of a day; more is a slip."""

DAYS_MAX = 366
"""The reports are yearly."""

ENTRIES_MAX = 1_000_000

HOSTS = "a list of hosts"
ALLOWED = f"a list of {', '.join(ALLOWANCES)}"
DAYS = f"a whole number of days, 0 to {DAYS_MAX}"
ENTRIES = f"a whole number of entries, 1 to {ENTRIES_MAX}"
SHARE = Key(number(1, "a share, 0 to 1"), needed=False)

KEYS = {
    "id": Key(text(r"^[a-z0-9][a-z0-9_-]*$", "text in small letters, digits, hyphens")),
    "publisher": Key(text()),
    "division": Key(text(r"^[0-9]{6}([0-9]{3})?$", "a code of 6 or 9 digits in quotes")),
    "platform": Key(text()),
    "listings": Key(several(text(), "a list of addresses")),
    "allowed_hosts": Key(several(text(), HOSTS)),
    "delay_seconds": Key(number(DELAY_MAX, f"a number of seconds, 0 to {DELAY_MAX}")),
    "tls": Key(
        mapping({"allow": Key(several(choice(ALLOWANCES), ALLOWED)), "reason": Key(text())}),
        needed=False,
    ),
    "loopback": Key(FLAG, needed=False),
    "cadence": Key(
        mapping(
            {
                "days": Key(whole(0, DAYS_MAX, DAYS)),
                "full_walk_days": Key(whole(0, DAYS_MAX, DAYS)),
                "recheck_days": Key(whole(0, DAYS_MAX, DAYS), needed=False),
            }
        ),
    ),
    "assertions": Key(
        mapping(
            {
                "entries": Key(
                    mapping({"min": Key(whole(1, ENTRIES_MAX, ENTRIES)), "max": Key(whole(1, ENTRIES_MAX, ENTRIES))})
                ),
                "fill": Key(mapping({"body": SHARE, "published_on": SHARE, "issuer": SHARE}), needed=False),
            }
        )
    ),
    "lookups": Key(
        mapping({"title": Key(texts_by_text("titles as listed, each with the title that it stands for"))}),
        needed=False,
    ),
    "caveats": Key(several(text(), "a list of texts", least=0), needed=False),
}


def schema() -> dict[str, Any]:
    """The JSON Schema of a source: what can be said of a file without the other files and the gazetteer."""
    known = {**mapping(KEYS).schema}
    platform = {**KEYS["platform"].shape.schema, "enum": sorted(PLATFORMS)}
    known["properties"] = {**known["properties"], "platform": platform}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A source of fazhi: one portal (sources/README.md says what reads which key)",
        **known,
    }


def schema_text() -> str:
    """The schema as `sources/schema.json` holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
