"""xlsx: all tables, a sheet for each; texts are texts, never formulas."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path
from typing import Any

from ...extras import needs
from ..cells import WRITER, RowSource, check_room
from ..columns import TABLES, Column, TableName
from ..headings import SHEETS, heading
from ..rows import Cell

_MAX_TEXT = 32_767
# The table people look for comes first.
_ORDER: tuple[TableName, ...] = ("indicators", "projects", "documents", "measures", "diagnostics")


_FORMATS = {"money": "#,##0.00", "date": "yyyy-mm-dd"}
_WIDTHS = {"integer": 8, "boolean": 10, "money": 18, "number": 14, "date": 12, "text": 16}
_WIDE = frozenset(
    {"name", "project", "file", "goal", "text", "message_en", "message_zh", "unit", "department", "title"}
)


def _width(column: Column, head: str) -> float:
    """The width of a column in characters, enough for its header and its usual content."""
    return max(
        sum(1 if char.isascii() else 2 for char in head) + 3, 40 if column.name in _WIDE else _WIDTHS[column.type]
    )


def write_xlsx(path: Path, source: RowSource, lang: str = "en") -> None:
    """All tables as a workbook, its sheets and headings in Chinese where ``lang`` is ``zh``."""
    openpyxl = needs("openpyxl", "excel")
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = WRITER
    try:
        _fill(book, path, source, lang)
        save_workbook(book, path)
    except BaseException:
        close_sheets(book)
        raise


def close_sheets(book: Any) -> None:
    """Close the half-written sheets of a workbook that will not be saved; otherwise that is tried, and fails, later."""
    for sheet in book.worksheets:
        with contextlib.suppress(Exception):
            sheet.close()


def _fill(book: Any, path: Path, source: RowSource, lang: str) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)
    for table in _ORDER:
        sheet = book.create_sheet(SHEETS[table] if lang == "zh" else table)
        sheet.freeze_panes = "A2"
        titles = [heading(table, column) if lang == "zh" else column.name for column in TABLES[table]]
        for at, (column, title) in enumerate(zip(TABLES[table], titles, strict=True), start=1):
            sheet.column_dimensions[get_column_letter(at)].width = _width(column, title)
        head = [WriteOnlyCell(sheet, title) for title in titles]
        for cell in head:
            cell.font = bold
        sheet.append(head)
        formats = [_FORMATS.get(column.type) for column in TABLES[table]]
        count = 0
        for count, row in enumerate(source(table), start=1):
            check_room(path, count)
            cells = [text_cell(sheet, cell) for cell in row]
            for at, form in enumerate(formats):
                if form is not None and cells[at] is not None:
                    cells[at] = WriteOnlyCell(sheet, cells[at])
                    cells[at].number_format = form
            sheet.append(cells)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(TABLES[table]))}{count + 1}"


def save_workbook(book: Any, path: Path) -> None:
    """Save a workbook; after a failure (no room) nothing is tried again later."""
    from openpyxl.writer.excel import ExcelWriter

    archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
    try:
        ExcelWriter(book, archive).save()
    except BaseException:
        with contextlib.suppress(OSError, ValueError):  # else it tries again when it is thrown away, and says so
            archive.close()
        raise


def text_cell(sheet: Any, value: Cell) -> Any:
    """A cell for a write-only sheet: texts stay texts, never formulas, without characters that Excel cannot hold."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", value).encode("utf-8", "replace").decode("utf-8")
    if len(text) > _MAX_TEXT:
        text = text[: _MAX_TEXT - 1] + "…"
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
