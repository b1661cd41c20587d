"""The labels of page headers (labels.tsv): which field of a document each names, or that it is known and not kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extract.errors import KnowledgeError
from extract.knowledge import nearest, read_tsv

FIELDS = (
    "title",
    "site_name",
    "index_number",
    "document_number",
    "publisher",
    "source",
    "topic",
    "validity",
    "openness",
    "published_on",
    "written_on",
)
IGNORED = "-"


@dataclass(frozen=True, slots=True)
class Label:
    """A label's field (None: known, and ignored) and its rank in the file; the lower of two labels of a field wins.

    `above`: below a text it is the site's own (制作单位), and tells nothing of the document.
    """

    field: str | None
    rank: int
    above: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of visible headers, without white space; names of `<meta>` tags, in lower case; keys of the object that a
    script holds the document in."""

    visible: dict[str, Label]
    meta: dict[str, Label]
    script: dict[str, Label]


def labels_from(rows: Iterable[Mapping[str, str]]) -> Labels:
    """Labels of rows with `where`, `field`, `variant`. Raises KnowledgeError for an unknown place or field, and for a
    label that is given twice."""
    found = Labels({}, {}, {})
    books = {
        "label": found.visible,
        "above": found.visible,
        "ignored": found.visible,
        "meta": found.meta,
        "script": found.script,
    }
    for rank, row in enumerate(rows):
        where, field, variant = row["where"], row["field"], row["variant"]
        if where not in books:
            raise KnowledgeError(f"extract/data/labels.tsv: no place {where!r}: {', '.join(books)}")
        if field not in (FIELDS if where != "ignored" else (IGNORED,)):
            raise KnowledgeError(f"extract/data/labels.tsv: {variant}: no field {field!r}{nearest(field, FIELDS)}")
        key = variant.lower() if where == "meta" else variant
        if key in books[where]:
            raise KnowledgeError(f"extract/data/labels.tsv: {variant!r} is given twice")
        books[where][key] = Label(None if field == IGNORED else field, rank, where == "above")
    return found


@cache
def labels() -> Labels:
    """The shipped labels."""
    return labels_from(read_tsv("labels.tsv", ("where", "field", "variant")))
