"""Indicator tables in reading order: pieces of text are shared out to the cells of rows at the least cost.

A merged level cell stands once, before the first of its rows; a cell is a paragraph, but a short one may share its
line with the next. The cheapest way to cut the pieces into rows of (level 1, level 2,) name and values is found by
dynamic programming, in time linear in the number of pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import attrs

from ...model.nodes import Category
from ...model.taxonomy import find_level1, find_level2
from ..table.columns import Role
from .flat import Header, Text
from .grid import Place, Row, row_of

_MAX_CELL = 14  # pieces in one cell
_MAX_LEVEL = 4  # pieces in one level's cell
_MAX_LEVEL_TEXT = 30
_LEVEL_ROLES: tuple[Role, ...] = ("level1", "level2")

# Costs, in one place: what is unlikely is dear.
_NO_GAP = 1.5  # a cell ends where no blank line follows
_GAP_INSIDE = 2.0  # a blank line inside a cell
_SPACE_INSIDE = 0.8  # a space inside a cell that might part two cells
_BEYOND_SHARED = 1.5  # a cell that shares its line with another goes on below
_RAGGED = 1.5  # a line that is shorter or longer than those above it in its cell
_LEVEL_AS_TEXT = 3.0  # a level's name taken for a cell's text
_BARE_LEVEL_AS_TEXT = 1.0  # the same without 指标
_VALUE_AS_NAME = 3.0  # ≥95% in the place of a name
_VALUE_AS_VALUE = -0.5
_TORN = 3.0  # one letter alone is the rest of a word
_EMPTY = 4.0
_OUTSIDE = 1.0  # a piece below the table
_HOPELESS = 16.0  # no cell that costs more is looked at
_BARE_LEVEL = 1.0  # a level's name without 指标: it may be an indicator's
_STRANGE_LEVEL = 5.0  # a 二级指标 that belongs to another 一级指标
_NO_LEVEL2 = 2.5  # a 一级指标 that no 二级指标 follows
_SAME_VALUES = -3.0  # 实施周期指标值 and 年度指标值 say the same

_VALUE = re.compile(r"[≥≧≤≦＞＜>=<＝]|[\d０-９]+(?:[.．]\d+)?\s*(?:[%％]|$)|不[少低高超小大多]|100")


@attrs.frozen
class _Piece:
    text: str
    gap: bool  # a blank line stands before it
    same_line: bool  # it stands on the line of the piece before
    place: Place


@attrs.frozen
class _State:
    """How far the sharing out is: pieces used, the next column, and the 一级指标 that holds (``""``: none yet)."""

    at: int
    column: int
    level1: str = ""
    fresh: bool = False  # the 一级指标 was read in this row


@attrs.frozen
class _Way:
    """The cheapest way to a state: its cost, the state before it, and the cell between the two."""

    cost: float
    before: _State | None = None
    cell: tuple[int, int] = (0, 0)


_Step: TypeAlias = tuple[_State, tuple[int, int], float]


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
    begins = [_looks_like_level(pieces, at) for at in range(len(pieces))]
    start = _State(0, 0)
    ways: dict[_State, _Way] = {start: _Way(0.0)}
    # States by the pieces they have used: a step never goes back, and a row's columns come one after the other.
    waiting: list[dict[_State, None]] = [{} for _ in range(len(pieces) + 1)]
    waiting[0][start] = None
    best: tuple[float, _State] = (_OUTSIDE * len(pieces), start)
    for at in range(len(pieces) + 1):
        queue = list(waiting[at])
        while queue:
            state = queue.pop(0)
            way = ways[state]
            if state.column == 0:
                total = way.cost + _OUTSIDE * (len(pieces) - at)
                if total < best[0]:
                    best = (total, state)
            for following, cell, cost in _steps(pieces, state, columns, way, begins):
                known = ways.get(following)
                if known is not None and known.cost <= way.cost + cost:
                    continue
                ways[following] = _Way(way.cost + cost, state, cell)
                if following.at == at:
                    queue.append(following)
                else:
                    waiting[following.at][following] = None
    cells: list[tuple[int, tuple[int, int]]] = []
    last = best[1]
    while (way := ways[last]).before is not None:
        cells.append((way.before.column, way.cell))
        last = way.before
    return [
        (column, cell)
        for column, cell in reversed(cells)
        if columns[column] in ("name", "annual", "cycle") or cell[0] < cell[1]
    ]


def _steps(
    pieces: Sequence[_Piece], state: _State, columns: Sequence[Role], way: _Way, begins: Sequence[float]
) -> list[_Step]:
    """What can follow a state: the next state, the cell between, and what it costs."""
    at, role = state.at, columns[state.column]
    name = columns.index("name")
    if at >= len(pieces) and state.column <= name:
        return []
    if role in ("level1", "level2"):
        return _level_steps(pieces, state, role)
    steps: list[_Step] = []
    target = _State(at, (state.column + 1) % len(columns), state.level1)
    # Values may be empty, a name may not.
    if state.column != name:
        steps.append((target, (at, at), _EMPTY if role in ("annual", "cycle") else 1.0))
    cost = 0.0
    after_level2 = way.before is not None and columns[way.before.column] == "level2" and way.cell[0] < way.cell[1]
    # After a 二级指标 comes a name, whatever it is called.
    as_level = begins[at] if at < len(pieces) and not after_level2 else 0.0
    longest = 0
    for end in range(at + 1, min(at + _MAX_CELL, len(pieces)) + 1):
        piece = pieces[end - 1]
        if end - 1 > at:
            cost += _SPACE_INSIDE if piece.same_line else _GAP_INSIDE if piece.gap else 0.0
            if not piece.same_line:
                # A cell's lines are as long as its column is wide, but for the last.
                cost += begins[end - 1]
                cost += _BEYOND_SHARED * _shares_line(pieces, end - 2)
                cost += _RAGGED * (len(pieces[end - 2].text) + 2 < longest)
                cost += _RAGGED * (len(piece.text) > longest + 2)
            if cost > _HOPELESS:
                break
        longest = max(longest, len(piece.text))
        border = 0.0
        if end < len(pieces):
            ends = pieces[end].same_line or pieces[end].gap or _shares_line(pieces, end - 1)
            border = 0.0 if ends else _NO_GAP
        same = 0.0
        if role == "annual" and state.column and columns[state.column - 1] == "cycle":
            start, stop = way.cell
            if stop > start and _text(pieces, start, stop) == _text(pieces, at, end):
                same = _SAME_VALUES
        wrong = 0.0
        if end == at + 1 and len(piece.text) == 1 and not piece.text.isdecimal():
            wrong = _TORN
        elif end == at + 1 and _VALUE.match(piece.text):
            wrong = _VALUE_AS_NAME if role == "name" else _VALUE_AS_VALUE if role in ("annual", "cycle") else 0.0
        steps.append((attrs.evolve(target, at=end), (at, end), cost + border + as_level + same + wrong))
    return steps


def _level_steps(pieces: Sequence[_Piece], state: _State, role: Role) -> list[_Step]:
    """A level's cell, or none: the level above this row holds for it too."""
    at = state.at
    steps: list[_Step] = []
    for end in range(at + 1, min(at + _MAX_LEVEL, len(pieces)) + 1):
        text = _text(pieces, at, end)
        if (any(piece.gap for piece in pieces[at + 1 : end]) and end - at > 2) or len(text) > _MAX_LEVEL_TEXT:
            break
        level = _level(role, text)
        if level is None:
            continue
        # A longer reading of the same level (满意度 + 指标) is better than leaving its rest to the name.
        cost = -0.5 * (end - at - 1)
        cost += _BARE_LEVEL * (not text.endswith(("指标", "）", ")")))
        if role == "level1":
            steps.append((_State(end, state.column + 1, level.name, fresh=True), (at, end), cost))
            continue
        parent = level.parent.name if level.parent is not None else ""
        cost += _STRANGE_LEVEL * bool(state.level1 and parent != state.level1)
        steps.append((_State(end, state.column + 1, state.level1), (at, end), cost))
    none = _State(at, state.column + 1, state.level1, state.fresh)
    steps.append((none, (at, at), _NO_LEVEL2 * state.fresh))
    return steps


def _text(pieces: Sequence[_Piece], start: int, end: int) -> str:
    return "".join(piece.text for piece in pieces[start:end])


@lru_cache(maxsize=4096)
def _level(role: Role, text: str) -> Category | None:
    return find_level1(text) if role == "level1" else find_level2(text)


def _shares_line(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether a piece stands on one line with another: then its cell is one line high, and ends with it."""
    return pieces[at].same_line or (at + 1 < len(pieces) and pieces[at + 1].same_line)


def _looks_like_level(pieces: Sequence[_Piece], at: int) -> float:
    """What it costs to take the pieces from ``at`` on for text: more where a level is called just like that."""
    texts = [_text(pieces, at, end) for end in range(at + 1, min(at + 3, len(pieces)) + 1)]
    levels = [text for text in texts if len(text) <= _MAX_LEVEL_TEXT and any(_level(r, text) for r in _LEVEL_ROLES)]
    if not levels:
        return 0.0
    return _LEVEL_AS_TEXT if any("指标" in text for text in levels) else _BARE_LEVEL_AS_TEXT
