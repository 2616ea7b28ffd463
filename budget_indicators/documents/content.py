"""Decide for every command and function what a text contains: a table, indicator strings, or neither.

A table counts if it has indicators (or states that they are secret). Otherwise the text is searched for strings: one
per line, wrapped over lines, or between other words; each is a project without a name. Otherwise a table without
indicators is still a document; anything else is a text without indicators.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ..errors import UserError
from ..model.nodes import Diagnostic, IndicatorTree
from ..parse import parse_indicators
from ..text.encoding import Decoded
from .strings import FoundString, may_hold_strings, strings_of
from .table.dense import starts_string
from .year import year_in_name

if TYPE_CHECKING:
    from .layout.grid import Block
    from .model import Document, Project, YearSource
    from .readers.result import Read

_HEAD = 4_000
_OTHER_LINE_ENDS = {0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
"""Line ends of mainframes and of web editors, where a text has no others."""


class Bare(NamedTuple):
    """A text that is no table: its name, the year that was given, and the diagnostics made before."""

    source: str
    year: int | None
    notes: tuple[Diagnostic, ...] = ()

    @property
    def budget_year(self) -> int | None:
        """The year that was given, or that of the name."""
        return year_in_name(self.source) if self.year is None else self.year

    def document(self) -> Document:
        """The document, without projects."""
        return attrs.evolve(bare_document(self.source, self.year), diagnostics=self.notes)


class _Content(NamedTuple):
    held: Document | Bare
    strings: tuple[FoundString, ...] = ()
    year: int | None = None
    decoded: Decoded | None = None


class Content(_Content):
    """The content of an input.

    ``table`` has the projects of its tables; a text that is no table has ``strings`` instead. ``year`` is the budget
    year. ``decoded`` is the encoding, if the input is a text file. ``held`` is the document, or what it is made of on
    first use: linting a string needs none.
    """

    @cached_property
    def table(self) -> Document:
        """The document of the tables, or one without projects."""
        return self.held.document() if isinstance(self.held, Bare) else self.held

    @cached_property
    def only_string(self) -> IndicatorTree | None:
        """The tree of a text that is only one string (or empty)."""
        return parse_indicators(self.strings[0].text, year=self.year) if len(self.strings) == 1 else None

    @property
    def is_empty(self) -> bool:
        """Whether a text contains neither a table nor a string; numbers without a word are no indicators."""
        only = self.only_string
        if only is None:
            return False
        return not (only.indicators or only.withheld) or not any(map(str.isalpha, only.source))

    @property
    def document(self) -> Document:
        """The whole content as a document: each string of a text is a project without a name."""
        only = self.only_string
        if self.is_empty:
            return self.table
        from .model import Where, bare_project

        projects: list[Project] = []
        for string in self.strings:
            tree = parse_indicators(string.text, year=self.year) if only is None else only
            projects.append(bare_project(tree, Where(self.table.source, line=string.line)))
        if not projects:
            return self.table
        return _with_undated(attrs.evolve(self.table, projects=tuple(projects)))


def read_text(
    text: str, source: str = "", *, comma: bool = False, notes: Sequence[Diagnostic] = (), year: int | None = None
) -> Content:
    """The content of a text. Never raises for it.

    ``source`` is the name of the text in locations, ``comma``: its name is that of a CSV file, ``notes`` are
    diagnostics made before, ``year`` is the budget year.

    >>> one = "1、1-产出指标；11-数量指标；次数；实施周期指标值:1次；年度指标值:1次。"
    >>> [str(project.where) for project in read_text(f"{one}\\n{one}", "strings.txt").document.projects]
    ['strings.txt, line 1', 'strings.txt, line 2']
    """
    if "\n" not in text and "\r" not in text:
        text = text.translate(_OTHER_LINE_ENDS)
    table: Document | None = None
    for found in _as_table(text, comma):
        from .table.assemble import assemble, holds_indicators

        document = assemble(found.blocks, source, (*notes, *found.diagnostics), year=year)
        if holds_indicators(document):
            return Content(document, year=document.year)
        if table is None and document.projects:
            table = document
    strings = strings_of(text)
    if table is not None and not any(starts_string(string.text) for string in strings):
        return Content(table, year=table.year)
    bare = Bare(source, year, tuple(notes))
    content = Content(bare, strings, bare.budget_year)
    if not content.is_empty:
        return content
    from . import checks
    from .layout.grid import Line

    return content._replace(held=bare._replace(notes=(*notes, *checks.check_text(content.table, [Line(text)]))))


def with_strings_of_lines(document: Document, blocks: Sequence[Block]) -> Document:
    """Add to a file whose tables have no indicators those in its lines: strings, or indicators in prose."""
    from .layout.grid import Line
    from .model import Where, bare_project

    lines = [block for block in blocks if isinstance(block, Line)]
    text = "\n".join(line.text for line in lines)
    from .table.assemble import holds_indicators
    from .table.levels import string_tree

    if holds_indicators(document) or not may_hold_strings(text):
        return document
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    recognised = [each.moved(start) for line, start in zip(lines, starts, strict=False) for each in line.recognised]
    projects: list[Project] = []
    for string in strings_of(text):
        its = tuple(
            each.moved(-string.start)
            for each in recognised
            if each.span.start >= string.start and each.span.end <= string.end
        )
        tree = string_tree(string.text, document.year, its)
        if tree.indicators:
            place = lines[bisect_right(starts, string.start) - 1].place
            where = Where(document.source, place.page, place.sheet, place.row, place.line)
            projects.append(bare_project(tree, where, its))
    return _with_undated(attrs.evolve(document, projects=(*document.projects, *projects)))


def _with_undated(document: Document) -> Document:
    """The document with diagnostics for its dates without a year."""
    from . import checks

    return attrs.evolve(document, diagnostics=(*document.diagnostics, *checks.undated(document)))


def read_text_document(text: str, source: str = "", *, year: int | None = None) -> Document:
    """The document of a text extracted from a PDF, a web page or a spreadsheet.

    Knows rows with tabs between the cells (a page may have lost a column), Markdown tables, CSV, cells that stand one
    below the other in reading order, and bare indicator strings. ``source`` is the name of the file in ``where``. Never
    raises for the content of the text.

    >>> rows = ["项目名称\\t总计\\t绩效目标\\t绩效指标", "培训\\t1.50\\t办好培训\\t1、1-产出指标；11-数量指标；次数；"]
    >>> document = read_text_document("\\n".join(rows))
    >>> document.projects[0].name, document.projects[0].goal
    ('培训', '办好培训')
    """
    return read_text(text, source, year=year).document


def bare_document(source: str, year: int | None) -> Document:
    """A document without tables; its budget year is the caller's, or that of its name."""
    from .model import Document

    budget = year_in_name(source) if year is None else year
    told: YearSource | None = None if budget is None else "file" if year is None else "caller"
    return Document(title="", department="", money_unit="", projects=(), source=source, year=budget, year_source=told)


def _as_table(text: str, comma: bool) -> Iterator[Read]:
    """The blocks of a text, read as each possible kind of table, the most likely first."""
    bare = starts_string(text)
    if bare and "\t" not in text:
        return  # the readers of tables need not be loaded
    from .readers.result import Read
    from .readers.separated import csv_read
    from .readers.text import text_blocks

    if comma and not bare:
        yield csv_read(text)
    yield Read(tuple(text_blocks(text)))
    if not comma and not bare and _begins_like_csv(text):
        yield csv_read(text)


def _begins_like_csv(text: str) -> bool:
    """Whether a text not named CSV begins like a table with commas: a header, or rows with equal numbers of cells."""
    from .layout.grid import Grid
    from .readers.separated import csv_delimiter, csv_read
    from .table.forms import scan

    head = text[:_HEAD]
    try:
        blocks = csv_read(head.rpartition("\n")[0] or head).blocks
    except UserError:  # a quote that is never closed makes one endless cell
        return False
    widths = {len(row.cells) for block in blocks if isinstance(block, Grid) for row in block.rows}
    even = len(widths) == 1 and widths != {1} and csv_delimiter(head) == ","
    return any(even or not table.layout.by_content for table in scan(blocks).tables)
