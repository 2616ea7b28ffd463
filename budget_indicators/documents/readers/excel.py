"""xlsx: what the sheets show, read from the XML of the package.

Libraries leave out what matters here: formulas without a stored result, struck-out runs, the Chinese built-in formats,
hidden rows, numbers exactly as stored, Strict Open XML.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import attrs

from ...catalogue.readers import HIDDEN
from ...documents import limits
from ...extras import needs
from ..layout.grid import Block
from .number_format import BUILT_IN
from .result import Read, Reported, Spot, sheet_spot
from .sheet import (
    Position,
    Sheet,
    Shown,
    TextRun,
    area,
    error_cell,
    kept_runs,
    number_cell,
    position,
    sheet_blocks,
    spot,
    text_cell,
    uncomputed_cell,
)
from .symbols import unescaped

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_MAX_CELLS = limits.MAX_CELLS


_PLAIN = TextRun("")


@attrs.frozen
class _Style:
    form: str = "General"
    indented: bool = False
    look: TextRun = _PLAIN
    """How the text shows; its own text is empty."""
    backed: bool = False
    """Whether the cell has a colour, on which white text is visible."""


@attrs.frozen
class _RichText:
    """A shared or inline text: its runs, and the look of each (``None``: that of the cell's style)."""

    runs: tuple[tuple[str, TextRun | None], ...]


@attrs.frozen
class _Book:
    name: str
    archive: zipfile.ZipFile
    styles: tuple[_Style, ...]
    texts: tuple[_RichText, ...]
    from_1904: bool
    reported: Reported


def read_xlsx(name: str, data: bytes) -> Read:
    """The sheets of an xlsx file that are not hidden, as grids."""
    _xml()
    limits.check_zip(name, data, "xlsx")
    reported = Reported()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Read(tuple(_workbook(name, archive, reported)), reported.all())
    except (KeyError, ValueError, IndexError, ParseError, zipfile.BadZipFile, OSError, InvalidOperation):
        raise limits.damaged(name, "xlsx") from None


def _workbook(name: str, archive: zipfile.ZipFile, reported: Reported) -> Iterator[Block]:
    main = next(
        (part for part in archive.namelist() if re.fullmatch(r"(?:.*/)?workbook\.xml", part)), "xl/workbook.xml"
    )
    relations = _relations(archive, main)
    root = _root(archive, main)
    parts = dict(relations.values())
    properties = _child(root, "workbookPr")
    book = _Book(
        name,
        archive,
        tuple(_styles(archive, parts.get("styles", ""))),
        tuple(_texts(archive, parts.get("sharedStrings", ""))),
        from_1904=properties is not None and _on(properties.get("date1904")),
        reported=reported,
    )
    listed = _child(root, "sheets")
    for entry in listed if listed is not None else ():
        kind, path = relations.get(entry.get(_RELATION) or entry.get(_STRICT_RELATION) or "", ("", ""))
        if kind != "worksheet":
            continue
        title = entry.get("name") or ""
        if entry.get("state", "visible") == "visible":
            yield from sheet_blocks(name, _sheet(book, title, path), reported)
        else:
            hidden = _sheet(attrs.evolve(book, reported=Reported()), title, path)
            texts = [cell.text for cell in list(hidden.cells.values())[:12] if cell.text.strip()]
            if texts:
                reported.add(HIDDEN, sheet_spot(title), " | ".join(texts))


def _xml() -> Any:
    return needs("defusedxml.ElementTree", "excel")


def _root(archive: zipfile.ZipFile, part: str) -> Element:
    root: Element = _xml().fromstring(archive.read(part))
    return root


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part refers to: id -> kind and path."""
    folder, file = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}
    for each in _root(archive, f"{folder}/_rels/{file}.rels".lstrip("/")):
        target = each.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[each.get("Id") or ""] = ((each.get("Type") or "").rpartition("/")[2], path)
    return found


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if _local(each.tag) == name), None)


def _on(value: str | None) -> bool:
    return value is not None and value.lower() not in ("0", "false", "off", "none", "nostrike")


def _styles(archive: zipfile.ZipFile, part: str) -> Iterator[_Style]:
    if part not in archive.namelist():
        return
    root = _root(archive, part)
    forms = dict(BUILT_IN)
    listed = _child(root, "numFmts")
    for each in listed if listed is not None else ():
        forms[int(each.get("numFmtId") or 0)] = each.get("formatCode") or "General"
    fonts = _child(root, "fonts")
    looks = [_look(font) for font in fonts] if fonts is not None else []
    fills = _child(root, "fills")
    backed = [_is_coloured(fill) for fill in fills] if fills is not None else []
    formats = _child(root, "cellXfs")
    for each in formats if formats is not None else ():
        alignment = _child(each, "alignment")
        font, fill = int(each.get("fontId") or 0), int(each.get("fillId") or 0)
        yield _Style(
            forms.get(int(each.get("numFmtId") or 0), "General"),
            indented=alignment is not None and int(alignment.get("indent") or 0) > 0,
            look=looks[font] if font < len(looks) else _PLAIN,
            backed=fill < len(backed) and backed[fill],
        )


_WHITE_RGB = ("FFFFFFFF", "00FFFFFF", "FFFFFF")


def _look(font: Element) -> TextRun:
    """How text in a font (of a style or of a run) shows."""
    struck = raised = white = False
    name = ""
    for each in font:
        value = each.get("val")
        match _local(each.tag):
            case "strike":
                struck = _on(value or "1")
            case "vertAlign":
                raised = value == "superscript"
            case "color":
                white = (each.get("rgb") or "").upper() in _WHITE_RGB or each.get("indexed") in ("1", "9")
                white = white or (each.get("theme") == "0" and float(each.get("tint") or 0) >= 0)
            case "name" | "rFont":
                name = value or ""
            case _:
                pass
    return TextRun("", struck, raised, white, name)


def _is_coloured(fill: Element) -> bool:
    """Whether a cell's fill is another colour than white."""
    pattern = _child(fill, "patternFill")
    if pattern is None:
        return len(fill) > 0  # a gradient
    colour = _child(pattern, "fgColor")
    plain = pattern.get("patternType") == "solid" and colour is not None
    return pattern.get("patternType", "none") != "none" and not (
        plain and colour is not None and (colour.get("rgb") or "").upper() in _WHITE_RGB
    )


def _texts(archive: zipfile.ZipFile, part: str) -> Iterator[_RichText]:
    if part not in archive.namelist():
        return
    with archive.open(part) as stream:
        for _, element in _xml().iterparse(stream, events=("end",)):
            if _local(element.tag) == "si":
                yield _text(element)
                element.clear()


def _text(element: Element) -> _RichText:
    """The text of a shared or inline string; phonetic guides are not part of it."""
    runs: list[tuple[str, TextRun | None]] = []
    for each in element:
        match _local(each.tag):
            case "t":
                runs.append((unescaped(each.text or ""), None))
            case "r":
                properties = _child(each, "rPr")
                text = _child(each, "t")
                look = None if properties is None else _look(properties)
                runs.append((unescaped((text.text if text is not None else "") or ""), look))
            case _:
                pass
    return _RichText(tuple(runs))


def _sheet(book: _Book, title: str, part: str) -> Sheet:
    cells: dict[Position, Shown] = {}
    merged: list[tuple[int, int, int, int]] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    covered = row = column = 0
    zeros = True
    with book.archive.open(part) as stream:
        for event, element in _xml().iterparse(stream, events=("start", "end")):
            name = _local(element.tag)
            if event == "start":
                if name == "row":
                    row = int(element.get("r") or row + 1)
                    column = 0
                    if _on(element.get("hidden")) or element.get("ht") == "0":
                        hidden_rows.add(row)
                continue
            match name:
                case "c":
                    row, column = position(element.get("r") or "") or (row, column + 1)
                    shown = _cell(book, title, (row, column), element, zeros=zeros)
                    if shown is not None:
                        cells[row, column] = shown
                    if len(cells) > _MAX_CELLS:
                        raise limits.too_big(book.name, "a sheet of millions of cells", "工作表有数百万个单元格")
                    element.clear()
                case "row":
                    element.clear()
                case "col":
                    if _on(element.get("hidden")) or element.get("width") == "0":
                        first, last = int(element.get("min") or 1), int(element.get("max") or 1)
                        hidden_columns |= set(range(first, min(last, 16_384) + 1))
                case "mergeCell" if (reach := area(element.get("ref") or "")) is not None:
                    merged.append(reach)
                    covered += (reach[1] - reach[0] + 1) * (reach[3] - reach[2] + 1)
                    if covered > _MAX_CELLS:
                        raise limits.too_big(
                            book.name, "merged cells cover millions of cells", "合并单元格覆盖数百万个单元格"
                        )
                case "sheetView":
                    zeros = _on(element.get("showZeros", "1"))
                case _:
                    pass
    return Sheet(title=title, cells=cells, merged=merged, hidden_rows=hidden_rows, hidden_columns=hidden_columns)


def _cell(book: _Book, title: str, at: Position, element: Element, *, zeros: bool) -> Shown | None:
    """What a cell shows; ``None`` for one that is empty."""
    style_number = int(element.get("s") or 0)
    style = book.styles[style_number] if style_number < len(book.styles) else _Style()
    kind = element.get("t") or "n"
    stored = _child(element, "v")
    value = None if stored is None else (stored.text or "")
    where = spot(title, at)
    if kind == "inlineStr":
        inline = _child(element, "is")
        return None if inline is None else _texts_cell(_text(inline), style, where, book.reported)
    if value is None or (value == "" and kind != "str"):
        if _child(element, "f") is not None:
            return uncomputed_cell(where, book.reported)
        return None
    match kind:
        case "s":
            return _texts_cell(book.texts[int(value)], style, where, book.reported)
        case "str":
            text = _RichText(((unescaped(value), None),))
            return _texts_cell(text, style, where, book.reported)
        case "b":
            return Shown("TRUE" if _on(value.strip()) else "FALSE", style.indented)
        case "e":
            return error_cell(value, where, book.reported)
        case "d":
            return _number(_serial(value), style, where, book, zeros=zeros)
        case _:
            return _number(Decimal(value.strip()), style, where, book, zeros=zeros)


def _texts_cell(text: _RichText, style: _Style, where: Spot, reported: Reported) -> Shown | None:
    runs = [_run(run, look or style.look, style) for run, look in text.runs]
    kept = kept_runs(runs, where, reported)
    if not kept:
        return None
    return text_cell(kept, style.form, where, reported, indented=style.indented)


def _run(text: str, look: TextRun, style: _Style) -> TextRun:
    return attrs.evolve(look, text=text, white=look.white and not style.backed)


def _number(value: Decimal, style: _Style, where: Spot, book: _Book, *, zeros: bool) -> Shown | None:
    if not value and not zeros:
        return None
    reported = book.reported
    shown = number_cell(value, style.form, where, reported, from_1904=book.from_1904, indented=style.indented)
    run = _run(shown.text, style.look, style)
    if run.struck or run.white:
        kept_runs([run], where, reported)
        return None
    return shown


def _serial(value: str) -> Decimal:
    """The serial number of an ISO date, as Strict Open XML stores it."""
    moment = datetime.datetime.fromisoformat(value.strip().removesuffix("Z"))
    passed = moment.replace(tzinfo=None) - datetime.datetime(1899, 12, 30)
    return Decimal(passed.days) + Decimal(passed.seconds) / 86_400
