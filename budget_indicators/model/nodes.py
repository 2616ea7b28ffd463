"""The model: the classes that a parsed indicator string consists of.

All classes are frozen, slotted attrs classes: hashable, comparable, picklable. Positions are code points of the
text that was given, half-open (``text[span.start:span.end]``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal, SupportsIndex, TypeAlias, TypeVar

import attrs

from ..patterns import lazy
from .comparison import Interval, conversion, exact, fraction, written_amount, written_day
from .later import Later, made_of, put
from .plain import Plain
from .shown import counted, quoted, short_tuple

Severity: TypeAlias = Literal["error", "warning", "info"]
Safety: TypeAlias = Literal["safe", "unsafe"]
Language: TypeAlias = Literal["en", "zh"]
IndicatorType: TypeAlias = Literal["quantitative", "qualitative"]
Direction: TypeAlias = Literal["positive", "negative"]
TargetPeriod: TypeAlias = Literal["cycle", "annual", "half_year", "quarter", "last_year", "other"]
TargetKind: TypeAlias = Literal["target", "actual"]
Relation: TypeAlias = Literal["increase", "decrease", "share", "after"]
"""What an amount is relative to its baseline: by how much something grows or falls, a share of it, or how long after.

The ``baseline`` beside it is what it is compared with (上年, 上年同期, 2020年), or the event (收到申请); ``None`` where
the text names none. An amount without a relation stands for itself.
"""
FreeTextKind: TypeAlias = Literal[
    "qualitative",
    "formula",
    "withheld",
    "placeholder",
    "not_applicable",
    "empty",
    "date_without_year",
    "recurring_date",
    "ratio",
    "rank",
    "class",
    "scale",
    "yes_no",
    "coverage",
    "trend",
    "relative",
]


@attrs.frozen(order=True)
class Span(Plain):
    """A part of the original text: code points ``start`` (included) to ``end`` (excluded)."""

    start: int
    end: int

    def __len__(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The part of ``text`` that this span covers."""
        return text[self.start : self.end]

    def __repr__(self) -> str:
        """``Span(3, 7)``."""
        return f"Span({self.start}, {self.end})"


NOWHERE = Span(0, 0)


@attrs.frozen(repr=False)
class Category(Plain):
    """A first- or second-level indicator (一级指标, 二级指标) of the taxonomy.

    ``code`` is ``'1'`` or ``'11'`` as in the dense strings, ``''`` where the frame has none; ``name`` is the official
    name (``'产出指标'``); ``parent`` is the first level of a second-level category.
    """

    code: str
    name: str
    parent: Category | None = None

    @property
    def level(self) -> Literal[1, 2]:
        """1 for a 一级指标, 2 for a 二级指标."""
        return 1 if self.parent is None else 2

    def __str__(self) -> str:
        """As the canonical string writes it: ``11-数量指标``, or the bare name where there is no code."""
        return f"{self.code}-{self.name}" if self.code else self.name


_LIKE_A_DATE = lazy(r"(?:19|20)\d\d(?:\.\d{1,2}|\d{4})$")


def _amount(value: Decimal, unit: str | None) -> str:
    """An amount in digits; 2,025年 and 2,025.1 keep their comma, because 2025年 and 2025.1 are dates."""
    digits = f"{value:f}"
    if (unit == "年" and len(digits) == 4) or (unit is None and _LIKE_A_DATE.match(digits)):
        digits = f"{value:,f}"
    return f"{digits}{unit or ''}"


class _Amounts(Plain):
    """Base of numbers and ranges: amounts in a unit."""

    __slots__ = ()

    unit: str | None
    per: str | None
    relation: Relation | None
    baseline: str | None

    def admits(self, actual: Actual) -> bool | None:
        """Whether ``actual`` satisfies this: a number in the same unit, an amount with its unit, or another value.

        A range as ``actual`` satisfies it when each of its amounts does. ``None`` if undecidable: another dimension,
        period or baseline, an approximate end, words.

        >>> from budget_indicators import parse_target
        >>> target = parse_target("≥2公里").value
        >>> target.admits(3), target.admits("1500米"), target.admits("3次")
        (True, False, None)
        """
        return _admits(self, actual)

    def _factor(self, unit: str) -> tuple[Fraction, str | None]:
        """The factor that converts to ``unit``, and the ``per`` that remains."""
        if not isinstance(unit, str):
            raise TypeError(f"a unit is a str such as '米', not {type(unit).__name__}")
        for per, left in ((self.per, None), (None, self.per)):
            factor = conversion(self.unit, per, unit, None)
            if factor is not None:
                return factor, left
        raise ValueError(f"{self.unit or 'no unit'} is not a unit of the dimension of {unit}")


@attrs.frozen(repr=False)
class Number(_Amounts):
    """An exact amount: ``100%``, ``12万次`` (120000 次).

    ``unit`` is the measure word or unit, compound units whole (``元/人·月``), ``None`` where none is written. ``per``
    is the period or subject the amount is counted in (``每月``, ``每人每月``, ``全年``). ``approximate`` says that
    左右, 约 or the like stood with it. ``text`` is the text as written, ``span`` its position. ``relation`` and
    ``baseline`` say what the amount is relative to (see ``Relation``), ``about`` what the clause speaks of
    (``出租屋登记率``) where it says so. Two measures are equal when they mean the same, regardless of position and
    spelling. Numbers of the same dimension and period are ordered; comparing others raises ``TypeError``.
    """

    tag: ClassVar[str] = "number"

    value: Decimal
    unit: str | None = None
    per: str | None = None
    approximate: bool = False
    text: str = attrs.field(default="", eq=False)
    span: Span = attrs.field(default=NOWHERE, eq=False)
    relation: Relation | None = None
    baseline: str | None = None
    about: str | None = attrs.field(default=None, eq=False)

    def __str__(self) -> str:
        """In its plainest form, which ``parse_target`` reads as an equal measure: ``每月20次``, ``约200人``."""
        # 每月5日 would be a day of the month.
        before = (self.per or "") + _relative(self)
        sign = "=" if (self.value < 0 and (before or self.approximate)) or (self.per and self.unit == "日") else ""
        return f"{before}{'约' if self.approximate else ''}{sign}{_amount(self.value, self.unit)}"

    def to(self, unit: str) -> Number:
        """The same amount in another unit of its dimension. ``ValueError`` where there is no such conversion.

        >>> from decimal import Decimal
        >>> Number(Decimal("2.5"), "公里").to("米"), Number(Decimal(1200), "元", "每年").to("元/月")
        (Number(2500, '米'), Number(100, '元/月'))
        """
        factor, per = self._factor(unit)
        return attrs.evolve(self, value=exact(fraction(self.value) * factor), unit=unit, per=per)

    def __lt__(self, other: Number) -> bool:
        """Whether this is less, whatever the units."""
        if not isinstance(other, Number):
            return NotImplemented
        factor = conversion(self.unit, self.per, other.unit, other.per)
        if factor is None or (self.relation, self.baseline) != (other.relation, other.baseline):
            return NotImplemented
        return fraction(self.value) * factor < fraction(other.value)

    def __gt__(self, other: Number) -> bool:
        """Whether this is more, whatever the units."""
        return other.__lt__(self) if isinstance(other, Number) else NotImplemented


@attrs.frozen(repr=False)
class Range(_Amounts):
    """An amount with bounds: ``95%以上``, ``6-12宗``, ``＞1次``. ``None`` means unbounded.

    以上, 以下, 以内 and 届满 include the number, 超过, 不满 and 以外 do not (民法典 第一千二百五十九条).
    The other fields are those of ``Number``.
    """

    tag: ClassVar[str] = "range"

    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True
    unit: str | None = None
    per: str | None = None
    approximate: bool = False
    text: str = attrs.field(default="", eq=False)
    span: Span = attrs.field(default=NOWHERE, eq=False)
    relation: Relation | None = None
    baseline: str | None = None
    about: str | None = attrs.field(default=None, eq=False)

    def __str__(self) -> str:
        """In its plainest form, read as an equal measure: ``≥95%``, ``6-12宗``, ``>5次且≤10次``."""
        per, about = (self.per or "") + _relative(self), "约" if self.approximate else ""
        low, high = self.low, self.high
        if low is not None and high is not None:
            if low == -high and low < 0 and self.low_inclusive and self.high_inclusive:
                return f"{per}{about}±{_amount(high, self.unit)}"
            if low >= 0 and self.low_inclusive and self.high_inclusive:
                if self.unit is None and low > 999:  # 2020-12 would be a month, 2020-2025 years
                    return f"{per}{about}{low:,f}~{high:,f}"
                return f"{per}{about}{low:f}-{_amount(high, self.unit)}"
        ends = []
        if low is not None:
            ends.append(f"{'≥' if self.low_inclusive else '>'}{about}{_amount(low, self.unit)}")
        if high is not None:
            ends.append(f"{'≤' if self.high_inclusive else '<'}{about}{_amount(high, self.unit)}")
        return per + "且".join(ends)

    def to(self, unit: str) -> Range:
        """The same bounds in another unit of their dimension. ``ValueError`` where there is no such conversion.

        >>> from decimal import Decimal
        >>> Range(low=Decimal(48), unit="小时").to("天")
        Range(low=2, unit='天')
        """
        factor, per = self._factor(unit)
        low = None if self.low is None else exact(fraction(self.low) * factor)
        high = None if self.high is None else exact(fraction(self.high) * factor)
        return attrs.evolve(self, low=low, high=high, unit=unit, per=per)


@attrs.frozen(repr=False)
class DateRange(Plain):
    """A calendar target: from ``start`` to ``end``, both days included; ``None`` means open."""

    tag: ClassVar[str] = "date_range"

    start: datetime.date | None = None
    end: datetime.date | None = None
    text: str = attrs.field(default="", eq=False)
    span: Span = attrs.field(default=NOWHERE, eq=False)

    def __str__(self) -> str:
        """In ISO dates: ``2025-05-31前``, ``2025-01-01起``, ``2023-07-01至2024-01-31``, one day alone."""
        match self.start, self.end:
            case None, None:
                return ""
            case None, end:
                return f"{end}前"
            case start, None:
                return f"{start}起"
            case start, end:
                return f"{start}" if start == end else f"{start}至{end}"

    def admits(self, actual: Actual) -> bool | None:
        """Whether a day, or each day of another date range, lies within; ``None`` for anything else.

        >>> DateRange(end=datetime.date(2025, 5, 31)).admits(datetime.date(2025, 5, 1))
        True
        """
        match actual:
            case Target(value=value):
                return self.admits(value)
            case str():
                day = written_day(actual)
                return None if day is None else self.admits(day)
            case datetime.datetime():
                return self.admits(actual.date())
            case datetime.date():
                return self._admits(actual, actual)
            case DateRange(start=start, end=end):
                return self._admits(start, end)
            case _:
                return None

    def _admits(self, start: datetime.date | None, end: datetime.date | None) -> bool | None:
        own, other = _days(self.start, self.end), _days(start, end)
        return own.admits(other)


@attrs.frozen(repr=False)
class FreeText(Plain):
    """A value without a measure: its ``kind``, and a normalised ``detail`` where one is known.

    ``qualitative``: a goal in words; ``formula``: how to compute a number (``办结数/上报数``); ``withheld``: kept
    secret; ``placeholder``: ``**``, ``XX``, 年度计划数; ``not_applicable``: 无, 不适用, ``/``; ``empty``: nothing, or
    only marks, a unit or an operator. Goals in words with a ``detail``: ``date_without_year``: a date whose year is
    unknown, because no budget year was given; ``recurring_date``: a recurring day or time (每季度末, 上午9点前);
    ``ratio``: ``1:1.5``; ``rank``: 前5名, 全省前列; ``class``: Ⅲ类, 4A级, 三星级以上, 优良; ``scale``: the grades to
    choose from (优/良/中/差); ``yes_no``: 是, 否; ``coverage``: 全覆盖; ``trend``: 逐年提高; ``relative``: 不低于上年,
    持平.
    """

    tag: ClassVar[str] = "free_text"

    kind: FreeTextKind = "qualitative"
    detail: str | None = None

    def __str__(self) -> str:
        """The kind and its detail: ``rank 前5名``."""
        return f"{self.kind} {self.detail}" if self.detail else self.kind

    @property
    def in_words(self) -> bool:
        """Whether it states a goal in words; formulas, placeholders and the like do not."""
        return self.kind not in ("formula", "withheld", "placeholder", "not_applicable", "empty")

    def admits(self, actual: Actual) -> bool | None:
        """``True`` for the same detail, ``False`` for yes against no, otherwise ``None``: words cannot be compared."""
        match actual:
            case Target(value=value):
                return self.admits(value)
            case FreeText(kind=kind, detail=detail) if kind == self.kind and self.detail is not None:
                if detail == self.detail:
                    return True
                return False if kind == "yes_no" else None
            case _:
                return None


Measure: TypeAlias = Number | Range | DateRange
Value: TypeAlias = Number | Range | DateRange | FreeText


@attrs.frozen(repr=False)
class Target(Plain):
    """A target value (指标值): the text as written, every measure in it, and one headline value.

    ``text`` is cleaned of line wraps, stray spaces, markup and a closing 。; ``span`` refers to the original text.
    ``measures`` are all that the value requires. ``ambiguous`` is set if the text does not determine which of several
    measures is the headline, or if a part of it that may matter was not understood.
    """

    text: str
    value: Value
    measures: tuple[Measure, ...] = ()
    ambiguous: bool = False
    span: Span = NOWHERE

    def __str__(self) -> str:
        """The text."""
        return self.text

    def meets(self, actual: Actual) -> bool | None:
        """Whether ``actual`` (what ``admits`` takes, or the target of an actual value) meets the headline value.

        ``None`` if undecidable, also for an ambiguous target.

        >>> from budget_indicators import parse_target
        >>> target = parse_target("95%以上")
        >>> target.meets("96.5%"), target.meets(90), target.meets(parse_target("完成"))
        (True, False, None)
        """
        if self.ambiguous or (isinstance(actual, Target) and actual.ambiguous):
            return None
        return self.value.admits(actual)

    @property
    def milestones(self) -> tuple[tuple[DateRange, Number | Range], ...]:
        """Dates with the amounts due by then, in order: ``6月30日前50%，12月底前100%``.

        >>> from budget_indicators import parse_target
        >>> [(str(day), str(due)) for day, due in parse_target("6月30日前50%，12月底前100%", year=2025).milestones]
        [('2025-06-30前', '50%'), ('2025-12-31前', '100%')]
        """
        pairs: list[tuple[DateRange, Number | Range]] = []
        day: DateRange | None = None
        for measure in self.measures:
            if isinstance(measure, DateRange):
                day = measure
            elif day is not None:
                pairs.append((day, measure))
        return tuple(pairs)


Actual: TypeAlias = int | float | Decimal | str | datetime.date | Number | Range | DateRange | FreeText | Target
"""What a value can be compared with: a number in its unit, a plain amount or day as text, another value."""


def _relative(measure: _Amounts) -> str:
    """What an amount is relative to, as ``parse_target`` reads it: 较上年增长, 收到申请后."""
    match measure.relation:
        case None:
            return ""
        case "after":
            return f"{measure.baseline}后"
        case "share":
            return f"{measure.baseline}的"
        case relation:
            against = f"较{measure.baseline}" if measure.baseline else ""
            return against + ("增长" if relation == "increase" else "下降")


def _admits(own: _Amounts, actual: Actual) -> bool | None:
    match actual:
        case Target(value=value):
            return _admits(own, value)
        case str():
            found = written_amount(actual)
            if found is None:
                return None
            return _admits_amount(own, Interval(found[0], found[0]), found[1])
        case bool() | datetime.date() | DateRange() | FreeText():
            return None
        case int() | float() | Decimal():
            if not Decimal(actual).is_finite():
                return None
            amount = fraction(actual)
            return _admits_amount(own, Interval(amount, amount), None)
        case Number() | Range():
            if own.baseline != actual.baseline and own.baseline is not None and actual.baseline is not None:
                return None
            if own.relation != actual.relation and not {own.relation, actual.relation} <= _GROWTH:
                return None
            given = _interval(actual)
            if own.relation != actual.relation:  # 下降3% is a growth of -3%
                given = given.negative()
            answer = _admits_amount(own, given, actual.unit, actual.per)
            return None if actual.approximate and not answer else answer


def _admits_amount(own: _Amounts, given: Interval, unit: str | None, per: str | None = None) -> bool | None:
    assert isinstance(own, Number | Range)
    limits = _interval(own)
    if unit is None or own.unit is None:  # what one of them does not say is taken from the other
        if own.unit == "%" and given.is_fraction():
            return None  # 0.98 may be 98 %
        factor = conversion(None, per, None, own.per) if per else Fraction(1)
    else:
        factor = conversion(unit, per, own.unit, own.per)
        if factor is None and per is None:  # an actual amount is given as the target is counted
            factor = conversion(unit, None, own.unit, None)
    if factor is None:
        return None
    answer = limits.admits(given.scaled(factor))
    return None if own.approximate and answer is False else answer


def _interval(measure: Number | Range) -> Interval:
    match measure:
        case Number(value=value):
            return Interval(fraction(value), fraction(value))
        case Range(low=low, high=high):
            return Interval(
                None if low is None else fraction(low),
                None if high is None else fraction(high),
                measure.low_inclusive,
                measure.high_inclusive,
            )


def _days(start: datetime.date | None, end: datetime.date | None) -> Interval:
    return Interval(
        None if start is None else Fraction(start.toordinal()), None if end is None else Fraction(end.toordinal())
    )


_GROWTH = frozenset(("increase", "decrease"))


@attrs.frozen(repr=False)
class Grade(Plain):
    """One grade of a scale: its label (优, 良, 一档 …) and the target that earns it."""

    label: str
    target: Target


@attrs.frozen(repr=False)
class OtherTarget(Plain):
    """A value for a period other than the whole cycle or the budget year, from a column of its own.

    ``period`` is the period; ``kind`` is a goal or an actual value; ``label`` is the column's header
    (``2021年实际实现值``).
    """

    period: TargetPeriod
    kind: TargetKind
    label: str
    target: Target


@attrs.frozen(kw_only=True, repr=False)
class Details(Plain):
    """Further properties of an indicator, from other columns of its table: weight, score, actual value and so on.

    ``weight`` is the 权重 or 分值, ``score`` the 得分, ``actual`` the 实际完成值; ``grades`` is the scale of a table
    that states one target for each grade, the best first. ``type`` is ``quantitative`` (定量) or ``qualitative``
    (定性), ``direction`` ``positive`` (正向: more is better) or ``negative`` (反向). ``recipient`` is the county or
    unit whose target this is, ``""`` where the table has no such columns, or in its 合计. ``others`` are values for
    other periods: last year's actual, the half-year. ``explanation`` (指标解释), ``scoring_rule`` (评分标准),
    ``basis`` (设定依据), ``reason`` (偏差原因) and ``remark`` (备注) are cleaned texts, ``""`` where missing.
    Every target's span refers to the text of the tree, as those of the indicator do.

    In a dense string labels may carry brackets: ``level1_weight`` and ``level2_weight`` are the points of a whole level
    (``产出指标（50分）``), and the ``weight`` of its indicator, too, where it has only one; ``cycle_years`` and
    ``annual_year`` are the years that the keys name (``实施周期指标值（2025-2027年）``, ``年度指标值（2025年）``): the
    first and the last, and the year for dates of that target.
    """

    weight: Decimal | None = None
    actual: Target | None = None
    score: Decimal | None = None
    grades: tuple[Grade, ...] = ()
    type: IndicatorType | None = None
    direction: Direction | None = None
    recipient: str = ""
    others: tuple[OtherTarget, ...] = ()
    explanation: str = ""
    scoring_rule: str = ""
    basis: str = ""
    reason: str = ""
    remark: str = ""
    level1_weight: Decimal | None = None
    level2_weight: Decimal | None = None
    cycle_years: tuple[int, int] | None = None
    annual_year: int | None = None


@attrs.frozen(repr=False)
class Indicator(Later):
    """One entry of an indicator string: 序号, 一级指标, 二级指标, 三级指标 (``name``) and its two targets.

    ``cycle`` is the 实施周期指标值 (whole implementation period), ``annual`` the 年度指标值 (budget year). Missing
    parts are ``None``; a missing name is ``''``. ``details`` holds the values of a table's other columns and of the
    brackets after the labels of a dense string; ``None`` without any.
    """

    ordinal: int | None
    level1: Category | None
    level2: Category | None
    name: str
    cycle: Target | None
    annual: Target | None
    span: Span = NOWHERE
    details: Details | None = None

    def __repr__(self) -> str:
        """``<Indicator 1: 11-数量指标 '培训次数', cycle '1次', annual '1次'>``."""
        number = "" if self.ordinal is None else f" {self.ordinal}"
        level = self.level2 or self.level1
        shown = "no level" if level is None else quoted(str(level), 40)[1:-1]
        words = f"<Indicator{number}: {shown} {quoted(self.name, 60)}"
        for label, target in (("cycle", self.cycle), ("annual", self.annual)):
            words += "" if target is None else f", {label} {quoted(target.text, 60)}"
        return f"{words}>"

    def shown_cells(self) -> tuple[str, ...]:
        """The row of this indicator in a table for people: number, levels, name, targets as written."""
        return (
            "" if self.ordinal is None else str(self.ordinal),
            str(self.level1 or ""),
            str(self.level2 or ""),
            self.name,
            "" if self.cycle is None else self.cycle.text,
            "" if self.annual is None else self.annual.text,
        )


@attrs.frozen(repr=False)
class Edit(Plain):
    """Replace the text at ``span`` by ``text``."""

    span: Span
    text: str


@attrs.frozen(repr=False)
class Fix(Plain):
    """Edits to the original text that fix a problem. ``safe``: no normalised value changes, no text is dropped."""

    edits: tuple[Edit, ...]
    safety: Safety = "safe"


@attrs.frozen(repr=False)
class Diagnostic(Later):
    """Something malformed, guessed or dubious: a stable ``code``, a ``name``, where, and what to do.

    ``en`` and ``zh`` are the messages; ``message()`` picks one.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    en: str
    zh: str
    fix: Fix | None = None

    def message(self, lang: Language = "en") -> str:
        """The message in English (``'en'``) or Chinese (``'zh'``)."""
        return self.zh if lang == "zh" else self.en

    def __getattr__(self, name: str) -> Any:
        """Make the repair without writing the messages, which are read of few of those whose repairs are tried."""
        made = made_of(self) if name == "fix" else None
        if made is None:
            return super().__getattr__(name)
        fields, count, rule, span, fix, words = made
        fix = fix()
        put(self, "_made_of", (fields, count, rule, span, fix, words))
        put(self, "fix", fix)
        return fix

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """Pickled as it reads: what it will be made of is of no use elsewhere."""
        return Plain.__reduce_ex__(self, protocol)

    def shown_place(self) -> str:
        """The place as a table shows it: code points of the text that was given."""
        return f"{self.span.start}–{self.span.end}"


_D = TypeVar("_D", bound=Diagnostic)


class Diagnostics(tuple[_D, ...]):
    """A tuple of diagnostics that a notebook shows as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        """As a tuple shows, as far as there is room."""
        return short_tuple(self)

    def _repr_html_(self) -> str:
        """A table: code, severity, where, and the messages in both languages."""
        from .html_table import html_table

        heads = ("code 代码", "severity 级别", "place 位置", "message 说明")
        rows = ((f"{one.code} {one.name}", one.severity, one.shown_place(), f"{one.zh}\n{one.en}") for one in self)
        return html_table(counted(len(self), "diagnostic"), heads, rows, len(self))


def diagnostics_of(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics as a tuple that a notebook shows as a table."""
    return found if isinstance(found, Diagnostics) else Diagnostics(found)


@attrs.frozen(repr=False)
class Stray(Plain):
    """A stretch of the text that belongs to no indicator: what stands before, between and after the entries."""

    text: str
    span: Span


@attrs.frozen(repr=False)
class IndicatorTree(Later):
    """What ``parse_indicators`` returns: the indicators of a text, and all that was malformed or guessed."""

    indicators: tuple[Indicator, ...]
    diagnostics: tuple[Diagnostic, ...] = attrs.field(converter=diagnostics_of)
    withheld: bool
    source: str

    def __len__(self) -> int:
        """The number of indicators."""
        return len(self.indicators)

    def __iter__(self) -> Iterator[Indicator]:
        """The indicators, in the order of the text."""
        return iter(self.indicators)

    def __repr__(self) -> str:
        """``<IndicatorTree: 6 indicators, 2 diagnostics, '1、1-产出指标；11-数量指…'>``."""
        found = "withheld" if self.withheld else counted(len(self), "indicator")
        told = f", {counted(len(self.diagnostics), 'diagnostic')}" if self.diagnostics else ""
        return f"<IndicatorTree: {found}{told}, {quoted(self.source, 40)}>"

    def _repr_html_(self) -> str:
        """The indicators as a table; under it the diagnostics."""
        from .html_table import html_table

        heads = ("no. 序号", "level 1 一级", "level 2 二级", "indicator 指标", "cycle 实施周期", "annual 年度")
        rows = (indicator.shown_cells() for indicator in self)
        caption = f"withheld 不公开: {self.source}" if self.withheld else counted(len(self), "indicator")
        under = Diagnostics(self.diagnostics)._repr_html_() if self.diagnostics else ""
        return html_table(caption, heads, rows, len(self)) + under

    @property
    def pieces(self) -> tuple[Indicator | Stray, ...]:
        """The whole text, in order and without a gap: indicators and what stands between them."""
        return tuple(self._pieces())

    def _pieces(self) -> Iterator[Indicator | Stray]:
        at = 0
        for indicator in self.indicators:
            if indicator.span.start > at:
                yield Stray(self.source[at : indicator.span.start], Span(at, indicator.span.start))
            yield indicator
            at = indicator.span.end
        if at < len(self.source):
            yield Stray(self.source[at:], Span(at, len(self.source)))

    def by_level(self) -> dict[Category | None, dict[Category | None, tuple[Indicator, ...]]]:
        """The indicators as a tree: level 1 -> level 2 -> indicators, each in the order of the text.

        ``None`` stands for a level that is missing.
        """
        tree: dict[Category | None, dict[Category | None, tuple[Indicator, ...]]] = {}
        for indicator in self.indicators:
            branch = tree.setdefault(indicator.level1, {})
            branch[indicator.level2] = (*branch.get(indicator.level2, ()), indicator)
        return tree
