"""PDF, by pdfminer.six: the characters and rules of each page, and diagnostics for those that cannot be read."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from ...documents import checks, limits
from ...errors import UserError
from ...extras import needs
from ...model.nodes import Diagnostic
from ..layout.aligned import Columns
from ..layout.grid import Block, page_of
from ..layout.pages import blocks_and_columns
from . import Ocr
from .drawn_text import seen_text
from .pdf_marks import edges_of
from .result import Read, Reported
from .scan.picture import pictures_of_pdf
from .scan.read import Printed, can_recognise, left_unread, no_recognition, pictures_to_read, recognised_pages

_STREAM = re.compile(rb"stream\r?\n")
_OPERATOR = re.compile(rb"(?<![A-Za-z0-9*'\"])(?:re|l|c|v|y)(?![A-Za-z0-9*'\"])")


def read_pdf(name: str, data: bytes, ocr: Ocr = "auto") -> Read:
    """The lines and tables of a PDF file, as they are seen on its pages."""
    needs("pdfminer", "pdf")
    _refuse_bombs(name, data)
    import io

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    with _quiet():
        try:
            document = PDFDocument(PDFParser(io.BytesIO(data)))
            pages = list(islice(PDFPage.create_pages(document), limits.MAX_PAGES + 1))
        except Exception as problem:  # pdfminer raises whatever a damaged file leads to
            raise _unreadable(name, problem) from None
        return _read(name, data, document, pages, ocr)


def _read(name: str, data: bytes, document: Any, pages: Sequence[Any], ocr: Ocr) -> Read:
    from pdfminer.pdfinterp import PDFResourceManager

    from .pdf_page import drawn, layers_of
    from .pdf_seen import Signature

    count = len(pages)
    if count == 0:
        raise limits.damaged(name, "PDF")
    if count > limits.MAX_PAGES:
        raise limits.too_big(name, f"more than {limits.MAX_PAGES} pages", f"超过 {limits.MAX_PAGES} 页")
    manager = PDFResourceManager()
    layers = layers_of(document.catalog)
    blocks: list[Block] = []
    diagnostics: list[Diagnostic] = []
    reported = Reported()
    scans: dict[int, Printed] = {}
    skipped: list[int] = []
    characters = 0
    columns: Columns | None = None
    watermarks: set[Signature] = set()
    recognises = ocr != "never" and can_recognise()
    for number, page in enumerate(pages, start=1):
        try:
            if _strokes(page) > limits.MAX_STROKES:
                skipped.append(number)
                continue
            picture = drawn(page, manager, layers)
            edges = edges_of(picture.shapes, picture.struck)
            if len(picture.glyphs) > limits.MAX_CHARACTERS or len(edges) > 8 * limits.MAX_STROKES:
                skipped.append(number)
                continue
            chars, edges = seen_text(picture, edges, number, watermarks, reported)
            blank = not any(not char.text.isspace() for char in chars)
            pictures = pictures_to_read(picture, blank)
            if pictures or (ocr == "always" and not blank):
                alone = blank or ocr == "always"
                scans[number] = Printed() if alone else Printed((*chars,), (*edges,), pictures)
                if alone or recognises:
                    continue
            if blank:
                continue
            characters += len(chars)
            its_blocks, columns = blocks_and_columns(chars, edges, number, columns)
            blocks += its_blocks
        except UserError:
            raise
        except Exception as problem:
            if _is_password(problem):
                raise limits.password(name) from None
            diagnostics.append(checks.page_damaged(number))
    recognised: frozenset[int] = frozenset()
    if scans and recognises:
        read = recognised_pages(name, pictures_of_pdf(name, data, sorted(scans)), scans)
        blocks = sorted([*blocks, *read.blocks], key=page_of)
        diagnostics += read.diagnostics
        recognised = read.recognised
        if not blocks:
            raise _nothing(name, {}, skipped, len(diagnostics), count, ocr)
    elif not characters:
        raise _nothing(name, scans, skipped, len(diagnostics), count, ocr)
    else:
        diagnostics += left_unread(scans)
    diagnostics += [checks.page_too_full(number) for number in skipped]
    return Read(tuple(blocks), (*diagnostics, *reported.all()), recognised)


def _nothing(
    name: str, scans: Mapping[int, Printed], skipped: Sequence[int], broken: int, count: int, ocr: Ocr
) -> UserError:
    if skipped:
        return limits.too_big(name, f"page {skipped[0]} consists of too many lines", f"第 {skipped[0]} 页的线条过多")
    if scans:
        return no_recognition(name, "a scan without text", "扫描件", ocr)
    if broken:
        return limits.damaged(name, "PDF")
    return UserError(f"{name}: {count} pages without any text", f"{name}：共 {count} 页，没有任何文字")


def _strokes(page: Any) -> int:
    """The number of lines and rectangles on a page, counted in its instructions before anything is built of them."""
    from pdfminer.pdftypes import PDFStream, resolve1

    count = 0
    seen: set[int] = set()
    streams = [resolve1(each) for each in page.contents or []]
    resources = [resolve1(page.resources) or {}]
    while resources and len(seen) < 1000:
        forms = resolve1(resources.pop().get("XObject")) or {}
        for reference in forms.values():
            form = resolve1(reference)
            if not isinstance(form, PDFStream) or id(form) in seen:
                continue
            seen.add(id(form))
            if getattr(form.get("Subtype"), "name", "") == "Form":
                streams.append(form)
                resources.append(resolve1(form.get("Resources")) or {})
    for stream in streams:
        if isinstance(stream, PDFStream):
            count += sum(1 for _ in _OPERATOR.finditer(stream.get_data()))
            if count > limits.MAX_STROKES:
                break
    return count


def _refuse_bombs(name: str, data: bytes) -> None:
    """Refuse a file one of whose streams (images aside, which are never unpacked) unpacks to a giant."""
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 2048) : found.start()]
        head = head[max(head.rfind(b" obj"), 0) :]
        if re.search(rb"/Subtype\s*/Image", head) or (b"FlateDecode" not in head and b"/Fl" not in head):
            continue
        inflater = zlib.decompressobj()
        try:
            unpacked = inflater.decompress(data[found.end() :][: limits.MAX_STREAM], limits.MAX_STREAM + 1)
            if len(re.findall(rb"/FlateDecode|/Fl\b", head)) > 1:
                unpacked = zlib.decompressobj().decompress(unpacked, limits.MAX_STREAM + 1)
        except zlib.error:
            continue  # encrypted or damaged; the library reports it
        if len(unpacked) > limits.MAX_STREAM:
            raise limits.too_big(name, "a stream unpacks to more than 48 MB", "其中一个数据流解压后超过 48 MB")


def _is_password(problem: BaseException) -> bool:
    return "Password" in type(problem).__name__ or any(
        "Password" in type(each).__name__ for each in (*problem.args, problem.__cause__, problem.__context__)
    )


def _unreadable(name: str, problem: Exception) -> UserError:
    if _is_password(problem):
        return limits.password(name)
    if "Encryption" in repr(problem) or "encryption" in str(problem):
        return UserError(
            f"{name}: encrypted in a way that cannot be read; print it to a new PDF",
            f"{name}：加密方式无法识别，请用阅读器打开后另存（打印）为新的 PDF",
        )
    return limits.damaged(name, "PDF")


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence pdfminer, which logs every irregularity of a font."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
