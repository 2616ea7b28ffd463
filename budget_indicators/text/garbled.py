"""Mojibake (乱码): Chinese in UTF-8 that another program decoded as GBK, or either decoded as Latin.

A run of characters is garbled if its bytes, encoded as they were wrongly decoded, are Chinese text in the right
encoding. Ordinary text is not: the second byte of a Chinese character in GBK is hardly ever valid in UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from ..patterns import lazy

_LATIN_SIGNS = "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122"
_LATIN = lazy(f"[\x80-\xff{_LATIN_SIGNS}]{{4,400}}")
_LETTER = lazy("[\xc0-\xd6\xd8-\xf6\xf8-\xff]")
_ESCAPED = lazy("(?:%[0-9A-Fa-f]{2}){6,400}")
_CHINESE = lazy("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef‘’“”—…·≥≤≠±×℃]+")
_HAN = lazy("[\u4e00-\u9fff]")


class Garbled(NamedTuple):
    """A run of garbled characters, its line (from 1), and the original text."""

    line: int
    text: str
    meant: str


def garbled(text: str) -> Iterator[Garbled]:
    """The garbled runs of a text, ordered by kind of damage and position.

    >>> [found.meant for found in garbled("项目名称\\n娌抽亾淇濇磥\\n±£½àºÓµÀ\\n…………\\n××××")]
    ['河道保洁', '保洁河道']
    """
    line, at = 1, 0
    for start, shown, meant in sorted((*_as_gbk(text), *_as_latin(text), *_escaped(text))):
        line += text.count("\n", at, start)
        at = start
        yield Garbled(line, shown, meant)


@cache
def _wide() -> re.Pattern[str]:
    """A run that begins with a character whose bytes in GBK are the first two of a Chinese character in UTF-8."""
    pairs = (bytes((first, second)) for first in (*range(0xE3, 0xEA), 0xEF) for second in range(0x80, 0xC0))
    begins = "".join(pair.decode("gb18030", "ignore") for pair in pairs)
    return re.compile(f"[{begins}][^\x00-\x7f]{{2,400}}")


def _as_gbk(text: str) -> Iterator[tuple[int, str, str]]:
    for found in _wide().finditer(text) if not text.isascii() else ():
        if (meant := _decoded(found[0].encode("gb18030", "replace"), "utf-8")) is not None:
            yield found.start(), found[0], meant


def _as_latin(text: str) -> Iterator[tuple[int, str, str]]:
    for found in _LATIN.finditer(text):
        if len(set(_LETTER.findall(found[0]))) < 2:
            continue
        data = b"".join(char.encode("latin-1" if char <= "\xff" else "cp1252", "replace") for char in found[0])
        meant = _decoded(data, "utf-8") or _decoded(data, "gb18030")
        if meant is not None:
            yield found.start(), found[0], meant


def _escaped(text: str) -> Iterator[tuple[int, str, str]]:
    for found in _ESCAPED.finditer(text) if "%E" in text or "%e" in text else ():
        if (meant := _decoded(unquote_to_bytes(found[0]), "utf-8")) is not None:
            yield found.start(), found[0], meant


def _decoded(data: bytes, encoding: str) -> str | None:
    """The decoded bytes, if they are at least two Chinese characters."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if len(text) > 1 and _CHINESE.fullmatch(text) is not None and _HAN.search(text) else None
