"""A page as a picture: rendered from a PDF or decoded from an image file, in shades of grey, without coloured ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from ....documents import limits
from ....errors import UserError
from ....extras import needs

Pixels: TypeAlias = Any
"""A NumPy array of bytes, rows of dots; NumPy itself comes with the extra and is not there when types are checked."""

POINTS = 72.0
"""Points of an inch: positions on a page are told in points, whatever the resolution of its picture."""
DPI = 200
"""Dots per inch a page of a PDF is rendered with: characters of 8 points are 22 dots high, which is what OCR likes."""
_COLOUR = 70  # between the brightest and the darkest channel of a dot: more is a colour, less is paper and noise
_FINE = 260  # dots per inch: finer pictures take long and are read no better
MAX_PIXELS = 60_000_000
MAX_FRAMES = 300
"""Scanned pages of a file: half an hour of recognition."""
_LONG_SIDE = 11.7  # inches: what the long side of a page measures where an image does not tell its resolution


@attrs.frozen(eq=False)
class Picture:
    """A page in shades of grey (0 black, 255 white), its dots per inch, and where it was coloured (a stamp)."""

    grey: Pixels
    dpi: float
    coloured: Any = None

    @property
    def points(self) -> float:
        """Points of one dot."""
        return POINTS / self.dpi

    @property
    def width(self) -> float:
        """In points."""
        return float(self.grey.shape[1]) * self.points

    @property
    def height(self) -> float:
        """In points."""
        return float(self.grey.shape[0]) * self.points


def pictures_of_pdf(name: str, data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Picture]]:
    """The pages of a PDF with these numbers (from 1), as pictures."""
    pdfium = needs("pypdfium2", "ocr")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise limits.damaged(name, "PDF") from None
    try:
        for number in pages:
            page = document[number - 1]
            width, height = page.get_size()
            if width * height * (DPI / POINTS) ** 2 > MAX_PIXELS:
                raise limits.too_big(name, f"page {number} is larger than A1", f"第 {number} 页的幅面超过 A1")
            yield number, _picture(page.render(scale=DPI / POINTS).to_numpy(), float(DPI))
            page.close()
    finally:
        document.close()


def frames_of_image(name: str, data: bytes) -> int:
    """How many pages a picture file has."""
    import io

    try:
        with needs("PIL.Image", "ocr").open(io.BytesIO(data)) as image:
            return int(getattr(image, "n_frames", 1))
    except Exception:  # Pillow raises what its decoders raise, and a DecompressionBombError
        raise _damaged(name) from None


def _damaged(name: str) -> UserError:
    return UserError(f"{name}: a damaged picture; get it anew", f"{name}：图片已损坏，请重新下载")


def pictures_of_image(name: str, data: bytes) -> Iterator[tuple[int, Picture]]:
    """The pages of a picture file (.png, .jpg, .tif with one or more pages …)."""
    import io

    image_module, sequence = needs("PIL.Image", "ocr"), needs("PIL.ImageSequence", "ocr")
    ops = needs("PIL.ImageOps", "ocr")
    numpy = needs("numpy", "ocr")
    try:
        with image_module.open(io.BytesIO(data)) as image:
            for number, frame in enumerate(sequence.Iterator(image), start=1):
                if number > MAX_FRAMES:
                    raise limits.too_big(name, f"more than {MAX_FRAMES} pages", f"超过 {MAX_FRAMES} 页")
                if frame.width * frame.height > MAX_PIXELS:
                    raise limits.too_big(
                        name, f"{frame.width} × {frame.height} dots", f"{frame.width} × {frame.height} 像素"
                    )
                upright = ops.exif_transpose(frame)
                told = frame.info.get("dpi", (0, 0))[0] or 0
                # Cameras write 72 for want of anything better.
                dpi = float(told) if told >= 100 else max(upright.size) / _LONG_SIDE
                yield number, _picture(numpy.asarray(upright.convert("RGB")), dpi)
    except UserError:
        raise
    except Exception:  # Pillow raises what its decoders raise, and a DecompressionBombError
        raise _damaged(name) from None


def _picture(pixels: Any, dpi: float) -> Picture:
    """The brightest of the channels: a red stamp or a blue signature fades, black ink stays.

    Where there was colour, what stands below is less sure to be read.
    """
    if dpi > _FINE:
        cv2 = needs("cv2", "ocr")
        pixels = cv2.resize(pixels, None, fx=DPI / dpi, fy=DPI / dpi, interpolation=cv2.INTER_AREA)
        dpi = float(DPI)
    if pixels.ndim == 2:
        return Picture(pixels, dpi)
    brightest = pixels[:, :, :3].max(axis=2)
    coloured = (brightest.astype("int16") - pixels[:, :, :3].min(axis=2)) > _COLOUR
    return Picture(brightest, dpi, coloured if coloured.any() else None)
