"""Rows of a text file that is too large to be read whole: the rows of each piece, numbered through the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeAlias

import attrs

from ..catalogue.documents import IN_PIECES, NO_TABLE, NO_VOCABULARY, TOTAL, UNIT, UNIT_ASSUMED
from ..documents import checks
from ..documents.content import bare_document
from ..documents.layout.grid import Grid, Place
from ..documents.model import Document, Project, Where, bare_project
from ..documents.readers.result import damage_at, garbled_at
from ..documents.readers.text import text_blocks
from ..documents.strings import FoundString, one_a_line, strings_of
from ..documents.table.assemble import assemble, holds_indicators
from ..model.nodes import NOWHERE, Diagnostic, Indicator, IndicatorTree
from ..parse import parse_indicators
from ..tables.canonical_rows import canonical_rows
from ..tables.columns import DIAGNOSTICS, DOCUMENTS, INDICATORS, MEASURES, PROJECTS, Column
from ..tables.rows import Cell, IndicatorRow, Row, Rows, diagnostic_row, head_of, indicator_rows, rows_of
from ..text.encoding import damaged_lines
from ..tree.unread import Unread, unread
from .csv_pieces import CsvPiece, csv_pieces
from .large_files import Piece, encoding_of_file, has_pages, large_kind, pieces, text_of
from .processes import map_chunks


def _places(columns: Sequence[Column]) -> dict[str, int]:
    return {column.name: place for place, column in enumerate(columns)}


_DOCUMENT, _PROJECT, _INDICATOR = _places(DOCUMENTS), _places(PROJECTS), _places(INDICATORS)
_MEASURE, _DIAGNOSTIC = _places(MEASURES), _places(DIAGNOSTICS)

# Diagnostics that only a whole table can have; for a piece they would be false.
_OF_THE_WHOLE = frozenset({TOTAL.code, UNIT.code})
# Diagnostics that are reported once per file.
_ABSENT = (NO_TABLE.code, NO_VOCABULARY.code)
_ONCE = (UNIT_ASSUMED.code,)


AnyPiece: TypeAlias = Piece | CsvPiece
"""A piece of a large file."""


@attrs.frozen
class StringPart:
    """A string of a piece, or a part of one: its start in the file, and the number of its indicators.

    ``begins``: it is the beginning of a string.
    """

    start: int
    line: int
    begins: bool
    indicators: int


@attrs.frozen
class Part:
    """The rows of a piece, numbered as if it were a file; ``strings``: those of a piece without a table."""

    rows: Rows
    strings: tuple[StringPart, ...] = ()


def pieces_of(path: Path, file: str, *, size: int | None = None) -> Iterator[AnyPiece] | None:
    """The pieces of a large text or CSV file, ``None`` for any other file; ``file`` is its name in errors."""
    match large_kind(path):
        case "text":
            return text_pieces(path, file, size=size)
        case "csv":
            return csv_pieces(path, file, size=size)
        case _:
            return None


def text_pieces(path: Path, file: str, *, size: int | None = None) -> Iterator[Piece]:
    """The pieces of a text file."""
    encoding = encoding_of_file(path, file)
    paged = has_pages(path, encoding)
    for piece in pieces(text_of(path, file), paged=paged, size=size):
        yield attrs.evolve(piece, encoding=encoding)


def read_piece(
    piece: AnyPiece,
    file: str,
    *,
    year: int | None = None,
    detail: bool = True,
    loose: bool = False,
    columns: bool = False,
) -> Part:
    """The rows of a piece, as those of a file with nothing else but the piece's context.

    Without ``detail`` only the rows that ``rows_of`` gives without it. ``loose``: a table without any indicator does
    not count, its text may be a string. ``columns``: the rows of strings are given in columns, if possible.
    """
    if isinstance(piece, CsvPiece):
        document = assemble(
            [Grid(piece.rows)], file, (*piece.notes, *_bad_rows(piece)), money_unit=piece.money_unit, year=year
        )
        return Part(rows_of(_of_a_piece(document), file, detail=detail))
    bad = (
        *damage_at((piece.line - 1 + line for line in damaged_lines(piece.text)), piece.encoding),
        *garbled_at([(piece.line, piece.text)]),
    )
    found = None if piece.context or "\t" in piece.text else one_a_line(piece.text)
    if found is None:
        blocks = text_blocks(
            piece.context + piece.text, Place(page=piece.page, line=piece.line - _lines(piece.context))
        )
        document = assemble(blocks, file, bad, year=year)
        if document.projects and not (loose and not holds_indicators(document)):
            return Part(rows_of(_of_a_piece(document), file, detail=detail))
        found = strings_of(piece.text)
        document = attrs.evolve(document, projects=(), sums=())
        part = _strings(found, piece, attrs.evolve(document, diagnostics=bad), year, detail, columns)
        if part is None:
            said = checks.check_text(document, blocks)
            return Part(rows_of(attrs.evolve(document, diagnostics=(*bad, *said)), file, detail=detail))
        return part
    # The readers of tables need not be tried.
    document = attrs.evolve(bare_document(file, year), diagnostics=bad)
    part = _strings(found, piece, document, year, detail, columns)
    assert part is not None
    return part


def _strings(
    found: Sequence[FoundString],
    piece: Piece,
    document: Document,
    year: int | None,
    detail: bool,
    columns: bool,
) -> Part | None:
    """The rows of the strings of a piece; ``None`` if it has no strings after all.

    ``document`` is the file without its strings.
    """
    file = document.source
    parts: list[StringPart] = []
    projects: list[Project] = []
    rows: list[IndicatorRow] = []
    findings = withheld = 0
    head = head_of(file, 0, bare_project(_NOTHING, Where(file)), document)
    before_line, behind_line = head[: _INDICATOR["line"]], head[_INDICATOR["line"] + 1 : -1]
    for number, string in enumerate(found, 1):
        where = Where(file, line=piece.line + string.line - 1)
        entries = None if detail else canonical_rows(string.text, year)
        if entries is None:
            tree = parse_indicators(string.text, year=year)
            project = bare_project(tree, where)
            projects.append(project)
            rows += () if detail else indicator_rows(file, number, project, document)
            first, notice, count = _first_number(tree), tree.withheld, len(tree.indicators)
            findings += len(tree.diagnostics)
        else:
            head = (*before_line, where.line, *behind_line, number)
            rows += [entry.in_table(head, at, document.year) for at, entry in enumerate(entries, 1)]
            first, notice, count = entries[0].ordinal, False, len(entries)
            findings += sum([entry.findings for entry in entries])
        begins = (bool(parts) or not piece.mid_line) and (notice or first == 1)
        parts.append(StringPart(piece.start + string.start, where.line or 0, begins, count))
        withheld += notice
    indicators = sum(part.indicators for part in parts)
    if not indicators and not withheld:
        return None
    if detail:
        return Part(rows_of(attrs.evolve(document, projects=tuple(projects)), file), tuple(parts))
    given = rows_of(document, file, detail=False)
    (whole,) = given.documents
    counts = {"projects": len(parts), "withheld": withheld, "indicators": indicators}
    for name, many in {**counts, "diagnostics": _count(whole, "diagnostics") + findings}.items():
        whole = _put(whole, _DOCUMENT[name], many)
    given.documents = [whole]
    if columns and parts[0].begins:
        from ..tables.columnar import columns_of

        given.columns = columns_of(rows)
    else:
        given.indicators = [row.cells() for row in rows]
    return Part(given, tuple(parts))


_NOTHING = IndicatorTree((), (), False, "")


def _first_number(tree: IndicatorTree) -> int | None:
    """The ordinal of the first indicator, without filling it."""
    match unread(tree):
        case [Indicator() as first, *_]:
            return first.ordinal
        case [Unread() as first, *_]:
            return int(first.entry.number)
    return None


def _bad_rows(piece: CsvPiece) -> tuple[Diagnostic, ...]:
    """The diagnostics for invalid bytes and garbled text in the piece's own rows."""
    own = [row for row in piece.rows if (row.place.line or 1) >= piece.line]
    bad = (row.place.line or 1 for row in own if any("\ufffd" in text for text in row.texts))
    return (*damage_at(bad, piece.encoding), *garbled_at((row.place.line or 1, "\t".join(row.texts)) for row in own))


def _of_a_piece(document: Document) -> Document:
    """A document without the diagnostics that only a whole table can have."""
    kept = tuple(found for found in document.diagnostics if found.code not in _OF_THE_WHOLE)
    return attrs.evolve(document, diagnostics=kept)


def _lines(text: str) -> int:
    return text.count("\n")


@attrs.define
class Joiner:
    """Joins the parts of a file, in order: projects, and the indicators of a string, are counted through the file.

    A string may continue from one piece to the next; its text is left out then, because it may be the whole file.
    """

    file: str
    _whole: Row | None = attrs.field(default=None, init=False)  # the row of the table of documents so far
    _projects: int = attrs.field(default=0, init=False)
    _tables: bool = attrs.field(default=False, init=False)
    _string: StringPart | None = attrs.field(default=None, init=False)  # the string that may continue
    _project: Row | None = attrs.field(default=None, init=False)  # the row of its project
    _indicators: int = attrs.field(default=0, init=False)  # and how many indicators it has so far
    _once: dict[Row, None] = attrs.field(factory=dict, init=False)
    _unsaid: int = attrs.field(default=0, init=False)

    def add(self, part: Part) -> Rows:
        """The rows of the next part, without those of the table of documents."""
        given, rows = part.rows, Rows()
        (whole,) = given.documents
        self._whole = whole if self._whole is None else _added(self._whole, whole)
        if part.strings:
            self._add_strings(part, rows)
            return rows
        more = 0
        if count := _count(whole, "projects"):
            self._end_string(rows)
            more = self._projects
            self._projects += count
            self._tables = True
            rows.projects += (_more(row, _PROJECT["project_number"], more) for row in given.projects)
        rows.indicators += (_more(row, _INDICATOR["project_number"], more) for row in given.indicators)
        rows.measures += (_more(row, _MEASURE["project_number"], more) for row in given.measures)
        for row in given.diagnostics:
            if row[_DIAGNOSTIC["code"]] in (*_ONCE, *_ABSENT):
                self._once[row] = None
                self._unsaid += 1
            else:
                rows.diagnostics.append(_more(row, _DIAGNOSTIC["project_number"], more))
        return rows

    def _add_strings(self, part: Part, rows: Rows) -> None:
        """The rows of strings, of which the first may be the rest of the one before."""
        given = part.rows
        before = self._string if not part.strings[0].begins else None
        known = self._indicators if before is not None else 0
        more = self._projects - (before is not None)
        for row in given.indicators:
            if before is not None and row[_INDICATOR["project_number"]] == 1:
                row = _more(row, _INDICATOR["indicator_number"], known)
                row = _put(row, _INDICATOR["line"], before.line)
            rows.indicators.append(_more(row, _INDICATOR["project_number"], more))
        rows.columns = given.columns and attrs.evolve(given.columns, before=more)
        for row in given.measures:
            if before is not None and row[_MEASURE["project_number"]] == 1:
                row = _more(row, _MEASURE["indicator_number"], known)
            rows.measures.append(_more(row, _MEASURE["project_number"], more))
        for row in given.diagnostics:
            if before is not None and row[_DIAGNOSTIC["project_number"]] == 1:
                for name in ("span_start", "span_end"):
                    row = _more(row, _DIAGNOSTIC[name], part.strings[0].start - before.start)
            rows.diagnostics.append(_more(row, _DIAGNOSTIC["project_number"], more))
        for number, string in enumerate(part.strings, 1):
            project = given.projects[number - 1] if given.projects else None
            if number == 1 and before is not None:
                self._indicators += string.indicators
                self._project = None if self._project is None else _put(self._project, _PROJECT["text"], None)
                continue
            self._end_string(rows)
            self._projects += 1
            self._string, self._project, self._indicators = string, project, string.indicators

    def end(self) -> Rows:
        """The rows that are known at the end of the file: of the file, of a string, of diagnostics given once."""
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
        if self._project is not None:
            row = _put(self._project, _PROJECT["project_number"], self._projects)
            rows.projects.append(_put(row, _PROJECT["indicators"], self._indicators))
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

    The tables of a text are read or, if it has none, all of it as one string; projects, indicators and lines are
    counted through the whole file.
    """
    joiner = Joiner(file)
    work = partial(read_piece, file=file, year=year, detail=False, loose=True)
    for part in map_chunks(work, found, jobs=jobs):
        yield from joiner.add(part).indicators


def _read_lines(piece: Piece, file: str, year: int | None) -> list[Row]:
    rows: list[IndicatorRow] = []
    lines = piece.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    document = Document(title="", department="", money_unit="", projects=())
    for number, line in enumerate(lines, piece.line):
        if line.strip():
            entries = canonical_rows(line, year)
            if entries is None:
                project = bare_project(parse_indicators(line, year=year), Where(line=number))
                rows += indicator_rows(file, 1, project, document)
            else:
                head = head_of(file, 1, bare_project(_NOTHING, Where(line=number)), document)
                rows += [entry.in_table(head, at, None) for at, entry in enumerate(entries, 1)]
    return [row.cells() for row in rows]
