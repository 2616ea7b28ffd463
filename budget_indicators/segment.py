"""Cleaned text -> entries, each found in the cheapest way that is sure to be right.

First the canonical entries (one pattern), then the grammar for what lies between them, and where the grammar leaves an
entry unusual, the repair. An entry is read the same whichever way finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from .canonical import LEVELS, pattern, quiet, quiet_value, suspicious
from .repair import repair
from .source import Source
from .structure import Entry, Kind, entries
from .tail import value_end

Canonical: TypeAlias = re.Match[str]
"""A match of the canonical pattern: opening, level 2, name, cycle value, annual value."""

_PLAIN: tuple[Kind, ...] = ("ordinal", "level1", "level2", "cycle", "annual")
_MARKS = " ；;:：。"


def read(source: Source, fast: bool = True) -> Iterator[Entry | Canonical]:
    """The entries of a text in order; ``fast=False`` leaves out the canonical pattern (to compare the ways)."""
    text = source.text
    at = 0
    number: int | None = None  # the last ordinal
    if fast:
        for match in pattern().finditer(text):
            if not _sure(source, match):
                continue
            if match.start() > at:
                for entry in _closely(source, at, match.start(), number):
                    number = _number(entry, number)
                    yield entry
            yield match
            number = int(match[1].partition("、")[0])
            at = match.end()
    if at < len(text):
        yield from _closely(source, at, len(text), number)


def _sure(source: Source, match: Canonical) -> bool:
    """Is a match of the canonical pattern free of anything a diagnostic or a repair might be due for?"""
    opening, level2, name, cycle, annual = match.groups()
    number, mark, level1 = opening.partition("、")
    first, second = LEVELS.get(level1), LEVELS.get(level2)
    return (
        bool(mark)
        and number[0] != "0"
        and first is not None
        and second is not None
        and second.parent is first
        and quiet_value(cycle)
        and quiet_value(annual)
        and quiet(name)
        and (source.text is source.raw or _whole(source, match))
    )


def _whole(source: Source, match: Canonical) -> bool:
    """In a text that was cleaned: is the number one number, and does nothing but the value stand at the end?"""
    return (
        not _torn(source, match.start(), match.start() + match[1].index("、"))
        and value_end(source, match.start(5), match.end()) == match.end()
    )


def _torn(source: Source, start: int, end: int) -> bool:
    """Was something dropped within a number? Then it may be two: a page number and an ordinal."""
    return any(source.gap(at) for at in range(start + 1, end))


def _number(entry: Entry, before: int | None) -> int | None:
    ordinal = entry.find("ordinal")
    return before if ordinal is None else ordinal.number


def _closely(source: Source, start: int, end: int, number: int | None) -> Iterator[Entry]:
    """The entries between two canonical ones, as the grammar reads them; the unusual ones repaired."""
    text = source.text
    damaged: int | None = start  # where a region begins that needs a closer look
    for entry in entries(text, start, end):
        if is_plain(source, entry):
            if damaged is not None and entry.start > damaged:
                for repaired in repair(source, damaged, entry.start, number):
                    yield repaired
            damaged = None
            number = _number(entry, number)
            yield entry
        elif damaged is None:
            damaged = entry.start
    if damaged is not None and damaged < end:
        yield from repair(source, damaged, end, number)


def is_plain(source: Source, entry: Entry) -> bool:
    """Is this entry surely what the grammar reads: all parts, in order, and nothing suspicious in its texts?"""
    text = source.text
    anchors = entry.anchors
    if len(anchors) != len(_PLAIN) or any(a.kind != kind for a, kind in zip(anchors, _PLAIN, strict=True)):
        return False
    if text[entry.start - 1 : entry.start] not in ("", "。") or _torn(source, anchors[0].start, anchors[0].end - 1):
        return False
    _, level1, level2, cycle, annual = anchors
    if text[level1.end : level2.start].strip(_MARKS):
        return False
    for start, end in ((level2.end, cycle.start), (cycle.end, annual.start), (annual.end, entry.end)):
        inner = text[start:end].strip(_MARKS)
        if not inner or suspicious(inner):
            return False
    return True
