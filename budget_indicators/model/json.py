"""The model as plain JSON-ready data and back; ``schema()`` is the JSON Schema that describes it.

Amounts are strings (``"0.5"``, ``"120000"``): most programs read JSON's numbers as binary floats, and budgets are
exact. Dates are ISO (``"2025-05-31"``), spans ``{"start": 0, "end": 4}``, and a ``"type"`` distinguishes the classes
that a field may hold: ``number``, ``range``, ``date_range`` or ``free_text``.
"""

from __future__ import annotations

import datetime
import json
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError
from cattrs.strategies import configure_tagged_union

from .nodes import IndicatorTree, Measure, Value
from .plain import Plain

_T = TypeVar("_T")


def _tag(kind: type) -> str:
    """The ``"type"`` of a class in plain data."""
    assert issubclass(kind, Plain)
    return kind.tag


def from_dict(data: dict[str, Any], kind: type[_T] = IndicatorTree) -> _T:  # type: ignore[assignment]
    """The object from which ``to_dict()`` made ``data``; ``kind`` is its class.

    Raises ``ValueError`` for data of another form: a missing or unknown key, a wrong type.

    >>> from budget_indicators import Span
    >>> from_dict({"start": 3, "end": 7}, Span)
    Span(3, 7)
    """
    try:
        thing: _T = _converter().structure(_typed(data, dict), kind)
    except (BaseValidationError, KeyError, TypeError, ValueError) as problem:
        raise ValueError(f"not the data of {kind.__name__}: {_first_cause(problem)}") from problem
    return thing


def schema(kind: type = IndicatorTree) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a class of the model: an ``IndicatorTree``, a ``Document``, or a part of them.

    It is ``schema/indicators.schema.json`` of this package, with the class as its root.
    """
    text = files("budget_indicators.model").joinpath("schema", "indicators.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    if kind.__name__ not in loaded["$defs"]:
        raise ValueError(f"no schema for {kind.__name__}")
    return {**loaded, "$ref": f"#/$defs/{kind.__name__}"}


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Decimal, lambda text, _: _amount(text))
    converter.register_structure_hook(datetime.date, lambda text, _: datetime.date.fromisoformat(text))
    for primitive in (str, int, float, bool):  # cattrs alone would read "5" as 5, and any text as true
        converter.register_structure_hook(primitive, _typed)
    for union in (Value, Measure):
        configure_tagged_union(union, converter, tag_generator=_tag, tag_name="type")
    return converter


def _typed(thing: Any, kind: type[_T]) -> _T:
    if type(thing) is not kind:
        raise ValueError(f"expected {kind.__name__}, not {thing!r}")
    return thing


def _amount(text: Any) -> Decimal:
    try:
        return Decimal(_typed(text, str))
    except InvalidOperation:
        raise ValueError(f"not an amount: {text!r}") from None


def _first_cause(problem: BaseException) -> str:
    while isinstance(problem, BaseExceptionGroup):
        problem = problem.exceptions[0]
    return f"no {problem}" if isinstance(problem, KeyError) else str(problem)
