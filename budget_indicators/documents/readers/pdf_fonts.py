"""Characters missing from pdfminer's code tables, for fonts whose codes are Unicode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from pdfminer.pdffont import PDFCIDFont

_UNKNOWN = 1 << 24
"""Added to a code point to give a number that no glyph table uses."""


@attrs.define
class _UnicodeCodes:
    """A table from UTF-16 codes to glyphs that drops no code it does not know."""

    inner: Any

    def is_vertical(self) -> bool:
        """Whether the text runs from top to bottom."""
        return bool(self.inner.is_vertical())

    def decode(self, codes: bytes) -> Iterator[int]:
        """The glyphs' numbers of a string."""
        whole = list(self.inner.decode(codes))
        if 2 * len(whole) == len(codes):
            yield from whole
            return
        for char in codes.decode("utf-16-be", "replace"):
            known = list(self.inner.decode(char.encode("utf-16-be", "replace")))
            yield from known or [_UNKNOWN + ord(char)]


@attrs.define
class _UnicodeGlyphs:
    """A table from glyphs to characters, those of unknown codes included."""

    inner: Any

    def get_unichr(self, glyph: int) -> str:
        """The character of a glyph; ``KeyError`` for one that is not known."""
        if glyph >= _UNKNOWN:
            return chr(glyph - _UNKNOWN)
        if self.inner is None:
            raise KeyError(glyph)
        found: str = self.inner.get_unichr(glyph)
        return found


def complete(font: Any) -> None:
    """Let a font whose codes are Unicode (UniGB-UCS2-H and the like) keep every character."""
    if not isinstance(font, PDFCIDFont) or isinstance(font.cmap, _UnicodeCodes):
        return
    name = str(getattr(font.cmap, "attrs", {}).get("CMapName", ""))
    if name.startswith("Uni") and ("-UCS2-" in name or "-UTF16-" in name):
        codes: Any = _UnicodeCodes(font.cmap)
        glyphs: Any = _UnicodeGlyphs(font.unicode_map)
        font.cmap, font.unicode_map = codes, glyphs
