"""Cycle and annual targets of one indicator that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalogue.impossible import ANNUAL_STRICTER, UNITS_DISAGREE
from ...model.nodes import Diagnostic, Number, Range, Target
from ..check import Subject, check
from ..facts import facts_of_target, more_is_better, stricter
from ..units import family, never_alike, other_kind
from ..wording import short
from ..words import unit_of


@check(UNITS_DISAGREE, of_questions=True)
def units_disagree(subject: Subject) -> Iterator[Diagnostic]:
    """Targets without a common kind of unit."""
    for _, whole, year in subject.in_question.differing:
        one_unit = len(whole.measures) == len(year.measures) == 1 and unit_of(whole.value) == unit_of(year.value)
        if one_unit or whole.value == year.value:
            continue
        cycle, annual = _families(whole), _families(year)
        if cycle and annual and (cycle.isdisjoint(annual) or _count_other_things(whole, year)):
            yield UNITS_DISAGREE.at(
                year.span,
                cycle=short(whole.text),
                annual=short(year.text),
                cycle_unit=unit_of(whole.value),
                annual_unit=unit_of(year.value),
            )


def _families(target: Target) -> frozenset[str]:
    """The kinds of unit in a target; empty if its headline or one of its measures has none."""
    if not isinstance(target.value, (Number, Range)) or target.value.unit is None:
        return frozenset()
    found = {family(unit_of(measure)) for measure in target.measures} | {family(target.value.unit)}
    return frozenset(kind for kind in found if kind) if None not in found else frozenset()


def _count_other_things(cycle: Target, annual: Target) -> bool:
    """Whether both are one bare count, of things of different kinds: 30场 against 1200人次."""
    units = unit_of(cycle.value), unit_of(annual.value)
    alone = len(cycle.measures) == len(annual.measures) == 1
    bare_counts = all(
        isinstance(target.value, (Number, Range)) and target.value.text == target.text for target in (cycle, annual)
    )
    return alone and bare_counts and (other_kind(*units) or never_alike(*units))


@check(ANNUAL_STRICTER, of_questions=True)
def annual_stricter(subject: Subject) -> Iterator[Diagnostic]:
    """Annual lower bounds above the period's."""
    for one, cycle, annual in subject.in_question.differing:
        # With several measures it is uncertain which ones to compare.
        whole, part = facts_of_target(cycle).amount, facts_of_target(annual).amount
        if whole is None or part is None or cycle.value == annual.value:
            continue
        if stricter(whole, part) and more_is_better(one.name, cycle.text, annual.text):
            yield ANNUAL_STRICTER.at(annual.span, cycle=short(cycle.text), annual=short(annual.text))
