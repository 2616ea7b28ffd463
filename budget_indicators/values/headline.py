"""Choose the headline among several measures. Only this module knows the rule.

1. Nothing found: free text. One measure: it.
2. A measure that is only a scope or a scale (``values/scopes.py``) never wins over a real one.
3. Of the rest, those that fit the indicator's name (``KINDS`` below: the first kind whose words the name has). One
   fits: it. Several fit: the one whose clause speaks of the indicator by name.
4. If several remain, or none fits: the first, and the target is ``ambiguous`` — unless all are equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..patterns import lazy
from ..text.memo import remembered
from .fold import fold
from .found import FoundMeasure


class Kind(NamedTuple):
    """The measure of indicators with certain names."""

    words: re.Pattern[str]
    fits: Callable[[FoundMeasure], bool]


def _dimension(*dimensions: str) -> Callable[[FoundMeasure], bool]:
    return lambda finding: finding.dimension in dimensions


def _occasions(finding: FoundMeasure) -> bool:
    return finding.unit is not None and "次" in finding.unit


def _counted(finding: FoundMeasure) -> bool:
    return finding.dimension in ("COUNT", "SIZE", "NONE")


_TAIL = "(?:指标|情况|目标|要求|标准|水平|程度)?$"
KINDS: dict[str, Kind] = {
    "percent": Kind(
        lazy(rf"(?:(?<![频功])率|(?<![制年季月进额力温长高速精浓角硬])度|比例|比重|占比|百分比|%|覆盖面){_TAIL}"),
        _dimension("PERCENT"),
    ),
    "score": Kind(lazy(rf"(?:得分|评分|分数|分值|平均分|总分|成绩|考核分){_TAIL}"), _dimension("SCORE")),
    "occasions": Kind(lazy(rf"(?:次数?|频次|频率|频度){_TAIL}"), _occasions),
    "time": Kind(
        lazy(rf"(?:时间|时限|响应|时长|周期|期限|工期|时效|进度|及时性|速度|时点|节点|时间性|日期|天数|年限){_TAIL}"),
        _dimension("TIME", "DATE"),
    ),
    "money": Kind(
        lazy(
            "(?:成本|金额|费用|费|经费|资金|支出|单价|补助|补贴|价格|价|预算|产值|收入|造价|薪酬|工资|税收|投资|额|额度|控制数|标准|利润|成本控制|补偿|租金|奖励){_TAIL}".replace(
                "{_TAIL}", _TAIL
            )
        ),
        _dimension("MONEY"),
    ),
    "count": Kind(lazy(rf"(?:数量|个数|数|人员|规模|总量|量|面积|长度|里程|容量){_TAIL}"), _counted),
}
"""Kind of name -> the words at its end, and what fits. The first kind whose words match is the name's."""

_MEASURED = lazy(
    r"(?P<unit>[个次条篇场宗支份期人名位户件项家辆台套亩株棵头只座处间栋本册幅节课班门组株例起批轮届笔])(?:次)?数量?$"
)
_IN_BRACKETS = lazy(r"[(\[【]([^()\[\]【】]{1,8})[)\]】]$")
_TIDY = lazy(r"[.。;；,，:：、\s*]+$")


class NameKind(NamedTuple):
    """The measure a name asks for: a kind of ``KINDS``, and its unit (``户数`` 户, ``培训人次(人次)`` 人次)."""

    kind: str | None = None
    unit: str | None = None

    def fits(self, finding: FoundMeasure) -> bool:
        """Whether ``finding`` is measured as the name asks."""
        if self.unit is not None and finding.unit == self.unit:
            return True
        if self.kind is None:
            return False
        return KINDS[self.kind].fits(finding)


ANY_NAME = NameKind()


@lru_cache(maxsize=4096)
def name_kind(name: str) -> NameKind:
    """The measure that an indicator of this name asks for.

    >>> name_kind("群众满意度").kind, name_kind("培训次数").kind, name_kind("参训户数").unit
    ('percent', 'occasions', '户')
    """
    folded = _folded_end(name)
    unit = None
    if bracket := _IN_BRACKETS.search(folded):
        unit = bracket[1]
        if unit in ("%", "百分比"):
            unit = "%"
        folded = folded[: bracket.start()]
    elif measured := _MEASURED.search(folded):
        unit = measured["unit"]
    for kind, known in KINDS.items():
        if known.words.search(folded):
            return NameKind(kind, unit)
    return NameKind(None, unit)


def holds_digits(name: str) -> bool:
    """Whether a name contains digits, which may refer to one of the numbers of a value."""
    return _DIGIT.search(name, len(name) - _END) is not None


@remembered(4096)
def _folded_end(name: str) -> str:
    return _TIDY.sub("", fold(name[-_END:]).text)


_DIGIT = lazy(r"\d")
_END = 200  # characters of a name that are examined


def chosen(found: Sequence[FoundMeasure], name: str | None, text: str) -> tuple[int, bool]:
    """The index of the headline among ``found`` (several), and whether it is ambiguous."""
    real = [finding for finding in found if finding.scope != "hard"] or [*found]
    if len(real) == 1:
        return found.index(real[0]), False
    asked = name_kind(name) if name else ANY_NAME
    fitting = [finding for finding in real if asked.unit is not None and finding.unit == asked.unit]
    fitting = fitting or [finding for finding in real if asked.fits(finding)]
    if not fitting:
        real = [finding for finding in real if finding.scope == "none"] or real
    elif len(fitting) > 1:
        fitting = [finding for finding in fitting if finding.scope == "none"] or fitting
    left = fitting or real
    if len(left) > 1 and name:
        left = _named(left, name, text)
    return found.index(left[0]), len({_meaning(finding) for finding in left}) > 1


def _meaning(finding: FoundMeasure) -> tuple[object, ...]:
    return (
        finding.low,
        finding.high,
        finding.low_inclusive,
        finding.high_inclusive,
        finding.unit,
        finding.per,
        finding.first,
        finding.last,
    )


_LONGEST_NAME = 30
_LEAD = 60


def _named(found: list[FoundMeasure], name: str, text: str) -> list[FoundMeasure]:
    """The measures whose lead contains the longest end of the name; all if none does."""
    words = _folded_end(name)[-_LONGEST_NAME:]
    return _speaking(found, words, 3, text) or _speaking(found, _MEASURE_WORDS.sub("", words), 2, text) or found


def _speaking(found: list[FoundMeasure], words: str, shortest: int, text: str) -> list[FoundMeasure]:
    """Those whose lead contains the longest end of these words that any contains, of ``shortest`` characters or more.

    乙类件数: the clause may be 乙类≥10件, so the words are also looked for without 件数.
    """
    if len(words) < shortest or words[-shortest:] not in text:
        return []  # no lead can contain more
    longest = shortest
    speaking: list[FoundMeasure] = []
    for finding in found:
        lead = text[max(finding.lead, finding.start - _LEAD) : finding.end]
        if words[-longest:] not in lead:
            continue
        length = longest
        while length < len(words) and words[-length - 1 :] in lead:
            length += 1
        if length > longest:
            longest, speaking = length, []
        speaking.append(finding)
    return speaking


_MEASURE_WORDS = lazy("(?:[个件次人户篇场份期]?数量?|数量|[个件次人户篇场份期项家]次?数|率|金额|面积|里程)$")
