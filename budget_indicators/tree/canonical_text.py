"""A text that consists of canonical entries, like most published strings: read by one loop, and kept compactly.

Entries repeat each other's levels, separators and values, so the meanings of these are memoised, and an entry is kept
as a few references. The tree, with indicators that are filled on first access, and the rows of a table are made from
them. ``canonical_text`` returns ``None`` for every text that needs another reader; for the others its result equals
that of ``Builder`` (a test compares them).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from ..model.later import later, made_of, put
from ..model.made import indicator
from ..model.nodes import Diagnostic, Indicator, IndicatorTree, diagnostics_of
from ..structure.canonical import Canonical, Frame, ends, frame, pattern, torn
from ..structure.doubt import quiet, quiet_name
from ..structure.quoted import LEFT
from ..structure.value_end import ENDS_NOISE, ends_plainly
from ..text.cleaning import Source, clean
from ..text.memo import LONGEST_REMEMBERED
from ..values import KnownValue, known_value
from .canonical_report import Bounds, frame_diagnostics
from .cleaning_diagnostics import holds_unseen, line_breaks, touches
from .report import TreeReport

_new = tuple.__new__  # half of the work of a named tuple's own constructor
_ONE_DIGIT = 9
_ANNUAL_KEY = "年度指标值"


class CanonicalValue:
    """A value of an entry, and its meaning.

    ``told``: it has a diagnostic. ``sure``: it has none and cannot end the entry.
    """

    __slots__ = ("known", "length", "sure", "text", "told")

    def __init__(self, known: KnownValue) -> None:
        self.known = known
        self.text = text = known.text
        self.length = len(text)
        self.told = known.found.told
        self.sure = not self.told and "。" not in text and text[-1] not in ENDS_NOISE and ends_plainly(text)


KnownEntry: TypeAlias = tuple[int, Frame, str, CanonicalValue, CanonicalValue, int]
"""An entry: its number, levels and separators, name and values, and its end, where the next begins."""


class CanonicalText:
    """The entries of a text, in order and without a gap.

    ``noted`` are the indices of ``entries`` that may have a diagnostic; ``wrapped``: cleaning removed line wraps, and
    nothing else.
    """

    __slots__ = ("entries", "noted", "source", "wrapped", "year")

    def __init__(
        self, source: Source, year: int | None, entries: list[KnownEntry], noted: list[int], wrapped: bool
    ) -> None:
        self.source = source
        self.year = year
        self.entries = entries
        self.noted = noted
        self.wrapped = wrapped

    def canonical(self, at: int) -> Canonical:
        """One of the entries, with the positions of its parts."""
        ordinal, framed, name, cycle, annual, end = self.entries[at]
        start = self.entries[at - 1][5] if at else 0
        annual_at = end - framed.behind - annual.length
        cycle_at = annual_at - framed.before_annual - cycle.length
        name_at = cycle_at - framed.before_cycle - len(name)
        texts = (str(ordinal), framed, name, cycle.text, annual.text)
        return _new(Canonical, (start, end, *texts, name_at, cycle_at, annual_at))

    def bounds(self, at: int) -> Bounds:
        """The bounds of one of the entries."""
        _, framed, name, cycle, annual, end = self.entries[at]
        cycle_end = end - framed.behind - annual.length - framed.before_annual
        name_end = cycle_end - cycle.length - framed.before_cycle
        return name_end - len(name), name_end, cycle_end, end

    def diagnostics(self) -> list[Diagnostic]:
        """The diagnostics, in text order."""
        found: list[Diagnostic] = []
        for at in self.noted:
            found += self.diagnostics_at(at)
        return found

    def diagnostics_at(self, at: int) -> list[Diagnostic]:
        """The diagnostics of one of the entries, in text order."""
        source = self.source
        _, framed, name, cycle, annual, end = self.entries[at]
        bounds = self.bounds(at)
        stopped = name[-1] == "。"
        found = [] if framed.plain and not stopped else frame_diagnostics(source, framed, stopped, bounds)
        more: list[Diagnostic] = []
        if cycle.told or annual.told:
            _, _, cycle_end, _ = bounds
            report = TreeReport(source, self.year, more)
            report.said(cycle.known, "cycle", cycle_end - cycle.length, self.year)
            report.said(annual.known, "annual", cycle_end + framed.before_annual, self.year)
        if source.text is not source.raw:
            start = self.entries[at - 1][-1] if at else 0
            more += line_breaks(source, start, end) if self.wrapped else touches(source, start, end)
        if not more:
            return found
        found += more
        if len(found) > 1:
            found.sort(key=lambda one: (one.span.start, one.span.end, one.code))
        return found

    def indicators(self) -> Iterator[Indicator]:
        """The indicators, in text order."""
        source = self.source
        start = 0
        for ordinal, framed, name, cycle, annual, end in self.entries:
            annual_at = end - framed.behind - annual.length
            cycle_at = annual_at - framed.before_annual - cycle.length
            yield indicator(
                ordinal,
                framed.level1,
                framed.level2,
                name,
                cycle.known.target(name, source, cycle_at),
                annual.known.target(name, source, annual_at),
                source.span(start, end),
            )
            start = end

    def tree(self) -> IndicatorTree:
        """The tree, whose indicators are filled on first access."""
        text = self.source.raw
        told = diagnostics_of(self.diagnostics())
        tree = later(IndicatorTree, _fields, (text, self.year), (self, told))
        put(tree, "diagnostics", told)
        put(tree, "withheld", False)
        put(tree, "source", text)
        return tree


def tree_of_text(text: str, year: int | None) -> IndicatorTree:
    """The tree of a text that was read before, perhaps in another process; the text is read again on first access."""
    tree = later(IndicatorTree, _fields, (text, year))
    put(tree, "source", text)
    return tree


def _fields(
    text: str,
    year: int | None,
    read: CanonicalText | None = None,
    told: tuple[Diagnostic, ...] | None = None,
) -> tuple[object, ...]:
    """The fields of a tree; in another process its text is read again."""
    read = read or _read_again(text, year)
    return tuple(read.indicators()), read.diagnostics() if told is None else told, False, text


def _read_again(text: str, year: int | None) -> CanonicalText:
    found = canonical_text(clean(text, escapes=True), year)
    assert found is not None
    return found


def text_of(tree: IndicatorTree) -> CanonicalText | None:
    """The entries that a tree's indicators will be filled from; ``None`` if they are filled, or of another kind."""
    made = made_of(tree)
    if made is None or made[0] is not _fields:
        return None
    _, _, text, year, *known = made
    return known[0] if known else _read_again(text, year)


def canonical_text(source: Source, year: int | None) -> CanonicalText | None:
    """Read a text that consists of canonical entries, numbered in order, none of them twice; else ``None``."""
    text, raw = source.text, source.raw
    mapped = text is not raw
    wrapped = mapped and raw.replace("\n", "") == text
    if LEFT in text or (mapped and not wrapped and holds_unseen(raw)):
        return None  # there may be markup between the entries
    found = pattern().findall(text)
    if len(found) < text.count(_ANNUAL_KEY):
        return None  # an entry that is not canonical stands between them
    entries: list[KnownEntry] = []
    unsure: list[int] = []
    at = last = 0
    for number, levels, name, other, cycle_key, cycle_text, annual_key, annual_text, after in found:
        framed = frame(levels, cycle_key, annual_key, after)
        cycle = _value(cycle_text, year)
        annual = cycle if annual_text == cycle_text else _value(annual_text, year)
        if framed is None or cycle is None or annual is None:
            return None
        ordinal = int(number[:-1])
        if ordinal != last + 1 and entries and (ordinal != 1 or last == 1):
            return None
        last = ordinal
        if not (framed.plain and cycle.sure and annual.sure and name):
            if other:
                if not quiet_name(other.removesuffix("。")):
                    return None
                name = other
            unsure.append(len(entries))
        length = len(number) + framed.length + len(name) + cycle.length + annual.length
        if length > LONGEST_REMEMBERED:
            return None
        at += length
        entries.append((ordinal, framed, name, cycle, annual, at))
    if not entries or at != len(text) or _one_twice(entries):
        return None
    noted = _noted(source, entries, unsure, wrapped)
    return None if noted is None else CanonicalText(source, year, entries, noted, wrapped)


@lru_cache(maxsize=32_768)
def _value(text: str, year: int | None) -> CanonicalValue | None:
    """The meaning of a value; ``None`` if it may need a repair."""
    return CanonicalValue(known_value(text, year)) if quiet(text) else None


def _one_twice(entries: list[KnownEntry]) -> bool:
    """Whether two entries of the same levels have the same name, within one numbering."""
    if len({name for _, _, name, *_ in entries}) == len(entries):
        return False
    seen: set[tuple[str, str, str]] = set()
    for ordinal, framed, name, *_ in entries:
        if ordinal == 1:
            seen.clear()  # the next string of several
        listed = (framed.level1.name, framed.level2.name, name)
        if listed in seen:
            return True
        seen.add(listed)
    return False


def _noted(source: Source, entries: list[KnownEntry], unsure: list[int], wrapped: bool) -> list[int] | None:
    """The entries that may have a diagnostic; ``None`` if one of them needs another reader.

    ``unsure`` are those with unusual separators, an unusual name or an unusual value.
    """
    noted: list[int] = []
    for at in unsure:
        _, framed, name, cycle, annual, end = entries[at]
        start = entries[at - 1][-1] if at else 0
        if not ends(source, start, end, annual.text, framed.behind):
            return None
        if not framed.plain or cycle.told or annual.told or name[-1] == "。":
            noted.append(at)
    if source.text is source.raw:
        return noted
    touched: list[int] = []
    start = 0
    for at, (ordinal, _, _, _, _, end) in enumerate(entries):
        if _is_touched(source, start, end, wrapped):
            if ordinal > _ONE_DIGIT and torn(source, start, start + len(str(ordinal))):
                return None
            touched.append(at)
        start = end
    return sorted({*noted, *touched})


def _is_touched(source: Source, start: int, end: int, wrapped: bool) -> bool:
    """Whether cleaning changed something between two positions."""
    if wrapped:
        starts = source.starts
        at = bisect_right(starts, start)
        return at < len(starts) and starts[at] < end
    return source.raw[source.start(start) : source.end(end)] != source.text[start:end]
