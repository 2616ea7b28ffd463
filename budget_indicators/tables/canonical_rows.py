"""Rows of strings that hold nothing but canonical entries: no tree is made for them, and hardly a diagnostic.

Entries repeat each other's levels, separators and values, so the cells of these are remembered. ``canonical_rows``
gives ``None`` for every string that needs a closer look; the rows of all others are those of its tree (a test compares
them).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ..catalogue.strings import LINE_BREAK
from ..structure.canonical import Frame
from ..text.cleaning import clean
from ..tree.canonical_report import frame_faults
from ..tree.canonical_text import CanonicalText, canonical_text
from ..values import KnownValue
from .rows import IndicatorRow, Row, findings_of, known_cells, level_cells, meaning, plain_row

_new = tuple.__new__  # half of the work of a named tuple's own constructor


class EntryRow(NamedTuple):
    """The row of an entry; ``start`` and ``end`` are its position in the raw text.

    ``codes`` are those of the findings inside it, ``findings`` is their number.
    """

    ordinal: int
    levels: Row
    name: str
    cycle: Row
    annual: Row
    codes: str | None
    start: int
    end: int
    findings: int
    frame: Frame
    of_cycle: KnownValue
    of_annual: KnownValue

    def in_table(self, head: Row, number: int, year: int | None) -> IndicatorRow:
        """The row of the table of indicators, the one of this ``number`` in its string."""
        ordinal, levels, name, cycle, annual, codes, _, _, _, frame, of_cycle, of_annual = self
        meant = meaning(frame.level1, frame.level2, name, of_cycle, of_annual)
        return plain_row(head, number, (ordinal, levels, name, cycle, annual), codes, year, meant)


def canonical_rows(text: str, year: int | None) -> list[EntryRow] | None:
    """The rows of a text that is canonical entries and nothing else, counted in order, none of them twice."""
    read = canonical_text(clean(text, escapes=True), year)
    if read is None:
        return None
    rows: list[EntryRow] = []
    starts, ends = places(read)
    for entry, start, stop, (codes, count) in zip(
        read.entries, starts, ends, findings(read, starts, ends), strict=True
    ):
        ordinal, frame, name, of_cycle, of_annual, _ = entry
        cells = (ordinal, levels(frame), name, known_cells(of_cycle.known, name), known_cells(of_annual.known, name))
        row = (*cells, codes, start, stop, count, frame, of_cycle.known, of_annual.known)
        rows.append(_new(EntryRow, row))
    return rows


def places(read: CanonicalText) -> tuple[list[int], list[int]]:
    """Where the entries start and where they end in the raw text."""
    starts, raws, widths = read.source.starts, read.source.raws, read.source.widths
    ends = [entry[-1] for entry in read.entries]
    begins = [0, *ends[:-1]]
    if not starts:
        return begins, ends
    first = [bisect_right(starts, at) - 1 for at in begins]
    last = [bisect_right(starts, at - 1) - 1 for at in ends]
    return (
        [raws[piece] + at - starts[piece] for piece, at in zip(first, begins, strict=True)],
        [raws[piece] + at - 1 - starts[piece] + widths[piece] for piece, at in zip(last, ends, strict=True)],
    )


Findings = tuple[str | None, int]
"""The codes of what there is to report of an entry, and the number of findings."""
_NOTHING: Findings = (None, 0)
_LINE_BREAK: Findings = (LINE_BREAK.code, 1)


def findings(read: CanonicalText, starts: Sequence[int], ends: Sequence[int]) -> list[Findings]:
    """What there is to report of each entry; these are their ``places``."""
    entries, source, wrapped = read.entries, read.source, read.wrapped
    mapped = source.text is not source.raw
    found = [_NOTHING] * len(entries)
    for at in read.noted:
        _, frame, name, cycle, annual, end = entries[at]
        start = entries[at - 1][-1] if at else 0
        begin, stop = starts[at], ends[at]
        touched = mapped and (
            stop - begin != end - start or (not wrapped and source.raw[begin:stop] != source.text[start:end])
        )
        stopped = name[-1] == "。"
        if cycle.told or annual.told or (touched and not wrapped):
            found[at] = _reported(read, at, (begin, stop))
        elif not touched:
            found[at] = _of_frame(frame, stopped)
        elif frame.plain and not stopped:
            found[at] = _LINE_BREAK
        else:
            found[at] = _of_wrapped(read, at, begin)
    return found


@lru_cache(maxsize=4096)
def levels(frame: Frame) -> Row:
    """The cells of the levels of an entry."""
    return level_cells(frame.level1.code, frame.level2.code)


@lru_cache(maxsize=4096)
def _of_frame(frame: Frame, stopped: bool) -> Findings:
    codes = [wrong.rule.code for wrong in frame_faults(frame, stopped)]
    return " ".join(dict.fromkeys(codes)) or None, len(codes)


def _of_wrapped(read: CanonicalText, at: int, begin: int) -> Findings:
    """What there is to report of the frame of an entry that starts here in the raw text, and of its line wraps."""
    source = read.source
    _, frame, name, *_ = read.entries[at]
    bounds = read.bounds(at)
    found = [
        (source.start(bounds[wrong.bound] + wrong.at), wrong.rule.code)
        for wrong in frame_faults(frame, name[-1] == "。")
    ]
    found.append((source.raw.index("\n", begin), LINE_BREAK.code))
    found.sort()
    return " ".join(dict.fromkeys([code for _, code in found])), len(found)


def _reported(read: CanonicalText, at: int, place: tuple[int, int]) -> Findings:
    """What there is to report of an entry, which stands at this place of the raw text."""
    found = read.diagnostics_at(at)
    (codes,) = findings_of(found, [place])
    return codes, len(found)
