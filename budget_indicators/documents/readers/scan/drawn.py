"""The rules of a table in a picture: long thin runs of dark dots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....documents.layout.ruling import Edge
from ....extras import needs

if TYPE_CHECKING:
    from .picture import Picture, Pixels

# Points. A rule is longer than any stroke of a letter in a table and thinner than a filled bar.
_LEVEL = 40.0
_UPRIGHT = 17.0
_PIECE = 0.7  # share of the length that must be unbroken
_THICKEST = 5.0
_GAP = 2.5  # a rule that noise has broken is one
_MARGIN = 0.7  # around a rule: its grey edge


def dark(picture: Picture) -> Pixels:
    """255 where there is ink, 0 where there is paper."""
    cv2 = needs("cv2", "ocr")
    grey = picture.grey
    level, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    # A page that is nearly blank has no two shades to tell apart: noise would become ink.
    if level > 235 or level < 20:
        ink = (grey < 128).astype("uint8") * 255
    found: Pixels = ink
    return found


def rules(picture: Picture) -> tuple[list[Edge], Picture]:
    """The rules of a page in points, and the page without them, so that no rule is read as 一 or |."""
    import attrs

    cv2 = needs("cv2", "ocr")
    ink = dark(picture)
    dots = 1 / picture.points
    grey = picture.grey.copy()
    edges: list[Edge] = []
    for horizontal, length in ((True, _LEVEL), (False, _UPRIGHT)):
        mask = _runs(ink, round(length * dots), max(1, round(_GAP * dots)), horizontal)
        count, _, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
        margin = max(1, round(_MARGIN * dots))
        for left, top, width, height, _ in boxes[1:count].tolist():
            across, along = (height, width) if horizontal else (width, height)
            if across * picture.points > _THICKEST or along < round(length * dots):
                continue
            middle = ((top + height / 2) if horizontal else (left + width / 2)) * picture.points
            start = (left if horizontal else top) * picture.points
            edges.append(Edge(horizontal, middle, start, start + along * picture.points))
        wider = cv2.dilate(mask, _bar(2 * margin + 1, not horizontal))
        grey[wider > 0] = 255
    return edges, attrs.evolve(picture, grey=grey)


def _runs(ink: Pixels, length: int, gap: int, horizontal: bool) -> Any:
    """Runs of this length, broken by no more than ``gap``.

    Pieces must be as long as hardly any stroke of a letter before gaps are bridged: a line of text is no rule.
    """
    cv2 = needs("cv2", "ocr")
    # The remaining slant, and single dots lost by a fax, break a rule everywhere.
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    pieces = cv2.morphologyEx(whole, cv2.MORPH_OPEN, _bar(round(_PIECE * length), horizontal))
    bridged = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, _bar(gap, horizontal))
    return cv2.morphologyEx(bridged, cv2.MORPH_OPEN, _bar(length, horizontal))


def _bar(length: int, horizontal: bool) -> Any:
    cv2 = needs("cv2", "ocr")
    return cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if horizontal else (1, length))
