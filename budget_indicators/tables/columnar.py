"""Rows of indicators as columns, where many are to be written to a Parquet file: no row is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, count
from typing import Any, TypeVar

from ..extras import needs
from .columns import TABLES, Column
from .packed_columns import PackedColumns, packed
from .rows import Cell, IndicatorRow, Row
from .writers.parquet import array_of, schema

Field = TypeVar("Field")
Group = TypeVar("Group")


def columns_of(rows: Sequence[IndicatorRow]) -> PackedColumns | None:
    """Rows as columns, packed; ``None`` for no rows."""
    if not rows:
        return None
    pa = needs("pyarrow", "arrow")
    form = schema("indicators")
    fields = [*zip(TABLES["indicators"], form, strict=True)]
    heads, numbers, ordinals, levels, names, cycles, annuals, codes, years, details, *others = zip(*rows, strict=True)
    of_cycles, of_annuals, of_actuals, satisfactions, least, labels, in_pictures = others
    arrays: list[Any] = []
    for part in (
        *([heads], numbers, ordinals, [levels], names, [cycles, annuals], codes, years, [details]),
        *([of_cycles, of_annuals, of_actuals], satisfactions, least, [labels], [in_pictures]),
    ):
        at = len(arrays)
        if isinstance(part, list):
            arrays += shared(part, fields[at : at + len(part[0][0])], _array, tuple)
        else:
            arrays.append(_array(part, fields[at]))
    arrays += [
        pa.nulls(len(rows), field.type) for _, field in fields[len(arrays) :]
    ]  # the fingerprint, which the worker does not know
    projects = len({row.head for row in rows})
    return packed(pa.RecordBatch.from_arrays(arrays, schema=form), projects)


def _array(cells: Sequence[Cell], field: tuple[Column, Any]) -> Any:
    return array_of(cells, *field)


def shared(
    columns: Sequence[Sequence[Group]],
    fields: Iterable[Field],
    make: Callable[[Sequence[Cell], Field], Any],
    cells: Callable[[Group], Row],
) -> list[Any]:
    """The arrays of columns that hold groups of ``cells``, all of the same ``fields``; column by column.

    Rows that say the same share a group, which then is one object: each is put into arrays once, and rows take it from
    there.
    """
    pa = needs("pyarrow", "arrow")
    groups = [*chain(*columns)]
    keys = [*map(id, groups)]
    once = dict(zip(keys, groups, strict=True))
    place = dict(zip(once, count(), strict=False))
    at = pa.array([*map(place.__getitem__, keys)], type=pa.int32())
    by_field = zip(*map(cells, once.values()), strict=True)
    arrays = [make(each, field) for each, field in zip(by_field, fields, strict=True)]
    length = len(columns[0])
    places = [at.slice(start, length) for start in range(0, len(keys), length)]
    return [array.take(each) for each in places for array in arrays]
