"""From blocks in reading order to tables: find the header, put rows under their columns, read the forms beside.

A table may continue over many grids (one for each page), with or without a repeated header; a form (项目名称 | …) is
above or between the indicators' columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from ...model.nodes import TargetPeriod
from ...patterns import lazy
from ...text.cleaning import clean
from ..layout.grid import NO_PLACE, Block, Cell, Grid, Line, Place, Row
from ..model import InPicture, place_to_compare
from ..year import year_in_line
from .columns import (
    MAX_HEADER_CELL,
    MAX_HEADER_TEXT,
    MONEY,
    Layout,
    Role,
    fit,
    is_header,
    is_notice,
    is_string,
    layout_by_content,
    layout_of_rows,
    role_of,
)
from .money import is_amount, is_blank, stated_unit
from .records import Record, is_sum_name, record_of, section_in
from .roles import NO_GRADE, Kind, grade_rank, meaning
from .transposed import Spread, gathered, upright

_MAX_HEADER_ROWS = 4
_MAX_LOOK = 60
_FORM_ROLES: frozenset[Role] = frozenset({"project", "unit", "goal", *MONEY})


@attrs.define
class Fields:
    """The fields of a form about the project or department of its indicators."""

    project: str = ""
    unit: str = ""
    total: str = ""
    fiscal: str = ""
    special_account: str = ""
    other: str = ""
    goal: str = ""
    executed: str = ""
    execution_rate: str = ""
    cycle_total: str = ""
    other_totals: str = ""
    score: str = ""
    grade: str = ""
    place: Place | None = None


@attrs.frozen
class Unsure:
    """A text of a scan outside the indicators that may be misread: its location, and the uncertain part.

    ``role`` is that of its column, in a table with a row for each project; ``seen`` is the part's place in the picture.
    """

    place: Place
    text: str
    part: str
    role: Role | None = None
    seen: InPicture | None = None


@attrs.define
class Table:
    """Rows of one layout, and the information above them: department, money unit, form."""

    layout: Layout
    department: str = ""
    money_unit: str = ""
    fields: Fields = attrs.field(factory=Fields)
    records: list[Record] = attrs.field(factory=list)
    year: int | None = None
    place: Place | None = None


@attrs.define
class Scan:
    """Everything found in a file."""

    title: str = ""
    department: str = ""
    money_unit: str = ""
    tables: list[Table] = attrs.field(factory=list)
    years: list[int] = attrs.field(factory=list)
    """The budget years that titles state, in the order of the file."""
    year_places: list[Place] = attrs.field(factory=list)
    """The place of each of ``years``."""
    header_years: list[int] = attrs.field(factory=list)
    """The years that only header words or forms name."""
    unsure: list[Unsure] = attrs.field(factory=list)
    """Names, amounts and titles that text recognition may have misread."""


def scan(blocks: Iterable[Block], year: int | None = None) -> Scan:
    """Walk through the blocks of a file and find its tables; ``year`` is the budget year if the caller knows it."""
    scanner = Scanner(given_year=year)
    for block in blocks:
        if isinstance(block, Line):
            if scanner.line(block.text, block.place):
                scanner.found.unsure += unsure_of(Cell(block.text, recognised=block.recognised), block.place)
        else:
            scanner.grid(block)
    return scanner.found


@attrs.define
class Scanner:
    """Reads blocks in order, and remembers what they say about later ones."""

    found: Scan = attrs.field(factory=Scan)
    department: str = ""
    money_unit: str = ""
    fields: Fields = attrs.field(factory=Fields)
    table: Table | None = None
    header: tuple[str, ...] = ()
    waiting: tuple[Role | None, ...] = ()
    money_heads: dict[int, Kind] = attrs.field(factory=dict)
    """The columns of the current table of money in a form (年初预算数 | 全年执行数 | 执行率)."""
    money_labels: dict[int, str] = attrs.field(factory=dict)
    """The heads of those columns that contain a budget."""
    total_at: int | None = None
    """The column of the label of the year's total, where the form has one for the whole cycle too."""
    given_year: int | None = None
    titled_year: int | None = None
    periods_above: tuple[TargetPeriod, ...] = ()
    spread: Spread | None = None
    """The head of the current table whose columns are indicators."""

    def line(self, text: str, place: Place = NO_PLACE) -> bool:
        """Read title, department or money unit from a line outside the tables; return whether it had any."""
        title = "" if self.found.title else title_in(text)
        if title:
            self.found.title = title
        if (year := year_in_line(text)) is not None:
            self.titled_year = year
            self.found.years.append(year)
            self.found.year_places.append(place)
        if department := department_in(text):
            self.department = department
            self.found.department = self.found.department or department
        unit = stated_unit(text)
        self._state(unit)
        return bool(title or department or unit) or year is not None

    @property
    def year(self) -> int | None:
        """The budget year from the caller or a title above."""
        return self.titled_year if self.given_year is None else self.given_year

    def _state(self, unit: str) -> None:
        if unit:
            self.money_unit = unit
            self.found.money_unit = self.found.money_unit or unit

    def grid(self, grid: Grid) -> None:
        """The rows of one grid: headers, forms and data."""
        rows, self.spread = gathered(upright(grid.rows), self.spread)
        at = 0
        carried = self.table
        if carried is not None and not self._fits(grid, carried.layout):
            self.table = None
        # A cut is possible where a new grid or a repeated header continues the same table.
        edge = self.table is not None
        headings = 0
        ahead = _Ahead(rows)
        while at < len(rows):
            count, layout = header_at(rows, at, year=self.year, periods_above=self.periods_above)
            if layout is not None:
                self._begin(layout, rows[at : at + count], carried)
                # In mid-page a repeated header stands above the beginning of a cut row, not above its rest.
                edge = self.table is carried and (at == 0 or rows[at].place.page is None)
                carried = self.table
                at += count
                continue
            row = attrs.evolve(rows[at], edge=True) if edge else rows[at]
            edge = False
            at += 1
            if not any(text.strip() for text in row.own):
                continue
            if self.table is None and carried is None and (guess := ahead.guess(at - 1)) is not None:
                if headings < _MAX_HEADER_ROWS and _is_heading(row, guess):
                    headings += 1
                    self.line("  ".join(text for text in row.own if text.strip()), row.place)
                    continue
                self._begin(guess, (), None)
            self.row(row)

    def _fits(self, grid: Grid, layout: Layout) -> bool:
        widths = [len(row.cells) for row in grid.rows if any(text.strip() for text in row.own)]
        if not widths:
            return True
        # Pages of one table keep its number of columns, or lose an empty one.
        return max(widths) in (len(layout), len(layout) - 1) or layout.by_content or max(widths) == len(layout) + 1

    def _begin(self, layout: Layout, header: Sequence[Row], carried: Table | None) -> None:
        """A header: the same table continues if its columns are the same and no form was between."""
        for row in header:
            for text in row.texts:
                self._state(stated_unit(text))
        self.header = tuple(
            next((row.texts[at] for row in reversed(header) if at < len(row.cells) and row.texts[at].strip()), "")
            for at in range(len(layout))
        )
        self.waiting = ()
        goes_on = (
            carried is not None
            and carried.layout.kind == layout.kind
            and carried.layout.roles == layout.roles
            and carried.department == self.department
            and carried.money_unit == self.money_unit
            and self.fields == Fields()
        )
        if goes_on:
            self.table = carried
            return
        self.found.header_years += _target_years(layout)
        place = header[0].place if header else None
        self.table = Table(layout, self.department, self.money_unit, self.fields, year=self.year, place=place)
        self.fields = Fields()
        self.money_heads, self.money_labels, self.total_at = {}, {}, None
        self.found.tables.append(self.table)

    def row(self, row: Row) -> None:
        """One row that is no header: a form's, a remark, or a record of the current table."""
        table = self.table
        if table is not None and len(table.layout) < len(row.cells) and not table.layout.has(*MONEY):
            filled = sum(1 for text in row.texts if text.strip())
            if filled <= 1:
                return
        in_form = table is None or (not table.layout.has("project") and _begins_with_label(row))
        if in_form and self._form(row):
            known = {each.text for each in self.found.unsure if each.place == row.place}
            for cell in row.cells:
                self.found.unsure += [each for each in unsure_of(cell, row.place) if each.text not in known]
            self.table = None if self.fields.project or self.fields.unit else self.table
            return
        if table is None:
            if self.line("  ".join(text for text in row.own if text.strip()), row.place):
                for cell in row.cells:
                    self.found.unsure += unsure_of(cell, row.place)
            return
        if _is_note(row) and not (table.layout.kind == "columns" and section_in(row.texts[0])):
            self.line(next(text for text in row.own if text.strip()), row.place)
            return
        if not table.layout.has("project") and _keep_verdict(row, table):
            return
        row = self._without_header(row)
        if len(row.cells) == len(table.layout):
            for cell, role in zip(row.cells, table.layout.roles, strict=True):
                if role in _HEAD_ROLES:
                    self.found.unsure += unsure_of(cell, row.place, role)
        table.records.append(record_of(row, fit(row.texts, table.layout), table.layout))

    def _without_header(self, row: Row) -> Row:
        """A row welded to a repeated header (no rule stood between them) without the header's words."""
        if len(row.cells) != len(self.header):
            return row
        heads = ["".join(head.split()) for head in self.header]
        welded = [
            bool(head) and "".join(cell.text.split()).startswith(head)
            for head, cell in zip(heads, row.cells, strict=True)
        ]
        if sum(welded) < 3 or not all(w or not head for w, head in zip(welded, heads, strict=True)):
            return row
        cells = tuple(cell.ending(_after(cell.text, head)) for head, cell in zip(heads, row.cells, strict=True))
        return attrs.evolve(row, cells=cells, edge=True)

    def _form(self, row: Row) -> bool:
        """Read label and value pairs; return whether the row was of that kind."""
        texts = row.own
        self.periods_above = _periods(texts) or self.periods_above
        for text in texts:
            unwrapped = "".join(text.split())
            if _label(text) or (len(unwrapped) <= MAX_HEADER_TEXT and _OF_MONEY.search(unwrapped)):
                self._state(stated_unit(unwrapped))
        seen = self._money(texts, row.place)
        at = 0
        waiting: list[Role | None] = [None] * len(texts)
        while at < len(texts):
            role = _label(texts[at])
            if role is None:
                above = self.waiting[at] if at < len(self.waiting) else None
                if above is not None and texts[at].strip():
                    self._set(above, texts[at], row.place_of(at))
                    seen = True
                at += 1
                continue
            value = next((i for i in range(at + 1, len(texts)) if texts[i].strip()), None)
            if value is not None and role in MONEY and _label(texts[value]) is None:
                self.found.unsure += no_amount(row.cells[value], row.place, role)
            if value is not None and _label(texts[value]) is None and _value_fits(role, texts[value]):
                if self._is_annual(role, at, texts):
                    self._set(role, texts[value], row.place_of(value))
                seen = True
                at = value + 1
            else:
                # A label without a value beside it is above its text; amounts are like this in other tables of the
                # form.
                waiting[at] = role if role == "goal" else None
                seen = seen or role != "goal"
                at += 1
        labels = [each for each in waiting if each is not None]
        self.waiting = tuple(waiting) if labels else ()
        return seen or bool(labels)

    def _money(self, texts: Sequence[str], place: Place) -> bool:
        """Read amounts of a form below heads of their own, and those that only a self-evaluation has."""
        found = [meaning(text) if text.strip() else None for text in texts]
        heads: dict[int, Kind] = {}
        heads.update((at, each.kind) for at, each in enumerate(found) if each is not None and each.kind in _MONEY_HEADS)
        first = next((at for at, text in enumerate(texts) if text.strip()), -1)
        if heads.get(first) == "total" and len(heads) > 2:
            del heads[first]  # 项目资金（万元） names the block; the heads follow it
        amounts = any(is_amount(text) for text in texts)
        if len(heads) > 1 and not amounts and not any(each is not None and each.kind == "name" for each in found):
            self.money_heads = heads
            self.money_labels = {at: "".join(texts[at].split()) for at, kind in heads.items() if kind == "total"}
            return True
        seen = False
        for at, each in enumerate(found):
            if each is None:
                continue
            value = next((text for text in texts[at + 1 :] if text.strip()), "")
            if each.kind in ("executed", "execution_rate", "cycle_total") and _is_number(value):
                self._keep(each.kind, value, place)
                seen = True
            if each.kind == "total" and at not in self.money_heads:
                self.total_at = at
                self._second_total(texts, place)
                for column, kind in self.money_heads.items():
                    if kind in ("executed", "execution_rate") and column < len(texts) and _is_number(texts[column]):
                        self._keep(kind, texts[column], place)
                        seen = True
        for at, text in enumerate(texts):
            word = _SCORES.get("".join(text.split()).strip("：:")) if text.strip() else None
            value = next((text for text in texts[at + 1 :] if text.strip()), "")
            if word == "grade":
                fits = 0 < len(value.strip()) <= _MAX_GRADE and (grade_rank(value) < NO_GRADE or at == 0)
            else:
                fits = word is not None and _is_number(value)
            if word is not None and fits:
                self._keep(word, value, place)
                seen = True
        return seen

    def _second_total(self, texts: Sequence[str], place: Place) -> None:
        """Keep a second budget of the year (全年预算数 beside 年初预算数) if it is another amount."""
        stated = {at: "".join(texts[at].split()) for at in self.money_labels if at < len(texts)}
        amounts = {at: text for at, text in stated.items() if is_amount(text)}
        first = next(iter(amounts.values()), "")
        others = [f"{self.money_labels[at]}：{text}" for at, text in amounts.items() if text != first]
        if others:
            self._keep("other_totals", "、".join(others), place)

    def _keep(self, field: str, text: str, place: Place) -> None:
        if not getattr(self.fields, field):
            setattr(self.fields, field, text)
            self.fields.place = self.fields.place or place

    def _is_annual(self, role: Role, at: int, texts: Sequence[str]) -> bool:
        """Whether a label of money is that of the year: 其中：财政拨款 twice in a row stands for the cycle first."""
        if role not in MONEY or role == "total" or self.total_at is None:
            return True
        places = [each for each, text in enumerate(texts) if _label(text) == role]
        return len(places) < 2 or self.total_at not in places or at == self.total_at

    def _set(self, role: Role, text: str, place: Place) -> None:
        field = "fiscal" if role == "fiscal_part" else role
        if role == "unit" and self.fields.unit:
            return
        if role == "goal" and self.fields.goal:
            if self.fields.goal.split() != text.split():
                self.fields.goal += "\n" + text
            return
        if role in MONEY and getattr(self.fields, field):
            return
        if role == "unit" and not self.fields.project and not self.department:
            self.department = clean(text).text
            self.found.department = self.found.department or self.department
        setattr(self.fields, field, text)
        self.fields.place = place if role == "project" else self.fields.place or place


_HEAD_ROLES: frozenset[Role] = frozenset((*_FORM_ROLES, "fiscal_part"))


def unsure_of(cell: Cell, place: Place, role: Role | None = None) -> Iterator[Unsure]:
    """The parts of a scan's cell that may be misread."""
    if cell.doubtful and not cell.covered:
        parts = [each.span.of(cell.text) or _UNREAD for each in cell.recognised if each.at.doubtful]
        yield Unsure(place, "".join(cell.text.split()), "…".join(parts), role, _seen(cell))


_UNREAD = "■"  # illegible ink


def no_amount(cell: Cell, place: Place, role: Role) -> Iterator[Unsure]:
    """A text beside the label of an amount that is no amount: text recognition reads 120.5 as 12O.5."""
    if cell.recognised and not (is_amount(cell.text) or is_blank(cell.text)):
        text = "".join(cell.text.split())
        yield Unsure(place, text, text, role, _seen(cell))


def _seen(cell: Cell) -> InPicture | None:
    return place_to_compare((each.at for each in cell.recognised), doubted=True)


def _keep_verdict(row: Row, table: Table) -> bool:
    """Keep the total score and the grade that stand below the indicators; whether the row says nothing else."""
    filled = [text for text in row.own if text.strip()]
    word = _SCORES.get("".join(filled[0].split()).strip("：:")) if filled else None
    if word == "grade" and len(filled) == 2 and len(filled[1].strip()) <= _MAX_GRADE and not table.fields.grade:
        table.fields.grade = filled[1]
        return True
    if word == "score" and not table.fields.score:
        at = table.layout.header.at("score") if table.layout.header is not None else None
        if at is not None and at < len(row.texts) and _is_number(row.texts[at]):
            table.fields.score = row.texts[at]
    return False


def _target_years(layout: Layout) -> list[int]:
    """The budget years that a header's own words name: 2025年目标值."""
    columns = layout.header.columns if layout.header is not None else ()
    years = {c.year for c in columns if c is not None and c.kind == "target" and c.period == "annual" and c.year}
    return sorted(years) if len(years) == 1 else []


def _periods(texts: Sequence[str]) -> tuple[TargetPeriod, ...]:
    """The periods that a row of heads names from left to right: 中期目标 | 年度目标."""
    found = [each for each in map(meaning, filter(str.strip, texts)) if each is not None]
    periods: list[TargetPeriod | None] = [each.period for each in found if each.kind in ("goal", "period", "string")]
    named: tuple[TargetPeriod, ...] = tuple(period for period in periods[-2:] if period is not None)
    return named if len(set(named)) > 1 else ()


def _begins_with_label(row: Row) -> bool:
    """Whether a row below indicators is one of a form again: its first text is a label, not a name or a value."""
    first = next((text for text in row.own if text.strip()), "")
    return _label(first) is not None and not is_sum_name(first)


def _label(text: str) -> Role | None:
    role = role_of(text) if text.strip() else None
    return role if role in _FORM_ROLES else None


_MONEY_HEADS: tuple[Kind, ...] = ("total", "executed", "execution_rate")
_SCORES = {
    **dict.fromkeys(
        ("自评总分", "总分", "总得分", "自评得分", "评价得分", "自评总得分", "绩效自评得分", "综合得分"), "score"
    ),
    **dict.fromkeys(
        ("评价等级", "自评等级", "等级", "自评结果等级", "评价等次", "自评等次", "等次", "绩效等级"), "grade"
    ),
}
_OF_MONEY = lazy(r"资金|预算|经费|金额|支出|投入")
_MAX_GRADE = 6
_PERCENT = lazy(r"\d{1,4}(?:\.\d+)?\s*[%％分]?")


def _is_number(text: str) -> bool:
    return is_amount(text) or _PERCENT.fullmatch(text.strip()) is not None


def _value_fits(role: Role, text: str) -> bool:
    if role in MONEY:
        return is_amount(text) or is_blank(text)
    # 预期目标 | 实际完成情况 are two heads, their texts stand below.
    return not is_amount(text) and not (role == "goal" and meaning(text) is not None)


@attrs.frozen
class _Ahead:
    """The content of a grid's rows from one of them on; computed once, because a grid may have very many rows."""

    rows: Sequence[Row]

    def guess(self, at: int) -> Layout | None:
        """The layout of the rows from ``at`` on, according to their content, if there is no header among them."""
        if at > self._last_string or at <= self._last_header:
            return None
        return layout_by_content([row.texts for row in self.rows[at:]])

    @cached_property
    def _last_string(self) -> int:
        held = (at for at in reversed(range(len(self.rows))) if any(map(is_string, self.rows[at].texts)))
        return next(held, -1)

    @cached_property
    def _last_header(self) -> int:
        heads = (at for at in reversed(range(len(self.rows))) if header_at(self.rows, at)[1] is not None)
        return next(heads, -1)


def header_at(
    rows: Sequence[Row], at: int, *, year: int | None = None, periods_above: Sequence[TargetPeriod] = ()
) -> tuple[int, Layout | None]:
    """The number of header rows from ``at`` on, and their layout."""
    best: tuple[int, Layout | None] = (0, None)
    for count in range(1, _MAX_HEADER_ROWS + 1):
        part = rows[at : at + count]
        if len(part) < count or not _header_row(part, count - 1, first=count == 1):
            break
        layout = layout_of_rows(part, rows[at + count : at + count + _MAX_LOOK], year=year, periods_above=periods_above)
        if layout is not None:
            best = (count, layout)
    return best


_CORE = ("level1", "level2", "name")


def _header_row(rows: Sequence[Row], at: int, *, first: bool) -> bool:
    """Whether a row is one of a header: made of header words, or the lower row of a header that began above."""
    row = rows[at]
    filled = [text for text in row.texts if text.strip()]
    if any(len(text) > MAX_HEADER_CELL or is_string(text) for text in filled):
        return False
    if is_header(row.texts):
        return True
    known = [found for found in map(meaning, dict.fromkeys(filled)) if found is not None]
    if len({found.kind for found in known if found.kind in _CORE}) > 1:
        return True  # 一级指标 | 三级指标 beside any other words: recipients, or unknown columns
    if first:
        return bool(known) and len(known) == len(set(filled)) and any(found.period for found in known)
    # The lower row of a header: its words stand below a merged cell, beside cells that reach down from the row above.
    own = [text for text in row.own if text.strip()]
    if own and all(meaning(text) is not None for text in own):
        return True
    return bool(own) and _below_a_head(rows[at - 1], row)


def _below_a_head(above: Row, row: Row) -> bool:
    """Whether every text of a row stands below a head that is wider than it, and the names' heads reach down."""
    kinds = {found.kind for found in map(meaning, above.texts) if found is not None}
    if len(above.cells) != len(row.cells) or not kinds & {"name", "level1", "level2", "string"}:
        return False
    wide = False
    for at, cell in enumerate(row.cells):
        head = above.cells[at]
        found = meaning(head.text)
        if cell.covered or not cell.text.strip():
            if (
                found is not None
                and found.kind in ("name", "level1", "level2")
                and cell.text.split() not in ([], head.text.split())
            ):
                return False
            continue
        if found is None or found.kind not in (*_FAMILIES, "string", "goal", "period"):
            return False
        beside = (above.cells[n] for n in (at - 1, at + 1) if 0 <= n < len(above.cells))
        wide = wide or any(other.text == head.text for other in beside)
        if len(cell.text) > _MAX_MEMBER:
            return False
    return wide


_FAMILIES: tuple[Kind, ...] = ("target", "actual", "scoring_rule", "reason")
"""Heads whose sub-heads may be any words: counties, bands of scores, kinds of reasons."""
_MAX_MEMBER = 20


def _is_heading(row: Row, layout: Layout) -> bool:
    """Whether a row above strings is their heading in unknown words: 绩效指标 above one column of strings."""
    at = layout.at("string")
    cell = row.own[at] if at is not None and at < len(row.cells) else ""
    if not 0 < len(cell.strip()) <= MAX_HEADER_TEXT or is_string(cell) or is_notice(cell):
        return False
    return not any(is_amount(text) for text in row.own)


def _is_note(row: Row) -> bool:
    """A row of one text that reaches over all columns, or a remark below the table."""
    filled = [text for text in row.own if text.strip()]
    if len(filled) != 1:
        return False
    whole = len(row.cells) > 1 and all(text == filled[0] for text in row.texts)
    return whole or _NOTE.match(filled[0]) is not None


_NOTE = lazy(r"\s*(?:备\s*注|注|说\s*明|填表说明|填报说明|制表|审核|经办)\s*\d?\s*[：:、]")


def _after(text: str, head: str) -> str:
    """``text`` without the letters of ``head`` at its beginning, ignoring blanks between them."""
    count = 0
    for at, char in enumerate(text):
        if count == len(head):
            return text[at:].lstrip("\n")
        if not char.isspace():
            count += 1
    return ""


_TITLE = lazy(r"绩效.{0,24}表(?![示明现彰达述率决扬])")
_DEPARTMENT = lazy(
    r"(?:^|[\s（(])(?:预算)?(?:部门(?:\s*[（(]单位[）)])?|单位|填报单位|填报部门|申报单位|编报单位|编制单位|编制部门|预算单位)\s*(?:名称|全称)?\s*"
    r"(?:[（(]\s*(?:盖章|公章|签章)\s*[）)])?\s*(?P<colon>[：:])?\s*(?P<name>[^\s：:].*)$"
)
_NAMED = lazy(r"(?:部门(?:\s*[（(]单位[）)])?|单位)\s*名称")
_DEPARTMENT_END = lazy(
    r"\s+(?:金额)?单位\s*[：:]|\s+下属|\s+填[报表]|\s+日期|\s+时间|\s+年度|\s+编[制报]|\s+金额|\s{3,}|\t|[（(]?单位\s*[：:]\s*[万千亿]?元"
)
_MONEY_WORDS = ("万元", "元", "千元", "亿元", "：", "人民币")


def title_in(text: str) -> str:
    """The title of a table (项目支出绩效目标表 …) if the line is one, else ``""``."""
    line = clean(text).text.lstrip("#").strip()
    return line if len(line) <= 80 and _TITLE.search(line) and "；" not in line and "。" not in line else ""


def department_in(text: str) -> str:
    """The department a line names (``部门名称：…  单位：万元``), ``""`` where it names none."""
    if len(text) > 300:
        return ""
    found = _DEPARTMENT.search(text.replace("\u00a0", " ").replace("\u3000", " ").strip())
    if found is None or (found["colon"] is None and _NAMED.match(found[0].strip()) is None):
        return ""
    name = _DEPARTMENT_END.split(found["name"], maxsplit=1)[0]
    name = clean(name).text
    return "" if not name or name.startswith(_MONEY_WORDS) or is_amount(name) or len(name) > 80 else name
