"""Suppression comments in a file: ``# budget-indicators: ignore M001, V002``.

On a line of its own the comment applies to the whole file; after a string it applies to the strings of that line.
Without codes it applies to every rule. ``忽略`` is a synonym of ``ignore``. Only text files can contain them.
``ignoring`` and ``ignoring_everywhere`` write one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model.nodes import Edit, Span
from ..patterns import lazy
from ..rules.registry import registry
from .engine import Finding
from .inputs import LintInput, OpenedInput, open_input
from .passages import Lines, Passage

if TYPE_CHECKING:
    from ..documents.readers import Ocr

_MARK = lazy(r"#[ \t]*budget-indicators[ \t]*[:：][ \t]*(?:ignore|忽略)(?P<codes>[ \tA-Za-z0-9,，、-]*)", re.IGNORECASE)
# After a quoted cell the quote must stay the last character of its cell.
_BEHIND_A_QUOTE = lazy(rf"(?<=[^\s\",])\"[ \t]*{_MARK.pattern}", re.IGNORECASE)
_ANY = "ANY"


def open_unmarked(source: LintInput, year: int | None = None, ocr: Ocr = "auto") -> tuple[OpenedInput, Suppressed]:
    """Read an input with suppression comments blanked: they are part of no string, and all positions stay."""
    opened = open_input(source, year, ocr)
    suppressed = Suppressed.of(opened.text)
    if opened.text is not None and suppressed != Suppressed():
        blank = _BEHIND_A_QUOTE.sub(lambda mark: " " * (len(mark[0]) - 1) + '"', opened.text)
        blank = _MARK.sub(lambda mark: " " * len(mark[0]), blank)
        opened = open_input(source._replace(text=None, data=blank.encode("utf-8", "surrogatepass")), year, ocr)
    return opened, suppressed


class Suppressed(NamedTuple):
    """The codes suppressed in a whole file, and those suppressed on a line (``ANY`` for all)."""

    everywhere: frozenset[str] = frozenset()
    lines: tuple[tuple[int, int, frozenset[str]], ...] = ()
    """Start and end of a line, and the codes suppressed in it."""

    @classmethod
    def of(cls, text: str | None) -> Suppressed:
        """The suppression comments of a text."""
        if text is None or "budget-indicators" not in text:
            return cls()
        everywhere: set[str] = set()
        lines: list[tuple[int, int, frozenset[str]]] = []
        found = Lines(text)
        for mark in _MARK.finditer(text):
            codes = frozenset(word.upper() for word in re.split(r"[\s,，、]+", mark["codes"]) if word) or frozenset(
                {_ANY}
            )
            start, end = found.around(mark.start())
            if text[start : mark.start()].strip():
                lines.append((start, end, codes))
            else:
                everywhere |= codes
        return cls(frozenset(everywhere), tuple(lines))

    def whole(self, code: str) -> bool:
        """Whether a rule is suppressed in the whole file."""
        return not self.everywhere.isdisjoint((code, _ANY))

    def codes(self, passage: Passage) -> frozenset[str]:
        """The codes suppressed for a whole string: all rules if no code was named."""
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


def ignoring(text: str, at: int, code: str) -> Edit | None:
    """The edit that suppresses rule ``code`` on the line of ``at``; ``None`` for an empty line.

    >>> edit = ignoring("甲\\n乙", 0, "M001")
    >>> edit.span, edit.text
    (Span(1, 1), '  # budget-indicators: ignore M001')
    """
    start, end = Lines(text).around(at)
    mark = _MARK.search(text, start, end)
    if not text[start : end if mark is None else mark.start()].strip():
        return None
    return _with_code(mark, code) if mark is not None else Edit(Span(end, end), f"  {_mark(code)}")


def ignoring_everywhere(text: str, code: str) -> Edit:
    """The edit that suppresses rule ``code`` in the whole file: a line at its end.

    At its end, because other programs take the first line of a table as its header.
    """
    lines = Lines(text)
    for mark in _MARK.finditer(text):
        start, _ = lines.around(mark.start())
        if mark["codes"].strip() and not text[start : mark.start()].strip():
            return _with_code(mark, code)
    ends = re.search(r"\r\n|\n|\r", text)
    new_line = ends[0] if ends is not None else "\n"
    before = "" if not text or text.endswith(("\n", "\r")) else new_line
    return Edit(Span(len(text), len(text)), f"{before}{_mark(code)}{new_line}")


def _mark(code: str) -> str:
    return f"# budget-indicators: ignore {code}"


def _with_code(mark: re.Match[str], code: str) -> Edit:
    at = mark.start() + len(mark[0].rstrip(" \t,，、"))
    return Edit(Span(at, at), f", {code}" if mark["codes"].strip() else f" {code}")
