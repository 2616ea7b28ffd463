"""Indicators filed under the wrong group, and satisfaction that is not measured as such."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalogue.review import (
    NOT_SATISFACTION,
    OUTPUT_UNDER_BENEFIT,
    QUALITY_UNDER_BENEFIT,
    RATE_UNDER_QUANTITY,
    SATISFACTION_ELSEWHERE,
    SATISFACTION_UNIT,
    TIMELINESS_ELSEWHERE,
)
from ...model.nodes import DateRange, Diagnostic, FreeText, Indicator, Number, Range
from ...model.taxonomy import BENEFIT, OUTPUT, SATISFACTION
from ...patterns import lazy
from ..check import Subject, check
from ..positions import name_span
from ..units import PHYSICAL, family
from ..wording import short
from ..words import bare, is_per_many, is_rate, is_unwanted, unit_of


@check(SATISFACTION_UNIT)
def satisfaction_unit(subject: Subject) -> Iterator[Diagnostic]:
    """Satisfaction in words, or in another unit; one without any unit has its own rule."""
    for one, target in subject.targets():
        if one.level1 != SATISFACTION:
            continue
        match target.value:
            case FreeText(in_words=True) if not target.measures:
                pass
            case Number(unit=str() as unit) | Range(unit=str() as unit) if unit not in (
                "%",
                "‰",
                "分",
            ) and _OPINION.search(one.name):
                pass
            case Number(unit=None) if _SATISFACTION.search(bare(one.name)) and not _DIGIT.search(target.text):
                pass  # 无投诉 is a number too, but not of satisfied people
            case _:
                continue
        yield SATISFACTION_UNIT.at(target.span, text=short(target.text))


_SATISFACTION = lazy(
    "满意(?:度|率|程度|情况|(?:的?(?:人数|人员|群众|对象|家长|学员))?(?:比例|占比|比率|比重))(?:的?(?:综合)?(?:评分|得分|分值|分数|指数|评价|调查|测评|测评得分|测评分))?$"
)


_DIGIT = lazy(r"[\d零〇一二三四五六七八九十百]")


@check(SATISFACTION_ELSEWHERE)
def satisfaction_elsewhere(subject: Subject) -> Iterator[Diagnostic]:
    """Names that end in satisfaction, under another first level."""
    for one in subject.indicators:
        if one.level1 is not None and one.level1 != SATISFACTION and _SATISFACTION.search(bare(one.name)):
            span = name_span(subject.tree, one)
            yield SATISFACTION_ELSEWHERE.at(span, name=short(one.name), level=one.level1.name)


@check(RATE_UNDER_QUANTITY)
def rate_under_quantity(subject: Subject) -> Iterator[Diagnostic]:
    """Rates by name, and percentages by value, under 数量指标."""
    for one in subject.indicators:
        if one.level2 is None or one.level2.code != "11":
            continue
        targets = [target for target in (one.cycle, one.annual) if target is not None]
        if is_rate(one.name) or (targets and all(unit_of(target.value) == "%" for target in targets)):
            yield RATE_UNDER_QUANTITY.at(name_span(subject.tree, one), name=short(one.name))


_IN_TIME = lazy(
    "(?:及时|按时|准时|按期|如期|限时)[一-龥]{0,6}?(?:率|性|程度|情况)$|(?:完成|办理|办结|响应|处理|处置|到达"
    "|交付|支付|拨付|发放|完工|竣工|通关|送达|审批|放行|投递)(?:时间|时限|期限|时效|用时|耗时)$|及时度?$"
)
_NOT_TIMELINESS = lazy("满意|知晓|认可|减少|缩短|节约|节省")


@check(TIMELINESS_ELSEWHERE)
def timeliness_elsewhere(subject: Subject) -> Iterator[Diagnostic]:
    """Names that end in timeliness, under another second level of output or under benefit."""
    for one in subject.indicators:
        if one.level2 is None or one.level2.code == "13" or one.level1 == SATISFACTION:
            continue
        name = bare(one.name)
        if (_IN_TIME.search(name) or _time_limit(one, name)) and not _NOT_TIMELINESS.search(name):
            span = name_span(subject.tree, one)
            yield TIMELINESS_ELSEWHERE.at(span, name=short(one.name), level=one.level2.name)


_TIME_NAME = lazy("(?:时间|时限|期限|用时|时长|周期|工期|时效|耗时|时延|天数)$")


def _time_limit(one: Indicator, name: str) -> bool:
    """Whether an output's name is a time and its target the longest that it may take: 平均反应时间 ≤12分钟."""
    if one.level1 != OUTPUT or not _TIME_NAME.search(name) or is_unwanted(name):
        return False
    target = one.cycle or one.annual
    match target.value if target is not None else None:
        case Range(low=None, unit=str() as unit):
            return family(unit) == "time"
        case DateRange():
            return True
        case _:
            return False


_QUALITY = lazy(
    "(?:优良率|优质率|返修率|合格率|故障率|故障次数|完好率|准确率|差错率|错误率|返工率|验收通过率"
    "|(?:验收|检测|检验|测试|试验|质检|抽检|审核|评审|评查|鉴定|一次性?)[一-龥]{0,3}通过率)$"
)
_BENEFIT_ALL_THE_SAME = lazy(
    "预警|预报|文物|体质|体能|体测|视力|国民|居民|考试|资格|水体|断面|噪声|声环境|路面|路况|优良路|水质|饮用水|空气|大气|环境|土壤|食品|药品|排放|农产品|血液|疫苗"
)


@check(QUALITY_UNDER_BENEFIT)
def quality_under_benefit(subject: Subject) -> Iterator[Diagnostic]:
    """Names that end in the quality of an output, under benefit; quality of water, food and air is left out."""
    for one in subject.indicators:
        name = bare(one.name)
        quality = one.level1 == BENEFIT and _QUALITY.search(name) is not None and not is_per_many(name)
        if quality and not _BENEFIT_ALL_THE_SAME.search(name):
            yield QUALITY_UNDER_BENEFIT.at(name_span(subject.tree, one), name=short(one.name))


# Activities, not their effects.
_DONE = lazy(
    "^(?:全年|每年|年度|共|计划|组织|集中|定期)*(?:举办|开展|召开|举行|组织|承办|编印|印发|印制|印刷|制作|购"
    "置|采购|购买|新建|改建|扩建|改造|建设|修缮|维修|维护|养护|发放|播放|播出|张贴|悬挂|更换|更新|修建|安装|铺设|架设|敷设|栽植|种植|清运|绘制|拍摄|录制|出版|投放|配备|配置|添置|租赁|升级|搭建|建成|储备|收储|调运|检查|巡查|排查|抽检|"
    "抽查|走访|慰问|培训|编制|撰写|报送)"
)
_DONE_HEAD = lazy(
    "(?:培训|会议|讲座|演练|活动|检查|巡查|比赛|赛事|演出|宣讲|展览|论坛|座谈|宣传|走访|慰问)(?:班)?(?:次数|"
    "场次|场数|期数|数量|数)$"
)
_CAME_OF_IT = lazy(
    "受益|惠及|带动|增加|减少|新增|下降|降低|提高|提升|节约|增收|增产|吸引|参观|观众|读者|游客|服务对象|覆盖|"
    "影响|就业|创业|收入|产值|成果|专利|采纳|阅读|点击|浏览|关注|满意|知晓|人数|人次|户数|率$|度$"
)
_PEOPLE = frozenset({"人", "名", "位", "人次", "户", "户次", "家", "家庭"})


def _counts_work(unit: str | None) -> bool:
    """Whether a unit counts products, events or purchases; people and households are its beneficiaries."""
    kind = family(unit)
    return (kind == "count" or kind in PHYSICAL) and unit not in _PEOPLE


@check(OUTPUT_UNDER_BENEFIT)
def output_under_benefit(subject: Subject) -> Iterator[Diagnostic]:
    """Counts of events, purchases or buildings, under benefit."""
    for one in subject.indicators:
        target = one.cycle or one.annual
        if one.level1 != BENEFIT or target is None or not _counts_work(unit_of(target.value)):
            continue
        name = bare(one.name)[-60:]
        ground = one.level2 is not None and one.level2.code == "23" and family(unit_of(target.value)) in PHYSICAL
        if not ground and (_DONE.match(name) or _DONE_HEAD.search(name)) and not _CAME_OF_IT.search(name):
            yield OUTPUT_UNDER_BENEFIT.at(name_span(subject.tree, one), name=short(one.name))


_OPINION = lazy(
    "满意|评价|认可|认同|知晓|理解|信赖|拥护|赞誉|推荐|回头|复购|续|好评|差评|投诉|表扬|口碑|幸福|安全感|获得感|信任|评议|评分|测评|反馈|意见|支持|感受|欢迎"
)


@check(NOT_SATISFACTION)
def not_satisfaction(subject: Subject) -> Iterator[Diagnostic]:
    """Rates, and what is counted in pieces, money or time, under satisfaction, whose name expresses no opinion."""
    for one in subject.indicators:
        target = one.cycle or one.annual
        if one.level1 != SATISFACTION or target is None or not one.name or _OPINION.search(one.name):
            continue
        counted = family(unit_of(target.value)) not in (None, "percent", "score")
        if counted or is_rate(one.name) or bare(one.name).endswith("覆盖面"):
            yield NOT_SATISFACTION.at(name_span(subject.tree, one), name=short(one.name))
