"""Dimensions of units, and whether a unit suits the noun of a name.

A road has no volumes and a book no kilometres. The classes below group nouns by the measure words that can count them;
a noun or unit in none of them fits everything.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from ..model.nodes import Number
from ..patterns import lazy
from ..values import parse_target
from .words import bare

Family: TypeAlias = Literal[
    "percent", "score", "money", "time", "length", "area", "volume", "mass", "energy", "data", "count"
]
PHYSICAL: frozenset[Family] = frozenset({"length", "area", "volume", "mass", "energy", "data"})

_FAMILIES: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("percent", lazy(r"^(?:[%％‰‱]|个?百分点)")),
    ("score", lazy(r"^(?:分|分值|积分)$")),
    ("money", lazy(r"^(?:元|角|美元|人民币|港[元币]|欧元|日元|英镑|澳门元|块)")),
    (
        "time",
        lazy(
            r"^(?:个?工作[日天]|日历天|自然[天日]|交易日|天|日|小时|学时|课时|分钟|秒钟?|毫秒|周年|周|星期|个?"
            r"月|个?季度|个?学期|个?学年|年|年度|刻钟)$"
            r"|^(?:s|S|ms|h|H|min)$"
        ),
    ),
    ("area", lazy(r"^(?:万?亩|市亩|公顷|公亩|平方(?:公里|千米|米|厘米)?|平米|㎡|[kh]?m[²2]|M2|ha)$")),
    ("volume", lazy(r"^(?:立方米?|[mM][³3]|毫?升|m?[lL]|方)$")),
    ("length", lazy(r"^(?:(?:皮长|芯|车道|单)?公里|千米|[kK][mM]|延长?米|米|m|厘米|毫米|海里|华里)$")),
    ("mass", lazy(r"^(?:万?吨(?:标准?煤)?|[tT]|公斤|千克|[kK][gG]|克|g|市?斤|毫克|微克|担)$")),
    ("energy", lazy(r"^(?:千瓦时?|兆瓦时?|瓦|[kKMG][wW]h?|度电|千伏安?)$")),
    ("data", lazy(r"^(?:字节|[KMGTP]B?|[MG]bps|兆)$")),
)


@lru_cache(maxsize=1024)
def family(unit: str | None) -> Family | None:
    """The kind of amount that a unit measures; ``None`` without a unit. All measure words are one family.

    >>> family("公里"), family("工作日"), family("场"), family(None)
    ('length', 'time', 'count', None)
    """
    if not unit:
        return None
    plain = unit.partition("/")[0]
    for name, pattern in _FAMILIES:
        # 亩次 is an area too: the same ground, gone over several times.
        if pattern.match(plain) or (name in PHYSICAL and plain.endswith("次") and pattern.match(plain[:-1])):
            return name
    return "count"


class _Class(NamedTuple):
    """Nouns that stand at the end of a name, and the measure words and families that cannot count them."""

    nouns: re.Pattern[str]
    never: frozenset[str]
    families: frozenset[Family]
    only: frozenset[str] = frozenset()
    """Measure words that count these nouns and hardly any other."""


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADS: tuple[tuple[re.Pattern[str], frozenset[Family], frozenset[str]], ...] = (
    # The head says the dimension: what a 里程 is counted in.
    (lazy(r"(?:里程|长度|总长|距离|宽度|深度|厚度)$"), frozenset({"length", "percent"}), frozenset()),
    (
        lazy(r"(?:方量|土方|土石方|库容|容积|蓄水量|清淤量)$"),
        frozenset({"volume", "mass", "percent"}),
        frozenset(),
    ),
    (lazy(r"(?<!内)面积$"), frozenset({"area", "percent"}), frozenset()),
    (lazy(r"(?:重量|吨位|吨数)$"), frozenset({"mass", "percent"}), frozenset()),
    (
        lazy(r"(?:时间|时限|时长|期限|工期|天数|年限|小时数|时效)$"),
        frozenset({"time"}),
        _of("期 节 课 堂 次 年限 轮 届 批 个"),
    ),
    (
        lazy(r"(?:金额|投资额|成交额|交易额|销售额|产值|营业额|进出口额|贸易额)$"),
        frozenset({"money", "percent"}),
        frozenset(),
    ),
)
_ANY_HEAD = lazy("|".join(head.pattern for head, _, _ in _HEADS))
_SPENDING = lazy("(?<!时间)(?<!社会)(?<!环境)(?<!生态)(?:成本|单价|造价|费用|支出|经费)$")
_THINGS = _of("册 本 辆 台 座 株 棵 头 羽 尾 栋 幢 艘 盏 枚 口 樘 架 篇")
_CLASSES: tuple[_Class, ...] = (
    _Class(  # events
        lazy(
            "(?:培训班?|会议?|讲座|演练|活动|检查|巡查|巡逻|比赛|赛事|演出|宣讲|展览|论坛|座谈|宣传|督查|督导"
            "|抽查|巡演|义诊|走访|(?:现场)?咨询(?:服务)?|(?<![树木桥梁管线路房楼车备梯船城道])体检|慰问|培育|讲堂|课堂|庭审|审判|沙龙|联谊|运动会|"
            "展销|推介|[^竞备]赛|[^环细关调情章枝季骨时]节|典礼|仪式|庙会|灯会|集市)$"
        ),
        _THINGS,
        frozenset({"length", "area", "volume", "mass", "energy", "data"}),
        _of("场 期 届 场次"),
    ),
    _Class(  # what lies along a line
        lazy("(?:公路|道路|马路|管网|管道|管线|渠道|河道|步道|绿道|堤防|光缆|铁路|轨道|围栏|沟渠)$"),
        _of("册 本 篇 株 棵 头 羽 尾 人 名 户 场 期 届 辆 台 盏 座 栋 幢 家 份"),
        frozenset({"time", "energy", "data", "mass"}),
    ),
    _Class(  # what is read
        lazy(
            "(?:书|手册|宣传册|教材|报告|论文|文章|简报|[期书报丛]刊|折页|读[本物]|刊物|稿件|[海画]报|画册|传单|宣传单|绘本|[年图]鉴|[省市县区镇村地方]志|图[集册])$"
        ),
        _of("辆 台 座 株 棵 头 羽 尾 栋 幢 艘 盏 口 人 名 户 场 届 家 亩次"),
        PHYSICAL,
        _of("册 本 篇"),
    ),
    _Class(  # vehicles
        lazy(
            "(?:车辆|汽车|消防车|公交车|救护车|垃圾车|清扫车|洒水车|摩托车|警车|巡逻车|校车|客车|货车|电动车|[列机动班卡轿罐单房吊叉拖]车)$"
        ),
        _of("册 本 篇 株 棵 头 羽 尾 座 栋 幢 盏 口 场 期 届 份 户 间"),
        PHYSICAL,
        _of("辆"),
    ),
    _Class(  # plants
        lazy("(?:树木|树苗|苗木|植树|造林|行道树|果树|花木|绿植|乔木|灌木|树种|古树|名木|[松杉柏杨柳槐樟竹枫桉]树)$"),
        _of("册 本 篇 辆 台 座 头 羽 尾 场 期 届 份 户 间 栋 人 名 盏"),
        frozenset({"length", "volume", "energy", "data", "time"}),
        _of("株 棵"),
    ),
    _Class(  # animals
        lazy("(?:生猪|奶牛|肉牛|肉羊|山羊|绵羊|家禽|蛋鸡|肉鸡|鱼苗|畜禽|犬只|牲畜|仔猪|种猪)$"),
        _of("册 本 篇 辆 台 座 株 棵 场 期 届 份 间 栋 人 名 盏 篇"),
        frozenset({"length", "area", "volume", "energy", "data", "time"}),
        _of("头 羽 尾"),
    ),
    _Class(  # buildings
        lazy(
            "(?:桥梁?|公厕|厕所|泵站|学校|医院|卫生室|卫生院|幼儿园|水库|充电站|公园|广场|仓库|厂房|污水处理"
            "厂|变电站|服务中心|敬老院|养老院|博物馆|图书馆|文化馆|体育馆|活动室|水闸|垃圾站|瞭望塔|铁塔|岗亭|候车亭|驿站|管护站|检查站|监测站|哨所|纪念碑|界碑)$"
        ),
        _of("册 本 篇 辆 株 棵 头 羽 尾 场 期 届 份 盏 艘 名"),
        frozenset({"mass", "energy", "data", "time"}),
        _of("座 所"),
    ),
    _Class(  # goods
        lazy("(?:帐篷|棉被|被褥|服装|制服|防护服|口罩|手套|头盔|锦旗|奖[牌杯状]|证书|桌椅|课桌椅?)$"),
        _of("场 期 届 辆 座 栋 幢 人 名 户 株 头 羽 尾 艘 篇 人次"),
        frozenset({"length", "area", "volume", "time", "data", "energy"}),
    ),
    _Class(  # lamps
        lazy("(?:(?<!信号)灯|灯具|灯杆)$"),
        _of("册 本 篇 辆 株 棵 头 羽 尾 座 栋 幢 艘 口 场 期 届 份 户 人 名 人次 间"),
        frozenset({"length", "area", "volume", "mass", "energy", "data", "time"}),
        _of("盏"),
    ),
    _Class(  # structures that nobody is counted in
        lazy("(?:(?<![网车])站|[塔亭闸坝桥]|哨卡|卡口|围墙|护栏|[边堤岸]坡)$"),
        _of("册 本 篇 辆 株 棵 头 羽 尾 场 期 届 份 盏 艘 名 人 户 人次"),
        frozenset({"mass", "energy", "data", "time"}),
        _of("座 处"),
    ),
    _Class(  # vessels
        lazy("(?:[一-龥]艇|[一-龥]船|船舶|舰艇|船只)$"),
        _of("册 本 篇 株 棵 头 羽 尾 座 栋 幢 盏 口 场 期 届 份 户 间"),
        frozenset({"length", "area", "volume", "energy", "data"}),
        _of("艘"),
    ),
    _Class(  # software
        lazy("(?:系统|平台|软件|小程序|网站|数据库|APP)$"),
        _of("册 本 篇 辆 株 棵 头 羽 尾 座 栋 幢 盏 口 亩次 户"),
        frozenset({"length", "area", "volume", "mass"}),
    ),
    _Class(  # devices
        lazy(
            "(?:设备|电脑|计算机|服务器|仪器|摄像头|空调|打印机|投影仪|显示屏|路由器|交换机|对讲机|无人机|CT机|(?<![时契危动])机|仪|器|柜|桶|椅|桌|[路门标]牌|[标警告]示?牌|标志牌|广告牌|宣传栏)$"
        ),
        _of("册 本 篇 株 棵 头 羽 尾 座 栋 幢 口 场 期 届 户 人 名"),
        frozenset({"length", "area", "volume", "mass", "time", "data"}),
    ),
    _Class(  # people
        lazy(
            "(?:学员|学生|教师|干部|群众|老人|老年人|残疾人|党员|志愿者|人员|职工|儿童|居民|农民|医生|护士|人"
            "才|村民|民警|辅警|贫困户|患者|妇女|人)$"
        ),
        _of("册 本 篇 辆 台 座 株 棵 头 羽 尾 栋 幢 艘 盏 枚 口 樘 架 场 期 届 套 份 条"),
        frozenset({"length", "area", "volume", "mass", "energy", "data"}),
        _of("人 名 人次"),
    ),
)
_ANY_NOUN = lazy("|".join(each.nouns.pattern for each in _CLASSES))
_COUNT_SUFFIX = lazy(r"(?:的)?(?:总)?(?:数量|数目|人数|次数|场次|期数|数|量|规模|任务)$")
_MEASURE_WORD = lazy(r"([次场期篇份台套册件座条个户株辆人家项批届轮头只宗起例处栋间幅支名盏棵艘架枚樘口])(?:数|次)$")
# Nouns that end like a measure word: an 事件 is not counted in 件.
_NO_MEASURE_WORD = lazy(
    "(?:[事文软硬零部配信条案邮附稿]件|人口|[窗路出入渡港关]口|讲座|[市操农林牧渔现广会商剧考球工机停车]场|[码龙墙]头|专家|作家"
    "|国家|[商用农住账客租业]户|平台|[舞站电]台|船只|房间|[事选款]项|班次|[学工周日]期|[横条]幅|域名|书籍|门户|配套)数$"
)
# 场次 may be counted in 次, 人数 in 名: words that stand for each other.
_ALIKE = (
    _of("次 场 期 届 轮 组 场次 批 批次 班 趟 遍 人次 频次 回 节 堂 讲 课"),
    _of("人 名 位 人次 个 员 户 家"),
    _of("户 家 个 户次 家次 户家庭 家庭"),
    _of("件 宗 起 例 个 项 件次 份 条 笔 单 案"),
    _of("篇 份 条 个 期 则 部 本 件 册 版"),
    _of("册 本 份 套 部 种 张"),
    _of("台 套 辆 个 部 件 架 组 台套 台次 座 艘 支 只 把 副"),
    _of("座 处 个 所 栋 幢 间 家 项 口 站"),
    _of("株 棵 丛 盆 穴"),
    _of("条 个 件 项 处 根 段 篇 则"),
    _of("项 个 件 类 种 处"),
    _of("头 只 羽 尾 匹 条"),
    _of("盏 个 套 处 基 根 杆 支"),
    _of("艘 条 只"),
    _of("架 台 个 套 部"),
    _of("枚 个 块 张"),
    _of("口 个 眼 处 座"),
)


class _Counted(NamedTuple):
    """The thing that a name counts, by its end: a dimension, money, a measure word, or a class of things."""

    head: tuple[re.Pattern[str], frozenset[Family], frozenset[str]] | None = None
    spending: bool = False
    alike: tuple[frozenset[str], ...] | None = None
    """The measure words that can replace the name's own; ``None`` if it ends in none."""
    word: str = ""
    things: _Class | None = None


@lru_cache(maxsize=4096)
def _counted(name: str) -> _Counted:
    name = bare(name)
    if _ANY_HEAD.search(name) is not None:
        return _Counted(head=next(head for head in _HEADS if head[0].search(name)))
    spending = _SPENDING.search(name) is not None
    found = _measure_word(name)
    if found is not None:
        return _Counted(None, spending, tuple(group for group in _ALIKE if found[1] in group), found[1])
    return _Counted(None, spending, things=_class(name))


def never_fits(name: str, unit: str | None) -> bool:
    """Whether what the name counts can never be counted in this unit: 农村公路里程 in 座, 培训人数 in 公里.

    >>> never_fits("新建农村公路里程", "座"), never_fits("培训班期数", "期"), never_fits("完成时间", "%")
    (True, False, True)
    """
    kind = family(unit)
    if kind is None or unit is None:
        return False
    counted, plain = _counted(name), unit.partition("/")[0]
    if counted.head is not None:
        _, kinds, words = counted.head
        return kind not in kinds and kind != "score" and plain not in words
    if counted.spending:
        return kind == "count" and any(plain in group for group in _ALIKE)
    if counted.alike is not None:
        if kind in PHYSICAL or (kind == "money" and counted.word not in "笔"):
            return True
        known = any(plain in group for group in _ALIKE)
        return kind == "count" and known and bool(counted.alike) and not any(plain in one for one in counted.alike)
    things = counted.things
    return things is not None and (plain in things.never or kind in things.families)


_IN_BRACKETS = lazy(r"[（(](?:单位[:：])?([^（）()\d]{1,6})[）)]\W{0,3}$")
_NO_SPAN_OF_TIME = frozenset(("年", "月", "日", "周", "季", "季度", "年度", "星期", "学期", "学年"))
"""Words in brackets that are a frequency or a time."""


@lru_cache(maxsize=1024)
def unit_in_brackets(name: str) -> str | None:
    """The unit that a name states in brackets at its end: ``养护里程（公里）``; ``None`` where they hold anything else.

    >>> unit_in_brackets("养护里程（公里）"), unit_in_brackets("改造小区（一期）"), unit_in_brackets("督查频次（月）")
    ('公里', None, None)
    """
    found = _IN_BRACKETS.search(name)
    if found is None or found[1] in _NO_SPAN_OF_TIME:
        return None
    match parse_target(f"1{found[1]}").value:
        case Number(value=value, unit=str() as unit, text=text) if value > 0 and text == f"1{found[1]}":
            return unit
        case _:
            return None


def contradicts_brackets(name: str, unit: str | None) -> bool:
    """Whether a unit measures something else than the one that the name states in brackets.

    >>> contradicts_brackets("养护里程（公里）", "座"), contradicts_brackets("养护里程（公里）", "米")
    (True, False)
    """
    stated = unit_in_brackets(name)
    if stated is None or unit is None:
        return False
    kinds = {family(stated), family(unit)}
    return other_kind(stated, unit) if len(kinds) == 1 else kinds != {"percent", "score"}


def made_for(name: str, unit: str | None) -> bool:
    """Whether the unit is the usual one for the subject of the name: 册 for 宣传手册数量.

    >>> made_for("发放宣传手册数量", "册"), made_for("咨询场次", "场"), made_for("采购数量", "册")
    (True, True, False)
    """
    if not unit:
        return False
    counted, plain = _counted(name), unit.partition("/")[0]
    if counted.head is not None:
        return family(unit) in counted.head[1] and family(unit) != "percent"
    if counted.alike is not None and any(plain in group for group in counted.alike):
        return True
    return counted.things is not None and plain in counted.things.only


def _measure_word(name: str) -> re.Match[str] | None:
    """The measure word of a count: 期 in 培训期数; none in 安全事件数."""
    return None if _NO_MEASURE_WORD.search(name) else _MEASURE_WORD.search(name)


# What these count is never the other: people, events, papers, plants, animals, vehicles, buildings.
_KINDS: tuple[frozenset[str], ...] = (
    _of("人 名 位 人次 人·次"),
    _of("场 期 届 场次 班次 节"),
    _of("册 本 篇"),
    _of("株 棵"),
    _of("头 羽 尾"),
    _of("辆 台 台套"),
    _of("座 栋 幢 间"),
    _of("盏"),
    _of("户"),
)


def other_kind(unit: str | None, other: str | None) -> bool:
    """Whether two measure words count things of different kinds: 场 and 人次, but not 场 and 次.

    >>> other_kind("场", "人次"), other_kind("场", "次"), other_kind("台", "辆")
    (True, False, False)
    """
    mine = next((kind for kind in _KINDS if unit in kind), None)
    theirs = next((kind for kind in _KINDS if other in kind), None)
    return mine is not None and theirs is not None and mine is not theirs


_ANY = _of("个 项 次 件 种 类 处 条 份 套 部 组 单 点 段 块")
"""Measure words that many nouns take, or that a noun takes beside its own."""


def never_alike(unit: str | None, other: str | None) -> bool:
    """Whether two measure words, both of few nouns, count nothing that the other counts: 字 and 册, but not 台 and 辆.

    >>> never_alike("字", "册"), never_alike("台", "辆"), never_alike("站次", "站")
    (True, False, False)
    """
    if not unit or not other:
        return False
    if "字" in (unit, other):
        return unit != other
    if unit in _ANY or other in _ANY:
        return False
    if unit.startswith(other) or other.startswith(unit) or {family(unit), family(other)} != {"count"}:
        return False
    return not any(unit in group and other in group for group in _ALIKE)


def _class(name: str) -> _Class | None:
    head = _COUNT_SUFFIX.sub("", name[-60:])
    return next(each for each in _CLASSES if each.nouns.search(head)) if _ANY_NOUN.search(head) is not None else None
