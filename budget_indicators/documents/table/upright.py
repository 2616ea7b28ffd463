"""Tables that lie on their side, set upright: 一级指标, 二级指标, 三级指标 and 指标值 head rows instead of columns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..layout.grid import Cell, Row
from .roles import Kind, meaning

_HEADS: tuple[Kind, ...] = (
    *("level1", "level2", "name", "target", "actual", "operator", "measure", "type", "direction", "weight", "score"),
    *("explanation", "scoring_rule", "basis", "reason", "remark", "period", "ordinal"),
)
_MAX_LABEL_COLUMN = 2


def upright(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with a lying table turned; rows without one as they are."""
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
        cells = tuple(row.cells[at] if at < len(row.cells) else Cell() for row in rows)
        if at > column and all(
            cell.text.split() == row.cells[column].text.split() for cell, row in zip(cells, rows, strict=True)
        ):
            continue  # the heads' cells are two columns wide
        if any(cell.text.strip() for cell in cells):
            lines.append(attrs.evolve(rows[0], cells=cells, edge=False, cut_above=False, cut_below=False))
    return lines
