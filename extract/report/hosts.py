"""Whose portal an address is: the romanized name of a place in the host of a government's site."""

from __future__ import annotations

import re
from functools import cache

from extract.errors import KnowledgeError
from extract.knowledge import read_tsv
from extract.records import Division
from extract.report.divisions import Gazetteer

DATA_FILE = "hosts.tsv"
COLUMNS = ("label", "code")
_HOST = re.compile(r"https?://([\w.-]+)\.gov\.cn(?=[:/?#]|$)", re.ASCII | re.IGNORECASE)


def portal_division(url: str, gazetteer: Gazetteer) -> Division | None:
    """The division whose name the host bears (sfj.suining.gov.cn: 遂宁市), the innermost; None for other hosts."""
    host = _HOST.match(url)
    labels = host[1].lower().split(".") if host else []
    found: Division | None = None
    for label in reversed(labels):
        division = gazetteer.division(_codes().get(label, ""))
        if division and (found is None or gazetteer.is_within(division, found)):
            found = division
    return found


@cache
def _codes() -> dict[str, str]:
    """Labels with the codes of their divisions. Raises KnowledgeError for a label that stands twice."""
    codes: dict[str, str] = {}
    for row in read_tsv(DATA_FILE, COLUMNS):
        if row["label"] in codes:
            raise KnowledgeError(f'extract/data/{DATA_FILE}: "{row["label"]}" stands twice', "Take one out.")
        codes[row["label"]] = row["code"]
    return codes
