"""The ``repr`` of the model's objects: fields that differ from their defaults, never more than a kilobyte."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

_MOST = 700
"""Characters; what would be longer is shown with its parts shortened."""
_TEXT, _TUPLE = 120, 240
_SHORT = 24


def short_repr(thing: Any) -> str:
    """``Number(20, '次', per='每月')``: the fields other than defaults, amounts in digits, long parts with ``…``."""
    words = _called(thing, _full)
    return words if len(words) <= _MOST else _called(thing, _brief)


def quoted(text: str, room: int = _SHORT) -> str:
    """A text in quotes, its end replaced by ``…`` if it is longer than ``room`` characters.

    >>> quoted("培训次数"), quoted("培训次数", 3)
    ("'培训次数'", "'培训次…'")
    """
    words = repr(text[: room + 1])
    return words if len(words) <= room + 2 else f"{words[: room + 1]}…{words[0]}"


def short_tuple(value: tuple[Any, ...]) -> str:
    """A tuple with as many of its items as fit, at least one."""
    words: list[str] = []
    room = _TUPLE
    for item in value:
        if room <= 0:
            words.append(f"… {len(value) - len(words)} more")
            break
        words.append(_full(item))
        room -= len(words[-1])
    return f"({', '.join(words)}{',' * (len(value) == 1)})"


def counted(number: int, noun: str) -> str:
    """``1 indicator``, ``2 indicators``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _called(thing: Any, shown: Any) -> str:
    words = []
    plain = True  # no field was omitted so far, so names are not needed
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.default is not attrs.NOTHING and value == field.default:
            plain = False
            continue
        plain = plain and not field.kw_only
        words.append(shown(value) if plain else f"{field.name}={shown(value)}")
    return f"{type(thing).__name__}({', '.join(words)})"


def _full(value: Any) -> str:
    match value:
        case Decimal():
            return _amount(value, _TEXT)
        case str():
            return quoted(value, _TEXT)
        case tuple():
            return short_tuple(value)
        case _:
            return repr(value)


def _brief(value: Any) -> str:
    match value:
        case Decimal():
            return _amount(value, _SHORT)
        case str():
            return quoted(value, _SHORT)
        case tuple() if value:
            return f"(… {len(value)})"
        case _ if attrs.has(type(value)):
            words = repr(value)
            return words if len(words) <= _SHORT else f"{type(value).__name__}(…)"
        case _:
            return repr(value)


def _amount(value: Decimal, room: int) -> str:
    # 120000, never 1.2E+5, unless that would be absurdly long
    words = f"{value:f}" if -room < value.adjusted() < room else str(value)
    return words if len(words) <= 2 * room else f"{words[:room]}…"
