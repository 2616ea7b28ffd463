"""Amounts that say how far something reaches, or out of how much: ``全区16个镇街``, ``(总分30分)``, ``十件…评选活动1-2场``."""

from __future__ import annotations

import re

from .finding import Finding

_HARD = re.compile(
    "(?:全[区市县省镇街域国校院乡村旗州系局处馆所辖]|全辖区?|辖区内?|辖内|[区市县镇街省]内|所辖|下辖|各区|各镇|满分|总分|总分值|基础分|基准分|标准分|分值|权重|每题)"
    "(?:为|是|共有?|共计|的|范围内|内|现有)?:?$"
)
_SOFT = re.compile(
    "(?:对|向|给|面向|针对|围绕|由|在|从|按|以|将|为|涉及|组织|依托|联合|通过|利用|按照)(?:全[区市县镇街校])?(?:的|约|近|不少于|至少)?$"
)
_LOOK_BACK = 10
_HAN = re.compile("[一-龥]")
# Fewer characters between two counts are a noun of the first: 培训3期100人次.
_PHRASE = 6


def judge(found: list[Finding], bracketed: bool, text: str, end: int) -> None:
    """Set the scope of each finding of one clause, which ends at ``end``."""
    for at, finding in enumerate(found):
        before = text[max(finding.lead, finding.start - _LOOK_BACK) : finding.start]
        if bracketed or _HARD.search(before):
            finding.scope = "hard"
        elif at + 1 < len(found) and not finding.bound and finding.dimension in ("COUNT", "NONE"):
            later = found[at + 1]
            if _SOFT.search(before) or (_counts(later, end) and later.start - finding.end >= _PHRASE):
                finding.scope = "soft" if _HAN.match(text, finding.end) else "none"


def _counts(later: Finding, end: int) -> bool:
    """Whether a finding closes its clause as the count of what was said: ``…评选活动1-2场``."""
    return later.end == end and later.dimension == "COUNT"
