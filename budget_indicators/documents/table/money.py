"""Amounts of money: their notation and unit."""

from __future__ import annotations

import re
from decimal import Decimal

import attrs

from ...model.nodes import Number
from ...patterns import lazy
from ...values import parse_target

_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:[.．]\d*)?|\d+(?:[.．]\d*)?|[.．]\d+"
_UNIT = "亿元?|百万元?|万元?|千元?|元"
# 1,214.97 · 1，214.97 · 120 · -3.5 · ¥12.50 · 12.50万元 · (1,214.97) and （¥3.50）: accountants write negative ones so
_AMOUNT = lazy(
    rf"(?P<sign>[-−－]?)[¥￥]?(?P<minus>[-−－]?)(?P<number>{_NUMBER})(?P<unit>{_UNIT})?"
    rf"|[（(][¥￥]?(?P<negative>\d{{1,3}}(?:[,，]\d{{3}})+(?:[.．]\d*)?|\d+[.．]\d+)(?P<its>{_UNIT})?[)）]"
)
_NEGATIVE = lazy(rf"[（(][¥￥]?(?P<number>{_NUMBER})(?P<unit>{_UNIT})?[)）]")
_DECIMAL_COMMA = lazy(r"[-−－]?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)[,，](?P<part>\d{1,2})")
_SPACED = lazy(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d*)?")
_WRAPPED = lazy(r"\d\s+\d")
_SCALED = lazy(r"[万萬亿億]")
_NO_AMOUNT = lazy(r"/|[美港欧日英澳加]元|港币|美金|英镑|卢布|US|HK|EUR|[$€£]")
_CURRENCY = lazy(r"^(?:人民币|RMB|CNY)[:：]?", re.IGNORECASE)
_DIGITS = lazy(r"\d[\d,，.．]*(?<![,，])")
_ALONE = lazy(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億\d.,，．\s]+[元圆圓]?整?")
_NOTHING = frozenset({"", "-", "—", "－", "–", "--", "——", "/", "无", "*", "**"})
_IN_YUAN = {"亿": 100_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000, "": 1}

_STATED = lazy(r"单\s*位\s*[：:]?\s*(?:人民币)?\s*[（(]?\s*(亿元|百万元|万元|千元|元)")
_BRACKETED = lazy(r"[（(]\s*(?:单位\s*[：:]?\s*)?(亿元|百万元|万元|千元|元)\s*[）)]")


@attrs.frozen
class StatedAmount:
    """The amount of a money cell in 元 (``None`` for none), and whether it is a guess."""

    value: Decimal | None = None
    doubtful: bool = False


def is_amount(text: str) -> bool:
    """Whether a cell's text is an amount of money and nothing else.

    >>> is_amount("1,214.97"), is_amount(" 50.00\\n"), is_amount("95%"), is_amount(""), is_amount("(3)")
    (True, True, False, False, False)
    """
    return len(text) < 64 and _AMOUNT.fullmatch("".join(text.split())) is not None


def is_blank(text: str) -> bool:
    """Whether an amount's cell is blank: empty, a dash or the like."""
    return "".join(text.split()) in _NOTHING


def amount(text: str, money_unit: str) -> Decimal | None:
    """The amount in 元; ``None`` for a cell without one. ``money_unit`` holds where the cell itself names none.

    >>> amount("1,214.97", "万元"), amount("（300.00）", "元")
    (Decimal('12149700.00'), Decimal('-300.00'))
    """
    return stated_amount(text, money_unit).value


def stated_amount(text: str, money_unit: str) -> StatedAmount:
    """The amount of a cell in a money column, in figures or in words.

    Doubtful is an amount that is not exact (约30万元), one with more words beside it, one whose digits are broken by a
    line end, one with a comma for its point (120,50), and a text that is no amount in 元 at all.

    >>> stated_amount("叁拾万元整", "万元")
    StatedAmount(value=Decimal('300000'), doubtful=False)
    >>> stated_amount("见附件", "元")
    StatedAmount(value=None, doubtful=True)
    """
    bare = _CURRENCY.sub("", "".join(text.split()))
    if bare in _NOTHING:
        return StatedAmount()
    if len(text) >= 64:
        return StatedAmount(None, doubtful=True)
    unit = money_unit.removesuffix("元")
    if (found := _AMOUNT.fullmatch(bare) or _NEGATIVE.fullmatch(bare)) is not None:
        parts = found.groupdict()
        number = (parts["number"] or parts["negative"]).replace(",", "").replace("，", "").replace("．", ".")
        scale = parts["unit"] or parts.get("its") or unit
        value = Decimal(number) * _IN_YUAN[scale.removesuffix("元")]
        if bare[0] in "（(" or parts.get("sign") or parts.get("minus"):
            value = -value
        return StatedAmount(
            value, doubtful=_WRAPPED.search(text) is not None and _SPACED.fullmatch(text.strip()) is None
        )
    if (found := _DECIMAL_COMMA.fullmatch(bare)) is not None:
        value = Decimal(f"{found['whole'].replace('.', '')}.{found['part']}") * _IN_YUAN[unit]
        return StatedAmount(-value if bare[0] in "-−－" else value, doubtful=True)
    return _worded(bare, unit)


def _worded(text: str, unit: str) -> StatedAmount:
    """An amount in words, or with words beside it, as a target value is read."""
    if text[0] in "负負-−－":
        positive = stated_amount(text[1:], f"{unit}元")
        return positive if positive.value is None else StatedAmount(-positive.value, positive.doubtful)
    target = parse_target(text)
    value = target.value
    if not isinstance(value, Number) or value.per is not None or _NO_AMOUNT.search(text) is not None:
        return StatedAmount(None, doubtful=True)
    if value.unit not in (None, "", "元") or not _is_first(value.text, text):
        return StatedAmount(None, doubtful=True)
    written_out = value.unit == "元" or _SCALED.search(text) is not None
    total = value.value if written_out else value.value * _IN_YUAN[unit]
    plain = _ALONE.fullmatch(text.removeprefix("人民币").removesuffix("人民币")) is not None
    return StatedAmount(total, doubtful=not plain or value.approximate or target.ambiguous)


def _is_first(number: str, text: str) -> bool:
    """Whether a number is the whole first run of digits of a text: 234.50 is none of ``1,234,50.00``."""
    digits = _DIGITS.search(text)
    return digits is None or number.lstrip("¥￥约").startswith(digits[0])


def stated_unit(text: str) -> str:
    """The money unit in a line or a header (单位：万元, 金额（万元）), ``""`` if there is none."""
    found = _STATED.search(text) or _BRACKETED.search(text)
    return found[1] if found else ""
