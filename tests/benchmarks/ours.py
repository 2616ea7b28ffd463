"""What of this package is measured."""

from __future__ import annotations

from budget_indicators import IndicatorTree, parse_indicators
from budget_indicators.lint.engine import lint_indicators
from budget_indicators.parse import entries_of
from budget_indicators.structure.entries import entries
from budget_indicators.text.cleaning import clean
from budget_indicators.values import read_by_grammar, read_value


def full(text: str) -> IndicatorTree:
    """Tree, values, diagnostics."""
    return parse_indicators(text)


def everything(text: str) -> IndicatorTree:
    """The same, and every indicator, target, measure and place looked at: what a parse leaves until then is made."""
    tree = parse_indicators(text)
    look(tree)
    return tree


def look(tree: IndicatorTree) -> None:
    """Look at every indicator, target, measure and place of a tree."""
    for indicator in tree.indicators:
        for target in filter(None, (indicator.cycle, indicator.annual)):
            for measure in target.measures:
                _ = measure.span.start


def structure(text: str) -> object:
    """Where each part stands, by the fast way or the grammar or the repair; no values, no tree."""
    return list(entries_of(clean(text)))


def grammar(text: str) -> object:
    """Where each part stands, by the grammar alone; no repair."""
    cleaned = clean(text).text
    return list(entries(cleaned, 0, len(cleaned)))


def value(text: str) -> object:
    """One target value."""
    return read_value(text)


def value_anew(text: str) -> object:
    """One target value by its grammar, nothing remembered."""
    return read_by_grammar(text)


def lint(text: str) -> object:
    """Full parse and the rules on by default."""
    return lint_indicators(text)


def count(tree: IndicatorTree) -> int:
    """The lightest of results, for ``parse_many(then=…)``."""
    return len(tree.indicators)
