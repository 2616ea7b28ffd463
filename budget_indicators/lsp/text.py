"""A text in an editor: lines, positions in the negotiated units, changes.

A line ends with ``\\n``, ``\\r\\n`` or ``\\r``, and with nothing else: U+2028, form feeds and the like are
characters of the line. A position beyond the end of its line means the end of that line, one beyond the last line the
end of the text, one inside a character the beginning of that character.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Literal, TypeAlias

import attrs

from ..patterns import lazy

PositionEncoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
Place: TypeAlias = tuple[int, int]
"""Line and column, both from 0; the column in units of the encoding."""

_LINE_END = lazy(r"\r\n|\n|\r")
_SURROGATES = lazy("[\ud800-\udfff]")
_BLOCK = 1024


@attrs.frozen
class EditorText:
    """The text of a document that is open in an editor, with columns in that editor's units.

    >>> text = EditorText("😀数量", "utf-16")
    >>> text.offset(0, 2), text.place(2)
    (1, (0, 3))
    """

    text: str
    encoding: PositionEncoding = "utf-16"

    def offset(self, line: int, column: int) -> int:
        """The code point at a place."""
        if line < 0 or column < 0:
            return 0
        if line >= len(self._starts):
            return len(self.text)
        start, end = self.line_span(line)
        wanted = self._units_before(start) + column
        block = bisect_right(self._blocks, wanted) - 1
        piece = self.text[block * _BLOCK : (block + 1) * _BLOCK]
        return min(end, block * _BLOCK + self._points(piece, wanted - self._blocks[block]))

    def place(self, offset: int) -> Place:
        """The place of a code point; one between ``\\r`` and ``\\n`` stands at the end of the line."""
        line = self.line_of(offset)
        start, end = self.line_span(line)
        return line, self._units_before(min(offset, end)) - self._units_before(start)

    def line_of(self, offset: int) -> int:
        """The line that contains a code point."""
        return bisect_right(self._starts, offset) - 1

    def line_span(self, line: int) -> tuple[int, int]:
        """The start and end of a line, without its terminator."""
        start = self._starts[line]
        if line + 1 == len(self._starts):
            return start, len(self.text)
        end = self._starts[line + 1]
        return start, end - (2 if self.text.startswith("\r\n", end - 2) else 1)

    def changed(self, start: Place, end: Place, text: str) -> EditorText:
        """The text after a change; an end before the start means an insertion."""
        first = self.offset(*start)
        last = max(first, self.offset(*end))
        return self.replaced(self.text[:first] + text + self.text[last:])

    def replaced(self, text: str) -> EditorText:
        """Replace the text; surrogate halves that arrived one after the other are joined."""
        if _SURROGATES.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return attrs.evolve(self, text=text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    @cached_property
    def _blocks(self) -> list[int]:
        """The number of units before each block, so that a long line is not counted from its beginning each time."""
        sizes = (self._units(self.text[at : at + _BLOCK]) for at in range(0, len(self.text), _BLOCK))
        return [*accumulate(sizes, initial=0)]

    def _units_before(self, offset: int) -> int:
        block = offset // _BLOCK
        return self._blocks[block] + self._units(self.text[block * _BLOCK : offset])

    def _units(self, piece: str) -> int:
        match self.encoding:
            case "utf-8":
                return len(piece.encode("utf-8", "surrogatepass"))
            case "utf-16":
                return len(piece.encode("utf-16-le", "surrogatepass")) // 2
            case "utf-32":
                return len(piece)

    def _points(self, piece: str, units: int) -> int:
        """The number of whole code points of a piece within a number of units."""
        piece = _SURROGATES.sub("\ufffd", piece)  # a surrogate half alone cannot be decoded; this is of the same size
        match self.encoding:
            case "utf-8":
                return len(piece.encode("utf-8")[:units].decode("utf-8", "ignore"))
            case "utf-16":
                return len(piece.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
            case "utf-32":
                return min(units, len(piece))
