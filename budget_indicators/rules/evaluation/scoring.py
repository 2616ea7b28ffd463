"""The score that follows from target, actual value, direction and weight, and its calculation.

A scoring rule beside the indicator (每少1个百分点扣0.5分) takes precedence. Without one the customary rule is applied.
A score that cannot be computed is reported, never guessed.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import Literal, TypeAlias

import attrs

from ...catalogue.evaluation import OverLimit
from ...model.nodes import DateRange, Details, FreeText, Indicator, Number, Range, Target
from ...model.taxonomy import COST
from ...patterns import lazy
from ..units import family
from ..wording import amount
from ..words import is_unwanted

Why: TypeAlias = Literal[
    "qualitative", "no number", "own scoring rule", "no actual value", "other unit", "a range", "over-fulfilled"
]
WHY_ZH: dict[Why, str] = {
    "qualitative": "定性",
    "no number": "没有数字",
    "own scoring rule": "自定评分标准",
    "no actual value": "没有完成值",
    "other unit": "单位不同",
    "a range": "区间",
    "over-fulfilled": "超额完成",
}
_OVER = Decimal("1.3")
_ALL = Decimal(100)
_ONE = Decimal(1)


@attrs.frozen
class Expected:
    """The expected scores (one, or the ends of a tier), and the calculation; ``met``: the target was met."""

    low: Decimal
    high: Decimal
    arithmetic: str
    met: bool | None
    others: tuple[Decimal, ...] = ()
    """Scores by another interpretation of the usual rule, which are right as well."""

    def allows(self, score: Decimal, *, whole_marks: bool = False) -> bool:
        """Whether a score is one of these, allowing for rounding; ``whole_marks``: the sheet gives only whole marks."""
        places = max(0, -int(score.as_tuple().exponent))
        if whole_marks and places == 0 and int(self.low) <= score <= self.high.to_integral_value(ROUND_CEILING):
            return True  # whole marks are given: 9.8 may be 9 as well as 10
        slack = Decimal("0.055") if places == 1 else Decimal("0.01")
        if self.low - slack <= score <= self.high + slack:
            return True
        return any(abs(other - score) <= slack for other in self.others)


@attrs.frozen
class Unknown:
    """The reason why no score can be computed; ``met``: the target was met nevertheless."""

    why: Why
    met: bool | None = None


@attrs.frozen
class Amounts:
    """Target and actual value in one unit; ``scaled`` if 0.97 was read as 97 %."""

    target: Decimal
    actual: Decimal
    scaled: bool = False


def expected(
    one: Indicator, details: Details, target: Target, weight: Decimal, over_limit: OverLimit = "either"
) -> Expected | Unknown:
    """The expected score of an indicator with this weight."""
    if details.actual is None:
        return Unknown("no actual value")
    met = _met(target, details.actual, one, details)
    if isinstance(target.value, FreeText) or details.type == "qualitative":
        return _tier(details.actual, weight) or Unknown("qualitative", met)
    if isinstance(target.value, DateRange):
        return Expected(weight, weight, "", True) if met else Unknown("no number", met)
    if isinstance(target.value, Range) and target.value.low is not None and target.value.high is not None:
        return Expected(weight, weight, "", True) if met else Unknown("a range", met)
    pair = amounts(target, details.actual)
    if pair is None:
        return Unknown("other unit" if isinstance(details.actual.value, (Number, Range)) else "no number", met)
    negative = is_negative(one, details, target)
    if details.scoring_rule:
        return _by_own_rule(details.scoring_rule, pair, negative, weight, met)
    return _by_rule_in_use(pair, negative, weight, met, over_limit)


def is_negative(one: Indicator, details: Details, target: Target) -> bool:
    """Whether less is better: by the table's own column, the sign of the target, the name, or because it is a cost."""
    if details.direction is not None:
        return details.direction == "negative"
    match target.value:
        case Range(low=None):
            return True
        case Range(high=None):
            return False
        case Number(value=value, unit=unit):
            cost = one.level1 == COST or (one.level2 is not None and one.level2.code == "14")
            return is_unwanted(one.name) or (cost and family(unit) == "money") or value == 0
        case _:
            return False


def amounts(target: Target, actual: Target) -> Amounts | None:
    """Both as numbers in the target's unit; ``None`` if they cannot be compared."""
    wanted, got = _bound(target), actual.value
    if wanted is None or not isinstance(got, Number):
        return None
    unit = target.value.unit if isinstance(target.value, (Number, Range)) else None
    value = in_unit(got, unit)
    if value is None:
        return None
    scaled = unit == "%" and got.unit is None and value <= _ONE + Decimal("0.5") and wanted > _ONE + Decimal("0.5")
    return Amounts(wanted, value * _ALL if scaled else value, scaled)


def in_unit(got: Number, unit: str | None) -> Decimal | None:
    """An amount in another unit; ``None`` if it cannot be converted. All counts are interchangeable."""
    if got.unit is None or unit is None or got.unit == unit:
        return got.value
    if unit == "%" and got.unit == "‰":
        return got.value / 10
    try:
        return got.to(unit).value
    except ValueError:
        return got.value if family(unit) == family(got.unit) == "count" else None


def _bound(target: Target) -> Decimal | None:
    match target.value:
        case Number(value=value, relation=None):
            return value
        case Range(low=low, high=None, relation=None):
            return low
        case Range(low=None, high=high, relation=None):
            return high
        case _:
            return None


def _met(target: Target, actual: Target, one: Indicator, details: Details) -> bool | None:
    pair = amounts(target, actual)
    if pair is None:
        return target.value.admits(actual)
    strict = isinstance(target.value, Range) and not (target.value.low_inclusive and target.value.high_inclusive)
    if is_negative(one, details, target):
        return pair.actual < pair.target if strict else pair.actual <= pair.target
    return pair.actual > pair.target if strict else pair.actual >= pair.target


def _by_rule_in_use(
    pair: Amounts, negative: bool, weight: Decimal, met: bool | None, over_limit: OverLimit
) -> Expected | Unknown:
    target, actual = pair.target, pair.actual
    if met:
        if not negative and target > 0 and actual > target * _OVER:
            return Unknown("over-fulfilled", True)
        sign = "≤" if negative else "≥"
        return Expected(weight, weight, f"{_n(actual)}{sign}{_n(target)} → {_n(weight)}", True)
    if target == 0:
        return Expected(Decimal(0), Decimal(0), f"{_n(actual)}>0 → 0", False) if negative else Unknown("no number", met)
    if negative:
        linear = max(Decimal(0), weight * (2 - actual / target))
        inverse = weight * target / actual if actual > 0 else Decimal(0)
        if over_limit == "inverse":
            return Expected(inverse, inverse, f"{_n(target)}÷{_n(actual)}×{_n(weight)}={_n(inverse)}", False)
        others = (inverse,) if over_limit == "either" else ()
        return Expected(linear, linear, f"(2-{_n(actual)}÷{_n(target)})×{_n(weight)}={_n(linear)}", False, others)
    score = max(Decimal(0), actual / target * weight)
    return Expected(score, score, f"{_n(actual)}÷{_n(target)}×{_n(weight)}={_n(score)}", False)


_OFF = lazy(
    r"每(?:少|低|降低|下降|减少|未|超|超过|超出|高|增加|延迟|推迟|逾期|晚|差)[^，,。；"
    r";\d]{0,6}(?P<step>\d+(?:\.\d+)?)?(?:个)?"
    r"(?:百分点|[%％]|[一-龥]{1,3}?)[，,]?(?:扣|减)(?:除)?(?P<off>\d+(?:\.\d+)?)分"
)


def _by_own_rule(said: str, pair: Amounts, negative: bool, weight: Decimal, met: bool | None) -> Expected | Unknown:
    found = _OFF.search(said[:400])
    if found is None:
        return Unknown("own scoring rule", met)
    if met:
        return Expected(weight, weight, f"{_n(pair.actual)} → {_n(weight)}", True)
    step, off = Decimal(found["step"] or 1), Decimal(found["off"])
    if step == 0:
        return Unknown("own scoring rule", met)
    missing = abs(pair.actual - pair.target) / step
    exact = max(Decimal(0), weight - missing * off)
    whole = max(Decimal(0), weight - missing.to_integral_value(ROUND_CEILING) * off)
    floor = max(Decimal(0), weight - int(missing) * off)
    return Expected(exact, exact, f"{_n(weight)}-{_n(missing)}×{_n(off)}={_n(exact)}", False, (whole, floor))


_TIERS = (
    (lazy("^(?:未达成|未完成|没有完成|未达到)"), Decimal(0), Decimal("0.6")),
    (lazy("^(?:部分达成|部分完成|基本达成)"), Decimal("0.5"), Decimal("0.8")),
    (lazy("^(?:全部)?达成(?:预期|年度)?(?:指标|目标)?"), Decimal("0.8"), _ONE),
)


def _tier(actual: Target, weight: Decimal) -> Expected | None:
    """The tier a qualitative result was given: 达成预期指标, 部分达成 …, 未达成 …."""
    for pattern, low, high in _TIERS:
        if pattern.search(actual.text):
            text = f"{_n(low * _ALL)}%-{_n(high * _ALL)}%×{_n(weight)}={_n(low * weight)}-{_n(high * weight)}"
            return Expected(low * weight, high * weight, text, None)
    return None


def _n(value: Decimal) -> str:
    return amount(round(value, 2)) if value != value.to_integral_value() else amount(value)
