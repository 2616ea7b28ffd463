"""Objects that are made field by field are those that their constructors make."""

from __future__ import annotations

import pickle
from decimal import Decimal

import attrs
import pytest

from budget_indicators import DateRange, Indicator, Number, Range, Span, Target, parse_indicators
from budget_indicators.model import made
from budget_indicators.values.measures import copied

PLACE = Span(3, 7)
NUMBER = Number(Decimal(9), "次", "每月", True, "九次", Span(0, 2), "increase", "上年", "培训")
RANGE = Range(Decimal(1), Decimal(2), False, True, "次", "每月", True, "甲", Span(0, 1), "share", "总数", "培训")
TARGET = Target("4次", NUMBER, (NUMBER, RANGE), True, PLACE)
LEVEL = parse_indicators("1、1-产出指标；11-数量指标；甲；实施周期指标值:1次；年度指标值:1次。").indicators[0].level2


def fields(one: object) -> list[object]:
    """Every field, also those that equality leaves out."""
    return [getattr(one, field.name) for field in attrs.fields(type(one))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (made.span(3, 7), PLACE),
        (made.target("4次", NUMBER, (NUMBER, RANGE), True, PLACE), TARGET),
        (
            made.indicator(1, None, LEVEL, "甲", TARGET, None, PLACE),
            Indicator(1, None, LEVEL, "甲", TARGET, None, PLACE),
        ),
        (
            copied(NUMBER, (Decimal(4), None), "4次", PLACE),
            attrs.evolve(NUMBER, value=Decimal(4), text="4次", span=PLACE),
        ),
        (
            copied(RANGE, (None, Decimal(8)), "4次", PLACE),
            attrs.evolve(RANGE, low=None, high=Decimal(8), text="4次", span=PLACE),
        ),
        (copied(DateRange(), (None, None), "4次", PLACE), DateRange(None, None, "4次", PLACE)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_each_field_is_there(one: object, other: object) -> None:
    """Equal, with the same hash, and frozen as well."""
    assert fields(one) == fields(other)
    assert one == other
    assert hash(one) == hash(other)
    assert fields(pickle.loads(pickle.dumps(one))) == fields(other)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(one, attrs.fields(type(one))[0].name, None)  # type: ignore[arg-type]
