"""Rows of a text file too large to be read whole: those of each piece, and how they are numbered through the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeAlias

import attrs

from ..catalogue.documents import IN_PIECES, NO_TABLE, NO_VOCABULARY, TOTAL, UNIT, UNIT_ASSUMED
from ..documents import checks
from ..documents.layout.grid import Grid, Place
from ..documents.model import Document, Where, bare_project
from ..documents.readers.text import text_blocks
from ..documents.table.assemble import assemble, dated, holds_indicators
from ..model.nodes import NOWHERE
from ..parse import parse_indicators
from ..tables.columns import DIAGNOSTICS, DOCUMENTS, INDICATORS, MEASURES, PROJECTS, Column
from ..tables.rows import Cell, Row, Rows, diagnostic_row, rows_of
from .csv_pieces import CsvPiece, csv_pieces
from .large_files import Piece, has_pages, large_kind, pieces, text_of
from .processes import map_chunks


def _places(columns: Sequence[Column]) -> dict[str, int]:
    return {column.name: place for place, column in enumerate(columns)}


_DOCUMENT, _PROJECT, _INDICATOR = _places(DOCUMENTS), _places(PROJECTS), _places(INDICATORS)
_MEASURE, _DIAGNOSTIC = _places(MEASURES), _places(DIAGNOSTICS)

# What only a whole table can tell; a piece of it would lie.
_OF_THE_WHOLE = frozenset({TOTAL.code, UNIT.code})
# What is said of a file once.
_ABSENT = (NO_TABLE.code, NO_VOCABULARY.code)
_ONCE = (UNIT_ASSUMED.code,)


AnyPiece: TypeAlias = Piece | CsvPiece
"""A piece of a large file."""


@attrs.frozen
class Part:
    """The rows of a piece, numbered as if it were a file; ``bare``: it holds no table, but (a part of) a string."""

    rows: Rows
    bare: bool = False


def pieces_of(path: Path, file: str, *, size: int | None = None) -> Iterator[AnyPiece] | None:
    """The pieces of a large text or CSV file, ``None`` for any other file; ``file`` is what an error calls it."""
    match large_kind(path):
        case "text":
            return text_pieces(path, file, size=size)
        case "csv":
            return csv_pieces(path, file, size=size)
        case _:
            return None


def text_pieces(path: Path, file: str, *, size: int | None = None) -> Iterator[Piece]:
    """The pieces of a text file."""
    paged = has_pages(text_of(path, file))
    yield from pieces(text_of(path, file), paged=paged, size=size)


def read_piece(
    piece: AnyPiece, file: str, *, year: int | None = None, detail: bool = True, loose: bool = False
) -> Part:
    """The rows of a piece, as those of a file that holds nothing else (but for the piece's context).

    Without ``detail`` only the rows that ``rows_of`` gives without. ``loose``: a table without a single indicator is
    none, its text may be a string.
    """
    if isinstance(piece, CsvPiece):
        document = assemble([Grid(piece.rows)], file, money_unit=piece.money_unit)
        return Part(rows_of(dated(_of_a_piece(document), year), file, detail=detail))
    blocks = text_blocks(piece.context + piece.text, Place(page=piece.page, line=piece.line - _lines(piece.context)))
    document = assemble(blocks, file)
    if document.projects and not (loose and not holds_indicators(document)):
        return Part(rows_of(dated(_of_a_piece(document), year), file, detail=detail))
    tree = parse_indicators(piece.text, year=year)
    if not tree.indicators:
        nothing = attrs.evolve(document, projects=(), sums=())
        found = checks.check_text(nothing, blocks)
        return Part(rows_of(attrs.evolve(nothing, diagnostics=found), file, detail=detail))
    project = bare_project(tree, Where(file))
    rows = rows_of(attrs.evolve(document, projects=(project,), sums=(), diagnostics=()), file, detail=detail)
    for name in ("span_start", "span_end"):
        rows.diagnostics = [_more(row, _DIAGNOSTIC[name], piece.start) for row in rows.diagnostics]
    return Part(rows, bare=True)


def _of_a_piece(document: Document) -> Document:
    """A document without the findings that only a whole table can give."""
    kept = tuple(found for found in document.diagnostics if found.code not in _OF_THE_WHOLE)
    return attrs.evolve(document, diagnostics=kept)


def _lines(text: str) -> int:
    return text.count("\n")


@attrs.define
class Joiner:
    """Parts, in their order -> rows of the file: projects, and the indicators of a string, are counted through it.

    Strings outside tables are one project until a table comes. Its text, which may be all of the file, is left out.
    """

    file: str
    _whole: Row | None = attrs.field(default=None, init=False)  # the row of the table of documents so far
    _projects: int = attrs.field(default=0, init=False)
    _tables: bool = attrs.field(default=False, init=False)
    _string: int | None = attrs.field(default=None, init=False)  # indicators of the string that is going on
    _project: Row | None = attrs.field(default=None, init=False)  # and the row of its project
    _once: dict[Row, None] = attrs.field(factory=dict, init=False)
    _unsaid: int = attrs.field(default=0, init=False)

    def add(self, part: Part) -> Rows:
        """The rows of the next part (but for those of the table of documents)."""
        given, rows = part.rows, Rows()
        (whole,) = given.documents
        self._whole = whole if self._whole is None else _added(self._whole, whole)
        before = 0
        if part.bare:
            if self._string is None:
                self._projects, self._string = self._projects + 1, 0
            before = self._string
            self._string += len(given.indicators)
            self._project = self._project or next(iter(given.projects), None)
            more = self._projects - 1
        elif count := _count(whole, "projects"):
            self._end_string(rows)
            more = self._projects
            self._projects += count
            self._tables = True
            rows.projects += (_more(row, _PROJECT["project_number"], more) for row in given.projects)
        else:
            more = 0
        for row in given.indicators:
            row = _more(row, _INDICATOR["project_number"], more)
            rows.indicators.append(_more(row, _INDICATOR["indicator_number"], before))
        for row in given.measures:
            row = _more(row, _MEASURE["project_number"], more)
            rows.measures.append(_more(row, _MEASURE["indicator_number"], before))
        for row in given.diagnostics:
            if row[_DIAGNOSTIC["code"]] in (*_ONCE, *_ABSENT):
                self._once[row] = None
                self._unsaid += 1
            else:
                rows.diagnostics.append(_more(row, _DIAGNOSTIC["project_number"], more))
        return rows

    def end(self) -> Rows:
        """The rows that only the end of the file can give: of the file, of a string, of what is said once."""
        rows = Rows()
        self._end_string(rows)
        code = _DIAGNOSTIC["code"]
        once = [row for row in self._once if row[code] in _ONCE]
        if not self._projects:
            once += sorted((row for row in self._once if row[code] in _ABSENT), key=lambda row: str(row[code]))[-1:]
        if self._tables:
            once.insert(0, diagnostic_row(self.file, None, IN_PIECES.at(NOWHERE)))
        rows.diagnostics += once
        empty = Document(title="", department="", money_unit="", projects=(), source=self.file)
        whole = self._whole or rows_of(empty, self.file).documents[0]
        whole = _put(whole, _DOCUMENT["projects"], self._projects)
        said = _count(whole, "diagnostics") - self._unsaid + len(once)
        rows.documents.append(_put(whole, _DOCUMENT["diagnostics"], said))
        return rows

    def _end_string(self, rows: Rows) -> None:
        if self._string is not None and self._project is not None:
            row = _put(self._project, _PROJECT["project_number"], self._projects)
            row = _put(row, _PROJECT["indicators"], self._string)
            rows.projects.append(_put(row, _PROJECT["text"], None))
        self._string = self._project = None


def _count(whole: Row, name: str) -> int:
    number = whole[_DOCUMENT[name]]
    assert isinstance(number, int)
    return number


def _added(first: Row, second: Row) -> Row:
    """The rows that two parts of a file have in the table of documents, as one: numbers added, the first text."""
    cells: list[Cell] = []
    for at, (one, other) in enumerate(zip(first, second, strict=True)):
        if at in (_DOCUMENT["stated_total"], _DOCUMENT["year"]) or one is None or other is None:
            cells.append(other if one is None else one)
        elif isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
            cells.append(one + other)
        else:
            cells.append(one)
    return tuple(cells)


def _put(row: Row, place: int, cell: Cell) -> Row:
    return (*row[:place], cell, *row[place + 1 :])


def _more(row: Row, place: int, more: int) -> Row:
    number = row[place]
    return _put(row, place, number + more) if more and isinstance(number, int) else row


def indicators_of_lines(
    path: Path, file: str, *, year: int | None, size: int | None = None, jobs: int | None = None
) -> Iterator[Row]:
    """The rows of indicators of a text file every line of which, if not blank, is a string of its own."""
    found = pieces(text_of(path, file), lines=True, size=size)
    for rows in map_chunks(partial(_read_lines, file=file, year=year), found, jobs=jobs):
        yield from rows


def indicators_of(found: Iterator[AnyPiece], file: str, *, year: int | None, jobs: int | None = None) -> Iterator[Row]:
    """The rows of indicators of a file's pieces, as ``rows_of`` gives those of a small one.

    The tables of a text are read, or, where it holds none, all of it as one string; projects, indicators and lines are
    counted through the whole file.
    """
    joiner = Joiner(file)
    work = partial(read_piece, file=file, year=year, detail=False, loose=True)
    for part in map_chunks(work, found, jobs=jobs):
        yield from joiner.add(part).indicators


def _read_lines(piece: Piece, file: str, year: int | None) -> list[Row]:
    rows: list[Row] = []
    lines = piece.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, piece.line):
        if line.strip():
            project = bare_project(parse_indicators(line, year=year), Where(line=number))
            document = Document(title="", department="", money_unit="", projects=(project,))
            rows += rows_of(document, file, detail=False).indicators
    return rows
