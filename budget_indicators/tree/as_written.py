"""Indicators of entries that are not canonical, filled from the entry's parts on first access."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from ..model.later import MadeOf, later
from ..model.nodes import Category, Details, Indicator, Span
from ..text.cleaning import Source
from ..values import KnownValue, known_value

Written: TypeAlias = tuple[str, int | None, int]  # a value, the year of its dates, and its position


class Stated(NamedTuple):
    """A value and its meaning."""

    known: KnownValue
    written: Written
    plain: bool


def _fields(
    source: Source,
    ordinal: int | None,
    level1: Category | None,
    level2: Category | None,
    name: str,
    cycle: Written | None,
    annual: Written | None,
    span: Span,
    details: Details | None,
    cycle_known: KnownValue | None = None,
    annual_known: KnownValue | None = None,
) -> tuple[object, ...]:
    """The fields of an entry's indicator; in another process the meaning of its values is looked up again."""
    targets = [
        written and (known or known_value(*written[:2])).target(name, source, written[2])
        for written, known in ((cycle, cycle_known), (annual, annual_known))
    ]
    return ordinal, level1, level2, name, *targets, span, details


class AsWritten(NamedTuple):
    """An indicator that is not filled: the parts of its entry, and the meaning of its values."""

    source: Source
    ordinal: int | None
    level1: Category | None
    level2: Category | None
    name: str
    cycle: Written | None
    annual: Written | None
    span: Span
    details: Details | None
    cycle_known: KnownValue | None = None
    annual_known: KnownValue | None = None

    def values(self) -> tuple[KnownValue | None, KnownValue | None]:
        """The meaning of its two values."""
        cycle, annual = self.cycle, self.annual
        return (
            None if cycle is None else self.cycle_known or known_value(*cycle[:2]),
            None if annual is None else self.annual_known or known_value(*annual[:2]),
        )


def as_written(made: MadeOf) -> AsWritten:
    """The entry of an indicator that is not filled, from what it will be made of."""
    return AsWritten(*made[2:])


def indicator_as_written(
    source: Source,
    head: tuple[int | None, Category | None, Category | None, str],
    values: tuple[Stated | None, Stated | None],
    span: Span,
    details: Details | None,
) -> Indicator:
    """The indicator of an entry with this number, these levels, this name and these values."""
    cycle, annual = values
    given = (source, *head, cycle and cycle.written, annual and annual.written, span, details)
    return later(Indicator, _fields, given, (cycle and cycle.known, annual and annual.known))
