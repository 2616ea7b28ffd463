"""Copy measures with another text, position or amount."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from ..model.nodes import DateRange, Measure, Number, Range, Span

Ends: TypeAlias = tuple[Decimal | None, Decimal | None]


def ends(measure: Measure) -> Ends:
    """The amounts of a measure: a number's value or the ends of a range; none for a date."""
    match measure:
        case Number(value=value):
            return value, None
        case Range(low=low, high=high):
            return low, high
        case DateRange():
            return None, None


def copied(measure: Measure, low: Decimal | None, high: Decimal | None, text: str, span: Span) -> Measure:
    """``measure`` with these ends (as from ``ends``), this surface and this position."""
    # Not attrs.evolve, for speed: every measure of every value is made here.
    match measure:
        case Number():
            assert low is not None
            return Number(
                low,
                measure.unit,
                measure.per,
                measure.approximate,
                text,
                span,
                measure.relation,
                measure.baseline,
                measure.about,
            )
        case Range():
            return Range(
                low,
                high,
                measure.low_inclusive,
                measure.high_inclusive,
                measure.unit,
                measure.per,
                measure.approximate,
                text,
                span,
                measure.relation,
                measure.baseline,
                measure.about,
            )
        case DateRange():
            return DateRange(measure.start, measure.end, text, span)
