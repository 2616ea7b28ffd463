"""``parse_indicators``: any text -> a tree of indicators and diagnostics."""

from __future__ import annotations

import re

import attrs

from .model import IndicatorTree, Span, Target
from .source import Source, clean
from .structure import read
from .targets import read_value
from .tree import Builder

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
    source = clean(text)
    entries = read(source)
    if not entries and len(text) <= _LONGEST_NOTICE and _WITHHELD.search(source.text):
        return IndicatorTree((), (), True, text)
    builder = Builder(source, _target_reader(year))
    builder.build(entries)
    diagnostics = tuple(sorted(builder.diagnostics, key=lambda d: (d.span, d.code)))
    return IndicatorTree(tuple(builder.indicators), diagnostics, False, text)


def _target_reader(year: int | None):  # type: ignore[no-untyped-def]
    def read_target(text: str, name: str, span: Span, source: Source, start: int) -> Target:
        reading = read_value(text, name, year)
        measures = tuple(
            attrs.evolve(measure, span=source.span(start + measure.span.start, start + measure.span.end))
            for measure in reading.measures
        )
        value = reading.value
        if reading.measures:
            value = next(
                (new for new, old in zip(measures, reading.measures, strict=True) if old is reading.value), value
            )
        return Target(text, value, measures, reading.ambiguous, span)

    return read_target
