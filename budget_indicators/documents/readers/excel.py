"""xlsx and xls: cells as they are shown (number formats applied), merged cells, one grid for each sheet."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from ...documents import limits
from ...extras import needs
from ..layout.grid import Block, Cell, Grid, Place, Row

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")


def xlsx_blocks(path: Path) -> list[Block]:
    """The sheets of an xlsx file, as grids."""
    openpyxl = needs("openpyxl", "excel")
    needs("defusedxml", "excel")
    limits.check_zip(path, "xlsx")
    _check_merged(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Formulas come with the values the spreadsheet program last computed.
            book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, SyntaxError, OSError):
        raise limits.damaged(path, "xlsx") from None
    try:
        return [
            block
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
            for block in _sheet(
                path,
                sheet.title,
                {
                    (cell.row, cell.column): (shown(cell.value, cell.number_format or ""), _indent(cell))
                    for row in sheet.iter_rows()
                    for cell in row
                    if cell.value is not None
                }
                if sheet.max_row * sheet.max_column <= limits.MAX_CELLS
                else _sparse(path, sheet),
                [(r.min_row, r.max_row, r.min_col, r.max_col) for r in sheet.merged_cells.ranges],
            )
        ]
    finally:
        book.close()


def _sparse(path: Path, sheet: Any) -> dict[tuple[int, int], tuple[str, bool]]:
    """The cells of a sheet whose stated size is out of all proportion: formats reach to its end, or a stray cell."""
    cells = {
        (cell.row, cell.column): (shown(cell.value, cell.number_format or ""), _indent(cell))
        for cell in sheet._cells.values()
        if getattr(cell, "value", None) is not None
    }
    rows = max((row for row, _ in cells), default=0)
    columns = max((column for _, column in cells), default=0)
    if rows * columns > limits.MAX_CELLS:
        raise limits.too_big(
            path,
            f"sheet {sheet.title} reaches to row {rows}, column {columns}",
            f"工作表“{sheet.title}”延伸到第 {rows} 行、第 {columns} 列",
        )
    return cells


def _indent(cell: Any) -> bool:
    alignment = cell.alignment
    return bool(alignment is not None and alignment.indent)


def _check_merged(path: Path) -> None:
    """Refuse merged cells that cover millions of cells: the library would make an object of each."""
    area = 0
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            if not part.filename.startswith("xl/worksheets/"):
                continue
            for left, top, right, bottom in _MERGED.findall(archive.read(part)):
                area += (int(bottom) - int(top) + 1) * (_column(right) - _column(left) + 1)
                if area > limits.MAX_CELLS:
                    raise limits.too_big(path, "merged cells cover millions of cells", "合并单元格覆盖数百万个单元格")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def xls_blocks(path: Path) -> list[Block]:
    """The sheets of an xls file (Excel 97 to 2003), as grids."""
    xlrd = needs("xlrd", "excel")
    try:
        book = xlrd.open_workbook(
            str(path), formatting_info=True, on_demand=False, logfile=io.StringIO(), ragged_rows=True
        )
    except xlrd.XLRDError as problem:
        if "encrypt" in str(problem).lower() or "password" in str(problem).lower():
            raise limits.password(path) from None
        raise limits.damaged(path, "xls") from None
    except Exception:  # xlrd raises whatever a damaged record leads to
        raise limits.damaged(path, "xls") from None
    blocks: list[Block] = []
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        cells: dict[tuple[int, int], tuple[str, bool]] = {}
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                text, indent = _xls_cell(xlrd, book, sheet, row, column)
                if text:
                    cells[row + 1, column + 1] = (text, indent)
        merged = [(top + 1, bottom, left + 1, right) for top, bottom, left, right in sheet.merged_cells]
        blocks += _sheet(path, sheet.name, cells, merged)
    return blocks


def _xls_cell(xlrd: Any, book: Any, sheet: Any, row: int, column: int) -> tuple[str, bool]:
    kind = sheet.cell_type(row, column)
    value = sheet.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return "", False
    xf = book.xf_list[sheet.cell_xf_index(row, column)]
    indent = bool(xf.alignment.indent_level)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value), indent
    if kind == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if value else "FALSE"), indent
    form = book.format_map[xf.format_key].format_str if xf.format_key in book.format_map else ""
    if kind == xlrd.XL_CELL_DATE:
        try:
            value = xlrd.xldate.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError):
            return str(value), indent
    return shown(value, form), indent


def _sheet(
    path: Path,
    title: str,
    cells: dict[tuple[int, int], tuple[str, bool]],
    merged: Iterable[tuple[int, int, int, int]],
) -> list[Block]:
    if not cells:
        return []
    rows = max(row for row, _ in cells)
    columns = max(column for _, column in cells)
    if columns > limits.MAX_COLUMNS or rows * columns > limits.MAX_CELLS:
        raise limits.too_big(
            path, f"sheet {title} has {rows} rows and {columns} columns", f"工作表“{title}”有 {rows} 行 {columns} 列"
        )
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for top, bottom, left, right in merged:
        for row in range(top, min(bottom, rows) + 1):
            for column in range(left, min(right, columns) + 1):
                if (row, column) != (top, left):
                    covered[row, column] = (top, left)
    nothing = ("", False)
    grid: list[Row] = []
    for row in range(1, rows + 1):
        line: list[Cell] = []
        for column in range(1, columns + 1):
            anchor = covered.get((row, column))
            text = cells.get(anchor or (row, column), nothing)[0]
            line.append(Cell(text, covered=anchor is not None))
        if any(cell.text.strip() for cell in line):
            first, indent = next((cells[row, c] for c in range(1, columns + 1) if (row, c) in cells), nothing)
            indented = indent or first[:1] in (" ", "\u3000")
            grid.append(Row(tuple(line), Place(sheet=title, row=row), indented=indented))
    return [Grid(tuple(grid))]


def shown(value: object, form: str) -> str:
    """A value as its number format shows it.

    >>> shown(1.0, "0%"), shown(1214.97, "#,##0.00"), shown(3, '0"次"'), shown(0.5, "General")
    ('100%', '1,214.97', '3次', '0.5')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), form)
    if isinstance(value, datetime.datetime):
        return _date(value, form)
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _date(value: datetime.datetime, form: str) -> str:
    if "年" in form and "日" not in form and "d" not in form.lower():
        return f"{value.year}年{value.month}月"
    day = f"{value.year}年{value.month}月{value.day}日" if "年" in form else value.strftime("%Y-%m-%d")
    return day if (value.hour, value.minute, value.second) == (0, 0, 0) else f"{day} {value:%H:%M}"


_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[(?:[^\]]*)\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")


def _number(value: Decimal, form: str) -> str:
    sections = form.split(";")
    form = sections[1] if value < 0 and len(sections) > 1 and sections[1].strip() else sections[0]
    if value == 0 and len(sections) > 2 and not _DIGITS.search(_LITERAL.sub("", sections[2])):
        return _LITERAL.sub(lambda m: m[1] or m[2] or "", sections[2]).strip() or "0"
    prefix = suffix = ""
    digits = _DIGITS.search(_blanked(form))
    if digits is None or not form or form.lower() == "general" or form == "@":
        return _plain(value)
    negative_shown = value < 0 and len(sections) > 1
    prefix = _literal(form[: digits.start()])
    suffix = _literal(form[digits.end() :])
    places = len(digits[0].partition(".")[2].rstrip(",")) if "." in digits[0] else 0
    optional = len(digits[0]) - len(digits[0].rstrip("#")) if "." in digits[0] else 0
    if "%" in prefix + suffix:
        value *= 100
    thousands = digits[0].count(",") and not digits[0].endswith(",")
    value = abs(value) if negative_shown else value
    quantum = Decimal(1).scaleb(-places)
    try:
        rounded = value.quantize(quantum, rounding=ROUND_HALF_UP)
    except ArithmeticError:
        return _plain(value)
    text = format(rounded, ",f" if thousands else "f")
    for _ in range(optional):
        text = text.removesuffix("0")
    return f"{prefix}{text.removesuffix('.')}{suffix}"


def _blanked(form: str) -> str:
    """The format with its literals blanked out, positions kept."""
    return _LITERAL.sub(lambda m: " " * len(m[0]), form)


def _literal(form: str) -> str:
    return _LITERAL.sub(lambda m: m[1] or m[2] or "", form).strip()


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text if text != "-0" else "0"
