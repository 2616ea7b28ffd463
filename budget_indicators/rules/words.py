"""Classify names of indicators: a share or a growth, something wanted or unwanted.

A name is read from its end, where Chinese puts the head. The lists contain word stems with the same meaning in all
departments; a name that they do not know is neither.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, TypeAlias

from ..model.nodes import Measure, Number, Range, Value
from ..patterns import lazy
from ..text.memo import remembered

_LETTERS = lazy(r"[^\w]|_")
_CLOSING = frozenset(".．%％‰。，、；;：:≥≤＞＜=＝ \t\r\n\u3000")
_LONGEST_NAME = 60
"""The meaning of a name is at its end; a longer text is prose."""

# Cached, because several rules ask for the same name.
_remembered = remembered(1024)


def bare(name: str) -> str:
    """A name without closing punctuation and brackets: ``带动就业人数（人次）`` -> ``带动就业人数``."""
    # Most names end in a letter, and hardly one is seen twice.
    return name if name and name[-1].isalnum() else _bare(name)


@_remembered
def _bare(name: str) -> str:
    end = len(name)
    while end:
        if name[end - 1] in _CLOSING:
            end -= 1
        elif name[end - 1] in "）)":
            start = max(name.rfind("（", 0, end - 1), name.rfind("(", 0, end - 1))
            if start < 0 or "）" in (inner := name[start + 1 : end - 1]) or ")" in inner:
                break
            end = start
        else:
            break
    return name[:end]


def letters(text: str) -> str:
    """Letters, digits and Han characters only, to compare texts."""
    return text if text.isalnum() else _letters(text)


@_remembered
def _letters(text: str) -> str:
    return _LETTERS.sub("", text)


# --- rates and shares ------------------------------------------------------------------------------------------------
RateKind: TypeAlias = Literal["share", "open", "unsure"]
_SHARE_ENDS = ("率", "比例", "占比", "比重", "百分比", "满意度", "知晓度", "认可度", "知晓程度")
# Grammar decides: "X率" is the part of all cases in which X happened, and cannot be more than all of them, unless X is
# a change, a ratio of two different things, work against a plan, or the word is no rate at all.
_CHANGE = (
    "增长|增幅|增速|增加|增收|(?<!新)增产|(?<!新)增值|(?<!新)增量|提高|提升|上升|升高|上涨|下降|降低|减少|降幅|减幅|压减|压降|压缩"
    "|缩短|同比|环比|变化|变动|波动|涨幅|涨跌"
    "|翻番|翻倍|超额|超计划|扩大|通胀|通货膨胀|溢价|提前"
)
_RATIO = (
    "毛入[学园托]|保值|收益|回报|利润|毛利|净利|盈利|周转|负债|债务|拨备|偿债|偿付|利息|准备金|保证金|储备|流动比|"
    "流动性|速动|充足|资本|赔付|产销|产能|担保|杠杆|弹性"
    "|倍|投入产出|(?:供需|求人|师生|生师|师机|医护|男女)[一-龥]{0,3}比|配比|安全系数|安全边际|贡献|自给|复种|换手|投资回收|负荷|负载|周转|竞争"
    "|(?:床位?|车位|泊位|设备|机房|带宽|运力)(?:平均|综合)?(?:使用|利用)"
)
_WORK = (
    "(?<!及时)(?<!按时)(?<!按期)(?<!准时)(?<!如期)(?<!限时)(?:完成|达成|执行|实现|推进)(?:进度"
    "|情况)?(?:率|比例|比率|百分比)$"
)
_NO_PERCENT = (
    "(?:频|(?<!有)效|速|(?<!成)功|汇|利|税|分辨|倍|(?<![缴收])费|心|斜|曲|容积|周转|生产|概|(?<![扫亮赋贴编])码|帧|赔|折|灵敏|透光|曝光|采样|刷新"
    "|折射|电阻|导热|收视)率$"
)
_OPEN = lazy(f"{_CHANGE}|{_RATIO}|{_WORK}|{_NO_PERCENT}")
# What is collected, enrolled or supplied is counted against a plan as often as against the whole; after a word that
# is an amount itself, nothing says what the whole is.
_UNSURE = lazy(
    "(?:征收|收缴|入库|招生|招募|招录|征集|报名|供给|配套|投资|使用|满足|认购|募集|引进|培育|发展|出口|产出|指数|系数|[数量"
    "额值度力金本价费口])(?:率|比例|比率)$|^率$"
)


def rate_kind(name: str) -> RateKind | None:
    """The kind of a rate: ``share`` of a whole, ``open`` above 100 %, ``unsure``; ``None`` for other names.

    >>> rate_kind("政府采购率"), rate_kind("收入增长率"), rate_kind("税款征收率"), rate_kind("培训次数")
    ('share', 'open', 'unsure', None)
    """
    name = bare(name)
    return _kind_of(name[-_LONGEST_NAME:]) if name.endswith(_SHARE_ENDS) else None


@_remembered
def _kind_of(rate: str) -> RateKind:
    if _OPEN.search(rate) is not None:
        return "open"
    return "unsure" if _UNSURE.search(rate) is not None else "share"


def is_share(name: str) -> bool:
    """Whether the name is that of a part of a whole: 验收合格率, 群众满意度, but not 增长率, 完成率 or 拨备覆盖率.

    >>> is_share("采购货物验收合格率"), is_share("收入增长率"), is_share("任务完成率"), is_share("工作效率")
    (True, False, False, False)
    """
    return rate_kind(name) == "share"


_MORE_THAN_ALL = lazy(f"{_CHANGE}|{_RATIO}")


@_remembered
def is_growth(text: str) -> bool:
    """Whether a name or value is about a change, or something that may exceed 100 %."""
    return _MORE_THAN_ALL.search(text) is not None


_RATE_ENDS = ("率", "占比", "比重", "百分比")
_PER_MANY = lazy(
    "(?:[十百千]|十?万|百万)(?:台|车|人|户|名|辆|架|平方|公里|车公里|工时|张|册|吨|亩)[一-龥]{0,12}(?:率|数)$"
    "|亿元GDP|亿元(?:国内)?生产总值"
)


def is_per_many(name: str) -> bool:
    """Whether a name states the base of a ratio, so that its number needs no unit and is no percentage.

    >>> is_per_many("万车死亡率"), is_per_many("百万人口捐献率"), is_per_many("设备故障率")
    (True, True, False)
    """
    return _PER_MANY.search(name[-_LONGEST_NAME:]) is not None


_PER_HEAD = "出生|死亡|发病|患病|感染|自杀|发案|死伤|伤亡|受害|万人|千人|人口"
_NO_RATE = lazy(f"(?:{_PER_HEAD})率$|{_NO_PERCENT}")


def is_rate(name: str) -> bool:
    """Whether the name is a rate that percentages belong to: any 率 but 频率, 效率, 税率, 出生率 and their like."""
    name = bare(name)
    return name.endswith(_RATE_ENDS) and _is_in_percent(name[-_LONGEST_NAME:])


@_remembered
def _is_in_percent(rate: str) -> bool:
    return _NO_RATE.search(rate) is None and not is_per_many(rate)


# --- wanted and unwanted ---------------------------------------------------------------------------------------------
# Unwanted in all departments: late, wrong, broken, lost, hurt, owed or wasted.
_BAD = (
    "逾期|超期|超时|超支|超标|超载|超员|超限|延期|延误|延迟|误期|误点|晚点|迟到|早退|故障|投诉|差评|差错|出错"
    "|错误|错报|错发|错漏|误报|误判|误诊|误工|误码|误差|失误"
    "|失败|失效|失联|失业|失学|失信|失管|失控|失火|走失|走私|丢失|遗失|流失|缺失|缺陷|缺勤|缺岗|缺课|缺货|旷"
    "工|旷课|辍学|退学|脱岗|脱保|脱管|漏管|漏报|漏检|漏诊|漏登|漏损|漏水|渗漏"
    "|泄漏|泄露|泄密|违约|违规|违法|违纪|违章|违建|违禁|侵权|侵害|犯罪|发案|案发|重犯|再犯|复发|复吸|反弹|返"
    "贫|致贫|致残|死亡|伤亡|死伤|发病|感染|中毒|溺水|自杀|火灾|火点|起火|着火|受害|损失|损坏"
    "|损毁|损耗|破损|毁损|坏账|呆账|拖欠|欠费|欠薪|欠缴|积压|闲置|空置|浪费|退货|退件|退单|返工|返修|报废|报损|过期|变质|霉变|污损|停"
    "机|停电|停水|停产|断电|断水|断网|断供|宕机|掉线|中断|断线|停播|停运|停摆|空窗|卡顿|堵塞"
    "|拥堵|污染|舞弊|作弊|瞒报|谎报|虚报|舆情|串标|围标|黑臭|内涝|拒收|拒付|败诉|改判|冤假错案|能耗|水耗|油耗"
    "|电耗|物耗|单耗|代偿|滞留|滞后|欺诈|盗窃|越级上访|越级信访|重复信访"
    "|重复投诉|残次品|次品|废品|弃管|弃养|弃耕|撂荒|抛荒|事故|负面事件|安全事件|泄密事件|责任事件|群体性事件|"
    "极端事件|个人极端|伤人|致伤|(?:群体性?|恶性|踩踏|聚众|涉稳|伤害|伤医|网络安全)[一-龥]{0,4}事件|欺凌|霸凌|斗殴|踩踏|聚众"
    "|恶化|激化|加剧|加重|蔓延|外流|外迁|近视|肥胖|龋患|患病|盲区|盲点|空白点|空白村|取消|流标|流拍|废标|弃标|退保|退订|退租|退查|退回|退补|撤单|爽约|失约|闯红灯|闯[卡关]"
)
# Work for some departments, trouble for others: unwanted only if the name counts occurrences.
_TROUBLE = (
    "案件|客诉|刑事案件|治安案件|信访|信访积案|上访|纠纷|警情|诉讼|诉讼案件|举报|隐患|火情|灾害|冲突|贫困"
    "|矛盾|矛盾纠纷|积案|事件|疾病|传染病|拖欠工资"
)
_GOOD = (
    "合格|达标|优良|优秀|良好|满意|及时|准时|按时|按期|如期|准确|正确|办结|结案|知晓|发放|公开|参与|参训|出勤"
    "|到岗|成活|存活|保存|治愈|普及|规范|合规|合法|响应|解决|化解|破案"
    "|正常|完好|通畅|畅通|通过|及格|就业|覆盖|回复|答复|建档|签约|完成|达成|处置|处理|落实|整改|登记|入学|巩"
    "固|毕业|升学|参保|供水|供电|保障|受益|归档|达到|配备|持证|在线|上线|可用"
    "|妥投|送达|签收|接通|结业|取证|投用|通车|存续|续约|留用|稳岗|返岗|履行|办复|落地|投产|成功|优良"
    "|命中|息诉|服判|息访|调撤|和解|执结|到报|传输|联网|到课|到庭|出庭|开出|发芽|坐果|孵化|育成|良种|结题|授权|留存|续签|互认|放行|贯通|连通"
    "|有效|完整|齐全|认可|支持|好评|履约|守约|采纳|采用|转化|回收|净化|绿化|美化|接种|筛查|随访|排查|调解|兑"
    "现|到位|公示|利用|修复|治理|安全|稳定|文明|诚信|符合要求|符合|安置|录用|验收|良"
)
# A word of two characters one of which says that something went wrong: 弃风率, 错录率, 爆管率, 脱逃起数, 缺口率;
# but not what is done about it: 堵漏率, 追逃起数, 禁毒率.
_ILL_FIRST = (
    "[失缺欠违逾滥旷怠弃损毁坏劣死滞盗骗诈乱亡裂塌溃淤癌瘫坠撞溺泄淹劫贪贿殴霉]"
    "|漏(?!斗)|误(?!餐)|错(?!峰|时)|逃(?!生)|拒(?!绝毒)|断(?!奶|面)|残(?!疾|联)|堵(?!漏)|污(?!水|泥)|虚(?!拟)|患(?!者)|灾(?!备|后|民|区)|病(?![愈历案床房人例])"
    "|伤(?!愈|员)|爆(?![款破])|贫(?!困)|渗(?!透)|抢(?![修救险收种通建栽])|假(?=[冒货币证药])|空(?![气调间域港勤军中])|次(?=品)|废(?=[品票标次损])"
)
_DONE_ABOUT_IT = "防反查补纠治减止降抗清除救控禁戒排避免无零劝拦勘校定理检探追捕识缉堵"
_ILL_SECOND = f"(?<=[一-龥])(?<![{_DONE_ABOUT_IT}])[逃亡毁损漏溃塌溺盗骗诈堵塞裂淤缺误错罪荒乱阻坠撞爆泄淹劫贪腐殴霉]"
_WRONG = (
    f"(?:{_ILL_FIRST})[一-龥]|{_ILL_SECOND}"
    "|(?:非法|违法|违规|违章|擅自|恶意|无证|超标)[一-龥]{2,4}|超[一-龥]{0,2}(?:审限|时限|期限|限额|标准|预算|概算|编制|定员|定额)"
    "|(?<!无公)[病虫鼠灾危侵冻药毒]害|老化|退化|沙化|劣化|空心化|荒漠化|石漠化|盐碱化|富营养化"
)
_WHOSE = (
    "的|性|类|发生|人员|人群|群众|学生|儿童|老人|对象|产品|商品|食品|食物|企业|家庭|信息|数据|项目|事项"
    "|贷款|债务|资产|账款|款项|工单|合同|记录|土地|房屋|设施|用户|机构|药品|样品|样本|标本|器械|债权|病例|点位|路段|线路|水体|断面"
    "|任务|行为|现象|情况|问题|事件|案件|事故"
)
_COUNT_END = (
    "率|量|数|额|[次件起宗例人户份处条个项家辆台场批笔页天]数|人次|数量|总量|总数|比例|占比|比率|比重"
    "|金额|面积|时间|时长|天数|程度|次|件|起"
)
_SUFFERED = "被(?:盗|骗|困|诉|撤销|投诉|通报|处罚|退回|约谈|追责|否决|拒|曝光|问责|举报|中断|扣)|困人|受骗|被骗"
_UNWANTED = lazy(
    rf"(?:{_BAD}|{_SUFFERED}|(?:{_TROUBLE}|投诉|舆情)(?:属实|发生|发案|高发|升级|扩散|外溢)|(?:不|未|没有)(?:能|曾)?(?:及时|按时|按期|按规定)?(?:{_GOOD}))"
    rf"(?:{_WHOSE}){{0,2}}(?:{_COUNT_END}){{0,2}}$"
)
_TROUBLE_RATE = lazy(rf"(?:(?:{_TROUBLE})|(?:{_WRONG})(?:发生)?)(?:率|比例|占比)$|(?:{_WRONG})(?:发生)?[起次宗]数$")
_TROUBLE_COUNT = lazy(rf"(?:{_TROUBLE})(?:[起宗件次例]?数|数量|量)$|[上信]访[人批]次$")
_AGAINST = lazy(
    "处理|处置|办结|办理|解决|受理|响应|回复|答复|回应|应对|反馈|下降|降低|减少|降幅|减幅|压降|压减|排除|修复"
    "|恢复|维修|整改|化解|调解|演练|防范|预防|防控|控制|查处|查办|查封|查获|缴获"
    "|发现|上报|报送|监测|引导|处罚|排查|零|无|恢复|保险|赔付|救援|救助|救治|帮扶|资助|慰问|应急|接待|接听|接"
    "收|抢修|消除|治理|打击|破获|侦办|督办|跟踪|盘活|清理"
    "|清欠|追回|追缴|避免|抽查|检查|警示|教育|培训|宣传|普及|就诊|登记|审理|审结|执结|立案|调查|评查|评估|鉴"
    "定|检测|挽回|挽损|挽救|减损|止损|追赃|弥补|补偿|理赔|节约|节省|再就业|下架|召回|销毁|纠正|更正|更换|回访|拦截|劝阻|杜绝"
)
# What goes wrong with the work itself, whatever the work: 处理超时率, 修复返工率, 排查遗漏率.
_OF_THE_WORK = lazy("^(?:返|退|逾|超|延|迟|误|错|漏|未|不|差错|出错|失误|失败|反弹|复发|遗漏)")
_LESS = lazy("下降|降低|减少|降幅|压[降减]|零|无|避免|杜绝|防范|预防|防控|控制|消除|纠正|更正|发现|查处|查办|打击")
_NEVER = lazy("(?:不|未|没有|防|防止|非)(?:再)?(?:发生|出现|产生)?$")


@_remembered
def is_unwanted(name: str) -> bool:
    """Whether less of it is better: 设备故障率, 投诉次数, 未达标率, but not 投诉处理率 or 故障下降率.

    >>> is_unwanted("设备故障率"), is_unwanted("投诉处理率"), is_unwanted("事故下降率"), is_unwanted("未按时办结率")
    (True, False, False, True)
    """
    name = bare(name)[-_LONGEST_NAME:]
    found = _UNWANTED.search(name) or _TROUBLE_RATE.search(name)
    if found is None:
        return False
    # 未发生安全事故 · 零投诉: the head is bad and the name says that there is none.
    before = name[: found.start()]
    against = _LESS if _OF_THE_WORK.match(found[0]) is not None else _AGAINST
    return _NEVER.search(before) is None and against.search(before) is None and _flipped(found[0]) is None


_FEW = Decimal(10)
_OF_FEW = lazy(
    rf"{_GOOD}|抽|检|查|核|奖|优|入选|入库|入围|升|录|转|捐|献|增|创|新|参|普|试|占|股|分红|让利|优惠|补|资助|减|研发|投入|电子|网|绿|再生|替代|节|降|提|育|早|扩|净|捕|获|回|利|益|收|首|更|轮|替|选|评|推"
)


def is_hardly_wanted(name: str, low: Decimal) -> bool:
    """Whether “at least” asks for so little of a share that it can only be meant as a limit: 空铺率 ≥10%.

    >>> is_hardly_wanted("商户空铺率", Decimal(10)), is_hardly_wanted("早癌检出率", Decimal(2))
    (True, False)
    """
    return 0 < low <= _FEW and bare(name).endswith("率") and is_share(name) and _OF_FEW.search(name) is None


def counts_trouble(name: str) -> bool:
    """Whether a name counts events that some handle and all want less of: 医疗纠纷起数, but not 调解纠纷件数.

    Filed as a benefit it is unwanted; as an output it may be work that was done.
    """
    name = bare(name)[-_LONGEST_NAME:]
    found = _TROUBLE_COUNT.search(name)
    return found is not None and _AGAINST.search(name[: found.start()]) is None and _NEVER.search(name) is None


def _flipped(found: str) -> re.Match[str] | None:
    """A remedy inside what was found (故障处理率); 未整改 and 不处置 are none."""
    return None if found[0] in "不未没" else _AGAINST.search(found)


_WANTED = lazy(rf"(?:(?:{_GOOD}|(?<![恶老退沙劣酸碱])化)(?:率|比例)|满意度|知晓度|认可度)$")
_NOT = lazy(
    rf"不(?!动产|锈)|未(?!成年|来)|非(?!物质|遗|公|税|机动)|无(?!害|障碍|线|人机|纸)|欠|漏|失(?!业保险|能)|误|差(?!旅|异)|缺|超(?!声|市|高清|前|导|算)|负(?!责|氧)|退(?!役|休)|{_BAD}|下降|"
    rf"降低|减少|成本|费用"
)


def is_wanted(name: str) -> bool:
    """Whether more of it is better: 合格率, 群众满意度, but not 不合格率 or 投诉率."""
    name = bare(name)
    return name.endswith(_SHARE_ENDS) and _is_wanted(name[-_LONGEST_NAME:])


@_remembered
def _is_wanted(name: str) -> bool:
    return _WANTED.search(name) is not None and _NOT.search(name) is None


# --- amounts ---------------------------------------------------------------------------------------------------------
def unit_of(value: Value | Measure) -> str | None:
    """The unit of an amount; ``None`` for dates and free text."""
    return value.unit if isinstance(value, (Number, Range)) else None


def least(value: Value) -> Decimal | None:
    """The least amount that meets the target: the number itself or the lower bound."""
    return value.value if isinstance(value, Number) else value.low if isinstance(value, Range) else None


def most(value: Value) -> Decimal | None:
    """The greatest amount that meets the target: the number itself or the upper bound."""
    return value.value if isinstance(value, Number) else value.high if isinstance(value, Range) else None
