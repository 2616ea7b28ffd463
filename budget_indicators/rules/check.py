"""A check: a rule, and the function that finds its cases in one parsed indicator string.

A check of your own is a function decorated with ``@check(RULE)`` and registered in the entry point group
``budget_indicators.rules``; see ``docs/lint.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, TypeAlias

from ..model.nodes import Diagnostic, FreeText, Indicator, IndicatorTree, Number, Range, Target, Value
from ..model.rule import Rule


class _Given(NamedTuple):
    tree: IndicatorTree
    year: int | None = None
    project: str = ""
    goal: str = ""


class Subject(_Given):
    """The subject of a check: one parsed string, and the context of its project.

    ``year`` is the budget year (``None`` if unknown), ``project`` the project's name and ``goal`` its goal in
    prose (``''`` for a bare string).
    """

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators there is something to say about: those whose values are not withheld."""
        return tuple([one for one in self.tree.indicators if not _withheld(one)])

    def targets(self) -> Iterator[tuple[Indicator, Target]]:
        """Each target with its indicator; one that the annual target only repeats is given once."""
        return iter(self._targets)

    @cached_property
    def starts(self) -> list[int]:
        """Where each entry of the tree begins in the text."""
        return [one.span.start for one in self.tree.indicators]

    @cached_property
    def differing(self) -> tuple[tuple[Indicator, Target, Target], ...]:
        """The indicators whose cycle and annual targets are not the same words, each with the two."""
        return tuple(
            [
                (one, one.cycle, one.annual)
                for one in self.indicators
                if one.cycle is not None and one.annual is not None and one.cycle.text != one.annual.text
            ]
        )

    @cached_property
    def said(self) -> str:
        """All that the targets say, a line each: one look tells what none of them holds."""
        return "\n".join([target.text for _, target in self._targets])

    @cached_property
    def by_kind(self) -> TargetsByKind:
        """The targets, sorted by what can be asked of them."""
        words: list[tuple[Indicator, Target]] = []
        shares: list[tuple[Indicator, Target]] = []
        composed: list[tuple[Indicator, Target]] = []
        for pair in self._targets:
            target = pair[1]
            value = target.value
            if isinstance(value, FreeText):
                words.append(pair)
            elif isinstance(value, (Number, Range)) and value.unit in SHARES:
                shares.append(pair)
            if len(target.measures) > 1 or not isinstance(value, (FreeText, Number)):
                composed.append(pair)
        return TargetsByKind(words, shares, composed)

    @cached_property
    def _targets(self) -> list[tuple[Indicator, Target]]:
        found: list[tuple[Indicator, Target]] = []
        for one in self.indicators:
            cycle, annual = one.cycle, one.annual
            if cycle is not None:
                found.append((one, cycle))
            if annual is not None and (cycle is None or annual.text != cycle.text):
                found.append((one, annual))
        return found


SHARES = {"%": Decimal(100), "‰": Decimal(1000), "‱": Decimal(10000)}
"""All there is, in each unit that shares are counted in."""


class TargetsByKind(NamedTuple):
    """Targets with their indicators: in words, in a unit of shares, of more than one number."""

    words: list[tuple[Indicator, Target]]
    shares: list[tuple[Indicator, Target]]
    composed: list[tuple[Indicator, Target]]


Finder: TypeAlias = Callable[[Subject], Iterable[Diagnostic]]


class Check(NamedTuple):
    """A rule and how to find its cases."""

    rule: Rule
    find: Finder


def check(rule: Rule) -> Callable[[Finder], Check]:
    """Make a function that finds cases of ``rule`` a check.

    >>> from budget_indicators.model.rule import Both, Rule
    >>> RULE = Rule(code="X001", name="too-many", group="review", severity="info",
    ...             summary=Both("too many indicators", "指标过多"), message=Both("{n} indicators", "共 {n} 个指标"),
    ...             why=Both("Nobody reads so many.", "指标太多，没人会看。"))
    >>> @check(RULE)
    ... def too_many(subject):
    ...     if len(subject.indicators) > 20:
    ...         yield RULE.at(subject.indicators[20].span, n=len(subject.indicators))
    >>> too_many.rule.code
    'X001'
    """

    def bind(find: Finder) -> Check:
        return Check(rule, find)

    return bind


def _withheld(one: Indicator) -> bool:
    cycle, annual = one.cycle, one.annual
    first = cycle if cycle is not None else annual
    if first is None or not _is_withheld(first.value):
        return False
    return annual is None or _is_withheld(annual.value)


def _is_withheld(value: Value) -> bool:
    return isinstance(value, FreeText) and value.kind == "withheld"
