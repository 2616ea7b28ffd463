"""Indicators filed under the wrong group, and satisfaction that is not measured as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...catalogue.review import (
    QUALITY_UNDER_BENEFIT,
    RATE_UNDER_QUANTITY,
    SATISFACTION_ELSEWHERE,
    SATISFACTION_UNIT,
    TIMELINESS_ELSEWHERE,
)
from ...model.nodes import Diagnostic, FreeText, Number, Range
from ...model.taxonomy import BENEFIT, SATISFACTION
from ..check import Subject, check
from ..where import name_span
from ..wording import short
from ..words import bare, is_rate, unit_of


@check(SATISFACTION_UNIT)
def satisfaction_unit(subject: Subject) -> Iterator[Diagnostic]:
    """Satisfaction in words, or counted in something else; one without any unit is another rule's."""
    for one, target in subject.targets():
        if one.level1 != SATISFACTION:
            continue
        match target.value:
            case FreeText(in_words=True) if not target.measures:
                pass
            case Number(unit=str() as unit) | Range(unit=str() as unit) if unit not in ("%", "‰", "分"):
                pass
            case _:
                continue
        yield SATISFACTION_UNIT.at(target.span, text=short(target.text))


_SATISFACTION = re.compile("(?:满意度|满意率|满意程度|满意情况)$")


@check(SATISFACTION_ELSEWHERE)
def satisfaction_elsewhere(subject: Subject) -> Iterator[Diagnostic]:
    """Names that end in satisfaction, under another first level."""
    for one in subject.indicators:
        if one.level1 is not None and one.level1 != SATISFACTION and _SATISFACTION.search(bare(one.name)):
            span = name_span(subject.tree, one)
            yield SATISFACTION_ELSEWHERE.at(span, name=short(one.name), level=one.level1.name)


@check(RATE_UNDER_QUANTITY)
def rate_under_quantity(subject: Subject) -> Iterator[Diagnostic]:
    """Rates by name, and percentages by value, under 数量指标."""
    for one in subject.indicators:
        if one.level2 is None or one.level2.code != "11":
            continue
        targets = [target for target in (one.cycle, one.annual) if target is not None]
        if is_rate(one.name) or (targets and all(unit_of(target.value) == "%" for target in targets)):
            yield RATE_UNDER_QUANTITY.at(name_span(subject.tree, one), name=short(one.name))


_IN_TIME = re.compile(
    "(?:及时|按时|准时|按期|如期|限时)[一-龥]{0,6}?(?:率|性|程度|情况)$|(?:完成|办理|办结|响应|处理|处置|到达|交付|支付|拨付|发放|完工|竣工)(?:时间|时限|期限)$|及时度?$"
)
_NOT_TIMELINESS = re.compile("满意|知晓|认可|减少|缩短|节约|节省")


@check(TIMELINESS_ELSEWHERE)
def timeliness_elsewhere(subject: Subject) -> Iterator[Diagnostic]:
    """Names that end in being in time, under another second level of output or under benefit."""
    for one in subject.indicators:
        if one.level2 is None or one.level2.code == "13" or one.level1 == SATISFACTION:
            continue
        name = bare(one.name)
        if _IN_TIME.search(name) and not _NOT_TIMELINESS.search(name):
            span = name_span(subject.tree, one)
            yield TIMELINESS_ELSEWHERE.at(span, name=short(one.name), level=one.level2.name)


_QUALITY = re.compile("(?:合格率|故障率|故障次数|完好率|准确率|差错率|错误率|返工率|验收通过率)$")
_BENEFIT_ALL_THE_SAME = re.compile("水质|饮用水|空气|大气|环境|土壤|食品|药品|排放|农产品|血液|疫苗")


@check(QUALITY_UNDER_BENEFIT)
def quality_under_benefit(subject: Subject) -> Iterator[Diagnostic]:
    """Names that end in the quality of an output, under benefit; what people drink, eat and breathe is left out."""
    for one in subject.indicators:
        name = bare(one.name)
        if one.level1 == BENEFIT and _QUALITY.search(name) and not _BENEFIT_ALL_THE_SAME.search(name):
            yield QUALITY_UNDER_BENEFIT.at(name_span(subject.tree, one), name=short(one.name))
