"""The pictures of an OFD page on white paper, as they are displayed, for text recognition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ...extras import needs
from .drawing import Drawn, DrawnPicture
from .scan.picture import DPI, MAX_PIXELS, POINTS, decoded, picture_of

if TYPE_CHECKING:
    from .scan.picture import Picture, Pixels

_DOTS = DPI / POINTS


def page_picture(page: Drawn, part: Callable[[str], bytes | None]) -> Picture | None:
    """The page with its pictures only; ``None`` where none can be decoded, or the page is too large.

    ``part`` returns the bytes of a picture by its name on the page. Characters and rules are not drawn: they are known
    without recognition.
    """
    numpy = needs("numpy", "ocr")
    width, height = round(page.width * _DOTS), round(page.height * _DOTS)
    if not 0 < width * height <= MAX_PIXELS:
        return None
    paper = numpy.full((height, width, 3), 255, dtype="uint8")
    found = _decoded(page.pictures, part)
    for each, pixels in found:
        _lay(paper, each, pixels)
    return picture_of(paper, float(DPI)) if found else None


def _decoded(
    pictures: Sequence[DrawnPicture], part: Callable[[str], bytes | None]
) -> list[tuple[DrawnPicture, Pixels]]:
    found: list[tuple[DrawnPicture, Pixels]] = []
    for each in sorted(pictures, key=lambda picture: picture.order):
        data = part(each.resource) if each.matrix is not None else None
        pixels = decoded(data) if data else None
        if pixels is not None:
            found.append((each, pixels))
    return found


def _lay(paper: Pixels, picture: DrawnPicture, pixels: Pixels) -> None:
    """Draw a picture where its matrix sets its unit square."""
    cv2, numpy = needs("cv2", "ocr"), needs("numpy", "ocr")
    assert picture.matrix is not None
    a, b, c, d, e, f = (value * _DOTS for value in picture.matrix)
    # A large picture is first reduced to the size at which it is shown, without losing what lies between two dots.
    shown = max(1, round((a * a + b * b) ** 0.5)), max(1, round((c * c + d * d) ** 0.5))
    high, wide = pixels.shape[:2]
    if shown[0] * shown[1] > MAX_PIXELS:
        return
    if shown[0] < wide and shown[1] < high:
        pixels = cv2.resize(pixels, shown, interpolation=cv2.INTER_AREA)
        wide, high = shown
    matrix = numpy.float64([[a / wide, c / high, e], [b / wide, d / high, f]])
    size = (paper.shape[1], paper.shape[0])
    drawn = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    covers = cv2.warpAffine(numpy.full((high, wide), 255, "uint8"), matrix, size, flags=cv2.INTER_NEAREST) > 0
    paper[covers] = drawn[covers]
