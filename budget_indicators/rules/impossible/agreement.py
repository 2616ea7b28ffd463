"""Cycle and annual targets of one indicator that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...catalogue.impossible import ANNUAL_STRICTER, UNITS_DISAGREE
from ...model.nodes import Diagnostic, FreeText, Indicator, Number, Range, Target
from ...patterns import lazy
from ..check import Subject, check
from ..units import PHYSICAL, family, never_alike, other_kind
from ..wording import short
from ..words import bare, is_growth, is_unwanted, least, most, unit_of

_NOT_MORE_IS_BETTER = lazy(
    "成本|费用|单价|造价|价格|支出|经费|时间|时限|时长|天数|周期|工期|响应|下降|降低|减少|压缩|压减|节约|节省"
    "|控制|消耗|能耗|排放|存量|欠(?!发达)|差距|不(?!动产|锈)|未(?!成年|来)|无(?!线|人机|障碍|纸|害|烟|偿|缝)"
)
# 提高登记率达98% names the level to be reached, not the increase.
_TOWARDS = lazy("(?:提高|提升)(?=[^，,；;。]{0,30}[达到至])")


@check(UNITS_DISAGREE)
def units_disagree(subject: Subject) -> Iterator[Diagnostic]:
    """Targets without a common kind of unit."""
    for _, whole, year in subject.differing:
        one_unit = len(whole.measures) == len(year.measures) == 1 and unit_of(whole.value) == unit_of(year.value)
        if one_unit or whole.value == year.value:
            continue
        cycle, annual = _families(whole), _families(year)
        if cycle and annual and (cycle.isdisjoint(annual) or _count_other_things(whole, year)):
            yield UNITS_DISAGREE.at(
                year.span,
                cycle=short(whole.text),
                annual=short(year.text),
                cycle_unit=unit_of(whole.value),
                annual_unit=unit_of(year.value),
            )


def _families(target: Target) -> frozenset[str]:
    """The kinds of unit in a target; empty if its headline or one of its measures has none."""
    if not isinstance(target.value, (Number, Range)) or target.value.unit is None:
        return frozenset()
    found = {family(unit_of(measure)) for measure in target.measures} | {family(target.value.unit)}
    return frozenset(kind for kind in found if kind) if None not in found else frozenset()


def _count_other_things(cycle: Target, annual: Target) -> bool:
    """Whether both are one bare count, of things of different kinds: 30场 against 1200人次."""
    units = unit_of(cycle.value), unit_of(annual.value)
    alone = len(cycle.measures) == len(annual.measures) == 1
    bare_counts = all(
        isinstance(target.value, (Number, Range)) and target.value.text == target.text for target in (cycle, annual)
    )
    return alone and bare_counts and (other_kind(*units) or never_alike(*units))


@check(ANNUAL_STRICTER)
def annual_stricter(subject: Subject) -> Iterator[Diagnostic]:
    """Annual lower bounds above the period's."""
    for one, cycle, annual in subject.differing:
        if _stricter(cycle, annual) and cycle.value != annual.value and _more_is_better(one, cycle, annual):
            yield ANNUAL_STRICTER.at(annual.span, cycle=short(cycle.text), annual=short(annual.text))


def _stricter(cycle: Target, annual: Target) -> bool:
    # With several measures it is uncertain which ones to compare.
    if len(cycle.measures) != 1 or len(annual.measures) != 1:
        return False
    whole, part = cycle.value, annual.value
    if not (isinstance(whole, (Number, Range)) and isinstance(part, (Number, Range))):
        return False
    wanted = least(part)
    if wanted is None or whole.approximate or part.approximate:
        return False
    if whole.unit != part.unit or whole.per != part.per:
        if whole.per or part.per or family(whole.unit) not in PHYSICAL or part.unit is None:
            return False
        try:
            whole = whole.to(part.unit)
        except ValueError:
            return False
    floor, ceiling = least(whole), most(whole)
    if not ((floor is not None and wanted > floor) or (ceiling is not None and wanted > ceiling)):
        return False
    # Less time and money is better, except for money to be raised: 带动社会投资 ≥3亿元.
    floors = isinstance(whole, Range) and isinstance(part, Range) and whole.high is None and part.high is None
    return family(whole.unit) != "time" and (family(whole.unit) != "money" or floors)


def _grows(name: str, texts: str) -> bool:
    """Whether the amounts state a change, not a level."""
    level = _TOWARDS.sub("", texts)
    return (
        is_growth(texts + name) if level == texts else is_growth(level + name.removeprefix("提高").removeprefix("提升"))
    )


def _more_is_better(one: Indicator, cycle: Target, annual: Target) -> bool:
    name = bare(one.name)
    return not (
        is_unwanted(name)
        or _grows(name, f"{cycle.text}；{annual.text}")
        or _NOT_MORE_IS_BETTER.search(name)
        or FreeText() in (cycle.value, annual.value)
        or least(cycle.value) == most(annual.value) == Decimal(0)
    )
