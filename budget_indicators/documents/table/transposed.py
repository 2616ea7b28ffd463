"""Transpose tables that have their levels and names in rows instead of columns.

There are two kinds. In one 一级指标, 二级指标, 三级指标 and 指标值 head rows. In the other the indicators head columns,
level 1 above level 2 above the name, and each row below is a project with its values.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ...model.taxonomy import find_level1, find_level2
from ...text.cleaning import clean
from ..layout.grid import Cell, Row
from .roles import Kind, meaning

_HEADS: tuple[Kind, ...] = (
    *("level1", "level2", "name", "target", "actual", "operator", "measure", "type", "direction", "weight", "score"),
    *("explanation", "scoring_rule", "basis", "reason", "remark", "period", "ordinal"),
)
_MAX_LABEL_COLUMN = 2


@attrs.frozen
class Spread:
    """The head of a table whose columns are indicators: for each its level 1, level 2 and name.

    ``columns`` are the numbers of these columns; ``fixed`` are the others with the cell that heads each.
    """

    columns: tuple[int, ...]
    heads: tuple[tuple[Cell, Cell, Cell], ...]
    fixed: tuple[tuple[int, Cell], ...]
    width: int


def gathered(rows: Sequence[Row], before: Spread | None) -> tuple[Sequence[Row], Spread | None]:
    """Convert a table whose columns are indicators: one row for each indicator of each project.

    ``before`` is the head of the table on the page above: a table of the same width without a head goes on with it.
    The second result is the current head at the end of the rows.
    """
    for at in range(min(len(rows), _MAX_ABOVE)):
        found = _spread(rows, at)
        if found is not None:
            spread, start = found
            return [*rows[:at], *_listed(rows[start:], spread)], spread
    if before is not None and rows and max(len(row.cells) for row in rows) == before.width:
        return _listed(rows, before), before
    return rows, None


_MAX_ABOVE = 12
_MAX_HEAD = 5


def _bare(cell: Cell) -> str:
    return "".join(clean(cell.text).text.split())


def _spread(rows: Sequence[Row], at: int) -> tuple[Spread, int] | None:
    """The head that begins with a row, and the row where the projects begin."""
    width = len(rows[at].cells)
    columns = tuple(c for c, cell in enumerate(rows[at].cells) if _is_level1(cell))
    if len(columns) < _MIN_INDICATORS or (len({_bare(rows[at].cells[c]) for c in columns}) < 2 and len(columns) < 3):
        return None
    head = rows[at : at + _MAX_HEAD]
    if any(len(row.cells) != width for row in head):
        head = head[: next(n for n, row in enumerate(head) if len(row.cells) != width)]
    second = len(head) > 1 and all(find_level2(_bare(head[1].cells[c])) for c in columns)
    names = 2 if second else 1
    if len(head) <= names + 1 or not all(_is_name(head[names].cells[c]) for c in columns):
        return None
    last = names
    if len(head) > names + 1 and all(_is_value_head(head[names + 1].cells[c]) for c in columns):
        last += 1  # 指标值 below each name
    fixed = tuple((c, _label(head[: last + 1], c)) for c in range(width) if c not in columns)
    kinds = {found.kind for _, cell in fixed if (found := meaning(cell.text)) is not None}
    if not kinds & {"project", "unit"}:
        return None
    heads = tuple(
        (_moved(rows[at], c), _moved(head[1], c) if second else Cell(), _moved(head[names], c)) for c in columns
    )
    return Spread(columns, heads, fixed, width), at + last + 1


_MIN_INDICATORS = 2


def _is_level1(cell: Cell) -> bool:
    bare = _bare(cell)
    return 1 < len(bare) <= _MAX_LEVEL and find_level1(bare) is not None


_MAX_LEVEL = 16


def _is_name(cell: Cell) -> bool:
    bare = _bare(cell)
    return len(bare) > 1 and meaning(bare) is None and not _is_level1(cell) and any(map(str.isalpha, bare))


def _is_value_head(cell: Cell) -> bool:
    found = meaning(cell.text)
    return found is not None and found.kind in ("target", "actual")


def _label(head: Sequence[Row], column: int) -> Cell:
    """The head of a column beside the indicators: its lowest word; 三级指标 above projects heads the projects."""
    cells = [row.cells[column] for row in head if row.cells[column].text.strip()]
    if not cells:
        return Cell()
    found = meaning(cells[-1].text)
    over = found is not None and found.kind in ("level1", "level2", "name", "target")
    return attrs.evolve(cells[-1], text="项目名称" if over else cells[-1].text, covered=False)


def _listed(rows: Sequence[Row], spread: Spread) -> list[Row]:
    """The usual header, and a row for each value of each project."""
    labels = [cell for _, cell in spread.fixed]
    heads = [*labels, *(Cell(word) for word in ("一级指标", "二级指标", "三级指标", "指标值"))]
    out = [Row(tuple(heads), rows[0].place)] if rows else []
    for row in rows:
        values = [_moved(row, c) for c in spread.columns] if len(row.cells) == spread.width else []
        if sum(bool(cell.text.strip()) and not cell.covered for cell in values) == 0:
            out.append(row)
            continue
        fixed = [_moved(row, c) for c, _ in spread.fixed]
        for head, value in zip(spread.heads, values, strict=True):
            if value.text.strip():
                levels = (attrs.evolve(cell, covered=False) for cell in head)
                out.append(attrs.evolve(row, cells=(*fixed, *levels, attrs.evolve(value, covered=False))))
                fixed = [attrs.evolve(cell, covered=bool(cell.text.strip())) for cell in fixed]
    return out


def upright(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with a transposed table turned upright; other rows unchanged."""
    for column in range(_MAX_LABEL_COLUMN):
        found = _lying(rows, column)
        if found is not None:
            start, end = found
            return [*rows[:start], *_turned(rows[start:end], column), *rows[end:]]
    return rows


def _head(row: Row, column: int) -> Kind | None:
    if len(row.cells) <= column + 2 or not row.cells[column].text.strip():
        return None
    found = meaning(row.cells[column].text)
    return found.kind if found is not None and found.kind in _HEADS else None


def _lying(rows: Sequence[Row], column: int) -> tuple[int, int] | None:
    """The first run of rows whose heads stand in a column, with a row of names and one of values among them."""
    start = 0
    while start < len(rows):
        end = start
        kinds: list[Kind] = []
        while end < len(rows) and (kind := _head(rows[end], column)) is not None and _is_data(rows[end], column):
            kinds.append(kind)
            end += 1
        if "name" in kinds and {"target", "actual"} & set(kinds) and end - start > 1:
            return start, end
        start = max(end, start + 1)
    return None


def _is_data(row: Row, column: int) -> bool:
    """Whether no cell beside the head is a header's word itself."""
    head = row.cells[column].text.split()
    beside = [cell.text for cell in row.cells[column + 1 :] if cell.text.strip() and cell.text.split() != head]
    found = [meaning(text) for text in beside]
    return bool(beside) and all(each is None or each.kind not in _HEADS for each in found)


def _turned(rows: Sequence[Row], column: int) -> list[Row]:
    width = max(len(row.cells) for row in rows)
    lines: list[Row] = []
    for at in range(column, width):
        cells = tuple(_moved(row, at) for row in rows)
        if at > column and all(
            cell.text.split() == row.cells[column].text.split() for cell, row in zip(cells, rows, strict=True)
        ):
            continue  # the heads' cells are two columns wide
        if any(cell.text.strip() for cell in cells):
            lines.append(attrs.evolve(rows[0], cells=cells, edge=False, cut_above=False, cut_below=False))
    return lines


def _moved(row: Row, at: int) -> Cell:
    """A cell moved to another row or column, with its location in the file."""
    return attrs.evolve(row.cells[at], row=row.place.row, column=at + 1) if at < len(row.cells) else Cell()
