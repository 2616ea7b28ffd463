"""A check: a rule, and the function that finds its cases in one parsed indicator string.

A check of your own is a function decorated with ``@check(RULE)`` and registered in the entry point group
``budget_indicators.rules``; see ``docs/lint.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from ..model.later import made_of
from ..model.nodes import Diagnostic, Indicator, IndicatorTree, Number, Range, Span, Target
from ..model.rule import Rule
from ..tree.unread import Unread, unread
from .facts import BLANK_SIGN, SHARES, Facts, facts_of, facts_of_target, may_disagree


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
        """The indicators whose values are not withheld."""
        return tuple([one.indicator for one in self.glances if not one.withheld])

    def targets(self) -> Iterator[tuple[Indicator, Target]]:
        """Each target with its indicator; one that the annual target only repeats is given once."""
        return iter(self._targets)

    @cached_property
    def starts(self) -> list[int]:
        """The start of each entry in the text."""
        return [one.start for one in self.glances]

    @cached_property
    def glances(self) -> list[Glance]:
        """A glance at each indicator: the facts known before it is filled."""
        return [_glance(self.tree, at, one) for at, one in enumerate(unread(self.tree))]

    @cached_property
    def in_question(self) -> InQuestion:
        """The indicators that a rule on by default may report by themselves: few of them, in most texts."""
        blanks = BLANK_SIGN.search(self.tree.source) is not None
        return InQuestion(
            [
                one.indicator
                for one in self.glances
                if not one.withheld and (one.suspect or (blanks and BLANK_SIGN.search(one.name) is not None))
            ]
        )

    @cached_property
    def _targets(self) -> list[tuple[Indicator, Target]]:
        return targets_of(self.indicators)


def targets_of(indicators: Iterable[Indicator]) -> list[tuple[Indicator, Target]]:
    """Each target with its indicator; one that the annual target only repeats is given once."""
    found: list[tuple[Indicator, Target]] = []
    for one in indicators:
        cycle, annual = one.cycle, one.annual
        if cycle is not None:
            found.append((one, cycle))
        if annual is not None and (cycle is None or annual.text != cycle.text):
            found.append((one, annual))
    return found


class InQuestion:
    """Some of the indicators of a text, their targets, and those among them that are shares."""

    __slots__ = ("indicators", "shares", "targets")

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self.indicators = indicators
        self.targets = targets_of(indicators)
        self.shares = [
            (one, target)
            for one, target in self.targets
            if isinstance(target.value, (Number, Range)) and target.value.unit in SHARES
        ]

    @property
    def differing(self) -> Iterator[tuple[Indicator, Target, Target]]:
        """Those whose cycle and annual targets differ in words, each with both targets."""
        for one in self.indicators:
            if one.cycle is not None and one.annual is not None and one.cycle.text != one.annual.text:
                yield one, one.cycle, one.annual


class Glance(NamedTuple):
    """The facts about an indicator that are known before it is filled.

    ``at`` is its index in the ``tree``. ``suspect``: its values may break a rule that is on by default. ``understood``:
    it has a level and a target; ``complete``: it has all its parts. ``start`` and ``end`` are its position in the text;
    ``entry`` is the canonical entry that it will be filled from.
    """

    tree: IndicatorTree
    at: int
    name: str
    cycle: Facts | None
    annual: Facts | None
    suspect: bool
    withheld: bool
    understood: bool
    complete: bool
    start: int
    end: int
    entry: Unread | None = None

    @property
    def indicator(self) -> Indicator:
        """The indicator itself."""
        return self.tree.indicators[self.at]


def _glance(tree: IndicatorTree, at: int, one: Indicator | Unread) -> Glance:
    if isinstance(one, Unread):
        first, second, name = one.cycle, one.annual, one.entry.name
        cycle = facts_of(first)
        annual = cycle if first is second else facts_of(second)
        suspect = cycle.suspect or annual.suspect
        if not suspect and cycle is not annual:
            suspect = may_disagree(name, cycle, annual)
        withheld = cycle.withheld and annual.withheld
        return _new(Glance, (tree, at, name, cycle, annual, suspect, withheld, True, True, *one.place(), one))
    made = made_of(one)
    if made is not None:
        from ..tree.as_written import as_written

        written = as_written(made)
        said = [None if known is None else facts_of(known) for known in written.values()]
        _, ordinal, level1, level2, *_ = written
        return _seen((tree, at), written.name, said, (ordinal, level1, level2), written.span)
    targets = (one.cycle, one.annual)
    said = [None if target is None else facts_of_target(target) for target in targets]
    return _seen((tree, at), one.name, said, (one.ordinal, one.level1, one.level2), one.span)


def _seen(
    place: tuple[IndicatorTree, int], name: str, said: list[Facts | None], head: tuple[object, ...], span: Span
) -> Glance:
    cycle, annual = said
    either = annual if cycle is None else cycle
    withheld = either is not None and either.withheld and (annual is None or annual.withheld)
    suspect = (cycle is not None and cycle.suspect) or (annual is not None and annual.suspect)
    if not suspect and cycle is not None and annual is not None:
        suspect = may_disagree(name, cycle, annual)
    understood = (head[1] is not None or head[2] is not None) and either is not None
    complete = bool(name) and None not in (*head, cycle, annual)
    return Glance(*place, name, cycle, annual, suspect, withheld, understood, complete, span.start, span.end)


_new = tuple.__new__  # half of the work of a named tuple's own constructor


Finder: TypeAlias = Callable[[Subject], Iterable[Diagnostic]]


class Check(NamedTuple):
    """A rule and how to find its cases."""

    rule: Rule
    find: Finder
    of_questions: bool = False
    """Whether it looks only at the indicators in question; without any it finds nothing."""


def check(rule: Rule, *, of_questions: bool = False) -> Callable[[Finder], Check]:
    """Make a function that finds cases of ``rule`` a check.

    ``of_questions``: it looks at ``subject.in_question`` only.

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
        return Check(rule, find, of_questions)

    return bind
