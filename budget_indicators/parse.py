"""``parse_indicators``: any text -> a tree of indicators and diagnostics.

Each part of a text is read by the cheapest reader that is provably exact: one pattern reads canonical entries and those
with an unusual name or value between canonical numbers, levels and keys; another reads entries that deviate
unambiguously, the grammar reads the rest, and the repair reads what still looks unusual to the grammar. An entry is
read the same whichever of them finds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

from .errors import check_year
from .grammar.loader import terminals
from .model.nodes import IndicatorTree
from .patterns import lazy
from .structure.canonical import Canonical, canonical, framed, pattern, torn
from .structure.doubt import suspicious
from .structure.entries import ALL_PARTS, Entry, entries
from .structure.quoted import LEFT, Quoted, quoted
from .structure.quoted import pattern as quoted_pattern
from .structure.sentences import prose
from .text.cleaning import Source, clean
from .text.escapes import may_be_escaped
from .text.line_starts import line_starts
from .tree.canonical_text import canonical_text
from .tree.report import TreeReport

# A notice that stands in place of indicators: 涉密项目, 保密项目信息不宜公开, 因涉及国家秘密不予公开.
_WITHHELD = lazy(r"涉密|保密|秘密|机密|不宜公开|不予公开|不便公开|不公开")
_LONGEST_NOTICE = 200


def parse_indicators(text: str, *, year: int | None = None) -> IndicatorTree:
    """Read an indicator string, or any text that holds some.

    Never raises for the content of ``text``: what was malformed or guessed is in ``diagnostics``, every position
    counts code points of ``text``. ``year`` is the budget year, for dates without a year.

    >>> tree = parse_indicators("1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。")
    >>> indicator, = tree.indicators
    >>> indicator.ordinal, str(indicator.level2), indicator.name, indicator.annual.text
    (1, '11-数量指标', '培训次数', '1次')
    >>> tree.diagnostics
    ()

    Raises:
        TypeError: ``text`` is no ``str``, or ``year`` no ``int``.
        ValueError: ``year`` has not four digits.
    """
    if not isinstance(text, str):
        raise TypeError(f"parse_indicators() takes a str, not {type(text).__name__}")
    return _parse(text, check_year(year))


def _parse(text: str, year: int | None, fast: bool = True) -> IndicatorTree:
    source = clean(text, escapes=True)
    canonical_only = canonical_text(source, year) if fast else None
    return _read(source, year, fast) if canonical_only is None else canonical_only.tree()


def _read(source: Source, year: int | None, fast: bool) -> IndicatorTree:
    """The tree of a text that is not canonical entries alone."""
    from .structure.labels import bare
    from .tree.builder import Builder

    text = source.raw
    builder = Builder(TreeReport(source, year))
    builder.build(prose(source) or entries_of(source, fast, builder.holds_more))
    if (builder.damaged and builder.unusual) or (not builder.indicators and "指标" in source.text):
        found = builder.beside()
        if found:
            source, beside = bare(source, found)
            builder = Builder(TreeReport(source, year), whole=True)
            builder.build(entries_of(source, fast))
            builder.leave_out(beside)
    if not builder.indicators and len(text) <= _LONGEST_NOTICE and _WITHHELD.search(source.text):
        return IndicatorTree((), (), True, text)
    return builder.tree(text)


def only_entry(text: str) -> Canonical | None:
    """The canonical entry that a text is and nothing else: what ``parse_indicators`` would read, without its values.

    ``None`` for every other text, and for what only a closer look can tell.
    """
    if LEFT in text or line_starts(text) or may_be_escaped(text):
        return None
    source = clean(text)
    match = pattern().match(source.text)
    return canonical(source, match) if match is not None and match.end() == len(source.text) else None


_Straight: TypeAlias = Callable[[Source, int, int], Iterator[Entry]]
_Repair: TypeAlias = Callable[[Source, int, int, int | None], list[Entry]]
_MARKS = " ；;:：。"
_LONG_SEARCH = 2_000
"""A stretch of so many characters that needs the search is not searched once in vain, before it is without labels."""


def entries_of(
    source: Source, fast: bool = True, stops: Callable[[], bool] = bool
) -> Iterator[Entry | Canonical | Quoted]:
    """The entries of a text in order; ``fast=False`` skips the canonical pattern (for comparison).

    ``stops`` is asked before a long stretch is searched, whether that would be in vain.
    """
    text = source.text
    return _with_quoted(source, fast, stops) if LEFT in text else _between(source, 0, len(text), None, fast, stops)


def _with_quoted(source: Source, fast: bool, stops: Callable[[], bool]) -> Iterator[Entry | Canonical | Quoted]:
    text = source.text
    at = 0
    number: int | None = None  # the last ordinal
    for match in quoted_pattern().finditer(text):
        for entry in _between(source, at, match.start(), number, fast, stops):
            number = _number(entry, number)
            yield entry
        between = quoted(match)
        number = number if between.number is None else between.number
        yield between
        at = match.end()
    yield from _between(source, at, len(text), number, fast, stops)


def _between(
    source: Source, start: int, end: int, number: int | None, fast: bool, stops: Callable[[], bool]
) -> Iterator[Entry | Canonical]:
    """The entries of ``source.text[start:end]``, which contains no quoted entry."""
    at = start
    last: Entry | Canonical | None = None
    if fast:
        for match in pattern().finditer(source.text, start, end):
            entry = canonical(source, match) or framed(source, match)
            if entry is None:
                continue
            if entry.start > at:
                yield from _closely(source, at, entry.start, number if last is None else _number(last, number), stops)
            yield entry
            last = entry
            at = entry.end
    if at < end:
        yield from _closely(source, at, end, number if last is None else _number(last, number), stops)


def _number(entry: Entry | Canonical, before: int | None) -> int | None:
    if isinstance(entry, Canonical):
        return int(entry.number)
    ordinal = entry.find("ordinal")
    return before if ordinal is None else ordinal.number


@cache
def _readers() -> tuple[_Straight, _Repair]:
    """The readers of what is not canonical, loaded with the first of it."""
    from .repair.search import repair
    from .repair.straight import straight

    return straight, repair


def _closely(source: Source, start: int, end: int, number: int | None, stops: Callable[[], bool]) -> Iterator[Entry]:
    """The entries between two canonical ones."""
    straight, _ = _readers()
    at = start
    for entry in straight(source, start, end):
        if entry.start > at:
            for between in _doubtfully(source, at, entry.start, number, stops):
                number = _number(between, number)
                yield between
        number = _number(entry, number)
        yield entry
        at = entry.end
    if at < end:
        yield from _doubtfully(source, at, end, number, stops)


def _doubtfully(source: Source, start: int, end: int, number: int | None, stops: Callable[[], bool]) -> Iterator[Entry]:
    """The entries as the grammar reads them; the unusual ones repaired."""
    _, repair = _readers()
    text = source.text
    damaged: int | None = start  # start of a region that needs the repair
    for entry in entries(text, start, end) if may_hold_plain(text, start, end) else ():
        if is_plain(source, entry):
            if damaged is not None and entry.start > damaged:
                yield from repair(source, damaged, entry.start, number)
            damaged = None
            number = _number(entry, number)
            yield entry
        elif damaged is None:
            damaged = entry.start
    if damaged is not None and damaged < end and not (end - damaged > _LONG_SEARCH and stops()):
        yield from repair(source, damaged, end, number)


@cache
def _opening() -> re.Pattern[str]:
    """What a plain entry begins with."""
    terminal = terminals("indicators")
    return re.compile(f"(?<![^。]){terminal['NUMBER']}{terminal['LEVEL1']}[{_MARKS}]*{terminal['LEVEL2']}")


@cache
def _keys() -> tuple[re.Pattern[str], re.Pattern[str]]:
    terminal = terminals("indicators")
    return re.compile(terminal["CYCLE_KEY"]), re.compile(terminal["ANNUAL_KEY"])


def may_hold_plain(text: str, start: int, end: int) -> bool:
    """Whether an entry that ``is_plain`` is possible. Most damaged regions contain none, and skip the grammar."""
    first, second = _keys()
    opening = _opening().search(text, start, end)
    while opening is not None:
        following = _opening().search(text, opening.end(), end)
        stop = end if following is None else following.start()
        cycle = first.search(text, opening.end(), stop)
        annual = None if cycle is None else second.search(text, cycle.end(), stop)
        # Keys that are words to the grammar are suspicious in the text they stand in.
        if (
            cycle is not None
            and annual is not None
            and _is_plain_text(text, opening.end(), cycle.start())
            and _is_plain_text(text, cycle.end(), annual.start())
            and _is_plain_text(text, annual.end(), _sentence_end(text, annual.end(), stop))
        ):
            return True
        opening = following
    return False


def _sentence_end(text: str, start: int, end: int) -> int:
    """The end of the first sentence of a value; the value may have more."""
    stop = text.find("。", start, end)
    return end if stop < 0 else stop


def is_plain(source: Source, entry: Entry) -> bool:
    """Whether the grammar certainly reads this entry right: all parts, in order, nothing suspicious in its texts."""
    text = source.text
    anchors = entry.anchors
    if tuple([anchor.kind for anchor in anchors]) != ALL_PARTS:
        return False
    ordinal, level1, level2, cycle, annual = anchors
    if entry.start and text[entry.start - 1] != "。":
        return False
    if entry.end < len(text) and text[entry.end - 1] != "。":
        return False  # something stands between this entry and the next
    if source.text is not source.raw and torn(source, ordinal.start, ordinal.end - 1):
        return False
    if text[level1.end : level2.start].strip(_MARKS):
        return False
    texts = ((level2.end, cycle.start), (cycle.end, annual.start), (annual.end, entry.end))
    return all(_is_plain_text(text, start, end) for start, end in texts)


def _is_plain_text(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is certainly a name or a value, with the marks around it."""
    inner = text[start:end].strip(_MARKS)
    return bool(inner) and not suspicious(inner)
