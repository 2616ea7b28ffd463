"""PDF, by pdfplumber: characters and rules of each page; what cannot be read says why."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ...documents import checks, limits
from ...errors import UserError
from ...extras import needs
from ...model.nodes import Diagnostic
from ...text.cleaning import LOOK_ALIKES
from ..layout.aligned import Columns, aligned_blocks, find_columns
from ..layout.grid import Block
from ..layout.page import Char, blocks_of_page
from ..layout.ruling import Edge, tables
from .reading import Read

# Radicals that stand for characters, the hyphen some producers lose, and the blank that does not break.
_ARTEFACTS = {code: char for code, char in LOOK_ALIKES.items() if 0x2E80 <= code < 0x2FE0 or code == 0xFFFE}
_ARTEFACTS |= {0x00A0: " ", 0x00AD: "-"}
# Ligatures: one glyph, several letters.
_ARTEFACTS |= {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}

_STREAM = re.compile(rb"stream\r?\n")
_OPERATOR = re.compile(rb"(?<![A-Za-z0-9*'\"])(?:re|l|c|v|y)(?![A-Za-z0-9*'\"])")


def read_pdf(name: str, data: bytes) -> Read:
    """The lines and tables of a PDF file."""
    pdfplumber = needs("pdfplumber", "pdf")
    _refuse_bombs(name, data)
    import io

    with _quiet():
        try:
            document = pdfplumber.open(io.BytesIO(data))
        except Exception as problem:  # pdfminer raises whatever a damaged file leads to
            raise _unreadable(name, problem) from None
        try:
            return _read(name, document)
        finally:
            document.close()


def _read(name: str, document: Any) -> Read:
    try:
        count = len(document.pages)
    except Exception:  # pdfminer raises whatever a damaged file leads to
        raise limits.damaged(name, "PDF") from None
    if count == 0:
        raise limits.damaged(name, "PDF")
    if count > limits.MAX_PAGES:
        raise limits.too_big(name, f"{count} pages", f"共 {count} 页")
    blocks: list[Block] = []
    diagnostics: list[Diagnostic] = []
    images: list[int] = []
    skipped: list[int] = []
    characters = 0
    columns: Columns | None = None
    for number, page in enumerate(document.pages, start=1):
        try:
            if _strokes(page) > limits.MAX_STROKES:
                skipped.append(number)
                continue
            chars, edges = _contents(page)
            if not any(not char.text.isspace() for char in chars):
                if page.images:
                    images.append(number)
                continue
            if len(chars) > limits.MAX_CHARACTERS or len(edges) > 8 * limits.MAX_STROKES:
                skipped.append(number)
                continue
            characters += len(chars)
            found, columns = _blocks(chars, edges, number, columns)
            blocks += found
        except UserError:
            raise
        except Exception as problem:
            if _is_password(problem):
                raise limits.password(name) from None
            diagnostics.append(checks.page_damaged(number))
        finally:
            page.close()
    if not characters:
        raise _nothing(name, images, skipped, len(diagnostics), count)
    diagnostics += [checks.page_is_image(number) for number in images]
    diagnostics += [checks.page_too_full(number) for number in skipped]
    return Read(tuple(blocks), tuple(diagnostics))


def _blocks(
    chars: Sequence[Char], edges: Sequence[Edge], number: int, columns: Columns | None
) -> tuple[list[Block], Columns | None]:
    """The page's lines and tables; and, where its table has not all of its rules, the columns it was read by."""
    ruled = tables(edges)
    if ruled:
        return blocks_of_page(chars, ruled, number), None
    own = find_columns(chars)
    if own is not None:
        return aligned_blocks(chars, edges, number, own, goes_on=False), own
    if columns is not None:
        return aligned_blocks(chars, edges, number, columns, goes_on=True), columns
    return blocks_of_page(chars, (), number), None


def _nothing(name: str, images: Sequence[int], skipped: Sequence[int], broken: int, count: int) -> UserError:
    if skipped:
        return limits.too_big(name, f"page {skipped[0]} is drawn of too many lines", f"第 {skipped[0]} 页的线条过多")
    if images:
        return UserError(
            f"{name}: a scan without text; run text recognition (OCR) over it first",
            f"{name}：扫描件，没有文字，请先做文字识别（OCR）",
        )
    if broken:
        return limits.damaged(name, "PDF")
    return UserError(f"{name}: {count} pages without any text", f"{name}：共 {count} 页，没有任何文字")


def _contents(page: Any) -> tuple[list[Char], list[Edge]]:
    drawn = page.chars
    turned = _turn(page, drawn)
    chars = [
        Char(char["text"].translate(_ARTEFACTS), *turned(char["x0"], char["x1"], char["top"], char["bottom"]))
        for char in drawn
    ]
    edges: list[Edge] = []
    for edge in page.edges:
        left, right, top, bottom = turned(edge["x0"], edge["x1"], edge["top"], edge["bottom"])
        if bottom - top <= right - left:
            edges.append(Edge(True, (top + bottom) / 2, left, right))
        else:
            edges.append(Edge(False, (left + right) / 2, top, bottom))
    return _once(chars), edges


def _once(chars: Sequence[Char]) -> list[Char]:
    """The characters without those drawn a second time on the same place (that is how some programs make bold)."""
    seen: set[tuple[str, int, int]] = set()
    out: list[Char] = []
    for char in chars:
        x, y = round(char.left), round(char.top)
        near = [(char.text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if not char.text.isspace() and any(place in seen for place in near):
            continue
        seen.add((char.text, x, y))
        out.append(char)
    return out


def _turn(page: Any, chars: Sequence[Any]) -> Any:
    """How to turn the page's boxes so that most of its text is upright (a table may be set sideways)."""
    sideways = [char for char in chars if not char["upright"] and not char["text"].isspace()]
    if 2 * len(sideways) <= len(chars):
        return lambda left, right, top, bottom: (left, right, top, bottom)
    up = sum(1 if char["matrix"][1] > 0 else -1 for char in sideways)
    height, width = float(page.height), float(page.width)
    if up > 0:
        return lambda left, right, top, bottom: (height - bottom, height - top, left, right)
    return lambda left, right, top, bottom: (top, bottom, width - right, width - left)


def _strokes(page: Any) -> int:
    """How many lines and rectangles a page draws, counted in its instructions before anything is built of them."""
    from pdfminer.pdftypes import PDFStream, resolve1

    count = 0
    seen: set[int] = set()
    streams = [resolve1(each) for each in page.page_obj.contents or []]
    resources = [resolve1(page.page_obj.resources) or {}]
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
            continue  # encrypted or damaged; the library will say
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
    """pdfminer reports every oddity of a font to the log; nobody asked."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
