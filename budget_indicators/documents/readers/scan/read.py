"""Scanned pages and pictures -> blocks, by text recognition on this machine."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

import attrs

from ....catalogue.documents import INK_ILLEGIBLE
from ....documents import checks, limits
from ....errors import UserError
from ....extras import needs
from ....model.nodes import Diagnostic
from ...layout.aligned import Columns
from ...layout.grid import Block, Grid, Row
from ...layout.page import Char
from ...layout.pages import blocks_and_columns
from ...layout.ruling import Edge
from .. import Ocr
from ..progress import PageRead, on_page
from ..result import Read, Reported, page_spot
from .cache import remembered
from .page import Scanned
from .picture import MAX_FRAMES, Picture, frames_of_image, pictures_of_image

if TYPE_CHECKING:
    from ..drawing import Drawn


@attrs.frozen
class Printed:
    """The printed content of a page: characters and rules, and the boxes (left, top, right, bottom; points) of the
    pictures that may contain text.
    """

    chars: tuple[Char, ...] = ()
    edges: tuple[Edge, ...] = ()
    pictures: tuple[tuple[float, float, float, float], ...] = ()

    def masked(self, picture: Picture) -> Picture:
        """The page with its pictures only: the printed text is known."""
        if not self.chars:
            return picture
        numpy = needs("numpy", "ocr")
        grey = numpy.full_like(picture.grey, 255)
        for box in self.pictures:
            left, top, right, bottom = (max(0, round(at / picture.points)) for at in box)
            grey[top:bottom, left:right] = picture.grey[top:bottom, left:right]
        return attrs.evolve(picture, grey=grey)

    def with_pictures(self, seen: Scanned) -> Scanned:
        """The page with the content recognised in its pictures; ``seen`` alone if nothing is printed."""
        if not self.chars:
            return seen
        seen = seen.as_printed()
        inside = tuple(char for char in seen.chars if self._pictured(*char.middle))
        edges = tuple(edge for edge in seen.edges if self._pictured(*_middle(edge)))
        return attrs.evolve(seen, chars=(*self.chars, *inside), edges=(*self.edges, *edges))

    def _pictured(self, x: float, y: float) -> bool:
        return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in self.pictures)


def _middle(edge: Edge) -> tuple[float, float]:
    along = (edge.start + edge.end) / 2
    return (along, edge.at) if edge.horizontal else (edge.at, along)


def can_recognise() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "pypdfium2"))


def read_picture(name: str, data: bytes, ocr: Ocr = "auto") -> Read:
    """The lines and tables of a picture file."""
    if ocr == "never" or not can_recognise():
        raise no_recognition(name, "a picture", "图片文件", ocr)
    return recognised(pictures_of_image(name, data), {}, frames_of_image(name, data))


def recognised_pages(name: str, pictures: Iterable[tuple[int, Picture]], pages: Mapping[int, Printed]) -> Read:
    """The lines and tables of these pages (from 1) of a file, and of what is printed beside their pictures."""
    if len(pages) > MAX_FRAMES:
        many = (f"{len(pages)} scanned pages, more than {MAX_FRAMES}", f"扫描件 {len(pages)} 页，超过 {MAX_FRAMES} 页")
        raise limits.too_big(name, *many)
    return recognised(pictures, pages, len(pages))


_LARGE = 0.12  # of a page: a smaller picture is a logo or a seal
_OUTLINES = 100  # shapes on a page: fewer are no text whose characters were drawn as outlines


def pictures_to_read(page: Drawn, blank: bool) -> tuple[tuple[float, float, float, float], ...]:
    """The boxes of a page's pictures that may hold text; the whole page where it is drawn without any text."""
    boxes = [(each.left, each.top, each.right, each.bottom) for each in page.pictures]
    area = page.width * page.height
    large = tuple(box for box in boxes if (box[2] - box[0]) * (box[3] - box[1]) > _LARGE * area)
    if blank and (boxes or len(page.shapes) >= _OUTLINES):
        return large or ((0.0, 0.0, page.width, page.height),)
    return large


def left_unread(pages: Mapping[int, Printed]) -> list[Diagnostic]:
    """Diagnostics for scanned pages, and for pictures beside text, that are not read by text recognition."""
    return [
        checks.picture_unread(number) if page.chars else checks.page_is_image(number) for number, page in pages.items()
    ]


def no_recognition(name: str, what: str, zh: str, ocr: Ocr) -> UserError:
    """The error that says why a scan is not read, and what to do."""
    if ocr == "never":
        return UserError(
            f"{name}: {what}; it needs text recognition (--ocr auto)", f"{name}：{zh}，需要文字识别（--ocr auto）"
        )
    command = "pip install 'budget-indicators[ocr]'"
    return UserError(
        f"{name}: {what}; to read it by text recognition (OCR), install the extra: {command}",
        f"{name}：{zh}，没有文字；如需文字识别（OCR），请先安装附加组件：{command}",
    )


def recognised(pictures: Iterable[tuple[int, Picture]], printed: Mapping[int, Printed], count: int) -> Read:
    """The lines and tables of ``count`` pictures of pages."""
    blocks: list[Block] = []
    reported = Reported()
    numbers: list[int] = []
    columns: Columns | None = None
    began = time.monotonic()
    for number, picture in pictures:
        beside = printed.get(number, Printed())
        seen = remembered(beside.masked(picture), number)
        page = beside.with_pictures(seen)
        found, columns = blocks_and_columns(page.chars, page.edges, number, columns)
        blocks += _doubted(found)
        if seen.illegible:
            reported.add(INK_ILLEGIBLE, page_spot(number), count=str(len(seen.illegible)))
        numbers.append(number)
        if (tell := on_page.get()) is not None:
            tell(PageRead(number, len(numbers), max(count, len(numbers)), time.monotonic() - began))
    return Read(tuple(blocks), reported.all(), recognised=frozenset(numbers))


def _doubted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Mark each row that contains a doubtful character."""
    for block in blocks:
        yield Grid(tuple(map(_doubted_row, block.rows))) if isinstance(block, Grid) else block


def _doubted_row(row: Row) -> Row:
    if row.doubt or not any(cell.doubtful and not cell.covered for cell in row.cells):
        return row
    return attrs.evolve(row, doubt="recognised")
