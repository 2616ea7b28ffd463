"""The indicator of an entry that is not canonical: it is filled from the entry's parts when it is first looked at."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from ..model.later import later, made_of
from ..model.nodes import Category, Details, Indicator, Span
from ..text.cleaning import Source
from ..values import KnownValue, known_value

Written: TypeAlias = tuple[str, int | None, int]  # a value, the year that dates in it are of, and where it stands


class Stated(NamedTuple):
    """A value and what it says."""

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
    """The fields of an entry's indicator; in another process it is not known what its values say."""
    targets = [
        written and (known or known_value(*written[:2])).target(name, source, written[2])
        for written, known in ((cycle, cycle_known), (annual, annual_known))
    ]
    return ordinal, level1, level2, name, *targets, span, details


class AsWritten(NamedTuple):
    """An indicator that is not filled: the parts of the entry it will be made of, and the meaning of its values."""

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
        """What its two values mean."""
        cycle, annual = self.cycle, self.annual
        return (
            None if cycle is None else self.cycle_known or known_value(*cycle[:2]),
            None if annual is None else self.annual_known or known_value(*annual[:2]),
        )


def as_written(indicator: Indicator) -> AsWritten | None:
    """The entry an indicator will be made of; ``None`` for a filled one and for an entry of another kind."""
    made = made_of(indicator)
    return None if made is None or made[0] is not _fields else AsWritten(*made[2:])


def indicator_as_written(
    source: Source,
    head: tuple[int | None, Category | None, Category | None, str],
    values: tuple[Stated | None, Stated | None],
    span: Span,
    details: Details | None,
) -> Indicator:
    """The indicator of an entry with these parts: its number, levels and name, and its values."""
    cycle, annual = values
    given = (source, *head, cycle and cycle.written, annual and annual.written, span, details)
    return later(Indicator, _fields, given, (cycle and cycle.known, annual and annual.known))
