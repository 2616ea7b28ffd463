"""Positions in the original text of the parts of an indicator.

The tree has a span for each indicator and each target; names and words inside a target are located in the cleaned text,
whose positions map back (``text.cleaning.clean``).
"""

from __future__ import annotations

import re

from ..model.nodes import Indicator, IndicatorTree, Span, Target
from ..text.cleaning import clean

_AROUND = r"[;；:：,，。、\s]"


def name_span(tree: IndicatorTree, one: Indicator) -> Span:
    """The span of an indicator's name; the whole entry if it has none or it is not found as one piece."""
    if not one.name:
        return one.span
    ends = [target.span.start for target in (one.cycle, one.annual) if target is not None and len(target.span)]
    end = min((at for at in ends if at > one.span.start), default=one.span.end)
    source = clean(tree.source[one.span.start : end], escapes=True)
    name = re.escape(one.name)
    # The last occurrence: a level may have the same name.
    places = [found.start() for found in re.finditer(rf"(?<={_AROUND}){name}(?=.?{_AROUND}|$)", source.text)]
    at = places[-1] if places else source.text.rfind(one.name)
    if at < 0:
        return one.span
    return _shifted(source.span(at, at + len(one.name)), one.span.start)


def word_span(tree: IndicatorTree, target: Target, word: str) -> Span:
    """The first span of ``word`` inside a target; the whole target if it is not found."""
    written = target.span.of(tree.source)
    if written == target.text:  # nothing was cleaned
        at = written.find(word) if word else -1
        return Span(target.span.start + at, target.span.start + at + len(word)) if at >= 0 else target.span
    source = clean(written, escapes=True)
    at = source.text.find(word) if word else -1
    if at < 0:
        return target.span
    return _shifted(source.span(at, at + len(word)), target.span.start)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
