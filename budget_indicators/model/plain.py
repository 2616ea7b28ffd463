"""Base class of the model: conversion to plain, JSON-ready data, and a short ``repr``."""

from __future__ import annotations

import datetime
import os
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, SupportsIndex

import attrs

from .shown import short_repr


class Plain:
    """Base of every class of the model: conversion to plain data and a one-line ``repr``."""

    __slots__ = ()

    tag: ClassVar[str] = ""
    """What ``"type"`` says in the data, for a class that may stand where others may."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready data, described by the published JSON Schema; amounts are strings.

        >>> from budget_indicators import Span
        >>> Span(3, 7).to_dict()
        {'start': 3, 'end': 7}
        """
        data = _fields(self)
        return {**data, "type": self.tag} if self.tag else data

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """Pickle as a constructor call: half the cost of attrs' own method, which builds a dictionary."""
        cls: Any = type(self)
        names = _positional(cls)
        return (cls, tuple([getattr(self, name) for name in names])) if names else super().__reduce_ex__(protocol)

    def __repr__(self) -> str:
        """The fields that differ from their defaults, in less than a kilobyte: ``Number(20, '次', per='每月')``."""
        return short_repr(self)


@cache
def _positional(cls: type[Any]) -> tuple[str, ...]:
    """The positional arguments of a class's constructor; none if it has keyword-only ones."""
    fields = attrs.fields(cls)
    return () if any(field.kw_only for field in fields) else tuple([field.name for field in fields])


def plain_data(value: Any) -> Any:
    """The value of a field as dictionaries, lists, strings, integers, booleans and ``None``."""
    match value:
        case Plain():
            return value.to_dict()
        case tuple() | list():
            return [plain_data(each) for each in value]
        case Decimal():
            # 120000, never 1.2E+5, unless that would be absurdly long.
            return f"{value:f}" if -30 < value.adjusted() < 30 else str(value)
        case datetime.date():
            return value.isoformat()
        case os.PathLike():
            return os.fspath(value)
        case _:
            return _fields(value) if attrs.has(type(value)) else value


def _fields(thing: Any) -> dict[str, Any]:
    return {field.name: plain_data(getattr(thing, field.name)) for field in attrs.fields(type(thing))}
