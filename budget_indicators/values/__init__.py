"""Target values (指标值): a number, a range, a date or free text, and every measure in the text.

``parse_target`` reads a raw text, ``read_value`` a cleaned one. ``known_value`` gives the meaning of a cleaned text
before its indicator's name and its position are known, memoised for all values that repeat it.
"""

from __future__ import annotations

from ..errors import check_year
from ..model.nodes import Target
from ..text.cleaning import clean
from .reading import (
    KnownValue,
    Reading,
    Remark,
    known_by_grammar,
    known_value,
    read_by_grammar,
    read_value,
    remembered_value,
)

__all__ = [
    "KnownValue",
    "Reading",
    "Remark",
    "known_by_grammar",
    "known_value",
    "parse_target",
    "read_by_grammar",
    "read_value",
    "remembered_value",
]

_CLOSING = "。.;；,，、 "


def parse_target(text: str, *, name: str | None = None, year: int | None = None) -> Target:
    """Read a target value.

    ``name`` is the indicator's: it decides which of several measures is the headline. ``year`` is the budget year, for
    dates without a year; if it is ``None``, such a date is free text. Spans count code points of ``text`` as given.

    Never raises for the content of ``text``. Raises ``TypeError`` if ``text`` is not a ``str`` or ``year`` not an
    ``int``, ``ValueError`` for a ``year`` without four digits.

    >>> target = parse_target("每月至少到网格巡查走访20次，完成率100%", name="完成率")
    >>> [str(measure) for measure in target.measures], str(target.value)
    (['每月≥20次', '100%'], '100%')
    """
    if not isinstance(text, str):
        raise TypeError(f"a target is a str, not {type(text).__name__}")
    if not isinstance(name, str | None):
        raise TypeError(f"name is a str or None, not {type(name).__name__}")
    year = check_year(year)
    source = clean(text)
    start, end = _trimmed(source.text)
    cleaned = source.text[start:end]
    return known_value(cleaned, year).target(name, source, start)


def _trimmed(text: str) -> tuple[int, int]:
    """The bounds of the value without blanks and closing marks."""
    end = len(text)
    while end and text[end - 1] in _CLOSING:
        end -= 1
    start = 0
    while start < end and text[start].isspace():
        start += 1
    # A value of marks only keeps them: 、 and … mean that something is missing.
    return (start, end) if end else (0, len(text))
