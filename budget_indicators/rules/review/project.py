"""What a project as a whole lacks or mixes, and rows that are withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...catalogue.review import ANNUAL_EQUALS_CYCLE, FEWER_THAN_THREE, GROUP_MISSING, MIXED_FRAMES, WITHHELD
from ...model.nodes import Category, DateRange, Diagnostic, Number, Span
from ...model.taxonomy import BENEFIT, COST, OUTPUT, SATISFACTION
from ..check import Subject, check
from ..units import family
from ..wording import short

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
