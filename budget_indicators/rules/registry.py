"""All rules, and the selection for a run.

The rules come from four places: the parser's own (``malformed``), the checks of this package (``impossible``,
``review``), the document readers' (``documents``), and whatever installed packages offer through the entry point group
``budget_indicators.rules``. A rule is named by its code, a code prefix, its name or its group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..catalogue.across import RULES as ACROSS
from ..catalogue.documents import RULES as DOCUMENTS
from ..catalogue.evaluation import RULES as EVALUATION
from ..catalogue.readers import RULES as READERS
from ..catalogue.strings import RULES as MALFORMED
from ..errors import UserError
from ..model.rule import Rule
from ..rules import impossible, review
from .check import Check
from .installed import installed_checks

if TYPE_CHECKING:
    from ..catalogue.evaluation import OverLimit

GROUPS = ("malformed", "impossible", "documents", "evaluation", "review")
OFF_BY_DEFAULT = "review"
EVERYTHING = "all"


class Registry(NamedTuple):
    """Every rule, by group and code, and the checks that find those the parser and the readers do not."""

    rules: tuple[Rule, ...]
    checks: tuple[Check, ...]

    def find(self, word: str) -> Rule:
        """The rule of this code or name; raises ``UserError`` with the nearest name."""
        wanted = word.strip().lower()
        for rule in self.rules:
            if wanted in (rule.code.lower(), rule.name):
                return rule
        raise self._unknown(word, [name for rule in self.rules for name in (rule.code, rule.name)])

    def codes(self, words: Iterable[str]) -> frozenset[str]:
        """The codes of all rules named by ``words``: codes, code prefixes, names, groups or ``all``."""
        return frozenset(code for word in words for code in self._named(word))

    def _named(self, word: str) -> Iterator[str]:
        wanted = word.strip().lower()
        found = [
            rule.code
            for rule in self.rules
            if wanted in (EVERYTHING, rule.group, rule.name) or (wanted and rule.code.lower().startswith(wanted))
        ]
        if not found:
            known = [name for rule in self.rules for name in (rule.code, rule.name)]
            raise self._unknown(word, [*known, *GROUPS, EVERYTHING])
        yield from found

    def _unknown(self, word: str, known: Iterable[str]) -> UserError:
        import difflib

        nearest = difflib.get_close_matches(word.strip(), [*dict.fromkeys(known)], n=1, cutoff=0.0)
        return UserError(
            f"no rule, group or code prefix is named {word!r}; the nearest is {nearest[0]!r}",
            f"没有名为“{word}”的规则、规则组或编码前缀；最接近的是“{nearest[0]}”",
        )


@cache
def registry() -> Registry:
    """The rules of this package and of installed ones; raises ``UserError`` if two share a code."""
    installed = tuple(installed_checks())
    rules = (*own_rules(), *(check.rule for check in installed))
    taken: dict[str, Rule] = {}
    for rule in rules:
        for word in (rule.code.lower(), rule.name):
            if taken.setdefault(word, rule) is not rule:
                raise UserError(f"two rules are called {word!r}", f"有两条规则都叫“{word}”")
    return Registry(tuple(sorted(rules, key=_place)), (*_OWN, *installed))


_OWN = (*impossible.CHECKS, *review.CHECKS)


def own_rules() -> tuple[Rule, ...]:
    """The rules of this package, by group and code."""
    declared = (*MALFORMED, *DOCUMENTS, *READERS, *EVALUATION, *ACROSS)
    return tuple(sorted((*declared, *(check.rule for check in _OWN)), key=_place))


def _place(rule: Rule) -> tuple[int, str]:
    return GROUPS.index(rule.group) if rule.group in GROUPS else len(GROUPS), rule.code


class Selection(NamedTuple):
    """The rules of one run: their codes, and the checks to run for them."""

    codes: frozenset[str]
    checks: tuple[Check, ...]
    over_limit: OverLimit = "either"
    """How the score of an exceeded limit is checked."""

    def without(self, codes: frozenset[str]) -> Selection:
        """The same without some rules."""
        if self.codes.isdisjoint(codes):
            return self
        checks = tuple(each for each in self.checks if each.rule.code not in codes)
        return self._replace(codes=self.codes - codes, checks=checks)


@lru_cache(maxsize=64)
def choose(
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    review: bool = False,
    over_limit: OverLimit = "either",
) -> Selection:
    """The rules to use: ``select`` (if empty, all except the review), the review on request, without ``ignore``.

    ``over_limit`` is the way to check the score of an exceeded limit.
    """
    known = registry()
    if select:
        codes = known.codes(select)
    else:
        codes = frozenset(rule.code for rule in known.rules if rule.group != OFF_BY_DEFAULT)
    if review:
        codes |= known.codes((OFF_BY_DEFAULT,))
    codes -= known.codes(ignore)
    return Selection(codes, tuple(check for check in known.checks if check.rule.code in codes), over_limit)
