"""Build the lines and grids of one PDF page: assign its characters to the cells that its rules draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

import attrs

from ...model.nodes import Span
from ..model import InPicture, Recognised
from .grid import Block, Cell, Grid, Line, Place, Row
from .ruling import Box, Ruled, tables

_LINE_OVERLAP = 0.5  # of the smaller character's height: the overlap of two characters on one line
_WORD_GAP = 0.25  # of the type size, between Latin letters: a blank that was not drawn
_COLUMN_GAP = 1.2  # of the type size: a gap that separates two texts on a line


_Piece: TypeAlias = "tuple[str, InPicture | None]"
"""A character or a blank of a line's text, and where it was seen in a picture."""


@attrs.frozen
class Char:
    """A character and its box; ``top`` counts downwards. ``seen``: where in a picture text recognition read it.

    Ink that could not be read has no ``text``, and is doubtful.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    seen: InPicture | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def blocks_of_page(chars: Sequence[Char], ruled: Sequence[Ruled], page: int) -> list[Block]:
    """Lines and grids in reading order."""
    inside: list[list[Char]] = [[] for _ in ruled]
    outside: list[Char] = []
    for char in chars:
        x, y = char.middle
        for number, table in enumerate(ruled):
            if table.xs[0] - 1 <= x <= table.xs[-1] + 1 and table.ys[0] - 1 <= y <= table.ys[-1] + 1:
                inside[number].append(char)
                break
        else:
            outside.append(char)
    found: list[tuple[float, Block]] = []
    for number, line in enumerate(lines_of(char for char in outside if char.text), start=1):
        text = text_of_line(line, columns=True)
        if text.strip():
            found.append((line[0].top, line_of(line, text, Place(page=page, line=number))))
    first = True
    for table, its in zip(ruled, inside, strict=True):
        grid = _grid(table, its, page, first=first)
        if grid is not None:
            found.append((table.ys[0], grid))
            first = False
    return [block for _, block in sorted(found, key=lambda pair: pair[0])]


def _grid(table: Ruled, chars: Iterable[Char], page: int, *, first: bool) -> Grid | None:
    rows, columns = len(table.ys) - 1, len(table.xs) - 1
    owner: dict[tuple[int, int], int] = {}
    for number, box in enumerate(table.boxes):
        for row in range(box.top, box.bottom):
            for column in range(box.left, box.right):
                owner.setdefault((row, column), number)
    held: list[list[Char]] = [[] for _ in table.boxes]
    for char in chars:
        x, y = char.middle
        at = (_interval(table.ys, y), _interval(table.xs, x))
        held[owner[at]].append(char)
    cells = [cell_of(its) for its in held]
    kept_columns = _kept([(box.left, box.right) for box in table.boxes], columns)
    kept_rows = _kept([(box.top, box.bottom) for box in table.boxes], rows)
    out: list[Row] = []
    for row in kept_rows:
        line = tuple(_cell(table.boxes, cells, owner[row, column], row, column) for column in kept_columns)
        lead = _lead([char for char in held[owner[row, 0]] if char.text], table.xs)
        out.append(Row(line, Place(page=page, row=len(out) + 1), indented=lead))
    if not any(cell.text.strip() for cell in cells):
        return None
    if out and first:
        out[0] = attrs.evolve(out[0], edge=True, cut_above=table.open_top)
    if out:
        out[-1] = attrs.evolve(out[-1], cut_below=table.open_bottom)
    return Grid(tuple(out))


def _kept(spans: Iterable[tuple[int, int]], count: int) -> list[int]:
    """Rows (or columns) where some cell begins: a stray rule inside a cell separates nothing."""
    starts = {start for start, _ in spans}
    return [at for at in range(count) if at in starts]


def _cell(boxes: Sequence[Box], cells: Sequence[Cell], number: int, row: int, column: int) -> Cell:
    box = boxes[number]
    return attrs.evolve(cells[number], covered=(row, column) != (box.top, box.left))


def _interval(borders: Sequence[float], value: float) -> int:
    for at, (_, end) in enumerate(pairwise(borders)):
        if value < end:
            return at
    return len(borders) - 2


def _lead(chars: Sequence[Char], xs: Sequence[float]) -> bool:
    """Whether the first line of a cell begins with a blank as wide as two letters."""
    lines = lines_of(chars)
    if not lines:
        return False
    line = lines[0]
    drawn = [char for char in line if not char.text.isspace()]
    if not drawn:
        return False
    blanks = [char for char in line if char.text.isspace() and char.right <= drawn[0].left + 1]
    return sum(char.right - char.left for char in blanks) >= 0.8 * (drawn[0].bottom - drawn[0].top)


def lines_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters as lines from top to bottom, each from left to right."""
    lines: list[list[Char]] = []
    bounds: list[tuple[float, float]] = []
    for char in sorted(chars, key=lambda char: ((char.top + char.bottom) / 2, char.left)):
        if lines:
            top, bottom = bounds[-1]
            overlap = min(bottom, char.bottom) - max(top, char.top)
            if overlap >= _LINE_OVERLAP * max(min(bottom - top, char.bottom - char.top), 0.1):
                lines[-1].append(char)
                bounds[-1] = (min(top, char.top), max(bottom, char.bottom)) if len(lines[-1]) < 2 else (top, bottom)
                continue
        lines.append([char])
        bounds.append((char.top, char.bottom))
    for line in lines:
        line.sort(key=lambda char: char.left)
    return lines


def text_of(chars: Iterable[Char]) -> str:
    """The text of a cell, a line break between its lines."""
    return "\n".join(filter(None, (text_of_line(line).strip() for line in lines_of(chars))))


def cell_of(chars: Iterable[Char]) -> Cell:
    """The cell that holds these characters."""
    held = [*chars]
    read = [char for char in held if char.text]
    unread = tuple(Recognised(Span(0, 0), char.seen) for char in held if not char.text and char.seen is not None)
    return Cell(text_of(read), recognised=unread + _recognised(read))


def line_of(line: Sequence[Char], text: str, place: Place) -> Line:
    """The line of these characters; ``text`` is their text, columns apart."""
    return Line(text, place, _stretches(_pieces(line, columns=True), 0, 0))


def _recognised(chars: Sequence[Char]) -> tuple[Recognised, ...]:
    """The stretches of ``text_of(chars)`` that text recognition read."""
    if not any(char.seen is not None for char in chars):
        return ()
    found: list[Recognised] = []
    at = 0
    for line in lines_of(chars):
        pieces = _pieces(line, columns=False)
        whole = "".join(text for text, _ in pieces)
        if whole.strip():
            found += _stretches(pieces, at - (len(whole) - len(whole.lstrip())), at)
            at += len(whole.strip()) + 1
    return tuple(found)


def _stretches(pieces: Sequence[_Piece], start: int, least: int) -> tuple[Recognised, ...]:
    """The recognised stretches of a line with its text at ``start``; equally sure neighbours are one."""
    found: list[Recognised] = []
    for text, seen in pieces:
        end = start + len(text)
        if seen is not None and end > least:
            last = found[-1] if found else None
            if last is not None and last.span.end == start and last.at.doubtful == seen.doubtful:
                found[-1] = Recognised(Span(last.span.start, end), last.at.with_other(seen))
            else:
                found.append(Recognised(Span(max(start, least), end), seen))
        start = end
    return tuple(found)


def text_of_line(line: Sequence[Char], *, columns: bool = False) -> str:
    """The text of a line, with a blank only where one was drawn or two Latin letters are apart.

    With ``columns`` a wide gap, which separates two texts, becomes two blanks.
    """
    return "".join(text for text, _ in _pieces(line, columns=columns))


def _pieces(line: Sequence[Char], *, columns: bool) -> list[_Piece]:
    """The pieces of a line's text, including blanks that were not drawn."""
    pieces: list[_Piece] = []
    last: Char | None = None
    for char in line:
        if last is not None:
            gap = char.left - last.right
            size = max(char.bottom - char.top, 1.0)
            if columns and gap > _COLUMN_GAP * size:
                pieces.append(("  ", None))
            elif gap > _WORD_GAP * size and _latin(last.text) and _latin(char.text):
                pieces.append((" ", None))
        pieces.append((char.text, char.seen))
        last = char
    return pieces


def _latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


__all__ = ["Char", "blocks_of_page", "lines_of", "tables", "text_of", "text_of_line"]
