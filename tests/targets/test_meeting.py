"""Values that judge others: ``admits``, ``meets``, ``to``, and the order of numbers."""

from __future__ import annotations

import datetime
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import DateRange, FreeText, Number, Range, parse_target
from budget_indicators.model.units import unit_of

_ADMITS = """
≥95% | 95% | yes
≥95% | 94.9% | no
≥95% | 0.98 | ?
≥95% | 96 | yes
＞95% | 95% | no
≤5% | 0 | yes
100% | 100% | yes
100% | 99% | no
6-12宗 | 6宗 | yes
6-12宗 | 13宗 | no
6-12宗 | 8人 | ?
≥2公里 | 2500米 | yes
≥2公里 | 1.5km | no
≤48小时 | 2天 | yes
≤48小时 | 3天 | no
≤48小时 | 2个工作日 | ?
≥100万元 | 1200000元 | yes
≥100万元 | 90万元 | no
每月20次 | 20次 | yes
约200人 | 190人 | ?
约200人 | 200人 | yes
≥3次 | 完成 | ?
≥3次 | 1,200次 | yes
2025年5月底前 | 2025-05-31 | yes
2025年5月底前 | 2025年6月1日 | no
2025年5月底前 | 5 | ?
按要求完成 | 100% | ?
"""
_CASES = [tuple(part.strip() for part in line.split("|")) for line in _ADMITS.strip().splitlines()]
_ANSWERS = {"yes": True, "no": False, "?": None}


@pytest.mark.parametrize(("target", "actual", "answer"), _CASES)
def test_a_target_and_an_actual_amount(target: str, actual: str, answer: str) -> None:
    """Yes, no, or cannot say."""
    assert parse_target(target).meets(actual) is _ANSWERS[answer]


@pytest.mark.parametrize(
    ("cycle", "annual", "answer"),
    [
        ("≥95%", "≥96%", True),
        ("≥95%", "≥90%", None),
        ("≥95%", "≤90%", False),
        ("≥95%", "95%-98%", True),
        ("＞95%", "≥95%", None),
        ("6-12宗", "7-8宗", True),
        ("每年12次", "每月1次", True),
        ("每年12次", "每月2次", False),
        ("3000元/人", "每人3000元", True),
        ("2025年", "2025年5月", True),
        ("2025年", "2026年5月", False),
        ("2025年底前", "2025年5月底前", True),
    ],
)
def test_a_value_and_another(cycle: str, annual: str, answer: bool | None) -> None:
    """A range satisfies a target when all of it does."""
    assert parse_target(cycle).value.admits(parse_target(annual).value) is answer
    assert parse_target(cycle).meets(parse_target(annual)) is answer


def test_directions_are_not_alike() -> None:
    """A fall is no growth, and neither is the bare amount."""
    grown = Number(Decimal(10), "%", relation="increase", baseline="上年")
    fallen = Number(Decimal(10), "%", relation="decrease", baseline="上年")
    assert len({grown, fallen, Number(Decimal(10), "%")}) == 3
    assert grown.admits(fallen) is False
    assert Range(low=Decimal(-20), unit="%", relation="increase").admits(fallen) is True
    assert grown.admits(Number(Decimal(10), "%")) is None
    assert grown.admits(Number(Decimal(10), "%", relation="increase", baseline="2020年")) is None


def test_words_cannot_be_compared() -> None:
    """Only the same detail, or yes and no."""
    assert FreeText("class", "4A级").admits(FreeText("class", "4A级")) is True
    assert FreeText("class", "4A级").admits(FreeText("class", "5A级")) is None
    assert FreeText("yes_no", "是").admits(FreeText("yes_no", "否")) is False
    assert FreeText().admits(FreeText()) is None


def test_an_ambiguous_target_cannot_say() -> None:
    """Nothing decided which measure counts."""
    assert parse_target("培训20次，合格率95%").meets("20次") is None


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("2.5公里", "米", "2500米"),
        ("24小时", "天", "1天"),
        ("1亩", "平方米", "666.6666666666666666666666667平方米"),
        ("3万元", "万元", "3万元"),
        ("每年1200元", "元/月", "100元/月"),
        ("100元/人", "元/万人", "1000000元/万人"),
        ("50km/h", "公里/小时", "50公里/小时"),
        ("每人50元", "万元", "每人0.005万元"),
    ],
)
def test_another_unit(amount: str, unit: str, expected: str) -> None:
    """``to`` keeps the amount and changes its unit."""
    value = parse_target(amount).value
    assert isinstance(value, Number)
    assert str(value.to(unit)) == expected


def test_no_way_to_another_unit() -> None:
    """One clear line."""
    with pytest.raises(ValueError, match="小时 is not a unit of the dimension of 米"):
        Number(Decimal(1), "小时").to("米")


def test_units_have_one_spelling() -> None:
    """Spellings of one unit are one unit."""
    for same in (
        ["公里", "千米", "km", "KM", "㎞"],
        ["㎡", "平方米", "m²", "m2", "平米"],
        ["元/人·月", "元/人*月", "元/月/人", "元/人、月"],
        ["台（套）", "台(套)", "台套"],
        ["mg/L", "毫克/升", "mg/l"],
    ):
        assert len({unit_of(spelling) for spelling in same}) == 1, same
    assert unit_of("万元").factor == Fraction(10_000)
    assert unit_of("例", "每10万人") == unit_of("例/10万人")


def test_numbers_have_an_order_within_a_dimension() -> None:
    """Whatever their units; others cannot be ordered."""
    values = [Number(Decimal(2), "公里"), Number(Decimal(1500), "米"), Number(Decimal(3), "km")]
    assert [str(value) for value in sorted(values)] == ["1500米", "2公里", "3km"]
    with pytest.raises(TypeError):
        sorted([Number(Decimal(2), "公里"), Number(Decimal(2), "元")])


def test_a_repr_says_what_matters() -> None:
    """Fields at their defaults are left out."""
    assert repr(Number(Decimal("1.20E+5"), "次", "每年")) == "Number(120000, '次', '每年')"
    assert repr(Range(high=Decimal(5), high_inclusive=False)) == "Range(high=5, high_inclusive=False)"
    assert repr(DateRange(end=datetime.date(2025, 5, 31))) == "DateRange(end=datetime.date(2025, 5, 31))"


_ENDS = st.one_of(st.none(), st.integers(-3, 3).map(Decimal))
_RANGES = st.builds(
    Range,
    low=_ENDS,
    high=_ENDS,
    low_inclusive=st.booleans(),
    high_inclusive=st.booleans(),
    unit=st.just("次"),
)


@given(_RANGES, _RANGES)
def test_admitting_a_range_is_admitting_its_amounts(target: Range, actual: Range) -> None:
    """Over a grid of amounts: all of them, none of them, or some."""
    grid = [Decimal(n) / 2 for n in range(-20, 21)]
    inside = [amount for amount in grid if actual.admits(amount)]
    answer = target.admits(actual)
    if not inside:
        return
    admitted = [amount for amount in inside if target.admits(amount)]
    assert answer is (True if len(admitted) == len(inside) else None if admitted else False)


@given(_RANGES)
def test_values_can_be_pickled(value: Range) -> None:
    """There and back."""
    assert pickle.loads(pickle.dumps(value)) == value
