"""Reading one value: folded text -> tokens -> pieces -> clauses -> findings -> measures and a headline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import attrs

from ..model.nodes import DateRange, FreeText, Measure, Number, Range, Span, Value
from ..text.memo import LONGEST_REMEMBERED
from .apart import joined
from .bounds import distribute, findings, merged
from .clauses import clauses
from .events import forbidden
from .fold import Folded, fold
from .found import FoundMeasure, Note, NoteKind
from .free import free_text
from .headline import choose
from .lexing import is_unit, parts
from .pieces import pieces
from .relations import named_relation, relate
from .scopes import judge
from .shapes import Template, shape_of, template
from .unread import unread

_MEMO = 16_384
_DOUBTS = ("unread", "reversed")


@attrs.frozen
class Remark:
    """Something read as meant that was not written so: ``kind``, where in the text, and what was meant.

    ``lost-character``: a comparator with a lost or wrong character (``不少6次``); ``date-without-year``: a date that
    needs a budget year to be one; ``impossible-date``: a day that is not in the calendar; ``look-alike``: a letter read
    as the digit that it looks like (``9O%``); ``unread``: a part that may count and took no part;
    ``reversed``: a range that runs backwards (``12-6宗``).
    """

    kind: NoteKind
    span: Span
    meant: str = ""


@attrs.frozen
class Reading:
    """What a value says: the headline, every measure in order, and what was guessed.

    The spans are those of the cleaned text that was read.
    """

    value: Value
    measures: tuple[Measure, ...] = ()
    ambiguous: bool = False
    remarks: tuple[Remark, ...] = ()


def read_value(clean_text: str, name: str | None = None, year: int | None = None) -> Reading:
    """Read a cleaned value; ``name`` is the indicator's, for the headline, ``year`` the budget year, for dates.

    Never raises for what a text holds. Values repeat a great deal in real tables, and more often still but for their
    numbers; so readings and shapes are kept (a bounded number of them, and none of very long texts).

    >>> str(read_value("每月至少走访20次").value)
    '每月≥20次'
    """
    if len(clean_text) > LONGEST_REMEMBERED:
        return read_by_grammar(clean_text, name, year)
    return _decided(_kept(clean_text, year), name)


def read_by_grammar(clean_text: str, name: str | None = None, year: int | None = None) -> Reading:
    """Read a value by the whole grammar, whatever its shape, and remember nothing."""
    return _decided(_find(clean_text, year), name)


_GROWTH_UNITS = frozenset(("%", "‰", "百分点", None))


def _decided(found: Reading | _Several, name: str | None) -> Reading:
    """What the indicator's name says about a value: which measure is the headline, whether it is a growth or a fall."""
    reading = found if isinstance(found, Reading) else found.decided(name)
    value = reading.value
    if (
        not name
        or not isinstance(value, Number | Range)
        or value.relation is not None
        or value.unit not in _GROWTH_UNITS
        or (relation := named_relation(name)) is None
    ):
        return reading
    grown = attrs.evolve(value, relation=relation)
    measures = tuple([grown if one is value else one for one in reading.measures])
    return attrs.evolve(reading, value=grown, measures=measures)


@attrs.define
class _Several:
    """Several measures: all that a value says but for its headline, which the indicator's name decides."""

    text: str  # folded
    findings: tuple[FoundMeasure, ...]
    measures: tuple[Measure, ...]
    remarks: tuple[Remark, ...]

    def decided(self, name: str | None) -> Reading:
        """The reading for an indicator of this name."""
        headline, ambiguous = choose(list(self.findings), name, self.text)
        value = next(m for f, m in zip(self.findings, self.measures, strict=True) if f is headline)
        doubted = any(remark.kind in _DOUBTS for remark in self.remarks)
        return Reading(value, self.measures, ambiguous or doubted, self.remarks)


@lru_cache(maxsize=_MEMO)
def _kept(clean_text: str, year: int | None) -> Reading | _Several:
    shape, numbers = shape_of(clean_text)
    if numbers:
        found, template = _shape(shape, year)
        if template is not None:
            return _filled(found, template, clean_text, numbers)
    return _find(clean_text, year)


@lru_cache(maxsize=_MEMO)
def _shape(shape: str, year: int | None) -> tuple[Reading | _Several, Template | None]:
    found = _find(shape, year)
    return found, template(shape, found.measures)


def _filled(found: Reading | _Several, template: Template, text: str, numbers: Sequence[str]) -> Reading | _Several:
    """What another text of the same shape says."""
    measures = template.filled(text, numbers)
    if isinstance(found, Reading):
        return Reading(measures[0], measures, found.ambiguous, found.remarks)
    return _Several(fold(text).text, found.findings, measures, found.remarks)


def _find(clean_text: str, year: int | None) -> Reading | _Several:
    folded = fold(clean_text, is_unit)
    text = folded.text
    if not text:
        return Reading(free_text(text))
    usual, places = joined(text)
    judged = _judged(usual, year)
    found = judged.found
    for start, end in places:
        for finding in found:
            if start <= finding.start < end:
                finding.start, finding.end = start, end
    remarks = [Remark(note.kind, folded.span(note.start, note.end), note.meant) for note in judged.notes]
    remarks += [Remark("look-alike", folded.span(start, end), text[start:end]) for start, end in folded.meant]
    measures = tuple([_measure(finding, folded, clean_text) for finding in found])
    if len(found) > 1:
        return _Several(text, tuple(found), measures, tuple(remarks))
    doubted = any(remark.kind in _DOUBTS for remark in remarks)
    if not found:
        return Reading(_without_measure(text, judged.formula, remarks), (), doubted, tuple(remarks))
    return Reading(measures[0], measures, doubted, tuple(remarks))


@attrs.define
class _Judged:
    """What was found in a folded text, what is to be said about it, and whether it holds a formula."""

    found: list[FoundMeasure]
    notes: list[Note]
    formula: bool


def _judged(text: str, year: int | None) -> _Judged:
    found: list[FoundMeasure] = []
    notes: list[Note] = []
    formula = False
    parsed = parts(text)
    for clause in clauses(pieces(parsed, text)):
        formula = formula or clause.formula
        if not clause.pieces:  # all of it was a calculation
            continue
        start = clause.pieces[0].start
        event = forbidden(clause, text)
        if event is not None:
            found.append(event)
            if not clause.pieces:
                continue
        new, remarked = findings(clause, text, year)
        year = next((day.year for one in reversed(new) if (day := one.last or one.first)), year)  # 2025年3月、6月
        judge(new, clause.bracketed, text, clause.pieces[-1].end)
        for one in new:
            if one.dimension != "DATE":
                relate(one, text, start)
        found += new
        notes += remarked
    if len(found) > 1:
        found.sort(key=lambda finding: finding.start)
        found = merged(found, text)
        distribute(found, text)
        _part(found)
    notes += [
        Note("unread", start, end) for start, end in unread([token for part in parsed for token in part], found, text)
    ]
    notes += [
        Note("reversed", one.start, one.end)
        for one in found
        if one.low is not None and one.high is not None and one.low > one.high
    ]
    return _Judged([finding for finding in found if not _is_weight(finding, found, text)], notes, formula)


def _is_weight(finding: FoundMeasure, found: list[FoundMeasure], text: str) -> bool:
    """``满意度≥90%(15分)``: points in brackets behind a target are its weight."""
    return (
        finding.dimension == "SCORE"
        and finding.exact
        and any(one.start < finding.start and (one.bound or one.dimension != "SCORE") for one in found)
        and text[finding.start - 1] in "([【"
        and text[finding.end : finding.end + 1] in (")", "]", "】")
    )


def _without_measure(text: str, formula: bool, remarks: list[Remark]) -> FreeText:
    if any(remark.kind == "impossible-date" for remark in remarks):
        return FreeText()
    undated = next((remark for remark in remarks if remark.kind == "date-without-year"), None)
    return free_text(text, formula) if undated is None else FreeText("date_without_year", undated.meant)


def _part(found: list[FoundMeasure]) -> None:
    """Take back the surface of a finding that reached over another one (in brackets): no two overlap."""
    for one, other in pairwise(found):
        if one.end > other.start:
            other.start, one.end = max(other.start, one.start + 1), other.start


def _measure(finding: FoundMeasure, folded: Folded, text: str) -> Measure:
    span = folded.span(finding.start, finding.end)
    surface = text[span.start : span.end]
    if finding.dimension == "DATE":
        return DateRange(finding.first, finding.last, surface, span)
    if finding.exact:
        assert finding.low is not None
        return Number(
            finding.low,
            finding.unit,
            finding.per,
            finding.rough,
            surface,
            span,
            finding.relation,
            finding.baseline,
            finding.about,
        )
    return Range(
        finding.low,
        finding.high,
        finding.low_inclusive,
        finding.high_inclusive,
        finding.unit,
        finding.per,
        finding.rough,
        surface,
        span,
        finding.relation,
        finding.baseline,
        finding.about,
    )
