"""The source files that collect the demo portals."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from demo.families import FAMILIES

DELAY_SECONDS = 0.02
CAVEATS = ["Places and figures are invented: the demo serves them on loopback."]

PUBLISHERS = {
    "hanweb": ("demo_xiyan", "溪砚县人民政府", "990121"),
    "trs": ("demo_qingli", "青栎省人民政府", "990000"),
    "gkmlpt": ("demo_linyan", "临砚区人民政府", "990102"),
}
"""Source id, publisher and division code of each of the demo's portals, by the family that serves it."""


def source_files(base_url: str, family: str | None = None) -> dict[str, str]:
    """File name to YAML text of one source a portal; with `family`, of the one portal of it that has all articles."""
    sites = {family: ("demo_all", "青栎省人民政府", "990000")} if family else PUBLISHERS
    sources = [_source(base_url, *said, platform) for platform, said in sites.items()]
    return {f"{source['id']}.yml": yaml.safe_dump(source, allow_unicode=True, sort_keys=False) for source in sources}


def write_sources(directory: Path, base_url: str, family: str | None = None) -> list[Path]:
    """Write the source files into `directory`, which is made where it lacks; the paths written."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in source_files(base_url, family).items():
        path = directory / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _source(base_url: str, name: str, publisher: str, division: str, platform: str) -> dict[str, Any]:
    return {
        "id": name,
        "publisher": publisher,
        "division": division,
        "platform": platform,
        "listings": [f"{base_url}{FAMILIES[platform].listing}"],
        "allowed_hosts": [urlsplit(base_url).netloc],
        "delay_seconds": DELAY_SECONDS,
        "loopback": True,
        "cadence": {"days": 0, "full_walk_days": 0},
        "assertions": {"entries": {"min": 1, "max": 1000}, "fill": {"body": 0.8, "published_on": 0.8, "issuer": 0.8}},
        "caveats": CAVEATS,
    }
