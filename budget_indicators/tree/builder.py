"""Build indicators and diagnostics from entries, in text order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ..catalogue import strings as m
from ..model.nodes import Details, Indicator, IndicatorTree
from ..patterns import lazy
from ..structure.canonical import Canonical
from ..structure.entries import Entry
from ..structure.labels import Left, left_out
from ..structure.quoted import Quoted
from ..values import remembered_value
from .asides import Asides, points_behind, weighted
from .canonical_report import frame_diagnostics
from .cleaning_diagnostics import between, holds_unseen, touches
from .report import TreeReport, short
from .unread import indicator_of

if TYPE_CHECKING:
    from ..structure.prose import Prose
    from .in_order import Built


@cache
def _built() -> Callable[[TreeReport, Entry], Built]:
    """The builder of entries that are not canonical, loaded with the first of them."""
    from .entry import built

    return built


# ≥1800人新建基站数量40座: a name and another amount behind an amount.
_TWO_VALUES = lazy("(?<=[0-9%‰])[^0-9≥≤<>=]{5,60}[≥≤<>=]{0,2}[0-9]+")


@attrs.define(eq=False, repr=False)
class Builder:
    """Builds the indicators of one source, and collects diagnostics."""

    report: TreeReport
    indicators: list[Indicator] = attrs.field(factory=list)
    last_end: int = 0  # the end of the previous entry, in the cleaned text
    damaged: bool = False  # whether an entry is not canonical
    unusual: bool = False  # whether such an entry may contain more than its parts, or text stands between entries
    whole: bool = False  # whether the text contains nothing beside its indicators
    _beside: list[Left] | None = None

    def beside(self) -> list[Left]:
        """The parts of the text that belong to no indicator, searched once."""
        if self._beside is None:
            self._beside = [] if self.whole else left_out(self.report.source)
        return self._beside

    def holds_more(self) -> bool:
        """Whether the text holds more than its indicators: then it must be read again without that."""
        found = bool(self.beside())
        self.damaged, self.unusual = self.damaged or found, self.unusual or found
        return found

    def build(self, entries: Iterable[Entry | Canonical | Quoted | Prose]) -> None:
        """Build all entries, in text order; stop at an unusual one if the text contains more than its indicators.

        Then the text is read again without the other parts.
        """
        for entry in entries:
            if isinstance(entry, Canonical):
                self._canonical(entry)
            elif isinstance(entry, Entry):
                self.damaged = True
                self._stray(entry.start)
                one, self.last_end, unusual = _built()(self.report, entry)
                self.indicators.append(one)
                self.unusual = self.unusual or unusual
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
        """The tree of the entries built so far; ``text`` is the text as given."""
        diagnostics = sorted(self.report.diagnostics, key=lambda found: (found.span.start, found.span.end, found.code))
        return IndicatorTree(tuple(self.indicators), tuple(diagnostics), False, text)

    def _stray(self, end: int) -> None:
        """Report the text between the previous entry and ``end``."""
        if end > self.last_end:
            self.unusual = True
            self.report.stray(self.last_end, end)

    def leave_out(self, found: Sequence[Left]) -> None:
        """Report the parts left out of the text, and keep the points that they state of the indicator before them.

        Points before the first indicator belong to none.
        """
        pointed = any(left.weight is not None for left in found)
        starts = [one.span.start for one in self.indicators] if pointed else []
        kept = []
        for left in found:
            at = bisect_right(starts, left.start) - 1
            if left.weight is not None and at >= 0:
                one = self.indicators[at]
                details = attrs.evolve(one.details or Details(), weight=left.weight)
                self.indicators[at] = attrs.evolve(one, details=details)
                kept.append(left)
            else:
                kept.append(left._replace(weight=None))
        self.report.left_out(kept)

    def _canonical(self, entry: Canonical) -> None:
        """An entry with few possible diagnostics: its marks, its ordinal, a duplicate."""
        start, end, digits, frame, name, cycle, annual, name_at, cycle_at, annual_at = entry
        level1, level2 = frame.level1, frame.level2
        report = self.report
        source, year = report.source, report.year
        if start > self.last_end:
            self._stray(start)
        number_end = start + len(digits) + 1
        report.count(int(digits), start, number_end)
        # An entry by the pattern is not very long.
        known = remembered_value(cycle, year), remembered_value(annual, year)
        stopped = name[-1] == "。"
        if stopped or not frame.plain:
            bounds = (name_at, name_at + len(name), cycle_at + len(cycle), end)
            report.diagnostics += frame_diagnostics(source, frame, stopped, bounds)
        report.said(known[0], "cycle", cycle_at, year)
        report.said(known[1], "annual", annual_at, year)
        if source.text is not source.raw:
            report.diagnostics += touches(source, start, end)
        self.indicators.append(indicator_of(source, year, entry, known))
        report.levels = (level1, level2)
        report.once((level1.name, level2.name, name, cycle, annual), start, number_end)
        self.last_end = end

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
            None if level is None else points_behind(points, level)
            for level, points in zip((entry.level1, entry.level2), entry.points, strict=True)
        ]
        report.weighted = report.weighted or first is not None or second is not None
        span, details = report.source.span(start, end), Asides(first, second).details()
        self.indicators.append(
            Indicator(entry.number, entry.level1, entry.level2, entry.name, cycle, annual, span, details)
        )
        self.last_end = end
