"""doc (Word 97 to 2003, also WPS): paragraphs and tables, from the text and its properties in the file.

LibreOffice is not used: some of its releases lose every table of such a file. The text is stored in pieces; for each
paragraph the file says whether it is in a table or ends a row, for each run whether it is struck out or hidden.
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import attrs

from ...catalogue.readers import FOOTNOTE, STRUCK_OUT, UNSEEN
from ...errors import UserError
from ...extras import needs
from .. import limits
from ..layout.grid import Block, Cell, Grid, Line, Place, Row
from .result import Read, Reported, Spot
from .superscript import raised
from .symbols import symbol

_PAGE = 512
_WORD_97 = 0x00C1
_NEAR = 30  # twentieths of a point: borders at this distance are one
_CELL, _FIELD, _RESULT, _FIELD_END = "\x07", "\x13", "\x14", "\x15"
_KEPT = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": None, "\x01": None, "\x08": None, "\xa0": " "})
_STRUCK, _STRUCK_TWICE, _HIDDEN, _DELETED = 0x0837, 0x2A53, 0x083C, 0x0800
_RAISED, _SYMBOL = 0x2A48, 0x6A09
_IN_TABLE, _ROW_END, _DEFINITION = 0x2416, 0x2417, 0xD608
_ELSEWHERE = (0x6646, 0x6645)
_LENGTHS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@attrs.frozen
class _Piece:
    start: int
    end: int
    """Characters of the text, from 0."""
    place: int
    """The position of its bytes in the file."""
    narrow: bool
    """Whether a character is one byte (code page 1252), not two."""


@attrs.frozen
class _Stretch:
    """A stretch of the file's bytes and the properties that hold for it."""

    start: int
    end: int
    properties: dict[int, bytes]


@attrs.frozen
class _Paragraph:
    text: str
    in_table: bool
    definition: bytes | None
    """At the end of a row: the positions of its cells."""
    row_end: bool


@attrs.frozen
class _Border:
    start: int
    end: int
    goes_on: bool
    """Whether the cell belongs to the one above it."""


def read_doc(name: str, data: bytes) -> Read:
    """The paragraphs and tables of a doc file."""
    olefile = needs("olefile", "word")
    reported = Reported()
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as archive:
            main = archive.openstream("WordDocument").read()
            version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 0x0A)[0]
            if version < _WORD_97:
                raise UserError(
                    f"{name}: a file of Word 95 or before; open it and save it as .docx",
                    f"{name}：Word 95 或更早的文件，请用办公软件打开后另存为 .docx",
                )
            if flags & 0x0100:
                raise limits.password(name)
            table = archive.openstream("1Table" if flags & 0x0200 else "0Table").read()
            large = archive.openstream("Data").read() if archive.exists("Data") else b""
        paragraphs = list(_paragraphs(main, table, large, reported))
    except (OSError, struct.error, IndexError, ValueError, AttributeError):
        raise limits.damaged(name, "doc") from None
    return Read(tuple(_blocks(paragraphs)), reported.all())


def _pieces(main: bytes, table: bytes) -> list[_Piece]:
    start, length = struct.unpack_from("<II", main, 0x01A2)
    end = min(start + length, len(table))
    at = start
    while at < end and table[at] == 1:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= end or table[at] != 2:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", table, at + 1)
    at += 5
    count = (size - 4) // 12
    borders = struct.unpack_from(f"<{count + 1}I", table, at)
    pieces: list[_Piece] = []
    for number in range(count):
        (place,) = struct.unpack_from("<I", table, at + 4 * (count + 1) + 8 * number + 2)
        narrow = bool(place & 0x40000000)
        place &= 0x3FFFFFFF
        pieces.append(_Piece(borders[number], borders[number + 1], place // 2 if narrow else place, narrow))
    return pieces


def _stretches(main: bytes, table: bytes, at: int, *, paragraphs: bool) -> list[_Stretch]:
    """The stretches of the paragraphs, or of the runs, in the order of their bytes."""
    start, length = struct.unpack_from("<II", main, at)
    count = (length - 4) // 8
    pages = struct.unpack_from(f"<{count}I", table, start + 4 * (count + 1)) if count > 0 else ()
    found: list[_Stretch] = []
    for number in pages:
        page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        runs = page[_PAGE - 1]
        borders = struct.unpack_from(f"<{runs + 1}I", page, 0)
        width = 13 if paragraphs else 1
        for run in range(runs):
            offset = page[4 * (runs + 1) + width * run] * 2
            found.append(_Stretch(borders[run], borders[run + 1], _properties(page, offset, paragraphs)))
    return sorted(found, key=lambda each: each.start)


def _properties(page: bytes, offset: int, of_paragraph: bool) -> dict[int, bytes]:
    if not offset:
        return {}
    size = page[offset]
    if not of_paragraph:
        return dict(_operations(page[offset + 1 : offset + 1 + size]))
    if size:
        return dict(_operations(page[offset + 3 : offset + 2 * size]))
    return dict(_operations(page[offset + 4 : offset + 2 + 2 * page[offset + 1]]))


def _operations(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The operations of a list of properties: a code and its operand each."""
    at = 0
    while at + 2 < len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        kind = code >> 13
        if code == _DEFINITION:
            length = 1 + struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0
        elif kind == 6:
            length = 1 + data[at]
        else:
            length = _LENGTHS[kind]
        yield code, data[at : at + length]
        at += length


def _paragraphs(main: bytes, table: bytes, large: bytes, reported: Reported) -> Iterator[_Paragraph]:
    (length,) = struct.unpack_from("<I", main, 0x4C)
    of_paragraphs = _stretches(main, table, 0x0102, paragraphs=True)
    of_runs = _stretches(main, table, 0x00FA, paragraphs=False)
    starts = [each.start for each in of_paragraphs], [each.start for each in of_runs]
    gathered = _Gathered(reported)
    number = 0
    for piece in _pieces(main, table):
        width = 1 if piece.narrow else 2
        count = min(piece.end, length) - piece.start
        data = main[piece.place : piece.place + max(count, 0) * width]
        text = data.decode("cp1252", "replace") if piece.narrow else data.decode("utf-16-le", "replace")
        at = piece.place
        for char in text:
            properties = _holding(of_runs, starts[1], at)
            at += width * (1 if ord(char) < 0x10000 else 2)
            if char not in (_CELL, "\r"):
                gathered.put(char, properties)
                continue
            number += 1
            of_it = _whole(_holding(of_paragraphs, starts[0], at - width), large)
            row_end = _on(of_it.get(_ROW_END))
            spot = Spot(f"paragraph {number}", f"第{number}段")
            yield _Paragraph(
                gathered.taken(spot) + ("" if char == "\r" else _CELL),
                _on(of_it.get(_IN_TABLE)) or char == _CELL,
                of_it.get(_DEFINITION) if row_end else None,
                row_end,
            )


def _holding(stretches: Sequence[_Stretch], starts: Sequence[int], place: int) -> dict[int, bytes]:
    at = bisect_right(starts, place) - 1
    return stretches[at].properties if at >= 0 and place < stretches[at].end else {}


def _whole(properties: dict[int, bytes], large: bytes) -> dict[int, bytes]:
    """The properties of a paragraph that has too many for its page; the rest is stored elsewhere."""
    for code in _ELSEWHERE:
        if (operand := properties.get(code)) is not None and len(operand) == 4:
            (place,) = struct.unpack("<I", operand)
            (size,) = struct.unpack_from("<H", large, place)
            return properties | dict(_operations(large[place + 2 : place + 2 + size]))
    return properties


def _on(operand: bytes | None) -> bool:
    return operand is not None and len(operand) > 0 and operand[0] in (1, 0x81)


@attrs.define
class _Gathered:
    """The characters of a paragraph, without codes of fields and struck-out or hidden text."""

    reported: Reported
    pieces: list[str] = attrs.field(factory=list)
    struck: list[str] = attrs.field(factory=list)
    hidden: list[str] = attrs.field(factory=list)
    marks: list[str] = attrs.field(factory=list)
    fields: list[bool] = attrs.field(factory=list)
    """For each open field whether its result is being read."""

    def put(self, char: str, properties: dict[int, bytes]) -> None:
        """Add a character with the properties of its run."""
        if char == _FIELD:
            self.fields.append(False)
        elif char == _RESULT and self.fields:
            self.fields[-1] = True
        elif char == _FIELD_END and self.fields:
            self.fields.pop()
        elif char in (_FIELD, _RESULT, _FIELD_END) or not all(self.fields):
            pass
        elif _on(properties.get(_STRUCK)) or _on(properties.get(_STRUCK_TWICE)) or _on(properties.get(_DELETED)):
            self.struck.append(char)
        elif _on(properties.get(_HIDDEN)):
            self.hidden.append(char)
        else:
            self._show(char, properties)

    def _show(self, char: str, properties: dict[int, bytes]) -> None:
        code = properties.get(_SYMBOL)
        if code is not None and char == "(" and len(code) == 4:
            number = struct.unpack("<HH", code)[1]
            char = symbol("Symbol", number) or "\ufffd"
        if _on(properties.get(_RAISED)):
            kept = raised("".join(self.pieces[-8:]), char)
            if kept is None:
                self.marks.append(char)
                return
            char = kept
        self.pieces.append(char)

    def taken(self, spot: Spot) -> str:
        """The text of the paragraph; then start the next one."""
        for rule, texts in ((STRUCK_OUT, self.struck), (UNSEEN, self.hidden), (FOOTNOTE, self.marks)):
            text = "".join(texts)
            if text.strip():
                self.reported.add(rule, spot, text)
            texts.clear()
        text = "".join(self.pieces).translate(_KEPT)
        self.pieces.clear()
        return text


def _blocks(paragraphs: Sequence[_Paragraph]) -> Iterator[Block]:
    rows: list[tuple[list[str], bytes | None]] = []
    cells: list[str] = []
    cell: list[str] = []
    tables = 0
    for paragraph in paragraphs:
        if not paragraph.in_table:
            if rows:
                tables += 1
                yield _grid(rows, tables)
                rows = []
            cells, cell = [], []
            yield from (Line(line) for line in paragraph.text.split("\n") if line.strip())
        elif paragraph.row_end:
            rows.append((cells, paragraph.definition))
            cells, cell = [], []
        elif paragraph.text.endswith(_CELL):
            cell.append(paragraph.text.removesuffix(_CELL))
            cells.append("\n".join(cell))
            cell = []
        else:
            cell.append(paragraph.text)
    if rows:
        yield _grid(rows, tables + 1)


def _grid(rows: Sequence[tuple[list[str], bytes | None]], number: int) -> Grid:
    """The rows on one grid of columns; cells that span columns or continue from above are covered there."""
    borders = [_borders(definition, len(cells)) for cells, definition in rows]
    edges: list[int] = []
    for edge in sorted({each for row in borders for border in row for each in (border.start, border.end)}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    out: list[Row] = []
    above: dict[int, str] = {}
    for at, ((cells, _), its) in enumerate(zip(rows, borders, strict=True), start=1):
        line: list[Cell] = []
        for text, border in zip(cells, its, strict=True):
            first = max(bisect_right(edges, border.start + _NEAR) - 1, len(line))
            last = max(bisect_right(edges, border.end + _NEAR) - 1, first + 1)
            line += [Cell("")] * (first - len(line))
            shown = above.get(first, text) if border.goes_on else text
            for column in range(first, last):
                line.append(Cell(shown, covered=border.goes_on or column > first))
                above[column] = shown
        out.append(Row(tuple(line), Place(table=number, row=at)))
    width = max(len(row.cells) for row in out)
    return Grid(tuple(attrs.evolve(row, cells=(*row.cells, *[Cell("")] * (width - len(row.cells)))) for row in out))


def _borders(definition: bytes | None, count: int) -> list[_Border]:
    """The borders of a row's cells, in twentieths of a point; side by side if the file does not say."""
    plain = [_Border(1000 * at, 1000 * (at + 1), goes_on=False) for at in range(count)]
    if definition is None or len(definition) < 3:
        return plain
    cells = definition[2]
    if cells != count or len(definition) < 3 + 2 * (cells + 1):
        return plain
    edges = struct.unpack_from(f"<{cells + 1}h", definition, 3)
    found: list[_Border] = []
    for at in range(cells):
        place = 3 + 2 * (cells + 1) + 20 * at
        flags = struct.unpack_from("<H", definition, place)[0] if place + 2 <= len(definition) else 0
        merged, restarts = bool(flags & 0x20), bool(flags & 0x40)
        found.append(_Border(edges[at], max(edges[at + 1], edges[at] + 1), goes_on=merged and not restarts))
    return found
