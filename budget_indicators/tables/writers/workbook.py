"""xlsx: all tables, a sheet for each; texts are texts, never formulas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...extras import needs
from ..cells import RowSource, check_room
from ..columns import TABLES, TableName
from ..rows import Cell

_MAX_TEXT = 32_767
# The table people look for comes first.
_ORDER: tuple[TableName, ...] = ("indicators", "projects", "documents", "measures", "diagnostics")


def write_xlsx(path: Path, source: RowSource) -> None:
    """All tables as a workbook."""

    openpyxl = needs("openpyxl", "excel")
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    bold = Font(bold=True)
    for table in _ORDER:
        sheet = book.create_sheet(table)
        sheet.freeze_panes = "A2"
        head = [WriteOnlyCell(sheet, column.name) for column in TABLES[table]]
        for cell in head:
            cell.font = bold
        sheet.append(head)
        for count, row in enumerate(source(table), start=1):
            check_room(path, count)
            sheet.append([_cell(sheet, WriteOnlyCell, ILLEGAL_CHARACTERS_RE, cell) for cell in row])
    book.save(path)


def _cell(sheet: Any, kind: Any, illegal: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    text = illegal.sub("", value).encode("utf-8", "replace").decode("utf-8")
    if len(text) > _MAX_TEXT:
        text = text[: _MAX_TEXT - 1] + "…"
    if not text.startswith("="):
        return text
    cell = kind(sheet, text)
    cell.data_type = "s"
    return cell
