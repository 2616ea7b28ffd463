"""Compare the ink of a line with the characters recognised in it: ink without a character raises doubt.

Recognition drops characters at the ends of lines, under seals and in faint copies (``≥1617次`` becomes ``1617次``) and
is sure of the others; and it reads > for ≥ where the bar below is faint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ....extras import needs
from .recognise import Glyph

if TYPE_CHECKING:
    from .picture import Pixels

# Shares of the height of a line's box, in which a letter takes two thirds.
_HAN, _BROAD, _NARROW = 0.46, 0.38, 0.24  # from the middle of a character to where its ink ends at the most
_BROAD_SIGNS = frozenset("%‰—…～~≥≤≠±＝＞＜mMwWＭＷ")
_HIGH, _WIDE = 0.28, 0.11  # a run of columns with ink that is a character
_LONG = 0.8  # a longer run is several characters that touch
_SPARE = 0.2  # of a long run, so much that lies beside all characters is another
_POINT_LEAST, _POINT_MOST, _POINT_LOW = 0.07, 0.2, 0.5  # a decimal point, and how far down its middle stands
_GAP = 0.03  # columns without ink between two runs
_SIGN, _BAR, _BAR_LOW = 0.22, 0.7, 0.6  # half a sign; the width of its bar, and how far down it stands
OPEN_SIGNS = frozenset("<>＜＞")


@attrs.frozen
class _Run:
    """Neighbouring columns with ink: from where to where, and between which rows."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def accounted(piece: Pixels, coloured: Any, line: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The line, with doubt on the neighbours of ink without a character, and on < and > above a bar.

    Below coloured ink (``coloured``, ``None`` where there is none) a character may have vanished with it: it counts.
    """
    if not line or not piece.size:
        return tuple(line)
    ink = _ink(piece)
    whole = ink if coloured is None else ink | coloured.astype("uint8")
    found = [*_left_over(whole, line)]
    unsure = {at for run in found for at in _beside(run, line, piece.shape[1])}
    unsure |= {at for at, glyph in enumerate(line) if glyph.text in OPEN_SIGNS and _barred(ink, glyph)}
    return tuple(attrs.evolve(glyph, sure=0.0) if at in unsure else glyph for at, glyph in enumerate(line))


def _ink(piece: Pixels) -> Any:
    cv2 = needs("cv2", "ocr")
    _, ink = cv2.threshold(piece, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return ink


def _runs(ink: Any) -> Iterator[_Run]:
    """The runs of columns with ink, from left to right."""
    numpy = needs("numpy", "ocr")
    height = ink.shape[0]
    columns = numpy.flatnonzero(ink.any(axis=0))
    if not columns.size:
        return
    breaks = numpy.flatnonzero(numpy.diff(columns) > max(1, round(_GAP * height)))
    starts, ends = [0, *(breaks + 1).tolist()], [*breaks.tolist(), columns.size - 1]
    for start, end in zip(starts, ends, strict=True):
        yield _run(ink, int(columns[start]), int(columns[end]) + 1)


def _run(ink: Any, left: int, right: int) -> _Run:
    numpy = needs("numpy", "ocr")
    rows = numpy.flatnonzero(ink[:, left:right].any(axis=1))
    return _Run(left, right, int(rows[0]), int(rows[-1]) + 1) if rows.size else _Run(left, right, 0, 0)


def _left_over(ink: Any, line: Sequence[Glyph]) -> Iterator[_Run]:
    """The runs, and the parts of long ones, that belong to no character of the line."""
    height, width = ink.shape
    middles = [glyph.at * width for glyph in line]
    runs = [*_runs(ink)]
    nearest = {min(runs, key=lambda run: _away(run, middle)) for middle in middles} if runs else set[_Run]()
    for run in runs:
        if run.width > _LONG * height:
            parts = (_run(ink, *part) for part in _uncovered(run, line, middles, height))
            yield from (part for part in parts if part.height >= _HIGH * height)
        elif run not in nearest and not _covered(run.middle, line, middles, height):
            wide, high = run.width >= _WIDE * height, run.height >= _HIGH * height
            inside = run.left > 1 and run.right < width - 1  # what is left of a rule stands at the edge
            if (wide and high and (inside or run.width < 0.9 * run.height)) or _is_point(run, line, height, width):
                yield run


def _covered(at: float, line: Sequence[Glyph], middles: Sequence[float], height: int) -> bool:
    return any(abs(at - middle) <= _reach(glyph) * height for glyph, middle in zip(line, middles, strict=True))


def _uncovered(run: _Run, line: Sequence[Glyph], middles: Sequence[float], height: int) -> Iterator[tuple[int, int]]:
    """The stretches of a long run, wide enough for a character, that lie beside all characters."""
    start = run.left
    covers = [
        (middle - _reach(glyph) * height, middle + _reach(glyph) * height)
        for glyph, middle in zip(line, middles, strict=True)
    ]
    for left, right in [*covers, (float(run.right), float(run.right))]:
        end = min(round(left), run.right)
        if end - start >= _SPARE * height:
            yield start, end
        start = max(start, round(right))


def _away(run: _Run, at: float) -> float:
    return max(run.left - at, at - run.right, 0.0)


def _reach(glyph: Glyph) -> float:
    if glyph.text in _BROAD_SIGNS:
        return _BROAD
    return _HAN if glyph.text > "\u2e7f" or glyph.text in "“”‘’" else _NARROW


def _is_point(run: _Run, line: Sequence[Glyph], height: int, width: int) -> bool:
    if not all(max(2.0, _POINT_LEAST * height) <= each <= _POINT_MOST * height for each in (run.width, run.height)):
        return False
    if (run.top + run.bottom) / 2 < _POINT_LOW * height:
        return False
    around = _beside(run, line, width)
    return len(around) == 2 and all(line[at].text.isdecimal() for at in around)


def _beside(run: _Run, line: Sequence[Glyph], width: int) -> list[int]:
    """The characters before and after a run."""
    before = [at for at, glyph in enumerate(line) if glyph.at * width <= run.middle]
    after = [at for at, glyph in enumerate(line) if glyph.at * width > run.middle]
    return [*before[-1:], *after[:1]]


def _barred(ink: Any, glyph: Glyph) -> bool:
    """Whether there is a bar below a sign: it is ≤ or ≥."""
    height, width = ink.shape
    left = max(0, round(glyph.at * width - _SIGN * height))
    run = _run(ink, left, min(width, round(glyph.at * width + _SIGN * height) + 1))
    sign = ink[run.top : run.bottom, run.left : run.right]
    columns = sign.any(axis=0).sum()
    below = sign[round(_BAR_LOW * run.height) :].sum(axis=1)
    return bool(below.size and below.max() >= _BAR * columns)
