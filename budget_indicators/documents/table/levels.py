"""Build the tree of a table's indicators from its entries: read values, type details, report doubts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

import attrs

from ...catalogue.documents import CHARACTERS_DOUBTFUL, ROW_DOUBTFUL, ROW_DOUBTS
from ...model.nodes import (
    Category,
    DateRange,
    Details,
    Diagnostic,
    Direction,
    FreeText,
    Grade,
    Indicator,
    IndicatorTree,
    IndicatorType,
    Number,
    OtherTarget,
    Range,
    Span,
    Target,
)
from ...model.taxonomy import LEVEL1, LEVEL2, find_level1, find_level2
from ...patterns import lazy
from ...text.cleaning import clean
from ..layout.grid import Place
from ..model import InPicture, Recognised
from .entries import ColumnEntry
from .plausible import doubts_of

_SEPARATOR = "\t"
_Measured = TypeVar("_Measured", bound=Number | Range | DateRange)


def tree_of(
    entries: Sequence[ColumnEntry], year: int | None = None
) -> tuple[IndicatorTree, tuple[tuple[int, Place], ...], tuple[Recognised, ...]]:
    """The indicators of a table's rows, with a warning on each implausible one.

    The tree's source consists of the entries, one per line: level 1, level 2, name, 实施周期指标值 and 年度指标值 with
    tabs between them, then the other columns. Every span refers to it. ``year`` completes dates. Also returns the
    cells that the source was made of, with the offsets of their texts, and the places of a scan's lines.
    """
    builder = _TreeBuilder(year)
    for entry, doubts in zip(entries, doubts_of(entries), strict=True):
        builder.add(entry, doubts)
    tree = IndicatorTree(tuple(builder.indicators), tuple(builder.diagnostics), False, "".join(builder.pieces))
    return tree, tuple(builder.places), tuple(builder.recognised)


_NO_ENTRY = ColumnEntry()
_STEMS = {"产出指标": ("产出",), "效益指标": ("效益", "效果"), "满意度指标": ("满意",), "成本指标": ("成本",)}


def _means(text: str, level: Category | None) -> bool:
    """Whether a level's cell uses the words of an older frame: 产出目标 above 数量, 效果目标 above 社会效益."""
    return level is not None and any(stem in text for stem in _STEMS.get(level.name, ()))


@attrs.define
class _TreeBuilder:
    year: int | None
    indicators: list[Indicator] = attrs.field(factory=list)
    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    pieces: list[str] = attrs.field(factory=list)
    recognised: list[Recognised] = attrs.field(factory=list)
    length: int = 0
    places: list[tuple[int, Place]] = attrs.field(factory=list)
    entry: ColumnEntry = _NO_ENTRY

    def _from(self, field: str) -> None:
        """Record the cell of a part of the entry for the text that is written next, if there is any."""
        if field and not getattr(self.entry, field).strip() and self.places:
            return
        place = self.entry.place_of(field)
        if not self.places or self.places[-1][1] is not place:
            self.places.append((self.length, place))

    def _write(self, text: str) -> Span:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def add(self, entry: ColumnEntry, doubts: Sequence[str]) -> None:
        """Write an entry's line, and read its parts from it."""
        start = self.length
        self.entry = entry
        self._from("level1")
        self._write(entry.level1.strip() + _SEPARATOR)
        self._from("level2")
        self._write(entry.level2.strip() + _SEPARATOR)
        self._from("name")
        level1 = find_level1(_level(entry.level1))
        level2 = find_level2(_level(entry.level2), level1)
        if level1 is None and level2 is not None and _means(entry.level1, level2.parent):
            level1 = level2.parent
        if entry.seen and (level1 is None or level2 is None):
            level1, level2, recovered = _recovered(entry, level1, level2)
            doubts = [*doubts, *(("level-recovered",) if recovered and "recognised" not in doubts else ())]
        name = clean(entry.name).text.strip()
        self._write(entry.name.strip() + _SEPARATOR)
        self._from("cycle")
        cycle = self._target(entry.cycle, name)
        self._write(_SEPARATOR)
        self._from("annual")
        annual = self._target(entry.annual, name)
        details = self._details(entry, name)
        span = Span(start, self.length)
        self.indicators.append(Indicator(None, level1, level2, name, cycle, annual, span, details))
        self.recognised += [Recognised(span, at) for at in _together(entry.seen)]
        for key in doubts:
            why = ROW_DOUBTS[key]
            self.diagnostics.append(ROW_DOUBTFUL.at(span, name=name or "?", why=why.en, why_zh=why.zh))
        self._write("\n")

    def _target(self, text: str, name: str) -> Target | None:
        from ...values import parse_target

        text = text.strip()
        at = self._write(text).start
        return moved(parse_target(text, name=name, year=self.year), at) if text else None

    def _labelled(self, label: str, text: str, name: str) -> Target:
        self._write(f"{_SEPARATOR}{label}：")
        target = self._target(text, name)
        assert target is not None
        return target

    def _details(self, entry: ColumnEntry, name: str) -> Details | None:
        """The content of the other columns; ``None`` if they are empty."""
        texts = {word: clean(getattr(entry, word)).text.strip() for word in _TEXTS}
        for word, label in (("weight", "分值"), ("score", "得分"), ("direction", "方向"), ("recipient", "实施地区")):
            if getattr(entry, word).strip():
                self._from(word)
                self._write(f"{_SEPARATOR}{label}：{getattr(entry, word).strip()}")
        self._from("actual")
        actual = self._labelled("实际完成值", entry.actual, name) if entry.actual.strip() else None
        if entry.grades or entry.others:
            self._from("")
        grades = tuple(Grade(label, self._labelled(label, text, name)) for label, text in entry.grades if text.strip())
        others = tuple(
            OtherTarget(each.period, each.kind, each.label, self._labelled(each.label, each.text, name))
            for each in entry.others
        )
        for word, label in _TEXTS.items():
            if texts[word]:
                self._from(word)
                self._write(f"{_SEPARATOR}{label}：{getattr(entry, word).strip()}")
        details = Details(
            weight=points(entry.weight),
            actual=actual,
            score=points(entry.score),
            grades=grades,
            type=_type(entry.type),
            direction=_direction(entry.direction),
            recipient=entry.recipient,
            others=others,
            explanation=texts["explanation"],
            scoring_rule=texts["scoring_rule"],
            basis=texts["basis"],
            reason=texts["reason"],
            remark=texts["remark"],
        )
        return None if details == _NOTHING else details


def _recovered(
    entry: ColumnEntry, level1: Category | None, level2: Category | None
) -> tuple[Category | None, Category | None, bool]:
    """The levels of a scan's row; a level with one misread character becomes the official one.

    The third result says whether one was recovered.
    """
    nearest1 = _nearest(entry.level1, LEVEL1) if level1 is None else None
    nearest2 = _nearest(entry.level2, LEVEL2) if level2 is None else None
    return level1 or nearest1, level2 or nearest2, nearest1 is not None or nearest2 is not None


def _nearest(text: str, levels: Sequence[Category]) -> Category | None:
    """The only level whose name differs from a text in one character (效兴指标), if there is one."""
    bare = _level(text)
    near = [each for each in levels if len(each.name) == len(bare) and _differing(each.name, bare) == 1]
    return near[0] if len({each.name for each in near}) == 1 else None


def _differing(left: str, right: str) -> int:
    return sum(a != b for a, b in zip(left, right, strict=True))


def _together(seen: Sequence[InPicture]) -> list[InPicture]:
    """The places of a row: the certain ones of each page as one, each doubtful one by itself."""
    sure: dict[int, InPicture] = {}
    for each in seen:
        if not each.doubtful:
            sure[each.page] = sure[each.page].with_other(each) if each.page in sure else each
    return [*sure.values(), *(each for each in seen if each.doubtful)]


def _level(text: str) -> str:
    """A level's cell on one line: its characters may be one below the other."""
    return "".join(clean(text).text.split())


_TEXTS = {
    "explanation": "指标解释", "scoring_rule": "评分标准", "basis": "依据", "reason": "偏差原因", "remark": "备注",
}  # fmt: skip
_NOTHING = Details()
_POINTS = lazy(r"[（(]?\s*(-?\d{1,6}(?:\.\d{1,6})?)\s*[%％分]?\s*[）)]?")


def points(text: str) -> Decimal | None:
    """A weight, a score or a rate: the number in a cell with nothing else but 分 or %."""
    found = _POINTS.fullmatch(clean(text).text.strip())
    return Decimal(found[1]) if found else None


def _type(text: str) -> IndicatorType | None:
    bare = "".join(clean(text).text.split())
    if bare.startswith(("定量", "数值", "百分比", "量化", "可量化")):
        return "quantitative"
    return "qualitative" if bare.startswith(("定性", "文字", "描述", "6")) else None


def _direction(text: str) -> Direction | None:
    bare = "".join(clean(text).text.split())
    return "positive" if bare.startswith("正") else "negative" if bare.startswith(("反", "负", "逆")) else None


def moved(target: Target, by: int) -> Target:
    """``target`` with all its spans moved to the right."""
    measures = tuple(_moved(measure, by) for measure in target.measures)
    value = target.value if isinstance(target.value, FreeText) else _moved(target.value, by)
    return attrs.evolve(target, value=value, measures=measures, span=_shift(target.span, by))


def _moved(measure: _Measured, by: int) -> _Measured:
    return attrs.evolve(measure, span=_shift(measure.span, by))


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def redated(tree: IndicatorTree, year: int) -> IndicatorTree:
    """A tree of columns with its dates completed by the budget year; every other value stays."""
    return attrs.evolve(tree, indicators=tuple(_redated(each, tree.source, year) for each in tree.indicators))


def _redated(indicator: Indicator, source: str, year: int) -> Indicator:
    from ...values import parse_target

    def again(target: Target) -> Target:
        read = parse_target(target.span.of(source), name=indicator.name, year=year)
        return moved(read, target.span.start)

    def maybe(target: Target | None) -> Target | None:
        return None if target is None else again(target)

    details = indicator.details
    if details is not None:
        details = attrs.evolve(
            details,
            actual=maybe(details.actual),
            grades=tuple(attrs.evolve(each, target=again(each.target)) for each in details.grades),
            others=tuple(attrs.evolve(each, target=again(each.target)) for each in details.others),
        )
    return attrs.evolve(indicator, cycle=maybe(indicator.cycle), annual=maybe(indicator.annual), details=details)


def string_tree(
    text: str, year: int | None = None, recognised: Sequence[Recognised] = (), doubt: str = ""
) -> IndicatorTree:
    """The tree of a dense string's cell, with a warning where text recognition was not sure of it.

    ``doubt`` is that of its row.
    """
    from ...parse import parse_indicators

    tree = parse_indicators(text, year=year)
    doubtful = [each.span for each in recognised if each.at.doubtful and len(each.span)]
    if doubt == "cells-unseen" and text.strip():
        why = ROW_DOUBTS[doubt]
        span = Span(0, len(text))
        told = [ROW_DOUBTFUL.at(span, name=_quoted(text), why=why.en, why_zh=why.zh)]
        tree = attrs.evolve(tree, diagnostics=(*told, *tree.diagnostics))
    if not doubtful:
        return tree
    said = [CHARACTERS_DOUBTFUL.at(span, text=_quoted(span.of(text))) for span in doubtful]
    found = sorted((*tree.diagnostics, *said), key=lambda each: (each.span.start, each.span.end, each.code))
    return attrs.evolve(tree, diagnostics=tuple(found))


def whole_row(text: str, seen: Sequence[InPicture]) -> tuple[Recognised, ...]:
    """The places of a text of which only the lines' places are known: each may contain any part of it."""
    return tuple(Recognised(Span(0, len(text)), at) for at in _together(seen))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


_LONGEST = 40
EMPTY = IndicatorTree((), (), False, "")
"""The tree of a project whose table holds no indicators for it."""
