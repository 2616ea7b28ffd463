"""Bytes to text and back: byte order mark, then UTF-8, then GB18030.

That short chain reads what Chinese offices write (``gb2312`` and ``gbk`` are parts of GB18030) better than guessing by
letter statistics does. Line ends are left as they are, so that positions in the text are positions in the file.
"""

from __future__ import annotations

import codecs
import re

import attrs

from ..errors import UserError

# The longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""Control characters no text file holds; almost any binary file passes for GB18030 but for them."""


@attrs.frozen
class Decoded:
    """A file's text and how it was written, so that it can be written back alike."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """``text`` as bytes in the encoding the file had, mark included.

        A character the encoding lacks raises ``UnicodeEncodeError``; neither UTF-8 nor GB18030 lacks one.
        """
        return self.mark + text.encode(self.encoding)


def decode(data: bytes, where: str = "input") -> Decoded:
    """The text of ``data``; ``where`` names it in the error.

    A file that ends in the middle of a UTF-8 character keeps all the others, and U+FFFD for the rest.

    >>> decode("预算".encode("gb18030"))
    Decoded(text='预算', encoding='gb18030', mark=b'')
    """
    mark, encoding = marked(data)
    if mark:
        return _decode_marked(data[len(mark) :], encoding, mark, where)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as problem:
        if problem.reason == "unexpected end of data" and not data[: problem.start].isascii():
            return Decoded(data.decode("utf-8", "replace"), "utf-8")
    if not is_binary(data):
        try:
            return Decoded(data.decode("gb18030"), "gb18030")
        except UnicodeDecodeError:
            pass
    raise no_text(where)


def is_binary(data: bytes) -> bool:
    """Whether there are control characters in it that no text file holds."""
    return _BINARY.search(data) is not None


def no_text(where: str) -> UserError:
    """What to say of a file that is no text."""
    return UserError(
        f"{where}: not a text file (neither UTF-8 nor GB18030)",
        f"{where}：不是文本文件（既不是 UTF-8，也不是 GB18030）",
    )


def marked(data: bytes) -> tuple[bytes, str]:
    """The byte order mark ``data`` begins with and the encoding it stands for; both empty where it has none."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", ""))


def _decode_marked(data: bytes, encoding: str, mark: bytes, where: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, mark)
    except UnicodeDecodeError as problem:
        raise UserError(
            f"{where}: says it is {encoding} but is damaged at byte {problem.start + len(mark)}",
            f"{where}：标明为 {encoding} 编码，但第 {problem.start + len(mark)} 字节处已损坏",
        ) from None
