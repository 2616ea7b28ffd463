"""Find parts of a value that its reading ignored although they may matter: digits, adjacent letters, operators, units.

This is the safety net under all other rules. A reading that ignores any of these may be wrong, so they are reported,
and the value is ambiguous. Names, codes, quotes, dates and list numbers are understood, although they measure nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.units import is_known
from ..patterns import lazy
from .found import FoundMeasure
from .lexing import Token

_NUMBERS = frozenset(("DIGITS", "FRACTION", "AND_A_HALF", "INTERVAL"))
_SIGNS = frozenset(("AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "PLUS_MINUS", "DASH", "SLASH", "TIMES"))
_BOUNDS = frozenset(("AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN"))
_NUMERIC = lazy("[^一-龥\\W]")
_JOINS = frozenset(("TIMES", "SLASH", "EQUALS"))
# These mean nothing beside a number.
_HARMLESS = lazy("[一-龥\\s:：;；,，、。.!?？'‘’“”\"()（）+\\-]*")
# What may follow a number without a unit: 控制在95并保持.
_NO_UNIT = lazy(
    "[的至到和与及或等为达完已未不以内之左右上下约是均应需可能有无并且但则后前者中时起止、]|完成|达标|合格|优秀|良好|及格|满意|全部|完善|提[高升]|增长|下降|减少"
    "|增加|覆盖|对接|响应|通过|落实|到位|整改|处理|办结|发放|执行|及时|准确|上线|实现|验收|保障|兑[现付]|支付|建成|开展|组织|培训|符合|按|由|在|将"
)
_HAN = lazy("[一-龥A-Za-zμΩ]{1,3}")
_PAIR = lazy(r"\d{1,3},\d{3}")  # (90,100): an interval, or 90100 in brackets
_FRACTIONS = frozenset(("2", "3", "4", "5", "6", "7", "8", "9", "10", "20", "100"))
_LETTERS = lazy("[A-Za-zμ]+")
_NUMERALS = lazy("[一二三四五六七八九十零〇]+")
_BOXES = lazy("[☐☑☒□■✓✔]")  # ☑≥☐≤95%: a ticked choice on a form
_LONE_T = lazy(r"[≥≤<>=]*[\d.]+T")  # 吨, TB, or the rest of a unit that was cut off


def unread(tokens: list[Token], found: list[FoundMeasure], text: str) -> list[tuple[int, int]]:
    """The unread parts (start, end) of ``text``, in order."""
    covered = bytearray(len(text))
    for finding in found:
        covered[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    places = set(_of_tokens(tokens, found, covered, text))
    places.update(_of_findings(found, text))
    if found:
        places.update([box.span() for box in _BOXES.finditer(text)])
    return _apart(sorted(places), text)


def _apart(places: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The parts in order, each Latin word whole and once: ``nod`` of ``12 nodes`` would be meaningless."""
    each: list[tuple[int, int]] = []
    for start, end in places:
        if each and start < each[-1][1]:
            end = max(end, each[-1][1])
            start = each.pop()[0]
        if text[end - 1 : end].isascii() and text[end - 1 : end].isalpha() and (word := _LETTERS.match(text, end)):
            end = word.end()
        each.append((start, end))
    return each


def _of_tokens(
    tokens: list[Token], found: list[FoundMeasure], covered: bytearray, text: str
) -> Iterator[tuple[int, int]]:
    for at, (kind, start, end) in enumerate(tokens):
        if kind in _PASSED:
            if kind == "WORD" and (odd := _NUMERIC.search(text, start, end)) is not None and odd[0].isnumeric():
                yield odd.span()
            continue
        before = tokens[at - 1][0] if at else ""
        after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        beside = before in _NUMBERS or after in _NUMBERS or (at > 1 and before in _MEASURED and _ends(tokens, at))
        if kind in _NUMBERS:
            joined = before in _JOINS or _next_join(tokens, at)
            if (
                (not covered[start] and (not joined or (before == "TIMES" and _bare_product(tokens, at))))
                or (found and not covered[start] and before == "TIMES" and tokens[at - 2][0] == "CLOSE")
                or (before == "DATE" and text[start - 1] in "年月日号" and _looks_like_a_date(tokens, at, text))
                or (before == "OPEN" and after == "CLOSE" and _PAIR.fullmatch(text, start, end))
                or (kind == "FRACTION" and _may_be_a_day(text[start:end]))
            ):
                yield start, end
        elif kind in _BOUNDS and before in _BOUNDS and kind != before and text[start] in "≥≤<>":
            yield start, end  # ≥≤5
        elif covered[start]:
            continue
        elif kind in _SIGNS:
            if kind == "DASH" and text[start] in "至到":
                lost = before in _MEASURED and after in _NUMBERS
            elif kind == "SLASH":
                lost = before in _MEASURED
            elif kind == "TIMES":
                lost = False
            else:
                lost = (
                    _may_bind(after, text[start])
                    if kind in _BOUNDS and found
                    else (beside and text[start] in "≥≤<>=《》±+-~")
                    or (kind in _BOUNDS and "HAN" in (before, after))  # ≥九成五: an unread numeral
                )
            if lost:
                yield start, end
        elif kind in ("OR_MORE", "OR_LESS"):
            if before == "HAN":
                yield start, end  # 九成五以上
        elif kind == "STOP":
            if before == "DIGITS" and after == "DIGITS" and end - start == 1 and text[start] in ",、。":
                yield start, end  # 1,0000元
        elif kind == "HAN":
            spelt = end - start > 2 and after in _UNITS  # 二一三次
            if (before == "DIGITS" or after == "DIGITS" or spelt) and _NUMERALS.fullmatch(text, start, end):
                yield start, end
        elif kind == "OTHER" and text[start] in "%‰‱":
            yield start, end
        elif beside and not _HARMLESS.fullmatch(text, start, end):
            if kind in ("LATIN", "OTHER"):
                yield start, end
        elif kind == "OTHER" and text[start].isnumeric() and not _HARMLESS.fullmatch(text, start, end):
            yield start, end


def _may_bind(after: str, first: str) -> bool:
    """Whether a comparator that bound nothing should have: a sign, or a word directly before a number."""
    return first in "≥≤<>" or after in _NUMBERS or after == "OPEN"


_UNITS = frozenset(("PERCENT", "MONEY", "TIME", "MONTH", "AGE", "SCORE", "SIZE", "COUNT", "THING"))
_TAILS = frozenset(("SLASH_TAIL", "DOT_TAIL", "BRACKET_TAIL"))
_MEASURED = _NUMBERS | _UNITS | _TAILS
_PASSED = _UNITS | _TAILS | {"WORD", "NAME", "QUOTED", "NUMBERING", "DATE", "PER", "INCLUDING", "OPEN", "CLOSE"}


def _ends(tokens: list[Token], at: int) -> bool:
    """Whether a number in digits and its unit end at ``at``."""
    at -= 1
    while at > 0 and (tokens[at][0] in _UNITS or tokens[at][0] in _TAILS):
        at -= 1
    return tokens[at][0] in _NUMBERS


def _may_be_a_day(fraction: str) -> bool:
    """12/31, 6/30; 1/2 and 2/3 are fractions."""
    return "/" in fraction and fraction.split("/")[1] not in _FRACTIONS


def _next_join(tokens: list[Token], at: int) -> bool:
    """Whether a calculation continues after the number at ``at`` and its unit."""
    at += 1
    while at < len(tokens) and (tokens[at][0] in _UNITS or tokens[at][0] in _TAILS):
        at += 1
    return at < len(tokens) and tokens[at][0] in _JOINS


def _bare_product(tokens: list[Token], at: int) -> bool:
    """Whether the number before the sign of a product has no unit: 5×104条."""
    return at > 1 and tokens[at - 2][0] in _NUMBERS


def _looks_like_a_date(tokens: list[Token], at: int, text: str) -> bool:
    if at + 1 == len(tokens) or tokens[at + 1][0] not in _UNITS:
        return True  # 2025年12
    return text[tokens[at + 1][1] : tokens[at + 1][2]] in ("月", "日", "年", "号", "月份")


def _of_findings(found: list[FoundMeasure], text: str) -> Iterator[tuple[int, int]]:
    for at, finding in enumerate(found):
        if finding.dimension == "DATE" or finding.scope == "event":
            continue
        unit = finding.unit
        if unit is None:
            behind = _HAN.match(text, finding.until)
            if behind is not None and not _NO_UNIT.match(text, finding.until):
                yield behind.span()
            elif at + 1 < len(found) and found[at + 1].start == finding.end:
                yield finding.start, finding.end
            elif at and finding.exact and finding.start == found[at - 1].end and text[finding.start].isdigit():
                yield finding.start, finding.end  # 1次3: a page number, or a number that lost its unit
        elif at + 1 < len(found) and found[at + 1].start == finding.end and _LETTERS.fullmatch(unit):
            yield finding.end - len(unit), finding.end  # 1B0%
        elif (unit == "T" and _LONE_T.fullmatch(text)) or (
            unit[0] != "T" and _LETTERS.match(unit) and not is_known(unit)
        ):
            yield finding.end - 1, finding.end
