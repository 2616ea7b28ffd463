"""Numerals as written: digits with scales, Chinese numerals, powers of ten, fractions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget_indicators.values.numerals import read_digits, read_fraction, read_han, shifted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        ("1,346.0088万", "13460088"),
        ("1.5万", "15000"),
        ("1.25", "1.25"),
        ("2万5千", "25000"),
        ("2万零5百", "20500"),
        ("2万零5", "20005"),
        ("13万2", "132000"),
        ("13万20", "130020"),
        ("1亿2千万", "120000000"),
        ("1亿2", "120000000"),
        ("3千5", "3500"),
        ("3百5", "350"),
        ("3百零5", "305"),
        ("3万亿", "3000000000000"),
        ("2百万", "2000000"),
        ("5×10^4", "50000"),
        ("5*10^4万", "500000000"),
        ("10⁶", "1000000"),
        ("10^3", "1000"),
        ("1.2E-3", "0.0012"),
        ("1.2E+05", "120000"),
        ("2×10的4次方", "20000"),
        ("2×10的四次方", "20000"),
    ],
)
def test_digits(text: str, value: str) -> None:
    """Exact, with neither roughness nor a lower bound."""
    found = read_digits(text)
    assert f"{found.value:f}" == value
    assert (found.upper, found.rough, found.at_least) == (None, False, False)


@pytest.mark.parametrize(
    ("text", "value", "scale", "rough", "at_least"),
    [
        ("20余万", "200000", 4, True, False),
        ("300多", "300", 0, True, False),
        ("100+", "100", 0, False, True),
        ("5万+", "50000", 4, False, True),
        ("10几", "10", 0, True, False),
    ],
)
def test_rough_digits(text: str, value: str, scale: int, rough: bool, at_least: bool) -> None:
    """余, 多, 几 and +; the scale is kept for the other end of a range."""
    found = read_digits(text)
    assert (f"{found.value:f}", found.scale, found.rough, found.at_least) == (value, scale, rough, at_least)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", "3"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("二十三", "23"),
        ("一百", "100"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("一百五十", "150"),
        ("一百一十五", "115"),
        ("两千三", "2300"),
        ("三千零五十", "3050"),
        ("三万五", "35000"),
        ("三万零五", "30005"),
        ("三万五千", "35000"),
        ("一百二十万", "1200000"),
        ("十万", "100000"),
        ("万", "10000"),
        ("一亿二千万", "120000000"),
        ("三万亿", "3000000000000"),
        ("两亿", "200000000"),
        ("二〇二五", "2025"),
        ("二零二五", "2025"),
        ("一二三四", "1234"),
        ("一〇", "10"),
        ("三点五", "3.5"),
        ("三点五万", "35000"),
        ("零点零五", "0.05"),
        ("半", "0.5"),
        ("壹佰贰拾", "120"),
    ],
)
def test_chinese_numerals(text: str, value: str) -> None:
    """Read as a person reads them."""
    found = read_han(text)
    assert found is not None
    assert (f"{found.value:f}", found.upper, found.rough, found.at_least) == (value, None, False, False)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("两三", "2", "3"),
        ("三五", "3", "5"),
        ("七八", "7", "8"),
        ("十七八", "17", "18"),
        ("二十三四", "23", "24"),
        ("两三百", "200", "300"),
        ("三四十", "30", "40"),
        ("一两", "1", "2"),
    ],
)
def test_two_numbers_in_one(text: str, low: str, high: str) -> None:
    """From the one to the other, roughly."""
    found = read_han(text)
    assert found is not None
    assert found.upper is not None
    assert (f"{found.value:f}", f"{found.upper:f}", found.rough) == (low, high, True)


@pytest.mark.parametrize(
    ("text", "value", "at_least"),
    [
        ("十几", "10", False),
        ("几十", "10", False),
        ("百余", "100", False),
        ("上百", "100", True),
        ("上万", "10000", True),
    ],
)
def test_rough_chinese_numerals(text: str, value: str, at_least: bool) -> None:
    """几, 余 and 上."""
    found = read_han(text)
    assert found is not None
    assert (f"{found.value:f}", found.rough, found.at_least) == (value, True, at_least)


@pytest.mark.parametrize("text", ["一一二", "三二", "三六", "五三", "三点", "点五", "二十三四五", "余", "一" * 60])
def test_no_numerals(text: str) -> None:
    """What only looks like one."""
    assert read_han(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit", "rough"),
    [
        ("百分百", "100", "%", False),
        ("百分之九十五", "95", "%", False),
        ("百分之95.5", "95.5", "%", False),
        ("千分之三", "3", "‰", False),
        ("万分之五", "5", "‱", False),
        ("三分之二", "0.6666666667", None, True),
        ("四分之三", "0.75", None, False),
        ("2/3", "0.6666666667", None, True),
        ("3/4", "0.75", None, False),
    ],
)
def test_fractions(text: str, value: str, unit: str | None, rough: bool) -> None:
    """Of a hundred with its sign, others as a number."""
    found = read_fraction(text)
    assert found is not None
    assert (f"{found[0].value:f}", found[1], found[0].rough) == (value, unit, rough)


@pytest.mark.parametrize("text", ["3/3", "4/3", "1/0", "三分之三", "零分之一"])
def test_no_fractions(text: str) -> None:
    """What is not less than one is none."""
    assert read_fraction(text) is None


def test_the_point_is_moved() -> None:
    """Without rounding, however long the number."""
    assert shifted("1.5", 4) == Decimal(15000)
    assert str(shifted("0.000000000000000000000000000000123456", 4)) == "1.23456E-27"
    assert str(shifted("1.23456", 2)) == "123.456"
    assert str(shifted("1.20", 1)) == "12"
