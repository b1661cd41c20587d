"""The three source files that collect the demo portals."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from demo import gkmlpt, hanweb, trs

DELAY_SECONDS = 0.02
CAVEATS = ["Invented places and figures, served on loopback by the demo."]


def source_files(base_url: str) -> dict[str, str]:
    """File name to YAML text of one source a portal, for portals served at `base_url`."""
    sources = (
        _source(base_url, "demo_xiyan", "溪砚县人民政府", "990121", "hanweb", hanweb.LISTING),
        _source(base_url, "demo_qingli", "青栎省人民政府", "990000", "trs", trs.LISTING),
        _source(base_url, "demo_linyan", "临砚区人民政府", "990102", "gkmlpt", f"{gkmlpt.INDEX}#{gkmlpt.CATEGORY}"),
    )
    return {f"{source['id']}.yml": yaml.safe_dump(source, allow_unicode=True, sort_keys=False) for source in sources}


def write_sources(directory: Path, base_url: str) -> list[Path]:
    """Write the source files into `directory`, which is made where it lacks; the paths written."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in source_files(base_url).items():
        path = directory / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _source(base_url: str, name: str, publisher: str, division: str, platform: str, listing: str) -> dict[str, Any]:
    return {
        "id": name,
        "publisher": publisher,
        "division": division,
        "platform": platform,
        "listings": [f"{base_url}{listing}"],
        "allowed_hosts": [urlsplit(base_url).netloc],
        "delay_seconds": DELAY_SECONDS,
        "loopback": True,
        "caveats": CAVEATS,
    }
