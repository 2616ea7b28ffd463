"""Invert white letters on a dark fill, as in headers of tables: recognition needs black on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ....extras import needs

if TYPE_CHECKING:
    from .picture import Picture

# Points.
_AROUND = 8.0  # the width of a window: a letter and the fill around it
_LEAST_HIGH, _LEAST_WIDE = 9.0, 30.0
_DARK = 0.6  # share of dark dots: bold letters on paper have a third
_FILLED = 0.75  # of its box: a fill is a rectangle
_SHADE = 150  # a lighter fill has dark letters on it
_LIGHTEST = 0.98  # share of the dots of a fill that are no lighter than its letters


def without_dark_fills(picture: Picture) -> Picture:
    """The page with each large dark rectangle inverted."""
    cv2, numpy = needs("cv2", "ocr"), needs("numpy", "ocr")
    dark = (picture.grey < _SHADE).astype("uint8")
    dots = 1 / picture.points
    window = max(3, round(_AROUND * dots))
    filled = (cv2.boxFilter(dark.astype("float32"), -1, (window, window)) > _DARK).astype("uint8")
    count, _, boxes, _ = cv2.connectedComponentsWithStats(filled, connectivity=4)
    grey = None
    for left, top, width, height, area in boxes[1:count].tolist():
        small = height < _LEAST_HIGH * dots or width < _LEAST_WIDE * dots
        if small or area < _FILLED * width * height:
            continue
        grey = picture.grey.copy() if grey is None else grey
        edge = window // 4  # the fill reaches a little beyond where it is surely dark
        rows, columns = slice(max(0, top - edge), top + height + edge), slice(max(0, left - edge), left + width + edge)
        fill = picture.grey[rows, columns].astype("float32")
        shade, letters = float(numpy.median(fill)), float(numpy.quantile(fill, _LIGHTEST))
        share = (fill - shade) / max(letters - shade, 1.0)
        # What is darker than the fill, its rules, stays dark.
        grey[rows, columns] = (255 * (1 - abs(share).clip(0, 1))).astype("uint8")
    return picture if grey is None else attrs.evolve(picture, grey=grey)
