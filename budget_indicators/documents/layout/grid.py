"""The output of every reader: lines and grids of cells in reading order, whatever the file format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from ..model import InPicture, Recognised


@attrs.frozen
class Place:
    """A position in a file; what does not apply is ``None``. All numbers count from 1.

    ``cell`` is the cell's own name where it has one (``G7`` in a sheet), ``column`` its number where it has none.
    """

    page: int | None = None
    sheet: str | None = None
    row: int | None = None
    line: int | None = None
    table: int | None = None
    column: int | None = None
    cell: str | None = None


NO_PLACE = Place()


@attrs.frozen
class Cell:
    """A cell's text as found (line wraps included).

    ``covered`` is set where a merged cell of another row or column reaches in; ``text`` then repeats that cell's.
    ``reference`` is the cell's own name where it has one (``G7`` in a sheet). ``row`` and ``column`` are set where the
    cell was moved to another row of the grid than that of the file: there it stands. ``recognised`` are the stretches
    of ``text`` that text recognition read, in order.
    """

    text: str = ""
    covered: bool = False
    reference: str = ""
    recognised: tuple[Recognised, ...] = ()
    row: int | None = None
    column: int | None = None

    def ending(self, text: str) -> Cell:
        """The cell with only the end of its text."""
        start = len(self.text) - len(text)
        rest = (each.moved(-start) for each in self.recognised if each.span.start >= start)
        return attrs.evolve(self, text=text, recognised=tuple(rest))

    @property
    def doubtful(self) -> bool:
        """Whether text recognition may have misread some of it."""
        return any(each.at.doubtful for each in self.recognised)


@attrs.frozen
class Row:
    """The cells of one row, from left to right.

    ``cut_above`` and ``cut_below`` say that a page end went through the row, as far as the file shows it; ``edge`` says
    that the row is the first of a new page, where a cut is possible. ``indented`` rows belong to the row above them.
    ``doubt`` says why the cells of a row may be wrong: a key of ``catalogue.documents.ROW_DOUBTS``, or ``""``. ``seen``
    are the places of the lines of a scan that a row without cells of its own was taken from.
    """

    cells: tuple[Cell, ...]
    place: Place = NO_PLACE
    edge: bool = False
    cut_above: bool = False
    cut_below: bool = False
    indented: bool = False
    doubt: str = ""
    seen: tuple[InPicture, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell, merged cells repeated."""
        return tuple(cell.text for cell in self.cells)

    @property
    def own(self) -> tuple[str, ...]:
        """The text of each cell; ``""`` where a merged cell of another place reaches in."""
        return tuple("" if cell.covered else cell.text for cell in self.cells)

    def place_of(self, at: int) -> Place:
        """The position of a cell (from 0) of the row."""
        cell, place = self.cells[at], self.place
        if cell.reference:
            return Place(place.page, place.sheet, cell.row or place.row, place.line, place.table, None, cell.reference)
        if place.row is None or place.page is not None:
            return place  # the columns of a text without cells are guesses; a page's row is found at a glance
        return Place(place.page, place.sheet, cell.row or place.row, place.line, place.table, cell.column or at + 1)


@attrs.frozen
class Grid:
    """One table, or the part of it on one page."""

    rows: tuple[Row, ...]


@attrs.frozen
class Line:
    """A line of text outside any table; ``recognised`` as for a ``Cell``."""

    text: str
    place: Place = NO_PLACE
    recognised: tuple[Recognised, ...] = ()


Block: TypeAlias = Line | Grid


def row_of(
    texts: Iterable[str], place: Place = NO_PLACE, *, doubt: str = "", edge: bool = False, indented: bool = False
) -> Row:
    """A row of plain cells."""
    return Row(tuple(Cell(text) for text in texts), place, edge=edge, indented=indented, doubt=doubt)


def page_of(block: Block) -> int:
    """The page of a block; 0 if its file has no pages."""
    place = block.place if isinstance(block, Line) else next((row.place for row in block.rows), NO_PLACE)
    return place.page or 0
