"""Find what an amount is relative to (a growth, a share of a baseline, a time after an event), and what it is about.

- ``增长``, ``下降`` and the like directly before an amount, with at most 率 or 幅度 and a comparator between, mean a
  change by the amount; before a share also across the noun that changes (``降低成本10%``). With 到, 至 and 为 after
  them the amount is the level reached, not a change.
- ``较上年``, ``比2020年``, ``同比`` before them name the baseline; ``上年的95%`` is a share of it.
- Words that end in 后, 之日起 and the like before a duration name the event from which it is counted.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.nodes import Relation
from ..patterns import lazy
from .found import FoundMeasure
from .goals import BASELINE, one_baseline

_UP = (
    "净增|增长|提[高升]|上[升浮涨]|增加(?!值)|增[幅速]|递增|扩大|增[收产效]|加大|拓宽"
    "|回升|[上攀]扬|攀升|涨幅|(?<=[比年期])[增升涨]"
)
_DOWN = (
    "净减|下[降浮调]|降[低幅]|减[少幅]|[压缩削递核调]减|压[缩降]|缩短|回落|减排"
    "|[下滑]跌|下滑|滑坡|跌幅|收窄|减亏|(?<=[比年期])[降减跌]"
)
_COMPARATOR = (
    "(?:不[得应]?(?:[低少小高多大]于|超过?)|[大小高低多少]于(?:或?等于)?|超过?|至[少多]|最[少多低高]|达?到?或?超过"
    "|[≥≤<>=]+)"
)
_BETWEEN = f"(?:约|近|了|达到?(?=[^0-9]|$)|达|超|均|各|分别|控制在|保持在?|{_COMPARATOR})"
_CHANGED = lazy(
    f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:(?:率|幅度|幅|速度|比例|比率|水平)(?:为|达到?|在|是|:)?)?{_BETWEEN}{{0,3}}$"
)
# 降低成本10%: across the noun that changes, not across one that has a level (提升满意度95%).
_CHANGED_NOUN = lazy(
    f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?!到|至|为|了|的|[率幅])(?P<noun>[一-龥]{{2,10}}){_BETWEEN}{{0,2}}$"
)
_LEVEL = lazy("[到至为达]|(?:[率度比例面平性])$")
_CHANGE_BEHIND = lazy(f"(?:以[上下内]|左右)?的?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![到至为率]|[一-龥]*[0-9])")
_AGAINST = lazy(
    f"(?:(?:[较比]|相[较比]于?|对比|与|同)(?P<baseline>{BASELINE})|(?P<year>同比)|(?P<period>环比))(?:[^,;。]{{0,16}})$"
)
_SHARE = lazy(f"(?:(?P<baseline>{BASELINE}))的?(?:{_COMPARATOR})?(?:约|近)?$")
# 超过上年5%, 低于计划3个百分点: by so much more or less. A denial, or 的, makes it something else.
_REFERENCE = (
    f"(?:{BASELINE}|(?:国家|行业|地方|规定|[国省市]级?|考核|既定)(?:标准|要求|指标值?|任务数?)"
    "|任务数|定额|限额|平均值|均值|基准值)"
)
_MORE, _LESS = "超[过出国]|[高多]出|[高多大优][于与余]", "[低少小底抵邸][于与余]|不足"
_OVER = lazy(f"(?:(?P<more>{_MORE})|{_LESS})(?:全年)?(?P<baseline>{_REFERENCE})(?:约|近)?$")
_DENIED = lazy(f"(?:不[得应能宜]?|未|没有)(?:{_MORE}|{_LESS})(?:全年)?{_REFERENCE}(?:约|近)?$")
# 比上年高5%, 较计划少3次
_BY = lazy(
    f"(?:[较比]|相[较比]于?)(?:全年)?(?P<baseline>{_REFERENCE})(?:(?P<more>[高多][出于]?|超[过出]?|[长快])|[低少短慢]于?)(?:约|近|了)?$"
)
_EITHER = lazy(f"(?:(?:{_UP})(?:或者?|/|、)(?:{_DOWN})|(?:{_DOWN})(?:或者?|/|、)(?:{_UP})){_BETWEEN}{{0,3}}$")
# A word of growth or fall before a share, whatever it is: 增发5%, 缩水3%. 率, 度 … name a level.
_MOVES = lazy("[增减升降涨跌滑缩](?!值|级别?)\\w?(?<![率度量额幅数到至达为比])$")
_AFTER = lazy(
    "(?:^|[,;。:、])(?:[自从在于]|应|须)?(?P<event>[一-龥“”《》]{2,20}?)(?:之日起|之日|日起|之后|以后|后|起)(?:的|第)?(?:应|须)?(?:在|于)?$"
)
_ABOUT = lazy(
    "(?:^|[,;。、:和及与且并])(?P<about>[一-龥A-Za-z“”()/]{1,24}?(?:率|度|数量?|[人次户]数|比例|占比|面积|里程|成本|费用|金额|经费|得分|评分|时间|时限|天数|面|规模|总量|产量|收入|投入|支出|标准|水平|值|额|量|长度|距离))"
    "(?:应|要|须|需)?(?:为|达到?|达成|在|均|各|:|=|是|保持在?|控制在|力争|约|共|总计|分别|实现){0,3}$"
)
_PERIOD = lazy("(?:每个?|本)?[年季月]度")  # 度 in 年度 or 季度 is no degree
_SHARES = ("PERCENT",)
_LONGEST = 48


def relate(finding: FoundMeasure, text: str, start: int) -> None:
    """Set the relation, baseline and subject of a measure of a clause that begins at ``start``."""
    before = text[max(start, finding.at - _LONGEST) : finding.at]
    if finding.start > finding.lead:
        lead = text[max(finding.lead, finding.start - _LONGEST) : finding.start]
        about = _ABOUT.search(lead)
        finding.about = about["about"] if about is not None and not _PERIOD.fullmatch(about["about"]) else None
    changed = _change(finding, before, text) or _signed(finding, before)
    if changed is not None:
        finding.relation = changed
        against = _AGAINST.search(before)
        if against is not None:
            finding.baseline = _baseline(against)
        return
    if (over := _OVER.search(before) or _BY.search(before)) is not None and not _DENIED.search(before):
        if not over["more"] or not before.endswith(over["more"]):  # 比上年超过5%: more than 5 %
            _set_apart(finding, text)
        finding.relation, finding.baseline = "increase" if over["more"] else "decrease", one_baseline(over["baseline"])
        return
    if finding.dimension in _SHARES and (share := _SHARE.search(before)) is not None and finding.unit == "%":
        finding.relation, finding.baseline = "share", one_baseline(share["baseline"])
    elif finding.dimension == "TIME":
        event = _AFTER.search(text[start : finding.start][-_LONGEST:])
        if event is not None and (finding.per is None or event["event"].startswith(finding.per)):
            finding.relation, finding.baseline, finding.per = "after", event["event"], None


def _signed(finding: FoundMeasure, before: str) -> Relation | None:
    """``同比-5%``, ``环比+3%``: the sign says in which direction; the amount then has none."""
    if not finding.exact or finding.low is None or finding.dimension != "PERCENT":
        return None
    sign = _WITH_SIGN.search(before) if finding.low < 0 or before[-1:] == "+" else None
    if sign is None:
        return None
    if sign["plus"]:
        return "increase"
    if finding.low >= 0:
        return None
    finding.low = finding.high = -finding.low
    return "decrease"


_WITH_SIGN = lazy(f"(?:同比|环比|[较比](?:{BASELINE}))(?:为|:)?(?P<plus>\\+)?$")


def _set_apart(finding: FoundMeasure, text: str) -> None:
    """The comparator says in which direction; only one behind the amount bounds it: 超过上年5%以上."""
    amount = finding.low if finding.low is not None else finding.high
    if finding.low is not None and finding.high is not None:
        finding.low_inclusive = finding.high_inclusive = True
        return
    behind = text[finding.until : finding.end]
    finding.low = finding.high = None
    finding.low_inclusive = finding.high_inclusive = True
    finding.exact = "以" not in behind
    if finding.exact or "上" in behind:
        finding.low = amount
    if not finding.exact and "上" not in behind:
        finding.high = amount


def doubtful(finding: FoundMeasure, text: str, start: int) -> tuple[int, int] | None:
    """The position of words before a measure that may mean two relations.

    ``不超过上年5%``: more by at most 5 %, or at most 5 % of it. ``增加或减少5%``: in either direction. ``同比缩水5%``:
    no word of growth or fall that is known.
    """
    begin = max(start, finding.at - _LONGEST)
    denied = _DENIED.search(text, begin, finding.at) if finding.dimension == "PERCENT" else None
    either = _EITHER.search(text, begin, finding.at) if finding.relation is not None else None
    lost = None
    if finding.relation is None and finding.dimension == "PERCENT" and finding.lead < finding.start:
        own = max(begin, finding.lead)
        words = text[own : finding.at]
        lost = _AGAINST.search(text, own, finding.at) if "比" in words or "较" in words else None
        lost = lost or _MOVES.search(text, own, finding.start)
    found = denied or either or lost
    return None if found is None else found.span()


def _change(finding: FoundMeasure, before: str, text: str) -> Relation | None:
    own = before[-(_LONGEST if finding.lead <= finding.at - _LONGEST else finding.at - finding.lead) :]
    if finding.at == finding.lead:
        own = ""
    found = _CHANGED.search(own)
    if found is None and (finding.dimension == "PERCENT" or finding.unit == "倍"):
        over = _CHANGED_NOUN.search(own)
        if over is not None and (finding.unit == "百分点" or not _LEVEL.search(over["noun"].removesuffix("效率"))):
            found = over
        if found is None:
            found = _CHANGE_BEHIND.match(text, finding.end)
    if found is None:
        return None
    return "increase" if found["up"] else "decrease"


def _baseline(found: re.Match[str]) -> str:
    if found["year"]:
        return "上年同期"
    if found["period"]:
        return "上期"
    return one_baseline(found["baseline"])


_NAMED = lazy(
    "(?:(?P<up>增长|提[高升]|上升|增加|递增)|(?P<down>下降|降低|减少|[压缩削递]减|压[缩降]))(?:率|幅度?|速度?|比例|百分比)(?:[(（].{0,6}[)）])?$"
    "|(?P<up2>增[幅速])(?:[(（].{0,6}[)）])?$|(?P<down2>降幅)(?:[(（].{0,6}[)）])?$"
)


_LAST_OF_NAMED = frozenset("率幅度速例比)）")
_LONGEST_NAMED = 40


def named_relation(name: str) -> Relation | None:
    """Whether an indicator of this name measures an increase or a decrease.

    >>> named_relation("粮食产量增长率"), named_relation("能耗下降率"), named_relation("合格率")
    ('increase', 'decrease', None)
    """
    return _named_relation(name[-_LONGEST_NAMED:]) if name[-1:] in _LAST_OF_NAMED else None


@lru_cache(maxsize=4096)  # the two targets of an indicator ask for the same name
def _named_relation(name: str) -> Relation | None:
    found = _NAMED.search(name)
    if found is None:
        return None
    return "increase" if found["up"] or found["up2"] else "decrease"
