"""Rows of strings that hold nothing but canonical entries, straight from the pattern's groups.

Most published strings are such: for their rows no tree, no indicator and hardly a diagnostic need be made. Entries
repeat each other's levels, separators and values, so what these mean in a table is remembered. ``canonical_rows`` gives
``None`` for every string that needs a closer look; the rows of all others are those of its tree (a test compares them).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..catalogue.strings import LINE_BREAK
from ..model.nodes import Category
from ..structure.canonical import LEVELS, Canonical, canonical, pattern
from ..structure.doubt import quiet, quiet_name
from ..structure.quoted import LEFT
from ..structure.value_end import ENDS_NOISE, ends_plainly
from ..text.cleaning import Source, clean
from ..text.memo import LONGEST_REMEMBERED
from ..tree.builder import Builder
from ..tree.cleaning_diagnostics import holds_unseen
from ..tree.report import TreeReport
from ..values import KnownValue, known_value
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


class Frame(NamedTuple):
    """The meaning of the levels and separators of an entry, regardless of the text between them."""

    level1: Category
    level2: Category
    cells: Row
    codes: str | None
    findings: int


class Said(NamedTuple):
    """What a value of an entry says.

    ``cells`` are ``None`` where the indicator's name decides; ``plain`` says that nothing in it may end the entry,
    ``calm`` the same if cleaning removed nothing.
    """

    known: KnownValue
    cells: Row | None
    plain: bool
    calm: bool


def canonical_rows(text: str, year: int | None) -> list[EntryRow] | None:
    """The rows of a text that is canonical entries and nothing else, counted in order, none of them twice."""
    source = clean(text, escapes=True)
    cleaned, raw = source.text, source.raw
    if LEFT in cleaned:
        return None
    mapped = cleaned is not raw
    wrapped = mapped and raw.replace("\n", "") == cleaned  # line wraps were removed, and nothing else
    if mapped and not wrapped and holds_unseen(raw):
        return None  # there may be markup between the entries
    rows: list[EntryRow] = []
    seen: set[tuple[Row, str]] = set()
    at = last = before = 0
    for match in pattern().finditer(cleaned):
        number, written, mark, name, other, before_cycle, colon, cycle, before_annual, colon2, annual, after = (
            match.groups()
        )
        start, end = match.span()
        if start != at or end - start > LONGEST_REMEMBERED:
            return None
        at = end
        frame = _frame(written, mark, before_cycle, colon, before_annual, colon2, after)
        said, said2 = _said(cycle, year), _said(annual, year)
        if frame is None or said is None or said2 is None:
            return None
        of_cycle, cycle_cells, _, _ = said
        of_annual, annual_cells, plain, calm = said2
        ordinal = int(number[:-1])
        if ordinal != last + 1 and rows:
            if ordinal != 1 or last == 1:
                return None
            seen.clear()  # the next string of several
        last = ordinal
        # Whether it takes a closer look to know that this is an entry, and to know what there is to report.
        closer = not (plain and not after) and (mapped or not calm)
        told = of_cycle.found.told or of_annual.found.told
        if name is None:
            name = other
            closer = closer or name[-1] == "。" or not quiet_name(name)
            told = told or name[-1] == "。"
        _, _, cells, codes, findings = frame
        begin, stop = start, end
        if wrapped:
            begin, stop = _wrapped(raw, before, end - start)
            if stop - begin != end - start:
                closer = closer or not raw.startswith(number, begin)
                told = told or findings > 0
                codes, findings = LINE_BREAK.code, 1
            before = stop
        elif mapped:
            begin, stop = source.start(start), source.end(end)
            told = told or raw[begin:stop] != cleaned[start:end]
            closer = closer or told
        if closer or told:
            entry = canonical(source, match)
            if entry is None:
                return None
            if told:
                codes, findings = _findings(source, year, entry, (of_cycle, of_annual), (begin, stop))
        if (listed := (cells, name)) in seen:
            return None
        seen.add(listed)
        cycle_cells = cycle_cells or known_cells(of_cycle, name)
        annual_cells = annual_cells or known_cells(of_annual, name)
        row = (
            *(ordinal, cells, name, cycle_cells, annual_cells, codes, begin, stop),
            *(findings, frame, of_cycle, of_annual),
        )
        rows.append(_new(EntryRow, row))
    return rows if rows and at == len(cleaned) else None


def _wrapped(raw: str, at: int, length: int) -> tuple[int, int]:
    """The position of the next ``length`` characters of a wrapped text, without counting the line ends between them."""
    while raw[at] == "\n":
        at += 1
    found, end = at, at + length
    while more := raw.count("\n", found, end):
        found, end = end, end + more
    return at, end


@lru_cache(maxsize=4096)
def _frame(
    written: str, mark: str, before_cycle: str, colon: str, before_annual: str, colon2: str, after: str
) -> Frame | None:
    """The levels and separators of an entry; ``None`` if the levels are no two that canonical text has."""
    levels = LEVELS.get(written)
    if levels is None:
        return None
    level1, level2 = levels
    cycle, annual = f"{before_cycle}实施周期指标值{colon}长期", f"{before_annual}年度指标值{colon2}长期。{after}"
    text = f"1、{written}{mark}培训{cycle}{annual}"
    source, match = Source(text, text), pattern().match(text)
    entry = match and canonical(source, match)
    if entry is None:
        return None
    long_term = known_value("长期")
    codes, findings = _findings(source, None, entry, (long_term, long_term), (0, len(text)))
    return Frame(level1, level2, level_cells(level1.code, level2.code), codes, findings)


@lru_cache(maxsize=16_384)
def _said(value: str, year: int | None) -> Said | None:
    """What a value says; ``None`` if it may need a repair."""
    if not quiet(value):
        return None
    known = known_value(value, year)
    cells = known_cells(known, "") if len(known.measures) < 2 else None
    return Said(known, cells, ends_plainly(value), "。" not in value and value[-1] not in ENDS_NOISE)


def _findings(
    source: Source, year: int | None, entry: Canonical, known: tuple[KnownValue, KnownValue], place: tuple[int, int]
) -> tuple[str | None, int]:
    """The codes of what there is to report of an entry, and the number of findings."""
    builder = Builder(TreeReport(source, year))
    builder.alone(entry, *known)
    found = sorted(builder.report.diagnostics, key=lambda each: (each.span.start, each.span.end, each.code))
    (codes,) = findings_of(found, [place])
    return codes, len(found)
