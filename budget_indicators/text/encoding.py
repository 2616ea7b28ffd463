"""Decode and encode files: byte order mark, UTF-8, GB18030; UTF-16 without a mark and Big5 if recognised.

This short chain reads the files of Chinese offices (``gb2312`` and ``gbk`` are subsets of GB18030) better than
detection by letter statistics. An undecodable byte becomes U+FFFD, and the rest is read. Line ends are kept, so that
positions in the text are positions in the file.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..errors import UserError
from ..patterns import lazy

# Longer marks first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""Control characters no text holds; almost any binary file passes for GB18030 but for them."""
_CONTROLS = lazy("[\x00-\x08\x0e-\x1f]")
_DOS_END = lazy("(?<!\x1a)\x1a+\\Z")
_SHARE = 200  # one control character in this many bytes is damage, not a binary file
_SHORT = 64  # bytes: in shorter data, every control character indicates a binary file
_MOST_DAMAGED = 0.1  # share of the characters
_HEAD = 65_536
_PLAIN = lazy(r"[\t\n\r\f -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef‘’“”—…·≥≤≠±×÷％℃㎡]")
_HAN = lazy("[\u4e00-\u9fff]{4}")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_WIDE_SHARE = 0.9
_SIMPLIFIED = lazy("项目|绩效|指标|预算|单位|年度|产出|数量|质量|满意")
_TRADITIONAL = lazy("項目|專案|績效|指標|預算|單位|年度|產出|數量|質量|滿意")
# Distinguished by visible words, not by the invalid byte.
ERRORS = "budget-indicators-damaged"
"""The name of the error handler that puts U+FFFD for bytes that are no text (and € for 0x80, as code page 936)."""


def _damaged(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    byte = problem.object[problem.start]
    if byte == 0x80 and problem.encoding == "gb18030":
        return "€", problem.start + 1
    return "\ufffd", max(problem.end, problem.start + 1)


codecs.register_error(ERRORS, _damaged)


class Decoded(NamedTuple):
    """A file's text, encoding and byte order mark, so that it can be written back unchanged."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Encode ``text`` as the file was encoded, byte order mark included.

        Raises ``UnicodeEncodeError`` for a character that the encoding lacks; UTF-8 and GB18030 have all.
        """
        return self.mark + text.encode(self.encoding)


def decode(data: bytes, where: str = "input") -> Decoded:
    """Decode ``data``; ``where`` names it in an error.

    Undecodable bytes and control characters become U+FFFD; ``damaged_lines`` finds them.
    Raises ``UserError`` for data that is not text.

    >>> decode("预算".encode("gb18030"))
    Decoded(text='预算', encoding='gb18030', mark=b'')
    >>> decode("预算\\n绩效".encode() + b"\\xff").text
    '预算\\n绩效\ufffd'
    """
    mark, encoding = marked(data)
    if not mark:
        encoding = encoding_of(data, where)
    text = data[len(mark) :].decode(encoding, ERRORS)
    return Decoded(without_controls(text), encoding, mark)


def without_controls(text: str) -> str:
    """Replace each control character that does not occur in text by U+FFFD; the length stays the same.

    Old programs end a text with 0x1A (Ctrl-Z), which becomes a blank there.
    """
    if text.endswith("\x1a"):
        text = _DOS_END.sub(lambda found: " " * len(found[0]), text)
    return _CONTROLS.sub("\ufffd", text)


def damaged_lines(text: str) -> list[int]:
    """The lines (from 1) that contain U+FFFD, each once.

    >>> damaged_lines("a\\n\ufffdb\ufffd\\nc")
    [2]
    """
    lines: list[int] = []
    line, start = 1, 0
    at = text.find("\ufffd")
    while at >= 0:
        line += text.count("\n", start, at)
        if not lines or lines[-1] != line:
            lines.append(line)
        start = at
        at = text.find("\ufffd", at + 1)
    return lines


def encoding_of(data: bytes, where: str = "input") -> str:
    """The encoding of bytes without a byte order mark; raises ``UserError`` if they are not text."""
    wide = _wide(data[:_HEAD])
    if wide:
        return wide
    if is_binary(data):
        raise no_text(where)
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) - bad >= 3 * bad:
        return "utf-8"
    encoding = "cp950" if _is_big5(data) else "gb18030"
    text = data.decode(encoding, ERRORS)
    if text.count("\ufffd") > _MOST_DAMAGED * len(text):
        raise no_text(where)
    return encoding


def _wide(head: bytes) -> str:
    """Recognise UTF-16 or UTF-32 without a mark: blanks, digits and line ends have zero bytes on one side."""
    if b"\x00" not in head or len(head) < 4:
        return ""
    even = head[: len(head) & ~1]
    best = max(_WIDE, key=lambda each: _plain_share(even.decode(each, "replace")))
    return best if _plain_share(even.decode(best, "replace")) >= _WIDE_SHARE else ""


def _plain_share(text: str) -> float:
    return len(_PLAIN.findall(text)) / max(len(text), 1)


def _is_big5(data: bytes) -> bool:
    """Whether decoding as Big5, and not as GB18030, shows the words of these tables."""
    big5 = data.decode("cp950", "replace")
    if big5.count("\ufffd") > len(big5) // 50:
        return False
    traditional = len(_TRADITIONAL.findall(big5))
    return traditional >= 2 and traditional > len(_SIMPLIFIED.findall(data.decode("gb18030", "replace")))


def looks_like_text(head: bytes) -> str | None:
    """The text of a file's first bytes; ``None`` if they are not text."""
    mark, encoding = marked(head)
    if mark:
        return head[len(mark) :].decode(encoding, "replace")
    try:
        return head.decode(encoding_of(head), "replace")
    except UserError:
        return None


def is_binary(data: bytes) -> bool:
    """Whether it contains more control characters than any text file, damaged ones included."""
    most = 0 if len(data) < _SHORT else max(1, len(data) // _SHARE)
    many = any(number > most for number, _ in enumerate(_BINARY.finditer(data), start=1))
    return many and not (len(data) >= _SHORT and _is_plain_between_controls(data))


def _is_plain_between_controls(data: bytes) -> bool:
    """Whether everything except control characters is plain Chinese text: a file padded with NUL, record marks."""
    head = data[:_HEAD]
    rest = _BINARY.sub(b"", head)
    if len(rest) < _SHORT or len(set(_BINARY.findall(head))) > 2:
        return False
    for encoding in ("utf-8", "gb18030"):
        text = rest.decode(encoding, "replace")
        if _plain_share(text) >= _WIDE_SHARE and _HAN.search(text):
            return True
    return False


def no_text(where: str) -> UserError:
    """The error for a file that is not text."""
    return UserError(
        f"{where}: not a text file (neither UTF-8 nor GB18030)",
        f"{where}：不是文本文件（既不是 UTF-8，也不是 GB18030）",
    )


def marked(data: bytes) -> tuple[bytes, str]:
    """The byte order mark at the start of ``data`` and its encoding; both empty without one."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", ""))
