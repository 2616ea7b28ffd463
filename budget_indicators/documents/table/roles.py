"""The meaning of a header word: a kind and a period, composed from the word's parts.

A header word is composed of parts: ``预期2022年实现值`` is a goal (预期) for a year (2022年) that is a value (实现值).
The parts are in one lexicon; a word is understood only if they cover all of it, so that neither a sentence nor two
glued words are taken for a header. Words for projects, units, money and goals are names rather than compositions, and
are listed in ``words``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from ...model.nodes import TargetPeriod
from ...patterns import lazy
from ...text.cleaning import clean
from . import words

Kind: TypeAlias = Literal[
    "unit",
    "project",
    "total",
    "fiscal",
    "fiscal_part",
    "special_account",
    "other",
    "cycle_total",
    "executed",
    "execution_rate",
    "goal",
    "string",
    "level1",
    "level2",
    "name",
    "target",
    "actual",
    "operator",
    "measure",
    "type",
    "direction",
    "weight",
    "score",
    "grade",
    "explanation",
    "scoring_rule",
    "basis",
    "reason",
    "remark",
    "recipient",
    "period",
    "ordinal",
    "ignored",
]

MONEY_KINDS: tuple[Kind, ...] = ("total", "fiscal", "fiscal_part", "special_account", "other")


@attrs.frozen
class Meaning:
    """The meaning of a header's word.

    ``period`` is ``None`` where the word names none; ``year`` is a calendar year it names (``2022年实际值``).
    ``depth`` is 4 for 四级指标, which is the name where 三级指标 stands beside it, else 0.
    """

    kind: Kind
    period: TargetPeriod | None = None
    year: int | None = None
    depth: int = 0


_NAMED: dict[Kind, str] = {
    "project": words.PROJECT,
    "unit": words.UNIT,
    "total": words.TOTAL,
    "fiscal": words.FISCAL,
    "fiscal_part": words.FISCAL_PART,
    "special_account": words.SPECIAL_ACCOUNT,
    "other": words.OTHER,
    "goal": words.GOAL,
    "string": words.STRING,
    "ordinal": words.ORDINAL,
    "ignored": words.IGNORED,
}
_BY_NAME: dict[str, Kind] = {word: kind for kind, known in _NAMED.items() for word in known.split()}

# The lexicon: class -> parts. A part belongs to one class.
_PARTS: dict[str, str] = {
    "cycle": """
        实施周期 实施期 项目周期 项目期 全周期 周期 中长期 中期 长期 三年 五年 总体 整体 规划期 全期 期限内 总
    """,
    "annual": """本年度 当年度 预算年度 年度 本年 当年 全年 年初 今年 年内 本期 当期 年""",
    "last_year": """
        截至上年底 截至上年末 截至上年 截止上年底 上年底 上年末
        上一年度 上年度 前年 上一年 上年 去年 前一年 往年 历史 以前年度 历年 近两年 近三年 近年 前三年 前两年 基期 基年
    """,
    "half_year": """上半年 下半年 半年 年中""",
    "quarter": """前三季度 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 季度""",
    "forward": """预期 预计 计划 设定 预定 期望 拟定 应达到 应完成 申报 批复""",
    "reached": """实际 完成 实现 达成 达到 执行 落实 自评""",
    "value": """平均值 数值 值 数 情况 结果 水平 要求""",
    "reference": """参考 参照 对标 标杆 行业 同行业 同类""",
    "before": """调整前 修改前 修订前 变更前 原定 原""",
    "after": """调整后 修改后 修订后 变更后 调整""",
    "indicator": """评价指标 考核指标 绩效指标 指标""",
    "goal": """目标""",
    "level1": """一级""",
    "level2": """二级""",
    "level3": """三级""",
    "level4": """四级""",
    "detail": """明细 具体 细化 个性 详细""",
    "naming": """名称 内容 项""",
    "sorting": """分类 维度""",
    "weight": """权重系数 权重 分值 赋分 满分 标准分 权数 权值 比重 分数""",
    "score": """自评得分 评价得分 实际得分 自评分数 自评分 实得分 得分 评分 打分 计分 扣分 评扣分""",
    "ruling": """标准 规则 方法 办法 方式 细则 准则""",
    "judging": """评价 考核 评定 评判 衡量""",
    "explanation": """解释 说明 释义 含义 描述 定义 公式 内涵 口径 阐述 概述""",
    "computing": """计算 统计 测算""",
    "basis": """依据 来源 佐证 取数 出处 证明 材料 资料 数据 渠道 途径 获取 采集""",
    "reason": """
        未完成 未达到 未达标 未实现 原因 偏差 偏离 差异 改进措施 整改措施 措施 分析 改进 整改 纠偏 纠正 拟采取
    """,
    "remark": """备注""",
    "operator": """
        运算符号 运算符 比较符号 比较符 计算符号 计算符 逻辑符号 逻辑符 关系符号 关系符 条件符号 操作符 符号
    """,
    "direction": """方向性 方向 趋向 正反向 正逆向 导向""",
    "type": """类型 性质 属性 类别""",
    "measuring": """计量 度量 数量""",
    "unit": """单位""",
    "own": """绩效 项目 部门 单项 财政 支出 预算 资金 制定 制订 确定""",
    "joint": """或者 以及 和 与 及 或 、 / 的 并""",
}
_CLASS: dict[str, str] = {part: name for name, parts in _PARTS.items() for part in parts.split()}
_ALTERNATIVES = "|".join(re.escape(part) for part in sorted(_CLASS, key=len, reverse=True))
_TOKEN = lazy(
    rf"(?P<year>(?:19|20)\d\d(?:年度|年)?)|(?P<months>1[-—~至](?P<last>\d{{1,2}})月份?)|(?P<part>{_ALTERNATIVES})"
)
_PERIODS: dict[str, TargetPeriod] = {
    "cycle": "cycle",
    "annual": "annual",
    "last_year": "last_year",
    "half_year": "half_year",
    "quarter": "quarter",
}
_YEARS = lazy(r"(?:19|20)\d\d\s*年?\s*[-—－–~至到]{1,2}\s*(?:19|20)\d\d")

_ASIDE = lazy(r"[（(\[【〔][^（）()\[\]【】〔〕]*[）)\]】〕]")
_NOISE = lazy(r"[\s*＊★☆：:，,。.？?“”\"'\\|·_]|(?<!\d)[—-]|[—-](?!\d)")
_NUMBERED = lazy(r"^(?:\d{1,2}[、.．)）]|[（(]?[一二三四五六七八九十]{1,2}[）)]?[、.．])|^其中")
_YEAR_BEFORE = lazy(r"^(?:19|20)\d\d年?度?")
_MAX_WORD = 40
_MAX_PARTS = 10

_GRADES = """
    优 良 中 差 优秀 良好 中等 一般 较好 较差 好 合格 不合格 基本合格 及格 不及格 一档 二档 三档 四档 五档
    A级 B级 C级 D级 一等 二等 三等 四等 达标 基本达标 不达标
"""
GRADES: dict[str, int] = {word: rank for rank, word in enumerate(_GRADES.split())}
"""Grades as they head columns, each with its rank in the list (lower is better among those of one scale)."""
_RANK = {
    **dict.fromkeys(("优", "优秀", "一档", "A级", "一等", "达标"), 0),
    **dict.fromkeys(("良", "良好", "较好", "好", "二档", "B级", "二等", "合格"), 1),
    **dict.fromkeys(("中", "中等", "一般", "三档", "C级", "三等", "基本合格", "基本达标", "及格"), 2),
    **dict.fromkeys(("较差", "四档", "D级", "四等"), 3),
    **dict.fromkeys(("差", "五档", "不合格", "不及格", "不达标"), 4),
}


NO_GRADE = 9
"""The rank of a word that is no grade."""


def grade_rank(label: str) -> int:
    """The rank of a grade: 0 for the best; ``NO_GRADE`` for other words."""
    return _RANK.get(_NOISE.sub("", _ASIDE.sub("", label)), NO_GRADE)


_TRADITIONAL = str.maketrans(
    "項專標級產數質時經濟會態續響滿務實週値環總個類對績額單預費撥說據權評備註稱號資來財門長備現計劃準",
    "项专标级产数质时经济会态续响满务实周值环总个类对绩额单预费拨说据权评备注称号资来财门长备现计划准",
)
"""Characters of header words that are written otherwise in traditional Chinese."""


@lru_cache(maxsize=8192)
def meaning(text: str) -> Meaning | None:
    """The meaning of a header's word; ``None`` for an unknown one.

    Brackets, stars, colons, numbers before and line breaks do not matter, but a period in brackets counts.

    >>> meaning("2021年\\n实际实现值"), meaning("指标值（长期）").period, meaning("预期当年实现值").kind
    (Meaning(kind='actual', period=None, year=2021, depth=0), 'cycle', 'target')
    >>> meaning("加强管理"), meaning("一级指标二级指标")
    (None, None)
    """
    if not text or len(text) > _MAX_WORD:
        return None
    whole = clean(text).text.translate(_TRADITIONAL)
    asides = "".join(_ASIDE.findall(whole))
    bare = _NOISE.sub("", _NUMBERED.sub("", _ASIDE.sub("", whole).strip()))
    flat = _NOISE.sub("", re.sub(r"[（()）]", "", whole))  # 部门（单位）名称 is one word
    found = _named(bare) or _composed(bare)
    if found is None and flat != bare:
        found = _named(flat) or _composed(flat)
    if found is None:
        return None
    if found.kind == "target" and asides[1:-1].strip() in GRADES:
        return Meaning("grade")  # 目标值（优）
    period, year = _period_of(asides)
    if found.period is None and found.year is None and (period is not None or year is not None):
        found = attrs.evolve(found, period=period, year=year)
    return found


_BEGINNINGS = frozenset(
    {word[:2] for word in (*_BY_NAME, *_CLASS, *GRADES) if len(word) > 1}
    | {
        "预决",
        "资金",
        "本年",
        "其中",
        "地区",
        "区域",
        "实施",
        "承接",
        "分配",
        "受益",
        "行政",
        "市县",
        "县区",
        "区县",
        "乡镇",
        "县市",
        "市州",
        "中央",
        "省级",
        "市级",
        "县级",
        "区级",
        "地方",
        "承担",
        "责任",
        "牵头",
        "编报",
        "编制",
    }
)
_SINGLES = frozenset(word for word in (*_CLASS, *GRADES) if len(word) == 1)


def may_begin(text: str) -> bool:
    """Whether a text begins like a header's word: a quick test before ``meaning``."""
    return text[:2] in _BEGINNINGS or text[:1] in _SINGLES


def _named(bare: str) -> Meaning | None:
    if not bare:
        return None
    kind = _BY_NAME.get(bare) or _BY_NAME.get(_YEAR_BEFORE.sub("", bare))
    if kind in ("ignored", None):
        money = _money(bare)
        if money is not None:
            return money
    if kind == "ignored":
        return (None if _OF_A_PROJECT.match(bare) else _composed(bare)) or Meaning("ignored")
    if kind is not None:
        period, year = _period_of(bare)
        return Meaning(kind, period, year)
    if _rank_of(bare) is not None:
        return Meaning("grade")
    if _PROJECT.fullmatch(bare):
        return Meaning("project")
    if _UNIT.fullmatch(bare):
        return Meaning("unit")
    if _REGION.fullmatch(bare.replace("、", "")):
        return Meaning("recipient")
    return None


_OF_A_PROJECT = lazy(r"项目|支出|资金|立项")  # 项目周期, 支出方向, 立项依据


def _rank_of(bare: str) -> int | None:
    return GRADES.get(bare)


_PROJECT = lazy(
    r"(?:(?:一级|二级|三级|中央|省级|市级|县级|区级|预算|部门|支出|专项|转移支付|补助|财政|资金|政策|项目|任务|发展|本级|重点|及|和|或|与|、|/){0,8})"
    r"(?:项目|资金|政策|专项|任务|转移支付)(?:及政策|及资金)?(?:名称|全称)"
)
_UNIT = lazy(
    r"(?:(?:项目|资金|中央|省级|市级|县级|区级|地方|预算|部门|主管|实施|申报|填报|编报|编制|用款|使用|承担|责任|牵头|执行|绩效|本级|具体|自评|评价|和|及|或|与|、|/){1,8})"
    r"(?:部门|单位|机构|科室)(?:及代码|及编码|及名称|名称|信息|代码|编码|全称|名称及代码|名称及编码){0,2}"
)
_REGION = lazy(
    r"(?:实施|承接|承担|分配|下达|受益)?(?:[省市州县区旗盟乡镇]{2,6}|地区|区域|行政区划?|街道|乡镇街道)(?:名称)?"
)
_MONEY_EXECUTED = lazy(
    r"(?:全年|年度|实际|当年|本年|累计|预算|资金|项目|财政|总|其中)*(?:执行数|执行金额|支出数|实际支出|决算数|实际支出数|支出金额)"
)
_MONEY_RATE = lazy(r"(?:全年|年度|实际|预算|资金|项目|支出)*执行率")
_MONEY_CYCLE = lazy(
    r"(?:实施周期|实施期|中长期|中期|长期|三年|项目期|周期|总体)(?:预算|资金|项目)*(?:总额|总金额|资金|金额|总量|合计)"
)
_MONEY_TOTAL = lazy(
    r"(?:年度|全年|当年|本年|本年度|年初|项目|预算|资金|财政|安排|申请|批复|投入|计划|总|本级|其中|部门|单位|整体|支出)*"
    r"(?:预算数|资金总额|总额|预算总额|金额|总金额|资金总量|预算金额|预算批复数|安排数|投资额)"
    r"|(?:拟|本次|年度|项目)*(?:申请|申报|批复|下达)(?:项目)?(?:资金|预算|经费)(?:总额|金额|额度|数)?"
)
_MONEY_FISCAL = lazy(
    r"(?:其中)?(?:年度|全年|当年|本年|上年|本级|中央|省级|省|市级|市|区级|县级|县区|地方|上级)*(?:财政|专项|补助|转移支付|预算)*"
    r"(?:财政拨款|财政资金|财政性资金|财政补助|财政专项资金|预算资金|补助资金|专项资金)"
)
_MONEY_OTHER = lazy(r"(?:年度|其中)*(?:其他|其它|自筹|社会|单位自筹|单位|自有|配套)(?:财政)?(?:资金|收入|投入|来源)")


def _money(bare: str) -> Meaning | None:
    """Compositions that name amounts and are not in the lists: 全年执行数, 中期资金总额, 其中：本年财政拨款."""
    if len(bare) > 16:
        return None
    if _MONEY_EXECUTED.fullmatch(bare):
        return Meaning("executed")
    if _MONEY_RATE.fullmatch(bare):
        return Meaning("execution_rate")
    if _MONEY_CYCLE.fullmatch(bare):
        return Meaning("cycle_total", "cycle")
    if bare.startswith("调整"):
        return None
    if _MONEY_TOTAL.fullmatch(bare):
        return Meaning("total")
    if _MONEY_FISCAL.fullmatch(bare):
        return Meaning("fiscal")
    return Meaning("other") if _MONEY_OTHER.fullmatch(bare) else None


def _period_of(text: str) -> tuple[TargetPeriod | None, int | None]:
    """The period that the parts of a text name, the first of them."""
    if not text:
        return None, None
    if _YEARS.search(text):
        return "cycle", None
    period: TargetPeriod | None = None
    year: int | None = None
    for found in _TOKEN.finditer(text):
        if found["year"]:
            year = year or int(found["year"][:4])
        elif found["months"]:
            period = period or _months(found["last"])
        else:
            name = _CLASS[found["part"]]
            known = _PERIODS.get(name)
            period = period or (known if found["part"] not in ("年", "总") else None)
    return period, year


def _months(last: str) -> TargetPeriod:
    return "half_year" if last in ("6", "06") else "quarter" if last in ("3", "03", "9", "09") else "other"


def _composed(bare: str) -> Meaning | None:
    """The meaning that the parts of a word make, if they cover all of it."""
    if not bare or len(bare) > 24 or bare.isdecimal():
        return None
    classes: list[str] = []
    at = 0
    period: TargetPeriod | None = None
    year: int | None = None
    while at < len(bare):
        found = _TOKEN.match(bare, at)
        if found is None or len(classes) == _MAX_PARTS:
            return None
        at = found.end()
        if found["year"]:
            year = year or int(found["year"][:4])
            classes.append("year")
        elif found["months"]:
            period = period or _months(found["last"])
            classes.append("period")
        else:
            name = _CLASS[found["part"]]
            classes.append(name)
            known = _PERIODS.get(name)
            period = period or known
    kind = _kind(classes, bare)
    if kind is None:
        return None
    depth = 4 if "level4" in classes and kind == "name" else 0
    if kind == "target" and {"reference", "before"} & set(classes):
        period = "other"  # 行业参考值, 调整前目标值: no target of the budget year
    return Meaning(kind, period, year, depth)


def _kind(classes: list[str], bare: str) -> Kind | None:
    """The kind of a word by the classes of its parts, the decisive ones first."""
    has = set(classes)
    levels = [name for name in classes if name in ("level1", "level2", "level3", "level4")]
    if len(levels) > 1 or classes.count("indicator") > 1:
        return "target" if bare.endswith("指标值") and not levels and classes.count("indicator") == 2 else None
    if "reason" in has:
        return None if has <= {"reason", "own"} and not _REASON.search(bare) else "reason"
    if has & {"score", "judging"} and has & {"ruling", "explanation", "basis"}:
        return "basis" if "basis" in has and "score" not in has else "scoring_rule"
    if "score" in has and "weight" not in has:
        return "score"
    if "weight" in has:
        return "weight"
    if "remark" in has:
        return "remark"
    if "operator" in has:
        return "operator"
    if "basis" in has:
        return "basis" if has - {"own", "joint"} != {"basis"} or len(bare) > 2 else None
    if "explanation" in has or ("computing" in has and "ruling" in has):
        return "explanation"
    if "ruling" in has:
        if "value" in has:
            return "target"
        return "basis" if has & {"indicator", "own"} else None
    if "direction" in has:
        return "direction"
    if "type" in has:
        return "type" if "indicator" in has or "value" in has or has == {"type"} or "measuring" in has else None
    if "unit" in has:
        return "target" if "joint" in has and "value" in has else _measure(has)
    if "value" in has:
        return _value(has, bare)
    if has & {"reached", "forward"} and not has - {
        "reached",
        "forward",
        *_PERIODS,
        "year",
        "period",
        "indicator",
        "goal",
    }:
        if "reached" in has and has & {"forward", "goal", "indicator"}:
            return None  # 达成预期指标, 完成年度目标: contents of cells
        return "goal" if "goal" in has else "target" if "forward" in has else "actual"
    if levels:
        rest = has - {*levels, "indicator", "goal", "own", "naming", "sorting"}
        return (
            None
            if rest
            else "name"
            if levels[0] in ("level3", "level4")
            else "level1"
            if levels[0] == "level1"
            else "level2"
        )
    if "sorting" in has and "indicator" in has:
        return "level1"
    if "indicator" in has:
        if has & {"detail", "naming"} or (bare.endswith(("评价指标", "考核指标")) and has <= {"indicator", "own"}):
            return "name"
        return "string" if not has & {"computing", "measuring", "judging"} else None
    if "goal" in has and not has & {"reached", "joint"}:
        return "goal" if not has & {"naming", "detail", "level1", "computing", "measuring"} or "naming" in has else None
    if not has - {*_PERIODS, "year", "period"} and (has - {"cycle"} or len(bare) > 1):
        return "period"
    return None


_REASON = lazy(r"原因|偏差|偏离|差异|未完成|未达|改进|整改|纠")


def _measure(has: set[str]) -> Kind | None:
    if not has - {"unit", "measuring", "indicator", "goal", "value", "own", "computing"}:
        return "measure"
    return None


def _value(has: set[str], bare: str) -> Kind | None:
    """A value: an actual value or a goal; actual values are tested first."""
    if has <= {"value"} and bare != "值":
        return None
    if has & {"judging", "measuring", "detail", "sorting"} and not has & {"goal", "indicator", "annual", "cycle"}:
        return None
    if "reached" in has:
        return "target" if "forward" in has else "actual"
    if bare.endswith(("情况", "结果", "水平")):
        return None
    if "last_year" in has:
        return "target" if has & {"goal", "forward"} else "actual"
    if "own" in has and not has & {"goal", "indicator", "forward"} and not bare.endswith("绩效值"):
        return None
    return "target"
