"""Choose the most likely sequence of entries among all candidate anchors of a damaged text.

An entry is ``number level1 level2 name cycle annual``. Every candidate adds its evidence to the score; every part that
is missing, out of place or repeated has a cost. Dynamic programming from left to right finds the best sequence: for
each state of an entry (the parts it already has) it keeps the best few partial sequences (``_Way``), so the time is
linear in the number of candidates.
"""

from __future__ import annotations

import heapq
import sys
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from ..structure.entries import Anchor, Entry, Kind
from ..text.cleaning import Source
from ..text.skeleton import MARKS
from .candidates import find
from .region import Candidate, Region

_BIT: dict[Kind, int] = {"ordinal": 1, "level1": 2, "level2": 4, "cycle": 8, "annual": 16, "both": 24}
_ORDINAL, _LEVEL1, _LEVEL2, _CYCLE, _ANNUAL, _TARGETS = _BIT.values()
_HEADS = _LEVEL1 | _LEVEL2
_WHOLE = _ORDINAL | _HEADS | _TARGETS
_KEYS: tuple[Kind, ...] = ("cycle", "annual", "both")

# The cost of each deviation, on the scale of the candidates' evidence.
_NO_ORDINAL = 1
_NO_LEVEL = 2
_NO_TARGET = 2
_NO_TARGETS = 7
_NO_HEAD = 5  # an entry that begins with its level 2
_HEADLESS = 10  # an entry that begins with a key
_NOTHING_BUT_NUMBER = 6
_WRONG_ORDER = 2
_NO_NAME = 1
_NO_VALUE = 3  # a key without a value
_VALUE_LIKE_LEVEL = 9  # a level directly after a key is rather its value
_TEXT_BETWEEN = 6  # text between number and level, or between the levels
_EXPECTED = 3  # a number that continues the sequence
_LEVEL_AFTER_NUMBER = 3
_OWN_LEVEL = 1  # level 2 is a child of level 1
_LIKE_CODES = 1  # both levels have a code, or neither has
_CODE_OR_NUMBER = 8  # `1、产出指标` without a number before it: rather a number and a level without code

_LATEST = 3  # partial sequences kept for each state besides the best: the most recent ones


def _places() -> dict[Kind, dict[int, tuple[int, int]]]:
    """For each part: the states of an entry that it can continue, with two costs; otherwise it begins another entry.

    The costs are for a part with text before it, and for one without.
    """
    keys = {has: (0, _NO_VALUE if has & _TARGETS else _NO_NAME) for has in range(1, 32)}
    reversed_keys = {has: (_WRONG_ORDER, _WRONG_ORDER + adjacent) for has, (_, adjacent) in keys.items()}
    level1: dict[int, tuple[int, int]] = {_ORDINAL: (_TEXT_BETWEEN, -_LEVEL_AFTER_NUMBER)}
    level2 = {
        _ORDINAL: (_TEXT_BETWEEN, _NO_LEVEL - _LEVEL_AFTER_NUMBER),
        _LEVEL1: (_TEXT_BETWEEN, 0),
        _ORDINAL | _LEVEL1: (_TEXT_BETWEEN, 0),
    }
    # In another order: the second level first, or the keys before the levels.
    for opened in (0, _ORDINAL):
        level1[opened | _LEVEL2] = (_TEXT_BETWEEN, _WRONG_ORDER)
    for targets in (_CYCLE, _ANNUAL, _TARGETS):
        late = _WRONG_ORDER if targets != _TARGETS else 2 * _WRONG_ORDER
        level1[_ORDINAL | targets] = level1[_ORDINAL | _LEVEL2 | targets] = (late, late)
        level2[_ORDINAL | targets] = level2[_ORDINAL | _LEVEL1 | targets] = (late, late)
    return {
        "ordinal": {},
        "level1": level1,
        "level2": level2,
        "cycle": {has: (reversed_keys if has & _ANNUAL else keys)[has] for has in keys if not has & _CYCLE},
        "annual": {has: keys[has] for has in keys if not has & _ANNUAL},
        "both": {has: keys[has] for has in keys if not has & _TARGETS},
    }


def _lacks(has: int, coded: bool) -> int:
    """The cost of the parts that a complete entry lacks."""
    cost = 0
    if not has & _LEVEL1:
        cost += _NO_LEVEL
    if not has & _LEVEL2:
        cost += _NO_LEVEL
    if not has & _TARGETS:
        cost += _NO_TARGET if has & _HEADS and (coded or has & _ORDINAL) else _NO_TARGETS
        if not has & _HEADS:
            cost += _NOTHING_BUT_NUMBER
    elif has & _TARGETS != _TARGETS:
        cost += _NO_TARGET
    return cost


# Precomputed, because it is looked up for every candidate.
_PLACES = _places()
# For each state of an entry: the parts that can continue it, and their costs.
_FOLLOWING: tuple[list[tuple[Kind, int, int]], ...] = tuple(
    [(kind, *places[has]) for kind, places in _PLACES.items() if has in places] for has in range(32)
)
_MOST_RELATED = _OWN_LEVEL + _LIKE_CODES + _CODE_OR_NUMBER + _WRONG_ORDER
_MOST: dict[Kind, int] = {  # the most that a part can gain by its place in an entry
    kind: (_MOST_RELATED if kind == "level2" else 0) - min((min(costs) for costs in places.values()), default=0)
    for kind, places in _PLACES.items()
}
_NOTHING = (0,) * 32
_LACKING = tuple(_lacks(has, coded=False) for has in range(32))
_LACKING_CODED = tuple(_lacks(has, coded=True) for has in range(32))
_LEAST_LACKING = tuple(0 if has == _ORDINAL else _LACKING_CODED[has] for has in range(32))  # a number may be broken off


@attrs.define(eq=False, slots=True)
class _Way:
    """The best sequence of entries up to a candidate, included."""

    score: int
    has: int  # the parts of the entry the candidate belongs to
    number: int | None  # the last ordinal so far
    candidate: Candidate
    before: _Way | None
    end: int  # the end of the candidate
    behind: int  # the next character that is no mark
    closed: int  # the score when the entry ends with the candidate and another follows
    sentence: int = 0  # the end of the sentence that a number begins

    @property
    def opens(self) -> bool:
        """Whether the candidate begins an entry."""
        return self.has == _BIT[self.candidate.anchor.kind]


def repair(source: Source, start: int, end: int, number: int | None) -> list[Entry]:
    """The entries in a region of a cleaned text; ``number`` is the ordinal before it."""
    region = Region.of(source, start, end)
    last = _best(region.text, region.end, find(region), number)
    ways: list[_Way] = []
    while last is not None:
        ways.append(last)
        last = last.before
    ways.reverse()
    return [_shifted(entry, start) for entry in _entries(region.text, 0, region.end, ways)]


_Waiting: TypeAlias = tuple[int, int, list[_Way]]


@attrs.define(eq=False, slots=True)
class _Ways:
    """The kept sequences whose last entry has the same parts: the best one first, then the latest ones."""

    has: int
    ways: list[_Way]
    closed: int  # the best score of any of them when the entry ends and another follows

    def keep(self, way: _Way) -> None:
        ways = self.ways
        if way.score >= ways[0].score:
            ways.insert(0, way)
            self.closed = way.score - _LEAST_LACKING[self.has]
        else:
            ways.insert(1, way)
        if len(ways) > _LATEST + 1:
            # Keep the best; of the others drop the earliest.
            earliest = 1
            for place in range(2, len(ways)):
                if ways[place].end < ways[earliest].end:
                    earliest = place
            del ways[earliest]


@attrs.define(eq=False, slots=True)
class _Known:
    """The sequences found so far, by the parts of their last entry."""

    states: dict[int, _Ways] = attrs.field(factory=dict)
    # For each part: the sequences that it can continue, and its costs with and without text before it.
    before: dict[Kind, list[tuple[list[_Way], int, int]]] = attrs.field(factory=lambda: {kind: [] for kind in _BIT})

    def keep(self, new: list[_Way]) -> None:
        for way in new:
            has = way.has
            state = self.states.get(has)
            if state is not None:
                state.keep(way)
                continue
            ways = [way]
            self.states[has] = _Ways(has, ways, way.score - _LEAST_LACKING[has])
            for kind, apart, adjacent in _FOLLOWING[has]:
                self.before[kind].append((ways, apart, adjacent))


def _best(text: str, end: int, candidates: list[Candidate], number: int | None) -> _Way | None:
    known = _Known()
    waiting: list[_Waiting] = []  # sequences that end after the current position
    for order, candidate in enumerate(candidates):  # for equal ends, the earlier candidate first
        anchor = candidate.anchor
        while waiting and waiting[0][0] <= anchor.start:
            known.keep(heapq.heappop(waiting)[2])
        behind = _behind_marks(text, anchor.end, end)
        opening = _opening(known.states, candidate, number, behind)
        if anchor.kind == "ordinal":
            opening.sentence = _sentence_end(text, anchor.end)
        ways = [opening, *_going_on(known, candidate, behind)]
        heapq.heappush(waiting, (candidate.reach, order, ways))
    while waiting:
        known.keep(heapq.heappop(waiting)[2])
    best: _Way | None = None
    best_score = 0
    for state in known.states.values():
        for way in state.ways:
            if way.score <= best_score:
                continue
            score = way.score - _lacking_at_last(way)
            if way.candidate.anchor.kind in _KEYS and way.behind >= end:
                score -= _NO_VALUE
            if score > best_score:
                best, best_score = way, score
    return best


def _behind_marks(text: str, at: int, end: int) -> int:
    """The offset of the next character that is not a mark."""
    while at < end and text[at] in MARKS:
        at += 1
    return at


_LONGEST_NAME = 60


def _sentence_end(text: str, at: int) -> int:
    """The end of the sentence that begins here, at most the length of a name away."""
    stop = text.find("。", at, at + _LONGEST_NAME)
    return at + _LONGEST_NAME if stop < 0 else stop


def _opening(known: dict[int, _Ways], candidate: Candidate, number: int | None, behind: int) -> _Way:
    """The best sequence to a candidate that begins an entry; ``number`` is the ordinal before the region."""
    anchor = candidate.anchor
    kind, start = anchor.kind, anchor.start
    numbered = kind == "ordinal"
    before = (anchor.number or 0) - 1 if numbered else None  # the expected previous number
    most = _EXPECTED if numbered else 0
    places = _PLACES[kind]
    best: _Way | None = None
    best_gain = _EXPECTED if before == (number or 0) else 0
    whole = known.get(_WHOLE)
    if whole is not None and whole.ways[0].behind < start:
        # It is hardly worse than the best, so worse ones need not be examined.
        best_gain = max(best_gain, whole.ways[0].closed - 1)
    for state in known.values():
        top = state.closed + most
        if top <= best_gain:
            continue
        goes_on = state.has in places
        if goes_on and state.has != _ORDINAL:
            continue  # only a number may be broken off
        for way in state.ways:
            gain = way.closed
            if gain + most <= best_gain or (goes_on and not way.candidate.broken_off):
                continue
            if way.behind >= start and way.candidate.anchor.kind in _KEYS:
                gain -= _NO_VALUE
            if before == (way.number or 0):
                gain += _EXPECTED
            if gain > best_gain:
                best, best_gain = way, gain
                if gain == top:
                    break
    last = anchor.number if numbered else number if best is None else best.number
    score = best_gain + candidate.score - _cost_of_start(candidate)
    bit = _BIT[kind]
    closed = score - _lacking(candidate)[bit]
    return _Way(score, bit, last, candidate, best, anchor.end, behind, closed)


def _going_on(known: _Known, candidate: Candidate, behind: int) -> Iterator[_Way]:
    """The best sequence to a candidate for each state of the entry it continues."""
    anchor = candidate.anchor
    kind, start, end = anchor.kind, anchor.start, anchor.end
    bit, gained, keyed = _BIT[kind], candidate.score, kind in _KEYS
    lacking = _lacking(candidate)
    for ways, apart, adjacent in known.before[kind]:
        best = ways[0]
        if keyed and best.behind < start and not best.candidate.broken_off:
            score = best.score - apart  # the best sequence, without any objection
        else:
            found = _best_before(ways, candidate, apart, adjacent)
            if found is None:
                continue
            best, score = found
        score += gained
        has = best.has | bit
        yield _Way(score, has, best.number, candidate, best, end, behind, score - lacking[has])


def _best_before(ways: list[_Way], candidate: Candidate, apart: int, adjacent: int) -> tuple[_Way, int] | None:
    """The best sequence to continue, and its score minus the cost."""
    kind, start = candidate.anchor.kind, candidate.anchor.start
    most = _MOST[kind]
    levels = kind == "level2" and ways[0].has & _LEVEL1
    late = kind in ("level1", "level2") and ways[0].has & _TARGETS
    best: _Way | None = None
    best_score = -sys.maxsize
    for way in ways:
        if way.score + most <= best_score or way.candidate.broken_off:
            continue
        score = way.score - (adjacent if way.behind >= start else apart)
        if way.behind < start <= way.sentence:
            score += _TEXT_BETWEEN - _WRONG_ORDER  # rather the name, standing before the levels
        if levels:
            score += _related(way, candidate)
        if late and way.behind >= start and way.candidate.anchor.kind in _KEYS:
            score -= _VALUE_LIKE_LEVEL
        if score > best_score:
            best, best_score = way, score
    return None if best is None else (best, best_score)


def _related(level1: _Way, level2: Candidate) -> int:
    """The evidence that two levels belong together."""
    gain = 0
    category = level2.anchor.category
    if category and category.parent is level1.candidate.anchor.category:
        gain += _OWN_LEVEL
    gain += _LIKE_CODES if level2.coded == level1.candidate.coded else -2 * _LIKE_CODES
    if level1.has & _TARGETS and level1.candidate.anchor.kind == "level1":
        gain += _WRONG_ORDER  # both follow the keys: count the cost once
    if level2.like_ordinal and level1.candidate.like_ordinal and level1.opens:
        gain += _CODE_OR_NUMBER
    return gain


def _cost_of_start(candidate: Candidate) -> int:
    match candidate.anchor.kind:
        case "ordinal":
            return 0
        case "level1":
            return _NO_ORDINAL + (_CODE_OR_NUMBER if candidate.like_ordinal else 0)
        case "level2":
            return _NO_HEAD
        case _:
            return _HEADLESS


def _lacking(candidate: Candidate) -> tuple[int, ...]:
    """The cost of missing parts for each state of an entry that ends with this candidate."""
    return _NOTHING if candidate.broken_off else _LACKING_CODED if candidate.coded else _LACKING


def _lacking_at_last(way: _Way) -> int:
    """The cost of the parts that the last entry of a region lacks: a single key costs less there."""
    half = way.has & _TARGETS not in (0, _TARGETS)
    return _lacking(way.candidate)[way.has] - (_NO_TARGET - _NO_TARGET // 2 if half else 0)


# From the chosen anchors to entries ----------------------------------------------------------------------------


def _shifted(entry: Entry, by: int) -> Entry:
    """The entry with its positions in the whole text."""
    if not by:
        return entry
    anchors = tuple([Anchor(a.kind, a.start + by, a.end + by, a.number, a.category, a.ditto) for a in entry.anchors])
    return Entry(entry.start + by, entry.end + by, anchors)


def _entries(text: str, start: int, end: int, ways: list[_Way]) -> list[Entry]:
    if not ways:
        return []
    groups: list[list[Anchor]] = []
    for way in ways:
        if way.opens:
            groups.append([])
        groups[-1].append(way.candidate.anchor)
    starts: list[int] = []
    floor = start
    for anchors in groups:
        starts.append(_entry_start(text, floor, anchors[0]))
        floor = anchors[-1].end
    stops = [*starts[1:], end]
    return [Entry(begin, stop, tuple(anchors)) for begin, stop, anchors in zip(starts, stops, groups, strict=True)]


def _entry_start(text: str, floor: int, first: Anchor) -> int:
    """The start of an entry: its first anchor, or, if that is a key, the name before it."""
    if first.kind in ("ordinal", "level1", "level2"):
        return first.start
    end = first.start
    while end > floor and text[end - 1] in MARKS:
        end -= 1
    stop = text.rfind("。", floor, end)
    if stop < 0:
        stop = text.rfind(";", floor, end)
    return stop + 1 if stop >= 0 else floor
