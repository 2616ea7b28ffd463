"""Rows of strings that hold nothing but canonical entries: no tree is made for them, and hardly a diagnostic.

Entries repeat each other's levels, separators and values, so the cells of these are remembered. ``canonical_rows``
gives ``None`` for every string that needs a closer look; the rows of all others are those of its tree (a test compares
them).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..catalogue.strings import LINE_BREAK
from ..structure.canonical import Frame
from ..text.cleaning import clean
from ..tree.canonical_report import frame_report, report_entry
from ..tree.canonical_text import CanonicalText, canonical_text
from ..tree.report import TreeReport
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
    source = read.source
    mapped = source.text is not source.raw
    noted = frozenset(read.noted)
    rows: list[EntryRow] = []
    at = 0
    for number, (ordinal, frame, name, of_cycle, of_annual, end) in enumerate(read.entries):
        start, stop = (source.start(at), source.end(end)) if mapped else (at, end)
        codes, findings = _told(read, number, (start, stop)) if number in noted else _NOTHING
        cycle = known_cells(of_cycle.known, name)
        annual = cycle if of_annual is of_cycle else known_cells(of_annual.known, name)
        cells = (ordinal, _levels(frame), name, cycle, annual, codes, start, stop, findings)
        rows.append(_new(EntryRow, (*cells, frame, of_cycle.known, of_annual.known)))
        at = end
    return rows


Findings = tuple[str | None, int]
"""The codes of what there is to report of an entry, and the number of findings."""
_NOTHING: Findings = (None, 0)


@lru_cache(maxsize=4096)
def _levels(frame: Frame) -> Row:
    return level_cells(frame.level1.code, frame.level2.code)


def _told(read: CanonicalText, at: int, place: tuple[int, int]) -> Findings:
    """What there is to report of an entry, which stands at this place of the raw text."""
    _, frame, name, cycle, annual, end = read.entries[at]
    start = read.entries[at - 1][-1] if at else 0
    source = read.source
    touched = source.text is not source.raw and source.raw[slice(*place)] != source.text[start:end]
    stopped = name[-1] == "。"
    if not (cycle.known.found.told or annual.known.found.told):
        if not touched:
            return _of_frame(frame, stopped)
        if read.wrapped and frame.plain and not stopped:
            return LINE_BREAK.code, 1
    report = TreeReport(source, read.year)
    report_entry(report, read.canonical(at), cycle.known, annual.known)
    found = sorted(report.diagnostics, key=lambda each: (each.span.start, each.span.end, each.code))
    (codes,) = findings_of(found, [place])
    return codes, len(found)


@lru_cache(maxsize=4096)
def _of_frame(frame: Frame, stopped: bool) -> Findings:
    codes = frame_report(frame, stopped).codes
    return " ".join(dict.fromkeys(codes)) or None, len(codes)
