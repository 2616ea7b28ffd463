"""Two plain columns for an indicator: whether it is about satisfaction, and the minimum percentage."""

from __future__ import annotations

from decimal import Decimal

from ..model.comparison import in_base_unit
from ..model.nodes import Category, DateRange, FreeText, Indicator, Measure, Number, Range, Target, Value
from ..model.taxonomy import SATISFACTION
from ..model.units import unit_of
from ..patterns import lazy

# Text that may follow the words that name the measure: （%）, ：, ≥90%, 达到90%以上.
_BEHIND = lazy(
    r"(?:[（(\[【][^（）()\[\]【】]*[)）\]】]|(?:应?达到?|不低于|不少于|大于等于|大于|高于|超过|至少|[≥＞>=＝≧])?"
    r"\d[\d.]*[%％分]?(?:以上|及以上|左右)?|[\s%％≥＞>=＝≧:：、，,。.;；*]|应?达到?(?:目标值?|预期|要求|标准)?|保持|稳定)$"
)
_LONGEST = 200
"""The characters at the end of a name that are examined: the end says what is measured."""
_CONTENT = lazy(
    r"(?<!不)满意(?:度|率|程度|情况|水平|状况|比例|比率|占比)?"
    r"(?:的?(?:综合)?(?:评分|得分|分值|分数|指数|评价|测评结果|调查结果|指标|目标|目标值))?$"
)
_SURVEY = lazy(r"(?:调查|测评|问卷|评价|评议|回访|访问)$")
_OTHER_RATE = lazy(r"率$")
_OPINION = lazy(r"(?:好评|认可|认同|支持|赞成|赞同|肯定|信任|赞誉|赞扬)率$")
_AMOUNT = lazy(r"(?:数|数量|次|份|人次|时间|时限|时长|天数|周期|期限|不满意度|不满意程度|金额|成本)$")


def is_satisfaction(indicator: Indicator) -> bool:
    """Whether an indicator measures satisfaction.

    The end of its name decides (群众满意度, 使用单位满意率（%）), or it is filed under 满意度指标 and its name does not
    end in another amount (投诉率, 调查次数). An activity about satisfaction does not count: 满意度调查次数.

    >>> from budget_indicators import parse_indicators
    >>> text = "1、2-效益指标；22-社会效益指标；{}；实施周期指标值:100%；年度指标值:100%。"
    >>> names = ("群众满意度", "满意度调查覆盖率", "师生满意率（%）", "不满意率")
    >>> [is_satisfaction(parse_indicators(text.format(name)).indicators[0]) for name in names]
    [True, False, True, False]
    """
    about = next((about_of(target.value) for target in _targets(indicator)), None)
    return states_satisfaction(indicator.name, indicator.level1, indicator.level2, about)


def states_satisfaction(name: str, level1: Category | None, level2: Category | None, about: str | None) -> bool:
    """``is_satisfaction`` for a name, its levels, and what the value measures."""
    filed = SATISFACTION in (level1, level2 and level2.parent)
    if not filed and "满意" not in name:
        return False
    if not _states_satisfaction(_head(name), filed):
        return False
    # The value may measure something else: 满意度：投诉处理率100%.
    return about is None or _states_satisfaction(_head(about), True)


def _states_satisfaction(name: str, filed: bool) -> bool:
    if _CONTENT.search(name):
        return True
    if not filed or _AMOUNT.search(name):
        return False
    return not _OTHER_RATE.search(name) or _OPINION.search(name) is not None


def _head(name: str) -> str:
    """A name without the text after the words that name the measure."""
    name = name[-_LONGEST:]
    while (behind := _BEHIND.search(name)) is not None and behind.start():
        name = name[: behind.start()]
    return name


def about_of(value: Value) -> str | None:
    """What a value measures, if its clause says so."""
    return value.about if isinstance(value, Number | Range) else None


def at_least_percent(indicator: Indicator) -> Decimal | None:
    """The minimum percentage if the target is met; ``None`` if the target promises none.

    It is taken from the annual target, or else from the cycle target. 95%以上, 95%-98% and 95% itself promise 95. Of
    several the headline counts, of milestones the last, and the lowest if the headline is ambiguous. Upper limits
    (≤5%), amounts that are relative (较上年提高5%) or rough (95%左右), and amounts in other units (95分) or in none
    (95) promise no percentage.

    >>> from budget_indicators import parse_indicators
    >>> text = "1、3-满意度指标；31-服务对象满意度指标；满意度；实施周期指标值:≥90%；年度指标值:{}。"
    >>> [str(at_least_percent(parse_indicators(text.format(v)).indicators[0])) for v in ("95%以上", "≥950‰", "良好")]
    ['95', '95', '90']
    """
    return next((low for target in _targets(indicator) if (low := least_percent(target)) is not None), None)


def _targets(indicator: Indicator) -> tuple[Target, ...]:
    return tuple(target for target in (indicator.annual, indicator.cycle) if target is not None)


def least_percent(target: Target) -> Decimal | None:
    """The percentage that is reached at least if this target is met."""
    if not target.ambiguous:
        return _low(target.value)
    if milestones := target.milestones:
        return _low(milestones[-1][1])
    return min((low for measure in target.measures if (low := _low(measure)) is not None), default=None)


def _low(value: Measure | Value) -> Decimal | None:
    """The lower end in percent."""
    match value:
        case Number(value=low, unit=str() as unit, relation=None, approximate=False):
            pass
        case Range(low=Decimal() as low, unit=str() as unit, relation=None, approximate=False):
            pass
        case Number() | Range() | DateRange() | FreeText():
            return None
    return in_base_unit(low, unit, None) if unit_of(unit, None).dimension == "percent" else None
