"""Tables of a body: every cell at its place, with what heads it, its span in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.page.document import PageReading
from extract.page.lines import lines_of_text
from extract.page.tables import read_cells
from extract.records import Cell

PROSE = "2023年，我县深入推进法治政府建设，现将有关情况报告如下，各项数据见下表。"
Reader = Callable[[str], PageReading]


def table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def td(*cells: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells)


def stated(cells: tuple[Cell, ...]) -> list[tuple[int, int, int, str, str, str]]:
    return [(c.table_no, c.row_no, c.column_no, c.row_header, c.header, c.text) for c in cells if not c.is_header]


CASES = [
    pytest.param(
        table(td("项目", "2022年", "2023年"), td("行政复议收案", "51", "58"), td("行政应诉案件", "30", "29")),
        [
            (1, 2, 1, "", "项目", "行政复议收案"),
            (1, 2, 2, "行政复议收案", "2022年", "51"),
            (1, 2, 3, "行政复议收案", "2023年", "58"),
            (1, 3, 1, "", "项目", "行政应诉案件"),
            (1, 3, 2, "行政应诉案件", "2022年", "30"),
            (1, 3, 3, "行政应诉案件", "2023年", "29"),
        ],
        id="years head columns",
    ),
    pytest.param(
        table(
            "<td rowspan='2'>单位</td><td colspan='2'>行政处罚</td>",
            td("件数", "金额（万元）"),
            td("县公安局", "1,204", "36.5"),
        ),
        [
            (1, 3, 1, "", "单位", "县公安局"),
            (1, 3, 2, "县公安局", "行政处罚 / 件数", "1,204"),
            (1, 3, 3, "县公安局", "行政处罚 / 金额（万元）", "36.5"),
        ],
        id="a header of two levels with cells that cover others",
    ),
    pytest.param(
        table(
            "<td colspan='3'>表1 行政执法情况</td>", td("序号", "类别", "数量"), td("1", "许可", "9"), td("2", "", "3")
        ),
        [
            (1, 3, 1, "", "序号", "1"),
            (1, 3, 2, "", "类别", "许可"),
            (1, 3, 3, "许可", "数量", "9"),
            (1, 4, 1, "", "序号", "2"),
            (1, 4, 3, "", "数量", "3"),
        ],
        id="a title over the table, a running number, an empty cell",
    ),
    pytest.param(
        table("<td rowspan='2'>复议</td><td>受理</td><td>54</td>", td("审结", "49件")),
        [
            (1, 1, 1, "", "", "复议"),
            (1, 1, 2, "", "", "受理"),
            (1, 1, 3, "复议 / 受理", "", "54"),
            (1, 2, 2, "", "", "审结"),
            (1, 2, 3, "审结", "", "49件"),
        ],
        id="no header, a cell that covers two rows",
    ),
    pytest.param(
        table("<td colspan='99999999999'>甲</td><td rowspan='x'>乙</td>", td("5", "6")),
        [(1, 2, 1, "", "甲", "5"), (1, 2, 2, "", "乙", "6")],
        id="spans that make no sense",
    ),
]


@pytest.mark.parametrize(("markup", "expected"), CASES)
def test_cells_have_their_place_and_what_heads_them(
    read_html: Reader, markup: str, expected: list[tuple[int, int, int, str, str, str]]
) -> None:
    document = read_html(f"<div id='zoom'><p>{PROSE}</p>{markup}<p>{PROSE}</p></div>").document
    assert stated(document.cells) == expected
    for cell in document.cells:
        assert document.body_text[cell.char_start : cell.char_end] == cell.text


def test_two_tables_are_two_and_lines_between_are_none(read_html: Reader) -> None:
    one = table(td("项目", "数量"), td("复议", "58"))
    cells = read_html(f"<div id='zoom'><p>{PROSE}</p>{one}{one}<p>{PROSE}</p>{one}</div>").document.cells
    assert [cell.table_no for cell in cells] == [1] * 4 + [2] * 4 + [3] * 4


def test_a_tables_rows_in_plain_lines_are_read_by_their_tabs() -> None:
    body = lines_of_text(f"{PROSE}\n项目\t数量\n复议\t58\n{PROSE}")
    assert stated(read_cells(body)) == [(1, 2, 1, "", "项目", "复议"), (1, 2, 2, "复议", "数量", "58")]


def test_a_body_without_tables_has_no_cells(read_html: Reader) -> None:
    assert read_html(f"<div id='zoom'><p>{PROSE}</p><p>{PROSE}</p></div>").document.cells == ()
