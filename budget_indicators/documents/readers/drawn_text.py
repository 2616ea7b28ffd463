"""Visible characters and rules of a page, upright; whatever is left out is reported."""

from __future__ import annotations

from collections.abc import Sequence

from ...catalogue.readers import FOOTNOTE, STRUCK_OUT, UNSEEN, WATERMARK
from ..layout.page import Char
from ..layout.ruling import Edge
from .drawing import Drawn
from .pdf_marks import upright, without_marks, without_struck_out
from .pdf_seen import Seen, Signature, seen
from .result import Reported, page_spot


def seen_text(
    page: Drawn, edges: Sequence[Edge], number: int, watermarks: set[Signature], reported: Reported
) -> tuple[list[Char], list[Edge]]:
    """The characters of page ``number`` that its reader sees, and its rules ``edges``, turned upright.

    ``watermarks`` are those of earlier pages; the page's own are added.
    """
    found = seen(page, [_box(edge) for edge in edges], watermarks)
    _report(reported, number, found)
    chars, turned = upright(found.glyphs, edges, page.width, page.height)
    chars, struck = without_struck_out(chars, turned)
    chars, marks = without_marks(chars)
    for rule, texts in ((STRUCK_OUT, struck), (FOOTNOTE, marks)):
        if texts:
            reported.add(rule, page_spot(number), " ".join(texts))
    return chars, turned


def _report(reported: Reported, page: int, found: Seen) -> None:
    for rule, glyphs in ((WATERMARK, found.watermark), (UNSEEN, found.unseen)):
        text = "".join(glyph.text for glyph in glyphs)
        if text.strip():
            reported.add(rule, page_spot(page), text)


def _box(edge: Edge) -> tuple[float, float, float, float]:
    if edge.horizontal:
        return edge.start, edge.end, edge.at, edge.at
    return edge.at, edge.at, edge.start, edge.end
