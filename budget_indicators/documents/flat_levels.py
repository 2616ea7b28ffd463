"""Indicator tables in reading order: pieces of text are shared out to the cells of rows at the least cost.

A merged level cell stands once, before the first of its rows; a cell is a paragraph, but a short one may share its
line with the next. The cheapest way to cut the pieces into rows of (level 1, level 2,) name and values is found by
dynamic programming, in time linear in the number of pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs

from ..taxonomy import find_level1, find_level2
from .columns import Role
from .flat import Header, Text
from .grid import Place, Row, row_of

_MAX_CELL = 14  # pieces in one cell
_MAX_LEVEL = 4  # pieces in one level's cell
_MAX_LEVEL_TEXT = 30
_NEVER = float("inf")

# Costs, in one place: what is unlikely is dear.
_NO_GAP = 1.5  # a cell ends where no blank line follows
_GAP_INSIDE = 2.0  # a blank line inside a cell
_SPACE_INSIDE = 0.8  # a space inside a cell that might part two cells
_RAGGED = 1.5  # a line that is shorter or longer than those above it in its cell
_LEVEL_AS_TEXT = 3.0  # a level's name taken for a cell's text
_EMPTY = 4.0
_OUTSIDE = 1.0  # a piece below the table
_HOPELESS = 16.0  # no cell that costs more is looked at
_SAME_VALUES = -3.0  # 实施周期指标值 and 年度指标值 say the same


@attrs.frozen
class _Piece:
    text: str
    gap: bool  # a blank line stands before it
    same_line: bool  # it stands on the line of the piece before
    place: Place


@attrs.frozen
class _Way:
    """The cheapest way to a state: its cost, the state before it, and the cell between the two."""

    cost: float
    before: tuple[int, int] | None = None
    cell: tuple[int, int] = (0, 0)


def level_rows(lines: Sequence[Text], header: Header) -> list[Row]:
    """The rows of an indicator table, its cells under the header's words."""
    pieces = [
        _Piece(word, line.blank_before and not at, bool(at), line.place)
        for line in lines
        for at, word in enumerate(line.text.split())
    ]
    columns = [role for role in header.roles if role not in ("string", "ordinal")]
    cells = _cheapest(pieces, columns)
    rows: list[Row] = []
    current: dict[Role, str] = {}
    place: Place | None = None
    for column, (start, end) in cells:
        role = columns[column]
        if role in current or (role == "level1" and current) or (role == "level2" and "name" in current):
            rows.append(_row(current, header, place))
            current, place = {}, None
        text = "\n".join(piece.text for piece in pieces[start:end])
        current[role] = _spaced(pieces[start:end]) if text else ""
        place = place or (pieces[start].place if start < end else None)
    if current:
        rows.append(_row(current, header, place))
    return rows


def _spaced(pieces: Sequence[_Piece]) -> str:
    return "".join(
        (" " if piece.same_line and at else "\n" if at else "") + piece.text for at, piece in enumerate(pieces)
    )


def _row(cells: dict[Role, str], header: Header, place: Place | None) -> Row:
    return row_of([cells.get(role, "") for role in header.roles], place or Place())


def _cheapest(pieces: Sequence[_Piece], columns: Sequence[Role]) -> list[tuple[int, tuple[int, int]]]:
    """The cells as (column, (first piece, end)), in order, of the cheapest sharing out."""
    levels = [at for at, role in enumerate(columns) if role in ("level1", "level2")]
    name = columns.index("name")
    after_last = len(columns)
    # A state is (pieces used, next column); a row begins at the first column and may skip the level columns.
    ways: dict[tuple[int, int], _Way] = {(0, 0): _Way(0.0)}
    begins = [_starts_level(pieces, at) for at in range(len(pieces))]
    best_end: tuple[float, tuple[int, int]] = (_OUTSIDE * len(pieces), (0, 0))
    for at in range(len(pieces) + 1):
        for column in range(after_last):
            way = ways.get((at, column))
            if way is None:
                continue
            if column == 0:
                total = way.cost + _OUTSIDE * (len(pieces) - at)
                if total < best_end[0]:
                    best_end = (total, (at, 0))
            for target, cell, cost in _steps(pieces, at, column, columns, levels, name, way, begins):
                state = (cell[1], target % after_last)
                if way.cost + cost < ways.get(state, _Way(_NEVER)).cost:
                    ways[state] = _Way(way.cost + cost, (at, column), cell)
    cells: list[tuple[int, tuple[int, int]]] = []
    last: tuple[int, int] = best_end[1]
    while (way := ways[last]).before is not None:
        cells.append((way.before[1] if way.cell != (0, 0) else -1, way.cell))
        last = way.before
    return [(column, cell) for column, cell in reversed(cells) if column >= 0]


def _steps(
    pieces: Sequence[_Piece],
    at: int,
    column: int,
    columns: Sequence[Role],
    levels: Sequence[int],
    name: int,
    way: _Way,
    begins: Sequence[bool],
) -> list[tuple[int, tuple[int, int], float]]:
    """What can follow: (next column, cell, cost)."""
    if at >= len(pieces) and column <= name:
        return []
    steps: list[tuple[int, tuple[int, int], float]] = []
    if column in levels:
        for end in range(at + 1, min(at + _MAX_LEVEL, len(pieces)) + 1):
            if _is_level(columns[column], pieces[at:end]):
                # A longer reading of the same level (满意度 + 指标) is better than leaving its rest to the name.
                steps.append((column + 1, (at, end), -0.5 * (end - at - 1)))
        if column == 0 or columns[column] == "level2":
            # The levels above this row hold for it too; stepping over a level costs nothing.
            steps.append((column + 1, (at, at), 0.0 if column == 0 else 1.0))
        return [(target, cell if cell[0] < cell[1] else (at, at), cost) for target, cell, cost in steps]
    # Values may be empty, a name may not.
    if column != name:
        steps.append((column + 1, (at, at), _EMPTY if columns[column] in ("annual", "cycle") else 1.0))
    cost = 0.0
    as_level = _LEVEL_AS_TEXT if at < len(pieces) and begins[at] else 0.0
    longest = 0
    for end in range(at + 1, min(at + _MAX_CELL, len(pieces)) + 1):
        piece = pieces[end - 1]
        if end - 1 > at:
            cost += _SPACE_INSIDE if piece.same_line else _GAP_INSIDE if piece.gap else 0.0
            if not piece.same_line:
                # A cell's lines are as long as its column is wide, but for the last.
                cost += _LEVEL_AS_TEXT * begins[end - 1]
                cost += _RAGGED * (len(pieces[end - 2].text) + 2 < longest)
                cost += _RAGGED * (len(piece.text) > longest + 2)
            if cost > _HOPELESS:
                break
        longest = max(longest, len(piece.text))
        border = 0.0
        if end < len(pieces):
            border = 0.0 if pieces[end].same_line or pieces[end].gap else _NO_GAP
        same = 0.0
        if columns[column] == "annual" and column and columns[column - 1] == "cycle" and way.before is not None:
            start, stop = way.cell
            if stop > start and _text(pieces, start, stop) == _text(pieces, at, end):
                same = _SAME_VALUES
        steps.append((column + 1, (at, end), cost + border + as_level + same))
    return steps


def _text(pieces: Sequence[_Piece], start: int, end: int) -> str:
    return "".join(piece.text for piece in pieces[start:end])


def _is_level(role: Role, pieces: Sequence[_Piece]) -> bool:
    if any(piece.gap for piece in pieces[1:]) and len(pieces) > 2:
        return False
    text = "".join(piece.text for piece in pieces)
    return len(text) <= _MAX_LEVEL_TEXT and _names_level(role, text)


@lru_cache(maxsize=4096)
def _names_level(role: Role, text: str) -> bool:
    return (find_level1(text) if role == "level1" else find_level2(text)) is not None


def _starts_level(pieces: Sequence[_Piece], at: int) -> bool:
    return any(
        _is_level(role, pieces[at:end])
        for end in range(at + 1, min(at + 3, len(pieces)) + 1)
        for role in ("level1", "level2")
    )
