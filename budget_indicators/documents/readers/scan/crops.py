"""Crops of scanned pages for reports, where recognition was in doubt."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ....errors import UserError
from ....extras import needs
from ...model import InPicture
from ..ofd import pictures_of_ofd
from .picture import pictures_of_image, pictures_of_pdf
from .read import can_recognise

if TYPE_CHECKING:
    from ..ofd import pictures_of_ofd
from .picture import Picture, Pixels

_BESIDE, _AROUND = 0.02, 0.006  # share of the page shown around a place
_QUALITY = 60


@attrs.define
class Crops:
    """Cuts pieces out of scans for one report, each as a ``data:`` address of a small grey JPEG.

    Bounded in number and bytes: ``left_out`` counts the places that are not shown because there was no more room, the
    file is missing, or the extra ``ocr`` is not installed. Never raises for a file's content.
    """

    most: int = 60
    """Pieces of pictures that the report holds."""
    most_bytes: int = 2_000_000
    """Characters of all their addresses."""
    widest: int = 900
    highest: int = 240
    """Dots of a piece; a larger one is made smaller."""
    left_out: int = 0
    _made: dict[tuple[str, InPicture], str] = attrs.field(factory=dict)
    _shown: int = 0
    _bytes: int = 0
    _page: tuple[str, int] | None = None
    _picture: Picture | None = None

    def address(self, file: str, place: InPicture) -> str:
        """The piece at a place of a file, ``""`` where it cannot be shown."""
        key = (file, place)
        if key not in self._made:
            self._made[key] = self._cut(file, place)
        return self._made[key]

    def _cut(self, file: str, place: InPicture) -> str:
        picture = None
        if self._shown < self.most and can_recognise():
            picture = self._of_page(file, place.page)
        address = "" if picture is None else _address(_piece(picture.grey, place), self.widest, self.highest)
        if not address or self._bytes + len(address) > self.most_bytes:
            self.left_out += 1
            return ""
        self._shown += 1
        self._bytes += len(address)
        return address

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
        if b"%PDF-" in data[:1024]:
            pictures = pictures_of_pdf(file, data, [page])
        elif data.startswith(b"PK"):
            pictures = pictures_of_ofd(file, data, [page])
        else:
            pictures = pictures_of_image(file, data)
        return next((picture for number, picture in pictures if number == page), None)
    except (OSError, UserError):
        return None


def _piece(grey: Pixels, place: InPicture) -> Pixels:
    numpy = needs("numpy", "ocr")
    height, width = grey.shape
    across, down = (_AROUND, _BESIDE) if place.turns % 2 else (_BESIDE, _AROUND)
    top, bottom = max(0.0, place.top - down), min(1.0, place.bottom + down)
    left, right = max(0.0, place.left - across), min(1.0, place.right + across)
    piece = grey[int(top * height) : int(bottom * height) + 1, int(left * width) : int(right * width) + 1]
    return numpy.ascontiguousarray(numpy.rot90(piece, place.turns))


def _address(piece: Pixels, widest: int, highest: int) -> str:
    cv2 = needs("cv2", "ocr")
    height, width = piece.shape
    scale = min(1.0, widest / width, highest / height)
    if scale < 1:
        piece = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", piece, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return "data:image/jpeg;base64," + base64.b64encode(jpeg.tobytes()).decode("ascii")
