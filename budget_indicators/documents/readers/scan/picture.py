"""A page as a picture: rendered from a PDF or decoded from an image file, in shades of grey, without coloured ink."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import attrs

from ....documents import limits
from ....errors import UserError
from ....extras import needs

Pixels: TypeAlias = Any
"""A NumPy array of bytes, rows of dots; NumPy comes with the extra and is missing when types are checked."""

POINTS = 72.0
"""Points of an inch: positions on a page are in points, regardless of the resolution of its picture."""
DPI = 200
"""Dots per inch of a rendered page: characters of 8 points are 22 dots high, which suits recognition."""
_COLOUR = 70  # between the brightest and the darkest channel of a dot: more is a colour, less is paper and noise
_FINE = 260  # dots per inch: finer pictures take longer and are not read better
MAX_PIXELS = 60_000_000
"""Dots of a page that is read."""
MAX_DECODED = 200_000_000
"""Dots of an image that is decoded, to be made smaller: A3 at 600 dpi has 70 million."""
LONGEST = 4800
"""Dots of the long side of a rendered page: of A2 at 200 dots per inch."""
MAX_FRAMES = 300
"""Scanned pages of a file: half an hour of recognition."""
_LONG_SIDE = 11.7  # inches: what the long side of a page measures where an image does not tell its resolution


@attrs.frozen(eq=False)
class Picture:
    """A page in shades of grey (0 black, 255 white), its dots per inch, and its coloured dots (a stamp)."""

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
            # A program that makes a PDF of pictures may take a point for each dot: such a page is metres long.
            scale = min(DPI / POINTS, LONGEST / max(page.get_size()))
            yield number, picture_of(page.render(scale=scale).to_numpy(), scale * POINTS)
            page.close()
    finally:
        document.close()


def frames_of_image(name: str, data: bytes) -> int:
    """How many pages a picture file has."""
    try:
        with _opened(data) as image:
            return int(getattr(image, "n_frames", 1))
    except Exception:  # Pillow raises what its decoders raise
        raise _damaged(name) from None


def _damaged(name: str) -> UserError:
    return UserError(f"{name}: a damaged picture; download it again", f"{name}：图片已损坏，请重新下载")


def pictures_of_image(name: str, data: bytes) -> Iterator[tuple[int, Picture]]:
    """The pages of a picture file (.png, .jpg, .tif with one or more pages …)."""
    try:
        with _opened(data) as image:
            for number in range(1, int(getattr(image, "n_frames", 1)) + 1):
                if number > MAX_FRAMES:
                    raise limits.too_big(name, f"more than {MAX_FRAMES} pages", f"超过 {MAX_FRAMES} 页")
                image.seek(number - 1)
                if image.width * image.height > MAX_DECODED:
                    raise limits.too_big(
                        name, f"{image.width} × {image.height} dots", f"{image.width} × {image.height} 像素"
                    )
                pixels, (across, down) = _pixels(image), _dpi(image)
                smaller = max(pixels.shape[:2]) / max(image.size)
                across, down = across * smaller, down * smaller
                if across != down:  # a fax has half as many lines as columns
                    cv2 = needs("cv2", "ocr")
                    pixels = cv2.resize(pixels, None, fx=max(1.0, down / across), fy=max(1.0, across / down))
                yield number, picture_of(pixels, max(across, down))
    except UserError:
        raise
    except Exception:  # Pillow raises what its decoders raise
        raise _damaged(name) from None


def decoded(data: bytes) -> Pixels | None:
    """The dots (rows of red, green, blue) of a picture; ``None`` for what cannot be decoded, or is too large."""
    try:
        with _opened(data) as image:
            return None if image.width * image.height > MAX_DECODED else _pixels(image)
    except Exception:  # Pillow raises what its decoders raise
        return None


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """An image; our own limits hold before Pillow's warnings of large ones."""
    import io
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with needs("PIL.Image", "ocr").open(io.BytesIO(data)) as image:
            yield image


def _pixels(image: Any) -> Pixels:
    """The dots of an image the right way up, on white paper, no more of them than a page needs."""
    numpy = needs("numpy", "ocr")
    image = needs("PIL.ImageOps", "ocr").exif_transpose(image)
    if image.width * image.height > MAX_PIXELS:
        image = image.convert("L") if image.mode == "1" else image.convert("RGB") if image.mode == "P" else image
        image = image.reduce(math.ceil(math.sqrt(image.width * image.height / MAX_PIXELS)))
    if image.mode.startswith(("I", "F")):  # 16 bits and more of grey: Pillow would cut off what is above 255
        values = numpy.asarray(image).astype("float32")
        image = needs("PIL.Image", "ocr").fromarray((values * (255 / max(float(values.max()), 1.0))).astype("uint8"))
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = needs("PIL.Image", "ocr").new("RGBA", image.size, (255, 255, 255, 255))
        image = needs("PIL.Image", "ocr").alpha_composite(paper, image)
    return numpy.asarray(image.convert("RGB"))


def _dpi(image: Any) -> tuple[float, float]:
    """Horizontal and vertical dots per inch, as stated in the image, or computed for a page of the usual size."""
    told = image.info.get("dpi", (0, 0))
    across, down = (float(each or 0) for each in told)
    # Cameras write 72 if they know nothing better.
    if min(across, down) >= 100 or (across >= 200 and down >= 90):
        return across, down
    usual = max(image.size) / _LONG_SIDE
    return usual, usual


def picture_of(pixels: Any, dpi: float) -> Picture:
    """The brightest of the channels: a red stamp or a blue signature fades, black ink stays.

    Text below colour is less certain.
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
