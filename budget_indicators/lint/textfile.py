"""The indicator strings of a text file, each as a part of that file, so that repairs can be written back.

A text is a table (the document reader finds its projects, and each project's string is located in the text), or it
contains strings, one per line or wrapped over lines: ``documents.content`` decides.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from .passages import Lines, Passage, has_string, of_project

if TYPE_CHECKING:
    from ..documents.model import Document
    from ..documents.strings import FoundString


def of_strings(found: Sequence[FoundString], text: str, file: str) -> Iterator[Passage]:
    """The strings of a text that is no table, without the headings above them."""
    lines = Lines(text)
    for string in found:
        bare = string.text[string.heading :].strip()
        start = string.text.find(bare, string.heading)
        yield Passage(bare, file, start=string.start + start, lines=lines)


def of_table(document: Document, text: str, file: str) -> Iterator[Passage]:
    """The strings of a table that was read from ``text``, each located there.

    One that is not found as a whole (a page header interrupts it) is linted as it was read and cannot be repaired in
    the file.
    """
    finder = _Finder(text)
    lines = Lines(text)
    for project in document.projects:
        if not has_string(project):
            continue
        passage = of_project(project, file)
        if project.form != "string":
            yield passage
            continue
        found = finder.find(project.text)
        if found is None:
            yield passage
            continue
        start, end, quoted = found
        piece = project.text if quoted else text[start:end]
        tree = passage.tree if piece == project.text else None
        yield passage._replace(text=piece, start=start, lines=lines, quoted=quoted, tree=tree)


class _Finder:
    """Finds pieces of a text one after another: exactly, with quotes doubled, or with other white space."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def find(self, piece: str) -> tuple[int, int, bool] | None:
        """Start and end of the next occurrence of ``piece``, and whether its quotes are doubled there."""
        start = self.text.find(piece, self.at)
        if start >= 0:
            self.at = start + len(piece)
            return start, self.at, False
        doubled = piece.replace('"', '""')
        start = self.text.find(doubled, self.at) if doubled != piece else -1
        if start >= 0:
            self.at = start + len(doubled)
            return start, self.at, True
        return self._squeezed_find("".join(piece.split()))

    def _squeezed_find(self, wanted: str) -> tuple[int, int, bool] | None:
        squeezed, positions = self._squeezed
        low, high = 0, len(positions)
        while low < high:  # the first squeezed character at or after ``at``
            middle = (low + high) // 2
            if positions[middle] < self.at:
                low = middle + 1
            else:
                high = middle
        start = squeezed.find(wanted, low) if wanted else -1
        if start < 0:
            return None
        first, last = positions[start], positions[start + len(wanted) - 1]
        self.at = last + 1
        return first, self.at, False

    @cached_property
    def _squeezed(self) -> tuple[str, array[int]]:
        """The text without white space, and the position of each character; computed only when needed."""
        positions = array("Q")
        pieces: list[str] = []
        for match in re.finditer(r"\S+", self.text):
            pieces.append(match[0])
            positions.extend(range(match.start(), match.end()))
        return "".join(pieces), positions
