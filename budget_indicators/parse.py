"""``parse_indicators``: any text -> a tree of indicators and diagnostics."""

from __future__ import annotations

import re

from .model.nodes import IndicatorTree
from .segment import read
from .text.cleaning import clean
from .tree.builder import Builder

# A notice that stands in place of indicators: 涉密项目, 保密项目信息不宜公开, 因涉及国家秘密不予公开.
_WITHHELD = re.compile(r"涉密|保密|秘密|机密|不宜公开|不予公开|不便公开|不公开")
_LONGEST_NOTICE = 200


def parse_indicators(text: str, *, year: int | None = None) -> IndicatorTree:
    """Read an indicator string, or any text that holds some.

    Never raises for the content of ``text``: what was malformed or guessed is in ``diagnostics``, every position
    counts code points of ``text``. ``year`` is the budget year, for dates that name none.

    >>> tree = parse_indicators("1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。")
    >>> indicator, = tree.indicators
    >>> indicator.ordinal, str(indicator.level2), indicator.name, indicator.annual.text
    (1, '11-数量指标', '培训次数', '1次')
    >>> tree.diagnostics
    ()

    Raises:
        TypeError: ``text`` is no ``str``.
    """
    if not isinstance(text, str):
        raise TypeError(f"parse_indicators() takes a str, not {type(text).__name__}")
    return _parse(text, year)


def _parse(text: str, year: int | None, fast: bool = True) -> IndicatorTree:
    source = clean(text)
    builder = Builder(source, year)
    builder.build(read(source, fast))
    if not builder.indicators and len(text) <= _LONGEST_NOTICE and _WITHHELD.search(source.text):
        return IndicatorTree((), (), True, text)
    diagnostics = tuple(sorted(builder.diagnostics, key=lambda d: (d.span.start, d.span.end, d.code)))
    return IndicatorTree(tuple(builder.indicators), diagnostics, False, text)
