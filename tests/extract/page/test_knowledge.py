"""The loaders of the page's data files refuse what they do not know."""

from __future__ import annotations

import pytest

from extract.errors import KnowledgeError
from extract.page.containers import containers, containers_from
from extract.page.elements import elements, elements_from
from extract.page.labels import labels, labels_from
from extract.page.words import KINDS, words, words_from


def label(where: str, field: str, variant: str) -> dict[str, str]:
    return {"where": where, "field": field, "variant": variant}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([label("lable", "source", "来源")], "no place 'lable'"),
        ([label("label", "sorce", "来源")], 'did you mean "source"'),
        ([label("label", "-", "来源")], "no field '-'"),
        ([label("ignored", "source", "打印")], "no field 'source'"),
        ([label("label", "source", "来源"), label("ignored", "-", "来源")], "given twice"),
    ],
)
def test_a_wrong_label_is_refused(rows: list[dict[str, str]], said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        labels_from(rows)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"kind": "klass", "name": "zoom", "ends": ""}, 'did you mean "class"'),
        ({"kind": "mark", "name": "start", "ends": ""}, "a mark has an end"),
        ({"kind": "id", "name": "zoom", "ends": "x"}, "an element has none"),
    ],
)
def test_a_wrong_container_is_refused(row: dict[str, str], said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        containers_from([row])


def test_a_wrong_element_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no kind 'blok'"):
        elements_from([{"kind": "blok", "name": "p"}])


@pytest.mark.parametrize(
    ("row", "said"),
    [({"kind": "ends", "pattern": "x"}, 'did you mean "end"'), ({"kind": "end", "pattern": "("}, "is no pattern")],
)
def test_a_wrong_pattern_is_refused(row: dict[str, str], said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        words_from([row])


def test_what_is_shipped_is_read() -> None:
    assert labels().visible["索引号"].field == "index_number"
    assert labels().visible["打印"].field is None
    assert containers().bodies["#zoom"] < containers().bodies[".content"]
    assert containers().bodies[".trs_editor"] in containers().editors
    assert containers().bodies[".content"] not in containers().editors
    assert "p" in elements().blocks
    assert all(words(kind) for kind in KINDS)
