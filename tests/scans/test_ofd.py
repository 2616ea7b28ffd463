"""OFD pages that are pictures: laid on paper as they are displayed, and read by text recognition."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from documents_support import DOCUMENTS
from readers.ofds import drawn_pages, media, of_drawn, ofd, picture

from budget_indicators import read_document
from budget_indicators.documents.model import InPicture
from budget_indicators.documents.readers import ofd as reader
from budget_indicators.documents.readers.ofd import pictures_of_ofd
from budget_indicators.documents.readers.scan.crops import Crops
from budget_indicators.errors import UserError

from .making import rendered
from .measure import compared
from .test_pictures import _form, _saved

if TYPE_CHECKING:
    from PIL.Image import Image

for needed in ("pypdfium2", "cv2", "rapidocr", "defusedxml"):
    pytest.importorskip(needed, reason="the extras ocr and ofd are not installed")

FORM = DOCUMENTS / "t003_rl.pdf"
_RES = "Doc_0/Res/form.png"


def _scanned(page: str, image: Image, *, beside: str = "") -> bytes:
    """A file of one page with a picture, called 4, in the folder that the resources name."""
    return ofd(
        [page + beside],
        size="0 0 200 100",
        resources=media(4, "Res/form.png"),
        extra={_RES: _saved(image, "PNG")},
    )


@pytest.mark.parametrize(
    ("page", "turn"),
    [
        (picture(4, 20, 10, 160, 80), 0),
        (picture(4, 20, 10, 160, 80, ctm=""), 0),  # some programs leave the matrix out
        (picture(4, 20, 10, 160, 80, ctm="-160 0 0 -80 160 80"), 180),
        ("<ofd:PageBlock>" + picture(4, 20, 10, 160, 80) + "</ofd:PageBlock>", 0),
    ],
)
def test_a_page_looks_as_it_is_displayed(page: str, turn: int) -> None:
    """The picture in its box, turned as its matrix says, on white paper."""
    import numpy
    from PIL import Image as Images

    image = _form().resize((640, 320))
    ((number, found),) = pictures_of_ofd("a.ofd", _scanned(page, image), [1])
    assert number == 1
    assert found.width == pytest.approx(200 / 25.4 * 72, abs=1)
    paper = Images.new("L", (800, 400), 255)
    paper.paste(image.rotate(turn).convert("L"), (80, 40))
    plain, seen = (
        numpy.asarray(each.resize((100, 50))).astype(float).ravel() for each in (paper, Images.fromarray(found.grey))
    )
    assert numpy.corrcoef(plain, seen)[0, 1] > 0.9


def test_resources_of_a_page_and_their_folder() -> None:
    """A page may have resources of its own; they say in which folder their files lie."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    own = f'<ofd:Res {space} BaseLoc="Pics">{media(4, "form.png")}</ofd:Res>'
    page = (
        f"<ofd:Page {space}><ofd:PageRes>PageRes.xml</ofd:PageRes><ofd:Content><ofd:Layer ID='1'>"
        f"{picture(4, 0, 0, 200, 100)}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    folder = "Doc_0/Pages/Page_0"
    data = ofd(
        [""],
        size="0 0 200 100",
        extra={
            f"{folder}/Content.xml": page,
            f"{folder}/PageRes.xml": own,
            f"{folder}/Pics/form.png": _saved(_form(), "PNG"),
        },
    )
    assert [number for number, _ in pictures_of_ofd("a.ofd", data, [1])] == [1]


def test_what_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not asked for, not installed, not decodable; each in one line."""
    data = _scanned(picture(4, 0, 0, 200, 100), _form())
    with pytest.raises(UserError, match="--ocr auto"):
        read_document(data, name="a.ofd", ocr="never")
    broken = ofd([picture(4, 0, 0, 200, 100)], resources=media(4, "Res/a.jb2"), extra={"Doc_0/Res/a.jb2": b"\x97JB2"})
    with pytest.raises(UserError, match="cannot be decoded; export it as PDF"):
        read_document(broken, name="a.ofd")
    monkeypatch.setattr(reader, "can_recognise", lambda: False)
    with pytest.raises(UserError, match=r"install the extra: pip install 'budget-indicators\[ocr\]'"):
        read_document(data, name="a.ofd")


def test_a_picture_beside_text_that_is_not_read_is_told() -> None:
    """What stands in it is missing from the result."""
    text = of_drawn(drawn_pages(FORM))
    assert "D077" not in {each.code for each in read_document(text, name="a.ofd").diagnostics}
    pasted = _with_picture(text)
    told = [each for each in read_document(pasted, name="a.ofd", ocr="never").diagnostics if each.code == "D077"]
    assert [each.where.page for each in told] == [1]


def _with_picture(data: bytes) -> bytes:
    """The file with a picture of the form at the end of its first page."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as new:
        for part in archive.namelist():
            held = archive.read(part)
            if part.endswith("Page_0/Content.xml"):
                held = held.replace(b"</ofd:Layer>", picture(4, 10, 130, 277, 75).encode() + b"</ofd:Layer>")
            if part.endswith("PublicRes.xml"):
                held = held.replace(b"</ofd:Res>", media(4, "Res/form.png").encode() + b"</ofd:Res>")
            new.writestr(part, held)
        new.writestr(_RES, _saved(_form(150), "PNG"))
    return out.getvalue()


@pytest.mark.ocr
@pytest.mark.filterwarnings("default")
def test_a_scan_in_an_ofd_file_is_read(tmp_path: object) -> None:
    """As the same scan in a PDF is; and a report finds the piece of the picture."""
    image = rendered(FORM, [1], 150)[0]
    page = picture(4, 0, 0, 297, 210)
    data = ofd([page], size="0 0 297 210", resources=media(4, "Res/form.png"), extra={_RES: _saved(image, "PNG")})
    found = read_document(data, name="a.ofd")
    outcome = compared(read_document(FORM), found)
    assert (outcome.exact, outcome.silent) == (8, 0)
    assert all("D070" in {each.code for each in project.tree.diagnostics} for project in found.projects)
    from pathlib import Path

    path = Path(str(tmp_path)) / "a.ofd"
    path.write_bytes(data)
    assert Crops().address(str(path), InPicture(1, 0.1, 0.1, 0.3, 0.2, 0.5, True)).startswith("data:image/jpeg")


@pytest.mark.ocr
@pytest.mark.filterwarnings("default")
def test_text_and_a_scanned_table_of_an_ofd_page_are_both_read() -> None:
    """The one exactly, the other by recognition."""
    pasted = _with_picture(of_drawn(drawn_pages(FORM)))
    found = read_document(pasted, name="a.ofd")
    printed = read_document(FORM)
    assert len(found.indicators) == 2 * len(printed.indicators)
    read = [each for each in found.indicators if not found.projects[0].seen(each.span)]
    assert [each.name for each in read[:8]] == [each.name for each in printed.indicators]
