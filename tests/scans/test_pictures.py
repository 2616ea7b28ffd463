"""Pictures as scanners, telephones and screens make them: decoded the right way up, on white paper, in a usual size."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from documents_support import DOCUMENTS

from budget_indicators import read_document
from budget_indicators.documents.readers.scan.picture import decoded, frames_of_image, pictures_of_image
from budget_indicators.errors import UserError

from .making import rendered
from .measure import compared, key

if TYPE_CHECKING:
    from PIL.Image import Image

for needed in ("pypdfium2", "cv2", "rapidocr"):
    pytest.importorskip(needed, reason="the extra ocr is not installed")

FORM = DOCUMENTS / "t003_rl.pdf"


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_INDICATORS_CACHE", "off")


def _saved(image: Image, kind: str, **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def _form(dpi: int = 100) -> Image:
    """The form, without most of the empty paper below it."""
    page = rendered(FORM, [1], dpi)[0]
    return page.crop((0, int(0.07 * page.height), page.width, int(0.56 * page.height)))


def _alpha(image: Image) -> bytes:
    """Black ink on nothing at all."""
    from PIL import Image as Images
    from PIL import ImageOps

    ink = Images.new("RGBA", image.size, (0, 0, 0, 0))
    ink.putalpha(ImageOps.invert(image.convert("L")))
    return _saved(ink, "PNG")


def _exif(image: Image) -> bytes:
    """As a telephone writes it: lying on its side, and a mark that says so."""
    from PIL import Image as Images

    mark = Images.Exif()
    mark[0x0112] = 6
    return _saved(image.rotate(90, expand=True), "JPEG", exif=mark, quality=90)


def _deep(image: Image) -> bytes:
    """Sixteen bits of grey."""
    import numpy
    from PIL import Image as Images

    grey = numpy.asarray(image.convert("L")).astype("uint16") * 257
    return _saved(Images.fromarray(grey), "PNG")


def _narrow(image: Image) -> bytes:
    """A fax of the standard resolution: half as many lines as columns."""
    half = image.resize((image.width, image.height // 2)).convert("1", dither=None)
    return _saved(half, "TIFF", compression="group3", dpi=(204, 98))


DECODED: dict[str, Callable[[Image], bytes]] = {
    "alpha": _alpha,
    "exif": _exif,
    "deep": _deep,
    "narrow": _narrow,
    "fax": lambda image: _saved(image.convert("1"), "TIFF", compression="group4", dpi=(204, 196)),
    "palette": lambda image: _saved(image.convert("P"), "GIF"),
    "cmyk": lambda image: _saved(image.convert("CMYK"), "JPEG", quality=90),
    "webp": lambda image: _saved(image, "WEBP", quality=80),
    "bmp": lambda image: _saved(image, "BMP"),
}


@pytest.mark.parametrize("kind", DECODED)
def test_a_picture_is_what_is_displayed(kind: str) -> None:
    """Where there is ink and where there is paper, upright, as high as wide: the same as of the page itself."""
    import numpy

    image = _form()
    ((number, picture),) = pictures_of_image("a", DECODED[kind](image))
    assert number == 1
    plain = numpy.asarray(image.convert("L").resize((80, 40))).astype(float)
    import cv2

    found = cv2.resize(picture.grey, (80, 40), interpolation=cv2.INTER_AREA).astype(float)
    assert picture.grey.shape[1] / picture.grey.shape[0] == pytest.approx(image.width / image.height, rel=0.05)
    assert numpy.corrcoef(plain.ravel(), found.ravel())[0, 1] > 0.8
    assert found.mean() == pytest.approx(plain.mean(), abs=12)


def test_every_page_of_a_tiff_is_one() -> None:
    """In their order, each in its own size."""
    first, second = _form(), _form().crop((0, 0, 500, 200))
    data = _saved(first, "TIFF", save_all=True, append_images=[second], compression="tiff_lzw")
    assert frames_of_image("a", data) == 2
    shapes = [(number, picture.grey.shape) for number, picture in pictures_of_image("a", data)]
    assert [number for number, _ in shapes] == [1, 2]
    assert shapes[0][1] != shapes[1][1]


def test_a_huge_picture_is_made_smaller_and_a_giant_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pillow's warnings, and with one line."""
    from PIL import Image as Images

    from budget_indicators.documents.readers.scan import picture as module

    data = _saved(Images.new("1", (9000, 8000), 1), "PNG")
    ((_, found),) = pictures_of_image("a", data)
    assert max(found.grey.shape) <= 2400
    monkeypatch.setattr(module, "MAX_DECODED", 1_000_000)
    assert decoded(data) is None
    with pytest.raises(UserError, match="9000 × 8000 dots; refused as too big"):
        list(pictures_of_image("a", data))


def _points_for_dots() -> bytes:
    """A PDF as programs for telephones make it: a point for each dot, so that the page is more than a metre wide."""
    return _saved(_form(300), "PDF", resolution=72)


@pytest.mark.ocr
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("screenshot.png", lambda: _saved(_form(96), "PNG")),
        ("points.pdf", _points_for_dots),
        ("turned.png", lambda: _saved(_form(150).rotate(270, expand=True), "PNG", dpi=(150, 150))),
        ("telephone.jpg", lambda: _exif(_form(250))),
    ],
)
def test_pictures_of_any_size_and_direction_are_read(name: str, data: Callable[[], bytes]) -> None:
    """Exactly, but for what is doubted."""
    printed, found = read_document(FORM), read_document(data(), name=name)
    outcome = compared(printed, found)
    assert outcome.silent == 0
    assert outcome.exact >= 7
    assert len(found.indicators) == 8
    assert all(project.recognised for project in found.projects)


@pytest.mark.ocr
@pytest.mark.filterwarnings("default")
def test_both_pages_of_a_tiff_are_read() -> None:
    """As one document."""
    data = _saved(_form(150), "TIFF", save_all=True, append_images=[_form(150)], compression="tiff_lzw", dpi=(150, 150))
    found = read_document(data, name="two.tif")
    printed = Counter(map(key, read_document(FORM).indicators))
    assert Counter(map(key, found.indicators)) == Counter({each: 2 * count for each, count in printed.items()})
    assert {each.at.page for project in found.projects for each in project.recognised} == {1, 2}
