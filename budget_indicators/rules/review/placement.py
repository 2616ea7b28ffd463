"""Indicators filed under the wrong group, and satisfaction that is not measured as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.nodes import Diagnostic, FreeText, Number, Range
from ...model.rule import Both, Rule
from ...model.taxonomy import BENEFIT, SATISFACTION
from ..check import Subject, check
from ..where import name_span
from ..wording import CONFUSED, CRITICISM, OBSERVED, both, short
from ..words import bare, is_rate, unit_of

SATISFACTION_UNIT = Rule(
    code="Q010",
    name="satisfaction-not-measured",
    group="review",
    severity="warning",
    summary=Both("Satisfaction that is neither a percentage nor a score.", "满意度指标值不是百分比或分数。"),
    message=Both(
        "satisfaction “{text}” is neither a percentage nor a score", "满意度指标值“{text}”既不是百分比，也不是分数"
    ),
    why=Both(
        "Satisfaction is asked for in a survey, whose result is a percentage or a score. 满意 or 不断增强 cannot be "
        "compared with it.",
        "满意度来自调查，结果是百分比或分数。“满意”“不断增强”无法与调查结果比较。",
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:满意；年度指标值:满意。",
    good="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=both(CRITICISM, OBSERVED),
)

SATISFACTION_ELSEWHERE = Rule(
    code="Q011",
    name="satisfaction-elsewhere",
    group="review",
    severity="warning",
    summary=Both("Satisfaction filed outside 满意度指标.", "满意度指标没有列在满意度指标下。"),
    message=Both("“{name}” is filed under {level}, not 满意度指标", "“{name}”列在{level}下，应列在满意度指标下"),
    why=Both(
        "Satisfaction has a first-level group of its own. Filed under benefit it stands in for a real effect, and the "
        "satisfaction group stays empty.",
        "满意度有单独的一级指标。列在效益指标下，就成了用满意度代替效益，满意度指标反而空缺。",
    ),
    bad="1、2-效益指标；22-社会效益指标；群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    good="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=both(CONFUSED, OBSERVED),
)

RATE_UNDER_QUANTITY = Rule(
    code="Q012",
    name="rate-under-quantity",
    group="review",
    severity="warning",
    summary=Both("A rate or a percentage under 数量指标.", "数量指标下列了比率或百分比。"),
    message=Both("“{name}” is measured as a rate, not as a quantity", "“{name}”按比率考核，不是数量"),
    why=Both(
        "Quantity counts how much was done; how much of it was good is quality, how much of it in time is timeliness.",
        "数量指标反映做了多少；合格多少属于质量指标，按时多少属于时效指标。",
    ),
    bad="1、1-产出指标；11-数量指标；网格事件办结率；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；11-数量指标；网格事件办结数量；实施周期指标值:500宗；年度指标值:500宗。",
    source=CRITICISM,
)

TIMELINESS_ELSEWHERE = Rule(
    code="Q013",
    name="timeliness-elsewhere",
    group="review",
    severity="warning",
    summary=Both("Timeliness outside 时效指标.", "时效类指标没有列在时效指标下。"),
    message=Both("“{name}” is filed under {level}, not 时效指标", "“{name}”列在{level}下，应列在时效指标下"),
    why=Both(
        "In time, by a date, within hours: that is what 时效指标 is for. Elsewhere it is overlooked, and the group it "
        "stands in looks filled though it is not.",
        "及时、按时、限时完成属于时效指标。列在别处容易被忽略，所在的类别看似有指标，其实没有。",
    ),
    bad="1、1-产出指标；12-质量指标；投诉处理及时率；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；13-时效指标；投诉处理及时率；实施周期指标值:100%；年度指标值:100%。",
    source=CRITICISM,
)

QUALITY_UNDER_BENEFIT = Rule(
    code="Q014",
    name="quality-under-benefit",
    group="review",
    severity="warning",
    summary=Both("Quality filed under 效益指标.", "质量类指标列在效益指标下。"),
    message=Both("“{name}” is the quality of an output, not a benefit", "“{name}”反映产出质量，不是效益"),
    why=Both(
        "Whether a delivery is accepted or a system fails is the quality of the output. Benefit is what it changes for "
        "those it was made for.",
        "验收是否合格、设备有无故障是产出的质量；效益是产出给服务对象带来的变化。",
    ),
    bad="1、2-效益指标；22-社会效益指标；设备验收合格率；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；12-质量指标；设备验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=CONFUSED,
)


@check(SATISFACTION_UNIT)
def satisfaction_unit(subject: Subject) -> Iterator[Diagnostic]:
    """Satisfaction in words, or counted in something else; one without any unit is another rule's."""
    for one, target in subject.targets():
        if one.level1 != SATISFACTION:
            continue
        match target.value:
            case FreeText(kind="qualitative") if not target.measures:
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
