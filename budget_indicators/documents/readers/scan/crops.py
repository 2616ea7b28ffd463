"""Pieces of scanned pages for reports: what stands in the picture where recognition was in doubt."""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ....errors import UserError
from ....extras import needs
from ...model import InPicture
from .picture import pictures_of_image, pictures_of_pdf
from .read import can_recognise

if TYPE_CHECKING:
    from .picture import Picture, Pixels

MOST_PIECES = 60
"""Pieces of pictures that one report holds, and the bytes of all of them."""
MOST_BYTES = 2_000_000
_AROUND = 0.006  # of the page: paper around what is shown
_WIDEST, _HIGHEST = 900, 240  # dots
_QUALITY = 60


def doubtful_place(seen: Sequence[InPicture]) -> InPicture | None:
    """The box around what is doubtful on the first page that has such places; ``None`` where nothing is."""
    doubtful = [each for each in seen if each.doubtful]
    if not doubtful:
        return None
    page = min(each.page for each in doubtful)
    return reduce(InPicture.with_other, (each for each in doubtful if each.page == page))


@attrs.define
class Crops:
    """Cuts pieces out of scans for one report, each as a ``data:`` address of a small grey JPEG.

    Bounded in number and bytes: ``left_out`` counts what is not shown, because there was no more room, the file is not
    at hand, or the extra ``ocr`` is not installed. Nothing is raised for a file's content.
    """

    left_out: int = 0
    _made: dict[tuple[str, InPicture], str] = attrs.field(factory=dict)
    _bytes: int = 0
    _page: tuple[str, int] | None = None
    _picture: Picture | None = None

    def address(self, file: str, seen: Sequence[InPicture]) -> str:
        """The piece around the doubtful of these places of a file, ``""`` where there is none to show."""
        place = doubtful_place(seen)
        if place is None:
            return ""
        key = (file, place)
        if key not in self._made:
            self._made[key] = self._cut(file, place)
        return self._made[key]

    def _cut(self, file: str, place: InPicture) -> str:
        picture = None
        if len(self._made) < MOST_PIECES and self._bytes < MOST_BYTES and can_recognise():
            picture = self._of_page(file, place.page)
        if picture is None:
            self.left_out += 1
            return ""
        jpeg = _jpeg(_piece(picture.grey, place))
        self._bytes += len(jpeg)
        return "data:image/jpeg;base64," + base64.b64encode(jpeg).decode("ascii")

    def _of_page(self, file: str, page: int) -> Picture | None:
        """The picture of a page; the last one asked for is kept."""
        if self._page != (file, page):
            self._page, self._picture = (file, page), _picture_of(file, page)
        return self._picture


def _picture_of(file: str, page: int) -> Picture | None:
    path = Path(file)
    if not os.path.isfile(path):
        return None
    try:
        data = path.read_bytes()
        pictures = pictures_of_pdf(file, data, [page]) if b"%PDF-" in data[:1024] else pictures_of_image(file, data)
        return next((picture for number, picture in pictures if number == page), None)
    except (OSError, UserError):
        return None


def _piece(grey: Pixels, place: InPicture) -> Pixels:
    numpy = needs("numpy", "ocr")
    height, width = grey.shape
    top, bottom = max(0.0, place.top - _AROUND), min(1.0, place.bottom + _AROUND)
    left, right = max(0.0, place.left - _AROUND), min(1.0, place.right + _AROUND)
    piece = grey[int(top * height) : int(bottom * height) + 1, int(left * width) : int(right * width) + 1]
    return numpy.ascontiguousarray(numpy.rot90(piece, place.turns))


def _jpeg(piece: Pixels) -> bytes:
    cv2 = needs("cv2", "ocr")
    height, width = piece.shape
    scale = min(1.0, _WIDEST / width, _HIGHEST / height)
    if scale < 1:
        piece = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", piece, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    data: bytes = jpeg.tobytes()
    return data
