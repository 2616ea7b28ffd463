"""Checks of a whole project: missing or mixed groups, withheld rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...catalogue.review import (
    ANNUAL_EQUALS_CYCLE,
    FEWER_THAN_THREE,
    GROUP_MISSING,
    MIXED_FRAMES,
    ONLY_QUANTITY,
    REWORDED,
    WITHHELD,
)
from ...model.nodes import Category, DateRange, Diagnostic, FreeText, Indicator, Number, Range, Span
from ...model.taxonomy import BENEFIT, COST, OUTPUT, SATISFACTION
from ...patterns import lazy
from ..check import Subject, check
from ..positions import name_span
from ..units import PHYSICAL, family
from ..wording import short
from ..words import bare, letters

_YEARS = lazy(
    r"(?:[两二三四五六]|[2-6])年(?:共|内|累计|行动|规划|合计|总|期)|十[三四五六七]五[”\"’]?(?:期间|时期|规划期)"
)
_FROM_TO = lazy(r"(20\d{2})年?\s?[-—－–~～至到]{1,2}\s?(20\d{2})年?(?!\d)")
_EVENT = lazy(
    "(?:培训班?|会议|讲座|演练|活动|检查|巡查|比赛|赛事|演出|宣讲|展览|论坛|座谈会?|宣传|督查|抽查|走访|慰问|"
    "咨询|体检|义诊|巡演|招聘会)(?:的)?(?:次数|场次|场数|期数|人次|数量|数)?$"
)


_EACH = lazy("每[一个]?(?:年|季|月|周|日|天|学期)|[年月季周日]均")
"""A count of each month is the same in every year."""


def _runs_for_years(subject: Subject) -> bool:
    """Whether the project's text states that it runs for more than one calendar year."""
    texts = [one.cycle.text for one in subject.indicators if one.cycle is not None]
    names = [one.name for one in subject.indicators]
    for text in (subject.project, *texts, *names):
        period = _FROM_TO.search(text[:200])
        if _YEARS.search(text[:200]) or (period is not None and period[2] > period[1]):
            return True
    dates = [one.cycle.value for one in subject.indicators if one.cycle is not None]
    return any(
        isinstance(value, DateRange)
        and value.start is not None
        and value.end is not None
        and value.end.year > value.start.year
        for value in dates
    )


def _plans_by_year(subject: Subject) -> bool:
    """Whether another count of the project has less for the year than for the whole period: it has several years."""
    for one in subject.indicators:
        if one.cycle is None or one.annual is None:
            continue
        match one.cycle.value, one.annual.value:
            case (
                Number(value=whole, unit=unit) | Range(low=Decimal() as whole, high=None, unit=unit),
                Number(value=part, unit=other) | Range(low=Decimal() as part, high=None, unit=other),
            ) if unit == other and family(unit) == "count" and 0 < part < whole:
                return True
    return False


@check(ANNUAL_EQUALS_CYCLE)
def annual_equals_cycle(subject: Subject) -> Iterator[Diagnostic]:
    """Counts that are the same for the year and for a period that says it is longer.

    If only other counts show it, only counts of events: a single purchase may well happen in one year.
    """
    years, plans = _runs_for_years(subject), _plans_by_year(subject)
    if not years and not plans:
        return
    for one in subject.indicators:
        if one.cycle is None or one.annual is None or one.cycle.value != one.annual.value:
            continue
        if _EACH.search(one.name) or (not years and not _EVENT.search(bare(one.name)[-60:])):
            continue
        match one.annual.value:
            case (
                Number(value=value, unit=unit, per=None) | Range(low=Decimal() as value, high=None, unit=unit, per=None)
            ) if value > 1 and unit is not None and (family(unit) == "count" or family(unit) in PHYSICAL):
                yield ANNUAL_EQUALS_CYCLE.at(one.annual.span, text=short(one.annual.text))


_GROUPS = ((OUTPUT, "产出指标"), (BENEFIT, "效益指标"), (SATISFACTION, "满意度指标"))


@check(GROUP_MISSING)
def group_missing(subject: Subject) -> Iterator[Diagnostic]:
    """One finding that lists the groups a project has no indicator in; silent where a level could not be read."""
    levels = {one.level1 for one in subject.indicators}
    if not levels or None in levels:
        return
    missing = [name for level, name in _GROUPS if level not in levels]
    if missing:
        yield GROUP_MISSING.at(_first(subject), missing="、".join(missing))


@check(FEWER_THAN_THREE)
def fewer_than_three(subject: Subject) -> Iterator[Diagnostic]:
    """Projects with one or two indicators."""
    n = len(subject.indicators)
    if 0 < n < 3 and n == len(subject.tree.indicators):
        yield FEWER_THAN_THREE.at(_first(subject), n=n)


_LEAST_OUTPUTS = 3


@check(ONLY_QUANTITY)
def only_quantity(subject: Subject) -> Iterator[Diagnostic]:
    """Projects with three or more outputs that are all quantities, in the frame where cost is an output too."""
    outputs = [one for one in subject.indicators if one.level1 == OUTPUT]
    if len(outputs) < _LEAST_OUTPUTS or any(one.level1 == COST for one in subject.indicators):
        return
    if all(one.level2 is not None and one.level2.code == "11" for one in outputs):
        yield ONLY_QUANTITY.at(_first(subject), n=len(outputs))


# Verbs at the start of a name, and words of counting at its end, that add no meaning.
_DOING = lazy(
    "^(?:全年|年度|本年|计划)?(?:共)?(?:开展|举办|组织|召开|举行|进行|完成|实施|组织开展|做好)?(?:各类|各项|相关|有关)?"
)
_COUNTING = lazy(
    "(?:的)?(?:工作|任务)?(?:班次|期次|场次|人次|数量|总数|[次期场人个件套台辆座处份册本篇名户批组间条项只头棵株枚盏艘栋]数|数|量)?$"
)
_SAME_WORDS = (
    ("受训", "参训"),
    ("培训班", "培训"),
    ("学员", "人员"),
    ("民群众", "民"),
    ("户群众", "户"),
    ("群众", "公众"),
    ("居民", "公众"),
    ("百姓", "公众"),
    ("市民", "公众"),
    ("社会公众", "公众"),
    ("购置", "采购"),
    ("购买", "采购"),
    ("修建", "建设"),
    ("新建", "建设"),
    ("建造", "建设"),
    ("完工", "完成"),
    ("按期", "按时"),
    ("准时", "按时"),
    ("如期", "按时"),
    ("及时", "按时"),
    ("参观公众", "观众"),
    ("参观者", "观众"),
    ("参观人员", "观众"),
    ("满意率", "满意度"),
    ("满意程度", "满意度"),
    ("达标率", "合格率"),
    ("通过率", "合格率"),
    ("比例", "率"),
    ("占比", "率"),
)


@check(REWORDED)
def reworded(subject: Subject) -> Iterator[Diagnostic]:
    """Indicators of one level with the same target whose names differ only in words without meaning."""
    seen: dict[tuple[object, str, str], Indicator] = {}
    for one in subject.indicators:
        target = one.cycle or one.annual
        if target is None or isinstance(target.value, FreeText) or not one.name:
            continue
        # 更换水表 and 水表更换 are the same words.
        key = (one.level2, "".join(sorted(_core(one.name))), str(target.value))
        other = seen.setdefault(key, one)
        if other is not one and letters(other.name) != letters(one.name) and len(key[1]) >= _SHORTEST_CORE:
            number = other.ordinal if other.ordinal is not None else "?"
            yield REWORDED.at(
                name_span(subject.tree, one), name=short(one.name), other=short(other.name), number=number
            )


_SHORTEST_CORE = 2


def _core(name: str) -> str:
    core = letters(bare(name)[:60])
    for word, same in _SAME_WORDS:
        core = core.replace(word, same)
    return _COUNTING.sub("", _DOING.sub("", core, count=1), count=1)


@check(MIXED_FRAMES)
def mixed_frames(subject: Subject) -> Iterator[Diagnostic]:
    """The first indicator of the frame that came second."""
    first: bool | None = None
    for one in subject.indicators:
        frame = is_new_frame(one.level1, one.level2)
        if frame is None:
            continue
        if first is None:
            first = frame
        elif frame is not first:
            yield MIXED_FRAMES.at(one.span)
            return


def is_new_frame(level1: Category | None, level2: Category | None) -> bool | None:
    """``True`` for a cost of the 2021 frame, ``False`` for one of the legacy frame, ``None`` for all else."""
    if level1 == COST:
        return True
    return False if level2 is not None and level2.code == "14" else None


@check(WITHHELD)
def withheld(subject: Subject) -> Iterator[Diagnostic]:
    """Strings with only such a notice, or with one in all indicators; one finding for each."""
    text = subject.tree.source
    if subject.tree.withheld:
        start = len(text) - len(text.lstrip())
        span = Span(start, max(start, len(text.rstrip())))
    elif subject.tree.indicators and not subject.indicators:
        first = subject.tree.indicators[0]
        target = first.annual or first.cycle
        span = target.span if target is not None else first.span
    else:
        return
    yield WITHHELD.at(span, text=short(span.of(text)))


def _first(subject: Subject) -> Span:
    """The span for the project as a whole: the number of its first entry."""
    start = subject.indicators[0].span.start
    found = re.compile(r"\d*[、.．]?").match(subject.tree.source, start)
    return Span(start, max(found.end() if found is not None else 0, start + 1))
