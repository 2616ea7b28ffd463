"""Build forms and grids from text without cells: find the tables, what surrounds them, and the doubtful rows."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ...patterns import lazy
from ..table.columns import MONEY, Role, is_string, role_of
from ..table.forms import title_in
from ..table.money import is_amount, is_blank
from .flat_atoms import FORM_LABELS, LEVEL_WORD, Atom, atoms_of, glue_split, with_units
from .flat_cells import type_of
from .flat_columns import ColumnTable, column_tables, is_aligned
from .flat_header import FlatHeader, Kind, TextColumn, assumed_headers, headers_in, kind_of
from .flat_rows import FlatCell, FlatRow, TableReading, read_rows
from .flat_text import ENDS, PAGE_NUMBER, SUMS
from .grid import Block, Cell, Grid, Line, Place, Row, row_of

_MAX_GOAL = 200


def table_blocks(lines: Sequence[tuple[str, Place]]) -> list[Block] | None:
    """The blocks of a text with indicator tables whose cells have to be found; ``None`` where it has none.

    A text whose rows have as many tabs as its header is a grid already, and not for this module.
    """
    aligned = is_aligned(lines)
    if aligned and (tables := column_tables(lines)):
        return _aligned(lines, tables)
    if not any(word in text for text, _ in lines for word in _SIGNS) or sum(is_string(text) for text, _ in lines) > 1:
        return None
    atoms = glue_split(atoms_of([line for line in lines if not PAGE_NUMBER.fullmatch(line[0].strip())]))
    headers = headers_in(atoms)
    if not headers and (assumed := assumed_headers(atoms)):
        end = _end(atoms, FlatHeader(tuple(assumed[0]), 0, 0), len(atoms))
        reading = read_rows(atoms[:end], assumed)
        return [_grid(atoms[:end], reading, FlatHeader(reading.columns, 0, 0)), *_form(atoms[end:])]
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
        while (
            number < len(headers) and headers[number].columns == header.columns and _only_page_top(atoms[end:following])
        ):
            # A header that a page repeats.
            following = headers[number + 1].start if number + 1 < len(headers) else len(atoms)
            end = _end(atoms, headers[number], following)
            body += atoms[headers[number].end : end]
            number += 1
        grid = _table(header, body, atoms[above : header.start])
        blocks.append(_doubted(grid) if _is_torn_apart(atoms[end:following], header) else grid)
        above = end
    blocks += _form(atoms[above:])
    return [_doubted(block) for block in blocks] if aligned else blocks


def _is_torn_apart(below: Sequence[Atom], header: FlatHeader) -> bool:
    """Whether values and levels of a table are below the table: some programs draw wrapped cells last."""
    levels = sum(LEVEL_WORD.fullmatch(atom.text) is not None for atom in below[:_BELOW])
    values = sum(type_of(atom.text) == "value" for atom in below[:_BELOW])
    return levels + values >= _LEAST_BELOW


_BELOW = 200
_LEAST_BELOW = 3


def _doubted(block: Block) -> Block:
    """Doubt a table whose cells may be torn apart: in reading order they may belong to several rows."""
    if isinstance(block, Line) or len(block.rows) < _LEAST_ROWS:
        return block
    return Grid(tuple(attrs.evolve(row, doubt=row.doubt or "other-reading") for row in block.rows))


_LEAST_ROWS = 3


def _aligned(lines: Sequence[tuple[str, Place]], tables: Sequence[ColumnTable]) -> list[Block]:
    blocks: list[Block] = []
    above = 0
    for table in tables:
        blocks += _form(atoms_of(lines[above : table.start]))
        kept = [row for row in table.rows if not SUMS.fullmatch("".join("".join(row.texts).split()))]
        blocks.append(Grid((row_of(table.words, lines[table.start][1]), *kept)))
        above = table.end
    return [*blocks, *_form(atoms_of(lines[above:]))]


def _end(atoms: Sequence[Atom], header: FlatHeader, following: int) -> int:
    """The end of a table: its sum, a remark below it, or the beginning of another form."""
    in_columns = any(column.kind == "project" for column in header.columns)
    for at in range(header.end + 1, following):
        atom = atoms[at]
        if atom.gap == "glue" and not title_in(atom.text):
            continue
        text = atom.text
        if ENDS.fullmatch(text) or (not in_columns and SUMS.fullmatch(text)):
            return at
        if not in_columns and (role_of(text) == "project" or (title_in(text) and atom.gap not in ("space", "bar"))):
            return at
    return following


def _only_page_top(atoms: Sequence[Atom]) -> bool:
    """Whether there is only a title or the like between a table and its header repeated on the next page."""
    return len(atoms) < 8 and not any(role_of(atom.text) == "project" for atom in atoms)


def _form(atoms: Sequence[Atom]) -> list[Block]:
    """The text outside the tables: lines, and each label with its value as a row of a form."""
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
        if role in FORM_LABELS:
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


def _table(header: FlatHeader, body: Sequence[Atom], above: Sequence[Atom]) -> Grid:
    """The grid of one table, by its header and its body."""
    base = _with_levels(header.columns)
    if "unit" not in header.kinds:
        body = with_units(body)
    reading = read_rows(body, [base, (*base, TextColumn("", "extra"))])
    return _grid(body, reading, header, above)


def _grid(body: Sequence[Atom], reading: TableReading, header: FlatHeader, above: Sequence[Atom] = ()) -> Grid:
    used = {cell.column for row in reading.rows for cell in row.cells}
    columns = reading.columns
    shown = [at for at, column in enumerate(columns) if at in used or (column.word and column in header.columns)]
    kept = [row for row in reading.rows if row.cells]
    usual = _usual(reading)
    unclear = _unclear_year(body, reading, above) or _unnamed_blocks(header)
    targets = [cell for row in kept for cell in row.cells if columns[cell.column].kind == "target"]
    woven = [cell for cell in targets if _is_woven(body, cell)]
    woven += [cell for row in kept for cell in row.cells if _is_two_levels(body, cell, columns)]
    rows: list[Row] = []
    for row in kept:
        doubt = _doubt(body, row, reading, usual, last=row is kept[-1]) or ("which-year" if unclear else "")
        texts = {cell.column: _text(body[cell.start : cell.end]) for cell in row.cells}
        place = body[row.cells[0].start].place
        rows.append(row_of([texts.get(at, "") for at in shown], place, doubt=doubt))
    name = _place_of(columns, shown, "name")
    only_levels = {at for at, column in enumerate(columns) if column.kind in ("level1", "level2")}
    strange = sum(
        (row.doubt in _STRUCTURAL or not row.texts[name].strip())
        and not {cell.column for cell in found.cells} <= only_levels
        for row, found in zip(rows, kept, strict=True)
    )
    if (woven and woven != targets[-1:]) or 3 * strange > len(rows) > 2:
        # If so much does not fit, the rest may fit by chance.
        rows = [attrs.evolve(row, doubt=row.doubt or "other-reading") for row in rows]
    place = body[0].place if body else Place()
    shift = sum(column.kind in ("level1", "level2") for column in columns) - sum(
        column.kind in ("level1", "level2") for column in header.columns
    )
    return Grid((*_head(header, columns, shown, shift, place), *rows))


def _unnamed_blocks(header: FlatHeader) -> bool:
    """Whether the same word heads two columns of values, and nothing above them says what each is for."""
    words = [column.word for column in header.columns if column.kind == "target"]
    return not header.heads and len(words) != len(set(words))


def _is_woven(body: Sequence[Atom], cell: FlatCell) -> bool:
    """Whether a value continues below with other text than a unit: two columns were interleaved (100% / 理率)."""
    if cell.end - cell.start < 2 or type_of(body[cell.start].text) not in ("value", "number"):
        return False
    rest = [atom for atom in body[cell.start + 1 : cell.end] if atom.gap in _LINES]
    return any(type_of(atom.text) not in ("unit", "value", "number") for atom in rest)


def _is_two_cells(body: Sequence[Atom], cell: FlatCell, kind: Kind) -> bool:
    """Whether the parts of a cell, separated by a gap, look like two cells: 100% 100%, 定量 ≥800盏.

    Parts that make one value together (2023年 9月底前) are one cell.
    """
    parts = _parted(body, cell)
    if len(parts) < 2:
        return False
    types = [type_of(part) for part in parts]
    if kind == "name":
        lengths = [len(part) for part in parts]
        ragged = len(parts) > 2 and max(lengths[:-1]) < max(lengths) - 1  # a wrapped cell's last line is no longer
        return ragged or any(each in _OF_OTHER_COLUMNS for each in types)
    if types[0] == "scale" and types[1] == "quality":
        return True  # 优良中低差 优
    whole = type_of("".join(parts))
    if whole == "quality" and types[0] in ("value", "number"):
        return True  # ≥90% 是
    if whole in ("value", "number", "scale", "quality"):
        return types[0] == types[1] == "quality" and parts[0] == parts[1]
    return types[0] in ("operator", *_OF_VALUES) or (types[0] != "text" and any(each in _OF_VALUES for each in types))


def _is_torn(body: Sequence[Atom], cell: FlatCell, kind: Kind) -> bool:
    """Whether a cell begins or ends in the middle of something: 巡查次数每月, 底前, 数量指标培训次数."""
    text = "".join(_text(body[cell.start : cell.end]).split())
    if kind == "name":
        return _VALUE_BEGINS.search(text) is not None or (
            LEVEL_WORD.match(text) is not None and body[cell.start].gap != "glue"
        )
    return kind in _TEXTS and _VALUE_GOES_ON.match(text) is not None


_VALUE_BEGINS = lazy(r"(?:每[年月季周天日]|不[少低小]于|不[超高大][于过]|[≥≤＞＜><=＝])$")
_VALUE_GOES_ON = lazy(r"(?:年?底前?|[之以]前|及?以[上下内外]|左右)(?![\u4e00-\u9fff]{3})")


def _may_be_beside(body: Sequence[Atom], row: FlatRow, columns: Sequence[TextColumn], filled: set[int]) -> bool:
    """Whether a value may be the cell of a column beside it, which is empty (a weight, a basis), or lacks its unit."""
    kinds = [column.kind for column in columns]
    name = max((at for at, kind in enumerate(kinds) if kind == "name"), default=0)
    empty = {kinds[at] for at in range(len(kinds)) if at not in filled}
    signed = any(kinds[at] == "operator" for at in filled)
    texts = any(
        column.kind == "text" and at not in filled and _FILLED.search(column.word) for at, column in enumerate(columns)
    )
    for cell in row.cells:
        if kinds[cell.column] != "target" or cell.column < name:
            continue
        found = type_of(_text(body[cell.start : cell.end]))
        if found == "number" and ("unit" in empty or (not signed and empty & {"weight", "score"})):
            return True
        if found == "text" and texts and not signed:
            return True
    return False


_FILLED = lazy(r"解释|说明|依据|标准|公式|来源|方法")  # reasons and remarks are mostly empty


def _took_neighbour(body: Sequence[Atom], cell: FlatCell, kinds: Sequence[Kind], filled: set[int]) -> bool:
    """Whether a name whose parts a blank separates may hold the cell of a column of text beside it, which is empty."""
    beside = [at for at in (cell.column - 1, cell.column + 1) if 0 <= at < len(kinds) and kinds[at] in _TEXTS]
    blanks = any(atom.gap in ("space", "wide") for atom in body[cell.start + 1 : cell.end])
    return blanks and any(at not in filled for at in beside)


def _is_goal(column: TextColumn) -> bool:
    """目标名称 and 目标值 beside 评价指标 and 标准值 are a goal's, not an indicator's."""
    return column.word in ("绩效目标名称", "目标名称")


_OF_OTHER_COLUMNS = (
    "operator", "number", "amount", "type", "direction", "unit", "level1", "level2", "level", "bare level1",
    "bare level2", "value",
)  # fmt: skip
_OF_VALUES = ("value", "number", "amount", "type", "direction")


def _parted(body: Sequence[Atom], cell: FlatCell) -> list[str]:
    """The parts of a cell that a gap separates."""
    parts: list[str] = []
    for atom in body[cell.start : cell.end]:
        if parts and atom.gap == "glue":
            parts[-1] += atom.text
        else:
            parts.append(atom.text)
    return parts


def _is_two_levels(body: Sequence[Atom], cell: FlatCell, columns: Sequence[TextColumn]) -> bool:
    """Whether a level's cell holds two: the text goes down the columns instead of along the rows."""
    if columns[cell.column].kind not in ("level1", "level2"):
        return False
    return len(LEVEL_WORD.findall(_text(body[cell.start : cell.end]))) > 1


def _place_of(columns: Sequence[TextColumn], shown: Sequence[int], kind: Kind) -> int:
    return next((number for number, at in enumerate(shown) if columns[at].kind == kind), 0)


_STRUCTURAL = ("left-over", "other-reading", "cut")
_STATED = lazy(r"\d+(?:\.\d+)?")
_SIGNED = lazy(r"[≥≧≤≦＞＜><]|不[少低高超]")


def _unclear_year(body: Sequence[Atom], reading: TableReading, above: Sequence[Atom]) -> bool:
    """Whether one value stands under two columns, last year's and this year's, and nothing says which it is.

    Actual values have no ≥; and the goal above the table states this year's targets.
    """
    kinds = [column.kind for column in reading.columns]
    values = [at for at, kind in enumerate(kinds) if kind in ("target", "actual")]
    words = {reading.columns[at].word for at in values}
    if len(values) != 2 or not any(_LAST.search(word) for word in words) or "operator" in kinds:
        return False
    cells = [cell for row in reading.rows for cell in row.cells if cell.column in values]
    rows = [row for row in reading.rows if any(kinds[cell.column] == "name" for cell in row.cells)]
    if not cells or 2 * len(cells) > 3 * len(rows):
        return False
    texts = [_text(body[cell.start : cell.end]) for cell in cells]
    if any(_SIGNED.search(text) for text in texts):
        return False
    prose = "".join(atom.text for atom in above)
    return sum(bool(_STATED.search(text)) and text in prose for text in texts) < 2


_LAST = lazy(r"上年|去年|上一年|20\d\d年.{0,4}(?:实际|完成)|近[一二两三]年|历史")


def _with_levels(columns: Sequence[TextColumn]) -> tuple[TextColumn, ...]:
    """The columns, with added ones for levels that stand between the rows."""
    kinds = {column.kind for column in columns}
    added = []
    if "level1" not in kinds:
        added.append(TextColumn("一级指标", "level1"))
    if "level2" not in kinds:
        added.append(TextColumn("二级指标", "level2"))
    if not added:
        return tuple(columns)
    if "level1" in kinds:
        at = next(at for at, column in enumerate(columns) if column.kind == "level1") + 1
    else:
        at = next(at for at, column in enumerate(columns) if column.kind in ("level2", "name"))
    return (*columns[:at], *added, *columns[at:])


def _head(
    header: FlatHeader, columns: Sequence[TextColumn], shown: Sequence[int], shift: int, place: Place
) -> list[Row]:
    words = [columns[at].word for at in shown]
    if not header.heads:
        return [row_of(words, place)]
    # As in a grid: a word without sub-heads covers both rows.
    upper, lower = [Cell(word) for word in words], [Cell(word, covered=True) for word in words]
    for head, first, end in header.heads:
        for number, at in enumerate(shown):
            if first + shift <= at < end + shift:
                upper[number] = Cell(head, covered=at > first + shift)
                lower[number] = Cell(words[number])
    return [Row(tuple(upper), place), Row(tuple(lower), place)]


def _text(atoms: Sequence[Atom]) -> str:
    parts: list[str] = []
    for number, atom in enumerate(atoms):
        if number and atom.gap != "glue":
            parts.append(" " if atom.gap in ("space", "wide") else "\n")
        parts.append(atom.text)
    return "".join(parts)


def _doubt(body: Sequence[Atom], row: FlatRow, reading: TableReading, usual: frozenset[int], last: bool) -> str:
    """The reason why a row may be wrong; ``""`` if there is none."""
    if row.left_over:
        return "left-over"
    kinds: list[Kind] = [column.kind for column in reading.columns]
    filled = {cell.column for cell in row.cells}
    names = [cell for cell in row.cells if kinds[cell.column] == "name"]
    if names and all(_is_goal(reading.columns[cell.column]) for cell in names) and kinds.count("name") > 1:
        return "other-reading"
    if any(_is_torn(body, cell, kinds[cell.column]) for cell in row.cells):
        return "other-reading"
    for cell in row.cells:
        inside = body[cell.start + 1 : cell.end]
        if kinds[cell.column] in _TEXTS and any(a.gap == "glue" and type_of(a.text) == "value" for a in inside):
            return "glued"
        if kinds[cell.column] == "target" and body[cell.start].gap == "glue" and names:
            if _is_glued(body) and (_measured(kinds) - filled or _DIGIT.search(_name_of(body, row, kinds))):
                return "glued"
            text = _text(body[cell.start : cell.end])
            if type_of(text) != "value" or (text[0].isdigit() and "%" not in text and "％" not in text):
                return "glued"  # 资金使用效率二100: the end of the name is not certain
    for cell in row.cells:
        column = reading.columns[cell.column]
        if column.kind in ("target", "name") and not _is_goal(column) and _is_two_cells(body, cell, column.kind):
            return "other-reading"
        if kinds[cell.column] == "target" and _is_woven(body, cell):
            return "other-reading"
        inside = body[cell.start + 1 : cell.end]
        if kinds[cell.column] == "name" and any(a.gap in _LINES and type_of(a.text) == "value" for a in inside):
            return "other-reading"
        if any(reading.joins.get(atom.gap, 1.0) < _UNLIKELY_JOIN for atom in inside):
            return "other-reading"
        name = kinds[cell.column] == "name" and not _is_goal(column)
        if name and any(atom.gap == "space" and reading.joins.get("space", 1.0) < _UNLIKELY_NAME for atom in inside):
            return "other-reading"
    if any(_took_neighbour(body, cell, kinds, filled) for cell in names) or _may_be_beside(
        body, row, reading.columns, filled
    ):
        return "other-reading"
    if names and usual - filled:
        return "cut" if last else "other-reading"
    return ""


def _is_glued(body: Sequence[Atom]) -> bool:
    return 4 * sum(atom.gap == "glue" for atom in body) > len(body)


_TEXTS = ("text", "other", "extra")
_DIGIT = lazy(r"\d")


def _measured(kinds: Sequence[Kind]) -> set[int]:
    """The columns of numbers beside the value: without borders, the number of an empty one may be in another's cell."""
    return {at for at, kind in enumerate(kinds) if kind in ("target", "actual", "weight", "score")}


def _name_of(body: Sequence[Atom], row: FlatRow, kinds: Sequence[Kind]) -> str:
    return "".join(_text(body[cell.start : cell.end]) for cell in row.cells if kinds[cell.column] == "name")


_COUNTED = ("actual", "weight", "score", "operator", "direction", "target", "text")
_LINES = ("line", "bar line", "paragraph")
_MIN_ROWS = 5
_UNLIKELY_JOIN = 0.06  # a gap that mostly parts cells
_UNLIKELY_NAME = 0.2  # a blank inside a name, where blanks part cells


def _usual(reading: TableReading) -> frozenset[int]:
    """The columns that nearly every row fills; a row that lacks one of them is doubtful."""
    rows = [row for row in reading.rows if any(reading.columns[cell.column].kind == "name" for cell in row.cells)]
    if len(rows) < _MIN_ROWS:
        return frozenset()
    return frozenset(
        at
        for at, column in enumerate(reading.columns)
        if column.kind in _COUNTED
        and 10 * sum(any(cell.column == at for cell in row.cells) for row in rows) >= 8 * len(rows)
    )


_SIGNS = ("指标", "目标", "标准值")
_CELLS = lazy(r"[\t|]")


def _is_grid(lines: Sequence[tuple[str, Place]], headers: Sequence[Place]) -> bool:
    """Whether most rows below a header on a line of its own have as many cells as the header, each where it belongs."""
    rows = [(_cells(text), place) for text, place in lines if text.strip()]
    if not any("\t" in text.strip() or text.strip().startswith("|") for text, _ in lines):
        return False
    for header in headers:
        words = next((cells for cells, place in rows if place == header), [])
        kinds = [kind_of(word) for word in words]
        below = [cells for cells, place in rows if _order(place) > _order(header)]
        if len(words) < 3 or not below or "name" not in kinds:
            return False
        name = len(kinds) - 1 - kinds[::-1].index("name")
        fitting = 0
        for cells in below:
            if len(cells) != len(words):
                continue
            strange = any(
                type_of(cell) in _LEVEL_TYPES and kinds[at] not in _LEVEL_KINDS for at, cell in enumerate(cells)
            )
            fitting += not strange and type_of(cells[name]) not in ("value", "number", "nothing", "operator", "amount")
        if 10 * fitting < 8 * len(below):
            return False
    return True


_LEVEL_TYPES = ("level1", "level2", "level")
_LEVEL_KINDS = ("level1", "level2", None, "name", "text")


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in _CELLS.split(text.strip(" \r\n|") if "\t" not in text else text.strip(" \r\n"))]


def _order(place: Place) -> tuple[int, int]:
    return place.page or 0, place.line or 0
