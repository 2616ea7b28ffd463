"""Checks of an indicator against its project: its money and its goal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...catalogue.across import COST_OVER_BUDGET, GOAL_NOT_CARRIED
from ...documents.model import Document, Project
from ...model.nodes import NOWHERE, Indicator, Number, Range
from ...model.taxonomy import COST
from ...patterns import lazy
from ...values import parse_target
from ..units import PHYSICAL, family
from ..wording import short
from ..words import least, most
from .found import Found, money

_SLACK = Decimal("1.005")
"""Amounts in 万元 are rounded."""


def cost_over_budget(project: Project, document: Document) -> Iterator[Found]:
    """Costs in 元 above the project's amount for the year (or for the whole period, if the table states that)."""
    year = project.total if project.total is not None else project.fiscal
    if year is None or year <= 0:
        return
    for one in project.indicators:
        if not _is_cost(one):
            continue
        whole = project.cycle_total if project.cycle_total is not None else None
        for target, limit in ((one.annual, year), (one.cycle, whole)):
            if target is None or limit is None or len(target.measures) != 1:
                continue
            match target.value:
                case (
                    Number(value=value, unit="元", per=None, relation=None)
                    | Range(high=Decimal() as value, unit="元", per=None, relation=None)
                ) if value > limit * _SLACK:
                    text = short(target.text)
                    found = COST_OVER_BUDGET.at(
                        target.span, name=short(one.name), text=text, total=money(limit, document)
                    )
                    yield Found(found, project, one)
                    break


def _is_cost(one: Indicator) -> bool:
    filed = one.level1 == COST or (one.level2 is not None and (one.level2.code == "14" or one.level2.parent == COST))
    return filed and re.search("社会|生态|环境", one.level2.name if one.level2 is not None else "") is None


_CLAUSES = lazy(r"[，,；;。！\n]|(?<!\d)[、.](?!\d)")
_HAN = lazy("[一-龥]")
_LONGEST_GOAL = 1500
_MOST_SHOWN = 3
_NO_PROMISE = lazy(
    "总投资|预算|资金|经费|投入|人口|现有|目前|已有|截至|截止|历史|文件|号文|第[\\d一二三四五六七八九十]"
    "|辖区|全区共|共有|编制数|在职"
)


_SITE = lazy("占地|建筑面积|用地|总面积|全长|位于|距离?|流域|辖|面积达|高度|宽度|厚度|直径|每[一-龥]|标准")
"""Lengths and areas that describe a thing and promise nothing."""
_PROMISED = lazy(
    "(?:新建|改建|扩建|改造|建设|建成|新增|购置|采购|更新|安装|举办|开展|组织|召开|培训|培养|招聘|引进|发放|资助|救助|补助|慰问"
    "|招募|招收|选派|选聘|聘任|建立|创建|打造|孵化|引育|帮扶|扶持|走访|接待|受理|办理|审理|制定|编制|出版|发布|拍摄|制作|播出|推送|研发|申请|认定|评选"
    "|表彰|奖励|培育|供应|配备|添置|租赁|加固|疏浚|清淤|清运|处理|处置|整治|治理|拆除|铺设|架设|敷设|修复|迁移"
    "|抚育|造林|管护|巡护|保洁|清扫|播种|复垦|硬化|绿化|亮化|生产|供应|收储|储备|印制|编印|修缮|维修|养护|检测|抽检|检查|巡查|接种|筛查|种植|栽植|放流|植树|完成)"
)


def goal_not_carried(project: Project, _document: Document) -> Iterator[Found]:
    """Counts and rates of the goal that are in no target and no name; one finding per project."""
    if not project.goal or len(project.indicators) < 2 or project.withheld:
        return
    carried = {key for one in project.indicators for key in _amounts_of(one)}
    units = {unit for _, unit in carried}
    numbers = {number for number, unit in carried if family(unit) == "count"}
    missing: list[str] = []
    other: tuple[str, str] | None = None
    for clause in _CLAUSES.split(project.goal[:_LONGEST_GOAL]):
        if not re.search(r"\d", clause) or _NO_PROMISE.search(clause):
            continue
        for measure in parse_target(clause).measures:
            match measure:
                case Number(value=value, unit=str() as unit) | Range(low=Decimal() as value, unit=str() as unit):
                    pass
                case _:
                    continue
            physical = family(unit) in PHYSICAL
            if not (physical or family(unit) in ("count", "percent")) or measure.relation is not None:
                continue
            if physical and (_SITE.search(clause) or not _PROMISED.search(clause) or _is_carried(measure, project)):
                continue
            # In a unit that no indicator has, a number is a promise if it counts an activity: 培训教师330人.
            if unit not in units and (value in numbers or _PROMISED.search(clause) is None):
                continue
            if (value, unit) not in carried and len(_HAN.findall(clause)) > 1:
                missing.append(measure.text)
                other = other or _same_thing(clause, unit, project)
    if missing:
        found = "、".join(dict.fromkeys(missing[:_MOST_SHOWN]))
        but = f"indicator “{other[0]}” says {other[1]}" if other else "which no indicator carries"
        but_zh = f"指标“{other[0]}”却为{other[1]}" if other else "没有指标与之对应"
        yield Found(GOAL_NOT_CARRIED.at(NOWHERE, found=found, but=but, but_zh=but_zh), project)


def _is_carried(measure: Number | Range, project: Project) -> bool:
    """Whether an indicator has a length, an area … in whichever unit: 15公里 is carried by 15000米."""
    for one in project.indicators:
        targets = [target for target in (one.cycle, one.annual) if target is not None]
        for other in (other for target in targets for other in target.measures[:20]):
            if isinstance(other, (Number, Range)) and family(other.unit) == family(measure.unit):
                try:
                    same = other.to(measure.unit or "")
                except ValueError:
                    continue
                if {least(same), most(same)} & {least(measure), most(measure)} - {None}:
                    return True
    return False


def _amounts_of(one: Indicator) -> Iterator[tuple[Decimal, str]]:
    targets = [target for target in (one.cycle, one.annual) if target is not None]
    measures = [measure for target in targets for measure in target.measures[:20]]
    if re.search(r"\d", one.name):
        measures += parse_target(one.name[:80]).measures
    for measure in measures:
        if isinstance(measure, (Number, Range)) and measure.unit:
            bounds = (measure.value,) if isinstance(measure, Number) else (measure.low, measure.high)
            yield from ((bound, measure.unit) for bound in bounds if bound is not None)


def _same_thing(clause: str, unit: str, project: Project) -> tuple[str, str] | None:
    """The indicator in the same unit whose name shares its wording with the clause."""
    pairs = {
        clause[at : at + 2] for at in range(len(clause) - 1) if _HAN.match(clause[at]) and _HAN.match(clause[at + 1])
    }
    for one in project.indicators:
        target = one.annual or one.cycle
        if target is None or not isinstance(target.value, (Number, Range)) or target.value.unit != unit:
            continue
        if sum(one.name[at : at + 2] in pairs for at in range(len(one.name) - 1)) >= 2:
            return short(one.name), short(target.text)
    return None
