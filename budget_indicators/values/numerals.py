"""Numerals as written: digits with scales (``1.5万``), Chinese (``三十五``, ``十几``), fractions (``百分之九``).

Exact at any length: amounts are made by moving the decimal point in the text, never by rounding arithmetic.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import attrs

from ..model.comparison import exact
from ..patterns import lazy

_POWERS = {
    "十": 1,
    "拾": 1,
    "百": 2,
    "佰": 2,
    "千": 3,
    "仟": 3,
    "万": 4,
    "萬": 4,
    "亿": 8,
    "k": 3,
    "K": 3,
    "w": 4,
    "W": 4,
}
_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    "〇": 0,
    "两": 2,
}
_TENS = {"廿": 2, "卅": 3}
_HALF = Decimal("0.5")

_SCALED = lazy(r"([\d,]+(?:\.\d+)?|\.\d+)([十百千万亿kKwW]*)")
_NEIGHBOURS = lazy(r"((?:.*[十百千万亿])?)([一二两三四五六七八九])([二两三四五六七八九])([十百千万亿]*)")
_POWER = lazy(
    r"(?P<number>[\d.]+)(?:(?:[×xX*·]|乘以?)10)?(?:(?:\^|\*\*)\(?|[Ee]|的)?(?P<power>[+\-]?\d{1,2}|[⁻⁺]?[⁰¹²³⁴-⁹]+|[一二三四五六七八九十]{1,2})\)?(?:次方)?"
)
_POWER_SIGNS = frozenset("×xX*·乘^Ee的⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_PART = lazy(r"\d+(?:\.\d+)?|.")
# A longer run of Chinese numerals is not an amount.
_LONGEST = 24


@attrs.define(eq=False, repr=False)  # not frozen, for speed: each amount creates one
class Numeral:
    """The meaning of a numeral: ``value``, or ``value`` to ``upper`` (两三个); ``scale`` is the power of its words.

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


def read_digits(text: str) -> Numeral | None:
    """A number that begins with a digit: ``1,346.0088万``, ``2万5千``, ``13万2``, ``20余万``, ``300多``, ``5×10^4``.

    ``None`` for scales in an order that no number has (``1万2万``).

    >>> [str(read_digits(text).value) for text in ("13万2", "2万零5百", "20余万", "5×10^4", "1.2E-3")]
    ['132000', '20500', '200000', '50000', '0.0012']
    """
    if text.isdecimal():  # not ⁴
        return Numeral(Decimal(text))
    if not _POWER_SIGNS.isdisjoint(text):
        number = text.rstrip("十百千万亿")
        return Numeral(shifted(f"{_power_of_ten(number):f}", power_of(text[len(number) :])))
    rough, at_least = not _ABOUT.isdisjoint(text), text[-1] == "+"
    if rough or at_least:
        text = text.translate(_WITHOUT_ABOUT)
    number, scale = _SCALED.match(text).groups()  # type: ignore[union-attr]
    if len(number) + len(scale) == len(text):
        power = power_of(scale)
        return Numeral(shifted(number.replace(",", ""), power), None, power, rough, at_least)
    value = _whole(text.replace(",", ""))
    return None if value is None else Numeral(value, None, 0, rough, at_least)


_ABOUT = frozenset("余多来几")
_WITHOUT_ABOUT = dict.fromkeys(map(ord, "余多来几+"))


def _power_of_ten(text: str) -> Decimal:
    """``5×10^4``, ``10⁶``, ``1.2E+05``, ``2×10的4次方``."""
    bare = text if text[:2] != "10" or text[2:3] not in "^*的⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺" else f"1×{text}"
    found = _POWER.fullmatch(bare)
    assert found is not None
    words = found["power"].translate(_RAISED)
    power = int(words) if words[-1].isdigit() else int(_whole(words) or 0)
    number = found["number"]
    if power >= 0:
        return shifted(number, power)
    return Decimal(f"{Decimal(number).scaleb(power):f}")


def read_han(text: str) -> Numeral | None:
    """Read a Chinese numeral; ``None`` for text that only looks like one.

    >>> read_han("一百二十万").value, read_han("两三").upper, read_han("十几").rough
    (Decimal('1200000'), Decimal('3'), True)
    """
    if len(text) > _LONGEST:
        return None
    at_least = text[0] == "上"
    rough = at_least or not _ABOUT.isdisjoint(text)
    text = text.translate(_WITHOUT_ABOUT).lstrip("上")
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
        digits = part.rstrip("十百千万亿")
        number = f"{value:f}.{''.join(str(_DIGITS[digit]) for digit in digits)}"
        return Numeral(shifted(number, power_of(part[len(digits) :])), rough=rough)
    return Numeral(value, rough=rough, at_least=at_least)


def _neighbours(before: str, first: str, second: str, scale: str) -> tuple[Decimal, Decimal] | None:
    """两三(百), 七八, 三五, 十七八, 二十三四: from the first to the second."""
    low, high = _DIGITS[first], _DIGITS[second]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    ends = _whole(f"{before}{first}{scale}"), _whole(f"{before}{second}{scale}")
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])


_SPELT_OUT = 4  # this many digits without a zero may be read digit by digit


def _whole(text: str) -> Decimal | None:
    """A number of digits, Chinese digits and scales.

    A final digit belongs to the place below the scale before it, unless 零 skips places: 三万五 is 35000, 三万零五 is
    30005.
    """
    if not text:
        return None
    if all(char in _DIGITS for char in text):  # 二〇二五: digit by digit
        if len(text) > 1 and not {*"零〇"} & {*text} and len(text) < _SPELT_OUT:
            return None  # 一一二次
        return Decimal("".join([str(_DIGITS[char]) for char in text]))
    total = section = Fraction(0)
    digit: Fraction | None = None
    power = 0  # the last scale
    large = ""  # the last of 万 and 亿
    skipped = False
    for part in _PART.findall(text):
        if part in "零〇":
            skipped = True
        elif part in _DIGITS:
            if digit is not None:
                return None  # 二十三四
            digit = Fraction(_DIGITS[part])
        elif part[0].isdigit():
            digit = Fraction(part)
        elif part in _TENS:
            section, power, digit = section + _TENS[part] * 10, 1, None
        elif part in "万萬亿":
            if large and (part == "亿") == (large == "亿"):
                return None  # 一万二万, 一亿亿
            large, power = part, _POWERS[part]
            section = section + digit if digit is not None else section or Fraction(int(not total))
            if part == "亿":
                total, section = (total + section) * 10**power, Fraction(0)
            else:
                total, section = total + section * 10**power, Fraction(0)
            digit, skipped = None, False
        elif part in _POWERS:
            power = _POWERS[part]
            section += (digit or 1) * 10**power
            digit, skipped = None, False
        else:
            return None
    if digit is not None and power > 1 and not skipped and digit < 10:
        digit *= 10 ** (power - 1)
    return exact(total + section + (digit or 0))


def read_fraction(text: str) -> tuple[Numeral, str | None] | None:
    """百分之九十五 is 95 ``%``, 千分之三 3 ``‰``, 三分之二 and ``2/3`` a plain number (rough if endless).

    九成五 is 95 ``%``; 三又二分之一 and ``3 1/2`` are 3.5.
    """
    if text == "百分百":
        return Numeral(Decimal(100)), "%"
    if text[1:2] == _TENTH:
        tens, ones = _part(text[0]), _part(text[2])
        assert tens is not None
        assert ones is not None
        return Numeral(tens.value * 10 + (5 if text[2] == "半" else ones.value)), "%"
    whole, mixed, text = text.replace(" ", "又").rpartition("又")
    if mixed:
        before, share = _part(whole), read_fraction(text)
        if before is None or share is None or share[1] is not None:
            return None
        return Numeral(before.value + share[0].value, rough=share[0].rough), None
    if text[-1] in _VULGAR:
        share = _quotient(*(Numeral(Decimal(part)) for part in _VULGAR[text[-1]].split("/")))
        assert share is not None
        return Numeral(Decimal(text[:-1] or 0) + share[0].value, rough=share[0].rough), None
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


_VULGAR = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_TENTH = "成"
_PER_UNIT = {"百": "%", "千": "‰", "万": "‱"}


def _part(text: str) -> Numeral | None:
    if text[0].isdigit():
        return Numeral(Decimal(text))
    return read_han(text)


def _quotient(top: Numeral, bottom: Numeral) -> tuple[Numeral, None] | None:
    if not bottom.value or top.value >= bottom.value:
        return None
    with localcontext(prec=10) as context:
        context.clear_flags()  # not those of the caller's own divisions
        value = top.value / bottom.value
        rough = bool(context.flags[_inexact()])
    return Numeral(value, rough=rough), None


def _inexact() -> type:
    from decimal import Inexact

    return Inexact
