"""Amounts that cannot be: a range from high to low, a share of more than everything."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ...catalogue.impossible import RANGE_REVERSED, SHARE_AT_LEAST_ALL, SHARE_OVER_ALL
from ...model.nodes import DateRange, Diagnostic, Edit, Fix, IndicatorTree, Measure, Number, Range, Span, Target
from ...patterns import lazy
from ..check import Subject, check
from ..facts import SHARES, crossed
from ..positions import word_span
from ..wording import amount, short
from ..words import is_growth, is_share, is_unwanted, unit_of

_TWO_NUMBERS = lazy(r"(?<!\d)(\d+(?:\.\d+)?)(\D{0,4}?[-—－–~～至到]\D{0,2}?)(\d+(?:\.\d+)?)")
_AT_LEAST_ALL = lazy(r"(?:≥|≧|>=|不低于|不少于|不小于|至少|大于等于|大于或等于)?\s*100[%％](?:及?以上)?")


@check(RANGE_REVERSED, of_questions=True)
def range_reversed(subject: Subject) -> Iterator[Diagnostic]:
    """Ranges and date ranges that run backwards."""
    for _, target in subject.in_question.targets:
        measures = target.measures
        for lower, upper in pairwise(measures) if len(measures) > 1 else ():
            if (text := _bounds_crossed(target, lower, upper)) is not None:
                yield RANGE_REVERSED.at(word_span(subject.tree, target, text), text=text)
        for measure in measures:
            if isinstance(measure, Number):
                continue
            match measure:
                case Range(low=Decimal() as low, high=Decimal() as high) if low > high:
                    swapped = _TWO_NUMBERS.sub(r"\3\2\1", measure.text, count=1)
                    fix = _replacing(subject.tree, target, measure.text, swapped)
                case DateRange(start=start, end=end) if start is not None and end is not None and start > end:
                    fix = None
                case _:
                    continue
            span = word_span(subject.tree, target, measure.text)
            yield RANGE_REVERSED.at(span, fix, text=measure.text)


_AND = lazy(r"\s*(?:(?:[，,、](?:且|并且|并|同时|和|及)?|且|并且|并|同时|和|及)\s*)?")


def _bounds_crossed(target: Target, lower: Measure, upper: Measure) -> str | None:
    """The text of “at least a and at most b” where a is above b: ``≥300且≤200天``; ``None`` for anything else."""
    if not crossed(lower, upper):
        return None
    text = target.text
    at = text.find(lower.text)
    end = text.find(upper.text, at + len(lower.text))
    if at < 0 or end < 0 or not _AND.fullmatch(text[at + len(lower.text) : end]):
        return None
    return text[at : end + len(upper.text)]


@check(SHARE_OVER_ALL, of_questions=True)
def share_over_all(subject: Subject) -> Iterator[Diagnostic]:
    """Shares whose value, or a bound of it, is above 100 %."""
    for one, target in subject.in_question.shares:
        whole = SHARES[unit_of(target.value) or ""]
        match target.value:
            case Number(value=value) if value > whole:
                pass
            case Range(low=Decimal() as low, low_inclusive=inclusive) if low > whole or (
                low == whole and not inclusive
            ):
                pass
            case Range(high=Decimal() as high) if high > whole:
                pass
            case _:
                continue
        if not is_share(one.name) or is_growth(target.text):
            continue
        text = target.value.text or target.text
        yield SHARE_OVER_ALL.at(
            word_span(subject.tree, target, text), name=short(one.name), value=short(text), amount=amount(whole)
        )


@check(SHARE_AT_LEAST_ALL, of_questions=True)
def share_at_least_all(subject: Subject) -> Iterator[Diagnostic]:
    """Shares of “at least 100 %”."""
    for one, target in subject.in_question.shares:
        match target.value:
            case Range(low=low, high=None, low_inclusive=True, unit="%", text=text) if low == SHARES["%"] and (
                is_share(one.name) and not is_unwanted(one.name)
            ):
                span = word_span(subject.tree, target, text)
                plain = _AT_LEAST_ALL.fullmatch(text) is not None and not is_growth(target.text)
                fix = _replacing(subject.tree, target, text, "100%") if plain else None
                yield SHARE_AT_LEAST_ALL.at(span, fix, name=short(one.name), value=short(text or target.text))


def _replacing(tree: IndicatorTree, target: Target, old: str, new: str) -> Fix | None:
    """Replace ``old`` by ``new`` inside a target that contains it literally; not safe, because the value changes."""
    span: Span = word_span(tree, target, old)
    if not old or old == new or span.of(tree.source) != old:
        return None
    return Fix((Edit(span, new),), "unsafe")
