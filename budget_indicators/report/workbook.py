"""The overview as a workbook: a sheet of figures with charts, and sheets of all rows, which can be filtered.

Each line of a figure links to the first of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from ..extras import needs
from ..model.nodes import Language
from ..model.rule import Both
from ..tables.cells import WRITER, check_room
from ..tables.writers.workbook import close_sheets, save_workbook, text_cell
from .database import Database
from .figures import ORDER, SECTIONS, Figure, RowsOf
from .overview import AnsweredFigure, FigureLine, Overview
from .wording import SO, label, line_name, place, rule_name

_FORMATS = {"money": "#,##0.00", "share": "0.0", "count": "#,##0", "number": "0.00"}
_SHEETS: dict[RowsOf, Both] = {
    "counted_projects": Both("Projects", "项目"),
    "counted_indicators": Both("Indicators", "指标"),
    "findings": Both("Findings", "问题"),
}
_OVERVIEW, _FILES, _ALIKE = Both("Overview", "概览"), Both("Documents", "文件"), Both("Repeated", "重复的表")


@attrs.frozen
class RowSheet:
    """A sheet of rows: titles and expressions of its columns, widths in characters."""

    titles: tuple[Both, ...]
    expressions: tuple[str, ...]
    widths: tuple[int, ...]


_COMMON = (Both("File", "文件"), Both("Place", "位置"), Both("Department", "部门"), Both("Project", "项目"))
_PLACE = "page, sheet, row, line"
_ROWS: dict[RowsOf, RowSheet] = {
    "counted_projects": RowSheet(
        (
            *_COMMON,
            *(Both("Year", "年度"), Both("Money (万元)", "金额（万元）"), Both("Withheld", "涉密")),
            *(Both("Indicators", "指标数"), Both("Spent (万元)", "执行数（万元）"), Both("Score", "自评得分")),
        ),
        (
            *("file", "who", "COALESCE(NULLIF(project, ''), unit)", "year", "total / 10000.0", "withheld"),
            *("indicators", "executed / 10000.0", "score"),
        ),
        (40, 16, 36, 36, 8, 14, 8, 8, 14, 10),
    ),
    "counted_indicators": RowSheet(
        (
            *_COMMON,
            *(Both("Year", "年度"), Both("First level", "一级指标"), Both("Second level", "二级指标")),
            *(Both("Indicator", "指标"), Both("Annual target", "年度指标值"), Both("Cycle target", "实施周期指标值")),
            *(Both("Satisfaction", "满意度类"), Both("At least %", "至少（%）")),
        ),
        (
            *("file", "who", "project", "year", "level1", "level2", "name", "annual_text", "cycle_text"),
            *("is_satisfaction", "at_least_percent"),
        ),
        (40, 16, 36, 36, 8, 14, 20, 36, 30, 30, 10, 10),
    ),
    "findings": RowSheet((), (), ()),
}


def write_workbook(path: Path, overview: Overview, database: Database, lang: Language) -> None:
    """Write the overview and all rows."""
    openpyxl = needs("openpyxl", "excel")
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = WRITER
    try:
        _Book(book, overview, database, lang).write(path)
        save_workbook(book, path)
    except BaseException:
        close_sheets(book)
        raise


@attrs.define
class _Book:
    """The workbook as it is written."""

    book: Any
    overview: Overview
    database: Database
    lang: Language

    def write(self, path: Path) -> None:
        """Fill all sheets."""
        self._figures()
        for rows_of in ("counted_projects", "counted_indicators"):
            self._rows(path, rows_of)
        self._findings(path)
        self._files()
        self._alike()

    def say(self, text: Both) -> str:
        """A text in the language of the workbook."""
        return text.get(self.lang)

    def _sheet(self, title: Both, widths: Sequence[int]) -> Any:
        from openpyxl.utils import get_column_letter

        sheet = self.book.create_sheet(self.say(title))
        for at, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        return sheet

    def _cell(
        self, sheet: Any, value: Any, *, bold: bool = False, soft: bool = False, size: int = 11, form: str = ""
    ) -> Any:
        from openpyxl.cell import Cell, WriteOnlyCell
        from openpyxl.styles import Font

        cell = text_cell(sheet, value)
        cell = cell if isinstance(cell, Cell) else WriteOnlyCell(sheet, cell)
        if bold or soft or size != 11:
            cell.font = Font(bold=bold, size=size, color="808080" if soft else None)
        if form:
            cell.number_format = form
        return cell

    def _head(self, sheet: Any, titles: Sequence[Both]) -> None:
        sheet.append([self._cell(sheet, self.say(title), bold=True) for title in titles])

    # --- figures -----------------------------------------------------------------------------------------------------

    def _figures(self) -> None:
        sheet = self._sheet(_OVERVIEW, (34, 22, 22, 18, 14, 14, 14, 4, 28))
        sheet.page_setup.orientation = "landscape"
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToHeight = 0
        row = 1

        def append(cells: Sequence[Any]) -> None:
            nonlocal row
            sheet.append(list(cells))
            row += 1

        title = Both("Overview of budget performance indicators", "绩效指标概览")
        append([self._cell(sheet, self.say(title), bold=True, size=16)])
        append([self.say(Both("Amounts are in 万元 (10,000 yuan).", "金额单位：万元。"))])
        for number, value in self.overview.numbers:
            append([self._cell(sheet, self.say(number.title)), self._cell(sheet, value, form=_FORMATS[number.kind])])
        failed = len(self.overview.failed)
        append([self.say(Both("Documents that could not be read", "无法读取的文件")), failed])
        append([self.say(Both("Tables that repeat another", "重复的表")), len(self.overview.repeated)])
        for section in self.overview.sections:
            append([])
            append([self._cell(sheet, self.say(section.section.title), bold=True, size=14)])
            if section.is_empty:
                append([self.say(section.section.nothing)])
            for answered in section.figures:
                if not answered.is_empty:
                    append([])
                    start = row
                    for cells in self._figure(sheet, answered):
                        append(cells)
                    self._chart(sheet, answered, start)
                    for _ in range(start + _chart_rows(answered) - row):
                        append([])

    def _figure(self, sheet: Any, answered: AnsweredFigure) -> Iterator[list[Any]]:
        figure = answered.figure
        yield [self._cell(sheet, self.say(figure.title), bold=True)]
        yield [self._cell(sheet, self.say(figure.note).replace("`", ""))]
        heads = [*(column.title for column in figure.labels), *(column.title for column in figure.amounts)]
        yield [self._cell(sheet, self.say(each), bold=True) for each in heads]
        first = self._first_rows(figure)
        for line in answered.lines:
            yield self._line(sheet, answered, line, first.get(line.labels))

    def _line(self, sheet: Any, answered: AnsweredFigure, line: FigureLine, first: int | None) -> list[Any]:
        figure = answered.figure
        if line.together:
            others = Both(f"{line.together} others", f"其余{line.together}项")
            cells = [self._cell(sheet, self.say(others)), *([None] * (len(figure.labels) - 1))]
        else:
            names = [label(each, column, self.lang) for each, column in zip(line.labels, figure.labels, strict=True)]
            if figure.outside:
                names[0] = f"{names[0]} {rule_name(names[0], self.lang)}"
            cells = [self._cell(sheet, name) for name in names]
            if first is not None:
                self._link(cells[0], self.say(_SHEETS[figure.rows_of]), first + 1)
        for each, column in zip(line.amounts, figure.amounts, strict=True):
            cells.append(self._cell(sheet, each, form=_FORMATS[column.kind]))
        if not line.together:
            cells += [None] * (_NAMES_AT - 1 - len(cells))
            cells.append(self._cell(sheet, line_name(answered, line, self.lang), soft=True))
        return cells

    def _link(self, cell: Any, sheet: str, row: int) -> None:
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell.hyperlink = Hyperlink(ref="", location=f"'{sheet}'!A{row}")
        cell.font = Font(color="1F5A4E", underline="single")

    def _first_rows(self, figure: Figure) -> dict[tuple[Any, ...], int]:
        """For each line the place of its first row among all rows of the sheet."""
        labels = ", ".join(f"{each.expression} AS l{at}" for at, each in enumerate(figure.labels))
        order, fits = ORDER[figure.rows_of], figure.where or "1"
        inner = f"SELECT {labels}, ({fits}) AS fits, ROW_NUMBER() OVER (ORDER BY {order}) AS n FROM {figure.rows_of}"
        numbers = ", ".join(f"l{at}" for at in range(len(figure.labels)))
        found = self.database.ask(f"SELECT {numbers}, MIN(n) FROM ({inner}) WHERE fits GROUP BY {numbers}")
        return {row[:-1]: row[-1] for row in found}

    def _chart(self, sheet: Any, answered: AnsweredFigure, start: int) -> None:
        from openpyxl.chart import BarChart, Reference

        figure = answered.figure
        lines = min(_MOST_BARS, sum(not line.together for line in answered.lines))
        head, at = start + 2, len(figure.labels) + 1
        chart = BarChart()
        chart.type = "bar"
        chart.add_data(Reference(sheet, min_col=at, min_row=head, max_row=head + lines), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=_NAMES_AT, min_row=head + 1, max_row=head + lines))
        chart.title = f"{self.say(figure.title)} — {self.say(figure.amounts[0].title)}"
        chart.legend = None
        chart.x_axis.scaling.orientation = "maxMin"
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.gapWidth = 40
        chart.series[0].graphicalProperties.solidFill = "2D7A6A"
        chart.width, chart.height = 18, _chart_rows(answered) * 0.5
        sheet.add_chart(chart, f"J{start}")

    # --- rows --------------------------------------------------------------------------------------------------------

    def _rows(self, path: Path, rows_of: RowsOf) -> None:
        """All rows of a table, and to which line of each figure they belong."""
        kept = _ROWS[rows_of]
        coded = [
            each for section in SECTIONS for each in section.figures if each.rows_of == rows_of and each.labels[0].words
        ]
        sheet = self._sheet(_SHEETS[rows_of], (*kept.widths, *([20] * len(coded))))
        sheet.freeze_panes = "A2"
        self._head(sheet, (*kept.titles, *(figure.title for figure in coded)))
        groups = [f"CASE WHEN {figure.where or '1'} THEN {figure.labels[0].expression} END" for figure in coded]
        query = f"SELECT {', '.join((_PLACE, *kept.expressions, *groups))} FROM {rows_of} ORDER BY {ORDER[rows_of]}"
        count = 0
        for count, row in enumerate(self.database.each(query), 1):
            check_room(path, count)
            page, its_sheet, table_row, line, file, *cells = row
            own, groups_of = cells[: len(kept.expressions) - 1], cells[len(kept.expressions) - 1 :]
            words = [
                None if code is None else figure.labels[0].words[code].get(self.lang)
                for code, figure in zip(groups_of, coded, strict=True)
            ]
            where = place(page, its_sheet, table_row, line, self.lang)
            sheet.append([text_cell(sheet, cell) for cell in (file, where, *own, *words)])
        self._filter(sheet, len(kept.titles) + len(coded), count)

    def _findings(self, path: Path) -> None:
        titles = (
            *(Both("File", "文件"), Both("Place", "位置"), Both("Project", "项目"), Both("Rule", "规则")),
            *(Both("Name", "名称"), Both("Severity", "级别"), Both("Finding", "问题")),
        )
        sheet = self._sheet(_SHEETS["findings"], (40, 20, 36, 8, 20, 10, 80))
        sheet.freeze_panes = "A2"
        self._head(sheet, titles)
        which, message = ("place_zh", "message_zh") if self.lang == "zh" else ("place_en", "message_en")
        query = f"SELECT file, {which}, project, code, severity, {message} FROM findings ORDER BY {ORDER['findings']}"
        count = 0
        for count, (file, where, project, code, severity, said) in enumerate(self.database.each(query), 1):
            check_room(path, count)
            cells = (file, where, project, code, rule_name(code, self.lang), severity, said)
            sheet.append([text_cell(sheet, cell) for cell in cells])
        self._filter(sheet, len(titles), count)

    def _files(self) -> None:
        titles = (
            *(Both("File", "文件"), Both("Why it was not read", "无法读取的原因"), Both("Department", "部门")),
            *(Both("Year", "年度"), Both("Projects", "项目数"), Both("Money (万元)", "金额（万元）")),
            *(Both("Indicators", "指标数"), Both("Findings", "问题数")),
        )
        sheet = self._sheet(_FILES, (50, 40, 36, 8, 10, 14, 10, 10))
        sheet.freeze_panes = "A2"
        self._head(sheet, titles)
        for file in self.overview.files:
            cells = (file.file, file.message, file.department, file.year, file.projects, file.money)
            sheet.append([text_cell(sheet, cell) for cell in (*cells, file.indicators, file.findings)])
        why = self.say(
            Both("not a kind of document, or written by this program", "不是可读取的文件类型，或由本程序生成")
        )
        for path in self.overview.passed_over:
            sheet.append([text_cell(sheet, path), why])
        self._filter(sheet, len(titles), len(self.overview.files) + len(self.overview.passed_over))

    def _alike(self) -> None:
        titles = (
            *(Both("File", "文件"), Both("Sheet", "工作表"), Both("stands in", "也见于"), Both("Sheet", "工作表")),
            *(Both("Projects alike", "相同项目"), Both("Projects", "项目数"), Both("So", "处理方式")),
        )
        sheet = self._sheet(_ALIKE, (50, 16, 50, 16, 10, 10, 30))
        self._head(sheet, titles)
        for each in self.overview.alike:
            cells = (each.file, each.sheet, each.other, each.other_sheet, each.same, each.projects)
            sheet.append([text_cell(sheet, cell) for cell in (*cells, SO[each.why].get(self.lang))])

    def _filter(self, sheet: Any, columns: int, rows: int) -> None:
        from openpyxl.utils import get_column_letter

        sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows + 1}"


_MOST_BARS = 20
_NAMES_AT = 9
"""The column of the names of the bars."""


def _chart_rows(answered: AnsweredFigure) -> int:
    """The rows of the sheet that a figure covers: those of its table, or of its chart if that is longer."""
    lines = len(answered.lines)
    return max(lines + 4, 10, round(1.6 * min(lines, _MOST_BARS)) + 5)
