"""Cycle and annual targets of one indicator that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...model.nodes import Diagnostic, FreeText, Indicator, Number, Range, Target
from ...model.rule import Both, Rule
from ..check import Subject, check
from ..wording import CONFUSED, CRITICISM, OBSERVED, both, short
from ..words import bare, family, is_growth, is_unwanted, least, most, unit_of

UNITS_DISAGREE = Rule(
    code="V008",
    name="units-disagree",
    group="impossible",
    severity="warning",
    summary=Both("Cycle and annual targets in different units.", "实施周期指标值与年度指标值的计量单位不一致。"),
    message=Both(
        "the whole period is measured in {cycle_unit} ({cycle}) but the year in {annual_unit} ({annual})",
        "实施周期指标值（{cycle}）以“{cycle_unit}”计，年度指标值（{annual}）却以“{annual_unit}”计",
    ),
    why=Both(
        "The year is a part of the period: both targets of an indicator must be comparable. Points against per "
        "cent, or "
        "a count against per cent, cannot be compared.",
        "年度是实施周期的一部分，同一指标的两个指标值应当可以比较。"
        "一个按分、一个按百分比，或一个按数量、一个按百分比，都无法比较。",
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；政法工作满意度；实施周期指标值:85分以上；年度指标值:100%完成。",
    good="1、3-满意度指标；31-服务对象满意度指标；政法工作满意度；实施周期指标值:85分以上；年度指标值:85分以上。",
    source=both(CRITICISM, OBSERVED),
)

ANNUAL_STRICTER = Rule(
    code="V009",
    name="annual-stricter",
    group="impossible",
    severity="warning",
    summary=Both("An annual target above that of the whole period.", "年度指标值高于整个实施周期的指标值。"),
    message=Both(
        "the year must reach {annual}, the whole period only {cycle}",
        "年度指标值（{annual}）比整个实施周期的指标值（{cycle}）要求更高",
    ),
    why=Both(
        "What must be reached within the year is reached within the period too. Where the year asks for more, "
        "one of the "
        "two numbers is wrong. Indicators of which less is better, growth, costs and durations are not reported.",
        "年度内必须达到的结果，整个周期内自然也达到了。年度要求反而更高，说明两个数中有一个填错了。"
        "越低越好的指标、增长类、成本类和时间类指标不报。",
    ),
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:6次。",
    good="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:12次；年度指标值:6次。",
    source=both(CONFUSED, OBSERVED),
)

_NOT_MORE_IS_BETTER = re.compile(
    "成本|费用|单价|造价|价格|支出|经费|时间|时限|时长|天数|周期|工期|响应|下降|降低|减少|压缩|压减|节约|节省|控制|消耗|能耗|排放|存量|欠|差距|不|未|无"
)
# 提高登记率达98% names the level to be reached, not by how much it grows.
_TOWARDS = re.compile("(?:提高|提升)(?=[^，,；;。]{0,30}[达到至])")


@check(UNITS_DISAGREE)
def units_disagree(subject: Subject) -> Iterator[Diagnostic]:
    """Targets that have no kind of unit in common."""
    for one in subject.indicators:
        if one.cycle is None or one.annual is None or one.cycle.value == one.annual.value:
            continue
        cycle, annual = _families(one.cycle), _families(one.annual)
        if cycle and annual and cycle.isdisjoint(annual):
            yield UNITS_DISAGREE.at(
                one.annual.span,
                cycle=short(one.cycle.text),
                annual=short(one.annual.text),
                cycle_unit=unit_of(one.cycle.value),
                annual_unit=unit_of(one.annual.value),
            )


def _families(target: Target) -> frozenset[str]:
    """The kinds of unit in a target; nothing where its headline has none, or one measure has none."""
    if not isinstance(target.value, (Number, Range)) or target.value.unit is None:
        return frozenset()
    found = {family(unit_of(measure)) for measure in target.measures} | {family(target.value.unit)}
    return frozenset(kind for kind in found if kind) if None not in found else frozenset()


@check(ANNUAL_STRICTER)
def annual_stricter(subject: Subject) -> Iterator[Diagnostic]:
    """Annual lower bounds above the period's."""
    for one in subject.indicators:
        if one.cycle is None or one.annual is None or one.cycle.value == one.annual.value:
            continue
        if _stricter(one, one.cycle, one.annual):
            yield ANNUAL_STRICTER.at(one.annual.span, cycle=short(one.cycle.text), annual=short(one.annual.text))


def _stricter(one: Indicator, cycle: Target, annual: Target) -> bool:
    # Of several measures it is not sure enough which are to be compared.
    if len(cycle.measures) != 1 or len(annual.measures) != 1 or not _more_is_better(one, cycle, annual):
        return False
    match cycle.value, annual.value:
        case ((Number() | Range()) as whole, (Number() | Range()) as part):
            if whole.unit != part.unit or whole.per != part.per or whole.approximate or part.approximate:
                return False
            if family(whole.unit) in ("time", "money"):
                return False
            floor, wanted, ceiling = least(whole), least(part), most(whole)
            if wanted is None:
                return False
            above_floor = floor is not None and wanted > floor
            above_ceiling = ceiling is not None and wanted > ceiling
            return above_floor or above_ceiling
        case _:
            return False


def _grows(name: str, texts: str) -> bool:
    """Whether the amounts say by how much something changes, not which level it reaches."""
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
