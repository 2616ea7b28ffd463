"""SpreadsheetML 2003 (“XML 电子表格 2003”): one XML file, as some budget systems export it."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import attrs

from ...catalogue.readers import HIDDEN
from ...documents import limits
from ...extras import needs
from ..layout.grid import Block
from .result import Read, Reported, Spot, sheet_spot
from .sheet import Position, Sheet, Shown, TextRun, error_cell, kept_runs, number_cell, sheet_blocks, spot, text_cell

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_NAMED = {
    "General Number": "General", "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"', "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy", "Long Time": "h:mm:ss", "Short Time": "h:mm", "Currency": '"¥"#,##0.00', "Fixed": "0.00",
    "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Yes/No": '"Yes";"Yes";"No"',
}  # fmt: skip


def read_excel_xml(name: str, data: bytes) -> Read:
    """The sheets of a SpreadsheetML 2003 file, as grids."""
    defused = needs("defusedxml.ElementTree", "excel")
    reported = Reported()
    try:
        root: Element = defused.fromstring(data, forbid_dtd=True)
        styles = _styles(root)
        blocks: list[Block] = []
        for number, sheet in enumerate(root.iter(f"{_SS}Worksheet"), start=1):
            title = sheet.get(f"{_SS}Name") or str(number)
            if any(_local(each.tag) == "Visible" and (each.text or "").startswith("Sheet") for each in sheet.iter()):
                reported.add(HIDDEN, sheet_spot(title), "".join(sheet.itertext())[:200])
                continue
            blocks += sheet_blocks(name, _sheet(name, title, sheet, styles, reported), reported)
    except (ParseError, ValueError, InvalidOperation):  # defusedxml refuses with a ValueError
        raise limits.damaged(name, "Excel XML") from None
    return Read(tuple(blocks), reported.all())


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _styles(root: Element) -> dict[str, tuple[str, bool]]:
    """The number format of each style, and whether its font is struck out."""
    styles: dict[str, tuple[str, bool]] = {}
    for style in root.iter(f"{_SS}Style"):
        parent = styles.get(style.get(f"{_SS}Parent") or "Default", ("General", False))
        form, struck = parent
        for each in style:
            if _local(each.tag) == "NumberFormat":
                code = each.get(f"{_SS}Format") or "General"
                form = _NAMED.get(code, code)
            elif _local(each.tag) == "Font" and each.get(f"{_SS}StrikeThrough") is not None:
                struck = each.get(f"{_SS}StrikeThrough") == "1"
        styles[style.get(f"{_SS}ID") or ""] = (form, struck)
    return styles


def _sheet(name: str, title: str, sheet: Element, styles: dict[str, tuple[str, bool]], reported: Reported) -> Sheet:
    cells: dict[Position, Shown] = {}
    merged: list[tuple[int, int, int, int]] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    table = sheet.find(f"{_SS}Table")
    row = column = covered = 0
    for element in table if table is not None else ():
        kind = _local(element.tag)
        index = int(element.get(f"{_SS}Index") or 0)
        if kind == "Column":
            column = index or column + 1
            last = column + int(element.get(f"{_SS}Span") or 0)
            if element.get(f"{_SS}Hidden") == "1":
                hidden_columns |= set(range(column, min(last, limits.MAX_COLUMNS) + 1))
            column = last
        elif kind == "Row":
            row = index or row + 1
            if element.get(f"{_SS}Hidden") == "1":
                hidden_rows.add(row)
            at = 0
            for cell in element.iterfind(f"{_SS}Cell"):
                at = int(cell.get(f"{_SS}Index") or at + 1)
                across, down = int(cell.get(f"{_SS}MergeAcross") or 0), int(cell.get(f"{_SS}MergeDown") or 0)
                style = cell.get(f"{_SS}StyleID") or element.get(f"{_SS}StyleID") or "Default"
                shown = _cell(cell, styles.get(style, ("General", False)), spot(title, (row, at)), reported)
                if shown is not None:
                    cells[row, at] = shown
                if across or down:
                    merged.append((row, row + down, at, at + across))
                    covered += (across + 1) * (down + 1)
                if covered > limits.MAX_CELLS or len(cells) > limits.MAX_CELLS:
                    raise limits.too_big(name, "a sheet of millions of cells", "工作表有数百万个单元格")
                at += across
            row += int(element.get(f"{_SS}Span") or 0)
    return Sheet(title=title, cells=cells, merged=merged, hidden_rows=hidden_rows, hidden_columns=hidden_columns)


def _cell(cell: Element, style: tuple[str, bool], where: Spot, reported: Reported) -> Shown | None:
    data = cell.find(f"{_SS}Data")
    form, struck = style
    if data is None:
        return None
    text = "".join(data.itertext())
    match data.get(f"{_SS}Type"):
        case "Number":
            shown = number_cell(Decimal(text.strip()), form, where, reported)
            return Shown(
                kept_runs([TextRun(shown.text, struck)], where, reported), serial=None if struck else shown.serial
            )
        case "DateTime":
            moment = datetime.datetime.fromisoformat(text.strip())
            passed = moment - datetime.datetime(1899, 12, 30)
            return number_cell(Decimal(passed.days) + Decimal(passed.seconds) / 86_400, form, where, reported)
        case "Error":
            return error_cell(text, where, reported)
        case "Boolean":
            return Shown("TRUE" if text.strip() == "1" else "FALSE")
        case _:
            kept = kept_runs(_runs(data, struck), where, reported).replace("\r\n", "\n").replace("\r", "\n")
            return text_cell(kept, form, where, reported) if kept else None


def _attribute(node: Element, name: str) -> str | None:
    return next((value for key, value in node.items() if _local(key) == name), None)


def _runs(data: Element, struck: bool) -> list[TextRun]:
    """The texts below an element: ``<S>`` strikes out, ``<Sup>`` raises, ``<Font>`` names a font."""
    runs: list[TextRun] = []
    stack: list[tuple[Element | str, TextRun]] = [(data, TextRun("", struck))]
    while stack:
        node, look = stack.pop()
        if isinstance(node, str):
            runs.append(attrs.evolve(look, text=node))
            continue
        match _local(node.tag):
            case "S" | "Strike" | "Del":
                look = attrs.evolve(look, struck=True)
            case "Sup":
                look = attrs.evolve(look, raised=True)
            case "Font":
                colour = (_attribute(node, "Color") or "").lower()
                font = _attribute(node, "Face") or look.font
                look = attrs.evolve(look, font=font, white=colour == "#ffffff" or (look.white and not colour))
            case _:
                pass
        rest: list[tuple[Element | str, TextRun]] = [(node.text or "", look)]
        for each in node:
            rest += [(each, look), (each.tail or "", look)]
        stack += reversed(rest)
    return runs
