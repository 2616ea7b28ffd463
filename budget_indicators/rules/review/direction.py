"""Bounds that point the wrong way, and rates that are not counted in per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...model.nodes import DateRange, Diagnostic, Number, Range
from ...model.rule import Both, Rule
from ...model.taxonomy import COST
from ..check import Subject, check
from ..wording import OBSERVED, SOFTWARE, both, short
from ..words import family, is_rate, is_unwanted, is_wanted, unit_of

COST_AT_LEAST = Rule(
    code="Q015",
    name="cost-at-least",
    group="review",
    severity="warning",
    summary=Both("A cost indicator with “at least”.", "成本指标用了“≥”。"),
    message=Both("a cost of {text}: costs are bounded from above", "成本指标写成“{text}”，成本应控制上限"),
    why=Both(
        "A cost indicator keeps costs down. “At least” asks to spend more.",
        "成本指标是为了控制支出，写成“≥”等于要求多花钱。",
    ),
    bad="1、1-产出指标；14-成本指标；项目总成本；实施周期指标值:≥50万元；年度指标值:≥50万元。",
    good="1、1-产出指标；14-成本指标；项目总成本；实施周期指标值:≤50万元；年度指标值:≤50万元。",
    source=both(SOFTWARE, OBSERVED),
)

UNWANTED_AT_LEAST = Rule(
    code="Q016",
    name="unwanted-at-least",
    group="review",
    severity="warning",
    summary=Both("Something unwanted with “at least”.", "反向指标用了“≥”。"),
    message=Both("“{name}” {text}: less of it is better", "“{name}”越低越好，却写成“{text}”"),
    why=Both(
        "Of overdue cases, failures, complaints or accidents fewer are better; “at least” asks for more of them.",
        "逾期、故障、投诉、事故等越少越好，写成“≥”等于要求更多。",
    ),
    bad="1、1-产出指标；12-质量指标；设备故障率；实施周期指标值:≥5%；年度指标值:≥5%。",
    good="1、1-产出指标；12-质量指标；设备故障率；实施周期指标值:≤5%；年度指标值:≤5%。",
    source=both(SOFTWARE, OBSERVED),
)

WANTED_AT_MOST = Rule(
    code="Q017",
    name="wanted-at-most",
    group="review",
    severity="warning",
    summary=Both("Something wanted with “at most”.", "正向指标用了“≤”。"),
    message=Both("“{name}” {text}: more of it is better", "“{name}”越高越好，却写成“{text}”"),
    why=Both(
        "Of acceptance, satisfaction or timeliness more is better; “at most” is met by doing nothing.",
        "合格率、满意度、及时率等越高越好，写成“≤”什么都不做也能达到。",
    ),
    bad="1、1-产出指标；12-质量指标；设备验收合格率；实施周期指标值:≤95%；年度指标值:≤95%。",
    good="1、1-产出指标；12-质量指标；设备验收合格率；实施周期指标值:≥95%；年度指标值:≥95%。",
    source=both(SOFTWARE, OBSERVED),
)

RATE_WITH_UNIT = Rule(
    code="Q018",
    name="rate-with-unit",
    group="review",
    severity="warning",
    summary=Both("A rate whose unit is no percentage.", "比率类指标的单位不是百分比。"),
    message=Both("“{name}” is a rate but its value is {text}", "“{name}”是比率，指标值却是“{text}”"),
    why=Both(
        "A rate is a part of a whole and has no days or pieces. Either the name should say what is counted (处理时间), "
        "or the value should be a percentage.",
        "比率是部分占整体的比例，不以天、个计。要么改名称（如“处理时间”），要么把指标值写成百分比。",
    ),
    bad="1、1-产出指标；13-时效指标；投诉处理及时率；实施周期指标值:≤7工作日；年度指标值:≤7工作日。",
    good="1、1-产出指标；13-时效指标；投诉处理时间；实施周期指标值:≤7工作日；年度指标值:≤7工作日。",
    source=OBSERVED,
)

_SAVING = re.compile("节约|节省|降低|下降|减少|压减|压缩|降幅|控制率|达标|合规|收回|利润|收益|效益")
_DEVIATION = re.compile("误差|偏差|差错|错误|不合格|未")


@check(COST_AT_LEAST)
def cost_at_least(subject: Subject) -> Iterator[Diagnostic]:
    """Costs with nothing but a lower bound; what is saved is no cost."""
    for one, target in subject.targets():
        is_cost = one.level2 is not None and (one.level2.code == "14" or one.level2.parent == COST)
        if is_cost and not _SAVING.search(f"{one.name}{target.text}") and _only_low(target.value) is not None:
            yield COST_AT_LEAST.at(target.span, text=short(target.text))


@check(UNWANTED_AT_LEAST)
def unwanted_at_least(subject: Subject) -> Iterator[Diagnostic]:
    """What less is better of, with nothing but a lower bound above zero."""
    for one, target in subject.targets():
        low = _only_low(target.value)
        if low is not None and low > 0 and is_unwanted(one.name) and not _SAVING.search(target.text):
            yield UNWANTED_AT_LEAST.at(target.span, name=short(one.name), text=short(target.text))


@check(WANTED_AT_MOST)
def wanted_at_most(subject: Subject) -> Iterator[Diagnostic]:
    """Wanted shares with nothing but an upper bound in per cent or points; ≤0 is another rule's."""
    for one, target in subject.targets():
        match target.value:
            case Range(low=None, high=Decimal() as high, unit="%" | "分") if (
                high > 0 and is_wanted(one.name) and not _DEVIATION.search(target.text)
            ):
                yield WANTED_AT_MOST.at(target.span, name=short(one.name), text=short(target.text))


@check(RATE_WITH_UNIT)
def rate_with_unit(subject: Subject) -> Iterator[Diagnostic]:
    """Rates whose value is counted in days, pieces or money, or is a date."""
    for one, target in subject.targets():
        if not is_rate(one.name) or any(family(unit_of(measure)) == "percent" for measure in target.measures):
            continue
        match target.value:
            case Number(unit=str() as unit) | Range(unit=str() as unit) if family(unit) in ("time", "count", "money"):
                pass
            case DateRange():
                pass
            case _:
                continue
        yield RATE_WITH_UNIT.at(target.span, name=short(one.name), text=short(target.text))


def _only_low(value: object) -> Decimal | None:
    """The lower bound of a range that has no upper one."""
    return value.low if isinstance(value, Range) and value.high is None else None
