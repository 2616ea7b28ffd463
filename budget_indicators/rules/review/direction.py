"""Bounds in the wrong direction, and rates that are not percentages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...catalogue.review import COST_AT_LEAST, RATE_WITH_UNIT, UNWANTED_AT_LEAST, WANTED_AT_MOST
from ...model.nodes import DateRange, Diagnostic, FreeText, Number, Range
from ...model.taxonomy import BENEFIT, COST
from ...patterns import lazy
from ..check import Subject, check
from ..units import family
from ..wording import short
from ..words import bare, counts_trouble, is_hardly_wanted, is_rate, is_share, is_unwanted, is_wanted, unit_of

# Payments to people are a minimum: 补助标准≥720元.
_PAID_OUT = lazy(
    "(?:补助|补贴|资助|救助|发放|保障|低保|抚恤|工资|薪酬|待遇|最低|供养|养育|抚养|护理|优待|奖励|奖补|助学|救济|慰问|津贴|[生人户]均(?:公用|定额|拨款))[一-龥]{0,8}(?:标准|金额|水平|额度|费用?)?$"
)
_SAVING = lazy("节约|节省|降低|下降|减少|压减|压缩|降幅|控制率|达标|合规|收回|利润|收益|效益")
_DEVIATION = lazy("误差|偏差|差错|错误|不合格|未")


@check(COST_AT_LEAST)
def cost_at_least(subject: Subject) -> Iterator[Diagnostic]:
    """Costs with only a lower bound; savings are not costs."""
    for one, target in subject.targets():
        is_cost = one.level2 is not None and (one.level2.code == "14" or one.level2.parent == COST)
        if not is_cost or _only_low(target.value) is None or _PAID_OUT.search(one.name):
            continue
        if not _SAVING.search(f"{one.name}{target.text}"):
            yield COST_AT_LEAST.at(target.span, text=short(target.text))


@check(UNWANTED_AT_LEAST)
def unwanted_at_least(subject: Subject) -> Iterator[Diagnostic]:
    """Unwanted amounts with only a lower bound above zero."""
    for one, target in subject.targets():
        low = _only_low(target.value)
        bad = is_unwanted(one.name) or (one.level1 == BENEFIT and counts_trouble(one.name))
        if low is not None and not bad and unit_of(target.value) == "%":
            bad = is_hardly_wanted(one.name, low)
        if low is not None and low > 0 and bad and not _SAVING.search(target.text):
            yield UNWANTED_AT_LEAST.at(target.span, name=short(one.name), text=short(target.text))


@check(WANTED_AT_MOST)
def wanted_at_most(subject: Subject) -> Iterator[Diagnostic]:
    """Wanted shares with only an upper bound in percent or points; ≤0 has its own rule."""
    for one, target in subject.targets():
        match target.value:
            case Range(low=None, high=Decimal() as high, unit="%" | "分" as unit) if (
                high > 0
                and (is_wanted(one.name) or (unit == "%" and _is_most(one.name, high)))
                and not _DEVIATION.search(target.text)
            ):
                yield WANTED_AT_MOST.at(target.span, name=short(one.name), text=short(target.text))


_MOST = Decimal(70)
_ALL = Decimal(100)
# What has an upper limit by its nature: water in sludge, memory in use, loans on a pledge, money spent.
_LIMITED = lazy(
    "含[一-龥]{1,2}率|贷|退|淘汰|录用|拒|占用|使用|利用|消耗|抵押|质押|负|控制|结余|结转|依存|依赖|集中|湿度|支出|支付|预算|执行|孔隙|空隙|水分|吸烟|压缩|折旧|费|杠杆|药占|满[载负]|饱和|承载"
)


def _is_most(name: str, high: Decimal) -> bool:
    """Whether “at most” allows nearly all of a share that nothing says to be unwanted: 警报鸣响率 ≤90%."""
    if not _MOST <= high < _ALL or not bare(name).endswith("率"):
        return False
    return is_share(name) and not is_unwanted(name) and not counts_trouble(name) and _LIMITED.search(name) is None


@check(RATE_WITH_UNIT)
def rate_with_unit(subject: Subject) -> Iterator[Diagnostic]:
    """Rates whose value is counted in days, pieces or money, or is a date."""
    for one, target in subject.targets():
        if not is_rate(one.name) or any(family(unit_of(measure)) == "percent" for measure in target.measures):
            continue
        match target.value:
            case Number(unit=str() as unit) | Range(unit=str() as unit) if "/" not in unit and family(unit) not in (
                "percent",
                "score",
            ):
                pass
            case DateRange() | FreeText(kind="date_without_year"):
                pass
            case _:
                continue
        yield RATE_WITH_UNIT.at(target.span, name=short(one.name), text=short(target.text))


def _only_low(value: object) -> Decimal | None:
    """The lower bound of a range that has no upper one."""
    return value.low if isinstance(value, Range) and value.high is None else None
