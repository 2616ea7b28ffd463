"""Recognition alone, and what a user would do without this package: so that one sees what tables and grammar add."""

from __future__ import annotations

from collections import Counter

import attrs

from budget_indicators import Document
from budget_indicators.documents.content import read_text_document
from budget_indicators.documents.layout.page import lines_of, text_of_line
from budget_indicators.documents.readers.scan.cache import remembered
from budget_indicators.documents.readers.scan.picture import pictures_of_pdf

from .measure import folded


@attrs.frozen
class Alone:
    """Cells of the printed tables, how many of them were recognised exactly; characters, and how many were found."""

    cells: int
    exact: int
    characters: int
    same: int


def alone(printed: Document, found: Document) -> Alone:
    """Compare the texts of all cells, whatever they mean."""
    left, right = Counter(_cells(printed)), Counter(_cells(found))
    before, after = Counter("".join(left.elements())), Counter("".join(right.elements()))
    return Alone(left.total(), (left & right).total(), before.total(), (before & after).total())


def _cells(document: Document) -> list[str]:
    texts = (text for table in document.tables for row in table.rows for text in row)
    return [short for text in texts if (short := folded(text))]


def plain_text(data: bytes) -> Document:
    """The recognised lines of all pages as one text, as other programs give it, read by the parser."""
    from pypdfium2 import PdfDocument

    pages = range(1, len(PdfDocument(data)) + 1)
    lines = [
        text_of_line(line, columns=True)
        for number, picture in pictures_of_pdf("scan.pdf", data, pages)
        for line in lines_of(remembered(picture, number).chars)
    ]
    return read_text_document("\n".join(lines), "scan.txt")
