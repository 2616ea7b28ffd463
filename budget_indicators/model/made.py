"""Objects of the model made field by field: half the time of their constructors, which check nothing more.

Most of what a parse takes, once somebody looks at its tree, is the making of these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from .nodes import Category, Indicator, Measure, Span, Target, Value

Setter: TypeAlias = Callable[[object, Any], None]
new = object.__new__
"""An object of a class, with no field yet."""


def setters(cls: type) -> tuple[Setter, ...]:
    """What gives an object of a frozen class its fields, in order."""
    return tuple([getattr(cls, field.name).__set__ for field in attrs.fields(cls)])


_start, _end = setters(Span)
_text, _value, _measures, _ambiguous, _whole = setters(Target)
_ordinal, _level1, _level2, _name, _cycle, _annual, _span, _details = setters(Indicator)


def span(start: int, end: int) -> Span:
    """``Span(start, end)``."""
    made = new(Span)
    _start(made, start)
    _end(made, end)
    return made


def target(text: str, value: Value, measures: tuple[Measure, ...], ambiguous: bool, whole: Span) -> Target:
    """``Target(text, value, measures, ambiguous, whole)``."""
    made = new(Target)
    _text(made, text)
    _value(made, value)
    _measures(made, measures)
    _ambiguous(made, ambiguous)
    _whole(made, whole)
    return made


def indicator(
    ordinal: int | None,
    level1: Category | None,
    level2: Category | None,
    name: str,
    cycle: Target | None,
    annual: Target | None,
    place: Span,
) -> Indicator:
    """``Indicator(ordinal, level1, level2, name, cycle, annual, place)``."""
    made = new(Indicator)
    _ordinal(made, ordinal)
    _level1(made, level1)
    _level2(made, level2)
    _name(made, name)
    _cycle(made, cycle)
    _annual(made, annual)
    _span(made, place)
    _details(made, None)
    return made
