"""Pages of a PDF turned into what a scanner, a copier or a fax machine makes of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def scan(path: Path, pages: Sequence[int], *, dpi: int = 200, kind: str = "clean") -> bytes:
    """A PDF of pictures of these pages (from 1), as ``KINDS[kind]`` spoils them."""
    pictures = [KINDS[kind](page, dpi) for page in rendered(path, pages, dpi)]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def rendered(path: Path, pages: Sequence[int], dpi: int) -> list[Image]:
    """The pages as they are displayed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    return [document[number - 1].render(scale=dpi / 72).to_pil().convert("RGB") for number in pages]


def _noised(page: Image, dpi: int) -> Image:
    import numpy

    noise = numpy.random.default_rng(7).normal(0, 8, (page.height, page.width, 1))
    from PIL import Image as Images

    return Images.fromarray((numpy.asarray(page, dtype=float) + noise).clip(0, 255).astype("uint8"))


def _jpeg(page: Image, dpi: int, quality: int = 40) -> Image:
    from PIL import Image as Images

    held = io.BytesIO()
    page.save(held, "JPEG", quality=quality)
    return Images.open(io.BytesIO(held.getvalue())).convert("RGB")


def _skewed(degrees: float) -> Callable[[Image, int], Image]:
    def skew(page: Image, dpi: int) -> Image:
        from PIL import Image as Images

        turned = page.rotate(degrees, resample=Images.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255))
        return _noised(turned, dpi)

    return skew


def _stamped(page: Image, dpi: int) -> Image:
    """A round red seal over the middle of the table, as thick as seals are."""
    from PIL import Image as Images
    from PIL import ImageDraw

    seal = Images.new("RGBA", page.size, (255, 255, 255, 0))
    draw = ImageDraw.Draw(seal)
    random = Random(5)
    x = page.width // 2 + random.randint(-dpi, dpi)
    y = page.height // 2 + random.randint(-dpi // 2, dpi // 2)
    half, step = round(0.8 * dpi), round(0.16 * dpi)
    draw.ellipse((x - half, y - half, x + half, y + half), outline=(215, 30, 40, 215), width=dpi // 16)
    for at in range(5):
        level = y + (at - 2) * step
        draw.line((x - half // 2, level, x + half // 2, level), (215, 30, 40, 200), dpi // 25)
    return _jpeg(Images.alpha_composite(page.convert("RGBA"), seal).convert("RGB"), dpi, 75)


def _grey(page: Image, dpi: int) -> Image:
    """A faint grey copy on yellowed paper."""
    return _noised(page.convert("L").point(lambda value: 110 + value * 0.45).convert("RGB"), dpi)


def _fax(page: Image, dpi: int) -> Image:
    """Black and white only, with single dots lost and added."""
    import numpy
    from PIL import Image as Images

    dots = numpy.asarray(page.convert("L")).copy()
    dice = numpy.random.default_rng(3).random(dots.shape)
    black = dots < 140
    black ^= dice < 0.002
    return Images.fromarray((~black * 255).astype("uint8")).convert("RGB")


def _quarter_turned(turns: int) -> Callable[[Image, int], Image]:
    return lambda page, dpi: _noised(page.rotate(90 * turns, expand=True), dpi)


KINDS: dict[str, Callable[[Image, int], Image]] = {
    "clean": _noised,
    "jpeg": _jpeg,
    "skew 1": _skewed(1.0),
    "skew 3": _skewed(-3.0),
    "stamp": _stamped,
    "grey": _grey,
    "fax": _fax,
    "sideways": _quarter_turned(1),
    "upside down": _quarter_turned(2),
}
