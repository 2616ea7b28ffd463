"""The short way for the shapes that most values have: ``100%``, ``≥95%``, ``3次``, ``95%以上``, ``按要求完成``.

It answers only where the grammar answers the same (a test compares them over everything it knows); ``None`` means: ask
the grammar.
"""

from __future__ import annotations

import re
from decimal import Decimal

import attrs

from ..model.nodes import FreeText, Number, Range, Span
from .free import free_text

# Units whose meaning needs no look at what stands around them.
_UNITS = (
    "%|个|次|条|篇|场|份|期|人|人次|名|户|件|项|家|台|套|元|分|天|小时|分钟|工作日|个工作日|个月|年|亩|公里|平方米"
    "|批|批次|场次|辆|座|处|宗|支"
)
_SIMPLE = re.compile(
    rf"(?P<sign>[≥≤<>=＞＜＝]|>=|<=|不低于|不少于|不超过|不高于|大于|小于|至少|达到|达)?(?P<number>\d{{1,10}}(?:\.\d{{1,6}})?)(?P<unit>{_UNITS})?"
    r"(?P<behind>以上|以下|以内|及以上|完成)?[。.;；]?"
)
_BOUNDS: dict[str, tuple[bool, bool]] = {  # sign -> is the number the low end, is it included
    "≥": (True, True),
    ">=": (True, True),
    "不低于": (True, True),
    "不少于": (True, True),
    "至少": (True, True),
    "以上": (True, True),
    "及以上": (True, True),
    ">": (True, False),
    "＞": (True, False),
    "大于": (True, False),
    "≤": (False, True),
    "<=": (False, True),
    "不超过": (False, True),
    "不高于": (False, True),
    "以下": (False, True),
    "以内": (False, True),
    "<": (False, False),
    "＜": (False, False),
    "小于": (False, False),
}
# Prose before an amount that ends the value: 网格事件办结率不低于70%. Nothing in it may bind, count or date anything.
_BEFORE = re.compile(
    "(?P<prose>[一-龥，、,“”]{2,80}?)"
    r"(?=(?:[≥≤<>=＞＜＝]|>=|<=|不低于|不少于|不超过|不高于|大于|小于|至少|达到|达)?[0-9])"
)
# And prose behind a share: 100%共享至区政数局.
_AFTER = re.compile(r"(?P<share>[^0-9]{0,60}[0-9]{1,3}(?:\.[0-9]{1,2})?%)(?P<prose>[一-龥]{2,30})")
_BINDING = re.compile(
    "[一二两三四五六七八九十百千万亿半零〇壹贰叁肆伍陆柒捌玖拾佰仟萬几每年月季周天时均第前近约逾超余]"
    "|日(?!常)|不[低少高大小多足满到得能可应宜]|[未没无]|[低高大小少多长短优等]于|最[少多低高大长]|至[少多]|起码|突破|过$"
    "|大[概致]|接近|以[上下内外]|之[上下内外间]|左右|上下|[内到至比满号期版余成超于]$|占|倍|分之"
)
# Prose without a numeral or the name of a time holds no measure; which kind of text it is, ``free`` knows.
_PROSE = re.compile("[一-龥，、。；,;]{1,120}")
_NUMERAL = re.compile("[一二两三四五六七八九十百千万亿半壹贰叁肆伍陆柒捌玖拾佰仟年月季]")


def quick(text: str) -> Number | Range | FreeText | None:
    """The value of a simple text; ``None`` for any other."""
    simple = _SIMPLE.fullmatch(text)
    if simple is None:
        after = _AFTER.fullmatch(text)
        if after is not None:
            share = None if _BINDING.search(after["prose"]) else quick(after["share"])
            return share if isinstance(share, Number) else None
        before = _BEFORE.match(text)
        if before is not None:
            return _behind_prose(text, before["prose"])
        if _PROSE.fullmatch(text) and not _NUMERAL.search(text):
            return free_text(text)
        return None
    sign, number, unit, behind = simple.groups()
    if not number.isascii():
        return None
    if unit is None and (behind == "完成" or len(number) in (4, 6, 7, 8)):
        return None  # 2025, 2025.12 and 20251231 may be dates
    if unit == "年" and len(number) != 1:
        return None
    value = Decimal(number)
    if unit == "个工作日":
        unit = "工作日"
    reached = sign in ("达到", "达")
    start = len(sign) if reached and sign else 0
    end = simple.end("number")
    if unit is not None:
        end = simple.end("unit")
    if behind and behind != "完成":
        if sign is not None and not reached:
            return None
        low, inclusive = _BOUNDS[behind]
        end = simple.end("behind")
    elif sign is None or reached or sign in "=＝":
        if sign is not None:
            start = len(sign)
        return Number(value, unit, None, False, text[start:end], Span(start, end))
    else:
        low, inclusive = _BOUNDS[sign]
    surface = text[start:end]
    if low:
        return Range(value, None, inclusive, True, unit, None, False, surface, Span(start, end))
    return Range(None, value, True, inclusive, unit, None, False, surface, Span(start, end))


def _behind_prose(text: str, prose: str) -> Number | Range | None:
    """The value of an amount that ends a text, where the prose before it means nothing to it."""
    if _BINDING.search(prose):
        return None
    start = len(prose)
    simple = _SIMPLE.fullmatch(text, start)
    if simple is None or simple["unit"] is None:
        return None
    value = quick(text[start:])
    match value:
        case Number() | Range():
            return attrs.evolve(value, span=Span(value.span.start + start, value.span.end + start))
        case _:
            return None
