"""CSV files of any size in pieces that read like the whole: cut only where no row depends on one beyond the cut.

One table under one header, which may be repeated. Each piece begins with the rows up to that header. What a row means
may depend on others (a unit's row on the rows it adds up, an empty cell on the one above it), so that a cut is made
only where the row below needs nothing from above, and none above waits for what is below.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import attrs

from ..documents import limits
from ..documents.layout.grid import Grid, Row
from ..documents.readers.result import Reported
from ..documents.readers.separated import MAX_FIELD, csv_delimiter, csv_rows
from ..documents.table.assemble import guessed_unit, is_organisation, named_unit, same_project, unit_like
from ..documents.table.columns import MONEY, Layout
from ..documents.table.dense import starts_string
from ..documents.table.forms import Scanner, header_at
from ..documents.table.records import Record, is_sum_name
from ..errors import UserError
from ..model.nodes import Diagnostic
from . import large_files as stream

_HEAD_ROWS = 100
_HEADER_ROWS = 3
_MOST = 8  # times the size of a piece, without a place to cut


@attrs.frozen
class CsvPiece:
    """Rows of a table, those up to its header first; ``line`` is that of the first of its own, from 1.

    ``money_unit`` is the assumed unit of the whole table's amounts, if it states none. ``notes`` are the diagnostics
    of its lines, ``encoding`` is that of the file.
    """

    rows: tuple[Row, ...]
    line: int
    money_unit: str = ""
    notes: tuple[Diagnostic, ...] = ()
    encoding: str = ""


def csv_pieces(path: Path, file: str, *, size: int | None = None) -> Iterator[CsvPiece] | None:
    """The pieces of a CSV file; ``None`` for one that has to be read whole.

    Raises ``UserError`` for a file that cannot be cut and is too large to be read whole. The file is scanned once to
    know this before hours of work, and to know the unit of all its amounts.
    """
    size = stream.PIECE if size is None else size
    try:
        table = _begin(path, file)
        unit = guessed_unit(text for part in _cut(table, size) for text in part.amounts)
    except _Uncut:
        if path.stat().st_size <= limits.MAX_FILE:
            return None
        raise
    return _pieces(path, file, size, "" if table.scanner.found.money_unit else unit)


class _Uncut(UserError):
    """A file that cannot be cut."""


def _uncut(file: str, line: int, why: str, why_zh: str) -> _Uncut:
    return _Uncut(
        f"{file}:{line}: {why}; a CSV file this large has to be one table under one header: split it",
        f"{file}:{line}：{why_zh}；这么大的 CSV 文件只能是同一表头下的一张表，请拆分后再读",
    )


def _pieces(path: Path, file: str, size: int, unit: str) -> Iterator[CsvPiece]:
    table = _begin(path, file)
    encoding = stream.encoding_of_file(path, file)
    for part in _cut(table, size):
        rows, line = (*table.head, *part.rows), part.rows[0].place.line or 1
        yield CsvPiece(rows, line, unit, table.reported.take(), encoding)


@attrs.frozen
class _Table:
    """A file whose header has been read: the rows of the header, their meaning, and the rows that follow."""

    file: str
    head: Sequence[Row]
    header: Sequence[Row]
    layout: Layout
    scanner: Scanner
    rest: Iterator[Row]
    reported: Reported
    """The diagnostics of the lines read so far."""


def _begin(path: Path, file: str) -> _Table:
    blocks = stream.text_of(path, file)
    first = next(blocks, "")
    reported = Reported()
    rows = csv_rows(_lines(chain([first], blocks), file), csv_delimiter(first), reported)
    window = list(islice(rows, _HEAD_ROWS))
    for at in range(len(window)):
        count, layout = header_at(window, at)
        if layout is not None:
            break
    else:
        raise _uncut(file, 1, "no header is known in the first rows", "开头没有可识别的表头")
    if not layout.has("project"):
        raise _uncut(file, 1, "no column names the project of each row", "没有项目名称列")
    head, rest = window[: at + count], window[at + count :]
    scanner = Scanner()
    scanner.grid(Grid(tuple(head)))
    return _Table(file, head, head[at:], layout, scanner, chain(rest, rows), reported)


def _lines(blocks: Iterable[str], file: str) -> Iterator[str]:
    """The lines of a text with their ends, in the form that ``csv`` expects."""
    rest = ""
    count = 0
    for block in blocks:
        lines = list(io.StringIO(rest + block, newline=""))
        # The last may continue, or end with half of a line end.
        rest = lines.pop() if lines else ""
        for line in (*lines, rest):
            count += 1
            if len(line) > MAX_FIELD:
                raise _uncut(
                    file, count, f"a line of more than {MAX_FIELD} characters", f"有超过 {MAX_FIELD} 个字符的行"
                )
        count -= 1  # the last is counted when it is complete
        yield from lines
    if rest:
        yield rest


@attrs.define
class _Part:
    """Rows that belong together, and their amounts, which indicate the money unit."""

    rows: list[Row] = attrs.field(factory=list)
    amounts: list[str] = attrs.field(factory=list)
    length: int = 0


def _cut(table: _Table, size: int) -> Iterator[_Part]:
    """The rows below the header, in parts of ``size`` characters or up to the next possible cut."""
    part = _Part()
    joints = _Joints(table.layout)
    if table.scanner.table is not None:
        fields = table.scanner.table.fields
        part.amounts += [fields.total, fields.fiscal]
    steps = _steps(table)
    following = next(steps, None)
    while following is not None:
        (rows, record), following = following, next(steps, None)
        if part.length >= size and record is not None and joints.between(record, following and following[1]):
            yield part
            part = _Part()
        elif part.length >= _MOST * size:
            raise _uncut(table.file, rows[0].place.line or 1, "no place for a cut for long", "长段内容无法分段")
        part.rows += rows
        part.length += sum(len(text) for row in rows for text in row.texts)
        if record is None:
            continue
        joints.took(record)
        part.amounts += [record.total, record.fiscal]
    if part.rows:
        yield part


def _steps(table: _Table) -> Iterator[tuple[Sequence[Row], Record | None]]:
    """Each row below the header with its record, if it is one; a repeated header all at once.

    ``edge`` of a record says that it is below a repeated header: it may be the rest of a row above.
    """
    scanner, rows = table.scanner, table.rest
    found = scanner.table
    assert found is not None
    header = [row.texts for row in table.header]
    said = _said(scanner)
    stated = (scanner.department, scanner.money_unit, attrs.evolve(scanner.fields))
    window = list(islice(rows, _HEADER_ROWS))
    edge = False
    while window:
        count, layout = header_at(window, 0)
        line = window[0].place.line or 1
        if layout is not None:
            taken, window = window[:count], window[count:]
            if [row.texts for row in taken] != header or stated != (
                scanner.department,
                scanner.money_unit,
                scanner.fields,
            ):
                raise _uncut(table.file, line, "another table begins", "另一张表开始")
            edge = True
            yield taken, None
        else:
            row = window.pop(0)
            scanner.row(attrs.evolve(row, edge=True) if edge else row)
            edge = False
            if _said(scanner) != said:
                raise _uncut(table.file, line, "a remark says more about the table", "此处的说明涉及整张表")
            yield (row,), found.records.pop() if found.records else None
        window += islice(rows, _HEADER_ROWS - len(window))


def _said(scanner: Scanner) -> tuple[str, ...]:
    return scanner.found.title, scanner.found.department, scanner.found.money_unit


@attrs.define
class _Joints:
    """Follows the records of a table and knows where a cut changes nothing; if uncertain, there is no cut."""

    layout: Layout
    above: Record | None = None
    named: bool = False
    """Units have had names in their column: an empty cell means the one above."""
    under: bool = False
    """A row may have been a unit's, to which the rows below belong."""
    waiting: bool = False
    """A row above may be a unit's or a project's; whether the rows below add up to it decides."""
    adding: bool = False
    """Rows that could be added up have followed."""

    def between(self, below: Record, following: Record | None) -> bool:
        """Whether the table can be cut between the last record and ``below``, which precedes ``following``."""
        above = self.above
        if above is None or above.edge or below.edge or below.empty:
            return False
        if is_sum_name(below.project) or is_sum_name(below.unit) or not below.project.strip():
            return False
        if self.layout.kind == "columns":
            if unit_like(below) and below.has_money and not below.has_indicator:
                return not self.named
            return not same_project(above, below) and self._has_unit(below)
        if not above.has_text or not self._begins(above, below):
            return False
        if below.has_text:
            return self._has_unit(below) and not self.waiting
        if following is None or following.edge or not self._begins(below, following):
            return False  # the two may be one row
        return self._is_unit(below) and (not self.named or named_unit(below.unit))

    def _begins(self, above: Record, below: Record) -> bool:
        """Whether ``below`` does not continue the row above."""
        keyed = below.has_money or not self.layout.has(*MONEY)
        return starts_string(below.string) or (keyed and bool(above.project.strip()))

    def _has_unit(self, record: Record) -> bool:
        return named_unit(record.unit) or not (self.named or self.under)

    def _is_unit(self, record: Record) -> bool:
        """Whether a row without text belongs to a unit, regardless of its neighbours."""
        return record.has_money and is_organisation(record) and not record.indented

    def took(self, record: Record) -> None:
        """Move past a record."""
        if record.empty:
            return
        above, self.above = self.above, record
        self.named = self.named or bool(record.unit.strip())
        if self.layout.kind == "columns":
            self.under = self.under or (record.has_money and not record.has_indicator and unit_like(record))
        elif is_sum_name(record.project):
            self.waiting = self.adding = False
        elif record.has_text:
            rest = not record.has_money or not record.project.strip()
            if rest and above is not None and not above.has_text:
                self.waiting = True  # the two may be one row, and what was open above stays open
            self.adding = True
        else:
            self._took_bare(record)

    def _took_bare(self, record: Record) -> None:
        if self.adding:
            self.waiting = self.adding = False
        project = record.indented and not is_organisation(record)
        self.under = self.under or not project
        self.waiting = self.waiting or not (project or self._is_unit(record))
