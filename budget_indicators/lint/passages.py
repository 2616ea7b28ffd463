"""The strings of a file or document, each with its project and its location.

In a text file a passage is a part of the file itself, so that findings have lines and columns there and repairs can be
written back. A string read from another kind of file, or assembled from a table's columns, has a page, sheet or row
instead.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from ..catalogue.declare import GROUP_OF
from ..catalogue.strings import LINE_BREAK, STRAY_SPACE
from ..model.nodes import Diagnostic, IndicatorTree
from ..model.rule import Both
from ..parse import parse_indicators
from ..rules.check import Subject
from ..rules.registry import Selection
from ..rules.words import letters
from .engine import NO_PLACE, Finding, at, cell_of, lint_subject, located, ordinal_at

if TYPE_CHECKING:
    from ..documents.model import Document, InPicture, Project


class _Text(NamedTuple):
    text: str


class Lines(_Text):
    """The lines of a text: ``\\n``, ``\\r\\n`` or ``\\r`` ends one, as in editors."""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", self.text))]

    def at(self, position: int) -> tuple[int, int]:
        """Line and column (both from 1, in code points) of a position."""
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1

    def around(self, position: int) -> tuple[int, int]:
        """The start and end of a position's line, without its terminator."""
        line = bisect_right(self._starts, position)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))


class Passage(NamedTuple):
    """One indicator string and its source.

    ``start`` is its position in the text file (with the lines ``lines``); ``None`` if it is no part of a text file.
    ``origin`` is its project in a table. ``quoted``: it is in a quoted CSV cell, with its quotes doubled. ``tree`` is
    the parsed string if the reader has parsed it already. ``layout`` are rules whose findings are only the layout of
    this file.
    """

    text: str
    file: str = ""
    project: str = ""
    goal: str = ""
    place: Both = NO_PLACE
    start: int | None = None
    lines: Lines | None = None
    quoted: bool = False
    origin: Project | None = None
    tree: IndicatorTree | None = None
    layout: frozenset[str] = frozenset()

    @property
    def end(self) -> int | None:
        """Its end in the text file."""
        return None if self.start is None else self.start + len(self.written(self.text))

    def written(self, text: str) -> str:
        """``text`` as the file has it, quotes doubled inside a quoted cell."""
        return text.replace('"', '""') if self.quoted else text

    def subject(self, year: int | None) -> Subject:
        """The subject of the checks."""
        return Subject(self._tree(year), year, self.project, self.goal)

    def _tree(self, year: int | None) -> IndicatorTree:
        """The tree with its dates in the given year; the reader's diagnostics are kept."""
        tree = self.tree
        if tree is None:
            return parse_indicators(self.text, year=year)
        if year is None:
            return tree
        if self.origin is not None and self.origin.form == "columns":
            from ..documents.table.levels import redated

            return redated(tree, year)
        dated = parse_indicators(self.text, year=year)
        said = [one for one in tree.diagnostics if GROUP_OF.get(one.code[0]) == "documents"]
        if not said:
            return dated
        every = sorted((*dated.diagnostics, *said), key=lambda one: (one.span.start, one.span.end, one.code))
        return attrs.evolve(dated, diagnostics=tuple(every))

    def position(self, at: int) -> tuple[int, int] | None:
        """Line and column in the text file of a position of the passage; ``None`` if it is not part of one."""
        return None if self.start is None or self.lines is None else self.lines.at(self.offset(at))

    def offset(self, at: int) -> int:
        """The position in the text file of a position of the passage."""
        assert self.start is not None
        return self.start + at + (self.text.count('"', 0, at) if self.quoted else 0)


def of_document(document: Document) -> Iterator[Passage]:
    """The strings of a document, in its order; projects without any have none."""
    for project in document.projects:
        if has_string(project):
            yield of_project(project, document.source)


def has_string(project: Project) -> bool:
    """Whether a project has indicators to check; a cell with only a dash means that it has none."""
    return project.form != "none" and letters(project.text) != ""


def of_project(project: Project, file: str) -> Passage:
    """A project's string as it was read."""
    where = attrs.evolve(project.where, file="")
    name = project.name or project.unit
    return Passage(
        project.text,
        file,
        name,
        project.goal,
        Both(str(where), where.zh),
        origin=project,
        tree=_unfixable(project),
        layout=_LAYOUT.get(os.path.splitext(file)[1].lower(), LINES),
    )


LINES = frozenset({LINE_BREAK.code})
_LAYOUT: dict[str, frozenset[str]] = {
    # Line breaks in a spreadsheet were typed; those of a page, and of text taken from one, are the column's end.
    ".xlsx": frozenset(),
    ".xls": frozenset(),
    ".csv": frozenset(),
    ".pdf": LINES | {STRAY_SPACE.code},
}


def _unfixable(project: Project) -> IndicatorTree:
    """The tree, without fixes if its text was put together from columns and is in no file."""
    if project.form == "string":
        return project.tree
    return attrs.evolve(
        project.tree, diagnostics=tuple(attrs.evolve(one, fix=None) for one in project.tree.diagnostics)
    )


def findings(passage: Passage, selection: Selection, year: int | None) -> tuple[Finding, ...]:
    """The findings of one string, each with its location."""
    subject = passage.subject(year)
    return tuple(place(one, passage, subject.tree) for one in lint_subject(subject, selection.without(passage.layout)))


def place(one: Diagnostic, passage: Passage, tree: IndicatorTree) -> Finding:
    """A diagnostic of a passage with its location in the file."""
    start, end = passage.position(one.span.start), passage.position(one.span.end)
    origin = passage.origin
    fields: dict[str, Any] = {"place": passage.place} if origin is None else at(cell_of(origin, one.span))
    if start is not None and end is not None:
        fields |= {"line": start[0], "column": start[1], "end_line": end[0], "end_column": end[1]}
    return located(
        one,
        file=passage.file,
        project=passage.project,
        ordinal=ordinal_at(tree, one.span),
        text=one.span.of(passage.text),
        seen=None if origin is None or not origin.recognised else _seen(one, origin),
        **fields,
    )


def _seen(one: Diagnostic, origin: Project) -> InPicture | None:
    """The place in the picture of a scan that should be compared for a diagnostic."""
    from ..documents.model import place_to_compare

    if one.severity == "info":
        return None
    return place_to_compare(origin.seen(one.span), doubted=GROUP_OF.get(one.code[0]) == "documents")
