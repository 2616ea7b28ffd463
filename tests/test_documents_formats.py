"""Every file of the same tables, from every format and producer, reads to the same cells and indicators."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from documents_support import DOCUMENTS, MADE, assert_project_table, document, expected, squeezed, yuan

from budget_indicators import Document

READ = (".csv", ".html", ".docx", ".xlsx", ".xls", ".pdf")


def files(stem: str) -> list[Path]:
    """The readable files of one table."""
    return sorted(
        path
        for path in DOCUMENTS.iterdir()
        if path.name.startswith(stem) and path.suffix in READ and "userpw" not in path.name
    )


@pytest.mark.parametrize("path", files("t000") + files("tort"), ids=lambda path: path.name)
def test_project_tables_read_to_the_expected_cells(path: Path) -> None:
    """Names, amounts, goals and strings of the project tables, whatever the file is."""
    table = expected(DOCUMENTS / f"{path.name[:4]}.expected.json")
    found = document(path)
    assert_project_table(found, table["rows"])
    if path.suffix != ".csv":
        assert found.title == table["title"]
        assert found.department == table["dept"]
        assert found.money_unit == "万元"


@pytest.mark.parametrize("path", files("t003"), ids=lambda path: path.name)
def test_department_tables_read_to_the_expected_cells(path: Path) -> None:
    """Eight indicators in columns with merged level cells, whatever the file is."""
    table = expected(DOCUMENTS / "t003.expected.json")
    found = document(path)
    assert len(found.projects) == 1
    cells = [
        [
            indicator.level1.name if indicator.level1 else "",
            indicator.level2.name if indicator.level2 else "",
            indicator.name,
            indicator.cycle.text if indicator.cycle else "",
            indicator.annual.text if indicator.annual else "",
        ]
        for indicator in found.indicators
    ]
    assert [[squeezed(cell) for cell in row] for row in cells] == [
        [squeezed(cell) for cell in row] for row in table["rows"]
    ]


@pytest.mark.parametrize("stem", ["t000", "t003", "tort"])
def test_every_format_gives_the_same_indicators(stem: str) -> None:
    """Levels, names and normalised values do not depend on the format."""

    def meaning(found: Document) -> list[tuple[object, ...]]:
        return [
            (
                indicator.level1,
                indicator.level2,
                squeezed(indicator.name),
                indicator.annual and indicator.annual.value,
                indicator.cycle and indicator.cycle.value,
            )
            for indicator in found.indicators
        ]

    readings = {path.name: meaning(document(path)) for path in files(stem)}
    first = next(iter(readings.values()))
    assert len(first) == {"t000": 120, "t003": 8, "tort": 4}[stem]
    assert {name: reading == first for name, reading in readings.items()} == dict.fromkeys(readings, True)


def test_number_formats_are_read_as_shown() -> None:
    """A cell of 1 with the format 0% says 100%, in xlsx and xls alike."""
    for name in ("numfmt.xlsx", "numfmt.xls"):
        values = {each.name: each.annual.text if each.annual else "" for each in document(DOCUMENTS / name).indicators}
        assert values["合格率"] == "100%"
        assert values["满意度"] == "95.0%"
        assert values["次数"] == "3次"
        assert values["编码"] == "007"
        assert values["时间"] == "2025年12月31日"


@pytest.mark.parametrize("path", sorted(MADE.glob("tianhe*.pdf")), ids=lambda path: path.name)
def test_other_districts_and_producers(path: Path) -> None:
    """Another district's table: rotated pages, header on the first page only, few or no rules; all of it is read."""
    table = expected(MADE / "tianhe.json")
    found = document(path)
    assert_project_table(found, table["rows"])
    assert found.department == "广州市天河区城市管理和综合执法局"
    assert [finding.code for finding in found.diagnostics] == []


@pytest.mark.parametrize("path", sorted(MADE.glob("province_*.*")), ids=lambda path: path.name)
def test_other_provinces_columns_and_forms(path: Path) -> None:
    """指标性质 | 指标值 | 度量单位 and one form for each project, with the same result."""
    found = document(path)
    table = expected(MADE / "province.json")
    signs = {"≥": "≥", "＝": "＝", "定性": ""}
    assert [project.name for project in found.projects] == [name for name, *_ in table]
    for project, (_, total, goal, rows) in zip(found.projects, table, strict=True):
        assert project.total == yuan(total)
        assert squeezed(project.goal) == squeezed(goal)
        assert project.unit in ("奉节县水利局", "嘉峪关市水务局")
        read = [
            (
                each.level1.name if each.level1 else "",
                each.level2.name if each.level2 else "",
                each.name,
                squeezed(each.annual.text if each.annual else ""),
            )
            for each in project.indicators
        ]
        assert read == [
            (level1, level2, name, squeezed(signs[sign] + value + unit))
            for level1, level2, name, sign, value, unit in rows
        ]


def test_operator_value_and_unit_are_one_value() -> None:
    """≥ | 95 | % is at least 95 %."""
    found = document(MADE / "province_columns.html").projects[0].indicators[3].annual
    assert found is not None
    assert found.text == "≥95%"
    assert getattr(found.value, "low", None) == Decimal(95)
    assert found.span.of(document(MADE / "province_columns.html").projects[0].text) == "≥95%"


def test_places_lead_back_to_the_file() -> None:
    """A project says on which page, sheet, row or line it stands."""
    assert document(DOCUMENTS / "t000_rl.pdf").projects[-1].where.page == 7
    assert document(DOCUMENTS / "t000.xlsx").projects[0].where.sheet == "表10"
    assert document(DOCUMENTS / "t000.gb18030.csv").projects[0].where.line == 4
    assert str(document(DOCUMENTS / "t000.html").projects[0].where).endswith("t000.html, table 1, row 4, column 7")
