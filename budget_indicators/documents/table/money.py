"""Amounts of money: how they are written, and in what unit."""

from __future__ import annotations

import re
from decimal import Decimal

# 1,214.97 · 1，214.97 · 120 · -3.5 · 12.50万元 · （3.50）for a negative amount is not used in these tables
_AMOUNT = re.compile(
    r"[¥￥]?(?P<sign>[-−－]?)(?P<number>\d{1,3}(?:[,，]\d{3})+(?:[.．]\d*)?|\d+(?:[.．]\d*)?|[.．]\d+)"
    r"(?P<unit>亿元?|百万元?|万元?|千元?|元)?"
)
_NOTHING = frozenset({"", "-", "—", "－", "–", "--", "——", "/", "无", "*", "**"})
_IN_YUAN = {"亿": 100_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000, "": 1}

_STATED = re.compile(r"单\s*位\s*[：:]?\s*(?:人民币)?\s*[（(]?\s*(亿元|百万元|万元|千元|元)")
_BRACKETED = re.compile(r"[（(]\s*(?:单位\s*[：:]?\s*)?(亿元|百万元|万元|千元|元)\s*[）)]")


def is_amount(text: str) -> bool:
    """Whether a cell's text is an amount of money and nothing else.

    >>> is_amount("1,214.97"), is_amount(" 50.00\\n"), is_amount("95%"), is_amount("")
    (True, True, False, False)
    """
    return len(text) < 64 and _AMOUNT.fullmatch("".join(text.split())) is not None


def is_blank(text: str) -> bool:
    """Whether an amount's cell says nothing: empty, a dash or the like."""
    return "".join(text.split()) in _NOTHING


def amount(text: str, money_unit: str) -> Decimal | None:
    """The amount in 元; ``None`` for a cell without one. ``money_unit`` holds where the cell itself names none.

    >>> amount("1,214.97", "万元")
    Decimal('12149700.00')
    """
    found = _AMOUNT.fullmatch("".join(text.split())) if len(text) < 64 else None
    if found is None:
        return None
    number = found["number"].replace(",", "").replace("，", "").replace("．", ".")
    value = Decimal(number) * _IN_YUAN[(found["unit"] or money_unit).removesuffix("元")]
    return -value if found["sign"] else value


def stated_unit(text: str) -> str:
    """The money unit a line or a header states (单位：万元, 金额（万元）), ``""`` where it states none."""
    found = _STATED.search(text) or _BRACKETED.search(text)
    return found[1] if found else ""
