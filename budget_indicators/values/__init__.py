"""Target values (指标值): a number, a range, a date or free text, and every measure a text holds.

``parse_target`` reads a text as it was found; ``read_value`` reads one that is cleaned already.
"""

from __future__ import annotations

from ..errors import check_year
from ..model.nodes import Measure, Span, Target
from ..text.cleaning import Source, clean
from .measures import moved
from .reading import Reading, Remark, read_by_grammar, read_value

__all__ = ["Reading", "Remark", "parse_target", "placed", "read_by_grammar", "read_value"]

_CLOSING = "。.;；,，、 "


def parse_target(text: str, *, name: str | None = None, year: int | None = None) -> Target:
    """Read a target value.

    ``name`` is the indicator's: it decides which of several measures is the headline. ``year`` is the budget year, for
    dates that name none; without it such a date is free text. Spans are code points of ``text`` as given.

    Any ``str`` is read; ``TypeError`` for anything else, and for a ``year`` that is no ``int``; ``ValueError`` for a
    ``year`` without four digits.

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
    return placed(read_value(cleaned, name, year), cleaned, source, start)


def placed(reading: Reading, text: str, source: Source, start: int) -> Target:
    """The target of a reading of ``text``, which stands at ``start`` of the cleaned text of ``source``.

    The spans lead to the raw text, and each measure's ``text`` is its surface there.
    """
    end = start + len(text)
    span = Span(start, end) if source.text is source.raw else source.span(start, end)
    found = reading.measures
    if not found:
        return Target(text, reading.value, (), reading.ambiguous, span)
    if len(found) == 1:
        only = _placed(found[0], source, start, span)
        return Target(text, only, (only,), reading.ambiguous, span)
    measures = tuple([_placed(measure, source, start, span) for measure in found])
    headline = next(i for i, measure in enumerate(found) if measure is reading.value)
    return Target(text, measures[headline], measures, reading.ambiguous, span)


def _placed(measure: Measure, source: Source, start: int, whole: Span) -> Measure:
    begin, end = start + measure.span.start, start + measure.span.end
    if source.text is not source.raw:
        span = source.span(begin, end)
        return moved(measure, span.of(source.raw), span)
    span = whole if end - begin == whole.end - whole.start else Span(begin, end)
    return moved(measure, measure.text, span)


def _trimmed(text: str) -> tuple[int, int]:
    """Where the value begins and ends without blanks and closing marks."""
    end = len(text)
    while end and text[end - 1] in _CLOSING:
        end -= 1
    start = 0
    while start < end and text[start].isspace():
        start += 1
    # A value of marks alone keeps them: 、 and … say that something is missing.
    return (start, end) if end else (0, len(text))
