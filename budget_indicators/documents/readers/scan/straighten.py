"""Straighten a page that was scanned askew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ....extras import needs

if TYPE_CHECKING:
    from .picture import Picture, Pixels

MOST = 4.0
"""Degrees up to which a page is turned back."""
_COARSE, _FINE = 0.5, 0.05
_LEAST = 0.03  # degrees: less is no slant
_SMALL = 1000  # dots of the long side of the copy that the slant is measured on


def straightened(picture: Picture) -> tuple[Picture, float]:
    """The picture, turned so that its lines run level, and by how many degrees to the left."""
    angle = slant(picture.grey)
    if abs(angle) < _LEAST:
        return picture, 0.0
    coloured = picture.coloured
    if coloured is not None:
        coloured = _turned(coloured.astype("uint8"), angle, paper=0) > 0
    return attrs.evolve(picture, grey=_turned(picture.grey, angle), coloured=coloured), angle


def slant(grey: Pixels) -> float:
    """The slope of the lines of a page, in degrees downwards to the right.

    Where lines of text and rules are level, the ink of the rows of dots differs most from row to row.
    """
    cv2 = needs("cv2", "ocr")
    numpy = needs("numpy", "ocr")
    scale = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = 255 - small
    ink[ink < 60] = 0

    def sharpness(angle: float) -> float:
        rows = _turned(ink, angle, paper=0).sum(axis=1, dtype=numpy.float64)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    def best(angles: list[float]) -> float:
        return max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))

    steps = round(MOST / _COARSE)
    near = best([step * _COARSE for step in range(-steps, steps + 1)])
    around = round(_COARSE / _FINE)
    return best([near + step * _FINE for step in range(-around, around + 1)])


def _turned(grey: Pixels, angle: float, paper: int = 255) -> Pixels:
    cv2 = needs("cv2", "ocr")
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned: Pixels = cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    return turned
