"""What a project as a whole lacks or mixes, and rows that are withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.nodes import Category, DateRange, Diagnostic, Number, Span
from ...model.rule import Both, Rule
from ...model.taxonomy import BENEFIT, COST, OUTPUT, SATISFACTION
from ..check import Subject, check
from ..wording import AT_LEAST_THREE, OBSERVED, PERIODS, SOFTWARE, both, short
from ..words import family

ANNUAL_EQUALS_CYCLE = Rule(
    code="Q008",
    name="annual-equals-cycle",
    group="review",
    severity="info",
    summary=Both("The same count for one year and for all years.", "多年期项目的年度指标值与周期指标值相同。"),
    message=Both(
        "the project runs for several years, but the year is to bring all of it: {text}",
        "项目实施多年，年度指标值却与整个周期相同：“{text}”",
    ),
    why=Both(
        "Of what is counted, one year of several can only bring a part. The same number twice usually means that "
        "only one "
        "of the two was thought about.",
        "按数量考核的内容，多年中的一年只能完成一部分。两个值完全相同，往往说明只考虑了其中一个。",
    ),
    bad="1、1-产出指标；11-数量指标；改造泵站数量；实施周期指标值:三年共改造12座；年度指标值:三年共改造12座。",
    good="1、1-产出指标；11-数量指标；改造泵站数量；实施周期指标值:三年共改造12座；年度指标值:4座。",
    source=both(PERIODS, OBSERVED),
)

GROUP_MISSING = Rule(
    code="Q021",
    name="group-missing",
    group="review",
    severity="info",
    summary=Both("No output, benefit or satisfaction indicator.", "缺少产出、效益或满意度指标。"),
    message=Both("no indicator under {missing}", "没有{missing}"),
    why=Both(
        "What is done, what it changes and what people think of it are three questions; a project without one of the "
        "groups leaves it unanswered.",
        "做了什么、带来什么变化、服务对象怎么看，是三个不同的问题，缺少哪一类就是没有回答哪一个。",
    ),
    source=SOFTWARE,
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    good="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
    "2、2-效益指标；22-社会效益指标；学员考核合格率；实施周期指标值:≥95%；年度指标值:≥95%。"
    "3、3-满意度指标；31-服务对象满意度指标；学员满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
)

FEWER_THAN_THREE = Rule(
    code="Q022",
    name="fewer-than-three",
    group="review",
    severity="info",
    summary=Both("Fewer than three third-level indicators.", "三级指标少于3个。"),
    message=Both("only {n} third-level indicators; at least 3 are asked for", "只有{n}个三级指标，至少应有3个"),
    why=Both(
        "One or two indicators cannot describe what a project does and what it is good for.",
        "一两个指标说不清项目做了什么、有什么用。",
    ),
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    good="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
    "2、2-效益指标；22-社会效益指标；学员考核合格率；实施周期指标值:≥95%；年度指标值:≥95%。"
    "3、3-满意度指标；31-服务对象满意度指标；学员满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=AT_LEAST_THREE,
)

MIXED_FRAMES = Rule(
    code="Q023",
    name="mixed-frames",
    group="review",
    severity="warning",
    summary=Both("The legacy and the 2021 taxonomy in one table.", "同一张表混用新旧指标体系。"),
    message=Both(
        "a first-level 成本指标 (2021 frame) beside 成本指标 under 产出指标 (legacy frame)",
        "一级“成本指标”（2021年体系）与产出指标下的“成本指标”（旧体系）混用",
    ),
    why=Both(
        "Since 2021 cost is a first-level group of its own. With both frames in one table the same thing stands in two "
        "places, and sums by group are wrong.",
        "2021年起成本指标单列为一级指标。新旧体系混用，同类指标分散在两处，按类别汇总就会出错。",
    ),
    bad="1、1-产出指标；14-成本指标；设备单价；实施周期指标值:≤2万元；年度指标值:≤2万元。"
    "2、成本指标；经济成本指标；项目总成本；实施周期指标值:≤50万元；年度指标值:≤50万元。",
    good="1、成本指标；经济成本指标；设备单价；实施周期指标值:≤2万元；年度指标值:≤2万元。"
    "2、成本指标；经济成本指标；项目总成本；实施周期指标值:≤50万元；年度指标值:≤50万元。",
    source=OBSERVED,
)

WITHHELD = Rule(
    code="Q024",
    name="withheld",
    group="review",
    severity="info",
    summary=Both("A withheld row.", "涉密、不公开的项目。"),
    message=Both("withheld: “{text}”", "不公开：“{text}”"),
    why=Both(
        "The text only says that it may not be published. Nothing is wrong with it; it is listed so that a "
        "reviewer knows "
        "what was not checked, and left out of all other rules.",
        "内容只说明不宜公开。这不是错误，列出来是让审核人知道哪些没有检查；其他规则都不检查这类内容。",
    ),
    bad="涉密项目",
    source=OBSERVED,
)

_YEARS = re.compile(r"(?:[两二三四五六]|[2-6])年(?:共|内|累计|行动|规划|合计|总|期)")
_FROM_TO = re.compile(r"(20\d{2})年?\s*[-—－–~～至]\s*(20\d{2})年")


def _runs_for_years(subject: Subject) -> bool:
    """Whether the project's own words say that it runs for more than one calendar year."""
    texts = [one.cycle.text for one in subject.indicators if one.cycle is not None]
    for text in (subject.project, *texts):
        period = _FROM_TO.search(text)
        if _YEARS.search(text) or (period is not None and period[2] > period[1]):
            return True
    dates = [one.cycle.value for one in subject.indicators if one.cycle is not None]
    return any(
        isinstance(value, DateRange)
        and value.start is not None
        and value.end is not None
        and value.end.year > value.start.year
        for value in dates
    )


@check(ANNUAL_EQUALS_CYCLE)
def annual_equals_cycle(subject: Subject) -> Iterator[Diagnostic]:
    """Counts that are the same for the year and for a period that says it is longer."""
    if not _runs_for_years(subject):
        return
    for one in subject.indicators:
        if one.cycle is None or one.annual is None or one.cycle.value != one.annual.value:
            continue
        match one.annual.value:
            case Number(value=value, unit=unit, per=None) if value > 1 and family(unit) == "count":
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
    """Strings that hold nothing but such a notice, or indicators that all hold one; once for each."""
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
    """What stands for the project as a whole: the number its first entry begins with."""
    start = subject.indicators[0].span.start
    found = re.compile(r"\d*[、.．]?").match(subject.tree.source, start)
    return Span(start, max(found.end() if found is not None else 0, start + 1))
