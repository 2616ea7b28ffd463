"""Lint a text that is open in an editor, with positions in it.

Strings that did not change since the last check are not linted again.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Callable
from typing import TypeAlias

import attrs

from ..errors import UserError
from ..lint.baseline import Baseline
from ..lint.config import Config
from ..lint.engine import Finding
from ..lint.inputs import LintInput
from ..lint.lint_input import lint_opened
from ..lint.passages import Passage, findings
from ..lint.suppression import Suppressed, open_unmarked
from ..model.nodes import IndicatorTree
from ..patterns import lazy
from ..rules.registry import Selection, choose
from ..text.encoding import without_controls
from .text import EditorText

_SURROGATES = lazy("[\ud800-\udfff]")
_WORDS = lazy(
    r"指\s{0,9}标|产\s{0,9}出|效\s{0,9}益|满\s{0,9}意|数\s{0,9}量|质\s{0,9}量|时\s{0,9}效|成\s{0,9}本|绩\s{0,9}效"
)
"""Words: every string or table, however damaged, contains one of them."""


@attrs.frozen
class FindingInText:
    """A finding and its part of the text."""

    finding: Finding
    start: int
    end: int

    def moved(self, by: int) -> FindingInText:
        """The same, moved by a number of characters."""
        return attrs.evolve(self, start=self.start + by, end=self.end + by) if by else self

    def touches(self, start: int, end: int) -> bool:
        """Whether it overlaps or touches a part of the text."""
        return self.start <= end and start <= self.end


@attrs.frozen
class CheckedString:
    """One string of a text with its findings; ``start`` to ``end`` is its part of the text.

    ``in_place``: the string is exactly that part. A string assembled from the columns of a table is not: its part is
    the first line of its project.
    """

    passage: Passage
    findings: tuple[FindingInText, ...]
    start: int
    end: int
    in_place: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The position in the text of a part of the string, which is ``in_place``."""
        assert self.passage.start is not None
        moved = self.start - self.passage.start
        return self.passage.offset(start) + moved, self.passage.offset(end) + moved

    def at(self, offset: int, text: str) -> int:
        """The position in the string of a position of the text; quotes inside a quoted cell are doubled there."""
        quotes = text.count('"', self.start, offset) if self.passage.quoted else 0
        return offset - self.start - (quotes + 1) // 2

    def moved(self, by: int) -> CheckedString:
        """The same, moved by a number of characters."""
        findings = tuple(one.moved(by) for one in self.findings)
        return attrs.evolve(self, start=self.start + by, end=self.end + by, findings=findings) if by else self

    def is_unchanged_in(self, text: str) -> bool:
        """Whether the string can be rewritten: the text contains it as it was read, without a suppression comment."""
        return self.in_place and text[self.start : self.end] == self.passage.written(self.passage.text)


@attrs.frozen
class CheckedText:
    """A text with its findings: those of the ``whole`` text and those of its strings.

    ``problem`` is why it could not be read, or why the settings could not be used.
    """

    text: EditorText
    config: Config
    selection: Selection
    suppressed: Suppressed
    whole: tuple[FindingInText, ...] = ()
    strings: tuple[CheckedString, ...] = ()
    problem: UserError | None = None

    @property
    def year(self) -> int | None:
        """The budget year that the settings state."""
        return self.config.year

    def string_at(self, offset: int) -> CheckedString | None:
        """The string that contains a position of the text, or ends there."""
        last = bisect_right(self.strings, offset, key=lambda one: one.start) - 1
        near = (self.strings[at] for at in (last, last - 1) if at >= 0)
        return next((one for one in near if one.start <= offset <= one.end), None)

    def carried_to(self, text: EditorText) -> CheckedText:
        """The same for a later text, without the strings that the changes touched."""
        if text.text == self.text.text:
            return self
        old, new = self.text.text, text.text
        first = _common(old, new)
        last = len(old) - _common_end(old, new, first)
        moved = len(new) - len(old)
        strings = (
            *(one for one in self.strings if one.end < first),
            *(one.moved(moved) for one in self.strings if one.start > last),
        )
        whole = (
            *(one for one in self.whole if one.end < first),
            *(one.moved(moved) for one in self.whole if one.start > last),
        )
        return attrs.evolve(self, text=text, strings=strings, whole=whole, suppressed=Suppressed.of(new))


FindingsByString: TypeAlias = dict[tuple[object, ...], tuple[IndicatorTree | None, tuple[Finding, ...]]]


@attrs.define
class RememberedFindings:
    """The findings of the strings of a text: those ``known`` from earlier checks, and all of this one."""

    known: FindingsByString
    now: FindingsByString = attrs.field(factory=dict)

    def findings(self, passage: Passage, selection: Selection, year: int | None) -> tuple[Finding, ...]:
        """The findings of one string; positions count in the string, lines may be outdated."""
        # Findings of a string from several cells are at these cells.
        cells = passage.origin.cells if passage.start is None and passage.origin is not None else ()
        key = (passage.text, passage.project, passage.goal, passage.layout, cells, selection.codes, year)
        kept = self.known.get(key)
        if kept is None or kept[0] != passage.tree:
            kept = (passage.tree, findings(passage, selection, year))
        self.now[key] = kept
        return kept[1]


def check(
    text: EditorText,
    name: str,
    config: Config,
    remembered: RememberedFindings,
    wanted: Callable[[], bool],
) -> CheckedText | None:
    """Lint a text named ``name`` by the editor; ``None`` as soon as it is no longer ``wanted``.

    What the text is (a table, strings, neither) is decided as for a file of that name. Raises ``UserError`` for
    settings that cannot be used.
    """
    selection = choose(config.select, config.ignore + config.ignored_in(name), config.review, config.score_over_limit)
    baseline = None if config.baseline is None else Baseline.load(config.baseline)
    checked = CheckedText(text, config, selection, Suppressed.of(text.text))
    if _WORDS.search(text.text) is None:
        return checked  # an editor sends all open texts, also those about something else
    strings: list[CheckedString] = []
    try:
        opened, suppressed = open_unmarked(LintInput(name, data=_as_file(text.text)))
        linted = lint_opened(opened, suppressed, selection, config.year, remembered.findings)
        for _, passage, found in linted.passages:
            if not wanted():
                return None
            fresh = found if baseline is None else baseline.new(found, passage)
            strings.append(_placed(passage, fresh, text))
    except UserError as problem:
        return attrs.evolve(checked, problem=problem)
    whole = linted.whole if baseline is None else baseline.new(linted.whole, None)
    strings.sort(key=lambda one: one.start)
    placed = tuple(_in_cell(one, text) for one in whole)
    return attrs.evolve(checked, whole=placed, strings=tuple(strings))


def _as_file(text: str) -> bytes:
    """The text as a file, each character at its position; a byte order mark declares UTF-8."""
    plain = without_controls(_SURROGATES.sub("\ufffd", text))
    if plain.startswith("\ufeff"):
        plain = f" {plain[1:]}"
    return codecs.BOM_UTF8 + plain.encode()


def _placed(passage: Passage, found: tuple[Finding, ...], text: EditorText) -> CheckedString:
    if passage.start is not None and passage.end is not None:
        each = (FindingInText(one, passage.offset(one.span.start), passage.offset(one.span.end)) for one in found)
        return CheckedString(passage, tuple(each), passage.start, passage.end, True)
    start, end = _line(None if passage.origin is None else passage.origin.where.line, text)
    return CheckedString(passage, tuple(_in_cell(one, text) for one in found), start, end, False)


def _line(number: int | None, text: EditorText) -> tuple[int, int]:
    """The position of a line (from 1); the beginning of the text for an unknown one."""
    if number is None:
        return 0, 0
    return text.line_span(min(number - 1, text.line_of(len(text.text))))


def _in_cell(one: Finding, text: EditorText) -> FindingInText:
    """A finding at the cell that it names, or at its piece of text in that cell."""
    where = one.where
    start, end = _line(one.line if where is None or where.line is None else where.line, text)
    line = text.text[start:end]
    if where is not None and where.column is not None and '"' not in line:
        cells = line.split("\t" if "\t" in line else ",")
        if where.column <= len(cells):
            start += sum(len(cell) + 1 for cell in cells[: where.column - 1])
            end = start + len(cells[where.column - 1])
    found = text.text.find(one.text, start, end) if one.text else -1
    return FindingInText(one, start, end) if found < 0 else FindingInText(one, found, found + len(one.text))


def _common(one: str, other: str) -> int:
    """The number of characters that two texts have in common at the beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, first: int) -> int:
    """The number they have in common at the end, after the first ``first``."""
    low, high = 0, min(len(one), len(other)) - first
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
