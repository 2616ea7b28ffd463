"""Forbidden events: ``无3人以上死亡事故``, ``不发生安全事故``, ``零投诉``. The target is zero of them.

An amount inside belongs to the event, not to the target. The event is an undesirable noun at the end of its clause.
"""

from __future__ import annotations

from decimal import Decimal

from ..patterns import lazy
from .clauses import Clause
from .found import FoundMeasure

_NONE = (
    "零(?![一-龥]{0,2}[距容])|无(?!障|偿|害|纸|线|缝|锡|论|法|须|需|人机)|没有"
    "|未(?:发生|出现|发现|产生|造成|接到|收到|有)?|不(?:得|再|会)?(?:发生|出现|产生|存在|引发|造成)|杜绝"
    "|(?<![0-9.,])0(?=[一-龥])"
)
_EVENT = (
    "事故|事件|投诉|案件|案例|纠纷|伤亡|死亡|舆情|差错|失误|错误|违[规法纪](?:违[规法纪])?|火灾|火情|疫情"
    "|上访|信访|失?泄密|泄[露漏]|逾期|超标|拖欠|隐患|[漏瞒迟误错虚]报|漏[检查登办损排]|错[检发办]|误[诊判]|冒领|挪用|截留|套取"
    "|返贫|缺陷|故障|污染|感染|中毒|冲突|诉讼|中断|延误|违约|欠薪|扰民|流失|损失|遗漏|溺水|走失|脱管|漏管"
    "|断[供电水]|积水|内涝|塌[方陷]|渗漏|脱逃|重新犯罪|超[支载]|隐性债务|乱收费|占道经营|偷排"
    "|(?:质量|安全|重大|突出|负面|违规|严重)问题|不良(?:反应|影响|记录|事件)|负面(?:报道|影响|评价|舆情|新闻)"
    "|差评|退[货回单]|积压|扣分|断档|死角|盲区|空白点|返工|窝案|黑恶势力|越级访|群体访|进京访"
)
_FORBIDDEN = lazy(
    f"(?:{_NONE})(?P<event>[一-龥0-9%“”()/.~-]{{0,30}}?(?:{_EVENT})(?:[一-龥]{{0,4}}(?:问题|行为|事件|事故|现象))?)(?:的|等)?(?:发生|出现|情况|现象|记录)?$"
)
_IS_ZERO = lazy(
    f"(?P<event>[一-龥]{{0,8}}?(?:{_EVENT})(?:[一-龥]{{0,3}}(?:次数|起数|人数|件数|数量?|率))?)(?:为|是|:|=|保持|控制在|达到?)(?:零|0)(?:[起次件宗人例])?$"
)
# 无安全事故3起以上, 安全事故3起不发生: none, or up to three? That cannot be decided.
_COUNTED = lazy(
    f"(?:{_NONE})[一-龥]{{0,12}}?(?:{_EVENT})(?:[一-龥]{{0,2}}(?:问题|行为|事件|事故|现象))?(?:发生|出现)?(?:的|为|达到?|数)?$"
)
_DENIED_BEHIND = lazy(
    f"(?:以[上下内])?的?(?P<event>[一-龥]{{0,12}}?(?:{_EVENT})[一-龥]{{0,4}}?)?(?:不|未|没有?)(?:得|再|会|曾)?(?:发生|出现|发现|产生|造成|有)$"
)
_EVENT_BEFORE = lazy(f"(?:{_EVENT})[一-龥]{{0,4}}?(?:为|达到?|数)?$")
_GROWTH = lazy("(?:零|(?<![0-9.,])0)(?P<event>增长|发生|出现|新增)$")
_LONGEST = 60


def negated(finding: FoundMeasure, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The position of a negated event directly before or behind a count of it, in the clause ``start, end``."""
    if finding.dimension not in ("COUNT", "NONE") or (finding.exact and not finding.low):
        return None
    first = max(start, finding.lead, finding.start - _LONGEST)
    found = _COUNTED.search(text, first, finding.start)
    if found is None:
        found = _DENIED_BEHIND.match(text, finding.end, min(end, finding.end + _LONGEST))
        if found is not None and found["event"] is None and not _EVENT_BEFORE.search(text, first, finding.start):
            found = None
    return None if found is None else found.span()


def forbidden(clause: Clause, text: str) -> FoundMeasure | None:
    """The measure of a forbidden event, or of 零增长, that closes the clause; its pieces are removed."""
    start, end = clause.pieces[0].start, clause.pieces[-1].end
    from_here = max(start, end - _LONGEST)
    found = (
        _FORBIDDEN.search(text, from_here, end)
        or _IS_ZERO.search(text, from_here, end)
        or _GROWTH.search(text, from_here, end)
    )
    if found is None:
        return None
    finding = FoundMeasure(found.start(), end)
    finding.low, finding.exact, finding.scope = Decimal(0), True, "event"
    finding.at, finding.until, finding.lead = found.start(), end, found.start()
    if found["event"] == "增长":
        finding.relation = "increase"
        finding.scope = "none"
    else:
        finding.about = found["event"]
    clause.pieces = [piece for piece in clause.pieces if piece.end <= found.start()]
    return finding
