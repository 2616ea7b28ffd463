"""Facts about a value that decide whether rules look at its target: found once for each text of a value.

Most values can break none of the rules that are on by default. Their text and measures show it, whatever the indicator,
so these facts are remembered, and rules look only at the other indicators.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..model.nodes import DateRange, FreeText, Measure, Number, Range, Target
from ..patterns import lazy
from ..text.memo import remembered
from ..values import KnownValue
from ..values.measures import Ends, ends
from .units import PHYSICAL, family
from .words import bare, is_growth, is_unwanted, letters

SHARES = {"%": Decimal(100), "‰": Decimal(1000), "‱": Decimal(10000)}
"""The whole, in each unit of shares."""


class AmountFacts(NamedTuple):
    """A number or a range: the least and the greatest amount that meets it. ``floor``: a range without an upper end."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    per: str | None
    approximate: bool
    floor: bool


class Facts(NamedTuple):
    """Facts about a value.

    ``suspect``: a rule for single values may find something. ``amount`` is its only measure, if that is a number or a
    range; ``measured``: it has measures at all. ``said`` are the letters of its text, ``""`` for a brief amount, which
    names nothing. ``dated``: it is a date.
    """

    text: str
    suspect: bool
    amount: AmountFacts | None
    measured: bool
    said: str
    dated: bool
    withheld: bool


@lru_cache(maxsize=16_384)
def facts_of(known: KnownValue) -> Facts:
    """The facts about a value whose target is not created yet."""
    text, measures = known.text, known.measures
    whole = len(measures) == 1 and len(measures[0][0].span) == len(text)
    return _facts(text, None if measures else known.found.words, [amount_of(*each) for each in measures], whole)


def facts_of_target(target: Target) -> Facts:
    """The facts about a target."""
    measures, value = target.measures, target.value
    amounts = [amount_of(measure, ends(measure)) for measure in measures]
    whole = len(measures) == 1 and measures[0].span == target.span
    return _facts(target.text, value if isinstance(value, FreeText) else None, amounts, whole)


def amount_of(measure: Measure, limits: Ends) -> AmountFacts | None:
    """The amount of a measure with these ends; ``None`` for dates."""
    match measure:
        case Number(unit=unit, per=per, approximate=approximate):
            return AmountFacts(limits[0], limits[0], unit, per, approximate, False)
        case Range(unit=unit, per=per, approximate=approximate):
            return AmountFacts(*limits, unit, per, approximate, limits[1] is None)
        case DateRange():
            return None


_DATES_IN_WORDS = ("date_without_year", "recurring_date")
_LONGEST_AMOUNT = 12


def _facts(text: str, words: FreeText | None, amounts: Sequence[AmountFacts | None], whole: bool) -> Facts:
    only = amounts[0] if len(amounts) == 1 else None
    # An amount alone names no other indicator, and most have one word only, their unit.
    brief = whole and only is not None and len(text) <= _LONGEST_AMOUNT
    kind = None if words is None else words.kind
    suspect = (
        any(map(_is_suspect, amounts))
        or (len(amounts) > 1 and any(_may_cross(lower, upper) for lower, upper in pairwise(amounts)))
        or BLANK_SIGN.search(text) is not None
        or (kind is not None and (kind == "placeholder" or is_blank(text)))
        or any(dates_in(text, None))
    )
    dated = kind in _DATES_IN_WORDS or (len(amounts) == 1 and only is None)
    return Facts(text, suspect, only, bool(amounts), "" if brief else letters(text), dated, kind == "withheld")


def _is_suspect(amount: AmountFacts | None) -> bool:
    """A range from high to low, a date, “at least all” or more than all."""
    if amount is None:
        return True
    low, high, unit, *_ = amount
    if low is not None and high is not None and low > high:
        return True
    whole = SHARES.get(unit) if unit is not None else None
    return whole is not None and (
        (low is not None and (low > whole or (low == whole and high is None))) or (high is not None and high > whole)
    )


def _may_cross(lower: AmountFacts | None, upper: AmountFacts | None) -> bool:
    """Whether “at least a” is followed by “at most b” where a is above b."""
    if lower is None or upper is None or lower.low is None or upper.high is None or upper.low is not None:
        return False
    return lower.floor and lower.low > upper.high


def stricter(whole: AmountFacts, part: AmountFacts) -> bool:
    """Whether the year's least amount is above that of the whole period.

    Less time and money is better, except for money to be raised: 带动社会投资 ≥3亿元.
    """
    wanted = part.low
    if wanted is None or whole.approximate or part.approximate:
        return False
    least, most = whole.low, whole.high
    if whole.unit != part.unit or whole.per != part.per:
        if whole.per or part.per or whole.unit is None or part.unit is None or family(whole.unit) not in PHYSICAL:
            return False
        try:
            factor = Number(Decimal(1), whole.unit).to(part.unit).value
        except ValueError:
            return False
        least, most = (None if end is None else end * factor for end in (least, most))
    if not ((least is not None and wanted > least) or (most is not None and wanted > most)):
        return False
    kind = family(whole.unit)
    return kind != "time" and (kind != "money" or (whole.floor and part.floor))


_NOT_MORE_IS_BETTER = lazy(
    "成本|费用|单价|造价|价格|支出|经费|时间|时限|时长|天数|周期|工期|响应|下降|降低|减少|压缩|压减|节约|节省"
    "|控制|消耗|能耗|排放|存量|欠(?!发达)|差距|不(?!动产|锈)|未(?!成年|来)|无(?!线|人机|障碍|纸|害|烟|偿|缝)"
)
# 提高登记率达98% names the level to be reached, not the increase.
_TOWARDS = lazy("(?:提高|提升)(?=[^，,；;。]{0,30}[达到至])")


def more_is_better(name: str, cycle: str, annual: str) -> bool:
    """Whether more is better: less is not better, and the two values are levels, not changes."""
    name = bare(name)
    return not (is_unwanted(name) or _grows(name, f"{cycle}；{annual}") or _NOT_MORE_IS_BETTER.search(name))


def _grows(name: str, texts: str) -> bool:
    """Whether the amounts state a change, not a level."""
    level = _TOWARDS.sub("", texts)
    return (
        is_growth(texts + name) if level == texts else is_growth(level + name.removeprefix("提高").removeprefix("提升"))
    )


def may_disagree(name: str, cycle: Facts, annual: Facts) -> bool:
    """Whether the two values of an indicator may contradict each other: other units, or more in the year."""
    if cycle.amount is None or annual.amount is None:
        return cycle.measured and annual.measured
    if cycle.amount.unit != annual.amount.unit:
        return True
    return stricter(cycle.amount, annual.amount) and more_is_better(name, cycle.text, annual.text)


def crossed(lower: Measure, upper: Measure) -> bool:
    """Whether two measures say “at least a” and “at most b” where a is above b: ``≥300且≤200天``."""
    match lower, upper:
        case (
            Range(low=Decimal() as low, high=None, unit=unit),
            Range(low=None, high=Decimal() as high, unit=other),
        ):
            return low > high and unit in (None, other)
        case _:
            return False


# --- dates -----------------------------------------------------------------------------------------------------------
_DATES = lazy(
    r"(?<!\d)(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]"
    r"|(?<!\d)(?<!\d年)(?P<m4>\d{1,2})月(?=[底末]|[上中下]旬)"
    r"|(?<!\d)(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?![龄大])"
    r"|(?<![\w./-])(?<![A-Za-z] )(?P<y3>(?:19"
    r"|20)\d{2})(?P<dot>[-./])(?P<m3>\d{1,2})(?P=dot)(?P<d3>\d{1,2})(?![\w/.-]*\d)"
)
_DATE_SIGN = lazy(r"\d[月./-]")
_LEAP_YEAR = 2000


def dates_in(text: str, year: int | None) -> Iterator[tuple[str, bool]]:
    """The dates in a text, and whether each exists; a day without a year may be one of a leap year.

    >>> list(dates_in("2025年6月31日前", None))
    [('2025年6月31日', False)]
    """
    if _DATE_SIGN.search(text) is None:
        return
    for match in _DATES.finditer(text):
        of_year = match["y1"] or match["y2"] or match["y3"] or year or _LEAP_YEAR
        month = match["m1"] or match["m2"] or match["m3"] or match["m4"]
        yield match[0], _exists(int(of_year), int(month), int(match["d1"] or match["d3"] or 1))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


# --- blanks ----------------------------------------------------------------------------------------------------------
BLANK_SIGN = lazy("[Xx*×□○〇●_?？Ｘｘ＊＿]")
"""A string without any of these contains no blanks to fill in, and its names and values need not be searched."""
# A blank, a sign or a letter in place of the number, and words that ask to fill it in.
_MEASURE_WORD = "[万亿]?[一-龥%％‰℃]{0,4}"
_NOTHING_FILLED_IN = lazy(
    rf"[≥≤＞＜>=<＝约]{{0,2}}\s*(?:[【\[（(〔〖]\s*(?:数字|数值|数量|具体数[字值]?|金额|年份|日期|内容|单位)?\s*[】\]）)〕〗]|[?？]{{1,2}}|[NnXxMmＮＸ*×]|\.{{3,}}|…{{1,2}})\s*{_MEASURE_WORD}"
    r"|[（(【\[]?(?:请|此处|待|需)?(?:自行|据实|如实)?(?:填写|填报|填列|补充|录入|输入|填)[一-龥]{0,8}[）)】\]]?"
    r"|[一-龥]{0,4}待(?:定|填|补充|核实|核定|明确|确认|批复|下达|通知|研究|商定)"
    r"|[一-龥]{0,4}待[一-龥]{1,8}(?:后|时)(?:再|另行?|统一)?(?:填|补|确定|定|明确|核定|细化)[一-龥]{0,2}"
    r"|[一-龥]{0,6}待[一-龥]{0,8}(?:提供|统计|测算|反馈|审定|评审|汇总|公布|批准|核实|核定|确认|明确|批复|下达|补充)|暂[缺空略]"
    r"|[一-龥]{0,4}由[一-龥]{1,10}(?:填写|填报|填列|补充|提供)"
    r"|(?:根据|依据|按照?|结合|视)[一-龥]{0,6}?(?:实际|情况)[一-龥]{0,4}填(?:写|报|列)?|(?:NULL|null|None|NaN|nan|undefined)|#?(?:REF|VALUE|DIV/0|NAME)[!?]"
    r"|(?:20\d\d)?\s*年\s*月\s*日?\s*(?:之?前|底)?"
    r"|暂(?:无|缺|未)(?:数据|填|填写|填报|确定|定|明确)|(?:尚|还)?未(?:定|确定|填写|填报|明确)|(?:后续|另行|再行?)(?:补充|确定|填报|明确|通知)"
)
_IN_BRACKETS_TO_FILL = lazy(
    r"[（(【\[](?:数据)?(?:待|尚待|有待)(?:定|填|补充|完善|核实|核定|明确|确认)[）)】\]]|[（(【\[]请(?:据实)?(?:填写|填报|补充)[一-龥]{0,6}[）)】\]]"
)
_LONGEST_BLANK = 24


@remembered(4096)
def is_blank(text: str) -> bool:
    """Whether a value is a blank to be filled in: ``（  ）件``, ``待核定``."""
    return (
        _NOTHING_FILLED_IN.fullmatch(text[:_LONGEST_BLANK]) is not None or _IN_BRACKETS_TO_FILL.search(text) is not None
    )
