"""Copy measures with another text, position or amount."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from ..model.made import new, setters
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


def copied(measure: Measure, ends: Ends, text: str, span: Span) -> Measure:
    """``measure`` with these ends (as from ``ends``), this surface and this position."""
    # By setters, not by constructors, for speed: every measure of every value is made here.
    low, high = ends
    if isinstance(measure, Number):
        number = new(Number)
        _value(number, low)
        _unit(number, measure.unit)
        _per(number, measure.per)
        _approximate(number, measure.approximate)
        _text(number, text)
        _span(number, span)
        _relation(number, measure.relation)
        _baseline(number, measure.baseline)
        _about(number, measure.about)
        return number
    if isinstance(measure, Range):
        made = new(Range)
        _low(made, low)
        _high(made, high)
        _low_inclusive(made, measure.low_inclusive)
        _high_inclusive(made, measure.high_inclusive)
        _range_unit(made, measure.unit)
        _range_per(made, measure.per)
        _range_approximate(made, measure.approximate)
        _range_text(made, text)
        _range_span(made, span)
        _range_relation(made, measure.relation)
        _range_baseline(made, measure.baseline)
        _range_about(made, measure.about)
        return made
    return DateRange(measure.start, measure.end, text, span)


_value, _unit, _per, _approximate, _text, _span, _relation, _baseline, _about = setters(Number)
_low, _high, _low_inclusive, _high_inclusive, *_others = setters(Range)
_range_unit, _range_per, _range_approximate, _range_text, _range_span, *_others = _others
_range_relation, _range_baseline, _range_about = _others
