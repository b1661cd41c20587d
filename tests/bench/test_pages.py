"""The made pages: the same whenever they are made, as large as asked for, and read as what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench import document, facts, links
from bench.nation_pages import HTML, MARKUPS, made_pages
from bench.outcome import Outcome
from extract.page.document import read_page


def test_the_same_seed_gives_the_same_pages() -> None:
    assert made_pages(3, 10) == made_pages(3, 10)


def test_another_seed_gives_other_pages() -> None:
    assert {page.content for page in made_pages(3, 10)}.isdisjoint(page.content for page in made_pages(3, 10, seed=2))


@pytest.mark.parametrize("kilobytes", [45, 300])
def test_pages_have_the_size_asked_for_in_every_markup(kilobytes: int) -> None:
    sizes = [len(page.content) / 1000 for page in made_pages(len(MARKUPS), kilobytes)]
    assert [size for size in sizes if not kilobytes <= size <= 1.1 * kilobytes] == []


def test_a_page_holds_the_body_that_is_said_to_be_true() -> None:
    for page in made_pages(len(MARKUPS), 20):
        assert read_page(page.content, HTML, page.url).document.body_text == page.body


@pytest.mark.parametrize(
    ("run", "beside"),
    [
        (
            lambda: document.run(1, 10, 1),
            ["trafilatura as it comes", "resiliparse's main content", "resiliparse's main content"],
        ),
        (lambda: facts.run(1, 10, 1), ["lxml parse and text_content"]),
        (lambda: links.run(1, 1), ["Recognizers-Text (zh)", "a plain number regex"]),
    ],
    ids=["document", "facts", "links"],
)
def test_a_benchmark_of_any_size_has_a_figure_for_each_aim(
    run: Callable[[], list[Outcome]], beside: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = run()
    assert [outcome.beside for outcome in outcomes] == beside
    assert "1 " in capsys.readouterr().out
