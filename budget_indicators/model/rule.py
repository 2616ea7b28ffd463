"""Rule: the single source of its message, of ``rule CODE``, of the docs page and of SARIF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

import attrs

from .later import later
from .made import setters
from .nodes import Diagnostic, Fix, Language, Severity, Span
from .plain import Plain

Group: TypeAlias = Literal["malformed", "impossible", "documents", "evaluation", "review"]


@attrs.frozen
class Both(Plain):
    """The same text in English and in Chinese."""

    en: str
    zh: str

    def get(self, lang: Language) -> str:
        """The text in one language."""
        return self.zh if lang == "zh" else self.en


SEVERITIES: dict[Severity, Both] = {
    "error": Both("error", "错误"),
    "warning": Both("warning", "警告"),
    "info": Both("info", "提示"),
}
"""What the severities are called, the gravest first."""


@attrs.frozen(kw_only=True)
class Rule:
    """A kind of finding: its name and severity, and everything a user needs to understand it.

    ``message`` is a template (``str.format`` with named fields). ``source`` names the law, circular, software or
    observation the rule comes from; a clause is quoted only where it was read.
    """

    code: str
    name: str
    group: Group
    severity: Severity
    summary: Both
    message: Both
    why: Both
    bad: str = ""
    good: str = ""
    source: Both = Both("", "")
    name_zh: str = ""

    def called(self, lang: Language) -> str:
        """The short name in one language; the kebab-case name where the rule declares no Chinese one."""
        return self.name_zh or self.name if lang == "zh" else self.name

    def at(self, span: Span, fix: Fix | Callable[[], Fix] | None = None, **fields: object) -> Diagnostic:
        """The diagnostic of this rule at a place; ``fields`` fill the message.

        The message is written, and a repair that is given as a function is made, when somebody looks at them.
        """
        return self.found(span, fix, fields)

    def found(self, span: Span, fix: Fix | Callable[[], Fix] | None, fields: Mapping[str, object]) -> Diagnostic:
        """The same, with the fields in one."""
        one = later(Diagnostic, _written, (self, span, fix, fields))
        _code(one, self.code)
        _span(one, span)
        if not callable(fix):
            _fix(one, fix)
        return one


_code, _, _, _span, _, _, _fix = setters(Diagnostic)


def _written(
    rule: Rule, span: Span, fix: Fix | Callable[[], Fix] | None, words: Mapping[str, object]
) -> tuple[object, ...]:
    """The fields of a diagnostic."""
    en, zh = rule.message.en.format(**words), rule.message.zh.format(**words)
    return rule.code, rule.name, rule.severity, span, en, zh, fix() if callable(fix) else fix
