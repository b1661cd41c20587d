"""What names an element as one that holds a body or a title."""

from __future__ import annotations

import pytest

from extract.errors import KnowledgeError
from extract.page.containers import UNNAMED, containers, names
from extract.platforms import PLATFORMS


@pytest.mark.parametrize(
    ("selector", "tag", "identifier", "classes", "is_named"),
    [
        ("ucapcontent", "ucapcontent", "", "", True),
        ("#xiyanText", "div", "xiyanText", "", True),
        ("#xiyanText", "div", "xiyantext", "", False),
        (".xiyan-text", "div", "", "wide xiyan-text", True),
        (".xiyan-text", "div", "", "xiyan-texts", False),
        ("div.xiyan", "div", "", "xiyan", True),
        ("div.xiyan", "span", "", "xiyan", False),
        ('[id^="xiyan_text"]', "div", "xiyan_text_2", "", True),
        ('[id^="xiyan_text"]', "div", "a_xiyan_text", "", False),
    ],
)
def test_a_selector_names_what_a_browser_would_select(
    selector: str, tag: str, identifier: str, classes: str, *, is_named: bool
) -> None:
    ranks = names(("#other", selector)).ranks(tag, identifier, classes)
    assert ranks.wanted == (1 if is_named else None)


def test_of_two_selectors_the_surer_counts() -> None:
    assert names((".xiyan", "#xiyan")).ranks("div", "xiyan", "xiyan").wanted == 0


@pytest.mark.parametrize("selector", ["", "div p", "#a .b", "[name=a]", "*"])
def test_a_selector_of_another_kind_is_refused(selector: str) -> None:
    with pytest.raises(KnowledgeError, match="selector"):
        names((selector,))


def test_every_platform_names_its_body_by_selectors_that_are_read() -> None:
    selectors = {selector for platform in PLATFORMS.values() for selector in platform.body}
    assert all(names((selector,)) for selector in selectors) and selectors


def test_standard_containers_are_known_in_any_letter_case() -> None:
    known = containers()
    assert names(()).ranks("div", "Zoom", "").body == known.bodies["#zoom"]
    assert names(()).ranks("div", "", "trs_EDITOR").body == known.bodies[".trs_editor"]
    assert names(()).ranks("div", "", "") is UNNAMED
