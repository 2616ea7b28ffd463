"""Resize a page whose letters are too small or too large for recognition, whatever its stated resolution.

Screenshots, photographs and pages that a program made of pictures (a point for each dot) say little about their size.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import attrs

from ....extras import needs
from .picture import DPI
from .recognise import LineBox, line_boxes

if TYPE_CHECKING:
    from .picture import Picture

# A line of 10 points is found in a box of 14 points, 38 dots at 200 dots per inch.
_LEAST, _USUAL = 20, 38  # dots
_LOW, _HIGH = 7.0, 26.0  # points
_LARGEST = 3.0  # a greater enlargement blurs the letters
_LONG_SIDE = 6000  # dots of a page after enlargement


@attrs.frozen(eq=False)
class Sized:
    """A page in a size that suits recognition, the positions of its lines, and the size of its point in page points."""

    picture: Picture
    lines: tuple[LineBox, ...]
    scale: float


def sized(picture: Picture) -> Sized:
    """The page, resized if its letters are not of a usual size."""
    lines = line_boxes(picture.grey)
    height = median(min(each.bottom - each.top, each.right - each.left) for each in lines) if lines else _USUAL
    if height >= _LEAST and _LOW <= height * picture.points <= _HIGH:
        return Sized(picture, tuple(lines), 1.0)
    factor = min(_USUAL / max(height, 1), _LARGEST, max(1.0, _LONG_SIDE / max(picture.grey.shape)))
    resized = _resized(picture, factor)
    boxes = (LineBox(*(round(at * factor) for at in attrs.astuple(each))) for each in lines)
    return Sized(resized, tuple(boxes), picture.points / factor / resized.points)


def _resized(picture: Picture, factor: float) -> Picture:
    cv2 = needs("cv2", "ocr")
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    grey = cv2.resize(picture.grey, None, fx=factor, fy=factor, interpolation=way)
    coloured = picture.coloured
    if coloured is not None:
        coloured = cv2.resize(coloured.astype("uint8"), grey.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    return attrs.evolve(picture, grey=grey, coloured=coloured, dpi=float(DPI))
