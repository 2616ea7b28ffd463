"""ods: the texts stored for the cells, which are what the sheet shows."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from ...catalogue.readers import HIDDEN
from ...documents import limits
from ...extras import needs
from ...patterns import lazy
from ..layout.grid import Block
from .result import Read, Reported, Spot, sheet_spot
from .sheet import Position, Sheet, Shown, TextRun, error_cell, is_error, kept_runs, sheet_blocks, spot, uncomputed_cell

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_GROUPS = frozenset(
    f"{_TABLE}{name}"
    for name in ("table-row-group", "table-header-rows", "table-rows", "table-column-group", "table-columns")
) | {f"{_TABLE}table-header-columns"}


def read_ods(name: str, data: bytes) -> Read:
    """The sheets of an ods file, or of its form without a zip (fods), that are not hidden, as grids."""
    defused = needs("defusedxml.ElementTree", "excel")
    reported = Reported()
    try:
        if data.startswith(b"PK"):
            limits.check_zip(name, data, "ods")
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read("content.xml")
        root: Element = defused.fromstring(data)
    except (KeyError, ValueError, ParseError, zipfile.BadZipFile, OSError):
        raise limits.damaged(name, "ods") from None
    struck, hidden = _styles(root)
    blocks: list[Block] = []
    for number, table in enumerate(root.iter(f"{_TABLE}table"), start=1):
        title = table.get(f"{_TABLE}name") or str(number)
        if table.get(f"{_TABLE}style-name") in hidden:
            text = "".join(table.itertext())
            if text.strip():
                reported.add(HIDDEN, sheet_spot(title), text)
            continue
        blocks += sheet_blocks(name, _sheet(name, title, table, struck, reported), reported)
    return Read(tuple(blocks), reported.all())


def _styles(root: Element) -> tuple[frozenset[str], frozenset[str]]:
    """The styles whose text is struck out, and those of hidden sheets."""
    struck: set[str] = set()
    hidden: set[str] = set()
    for style in root.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name") or ""
        text = style.find(f"{_STYLE}text-properties")
        if text is not None and text.get(f"{_STYLE}text-line-through-style", "none") != "none":
            struck.add(name)
        table = style.find(f"{_STYLE}table-properties")
        if table is not None and table.get(f"{_TABLE}display") == "false":
            hidden.add(name)
    return frozenset(struck), frozenset(hidden)


def _count(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}") or "1"
    return max(int(text), 1) if text.isascii() and text.isdecimal() else 1


def _sheet(name: str, title: str, table: Element, struck: frozenset[str], reported: Reported) -> Sheet:
    cells: dict[Position, Shown] = {}
    merged: list[tuple[int, int, int, int]] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    row = column = covered = 0
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        if element.tag in _GROUPS:
            stack += reversed(element)
        elif element.tag == f"{_TABLE}table-column":
            count = min(_count(element, "number-columns-repeated"), limits.MAX_COLUMNS)
            if element.get(f"{_TABLE}visibility", "visible") != "visible":
                hidden_columns |= set(range(column + 1, column + count + 1))
            column += count
        elif element.tag == f"{_TABLE}table-row":
            repeated = _count(element, "number-rows-repeated")
            line = _row(title, row + 1, element, struck, reported, merged)
            for at in range(row + 1, row + (min(repeated, limits.MAX_CELLS) if line else 1) + 1):
                cells |= {(at, place): shown for place, shown in line}
                if element.get(f"{_TABLE}visibility", "visible") != "visible":
                    hidden_rows.add(at)
                if len(cells) > limits.MAX_CELLS:
                    raise limits.too_big(name, "a sheet of millions of cells", "工作表有数百万个单元格")
            row += repeated
    for top, bottom, left, right in merged:
        covered += (bottom - top + 1) * (right - left + 1)
        if covered > limits.MAX_CELLS:
            raise limits.too_big(name, "merged cells cover millions of cells", "合并单元格覆盖数百万个单元格")
    return Sheet(title=title, cells=cells, merged=merged, hidden_rows=hidden_rows, hidden_columns=hidden_columns)


def _row(
    title: str,
    row: int,
    element: Element,
    struck: frozenset[str],
    reported: Reported,
    merged: list[tuple[int, int, int, int]],
) -> list[tuple[int, Shown]]:
    line: list[tuple[int, Shown]] = []
    column = 0
    for cell in element:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        count = _count(cell, "number-columns-repeated")
        across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            merged.append((row, row + down - 1, column + 1, column + across))
        shown = _cell(cell, spot(title, (row, column + 1)), struck, reported)
        if shown is not None:
            line += [(column + 1 + at, shown) for at in range(min(count, limits.MAX_COLUMNS))]
        column += count
    return line


def _cell(cell: Element, where: Spot, struck: frozenset[str], reported: Reported) -> Shown | None:
    if cell.tag == f"{_TABLE}covered-table-cell":
        return None
    out = cell.get(f"{_TABLE}style-name") in struck
    runs: list[TextRun] = []
    for at, paragraph in enumerate(cell.iterfind(f"{_TEXT}p")):
        runs += [TextRun("\n")] if at else []
        runs += _runs(paragraph, out, struck)
    text = kept_runs(runs, where, reported)
    if cell.get(f"{_CALC}value-type") == "error" or is_error(text):
        return error_cell(text, where, reported)
    if not text:
        valued = cell.get(f"{_OFFICE}value-type") is not None
        if cell.get(f"{_TABLE}formula") is not None and not valued and not runs:
            return uncomputed_cell(where, reported)
        return None
    return Shown(text, stored=_otherwise(text, cell.get(f"{_OFFICE}value") or ""))


def _otherwise(text: str, value: str) -> str:
    """The stored number where the text shows it rounded or without its sign, else ``""``."""
    found, number = _NUMBER.fullmatch(text), _VALUE.fullmatch(value)
    if found is None or number is None:
        return ""
    shown, stored = Decimal(found[1].replace(",", "")), Decimal(value)
    size = abs(stored) * (100 if "%" in text else 1)
    last = Decimal(1).scaleb(-len(found[1].partition(".")[2]))
    unsigned = stored < 0 and shown == size and not any(sign in text for sign in "-−(（")
    return value if unsigned or 0 < abs(shown - size) < last else ""


_NUMBER = lazy(r"[^\d,.]*(\d[\d,]{0,30}(?:\.\d{1,30})?)[^\d,.]*")
_VALUE = lazy(r"-?\d{1,30}(?:\.\d{1,30})?")


def _runs(paragraph: Element, out: bool, struck: frozenset[str]) -> list[TextRun]:
    runs: list[tuple[str, bool]] = []
    stack: list[tuple[Any, bool]] = [(paragraph, out)]
    while stack:
        node, gone = stack.pop()
        if isinstance(node, str):
            runs.append((node, gone))
            continue
        if node.tag == f"{_TEXT}s":
            count = node.get(f"{_TEXT}c") or "1"
            runs.append((" " * min(int(count), 1000) if count.isdecimal() else " ", gone))
        elif node.tag == f"{_TEXT}tab":
            runs.append(("\t", gone))
        elif node.tag == f"{_TEXT}line-break":
            runs.append(("\n", gone))
        elif node.tag in (f"{_OFFICE}annotation", f"{_TEXT}ruby-text", f"{_TEXT}note"):
            continue
        gone = gone or node.get(f"{_TEXT}style-name") in struck
        rest: list[tuple[Any, bool]] = [(node.text or "", gone)]
        for each in node:
            rest += [(each, gone), (each.tail or "", gone)]
        stack += reversed(rest)
    return [TextRun(text, struck=gone) for text, gone in runs if text]
