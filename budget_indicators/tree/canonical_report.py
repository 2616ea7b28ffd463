"""The diagnostics of the frame of a canonical entry: of its levels and its separators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from ..catalogue import strings as m
from ..model.nodes import Diagnostic, Fix
from ..model.rule import Rule
from ..structure.canonical import COLONS, Frame
from ..text.cleaning import Source
from .report import replacing, separating

Bounds: TypeAlias = tuple[int, int, int, int]
"""Where the name of an entry begins, and where the name, the first value and the entry end."""
_NAME, _NAME_END, _CYCLE_END, _END = range(4)


class _Wrong(NamedTuple):
    """Something wrong with the frame of an entry: it begins ``at`` characters behind (or before) one of the bounds.

    ``meant`` is its repair; ``marks`` are wrong separators, which are reported together: bound, distance, mark.
    """

    rule: Rule
    bound: int
    at: int
    length: int
    fields: Mapping[str, object]
    meant: str | None = None
    marks: tuple[tuple[int, int, str], ...] = ()


@lru_cache(maxsize=4096)
def frame_faults(frame: Frame, stopped: bool) -> tuple[_Wrong, ...]:
    """The faults of a frame, in text order; ``stopped``: a 。 closes the name."""
    wrong: list[_Wrong] = []
    level1, level2 = frame.level1, frame.level2
    second = frame.levels.rindex(level2.code) - frame.head
    if level2.parent is not level1:
        fields = {"level2": level2.name, "parent": level2.parent, "level1": level1.name}
        wrong.append(_Wrong(m.LEVEL_PARENT, _NAME, second, -second - 1, fields))
    closed = frame.annual_key[0] == "。"
    for found, bound, at, part, part_zh in (
        (stopped, _NAME_END, -1, "name", "名称"),
        (closed, _CYCLE_END, 0, "value", "指标值"),
    ):
        if found:
            wrong.append(
                _Wrong(m.TRAILING_PUNCTUATION, bound, at, 1, {"found": "。", "part": part, "part_zh": part_zh}, "")
            )
    for key, bound in ((frame.cycle_key, _NAME_END), (frame.annual_key, _CYCLE_END)):
        if key[-1] not in COLONS:
            colon = {"key": key.strip("。；;:："), "found": key[-1]}
            wrong.append(_Wrong(m.COLON, bound, len(key) - 1, 1, colon, ":"))
    if frame.after:
        wrong.append(_Wrong(m.DOUBLED_SEPARATOR, _END, -2, 2, {"found": f"。{frame.after}", "meant": "。"}, "。"))
    places = (
        (_NAME, second - 1, frame.levels[second - 1]),
        (_NAME, -1, frame.levels[-1]),
        (_NAME_END, 0, frame.cycle_key[0]),
        (_CYCLE_END, int(closed), frame.annual_key[int(closed)]),
    )
    marks = tuple([place for place in places if place[2] != "；"])
    if marks:
        bound, at, _ = marks[0]
        found_marks = "".join(dict.fromkeys([mark for _, _, mark in marks]))
        wrong.append(_Wrong(m.SEPARATOR, bound, at, 1, {"found": found_marks}, None, marks))
    return tuple(sorted(wrong, key=lambda one: (one.bound, one.at)))


def frame_diagnostics(source: Source, frame: Frame, stopped: bool, bounds: Bounds) -> list[Diagnostic]:
    """The diagnostics of the frame of an entry, in text order."""
    found: list[Diagnostic] = []
    for rule, bound, at, length, fields, meant, marks in frame_faults(frame, stopped):
        begin = bounds[bound] + at
        place = source.span(begin, begin + length)
        fix: partial[Fix] | None = None
        if marks:
            fix = partial(_separating, source, bounds, marks)
        elif meant is not None:
            fix = partial(replacing, rule, source, source.text[begin : begin + length], place, meant)
        found.append(rule.found(place, fix, fields))
    return found


def _separating(source: Source, bounds: Bounds, marks: tuple[tuple[int, int, str], ...]) -> Fix:
    """The repair of wrong separators."""
    places = [(bounds[bound] + at, mark) for bound, at, mark in marks]
    return separating(source, [(at, at + 1, mark, "；") for at, mark in places])
