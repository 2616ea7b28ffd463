"""Rows of a text file too large to be read whole: read in pieces, by all processors, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs

from ..batch import map_chunks
from ..documents.model import Document, Project, Where, bare_project
from ..documents.text import is_document, read_text_document
from ..model import IndicatorTree
from ..parse import parse_indicators
from ..stream import Piece, pieces, text_of
from ..tables.columns import INDICATORS
from ..tables.rows import Row, rows_of

_AT = {column.name: place for place, column in enumerate(INDICATORS)}
_PROJECT, _INDICATOR, _LINE = _AT["project_number"], _AT["indicator_number"], _AT["line"]


@attrs.frozen
class _Part:
    """The rows of a piece; ``projects`` counts its projects, 0 where it holds no table but a bare string."""

    rows: tuple[Row, ...]
    projects: int


def rows_of_text(
    path: Path, file: str, *, year: int | None, lines: bool, size: int | None = None, jobs: int | None = None
) -> Iterator[Row]:
    """The rows of indicators of a text file, as ``rows_of`` gives those of a small one.

    ``lines``: every line that is not blank is a string of its own. Otherwise the tables of the text are read, or, where
    it holds none, all of it as one string; projects, indicators and lines are counted through the whole file.
    """
    found = pieces(text_of(path), lines=lines) if size is None else pieces(text_of(path), lines=lines, size=size)
    work = partial(_read_lines if lines else _read, file=file, year=year)
    projects = indicators = 0
    for part in map_chunks(work, found, jobs=jobs):
        if lines:
            yield from part.rows
        elif part.projects:
            yield from (_put(row, _PROJECT, projects) for row in part.rows)
            projects += part.projects
            indicators = 0
        else:
            projects = max(projects, 1)
            yield from (_put(_put(row, _PROJECT, projects - 1), _INDICATOR, indicators) for row in part.rows)
            indicators += len(part.rows)


def _put(row: Row, place: int, more: int) -> Row:
    number = row[place]
    return (*row[:place], number + more, *row[place + 1 :]) if more and isinstance(number, int) else row


def _read(piece: Piece, file: str, year: int | None) -> _Part:
    """The tables of a piece, or its indicators as those of one string."""
    text = piece.context + piece.text
    if is_document(text):
        document = read_text_document(text)
        if any(project.withheld or project.indicators for project in document.projects):
            dated = _dated(document.projects, year)
            rows = rows_of(attrs.evolve(document, projects=dated), file).indicators
            more = piece.line - 1 - piece.context.count("\n")
            return _Part(tuple(_put(row, _LINE, more) for row in rows), len(document.projects))
    return _Part(_rows(parse_indicators(piece.text, year=year), file, None), 0)


def _dated(projects: Sequence[Project], year: int | None) -> tuple[Project, ...]:
    if year is None:
        return tuple(projects)
    return tuple(attrs.evolve(project, tree=parse_indicators(project.text, year=year)) for project in projects)


def _read_lines(piece: Piece, file: str, year: int | None) -> _Part:
    rows: list[Row] = []
    lines = piece.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, piece.line):
        if line.strip():
            rows += _rows(parse_indicators(line, year=year), file, number)
    return _Part(tuple(rows), 0)


def _rows(tree: IndicatorTree, file: str, line: int | None) -> tuple[Row, ...]:
    """The rows of a string: one project without a name."""
    project = bare_project(tree, Where(line=line))
    document = Document(title="", department="", money_unit="", projects=(project,))
    return tuple(rows_of(document, file).indicators)
