"""Every finding says where it stands, in the file's own terms, and what stands there is what it is about."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from budget_indicators.documents.model import Document, Where
from budget_indicators.documents.open import read_document
from budget_indicators.lint import Finding, lint_document
from budget_indicators.lint.config import Config
from budget_indicators.lint.reports import FORMATS, report
from budget_indicators.lint.run import LintInput, Run
from budget_indicators.rules import all_rules

DOCUMENTS = Path(__file__).parent.parent / "documents"
SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = ("t000", "t003", "tort", "made/province_columns", "made/province_forms")


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def found_in(name: str) -> tuple[Document, list[Finding]]:
    """A file of tests/documents as read, and all findings in it."""
    document = read_document(DOCUMENTS / name)
    return document, list(lint_document(document, review=True))


def in_words(text: str, cell: str) -> bool:
    """Whether a cell holds what a finding quotes: all of it, or (a value with its sign and unit) its numbers."""
    if squeezed(text) in squeezed(cell):
        return True
    return bool(
        set(re.findall(r"[\d.]+|[\u4e00-\u9fff]{2,}", text)) & set(re.findall(r"[\d.]+|[\u4e00-\u9fff]{2,}", cell))
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_of_a_sheet_is_named_as_excel_names_it(name: str) -> None:
    """``表10!G7`` holds the text that was found fault with."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(DOCUMENTS / f"{name}.xlsx")
    _, found = found_in(f"{name}.xlsx")
    assert found
    for one in found:
        if one.where is None:  # about the whole file
            assert one.code == "Q037"
            continue
        assert one.where.sheet in book.sheetnames
        assert one.place.zh == one.place.en == f"{one.where.sheet}!{one.where.cell}"
        shown = book[one.where.sheet][one.where.cell].value
        assert shown is not None, one
        assert not one.text or in_words(one.text, str(shown)), (one, shown)
        assert one.line is None
        assert one.column is None


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_of_a_word_file_has_table_row_and_column(name: str) -> None:
    """Counted as in the file; the cell there holds the text that was found fault with."""
    docx = pytest.importorskip("docx")
    tables = docx.Document(str(DOCUMENTS / f"{name}.docx")).tables
    _, found = found_in(f"{name}.docx")
    for one in found:
        where = one.where
        if where is None:
            assert one.code == "Q037"
            continue
        assert where.table is not None
        assert where.row is not None
        assert where.column is not None
        shown = tables[where.table - 1].rows[where.row - 1].cells[where.column - 1].text
        assert not one.text or in_words(one.text, shown), (one, shown)
        assert one.place.zh == f"第{where.table}个表格第{where.row}行第{where.column}列"
        assert one.line is None


def test_the_same_finding_in_every_format() -> None:
    """The total that does not add up, and a value, with the place each format gives them."""
    places = {}
    for name in ("t000.xlsx", "t000.docx", "t000.html", "t000.gb18030.csv", "t000_rl.pdf"):
        _, found = found_in(name)
        total = next(one for one in found if one.code == "D001")
        value = next(one for one in found if one.code == "Q001")
        places[name] = (total.line, total.place.en, value.line, value.place.zh)
    assert places == {
        "t000.xlsx": (None, "表10!B4", None, "表10!G6"),
        "t000.docx": (None, "table 1, row 2, column 2", None, "第1个表格第4行第7列"),
        "t000.html": (None, "table 1, row 2, column 2", None, "第1个表格第4行第7列"),
        "t000.gb18030.csv": (2, "row 2, column 2", 4, "表格第4行第7列"),
        "t000_rl.pdf": (None, "page 1, row 2", None, "第1页，表格第4行"),
    }


def report_of(format: str, name: str, lang: str = "zh") -> str:
    """A report about one file."""
    out = io.StringIO()
    made = report(format, out, lang, all_rules())  # type: ignore[arg-type]
    path = str(DOCUMENTS / name)
    Run(Config(review=True), made).lint([LintInput(name, path)], pytest.fail)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_reports_name_the_cell_and_no_line_of_a_sheet(format: str) -> None:
    """Every format names the cells of values and of the total."""
    said = report_of(format, "t000.xlsx")
    assert "表10!G6" in said
    assert "表10!B4" in said  # the total has a place, too
    assert re.search(r"t000\.xlsx:\d", said) is None
    assert re.search(r'class="note">\d+:\d+', said) is None


@pytest.mark.parametrize("format", ["full", "concise", "html", "csv", "junit", "github"])
def test_rows_of_columns_in_a_text_have_a_line_and_no_column(format: str) -> None:
    """The text of a table's columns is put together here: a column in it would mean nothing."""
    said = report_of(format, "found/anhui_suixi_2019_ziping.txt")
    assert re.search(r"ziping\.txt:\d+:\d+", said) is None
    if format in ("full", "concise"):
        assert "anhui_suixi_2019_ziping.txt:30  项目“临时救助”" in said


def test_programs_get_the_place_in_parts() -> None:
    """JSON has all fields, SARIF those that are known."""
    data = json.loads(report_of("json", "t000.xlsx"))
    value = next(one for one in data if one["code"] == "Q001")
    assert value["where"] == {
        "file": "", "page": None, "sheet": "表10", "row": 6, "line": None, "table": None, "column": None, "cell": "G6",
    }  # fmt: skip
    assert (value["line"], value["column"]) == (None, None)
    log = json.loads(report_of("sarif", "t000.xlsx"))
    location = next(one for one in log["runs"][0]["results"] if one["ruleId"] == "Q001")["locations"][0]
    assert location["properties"] == {"where": {"sheet": "表10", "row": 6, "cell": "G6"}}
    assert "region" not in location["physicalLocation"]


def test_a_string_over_two_pages_has_the_page_of_each_part() -> None:
    """What stands on the second page is found there, not where the string begins."""
    document = read_document(DOCUMENTS / "t000_wp.pdf")
    cut = [project for project in document.projects if len({cell.where.page for cell in project.cells}) > 1]
    assert cut
    for project in cut:
        for cell, after in zip(project.cells, (*project.cells[1:], None), strict=True):
            end = len(project.text) if after is None else after.start
            assert project.text[cell.start : end].strip()
            assert cell.where.page is not None
        pages = [cell.where.page for cell in project.cells]
        assert pages == sorted(pages)  # type: ignore[type-var]


def test_every_diagnostic_of_a_document_that_concerns_a_part_of_it_has_a_place() -> None:
    """Only what concerns the whole file has none."""
    whole = {"D001": 0}
    for path in sorted(DOCUMENTS.glob("t0*.xlsx")) + sorted(DOCUMENTS.glob("found/*.txt")):
        for one in read_document(path).diagnostics:
            if one.where == Where():
                whole[one.code] = whole.get(one.code, 0) + 1
    assert set(whole) <= {"D001", "D004", "D012"}, whole
    assert whole["D001"] == 0


@pytest.mark.parametrize("name", ["t003.xlsx", "made/province_columns.xlsx", "found/anhui_suixi_2019_ziping.txt"])
def test_a_budget_year_changes_no_finding_of_a_table_of_columns(name: str) -> None:
    """The text of its columns is put together here and is no string that could be read anew."""
    found = {}
    for year in (None, 2025):
        listed = io.StringIO()
        made = report("concise", listed, "zh", all_rules())
        Run(Config(review=True, year=year), made).lint([LintInput(name, str(DOCUMENTS / name))], pytest.fail)
        found[year] = listed.getvalue()
    assert found[2025] == found[None]
