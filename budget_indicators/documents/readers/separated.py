"""CSV: rows of cells with a mark between them, quotes that may be missing, and texts that Excel was made to keep."""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence

import attrs

from ...catalogue.readers import DATE_SERIAL, ERROR_VALUE, ROW_BROKEN, ROW_TOO_LONG, UNCLOSED_QUOTE
from ...errors import UserError
from ...patterns import lazy
from ..layout.grid import Grid, Place, Row, row_of
from ..model import Where
from ..table.columns import is_string
from ..table.dense import starts_string
from ..table.money import is_amount
from ..table.roles import meaning
from .date_serials import DateColumns, date_serial
from .result import Read, Reported, Spot, line_spot
from .sheet import is_error
from .symbols import unescaped

MAX_FIELD = 16 * 1024 * 1024
"""Characters of a line of a CSV file."""
_MAX_LINES = 500  # of one quoted cell
_MARKS = (",", "\t", ";", "|", "，")
_HEAD = 40  # lines that tell the mark
_MAX_HEADER, _MAX_HEADER_CELLS = 2_000, 60
_PAIRS = frozenset({"“”", "‘’", "''", "＂＂", "「」", "``", "„“", "””", "«»", "‹›", "<>", "[]", "【】", "{}"})
_GROUP_BEFORE, _GROUP_BEHIND = re.compile(r"(?<!\d)\d{1,3}$"), re.compile(r"\d{3}(?!\d)")
_LONE = lazy(r"(?<!\n)\r(?!\n)")
_STATED = lazy(r"sep=(.)\r?\n?", re.IGNORECASE)
_AS_TEXT = lazy(r'=\s*"((?:[^"]|"")*)"\s*')
_NOTHING = frozenset(
    {"\\N", "NULL", "null", "Null", "(null)", "(NULL)", "nan", "NaN", "NaT", "None", "<NA>", "undefined"}
)
"""What databases and programs write for a cell that is empty."""


def csv_read(text: str) -> Read:
    """The rows of a CSV file as one grid, and a finding for each quotation mark that is never closed."""
    reported = Reported()
    if 0 < len(_LONE.findall(text)) < text.count("\n") / 2:
        text = _LONE.sub("\v", text)  # a line break in a cell
    rows = tuple(csv_rows(io.StringIO(text, newline=""), csv_delimiter(text), reported))
    return Read((Grid(rows),) if rows else (), reported.all())


def csv_rows(lines: Iterable[str], delimiter: str, reported: Reported | None = None) -> Iterator[Row]:
    """The rows of a CSV file that are not blank, from its lines (with their ends).

    Raises ``UserError`` for a line of more than ``MAX_FIELD`` characters.
    """
    reported = Reported() if reported is None else reported
    rows = _Rows(delimiter, reported)
    for record in _records(lines, delimiter):
        if record.unclosed:
            reported.add(UNCLOSED_QUOTE, line_spot(record.first))
        if any(cell.strip() for cell in record.cells) and not (
            record.first == 1 and len(record.cells) == 1 and _STATED.fullmatch(record.cells[0])
        ):
            yield from rows.take(record)
    yield from rows.rest()


def cell_text(cell: str) -> str:
    """A cell as it was before a program wrote it: ``NULL`` is no text, ``_x000D_`` a character, ``="95%"`` is 95%.

    >>> cell_text('="95%"'), cell_text("'95%"), cell_text("NULL"), cell_text("条数_x000A_")
    ('95%', '95%', '', '条数\\n')
    """
    if cell.strip() in _NOTHING:
        return ""
    if "_x" in cell:
        cell = unescaped(cell)
    if cell.startswith("'") and len(cell) > 1 and "'" not in cell[1:]:
        return cell[1:]
    found = _AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return found[1].replace('""', '"') if found else cell


def _fitted(cells: list[str], width: int, delimiter: str) -> list[str]:
    """A row longer than the header, put together: a string of indicators, or groups of digits (``≥1,200次``)."""
    string = next((at for at, cell in enumerate(cells[:width]) if starts_string(cell)), None)
    if string is not None and len(cells) > width:
        end = len(cells) - width + string + 1
        return [*cells[:string], delimiter.join(cells[string:end]), *cells[end:]]
    while len(cells) > width and delimiter in ",，":
        at = next(
            (
                at
                for at in range(len(cells) - 1)
                if _GROUP_BEFORE.search(cells[at]) is not None and _GROUP_BEHIND.match(cells[at + 1]) is not None
            ),
            None,
        )
        if at is None:
            break
        cells[at : at + 2] = [f"{cells[at]}{delimiter}{cells[at + 1]}"]
    return cells


def _is_header(cells: Sequence[str]) -> bool:
    return len(cells) > 2 and sum(meaning(cell) is not None for cell in cells[:_MAX_HEADER_CELLS]) > 1


def _width(cells: Sequence[str]) -> int:
    """How many cells a row has, empty ones at its end left out."""
    return max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)


@attrs.frozen
class _Record:
    cells: list[str]
    first: int
    last: int
    unclosed: bool = False


@attrs.define
class _Rows:
    """Builds rows from records; the last record is held back because the next line may continue it."""

    delimiter: str
    reported: Reported
    count: int = 0
    width: int = 0
    """Of the header."""
    otherwise: bool | None = None
    """Whether the file has other quotation marks than CSV's, as its first row of cells has."""
    ragged: bool = False
    """Whether rows shorter than the header are usual."""
    held: _Record | None = None
    dates: DateColumns = attrs.field(factory=DateColumns)

    def take(self, record: _Record) -> Iterator[Row]:
        """The row before this one, if this one does not continue it."""
        cells = [cell_text(cell) for cell in record.cells]
        if self.otherwise is None and len(cells) > 2:
            self.otherwise = _quoted_otherwise(cells)
        if self.otherwise:
            cells = [_without_quotes(cell.strip()) for cell in cells]
        above = self.held
        if above is not None and (whole := self._continued(above.cells, cells)) is not None:
            self.reported.add(ROW_BROKEN, line_spot(record.first))
            self.held = attrs.evolve(above, cells=whole, last=record.last)
            return
        yield from self.rest()
        self.held = attrs.evolve(record, cells=cells)

    def rest(self) -> Iterator[Row]:
        """The row that was held back."""
        record, self.held = self.held, None
        if record is None:
            return
        self.count += 1
        cells = record.cells
        if not self.width and self.count <= _HEAD and _is_header(cells):
            self.width = len(cells)
        elif self.width and _width(cells) > self.width:
            before = _width(cells)
            cells = _fitted(cells[:before], self.width, self.delimiter)
            self.reported.add(ROW_TOO_LONG, line_spot(record.first), count=str(before), width=str(self.width))
        elif self.width and len(cells) < self.width:
            self.ragged = True
        for at, cell in enumerate(cells):
            if cell[:1] == "#" and is_error(cell):
                cells[at] = ""
                self.reported.add(ERROR_VALUE, self._spot(record, at), cell.strip())
        serials = {at: serial for at, cell in enumerate(cells) if (serial := date_serial(cell)) is not None}
        for at, date in self.dates.lost(cells, serials):
            self.reported.add(DATE_SERIAL, self._spot(record, at), cells[at].strip(), date=date.isoformat())
        indented = bool(cells[0].strip()) and cells[0][0] in " \u3000"
        yield row_of(cells, Place(row=self.count, line=record.last), indented=indented)

    def _spot(self, record: _Record, at: int) -> Spot:
        line, column = record.last, at + 1
        where = Where(row=self.count, column=column, line=line)
        return Spot(f"line {line}, column {column}", f"第{line}行第{column}列", where)

    def _continued(self, above: Sequence[str], below: Sequence[str]) -> list[str] | None:
        """The row that a line break in a cell cut in two, else ``None``."""
        if not self.width or not above[-1].strip() or not below[0].strip():
            return None
        whole = [*above[:-1], f"{above[-1]}\n{below[0]}", *below[1:]]
        if len(below) == 1 and is_string(above[-1]):
            ended = above[-1].rstrip().endswith(("。", "；", ";"))
            rest = not ended and below[0].rstrip().endswith(("。", "；", ";"))
            return whole if rest or is_string(below[0]) else None
        if self.ragged or not 1 < len(above) < self.width or len(whole) != self.width:
            return None
        numbers = is_amount(above[-1]) or (len(below) > 1 and is_amount(below[1]))
        return None if numbers or is_string(below[0]) or meaning(above[-1]) is not None else whole


def _records(lines: Iterable[str], delimiter: str) -> Iterator[_Record]:
    source = iter(lines)
    waiting: deque[str] = deque()  # lines that were looked at in vain for the end of a quoted cell
    number = 0
    while (line := waiting.popleft() if waiting else next(source, None)) is not None:
        number += 1
        if len(line) > MAX_FIELD:
            raise UserError(
                f"line {number}: a line of more than {MAX_FIELD} characters",
                f"第 {number} 行：一行超过 {MAX_FIELD} 个字符",
            )
        if '"' not in line:
            yield _Record(line.rstrip("\r\n").split(delimiter), number, number)
            continue
        first = number
        record = _Quoted(line, delimiter)
        while not record.step():
            more = waiting.popleft() if waiting else next(source, None)
            if more is None or not record.take(more):
                if more is not None:
                    waiting.appendleft(more)
                waiting.extendleft(reversed(record.give_back()))
                record.give_up()
        number += record.taken
        yield _Record(record.cells, first, number, record.unclosed)


@attrs.define
class _Quoted:
    """A line with quotes, and the lines that continue a quoted cell in it."""

    text: str
    delimiter: str
    cells: list[str] = attrs.field(factory=list)
    at: int = 0
    more: list[str] = attrs.field(factory=list)
    taken: int = 0
    unclosed: bool = False
    literal: int = -1  # where a quote stands that is a character

    def step(self) -> bool:
        """Read on; whether the record is complete (else it needs another line, or its quote is no quote)."""
        end = len(self.text.rstrip("\r\n"))
        while True:
            start = self._first()
            if self.text.startswith('"', start) and start != self.literal:
                close = self._close(start + 1)
                if close < 0:
                    return False
                self.cells.append(self.text[start + 1 : close].replace('""', '"').replace('\\"', '"'))
                self.taken += len(self.more)
                self.more.clear()
                self.at = close + 1
                end = len(self.text.rstrip("\r\n"))
                after = self.text.find(self.delimiter, self.at, end)
                if after < 0:
                    return True
                self.at = after + 1
            else:
                after = self.text.find(self.delimiter, self.at, end)
                cell = self.text[self.at : after if after >= 0 else end]
                self.cells.append(cell.replace('"', "") if start == self.literal and cell.count('"') == 1 else cell)
                if after < 0:
                    return True
                self.at = after + 1

    def _close(self, start: int) -> int:
        """Where the quoted cell ends: a quote before a mark or the end of a line, and not a doubled one."""
        at = self.text.find('"', start)
        while at >= 0:
            following = self.text[at + 1 : at + 2]
            if following == '"':
                at = self.text.find('"', at + 2)
                continue
            if following in ("", self.delimiter, "\r", "\n"):
                return at
            at = self.text.find('"', at + 1)
        return -1

    def take(self, line: str) -> bool:
        """Whether ``line`` may continue the cell: not if it clearly begins a quoted cell of its own."""
        if len(self.more) >= _MAX_LINES or len(self.text) + len(line) > MAX_FIELD or self._opens(line):
            return False
        self.text += line
        self.more.append(line)
        return True

    def _opens(self, line: str) -> bool:
        at = line.find('"')
        if at < 0 or line[at + 1 : at + 2] in ('"', "", self.delimiter, "\r", "\n"):
            return False
        before = line[:at].rstrip(" ")
        return not before or before[-1] == self.delimiter

    def give_back(self) -> list[str]:
        """The lines that were taken in vain."""
        given, self.more = self.more, []
        if given:
            self.text = self.text[: len(self.text) - sum(map(len, given))]
        return given

    def give_up(self) -> None:
        """The quote is never closed: it encloses nothing."""
        self.unclosed = True
        self.literal = self._first()

    def _first(self) -> int:
        """The position of the cell's first non-blank character."""
        at = self.at
        while self.text.startswith(" ", at):
            at += 1
        return at


def csv_delimiter(text: str) -> str:
    """The separator of the cells, inferred from the beginning of a text: the mark that most lines have equally often.

    >>> csv_delimiter("项目名称;总计;绩效指标\\n培训;1,50;1、1-产出指标\\n"), csv_delimiter("sep=|\\na|b")
    (';', '|')
    """
    stated = _STATED.match(text)
    if stated is not None and not stated[1].isalnum():
        return stated[1]
    lines = [line for line in re.split(r"\r\n?|\n", text[:40_000], maxsplit=_HEAD)[:_HEAD] if line.strip()]
    best, score = ",", (0, 0)
    for mark in _MARKS:
        widths = Counter(count for line in lines if (count := _outside_quotes(line).count(mark)))
        if widths:
            width, often = max(widths.items(), key=lambda item: (item[1], item[0]))
            if (often, width) > score:
                best, score = mark, (often, width)
    if any(_header_words(line, best) > 1 for line in lines):
        return best
    unusual = {char: None for line in lines for char in line if not (char.isalnum() or char.isspace() or char == '"')}
    found, mark = max(((max(_header_words(line, each) for line in lines), each) for each in unusual), default=(0, best))
    return mark if found > 2 else best


def _header_words(line: str, mark: str) -> int:
    """The number of header words among the cells of a line."""
    cells = line.split(mark) if len(line) <= _MAX_HEADER else []
    return sum(meaning(_without_quotes(cell.strip())) is not None for cell in cells[:_MAX_HEADER_CELLS])


def _without_quotes(cell: str) -> str:
    """The text in a pair of quotation marks that are no CSV's: “…”, ‘…’, '…' …"""
    pair = cell[:1] + cell[-1:]
    return cell[1:-1] if len(cell) > 1 and pair in _PAIRS else cell


def _quoted_otherwise(cells: Sequence[str]) -> bool:
    """Whether every cell of a header is in quotation marks that are not those of CSV."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 2 and all(_without_quotes(cell) != cell for cell in filled)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2]) if '"' in line else line
