"""xls (Excel 97 to 2003), by xlrd: cells as they are shown, with the same rules as xlsx."""

from __future__ import annotations

import io
from typing import Any

import attrs

from ...catalogue.readers import HIDDEN
from ...documents import limits
from ...extras import needs
from ..layout.grid import Block
from .number_format import BUILT_IN
from .result import Read, Reported, sheet_spot
from .sheet import Position, Sheet, Shown, TextRun, error_cell, kept_runs, number_cell, sheet_blocks, spot, text_cell


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
    reported = Reported()
    blocks: list[Block] = []
    for sheet in book.sheets():
        if sheet.visibility:
            texts = [str(cell.value) for row in range(min(sheet.nrows, 3)) for cell in sheet.row(row) if cell.value]
            if texts:
                reported.add(HIDDEN, sheet_spot(sheet.name), " | ".join(texts[:12]))
            continue
        blocks += sheet_blocks(name, _sheet(xlrd, book, sheet, reported), reported)
    return Read(tuple(blocks), reported.all())


def _sheet(xlrd: Any, book: Any, sheet: Any, reported: Reported) -> Sheet:
    cells: dict[Position, Shown] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            shown = _cell(xlrd, book, sheet, (row, column), reported)
            if shown is not None:
                cells[row + 1, column + 1] = shown
    return Sheet(
        title=sheet.name,
        cells=cells,
        merged=[(top + 1, bottom, left + 1, right) for top, bottom, left, right in sheet.merged_cells],
        hidden_rows={row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={column + 1 for column, info in sheet.colinfo_map.items() if info.hidden},
    )


def _cell(xlrd: Any, book: Any, sheet: Any, at: Position, reported: Reported) -> Shown | None:
    kind = sheet.cell_type(*at)
    value = sheet.cell_value(*at)
    where = spot(sheet.name, (at[0] + 1, at[1] + 1))
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if kind == xlrd.XL_CELL_ERROR:
        return error_cell(xlrd.error_text_from_code.get(value, "#?"), where, reported)
    style = book.xf_list[sheet.cell_xf_index(*at)]
    indented = bool(style.alignment.indent_level)
    known = book.format_map.get(style.format_key)
    # The Chinese built-in formats have numbers but no codes in the file.
    form = BUILT_IN.get(style.format_key) or (known.format_str if known is not None else "General")
    if style.format_key > 163 and known is not None:
        form = known.format_str
    look = _look(book, style.font_index, backed=style.background.fill_pattern != 0)
    if kind == xlrd.XL_CELL_TEXT:
        kept = kept_runs(_runs(book, sheet, at, str(value), look), where, reported)
        return text_cell(kept, form, where, reported, indented=indented) if kept else None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Shown("TRUE" if value else "FALSE", indented)
    shown = number_cell(value, form, where, reported, from_1904=bool(book.datemode), indented=indented)
    if look.struck or look.white:
        kept_runs([attrs.evolve(look, text=shown.text)], where, reported)
        return None
    return shown


_WHITE_INDEXES = (1, 9)


def _look(book: Any, font: int, *, backed: bool) -> TextRun:
    """How a font shows; white is seen on the colour of a cell."""
    found = book.font_list[font]
    white = not backed and (
        found.colour_index in _WHITE_INDEXES or book.colour_map.get(found.colour_index) == (255, 255, 255)
    )
    return TextRun("", bool(found.struck_out), found.escapement == 1, white, found.name)


def _runs(book: Any, sheet: Any, at: Position, text: str, look: TextRun) -> list[TextRun]:
    """The text cut where its font changes."""
    runs: list[TextRun] = []
    start = 0
    backed = book.xf_list[sheet.cell_xf_index(*at)].background.fill_pattern != 0
    for position, font in sheet.rich_text_runlist_map.get(at, ()):
        if position > start:
            runs.append(attrs.evolve(look, text=text[start:position]))
        start = position
        look = _look(book, font, backed=backed)
    return [*runs, attrs.evolve(look, text=text[start:])]
