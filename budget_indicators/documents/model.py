"""A document as read: its projects with their money, their goals and their indicators, and where each was found."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

import attrs

from ..model.nodes import Diagnostic, Indicator, IndicatorTree
from ..model.plain import Plain

Form: TypeAlias = Literal["string", "columns", "none"]
YearSource: TypeAlias = Literal["caller", "title", "header", "file"]


@attrs.frozen
class Where(Plain):
    """The place of a project: its file and, as far as they apply, page, sheet, row and line (all from 1)."""

    file: str = ""
    page: int | None = None
    sheet: str | None = None
    row: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        """As people write it: ``budget.pdf, page 3, row 2``."""
        parts = [self.file] if self.file else []
        for word, value in (("page", self.page), ("sheet", self.sheet), ("row", self.row), ("line", self.line)):
            if value is not None:
                parts.append(f"{word} {value}")
        return ", ".join(parts)

    @property
    def zh(self) -> str:
        """The same in Chinese: ``预算.pdf，第3页，第2行``."""
        parts = [self.file] if self.file else []
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.row is not None:
            parts.append(f"表格第{self.row}行")
        if self.line is not None:
            parts.append(f"第{self.line}行")
        return "，".join(parts)


@attrs.frozen(kw_only=True)
class Project(Plain):
    """One project of a table (or the department itself, where the table is about the whole department).

    Amounts are in 元, ``None`` where the cell is empty. ``unit`` is the unit that spends the money, ``name`` the
    project's name (``""`` in a table about the whole department), ``goal`` the 绩效目标 in prose. ``tree`` holds the
    indicators and the text they were read from; ``form`` says whether that text is the dense string of one cell
    (``"string"``), was put together from the columns of a table (``"columns"``), or is missing (``"none"``).

    A self-evaluation (绩效自评表) also states what was spent: ``executed`` (执行数, in 元), the ``execution_rate``
    (执行率, in per cent: 98.5 for 98.5%), the total ``score`` and the ``grade`` (优, 良 …; ``""`` where there is none).
    ``cycle_total`` is the money of the whole implementation period (中期资金总额), in 元.
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

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The project's indicators, in the order of the text."""
        return self.tree.indicators

    @property
    def text(self) -> str:
        """The text the indicators' spans lead into: the cell as found, or the table's columns put together."""
        return self.tree.source

    @property
    def withheld(self) -> bool:
        """Whether the cell only says that the project is secret (涉密项目)."""
        return self.tree.withheld


@attrs.frozen(kw_only=True)
class Sum(Plain):
    """A row of the table that adds up others: 合计 (``kind="total"``) or a unit's row (``kind="unit"``)."""

    kind: Literal["total", "unit"]
    name: str
    total: Decimal | None
    fiscal: Decimal | None
    special_account: Decimal | None
    other: Decimal | None
    where: Where = Where()
    after: int = 0
    """How many projects of the document stand before this row."""


@attrs.frozen(kw_only=True)
class TableText(Plain):
    """The text of every cell of one table of the file, whatever its columns mean, and where its first row stands.

    ``rows`` are as the file has them; a merged cell's text stands once, where the cell begins.
    """

    rows: tuple[tuple[str, ...], ...]
    where: Where = Where()


@attrs.frozen(kw_only=True)
class Document(Plain):
    """What ``read_document`` returns.

    ``money_unit`` is the unit the table states (万元, 元 …; ``""`` where it states none); all amounts here are in 元
    all the same. ``source`` is the file's path as given. ``sums`` are the rows that add up others, ``diagnostics``
    what was found while reading: totals that do not add up, projects without indicators, and the like.

    ``year`` is the budget year and ``year_source`` where it was read: given by the ``caller``, in the ``title`` of the
    table, in a ``header`` (or the lines of the form), in the name of the ``file``; both ``None`` where nothing says it.
    ``tables`` holds the text of every cell, also of columns that were not understood.
    """

    title: str
    department: str
    money_unit: str
    projects: tuple[Project, ...]
    source: str = ""
    sums: tuple[Sum, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    year: int | None = None
    year_source: YearSource | None = None
    tables: tuple[TableText, ...] = ()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all projects."""
        return tuple(indicator for project in self.projects for indicator in project.indicators)


def bare_project(tree: IndicatorTree, where: Where) -> Project:
    """A string outside any table: a project without a name and without money."""
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
    )
