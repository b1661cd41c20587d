"""Pages put together from their parts, in words of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.page.document import PageReading, read_page

PARAGRAPHS = (
    "2022年，我县围绕依法行政这条主线，把法治要求贯穿到规划、建设、服务各个环节，全年各项任务按期完成。",
    "一、主要做法和成效",
    "（一）健全决策机制。全年编制目录1份，列入事项7项，提请审议的文件全部经过合法性审查，出具审查意见63份。",
    "二、下一步打算",
    "2023年，我县将补齐审核力量，推行“一案一评”，计划培训执法人员不少于1500人次，让每一件案件都经得起检验。",
)


@pytest.fixture(scope="session")
def paragraphs() -> tuple[str, ...]:
    """A report's body, free of everything else."""
    return PARAGRAPHS


@pytest.fixture(scope="session")
def read_text() -> Callable[..., PageReading]:
    """Reads a page's text of an opening, the body of `paragraphs`, and perhaps a closing."""

    def read(opening: str, closing: str = "") -> PageReading:
        text = "\n".join([opening, *PARAGRAPHS, closing])
        return read_page(text.encode(), "text/plain; charset=utf-8", "file:report.txt")

    return read


@pytest.fixture(scope="session")
def read_html() -> Callable[[str], PageReading]:
    """Reads markup as a UTF-8 page."""

    def read(markup: str) -> PageReading:
        return read_page(markup.encode(), "text/html; charset=utf-8", "http://www.qinghe.example/doc/1.html")

    return read
