"""The model: what a parsed indicator string is made of. Knows nobody; every other module knows it.

All classes are frozen, slotted attrs classes: hashable, comparable, picklable. Positions are code points of the
text that was given, half-open (``text[span.start:span.end]``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import attrs

Severity: TypeAlias = Literal["error", "warning", "info"]
Safety: TypeAlias = Literal["safe", "unsafe"]
Language: TypeAlias = Literal["en", "zh"]
IndicatorType: TypeAlias = Literal["quantitative", "qualitative"]
Direction: TypeAlias = Literal["positive", "negative"]
TargetPeriod: TypeAlias = Literal["cycle", "annual", "half_year", "quarter", "last_year", "other"]
TargetKind: TypeAlias = Literal["target", "actual"]
FreeTextKind: TypeAlias = Literal["qualitative", "formula", "withheld", "placeholder", "not_applicable", "empty"]


class Plain:
    """What every class of the model can do."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready data, described by the published JSON Schema; amounts are strings."""
        from .json import to_dict

        return to_dict(self)


@attrs.frozen(order=True)
class Span(Plain):
    """A stretch of the text that was given: code points ``start`` (included) to ``end`` (excluded)."""

    start: int
    end: int

    def __len__(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The piece of ``text`` this span covers."""
        return text[self.start : self.end]

    def __repr__(self) -> str:
        """``Span(3, 7)``."""
        return f"Span({self.start}, {self.end})"


NOWHERE = Span(0, 0)


@attrs.frozen
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


_LIKE_A_DATE = re.compile(r"(?:19|20)\d\d(?:\.\d{1,2}|\d{4})$")


def _amount(value: Decimal, unit: str | None) -> str:
    """An amount in digits; 2,025年 and 2,025.1 keep their comma, for 2025年 and 2025.1 are dates."""
    digits = f"{value:f}"
    if (unit == "年" and len(digits) == 4) or (unit is None and _LIKE_A_DATE.match(digits)):
        digits = f"{value:,f}"
    return f"{digits}{unit or ''}"


@attrs.frozen
class Number(Plain):
    """An exact amount: ``100%``, ``12万次`` (120000 次).

    ``unit`` is the measure word or unit, compound units whole (``元/人·月``), ``None`` where none is written.
    ``per`` is the period or subject the amount is counted in (``每月``, ``每人每月``, ``全年``).
    ``approximate`` says that 左右, 约 or the like stood with it. ``text`` is the surface as written, ``span`` where.
    Two measures are equal when they mean the same, wherever they stand and however they are written.
    """

    value: Decimal
    unit: str | None = None
    per: str | None = None
    approximate: bool = False
    text: str = attrs.field(default="", eq=False)
    span: Span = attrs.field(default=NOWHERE, eq=False)

    def __str__(self) -> str:
        """In its plainest form, which ``parse_target`` reads as an equal measure: ``每月20次``, ``约200人``."""
        # 每月5日 would be a day of the month.
        sign = "=" if (self.value < 0 and (self.per or self.approximate)) or (self.per and self.unit == "日") else ""
        return f"{self.per or ''}{'约' if self.approximate else ''}{sign}{_amount(self.value, self.unit)}"


@attrs.frozen
class Range(Plain):
    """An amount with bounds: ``95%以上``, ``6-12宗``, ``＞1次``. ``None`` means unbounded.

    以上, 以下, 以内 and 届满 include the number, 超过, 不满 and 以外 do not (民法典 第一千二百五十九条).
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True
    unit: str | None = None
    per: str | None = None
    approximate: bool = False
    text: str = attrs.field(default="", eq=False)
    span: Span = attrs.field(default=NOWHERE, eq=False)

    def __str__(self) -> str:
        """In its plainest form, read as an equal measure: ``≥95%``, ``6-12宗``, ``>5次且≤10次``."""
        per, about = self.per or "", "约" if self.approximate else ""
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


@attrs.frozen
class DateRange(Plain):
    """A calendar target: from ``start`` to ``end``, both days included; ``None`` means open."""

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


@attrs.frozen
class FreeText(Plain):
    """A value that is no measure; ``kind`` says what it is.

    ``qualitative``: a goal in words, also a date that needs a budget year nobody gave; ``formula``: how a number is
    found, not which (``办结数/上报数``); ``withheld``: kept secret; ``placeholder``: ``**``, ``XX``, 年度计划数;
    ``not_applicable``: 无, 不适用, ``/``; ``empty``: nothing, or only marks, a unit or an operator.
    """

    kind: FreeTextKind = "qualitative"

    def __str__(self) -> str:
        """The kind."""
        return self.kind


Measure: TypeAlias = Number | Range | DateRange
Value: TypeAlias = Number | Range | DateRange | FreeText


@attrs.frozen
class Target(Plain):
    """A target value (指标值): the text as written, every measure in it, and one headline value.

    ``text`` is cleaned of line wraps, stray spaces, markup and a closing 。; ``span`` leads to the text as given.
    ``ambiguous`` is set where nothing decided which of several measures is the headline.
    """

    text: str
    value: Value
    measures: tuple[Measure, ...] = ()
    ambiguous: bool = False
    span: Span = NOWHERE

    def __str__(self) -> str:
        """The text."""
        return self.text


@attrs.frozen
class Grade(Plain):
    """One grade of a scale: its label (优, 良, 一档 …) and the target that earns it."""

    label: str
    target: Target


@attrs.frozen
class OtherTarget(Plain):
    """A value for a period other than the whole cycle or the budget year, as a column of its own states it.

    ``period`` says which; ``kind`` whether it is a goal or what was reached; ``label`` is the column's header
    (``2021年实际实现值``).
    """

    period: TargetPeriod
    kind: TargetKind
    label: str
    target: Target


@attrs.frozen(kw_only=True)
class Details(Plain):
    """What a table's columns say about an indicator beside its name, levels and targets.

    ``weight`` is the 权重 or 分值, ``score`` the 得分, ``actual`` the 实际完成值; ``grades`` is the scale of a table
    that states one target for each grade, the best first. ``type`` is ``quantitative`` (定量) or ``qualitative``
    (定性), ``direction`` ``positive`` (正向: more is better) or ``negative`` (反向). ``recipient`` is the county or
    unit whose target this is, ``""`` where the table has no such columns, or in its 合计. ``others`` are values for
    other periods: last year's actual, the half-year. ``explanation`` (指标解释), ``scoring_rule`` (评分标准),
    ``basis`` (设定依据), ``reason`` (偏差原因) and ``remark`` (备注) are cleaned texts, ``""`` where missing.
    Every target's span leads into the text of the tree, as those of the indicator do.
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


@attrs.frozen
class Indicator(Plain):
    """One entry of an indicator string: 序号, 一级指标, 二级指标, 三级指标 (``name``) and its two targets.

    ``cycle`` is the 实施周期指标值 (whole implementation period), ``annual`` the 年度指标值 (budget year).
    Missing parts are ``None``; a missing name is ``''``. ``details`` holds what a table's other columns say; it is
    ``None`` for an entry of a dense string, which has no such parts.
    """

    ordinal: int | None
    level1: Category | None
    level2: Category | None
    name: str
    cycle: Target | None
    annual: Target | None
    span: Span = NOWHERE
    details: Details | None = None


@attrs.frozen
class Edit(Plain):
    """Replace the text at ``span`` by ``text``."""

    span: Span
    text: str


@attrs.frozen
class Fix(Plain):
    """Edits on the text as given that mend a fault. ``safe``: no normalised value changes, no text is dropped."""

    edits: tuple[Edit, ...]
    safety: Safety = "safe"


@attrs.frozen
class Diagnostic(Plain):
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


@attrs.frozen
class Stray(Plain):
    """A stretch of the text that belongs to no indicator: what stands before, between and after the entries."""

    text: str
    span: Span


@attrs.frozen
class IndicatorTree(Plain):
    """What ``parse_indicators`` returns: the indicators of a text, and all that was malformed or guessed."""

    indicators: tuple[Indicator, ...]
    diagnostics: tuple[Diagnostic, ...]
    withheld: bool
    source: str

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
