"""Divisions: found by their names, or from the provinces down."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from explorer.answer import Answer, Row, Table
from explorer.page import Page
from explorer.parameters import Paging, Words
from explorer.release import ReadRelease, Release


class Found(Row):
    """A division, and the years of which there is a report of its government."""

    code: str
    name: str
    full_name: str
    level: str
    years: list[int]


class Divisions(Answer):
    """The divisions that have the words in their full names; without words, the provinces."""

    words: str
    found: Table[Found]


def divisions_of(release: ReadRelease, words: str, paging: Paging) -> Table[Found]:
    """The divisions whose full names have all the words, or whose codes begin with them."""
    return release.table(Found, "division_list", paging, words=words)


def answer(release: Release, paging: Annotated[Paging, Depends()], q: Words = "") -> Divisions:
    """Divisions by words of their full names, or by the head of a code, with the years that we have."""
    words = " ".join(q.split())
    return Divisions(words=words, found=divisions_of(release, words, paging))


PAGE = Page("/division", "division_list.html", answer, table="found")
