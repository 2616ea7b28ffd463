"""Text without cells -> forms and grids: where the tables are, what stands around them, which rows are doubtful."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..table.columns import MONEY, Role, is_string, role_of
from ..table.forms import title_in
from ..table.money import is_amount, is_blank
from .flat_atoms import Atom, atoms_of
from .flat_cells import type_of
from .flat_header import Column, FlatHeader, headers_in
from .flat_rows import FlatRow, Reading, read_rows
from .grid import Block, Cell, Grid, Line, Place, Row, row_of

_LABELS: frozenset[Role] = frozenset({"project", "unit", "goal", *MONEY})
_MAX_GOAL = 200

_END = re.compile(
    r"(?:备\s*注|注|说明|填表说明|填报说明|其他说明|其他需要?说明的?(?:问题|事项|情况)?)[：:].*"
    r"|(?:制表人?|审核人?|填表人|填报人|经办人|联系人|联系电话|单位负责人|项目负责人|财务负责人|填[表报]日期|填报单位)(?:[（(]?签[字章]?[）)]?)?[：:].*"
    r"|(?:财政|主管|业务)(?:部门|科室|股室).{0,4}(?:审核)?意见.*|(?:评价|自评)(?:结论|结果|等级)[：:]?.*|存在(?:的)?(?:主要)?问题[：:]?.*|(?:下一步)?改进措施[：:]?.*"
)
_SUM = re.compile(r"(?:合\s*计|总\s*分|总\s*计|小\s*计|总\s*得\s*分)(?:[（(].{0,8}[）)])?[：:]?\d*(?:\.\d+)?")


def table_blocks(lines: Sequence[tuple[str, Place]]) -> list[Block] | None:
    """The blocks of a text with indicator tables whose cells have to be found; ``None`` where it has none.

    A text whose rows have as many tabs as its header is a grid already, and not for this module.
    """
    if not any(word in text for text, _ in lines for word in _SIGNS) or sum(is_string(text) for text, _ in lines) > 1:
        return None
    atoms = atoms_of(lines)
    headers = headers_in(atoms)
    if not headers or _is_grid(lines, [atoms[header.start].place for header in headers]):
        return None
    blocks: list[Block] = []
    above = 0
    number = 0
    while number < len(headers):
        header = headers[number]
        blocks += _form(atoms[above : header.start])
        following = headers[number + 1].start if number + 1 < len(headers) else len(atoms)
        end = _end(atoms, header, following)
        body = list(atoms[header.end : end])
        number += 1
        while end == following and number < len(headers) and headers[number].columns == header.columns:
            # A header that a page repeats.
            following = headers[number + 1].start if number + 1 < len(headers) else len(atoms)
            end = _end(atoms, headers[number], following)
            body += atoms[headers[number].end : end]
            number += 1
        blocks += _table(atoms, header, body)
        above = end
    return [*blocks, *_form(atoms[above:])]


def _end(atoms: Sequence[Atom], header: FlatHeader, following: int) -> int:
    """Where a table ends: at its sum, at a remark below it, or where another form begins."""
    in_columns = any(column.kind == "project" for column in header.columns)
    for at in range(header.end + 1, following):
        atom = atoms[at]
        if atom.gap in ("glue", "space") and atoms[at - 1].place == atom.place and atom.gap == "glue":
            continue
        text = atom.text
        if _END.fullmatch(text) or (not in_columns and _SUM.fullmatch(text)):
            return at
        if not in_columns and (role_of(text) == "project" or (title_in(text) and atom.gap not in ("space", "bar"))):
            return following if _only_page_top(atoms[at:following], following < len(atoms)) else at
    return following


def _only_page_top(atoms: Sequence[Atom], header_follows: bool) -> bool:
    return header_follows and len(atoms) < 6 and not any(role_of(atom.text) == "project" for atom in atoms)


def _form(atoms: Sequence[Atom]) -> list[Block]:
    """What stands outside the tables: lines, and each label with its value as a form's row."""
    blocks: list[Block] = []
    line: list[Atom] = []
    for atom in atoms:
        if line and line[-1].place != atom.place:
            blocks.append(_line(line))
            line = []
        line.append(atom)
    if line:
        blocks.append(_line(line))
    at = 0
    while at < len(atoms):
        label, end = _label(atoms, at)
        if label is None:
            at += 1
            continue
        stop = _value_end(atoms, end, label)
        if stop > end:
            name = "".join(atom.text for atom in atoms[at:end])
            blocks.append(Grid((row_of((name, _text(atoms[end:stop])), atoms[at].place),)))
        at = max(stop, end)
    return blocks


def _line(atoms: Sequence[Atom]) -> Line:
    return Line(" ".join(atom.text for atom in atoms) if len(atoms) > 1 else atoms[0].text, atoms[0].place)


def _label(atoms: Sequence[Atom], at: int) -> tuple[Role | None, int]:
    """The form's label that begins with an atom; it may be broken over lines."""
    text = ""
    for end in range(at + 1, min(at + 4, len(atoms)) + 1):
        if end - 1 > at and atoms[end - 1].gap in ("bar", "bar line", "paragraph"):
            break
        text += atoms[end - 1].text
        role = role_of(text)
        if role in _LABELS:
            return role, end
    return None, at + 1


def _value_end(atoms: Sequence[Atom], at: int, role: Role) -> int:
    """Where the value of a form's label ends."""
    if at >= len(atoms) or _label(atoms, at)[0] is not None:
        return at
    if role in MONEY:
        text = atoms[at].text
        return at + 1 if is_amount(text) and not is_blank(text) else at
    if is_amount(atoms[at].text):
        return at
    end = at + 1
    limit = _MAX_GOAL if role == "goal" else 8
    while end < min(len(atoms), at + limit):
        atom = atoms[end]
        if (
            atom.gap in ("bar", "bar line", "paragraph")
            or _label(atoms, end)[0] is not None
            or type_of(atom.text) == "header"
        ):
            break
        if role != "goal" and atom.gap != "glue" and (atom.gap != "space" or atoms[at].place != atom.place):
            break
        end += 1
    return end


def _table(atoms: Sequence[Atom], header: FlatHeader, body: Sequence[Atom]) -> list[Block]:
    """The grid of one table, and what its text holds beside it."""
    base = _with_levels(header.columns)
    extra = Column("", "extra")
    reading = read_rows(body, [base, (*base, extra)])
    place = atoms[header.start].place
    used = {cell.column for row in reading.rows for cell in row.cells}
    shown = [
        at for at, column in enumerate(reading.columns) if at in used or (column.word and column in header.columns)
    ]
    rows = [_row(body, row, reading, shown) for row in reading.rows if row.cells]
    shift = len(base) - len(header.columns)
    return [Grid((*_head(header, reading.columns, shown, shift, place), *rows))]


def _with_levels(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with those of the levels, which may stand between the rows where the header has none for them."""
    kinds = {column.kind for column in columns}
    added = []
    if "level1" not in kinds:
        added.append(Column("一级指标", "level1"))
    if "level2" not in kinds:
        added.append(Column("二级指标", "level2"))
    if not added:
        return tuple(columns)
    if "level1" in kinds:
        at = next(at for at, column in enumerate(columns) if column.kind == "level1") + 1
    else:
        at = next(at for at, column in enumerate(columns) if column.kind in ("level2", "name"))
    return (*columns[:at], *added, *columns[at:])


def _head(header: FlatHeader, columns: Sequence[Column], shown: Sequence[int], shift: int, place: Place) -> list[Row]:
    words = [columns[at].word for at in shown]
    rows = [row_of(words, place)]
    if header.heads:
        starts = {first + shift: word for word, first in header.heads}
        cells: list[Cell] = []
        word = ""
        for at in shown:
            fresh = at in starts
            word = starts.get(at, word)
            cells.append(Cell(word, covered=bool(word) and not fresh))
        rows.insert(0, Row(tuple(cells), place))
    return rows


def _row(body: Sequence[Atom], row: FlatRow, reading: Reading, shown: Sequence[int]) -> Row:
    texts = {cell.column: _text(body[cell.start : cell.end]) for cell in row.cells}
    return row_of([texts.get(at, "") for at in shown], body[row.cells[0].start].place, doubt=_doubt(body, row, reading))


def _text(atoms: Sequence[Atom]) -> str:
    parts: list[str] = []
    for number, atom in enumerate(atoms):
        if number and atom.gap != "glue":
            parts.append(" " if atom.gap in ("space", "wide") else "\n")
        parts.append(atom.text)
    return "".join(parts)


def _doubt(body: Sequence[Atom], row: FlatRow, reading: Reading) -> str:
    if row.left_over:
        return "left-over"
    for cell in row.cells:
        kind = reading.columns[cell.column].kind
        if kind == "target" and body[cell.start].gap == "glue":
            text = _text(body[cell.start : cell.end])
            if type_of(text) == "number" and len(text) > 3:
                return "glued"
    return ""


_SIGNS = ("指标", "目标", "标准值")
_CELLS = re.compile(r"[\t|]")


def _is_grid(lines: Sequence[tuple[str, Place]], headers: Sequence[Place]) -> bool:
    """Whether most rows below a header on a line of its own have as many cells as the header."""
    rows = [(len(_CELLS.split(text.strip(" \r\n"))), place) for text, place in lines if text.strip()]
    for header in headers:
        width = next((count for count, place in rows if place == header), 0)
        below = [
            count for count, place in rows if (place.page or 0, place.line or 0) > (header.page or 0, header.line or 0)
        ]
        if width < 3 or not below or 10 * sum(count == width for count in below) < 7 * len(below):
            return False
    return True
