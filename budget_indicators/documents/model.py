"""A document as read: its projects with their money, goals and indicators, and the location of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce
from typing import Literal, TypeAlias

import attrs

from ..model.nodes import Diagnostic, Diagnostics, Indicator, IndicatorTree, Span
from ..model.plain import Plain
from ..model.shown import counted, quoted

Form: TypeAlias = Literal["string", "columns", "none"]
YearSource: TypeAlias = Literal["caller", "title", "header", "file"]


@attrs.frozen(repr=False)
class Where(Plain):
    """A location in a file: as far as they apply, page, sheet, row, line, table and column (all from 1).

    ``cell`` is the name of the cell in its sheet (``G7``); cells without a name (Word, web pages, CSV) have ``table``,
    ``row`` and ``column``.
    """

    file: str = ""
    page: int | None = None
    sheet: str | None = None
    row: int | None = None
    line: int | None = None
    table: int | None = None
    column: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        """In words: ``budget.pdf, page 3, row 2``; a cell of a sheet as in Excel: ``budget.xlsx, 表10!G7``.

        >>> str(Where("budget.docx", table=2, row=4, column=5)), str(Where(sheet="表 10", row=7, cell="G7"))
        ('budget.docx, table 2, row 4, column 5', "'表 10'!G7")
        """
        parts = [self.file] if self.file else []
        if self._reference:
            return ", ".join((*parts, self._reference))
        for word, value in (
            ("page", self.page),
            ("sheet", self.sheet),
            ("table", self.table),
            ("row", self.row),
            ("column", self.column),
            ("line", self.line),
        ):
            if value is not None:
                parts.append(f"{word} {value}")
        return ", ".join(parts)

    @property
    def zh(self) -> str:
        """The same in Chinese: ``预算.pdf，第3页，表格第2行``; ``预算.docx，第2个表格第4行第5列``."""
        parts = [self.file] if self.file else []
        if self._reference:
            return "，".join((*parts, self._reference))
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.row is not None:
            table = "表格" if self.table is None else f"第{self.table}个表格"
            parts.append(f"{table}第{self.row}行" + (f"第{self.column}列" if self.column is not None else ""))
        if self.line is not None:
            parts.append(f"第{self.line}行")
        return "，".join(parts)

    @property
    def _reference(self) -> str:
        """The cell as in a formula of Excel; ``""`` if it has no name."""
        if self.sheet is None or self.cell is None:
            return ""
        plain = self.sheet.replace(".", "_").isidentifier()
        sheet = self.sheet if plain else "'" + self.sheet.replace("'", "''") + "'"
        return f"{sheet}!{self.cell}"


@attrs.frozen
class TextCell(Plain):
    """The cell at ``where`` that a project's text was read from, from ``start`` on; the file is the project's."""

    start: int
    where: Where


@attrs.frozen
class InPicture(Plain):
    """The position of a text in the picture of its page, and the confidence of text recognition (OCR).

    ``left``, ``top``, ``right`` and ``bottom`` are shares of the width and the height of the page as it is displayed
    (0 to 1), from its top left corner: they hold for a page in points as for a picture in dots. ``confidence`` is
    that of the least certain character (0 to 1), and 0 if a second recognition read another one.
    ``doubtful``: it may be misread. ``turns`` are the quarter turns to the left that put the text upright.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    doubtful: bool = False
    turns: int = 0

    def with_other(self, other: InPicture) -> InPicture:
        """The box around two places on one page, with the lower confidence."""
        return InPicture(
            self.page,
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            min(self.confidence, other.confidence),
            self.doubtful or other.doubtful,
            self.turns,
        )


def place_to_compare(seen: Iterable[InPicture], *, doubted: bool) -> InPicture | None:
    """The box around the doubtful ones of these places, on the first page with any; ``None`` if none is doubtful.

    ``doubted`` says that the whole is in doubt for another reason, however sure recognition was of its characters: if
    none of the places is doubtful, the box is around all of them.
    """
    every = [*seen]
    asked = [each for each in every if each.doubtful] or (every if doubted else [])
    if not asked:
        return None
    page = min(each.page for each in asked)
    return reduce(InPicture.with_other, (each for each in asked if each.page == page))


@attrs.frozen
class Recognised(Plain):
    """A part of a text that was read by text recognition, and its place in the picture."""

    span: Span
    at: InPicture

    def moved(self, by: int) -> Recognised:
        """The same part in a text with ``by`` more characters before it."""
        return Recognised(Span(self.span.start + by, self.span.end + by), self.at)


@attrs.frozen(kw_only=True)
class DocumentDiagnostic(Diagnostic):
    """A diagnostic of a document, and its location; ``Where()`` for the whole file.

    ``seen`` is the place in the picture of a scan that should be compared, or ``None``.
    """

    where: Where = Where()
    seen: InPicture | None = None

    def shown_place(self) -> str:
        """The location for a table: page, sheet, cell or row; ``""`` for the whole file."""
        return str(attrs.evolve(self.where, file=""))


def placed(one: Diagnostic, where: Where, seen: InPicture | None = None) -> DocumentDiagnostic:
    """A diagnostic with its location in the file, and in the picture of a scan."""
    return DocumentDiagnostic(
        code=one.code,
        name=one.name,
        severity=one.severity,
        span=one.span,
        en=one.en,
        zh=one.zh,
        fix=one.fix,
        where=where,
        seen=seen,
    )


def _all_placed(found: Iterable[Diagnostic]) -> tuple[DocumentDiagnostic, ...]:
    return Diagnostics(one if isinstance(one, DocumentDiagnostic) else placed(one, Where()) for one in found)


@attrs.frozen(kw_only=True, repr=False)
class Project(Plain):
    """One project of a table (or the department itself, if the table is about the whole department).

    Amounts are in 元, ``None`` for an empty cell. ``unit`` is the unit that spends the money, ``name`` the
    project's name (``""`` in a table about the whole department), ``goal`` the 绩效目标 in prose. ``tree`` holds the
    indicators and the text they were read from; ``form`` says whether that text is the dense string of one cell
    (``"string"``), was put together from the columns of a table (``"columns"``), or is missing (``"none"``).

    A self-evaluation (绩效自评表) also states what was spent: ``executed`` (执行数, in 元), the ``execution_rate``
    (执行率, in per cent: 98.5 for 98.5%), the total ``score`` and the ``grade`` (优, 良 …; ``""`` where there is none).
    ``cycle_total`` is the money of the whole implementation period (中期资金总额), in 元.

    ``where`` is the row of the project, with the cell of its dense string or, with columns, of its name. ``cells`` are
    the cells that ``text`` was read from, in its order; ``where_of(span)`` finds one.

    ``recognised`` is the place in a scan's picture of each stretch of ``text`` (each line, each doubtful part; in
    columns, each row); it is empty where the file has a text of its own.
    """

    unit: str
    name: str
    total: Decimal | None
    fiscal: Decimal | None
    special_account: Decimal | None
    other: Decimal | None
    goal: str
    tree: IndicatorTree
    where: Where = Where()
    form: Form = "string"
    executed: Decimal | None = None
    execution_rate: Decimal | None = None
    score: Decimal | None = None
    grade: str = ""
    cycle_total: Decimal | None = None
    cells: tuple[TextCell, ...] = ()
    recognised: tuple[Recognised, ...] = ()

    def where_of(self, span: Span) -> Where:
        """The cell from which a part of ``text`` was read; if unknown, the project's location."""
        at = bisect_right(self.cells, span.start, key=lambda cell: cell.start) - 1
        return attrs.evolve(self.cells[at].where, file=self.where.file) if at >= 0 else self.where

    def seen(self, span: Span) -> tuple[InPicture, ...]:
        """The places in the picture of a scan of a span of ``text``, in order."""
        return tuple(each.at for each in self.recognised if each.span.start < span.end and span.start < each.span.end)

    def __repr__(self) -> str:
        """``<Project '消防工作经费' of '某局': 7 indicators>``."""
        unit = f" of {quoted(self.unit, 40)}" if self.unit else ""
        found = "withheld" if self.withheld else counted(len(self.indicators), "indicator")
        return f"<Project {quoted(self.name, 60)}{unit}: {found}>"

    def _repr_html_(self) -> str:
        """Its indicators and diagnostics, as tables."""
        return self.tree._repr_html_()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The project's indicators, in text order."""
        return self.tree.indicators

    @property
    def text(self) -> str:
        """The text of the indicators' spans: the cell as found, or the joined columns of the table."""
        return self.tree.source

    @property
    def withheld(self) -> bool:
        """Whether the cell only states that the project is secret (涉密项目)."""
        return self.tree.withheld


@attrs.frozen(kw_only=True, repr=False)
class Sum(Plain):
    """A row of the table that sums others: 合计 (``kind="total"``) or a unit's row (``kind="unit"``)."""

    kind: Literal["total", "unit"]
    name: str
    total: Decimal | None
    fiscal: Decimal | None
    special_account: Decimal | None
    other: Decimal | None
    where: Where = Where()
    after: int = 0
    """The number of the document's projects before this row."""


@attrs.frozen(kw_only=True, repr=False)
class TableText(Plain):
    """The text of every cell of one table of the file, and the location of its first row.

    ``rows`` are as in the file; a merged cell's text is only in its first cell.
    """

    rows: tuple[tuple[str, ...], ...]
    where: Where = Where()

    def __repr__(self) -> str:
        """``<TableText: 12 rows, page 3>``."""
        place = quoted(str(self.where), 80)[1:-1]
        return f"<TableText: {counted(len(self.rows), 'row')}{f', {place}' if place else ''}>"


@attrs.frozen(kw_only=True, repr=False)
class Document(Plain):
    """The result of ``read_document``.

    ``money_unit`` is the unit that the table states (万元, 元 …; ``""`` where it states none); amounts are always in
    元. ``source`` is the file's path as given. ``sums`` are the rows that add up others. ``diagnostics`` are the
    problems found while reading, each with its place: totals that do not add up, projects without indicators, and more.

    ``year`` is the budget year and ``year_source`` its source: the ``caller``, the ``title`` of the table, a ``header``
    (or the lines of a form) or the name of the ``file``; both are ``None`` if nothing states it.
    ``tables`` holds the text of every cell, also of columns that were not understood.
    """

    title: str
    department: str
    money_unit: str
    projects: tuple[Project, ...]
    source: str = ""
    sums: tuple[Sum, ...] = ()
    diagnostics: tuple[DocumentDiagnostic, ...] = attrs.field(default=(), converter=_all_placed)
    year: int | None = None
    year_source: YearSource | None = None
    tables: tuple[TableText, ...] = ()

    def __len__(self) -> int:
        """The number of projects."""
        return len(self.projects)

    def __iter__(self) -> Iterator[Project]:
        """The projects, in the order of the file."""
        return iter(self.projects)

    def __repr__(self) -> str:
        """``<Document 'budget.pdf', 2025: 20 projects, 120 indicators, 1 diagnostic>``."""
        year = "" if self.year is None else f", {self.year}"
        told = f", {counted(len(self.diagnostics), 'diagnostic')}" if self.diagnostics else ""
        return f"<Document {quoted(self.source, 80)}{year}: {self._counts()}{told}>"

    def _repr_html_(self) -> str:
        """The projects as a table; under it the diagnostics of the document."""
        from ..model.html_table import html_table

        heads = ("place 位置", "unit 单位", "project 项目", "amount 金额（元）", "indicators 指标", "diagnostics 提示")
        rows = (
            (
                str(attrs.evolve(project.where, file="")),
                project.unit,
                project.name,
                "" if project.total is None else f"{project.total:,f}",
                "withheld 不公开" if project.withheld else str(len(project.indicators)),
                str(len(project.tree.diagnostics) or ""),
            )
            for project in self
        )
        caption = " · ".join(part for part in (self.source, self.title, str(self.year or ""), self._counts()) if part)
        under = Diagnostics(self.diagnostics)._repr_html_() if self.diagnostics else ""
        return html_table(caption, heads, rows, len(self)) + under

    def _counts(self) -> str:
        indicators = sum(len(project.indicators) for project in self)
        return f"{counted(len(self), 'project')}, {counted(indicators, 'indicator')}"

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all projects."""
        return tuple(indicator for project in self.projects for indicator in project.indicators)


def bare_project(tree: IndicatorTree, where: Where, recognised: tuple[Recognised, ...] = ()) -> Project:
    """A string outside tables: a project without a name and without money."""
    return Project(
        unit="",
        name="",
        total=None,
        fiscal=None,
        special_account=None,
        other=None,
        goal="",
        tree=tree,
        where=where,
        recognised=recognised,
    )
