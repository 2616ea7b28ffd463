"""Find the cell of a string or an indicator.

The cells are those of the file itself, in its order. A string is found by its text, in the sheet and row that the
reader named, if any. A string that is not found exactly is not written to: its comment goes to the nearest cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from ..documents.model import Where
from ..model.nodes import Indicator, Span
from ..text.cleaning import clean
from .strings import Decided, FileNote, not_made

_ROWS_OF_ONE = 6
"""The most rows that one string is put together from."""
_ROWS_AHEAD = 300
"""The most rows searched for an indicator of a table with columns."""
_LEAST_PART = 15


@attrs.frozen(eq=False)
class FileCell:
    """A cell of a file: its sheet (in a Word file the table's number), row, text and name.

    ``name`` is its name in the sheet (``G7``), ``""`` in a Word file.
    """

    sheet: str
    row: int
    text: str
    handle: Any
    name: str = ""


@attrs.frozen
class Placed:
    """The changes of one cell: ``after`` is its new text (``None``: unchanged), ``notes`` are its comments."""

    cell: FileCell
    notes: tuple[FileNote, ...]
    after: str | None = None
    exact: bool = False


@attrs.define
class Cells:
    """The cells of a file; each is assigned to one string only."""

    every: Sequence[FileCell]
    _exact: dict[str, list[FileCell]] = attrs.field(init=False)
    _rows: dict[tuple[str, int], list[FileCell]] = attrs.field(init=False)
    _by_name: dict[tuple[str, str], FileCell] = attrs.field(init=False)
    _used: set[int] = attrs.field(init=False, factory=set)

    def __attrs_post_init__(self) -> None:
        """Index the cells by their text and by their row."""
        self._exact = defaultdict(list)
        self._rows = defaultdict(list)
        self._by_name = {(cell.sheet, cell.name): cell for cell in self.every if cell.name}
        for cell in self.every:
            self._exact[_squeezed(cell.text)].append(cell)
            self._rows[cell.sheet, cell.row].append(cell)

    def of_string(self, one: Decided) -> FileCell | None:
        """The cell that holds a string."""
        where = _where(one)
        free = [cell for cell in self._exact.get(_squeezed(one.passage.text), ()) if id(cell) not in self._used]
        best = next((cell for cell in free if where == (cell.sheet, cell.row)), None)
        best = best or next((cell for cell in free if where[0] in ("", cell.sheet)), None) or next(iter(free), None)
        if best is not None:
            self._used.add(id(best))
        return best

    def named(self, where: Where | None) -> FileCell | None:
        """The cell with the name of a place."""
        return None if where is None else self._by_name.get((where.sheet or "", where.cell or ""))

    def at(self, where: Where | None) -> FileCell | None:
        """The cell at a place, or the first filled one of its row; ``None`` if neither is known."""
        if where is None:
            return None
        row = self._rows.get(_row_at(where), ())
        return self.named(where) or next((cell for cell in row if cell.text.strip()), None)

    def first(self) -> FileCell | None:
        """The first filled cell of the file."""
        return next((cell for cell in self.every if cell.text.strip()), None)

    def holding(self, one: Decided) -> FileCell | None:
        """A cell with a part of a string that was put together from several."""
        squeezed = _squeezed(one.passage.text)
        sheet, row = _where(one)
        # In a sheet its row and those it went on in; in a Word file the row's number says nothing of the table.
        near = [cell for n in range(row, row + _ROWS_OF_ONE) for cell in self._rows.get((sheet, n), ())]
        best = next((cell for cell in near if id(cell) not in self._used and _part_of(squeezed, cell.text)), None)
        if best is not None:
            self._used.add(id(best))
        return best

    def of_indicators(self, one: Decided, indicators: Sequence[Indicator]) -> list[tuple[Indicator, list[FileCell]]]:
        """The cells of the row of each indicator of a table with columns, in order."""
        sheet, first = _where(one)
        rows = [(key, cells) for key, cells in self._rows.items() if not sheet or key[0] == sheet]
        at = next((n for n, (key, _) in enumerate(rows) if key[1] >= first), 0) if sheet else 0
        found: list[tuple[Indicator, list[FileCell]]] = []
        for indicator in indicators:
            wanted = _squeezed(indicator.name)
            later = range(at, min(len(rows), at + _ROWS_AHEAD)) if wanted else ()
            hit = next((n for n in later if any(_named(cell, wanted) for cell in rows[n][1])), None)
            if hit is None:
                found.append((indicator, []))
                continue
            at = hit
            found.append((indicator, rows[hit][1]))
        return found


def _where(one: Decided) -> tuple[str, int]:
    return ("", 0) if one.where is None else (one.where.sheet or "", one.where.row or 0)


def _row_at(where: Where) -> tuple[str, int]:
    """Sheet (or table) and row of a place, as the cells have them."""
    return where.sheet or (str(where.table) if where.table is not None else ""), where.row or 0


def _named(cell: FileCell, wanted: str) -> bool:
    return _squeezed(clean(cell.text).text) == wanted


def _part_of(squeezed: str, text: str) -> bool:
    return len(text) > _LEAST_PART and _squeezed(text) in squeezed


def _squeezed(text: str) -> str:
    return "".join(text.split())


def place(decided: Iterable[Decided], whole: Sequence[FileNote], cells: Cells) -> tuple[list[Placed], list[Decided]]:
    """The changes of each cell, and the strings whose cell was not found."""
    placed: list[Placed] = []
    lost: list[Decided] = []
    for one in decided:
        if not one.notes and not one.edits:
            if not one.made:
                cells.of_string(one)  # assigned, so that an equal string further down is not written here
            continue
        if one.made:
            rest = _of_columns(one, cells, placed)
            if rest:
                lost.append(attrs.evolve(one, notes=tuple(rest)))
            continue
        cell = cells.of_string(one)
        if cell is not None:
            exact = cell.text == one.passage.text
            notes = one.notes if exact else tuple(map(not_made, one.notes))
            placed.append(Placed(cell, notes, one.after if one.edits and exact else None, exact))
            if one.edits and not exact:
                lost.append(one)
            continue
        near = cells.holding(one)
        if near is not None:
            placed.append(Placed(near, tuple(map(not_made, one.notes))))
        lost.append(one)
    for note in whole:
        spot = cells.at(note.where) or cells.first()
        if spot is not None:
            placed.append(Placed(spot, (note,)))
    return _together(placed), lost


def _of_columns(one: Decided, cells: Cells, placed: list[Placed]) -> list[FileNote]:
    """Put notes about indicators in columns at the cell of the value or the name; return those without a place."""
    tree = one.passage.tree
    rest: list[FileNote] = []
    rows = cells.of_indicators(one, tree.indicators if tree is not None else ())
    for note in one.notes:
        row = next((row for indicator, row in rows if _inside(note.span, indicator.span)), [])
        said = _squeezed(note.span.of(one.passage.text))
        cell = next((cell for cell in row if said and _squeezed(cell.text) and _squeezed(cell.text) in said), None)
        name = next((i.name for i, r in rows if r is row), "")
        cell = cells.named(note.where) or cell or next((c for c in row if _named(c, _squeezed(name))), None)
        if cell is None:
            rest.append(note)
        else:
            placed.append(Placed(cell, (note,)))
    return rest


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start <= other.end


def _together(placed: Sequence[Placed]) -> list[Placed]:
    """One entry for each cell."""
    by_cell: dict[int, Placed] = {}
    for one in placed:
        known = by_cell.get(id(one.cell))
        by_cell[id(one.cell)] = one if known is None else attrs.evolve(known, notes=(*known.notes, *one.notes))
    return list(by_cell.values())
