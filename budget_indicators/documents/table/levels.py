"""Indicators that stand in columns of their own: levels filled down, operator, value and unit joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import attrs

from ...model.nodes import Category, DateRange, FreeText, Indicator, IndicatorTree, Number, Range, Span, Target
from ...model.taxonomy import find_level1, find_level2
from ...text.cleaning import clean
from .records import Record

# 指标性质 as a provincial entry system codes it, and as people write it; 定性 says that no operator is meant.
_OPERATORS = {
    "1": "≥", "2": "＞", "3": "＝", "4": "＜", "5": "≤", "6": "",
    "≥": "≥", "≧": "≥", ">=": "≥", "》": "≥", "＞": "＞", ">": "＞", "≤": "≤", "≦": "≤", "<=": "≤", "《": "≤",
    "＜": "＜", "<": "＜", "=": "＝", "＝": "＝", "═": "＝", "==": "＝", "≥=": "≥", "≤=": "≤",
    "大于等于": "≥", "大于或等于": "≥", "不小于": "≥", "不少于": "≥", "不低于": "≥", "大于": "＞",
    "等于": "＝", "小于": "＜", "小于等于": "≤", "小于或等于": "≤", "不大于": "≤", "不多于": "≤",
    "不超过": "≤", "不高于": "≤", "定性": "", "定性指标": "", "文字描述": "",
}  # fmt: skip
_OPERATOR_CODED = re.compile(r"^([1-6])\s*[-、.．]?\s*(.+)$")
_BEGINS_WITH_OPERATOR = re.compile(
    r"[≥≧≤≦＞＜>=<＝═》《]|大于|小于|等于|不少于|不低于|不超过|不高于|不小于|不大于|不多于"
)
_NUMERIC = re.compile(r"[\d０-９]")
_NO_UNIT = frozenset({"", "无", "/", "-", "—", "－", "无单位", "定性", "空", "无量纲"})
_SEPARATOR = "\t"
_Measured = TypeVar("_Measured", bound=Number | Range | DateRange)


def tree_of(records: Iterable[Record]) -> IndicatorTree:
    """The indicators of a table's rows.

    The tree's source is made of the rows, a line for each: level 1, level 2, name, 实施周期指标值 and 年度指标值 with
    tabs between them. Every span leads into it. Empty level cells take the level above them.
    """
    builder = _Builder()
    for record in _filled(list(records)):
        builder.add(record)
    return IndicatorTree(tuple(builder.indicators), (), False, "".join(builder.pieces))


def _filled(records: list[Record]) -> list[Record]:
    """Level cells filled: from above, and at the top from below (a merged cell's text may stand in its middle)."""
    out: list[Record] = []
    level1 = level2 = ""
    for record in records:
        own1, own2 = record.level1, record.level2
        if own1.strip():
            if own1.split() != level1.split():
                level2 = ""
            level1 = own1
        elif own2.strip() and (category := find_level2(own2)) is not None and category.parent is not None:
            known = find_level1(level1)
            if known is None or find_level2(own2, known) is None or find_level2(own2, known) not in _children(known):
                level1 = category.parent.name
        if own2.strip():
            level2 = own2
        if not record.has_indicator:
            continue
        out.append(attrs.evolve(record, level1=level1, level2=level2))
    return out


def _children(level1: Category) -> set[Category]:
    from ...model.taxonomy import LEVEL2

    return {category for category in LEVEL2 if category.parent == level1}


@attrs.define
class _Builder:
    indicators: list[Indicator] = attrs.field(factory=list)
    pieces: list[str] = attrs.field(factory=list)
    length: int = 0

    def _write(self, text: str) -> Span:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def add(self, record: Record) -> None:
        from ...values import parse_target

        start = self.length
        self._write(record.level1.strip() + _SEPARATOR + record.level2.strip() + _SEPARATOR)
        level1 = find_level1(record.level1)
        level2 = find_level2(record.level2, level1)
        name = clean(record.name).text.strip()
        self._write(record.name.strip() + _SEPARATOR)
        targets: list[Target | None] = []
        for text in (record.cycle, join_value(record.operator, record.annual, record.measure)):
            at = self._write(text.strip()).start
            targets.append(moved(parse_target(text.strip(), name=name), at) if text.strip() else None)
            self._write(_SEPARATOR if len(targets) == 1 else "")
        cycle, annual = targets
        span = Span(start, self.length)
        self.indicators.append(Indicator(None, level1, level2, name, cycle, annual, span))
        self._write("\n")


def join_value(operator: str, value: str, unit: str) -> str:
    """Operator, value and unit as one target value, as 指标性质 | 指标值 | 度量单位 mean it.

    >>> join_value("1", "95", "%"), join_value("定性", "有所提升", ""), join_value("≥", "≥5次", "次")
    ('≥95%', '有所提升', '≥5次')
    """
    value = value.strip()
    if not value:
        return value
    sign = _operator(operator)
    if sign and (_BEGINS_WITH_OPERATOR.match(value) or not _NUMERIC.search(value)):
        sign = ""
    unit = clean(unit).text.strip()
    if unit in _NO_UNIT or value.endswith(unit) or not _NUMERIC.search(value):
        unit = ""
    if unit == "%" and value.endswith(("％", "百分比")):
        unit = ""
    if unit and not _NUMERIC.match(value[-1]) and value.endswith(("以上", "以下", "以内", "内")) and unit in value:
        unit = ""
    return f"{sign}{value}{unit}"


def _operator(text: str) -> str:
    bare = "".join(clean(text).text.split())
    if bare in _OPERATORS:
        return _OPERATORS[bare]
    coded = _OPERATOR_CODED.match(bare)
    if coded and coded[2] in _OPERATORS:
        return _OPERATORS[coded[2]]
    return next((sign for word, sign in _OPERATORS.items() if len(word) > 1 and bare.startswith(word)), "")


def moved(target: Target, by: int) -> Target:
    """``target`` with all its spans moved to the right."""
    measures = tuple(_moved(measure, by) for measure in target.measures)
    value = target.value if isinstance(target.value, FreeText) else _moved(target.value, by)
    return attrs.evolve(target, value=value, measures=measures, span=_shift(target.span, by))


def _moved(measure: _Measured, by: int) -> _Measured:
    return attrs.evolve(measure, span=_shift(measure.span, by))


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def string_tree(text: str) -> IndicatorTree:
    """The tree of a dense string's cell."""
    from ...parse import parse_indicators

    return parse_indicators(text)


EMPTY = IndicatorTree((), (), False, "")
"""The tree of a project whose table holds no indicators for it."""
