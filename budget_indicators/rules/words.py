"""What names of indicators tell: a share or a growth, something wanted or unwanted, a count of something.

Every list here is a list of Chinese word stems that carry that meaning in any indicator of any department. Each test
is narrow on purpose: a name it does not know is taken for neither.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from ..model.nodes import DateRange, FreeText, Measure, Number, Range, Value
from ..text.memo import remembered

Family: TypeAlias = Literal["percent", "score", "money", "time", "count"]

_TAIL = re.compile(r"(?:[（(][^（）()]*[）)]|[.．%％‰。，、；;：:\s≥≤＞＜=＝])+$")
_LETTERS = re.compile(r"[^\w]|_")

# Several rules ask the same of a name, one after the other.
_remembered = remembered(1024)


@_remembered
def bare(name: str) -> str:
    """A name without closing punctuation and brackets: ``带动就业人数（人次）`` -> ``带动就业人数``."""
    return _TAIL.sub("", name)


@_remembered
def letters(text: str) -> str:
    """Letters, digits and Han characters only: what two texts must share to say the same."""
    return _LETTERS.sub("", text)


# --- shares: a part of a whole, which cannot be more than the whole --------------------------------------------------
_PART = (
    "合格|达标|优良|优秀|良好|满意|及时|准时|按时|按期|如期|准确|正确|办结|办理|结案|登记|注销|知晓|知悉|发放|公开|公示|参与|参加|参训"
    "|出勤|到岗|到课|成活|存活|保存|治愈|救治|普及|抽查|巡查|巡检|检查|抽检|规范|合规|合法|响应|解决|调解|化解|破案|侦破|处理|处置|正常|完好"
    "|通畅|畅通|验收|通过|及格|录取|就业|安置|审核|审批|支付|缴纳|回复|答复|受理|建档|签约|无害化|绿化|入户|入格|落实|整治|整改"
    "|配备|配置|持证|在线|上线|可用|活跃|稳定|安全|有效|完整|完备|齐全|认可|支持|好评|故障|差错|投诉|逾期|差评|事故|缺勤|流失"
    "|违规|违约|退货|返工|误差|重复|闲置|空置|超支|失误|标准化|规范化|实体化运作|信息化|运作|运行|履约|守约|结转|核查|排查|排除|采纳|采用|录用|命中"
    "|识别|接访|化验|接种|筛查|随访|参保|覆盖|达到|到达|返还|归还|回访|回收|清运|供水|供电|保障|解答|上报|报送|报告|完工|开工|竣工"
)
_SHARE = re.compile(
    rf"(?:(?:{_PART})(?:工作|任务|事件|情况|指标|管理|次数|项目)?(?:的)?(?:率|比例|占比|比率)|占比|比重|满意度|知晓度|认可度|满意率)$"
)
# Names that end alike and yet may exceed one hundred: growth, finance, gross rates, and what can be overfulfilled.
_MORE_THAN_ALL = re.compile(
    "增长|增幅|增速|增加|提高|提升|上升|升高|下降|降低|减少|降幅|同比|环比|变化|变动|翻番|翻倍|超额|毛入学|保值|增值|收益|回报|利润|周转|负债"
    "|拨备|偿债|利息|准备金|保证金|储备|流动|速动|充足|资本|赔付|产销|产能|担保|杠杆|弹性|倍|投入产出|供需|求人|安全系数|安全边际"
)


@_remembered
def is_share(name: str) -> bool:
    """Whether the name is that of a part of a whole: 验收合格率, 群众满意度, but not 增长率, 完成率 or 拨备覆盖率.

    >>> is_share("采购货物验收合格率"), is_share("收入增长率"), is_share("任务完成率"), is_share("工作效率")
    (True, False, False, False)
    """
    name = bare(name)
    return _SHARE.search(name) is not None and _MORE_THAN_ALL.search(name) is None


@_remembered
def is_growth(text: str) -> bool:
    """Whether a name or value speaks of a change or of something that may exceed one hundred per cent."""
    return _MORE_THAN_ALL.search(text) is not None


_RATE = re.compile(r"(?:率|占比|比重|百分比)$")
_NO_RATE = re.compile(
    "(?:频|效|速|功|汇|利|税|分辨|倍|费|心|斜|曲|容积|周转|出生|死亡|发病|患病|感染|自杀|发案|生产|概|比|码|帧|赔|折|死伤|伤亡|灵敏)率$"
)


@_remembered
def is_rate(name: str) -> bool:
    """Whether the name is a rate that percentages belong to: any 率 but 频率, 效率, 税率, 出生率 and their like."""
    name = bare(name)
    return _RATE.search(name) is not None and _NO_RATE.search(name) is None


# --- wanted and unwanted ---------------------------------------------------------------------------------------------
_BAD = (
    "逾期|故障|投诉|事故|超支|差评|差错|出错|错误|违约|违规|违纪|违法|失误|误工|流失|死亡|伤亡|发病|缺勤|旷工|损坏|损毁|浪费|退货|返工|返修|漏报|瞒报|误报"
    "|漏检|辍学|失学|停机|停电|宕机|掉线|泄密|泄漏|泄露|舞弊|拖欠|积压|闲置|空置|舆情|火灾|闲置浪费|案件发生|复发|发案"
)
_UNWANTED = re.compile(
    rf"(?:{_BAD})(?:的)?(?:发生)?(?:率|量|数|次数|件数|起数|宗数|人数|数量|比例|占比|比率|比重|时间|时长|天数)?$"
)
_AGAINST = re.compile(
    "处理|处置|办结|办理|解决|受理|响应|回复|答复|回应|应对|反馈|下降|降低|减少|降幅|压降|排除|修复|恢复|维修|整改|化解|调解|演练|防范|预防|防控|控制|查处|查办"
    "|发现|上报|报告|报送|监测|引导|处罚|及时|满意|排查|零|无|未|不|恢复|保险|赔付|救援|应急|接待|接听|接收|抢修|消除|治理|打击|破获|侦办|督办|跟踪|盘活|清理"
    "|清欠|追回|避免|抽查|检查|警示|教育|培训|宣传|平均无"
)


@_remembered
def is_unwanted(name: str) -> bool:
    """Whether less of it is better: 设备故障率, 投诉次数, but not 投诉处理率 or 故障下降率.

    >>> is_unwanted("设备故障率"), is_unwanted("投诉处理率"), is_unwanted("事故下降率")
    (True, False, False)
    """
    name = bare(name)
    return _UNWANTED.search(name) is not None and _AGAINST.search(name) is None


_GOOD = (
    "合格|达标|优良|优秀|满意|及时|准时|按时|按期|准确|正确|办结|结案|知晓|发放|公开|参与|出勤|到岗|成活|存活|治愈|普及|规范|合规|响应|解决|化解|破案"
    "|正常|完好|通畅|畅通|通过|及格|就业|覆盖|回复|答复|建档|签约|完成|达成|处置|处理|落实|整改|验收合格|登记"
)
_WANTED = re.compile(rf"(?:(?:{_GOOD})(?:率|比例)|满意度|知晓度|认可度)$")
_NOT = re.compile(rf"不|未|非|无|欠|漏|失|误|差|缺|超|负|退|{_BAD}|下降|降低|减少|成本|费用")


@_remembered
def is_wanted(name: str) -> bool:
    """Whether more of it is better: 合格率, 群众满意度, but not 不合格率 or 投诉率."""
    name = bare(name)
    return _WANTED.search(name) is not None and _NOT.search(name) is None


# --- units and amounts -----------------------------------------------------------------------------------------------
_PERCENT = re.compile(r"^(?:[%％‰]|个?百分点)")
_TIME = re.compile(
    r"^(?:个?工作日|日历天|自然[天日]|天|日|小时|学时|课时|分钟|秒|毫秒|周|星期|个?月|个?季度|年|年度)|^(?:s|S|ms|h|H|min)$"
)
_MONEY = re.compile(r"^(?:元|美元|人民币|港元|欧元|块)")


@lru_cache(maxsize=1024)
def family(unit: str | None) -> Family | None:
    """What kind of amount a unit measures; ``None`` for no unit. All measure words are one family."""
    if not unit:
        return None
    if _PERCENT.match(unit):
        return "percent"
    if unit == "分":
        return "score"
    if _MONEY.match(unit):
        return "money"
    return "time" if _TIME.match(unit) else "count"


def unit_of(value: Value | Measure) -> str | None:
    """The unit of an amount; ``None`` for dates and free text."""
    match value:
        case Number() | Range():
            return value.unit
        case DateRange() | FreeText():
            return None


def least(value: Value) -> Decimal | None:
    """The least amount that meets the target: the number itself or the lower bound."""
    match value:
        case Number():
            return value.value
        case Range():
            return value.low
        case _:
            return None


def most(value: Value) -> Decimal | None:
    """The greatest amount that meets the target: the number itself or the upper bound."""
    match value:
        case Number():
            return value.value
        case Range():
            return value.high
        case _:
            return None
