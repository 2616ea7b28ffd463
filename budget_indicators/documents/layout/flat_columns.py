"""Text whose columns are kept apart by blanks (``pdftotext -layout``): a word's position on the line shows its column.

Columns are found by the header's words, which may be broken over lines, one part below the other. A line's words belong
to the columns they stand under; lines whose cells continue are one row. Where the cells are centred, the division into
rows is a guess, and the rows say so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from ...patterns import lazy
from ..table.forms import title_in
from .flat_cells import type_of
from .flat_header import Kind, kind_of
from .flat_text import ENDS, PAGE_NUMBER
from .grid import Place, Row, row_of

_MAX_HEADER_LINES = 6
_WIDE = lazy(r"(?<=\S) {2,}(?=\S)")
_LEAST_WIDE_LINES = 4
_WORDS = lazy(r"\S+")
_SHIFTS = (0, -1, 1, -2, 2, -4, 4)
_FULL = 2  # in Latin letters: a line so much shorter than its column is the last of its cell


@attrs.frozen
class Word:
    """A word of a line and its position, in letters of one width."""

    text: str
    start: int
    end: int


@attrs.frozen
class ColumnTable:
    """A table read by the positions of its words: its header's words, its rows, and the lines it covers."""

    words: tuple[str, ...]
    kinds: tuple[Kind | None, ...]
    rows: tuple[Row, ...]
    start: int
    end: int


def is_aligned(lines: Sequence[tuple[str, Place]]) -> bool:
    """Whether a text separates its columns by blanks: several lines have words far apart.

    If all these gaps have one width, they separate cells as tabs do, and words do not stand under their header's.
    """
    if any("\t" in text or "|" in text for text, _ in lines):
        return False
    gaps = [[len(gap) for gap in _WIDE.findall(text.strip())] for text, _ in lines]
    wide = sum(map(bool, gaps))
    if wide < _LEAST_WIDE_LINES or 3 * wide < sum(bool(text.strip()) for text, _ in lines):
        return False
    ((_, often),) = Counter(gap for line in gaps for gap in line).most_common(1)
    return 10 * often < 9 * sum(map(len, gaps))


def column_tables(lines: Sequence[tuple[str, Place]]) -> list[ColumnTable]:
    """The tables of an aligned text."""
    placed = [list(_words(text)) for text, _ in lines]
    tables: list[ColumnTable] = []
    at = 0
    while at < len(lines):
        header = _header_at(placed, at)
        if header is None:
            at += 1
            continue
        spans, words, kinds, end = header
        stop = end
        while stop < len(lines) and not _ends(lines[stop][0], placed[stop]) and _header_at(placed, stop) is None:
            stop += 1
        rows = _rows(placed[end:stop], [place for _, place in lines[end:stop]], spans, kinds)
        tables.append(ColumnTable(words, kinds, tuple(rows), at, stop))
        at = stop
    return tables


def _words(text: str) -> Iterator[Word]:
    for found in _WORDS.finditer(text):
        yield Word(found[0], found.start(), found.end())


def _ends(text: str, words: Sequence[Word]) -> bool:
    bare = text.strip()
    return bool(words) and (ENDS.match(bare) is not None or bool(title_in(bare)))


_Header = tuple[list[tuple[int, int]], tuple[str, ...], tuple[Kind | None, ...], int]


def _header_at(placed: Sequence[Sequence[Word]], start: int) -> _Header | None:
    """The header that begins on a line: where its columns stand, their words and kinds, and the line after it."""
    if not any(word.text[:2] in _BEGINNINGS for word in placed[start]):
        return None
    best: tuple[int, _Header] | None = None
    for end in range(start + 1, min(start + _MAX_HEADER_LINES, len(placed)) + 1):
        spans, words = _clusters(placed[start:end])
        kinds: tuple[Kind | None, ...] = tuple(kind_of(word) for word in words)
        if "name" not in kinds or not {"target", "grade"} & set(kinds) or len({*kinds} - {None}) < 3:
            continue
        score = 2 * sum(kind is not None for kind in kinds) - len(kinds)
        if best is None or score > best[0]:
            best = score, (spans, words, kinds, end)
    return None if best is None else best[1]


_BEGINNINGS = ("一级", "二级", "三级", "指标", "绩效", "序号")


def _clusters(lines: Sequence[Sequence[Word]]) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """Words of some lines as columns: a word belongs to the one it stands below."""
    spans: list[tuple[int, int]] = []
    for word in sorted((word for line in lines for word in line), key=lambda each: each.start):
        if spans and word.start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], word.end)
        else:
            spans.append((word.start, word.end))
    texts = ["".join(word.text for line in lines for word in line if start <= word.start < end) for start, end in spans]
    return spans, tuple(texts)


def _shared(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The column of each word of a line; a line may have slipped to the left or right as a whole."""
    best: tuple[float, list[int]] = (float("inf"), [])
    for shift in _SHIFTS:
        cost = abs(shift) * 0.4
        columns: list[int] = []
        for number, word in enumerate(words):
            start, end = word.start + shift, word.end + shift
            if number and words[number - 1].end + 1 == word.start and columns and start < spans[columns[-1]][1]:
                columns.append(columns[-1])
                continue
            distances = [max(0, left - end + 1, start - right + 1) + 0.1 * abs(left - start) for left, right in spans]
            column = distances.index(min(distances))
            cost += distances[column] + 20.0 * (bool(columns) and column < columns[-1])
            columns.append(column)
        if cost < best[0]:
            best = cost, columns
    return best[1]


@attrs.define
class _Growing:
    texts: list[list[str]]
    last: list[int]  # the last line of each cell; -1: none yet
    full: list[bool]
    first: int
    guessed: bool = False


def _rows(
    placed: Sequence[Sequence[Word]],
    places: Sequence[Place],
    spans: Sequence[tuple[int, int]],
    kinds: Sequence[Kind | None],
) -> list[Row]:
    count = len(spans)
    lines: list[list[str]] = []
    sizes: list[list[int]] = []
    for words in placed:
        cells = [""] * count
        size = [0] * count
        for word, column in zip(words, _shared(words, spans), strict=True):
            cells[column] += (" " if cells[column] else "") + word.text
            size[column] += _width(word.text) + (1 if size[column] else 0)
        lines.append(cells)
        sizes.append(size)
    widths = [_usual_width([size[column] for size in sizes]) for column in range(count)]
    name = len(kinds) - 1 - tuple(reversed(kinds)).index("name")
    rows: list[_Growing] = []
    for at, cells in enumerate(lines):
        filled = [column for column in range(count) if cells[column]]
        if not filled or PAGE_NUMBER.fullmatch("".join(cells)):
            continue
        row = rows[-1] if rows else None
        if row is None or any(_is_new(row, column, at, name) for column in filled):
            row = _Growing([[] for _ in range(count)], [-1] * count, [False] * count, at)
            rows.append(row)
        elif row.last[name] >= 0 and row.last[name] < at - 1 and name in filled:
            row.guessed = True
        for column in filled:
            if row.last[column] < 0 and at > row.first and kinds[column] in ("target", "actual", "operator", "name"):
                row.guessed = True  # centred: the value stands below the first line of the name, or above it
            row.texts[column].append(cells[column])
            row.last[column] = at
            row.full[column] = sizes[at][column] > widths[column] - _FULL
    centred = sum(row.guessed for row in rows) * 5 > len(rows)
    return [
        row_of(
            ["\n".join(text) for text in row.texts],
            places[row.first],
            doubt="other-reading" if row.guessed or centred or _odd(row, kinds) else "",
        )
        for row in rows
    ]


def _width(text: str) -> int:
    """The width of a text on paper, in Latin letters: a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _usual_width(sizes: Sequence[int]) -> int:
    """The width of a column: its cells break where it ends, so its longest lines have one length."""
    count = Counter(size // 2 for size in sizes if size)
    often = [size for size, times in count.items() if times > 1]
    return 2 * max(often) if often else max(sizes, default=0)


def _is_new(row: _Growing, column: int, at: int, name: int) -> bool:
    """Whether the cell of a column ended before this line, so that a new row begins here."""
    last = row.last[column]
    if last < 0:
        return False
    gap = at - last - 1
    return not row.full[column] or gap > (1 if column == name else 0)


_COUNTED = ("operator", "weight", "score", "number", "level1", "level2")


def _odd(row: _Growing, kinds: Sequence[Kind | None]) -> bool:
    """Whether a cell of a row has a type that does not suit its column."""
    for texts, kind in zip(row.texts, kinds, strict=True):
        text = "".join(texts)
        found = type_of(text)
        if not text:
            continue
        if kind in ("weight", "score", "number") and found not in ("number", "nothing"):
            return True
        if kind in ("level1", "level2") and found not in ("level1", "level2", "level", "bare level1", "bare level2"):
            return True
        if kind == "name" and (found in ("number", "value", "operator", "unit") or text[-1] in "≥≤=＝"):
            return True
        if kind == "target" and found in ("operator", "unit", "level1", "level2", "header"):
            return True
    return False
