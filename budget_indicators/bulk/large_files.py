"""Text files of any size in pieces: decoded like a whole file, and never cut inside a row or an entry."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import attrs

from ..documents.year import year_in_line
from ..errors import UserError
from ..text.encoding import ERRORS, decode, encoding_of, is_binary, marked, without_controls

LARGE = 32 * 1024 * 1024
"""Bytes: larger text files are read in pieces."""
PIECE = 1_000_000
"""Default size of a piece in characters: about five thousand indicators."""

_HEAD = 256 * 1024
_BLOCK = 1024 * 1024
_NEAR = 8_000  # characters at the end of a piece that are searched first for a place to cut
_LONGEST_CHARACTER = 4  # bytes, in UTF-8 and in GB18030

# Where a text may be cut, best first. The number of a string's later entries (not 1):
_LATER = r"(?:[2-9]|[1-9][0-9]{1,2})、[1-3]-"
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        # before the title of a table
        r"[\n\r\f](?=[^\n\r]{0,40}绩效目标(?:申报|批复|自评)?表)",
        # before a row that begins with a name and an amount
        r"。[ \t\"]*[\n\r]+(?=[^\n\r]{0,80}[\t ][0-9][0-9,]*\.[0-9]{2}(?![0-9]))",
        # between a string and the next
        r"年度指标值[:：][^。]{0,200}。[ \t\"]*[\n\r]+(?=[ \t\"]*1、[1-3]-)",
        # between two entries of a string
        rf"。[ \t]*[\n\r]+(?=[ \t]*{_LATER})",
        rf"。(?={_LATER})",
        # between sentences, between lines
        r"。[ \t\"]*[\n\r]",
        r"[\n\r]",
    )
)
# Lines that apply to later ones: the table, its year, department, money unit and columns.
_TITLE = re.compile(r"绩效目标(?:申报|批复|自评)?表")
_CONTEXT = re.compile(r"单位[:：]|部门名称|项目名称|绩效指标[\t |]|[\t |]绩效指标")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年?|[零〇○一二三四五六七八九]年")
_LONGEST_CONTEXT = 400
_MOST_CONTEXT = 8


@attrs.frozen
class Piece:
    """A part of a long text: ``line`` is the number of its first line, from 1.

    ``start`` is the number of characters before it, ``page`` the page of its first line (``None``: the text has no form
    feeds). ``context`` are earlier lines that it depends on (the title of the table, its year, money unit and columns),
    each with its line end; ``""`` if the piece begins with a title of its own. ``mid_line``: it continues the line
    before it. ``encoding`` is that of the file.
    """

    text: str
    line: int
    start: int = 0
    page: int | None = None
    context: str = ""
    mid_line: bool = False
    encoding: str = ""


def is_large(path: Path) -> bool:
    """Whether a file is so large that texts are read in pieces."""
    return path.is_file() and path.stat().st_size >= LARGE


def large_kind(path: Path) -> str:
    """``"text"`` or ``"csv"`` for a file of that kind that is to be read in pieces, ``""`` for every other."""
    from ..documents.open import kind_of

    if not is_large(path):
        return ""
    with open(path, "rb") as file:
        kind = kind_of(path, file.read(_HEAD))
    return kind if kind in ("text", "csv") else ""


def text_of(path: Path, where: str | None = None) -> Iterator[str]:
    """The text of a file in blocks, decoded as ``decode`` would decode the whole.

    Raises ``UserError`` for a file that is no text; ``where`` is the file's name in it (default: the path).
    """
    encoding, skip = _encoding(path, where or str(path))
    with open(path, "rb") as file:
        file.seek(skip)
        # A file that ends in the middle of a character is still text.
        yield from _decoded(file, codecs.getincrementaldecoder(encoding)(ERRORS))


def has_pages(path: Path, encoding: str) -> bool:
    """Whether form feeds divide the text of a file into pages."""
    if encoding.startswith(("utf-16", "utf-32")):
        return any("\f" in block for block in text_of(path))
    with open(path, "rb") as file:  # in every other encoding this byte is no part of another character
        return any(b"\f" in block for block in iter(lambda: file.read(_BLOCK), b""))


def _decoded(file: BinaryIO, decoder: codecs.IncrementalDecoder) -> Iterator[str]:
    while block := file.read(_BLOCK):
        yield without_controls(decoder.decode(block))
    yield decoder.decode(b"", final=True)


def encoding_of_file(path: Path, where: str) -> str:
    """The encoding of a file, as ``decode`` would determine it from the whole."""
    return _encoding(path, where)[0]


def _encoding(path: Path, where: str) -> tuple[str, int]:
    """The encoding of a file and the length of its mark: the first of the chain that decodes all of it."""
    with open(path, "rb") as file:
        head = file.read(_BLOCK)
    mark, encoding = marked(head)
    if mark:
        return encoding, len(mark)
    first = _unmarked(head, where)
    for encoding in ("utf-8", "gb18030")[first != "utf-8" :]:
        if _is_all(path, encoding):
            return encoding, 0
    return encoding_of(head, where), 0  # some of its bytes are invalid in all of them


def _is_all(path: Path, encoding: str) -> bool:
    """Whether a whole file is text of this encoding; its last character may be cut off."""
    check = codecs.getincrementaldecoder(encoding)()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            try:
                check.decode(block)
            except UnicodeDecodeError:
                return False
            if encoding != "utf-8" and is_binary(block):
                return False
    return True


def _unmarked(head: bytes, where: str) -> str:
    """The encoding of a beginning that may end in the middle of a character."""
    if b"\n" in head:
        return decode(head[: head.rfind(b"\n") + 1], where).encoding
    for less in range(_LONGEST_CHARACTER - 1):
        try:
            return decode(head[: len(head) - less], where).encoding
        except UserError:
            continue
    return decode(head[: 1 - _LONGEST_CHARACTER], where).encoding


def pieces(
    blocks: Iterable[str], *, lines: bool = False, paged: bool = False, size: int | None = None
) -> Iterator[Piece]:
    """Cut a text into pieces of at most ``size`` characters; ``lines``: at any line end.

    ``paged``: form feeds divide the text into pages, which are counted.

    The pieces joined are the text. A text without a good place to cut is cut anyway.

    >>> [piece.text for piece in pieces(["1、1-产出指标；a。2、1-", "产出指标；b。"], size=14)]
    ['1、1-产出指标；a。', '2、1-产出指标；b。']
    """
    size = PIECE if size is None else size
    line = 1
    start = 0
    page = 1 if paged else None
    context: list[str] = []
    waiting = ""
    mid_line = False
    for block in blocks:
        waiting += block
        while len(waiting) > size:
            at = _line_end(waiting, size) if lines else _cut(waiting, size)
            text, waiting = waiting[:at], waiting[at:]
            yield _piece(text, line, start, page, context, mid_line)
            mid_line = not text.endswith(("\n", "\r"))
            line += _line_ends(text)
            start += len(text)
            page = None if page is None else page + text.count("\f")
            if not lines:
                context = _context(text, context)
    if waiting:
        yield _piece(waiting, line, start, page, context, mid_line)


def _piece(text: str, line: int, start: int, page: int | None, context: list[str], mid_line: bool) -> Piece:
    titled = _TITLE.search(text, 0, 200) is not None
    return Piece(text, line, start, page, "" if titled else "".join(f"{each}\n" for each in context), mid_line)


def _cut(text: str, size: int) -> int:
    """The cut: the last of the best places in the second half, behind its line end or 。."""
    start = size // 2
    for pattern in _CUTS:
        if (at := _last(pattern, text, start, size)) is not None:
            return _behind_line_end(text, at)
    return size


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """The end of the last match in ``text[start:end]``, searched backwards if there are many."""
    at = max(start, end - _NEAR)
    while True:
        ends = [match.end() for match in pattern.finditer(text, at, end)]
        if ends or at == start:
            return ends[-1] if ends else None
        at = max(start, end - 8 * (end - at))


def _line_end(text: str, size: int) -> int:
    at = max(text.rfind("\n", 0, size), text.rfind("\r", 0, size))
    return _behind_line_end(text, at + 1) if at >= 0 else size


def _behind_line_end(text: str, at: int) -> int:
    r"""Never between \r and \n."""
    return at + 1 if text[at - 1 : at + 1] == "\r\n" else at


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _context(text: str, before: list[str]) -> list[str]:
    """The lines that the text after ``text`` depends on."""
    found = list(before)
    for each in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if len(each) > _LONGEST_CONTEXT:
            continue
        words = "、" not in each  # most lines are strings, which contain it
        if words and _TITLE.search(each):
            found = [each]
        elif _YEAR.search(each) and year_in_line(each) is not None:
            found = [*(one for one in found if _TITLE.search(one) or year_in_line(one) is None), each][-_MOST_CONTEXT:]
        elif words and _CONTEXT.search(each):
            found = [*(one for one in found if one != each), each][-_MOST_CONTEXT:]
    return found
