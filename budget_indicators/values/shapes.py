"""Shapes: values that differ only in their numbers share one reading: ``完成率95%以上``, ``完成率90%以上``.

``shape_of`` replaces numbers by others of the same length. It changes only numbers whose digits decide nothing but an
amount: a number that may be part of a date (``12月``), a telephone number (``110``, ``12345``) or a name is kept, and
so is all other text. A shape is read once; its ``Template`` maps the numbers of a text to the measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ..model.nodes import DateRange, FreeText, Measure
from ..patterns import lazy
from .measures import Ends, ends
from .numerals import power_of, shifted

# Numbers with a meaning of their own: a year, a month (202512), a telephone number, the 15分钟生活圈.
_SPECIAL = r"(?!(?:1[12][0-9]|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])?|12[0-9]{3}|9[56][0-9]{3,4}|8890)(?![0-9])|15分钟)"
_MORE = r"(?:[0-9]{0,2}(?:,[0-9]{3}){1,3}(?![0-9])|[0-9]{0,5})(?:\.[0-9]{1,2})?"  # the digits behind the first
# Text after a number that is an amount: a share, a measure word; nothing that makes it a date.
_NOT_COUNTED = (
    r"[年月日号季时点底末前止起后至到以之为完开实投竣交验启建]|份[-~—–－～至到]|的(?:[0-9]|[一二三四五六七八九十])|次方"
)
_LATIN_UNIT = "(?:s|min|h|mm|cm|km|m|mg|kg|g|t|ml)(?![0-9A-Za-z/.²³-])"
_COUNTED = rf"(?:[%％‰]|(?!{_NOT_COUNTED})[一-龥]|{_LATIN_UNIT})"
_AMOUNT = rf"(?<![0-9A-Za-z.,，\s].)(?<={_SPECIAL}.){_MORE}(?=(?:[-~—–－～至到]{_SPECIAL}[1-9]{_MORE})?{_COUNTED})"
_FACTOR = r"(?<=[×*＊].)[0-9]{0,5}(?=[=＝])"  # 4条/月*12=48条
_BARE = r"(?<=[≥≤＞＜><].)[0-9]{0,2}(?:\.[0-9]{1,2})?$"  # ≥90: three digits are no year
_IN_A_NAME = r"(?:\+[0-9]{1,3}){0,11}\+[A-Zn-z](?![0-9A-Za-z])"  # 3+2+N: a name, whatever its numbers
_NAMED = rf"(?<![0-9A-Za-z.,，].)[0-9]{{0,2}}(?={_IN_A_NAME})"
# The first digit comes before its lookbehind, so that a text is searched for digits only.
_NUMBER = lazy(rf"[1-9](?:{_AMOUNT}|{_FACTOR}|{_BARE}|{_NAMED})")
_NAME_GOES_ON = lazy(_IN_A_NAME)
_MOST = 9  # as many numbers as last digits can distinguish
_SCALE = "十百千万亿成"  # directly after a number they multiply it
_NUMERAL = lazy("[0-9一二两三四五六七八九半几零〇壹贰叁肆伍陆柒捌玖]")


def shape_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The shape of a text and its numbers in order; without numbers the shape is the text.

    The numbers of a clause have the same order in the shape as in the text; so have those of different clauses where a
    bound is stated, for two bounds may be one range.

    >>> shape_of("每月至少20次，共240次，12月底前完成")
    ('每月至少41次，共441次，12月底前完成', ('20', '240'))
    >>> shape_of("39,197项以内")
    ('44,441项以内', ('39197',))
    """
    first = _NUMBER.search(text)
    if first is None:
        return text, ()
    start, end = first.span()
    if _NUMBER.search(text, end) is None:
        number = first[0]
        return f"{text[:start]}{_other(number, 0)}{text[end:]}", (_digits(number),)
    found = [*_NUMBER.finditer(text)]
    numbers = tuple([match[0] for match in found])
    others = _others(_apart(text, found))
    if others is None:
        return text, ()
    pieces: list[str] = []
    at = 0
    for match in found:
        start, end = match.span()
        pieces += text[at:start], others[match[0]]
        at = end
    return f"{''.join(pieces)}{text[at:]}", tuple(map(_digits, numbers))


_BOUND = lazy("[≥≤><＞＜=＝不超逾过达未]|至[少多]|最|起码|[以之][上下内]|[大高多长晚迟优小低少短早]于|突破|封顶|为限")
_CLAUSE_END = lazy("[,，;；。]")


def _apart(text: str, found: Sequence[re.Match[str]]) -> list[list[str]]:
    """The numbers, those together whose order may matter."""
    groups: list[list[str]] = [[]]
    bound = _BOUND.search(text) is not None
    at = 0
    for match in found:
        if not bound and at and _CLAUSE_END.search(text, at, match.start()) is not None:
            groups.append([])
        groups[-1].append(match[0])
        at = match.end()
    return groups


def _others(groups: Sequence[Sequence[str]]) -> dict[str, str] | None:
    """Another number for each, in the same order within each group; ``None`` if that is not simple."""
    every = {number for group in groups for number in group}
    if sum(len({*group}) for group in groups) > len(every):
        groups = [[*every]]  # one number stands in two clauses
    distinct = [number for group in groups for number in sorted({*group}, key=lambda one: Decimal(_digits(one)))]
    lengths = [len(number.partition(".")[0]) for number in distinct]
    if len(distinct) > _MOST or len({*map(_digits, distinct)}) < len(distinct):
        return None
    if "." in "".join(distinct) and len({*lengths}) < len(lengths):
        return None
    return {number: _other(number, rank) for rank, number in enumerate(distinct)}


def _digits(number: str) -> str:
    """The number without the commas between its groups of digits."""
    return number.replace(",", "")


@lru_cache(maxsize=4096)
def _other(number: str, rank: int) -> str:
    whole, point, part = number.partition(".")
    first = "".join(["," if char == "," else "4" for char in whole[:-1]])
    return f"{first}{rank + 1}{point}{'5' * len(part)}"


class _Place(NamedTuple):
    """A number of a shape: its index, position and digits."""

    at: int
    start: int
    end: int
    digits: str


def _places(shape: str) -> list[_Place]:
    return [_Place(at, *match.span(), _digits(match[0])) for at, match in enumerate(_NUMBER.finditer(shape))]


class _Slot(NamedTuple):
    """An end of a measure: a number of the text, times a power of ten (``5万``)."""

    number: int
    power: int

    def value(self, numbers: Sequence[str]) -> Decimal:
        number = numbers[self.number]
        return shifted(number, self.power) if self.power else Decimal(number)


_Slots: TypeAlias = tuple[_Slot | None, _Slot | None]
"""The number of the text for each end of a measure."""


class Template(NamedTuple):
    """For each measure of a shape its ends, or the numbers of the text that give them."""

    measures: tuple[tuple[Measure, Ends, _Slots | None], ...]

    def filled(self, numbers: Sequence[str]) -> tuple[tuple[Measure, Ends], ...]:
        """Each measure, with its ends for a text with these numbers."""
        return tuple(
            [(measure, ends if slots is None else _filled(*slots, numbers)) for measure, ends, slots in self.measures]
        )


def _filled(low: _Slot | None, high: _Slot | None, numbers: Sequence[str]) -> Ends:
    return None if low is None else low.value(numbers), None if high is None else high.value(numbers)


def template(shape: str, measures: Sequence[Measure], words: FreeText) -> Template | None:
    """The dependence of a shape's measures on its numbers; ``None`` if uncertain.

    It is certain if the measures contain all numbers outside names, and no other numeral with them, and if none of
    these measures is comparable with one of the others.
    """
    if not measures and words.kind == "formula":
        return Template(())  # 全年总分/12个月: a formula, whatever its numbers
    numbers = _places(shape)
    left = sum(_NAME_GOES_ON.match(shape, number.end) is None for number in numbers)
    found: list[tuple[Measure, Ends, _Slots | None]] = []
    counted: set[str | None] = set()  # units of the measures that contain numbers of the text
    fixed: set[str | None] = set()  # and of those that contain others
    for measure in measures:
        held = [number for number in numbers if measure.span.start <= number.start and number.end <= measure.span.end]
        slots: _Slots | None = None
        if held:
            slots = _slots(shape, measure, held)
            if slots is None:
                return None
        found.append((measure, ends(measure), slots))
        left -= sum(_NAME_GOES_ON.match(shape, number.end) is None for number in held)
        if not isinstance(measure, DateRange):
            (counted if held else fixed).add(measure.unit)
    if len(found) > 1 and any(slot is not None and slot.power for _, _, slots in found if slots for slot in slots):
        return None  # 5万次，50000次: the same number in another form
    if left or (fixed and counted and (counted & fixed or None in counted | fixed)):
        return None
    return Template(tuple(found))


def _slots(shape: str, measure: Measure, held: Sequence[_Place]) -> _Slots | None:
    """The numbers that are the ends of a measure; ``None`` if that is uncertain."""
    rest = _rest(shape, measure, held)
    # A scale may apply to one end or to both.
    if len(held) > 1 and not set(_SCALE).isdisjoint(rest):
        return None
    if _NUMERAL.search(rest) or _NUMERAL.search(_beside(measure)):
        return None
    low, high = ends(measure)
    slots = _slot(low, held, shape), _slot(high, held, shape)
    if (low is not None and slots[0] is None) or (high is not None and slots[1] is None):
        return None
    alike = len(held) > 1 and len({number.digits for number in held}) == 1  # 6至6场
    if slots[0] is not None and slots[1] is not None and slots[0].number == slots[1].number and not alike:
        return None  # 百元至5万元: the other end is written in words
    return slots


def _rest(shape: str, measure: Measure, held: Sequence[_Place]) -> str:
    """The text of a measure besides these numbers."""
    pieces: list[str] = []
    at = measure.span.start
    for number in held:
        pieces.append(shape[at : number.start])
        at = number.end
    return " ".join([*pieces, shape[at : measure.span.end]])


def _beside(measure: Measure) -> str:
    """The words of a measure."""
    return "" if isinstance(measure, DateRange) else f"{measure.unit or ''} {measure.per or ''}"


def _slot(end: Decimal | None, held: Sequence[_Place], shape: str) -> _Slot | None:
    """The number of the shape at this end of a measure."""
    if end is None:
        return None
    exactly = end.as_tuple()
    for number in held:
        for power in _powers(shape, number.end):
            if shifted(number.digits, power).as_tuple() == exactly:
                return _Slot(number.at, power)
    return None


def _powers(shape: str, at: int) -> Iterator[int]:
    """The powers of ten that the scale words after a number can add, all of them or the first few (1万千瓦)."""
    power = 0
    yield power
    while at < len(shape) and shape[at] in _SCALE:
        power += 1 if shape[at] == "成" else power_of(shape[at])
        yield power
        at += 1
