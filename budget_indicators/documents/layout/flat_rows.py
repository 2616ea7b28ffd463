"""The row grammar: assign atoms to the cells of rows at the least cost, for the whole table at once.

A row is its columns from left to right; any of them may be empty or, where cells were merged, left out. A cell is a
stretch of atoms. What a cell costs depends on its type and its column (``flat_cells.COSTS``), on what stood between its
atoms and before it (``STYLES``), and on which columns stay empty. The cheapest reading is found by dynamic programming
in time linear in the number of atoms; how full each column is and what the gaps mean is learnt from a first reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import exp, log
from typing import TypeAlias

import attrs

from ...model.taxonomy import find_level1, find_level2
from .flat_atoms import GAPS, Atom, Gap
from .flat_cells import CellType, cell_cost, type_of
from .flat_header import Kind, TextColumn

MAX_CELL = 16
"""Atoms in one cell."""
_MAX_TEXT = 240
_MAX_LEVEL_ATOMS = 4
_SAMPLE = 160  # atoms that decide about a text's style
_BEAM = 11.0
_BEST_CELL = 4.0  # the cost of no cell is below minus this
_MAX_STATES = 8  # beam width: how many of the cheapest readings so far are continued

# What a gap means: (inside a cell, between two cells of a row, between two rows), as probabilities.
STYLES: dict[str, dict[Gap, tuple[float, float, float]]] = {
    "a row a line": {
        "glue": (0.97, 0.02, 0.01), "space": (0.35, 0.62, 0.03), "wide": (0.1, 0.87, 0.03), "bar": (1e-6, 0.985,
        0.014),
        "line": (0.18, 0.10, 0.72), "bar line": (1e-6, 0.08, 0.916), "paragraph": (0.01, 0.05, 0.94)},
    "bars part cells, a row a line": {
        "glue": (0.98, 0.01, 0.01), "space": (0.97, 0.02, 0.01), "wide": (0.8, 0.15, 0.05), "bar": (1e-6, 0.989, 0.01),
        "line": (0.2, 0.04, 0.76), "bar line": (1e-6, 0.05, 0.946), "paragraph": (0.02, 0.03, 0.95)},
    "a cell a line": {
        "glue": (0.98, 0.01, 0.01), "space": (0.92, 0.05, 0.03), "wide": (0.6, 0.25, 0.15), "bar": (1e-6, 0.8, 0.199),
        "line": (0.10, 0.52, 0.38), "bar line": (1e-6, 0.6, 0.399), "paragraph": (0.05, 0.55, 0.4)},
    "bars part cells": {
        "glue": (0.98, 0.01, 0.01), "space": (0.97, 0.02, 0.01), "wide": (0.9, 0.06, 0.04), "bar": (1e-6, 0.7, 0.299),
        "line": (0.95, 0.03, 0.02), "bar line": (1e-6, 0.6, 0.399), "paragraph": (0.2, 0.4, 0.4)},
    "lines wrap": {
        "glue": (0.97, 0.02, 0.01), "space": (0.75, 0.17, 0.08), "wide": (0.4, 0.4, 0.2), "bar": (1e-6, 0.8, 0.199),
        "line": (0.45, 0.33, 0.22), "bar line": (1e-6, 0.6, 0.399), "paragraph": (0.05, 0.55, 0.4)},
    "blanks part cells": {
        "glue": (0.97, 0.02, 0.01), "space": (0.05, 0.6, 0.35), "wide": (0.03, 0.6, 0.37), "bar": (1e-6, 0.7, 0.299),
        "line": (0.3, 0.35, 0.35), "bar line": (1e-6, 0.59, 0.4), "paragraph": (0.05, 0.4, 0.55)},
    "glued": {
        "glue": (0.3, 0.45, 0.25), "space": (0.3, 0.4, 0.3), "wide": (0.2, 0.5, 0.3), "bar": (1e-6, 0.7, 0.299),
        "line": (0.25, 0.15, 0.6), "bar line": (1e-6, 0.19, 0.8), "paragraph": (0.05, 0.15, 0.8)},
}  # fmt: skip

# How often a column has a cell in a row: the prior, before anything is known of the table.
_FULL: dict[Kind, float] = {
    "level1": 0.35, "level2": 0.6, "name": 0.995, "target": 0.96, "operator": 0.9, "type": 0.9, "direction": 0.9,
    "unit": 0.8, "weight": 0.85,
    "score": 0.8, "actual": 0.85, "grade": 0.9, "recipient": 0.8, "number": 0.7, "money": 0.15, "text": 0.5,
    "project": 0.15, "other": 0.6, "extra": 0.6,
}  # fmt: skip
_PRIOR_ROWS = 4.0  # the weight of the prior, in rows
_PRIOR_GAPS = 12.0

_LEVEL_ONLY = 2.5  # a row that ends with a level: its indicator was left empty
_NO_LEVEL2 = 1.5  # a 一级指标 that no 二级指标 follows
_STRANGE_LEVEL = 3.0  # a 二级指标 of another 一级指标
_LEFT_OVER = 6.0  # an atom that belongs to no cell …
_LEFT_OVER_AS: dict[CellType, float] = {
    "level1": 9.0,
    "level2": 9.0,
    "level": 9.0,
    "number": 4.0,
    "nothing": 1.5,
}  # … of such a type
_EMPTY_FITS = 1.0  # as many empty cells in the text as columns skipped
_EMPTY_STRANGE = 0.5
_UNNAMED = 5.0  # a column that the header does not name
_TWO_ALIKE = 1.5  # target and actual look the same
_SAME_VALUES = 3.0  # 实施周期指标值 and 年度指标值 say the same
_VALUE_IN_NAME = 0.7  # a value inside a name …
_VALUE_ALONE = 1.5  # … on a line of its own
_LINE_GAPS: tuple[Gap, ...] = ("line", "bar line", "paragraph")
_BEYOND_SHARED = 1.5  # a cell that shares its line with the one before continues on the next line
_RAGGED = 1.2  # a line shorter than those above it is continued
_INSIDE: dict[CellType, float] = {
    "level1": 4.5, "level2": 4.5, "level": 4.0, "bare level1": 0.5, "bare level2": 0.5, "header": 1.5,
    "operator": 1.5, "value": 1.5, "number": 1.0, "likely level": 1.0, "type": 1.5,
    "direction": 2.0, "quality": 0.3,
}  # fmt: skip
"""An atom of such a type inside a longer cell: it could have been a cell of its own."""
_OFTEN_AS: dict[Kind, float] = {"name": 2.5, "target": 1.0, "text": -1.0, "other": -0.5, "extra": -0.5}
_LEVELS: tuple[Kind, ...] = ("level1", "level2")
_BEFORE: frozenset[Kind] = frozenset({"level1", "level2", "number", "project", "money"})


@attrs.frozen
class FlatCell:
    """A cell: its column and its atoms, from ``start`` up to ``end``."""

    column: int
    start: int
    end: int


@attrs.frozen
class FlatRow:
    """A row as read: its cells, and the atoms around them that fit no cell."""

    cells: tuple[FlatCell, ...]
    left_over: tuple[int, ...] = ()


@attrs.frozen
class TableReading:
    """The cheapest reading of a table: its columns and rows, and what it costs (less is more likely)."""

    columns: tuple[TextColumn, ...]
    rows: tuple[FlatRow, ...]
    cost: float
    style: str
    joins: dict[Gap, float] = attrs.field(factory=dict)
    """How likely each gap is inside a cell, as learnt from the table."""


_State: TypeAlias = tuple[int, str, bool]
"""The last column filled (-1: none yet), the 一级指标 that holds, whether no 二级指标 followed it yet."""


@attrs.define
class _Path:
    cost: float
    before: _Path | None
    cell: FlatCell | None  # None: an atom left over
    at: int


@attrs.frozen
class _Model:
    columns: tuple[TextColumn, ...]
    gaps: dict[Gap, tuple[float, float, float]]  # costs
    often: frozenset[str]  # texts that stand in many rows
    full: tuple[float, ...]  # costs
    empty: tuple[float, ...]  # costs


def read_rows(atoms: Sequence[Atom], headers: Sequence[Sequence[TextColumn]]) -> TableReading:
    """The rows of a table whose body is ``atoms``; of several possible lists of columns the one that fits it best."""
    sample = atoms[:_SAMPLE]
    best: TableReading | None = None
    for columns in headers:
        dear = _UNNAMED * sum(column.kind == "extra" for column in columns)
        for style in _possible(sample):
            reading = _solve(sample, _model(sample, tuple(columns), STYLES[style]), style)
            if best is None or reading.cost + dear < best.cost:
                best = attrs.evolve(reading, cost=reading.cost + dear)
    assert best is not None
    model = _learnt(sample, best)
    return attrs.evolve(_solve(atoms, model, best.style), joins={gap: exp(-model.gaps[gap][0]) for gap in GAPS})


def _possible(atoms: Sequence[Atom]) -> list[str]:
    """The styles that are possible with the gaps of the text."""
    count = {gap: sum(atom.gap == gap for atom in atoms) for gap in GAPS}
    lines = count["line"] + count["bar line"] + count["paragraph"]
    blanks = count["space"] + count["wide"]
    bars = count["bar"] + count["bar line"]
    if 10 * lines < len(atoms) and not bars:
        return ["glued"] if count["glue"] > blanks else ["blanks part cells"]
    if 2 * bars >= count["line"] + bars:
        return ["bars part cells, a row a line", "bars part cells", "a cell a line"]
    names = ["a row a line", "a cell a line", "lines wrap"]
    if blanks > lines:
        names.append("blanks part cells")
    if 3 * count["glue"] > len(atoms):
        names.append("glued")
    return names


def _often(atoms: Sequence[Atom]) -> frozenset[str]:
    """Texts that occur in many rows, as names do not: 计划标准, 财政管理统一要求."""
    count = Counter(atom.text for atom in atoms if type_of(atom.text) == "text")
    return frozenset(text for text, times in count.items() if times > 3)


def _model(
    atoms: Sequence[Atom], columns: tuple[TextColumn, ...], gaps: dict[Gap, tuple[float, float, float]]
) -> _Model:
    chances = [_FULL[column.kind] for column in columns]
    return _Model(
        columns,
        {gap: tuple(-log(each) for each in gaps[gap]) for gap in GAPS},  # type: ignore[misc]
        _often(atoms),
        tuple(-log(chance) for chance in chances),
        tuple(-log(1 - chance) for chance in chances),
    )


def _learnt(atoms: Sequence[Atom], reading: TableReading) -> _Model:
    """The costs after a first reading, which shows how full the columns are and what the gaps mean."""
    columns = reading.columns
    gaps = {gap: [_PRIOR_GAPS * each for each in STYLES[reading.style][gap]] for gap in GAPS}
    full = [_PRIOR_ROWS * _FULL[column.kind] for column in columns]
    rows = [row for row in reading.rows if any(columns[cell.column].kind == "name" for cell in row.cells)]
    for row in reading.rows:
        for number, cell in enumerate(row.cells):
            gaps[atoms[cell.start].gap][1 if number else 2] += 1
            for at in range(cell.start + 1, cell.end):
                gaps[atoms[at].gap][0] += 1
    for row in rows:
        for cell in row.cells:
            full[cell.column] += 1
    weight = _PRIOR_ROWS + len(rows)
    chances = [min(max(each / weight, 0.004), 0.996) for each in full]
    shares = {gap: tuple(each / sum(counts) for each in counts) for gap, counts in gaps.items()}
    return _Model(
        columns,
        {gap: tuple(-log(each) for each in share) for gap, share in shares.items()},  # type: ignore[misc]
        _often(atoms),
        tuple(-log(chance) for chance in chances),
        tuple(-log(1 - chance) for chance in chances),
    )


def _solve(atoms: Sequence[Atom], model: _Model, style: str) -> TableReading:
    columns = model.columns
    count = len(columns)
    kinds: tuple[Kind, ...] = tuple(column.kind for column in columns)
    skipped = [0.0]
    for each in model.empty:
        skipped.append(skipped[-1] + each)
    name = next(at for at, kind in enumerate(kinds) if kind == "name")
    has_level2 = "level2" in kinds
    twins = [kinds[at : at + 2] == ("target", "target") for at in range(count)]
    ways: list[dict[_State, _Path]] = [{} for _ in range(len(atoms) + 1)]
    ways[0][(-1, "", False)] = _Path(0.0, None, None, 0)
    lowest = [float("inf")] * (len(atoms) + 1)

    def row_end(column: int) -> float:
        if column < 0:
            return 0.0
        if column < name and kinds[column] in _BEFORE:
            return _LEVEL_ONLY
        return skipped[count] - skipped[column + 1]

    ends = [row_end(column) for column in range(count)] + [0.0]  # ends[-1]: before the first row
    for at in range(len(atoms)):
        here = ways[at]
        if not here:
            continue
        floor = min(way.cost for way in here.values()) + _BEAM
        states = [(state, way) for state, way in here.items() if way.cost <= floor]
        if len(states) > _MAX_STATES:
            states = sorted(states, key=lambda item: item[1].cost)[:_MAX_STATES]
        cells = _cells_at(atoms, at, kinds, model)
        join_costs = model.gaps[atoms[at].gap]
        empties = atoms[at].empties
        left_over = _LEFT_OVER_AS.get(type_of(atoms[at].text), _LEFT_OVER)
        for state, way in states:
            last, level1, fresh = state
            # An atom that belongs nowhere.
            _put(ways[at + 1], state, way.cost + left_over, way, None, at + 1)
            for column in range(count):
                options = cells[column]
                if not options:
                    continue
                if column > last and last >= 0:
                    step = join_costs[1] + skipped[column] - skipped[last + 1]
                    gone = column - last - 1
                    if empties or (atoms[at].gap == "bar" and gone):
                        step += -_EMPTY_FITS if gone == empties else _EMPTY_STRANGE
                else:
                    step = (join_costs[2] if last >= 0 else 0.0) + ends[last] + skipped[column]
                if fresh and has_level2 and kinds[column] != "level2" and column > last:
                    step += _NO_LEVEL2
                base = way.cost + step + model.full[column]
                for end, cost in options:
                    total = base + cost
                    if kinds[column] == "level1":
                        first = _level(1, atoms, at, end)
                        following = (column, first, True)
                    elif kinds[column] == "level2":
                        parent = _level(2, atoms, at, end)
                        if level1 and parent and parent != level1 and not _may_stand_under(level1, atoms, at, end):
                            total += _STRANGE_LEVEL if ("level1" in kinds and not fresh) or fresh else 0.0
                        following = (column, level1 if fresh or parent == level1 or not parent else parent, False)
                    else:
                        following = (column, level1, False)
                    if kinds[column] == "actual" and way.cell is not None and kinds[way.cell.column] == "target":
                        total -= _TWO_ALIKE * _alike(_text(atoms, way.cell.start, way.cell.end), _text(atoms, at, end))
                    if total > lowest[end] + _BEAM:
                        continue
                    lowest[end] = min(lowest[end], total)
                    known = ways[end].get(following)
                    if known is not None and known.cost <= total and not twins[column]:
                        continue
                    cell = FlatCell(column, at, end)
                    _put(ways[end], following, total, way, cell, end)
                    if twins[column] and (stop := _again(atoms, at, end)) is not None:
                        first_cell = _Path(total, way, cell, end)
                        total += cost + model.gaps[atoms[end].gap][1] + model.full[column + 1] - _SAME_VALUES
                        _put(
                            ways[stop],
                            (column + 1, level1, False),
                            total,
                            first_cell,
                            FlatCell(column + 1, end, stop),
                            stop,
                        )
    final = ways[len(atoms)]
    if not final:
        return TableReading(columns, (), float("inf"), style)
    state, way = min(final.items(), key=lambda item: item[1].cost + ends[item[0][0]])
    return TableReading(columns, tuple(_rows(way)), way.cost + ends[state[0]], style)


def _put(ways: dict[_State, _Path], state: _State, cost: float, before: _Path, cell: FlatCell | None, at: int) -> None:
    known = ways.get(state)
    if known is None or cost < known.cost:
        ways[state] = _Path(cost, before, cell, at)


def _cells_at(atoms: Sequence[Atom], at: int, kinds: Sequence[Kind], model: _Model) -> list[list[tuple[int, float]]]:
    """For each column the cells that may begin with the atom ``at``: their ends and costs."""
    found: list[list[tuple[int, float]]] = [[] for _ in kinds]
    joined = shared = in_name = 0.0
    text = ""
    longest = 0
    line = ""
    for end in range(at + 1, min(at + MAX_CELL, len(atoms)) + 1):
        atom = atoms[end - 1]
        if end - 1 > at:
            joined += model.gaps[atom.gap][0]
            if atom.gap in ("line", "paragraph"):
                longest = max(longest, len(line))
                joined += _RAGGED * (len(line) + 2 < longest)
                shared += _BEYOND_SHARED * (
                    atoms[end - 2].gap == "space" and atoms[end - 2].place == atoms[max(end - 3, 0)].place
                )
                line = ""
            if joined > _BEAM:
                break
            text += " " if atom.gap in ("space", "wide") else ""
            shared += _INSIDE.get(type_of(atom.text), 0.0)
            alone = atom.gap in _LINE_GAPS and (end == len(atoms) or atoms[end].gap in _LINE_GAPS)
            in_name += (_VALUE_IN_NAME + _VALUE_ALONE * alone) * (type_of(atom.text) == "value")
        text += atom.text
        line += atom.text
        if longest and len(line) > longest + 2:
            joined += _RAGGED
        if len(text) > _MAX_TEXT and end - 1 > at:
            break
        if end - at > _MAX_LEVEL_ATOMS and joined + shared > _BEAM + _BEST_CELL:
            break
        for column, kind in enumerate(kinds):
            if kind in _LEVELS and end - at > _MAX_LEVEL_ATOMS:
                continue
            cost = joined
            if kind not in _LEVELS:
                cost += shared + (in_name if kind == "name" else 0.0)
            if cost > _BEAM + _BEST_CELL:
                continue
            cost += cell_cost(kind, text)
            if kind not in _LEVELS:
                if end - at > 1:
                    cost += _INSIDE.get(type_of(atoms[at].text), 0.0)
                elif text in model.often:
                    cost += _OFTEN_AS.get(kind, 0.0)
            if cost < _BEAM:
                found[column].append((end, cost))
    return found


def _again(atoms: Sequence[Atom], start: int, end: int) -> int | None:
    """The end of a cell's text that is repeated directly after it."""
    text = _text(atoms, start, end)
    again = ""
    for stop in range(end, min(len(atoms), end + MAX_CELL)):
        again += atoms[stop].text
        if again == text:
            return stop + 1
        if not text.startswith(again):
            return None
    return None


def _text(atoms: Sequence[Atom], start: int, end: int) -> str:
    return "".join(atom.text for atom in atoms[start:end])


@lru_cache(maxsize=8192)
def _level_name(order: int, text: str) -> str:
    found = find_level1(text) if order == 1 else find_level2(text)
    if found is None:
        return ""
    return found.name if order == 1 else found.parent.name if found.parent is not None else ""


def _level(order: int, atoms: Sequence[Atom], start: int, end: int) -> str:
    return _level_name(order, _text(atoms, start, end))


def _may_stand_under(level1: str, atoms: Sequence[Atom], start: int, end: int) -> bool:
    """成本指标 is a level in both; the older frame counts 满意度 among the benefits."""
    text = _text(atoms, start, end)
    return type_of(text) in ("level", "bare level1") or (level1 == "效益指标" and "满意度" in text)


@lru_cache(maxsize=65536)
def _alike(first: str, second: str) -> float:
    if first == second:
        return 1.0
    return 0.6 if type_of(first) == type_of(second) else 0.0


def _rows(way: _Path) -> list[FlatRow]:
    steps: list[tuple[FlatCell | None, int]] = []
    each: _Path | None = way
    while each is not None and each.before is not None:
        steps.append((each.cell, each.at))
        each = each.before
    rows: list[FlatRow] = []
    cells: list[FlatCell] = []
    left: list[int] = []
    for cell, at in reversed(steps):
        if cell is None:
            left.append(at - 1)
            continue
        if cells and cell.column <= cells[-1].column:
            rows.append(FlatRow(tuple(cells), tuple(left)))
            cells, left = [], []
        cells.append(cell)
    if cells or left:
        rows.append(FlatRow(tuple(cells), tuple(left)))
    return rows
