"""Findings that a file says are meant: ``# budget-indicators: ignore M001, V002`` in it.

On a line of its own the mark holds for the whole file; behind a string it holds for the strings of that line. Without
codes it holds for every rule. ``忽略`` may stand for ``ignore``. Only text files can carry marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ..patterns import lazy
from ..rules.registry import registry
from .engine import Finding
from .passages import Passage
from .sources import LintInput, OpenedInput, open_input

if TYPE_CHECKING:
    from ..documents.readers import Ocr

_MARK = lazy(r"#[ \t]*budget-indicators[ \t]*[:：][ \t]*(?:ignore|忽略)(?P<codes>[ \tA-Za-z0-9,，、-]*)", re.IGNORECASE)
_ANY = "ANY"


def open_unmarked(source: LintInput, year: int | None = None, ocr: Ocr = "auto") -> tuple[OpenedInput, Suppressed]:
    """Read a source whose marks are blanks, so that they are part of no string and all positions stay."""
    opened = open_input(source, year, ocr)
    suppressed = Suppressed.of(opened.text)
    if opened.text is not None and suppressed != Suppressed():
        blank = _MARK.sub(lambda mark: " " * len(mark[0]), opened.text)
        opened = open_input(attrs.evolve(source, text=None, data=blank.encode("utf-8", "surrogatepass")), year, ocr)
    return opened, suppressed


@attrs.frozen
class Suppressed:
    """The codes suppressed in a whole file, and those suppressed on a line (``ANY`` for all)."""

    everywhere: frozenset[str] = frozenset()
    lines: tuple[tuple[int, int, frozenset[str]], ...] = ()
    """Start and end of a line, and what is suppressed in it."""

    @classmethod
    def of(cls, text: str | None) -> Suppressed:
        """The marks of a text."""
        if text is None or "budget-indicators" not in text:
            return cls()
        everywhere: set[str] = set()
        lines: list[tuple[int, int, frozenset[str]]] = []
        for mark in _MARK.finditer(text):
            codes = frozenset(word.upper() for word in re.split(r"[\s,，、]+", mark["codes"]) if word) or frozenset(
                {_ANY}
            )
            start = text.rfind("\n", 0, mark.start()) + 1
            if text[start : mark.start()].strip():
                end = text.find("\n", mark.end())
                lines.append((start, len(text) if end < 0 else end, codes))
            else:
                everywhere |= codes
        return cls(frozenset(everywhere), tuple(lines))

    def whole(self, code: str) -> bool:
        """Whether a rule is suppressed in the whole file."""
        return not self.everywhere.isdisjoint((code, _ANY))

    def codes(self, passage: Passage) -> frozenset[str]:
        """What is suppressed for a string as a whole, spelt out: all rules where no code was named."""
        found = set(self.everywhere)
        if passage.start is not None and passage.end is not None:
            for start, end, codes in self.lines:
                if start <= passage.end and passage.start <= end:
                    found |= codes
        return frozenset(rule.code for rule in registry().rules) if _ANY in found else frozenset(found)

    def left(self, found: Sequence[Finding], passage: Passage) -> tuple[Finding, ...]:
        """The findings of a string that are not suppressed."""
        if not self.everywhere and not self.lines:
            return tuple(found)
        return tuple(one for one in found if not self.whole(one.code) and not self._on_line(one, passage))

    def _on_line(self, one: Finding, passage: Passage) -> bool:
        if passage.start is None:
            return False
        at = passage.offset(one.span.start)
        before = bisect_right(self.lines, at, key=lambda line: line[0]) - 1
        if before < 0:
            return False
        start, end, codes = self.lines[before]
        return start <= at <= end and not codes.isdisjoint((one.code, _ANY))
