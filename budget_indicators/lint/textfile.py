"""The indicator strings of a text file, each as a stretch of that file, so that repairs can be written back.

A text is a table (the document reader finds its projects; each project's string is then looked up in the text), or it
holds strings and nothing else: one a line, wrapped over lines, or in tab-separated cells.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from .passages import Lines, Passage, has_string, of_project

if TYPE_CHECKING:
    from ..documents.model import Document

_TABLE = re.compile(
    r"项目名称|绩效目标|部门名称|预算部门|总体目标|单位[:：]?\s*万?元|一级指标|三级指标|[\t,]\s*合计|合\s*计[\s\t,]"
)
_STRING = re.compile(
    r"指\s*标\s*值|目\s*标\s*值|[1-3]\s*[-－—]\s*(?:产|效|满|成)|(?:数量|质量|时效|成本|效益|影响|满意度)\s*指"
    r"\s*标|涉密|保密|不宜公开|不予公开"
)
_FIRST = re.compile(r"\s*[(（]?0*[1１①][)）]?\s*[、.．,，]?\s*(?:[1-3１-３]\s*[-－—]|\S{0,6}指标)")
_LATER = re.compile(r"\s*[(（]?(?:[2-9２-９]|[1-9１-９]\d+)[)）]?\s*[、.．,，]")
_NOTICE = re.compile(r"\s*\S{0,30}(?:涉密|保密|不宜公开|不予公开)\S{0,30}\s*")
_ENDS = ("。", "。”", '。"', ".")


def looks_like_table(text: str) -> bool:
    """Whether a text may be a table with projects: two different words of a table's head stand in it."""
    found: set[str] = set()
    for match in _TABLE.finditer(text, 0, 20_000):
        found.add(re.sub(r"[\s,]", "", match[0])[:4])
        if len(found) > 1:
            return True
    return False


def strings(text: str, file: str = "", *, whole: bool = False) -> Iterator[Passage]:
    """The strings of a text that is no table, in order.

    A line goes on the string before it unless it starts with entry 1, or the string before it is complete and the line
    holds a string of its own. With ``whole`` a text without any string is one all the same.
    """
    lines = Lines(text)
    if whole and text.strip() and not _STRING.search(text):
        yield Passage(text, file, start=0, lines=lines)
        return
    start = end = -1
    for match in re.finditer(r"[^\r\n]+", text):
        line = match[0]
        if not line.strip():
            continue
        if "\t" in line:
            if start >= 0:
                yield from _string(text, start, end, file, lines)
                start = -1
            yield from _cells(match.start(), line, file, lines)
            continue
        if start >= 0 and _begins(line, text, end):
            yield from _string(text, start, end, file, lines)
            start = -1
        if start < 0:
            start = match.start()
        end = match.end()
    if start >= 0:
        yield from _string(text, start, end, file, lines)


def _begins(line: str, text: str, end: int) -> bool:
    if _FIRST.match(line) or _NOTICE.fullmatch(line):
        return True
    before = text[max(0, end - 40) : end].rstrip()
    complete = before.endswith(_ENDS) or _NOTICE.fullmatch(text[text.rfind("\n", 0, end) + 1 : end]) is not None
    return complete and _STRING.search(line) is not None and not _LATER.match(line)


def _string(text: str, start: int, end: int, file: str, lines: Lines) -> Iterator[Passage]:
    piece = text[start:end]
    if _STRING.search(piece):
        stripped = piece.strip()
        yield Passage(stripped, file, start=start + len(piece) - len(piece.lstrip()), lines=lines)


def _cells(start: int, line: str, file: str, lines: Lines) -> Iterator[Passage]:
    at = start
    cells = line.split("\t")
    project = next((cell.strip() for cell in cells if cell.strip() and not _STRING.search(cell)), "")
    for cell in cells:
        if _STRING.search(cell):
            inner = cell.strip()
            yield Passage(inner, file, project, start=at + len(cell) - len(cell.lstrip()), lines=lines)
        at += len(cell) + 1


def of_table(document: Document, text: str, file: str) -> Iterator[Passage]:
    """The strings of a table that was read from ``text``, each looked up there.

    One that is not found as one stretch (a page header stood in its middle) is linted as it was read and cannot be
    repaired in the file.
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
        yield attrs.evolve(passage, text=piece, start=start, lines=lines, quoted=quoted, tree=tree)


@attrs.define
class _Finder:
    """Finds pieces of a text one after another: as they are, with quotes doubled, or with other white space."""

    text: str
    at: int = 0

    def find(self, piece: str) -> tuple[int, int, bool] | None:
        """Start and end of the next place of ``piece``, and whether its quotes are doubled there."""
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
        """The text without white space, and where each character stands; made only when it is needed."""
        positions = array("Q")
        pieces: list[str] = []
        for match in re.finditer(r"\S+", self.text):
            pieces.append(match[0])
            positions.extend(range(match.start(), match.end()))
        return "".join(pieces), positions
