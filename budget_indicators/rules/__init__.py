"""The rules of the linter, and how to add your own.

A rule (``Rule``) declares the name of a finding and why it matters, in English and Chinese; a check (``check``) is the
function that finds it in a parsed string. ``all_rules()`` lists every rule.

>>> from budget_indicators.rules import find_rule
>>> find_rule("V002").name
'share-over-100'
"""

from __future__ import annotations

from ..model.rule import Both, Rule
from .check import Check, Subject, check

__all__ = ["Both", "Check", "Rule", "Subject", "all_rules", "check", "find_rule"]


def all_rules() -> tuple[Rule, ...]:
    """Every rule, installed ones included, by group and code."""
    from .registry import registry

    return registry().rules


def find_rule(word: str) -> Rule:
    """The rule of this code or name; raises ``UserError`` with the nearest name if there is none."""
    from .registry import registry

    return registry().find(word)
