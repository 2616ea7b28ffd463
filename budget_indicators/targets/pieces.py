"""From tokens to pieces: amounts with their units, dates and marks. What is decided here needs only neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import attrs

from .numerals import Numeral, read_digits, read_fraction, read_han, shifted
from .units import DIMENSIONS, FOLDED_SCALES, ONE_FORM, TENTH, Dimension

if TYPE_CHECKING:
    from .lexing import Token

_TAILS = ("SLASH_TAIL", "DOT_TAIL")
_BARE_SCALE = re.compile("[百千万佰仟拾]")
_BEFORE_BARE_SCALE = re.compile("(?:近|逾|超|超过|突破|约|大约|不足|不到|过|不少于|至少)$")
# A unit nobody listed: what stands between the number and the end of the clause, or a comparator.
_UNKNOWN_UNIT = re.compile(
    r"(?:(?!.?.?[零〇一二两三四五六七八九十百千万亿半余多来几])[一-龥]{1,3}|[A-Za-zμΩ°²³㎎-㏕℃]{1,6})(?:/[一-龥A-Za-z]{1,3})?"
    r"(?=$|[,;。、!?|()\[\]【】…+~=<>≥≤-]|(?:及其?|或)?以[上下内外]|之内|内(?:$|[,;。、])|左右|上下)"
)
_NO_UNIT = re.compile(
    "[的至到和与及或等为达完已未不以内之左上下约是均应需可能有无并且但则后前者中时起止底末日月年号%]|完成|达标|合格|优秀|良好|及格|满意|以上|全部"
    "|完善|提高|提升|增长|下降|减少|增加|覆盖|对接|响应|通过|落实|到位|整改|处理|办结|发放|执行|及时|准确|上线|达成|实现|验收|保障|入库|兑现|兑付|支付"
)
# Behind one of these a hyphen is a sign: 不低于-5℃, 控制在-18℃以下.
_SIGNED = re.compile("(?:[大小高低多少]于|等于|超[过出]|至[少多]|最[低高少多]|达到?|约|为|是|在|保持|温度)$")
_GROWTH = re.compile("(?:增长率?|增速|增幅|变化率?|变动率?|同比|环比|为|误差|偏差率?|率|度|温度|[(:])$")


@attrs.define
class Amount:
    """A number with its unit while it is put together; positions are those of the folded text.

    ``upper`` is set once it is a range; ``plain`` while no comparator was bound. ``scale`` is the power of ten that
    words such as 万 added, to be shared in ``5-10万``.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    dimension: Dimension = "NONE"
    rough: bool = False
    upper: Decimal | None = None
    at_least: bool = False
    scale: int = 0


@attrs.frozen
class Date:
    """The words of a date, and where."""

    start: int
    end: int
    text: str


@attrs.frozen
class Mark:
    """Any other token: its terminal, its text, and where."""

    start: int
    end: int
    kind: str
    text: str


Piece: TypeAlias = Amount | Date | Mark


def pieces(tokens: list[Token], text: str) -> Iterator[Piece]:
    """The pieces of a folded text, in order."""
    at = 0
    count = 0  # of the numbered list, so far
    total = len(tokens)
    last: Piece | None = None
    while at < total:
        token = tokens[at]
        start, end = token.start_pos or 0, token.end_pos or 0
        kind = token.type
        units_end = at + 1
        while units_end < total and tokens[units_end].type in _UNIT_KINDS:
            units_end += 1
        units = tokens[at + 1 : units_end]
        piece: Piece | None = None
        match kind:
            case "DIGITS":
                piece = _digits(token, units, text, last)
            case "HAN" if units and units[0].type not in _NEED_DIGITS:
                piece = _han(token, units, text)
            case "FRACTION":
                piece = _fraction(token, units)
            case "AND_A_HALF":
                piece = _and_a_half(token, units)
            case "DATE":
                piece = Date(start, end, str(token))
            case "NUMBERING":
                count, split = _numbering(token, count, last)
                yield from split
                last = split[-1]
                at += 1
                continue
        if piece is None:
            piece = Mark(start, (units[-1].end_pos or end) if units else end, kind, str(token))
        yield piece
        last = piece
        at = units_end


_NEED_DIGITS = ("THING", *_TAILS)
_UNIT_KINDS = frozenset((*DIMENSIONS, *_TAILS))


def _digits(token: Token, units: list[Token], text: str, last: Piece | None) -> Amount:
    numeral = read_digits(str(token))
    amount = _amount(token, numeral, units)
    if not units and (unknown := _UNKNOWN_UNIT.match(text, amount.end)) and not _NO_UNIT.match(unknown[0]):
        amount.end = unknown.end()
        amount.unit = unknown[0]
        amount.dimension = "COUNT"
    start = amount.start
    if isinstance(last, Mark) and last.kind == "DASH" and last.end == start and last.text == "-":
        before = text[max(0, start - 6) : start - 1]
        if start == 1 or text[start - 2] in ",;。(=><≥≤:" or _GROWTH.search(before) or _SIGNED.search(before):
            amount.start = start - 1
            amount.value = -amount.value
    return amount


def _amount(token: Token, numeral: Numeral, units: list[Token]) -> Amount:
    start = token.start_pos or 0
    end = token.end_pos or 0
    unit: str | None = None
    dimension: Dimension = "NONE"
    value, upper = numeral.value, numeral.upper
    if units:
        end = units[-1].end_pos or end
        first = str(units[0])
        dimension = DIMENSIONS.get(units[0].type, "COUNT")
        first = ONE_FORM.get(first, first)
        if first in FOLDED_SCALES:
            power, first = FOLDED_SCALES[first]
            value = shifted(f"{value:f}", power)
            upper = shifted(f"{upper:f}", power) if upper is not None else None
        elif first == TENTH:
            value, upper, first = value * 10, upper * 10 if upper is not None else None, "%"
        unit = first + "".join([str(tail) for tail in units[1:]])
    return Amount(start, end, value, unit, dimension, numeral.rough, upper, numeral.at_least, numeral.scale)


def _han(token: Token, units: list[Token], text: str) -> Amount | None:
    if _BARE_SCALE.match(token):
        start = token.start_pos or 0
        if not _BEFORE_BARE_SCALE.search(text[max(0, start - 3) : start]):
            return None
    numeral = read_han(str(token))
    return _amount(token, numeral, units) if numeral is not None else None


def _fraction(token: Token, units: list[Token]) -> Amount | None:
    read = read_fraction(str(token))
    if read is None:
        return None
    numeral, unit = read
    amount = _amount(token, numeral, units)
    if unit is not None:
        amount.unit, amount.dimension = unit, "PERCENT"
    return amount


def _and_a_half(token: Token, units: list[Token]) -> Amount | None:
    whole = str(token)[:-2]
    numeral = read_digits(whole) if whole.isdigit() else read_han(whole)
    if numeral is None:
        return None
    return _amount(token, Numeral(numeral.value + Decimal("0.5")), units)


def _numbering(token: Token, count: int, last: Piece | None) -> tuple[int, list[Piece]]:
    """A number of a list where it counts up or opens a clause; else an amount and what followed it."""
    start, end = token.start_pos or 0, token.end_pos or 0
    text = str(token)
    digits = text.rstrip("、.)")
    if not digits.isdecimal():
        return count, [Mark(start, end, "STOP", text)]
    number = int(digits)
    opens = last is None or (isinstance(last, Mark) and last.kind in ("STOP", "OPEN"))
    if opens or number == count + 1:
        return number, [Mark(start, end, "STOP", text)]
    kind = "CLOSE" if text[-1] == ")" else "STOP"
    return count, [Amount(start, end - 1, Decimal(number)), Mark(end - 1, end, kind, text[-1])]


def same_scale(low: Amount, high: Amount) -> None:
    """``5-10万``: what was written once holds for both."""
    if low.unit is None and not low.scale and high.scale and low.value < shifted_back(high):
        low.value = shifted(f"{low.value:f}", high.scale)


def shifted_back(amount: Amount) -> Decimal:
    """The number before its scale word."""
    return amount.value.scaleb(-amount.scale)


__all__ = ["Amount", "Date", "Mark", "Piece", "pieces", "same_scale"]
