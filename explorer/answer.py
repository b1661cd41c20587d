"""Answers: what a page tells, the same to a reader of HTML, of JSON and of CSV."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field


class Row(BaseModel):
    """A row of a query: its fields are the query's columns, by name, no more and no fewer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(BaseModel):
    """What a page tells. Its fields are of pydantic's types, so that each is described in the API's documentation."""

    model_config = ConfigDict(frozen=True)


RowT = TypeVar("RowT", bound=Row)
AnswerT = TypeVar("AnswerT", bound=Answer)


class Asked(BaseModel):
    """A query that an answer comes from, as it can be asked again."""

    model_config = ConfigDict(frozen=True)

    name: str
    sql: str


class Table(BaseModel, Generic[RowT]):
    """Some rows of a longer answer: those of one page."""

    model_config = ConfigDict(frozen=True)

    columns: tuple[str, ...] = Field(description="The names of the rows' fields, in their order")
    rows: tuple[RowT, ...]
    total: int = Field(description="Rows of the whole answer")
    page: int = Field(description="From 1")
    size: int = Field(description="Rows a page")
    sort: str | None = Field(description="The column that the rows are sorted by, - before it: the largest first")

    asked: Asked = Field(exclude=True)
    """The query that gives the whole of it."""

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


class Told(BaseModel, Generic[AnswerT]):
    """An answer of the API: of which release it is, by which queries, and what they tell."""

    release: str
    caution: str | None = Field(description="Why this may not be the latest release")
    queries: tuple[Asked, ...]
    answer: AnswerT
