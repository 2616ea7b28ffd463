"""Locate the indicator strings of a text: one per line, wrapped over lines, or between other words.

The parser finds the entries; their numbers and lines decide where a string ends and the next begins. Each paragraph of
indicators in prose is one string, or several that continue with other second levels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..model.nodes import Category
from ..parse import entries_of, parse_indicators
from ..patterns import lazy
from ..structure.canonical import Canonical, canonical, pattern
from ..structure.entries import Entry
from ..structure.quoted import Quoted
from ..structure.sentences import is_prose, prose
from ..text.cleaning import Source, clean
from ..text.escapes import may_be_escaped

_LINE_END = lazy(r"\r\n|\n|\r")
_LINES = lazy(r"[^\r\n]+")
_WORTH = lazy(r"密|公开")
_COMPLETE = lazy(r"[。.][”\"’']?\s*\Z")
# Text that may precede the first entry of a string on its line: quotes, a bullet or number; a name.
_BEFORE = lazy(r"[\s\"'“‘(（【\[\-*•·]*(?:\d{1,4}\s?[.．)）、:：]\s*)?")
_NAMED = lazy(r"[^。；;]{1,80}[：:】\]）)]\s*")
_LONGEST_NAME = 100
_QUOTED = lazy(r'(?:[^"\r\n]{0,40}[\r\n])?\s*"([^"]+)"\s*')  # a cell as spreadsheets write it; under a heading
_LONGEST_END = 20


class FoundString(NamedTuple):
    """One indicator string of a text: ``text`` is at ``start`` (code points), on ``line`` (from 1).

    ``heading`` is the length of its lines above its first entry.
    """

    text: str
    start: int
    line: int
    heading: int = 0

    @property
    def end(self) -> int:
        """The end of the string."""
        return self.start + len(self.text)


def strings_of(text: str) -> tuple[FoundString, ...]:
    """The indicator strings of a text that is no table, in order; a text with one string (or none) is that string.

    A string begins at the first entry of a line whose numbers restart, or at a line that is a notice (涉密项目). Words
    between two strings belong to the string before them: the parser reports them as text outside any entry.

    >>> one = "1、1-产出指标；11-数量指标；次数；实施周期指标值:1次；年度指标值:1次。"
    >>> [(found.line, found.start) for found in strings_of(f"{one}\\n{one}")]
    [(1, 0), (2, 41)]
    >>> len(strings_of(one.replace("；", "；\\n")))
    1
    """
    if (lines := one_a_line(text)) is not None:
        return lines
    if is_prose(clean(text)):
        found = tuple(_prose_strings(text))
        return found or (FoundString(text, 0, 1),)
    found = tuple(_strings(text)) if _LINE_END.search(text.strip()) else ()
    if len(found) > 1:
        return found
    if (quoted := _QUOTED.fullmatch(text)) is not None:
        return (FoundString(quoted[1], quoted.start(1), 1),)
    return (FoundString(text, 0, 1, found[0].start + found[0].heading if found else 0),)


def one_a_line(text: str) -> tuple[FoundString, ...] | None:
    """The strings of a text of several lines each of which, if not blank, is a string of its own beyond doubt.

    Each begins with a canonical entry of the number 1, and each but the last ends like a string. ``None`` for any other
    text.
    """
    if may_be_escaped(text):
        return None
    found: list[FoundString] = []
    complete = True
    at = 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if string := line.strip():
            begins = pattern().match(string)
            if not complete or begins is None or begins[1] != _FIRST:
                return None
            if string[begins.end() : begins.end() + len(_SECOND)] not in ("", _SECOND):
                return None
            if canonical(Source(string, string), begins) is None:
                return None
            found.append(FoundString(string, at + line.index(string), number))
            complete = string[-1] == "。"
        at += len(line)
        at += 2 if text.startswith("\r\n", at) else 1
    return tuple(found) if len(found) > 1 else None


_FIRST, _SECOND = "1、", "2、"


def may_hold_strings(text: str) -> bool:
    """Whether a text may contain an indicator string or indicators in prose: a quick test before ``strings_of``."""
    return is_prose(clean(text)) or _DENSE.search(text) is not None


_DENSE = lazy(r"\d\s*[-－—–]\s*[产效满][出益意]|指\s*标\s*值\s*[:：]|\d{2}\s*[-－—–]\s*\S{2,6}指\s*标")


def _prose_strings(text: str) -> Iterator[FoundString]:
    """The paragraphs that state indicators; one that begins with a second level that was there is another project's."""
    held: tuple[int, int] | None = None
    seen: set[Category | None] = set()
    for start, end in _paragraphs(text):
        levels = [found.level2 for found in prose(clean(text[start:end]))]
        if not levels:
            continue
        if held is not None and levels[0] in seen:
            yield _found_at(text, *held)
            held, seen = None, set()
        held = (start if held is None else held[0], end)
        seen |= set(levels)
    if held is not None:
        yield _found_at(text, *held)


def _found_at(text: str, start: int, end: int) -> FoundString:
    return FoundString(text[start:end].rstrip(), start, len(_LINE_END.findall(text, 0, start)) + 1)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines up to one that ends a sentence; a heading above a paragraph goes with it."""
    start: int | None = None
    for line in _LINES.finditer(text):
        if not line[0].strip():
            continue
        start = line.start() if start is None else start
        if _COMPLETE.search(line[0].rstrip()[-_LONGEST_END:]):
            yield start, line.end()
            start = None
    if start is not None:
        yield start, len(text)


def _strings(text: str) -> Iterator[FoundString]:
    entries = list(_entries(text))
    begins = [entry.start for entry in entries]
    line, counted = 1, 0
    for start, end in _stretches(text, entries):
        piece = text[start:end]
        at = start + len(piece) - len(piece.lstrip())
        if (quoted := _QUOTED.fullmatch(piece)) is not None:
            piece, at = quoted[1], start + quoted.start(1)
        line += len(_LINE_END.findall(text, counted, at))
        counted = at
        first = bisect_left(begins, at)
        above = entries[first].line if first < len(entries) and begins[first] < end else None
        yield FoundString(piece.strip(), at, line, max(0, (above or 0) - at))


def _stretches(text: str, entries: Sequence[_Found]) -> Iterator[tuple[int, int]]:
    """The text cut where strings begin and around notices; words without an entry go with the string below them."""
    begins = [entry.start for entry in entries]
    notices = dict(_notices(text))
    held: tuple[int, int] | None = None
    for start, end in pairwise(sorted({0, *_starts(text, entries), *notices, *notices.values(), len(text)})):
        if not text[start:end].strip():
            continue
        is_notice = start in notices
        if not is_notice and bisect_left(begins, start) == bisect_left(begins, end):
            held = (start if held is None else held[0], end)
            continue
        if held is not None and is_notice:
            yield held
        yield (start if held is None or is_notice else held[0], end)
        held = None
    if held is not None:
        yield held


class _Found(NamedTuple):
    """An entry of the text: where it starts, its number, and, if it is the first on its line, where that begins."""

    start: int
    number: int | None
    line: int | None


def _entries(text: str) -> Iterator[_Found]:
    lines = [0, *(match.end() for match in _LINE_END.finditer(text))]
    source = clean(text, escapes=True)
    begun = -1
    for entry in entries_of(source):
        start = source.start(entry.start)
        at = bisect_right(lines, start) - 1
        yield _Found(start, _number(entry), None if at == begun else lines[at])
        begun = at


def _number(entry: Entry | Canonical | Quoted) -> int | None:
    if isinstance(entry, Quoted):
        return entry.number
    if isinstance(entry, Canonical):
        return int(entry.number)
    ordinal = entry.find("ordinal")
    return None if ordinal is None else ordinal.number


def _starts(text: str, entries: Sequence[_Found]) -> Iterator[int]:
    """The starts of lines whose first entry begins a string."""
    for at, entry in enumerate(entries):
        if at and entry.line is not None and _alone(text, entry.line, entry.start):
            following = entries[at + 1].number if at + 1 < len(entries) else None
            before = entries[at - 1]
            listed = before.line is not None and before.number not in (
                None,
                1,
            )
            complete = _is_complete(text, entry.line) and not listed
            if _anew(before.number, entry.number, following, complete=complete):
                yield entry.line


def _alone(text: str, line: int, start: int) -> bool:
    """Whether nothing before the entry on its line belongs to the entry before."""
    before = text[line : min(start, line + _LONGEST_NAME)]
    return _BEFORE.fullmatch(before) is not None or (_NAMED.fullmatch(before) is not None and _is_complete(text, line))


def _anew(before: int | None, number: int | None, after: int | None, *, complete: bool) -> bool:
    """Whether the numbers restart here: not for a single damaged (1, 2, 1, 4) or lost number (1, 2, –, 4).

    ``complete``: the text before ends like a whole string.
    """
    if before is not None and after == before + 2:
        return False
    if number is None:
        return after == 2 or (complete and after in (None, 1))
    return number <= 1 or (before is not None and number < before and after == number + 1)


def _is_complete(text: str, line: int) -> bool:
    """Whether the text before a line ends like a string."""
    return _COMPLETE.search(text[max(0, line - _LONGEST_END) : line]) is not None


def _notices(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are only a notice that the project is secret, and not part of a value."""
    if not _WORTH.search(text):
        return
    complete = True
    for line in _LINES.finditer(text):
        if not line[0].strip():
            continue
        notice = complete and _WORTH.search(line[0]) is not None and parse_indicators(line[0]).withheld
        if notice:
            yield line.span()
        complete = notice or _COMPLETE.search(line[0][-_LONGEST_END:]) is not None
