"""One page of a PDF -> its lines and grids: characters put into the cells that the rules draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from .grid import Block, Cell, Doubts, Grid, Line, Place, Row
from .ruling import Box, Ruled, tables

_LINE_OVERLAP = 0.5  # of the smaller character's height, for two characters to stand on one line
_WORD_GAP = 0.25  # of the type size, between Latin letters: a blank that was not drawn
_COLUMN_GAP = 1.2  # of the type size: a gap that parts two texts on a line


@attrs.frozen
class Char:
    """A character and its box; ``top`` counts downwards. ``doubtful``: text recognition may have misread it."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    doubtful: bool = False

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
    for number, line in enumerate(lines_of(outside), start=1):
        text = text_of_line(line, columns=True)
        if text.strip():
            found.append((line[0].top, Line(text, Place(page=page, line=number))))
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
    texts = [text_of(its) for its in held]
    doubts = [doubts_of(its) for its in held]
    kept_columns = _kept([(box.left, box.right) for box in table.boxes], columns)
    kept_rows = _kept([(box.top, box.bottom) for box in table.boxes], rows)
    out: list[Row] = []
    for row in kept_rows:
        cells = tuple(_cell(table.boxes, texts, doubts, owner[row, column], row, column) for column in kept_columns)
        lead = _lead(held[owner[row, 0]], table.xs)
        out.append(Row(cells, Place(page=page, row=len(out) + 1), indented=lead))
    if not any(text.strip() for text in texts):
        return None
    if out and first:
        out[0] = attrs.evolve(out[0], edge=True, cut_above=table.open_top)
    if out:
        out[-1] = attrs.evolve(out[-1], cut_below=table.open_bottom)
    return Grid(tuple(out))


def _kept(spans: Iterable[tuple[int, int]], count: int) -> list[int]:
    """Rows (or columns) where some cell begins: a stray rule inside a cell parts nothing."""
    starts = {start for start, _ in spans}
    return [at for at in range(count) if at in starts]


def _cell(
    boxes: Sequence[Box], texts: Sequence[str], doubts: Sequence[Doubts], number: int, row: int, column: int
) -> Cell:
    box = boxes[number]
    return Cell(texts[number], covered=(row, column) != (box.top, box.left), doubts=doubts[number])


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


def doubts_of(chars: Iterable[Char]) -> Doubts:
    """Where in ``text_of(chars)`` doubtful characters stand."""
    held = [*chars]
    if not any(char.doubtful for char in held):
        return ()
    found: list[tuple[int, int]] = []
    at = 0
    for line in lines_of(held):
        pieces = _pieces(line, columns=False)
        whole = "".join(text for text, _ in pieces)
        if not whole.strip():
            continue
        start = at - (len(whole) - len(whole.lstrip()))
        for text, doubtful in pieces:
            if doubtful:
                found.append((max(start, at), start + len(text)))
            start += len(text)
        at += len(whole.strip()) + 1
    return tuple(found)


def text_of_line(line: Sequence[Char], *, columns: bool = False) -> str:
    """The text of a line; a blank only where one was drawn or two Latin letters stand apart.

    With ``columns`` a wide gap becomes two blanks: it parts two texts.
    """
    return "".join(text for text, _ in _pieces(line, columns=columns))


def _pieces(line: Sequence[Char], *, columns: bool) -> list[tuple[str, bool]]:
    """The texts a line is made of, blanks included, and whether each is doubtful."""
    pieces: list[tuple[str, bool]] = []
    last: Char | None = None
    for char in line:
        if last is not None:
            gap = char.left - last.right
            size = max(char.bottom - char.top, 1.0)
            if columns and gap > _COLUMN_GAP * size:
                pieces.append(("  ", False))
            elif gap > _WORD_GAP * size and _latin(last.text) and _latin(char.text):
                pieces.append((" ", False))
        pieces.append((char.text, char.doubtful))
        last = char
    return pieces


def _latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


__all__ = ["Char", "blocks_of_page", "lines_of", "tables", "text_of", "text_of_line"]
