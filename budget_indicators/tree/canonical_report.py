"""Report the diagnostics of a canonical entry: of its separators, levels and values, and of cleaning."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ..catalogue import strings as m
from ..model.rule import Rule
from ..structure.canonical import COLONS, Canonical, Frame
from ..values import KnownValue
from .cleaning_diagnostics import touches
from .report import TreeReport


class _Wrong(NamedTuple):
    """Something wrong with the frame of an entry, and the repair.

    It begins ``at`` characters behind (or before) one of the entry's bounds: the start of its name, the end of its
    name, of its first value, of the entry.
    """

    rule: Rule
    bound: int
    at: int
    length: int
    meant: str | None
    fields: Mapping[str, object]


class FrameReport(NamedTuple):
    """The diagnostics of the frame of an entry: ``codes`` in text order.

    ``marks`` are the wrong separators, as bound, distance and mark; they are reported together.
    """

    wrong: tuple[_Wrong, ...]
    marks: tuple[tuple[int, int, str], ...]
    codes: tuple[str, ...]


_NAME, _NAME_END, _CYCLE_END, _END = range(4)


@lru_cache(maxsize=4096)
def frame_report(frame: Frame, stopped: bool) -> FrameReport:
    """The diagnostics of a frame; ``stopped``: a 。 closes the name."""
    wrong: list[_Wrong] = []
    level1, level2 = frame.level1, frame.level2
    second = frame.levels.rindex(level2.code) - frame.head
    if level2.parent is not level1:
        levels = {"level2": level2.name, "parent": level2.parent, "level1": level1.name}
        wrong.append(_Wrong(m.LEVEL_PARENT, _NAME, second, -second - 1, None, levels))
    closed = frame.annual_key[0] == "。"
    for found, bound, at, part, part_zh in (
        (stopped, _NAME_END, -1, "name", "名称"),
        (closed, _CYCLE_END, 0, "value", "指标值"),
    ):
        if found:
            fields = {"found": "。", "part": part, "part_zh": part_zh}
            wrong.append(_Wrong(m.TRAILING_PUNCTUATION, bound, at, 1, "", fields))
    for key, bound in ((frame.cycle_key, _NAME_END), (frame.annual_key, _CYCLE_END)):
        if key[-1] not in COLONS:
            fields = {"key": key.strip("。；;:："), "found": key[-1]}
            wrong.append(_Wrong(m.COLON, bound, len(key) - 1, 1, ":", fields))
    if frame.after:
        found_marks = f"。{frame.after}"
        wrong.append(_Wrong(m.DOUBLED_SEPARATOR, _END, -2, 2, "。", {"found": found_marks, "meant": "。"}))
    marks = [
        (bound, at, mark)
        for bound, at, mark in (
            (_NAME, second - 1, frame.levels[second - 1]),
            (_NAME, -1, frame.levels[-1]),
            (_NAME_END, 0, frame.cycle_key[0]),
            (_CYCLE_END, int(closed), frame.annual_key[int(closed)]),
        )
        if mark != "；"
    ]
    places = [(one.bound, one.at, one.rule.code) for one in wrong]
    places += [(bound, at, m.SEPARATOR.code) for bound, at, _ in marks[:1]]
    return FrameReport(tuple(wrong), tuple(marks), tuple([code for _, _, code in sorted(places)]))


def report_entry(report: TreeReport, entry: Canonical, of_cycle: KnownValue, of_annual: KnownValue) -> None:
    """Report the diagnostics of a canonical entry that do not depend on its neighbours."""
    source, year = report.source, report.year
    start, end, _, frame, name, _, _, _, cycle_at, annual_at = entry
    stopped = name[-1] == "。"
    if stopped or not frame.plain:
        bounds = _bounds(entry)
        wrong, marks, _ = frame_report(frame, stopped)
        for rule, bound, at, length, meant, fields in wrong:
            begin = bounds[bound] + at
            report.note(rule, begin, begin + length, meant, **fields)
        if marks:
            places = [(bounds[bound] + at, mark) for bound, at, mark in marks]
            report.separators([(at, at + 1, mark, "；") for at, mark in places])
    if of_cycle.found.told or of_annual.found.told:
        report.said(of_cycle, "cycle", cycle_at, year)
        report.said(of_annual, "annual", annual_at, year)
    if source.text is not source.raw:
        report.diagnostics += touches(source, start, end)


def frame_places(entry: Canonical) -> list[tuple[int, str]]:
    """The diagnostics of the frame of an entry: the position in the cleaned text and the code of each."""
    wrong, marks, _ = frame_report(entry.frame, entry.name[-1] == "。")
    bounds = _bounds(entry)
    places = [(bounds[one.bound] + one.at, one.rule.code) for one in wrong]
    return places + [(bounds[bound] + at, m.SEPARATOR.code) for bound, at, _ in marks[:1]]


def _bounds(entry: Canonical) -> tuple[int, int, int, int]:
    _, end, _, _, name, cycle, _, name_at, cycle_at, _ = entry
    return name_at, name_at + len(name), cycle_at + len(cycle), end
