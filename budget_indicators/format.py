"""``format_indicators``: the canonical string of a tree, which reads back as the same tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .model.nodes import Indicator, IndicatorTree
from .parse import parse_indicators
from .structure.quoted import encoded

_ROUNDS = 3


def format_indicators(tree: IndicatorTree) -> str:
    """The canonical string: ``1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。…``.

    Missing parts stay missing. Parsing the result gives the same indicators but for their spans, for every tree that
    ``parse_indicators`` returns; formatting that again changes nothing. A name or a value that would be read as
    something else is put in quotes: ``⟦1-产出指标完成率⟧``. A withheld tree gives its notice.

    >>> format_indicators(parse_indicators("1.1-产出;11-数量;培训次数;实施周期指标值：1次;年度指标值：1次"))
    '1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。'
    """
    if not isinstance(tree, IndicatorTree):
        raise TypeError(f"format_indicators() takes the tree of parse_indicators(), not {type(tree).__name__}")
    if tree.withheld:
        return tree.source.strip()
    wanted = [_said(indicator) for indicator in tree.indicators]
    entries = [_entry(indicator, str) for indicator in tree.indicators]
    quoted: set[int] = set()
    for _ in range(_ROUNDS):
        text = "".join(entries)
        found = _read(text)
        if found == wanted:
            return text
        wrong = {at for at, entry in enumerate(entries) if _read(entry) != [wanted[at]]}
        wrong -= quoted
        if not wrong:
            # Each alone is read well: the first that differs disturbs its neighbours, or they disturb it.
            pairs = enumerate(zip(found, wanted, strict=False))
            first = next((at for at, (one, other) in pairs if one != other), len(found))
            wrong = {at for at in (first - 1, first, first + 1) if 0 <= at < len(entries)}
        quoted |= wrong
        for at in wrong:
            entries[at] = _entry(tree.indicators[at], encoded)
    text = "".join(entries)
    return text if _read(text) == wanted else "".join([_entry(one, encoded) for one in tree.indicators])


def _said(indicator: Indicator) -> tuple[object, ...]:
    """What an indicator says; values are what their texts say."""
    texts = [target and target.text for target in (indicator.cycle, indicator.annual)]
    return indicator.ordinal, indicator.level1, indicator.level2, indicator.name, *texts


def _read(text: str) -> list[tuple[object, ...]]:
    return [_said(indicator) for indicator in parse_indicators(text).indicators]


def _entry(indicator: Indicator, write: Callable[[str], str]) -> str:
    number = "" if indicator.ordinal is None else f"{indicator.ordinal}、"
    return number + "；".join(_parts(indicator, write)) + "。"


def _parts(indicator: Indicator, write: Callable[[str], str]) -> Iterator[str]:
    for level in (indicator.level1, indicator.level2):
        if level is not None:
            yield str(level)
    if indicator.name or write is encoded:
        yield write(indicator.name)
    if indicator.cycle is not None:
        yield f"实施周期指标值:{write(indicator.cycle.text)}"
    if indicator.annual is not None:
        yield f"年度指标值:{write(indicator.annual.text)}"
