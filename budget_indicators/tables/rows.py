"""Documents -> rows of the tables, in the order of their columns."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from functools import lru_cache, reduce
from typing import NamedTuple, TypeAlias

import attrs

from ..documents.model import Document, InPicture, Project
from ..model.nodes import (
    Category,
    DateRange,
    Details,
    Diagnostic,
    Indicator,
    Number,
    Range,
    Relation,
    Span,
    Target,
    Value,
)
from ..model.taxonomy import BY_CODE
from ..text.cleaning import Source
from ..tree.unread import Unread, unread
from ..values import KnownValue
from ..values.columns import CANONICAL_NAMES, canonical_columns, cells_of, cells_of_value
from ..values.promises import about_of, at_least_percent, is_satisfaction, least_percent, states_satisfaction
from ..values.relations import named_relation
from .columns import DETAILS, DOCUMENTS, IN_PICTURE, NUMBER_PRECISION, NUMBER_SCALE, TableName
from .packed_columns import PackedColumns

Cell: TypeAlias = str | int | Decimal | bool | datetime.date | None
Row: TypeAlias = tuple[Cell, ...]


_ORDER: tuple[TableName, ...] = ("documents", "projects", "indicators", "measures", "diagnostics")


@attrs.define
class Rows:
    """The rows of all tables that some files gave."""

    documents: list[Row] = attrs.field(factory=list)
    projects: list[Row] = attrs.field(factory=list)
    indicators: list[Row] = attrs.field(factory=list)
    measures: list[Row] = attrs.field(factory=list)
    diagnostics: list[Row] = attrs.field(factory=list)
    columns: PackedColumns | None = attrs.field(default=None, kw_only=True)
    """Rows of ``indicators`` in another form, for a file of columns; those in the list come before them."""

    def of(self, table: TableName) -> list[Row]:
        """The rows of one table."""
        rows: list[Row] = getattr(self, table)
        return rows

    def stamped(self, fingerprint: str | None) -> Rows:
        """The rows as they are written: with the fingerprint of the file they were read from."""
        rows = Rows(*([(*row, fingerprint) for row in self.of(table)] for table in _ORDER))
        rows.columns = self.columns and attrs.evolve(self.columns, fingerprint=fingerprint)
        return rows


def rows_of(document: Document, file: str | None = None, *, detail: bool = True) -> Rows:
    """All rows of a document; ``file`` is what the tables call it (its path).

    Without ``detail`` only those of the tables of documents and indicators, and the findings about the whole document.
    """
    name = document.source if file is None else file
    rows = Rows()
    count = len(document.diagnostics)
    for found in document.diagnostics:
        rows.diagnostics.append(diagnostic_row(name, None, found, document.year))
    for number, project in enumerate(document.projects, start=1):
        count += len(project.tree.diagnostics)
        if detail:
            rows.projects.append(_project(name, number, project, document))
            for diagnostic in project.tree.diagnostics:
                rows.diagnostics.append(diagnostic_row(name, number, diagnostic, document.year))
        rows.indicators += [row.cells() for row in indicator_rows(name, number, project, document)]
        for at, indicator in enumerate(project.indicators if detail else (), start=1):
            for word, target in _targets(indicator):
                rows.measures += _measures(name, number, at, word, target, document.year)
    rows.documents.append(
        (
            name,
            "read",
            None,
            document.title or None,
            document.department or None,
            document.money_unit or None,
            len(document.projects),
            sum(project.withheld for project in document.projects),
            len(rows.indicators),
            next((line.total for line in document.sums if line.kind == "total"), None),
            _sum(project.total for project in document.projects),
            count,
            document.year,
            document.year_source,
            _sum(project.total for project in document.projects if project.withheld),
        )
    )
    return rows


class IndicatorRow(NamedTuple):
    """A row of the table of indicators, its cells in groups.

    Indicators that say the same share a group: then it is one object, and need be looked at only once.
    """

    head: Row
    number: int
    ordinal: int | None
    levels: Row
    name: str
    cycle: Row
    annual: Row
    codes: str | None
    year: int | None
    details: Row
    canonical_cycle: Row
    canonical_annual: Row
    canonical_actual: Row
    satisfaction: bool
    least_percent: Decimal | None
    labels: Row
    in_picture: Row

    def cells(self) -> Row:
        """All cells, in the order of the columns."""
        head, number, ordinal, levels, name, cycle, annual, codes, year, details, *_ = self
        _, _, _, _, _, _, _, _, _, _, of_cycle, of_annual, of_actual, satisfaction, least, labels, in_picture = self
        return (
            *(*head, number, ordinal, *levels, name, *cycle, *annual, codes, year, *details),
            *(*of_cycle, *of_annual, *of_actual, satisfaction, least, *labels, *in_picture),
        )


def indicator_rows(file: str, number: int, project: Project, document: Document) -> list[IndicatorRow]:
    """The rows of a project's indicators; ``number`` is that of the project."""
    head = head_of(file, number, project, document)
    indicators = unread(project.tree)
    codes = findings_of(project.tree.diagnostics, map(place_of, indicators))
    return [
        _indicator(indicator, inside, project, document.year, head, at)
        for at, (indicator, inside) in enumerate(zip(indicators, codes, strict=True), start=1)
    ]


def _targets(indicator: Indicator) -> tuple[tuple[str, Target | None], ...]:
    actual = indicator.details.actual if indicator.details is not None else None
    return (("cycle", indicator.cycle), ("annual", indicator.annual), ("actual", actual))


def failed_rows(file: str, message: str) -> Rows:
    """The rows of a file that could not be read."""
    nothing: tuple[None, ...] = (None,) * (len(DOCUMENTS) - 3)
    return Rows(documents=[(file, "failed", message, *nothing)])


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _project(file: str, number: int, project: Project, document: Document) -> Row:
    where = project.where
    return (
        file,
        number,
        where.page,
        where.sheet,
        where.row,
        where.line,
        document.department or None,
        project.unit or None,
        project.name,
        project.total,
        project.fiscal,
        project.special_account,
        project.other,
        project.goal or None,
        project.withheld,
        project.form,
        len(project.indicators),
        project.text or None,
        document.year,
        project.executed,
        fitting(project.execution_rate),
        fitting(project.score),
        project.grade or None,
        project.cycle_total,
    )


def findings_of(diagnostics: Sequence[Diagnostic], places: Iterable[tuple[int, int]]) -> list[str | None]:
    """For each of the ``places`` the codes of the findings inside it, once each, blanks between; all in order."""
    if not diagnostics:
        return [None for _ in places]
    found: list[str | None] = []
    at, count = 0, len(diagnostics)
    for start, end in places:
        while at < count and diagnostics[at].span.start < start:
            at += 1
        codes: dict[str, None] = {}
        # An empty span at the end marks what is missing there.
        while at < count and (span := diagnostics[at].span).start < end + (span.start == span.end):
            if span.end <= end:
                codes[diagnostics[at].code] = None
            at += 1
        found.append(" ".join(codes) or None)
    return found


_cells = tuple.__new__  # half of the work of a named tuple's own constructor


class IndicatorCells(NamedTuple):
    """What every table of indicators has, from ``ordinal`` to ``name`` and the targets: cells, some in groups."""

    ordinal: int | None
    levels: Row
    name: str
    cycle: Row
    annual: Row


def indicator_cells(indicator: Indicator | Unread) -> IndicatorCells:
    """The cells of an indicator, which need not be made for them."""
    if isinstance(indicator, Indicator):
        level1, level2 = indicator.level1, indicator.level2
        levels = (*_level(level1), *_level(level2))
        ordinal = indicator.ordinal
        return IndicatorCells(
            _whole(ordinal), levels, indicator.name, _value(indicator.cycle), _value(indicator.annual)
        )
    _, _, (_, _, number, frame, name, *_), of_cycle, of_annual = indicator
    levels = level_cells(frame.level1.code, frame.level2.code)
    cycle = known_cells(of_cycle, name)
    annual = cycle if of_annual is of_cycle else known_cells(of_annual, name)
    return _cells(
        IndicatorCells, (_whole(int(number)), level_cells(frame.level1.code, frame.level2.code), name, cycle, annual)
    )


def place_of(indicator: Indicator | Unread) -> tuple[int, int]:
    """The position of an indicator."""
    return (indicator.span.start, indicator.span.end) if isinstance(indicator, Indicator) else indicator.place()


def _whole(number: int | None) -> int | None:
    return number if number is None or number < _MOST_INTEGER else None


def _level(category: Category | None) -> Row:
    return (category.code or None, category.name) if category else (None, None)


@lru_cache(maxsize=256)
def level_cells(code1: str, code2: str) -> Row:
    """The cells of levels that have codes."""
    return *_level(BY_CODE[code1]), *_level(BY_CODE[code2])


def _value(target: Target | None) -> Row:
    return _fitting_value(cells_of(target))


def known_cells(known: KnownValue, name: str) -> Row:
    """The cells of a target of an indicator of this name; one tuple for all targets that have the same."""
    return _one(known) if len(known.measures) < 2 else _of_several(known, *known.headline(name))


@lru_cache(maxsize=16_384)
def _one(known: KnownValue) -> Row:
    """Those of every target that a value of one measure gives, or of none."""
    return _of_several(known, 0, False)


@lru_cache(maxsize=16_384)
def _of_several(known: KnownValue, headline: int, ambiguous: bool) -> Row:
    """Those of every target that a value gives where this measure is its headline."""
    value, (low, high) = known.measures[headline] if known.measures else (known.found.words, (None, None))
    return _fitting_value(cells_of_value(value, low, high, known.text, ambiguous or known.found.doubted))


def _fitting_value(cells: Row) -> Row:
    kind, low, high, *others = cells
    return kind, fitting(low), fitting(high), *others


def head_of(file: str, number: int, project: Project, document: Document) -> Row:
    """What the rows of a project's indicators begin with."""
    where = project.where
    return (
        file,
        where.page,
        where.sheet,
        where.row,
        where.line,
        document.department or None,
        project.unit or None,
        project.name,
        project.total,
        number,
    )


def _indicator(
    indicator: Indicator | Unread,
    codes: str | None,
    project: Project,
    year: int | None,
    head: Row,
    number: int,
) -> IndicatorRow:
    cells = indicator_cells(indicator)
    if not isinstance(indicator, Indicator):
        _, _, (_, _, _, frame, name, *_), of_cycle, of_annual = indicator
        meant = meaning(frame.level1, frame.level2, name, of_cycle, of_annual)
        return plain_row(head, number, cells, codes, year, meant, _in_picture(project, indicator))
    cycle, annual, details = indicator.cycle, indicator.annual, indicator.details
    return IndicatorRow(
        head,
        number,
        *cells,
        codes,
        year,
        _details(details) if details is not None else _NO_DETAILS,
        _canonical(cycle.value if cycle else None),
        _canonical(annual.value if annual else None),
        _canonical(details.actual.value if details and details.actual else None),
        is_satisfaction(indicator),
        _rounded_amount(at_least_percent(indicator)),
        _labels(details) if details is not None else _NO_LABELS,
        _in_picture(project, indicator),
    )


Meaning: TypeAlias = tuple[Row, Row, bool, Decimal | None]
"""The canonical columns of both targets, whether an indicator states satisfaction, and the percentage it promises."""


_NOT_IN_PICTURE: Row = (None,) * len(IN_PICTURE)


def plain_row(
    head: Row,
    number: int,
    cells: tuple[int | None, Row, str, Row, Row],
    codes: str | None,
    year: int | None,
    meant: Meaning,
    in_picture: Row = _NOT_IN_PICTURE,
) -> IndicatorRow:
    """The row of an indicator that has nothing but its levels, its name and its targets."""
    cycle, annual, satisfaction, least = meant
    given = (head, number, *cells, codes, year, _NO_DETAILS)
    return _cells(IndicatorRow, (*given, cycle, annual, _NOT_CANONICAL, satisfaction, least, _NO_LABELS, in_picture))


def meaning(
    level1: Category | None, level2: Category | None, name: str, of_cycle: KnownValue, of_annual: KnownValue
) -> Meaning:
    """What an indicator promises, without filling it."""
    named = named_relation(name) is not None
    found = _promised_by(of_cycle, name, named)
    cycle, _, cycle_least, _ = found
    annual, promises, least, about = found if of_annual is of_cycle else _promised_by(of_annual, name, named)
    return cycle, annual, states_satisfaction(name, level1, level2, about), least if promises else cycle_least


Promised: TypeAlias = tuple[Row, bool, Decimal | None, str | None]
"""The canonical columns of a target; the percentage it promises: whether it does, the cell for it, and of what."""


def _promised_by(known: KnownValue, name: str, named: bool) -> Promised:
    """The same of a value; ``named``: the name may say what its headline is relative to."""
    headline, ambiguous = (0, False) if len(known.measures) < 2 else known.headline(name)
    return _promised(known, headline, ambiguous, known.relation(name, headline) if named else None)


@lru_cache(maxsize=16_384)
def _promised(known: KnownValue, headline: int, ambiguous: bool, relation: Relation | None) -> Promised:
    """The same for every target that a value gives where this is its headline."""
    target = known.placed(headline, ambiguous, relation, Source(known.text, known.text), 0)
    least = least_percent(target)
    return _canonical(target.value), least is not None, _rounded_amount(least), about_of(target.value)


def _in_picture(project: Project, indicator: Indicator | Unread) -> Row:
    """The box of an indicator of a scan, and how sure it was read; the box is that of its first page."""
    seen = project.seen(Span(*place_of(indicator))) if project.recognised else ()
    if not seen:
        return _NOT_IN_PICTURE
    page = min(each.page for each in seen)
    box = reduce(InPicture.with_other, (each for each in seen if each.page == page))
    sure = min(each.confidence for each in seen)
    return (page, *(Decimal(str(each)) for each in (box.left, box.top, box.right, box.bottom, sure)))


def _canonical(value: Value | None) -> Row:
    if value is None:
        return _NOT_CANONICAL
    found = canonical_columns(value)
    low, high = _rounded(fitting(found.base_low)), _rounded(fitting(found.base_high))
    return found.dimension, low, high, found.base_unit, found.relation, found.baseline


_NOT_CANONICAL: Row = (None,) * len(CANONICAL_NAMES)


def _rounded(cell: Cell) -> Cell:
    """5 亩 are 3333.333… 平方米: as many places as a column of numbers has."""
    if isinstance(cell, Decimal) and cell != (short := cell.quantize(_SMALLEST, context=_CONTEXT)):
        return short.normalize(_CONTEXT)
    return cell


def _rounded_amount(amount: Decimal | None) -> Decimal | None:
    """An amount as a column of numbers holds it, ``None`` where it cannot."""
    cell = _rounded(fitting(amount))
    return cell if isinstance(cell, Decimal) else None


_NO_DETAILS: Row = (None,) * len(DETAILS)
_NO_LABELS: Row = (None,) * 5


def _labels(details: Details) -> Row:
    """What the brackets behind labels say."""
    first, last = details.cycle_years or (None, None)
    return fitting(details.level1_weight), fitting(details.level2_weight), first, last, details.annual_year


def _details(details: Details) -> Row:
    return (
        fitting(details.weight),
        fitting(details.score),
        details.type,
        details.direction,
        details.recipient or None,
        "；".join(f"{grade.label}：{grade.target}" for grade in details.grades) or None,
        "；".join(f"{other.label}：{other.target}" for other in details.others) or None,
        details.explanation or None,
        details.scoring_rule or None,
        details.basis or None,
        details.reason or None,
        details.remark or None,
        *_value(details.actual),
    )


def _measures(file: str, number: int, at: int, word: str, target: Target | None, year: int | None) -> list[Row]:
    rows: list[Row] = []
    if target is None:
        return rows
    headline = False
    for count, measure in enumerate(target.measures, start=1):
        is_value = not headline and measure == target.value and measure.span == getattr(target.value, "span", None)
        headline = headline or is_value
        common = (file, number, at, word, count, is_value)
        match measure:
            case Number():
                value = fitting(measure.value)
                amount: Row = ("number", value, value, True, True, measure.unit, measure.per, measure.approximate)
                rows.append((*common, *amount, None, None, measure.text, year, *_canonical(measure), measure.about))
            case Range():
                low, high = fitting(measure.low), fitting(measure.high)
                amount = (
                    "range",
                    low,
                    high,
                    measure.low_inclusive if measure.low is not None else None,
                    measure.high_inclusive if measure.high is not None else None,
                    measure.unit,
                    measure.per,
                    measure.approximate,
                )
                rows.append((*common, *amount, None, None, measure.text, year, *_canonical(measure), measure.about))
            case DateRange():
                nothing: Row = ("date_range", None, None, None, None, None, None, None)
                rows.append(
                    (*common, *nothing, measure.start, measure.end, measure.text, year, *_canonical(measure), None)
                )
    return rows


def diagnostic_row(file: str, number: int | None, diagnostic: Diagnostic, year: int | None = None) -> Row:
    """The row of a finding; ``number`` is that of its project, ``None`` for one about the whole document."""
    span = diagnostic.span
    return (
        file,
        number,
        diagnostic.code,
        diagnostic.name,
        diagnostic.severity,
        diagnostic.message("en"),
        diagnostic.message("zh"),
        span.start,
        span.end,
        year,
    )


_MOST_INTEGER = 2**63
_MOST_PLACE, _LEAST_PLACE = NUMBER_PRECISION - NUMBER_SCALE, -NUMBER_SCALE
"""The places of a number's first digit, for which its column has room: below the first, and not below the last."""
_SMALLEST = Decimal(1).scaleb(-NUMBER_SCALE)
_CONTEXT = Context(prec=NUMBER_PRECISION)


def fitting(value: Cell) -> Cell:
    """A number as the column can hold it, ``None`` where it cannot: too large, or too many places."""
    if not isinstance(value, Decimal):
        return value
    return value if not value or _LEAST_PLACE <= value.adjusted() < _MOST_PLACE else None
