"""A target as columns of a table, for JSON, CSV and data frames."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import attrs

from ..model.comparison import in_base_unit
from ..model.nodes import DateRange, FreeText, Number, Range, Target, Value
from ..model.units import base_unit, unit_of
from .measures import ends

Prefix: TypeAlias = Literal["annual", "cycle"]
Cell: TypeAlias = str | Decimal | datetime.date | bool | None


@attrs.frozen
class ValueColumns:
    """The columns of one target; their names are prefixed with ``annual_`` or ``cycle_``.

    ``kind`` is ``number``, ``range``, ``date_range``, the kind of a free text (``qualitative`` …), or ``missing`` if
    the indicator has no such target. A number has itself as both ends, both included; an open end and its
    ``_inclusive`` are ``None``. ``start`` and ``end`` are the days of a date; ``text`` is the value as written.
    """

    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool | None = None
    high_inclusive: bool | None = None
    unit: str | None = None
    per: str | None = None
    text: str | None = None
    approximate: bool | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    ambiguous: bool | None = None


NAMES: tuple[str, ...] = tuple(field.name for field in attrs.fields(ValueColumns))
"""The names without their prefix, in order."""


def columns_of(target: Target | None) -> ValueColumns:
    """The columns of a target.

    >>> from budget_indicators import parse_target
    >>> columns = columns_of(parse_target("每月不少于20篇"))
    >>> columns.kind, columns.low, columns.high, columns.low_inclusive, columns.unit, columns.per
    ('range', Decimal('20'), None, True, '篇', '每月')
    """
    cells: tuple[Any, ...] = cells_of(target)
    return ValueColumns(*cells)


def cells_of(target: Target | None) -> tuple[Cell, ...]:
    """The columns of a target as a tuple, in the order of ``NAMES``."""
    if target is None:
        return _MISSING
    value = target.value
    low, high = (None, None) if isinstance(value, FreeText) else ends(value)
    return cells_of_value(value, low, high, target.text, target.ambiguous)


_MISSING: tuple[Cell, ...] = ("missing", *[None] * 11)


def cells_of_value(
    value: Value, low: Decimal | None, high: Decimal | None, text: str, ambiguous: bool
) -> tuple[Cell, ...]:
    """The columns of a target whose headline is like ``value``, but with these ends (as ``ends`` has them)."""
    match value:
        case Number(unit=unit, per=per, approximate=rough):
            return "number", low, low, True, True, unit, per, text, rough, None, None, ambiguous
        case Range(unit=unit, per=per, approximate=rough):
            return (
                "range",
                low,
                high,
                None if low is None else value.low_inclusive,
                None if high is None else value.high_inclusive,
                unit,
                per,
                text,
                rough,
                None,
                None,
                ambiguous,
            )
        case DateRange(start=start, end=end):
            return "date_range", None, None, None, None, None, None, text, False, start, end, ambiguous
        case FreeText(kind=kind):
            return kind, None, None, None, None, None, None, text, None, None, None, ambiguous


def value_columns(target: Target | None, prefix: str) -> tuple[tuple[str, Cell], ...]:
    """The columns of a target as pairs of name and value; ``prefix`` is ``annual`` or ``cycle``.

    >>> from budget_indicators import parse_target
    >>> value_columns(parse_target("100%"), "annual")[:3]
    (('annual_kind', 'number'), ('annual_low', Decimal('100')), ('annual_high', Decimal('100')))
    """
    return tuple([(f"{prefix}_{name}", cell) for name, cell in zip(NAMES, cells_of(target), strict=True)])


@attrs.frozen
class CanonicalColumns:
    """Columns that make an amount comparable with others of any unit, and state what it is relative to.

    ``dimension`` is equal for amounts that can be compared (``length``, ``money/人``); ``base_low`` and ``base_high``
    are the ends in ``base_unit``, the common unit of the dimension. ``relation`` is ``increase``, ``decrease``,
    ``share`` or ``after``, ``baseline`` what it is relative to. All ``None`` for a date, a free text and a missing
    target.
    """

    dimension: str | None = None
    base_low: Decimal | None = None
    base_high: Decimal | None = None
    base_unit: str | None = None
    relation: str | None = None
    baseline: str | None = None


CANONICAL_NAMES: tuple[str, ...] = tuple(field.name for field in attrs.fields(CanonicalColumns))
"""The names without their prefix, in order."""


@lru_cache(maxsize=4096)
def _dimension(unit: str, per: str | None) -> tuple[str, str]:
    """The dimension of a unit, and its base unit."""
    known = unit_of(unit, per)
    return known.dimension, base_unit(known).name


def canonical_columns(value: Value | None) -> CanonicalColumns:
    """The canonical columns of a value.

    >>> from budget_indicators import parse_target
    >>> columns = canonical_columns(parse_target("同比增加不少于2公里").value)
    >>> columns.dimension, columns.base_low, columns.base_high, columns.base_unit, columns.relation, columns.baseline
    ('length', Decimal('2000'), None, '米', 'increase', '上年同期')
    """
    match value:
        case Number(value=amount):
            low: Decimal | None = amount
            high: Decimal | None = amount
        case Range(low=low, high=high):
            pass
        case _:
            return CanonicalColumns()
    unit = value.unit or ""
    dimension, base = _dimension(unit, value.per)
    return CanonicalColumns(
        dimension,
        None if low is None else in_base_unit(low, unit, value.per),
        None if high is None else in_base_unit(high, unit, value.per),
        base or None,
        value.relation,
        value.baseline,
    )
