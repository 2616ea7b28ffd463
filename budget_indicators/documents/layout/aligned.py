"""Tables without (all of their) rules: columns from the positions of the header's words, rows from the spacing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import attrs

from ..table.columns import layout_of, may_be_role, role_of
from .flat_text import PAGE_NUMBER
from .grid import Block, Grid, Place, Row
from .page import Char, cell_of, line_of, lines_of, text_of, text_of_line
from .ruling import Edge

_MAX_HEADER_LINES = 6
_MAX_LINES_SEARCHED = 80
_HEADER_GAP = 0.2  # of the type size: between two words of a header
_MIN_COLUMNS = 4
_MAX_UNKNOWN = 1  # words of a header that are not known
_ROW_GAP = 1.1  # of the usual distance of lines, for a new row to begin
_RULES = 3  # at least so many horizontal rules count as the borders of rows


@attrs.frozen
class Columns:
    """The positions where columns are cut, and where (from the top of the page) their header begins."""

    cuts: tuple[float, ...]
    top: float

    def of(self, x: float) -> int:
        """The column of a position."""
        return sum(x >= cut for cut in self.cuts)

    def __len__(self) -> int:
        """The number of columns."""
        return len(self.cuts) + 1


def find_columns(chars: Sequence[Char]) -> Columns | None:
    """The columns of the first table of projects on a page, by its header; ``None`` where there is none."""
    lines = [line for line in lines_of(chars) if any(not char.text.isspace() for char in line)]
    for start in range(min(len(lines), _MAX_LINES_SEARCHED)):
        if not may_be_role(text_of_line(lines[start]).strip()):
            continue
        best: tuple[int, list[list[Char]]] | None = None
        for count in range(1, _MAX_HEADER_LINES + 1):
            words = _words([char for line in lines[start : start + count] for char in line])
            texts = ["".join(text_of(word).split()) for word in words]
            unknown = sum(role_of(text) is None for text in texts)
            layout = layout_of([texts])
            if len(words) < _MIN_COLUMNS or layout is None or layout.kind == "columns" or unknown > _MAX_UNKNOWN:
                continue
            score = len(words) - 2 * unknown
            if best is None or score > best[0]:
                best = (score, words)
        if best is not None:
            return Columns(_cuts(best[1], chars), min(char.top for word in best[1] for char in word))
    return None


def _words(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters of some lines as words from left to right: those that overlap or touch across lines are one word."""
    words: list[list[Char]] = []
    right = 0.0
    for char in sorted((c for c in chars if not c.text.isspace()), key=lambda c: c.left):
        if words and char.left - right <= _HEADER_GAP * (char.bottom - char.top):
            words[-1].append(char)
            right = max(right, char.right)
        else:
            words.append([char])
            right = char.right
    return words


def _cuts(words: Sequence[Sequence[Char]], chars: Sequence[Char]) -> tuple[float, ...]:
    """Between each two words of the header, the position that the fewest characters of the page cross."""
    drawn = [char for char in chars if not char.text.isspace()]
    cuts: list[float] = []
    for left, right in pairwise(words):
        start = sum(c.left + c.right for c in left) / (2 * len(left))
        end = sum(c.left + c.right for c in right) / (2 * len(right))
        near = [char for char in drawn if char.right > start and char.left < end]
        places = sorted({start, end, *(x for c in near for x in (c.left, c.right) if start < x < end)})
        gaps = [((a + b) / 2, b - a) for a, b in pairwise(places) if b - a > 0.2]
        crossed = {x: sum(c.left < x < c.right for c in near) for x, _ in gaps}
        cuts.append(min(gaps, key=lambda gap: (crossed[gap[0]], -gap[1]))[0] if gaps else (start + end) / 2)
    return tuple(cuts)


def aligned_blocks(
    chars: Sequence[Char], edges: Sequence[Edge], page: int, columns: Columns, *, goes_on: bool
) -> list[Block]:
    """The lines above the table and the table itself; with ``goes_on`` the page continues a table at its top."""
    top = 0.0 if goes_on else columns.top - 1.0
    above = [char for char in chars if char.bottom <= top]
    blocks: list[Block] = []
    for number, line in enumerate(lines_of(above), start=1):
        text = text_of_line(line, columns=True)
        if text.strip():
            blocks.append(line_of(line, text, Place(page=page, line=number)))
    body = _without_page_number([char for char in chars if char.bottom > top])
    rows: list[Row] = []
    for part in _rows(body, edges, columns):
        held: list[list[Char]] = [[] for _ in range(len(columns))]
        for char in part:
            held[columns.of((char.left + char.right) / 2)].append(char)
        cells = tuple(map(cell_of, held))
        if any(cell.text for cell in cells):
            rows.append(Row(cells, Place(page=page, row=len(rows) + 1), edge=not rows))
    if rows:
        blocks.append(Grid(tuple(rows)))
    return blocks


def _without_page_number(chars: Sequence[Char]) -> list[Char]:
    lines = lines_of(chars)
    if lines and (
        PAGE_NUMBER.fullmatch(last := text_of_line(lines[-1]).strip()) or (last.isdecimal() and len(last) < 4)
    ):
        lines.pop()
    return [char for line in lines for char in line]


@attrs.frozen
class _Piece:
    column: int
    top: float
    bottom: float
    chars: tuple[Char, ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def _rows(chars: Sequence[Char], edges: Sequence[Edge], columns: Columns) -> list[list[Char]]:
    if not chars:
        return []
    width = max(char.right for char in chars) - min(char.left for char in chars)
    rules = sorted({round(edge.at) for edge in edges if edge.horizontal and edge.end - edge.start >= 0.5 * width})
    if len(rules) >= _RULES:
        rows: dict[int, list[Char]] = {}
        for char in chars:
            rows.setdefault(sum(char.middle[1] >= rule for rule in rules), []).append(char)
        return [rows[at] for at in sorted(rows)]
    return _rows_by_space(chars, columns)


def _rows_by_space(chars: Sequence[Char], columns: Columns) -> list[list[Char]]:
    """A row ends where no column has a character and none continues at the usual line spacing."""
    by_column: list[list[Char]] = [[] for _ in range(len(columns))]
    for char in chars:
        if not char.text.isspace():
            by_column[columns.of(char.middle[0])].append(char)
    pieces: list[_Piece] = []
    distances: list[float] = []
    for column, its in enumerate(by_column):
        lines = [
            _Piece(column, min(c.top for c in line), max(c.bottom for c in line), tuple(line)) for line in lines_of(its)
        ]
        distances += [b.middle - a.middle for a, b in pairwise(lines)]
        pieces += lines
    usual = median(distances) if distances else 0.0
    pieces.sort(key=lambda piece: piece.top)
    rows: list[list[Char]] = []
    bottom = 0.0
    last: dict[int, float] = {}  # column -> middle of its last line
    for at, piece in enumerate(pieces):
        fresh = not rows
        if rows and piece.top >= bottom - 0.5:
            following: dict[int, float] = {}
            for later in pieces[at : at + 4 * len(columns)]:
                following.setdefault(later.column, later.middle)
            fresh = all(middle - last.get(column, -1e6) > _ROW_GAP * usual for column, middle in following.items())
        if fresh:
            rows.append([])
        rows[-1] += piece.chars
        bottom = max(bottom, piece.bottom)
        last[piece.column] = piece.middle
    return rows
