"""Every rule on cases written as data: silent where it must be, one finding where it must speak, sound repairs."""

from __future__ import annotations

import pytest

from budget_indicators import parse_indicators
from budget_indicators.catalogue.across import RULES as ACROSS
from budget_indicators.lint import fix_indicators, lint_indicators
from budget_indicators.model.nodes import Indicator
from budget_indicators.rules import Rule, all_rules

from .cases import Case, cases

GROUPS = ("malformed", "impossible", "review")
ALL = [case for group in GROUPS for case in cases(group)]


def _codes(text: str, **options: object) -> list[str]:
    return [one.code for one in lint_indicators(text, **options)]  # type: ignore[arg-type]


def _of(kind: str) -> list[Case]:
    return [case for case in ALL if case.kind == kind]


def _values(text: str) -> list[object]:
    def value(one: Indicator) -> object:
        return one.cycle and one.cycle.value, one.annual and one.annual.value, one.level1, one.level2

    return [value(one) for one in parse_indicators(text).indicators]


@pytest.mark.parametrize("case", _of("pass"), ids=str)
def test_silent_where_nothing_is_wrong(case: Case) -> None:
    """A rule finds nothing in a text that only looks like its case."""
    assert _codes(case.text, select=[case.code]) == []


@pytest.mark.parametrize("case", _of("fail"), ids=str)
def test_one_finding_with_its_span(case: Case) -> None:
    """The rule on gives exactly one finding, at the right place; the rule off gives none."""
    found = lint_indicators(case.text, select=[case.code], year=case.year)
    assert [(one.code, one.span.of(case.text)) for one in found] == [(case.code, case.at)]
    before = -1
    for _ in range(case.nth):
        before = case.text.find(case.at, before + 1)
    if case.nth > 1:
        assert found[0].span.start == before
    assert case.code not in _codes(case.text, ignore=[case.code], review=True, year=case.year)


@pytest.mark.parametrize("case", _of("fix"), ids=str)
def test_repair(case: Case) -> None:
    """A repair gives the expected text, is stable, brings no new finding, and keeps the values where it is safe."""
    fixed = fix_indicators(case.text, select=[case.code], unsafe=case.safety == "unsafe")
    assert fixed.text == case.after
    assert fixed.converged
    assert fixed.remaining == ()
    again = fix_indicators(fixed.text, select=[case.code], unsafe=True)
    assert again.text == fixed.text
    assert set(_codes(fixed.text, review=True)) <= set(_codes(case.text, review=True))
    if case.safety == "safe":
        assert _values(fixed.text) == _values(case.text)
    else:
        assert fix_indicators(case.text, select=[case.code]).text == case.text


@pytest.mark.parametrize("kind", ["pass", "fail"])
def test_every_rule_has_cases(kind: str) -> None:
    """No rule that a check finds in a string is without a case that passes and one that fails."""
    tested = {case.code for case in ALL if case.kind == kind}
    elsewhere = {rule.code for rule in ACROSS}  # tests/lint/test_across.py
    assert {rule.code for rule in all_rules() if rule.group in GROUPS} - tested - elsewhere == set()


def test_every_repair_has_a_case() -> None:
    """Each rule whose findings carry a repair in any case has a case that shows the repair."""
    shown = {case.code for case in ALL if case.kind == "fix"}
    offered = {
        one.code
        for case in _of("fail")
        for one in lint_indicators(case.text, select=[case.code])
        if one.fix is not None
    }
    assert offered - shown == set()


WHOLE_PROJECT = {"Q021", "Q022", "Q031"}
"""Rules about a project as a whole: an example of one entry is none."""


@pytest.mark.parametrize(
    "rule",
    [rule for rule in all_rules() if rule.group in GROUPS and rule.good and rule not in ACROSS],
    ids=lambda rule: rule.code,
)
def test_what_a_rule_advises_passes_all_rules(rule: Rule) -> None:
    """The "write instead" of a rule is found fault with by no rule, the quality review included."""
    left = WHOLE_PROJECT - {rule.code}
    assert [code for code in _codes(rule.good, review=True) if code not in left] == []
