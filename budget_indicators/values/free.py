"""Classify values without a measure: the kind of free text."""

from __future__ import annotations

import re

from ..model.nodes import FreeText, FreeTextKind
from ..patterns import lazy
from .goals import goal

_EDGES = " \t\r\n。.,，;；、:：!！?？()（）“”\"'‘’[]【】*"
_EMPTY = lazy(
    r"[\s\W_]*(?:元|万元|亿元|个|次|条|篇|场|份|人|人次|户|件|项|家|台|套|天|年|月|小时|工作日|分|百分比|百分之|百分点|亩|公里|平方米|期|名|辆|批)?",
    re.ASCII,
)
_PUNCTUATION = lazy(r"[^\w]*")
_NOT_APPLICABLE = lazy(
    r"[-/\\—－–_~]+|无|不适用|无此项|暂无|没有|无要求|不涉及|未涉及|无内容|n/?a|none|null|nil|/无|无/", re.I
)
_WITHHELD = lazy(
    "涉密|保密(?!工作|教育|培训|检查|审查|宣传|管理|制度|措施|意识|协议|要求|设施|设备|室|柜|局|员|委|法|条例|知识|纪律|责任|风险|系统|安全)|不宜公开|不予公开|不便公开|不公开|秘密项目|涉及国家秘密"
)
_NOT_WITHHELD = lazy(
    "(?:无|不|零|防|杜绝|避免|未发生)[^,;。]{0,6}(?:失密|泄密|泄露)|公开率|涉密(?:人员|载体|设备|计算机|网络|文件|会议|信息系统|资料)"
)
_PLACEHOLDER = lazy(
    r"[*＊※#]{1,}[%％个次人元]?|[XxＸｘ×]{1,}[%％个次人]?|[?？]{1,}|(?:标准|目标值?|指标值?|计划)?[:：]?(?:年度)?(?:计划数|目标值|指标值|计划值|实际数|年度计划|目标数)"
    r"|待定|待填|待补充|未定|另行确定|同上|见附件|详见附件|详见.{0,8}附[件表]|…+|\.{3,}|空"
)
_HOLES = lazy(r"(?<!\d)\*{2,}|[XＸ×]{2,}|[□_]{2,}|○{2,}|〇{3,}")
_ONLY_UNIT = lazy(
    r"(?:不低于|不少于|不超过|不高于|大于等于|小于等于|大于|小于|等于|至少|以上|以下|以内|左右|[≥≤<>=%‰])*"
    r"[万亿]?(?:元|个|次|条|篇|场|份|人|户|件|项|家|台|套|天|日|年|月|小时|分钟|秒|个?工作日|分|百分比|百分之|百分点|亩|公顷|公里|千米|米|平方米|平方公里"
    r"|立方米|吨|公斤|千克|克|千瓦时|期|届|轮|班|节|课时|学时|名|辆|批|卷|册|本|部|版|幅|株|棵|头|只|羽|尾|座|栋|幢|间|所|处|艘|盏|枚|口|架|具|支|宗|起|例|笔|对|块"
    r"|(?:人|场|批|台|户|家|件|班|车|剂|站|册|亩|篇)次|台套|标段|点位|%)?(?:以上|以下|以内)?"
)
_FORMULA = lazy(r"[一-龥)”]\s*[=×÷/*]\s*[(（“]?[一-龥]")
# A text without any of these is neither withheld nor a placeholder nor a formula: most are plain words.
_TELLING = lazy("[密开*XＸ×□_○〇=÷/]")
_ALTERNATIVES = lazy(r"[一-龥]{1,6}(?:/[一-龥]{1,6})+")


def free_text(folded: str, formula: bool = False) -> FreeText:
    """The kind of a folded text without a measure.

    >>> free_text("全省前5名"), free_text("优/良/中/差").kind, free_text("不低于上年").detail
    (FreeText(kind='rank', detail='前5名'), 'scale', '≥上年')
    """
    kind = _kind(folded, formula)
    if kind == "qualitative":
        return goal(folded.strip(_EDGES))
    return FreeText(kind)


def _kind(folded: str, formula: bool) -> FreeTextKind:
    bare = folded.strip(_EDGES)
    if _PLACEHOLDER.fullmatch(folded.strip(" 。.;,()")):
        return "placeholder"
    if _NOT_APPLICABLE.fullmatch(folded.strip(" 。;,()")) or _NOT_APPLICABLE.fullmatch(bare):
        return "not_applicable"
    if not bare or _PUNCTUATION.fullmatch(bare) or _ONLY_UNIT.fullmatch(bare):
        return "empty"
    telling = _TELLING.search(folded) is not None
    if telling and _WITHHELD.search(bare) and not _NOT_WITHHELD.search(bare):
        return "withheld"
    if (telling and _HOLES.search(folded)) or _PLACEHOLDER.fullmatch(bare):
        return "placeholder"
    if formula or (telling and _FORMULA.search(bare) and ("=" in bare or not _ALTERNATIVES.fullmatch(bare))):
        return "formula"
    return "qualitative"
