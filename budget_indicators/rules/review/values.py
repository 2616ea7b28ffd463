"""Values with too little or too much content: vague, without number or unit, several, a formula, the name again."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalogue.review import FORMULA, NO_NUMBER, NO_UNIT, NOTHING, REPEATS_NAME, SEVERAL, VAGUE
from ...model.nodes import Diagnostic, FreeText, Indicator, Number, Range, Target
from ...model.taxonomy import COST, SATISFACTION
from ...patterns import lazy
from ..check import Subject, check
from ..positions import word_span
from ..wording import short
from ..words import bare, is_growth, is_per_many, is_share, is_unwanted, is_wanted, letters
from .vague import is_vague


@check(VAGUE)
def vague(subject: Subject) -> Iterator[Diagnostic]:
    """Values in vague words alone; other rules cover quantities, costs and satisfaction."""
    for one, target in subject.targets():
        graded = isinstance(target.value, FreeText) and target.value.kind == "class"  # 良好, without the other grades
        if not (in_words(target) or graded) or is_counted(one) or one.level1 == SATISFACTION:
            continue
        if is_vague(one, target.text):
            yield VAGUE.at(target.span, text=short(target.text))


@check(NO_NUMBER)
def no_number(subject: Subject) -> Iterator[Diagnostic]:
    """Quantities and costs whose value is all words."""
    for one, target in subject.targets():
        beside = isinstance(target.value, FreeText) and target.value.kind in ("relative", "coverage")  # 不超预算
        if (in_words(target) or (beside and not target.measures)) and is_counted(one):
            assert one.level2 is not None
            yield NO_NUMBER.at(target.span, level=one.level2.name, text=short(target.text))


@check(NO_UNIT)
def no_unit(subject: Subject) -> Iterator[Diagnostic]:
    """Bare numbers under a name without a unit."""
    for one, target in subject.targets():
        match target.value:
            case Number(unit=None, value=value) if value == 0:  # none at all is none of any unit
                continue
            case Number(unit=None, text=text) | Range(unit=None, text=text) if not _carries_unit(one.name):
                yield NO_UNIT.at(target.span, text=short(text or target.text), name=short(one.name))


_UNIT_IN_NAME = lazy(
    r"(?:[次人户件个天年月场篇份项台套辆座宗起条例名家处株头只床页本册期批组层户头]数|人次|场次|频次|得分|分数"
    r"|评分|分值|[（(][^（）()]{1,8}[）)]|[%％‰])$"
)


_PURE_NUMBER = lazy(
    "(?:系数|指数|因子|信度|效度|区分度|倍数|比值|容积率|倍率|pH值?|PH值?|(?<![占])比|能效|利用效率|生育率|等级|级别|评级|排名|名次|位次|(?<![A-Za-z])[A-Z]{2,5})$"
)
"""What is a number without a unit: an index, a coefficient, a ratio, a rank."""


def _carries_unit(name: str) -> bool:
    if _PURE_NUMBER.search(bare(name)[-60:]) or is_per_many(name):
        return True
    return _UNIT_IN_NAME.search(name.rstrip(" .。：:")) is not None


_LONGEST_READ = 400
_MOST_READ = 40
_CLAUSE = lazy(r"[，,；;。、]|以及|并且|\s和\s")
_IN_BRACKETS = lazy(r"[（(][^（）()]*[）)]")


@check(SEVERAL)
def several_measures(subject: Subject) -> Iterator[Diagnostic]:
    """Values with a measure in more than one clause."""
    for _, target in subject.targets():
        if len(target.measures) < 2:
            if isinstance(target.value, FreeText) and target.value.kind == "date_without_year":
                dates = [clause for clause in _CLAUSE.split(target.text[:_LONGEST_READ]) if _MONTH.search(clause)]
                if len(dates) > 1:
                    yield SEVERAL.at(target.span, n=len(dates), found=short(" / ".join(dates), 40))
            continue
        found = _measured_clauses(target)
        if len(found) > 1:
            yield SEVERAL.at(target.span, n=len(found), found=short(" / ".join(found), 40))


_MONTH = lazy(r"(?<!\d)\d{1,2}月(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?|第?[一二三四1-4]季度")


def _measured_clauses(target: Target) -> list[str]:
    """The first measure of each clause, each amount once; what stands in brackets or before a = is left out."""
    clauses = _CLAUSE.split(_IN_BRACKETS.sub("", target.text[:_LONGEST_READ]))
    left = [clause.rpartition("=")[2] if "*" in clause or "×" in clause else clause for clause in clauses]
    found: list[str] = []
    amounts = set()
    for clause in left:
        inside = [one for one in target.measures[:_MOST_READ] if one.text and one.text in clause]
        if inside and inside[-1] not in amounts:
            amounts.add(inside[-1])
            found.append(inside[-1].text)
    return found


_DEFINITION = lazy(
    r"(?:率|满意度|认可度|知晓度|次数|人数|个数|户数|数量|占比|比例|统计|统计数|之比|比值|比重|百分比|之和|之差|之商|之积)$"
)
_SAYS_MORE = lazy(
    "[，,；;。]|提高|提升|增强|改善|加强|优化|下降|降低|减少|增加|推进|促进|进一步|逐步|逐年|不断|持续|明显|"
    "显著|有所|达到|完成|开展"
)
_LONGEST_DEFINITION = 30


@check(FORMULA)
def formula(subject: Subject) -> Iterator[Diagnostic]:
    """Formulas, and the name of something countable in place of its count."""
    for one, target in subject.targets():
        match target.value:
            case FreeText() if not target.measures and _QUOTIENT.search(target.text):
                yield FORMULA.at(target.span, text=short(target.text))
            case FreeText(kind="formula"):
                yield FORMULA.at(target.span, text=short(target.text))
            case FreeText(in_words=True) if (
                not target.measures
                and len(target.text) <= _LONGEST_DEFINITION
                and _DEFINITION.search(target.text)
                and not _SAYS_MORE.search(target.text)
                and one.level1 != SATISFACTION
            ):
                yield FORMULA.at(target.span, text=short(target.text))


_QUOTIENT = lazy(r"[一-龥](?:数量?|量|总?额|面积|人次|里程|时长)[)）]?\s?[/／÷]\s?[(（]?[一-龥]{2}")
_SHORTEST_REPEAT = 4


@check(REPEATS_NAME)
def repeats_name(subject: Subject) -> Iterator[Diagnostic]:
    """Values in words that only repeat the name or a part of it."""
    for one, target in subject.targets():
        name, text = letters(bare(one.name)), letters(target.text)
        if not in_words(target) or len(text) < _SHORTEST_REPEAT or len(name) < _SHORTEST_REPEAT:
            continue
        if text in name or (name in text and len(text) - len(name) <= 2):
            yield REPEATS_NAME.at(target.span, text=short(target.text))


_SAVED = lazy("节省|节约|提高|提升|增长|增收|增产|增效|创收|好转|(?:下降|降低|减少|压减|压缩)(?:幅度?|率|比例)")


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
                useless = unit is not None and not (unit == "%" and is_growth(said))
            case _:
                useless = False
        if useless:
            yield NOTHING.at(
                word_span(subject.tree, target, target.text), text=short(target.text), name=short(one.name)
            )


def in_words(target: Target) -> bool:
    """Whether a target states its goal in words that no program can compare."""
    value = target.value
    return isinstance(value, FreeText) and value.kind in ("qualitative", "trend", "yes_no") and not target.measures


def is_counted(one: Indicator) -> bool:
    """Whether the indicator is filed as a quantity or a cost."""
    if one.level2 is None:
        return False
    return one.level2.code in ("11", "14") or one.level2.parent == COST
