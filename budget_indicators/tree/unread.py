"""Indicators that are not filled yet: the canonical entries they will be filled from, and the meanings of their values.

Tables, lint and other processes take what they need from the entry, without filling the indicator.
"""

from __future__ import annotations

from typing import NamedTuple

from ..model.later import later, made_of
from ..model.nodes import Indicator, IndicatorTree
from ..structure.canonical import Canonical
from ..text.cleaning import Source
from ..values import KnownValue, known_value
from .canonical_text import text_of

_new = tuple.__new__  # half of the work of a named tuple's own constructor


class Unread(NamedTuple):
    """An indicator that is not filled: its canonical entry, and the meaning of its values."""

    source: Source
    year: int | None
    entry: Canonical
    cycle: KnownValue
    annual: KnownValue

    def place(self) -> tuple[int, int]:
        """The position of the indicator in the raw text."""
        source, _, (start, end, *_), _, _ = self
        return (start, end) if source.text is source.raw else (source.start(start), source.end(end))


def unread(tree: IndicatorTree) -> list[Unread | Indicator]:
    """The indicators of a tree, in order: each as the entry it will be filled from, or itself if it is filled."""
    text = text_of(tree)
    if text is None:
        return [_entry_of(indicator) or indicator for indicator in tree.indicators]
    source, year = text.source, text.year
    return [
        _new(Unread, (source, year, text.canonical(at), cycle.known, annual.known))
        for at, (_, _, _, cycle, annual, _) in enumerate(text.entries)
    ]


def indicator_of(source: Source, year: int | None, entry: Canonical, known: tuple[KnownValue, KnownValue]) -> Indicator:
    """The indicator of a canonical entry among others; ``known`` is the meaning of its values."""
    return later(Indicator, _fields, (source, year, entry), known)


def _entry_of(indicator: Indicator) -> Unread | None:
    """The canonical entry that an indicator will be filled from; ``None`` if it is filled or of another kind."""
    made = made_of(indicator)
    if made is None or made[0] is not _fields:
        return None
    found = made[2:]
    if len(found) < len(Unread._fields):  # it comes from another process
        _, year, entry = found
        found += (known_value(entry.cycle, year), known_value(entry.annual, year))
    return _new(Unread, found)


def _fields(
    source: Source,
    year: int | None,
    entry: Canonical,
    of_cycle: KnownValue | None = None,
    of_annual: KnownValue | None = None,
) -> tuple[object, ...]:
    """The fields of the indicator of a canonical entry; in another process its values are looked up again."""
    return (
        int(entry.number),
        entry.frame.level1,
        entry.frame.level2,
        entry.name,
        (of_cycle or known_value(entry.cycle, year)).target(entry.name, source, entry.cycle_start),
        (of_annual or known_value(entry.annual, year)).target(entry.name, source, entry.annual_start),
        source.span(entry.start, entry.end),
    )
