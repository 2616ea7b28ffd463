"""Values that say too little or too much: vague, without number or unit, several at once, a formula, the name again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.nodes import Diagnostic, FreeText, Indicator, Number, Range, Target
from ...model.rule import Both, Rule
from ...model.taxonomy import COST, SATISFACTION
from ..check import Subject, check
from ..where import word_span
from ..wording import CRITICISM, OBSERVED, QUANTIFY, UNITS, both, short
from ..words import bare, is_growth, is_share, is_unwanted, is_wanted, letters

VAGUE = Rule(
    code="Q001",
    name="vague-value",
    group="review",
    severity="warning",
    summary=Both("A vague value without grades.", "指标值笼统，没有分级分档。"),
    message=Both("“{text}” cannot be checked: give a number or grades", "“{text}”无法考核，请改为数量或分级分档表述"),
    why=Both(
        "按要求完成, 有所提升 or 良好 is true of almost any outcome. At the end of the year nobody can say "
        "whether it was "
        "reached. What cannot be counted can be graded.",
        "“按要求完成”“有所提升”“良好”几乎对任何结果都成立，年终无法判断是否完成。不能量化的，可以分级分档表述。",
    ),
    bad="1、2-效益指标；22-社会效益指标；群众知晓率；实施周期指标值:有所提升；年度指标值:有所提升。",
    good="1、2-效益指标；22-社会效益指标；群众知晓率；实施周期指标值:≥90%；年度指标值:≥85%。",
    source=both(QUANTIFY, CRITICISM, OBSERVED),
)

NO_NUMBER = Rule(
    code="Q002",
    name="no-number",
    group="review",
    severity="warning",
    summary=Both("A quantity or cost indicator without a number.", "数量指标或成本指标没有数字。"),
    message=Both("{level} without a number: “{text}”", "{level}没有数字：“{text}”"),
    why=Both(
        "Quantity and cost are what can always be counted. A value in words says nothing about how much.",
        "数量和成本总是可以计数的，只用文字表述看不出要做多少、花多少。",
    ),
    bad="1、1-产出指标；11-数量指标；法律宣传活动；实施周期指标值:组织开展宣传；年度指标值:组织开展宣传。",
    good="1、1-产出指标；11-数量指标；法律宣传活动；实施周期指标值:4场；年度指标值:4场。",
    source=QUANTIFY,
)

NO_UNIT = Rule(
    code="Q003",
    name="no-unit",
    group="review",
    severity="warning",
    summary=Both("A number without a unit.", "数值没有计量单位。"),
    message=Both("“{text}” of what? “{name}” names no unit", "“{text}”没有计量单位，名称“{name}”里也看不出"),
    why=Both(
        "90 may be points, per cent or pieces; readers and programs can only guess.",
        "“90”可能是90分、90%或90个，读者和程序都只能猜。",
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；群众评价；实施周期指标值:≥90；年度指标值:≥90。",
    good="1、3-满意度指标；31-服务对象满意度指标；群众评价；实施周期指标值:≥90分；年度指标值:≥90分。",
    source=both(UNITS, OBSERVED),
)

SEVERAL = Rule(
    code="Q004",
    name="several-measures",
    group="review",
    severity="warning",
    summary=Both("Several measures in one value.", "一个指标值里有多个考核内容。"),
    message=Both("{n} measures in one value: {found}", "一个指标值里有{n}个考核内容：{found}"),
    why=Both(
        "An indicator has one value. With two it can be half met, and no table or program can tell which one counts.",
        "一个指标只应有一个指标值。写了两个就可能只完成一半，也无法判断以哪个为准。",
    ),
    bad="1、1-产出指标；11-数量指标；登记率；实施周期指标值:出租屋登记率达100%，人员登记率达到95%；年度指标值:100%。",
    good="1、1-产出指标；11-数量指标；出租屋登记率；实施周期指标值:100%；年度指标值:100%。"
    "2、1-产出指标；11-数量指标；人员登记率；实施周期指标值:95%；年度指标值:95%。",
    source=OBSERVED,
)

FORMULA = Rule(
    code="Q005",
    name="formula-as-value",
    group="review",
    severity="warning",
    summary=Both("A formula or a definition in place of a value.", "用计算公式或定义代替指标值。"),
    message=Both("“{text}” says how to count, not how much", "“{text}”只说明怎么算，没有说明要达到多少"),
    why=Both(
        "How an indicator is computed belongs into its explanation; the value must say what is to be reached.",
        "计算方法应写在指标说明里，指标值要写清达到多少。",
    ),
    bad="1、1-产出指标；12-质量指标；网格事件办结率；实施周期指标值:98%以上；年度指标值:网格事件办结率=办结数/上报数。",
    good="1、1-产出指标；12-质量指标；网格事件办结率；实施周期指标值:98%以上；年度指标值:98%以上。",
    source=OBSERVED,
)

REPEATS_NAME = Rule(
    code="Q006",
    name="value-repeats-name",
    group="review",
    severity="warning",
    summary=Both("A value that only repeats the name.", "指标值只是重复指标名称。"),
    message=Both("the value “{text}” only repeats the name", "指标值“{text}”只是重复指标名称"),
    why=Both(
        "A value that says the name again adds nothing: there is no target.",
        "指标值重复一遍名称，没有给出任何目标。",
    ),
    bad="1、2-效益指标；22-社会效益指标；对镇街综治中心开展指挥调度；实施周期指标值:开展指挥调度；年度指标值:开展指挥调度。",
    good="1、2-效益指标；22-社会效益指标；对镇街综治中心开展指挥调度；实施周期指标值:每周1次；年度指标值:每周1次。",
    source=OBSERVED,
)

NOTHING = Rule(
    code="Q019",
    name="target-of-nothing",
    group="review",
    severity="warning",
    summary=Both("A target that asks for nothing.", "指标值等于没有要求。"),
    message=Both("“{text}” asks for nothing of “{name}”", "对“{name}”来说，“{text}”等于没有要求"),
    why=Both(
        "At least 0 of anything is always there, and savings of at most 0 % are reached by saving nothing.",
        "任何数量都“≥0”；“节省率≤0%”什么都不节省就能达到。",
    ),
    bad="1、2-效益指标；21-经济效益指标；办公费用节省率；实施周期指标值:≤0%；年度指标值:≤0%。",
    good="1、2-效益指标；21-经济效益指标；办公费用节省率；实施周期指标值:≥5%；年度指标值:≥5%。",
    source=OBSERVED,
)

_HOW = (
    "进一步|逐步|逐年|不断|持续|稳步|明显|显著|全面|大幅|大力|切实|有所|得到|较大|较为|较"
    "|更加|日益|平稳|充分|积极|基本|极大|一定程度|十分|很|非常|有效|长期"
)
_MOVE = (
    "提高|提升|增强|改善|加强|优化|完善|下降|降低|减少|增加|稳定|推进|促进|好转|改进|巩固"
    "|保障|扩大|健全|规范|推动|发展|落实|强化|加大|加快|深化|增长|改观|见效|运行|运作"
    "|开展"
)
_STATE = (
    "良好|较好|好|及时|正常|稳定|有效|到位|顺利|顺畅|明显|显著|规范|有序|平稳|完善|合理|高效|较高|高|达标|完成|长期|可持续|准时|按时|按期|正常运行|正常运转|正常运作"
    "|符合要求|达到要求|达到预期|达到预期目标|达到预期效果|效果良好|效果明显|效果显著"
)
_AS_ASKED = (
    r"(?:严格)?(?:按照?|依照|根据)(?:相关|有关|上级|工作|合同|实际|既定)?"
    r"(?:要求|规定|计划|进度|需求|需要|情况|实际|时序|质量?按?量?)?(?:及时|按时)?"
    r"(?:完成|执行|落实|开展|推进|报送|实施|办理|进行)"
)
_WORDS = re.compile(
    rf"(?:保持|达到|实现|确保|为|{_HOW}|{_MOVE}|{_STATE}|{_AS_ASKED}|按(?:要求|计划|规定|时|期|实际)|[，,、；;。和与及])+"
)
_ENDING = re.compile(rf"(?:有所|逐步|逐年|不断|持续|稳步|明显|显著|进一步|较大|大幅)(?:{_MOVE})$")
_BEGINNING = re.compile(rf"^{_AS_ASKED}")
_LONGEST_VAGUE = 30


@check(VAGUE)
def vague(subject: Subject) -> Iterator[Diagnostic]:
    """Values in vague words alone; of quantities, costs and satisfaction other rules speak."""
    for one, target in subject.targets():
        if _in_words(target) and not _counted(one) and one.level1 != SATISFACTION and _is_vague(one, target.text):
            yield VAGUE.at(target.span, text=short(target.text))


def _is_vague(one: Indicator, text: str) -> bool:
    rest = text.replace(bare(one.name), "")
    if _WORDS.fullmatch(rest) or _BEGINNING.match(rest):
        return True
    if len(text) > _LONGEST_VAGUE:
        return False
    if _ENDING.search(text):
        return True
    core = letters(_WORDS.sub("", rest))
    return _WORDS.match(rest) is not None and core in letters(one.name)


@check(NO_NUMBER)
def no_number(subject: Subject) -> Iterator[Diagnostic]:
    """Quantities and costs whose value is all words."""
    for one, target in subject.targets():
        if _in_words(target) and _counted(one):
            assert one.level2 is not None
            yield NO_NUMBER.at(target.span, level=one.level2.name, text=short(target.text))


@check(NO_UNIT)
def no_unit(subject: Subject) -> Iterator[Diagnostic]:
    """Bare numbers under a name that carries no unit."""
    for one, target in subject.targets():
        match target.value:
            case Number(unit=None, value=value) if value == 0:  # none at all is none of any unit
                continue
            case Number(unit=None, text=text) | Range(unit=None, text=text) if not _carries_unit(one.name):
                yield NO_UNIT.at(target.span, text=short(text or target.text), name=short(one.name))


_UNIT_IN_NAME = re.compile(
    r"(?:[次人户件个天年月场篇份项台套辆座宗起条例名家处株头只床页本册期批组层户头]数|人次|场次|频次|得分|分数|评分|分值|[（(][^（）()]{1,8}[）)]|[%％‰])$"
)


def _carries_unit(name: str) -> bool:
    return _UNIT_IN_NAME.search(name.rstrip(" .。：:")) is not None


_CLAUSE = re.compile(r"[，,；;。、]|以及|并且|\s和\s")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@check(SEVERAL)
def several_measures(subject: Subject) -> Iterator[Diagnostic]:
    """Values with a measure in more than one clause."""
    for _, target in subject.targets():
        if len(target.measures) < 2:
            continue
        found = _measured_clauses(target)
        if len(found) > 1:
            yield SEVERAL.at(target.span, n=len(found), found=short(" / ".join(found), 40))


def _measured_clauses(target: Target) -> list[str]:
    """The first measure of each clause, each amount once; what stands in brackets or before a = is left out."""
    clauses = _CLAUSE.split(_IN_BRACKETS.sub("", target.text))
    left = [clause.rpartition("=")[2] if "*" in clause or "×" in clause else clause for clause in clauses]
    found: list[str] = []
    amounts = set()
    for clause in left:
        inside = [
            one for one in target.measures if isinstance(one, (Number, Range)) and one.text and one.text in clause
        ]
        if inside and inside[-1] not in amounts:
            amounts.add(inside[-1])
            found.append(inside[-1].text)
    return found


_DEFINITION = re.compile(r"(?:率|满意度|认可度|知晓度|次数|人数|个数|户数|数量|占比|比例|统计|统计数)$")
_SAYS_MORE = re.compile(rf"[，,；;。]|{_HOW}|{_MOVE}")
_LONGEST_DEFINITION = 30


@check(FORMULA)
def formula(subject: Subject) -> Iterator[Diagnostic]:
    """Formulas, and the name of something that could be counted where its count should stand."""
    for one, target in subject.targets():
        match target.value:
            case FreeText(kind="formula"):
                yield FORMULA.at(target.span, text=short(target.text))
            case FreeText(kind="qualitative") if (
                not target.measures
                and len(target.text) <= _LONGEST_DEFINITION
                and _DEFINITION.search(target.text)
                and not _SAYS_MORE.search(target.text)
                and one.level1 != SATISFACTION
            ):
                yield FORMULA.at(target.span, text=short(target.text))


_SHORTEST_REPEAT = 4


@check(REPEATS_NAME)
def repeats_name(subject: Subject) -> Iterator[Diagnostic]:
    """Values in words that are the name, a part of it, or the name and hardly more."""
    for one, target in subject.targets():
        name, text = letters(bare(one.name)), letters(target.text)
        if not _in_words(target) or len(text) < _SHORTEST_REPEAT or len(name) < _SHORTEST_REPEAT:
            continue
        if text in name or (name in text and len(text) - len(name) <= 2):
            yield REPEATS_NAME.at(target.span, text=short(target.text))


_SAVED = re.compile("节省|节约|提高|提升|增长|增收")


@check(NOTHING)
def nothing(subject: Subject) -> Iterator[Diagnostic]:
    """At most 0 of something wanted, at least 0 of what is never negative."""
    for one, target in subject.targets():
        said = f"{one.name}{target.text}"
        match target.value:
            case Range(low=None, high=high) if high == 0:
                wanted = _SAVED.search(said) is not None or is_wanted(one.name) or is_share(one.name)
                useless = wanted and not is_unwanted(one.name)
            case Range(low=low, high=None, low_inclusive=True, unit=unit) if low == 0:
                useless = unit is not None and not is_growth(said)
            case _:
                useless = False
        if useless:
            yield NOTHING.at(
                word_span(subject.tree, target, target.text), text=short(target.text), name=short(one.name)
            )


def _in_words(target: Target) -> bool:
    return target.value == FreeText("qualitative") and not target.measures


def _counted(one: Indicator) -> bool:
    """Whether the indicator is filed as a quantity or a cost."""
    if one.level2 is None:
        return False
    return one.level2.code in ("11", "14") or one.level2.parent == COST
