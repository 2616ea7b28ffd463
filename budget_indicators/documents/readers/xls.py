"""xls (Excel 97 to 2003), by xlrd: cells as they are shown, with the same rules as xlsx."""

from __future__ import annotations

import io
from typing import Any

from ...catalogue.readers import HIDDEN, STRUCK_OUT
from ...documents import limits
from ...extras import needs
from ..layout.grid import Block
from .number_format import BUILT_IN
from .reading import Findings, Read, Spot
from .sheet import Position, Sheet, Shown, error_cell, kept_runs, number_cell, sheet_blocks, spot, text_cell


def read_xls(name: str, data: bytes) -> Read:
    """The sheets of an xls file that are not hidden, as grids."""
    xlrd = needs("xlrd", "excel")
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=False, logfile=io.StringIO(), ragged_rows=True
        )
    except xlrd.XLRDError as problem:
        if "encrypt" in str(problem).lower() or "password" in str(problem).lower():
            raise limits.password(name) from None
        raise limits.damaged(name, "xls") from None
    except Exception:  # xlrd raises whatever a damaged record leads to
        raise limits.damaged(name, "xls") from None
    findings = Findings()
    blocks: list[Block] = []
    for sheet in book.sheets():
        if sheet.visibility:
            texts = [str(cell.value) for row in range(min(sheet.nrows, 3)) for cell in sheet.row(row) if cell.value]
            if texts:
                findings.add(HIDDEN, Spot(f"sheet {sheet.name}", f"工作表“{sheet.name}”"), " | ".join(texts[:12]))
            continue
        blocks += sheet_blocks(name, _sheet(xlrd, book, sheet, findings), findings)
    return Read(tuple(blocks), findings.all())


def _sheet(xlrd: Any, book: Any, sheet: Any, findings: Findings) -> Sheet:
    cells: dict[Position, Shown] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            shown = _cell(xlrd, book, sheet, (row, column), findings)
            if shown is not None:
                cells[row + 1, column + 1] = shown
    return Sheet(
        title=sheet.name,
        cells=cells,
        merged=[(top + 1, bottom, left + 1, right) for top, bottom, left, right in sheet.merged_cells],
        hidden_rows={row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={column + 1 for column, info in sheet.colinfo_map.items() if info.hidden},
    )


def _cell(xlrd: Any, book: Any, sheet: Any, at: Position, findings: Findings) -> Shown | None:
    kind = sheet.cell_type(*at)
    value = sheet.cell_value(*at)
    where = spot(sheet.name, (at[0] + 1, at[1] + 1))
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if kind == xlrd.XL_CELL_ERROR:
        return error_cell(xlrd.error_text_from_code.get(value, "#?"), where, findings)
    style = book.xf_list[sheet.cell_xf_index(*at)]
    indented = bool(style.alignment.indent_level)
    known = book.format_map.get(style.format_key)
    # The Chinese built-in formats have numbers but no codes in the file.
    form = BUILT_IN.get(style.format_key) or (known.format_str if known is not None else "General")
    if style.format_key > 163 and known is not None:
        form = known.format_str
    struck = bool(book.font_list[style.font_index].struck_out)
    if kind == xlrd.XL_CELL_TEXT:
        kept = kept_runs(_runs(book, sheet, at, str(value), struck), where, findings)
        return text_cell(kept, form, where, findings, indented=indented) if kept else None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Shown("TRUE" if value else "FALSE", indented)
    shown = number_cell(value, form, where, findings, from_1904=bool(book.datemode), indented=indented)
    if struck:
        findings.add(STRUCK_OUT, where, shown.text)
        return None
    return shown


def _runs(book: Any, sheet: Any, at: Position, text: str, struck: bool) -> list[tuple[str, bool]]:
    """The text cut where its font changes, and whether each piece is struck out."""
    runs: list[tuple[str, bool]] = []
    start = 0
    for position, font in sheet.rich_text_runlist_map.get(at, ()):
        if position > start:
            runs.append((text[start:position], struck))
        start = position
        struck = bool(book.font_list[font].struck_out)
    return [*runs, (text[start:], struck)]
