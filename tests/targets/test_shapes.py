"""Values of one shape: the second is read from the memory of the first, and says what the grammar says."""

from __future__ import annotations

import pytest

from budget_indicators.values.reading import Reading, known_by_grammar, known_value
from budget_indicators.values.shapes import shape_of


def all_of(reading: Reading) -> tuple[object, ...]:
    """All that it says; measures are equal whatever their spans and numbers whatever their zeros."""
    return reading, [(one.span, one.text, str(one)) for one in reading.measures]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("完成率95%以上", "完成率87%以上"),
        ("每月至少20次，共240次", "每月至少35次，共420次"),
        ("培训3.5万人次", "培训7.2万人次"),
        ("补贴12万元", "补贴34万元"),
        ("85-90分之间", "61-75分之间"),
        ("6至6场", "8至8场"),
        ("4条/月*12=48条", "5条/月*31=64条"),
        ("≥90", "≥85"),
        ("2+N项，合格率90%", "3+N项，合格率80%"),
        ("约30人，不超过5天，覆盖8个村", "约40人，不超过6天，覆盖9个村"),
        ("较上年增长5%", "较上年增长8%"),
        ("3天内办结率90%", "5天内办结率80%"),
        ("总分/12个月", "总分/31个月"),
    ],
)
def test_the_second_value_of_a_shape(first: str, second: str) -> None:
    """It is read without the grammar."""
    assert shape_of(first)[0] == shape_of(second)[0]
    known_value(first)
    known = known_value(second)
    assert known.by_shape
    assert all_of(known.reading(None)) == all_of(known_by_grammar(second).reading(None))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("5万次，41000次", "4万次，41000次"),  # the same number, written otherwise
        ("百元至5万元", "百元至6万元"),  # one end in words
        ("三百元，5万元", "三百元，6万元"),
        ("2-3万元", "4-5万元"),  # the scale may hold for both
        ("一次培训41次", "一次培训51次"),
        ("拨打110", "拨打119"),  # a telephone number
        ("2025年完成", "2026年完成"),
        ("编号7、9", "编号8、9"),
    ],
)
def test_values_whose_numbers_say_more(first: str, second: str) -> None:
    """They are read by the grammar, each by itself."""
    known_value(first)
    known = known_value(second)
    assert not known.by_shape
    assert all_of(known.reading(None)) == all_of(known_by_grammar(second).reading(None))


def test_numbers_that_compare_otherwise_are_another_shape() -> None:
    """A range that runs backwards is none of the ordinary shape; nine numbers are told apart, ten are not."""
    assert shape_of("85-90分")[0] != shape_of("90-85分")[0]
    assert shape_of("8次，8人")[0] != shape_of("8次，9人")[0]
    nine = "".join(f"培训{number}次" for number in range(21, 30))
    assert len(shape_of(nine)[1]) == 9
    assert shape_of(nine + "培训31次") == (nine + "培训31次", ())


def test_the_order_of_numbers_counts_within_a_clause_and_beside_bounds() -> None:
    """Numbers of different clauses are never compared, unless two bounds may be one range."""
    one, _ = shape_of("每天推送1-2条，每周推送3-5条")
    assert shape_of("每天推送7-8条，每周推送3-5条")[0] == one
    assert shape_of("每天推送2-1条，每周推送3-5条")[0] != one
    assert shape_of("每天推送1-2条，每周推送2-5条")[0] != one  # one number stands in two clauses
    assert shape_of("不少于5次，不超过9次")[0] != shape_of("不少于9次，不超过5次")[0]
    assert shape_of("大于5次，小于9次")[0] != shape_of("大于9次，小于5次")[0]
