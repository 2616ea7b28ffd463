"""Turn a page that was scanned sideways or upside down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from ....extras import needs
from .recognise import LineBox, glyphs

if TYPE_CHECKING:
    from .picture import Picture

_SAMPLES = 4  # lines that are tried in each direction
_LEGIBLE = 0.75  # text the right way up is read with more confidence than this, on the mean
_SIDEWAYS = 1.5  # a line so much higher than wide runs up or down


def upright(picture: Picture, boxes: Sequence[LineBox]) -> tuple[Picture, int]:
    """The picture, turned where that makes its lines legible, and by how many quarter turns to the left.

    ``boxes`` are the positions of its lines.
    """
    if not boxes:
        return picture, 0
    upended = [box for box in boxes if _height(box) > _SIDEWAYS * _width(box)]
    level = [box for box in boxes if _width(box) > _SIDEWAYS * _height(box)]
    # A single sign or number is as high as wide: the longer lines decide.
    sideways = sum(map(_height, upended)) > sum(map(_width, level))
    longest = sorted(upended if sideways else boxes, key=lambda box: -max(_width(box), _height(box)))[:_SAMPLES]
    turns = (1, 3) if sideways else (0, 2)
    first = _legibility(picture, longest, turns[0])
    if first >= _LEGIBLE:
        return _turned(picture, turns[0]), turns[0]
    second = _legibility(picture, longest, turns[1])
    better = turns[1] if second > first else turns[0]
    return _turned(picture, better), better


def _width(box: LineBox) -> int:
    return box.right - box.left


def _height(box: LineBox) -> int:
    return box.bottom - box.top


def _legibility(picture: Picture, boxes: Sequence[LineBox], turns: int) -> float:
    numpy = needs("numpy", "ocr")
    cv2 = needs("cv2", "ocr")
    found: list[float] = []
    for box in boxes:
        piece = numpy.ascontiguousarray(numpy.rot90(picture.grey[box.top : box.bottom, box.left : box.right], turns))
        line = glyphs(cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR)) if piece.size else ()
        found.append(sum(glyph.sure for glyph in line) / len(line) if line else 0.0)
    return sum(found) / max(len(found), 1)


def _turned(picture: Picture, turns: int) -> Picture:
    if not turns:
        return picture
    numpy = needs("numpy", "ocr")

    def turn(pixels: Any) -> Any:
        return numpy.ascontiguousarray(numpy.rot90(pixels, turns))

    coloured = None if picture.coloured is None else turn(picture.coloured)
    return attrs.evolve(picture, grey=turn(picture.grey), coloured=coloured)
