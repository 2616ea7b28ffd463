"""Build entries whose parts are in order and whose name and values have no diagnostic.

Most entries that are not canonical are like this: a whole string has other marks, or lacks colons or codes. Only the
number, the labels and the marks can have diagnostics. A test compares the result with that of ``entry.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from ..catalogue import strings as m
from ..model.nodes import Indicator
from ..patterns import lazy
from ..structure.entries import ALL_PARTS, Anchor, Entry, Kind
from ..structure.value_end import ends_plainly, value_end
from ..text.cleaning import Source
from ..text.memo import LONGEST_REMEMBERED
from .as_written import Stated, indicator_as_written
from .cleaning_diagnostics import touches
from .label_text import WELL_WRITTEN, Label, key_label, level_label, tell
from .plain import is_plain_name, is_plain_value
from .report import TreeReport, short
from .unusual import COMMON_MARKS, may_hold_more

_new = tuple.__new__  # half of the work of a named tuple's own constructor
_MARKS = f"{COMMON_MARKS}|｜"
_COLONS = ":："
# The beginning of a value, without words of its key (为, 达到, 值) and signs that a scanner read.
_NO_WORD_OF_KEY = lazy("[0-9≥≤A-Za-hk-z]|(?![均都应须定设为是达即等如指目值绩])[一-鿿]")


_BARS = "|｜"
_VALUE_ENDS = f"{_MARKS}。"
_UNUSUAL_ENDS = frozenset(_MARKS) - frozenset("；;")
_NUMBER_ENDS = "、.．)）"


Built: TypeAlias = tuple[Indicator, int, bool]
"""An indicator, the end of its entry, and whether the entry may contain more than its parts."""


def entry_end(source: Source, entry: Entry) -> int:
    """The end of the entry, before other text behind its last value."""
    at = entry.anchors[-1].end
    last = source.text[at : entry.end].removesuffix("。")
    if last and len(last) < LONGEST_REMEMBERED and ends_plainly(last):
        return entry.end
    return value_end(source, at, entry.end, entry.start)


_Text: TypeAlias = tuple[int, int, bool]
"""The position of a name or a value, and whether the marks around it can surround no other column."""


def _name(source: Source, start: int, end: int) -> _Text | None:
    """The name in ``source.text[start:end]``, which begins behind its level, if it has no diagnostic."""
    text = source.text
    begin = start + 1 if text[start] in _MARKS else start
    stop = end - 1 if text[end - 1] in _MARKS else end
    if not is_plain_name(source, begin, stop, end):
        return None
    return begin, stop, text[start] not in _BARS and text[end - 1] not in _BARS


def _value(source: Source, start: int, end: int) -> _Text | None:
    """The value in ``source.text[start:end]``, which begins behind its key, if it has no diagnostic."""
    if start >= end:
        return None
    text = source.text
    colon, mark = text[start] in _COLONS, text[end - 1]
    begin = start + 1 if colon else start
    stop = end - 1 if mark in _VALUE_ENDS else end
    usual = colon and mark not in _UNUSUAL_ENDS
    if not usual and _NO_WORD_OF_KEY.match(text, begin) is None:
        return None
    return (begin, stop, usual) if is_plain_value(source, begin, stop, end) else None


def _labels(text: str, anchors: Sequence[Anchor]) -> list[Label] | None:
    """The diagnostics of the levels and the keys, if they do not depend on the text around them."""
    found: list[Label] = []
    for anchor in anchors:
        written = text[anchor.start : anchor.end]
        keyed = anchor.kind == "cycle" or anchor.kind == "annual"
        label = key_label(written, anchor.kind) if keyed else level_label(written, anchor.category)
        if label is None or label.aside is not None:
            return None
        found.append(label)
    return found


def _is_in_order(source: Source, entry: Entry) -> bool:
    """Whether all parts are in order, the levels directly behind the number, and no other text ends the entry."""
    anchors, text = entry.anchors, source.text
    if tuple([anchor.kind for anchor in anchors]) != ALL_PARTS:
        return False
    ordinal, level1, level2, *_ = anchors
    if level1.start != ordinal.end or level1.ditto or level2.ditto:
        return False
    behind, between = text[level1.start - 1], text[level1.end : level2.start]
    if not (behind in _NUMBER_ENDS or behind.isalnum()) or len(between) > 1 or between not in _MARKS:
        return False
    return entry_end(source, entry) == entry.end


def in_order(report: TreeReport, entry: Entry) -> Built | None:
    """The indicator of such an entry, with its diagnostics reported; ``None`` for any other entry."""
    source, anchors, start, end = report.source, entry.anchors, entry.start, entry.end
    if not _is_in_order(source, entry):
        return None
    ordinal, level1, level2, cycle, annual = anchors
    number, first, second = ordinal.number, level1.category, level2.category
    text = source.text
    of_annual = _value(source, annual.end, end)  # a value is more often unusual than a name
    of_cycle = None if of_annual is None else _value(source, cycle.end, annual.start)
    name = None if of_cycle is None else _name(source, level2.end, cycle.start)
    labels = None if name is None else _labels(text, anchors[1:])
    if name is None or of_cycle is None or of_annual is None or labels is None:
        return None
    if number is None or first is None or second is None:
        return None
    before = len(report.diagnostics)
    written, canonical = text[start : ordinal.end], f"{number}、"
    if written != canonical:
        report.note(m.ORDINAL_MARK, start, ordinal.end, canonical, found=written.strip(), meant=canonical)
    report.count(number, start, ordinal.end)
    for label, anchor in zip(labels, anchors[1:], strict=True):
        if label is not WELL_WRITTEN:
            tell(report, label, anchor.start)
    if second.parent is not None and second.parent is not first:
        report.parent(first, second, level2.start, level2.end)
    report.levels = (first, second)
    begin, stop, usual = name
    places = ((level1.end, level2.start), (level2.end, begin), (stop, cycle.start), (of_cycle[1], annual.start))
    marks = _separators(report, places)
    values = (_stated(report, "cycle", cycle, of_cycle), _stated(report, "annual", annual, of_annual))
    closing = text[of_annual[1] : end]
    if closing != "。":
        report.note(m.MISSING_STOP, of_annual[1], end, "。", found=closing or text[end - 1])
    words, targets = text[begin:stop], [value.known.text for value in values]
    report.once((first.name, second.name, words, targets[0], targets[1]), start, ordinal.end)
    unusual = may_hold_more(text[start : level2.end], words, usual, values, marks, report.diagnostics[before:])
    head = (number, first, second, words)
    indicator = indicator_as_written(source, head, values, source.span(start, end), None)
    if text is not source.raw:
        report.diagnostics += touches(source, start, end)
    return indicator, end, unusual


def _separators(report: TreeReport, places: Iterable[tuple[int, int]]) -> str:
    """Report other marks in the place of ；, and return them."""
    text = report.source.text
    wrong: list[tuple[int, int, str, str]] = []
    for start, end in places:
        if start == end:
            report.note(m.MISSING_SEPARATOR, start, end, "；", part=short(text[end : end + 8]))
        elif text[start] != "；":
            wrong.append((start, end, text[start], "；"))
    report.separators(wrong)
    return "".join([found for _, _, found, _ in wrong])


def _stated(report: TreeReport, kind: Kind, key: Anchor, at: _Text) -> Stated:
    """The meaning of a value; reports a missing colon."""
    text = report.source.text
    start, end, usual = at
    if start == key.end:
        report.note(m.COLON, start, start, ":", key=text[key.start : key.end], found=text[start])
    known = report.value(text[start:end], kind, start, key)
    return _new(Stated, (known, (known.text, report.year, start), usual))
