"""The unit that an amount is counted in (``per``): 每月, 每人每月, 全年, 每个综合网格."""

from __future__ import annotations

from ..patterns import lazy
from .pieces import Mark

# After 每个, 每名 … the noun belongs to it, up to the verb.
_COUNTED = lazy("每(?:[个名家位所条项件场次期批台辆套篇份座处间栋]|单位)$")
_NOUN = lazy(
    "(?:(?!采集|开展|完成|组织|举办|培训|走访|巡查|巡访|不[少低多高超小大]|至少|最[少多低高]|达到?|提供|服务|发放|补助|补贴|奖励|安排|配备|配置|建设|投入|推送|发布|报送|平均|检查"
    "|督导|按|为|得|给予|支出|办理|处理|需|要|应|可|有|能|共|约|近|的|超过|大于|小于|低于|高于|人数|参加|参与|时长|时间|费用|成本|资助|扶持|接待|评|打|满|以|在|上报|更新"
    "|维护|带|负责|承担|管理|拥有|接受|享受|累计|合计|投资|投放|设[置立]|种植|改造|新增|增加|减少|收取|缴纳|救助|慰问|领取|获得|报销|使用|购[买置]|录取|招[聘收]|联系|结对|帮扶|包保|巡逻|值[班守]|后|前|保养|清扫|运行|响应|每)[一-龥]){1,8}"
)


_PERIOD = lazy("(?:每|全|[双隔单半一两])[一-龥\\d]{0,4}?(?:年度?|季度?|月度?|周|星期|[天日旬]|小时|学期|学年)$|.均$")


def is_period(words: str) -> bool:
    """Whether an amount is counted in a time, not in somebody or something.

    >>> is_period("每季度"), is_period("每个网格")
    (True, False)
    """
    return _PERIOD.match(words) is not None


def subject(mark: Mark, text: str) -> str:
    """The words of a PER token, with the noun that belongs to them."""
    words = mark.text
    if _COUNTED.search(words) and (noun := _NOUN.match(text, mark.end)):
        end = noun.end()
        return text[mark.start : end] if not text[end : end + 1].isdigit() or end - mark.end <= 6 else words
    return words
