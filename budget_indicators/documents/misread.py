"""Find values of a scan that cannot have been printed, regardless of the recognition's confidence.

Recognition is often confident in its errors (under a stamp most wrong characters have a high confidence). The value
itself is further evidence: a share of 985 % has lost its point, digits outside amounts are the rest of one, a rate
without % among rates with it has lost the sign, a year of three digits has lost one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import attrs

from ..catalogue.documents import VALUE_DOUBTFUL
from ..model.nodes import Diagnostic, Indicator, Number, Range, Target
from ..model.rule import Both
from ..patterns import lazy
from .model import Project

_WHOLE = Decimal(100)

ABOVE_100 = Both("a share above 100 %: a point may be lost, or ≥ read as 2", "占比超过100%，可能丢了小数点或把≥认成2")
LEFT_OVER = Both("a part of it is no part of an amount", "其中有的字不属于任何数值")
NO_PERCENT = Both("a rate without %", "比率没有%")
BROKEN = Both(
    "a blank, a mark or a leading 0 in a number, or a digit behind %: a point or ‰ may be lost",
    "数字中有空格、标点或以0开头，或%后有数字，可能丢了小数点或‰",
)
LOST_NOT = Both("a share to stay below: 不 may be lost (不低于)", "比率要求“低于”，可能丢了“不”字（不低于）")
DIFFERS = Both(
    "the target of the other period differs in one character that looks alike; those of other indicators are the same",
    "两个时期的指标值只差一个形近的字，而其他指标两栏相同",
)
SHORT_YEAR = Both("a year of three digits", "年份只有三位数字")

# Digits that are not an amount: of a date or a document, in brackets, a year.
_NO_AMOUNT = lazy(
    r"[（(\[【〔].{0,30}?[)）\]】〕]|(?:19|20)\d{2}(?:\s*[-—~～至]\s*(?:19|20)?\d{2,4})?|\d{1,4}\s*[年月日号时点分条款项版届期级类]"
    r"|第\s*\d{1,4}|\d(?:\+[\dNX])+|[A-Za-z]{3,}[-\d]*|^\s*\d{1,2}\s*[.、．)）](?!\d)|[一-鿿][A-Za-z]\d?(?=级)"
)
_DIGIT = lazy(r"[0-9０-９〇≥≤≧≦<>＜＞%％‰°]")
# A character that looks like a digit, beside a digit or at the start of an amount.
_SHAPE = lazy(r"(?<![A-Za-z])[lIOo|!丨](?![A-Za-z])|(?<=\d)[SBZzgb](?![A-Za-z])")
_BROKEN = lazy(r"[%‰]\d|\d[ \u3000]\d|\d[,，](?!\d{3})\d|\d。\d|(?<![\d.．])0\d+(?![\d年月日号时点:：])")
# A stamp that hides 不 leaves 低于95% of 不低于95%.
_BELOW = lazy(r"(?<![不得非])(?:低于|少于|小于)\s*(?:[5-9]\d|100)(?:\.\d+)?\s*[%％]")
_YEAR = lazy(r"(?<![〇零一二三四五六七八九十百千])[一二三四五六七八九][〇零一二三四五六七八九]{2}年")
_RATE = lazy(r"(?:率|比例|比重|满意度|占比)\s*(?:[（(].{0,12}[)）])?\s*$")


# Characters that are taken for each other where they are faint or small.
_ALIKE = frozenset(frozenset(pair) for pair in ("17", "68", "38", "08", "06", "56", "58", "49", "89", "69", ">≥", "<≤"))
_MAY_BE_LOST = frozenset("0123456789.%‰≥≤<>=-")
_FEWEST_ALIKE = 3
_YEARS = (Decimal(2), Decimal(10))  # years of a period: its amount may be as many times that of one year


def doubted(project: Project) -> Project:
    """Add a warning to each value of a scan's project that cannot have been printed."""
    found = [*_doubts(project.indicators)]
    if not found:
        return project
    every = sorted((*project.tree.diagnostics, *found), key=lambda each: (each.span.start, each.span.end))
    return attrs.evolve(project, tree=attrs.evolve(project.tree, diagnostics=tuple(every)))


def _doubts(indicators: Sequence[Indicator]) -> Iterator[Diagnostic]:
    rates = [
        target for each in indicators if _RATE.search(each.name) is not None for target in _targets(each) if target.text
    ]
    without = sum(_unit(target) is None for target in rates)
    # A table that leaves the sign out of rates does so more than once.
    usual = without > 1 and 2 * without > len(rates)
    between = {id(each) for each in _unlike_the_other_period(indicators)}
    for indicator in indicators:
        for target in _targets(indicator):
            why = _why(target)
            if why is None and id(target) in between:
                why = DIFFERS
            if why is None and not usual and _without_sign(indicator, target):
                why = NO_PERCENT
            if why is not None:
                yield VALUE_DOUBTFUL.at(target.span, text=target.text[:40], why=why.en, why_zh=why.zh)


def _unlike_the_other_period(indicators: Sequence[Indicator]) -> Iterator[Target]:
    """The annual targets that differ from the period's in one character, in a table where most are the same."""
    pairs = [
        (each.cycle, each.annual)
        for each in indicators
        if each.cycle is not None and each.annual is not None and each.cycle.text and each.annual.text
    ]
    alike = sum(_alike(cycle.text) == _alike(annual.text) for cycle, annual in pairs)
    if alike < max(_FEWEST_ALIKE, len(pairs) / 2):
        return
    for cycle, annual in pairs:
        if _one_apart(_alike(cycle.text), _alike(annual.text)) and not _of_more_years(cycle, annual):
            yield annual


def _one_apart(left: str, right: str) -> bool:
    """Whether two texts differ in one easily confused character, or in one that only one of them has."""
    if len(left) == len(right):
        unlike = [frozenset(pair) for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
        return len(unlike) == 1 and unlike[0] in _ALIKE
    longer, shorter = sorted((left, right), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    return longer[at] in _MAY_BE_LOST and longer[:at] + longer[at + 1 :] == shorter


def _of_more_years(cycle: Target, annual: Target) -> bool:
    """Whether the amount of the period may be that of several years."""
    match cycle.value, annual.value:
        case Number() | Range(), Number() | Range():
            whole, year = (next((n for n in _amounts(each.value) if n), None) for each in (cycle, annual))  # type: ignore[arg-type]
            share = cycle.value.unit == "%"
            return not share and whole is not None and year is not None and _YEARS[0] <= whole / year <= _YEARS[1]
    return False


def _targets(indicator: Indicator) -> Iterable[Target]:
    actual = indicator.details.actual if indicator.details is not None else None
    return [target for target in (indicator.cycle, indicator.annual, actual) if target is not None]


def _unit(target: Target) -> str | None:
    return target.value.unit if isinstance(target.value, Number | Range) else None


def _without_sign(indicator: Indicator, target: Target) -> bool:
    if _RATE.search(indicator.name) is None or not isinstance(target.value, Number | Range):
        return False
    some = any(each is not None and each > 1 for each in _amounts(target.value))
    return target.value.unit == "°" or (target.value.unit is None and some)


def _amounts(value: Number | Range) -> tuple[Decimal | None, ...]:
    return (value.value,) if isinstance(value, Number) else (value.low, value.high)


def _why(target: Target) -> Both | None:
    for measure in target.measures:
        if isinstance(measure, Number | Range) and _above_100(measure):
            return ABOVE_100
    if _BELOW.search("".join(target.text.split())) is not None:
        return LOST_NOT
    if _YEAR.search(target.text) is not None:
        return SHORT_YEAR
    if _BROKEN.search(_NO_AMOUNT.sub("\u2028", target.text)) is not None:
        return BROKEN
    rest = _left_over(target)
    return LEFT_OVER if _DIGIT.search(rest) is not None or _SHAPE.search(rest) is not None else None


def _above_100(value: Number | Range) -> bool:
    share = value.unit == "%" and value.relation is None
    return share and any(each is not None and each > _WHOLE for each in _amounts(value))


def _left_over(target: Target) -> str:
    """The text of a target without its amounts and dates, and without digits that are no amount."""
    text = _alike(target.text)
    for each in target.measures:
        text = text.replace(_alike(each.text), "\u2028", 1)
    return _NO_AMOUNT.sub(" ", text)


def _alike(text: str) -> str:
    """A text in the form of its amounts: without blanks, signs of one width."""
    return "".join(text.split()).translate(_ONE_WIDTH)


_ONE_WIDTH = str.maketrans("＜＞＝％～﹤﹥", "<>=%~<>")
