"""Base of all reports: it receives each string as it is linted. Nothing is held longer than needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import IO

import attrs

from ...model.nodes import Language
from ...model.rule import Rule
from ..engine import Finding
from ..passages import Passage


@attrs.define(eq=False, repr=False, slots=False)
class Summary:
    """The counts of a run."""

    files: int = 0
    projects: int = 0
    by_rule: Counter[str] = attrs.field(factory=Counter)
    fixable: int = 0
    fixable_in_copies: int = 0
    fixable_unsafely: int = 0
    fixed: Counter[str] = attrs.field(factory=Counter)
    in_baseline: int = 0

    @property
    def findings(self) -> int:
        """All findings."""
        return sum(self.by_rule.values())

    def count(self, findings: Sequence[Finding], *, in_place: bool = True) -> None:
        """Count the findings of one string; ``in_place``: repairs are written to its file."""
        for one in findings:
            self.by_rule[one.code] += 1
            if one.fix is not None:
                safe = one.fix.safety == "safe"
                self.fixable += safe and in_place
                self.fixable_in_copies += safe and not in_place
                self.fixable_unsafely += one.fix.safety == "unsafe"


def position(one: Finding) -> str:
    """``file:line:column``, as far as they are known."""
    return ":".join(str(part) for part in (one.file, one.line, one.column) if part not in ("", None))


@attrs.define(eq=False, repr=False, slots=False)
class Report:
    """A silent report; each format overrides what it needs.

    It is written to ``out`` in ``lang``; ``rules`` are all rules (findings name them by code).
    """

    out: IO[str]
    lang: Language
    rules: tuple[Rule, ...]
    colour: bool = False
    quiet: bool = False
    left_out: int = 0
    """Findings that the format had no room for."""

    def begin(self) -> None:
        """Before the first string."""

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """A file begins; ``findings`` concern all of it."""

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One string and its findings (possibly none)."""

    def end(self, summary: Summary) -> None:
        """After the last string."""

    def say(self, en: str, zh: str) -> str:
        """The text in the report's language."""
        return zh if self.lang == "zh" else en

    def rule(self, code: str) -> Rule | None:
        """The rule of a finding."""
        return self._by_code.get(code)

    def told(self, one: Finding) -> str:
        """The message behind project and place, for reports without fields for these."""
        return ": ".join(part for part in (one.project, one.place.get(self.lang), one.message(self.lang)) if part)

    def called(self, one: Finding) -> str:
        """The rule's short name in the report's language."""
        rule = self.rule(one.code)
        return one.name if rule is None else rule.called(self.lang)

    @cached_property
    def _by_code(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.rules}
