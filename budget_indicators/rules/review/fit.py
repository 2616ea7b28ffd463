"""Names and values that do not match: units, bare rates, low targets, names without content."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...catalogue.review import EMPTY_NAME, LOW_BAR, RATE_OVER_ALL, RATE_WITHOUT_NUMBER, UNIT_NEVER_FITS
from ...model.nodes import Diagnostic, FreeText, Number, Range
from ...model.taxonomy import SATISFACTION, STEMS1, STEMS2, stem
from ...patterns import lazy
from ..check import Subject, check
from ..positions import name_span, word_span
from ..units import contradicts_brackets, family, never_fits
from ..wording import short
from ..words import bare, is_growth, is_rate, is_share, is_unwanted, is_wanted, rate_kind
from .vague import is_vague
from .values import in_words, is_counted

_PASS = Decimal(60)
_ALL = Decimal(100)


@check(UNIT_NEVER_FITS)
def unit_never_fits(subject: Subject) -> Iterator[Diagnostic]:
    """Headlines in a unit that cannot count the name; a percentage under 数量指标 has its own rule."""
    told: set[int] = set()
    for one, target in subject.targets():
        if id(one) in told:
            continue  # the same unit in both targets is one fault
        match target.value:
            case Number(unit=str() as unit, text=text) | Range(unit=str() as unit, text=text):
                if is_rate(one.name) or is_growth(one.name + target.text) or len(target.measures) > 1:
                    continue
                quantity = one.level2 is not None and one.level2.code == "11"
                never = never_fits(one.name, unit) or contradicts_brackets(one.name, unit)
                if never and not (quantity and family(unit) == "percent"):
                    told.add(id(one))
                    span = word_span(subject.tree, target, text)
                    yield UNIT_NEVER_FITS.at(span, name=short(one.name), unit=unit, text=short(text or target.text))


_NOTHING = lazy(
    r"[\W\d_]*(?:[一二三级]?级?指标|指标(?:名称|内容|[\d一二三四五六七八九十]{1,3})?|三级指标(?:名称)?|(?:数量|质量|时效|成本|效益|产出|满意度)指标[\d一二三四五六七八九十]{1,3}|(?:序号|项目|任务|内容|产出|效益|工作)[\d一二三四五六七八九十]{0,3}|其他|其"
    r"它|无|名称|[一二三四五六七八九十]|[A-Za-z])?[\W\d_]*"
)


@check(EMPTY_NAME)
def empty_name(subject: Subject) -> Iterator[Diagnostic]:
    """Names that are only the name of a level, a number or a mark."""
    for one in subject.indicators:
        name = bare(one.name)
        if one.name and (_NOTHING.fullmatch(name[:40]) or _is_level(name)):
            yield EMPTY_NAME.at(name_span(subject.tree, one), name=short(one.name))


def _is_level(name: str) -> bool:
    """Whether a name is that of a level; 服务对象满意度 alone says whose satisfaction it is, and may stand."""
    if not name.endswith("指标") and "满意" in name:
        return False
    return stem(name) in STEMS1 or stem(name) in STEMS2


@check(LOW_BAR)
def low_bar(subject: Subject) -> Iterator[Diagnostic]:
    """Satisfaction and pass rates with a target below 60 %."""
    for one, target in subject.targets():
        match target.value:
            case Number(value=bar, unit="%" | "分") | Range(low=Decimal() as bar, high=None, unit="%" | "分"):
                pass
            case _:
                continue
        name = bare(one.name)
        if not 0 < bar < _PASS or is_unwanted(name) or is_growth(name + target.text) or _NOT_LOW.search(name):
            continue
        if _PASSES.search(name) or (one.level1 == SATISFACTION and is_wanted(name)):
            yield LOW_BAR.at(target.span, name=short(one.name), text=short(target.text))


_PASSES = lazy("(?:满意度|满意率|合格率|及格率|准确率|及时率|完好率|按时完成率|验收通过率)$")
_NOT_LOW = lazy("非常满意|很满意|不满意|抗体|考试|资格|竞赛|选拔|录取")


@check(RATE_WITHOUT_NUMBER)
def rate_without_number(subject: Subject) -> Iterator[Diagnostic]:
    """Rates whose value is words that are not vague, where no other rule asks for a number already."""
    for one, target in subject.targets():
        if not in_words(target) or is_counted(one) or one.level1 == SATISFACTION:
            continue
        if is_rate(one.name) and not is_vague(one, target.text) and not _repeated(one.name, target.text):
            yield RATE_WITHOUT_NUMBER.at(target.span, name=short(one.name), text=short(target.text))


def _repeated(name: str, text: str) -> bool:
    return bare(name) == bare(text) or text.endswith("率")


@check(RATE_OVER_ALL)
def rate_over_all(subject: Subject) -> Iterator[Diagnostic]:
    """Rates that may be shares, and shares of which less is better, above 100 %."""
    for one, target in subject.targets():
        match target.value:
            case Number(value=value, unit="%") | Range(low=Decimal() as value, unit="%") if value > _ALL:
                if rate_kind(one.name) == "unsure" and not is_share(one.name) and not is_growth(target.text):
                    yield RATE_OVER_ALL.at(target.span, name=short(one.name), text=short(target.text))
            case FreeText() | _:
                pass
