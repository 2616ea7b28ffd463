"""Find parts of a value that its reading ignored although they may matter: digits, adjacent letters, operators, units.

This is the safety net under all other rules. A reading that ignores any of these may be wrong, so they are reported,
and the value is ambiguous. Names, codes, quotes, dates and list numbers are understood, although they measure nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.units import is_known
from ..patterns import lazy
from .attached import attached
from .found import FoundMeasure
from .lexing import Token, is_unit

_NUMBERS = frozenset(("DIGITS", "FRACTION", "AND_A_HALF", "INTERVAL"))
_SIGNS = frozenset(("AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "PLUS_MINUS", "DASH", "SLASH", "TIMES"))
_BOUNDS = frozenset(("AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN"))
_NUMERIC = lazy("[^一-龥\\W]|[卌卄亖弌弍弎弐貮俩仨]")
_JOINS = frozenset(("TIMES", "SLASH", "EQUALS"))
# These have no meaning beside a number.
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
_ACIDITY = frozenset(("pH", "PH", "ph", "Ph"))
_THOUSANDS = frozenset("kKwW")  # 12K小时
_NUMERALS = lazy("[一二三四五六七八九十零〇]+")
# Up to a measure word that ends its clause: XVI次, 1·5次以上.
_CLOSING = lazy("[一-龥%‰㎡]{1,6}?(?=$|[,;。、)的]|及?以[上下内]|之内|左右|上下)")
_ROMAN = lazy("(?!X+$)(?:[IVXLCDM]+|[ivx]+|[Ⅰ-ⅿ]+)")
_ENGLISH = lazy("(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|[a-z]{3,5}ty|hundred)")
_LIST_LIKE = lazy("[①-⑳⑴-⒇]|\\d{1,2}[.)]")
_PARTED = lazy("\\d+(?:[·.+\\-]\\d+)+")  # 10-20-30人, 3+2人
_BEHIND_DATE = lazy("/(?=[一-龥A-Za-z])|中(?=$|[,;。、)])")  # 3月/次, 2026年中
_LOST_POINT = lazy("(?<=[一-龥])[.]")  # 培训.5次: half, or a full stop
_STRAY = lazy("[.·,'’]")
_RATE = lazy("每[^,;。0-9]{1,20}率")  # 每亿元GDP生产安全事故死亡率: the name of a rate
_BARE_SCALE = lazy("[百千万亿佰仟拾]")
_HUNDREDS = lazy("[一二两三四五六七八九].*[百千万亿].*")
_NOUN = lazy("[一-龥](?<![强度行])")  # not 五百强
_HIGH_PLACES = lazy(".*[十百千万]有")  # 三十有五
_BOXES = lazy("[☐☑☒□■✓✔]")  # ☑≥☐≤95%: a ticked choice on a form
_LONE_T = lazy(r"[≥≤<>=]*[\d.]+T")  # 吨, TB, or the rest of a unit that was cut off


def unread(tokens: list[Token], found: list[FoundMeasure], text: str) -> list[tuple[int, int]]:
    """The unread parts (start, end) of ``text``, in order."""
    covered = bytearray(len(text))
    for finding in found:
        covered[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    places = set(_of_tokens(tokens, found, covered, text))
    places.update(_of_findings(found, text))
    places.update(attached(found, text))
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
        before = tokens[at - 1][0] if at else ""
        if kind in _PASSED:
            if kind == "WORD" and (odd := _NUMERIC.search(text, start, end)) is not None:
                if odd[0].isnumeric() or odd[0] in "俩仨":
                    yield odd.span()
            elif kind == "SLASH_TAIL" and (rest := _CLOSING.match(text, end)) is not None:
                if is_unit(text[start + 1 : rest.end()].lstrip("每")):
                    yield rest.span()  # 3次/亩次 is no 次/亩
            elif kind in _MAY_COUNT and not covered[start] and _counts(kind, start, end, text):
                yield start, end
            elif kind == "DATE" and (rest := _BEHIND_DATE.match(text, end)) is not None:
                yield rest.span()
            elif kind == "PER" and start and text[start - 1] == "非":
                yield start - 1, end  # 非节假日每天
            elif (
                kind == "PER"
                and text[start] == "每"
                and before in _MEASURED
                and (rest := _LETTERS.match(text, end)) is not None
            ):
                yield rest.span()  # 每万元GDP
            continue
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
            elif start and text[start].isdigit() and _LOST_POINT.match(text, start - 1):
                yield start - 1, end
        elif kind in _BOUNDS and before in _BOUNDS and kind != before and text[start] in "≥≤<>":
            yield start, end  # ≥≤5
        elif kind == "HAN" and _HIGH_PLACES.fullmatch(text, start, end + 1) and _is_counted_numeral(tokens, at + 2):
            yield start, end
        elif kind == "DASH" and text[start] == "~" and text[end - 1] == "-":
            yield start, end  # 5%~-5%
        elif covered[start]:
            continue
        elif kind in _SIGNS:
            if kind == "DASH" and text[start] in "至到":
                lost = before in _MEASURED and (after in _NUMBERS or after == "HAN")
            elif kind == "SLASH":
                lost = before in _MEASURED or (before == "PER" != after)
            elif kind == "TIMES":
                lost = not found and before in _COUNTING and after in _NUMBERS  # 20人×3天
            else:
                lost = (
                    _may_bind(after, text[start])
                    if kind in _BOUNDS and found
                    else (beside and text[start] in "≥≤<>=《》±+-~")
                    or (kind in _BOUNDS and "HAN" in (before, after))  # ≥九成五: an unread numeral
                )
            if lost:
                yield start, end
        elif kind == "MORE_OR_LESS":
            if found and end - start > 1:
                yield start, end  # 3家企业左右单位
        elif kind in ("OR_MORE", "OR_LESS"):
            if before == "HAN":
                yield start, end  # 九成五以上
        elif kind == "STOP":
            if before == "DIGITS" and after == "DIGITS" and end - start == 1 and text[start] in ",、。":
                yield start, end  # 1,0000元
        elif kind == "HAN":
            if ((before == "DIGITS" or after == "DIGITS") and _NUMERALS.fullmatch(text, start, end)) or _is_lost(
                tokens, at, text
            ):
                yield start, end
        elif (kind == "OTHER" and text[start] in "%‰‱") or (
            kind == "LATIN" and _is_numeral(text[start:end]) and _closes(text, end)
        ):
            yield start, end
        elif beside and not _HARMLESS.fullmatch(text, start, end):
            if kind == "OTHER" or (kind == "LATIN" and text[start:end] not in _ACIDITY):
                yield start, end
        elif kind == "OTHER" and text[start] == "每":
            if found and not _RATE.match(text, start):
                yield start, end
        elif kind == "OTHER" and text[start].isnumeric() and not _HARMLESS.fullmatch(text, start, end):
            yield start, end


def _counts(kind: str, start: int, end: int, text: str) -> bool:
    """Whether a sign that is no amount counts something: ``⑤次``, ``35.次``, ``1·5次``."""
    numeral = _LIST_LIKE if kind == "NUMBERING" else _PARTED
    return (
        numeral.fullmatch(text, start, end) is not None
        and _closes(text, end)
        and not text.startswith("项目", end)  # 3+2项目: a name
    )


def _is_counted_numeral(tokens: list[Token], at: int) -> bool:
    numeral, unit = [kind for kind, _, _ in (*tokens[at : at + 2], *_NONE)][:2]
    return numeral == "HAN" and unit in _COUNTED


def _is_numeral(word: str) -> bool:
    return _ROMAN.fullmatch(word) is not None or _ENGLISH.fullmatch(word) is not None


def _closes(text: str, at: int) -> bool:
    """Whether a measure word at ``at`` ends its clause, or has a comparator behind it."""
    unit = _CLOSING.match(text, at)
    return unit is not None and is_unit(unit[0])


def _is_lost(tokens: list[Token], at: int, text: str) -> bool:
    """Whether a Chinese numeral that was not read counts something: ``九五次``, ``走访百户``, ``两百人居民``.

    A 百, 千 or 万 by itself does so only at the end of a clause: ``百户扶贫工程``.
    """
    _, start, end = tokens[at]
    unit, behind = [kind for kind, _, _ in (*tokens[at + 1 : at + 3], *_NONE)][:2]
    if unit not in _COUNTED:
        return _HUNDREDS.fullmatch(text, start, end) is not None and _NOUN.match(text, end) is not None
    return _BARE_SCALE.fullmatch(text, start, end) is None or behind in ("", "STOP", "CLOSE")


def _may_bind(after: str, first: str) -> bool:
    """Whether a comparator that bound nothing should have: a sign, or a word directly before a number."""
    return first in "≥≤<>" or after in _NUMBERS or after == "OPEN"


_UNITS = frozenset(("PERCENT", "MONEY", "TIME", "MONTH", "AGE", "SCORE", "SIZE", "COUNT", "THING"))
_TAILS = frozenset(("SLASH_TAIL", "DOT_TAIL", "INVERSE_TAIL", "BRACKET_TAIL"))
_NONE: tuple[Token, Token] = (("", 0, 0), ("", 0, 0))  # behind the last token
_COUNTING = frozenset(("COUNT", "MONEY", "PERCENT", "THING"))
_COUNTED = _UNITS - {"THING"}
_MAY_COUNT = frozenset(("NUMBERING", "NAME"))
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
            stray = _STRAY.match(text, finding.until)
            if behind is not None and not _NO_UNIT.match(text, finding.until):
                yield behind.span()
            elif stray is not None and _closes(text, stray.end()):
                yield stray.span()  # 1.5.万元
            elif at + 1 < len(found) and found[at + 1].start == finding.end:
                yield finding.start, finding.end
            elif at and finding.exact and finding.start == found[at - 1].end and text[finding.start].isdigit():
                yield finding.start, finding.end  # 1次3: a page number, or a number that lost its unit
        elif at + 1 < len(found) and found[at + 1].start == finding.end and _LETTERS.fullmatch(unit):
            yield finding.end - len(unit), finding.end  # 1B0%
        elif (unit == "T" and _LONE_T.fullmatch(text)) or (
            unit[0] != "T" and _LETTERS.match(unit) and not is_known(unit) and not is_unit(unit)
        ):
            yield finding.end - 1, finding.end
        elif (_LETTERS.fullmatch(unit) and _closes(text, finding.until)) or (
            unit.partition("/")[0] in _THOUSANDS and _HAN.match(text, finding.until) is not None
        ):
            yield finding.until - len(unit), finding.until  # 3K次
