"""Cleaned text -> entries, each found in the cheapest way that is sure to be right.

First the canonical entries (one pattern), then the grammar for what lies between them, and where the grammar leaves an
entry unusual, the repair. An entry is read the same whichever way finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .model.nodes import Category
from .repair.search import repair
from .structure.canonical import LEVELS, pattern, quiet, quiet_value, suspicious
from .structure.entries import Entry, Kind, entries
from .structure.value_end import ENDS_NOISE, value_end
from .text.cleaning import Source


class Canonical(NamedTuple):
    """A canonical entry, but perhaps for the marks between its parts, ready to be built: what it says, and where.

    ``tidy``: each separator is a ；, and no 。 stands before one.
    """

    start: int
    end: int
    number: str
    level1: Category
    level2: Category
    name: str
    cycle: str
    annual: str
    name_start: int
    cycle_start: int
    annual_start: int
    tidy: bool


_PLAIN: tuple[Kind, ...] = ("ordinal", "level1", "level2", "cycle", "annual")
_MARKS = " ；;:：。"


def read(source: Source, fast: bool = True) -> Iterator[Entry | Canonical]:
    """The entries of a text in order; ``fast=False`` leaves out the canonical pattern (to compare the ways)."""
    text = source.text
    at = 0
    number: int | None = None  # the last ordinal
    if fast:
        for match in pattern().finditer(text):
            entry = _canonical(source, match)
            if entry is None:
                continue
            if entry.start > at:
                for between in _closely(source, at, entry.start, number):
                    number = _number(between, number)
                    yield between
            yield entry
            number = int(entry.number)
            at = entry.end
    if at < len(text):
        yield from _closely(source, at, len(text), number)


def _canonical(source: Source, match: re.Match[str]) -> Canonical | None:
    """The entry of a match of the canonical pattern, if no diagnostic or repair may be due for any of its texts."""
    head, mark, name, before_cycle, cycle, before_annual, annual = match.groups()
    number, _, written = head.partition("、")
    levels = LEVELS.get(written)
    if levels is None or number[0] == "0" or not quiet_value(cycle) or not quiet_value(annual):
        return None
    stopped = name[-1] == "。"
    if not quiet(name[:-1] if stopped else name):
        return None
    start, end = match.span()
    annual_start = match.start(7)
    mapped = source.text is not source.raw
    if mapped and _torn(source, start, start + len(number)):
        return None
    # In plain text a remark below the table is a sentence of its own, and a page number tells itself by its end.
    if (mapped or "。" in annual or annual[-1] in ENDS_NOISE) and value_end(source, annual_start, end, start) != end:
        return None
    name_start, cycle_start = match.start(3), match.start(5)
    tidy = mark == before_cycle == before_annual == "；" and "；" in written and not stopped
    return Canonical._make(
        (start, end, number, *levels, name, cycle, annual, name_start, cycle_start, annual_start, tidy)
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
                yield from repair(source, damaged, entry.start, number)
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
    if tuple([anchor.kind for anchor in anchors]) != _PLAIN:
        return False
    ordinal, level1, level2, cycle, annual = anchors
    if entry.start and text[entry.start - 1] != "。":
        return False
    if source.text is not source.raw and _torn(source, ordinal.start, ordinal.end - 1):
        return False
    if text[level1.end : level2.start].strip(_MARKS):
        return False
    for start, end in ((level2.end, cycle.start), (cycle.end, annual.start), (annual.end, entry.end)):
        inner = text[start:end].strip(_MARKS)
        if not inner or (not quiet_value(inner) and suspicious(inner)):
            return False
    return True
