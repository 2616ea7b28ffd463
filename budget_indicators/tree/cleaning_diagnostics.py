"""Diagnostics for characters that cleaning removed or replaced: one for each kind, with all its repairs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial

from ..catalogue import strings as m
from ..model.nodes import Diagnostic, Edit, Fix, Span
from ..patterns import any_of, lazy
from ..text.cleaning import INVISIBLE, LOOK_ALIKES, Source, tokens
from ..text.line_starts import NUMBER, SIGN

_MARKUP = lazy(r"[!-~]")  # removed text with a visible sign: a tag, an entity, an escape
_WRAP = lazy(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS = lazy(r"\n+")
_SPOKEN = lazy("^[一-鿿]+$")  # a dictated mark: 分号
_LINE_START = lazy(rf"\n[ \t]*(?:{SIGN}|{NUMBER})$")
_BEFORE_ENTRY = lazy(rf"(?<![^\n])[ \t]*{SIGN}$")
_UNSEEN = lazy(rf"[<&\\{INVISIBLE}]")  # first characters of markup, and invisible characters
_CHANGED = lazy(any_of(map(chr, LOOK_ALIKES)))


def touches(source: Source, start: int, end: int) -> list[Diagnostic]:
    """The diagnostics for ``source.text[start:end]``: wraps, spaces, markup, invisible and look-alike characters."""
    begin, stop = source.start(start), source.end(end)
    raw = source.raw[begin:stop]
    text = source.text[start:end]
    if raw == text:
        return []
    if raw.replace("\n", "") == text:  # line wraps and nothing else, as most published strings have them
        breaks = [match.span() for match in _LINE_ENDS.finditer(raw)]
        fix = partial(_without, breaks, begin)
        first, last = breaks[0]
        return [m.LINE_BREAK.at(Span(begin + first, begin + last), fix, count=len(breaks))]
    return [*_dropped(source, start, end), *_look_alikes(raw, begin)]


def line_breaks(source: Source, start: int, end: int) -> list[Diagnostic]:
    """The same of a source from which cleaning removed line ends, and nothing else."""
    _, _, starts, raws, _, _ = source
    first = bisect_right(starts, start)
    ends = bisect_left(starts, end, first)
    broken = [(raws[at - 1] + starts[at] - starts[at - 1], raws[at]) for at in range(first, ends)]
    broken = [(at, stop) for at, stop in broken if at < stop]
    return [m.LINE_BREAK.at(Span(*broken[0]), partial(_without, broken, 0), count=len(broken))] if broken else []


def _without(breaks: list[tuple[int, int]], offset: int) -> Fix:
    """The repair that removes stretches of a raw text that begins at ``offset``."""
    return Fix(tuple([Edit(Span(offset + start, offset + end), "") for start, end in breaks]))


def holds_unseen(raw: str) -> bool:
    """Whether a raw text may contain markup or invisible characters, which also occur between entries."""
    return _UNSEEN.search(raw) is not None


def between(raw: str, start: int, end: int) -> list[Diagnostic]:
    """The diagnostics for text between entries: markup and invisible characters."""
    if start >= end or _UNSEEN.search(raw, start, end) is None:
        return []
    markup: list[Edit] = []
    invisible: list[Edit] = []
    for token in tokens(raw, start, end):
        match token.lastgroup:
            case "tag" | "entity":
                markup.append(Edit(Span(*token.span()), ""))
            case "invisible":
                invisible.append(Edit(Span(*token.span()), ""))
    return list(_unseen(raw, markup, invisible))


def _unseen(raw: str, markup: list[Edit], invisible: list[Edit]) -> Iterator[Diagnostic]:
    if markup:
        spoken = any(_SPOKEN.search(edit.span.of(raw)) for edit in markup)
        fix = Fix(tuple(markup), "unsafe" if spoken else "safe")
        yield m.MARKUP.at(markup[0].span, fix, found=markup[0].span.of(raw).strip()[:20])
    if invisible:
        first = next(char for char in invisible[0].span.of(raw) if not char.isspace())
        name = f"U+{ord(first):04X}"
        yield m.INVISIBLE.at(invisible[0].span, Fix(tuple(invisible)), count=len(invisible), found=name)


def _dropped(source: Source, start: int, end: int) -> Iterator[Diagnostic]:
    wraps: list[tuple[int, int]] = []
    spaces: list[tuple[int, int]] = []
    markup: list[Edit] = []
    invisible: list[Edit] = []
    starts: list[Edit] = []
    raw, text = source.raw, source.text
    at: int | None = None  # end of the previous piece
    for char, after, begin, stop in source.pieces(start, end):
        if at is not None and begin > at and not source.leaves_out(at, begin):
            dropped = raw[at:begin]
            if dropped.isspace():
                (wraps if _WRAP.search(dropped) else spaces).append((at, begin))
            elif _LINE_START.search(dropped):
                starts.append(Edit(Span(at, begin), ""))
            elif _MARKUP.search(dropped):
                markup.append(Edit(Span(at, begin), ""))
            elif _WRAP.search(dropped):
                wraps.append((at, begin))
            else:
                invisible.append(Edit(Span(at, begin), ""))
        if stop - begin > after - char and not raw[begin:stop].isspace():
            markup.append(Edit(Span(begin, stop), text[char]))
        at = stop
    yield from _unseen(raw, markup, invisible)
    if starts:
        # Without some of the line numbers the others could no longer be recognised as such: no repair.
        numbers = any(any(map(str.isalnum, edit.span.of(raw))) for edit in starts)
        found = starts[0].span.of(raw).strip()
        before = source.start(start)
        lead = None if numbers else _BEFORE_ENTRY.search(raw[max(0, before - 20) : before])
        if lead is not None:  # the sign on the first line of the entry
            starts.insert(0, Edit(Span(before - len(lead[0]), before), ""))
        yield m.LINE_START.at(starts[0].span, None if numbers else Fix(tuple(starts)), found=found)
    if wraps:
        yield m.LINE_BREAK.at(Span(*wraps[0]), partial(_without, wraps, 0), count=len(wraps))
    if spaces:
        yield m.STRAY_SPACE.at(Span(*spaces[0]), partial(_without, spaces, 0), count=len(spaces))


def _look_alikes(raw: str, offset: int) -> Iterator[Diagnostic]:
    wide: list[Edit] = []
    radicals: list[Edit] = []
    for match in _CHANGED.finditer(raw):
        char = match[0]
        edit = Edit(Span(offset + match.start(), offset + match.end()), LOOK_ALIKES[ord(char)])
        if "\uff00" < char < "\uff5f":
            if unicodedata.category(char)[0] in "NL":
                wide.append(edit)
        else:
            radicals.append(edit)
    if wide:
        first = raw[wide[0].span.start - offset]
        yield m.FULL_WIDTH.at(wide[0].span, Fix(tuple(wide)), found=first, meant=wide[0].text)
    if radicals:
        first = raw[radicals[0].span.start - offset]
        yield m.LOOK_ALIKE.at(
            radicals[0].span, Fix(tuple(radicals)), found=first, number=ord(first), meant=radicals[0].text
        )
