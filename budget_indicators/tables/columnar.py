"""Rows of indicators as columns, where many are to be written to a Parquet file: no row is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from ..extras import needs
from .columns import TABLES
from .packed_columns import PackedColumns, packed
from .rows import Cell, IndicatorRow, Row
from .writers.parquet import array_of, schema


def columns_of(rows: Sequence[IndicatorRow]) -> PackedColumns | None:
    """Rows as columns, packed; ``None`` for no rows."""
    if not rows:
        return None
    pa = needs("pyarrow", "arrow")
    form = schema("indicators")
    fields = zip(TABLES["indicators"], form, strict=True)
    arrays: list[Any] = []
    for cells in zip(*rows, strict=True):
        if isinstance(cells[0], tuple):
            columns, at = distinct(cells)
            arrays += [array_of(each, *next(fields)).take(at) for each in columns]
        else:
            arrays.append(array_of(cells, *next(fields)))
    arrays += [
        pa.nulls(len(rows), field.type) for _, field in fields
    ]  # the fingerprint, which the worker does not know
    projects = len({row.head for row in rows})
    return packed(pa.RecordBatch.from_arrays(arrays, schema=form), projects)


def distinct(groups: Sequence[Row]) -> tuple[Iterator[tuple[Cell, ...]], Any]:
    """The columns of groups of cells that rows share, each group put into them once, and from where each row takes its.

    The same group is the same object.
    """
    pa = needs("pyarrow", "arrow")
    keys = [*map(id, groups)]
    once = dict(zip(keys, groups, strict=True))
    place = dict(zip(once, count(), strict=False))
    at = pa.array([*map(place.__getitem__, keys)], type=pa.int32())
    return zip(*once.values(), strict=True), at
