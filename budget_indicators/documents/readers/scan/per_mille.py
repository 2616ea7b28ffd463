"""Recover ‰, which the engine does not know: it reads %0, %o or only %, ten times too much (docs/scans.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ....extras import needs
from .recognise import Glyph

if TYPE_CHECKING:
    from .picture import Pixels

_SEEN = ("%0", "%o", "%O")
_HEIGHT = 96  # dots to which a line is enlarged before its holes are counted
_LEAST = 12  # dots of a hole
_HOLES = 3  # those of ‰; % has two


def with_per_mille(pixels: Pixels, line: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The line with ‰ in place of two characters, and with doubt on a % that has a third hole."""
    if not any(glyph.text == "%" for glyph in line):
        return tuple(line)
    return tuple(_holed(pixels, tuple(_joined(line))))


def _joined(line: Sequence[Glyph]) -> Iterator[Glyph]:
    at = 0
    while at < len(line):
        pair = "".join(glyph.text for glyph in line[at : at + 2])
        after = line[at + 2].text if at + 2 < len(line) else ""
        if at and line[at - 1].text.isdecimal() and pair in _SEEN and not (after.isdecimal() or after == "."):
            yield Glyph("‰", (line[at].at + line[at + 1].at) / 2, 0.0)
            at += 2
        else:
            yield line[at]
            at += 1


def _holed(pixels: Pixels, line: Sequence[Glyph]) -> Iterator[Glyph]:
    width = pixels.shape[1]
    for at, glyph in enumerate(line):
        if glyph.text != "%":
            yield glyph
            continue
        start = (line[at - 1].at + glyph.at) / 2 if at else 0.0
        end = (glyph.at + line[at + 1].at) / 2 if at + 1 < len(line) else 1.0
        holes = _holes(pixels[:, int(start * width) : max(int(end * width), int(start * width) + 2)])
        yield attrs.evolve(glyph, sure=0.0) if holes >= _HOLES else glyph


def _holes(piece: Any) -> int:
    """The number of areas of paper enclosed by ink."""
    cv2 = needs("cv2", "ocr")
    scale = _HEIGHT / piece.shape[0]
    large = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    _, paper = cv2.threshold(large, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    height, width = paper.shape
    count, _, boxes, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    return sum(
        left > 0 and top > 0 and left + wide < width and top + high < height and area > _LEAST
        for left, top, wide, high, area in boxes[1:count].tolist()
    )
