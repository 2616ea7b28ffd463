"""Numerals as written: digits with scales (``1.5万``), Chinese (``三十五``, ``十几``), fractions (``百分之九``).

Exact at any length: amounts are made by moving the decimal point in the text, never by rounding arithmetic.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

import attrs

_POWERS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "萬": 4, "亿": 8}
_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    "〇": 0,
    "两": 2,
}
_HALF = Decimal("0.5")

_SCALED = re.compile(r"([\d,]+(?:\.\d+)?|\.\d+)([十百千万亿]*)")
_NEIGHBOURS = re.compile(r"(十)?([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)")
# No amount is written in more Chinese characters; beyond that it is something else.
_LONGEST = 24


@attrs.define(eq=False)  # not frozen: each amount makes one
class Numeral:
    """What a numeral says: ``value``, or ``value`` to ``upper`` (两三个); ``scale`` is the power its words added.

    ``rough`` is set by 几, 多, 余 and the like; ``at_least`` by ``100+`` and 上百.
    """

    value: Decimal
    upper: Decimal | None = None
    scale: int = 0
    rough: bool = False
    at_least: bool = False


def shifted(digits: str, power: int) -> Decimal:
    """``digits`` times ten to the ``power``, exactly.

    >>> shifted("1.5", 4)
    Decimal('15000')
    """
    if not power:
        return Decimal(f"0{digits}" if digits[0] == "." else digits)
    whole, _, part = digits.partition(".")
    part = part.ljust(power, "0")
    rest = part[power:].rstrip("0")
    return Decimal(f"{whole}{part[:power]}.{rest}" if rest else whole + part[:power])


def power_of(scale: str) -> int:
    """The power of ten of scale words: 万 4, 百万 6."""
    return sum([_POWERS[word] for word in scale])


def read_digits(text: str) -> Numeral:
    """A number that begins with a digit: ``1,346.0088万``, ``2万5千``, ``300多``, ``100+``."""
    if text.isdigit():
        return Numeral(Decimal(text))
    last = text[-1]
    rough, at_least = last in "余多来", last == "+"
    parts = _SCALED.findall(text)
    number, scale = parts[0]
    power = power_of(scale)
    value = shifted(number.replace(",", ""), power)
    for number, scale in parts[1:]:
        value += shifted(number, power_of(scale))
    return Numeral(value, None, power if len(parts) == 1 else 0, rough, at_least)


def read_han(text: str) -> Numeral | None:
    """A Chinese numeral; ``None`` for what only looks like one.

    >>> read_han("一百二十万").value, read_han("两三").upper, read_han("十几").rough
    (Decimal('1200000'), Decimal('3'), True)
    """
    if len(text) > _LONGEST:
        return None
    at_least = text[0] == "上"
    rough = at_least or text[-1] in "余多来" or "几" in text
    text = text.strip("上余多来").replace("几", "")
    if text == "半":
        return Numeral(_HALF, rough=rough)
    if neighbours := _NEIGHBOURS.fullmatch(text):
        pair = _neighbours(*neighbours.groups())
        if pair is not None:
            return Numeral(pair[0], pair[1], rough=True)
    whole, point, part = text.partition("点")
    value = _whole(whole)
    if value is None or (point and not part):
        return None
    if point:
        return Numeral(Decimal(f"{value}.{''.join(str(_DIGITS[digit]) for digit in part)}"), rough=rough)
    return Numeral(Decimal(value), rough=rough, at_least=at_least)


def _neighbours(ten: str | None, first: str, second: str, scale: str) -> tuple[Decimal, Decimal] | None:
    """两三(百), 七八, 三五, 十七八: from the one to the other."""
    low, high = _DIGITS[first], _DIGITS[second]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    tens = 10 if ten else 0
    power = power_of(scale)
    return shifted(str(tens + low), power), shifted(str(tens + high), power)


def _whole(text: str) -> int | None:
    if not text:
        return None
    if all(char in _DIGITS for char in text):  # 二〇二五: digit by digit
        return int("".join([str(_DIGITS[char]) for char in text]))
    total = section = digit = 0
    seen_digit = False
    for char in text:
        if char in _DIGITS:
            digit, seen_digit = _DIGITS[char], True
        elif char in "万萬亿":
            factor = 10 ** _POWERS[char]
            section = section + digit if (section or seen_digit) else 1
            if char == "亿":
                total, section = (total + section) * factor, 0
            else:
                total, section = total + section * factor, 0
            digit, seen_digit = 0, False
        elif char in _POWERS:
            section += (digit if seen_digit and digit else 1) * 10 ** _POWERS[char]
            digit, seen_digit = 0, False
        else:
            return None
    return total + section + digit


def read_fraction(text: str) -> tuple[Numeral, str | None] | None:
    """百分之九十五 is 95 ``%``, 千分之三 3 ``‰``, 三分之二 and ``2/3`` a mere number (rough where endless)."""
    if text == "百分百":
        return Numeral(Decimal(100)), "%"
    if "/" in text:
        top, bottom = text.split("/")
        return _quotient(Numeral(Decimal(top)), Numeral(Decimal(bottom)))
    bottom, _, top = text.partition("分之")
    over = _part(top)
    if over is None:
        return None
    if bottom in _PER_UNIT:
        return over, _PER_UNIT[bottom]
    under = _part(bottom)
    return _quotient(over, under) if under is not None else None


_PER_UNIT = {"百": "%", "千": "‰", "万": "‱"}


def _part(text: str) -> Numeral | None:
    if text[0].isdigit():
        return Numeral(Decimal(text))
    return read_han(text)


def _quotient(top: Numeral, bottom: Numeral) -> tuple[Numeral, None] | None:
    if not bottom.value or top.value >= bottom.value:
        return None
    with localcontext(prec=10) as context:
        value = top.value / bottom.value
        rough = bool(context.flags[_inexact()])
    return Numeral(value, rough=rough), None


def _inexact() -> type:
    from decimal import Inexact

    return Inexact
