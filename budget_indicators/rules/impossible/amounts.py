"""Amounts that cannot be: a range from high to low, a share of more than everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...model.nodes import DateRange, Diagnostic, Edit, Fix, IndicatorTree, Number, Range, Span, Target
from ...model.rule import Both, Rule
from ..check import Subject, check
from ..where import word_span
from ..wording import OBSERVED, SOFTWARE, amount, both, short
from ..words import is_growth, is_share

ALL = Decimal(100)

RANGE_REVERSED = Rule(
    code="V001",
    name="range-reversed",
    group="impossible",
    severity="error",
    summary=Both("A range whose low end is above its high end.", "区间的下限大于上限。"),
    message=Both("the range {text} runs from high to low", "区间“{text}”的下限大于上限"),
    why=Both(
        "No amount lies between a low end and a smaller high end, so the target can never be met nor missed. "
        "The two numbers were probably typed in the wrong order, or a digit is missing.",
        "下限大于上限的区间里没有任何数值，这个指标值无从考核。多半是两个数写反了，或者漏了一位数字。",
    ),
    bad="1、1-产出指标；11-数量指标；开展案件评查数量；实施周期指标值:12-6宗；年度指标值:12-6宗。",
    good="1、1-产出指标；11-数量指标；开展案件评查数量；实施周期指标值:6-12宗；年度指标值:6-12宗。",
    source=SOFTWARE,
)

SHARE_OVER_ALL = Rule(
    code="V002",
    name="share-over-100",
    group="impossible",
    severity="error",
    summary=Both("A share of more than 100 %.", "占比类指标超过100%。"),
    message=Both("“{name}” is a share and cannot be {value}", "“{name}”是占比类指标，不可能为“{value}”"),
    why=Both(
        "A rate that counts a part of a whole (合格率, 满意度, 及时率) is at most 100 %. A greater value is a typing "
        "error, or the indicator is a growth rate and should be called so. Growth rates, and rates that may exceed one "
        "hundred (完成率, 保值增值率, 拨备覆盖率 …), are not reported.",
        "合格率、满意度、及时率这类指标反映部分占整体的比例，最高为100%。"
        "超过100%要么是录入错误，要么实际是增长率而名称没有写清。"
        "增长类以及本来可以超过100%的指标（完成率、保值增值率、拨备覆盖率等）不报。",
    ),
    bad="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:120%。",
    good="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=both(SOFTWARE, OBSERVED),
)

SHARE_AT_LEAST_ALL = Rule(
    code="V003",
    name="share-at-least-100",
    group="impossible",
    severity="warning",
    summary=Both("“At least 100 %” of a share.", "占比类指标写成“≥100%”。"),
    message=Both(
        "“{name}” is a share and cannot exceed 100 %: write 100% instead of {value}",
        "“{name}”是占比类指标，不会超过100%，“{value}”应写成“100%”",
    ),
    why=Both(
        "“At least” says that more is possible; of a share nothing above 100 % is. The sign is left over from a "
        "form or "
        "a copied line.",
        "“≥”表示还可以更高，而占比类指标不可能高于100%。这个符号多半是表单默认值或复制时带来的。",
    ),
    bad="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:≥100%；年度指标值:≥100%。",
    good="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=OBSERVED,
)

_TWO_NUMBERS = re.compile(r"(\d+(?:\.\d+)?)(\D{0,4}?[-—－–~～至到]\D{0,2}?)(\d+(?:\.\d+)?)")
_AT_LEAST_ALL = re.compile(r"(?:≥|≧|>=|不低于|不少于|不小于|至少|大于等于|大于或等于)?\s*100[%％](?:及?以上)?")


@check(RANGE_REVERSED)
def range_reversed(subject: Subject) -> Iterator[Diagnostic]:
    """Ranges and date ranges that run backwards."""
    for _, target in subject.targets():
        for measure in target.measures:
            match measure:
                case Range(low=Decimal() as low, high=Decimal() as high) if low > high:
                    swapped = _TWO_NUMBERS.sub(r"\3\2\1", measure.text, count=1)
                    fix = _replacing(subject.tree, target, measure.text, swapped)
                case DateRange(start=start, end=end) if start is not None and end is not None and start > end:
                    fix = None
                case _:
                    continue
            span = word_span(subject.tree, target, measure.text)
            yield RANGE_REVERSED.at(span, fix, text=measure.text)


@check(SHARE_OVER_ALL)
def share_over_all(subject: Subject) -> Iterator[Diagnostic]:
    """Shares whose value, or a bound of it, is above 100 %."""
    for one, target in subject.targets():
        match target.value:
            case Number(value=value, unit="%") if value > ALL:
                pass
            case Range(low=Decimal() as low, unit="%", low_inclusive=inclusive) if low > ALL or (
                low == ALL and not inclusive
            ):
                pass
            case Range(high=Decimal() as high, unit="%") if high > ALL:
                pass
            case _:
                continue
        if not is_share(one.name) or is_growth(target.text):
            continue
        text = target.value.text or target.text
        yield SHARE_OVER_ALL.at(
            word_span(subject.tree, target, text), name=short(one.name), value=short(text), amount=amount(ALL)
        )


@check(SHARE_AT_LEAST_ALL)
def share_at_least_all(subject: Subject) -> Iterator[Diagnostic]:
    """Shares of “at least 100 %”."""
    for one, target in subject.targets():
        match target.value:
            case Range(low=low, high=None, low_inclusive=True, unit="%", text=text) if low == ALL and is_share(
                one.name
            ):
                span = word_span(subject.tree, target, text)
                plain = _AT_LEAST_ALL.fullmatch(text) is not None and not is_growth(target.text)
                fix = _replacing(subject.tree, target, text, "100%") if plain else None
                yield SHARE_AT_LEAST_ALL.at(span, fix, name=short(one.name), value=short(text or target.text))


def _replacing(tree: IndicatorTree, target: Target, old: str, new: str) -> Fix | None:
    """Write ``new`` for ``old`` inside a target, where it stands there as it is; changes the value, so not safe."""
    span: Span = word_span(tree, target, old)
    if not old or old == new or span.of(tree.source) != old:
        return None
    return Fix((Edit(span, new),), "unsafe")
