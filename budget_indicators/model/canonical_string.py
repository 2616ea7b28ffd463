"""``format_indicators``: the canonical string of a tree."""

from __future__ import annotations

from collections.abc import Iterator

from .nodes import Indicator, IndicatorTree


def format_indicators(tree: IndicatorTree) -> str:
    """The canonical string: ``1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。…``.

    Missing parts stay missing. Parsing the result gives the same indicators but for their spans; formatting that
    again changes nothing. A withheld tree gives its notice.

    >>> from budget_indicators import parse_indicators
    >>> format_indicators(parse_indicators("1.1-产出;11-数量;培训次数;实施周期指标值：1次;年度指标值：1次"))
    '1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。'
    """
    if not isinstance(tree, IndicatorTree):
        raise TypeError(f"format_indicators() takes the tree of parse_indicators(), not {type(tree).__name__}")
    if tree.withheld:
        return tree.source.strip()
    return "".join(map(_entry, tree.indicators))


def _entry(indicator: Indicator) -> str:
    number = "" if indicator.ordinal is None else f"{indicator.ordinal}、"
    return number + "；".join(_parts(indicator)) + "。"


def _parts(indicator: Indicator) -> Iterator[str]:
    for level in (indicator.level1, indicator.level2):
        if level is not None:
            yield str(level)
    if indicator.name:
        yield indicator.name
    if indicator.cycle is not None:
        yield f"实施周期指标值:{indicator.cycle.text}"
    if indicator.annual is not None:
        yield f"年度指标值:{indicator.annual.text}"
