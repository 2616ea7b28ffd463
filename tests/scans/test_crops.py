"""The piece of the picture beside a doubtful value: in lint's report, bounded, and said where it is left out."""

from __future__ import annotations

import base64
import io
import re

import attrs
import pytest
from documents_support import DOCUMENTS

from budget_indicators import Document
from budget_indicators.documents.layout.page import Char
from budget_indicators.documents.model import InPicture
from budget_indicators.documents.readers.scan.crops import Crops
from budget_indicators.lint.engine import document_findings
from budget_indicators.lint.passages import findings, of_document
from budget_indicators.lint.reports.base import Summary
from budget_indicators.lint.reports.html import Html
from budget_indicators.rules import all_rules
from budget_indicators.rules.registry import choose

from .perfect import doubtful, recognised

for needed in ("pypdfium2", "cv2", "rapidocr"):
    pytest.importorskip(needed, reason="the extra ocr is not installed")

FORM = DOCUMENTS / "t003_rl.pdf"
_ADDRESS = re.compile(r'src="data:image/jpeg;base64,([A-Za-z0-9+/=]+)"')


def _read(monkeypatch: pytest.MonkeyPatch) -> Document:
    def misread(at: int, char: Char) -> Char:
        return doubtful(char) if char.text == "9" else char

    return recognised(FORM, monkeypatch, misread)


def _html(document: Document, crops: Crops | None = None) -> str:
    out = io.StringIO()
    made = Html(out, "en", all_rules(), crops=crops)
    selection = choose()
    made.file(document.source, tuple(document_findings(document, selection)))
    for passage in of_document(document):
        made.passage(passage, findings(passage, selection, None))
    made.end(Summary())
    return out.getvalue()


def test_a_doubtful_value_has_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small grey JPEG, and a policy that lets the page show it; one without scans allows no picture."""
    import numpy
    from PIL import Image

    document = _read(monkeypatch)
    page = _html(document)
    pieces = _ADDRESS.findall(page)
    assert len(set(pieces)) == 4
    assert "img-src data:" in page
    for piece in pieces:
        with Image.open(io.BytesIO(base64.b64decode(piece))) as picture:
            assert picture.width <= 900
            assert picture.height <= 240
            assert numpy.asarray(picture).min() < 100  # there is ink
    assert "data:image" not in _html(recognised(FORM, monkeypatch))


def test_what_has_no_room_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a file that is gone is no traceback."""
    document = _read(monkeypatch)
    page = _html(document, crops=Crops(most=1))
    assert len(_ADDRESS.findall(page)) == 1
    assert "3 pieces of scans are not shown" in page
    gone = Crops()
    assert gone.address("no such file.pdf", InPicture(1, 0.1, 0.1, 0.2, 0.2, 0.5, True)) == ""
    assert gone.left_out == 1


def test_a_value_that_cannot_be_has_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """D074: recognition is sure of each character, and what they say is impossible; D073: a title in doubt."""

    def misread(at: int, char: Char) -> Char:
        return attrs.evolve(char, text="l") if char.text == "5" else char

    document = recognised(FORM, monkeypatch, misread)
    told = {one.code for each in document.projects for one in each.tree.diagnostics}
    assert "D074" in told
    assert "D030" not in told
    assert _ADDRESS.findall(_html(document))

    titled = recognised(FORM, monkeypatch, lambda at, char: doubtful(char) if at == 0 else char)
    assert [one.code for one in titled.diagnostics if one.seen is not None] == ["D073"]
    assert len(_ADDRESS.findall(_html(titled))) == 1


def test_findings_of_other_processes_have_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """They come without the project; the place comes with the finding."""
    document = _read(monkeypatch)
    passages = [attrs.evolve(each, tree=None, origin=None) for each in of_document(document)]
    found = [findings(each, choose(), None) for each in of_document(document)]
    out = io.StringIO()
    made = Html(out, "en", all_rules())
    for passage, its in zip(passages, found, strict=True):
        made.passage(passage, its)
    made.end(Summary())
    assert len(set(_ADDRESS.findall(out.getvalue()))) == 4


@pytest.mark.parametrize("turns", range(4))
def test_a_piece_of_a_turned_page_stands_upright(turns: int) -> None:
    """The box is that of the page as displayed, the piece is turned as the page was for reading."""
    import numpy

    from budget_indicators.documents.readers.scan.crops import _piece

    grey = numpy.full((400, 400), 255, dtype="uint8")
    grey[180:220, 100:300] = 0  # a line of text, upright
    displayed = numpy.rot90(grey, -turns)
    ys, xs = (displayed == 0).nonzero()
    place = InPicture(1, xs.min() / 400, ys.min() / 400, xs.max() / 400, ys.max() / 400, 0.5, True, turns)
    height, width = _piece(displayed, place).shape
    assert width > 4 * height
