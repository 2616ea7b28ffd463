"""A sheet of any kind of workbook -> one grid as a reader sees it: hidden rows and columns left out, cells merged."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

import attrs

from ...catalogue.readers import (
    DATE_SERIAL,
    ERROR_VALUE,
    FOOTNOTE,
    FORMULA,
    HIDDEN,
    SHOWN_OTHERWISE,
    STRUCK_OUT,
    UNSEEN,
)
from ...documents import limits
from ...patterns import lazy
from ..layout.grid import Block, Cell, Grid, Place, Row
from ..model import Where
from .date_serials import DateColumns, date_serial
from .number_format import is_rounded, shown_number, shown_text
from .result import Reported, Spot, spot_at
from .superscript import raised
from .symbols import from_font

Position = tuple[int, int]
"""Row and column of a cell, from 1."""

_ERRORS = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"}
)
_ACCOUNTING = lazy(r"[_*] ")
_RED = lazy(r"\[(?:red|红色?|color\s*3)\]", re.IGNORECASE)  # red is how such a sheet writes the sign
_DASHES = frozenset({"-", "¥-", "￥-", "$-", "–", "—", "-¥"})


@attrs.frozen
class Shown:
    """What a cell shows; ``serial`` is set where it shows a bare number that a lost date format would leave."""

    text: str
    indented: bool = False
    serial: int | None = None
    stored: str = ""
    """The number that is stored, where the text shows another (rounded, or without its sign)."""


@attrs.frozen
class TextRun:
    """A piece of a cell's text with a look of its own; ``font`` matters where it has its own code (Symbol)."""

    text: str
    struck: bool = False
    raised: bool = False
    white: bool = False
    font: str = ""


@attrs.frozen(kw_only=True)
class Sheet:
    """A sheet's cells by position, its merged areas (first and last row, first and last column), what is hidden."""

    title: str
    cells: Mapping[Position, Shown]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()


def column_name(column: int) -> str:
    """The letters of a column: 1 is ``A``, 28 is ``AB``."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def position(reference: str) -> Position | None:
    """Row and column of a reference such as ``AB12``; ``None`` for anything else."""
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def area(reference: str) -> tuple[int, int, int, int] | None:
    """First and last row, first and last column of ``A1:C3``."""
    first, _, last = reference.partition(":")
    start, end = position(first), position(last or first)
    return None if start is None or end is None else (start[0], end[0], start[1], end[1])


def spot(title: str, at: Position) -> Spot:
    """The place of a cell as people write it: ``表10!G7``."""
    return spot_at(Where(sheet=title, row=at[0], cell=f"{column_name(at[1])}{at[0]}"))


def number_cell(
    value: Decimal | float,
    form: str,
    where: Spot,
    reported: Reported,
    *,
    from_1904: bool = False,
    indented: bool = False,
) -> Shown:
    """A stored number as it shows; a number that a format hides on purpose (``;;;``) is reported.

    The dash that an accounting format shows for zero is written 0: unlike one that somebody typed, it is an amount.
    """
    text = shown_number(value, form, from_1904=from_1904)
    if not value and text in _DASHES and _ACCOUNTING.search(form) is not None:
        text = "0"
    stored = shown_number(value, "General") if is_rounded(value, form) else ""
    if value < 0 and text and any(map(str.isdecimal, text)) and text == shown_number(-value, form):  # the sign is lost
        if _RED.search(form) is not None:
            text = f"-{text}"
        else:
            stored = shown_number(value, "General")
    if not text and value:
        reported.add(UNSEEN, where, shown_number(value, "General"))
    return Shown(text, indented, date_serial(text), stored)


def text_cell(value: str, form: str, where: Spot, reported: Reported, *, indented: bool = False) -> Shown:
    """A stored text as it shows."""
    if is_error(value):
        return error_cell(value.strip(), where, reported)
    text = shown_text(value, form)
    if not text.strip() and value.strip():
        reported.add(UNSEEN, where, value)
    return Shown(text, indented, date_serial(text))


def is_error(text: str) -> bool:
    """Whether a cell's text is an error that a program left there instead of a value."""
    return text.strip().upper() in _ERRORS


def error_cell(code: str, where: Spot, reported: Reported) -> Shown:
    """A cell that shows an error has no value."""
    reported.add(ERROR_VALUE, where, code)
    return Shown("")


def uncomputed_cell(where: Spot, reported: Reported) -> Shown:
    """A formula without a stored result."""
    reported.add(FORMULA, where)
    return Shown("")


def kept_runs(runs: Sequence[TextRun], where: Spot, reported: Reported) -> str:
    """The text of a cell's runs as it is seen, without those struck out, white on white, or marks of footnotes."""
    left_out: dict[str, list[str]] = {"struck": [], "white": [], "mark": []}
    pieces: list[str] = []
    for run in runs:
        text = from_font(run.font, run.text)
        if run.struck:
            left_out["struck"].append(text)
        elif run.white:
            left_out["white"].append(text)
        elif run.raised:
            kept = raised("".join(pieces)[-16:], text)
            (left_out["mark"] if kept is None else pieces).append(text if kept is None else kept)
        else:
            pieces.append(text)
    for kind, rule in (("struck", STRUCK_OUT), ("white", UNSEEN), ("mark", FOOTNOTE)):
        text = "".join(left_out[kind])
        if text.strip():
            reported.add(rule, where, text)
    return "".join(pieces)


def sheet_blocks(name: str, sheet: Sheet, reported: Reported) -> list[Block]:
    """The sheet as one grid, its rows and columns numbered as in the file."""
    filled = [at for at, cell in sheet.cells.items() if cell.text]
    if not filled:
        return []
    last_row, last_column = max(row for row, _ in filled), max(column for _, column in filled)
    if last_column > limits.MAX_COLUMNS or last_row * last_column > limits.MAX_CELLS:
        raise limits.too_big(
            name,
            f"sheet {sheet.title} reaches to row {last_row}, column {last_column}",
            f"工作表“{sheet.title}”延伸到第 {last_row} 行、第 {last_column} 列",
        )
    rows = [row for row in range(1, last_row + 1) if row not in sheet.hidden_rows]
    columns = [column for column in range(1, last_column + 1) if column not in sheet.hidden_columns]
    anchors = _anchors(sheet, set(rows), set(columns), (last_row, last_column))
    _report_hidden(sheet, filled, anchors, reported)
    grid: list[Row] = []
    for row in rows:
        line: list[Cell] = []
        for column in columns:
            source, covered = anchors.get((row, column), ((row, column), False))
            cell = sheet.cells.get(source)
            line.append(Cell(cell.text if cell else "", covered, f"{column_name(column)}{row}"))
        if any(cell.text.strip() for cell in line):
            first = next((sheet.cells[row, c] for c in columns if (row, c) in sheet.cells), Shown(""))
            indented = first.indented or first.text[:1] in (" ", "\u3000")
            grid.append(Row(tuple(line), Place(sheet=sheet.title, row=row), indented=indented))
    _report_serials(sheet, grid, columns, reported)
    _report_otherwise(sheet, [(row, column) for row in rows for column in columns], reported)
    return [Grid(tuple(grid))] if grid else []


def _anchors(sheet: Sheet, rows: set[int], columns: set[int], last: Position) -> dict[Position, tuple[Position, bool]]:
    """For each cell of a merged area: whose text it shows, and whether another shows it already.

    Where the area's own first row or column is hidden, its first visible cell shows the text.
    """
    anchors: dict[Position, tuple[Position, bool]] = {}
    for top, bottom, left, right in sheet.merged:
        shown_at: Position | None = None
        for row in range(top, min(bottom, last[0]) + 1):
            for column in range(left, min(right, last[1]) + 1):
                if row not in rows or column not in columns:
                    continue
                anchors[row, column] = ((top, left), shown_at is not None)
                shown_at = shown_at or (row, column)
    return anchors


def _report_hidden(
    sheet: Sheet,
    filled: Sequence[Position],
    anchors: Mapping[Position, tuple[Position, bool]],
    reported: Reported,
) -> None:
    shown = {source for source, _ in anchors.values()}
    by_row: dict[int, list[str]] = {}
    by_column: dict[int, list[str]] = {}
    for at in sorted(filled):
        if at in shown:
            continue
        if at[0] in sheet.hidden_rows:
            by_row.setdefault(at[0], []).append(sheet.cells[at].text)
        elif at[1] in sheet.hidden_columns:
            by_column.setdefault(at[1], []).append(sheet.cells[at].text)
    for row, texts in by_row.items():
        reported.add(
            HIDDEN,
            Spot(f"{sheet.title}, row {row}", f"工作表“{sheet.title}”第{row}行", Where(sheet=sheet.title, row=row)),
            " | ".join(texts[:8]),
        )
    for column, texts in by_column.items():
        letters = column_name(column)
        reported.add(
            HIDDEN,
            Spot(
                f"{sheet.title}, column {letters}",
                f"工作表“{sheet.title}”{letters}列",
                Where(sheet=sheet.title, column=column),
            ),
            " | ".join(texts[:8]),
        )


def _report_serials(sheet: Sheet, grid: Sequence[Row], columns: Sequence[int], reported: Reported) -> None:
    """Bare numbers that would be dates of these years, in a column or row that speaks of dates."""
    if not any(cell.serial is not None for cell in sheet.cells.values()):
        return
    dates = DateColumns()
    for row in grid:
        number = row.place.row or 0
        serials: dict[int, int] = {}
        for at, column in enumerate(columns):
            cell = sheet.cells.get((number, column))
            if cell is not None and cell.serial is not None and not row.cells[at].covered:
                serials[at] = cell.serial
        for at, date in dates.lost(row.texts, serials):
            where = number, columns[at]
            reported.add(DATE_SERIAL, spot(sheet.title, where), sheet.cells[where].text, date=date.isoformat())


def _report_otherwise(sheet: Sheet, visible: Sequence[Position], reported: Reported) -> None:
    """Say once for a sheet that numbers are shown otherwise than stored; the first of them is named."""
    others = [(at, cell) for at in visible if (cell := sheet.cells.get(at)) is not None and cell.stored]
    if others:
        at, first = others[0]
        reported.add(SHOWN_OTHERWISE, spot(sheet.title, at), first.text, stored=first.stored, count=str(len(others)))
