"""The limits of the readers for untrusted files, in one place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from ..errors import UserError

MAX_FILE = 256 * 1024 * 1024
"""Bytes of a file."""
MAX_UNPACKED = 400 * 1024 * 1024
"""Bytes of all parts of a zip file (xlsx, docx) together, unpacked."""
MAX_PART_RATIO = 400
"""Unpacked to packed bytes of one part; an XML part is seldom above 50."""
MAX_PARTS = 20_000
MAX_CELLS = 3_000_000
"""Rows times columns of a table."""
MAX_COLUMNS = 2_000
MAX_PAGES = 3_000
MAX_STROKES = 20_000
"""Lines and rectangles on one page; a table has some hundreds."""
MAX_CHARACTERS = 60_000
"""Characters on one page."""
MAX_DEPTH = 1_000
"""Tags of HTML inside each other."""
MAX_STREAM = 48 * 1024 * 1024
"""Bytes of one unpacked stream of a PDF, images left out."""

_CHUNK = 1024 * 1024
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DOCTYPE_WIDE = re.compile(b"|".join(word.encode("utf-16-le") for word in ("<!DOCTYPE", "<!ENTITY")))


def too_big(name: str, what: str, zh: str) -> UserError:
    """The error for a file above a limit."""
    return UserError(f"{name}: {what}; refused as too big", f"{name}：{zh}，超出限制，未读取")


def damaged(name: str, kind: str) -> UserError:
    """The error for a damaged file."""
    return UserError(
        f"{name}: damaged {kind} file; open and save it again, or download it again",
        f"{name}：{kind} 文件已损坏，请重新下载，或用原软件打开后另存",
    )


def check_zip(name: str, data: bytes, kind: str) -> None:
    """Refuse a zip file that is damaged, encrypted, a bomb, or contains XML with a DOCTYPE."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise too_big(name, f"{len(parts)} parts", f"内含 {len(parts)} 个部件")
            total = sum(part.file_size for part in parts)
            if total > MAX_UNPACKED:
                mb = total // (1024 * 1024)
                raise too_big(name, f"unpacks to {mb} MB", f"解压后达 {mb} MB")
            for part in parts:
                if part.flag_bits & 1:
                    raise password(name)
                if part.file_size > 4 * _CHUNK and part.file_size > MAX_PART_RATIO * max(part.compress_size, 1):
                    mb = part.file_size // (1024 * 1024)
                    raise too_big(
                        name,
                        f"{part.filename} unpacks to {mb} MB (a zip bomb?)",
                        f"{part.filename} 解压后达 {mb} MB（疑似压缩炸弹）",
                    )
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        _refuse_doctype(name, stream)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib_error()):
        raise damaged(name, kind) from None


def zlib_error() -> type[Exception]:
    """The exception for a damaged stream of a zip file."""
    import zlib

    return zlib.error


def _refuse_doctype(name: str, stream: IO[bytes]) -> None:
    for chunk in _overlapping(stream):
        if _DOCTYPE.search(chunk) or _DOCTYPE_WIDE.search(chunk):
            raise UserError(
                f"{name}: contains XML with a DOCTYPE, which no office program writes; refused",
                f"{name}：XML 中含有 DOCTYPE 声明，存在安全风险，未读取",
            )


def _overlapping(stream: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while chunk := stream.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-64:]


def password(name: str) -> UserError:
    """The error for a file that only opens with a password."""
    return UserError(
        f"{name}: protected by a password; remove the protection and save it again",
        f"{name}：文件有打开密码，请先解除密码保护再读取",
    )
