"""Values that are not this indicator's: placeholders, and the value of a neighbour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...catalogue.impossible import PLACEHOLDER, SWAPPED_VALUE
from ...model.nodes import Diagnostic, Edit, Fix, FreeText, Indicator, IndicatorTree
from ...patterns import lazy
from ...text.memo import remembered
from ..check import Glance, Subject, check
from ..facts import BLANK_SIGN, is_blank
from ..positions import name_span, word_span
from ..units import family, made_for, never_fits
from ..wording import short
from ..words import bare, is_rate, letters

_BLANKS = lazy(
    r"(?<![^年月至到（(\s-])[Xx×*○□](?=\s?[年月日号])|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|\*{2,}|×{2,}|[□○〇●]{2,}|_{2,}|[?？]{3,}"
)


@check(PLACEHOLDER, of_questions=True)
def placeholder(subject: Subject) -> Iterator[Diagnostic]:
    """Values that are placeholders, and names or values with blanks left in them."""
    tree = subject.tree
    blanks = BLANK_SIGN.search(tree.source) is not None
    for one in subject.in_question.indicators if blanks else ():
        if _BLANKS.search(_without_form(one.name) if _has_value(one) else one.name) is not None:
            span = name_span(tree, one)
            yield PLACEHOLDER.at(span, text=short(one.name), what_en="name", what_zh="指标名称")
    for _, target in subject.in_question.targets:
        value = target.value
        empty = isinstance(value, FreeText) and (value.kind == "placeholder" or is_blank(target.text))
        text = target.text if isinstance(value, FreeText) or not blanks else _without_form(target.text)
        if empty or (blanks and _BLANKS.search(text) is not None):
            yield PLACEHOLDER.at(target.span, text=short(target.text), what_en="value", what_zh="指标值")


_IN_BRACKETS = lazy(r"[（(][^（）()]{0,40}[）)]")
_AFTER_SIGN = lazy(r"[≥≤＞＜>=<＝]\s{0,3}(?:[*×Xx_＿]{1,8})[%％]?")


def _without_form(text: str) -> str:
    """A text without the form's own print in it: ``成活率(≥**%)``, ``面积（××亩）``, ``合格率≥XX%``."""
    return _AFTER_SIGN.sub("", _IN_BRACKETS.sub("", text))


def _has_value(one: Indicator) -> bool:
    """Whether a target has a value, so that a blank in the name is not the one to fill in."""
    return any(target is not None and not isinstance(target.value, FreeText) for target in (one.cycle, one.annual))


class _Entry(NamedTuple):
    """An indicator in the search for exchanged values: letters only, and the unit of its only measure."""

    glance: Glance
    name: str
    text: str
    unit: str | None
    dated: bool = False


@check(SWAPPED_VALUE)
def swapped_value(subject: Subject) -> Iterator[Diagnostic]:
    """Pairs that name each other; values that open with another's name; neighbours whose units are exchanged."""
    entries = [entry for one in subject.glances if (entry := _entry(one)) is not None]
    done: set[int] = set()
    for at, other_at in _naming_each_other(entries):
        done |= {at, other_at}
        yield _swapped(subject.tree, entries[at].glance.indicator, entries[other_at].glance.indicator, exchanged=True)
    for at, (entry, other) in enumerate(pairwise(entries)):
        units = entry.unit != other.unit and entry.unit is not None and other.unit is not None
        dates = (entry.dated and other.unit is not None) or (other.dated and entry.unit is not None)
        words = len(entry.text) >= _LEAST_SAID and len(other.text) >= _LEAST_SAID
        if not (units or words or dates) or at in done or at + 1 in done:
            continue
        if (
            (units and _units_exchanged(entry, other))
            or (dates and _date_exchanged(entry, other))
            or (words and _talk_of_each_other(entry, other))
        ):
            done |= {at, at + 1}
            yield _swapped(subject.tree, entry.glance.indicator, other.glance.indicator, exchanged=True)
    for at, entry in enumerate(entries):
        if len(entry.text) < _LEAST_NAMED or at in done:
            continue
        if (named := _opens_with_another(at, entries)) is not None:
            yield _swapped(subject.tree, entry.glance.indicator, named.glance.indicator, exchanged=False)


def _entry(one: Glance) -> _Entry | None:
    facts = one.cycle or one.annual
    name = letters(bare(one.name))
    if facts is None or one.withheld or len(name) < _SHORTEST_NAME:
        return None
    return _Entry(one, name, facts.said, facts.amount.unit if facts.amount is not None else None, facts.dated)


_LEAST_SAID = 4
"""The fewest letters of a value with a meaning of its own: 12次 and 95% have none."""


def _naming_each_other(entries: Sequence[_Entry]) -> Iterator[tuple[int, int]]:
    shortest = min((len(entry.name) for entry in entries), default=0)
    wordy = [at for at, entry in enumerate(entries) if len(entry.text) >= shortest]
    # A name is only searched in the values of neighbouring entries: strings may contain any number of entries.
    for first, at in enumerate(wordy):
        entry = entries[at]
        for further in wordy[first + 1 : first + 1 + _NEIGHBOURHOOD]:
            other = entries[further]
            if further - at <= _NEIGHBOURHOOD and (
                other.name in entry.text
                and entry.name in other.text
                and entry.name not in entry.text
                and other.name not in other.text
            ):
                yield at, further
                break


_NEIGHBOURHOOD = 12
_SHORTEST_NAME = 3
_METRIC = lazy(
    r"(?:率|[次人户件个项篇场]?数|数量|(?:阅读|播放|点击|浏览|访问|下载|发布|供应|产|销售?)量|满意度|知晓度|得"
    r"分|时间|时长|金额|成本)$"
)
_LONGEST_METRIC = 3
_LONGEST_READ = 80
_OPENING = lazy(r"^(?:全年|每年|年度|本年度|实现|完成|确保|达到|保持)+")


_LEAST_NAMED = 5


def _opens_with_another(at: int, entries: Sequence[_Entry]) -> _Entry | None:
    """The other indicator whose name opens the value of a metric that does not mention its own."""
    entry = entries[at]
    if entry.name in entry.text or not _is_metric(entry.name):
        return None
    if not _pairs(entry.text[:_LONGEST_READ]):
        return None
    text = _OPENING.sub("", entry.text)
    for other in entries[max(0, at - _NEIGHBOURHOOD) : at + 1 + _NEIGHBOURHOOD]:
        if (
            text.startswith(other.name)
            and other is not entry
            and len(other.name) >= _LEAST_NAMED
            and _is_metric(other.name)
            and not _within(other.name, entry.name)
        ):
            return other
    return None


def _is_metric(name: str) -> bool:
    return _METRIC.search(name[-_LONGEST_METRIC:]) is not None


def _within(part: str, whole: str) -> bool:
    """Whether the characters of ``part`` occur in ``whole`` in that order, as in an abbreviation."""
    rest = iter(whole)
    return all(char in rest for char in part)


# A count in a name and the measure words it is counted in.
_COUNTED = (
    (lazy(r"频次$"), frozenset("次")),
    (lazy(r"案件数量?$"), frozenset(("件", "宗", "起"))),
)


def _units_exchanged(one: _Entry, other: _Entry) -> bool:
    """A rate that is counted, beside a count that is a percentage; or two units that fit the other name only."""
    mine, theirs = one.unit, other.unit
    if "%" in (mine, theirs):  # made for no count
        rate, count = (other, one) if mine == "%" else (one, other)
        return _counted_rate(rate) and _percent_count(count, rate)
    if (
        mine is not None
        and theirs is not None
        and mine in other.name[-_LONGEST_COUNT:]
        and theirs in one.name[-_LONGEST_COUNT:]
    ):
        exchanged = _ends_in(other.name, mine) and _ends_in(one.name, theirs)
        if exchanged and not (_ends_in(one.name, mine) or _ends_in(other.name, theirs)):
            return True
    return (
        never_fits(one.glance.name, mine)
        and never_fits(other.glance.name, theirs)
        and made_for(one.glance.name, theirs)
        and made_for(other.glance.name, mine)
    )


_LONGEST_COUNT = 4
"""Letters of a measure word and 数 or 次 at the end of a name."""


def _ends_in(name: str, unit: str | None) -> bool:
    """Whether a name ends in its measure word and 数 or 次: 场 in 培训场次."""
    if unit is None or unit not in name[-_LONGEST_COUNT:]:
        return False
    return name.endswith((f"{unit}数", f"{unit}次", f"{unit}数量", unit if len(unit) > 1 else f"{unit}数"))


_OF_TIME = lazy("(?:时间|日期|时限|期限|时点)$")


def _date_exchanged(one: _Entry, other: _Entry) -> bool:
    """Whether a count has a date, and the time beside it has the unit of this count."""
    count, time = (one, other) if one.dated else (other, one)
    return (
        _OF_TIME.search(time.name) is not None
        and _OF_TIME.search(count.name) is None
        and made_for(count.glance.name, time.unit)
    )


_LEAST_SHARED = 0.6


def _talk_of_each_other(one: _Entry, other: _Entry) -> bool:
    """Whether each value is worded like the other's name and not like its own."""
    here = _pairs(one.text[:_LONGEST_READ])
    there = _pairs(other.text[:_LONGEST_READ]) if len(here) > 1 else here
    return (
        len(here) > 1
        and len(there) > 1
        and _shared(here, other.name) >= _LEAST_SHARED > 2 * _shared(here, one.name)
        and _shared(there, one.name) >= _LEAST_SHARED > 2 * _shared(there, other.name)
    )


def _shared(pairs: frozenset[str], name: str) -> float:
    """The share of a value's pairs of Han characters that are in a name, 0 to 1."""
    return sum([pair in name for pair in pairs]) / len(pairs)


@remembered(1024)
def _pairs(text: str) -> frozenset[str]:
    return frozenset([word[at : at + 2] for word in _HAN.findall(text) for at in range(len(word) - 1)])


_HAN = lazy("[一-龥]{2,}")


def _counted_rate(one: _Entry) -> bool:
    return is_rate(one.glance.name) and family(one.unit) not in (None, "percent", "score")


def _percent_count(one: _Entry, rate: _Entry) -> bool:
    """Whether a count has a percentage, and the rate beside it has the unit of this count."""
    if one.unit != "%":
        return False
    name = bare(one.glance.name)
    return made_for(name, rate.unit) or any(
        end.search(name) is not None and rate.unit in units for end, units in _COUNTED
    )


def _swapped(tree: IndicatorTree, one: Indicator, other: Indicator, *, exchanged: bool) -> Diagnostic:
    target = one.cycle or one.annual
    assert target is not None
    span = word_span(tree, target, bare(other.name)) if not exchanged else target.span
    fix = _exchange(tree, one, other) if exchanged else None
    return SWAPPED_VALUE.at(span, fix, name=short(one.name), other=short(other.name))


def _exchange(tree: IndicatorTree, one: Indicator, other: Indicator) -> Fix | None:
    """The fix that exchanges the targets of two indicators; ``None`` if only one has a cycle or an annual target."""
    edits: list[Edit] = []
    for mine, theirs in ((one.cycle, other.cycle), (one.annual, other.annual)):
        if (mine is None) != (theirs is None):
            return None
        if mine is not None and theirs is not None:
            edits += [
                Edit(mine.span, theirs.span.of(tree.source)),
                Edit(theirs.span, mine.span.of(tree.source)),
            ]
    return Fix(tuple(sorted(edits, key=lambda edit: edit.span)), "unsafe")
