"""Amounts that state an extent or a total: ``全区16个镇街``, ``(总分30分)``."""

from __future__ import annotations

from ..patterns import lazy
from .found import FoundMeasure

_HARD = lazy(
    "(?:全[区市县省镇街域国校院乡村旗州系局处馆所辖]|全辖区?|辖区内?|辖内|[区市县镇街省]内|所辖|下辖|各区|各镇|满分|总分|总分值|基础分|基准分|标准分|分值|权重|每题)"
    "(?:为|是|共有?|共计|的|范围内|内|现有)?:?$"
)
_SOFT = lazy(
    "(?:对|向|给|面向|针对|围绕|由|在|从|按|以|将|为|涉及|组织|依托|联合|通过|利用|按照)(?:全[区市县镇街校])?(?:的|约|近|不少于|至少)?$"
)
# 由80%提高到90%: the old level; the target follows.
_BECOMES = lazy(
    "(?:[一-龥]{0,4}?)(?:提[高升]|增[加长至到]|上升|升|下降|降低?|减少?|压[缩减]|缩[短减]|扩[大展]|恢复|调整|优化)(?:至|到|为)?$"
)
_LOOK_BACK = 10
_HAN = lazy("[一-龥]")
# Fewer characters between two counts are a noun of the first: 培训3期100人次.
_PHRASE = 6
# 7-36个月儿童健康管理率≥84%: this many characters separate the subject from the target.
_TOPIC = 4
_ABOUT = ("COUNT", "NONE", "TIME", "SIZE")


def judge(found: list[FoundMeasure], bracketed: bool, text: str, end: int) -> None:
    """Set the scope of each measure of one clause, which ends at ``end``."""
    for at, finding in enumerate(found):
        before = text[max(finding.lead, finding.start - _LOOK_BACK) : finding.start]
        if bracketed or finding.dimension == "AGE" or (before and _HARD.search(before)):
            finding.scope = "hard"
            finding.per = finding.per if bracketed else None
        elif at + 1 < len(found) and _BECOMES.match(text[finding.end : min(found[at + 1].start, finding.end + 12)]):
            finding.scope = "soft"
        elif finding.dimension == "DATE":
            # 2025年底前完成90%以上; 至2025年,覆盖率达到95%
            if at + 1 < len(found) or (finding.start - finding.lead <= 1 and finding.end == end):
                finding.scope = "soft"
        elif at + 1 < len(found) and _qualifies(finding, found[at + 1], text, end):
            finding.scope = "soft"
        elif (
            at + 1 < len(found) and not finding.bound and finding.dimension in _ABOUT and _HAN.match(text, finding.end)
        ):
            later = found[at + 1]
            between = later.start - finding.end
            if _SOFT.search(before) or (later.end == end and between >= _needed(finding, later)):
                finding.scope = "soft"


def _qualifies(finding: FoundMeasure, later: FoundMeasure, text: str, end: int) -> bool:
    """50人以上会议1次, 3日内办结率100%: a bound before a noun, and another measure at the end of the clause."""
    return (
        later.end == end
        and finding.dimension in (*_ABOUT, "MONEY")
        and later.unit != finding.unit
        and text[finding.end - 1] in "上下内"
        and _HAN.match(text, finding.end) is not None
    )


def _needed(finding: FoundMeasure, later: FoundMeasure) -> int:
    """The distance to the clause's last measure from which an earlier one is only its topic."""
    if later.dimension == "PERCENT" and finding.dimension != "PERCENT":
        return _TOPIC
    return _PHRASE if later.dimension == "COUNT" and finding.dimension != "TIME" else 1000
