"""``format_indicators``: the canonical string of a tree, which reads back as the same tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import attrs

from .model.nodes import Category, Indicator, IndicatorTree
from .parse import parse_indicators
from .structure.quoted import encoded
from .tree.asides import weighted

_ROUNDS = 3


def format_indicators(tree: IndicatorTree) -> str:
    """The canonical string: ``1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。…``.

    Missing parts stay missing; the points of a level and the years of a key stand in a bracket behind them, an
    indicator's own points behind its targets (``；分值:10``). Parsing
    the result gives the same indicators but for their spans, for every tree that ``parse_indicators`` returns;
    formatting that again changes nothing. A name or a value that would be read as something else is put in quotes:
    ``⟦1-产出指标完成率⟧``. A withheld tree gives its notice.

    >>> format_indicators(parse_indicators("1.1-产出;11-数量;培训次数;实施周期指标值：1次;年度指标值：1次"))
    '1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。'
    """
    if not isinstance(tree, IndicatorTree):
        raise TypeError(f"format_indicators() takes the tree of parse_indicators(), not {type(tree).__name__}")
    if tree.withheld:
        return tree.source.strip()
    wanted = [_said(indicator) for indicator in tree.indicators]
    points = _own_points(tree.indicators)
    entries = [_entry(one, own, str) for one, own in zip(tree.indicators, points, strict=True)]
    quoted: set[int] = set()
    for _ in range(_ROUNDS):
        text = "".join(entries)
        found = _read(text)
        if found == wanted:
            return text
        wrong = {at for at, entry in enumerate(entries) if _read(entry) != [wanted[at]]}
        wrong -= quoted
        if not wrong:
            # Each is read correctly by itself: the first that differs affects its neighbours, or they affect it.
            pairs = enumerate(zip(found, wanted, strict=False))
            first = next((at for at, (one, other) in pairs if one != other), len(found))
            wrong = {at for at in (first - 1, first, first + 1) if 0 <= at < len(entries)}
        quoted |= wrong
        for at in wrong:
            entries[at] = _entry(tree.indicators[at], points[at], encoded)
    text = "".join(entries)
    if _read(text) == wanted:
        return text
    return "".join([_entry(one, own, encoded) for one, own in zip(tree.indicators, points, strict=True)])


def _said(indicator: Indicator) -> tuple[object, ...]:
    """The meaning of an indicator, to compare; a value counts by what its text means."""
    texts = [target and target.text for target in (indicator.cycle, indicator.annual)]
    return indicator.ordinal, indicator.level1, indicator.level2, indicator.name, *texts, *_brackets(indicator)


def _own_points(indicators: tuple[Indicator, ...]) -> list[Decimal | None]:
    """The points of each indicator that do not follow from those of its levels."""
    if all(one.details is None or one.details.weight is None for one in indicators):
        return [None] * len(indicators)
    without = [
        one if one.details is None else attrs.evolve(one, details=attrs.evolve(one.details, weight=None))
        for one in indicators
    ]
    return [
        None if one.details is None or other.details is None or one.details.weight == other.details.weight
        else one.details.weight
        for one, other in zip(indicators, weighted(without), strict=True)
    ]  # fmt: skip


def _brackets(indicator: Indicator) -> tuple[str, str, str, str]:
    """The brackets after both levels and both keys (points and years), empty for a missing part."""
    details = indicator.details
    if details is None:
        return "", "", "", ""
    first, last = details.cycle_years or (None, None)
    cycle = "" if first is None else f"（{first}年）" if first == last else f"（{first}-{last}年）"
    annual = "" if details.annual_year is None else f"（{details.annual_year}年）"
    return (
        _points(indicator.level1, details.level1_weight),
        _points(indicator.level2, details.level2_weight),
        "" if indicator.cycle is None else cycle,
        "" if indicator.annual is None else annual,
    )


def _points(level: Category | None, points: Decimal | None) -> str:
    return "" if level is None or points is None else f"（{points:f}分）"


def _read(text: str) -> list[tuple[object, ...]]:
    return [_said(indicator) for indicator in parse_indicators(text).indicators]


def _entry(indicator: Indicator, points: Decimal | None, write: Callable[[str], str]) -> str:
    number = "" if indicator.ordinal is None else f"{indicator.ordinal}、"
    weight = "" if points is None else f"；分值:{points:f}"
    return number + "；".join(_parts(indicator, write)) + f"{weight}。"


def _parts(indicator: Indicator, write: Callable[[str], str]) -> Iterator[str]:
    level1, level2, cycle, annual = _brackets(indicator)
    if indicator.level1 is not None:
        yield f"{indicator.level1}{level1}"
    if indicator.level2 is not None:
        yield f"{indicator.level2}{level2}"
    if indicator.name or write is encoded:
        yield write(indicator.name)
    if indicator.cycle is not None:
        yield f"实施周期指标值{cycle}:{write(indicator.cycle.text)}"
    if indicator.annual is not None:
        yield f"年度指标值{annual}:{write(indicator.annual.text)}"
