"""Damaged text -> entries: among all candidate anchors, the sequence a careful reader would see.

This is the one repair step. It looks for the most likely way to read a region as a sequence of entries
``number level1 level2 name cycle annual``: every candidate counts its evidence, every part that is missing, out of
place or repeated costs. The best sequence is found by dynamic programming, from left to right, keeping for each state
of an entry (which parts it already has) the best few ways to get there: time is linear in the number of candidates.
"""

from __future__ import annotations

import heapq

import attrs

from .candidates import MARKS, Candidate, find
from .source import Source
from .structure import Anchor, Entry, Kind

_BIT: dict[Kind, int] = {"ordinal": 1, "level1": 2, "level2": 4, "cycle": 8, "annual": 16}
_HEADS = _BIT["level1"] | _BIT["level2"]
_TARGETS = _BIT["cycle"] | _BIT["annual"]
_NOTHING = 0

# What each deviation costs, on the scale of the candidates' evidence.
_NO_ORDINAL = 1
_NO_LEVEL = 2
_NO_TARGET = 2
_NO_TARGETS = 7
_NO_HEAD = 5  # an entry that begins with its level 2
_HEADLESS = 10  # an entry that begins with a key
_NOTHING_BUT_NUMBER = 6
_WRONG_ORDER = 2
_NO_NAME = 1
_NO_VALUE = 3  # nothing stands behind a key
_TEXT_BETWEEN = 6  # text between number and level, or between the levels
_EXPECTED = 3  # a number that follows the one before
_LEVEL_AFTER_NUMBER = 3
_OWN_LEVEL = 1  # level 2 belongs to level 1
_LIKE_CODES = 1  # both levels with a code, or both without
_CODE_OR_NUMBER = 8  # `1、产出指标` without a number before it: rather a number and a level without code

_LATEST = 3  # ways kept for each state beside the best: the nearest ones


@attrs.define(eq=False, slots=True)
class _Way:
    """The best way to read the text up to and with a candidate."""

    score: int
    has: int  # the parts of the entry the candidate belongs to
    number: int | None  # the last ordinal so far
    candidate: Candidate
    before: _Way | None
    opens: bool  # the candidate begins an entry


def repair(source: Source, start: int, end: int, number: int | None) -> list[Entry]:
    """The entries in a region of a cleaned text; ``number`` is the ordinal before it."""
    candidates = find(source, start, end)
    last = _best(source.text, start, end, candidates, number)
    ways: list[_Way] = []
    while last is not None:
        ways.append(last)
        last = last.before
    ways.reverse()
    return _entries(source.text, start, end, ways)


def _best(text: str, start: int, end: int, candidates: list[Candidate], number: int | None) -> _Way | None:
    behind = _behind_marks(text, start, end)
    known: dict[int, list[_Way]] = {}  # state -> the best way and the latest ones
    waiting: list[tuple[int, int, _Way]] = []  # ways that end behind the current place
    order = 0  # of equal ends, the earlier candidate first
    for candidate in candidates:
        at = candidate.anchor.start
        while waiting and waiting[0][0] <= at:
            _keep(known, heapq.heappop(waiting)[2])
        first = _first(candidate, number)
        reached = {first.has: first}
        for ways in known.values():
            for before in ways:
                way = _after(behind, start, before, candidate)
                if way.has not in reached or way.score > reached[way.has].score:
                    reached[way.has] = way
        for way in reached.values():
            order += 1
            heapq.heappush(waiting, (candidate.reach, order, way))
    while waiting:
        _keep(known, heapq.heappop(waiting)[2])
    best: _Way | None = None
    best_score = 0
    for ways in known.values():
        for way in ways:
            score = way.score - _cost_of_end(way, last=True)
            if _is_key(way) and behind[way.candidate.anchor.end - start] >= end:
                score -= _NO_VALUE
            if score > best_score:
                best, best_score = way, score
    return best


def _keep(known: dict[int, list[_Way]], way: _Way) -> None:
    ways = known.setdefault(way.has, [])
    if not ways:
        ways.append(way)
    elif way.score >= ways[0].score:
        ways.insert(0, way)
    else:
        ways.insert(1, way)
    if len(ways) > _LATEST + 1:
        # The best stays; of the others the earliest goes.
        ways.remove(min(ways[1:], key=lambda w: w.candidate.anchor.end))


def _behind_marks(text: str, start: int, end: int) -> list[int]:
    """For each place of the region: where the next character stands that is no mark."""
    out = [end] * (end - start + 1)
    for at in range(end - 1, start - 1, -1):
        out[at - start] = out[at - start + 1] if text[at] in MARKS else at
    return out


def _first(candidate: Candidate, number: int | None) -> _Way:
    return _Way(
        candidate.score - _cost_of_start(candidate) + _bonus(candidate, number),
        _BIT[candidate.anchor.kind],
        candidate.anchor.number if candidate.anchor.kind == "ordinal" else number,
        candidate,
        None,
        True,
    )


def _is_key(way: _Way) -> bool:
    return way.candidate.anchor.kind in ("cycle", "annual")


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


def _bonus(candidate: Candidate, number: int | None) -> int:
    """Is this the number one expects?"""
    if candidate.anchor.kind != "ordinal":
        return 0
    return _EXPECTED if candidate.anchor.number == (number or 0) + 1 else 0


def _cost_of_end(way: _Way, last: bool = False) -> int:
    """What an entry lacks when it ends after this candidate."""
    has = way.has
    if way.candidate.broken_off:
        return 0
    cost = 0
    if not has & _BIT["level1"]:
        cost += _NO_LEVEL
    if not has & _BIT["level2"]:
        cost += _NO_LEVEL
    if not has & _TARGETS:
        cost += _NO_TARGET if has & _HEADS and (way.candidate.coded or has & _BIT["ordinal"]) else _NO_TARGETS
        if not has & _HEADS:
            cost += _NOTHING_BUT_NUMBER
    elif has & _TARGETS != _TARGETS:
        cost += _NO_TARGET // 2 if last else _NO_TARGET
    return cost


def _after(behind: list[int], start: int, before: _Way, candidate: Candidate) -> _Way:
    """Continue a way with a candidate: in the same entry where it fits, else in a new one."""
    anchor = candidate.anchor
    kind, bit = anchor.kind, _BIT[anchor.kind]
    has = before.has
    adjacent = behind[before.candidate.anchor.end - start] >= anchor.start
    same: int | None = None  # the cost of going on in the same entry
    match kind:
        case "level1":
            if has == _BIT["ordinal"]:
                same = -_LEVEL_AFTER_NUMBER if adjacent else _TEXT_BETWEEN
        case "level2":
            if has & _BIT["level1"] and not has & (_BIT["level2"] | _TARGETS):
                same = 0 if adjacent else _TEXT_BETWEEN
                if candidate.anchor.category and candidate.anchor.category.parent is before.candidate.anchor.category:
                    same -= _OWN_LEVEL
                same += -_LIKE_CODES if candidate.coded == before.candidate.coded else 2 * _LIKE_CODES
                if candidate.like_ordinal and before.candidate.like_ordinal and before.opens:
                    same -= _CODE_OR_NUMBER
            elif has == _BIT["ordinal"]:
                same = _NO_LEVEL - _LEVEL_AFTER_NUMBER if adjacent else _TEXT_BETWEEN
        case "cycle" | "annual":
            if not has & bit:
                same = _WRONG_ORDER if kind == "cycle" and has & _BIT["annual"] else 0
                if adjacent:
                    same += _NO_VALUE if has & _TARGETS else _NO_NAME
        case _:
            pass
    if same is not None and not before.candidate.broken_off:
        return _Way(before.score + candidate.score - same, has | bit, before.number, candidate, before, False)
    return _Way(
        before.score
        - _cost_of_end(before)
        - (_NO_VALUE if adjacent and _is_key(before) else 0)
        + candidate.score
        - _cost_of_start(candidate)
        + _bonus(candidate, before.number),
        bit,
        anchor.number if kind == "ordinal" else before.number,
        candidate,
        before,
        True,
    )


# From the chosen anchors to entries ----------------------------------------------------------------------------


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
    """Where an entry begins: with its first anchor, or, where that is a key, with the name before it."""
    if first.kind in ("ordinal", "level1", "level2"):
        return first.start
    end = first.start
    while end > floor and text[end - 1] in MARKS:
        end -= 1
    stop = max((text.rfind(mark, floor, end) for mark in "。"), default=-1)
    if stop < 0:
        stop = max(text.rfind(mark, floor, end) for mark in "；;")
    return stop + 1 if stop >= 0 else floor
