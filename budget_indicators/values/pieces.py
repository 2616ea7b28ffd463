"""From tokens to pieces: amounts with their units, dates and marks. Decisions here depend only on neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, NamedTuple, TypeAlias

import attrs

from ..patterns import lazy
from .lexing import Part, Token, tokens
from .numerals import Numeral, read_digits, read_fraction, read_han, shifted
from .units import DIMENSIONS, FOLDED_SCALES, ONE_FORM, TENTH, Dimension

_TAILS = ("SLASH_TAIL", "DOT_TAIL", "INVERSE_TAIL", "BRACKET_TAIL")
_BARE_SCALE = lazy("[百千万亿佰仟拾]")
_BEFORE_BARE_SCALE = lazy("(?:近|逾|超|超过|突破|约|大约|不足|不到|不满|未满|过|不少于|至少)$")
_BEHIND_BARE_SCALE = lazy("及?以[上下内](?:$|[,;。、)])|左右|上下$")
# An unlisted unit: the text between the number and the end of the clause, or a comparator.
_UNKNOWN_UNIT = lazy(
    r"(?:(?!.?.?[零〇一二两三四五六七八九十百千万亿半余多来几])(?!每)(?:(?!每)[一-龥]){1,3}?|[A-Za-zμΩ°²³㎎-㏕℃]{1,6})(?:/[一-龥A-Za-z]{1,3})?"
    r"(?=$|[,;。、!?|()\[\]【】…+~=<>≥≤每-]|(?:及其?|或)?以[上下内外]|之内|内(?:$|[,;。、])|左右|上下)"
)
_NO_UNIT = lazy(
    "[的至到和与及或等为达完已未不以内之左上下约是均应需可能有无并且但则后前者中时起止底末日月年号%]|完成|达标|合格|优秀|良好|及格|满意|以上|全部"
    "|完善|提高|提升|增长|下降|减少|增加|覆盖|对接|响应|通过|落实|到位|整改|处理|办结|发放|执行|及时|准确|上线|达成|实现|验收|保障|入库|兑现|兑付|支付"
)
# After one of these a hyphen is a sign: 不低于-5℃, 控制在-18℃以下.
_SIGNED = lazy("(?:[大小高低多少]于|等于|超[过出]|至[少多]|最[低高少多]|达到?|约|为|是|在|保持|温度)$")
_GROWTH = lazy("(?:增长率?|增速|增幅|变化率?|变动率?|同比|环比|为|误差|偏差率?|率|度|温度|[(:])$")


# Created for every token of every value, so not frozen, which would take twice as long.
@attrs.define(eq=False, repr=False)
class Amount:
    """A number with its unit during assembly; positions are those of the folded text.

    ``upper`` is set for a range. ``scale`` is the power of ten of words such as 万, to be shared in ``5-10万``.
    """

    kind: ClassVar[str] = "AMOUNT"

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    dimension: Dimension = "NONE"
    rough: bool = False
    upper: Decimal | None = None
    at_least: bool = False
    scale: int = 0
    at_most: bool = False
    low_inclusive: bool = True
    high_inclusive: bool = True
    low_stated: bool = False  # 60分(含)-80分(不含): the words about the high end do not apply to the low one


class Date(NamedTuple):
    """The words of a date, and their position."""

    start: int
    end: int
    text: str

    @property
    def kind(self) -> str:
        """The terminal."""
        return "DATE"


class Mark(NamedTuple):
    """Any other token: its terminal (``PLUS`` for a lone ``+``), text and position."""

    start: int
    end: int
    kind: str
    text: str


Piece: TypeAlias = Amount | Date | Mark


def pieces(parts: list[Part], text: str) -> list[Piece]:
    """The pieces of a folded text, in order."""
    found: list[Piece] = []
    count = 0  # last number of the numbered list
    for part in parts:
        kind, start, end = part[0]
        if kind in _NUMBERS:
            found.append(_number(kind, start, end, text, part[1:], found))
        elif kind == "DATE":
            found.append(Date(start, end, text[start:end]))
        elif kind == "NUMBERING":
            count, split = _numbering(start, end, text[start:end], count, found)
            found += split
        else:
            words = text[start:end]
            if kind == "WORD" and "均" in words and (per := _AVERAGE.match(words)) is not None:
                found.append(Mark(start, start + per.end(), "PER", per[0]))
                start, words = start + per.end(), words[per.end() :]
            if words:
                found.append(Mark(start, end, kind if words != "+" else "PLUS", words))
    return found


_AVERAGE = lazy("[班课场次台车店项件篇期单师]均(?!衡)")  # 场均500人
_NUMBERS = frozenset(("DIGITS", "HAN", "FRACTION", "AND_A_HALF", "INTERVAL"))
_UNITS = frozenset((*DIMENSIONS, *_TAILS))
_NEED_DIGITS = ("THING", *_TAILS)


def _number(kind: str, start: int, end: int, text: str, units: Sequence[Token], before: list[Piece]) -> Amount | Mark:
    """The amount of a number with its units; a mark if it only looks like one."""
    words = text[start:end]
    if kind == "INTERVAL":
        return _interval(start, end, text, units) or Mark(start, units[-1][2] if units else end, kind, words)
    numeral: Numeral | None = None
    unit: str | None = None
    match kind:
        case "DIGITS":
            numeral = read_digits(words)
        case "HAN" if (
            units and units[0][0] not in _NEED_DIGITS and not _is_bare_scale(words, start, units[-1][2], text)
        ):
            numeral = read_han(words)
        case "HAN" if not units and text[end : end + 1] in _ENDS and _BARE_HAN.fullmatch(words) and _alone(before):
            numeral = read_han(words)
        case "FRACTION":
            numeral, unit = read_fraction(words) or (None, None)
        case "AND_A_HALF":
            numeral = _and_a_half(words)
    if numeral is None:
        return Mark(start, units[-1][2] if units else end, kind, words)
    amount = _amount(start, end, text, numeral, units)
    if kind == "DIGITS":
        if not units and start and (currency := _CURRENCY.search(text, max(0, start - 3), start)) is not None:
            amount.start, amount.unit, amount.dimension = currency.start(), _CURRENCIES[currency[0]], "MONEY"
        elif not units:
            _unknown_unit(amount, text)
        _sign(amount, text, before)
    elif unit is not None:
        amount.unit, amount.dimension = unit, "PERCENT"
    return amount


_CURRENCIES = {
    **dict.fromkeys(("¥", "￥", "RMB", "CNY"), "元"),
    **dict.fromkeys(("$", "US$", "USD"), "美元"),
    **dict.fromkeys(("HK$", "HKD"), "港元"),
    **dict.fromkeys(("€", "EUR"), "欧元"),
    **dict.fromkeys(("£", "GBP"), "英镑"),
    **dict.fromkeys(("JPY",), "日元"),
}
_CURRENCY = lazy(f"(?<![A-Za-z])(?:{'|'.join(map(re.escape, _CURRENCIES))})$")


def _amount(start: int, end: int, text: str, numeral: Numeral, units: Sequence[Token]) -> Amount:
    unit: str | None = None
    dimension: Dimension = "NONE"
    value, upper = numeral.value, numeral.upper
    if units:
        kind, unit_start, unit_end = units[0]
        first = text[unit_start:unit_end]
        end = units[-1][2]
        dimension = DIMENSIONS.get(kind, "COUNT")
        first = ONE_FORM.get(first, first)
        if first in FOLDED_SCALES:
            power, first = FOLDED_SCALES[first]
            value = shifted(f"{value:f}", power)
            upper = shifted(f"{upper:f}", power) if upper is not None else None
        elif first == TENTH:
            value, upper, first = value * 10, upper * 10 if upper is not None else None, "%"
        unit = first + text[unit_end:end]
        if "-" in unit or "⁻" in unit:
            unit = _INVERSE.sub(_divided, unit)
    return Amount(start, end, value, unit, dimension, numeral.rough, upper, numeral.at_least, numeral.scale)


# mg·L-1, 公斤·亩-1, t·hm⁻²: divided by.
_INVERSE = lazy("[·*.](?P<unit>[^·*./⁻-]+)[-⁻](?P<power>[123¹²³])")


def _divided(inverse: re.Match[str]) -> str:
    power = inverse["power"]
    return f"/{inverse['unit']}{power if power not in '1¹' else ''}"


_ONLY_SCALE = lazy("[十百千万亿]+")
_INTERVAL = lazy(
    r"(?P<opens>.)(?:(?P<low>[-+]?[\d.]+)(?P<low_unit>[%‰一-龥]*)|-∞|-?无穷大?)[,;~至-](?:(?P<high>[-+]?[\d.]+)(?P<high_unit>[%‰一-龥]*)|\+?∞|[+正]?无穷大?)(?P<closes>[^一-龥])(?P<scale>[百千万亿]*)"
)


def _interval(start: int, end: int, text: str, units: Sequence[Token]) -> Amount | None:
    """``[90,100]%``, ``(85%,95%]``, ``[90,+∞)``: a square bracket includes its end, a round one does not."""
    words = _INTERVAL.fullmatch(text[start:end])
    if words is None:
        return None
    written = {unit for unit in (words["low_unit"], words["high_unit"]) if unit}
    if units or words["scale"]:
        unit = words["scale"] + text[end : units[-1][2] if units else end]
        if len(written) == 1 and _ONLY_SCALE.fullmatch(scale := next(iter(written))):
            unit = scale + unit  # [10万,20万]元
            written.clear()
        written.add(unit)
        end = units[-1][2] if units else end
    if len(written) > 1 or (words["low"] is None and words["high"] is None):
        return None
    unit = written.pop() if written else ""
    found = tokens(f"1{unit}")
    if found[0][0] != "DIGITS" or not {kind for kind, _, _ in found[1:]} <= _UNITS:
        return None
    numeral = read_digits(f"1{unit}"[: found[0][2]])
    if numeral is None:
        return None
    one = _amount(0, 1, f"1{unit}", numeral, found[1:])
    low = Decimal(words["low"]) * one.value if words["low"] else None
    high = Decimal(words["high"]) * one.value if words["high"] else None
    if low is not None and high is not None and low > high:
        return None
    value = low if low is not None else high
    assert value is not None
    return Amount(
        start,
        end,
        value,
        one.unit,
        one.dimension,
        upper=high if low is not None else None,
        at_least=high is None,
        at_most=low is None,
        low_inclusive=words["opens"] in "[【〔{",
        high_inclusive=words["closes"] in "]】〕}",
    )


def _unknown_unit(amount: Amount, text: str) -> None:
    unknown = _UNKNOWN_UNIT.match(text, amount.end)
    if unknown is not None and not _NO_UNIT.match(unknown[0]):
        amount.end = unknown.end()
        amount.unit = unknown[0]
        amount.dimension = "COUNT"


def _sign(amount: Amount, text: str, before: list[Piece]) -> None:
    """Merge a hyphen directly before an amount into it if it is a sign."""
    start = amount.start
    if not start or text[start - 1] != "-" or not isinstance(dash := before[-1], Mark):
        return
    if dash.kind != "DASH" or dash.text != "-":
        return
    words = text[max(0, start - 6) : start - 1]
    if start == 1 or text[start - 2] in ",;。(=><≥≤:" or _GROWTH.search(words) or _SIGNED.search(words):
        amount.start = start - 1
        amount.value = -amount.value


# 三万五, 一百二十: a Chinese numeral that is a whole value.
_BARE_HAN = lazy("[一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾廿卅].*[十拾百佰千仟万亿].*|十.|[廿卅十].?|零点.+")


_ENDS = ("", ",", ";", "。")
_COMPARATORS = ("AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "EQUALS", "ROUGHLY")


def _alone(before: list[Piece]) -> bool:
    """Whether at most a comparator precedes a numeral in its clause."""
    at = len(before) - (bool(before) and before[-1].kind in _COMPARATORS)
    return at == 0 or before[at - 1].kind == "STOP"


def _is_bare_scale(words: str, start: int, end: int, text: str) -> bool:
    """Whether a 百, 千 or 万 counts nothing: no word such as 近 before it, and no 以上 after its unit."""
    return (
        bool(_BARE_SCALE.fullmatch(words))
        and not _BEFORE_BARE_SCALE.search(text[max(0, start - 3) : start])
        and not _BEHIND_BARE_SCALE.match(text, end)
    )


def _and_a_half(words: str) -> Numeral | None:
    """两个半 is 2.5, 3个多 about 3."""
    whole = words[:-2]
    numeral = read_digits(whole) if whole.isdecimal() else read_han(whole)
    if numeral is None:
        return None
    return Numeral(numeral.value, rough=True) if words[-1] == "多" else Numeral(numeral.value + Decimal("0.5"))


def _numbering(start: int, end: int, text: str, count: int, before: list[Piece]) -> tuple[int, list[Piece]]:
    """A list number if it continues the count or opens a clause; else an amount and the text after it."""
    digits = text.rstrip("、.)")
    if not digits.isdecimal():
        return count, [Mark(start, end, "STOP", text)]
    number = int(digits)
    opens = not before or before[-1].kind in ("STOP", "OPEN")
    if opens or number == count + 1:
        return number, [Mark(start, end, "STOP", text)]
    kind = "CLOSE" if text[-1] == ")" else "STOP"
    return count, [Amount(start, end - 1, Decimal(number)), Mark(end - 1, end, kind, text[-1])]


def same_scale(low: Amount, high: Amount) -> None:
    """``5-10万``: a scale written once applies to both."""
    if low.unit is None and not low.scale and high.scale and low.value < shifted_back(high):
        low.value = shifted(f"{low.value:f}", high.scale)


def shifted_back(amount: Amount) -> Decimal:
    """The number before its scale word."""
    return amount.value.scaleb(-amount.scale)


__all__ = ["Amount", "Date", "Mark", "Piece", "pieces", "same_scale"]
