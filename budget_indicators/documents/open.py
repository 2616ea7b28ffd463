"""``read_document``: choose the reader of a file by its content; its name only breaks ties."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, TypeAlias, get_args

import attrs

from ..catalogue.documents import READ_BY_OCR
from ..catalogue.readers import CONVERTED
from ..documents import limits
from ..errors import UserError, check_year, unreadable
from ..model.nodes import NOWHERE, Diagnostic, Span
from ..text.encoding import decode, looks_like_text, no_text
from .content import Content, read_text, with_strings_of_lines
from .layout.grid import Block, Grid, Line, Place, Row
from .misread import doubted
from .model import Document, InPicture, Project, Recognised
from .readers import Ocr, read
from .readers.result import damage
from .suffixes import SUFFIXES

_BY_SUFFIX = {
    ".pdf": "pdf", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".docx": "docx", ".html": "html", ".htm": "html",
    ".csv": "csv", ".tsv": "csv", ".txt": "text", ".md": "text", ".doc": "doc", ".ods": "ods", ".wps": "doc",
    ".fods": "ods", ".et": "xls", ".odt": "odt", ".rtf": "rtf", ".ofd": "ofd",
}  # fmt: skip
_TEXTS = frozenset({"text", "csv", "html"})
_IN_TEXTS = frozenset("；;\n")
"""Characters of an indicator string that a file's name hardly has."""
_NAMED = 40

# Unreadable formats, and the format to save them as.
_SAVE_AS = {
    "odt": (".odt", "docx"),
    "rtf": (".rtf", "docx"),
    "ppt": ("presentation", "PDF"),
}


Given: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO"


def read_document(given: Given, *, name: str | None = None, year: int | None = None, ocr: Ocr = "auto") -> Document:
    """Read a document: .txt .tsv .csv .pdf .ofd .xlsx .xls .docx .html, or a format that can be converted to one.

    ``given`` is a path, the bytes of a file or a binary file object. ``name`` is its name in messages and places
    (default: the path, or the file object's name). ``year`` is the budget year, which completes dates without one
    (default: the one that the title, the header or the name states). ``ocr`` says which pages are read by text
    recognition: ``"auto"`` those that are pictures, ``"never"`` or ``"always"``. The content of a file decides its
    format.

    The result has the projects with their amounts (in 元), goals and indicators, each with its place, and diagnostics
    for what is doubtful: totals that do not add up, projects without indicators, text that was left out.

    Raises ``UserError`` (one line, English and Chinese) for an unreadable file: missing, empty, damaged, protected, a
    scan without the extra ``ocr``, too big, of another kind, or in need of another extra; ``TypeError`` for anything
    but a path, bytes or a binary file, a ``name`` that is no ``str`` and a ``year`` that is no ``int``;
    ``ValueError`` for a ``year`` without four digits and an unknown ``ocr``.

    >>> text = "项目名称\\t总计\\t绩效指标\\n培训\\t1.50\\t1、1-产出指标；11-数量指标；次数；"
    >>> read_document(text.encode(), name="表.txt").projects[0].name
    '培训'
    """
    return read_content(given, name=name, year=year, ocr=ocr).document


def read_content(given: Given, *, name: str | None = None, year: int | None = None, ocr: Ocr = "auto") -> Content:
    """The content of an input, for callers that need a text's strings and encoding besides its document."""
    year = check_year(year)
    if name is not None and not isinstance(name, str):
        raise TypeError(f"name is a str or None, not {type(name).__name__}")
    if ocr not in get_args(Ocr):
        raise ValueError(f"ocr is 'auto', 'never' or 'always', not {ocr!r}")
    source, data = _content(given, name)
    kind, notes = _kind(source, data)
    if kind == "zip":
        from .archive import read_archive

        document = read_archive(
            source, data, lambda member, content: read_document(content, name=member, year=year, ocr=ocr)
        )
        return Content(document, year=document.year)
    if kind in _CONVERTED:
        from .readers.office import converted

        old, kind = kind, _CONVERTED[kind]
        data = converted(source, data, old, kind)
        notes = (*notes, CONVERTED.at(NOWHERE, old=old, new=kind))
    if kind in ("text", "csv"):
        decoded = decode(data, source)
        notes = (*notes, *damage(decoded))
        content = read_text(decoded.text, source, comma=kind == "csv", notes=notes, year=year)
        return content._replace(decoded=decoded)
    from . import checks
    from .table.assemble import assemble

    found = read(kind, source, data, ocr)
    blocks = _with_text_tables(list(found.blocks))
    document = assemble(blocks, source, (*notes, *found.diagnostics), year=year)
    document = with_strings_of_lines(document, blocks)
    dubious = checks.check_scan(document, found.recognised) or checks.check_text(document, blocks)
    document = attrs.evolve(document, diagnostics=(*document.diagnostics, *dubious))
    return Content(_told(document, found.recognised), year=year)


def _told(document: Document, recognised: frozenset[int]) -> Document:
    """The document with a diagnostic for each project whose page was read by text recognition."""
    if not recognised:
        return document
    projects = tuple(_by_ocr(doubted(each)) if _seen(each, recognised) else each for each in document.projects)
    return attrs.evolve(document, projects=projects)


def _seen(project: Project, recognised: frozenset[int]) -> bool:
    return bool(project.recognised) or project.where.page in recognised


def _by_ocr(project: Project) -> Project:
    tree = project.tree
    said = READ_BY_OCR.at(Span(0, len(tree.source)), page=project.where.page)
    return attrs.evolve(project, tree=attrs.evolve(tree, diagnostics=(said, *tree.diagnostics)))


def _with_text_tables(blocks: list[Block]) -> list[Block]:
    """If no grid is a known table, its cells may be in the lines (a PDF without rules, text in a docx)."""
    from .layout.flat import flat_blocks
    from .table.forms import scan

    if not any(isinstance(block, Line) for block in blocks) or scan(blocks).tables:
        return blocks
    lines = [block for block in blocks if isinstance(block, Line)]
    flat = flat_blocks([(line.text, line.place) for line in lines])
    return _with_places(flat, lines) if scan(flat).tables else blocks


def _with_places(blocks: list[Block], lines: Sequence[Line]) -> list[Block]:
    """Add to rows made from the lines of a scan the places of these lines; the division into rows is a guess."""
    if not any(line.recognised for line in lines):
        return blocks
    begins = sorted({place for block in blocks for place in _places(block)}, key=_order)
    seen: dict[Place, list[InPicture]] = {}
    for line in lines:
        at = bisect_right(begins, _order(line.place), key=_order) - 1
        seen.setdefault(begins[max(at, 0)], []).extend(each.at for each in line.recognised)

    whole = {line.place: line for line in lines}

    def same(line: Line) -> tuple[Recognised, ...]:
        """The places of a line: of each of its stretches if it is unchanged, else of all that it was made of."""
        known = whole.get(line.place)
        if known is not None and known.text == line.text:
            return known.recognised
        return tuple(Recognised(Span(0, len(line.text)), at) for at in seen.get(line.place, ()))

    def placed(row: Row) -> Row:
        its = tuple(seen.get(row.place, ()))
        doubt = "recognised" if any(each.doubtful for each in its) else "cells-unseen"
        return attrs.evolve(row, seen=its, doubt=row.doubt or doubt)

    return [
        Grid(tuple(map(placed, block.rows))) if isinstance(block, Grid) else attrs.evolve(block, recognised=same(block))
        for block in blocks
    ]


def _places(block: Block) -> tuple[Place, ...]:
    return tuple(row.place for row in block.rows) if isinstance(block, Grid) else (block.place,)


def _order(place: Place) -> tuple[int, int]:
    return place.page or 0, place.line or 0


def _content(given: Given, name: str | None) -> tuple[str, bytes]:
    """The name of the input, and its bytes."""
    if isinstance(given, str | os.PathLike):
        source = name or os.fspath(given)
        return source, _bytes(Path(given), source)
    if isinstance(given, bytes | bytearray | memoryview):
        return _named(name or "", bytes(given))
    if not hasattr(given, "read"):
        raise TypeError(f"read_document() takes a path, bytes or a binary file, not {type(given).__name__}")
    own = getattr(given, "name", "")
    source = name or (own if isinstance(own, str) else "")
    data = given.read(limits.MAX_FILE + 1)
    if not isinstance(data, bytes):
        raise TypeError("the file must be opened in binary mode")
    return _named(source, data)


def _named(name: str, data: bytes) -> tuple[str, bytes]:
    if len(data) > limits.MAX_FILE:
        raise limits.too_big(
            name or "input", f"more than {limits.MAX_FILE >> 20} MB", f"超过 {limits.MAX_FILE >> 20} MB"
        )
    if not data:
        raise _empty(name or "input")
    return name, data


def _empty(name: str) -> UserError:
    return UserError(f"{name}: empty file (0 bytes); download it again", f"{name}：空文件（0 字节），请重新下载")


def _bytes(file: Path, name: str) -> bytes:
    try:
        if file.is_dir():
            raise UserError(f"{name}: is a folder, not a document", f"{name}：是文件夹，不是文件")
        if file.exists() and not file.is_file():  # reading a pipe or a device would never end
            raise UserError(f"{name}: not a file but a pipe or device", f"{name}：不是文件，而是管道或设备")
        size = file.stat().st_size
        if size > limits.MAX_FILE:
            raise limits.too_big(name, f"{size // (1024 * 1024)} MB", f"文件大小 {size // (1024 * 1024)} MB")
        data = file.read_bytes()
    except OSError as problem:
        if _IN_TEXTS.intersection(name):
            raise UserError(
                f"{name[:_NAMED]!r} is no file; parse_indicators() reads a text",
                f"“{name[:_NAMED]}”不是文件；读取文字请用 parse_indicators()",
            ) from None
        raise unreadable(name, problem) from None
    except ValueError:  # a name with a NUL
        raise UserError(f"{name!r}: no such file", f"{name!r}：没有这个文件") from None
    if not data:
        raise _empty(name)
    return data


def kind_of(file: Path, head: bytes) -> str:
    """The kind of a file according to its beginning: ``text``, ``csv`` …; ``""`` if the whole file decides."""
    try:
        return _kind(str(file), head)[0]
    except UserError:
        return ""


def _kind(file: str, data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """The kind of file, and a note if its extension differs."""
    suffix = os.path.splitext(file)[1].lower()
    named = _BY_SUFFIX.get(suffix)
    kind = sniff(data)
    if kind == "encrypted":
        raise limits.password(file)
    if kind in _CONVERTED and _can_be_converted():
        return kind, ()
    if kind in _SAVE_AS:
        what, better = _SAVE_AS[kind]
        without, without_zh = (" without LibreOffice", "未安装 LibreOffice，") if kind in _CONVERTED else ("", "")
        raise UserError(
            f"{file}: {what} files cannot be read{without}; open it and save it as .{better}",
            f"{file}：{without_zh}无法读取 {what} 文件，请用办公软件打开后另存为 .{better}",
        )
    if kind == "text":
        if named in ("pdf", "docx", "xlsx", "ofd") or (named == "xls" and b"\t" not in data[:65536]):
            raise UserError(
                f"{file}: named {suffix} but is not one (plain text?); damaged, or rename it to .txt",
                f"{file}：扩展名是 {suffix}，内容却不是（像是纯文本），文件已损坏，或请改名为 .txt",
            )
        return (named if named in ("csv", "html") else "text"), ()
    if kind in ("zip", "unknown"):
        if named in ("pdf", "docx", "xlsx", "xls", "ods", "ofd"):
            raise limits.damaged(file, named)
        if kind == "zip":
            return kind, ()
        if kind == "unknown" and named in _TEXTS:
            raise no_text(file)
        raise UserError(
            f"{file}: not a kind of file that can be read ({', '.join(SUFFIXES)})",
            f"{file}：不支持的文件类型（支持 {'、'.join(SUFFIXES)}）",
        )
    if named is not None and named != kind and not (named in _TEXTS and kind in _TEXTS):
        from . import checks

        return kind, (checks.wrong_suffix(suffix, kind),)
    return kind, ()


def _can_be_converted() -> bool:
    from .readers.office import converter

    return converter() is not None


_CONVERTED = {"odt": "docx", "rtf": "docx"}
_TEXT_HEAD = 8_192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def sniff(data: bytes) -> str:
    """The kind of file of ``data``.

    >>> sniff(b"%PDF-1.7"), sniff(b"<html><table>"), sniff("项目,金额".encode())
    ('pdf', 'html', 'text')
    """
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip_kind(data)
    if head.startswith(_OLE):
        for name, kind in (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("PowerPoint", "ppt")):
            if f"{name}\0".encode("utf-16-le") in data:
                return kind
        for name in ("Workbook", "Book"):
            if f"{name}\0".encode("utf-16-le") in data:
                return "xls"
        return "unknown"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    start = looks_like_text(data[:_TEXT_HEAD])
    if start is None:
        return "unknown"
    low = start.lstrip("\ufeff \t\r\n").lower()
    if low.startswith(("<?xml", "<office:document")) and "opendocument:xmlns:office" in low:
        return "ods" if "opendocument.spreadsheet" in low else "unknown"
    if low.startswith(("<?xml", "<workbook")) and "urn:schemas-microsoft-com:office:spreadsheet" in low:
        return "excel-xml"
    if low.startswith(("<!doctype html", "<html", "<table", "<meta", "<head", "<body", "<div", "<?xml")) or (
        low.startswith("<") and "<table" in data[:200_000].lower().decode("latin-1")
    ):
        return "html"
    return "text"


def _zip_kind(data: bytes) -> str:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[: limits.MAX_PARTS])
            if any(name.startswith("xl/") for name in names):
                return "xlsx"
            if any(name.startswith("word/") for name in names):
                return "docx"
            if any(name.startswith("ppt/") for name in names):
                return "ppt"
            if any(name.lower() == "ofd.xml" for name in names):
                return "ofd"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype")
                return "ods" if b"spreadsheet" in kind else "odt" if b"text" in kind else "zip"
    except Exception:  # a damaged archive; its reader reports it with the file's name
        pass
    return "zip"
