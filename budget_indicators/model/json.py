"""The model as plain JSON-ready data and back; ``schema()`` is the JSON Schema that describes it.

Amounts are strings (``"0.5"``, ``"120000"``): JSON's numbers are read as binary floats by most programs, and a budget's
are exact. Dates are ISO (``"2025-05-31"``), spans ``{"start": 0, "end": 4}``, and where a field may hold one of several
kinds a ``"type"`` says which: ``number``, ``range``, ``date_range`` or ``free_text``.
"""

from __future__ import annotations

import datetime
import json
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError
from cattrs.strategies import configure_tagged_union

from .nodes import DateRange, FreeText, IndicatorTree, Measure, Number, Range, Value

_T = TypeVar("_T")

_TAGS: dict[type, str] = {Number: "number", Range: "range", DateRange: "date_range", FreeText: "free_text"}


def to_dict(thing: Any) -> dict[str, Any]:
    """Plain data (dictionaries, lists, strings, integers, booleans, ``None``) of any object of the model.

    >>> from budget_indicators import Span
    >>> to_dict(Span(3, 7))
    {'start': 3, 'end': 7}
    """
    data: dict[str, Any] = _converter().unstructure(thing, unstructure_as=_union_of(type(thing)))
    return data


def from_dict(data: dict[str, Any], kind: type[_T] = IndicatorTree) -> _T:  # type: ignore[assignment]
    """The object that ``to_dict`` made ``data`` of; ``kind`` is its class.

    Raises ``ValueError`` for data that is not of that form: a missing or unknown key, a wrong type.

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
    text = files(__package__).joinpath("schema", "indicators.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    if kind.__name__ not in loaded["$defs"]:
        raise ValueError(f"no schema for {kind.__name__}")
    return {**loaded, "$ref": f"#/$defs/{kind.__name__}"}


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(Decimal, _plain)
    converter.register_structure_hook(Decimal, lambda text, _: _amount(text))
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_structure_hook(datetime.date, lambda text, _: datetime.date.fromisoformat(text))
    converter.register_unstructure_hook_func(lambda kind: isinstance(kind, type) and issubclass(kind, PurePath), str)
    for primitive in (str, int, bool):  # cattrs alone would read "5" as 5, and any text as true
        converter.register_structure_hook(primitive, _typed)
    for union in (Value, Measure):
        configure_tagged_union(union, converter, tag_generator=_TAGS.__getitem__, tag_name="type")
    return converter


def _union_of(kind: type) -> Any:
    """How to unstructure an object that stands alone: a measure carries its tag there too."""
    return Value if kind in _TAGS else kind


def _plain(amount: Decimal) -> str:
    """The amount in digits (``120000``, never ``1.2E+5``), unless that would be absurdly long."""
    return f"{amount:f}" if -30 < amount.adjusted() < 30 else str(amount)


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
