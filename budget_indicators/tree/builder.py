"""Build indicators and diagnostics from entries, in text order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ..catalogue import strings as m
from ..model.later import later, made_of
from ..model.nodes import Details, Indicator, IndicatorTree
from ..patterns import lazy
from ..structure.canonical import Canonical
from ..structure.entries import Entry
from ..structure.labels import Left, left_out
from ..structure.quoted import Quoted
from ..text.cleaning import Source
from ..values import KnownValue, known_value, remembered_value
from .asides import Asides, points_behind, weighted
from .cleaning_diagnostics import between, holds_unseen, touches
from .report import TreeReport, short

if TYPE_CHECKING:
    from ..structure.prose import Prose
    from .entry import EntryBuilder


@cache
def _entry_builder() -> type[EntryBuilder]:
    """The builder of entries that are not canonical, loaded with the first of them."""
    from .entry import EntryBuilder

    return EntryBuilder


# ≥1800人新建基站数量40座: a name and another amount behind an amount.
_TWO_VALUES = lazy("(?<=[0-9%‰])[^0-9≥≤<>=]{5,60}[≥≤<>=]{0,2}[0-9]+")


@attrs.define(eq=False, repr=False)
class Builder:
    """Builds the indicators of one source, and collects diagnostics."""

    report: TreeReport
    indicators: list[Indicator] = attrs.field(factory=list)
    last_end: int = 0  # where the entry before ended, in the cleaned text
    damaged: bool = False  # whether an entry is not canonical
    unusual: bool = False  # whether such an entry may contain more than its parts, or text stands between entries
    whole: bool = False  # whether the text holds nothing beside its indicators
    _beside: list[Left] | None = None

    def beside(self) -> list[Left]:
        """What the text holds beside its indicators; it is looked for once."""
        if self._beside is None:
            self._beside = [] if self.whole else left_out(self.report.source)
        return self._beside

    def build(self, entries: Iterable[Entry | Canonical | Quoted | Prose]) -> None:
        """Build all entries, in text order; but stop at an unusual one if the text holds more than its indicators.

        Then the text is read again without what it holds beside them.
        """
        for entry in entries:
            if isinstance(entry, Canonical):
                self._canonical(entry)
            elif isinstance(entry, Entry):
                self.damaged = True
                self._stray(entry.start)
                one = _entry_builder()(self.report, entry)
                self.indicators.append(one.build())
                self.unusual = self.unusual or one.is_unusual()
                self.last_end = one.end
                if self.unusual and self.beside():
                    return
            elif isinstance(entry, Quoted):
                self.damaged = self.unusual = True
                self._quoted(entry)
            else:
                self._prose(entry)
        source = self.report.source
        self._stray(len(source.text))
        if self.report.weighted:
            self.indicators = weighted(self.indicators)
        if source.text is not source.raw and holds_unseen(source.raw):
            at = 0
            for indicator in (*self.indicators, None):
                end = indicator.span.start if indicator else len(source.raw)
                self.report.diagnostics += between(source.raw, at, end)
                at = indicator.span.end if indicator else end

    def tree(self, text: str) -> IndicatorTree:
        """The tree of what was built; ``text`` is the text as given."""
        diagnostics = sorted(self.report.diagnostics, key=lambda found: (found.span.start, found.span.end, found.code))
        return IndicatorTree(tuple(self.indicators), tuple(diagnostics), False, text)

    def _stray(self, end: int) -> None:
        """Report the text between the entry before and ``end``."""
        if end > self.last_end:
            self.unusual = True
            self.report.stray(self.last_end, end)

    def leave_out(self, found: Sequence[Left]) -> None:
        """Report what was left out of the text, and keep the points of each indicator that it names."""
        self.report.left_out(found)
        if all(left.weight is None for left in found):
            return
        starts = [one.span.start for one in self.indicators]
        for left in found:
            at = bisect_right(starts, left.start) - 1
            if left.weight is not None and at >= 0:
                one = self.indicators[at]
                details = attrs.evolve(one.details or Details(), weight=left.weight)
                self.indicators[at] = attrs.evolve(one, details=details)

    def _canonical(self, entry: Canonical) -> None:
        """An entry with few possible diagnostics: its marks, its ordinal, a duplicate."""
        start, end, digits, level1, level2, name, cycle, annual, _, _, _, tidy = entry
        report = self.report
        source, year = report.source, report.year
        if start > self.last_end:
            self._stray(start)
        number_end = start + len(digits) + 1
        report.count(int(digits), start, number_end)
        # An entry by the pattern is not very long.
        of_cycle, of_annual = remembered_value(cycle, year), remembered_value(annual, year)
        told = of_cycle.found.told or of_annual.found.told
        if not tidy or told or source.text is not source.raw or level2.parent is not level1:
            self.alone(entry, of_cycle, of_annual)
        self.indicators.append(later(Indicator, _fields, (source, year, entry), (of_cycle, of_annual)))
        report.levels = (level1, level2)
        report.once((level1.name, level2.name, name, cycle, annual), start, number_end)
        self.last_end = end

    def alone(self, entry: Canonical, of_cycle: KnownValue, of_annual: KnownValue) -> None:
        """Report what there is to say of a canonical entry, whatever stands beside it."""
        report = self.report
        source, year = report.source, report.year
        start, end, _, level1, level2, _, _, _, name_at, cycle_at, annual_at, tidy = entry
        if level2.parent is not level1:
            report.parent(level1, level2, self._level2_at(entry), name_at - 1)
        if of_cycle.found.told or of_annual.found.told:
            report.said(of_cycle, "cycle", cycle_at, year)
            report.said(of_annual, "annual", annual_at, year)
        if not tidy:
            self._untidy(entry)
        if source.text is not source.raw:
            report.diagnostics += touches(source, start, end)

    def _quoted(self, entry: Quoted) -> None:
        """An entry in quotes: the only diagnostics are the quotes and the missing parts."""
        report, start, end = self.report, entry.start, entry.end
        report.stray(self.last_end, start)
        report.note(m.QUOTED, start, end, found=short(entry.name))
        if entry.number is not None:
            report.count(entry.number, start, start + len(str(entry.number)) + 1)
        for missing, rule in (
            (entry.number is None, m.ORDINAL_MISSING),
            (entry.level1 is None, m.MISSING_LEVEL1),
            (entry.level2 is None, m.MISSING_LEVEL2),
            (not entry.name, m.MISSING_NAME),
            (entry.cycle is None, m.MISSING_CYCLE),
            (entry.annual is None, m.MISSING_ANNUAL),
        ):
            if missing:
                report.note(rule, start, end)
        name, cycle, annual = entry.name, None, None
        asides = Asides(entry.level1_weight, entry.level2_weight, entry.cycle_years, entry.annual_year)
        if entry.cycle is not None:
            cycle = report.target(entry.cycle[0], name, "cycle", entry.cycle[1], year=asides.cycle_year)
        if entry.annual is not None:
            annual = report.target(entry.annual[0], name, "annual", entry.annual[1], year=entry.annual_year)
        span, details = report.source.span(start, end), asides.details()
        self.indicators.append(Indicator(entry.number, entry.level1, entry.level2, name, cycle, annual, span, details))
        report.levels = (entry.level1, entry.level2)
        self.last_end = end

    def _prose(self, entry: Prose) -> None:
        """An indicator of a prose text: a target without a key is the annual one."""
        report, start, end = self.report, entry.start, entry.end
        report.stray(self.last_end, start)
        report.note(m.PROSE, start, end, found=short(entry.name))
        if entry.level2 is None:
            report.note(m.MISSING_LEVEL2, start, end)
        if entry.stars is not None:
            report.aside(*entry.stars, found=report.source.text[slice(*entry.stars)])
        cycle = annual = None
        if entry.cycle is not None:
            cycle = report.target(entry.cycle.text, entry.name, "cycle", entry.cycle.start)
        if entry.annual is not None:
            annual = report.target(entry.annual.text, entry.name, "annual", entry.annual.start)
        for said in (entry.cycle, entry.annual):
            joined = None if said is None else _TWO_VALUES.search(said.text)
            if said is not None and joined is not None:
                begin, stop = said.start + joined.start(), said.start + joined.end()
                found = short(joined[0])
                report.note(m.RESIDUE, begin, stop, found=found, part="value", part_zh="指标值")
        first, second = [
            None if level is None or not points else points_behind(points, level)
            for level, points in zip((entry.level1, entry.level2), entry.points, strict=True)
        ]
        report.weighted = report.weighted or first is not None or second is not None
        span, details = report.source.span(start, end), Asides(first, second).details()
        self.indicators.append(
            Indicator(entry.number, entry.level1, entry.level2, entry.name, cycle, annual, span, details)
        )
        self.last_end = end

    def _level2_at(self, entry: Canonical) -> int:
        """The start of the second level of a canonical entry."""
        return self.report.source.text.rindex(entry.level2.code, entry.start, entry.name_start)

    def _untidy(self, entry: Canonical) -> None:
        """Report the wrong marks of a canonical entry."""
        text, name_start, cycle_start, annual_start = (
            self.report.source.text,
            entry.name_start,
            entry.cycle_start,
            entry.annual_start,
        )
        name_end = name_start + len(entry.name)
        cycle_end = cycle_start + len(entry.cycle)
        if text[name_end - 1] == "。":
            self.report.stopped(name_end - 1, name_end, "name", "名称", "。")
        mark = cycle_end
        if text[cycle_end] == "。":
            mark += 1
            self.report.stopped(cycle_end, mark, "value", "指标值", "。")
        for key, at in (("实施周期指标值", cycle_start - 1), ("年度指标值", annual_start - 1)):
            if text[at] not in ":：":
                self.report.note(m.COLON, at, at + 1, ":", key=key, found=text[at])
        if text[entry.end - 1] != "。":
            found = text[entry.end - 2 : entry.end]
            self.report.note(m.DOUBLED_SEPARATOR, entry.end - 2, entry.end, "。", found=found, meant="。")
        places = (self._level2_at(entry) - 1, name_start - 1, name_end, mark)
        self.report.separators([(at, at + 1, text[at], "；") for at in places if text[at] != "；"])


_as_entry = tuple.__new__  # half of the work of a named tuple's own constructor


class AsEntry(NamedTuple):
    """An indicator that is not filled: the canonical entry it will be made of, and the meaning of its values."""

    source: Source
    year: int | None
    entry: Canonical
    cycle: KnownValue
    annual: KnownValue

    def place(self) -> tuple[int, int]:
        """The position of the indicator in the raw text."""
        source, _, (start, end, *_), _, _ = self
        return (start, end) if source.text is source.raw else (source.start(start), source.end(end))


def as_entry(indicator: Indicator) -> AsEntry | None:
    """The canonical entry an indicator will be made of; ``None`` for a filled one and for an entry of another kind."""
    made = made_of(indicator)
    if made is None or made[0] is not _fields:
        return None
    found = made[2:]
    if len(found) < len(AsEntry._fields):  # it comes from another process
        _, year, entry = found
        found += (known_value(entry.cycle, year), known_value(entry.annual, year))
    return _as_entry(AsEntry, found)


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
        entry.level1,
        entry.level2,
        entry.name,
        (of_cycle or known_value(entry.cycle, year)).target(entry.name, source, entry.cycle_start),
        (of_annual or known_value(entry.annual, year)).target(entry.name, source, entry.annual_start),
        source.span(entry.start, entry.end),
    )
