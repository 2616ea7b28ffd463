"""Hover texts of an editor: the meaning of a value or an indicator, the reason for a finding."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..model.nodes import Indicator, Language, Target
from ..model.rule import Both
from ..rules.registry import registry
from ..values.explained import explained
from .check import CheckedString, CheckedText

_CYCLE = Both("target of the whole period", "实施周期指标值")
_ANNUAL = Both("target of the year", "年度指标值")
_NO_NAME = Both("(no name)", "（无名称）")


@attrs.frozen
class Explanation:
    """Lines of plain text about a part of the text."""

    text: str
    start: int
    end: int


def explain(checked: CheckedText, offset: int, lang: Language) -> Explanation | None:
    """The explanation of a position of the text; ``None`` outside of all strings."""
    string = checked.string_at(offset)
    if string is None:
        return None
    why = list(_rules(string, offset, lang))
    if string.in_place:
        at = string.at(offset, checked.text.text)
        tree = string.passage.subject(checked.year).tree
        for one in tree.indicators:
            if one.span.start <= at < one.span.end:
                lines, span = _about(one, at, lang)
                start, end = string.span(*span)
                return Explanation("\n".join([*lines, *(["", *why] if why else [])]), start, end)
    return Explanation("\n".join(why), string.start, string.end) if why else None


def _about(one: Indicator, at: int, lang: Language) -> tuple[list[str], tuple[int, int]]:
    """The explanation of a position in an indicator: the value there, or the whole indicator."""
    name = one.name or _NO_NAME.get(lang)
    targets = [(label, target) for label, target in ((_CYCLE, one.cycle), (_ANNUAL, one.annual)) if target is not None]
    for label, target in targets:
        if target.span.start <= at <= target.span.end:
            return [f"{name} · {label.get(lang)}", *explained(target, lang)], (target.span.start, target.span.end)
    levels = [str(level) for level in (one.level1, one.level2) if level is not None]
    values = [f"{label.get(lang)}{'：' if lang == 'zh' else ': '}{_briefly(target)}" for label, target in targets]
    return [name, *([" › ".join(levels)] if levels else []), *values], (one.span.start, one.span.end)


def _briefly(target: Target) -> str:
    normal = str(target.value)
    return target.text if normal == target.text else f"{target.text} → {normal}"


def _rules(string: CheckedString, offset: int, lang: Language) -> Iterator[str]:
    """The rules of the findings at a position, with their reasons."""
    codes: dict[str, None] = {}
    for one in string.findings:
        if one.touches(offset, offset):
            codes.setdefault(one.finding.code)
    for rule in registry().rules:
        if rule.code in codes:
            colon = "：" if lang == "zh" else ": "
            yield f"{rule.code} {rule.called(lang)}{colon}{rule.summary.get(lang)} {rule.why.get(lang)}"
