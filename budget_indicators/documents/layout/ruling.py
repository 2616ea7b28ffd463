"""From the rules (drawn lines) of a page to tables of cells, independent of any PDF library: edges in, boxes out.

The rules of a table cut its area into boxes; two neighbouring boxes without a rule between them are one (merged) cell.
The area reaches from the first to the last rule in both directions, so a row that the page end cut, and that has no
closing rule, is there all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

_SNAP = 3.0  # points: rules nearer than this are one (a border may be a thin rectangle, or be drawn by both neighbours)
_GAP = 6.0  # points: a dashed rule's gap
_COVER = 0.6  # share of a box's side that must be ruled
_MIN_SIDE = 6.0  # points: nothing smaller is a cell
_MAX_RULES = 4000


@attrs.frozen
class Edge:
    """A rule: horizontal (``at`` is its distance from the top) or vertical (from the left)."""

    horizontal: bool
    at: float
    start: float
    end: float


@attrs.frozen
class Box:
    """A cell's place in its table: first and last (excluded) row and column."""

    top: int
    bottom: int
    left: int
    right: int


@attrs.frozen
class Ruled:
    """A table: the positions of its columns' and rows' borders, its cells, and whether it is open at top or bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    open_top: bool
    open_bottom: bool


def tables(edges: Iterable[Edge]) -> list[Ruled]:
    """The tables that a page's rules draw, from top to bottom; single frames are none."""
    horizontal = _merged([edge for edge in edges if edge.horizontal and edge.end - edge.start >= _MIN_SIDE / 2])
    vertical = _merged([edge for edge in edges if not edge.horizontal and edge.end - edge.start >= _MIN_SIDE / 2])
    if len(horizontal) + len(vertical) > _MAX_RULES:
        return []
    found = [table for group in _connected(horizontal, vertical) if (table := _table(*group)) is not None]
    return sorted(found, key=lambda table: (table.ys[0], table.xs[0]))


def _merged(edges: Sequence[Edge]) -> list[Edge]:
    """Edges on one line (nearly) that touch or overlap, as one."""
    out: list[Edge] = []
    line: list[Edge] = []

    def close() -> None:
        if not line:
            return
        at = sum(edge.at for edge in line) / len(line)
        pieces = sorted(line, key=lambda edge: edge.start)
        start, end = pieces[0].start, pieces[0].end
        for edge in pieces[1:]:
            if edge.start <= end + _GAP:
                end = max(end, edge.end)
            else:
                out.append(Edge(edge.horizontal, at, start, end))
                start, end = edge.start, edge.end
        out.append(Edge(line[0].horizontal, at, start, end))
        line.clear()

    for edge in sorted(edges, key=lambda edge: edge.at):
        if line and edge.at - line[0].at > _SNAP:
            close()
        line.append(edge)
    close()
    return out


def _connected(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of rules that touch each other."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for v, upright in enumerate(vertical):
        for h, level in enumerate(horizontal):
            touches = (
                level.start - _SNAP <= upright.at <= level.end + _SNAP
                and upright.start - _SNAP <= level.at <= upright.end + _SNAP
            )
            if touches:
                parent[root(len(horizontal) + v)] = root(h)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for h, level in enumerate(horizontal):
        groups.setdefault(root(h), ([], []))[0].append(level)
    for v, upright in enumerate(vertical):
        groups.setdefault(root(len(horizontal) + v), ([], []))[1].append(upright)
    return list(groups.values())


def _positions(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SNAP:
            out.append(value)
    return out


def _table(horizontal: list[Edge], vertical: list[Edge]) -> Ruled | None:
    ends = [end for edge in vertical for end in (edge.start, edge.end)]
    sides = [end for edge in horizontal for end in (edge.start, edge.end)]
    rules_y = [edge.at for edge in horizontal]
    rules_x = [edge.at for edge in vertical]
    if len(vertical) < 2 and len(horizontal) < 2:
        return None
    # A closing rule may be missing on every side: the ends of the others show where it would be.
    ys = _positions([*rules_y, *([min(ends), max(ends)] if ends else [])])
    xs = _positions([*rules_x, *([min(sides), max(sides)] if sides else [])])
    if len(xs) < 3 or len(ys) < 2:
        return None
    right = _ruled(vertical, xs, ys)
    below = _ruled(horizontal, ys, xs)
    boxes = _boxes(len(ys) - 1, len(xs) - 1, right, below)
    if len(boxes) < 2:
        return None
    width = xs[-1] - xs[0]
    return Ruled(
        tuple(xs),
        tuple(ys),
        boxes,
        open_top=_covered(horizontal, ys[0], xs[0], xs[-1]) < 0.5 * width,
        open_bottom=_covered(horizontal, ys[-1], xs[0], xs[-1]) < 0.5 * width,
    )


def _covered(edges: Iterable[Edge], at: float, start: float, end: float) -> float:
    return sum(max(0.0, min(edge.end, end) - max(edge.start, start)) for edge in edges if abs(edge.at - at) <= _SNAP)


def _ruled(edges: Sequence[Edge], lines: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """For each line, and each stretch between two positions across it, whether a rule is drawn."""
    by_line: list[list[Edge]] = [[] for _ in lines]
    for edge in edges:
        near = min(range(len(lines)), key=lambda at: abs(lines[at] - edge.at))
        if abs(lines[near] - edge.at) <= _SNAP * 1.5:
            by_line[near].append(edge)
    return [
        [
            sum(max(0.0, min(edge.end, end) - max(edge.start, start)) for edge in here) >= _COVER * (end - start)
            for start, end in pairwise(across)
        ]
        for here in by_line
    ]


def _boxes(rows: int, columns: int, right: list[list[bool]], below: list[list[bool]]) -> tuple[Box, ...]:
    """Boxes without a rule between them are one cell."""
    parent = list(range(rows * columns))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not right[column + 1][row]:
                parent[root(here + 1)] = root(here)
            if row + 1 < rows and not below[row + 1][column]:
                parent[root(here + columns)] = root(here)
    members: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            members.setdefault(root(row * columns + column), []).append((row, column))
    return tuple(
        Box(
            min(row for row, _ in cells),
            max(row for row, _ in cells) + 1,
            min(column for _, column in cells),
            max(column for _, column in cells) + 1,
        )
        for cells in members.values()
    )
