"""From the blocks of any format to a ``Document``: the one place where rows become units, sums and projects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import attrs

from ...catalogue.documents import READ_BY_OCR, VALUE_DOUBTFUL
from ...documents import checks
from ...model.nodes import Diagnostic, IndicatorTree
from ...patterns import lazy
from ...text.cleaning import clean
from ..layout.grid import NO_PLACE, Block, Grid, Place
from ..model import (
    Document,
    DocumentDiagnostic,
    Form,
    Project,
    Recognised,
    Sum,
    TableText,
    TextCell,
    Where,
    YearSource,
)
from ..year import year_in_name
from .columns import MONEY, Role, is_notice
from .dense import starts_string
from .entries import entries_of, total_score
from .forms import Fields, Scan, Table, scan, title_in
from .levels import EMPTY, points, redated, string_tree, tree_of, whole_row
from .money import amount, stated_amount
from .records import Record, is_across, is_signature, is_sum_name, whole_rows, with_missing_operators
from .roles import meaning

_ORGANISATION = lazy(
    r"(?:委员会|委|局|部门|办公室|办|中心|站|所|院|处|大队|支队|总队|队|馆|学校|小学|中学|大学|学院|幼儿园|公司|厅|部|署|会|团|社|街道|镇|乡|"
    r"本级|机关|法院|检察院|银行|医院|园|台|协会|联合会|总工会|党校|基地|场|室|段|库|校|科)(?:[（(][^（）()]{1,12}[）)])?$"
)
_WORK = lazy(
    r"(?:经费|费用|费|资金|补助|补贴|项目|工程|专项|购置|奖励|保障|建设|运行|维护|服务|支出|工作|活动|培训|改造)(?:[（(].{1,20}[）)])?$"
)


def assemble(
    blocks: Iterable[Block],
    source: str,
    found: Sequence[Diagnostic] = (),
    *,
    money_unit: str = "",
    year: int | None = None,
) -> Document:
    """The document in ``blocks``. ``found`` are the diagnostics of the reader.

    ``money_unit`` is the unit of amounts that state none (default: guessed from them). ``year`` is the budget year if
    the caller knows it (default: that of the title, the header or the file's name).
    """
    blocks = list(blocks)
    result = scan(blocks, year)
    budget, year_source, several = _budget_year(result, source, year)
    builder = _ProjectBuilder(result, source, money_unit, budget)
    for table in result.tables:
        builder.table(table)
    document = Document(
        title=result.title,
        department=result.department,
        money_unit=result.money_unit,
        projects=tuple(builder.projects),
        source=source,
        sums=tuple(builder.sums),
        year=budget,
        year_source=year_source,
        tables=tuple(builder.texts(block) for block in blocks if isinstance(block, Grid)),
        diagnostics=tuple(found),
    )
    read = (_in_file(each, source) for each in found)
    checked = checks.check_document(document)
    confirmed = checks.totals_confirmed(document, checked)
    unsure = [
        checks.cell_doubtful(_where_of(source, each.place), each.text, each.part, each.seen)
        for each in result.unsure
        if not (confirmed and each.role == "total")
    ]
    diagnostics = (*read, *builder.diagnostics, *unsure, *several, *checked)
    return attrs.evolve(document, diagnostics=diagnostics)


def _in_file(found: Diagnostic, source: str) -> Diagnostic:
    """A diagnostic of a reader, with the name of the file added to its location."""
    if not isinstance(found, DocumentDiagnostic) or found.where == Where():
        return found
    return attrs.evolve(found, where=attrs.evolve(found.where, file=source))


def _budget_year(
    result: Scan, source: str, year: int | None
) -> tuple[int | None, YearSource | None, tuple[Diagnostic, ...]]:
    """The budget year, its source, and a finding if titles state several."""
    if year is not None:
        return year, "caller", ()
    titled = list(dict.fromkeys(result.years))
    if len(titled) > 1:
        second = next(at for at, each in zip(result.year_places, result.years, strict=True) if each != titled[0])
        return None, None, (checks.several_years(titled, _where_of(source, second)),)
    if titled:
        return titled[0], "title", ()
    headed = list(dict.fromkeys(result.header_years))
    if len(headed) == 1:
        return headed[0], "header", ()
    named = year_in_name(source)
    return named, None if named is None else "file", ()


@attrs.define
class _ProjectBuilder:
    scan: Scan
    source: str
    money_unit: str = ""
    year: int | None = None
    projects: list[Project] = attrs.field(factory=list)
    sums: list[Sum] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    unit: str = ""
    guessed: bool = False

    def table(self, table: Table) -> None:
        """The units, sums and projects of one table."""
        rows = with_missing_operators(whole_rows(table.records, table.layout), table.layout)
        money_unit = table.money_unit or self.scan.money_unit or self._guess_unit(rows, table)
        self.unit = ""
        self._unread(table)
        if table.layout.kind == "columns":
            below = [row for row in rows if _is_below(row, table)]
            across = [clean(row.level1).text[:20] for row in rows if is_across(row)]
            across += [clean(row.project).text.strip()[:20] for row in below]
            if below:
                rows = [row for row in rows if not _is_below(row, table)]
            if across:
                self.diagnostics.append(checks.rows_left_out(self._where(table.place), list(dict.fromkeys(across))))
            self._columns(rows, table, money_unit)
        else:
            self._strings(rows, table, money_unit)

    def _unread(self, table: Table) -> None:
        """Report the columns that were not understood, or that are not part of the result."""
        header = table.layout.header
        if header is None:
            return
        by_row = table.layout.kind == "columns" or header.has("name")
        filled = [
            any(len(row.cells) > at and row.cells[at].strip() for row in table.records)
            for at in range(len(header.columns))
        ]
        unknown: dict[str, None] = {}
        left_out: dict[str, None] = {}
        for at, (column, label) in enumerate(zip(header.columns, header.labels, strict=True)):
            found = meaning(label)
            if not label or not filled[at] or (found is not None and found.kind in ("string", "goal", "period")):
                continue
            if column is None:
                unknown[label[:20]] = None
            elif column.kind == "ignored" and by_row:
                left_out[label[:20]] = None
        where = self._where(table.place)
        if unknown:
            self.diagnostics.append(checks.columns_unknown(where, list(unknown)))
        if left_out:
            self.diagnostics.append(checks.columns_left_out(where, list(left_out)))

    def _strings(self, rows: Sequence[Record], table: Table, money_unit: str) -> None:
        kinds = _kinds(rows, money_unit, table)
        unit_cell = ""
        for row, kind in zip(rows, kinds, strict=True):
            unit_cell = row.unit if row.unit.strip() else unit_cell
            if kind == "note":
                continue
            if kind != "project":
                self._sum(row, kind, money_unit, table)
                continue
            unit = _name(unit_cell) or self.unit or table.department or self.scan.department
            self._project(row, [row], unit, money_unit, "string", table)

    def _columns(self, rows: Sequence[Record], table: Table, money_unit: str) -> None:
        if not table.layout.has("project"):
            head = _head(table.fields)
            unit = _name(head.unit) or table.department or self.scan.department
            place = next((row.place for row in rows), Place())
            if any(row.has_indicator for row in rows):
                self._project(
                    attrs.evolve(head, place=head.place if head.project else place),
                    rows,
                    unit,
                    money_unit,
                    "columns",
                    table,
                )
            return
        group: list[Record] = []
        unit_cell = ""
        for row in rows:
            if is_sum_name(row.project) or (row.has_money and not row.has_indicator and unit_like(row)):
                unit_cell = self._close(group, unit_cell, table, money_unit)
                self._sum(row, "total" if is_sum_name(row.project) else "unit", money_unit, table)
                continue
            if row.project.strip() and not row.held and group and not same_project(group[-1], row):
                unit_cell = self._close(group, unit_cell, table, money_unit)
            group.append(row)
        self._close(group, unit_cell, table, money_unit)

    def _close(self, group: list[Record], unit_cell: str, table: Table, money_unit: str) -> str:
        """End the project in ``group``; return the unit that later rows without one belong to."""
        if not group:
            return unit_cell
        unit_cell = next((row.unit for row in group if row.unit.strip()), unit_cell)
        head = group[0]
        for row in group[1:]:
            for field in ("total", "fiscal", "special_account", "other", "goal"):
                if not getattr(head, field).strip():
                    head = attrs.evolve(head, **{field: getattr(row, field)})
        unit = _name(unit_cell) or self.unit or table.department or self.scan.department
        self._project(head, group, unit, money_unit, "columns", table)
        group.clear()
        return unit_cell

    def _sum(self, row: Record, kind: Literal["total", "unit"], money_unit: str, table: Table) -> None:
        stated: Role = "fiscal" if amount(row.total, money_unit) is None else "total"
        name = _name(row.project) or _name(row.unit)
        if kind == "unit":
            self.unit = name
        self.sums.append(
            Sum(
                kind=kind,
                name=name,
                **self._stated(row, table, money_unit, name),
                where=self._where(row.place_at(table.layout.at(stated))),
                after=len(self.projects),
            )
        )

    def _project(
        self, row: Record, rows: Sequence[Record], unit: str, money_unit: str, form: Form, table: Table
    ) -> None:
        year = self.year if self.year is not None else table.year
        places: tuple[tuple[int, Place], ...] = ()
        recognised: tuple[Recognised, ...] = ()
        own: Role = "project" if form == "columns" else "string"
        where, name = self._where(row.place_at(table.layout.at(own))), _name(row.project)
        if form == "columns":
            tree, places, recognised = tree_of(entries_of(rows, table.layout), year)
        elif row.string.strip():
            recognised = row.recognised or whole_row(row.string, row.seen)
            tree, places = string_tree(row.string, year, recognised, row.doubt if row.seen else ""), row.parts
        else:
            tree, form = EMPTY, "none"
        self.projects.append(
            Project(
                unit=unit,
                name=name,
                goal=clean(row.goal).text.strip(),
                tree=tree,
                where=where,
                form=form,
                cells=tuple(TextCell(start, _where_of("", place)) for start, place in places),
                recognised=recognised,
                **self._stated(row, table, money_unit, name),
                **self._evaluation(table, rows, money_unit, where, name),
            )
        )

    def _stated(self, row: Record, table: Table, money_unit: str, name: str) -> dict[str, Any]:
        """The amounts in a row."""
        roles: tuple[Role, ...] = ("total", "fiscal", "special_account", "other")
        places = {role: self._where(row.place_at(table.layout.at(role))) for role in roles}
        return {role: self._amount(getattr(row, role), money_unit, places[role], name) for role in roles}

    def _amount(self, text: str, money_unit: str, where: Where, name: str) -> Decimal | None:
        """The amount of a cell in 元; doubts about it are reported."""
        stated = stated_amount(text, money_unit)
        if stated.doubtful:
            self.diagnostics.append(checks.amount_doubtful(where, name, text, stated.value))
        return stated.value

    def _evaluation(
        self, table: Table, rows: Sequence[Record], money_unit: str, where: Where, name: str
    ) -> dict[str, Any]:
        """A project's values in a self-evaluation form: money spent, rate, score and grade."""
        if table.layout.has("project"):
            return {}
        fields = table.fields
        if fields.other_totals:
            self.diagnostics.append(checks.columns_left_out(where, [fields.other_totals]))
        score = fields.score or total_score(rows, table.layout)
        return {
            "executed": self._amount(fields.executed, money_unit, where, name),
            "execution_rate": points(fields.execution_rate),
            "score": points(score),
            "grade": _name(fields.grade),
            "cycle_total": self._amount(fields.cycle_total, money_unit, where, name),
        }

    def texts(self, grid: Grid) -> TableText:
        """The text of a table's cells."""
        place = grid.rows[0].place if grid.rows else None
        return TableText(rows=tuple(row.own for row in grid.rows), where=self._where(place))

    def _where(self, place: Place | None) -> Where:
        return _where_of(self.source, place or NO_PLACE)

    def _guess_unit(self, rows: Sequence[Record], table: Table) -> str:
        """The money unit if none is stated: 万元, unless the amounts can only be 元."""
        fields = table.fields
        texts = [text for row in rows for text in (row.total, row.fiscal)] + [fields.total, fields.fiscal]
        unit = guessed_unit(texts)
        if not unit:
            return "万元"
        unit = self.money_unit or unit
        if not self.guessed:
            self.guessed = True
            self.diagnostics.append(checks.unit_assumed(unit, self._where(table.place)))
        return unit


def _where_of(file: str, at: Place) -> Where:
    return Where(file, at.page, at.sheet, at.row, at.line, at.table, at.column, at.cell)


def _is_below(row: Record, table: Table) -> bool:
    """Whether a row of a table of projects is a signature, a remark or a title: 填表人：张三 in the names' column."""
    if not table.layout.has("project") or not row.project.strip() or row.has_money:
        return False
    return is_signature(row) or (not row.has_text and bool(title_in(row.project.strip())))


def guessed_unit(texts: Iterable[str]) -> str:
    """The assumed unit of amounts without a unit; ``""`` if none of the texts is an amount."""
    amounts = (abs(value) for text in texts if (value := amount(text, "元")))
    least = min(amounts, default=None)
    return "" if least is None else "元" if least >= 1000 else "万元"


def _head(fields: Fields) -> Record:
    return Record(
        unit=fields.unit,
        project=fields.project,
        total=fields.total,
        fiscal=fields.fiscal,
        special_account=fields.special_account,
        other=fields.other,
        goal=fields.goal,
        place=fields.place or Place(),
    )


def _name(text: str) -> str:
    return clean(text).text.strip()


def named_unit(text: str) -> bool:
    """Whether a unit's cell names one."""
    return bool(_name(text))


def is_organisation(record: Record) -> bool:
    """Whether a row has the name of an organisation."""
    return _ORGANISATION.search(_name(record.project)) is not None


def same_project(above: Record, below: Record) -> bool:
    """Whether a name is repeated in every row of its project (no cells were merged)."""
    return above.project.split() == below.project.split() and (
        not below.has_money or above.total.split() == below.total.split()
    )


def unit_like(row: Record) -> bool:
    """Whether a row without indicators of a table of columns is that of a unit, not of a project."""
    return not row.goal.strip() and is_organisation(row)


Kind: TypeAlias = Literal["total", "unit", "project", "note"]


def _kinds(rows: Sequence[Record], money_unit: str, table: Table) -> list[Kind]:
    """The kind of each row of a table with dense strings.

    A unit's row has amounts, but neither goal nor indicators, and so has a project without indicators; the sums of the
    rows below, names of organisations and indentation distinguish them.
    """
    below = _sums_below(rows, money_unit)
    kinds: list[Kind] = []
    only_sums = True  # so far
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        adds_up = bool(below[at]) and amount(row.total, money_unit) == below[at]
        kinds.append(_kind(row, following, table, adds_up=adds_up, first=only_sums))
        only_sums = only_sums and is_sum_name(row.project)
    return kinds


def _sums_below(rows: Sequence[Record], money_unit: str) -> list[Decimal]:
    """For each row, the sum of the next run of rows with goals or indicators below it."""
    sums: list[Decimal] = []
    run = Decimal(0)
    in_run = False
    for row in reversed(rows):
        sums.append(run)
        if is_sum_name(row.project):
            run, in_run = Decimal(0), False
        elif row.has_text:
            run = (run if in_run else Decimal(0)) + (amount(row.total, money_unit) or 0)
            in_run = True
        else:
            in_run = False
    return sums[::-1]


def _kind(row: Record, following: Record | None, table: Table, *, adds_up: bool, first: bool) -> Kind:
    if is_sum_name(row.project) or is_sum_name(row.unit):
        return "total"
    name = _name(row.project)
    if name and meaning(name) is not None and not starts_string(row.string) and not is_notice(row.string):
        return "note"  # a label of a form (实施单位, 年度资金总额：) is no project
    if row.has_text:
        return "project"
    organisation = _ORGANISATION.search(name) is not None
    if not row.has_money:
        if not table.layout.has(*MONEY) and name:
            return "project"
        # A row of one name: a unit's heading if projects follow, else a remark.
        follows = following is not None and following.has_text
        return "unit" if follows and organisation and len(name) < 40 else "note"
    if row.indented and not organisation:
        return "project"
    if adds_up:
        return "unit"
    name = name or _name(row.unit)
    if _WORK.search(name) and (row.indented or not organisation):
        return "project"
    if _ORGANISATION.search(name):
        return "unit"
    return "unit" if first and following is not None else "project"


def holds_indicators(document: Document) -> bool:
    """Whether a document has a project with indicators, or with withheld indicators."""
    return any(project.withheld or project.indicators for project in document.projects)


def dated(document: Document, year: int | None) -> Document:
    """The document with its dates completed by the caller's budget year; nothing else changes."""
    if year is None or (document.year, document.year_source) == (year, "caller"):
        return document
    projects = (attrs.evolve(each, tree=_dated_tree(each, year)) for each in document.projects)
    return attrs.evolve(document, projects=tuple(projects), year=year, year_source="caller")


def _dated_tree(project: Project, year: int) -> IndicatorTree:
    if project.form == "columns":
        return redated(project.tree, year)
    tree = string_tree(project.text, year, project.recognised)
    kept = (READ_BY_OCR.code, VALUE_DOUBTFUL.code)
    said = [each for each in project.tree.diagnostics if each.code in kept]
    if not said:
        return tree
    return attrs.evolve(tree, diagnostics=tuple(sorted((*said, *tree.diagnostics), key=lambda each: each.span.start)))
