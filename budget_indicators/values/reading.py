"""Read one value: folded text -> tokens -> pieces -> clauses -> found measures -> measures and a headline."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import attrs

from ..model.made import span, target
from ..model.nodes import DateRange, FreeText, Measure, Number, Range, Relation, Span, Target, Value
from ..patterns import lazy
from ..text.cleaning import Source
from ..text.memo import LONGEST_REMEMBERED
from .apart import joined
from .bounds import distribute, findings, merged
from .clauses import clauses
from .events import forbidden, negated
from .fold import Folded, fold
from .found import FoundMeasure, Note, NoteKind
from .free import free_text
from .headline import chosen, holds_digits
from .lexing import is_amount, is_unit, parts
from .measures import Ends, copied, ends
from .pieces import pieces
from .relations import doubtful, named_relation, relate
from .scopes import judge
from .shapes import Template, shape_of, template
from .unread import unread

_MEMO = 32_768
_DOUBTS = ("unread", "reversed")


class Remark(NamedTuple):
    """A guess or a problem in a value: its ``kind``, its span, and what was ``meant``.

    ``lost-character``: a comparator with a lost or wrong character (``不少6次``); ``date-without-year``: a date that
    needs a budget year; ``impossible-date``: a day that does not exist; ``look-alike``: a letter read as the digit that
    it looks like (``9O%``); ``unread``: a part that may matter and was not understood; ``reversed``: a range whose low
    end is above its high end (``12-6宗``).
    """

    kind: NoteKind
    span: Span
    meant: str = ""


class Reading(NamedTuple):
    """The meaning of a value: the headline, every measure in order, and the guesses.

    The spans are those of the cleaned text.
    """

    value: Value
    measures: tuple[Measure, ...] = ()
    ambiguous: bool = False
    remarks: tuple[Remark, ...] = ()


def read_value(clean_text: str, name: str | None = None, year: int | None = None) -> Reading:
    """Read a cleaned value; ``name`` is the indicator's, for the headline, ``year`` the budget year, for dates.

    Never raises for the content of ``text``.

    >>> str(read_value("每月至少走访20次").value)
    '每月≥20次'
    """
    return known_value(clean_text, year).reading(name)


def read_by_grammar(clean_text: str, name: str | None = None, year: int | None = None) -> Reading:
    """Read a value by the whole grammar, whatever its shape, without memoisation."""
    return known_by_grammar(clean_text, year).reading(name)


class FoundInValue:
    """The meaning of a text according to the grammar, before the indicator's name decides the headline.

    ``text`` is folded; ``words`` classifies a text without measures. ``told``: there is something to report.
    ``grows``: the name may say what one of the measures is relative to. Each is itself only, as a ``KnownValue`` is.
    """

    __slots__ = ("doubted", "findings", "grows", "measures", "remarks", "text", "told", "words")

    def __init__(
        self,
        text: str,
        findings: tuple[FoundMeasure, ...],
        measures: tuple[Measure, ...],
        words: FreeText,
        remarks: tuple[Remark, ...],
        doubted: bool,
        told: bool,
    ) -> None:
        self.text = text
        self.findings = findings
        self.measures = measures
        self.words = words
        self.remarks = remarks
        self.doubted = doubted
        self.told = told
        self.grows = any(map(_may_grow, measures))


class KnownValue:
    """A value with its meaning, found in the text or in its shape; each measure has the ends of this text.

    Each is itself only: what is remembered of it is looked up by identity.
    """

    __slots__ = ("by_shape", "found", "measures", "text")

    def __init__(
        self, text: str, found: FoundInValue, measures: tuple[tuple[Measure, Ends], ...], by_shape: bool = False
    ) -> None:
        self.text = text
        self.found = found
        self.measures = measures
        self.by_shape = by_shape

    def reading(self, name: str | None) -> Reading:
        """Its reading for an indicator of this name."""
        target = self.target(name, Source(self.text, self.text), 0)
        return Reading(target.value, target.measures, target.ambiguous, self.found.remarks)

    def target(self, name: str | None, source: Source, start: int) -> Target:
        """The target of an indicator of this name, for the value at ``start`` of the cleaned text.

        The spans refer to the raw text, and each measure's ``text`` is its surface there.
        """
        place, ambiguous = (0, False) if len(self.measures) < 2 else self.headline(name)
        relation = self.relation(name, place) if self.found.grows else None
        return self.placed(place, ambiguous, relation, source, start)

    def headline(self, name: str | None) -> tuple[int, bool]:
        """The index of the headline among the measures, and whether it is a guess."""
        if len(self.measures) < 2:
            return 0, False
        if self.by_shape and name and holds_digits(name):
            return chosen(self.found.findings, name, fold(self.text).text)
        return _headline(self.found, name)

    def relation(self, name: str | None, place: int) -> Relation | None:
        """The relation of the headline that follows from the name (完成增长率), if the value itself states none."""
        return named_relation(name) if name and self.measures and _may_grow(self.measures[place][0]) else None

    def placed(self, headline: int, ambiguous: bool, relation: Relation | None, source: Source, start: int) -> Target:
        """The target at ``start`` of the cleaned text, with the parts that the name decides already known."""
        text, doubted, measures = self.text, self.found.doubted, self.measures
        end = start + len(text)
        raw = source.raw
        as_given = source.text is raw
        whole = span(start, end) if as_given else source.span(start, end)
        if not measures:
            return target(text, self.found.words, (), doubted, whole)
        at = start if as_given else whole.start
        broken = not as_given and raw[at : whole.end] != text
        made: list[Measure] = []
        for measure, reaches in measures:
            here = measure.span
            first, last = here.start, here.end
            if broken:
                place = source.span(start + first, start + last)
                made.append(copied(measure, reaches, place.of(raw), place))
            elif last - first == len(text):
                made.append(copied(measure, reaches, text, whole))
            else:
                made.append(copied(measure, reaches, text[first:last], span(at + first, at + last)))
        value = made[headline]
        if relation is not None and not isinstance(value, DateRange):
            value = made[headline] = attrs.evolve(value, relation=relation)
        return target(text, value, tuple(made), ambiguous or doubted, whole)


_GROWTH_UNITS = frozenset(("%", "‰", "百分点", None))


def _may_grow(measure: Measure) -> bool:
    """Whether a name may say what a measure is relative to."""
    return not isinstance(measure, DateRange) and measure.relation is None and measure.unit in _GROWTH_UNITS


@lru_cache(maxsize=_MEMO)
def _headline(found: FoundInValue, name: str | None) -> tuple[int, bool]:
    """The same for a name without digits: it cannot refer to the numbers in which texts of a shape differ."""
    return chosen(found.findings, name, found.text)


def known_value(clean_text: str, year: int | None = None) -> KnownValue:
    """The meaning of a cleaned value, independent of its indicator's name.

    Values in real tables often repeat, and even more often differ in their numbers only, so the readings of both texts
    and shapes are memoised (a bounded number, without very long texts).
    """
    return (
        remembered_value(clean_text, year)
        if len(clean_text) <= LONGEST_REMEMBERED
        else known_by_grammar(clean_text, year)
    )


def known_by_grammar(clean_text: str, year: int | None = None) -> KnownValue:
    """The same by the whole grammar, whatever the shape, without memoisation."""
    found = _find(clean_text, year)
    return KnownValue(clean_text, found, tuple([(measure, ends(measure)) for measure in found.measures]))


@lru_cache(maxsize=_MEMO)
def remembered_value(clean_text: str, year: int | None) -> KnownValue:
    """The same for a text that is not very long."""
    shape, numbers = shape_of(clean_text)
    if numbers:
        found, template = _shape(shape, year)
        if template is not None:
            return KnownValue(clean_text, found, template.filled(numbers), by_shape=True)
    return known_by_grammar(clean_text, year)


@lru_cache(maxsize=_MEMO)
def _shape(shape: str, year: int | None) -> tuple[FoundInValue, Template | None]:
    found = _find(shape, year)
    return found, template(shape, found.measures, found.words)


def _find(clean_text: str, year: int | None) -> FoundInValue:
    amount = is_amount(clean_text)  # then it has the usual form, and contains no word that could change it
    folded = Folded(clean_text) if amount else fold(clean_text, is_unit)
    text = folded.text
    if not text:
        words = free_text(text)
        return FoundInValue(text, (), (), words, (), False, words.kind == "empty")
    usual, places = (text, []) if amount else joined(text)
    judged = _judged(usual, year, amount)
    found = judged.found
    for start, end in places:
        for finding in found:
            if start <= finding.start < end:
                finding.start, finding.end = start, end
    remarks = [Remark(note.kind, folded.span(note.start, note.end), note.meant) for note in judged.notes]
    remarks += [Remark("look-alike", folded.span(start, end), text[start:end]) for start, end in folded.meant]
    measures = tuple([_measure(finding, folded, clean_text) for finding in found])
    words = FreeText() if found else _without_measure(text, judged.formula, remarks)
    if words.kind == "ratio" and (others := [*_RATIO.finditer(text)][:-1]):
        remarks += [Remark("unread", folded.span(*one.span())) for one in others]  # 医护比1:1.25,床护比1:0.4
    doubted = any(remark.kind in _DOUBTS for remark in remarks)
    told = bool(remarks) or words.kind == "empty"
    return FoundInValue(text, tuple(found), measures, words, tuple(remarks), doubted, told)


_RATIO = lazy(r"(?<![\d:.~-])\d[\d.]*:\d[\d.:]*(?:[-~至到]\d[\d.]*:\d[\d.]*)?")


class _Judged(NamedTuple):
    """The measures in a folded text, the notes about them, and whether it contains a formula."""

    found: list[FoundMeasure]
    notes: list[Note]
    formula: bool


def _judged(text: str, year: int | None, amount: bool) -> _Judged:
    found: list[FoundMeasure] = []
    notes: list[Note] = []
    formula = False
    parsed = parts(text)
    for clause in clauses(pieces(parsed, text), text):
        formula = formula or clause.formula
        if not clause.pieces:  # the whole text is a calculation
            continue
        start = clause.pieces[0].start
        event = None if amount else forbidden(clause, text)
        if event is not None:
            found.append(event)
            if not clause.pieces:
                continue
        new, remarked = findings(clause, text, year)
        year = next((day.year for one in reversed(new) if (day := one.last or one.first)), year)  # 2025年3月、6月
        judge(new, clause.bracketed, text, clause.pieces[-1].end)
        for one in new:
            if one.dimension != "DATE" and not amount:
                relate(one, text, start)
                if (doubt := doubtful(one, text, start)) is not None:
                    notes.append(Note("unread", *doubt))
                if (denied := negated(one, text, start, clause.pieces[-1].end)) is not None:
                    notes.append(Note("unread", *denied))
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
    """``满意度≥90%(15分)``: points in brackets after a target are its weight."""
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
    """Shorten the text of a measure that extends over another one (in brackets), so that no two overlap."""
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
