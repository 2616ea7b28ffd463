"""A recogniser that reads every page as it was printed, but for the characters a test wants misread.

What is behind recognition (cells, doubts, places, sums) is tested with it on every machine, in no time.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from budget_indicators import Document, read_document
from budget_indicators.documents.layout.page import Char
from budget_indicators.documents.layout.ruling import Edge
from budget_indicators.documents.model import InPicture
from budget_indicators.documents.readers import pdf
from budget_indicators.documents.readers.pdf_marks import edges_of, upright
from budget_indicators.documents.readers.pdf_page import drawn, layers_of
from budget_indicators.documents.readers.scan import read
from budget_indicators.documents.readers.scan.page import Scanned

Misread = Callable[[int, Char], Char]
"""Makes of the character with this number (from 0, on its page) what the recogniser sees."""


@attrs.frozen
class PrintedPage:
    """A page as it was printed, in points."""

    chars: tuple[Char, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float


def printed_pages(path: Path) -> Iterator[PrintedPage]:
    """The characters and rules of each page of a PDF with text."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # of oddities of fonts
    document = PDFDocument(PDFParser(io.BytesIO(path.read_bytes())))
    manager, layers = PDFResourceManager(), layers_of(document.catalog)
    for page in PDFPage.create_pages(document):
        picture = drawn(page, manager, layers)
        chars, edges = upright(picture.glyphs, edges_of(picture.shapes, picture.struck), picture.width, picture.height)
        yield PrintedPage(
            tuple(char for char in chars if not char.text.isspace()), tuple(edges), picture.width, picture.height
        )


def recognised(
    path: Path, monkeypatch: pytest.MonkeyPatch, misread: Misread = lambda _, char: char, *, ruled: bool = True
) -> Document:
    """What is read of a PDF as if each page were a picture; ``misread`` spoils characters, ``ruled`` keeps rules."""
    as_pictures(path, monkeypatch, misread, ruled=ruled)
    return read_document(path, ocr="always")


def as_pictures(path: Path, monkeypatch: pytest.MonkeyPatch, misread: Misread, *, ruled: bool = True) -> None:
    """From now on what is recognised in this process is this PDF: with ``ocr="always"`` it is read as a scan."""
    pages = [*printed_pages(path)]

    def perfect(_: object, number: int) -> Scanned:
        page = pages[number - 1]
        chars = (misread(at, _in_picture(char, number, page)) for at, char in enumerate(page.chars))
        return Scanned(tuple(chars), page.edges if ruled else (), ())

    monkeypatch.setattr(pdf, "can_recognise", lambda: True)
    monkeypatch.setattr(pdf, "pictures_of_pdf", lambda _name, _data, numbers: ((number, None) for number in numbers))
    monkeypatch.setattr(read, "remembered", perfect)


def doubtful(char: Char, text: str | None = None) -> Char:
    """The character (or another in its place), of which the recogniser is not sure."""
    assert char.seen is not None
    seen = attrs.evolve(char.seen, confidence=0.5, doubtful=True)
    return attrs.evolve(char, text=char.text if text is None else text, seen=seen)


def _in_picture(char: Char, number: int, page: PrintedPage) -> Char:
    left, right, top, bottom = (
        round(min(1.0, max(0.0, at / whole)), 4)
        for at, whole in (
            *((each, page.width) for each in (char.left, char.right)),
            *((each, page.height) for each in (char.top, char.bottom)),
        )
    )
    return attrs.evolve(char, seen=InPicture(number, left, top, right, bottom, 0.99))
