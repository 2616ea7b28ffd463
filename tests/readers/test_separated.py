"""CSV files as they come: other marks, quotes that are never closed, texts kept from being numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import Document, read_document
from budget_indicators.documents.layout.grid import Grid
from budget_indicators.documents.readers.separated import csv_delimiter, csv_read, csv_rows

HEAD = ["项目名称", "总计", "绩效指标"]


def cells(text: str) -> list[tuple[str, ...]]:
    """The rows of a CSV text."""
    return [row.texts for block in csv_read(text).blocks if isinstance(block, Grid) for row in block.rows]


def document(text: str) -> Document:
    """The document of a CSV text."""
    return read_document(text.encode(), name="表.csv")


def string(name: str) -> str:
    """A dense string of one indicator."""
    return f"1、1-产出指标；11-数量指标；{name}；实施周期指标值:3次；年度指标值:3次。"


@pytest.mark.parametrize("mark", [",", "\t", ";", "|", "，"])
@pytest.mark.parametrize("stated", [False, True])
def test_other_marks_between_the_cells(mark: str, stated: bool) -> None:
    """Also where Excel's ``sep=`` states it."""
    text = (f"sep={mark}\n" if stated else "") + "\n".join(
        mark.join(row) for row in [HEAD, ["培训", "1.50", string("次数")], ["设备", "2.50", string("台数")]]
    )
    found = document(text)
    assert [(each.name, len(each.indicators)) for each in found.projects] == [("培训", 1), ("设备", 1)]


def test_a_mark_inside_the_cells_does_not_count() -> None:
    """Strings with ; in a file with commas, quoted or not."""
    rows = [
        ",".join(HEAD),
        f'培训,1.50,"{string("次数").replace("；", ";")}"',
        f"设备,2.50,{string('台数').replace('；', ';')}",
    ]
    assert csv_delimiter("\n".join(rows)) == ","
    assert csv_delimiter("甲;1,5;乙\n丙;2,5;丁\n戊;3;己") == ";"


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('="95%",a', ("95%", "a")),
        ('"=""95%""",a', ("95%", "a")),
        ('="007",a', ("007", "a")),
        ("=1+1,a", ("=1+1", "a")),
        ('a"b,c', ('a"b', "c")),
        ('"a""b",c', ('a"b', "c")),
        ('"他说"好"了",c', ('他说"好"了', "c")),
        ('"a,b",c', ("a,b", "c")),
        ('"",c', ("", "c")),
        ('"a\nb",c', ("a\nb", "c")),
        ('"a\r\n\r\nb",c', ("a\r\n\r\nb", "c")),
        ('a,"b""', ("a", '"b""')),
    ],
)
def test_quotes(line: str, row: tuple[str, ...]) -> None:
    """What one record holds."""
    assert cells(line) == [row]


@pytest.mark.parametrize("at", [1, 2, 100, 198])
@pytest.mark.parametrize("cell", ['"{}', '"{}"x"', '{}"'])
@pytest.mark.parametrize("quoted", [False, True])
def test_an_unclosed_quote_costs_no_row(at: int, cell: str, quoted: bool) -> None:
    """200 rows, one of them with a quote too many."""
    rows = [",".join(HEAD)]
    for number in range(1, 201):
        text = string(f"次数{number}")
        last = cell.format(text) if number == at else f'"{text}"' if quoted else text
        rows.append(f"项目{number},1.50,{last}")
    found = document("\n".join(rows) + "\n")
    assert [each.name for each in found.projects] == [f"项目{number}" for number in range(1, 201)]
    assert all(len(each.indicators) == 1 for each in found.projects)
    reported = [each.message() for each in found.diagnostics if each.code == "D058"]
    assert reported == (
        [f"line {at + 1}: a quotation mark is not closed; it was read as a character"]
        if cell[0] == '"' and cell[-1] != '"'
        else []
    )


def test_the_message_of_an_unclosed_quote_is_short() -> None:
    """However long the file."""
    text = "a,b\n" + 'x,"y\n' + "c,d\n" * 3_000
    found = csv_read(text)
    assert len(cells(text)) == 3_002
    assert all(len(each.message()) < 200 for each in found.diagnostics)


@given(st.lists(st.lists(st.text(alphabet='ab,"\n\r;甲', max_size=8), min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_was_written_as_csv_reads_back(rows: list[list[str]]) -> None:
    """All cells quoted, so nothing is in doubt."""
    rows = [["h1", "h2", "h3"], *rows]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    read = [row.texts for row in csv_rows(io.StringIO(out.getvalue(), newline=""), ",")]
    assert read == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


@given(st.text(alphabet='ab,"\n;', max_size=200))
def test_no_text_raises_and_no_letter_is_lost(text: str) -> None:
    """Whatever the quotes."""
    joined = "".join("".join(row) for row in cells(text))
    for letter in "ab":
        assert joined.count(letter) == text.count(letter)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('甲, "次数, 人", 3次', ["甲", "次数, 人", " 3次"]), ('甲,"合格率,95%', ["甲", "合格率", "95%"]),
        ('甲,"十四五"规划,95%', ["甲", '"十四五"规划', "95%"]),
        ('甲,55"电视,3台', ["甲", '55"电视', "3台"]),
        ("甲,#N/A,3", ["甲", "", "3"]), ("甲,#1楼,3", ["甲", "#1楼", "3"]),
    ],
)  # fmt: skip
def test_quotes_and_errors_of_a_line(line: str, cells: list[str]) -> None:
    """A blank before a quote, a quote that encloses nothing, quotes that are text, errors of a spreadsheet."""
    from budget_indicators.documents.readers.separated import csv_read

    (grid,) = csv_read(f"一,二,三\n{line}\n").blocks
    assert [each.text for each in grid.rows[1].cells] == cells  # type: ignore[union-attr]
