"""The content of the page as plain data: strings with their findings, indicators and values.

Positions are those of JavaScript (UTF-16 units), so that the page can use them as they are. Messages come in both
languages, so that the page can change its language without a request.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import attrs

from ..format import format_indicators
from ..lint.engine import Finding
from ..lint.passages import Passage, findings
from ..lint.reports.identity import fingerprint
from ..model.nodes import Category, FreeText, Indicator, Target
from ..model.rule import Both, Rule
from ..rules.check import Subject
from ..rules.registry import Selection

Data = dict[str, Any]
MOST_FINDINGS = 2000
"""Findings of one text that are shown; the page says how many there are in all."""
MOST_INDICATORS = 2000
_CONTEXT = 24


@attrs.frozen
class Units:
    """The positions of a text in UTF-16 units.

    >>> Units("a𠮷b").at(2)
    3
    """

    text: str

    @cached_property
    def _wide(self) -> list[int]:
        return [at for at, char in enumerate(self.text) if ord(char) > 0xFFFF] if not self.text.isascii() else []

    def at(self, position: int) -> int:
        """Code points to UTF-16 units."""
        return position + bisect_left(self._wide, position)


def both(en: str, zh: str) -> Data:
    """A text in both languages."""
    return {"en": en, "zh": zh}


def rule_data(rule: Rule) -> Data:
    """A rule with all its texts for the page."""

    def said(text: Both) -> Data:
        return both(text.en, text.zh)

    return {
        "code": rule.code,
        "name": rule.name,
        "group": rule.group,
        "severity": rule.severity,
        "summary": said(rule.summary),
        "why": said(rule.why),
        "source": said(rule.source),
        "bad": rule.bad,
        "good": rule.good,
    }


def text_data(text: str, passages: Iterable[Passage], selection: Selection, year: int | None) -> Data:
    """A whole text: the findings of all its strings at their positions in it, and the content of each string."""
    units = Units(text)
    found: list[Data] = []
    strings: list[Data] = []
    total = shown = 0
    for passage in passages:
        subject = passage.subject(year)
        passage = passage._replace(tree=subject.tree)
        those = findings(passage, selection, year)
        total += len(those)
        if passage.start is None:
            continue
        for one in those[: max(0, MOST_FINDINGS - len(found))]:
            found.append(finding_data(one, passage, units))
        room = MOST_INDICATORS - shown
        if room > 0:
            strings.append(string_data(passage, subject, units, room))
            shown += len(subject.tree.indicators)
    return {"findings": found, "total": total, "strings": strings}


def string_data(passage: Passage, subject: Subject, units: Units, room: int = MOST_INDICATORS) -> Data:
    """One string: its position in the text, its canonical form, its indicators."""
    tree = subject.tree
    return {
        "start": units.at(passage.offset(0)),
        "end": units.at(passage.end or 0),
        "project": passage.project,
        "withheld": tree.withheld,
        "canonical": format_indicators(tree),
        "count": len(tree.indicators),
        "indicators": [indicator_data(one, passage, units) for one in tree.indicators[:room]],
    }


def indicator_data(one: Indicator, passage: Passage, units: Units) -> Data:
    """One indicator: its levels, its name, and both targets as they were understood."""
    return {
        "ordinal": one.ordinal,
        "level1": _level(one.level1),
        "level2": _level(one.level2),
        "name": one.name,
        "details": _details(one),
        "cycle": _target(one.cycle),
        "annual": _target(one.annual),
        "start": units.at(passage.offset(one.span.start)),
        "end": units.at(passage.offset(one.span.end)),
    }


def _details(one: Indicator) -> list[Data]:
    """An indicator's further columns of its table."""
    details = one.details
    if details is None:
        return []
    said: list[tuple[str, str, str]] = []
    if details.recipient:
        said.append(("for", "对象", details.recipient))
    if details.weight is not None:
        said.append(("weight", "分值", f"{details.weight:f}"))
    if details.actual is not None:
        said.append(("actual", "实际完成", details.actual.text))
    if details.score is not None:
        said.append(("score", "得分", f"{details.score:f}"))
    return [both(f"{en} {text}", f"{zh} {text}") for en, zh, text in said]


def _level(level: Category | None) -> str | None:
    return None if level is None else str(level)


def _target(target: Target | None) -> Data | None:
    if target is None:
        return None
    free = isinstance(target.value, FreeText)
    return {
        "text": target.text,
        "value": "" if free else str(target.value),
        "kind": target.value.kind if isinstance(target.value, FreeText) else "",
        "ambiguous": target.ambiguous,
        "measures": len(target.measures),
    }


def finding_data(one: Finding, passage: Passage, units: Units) -> Data:
    """A finding, with its repair and the surrounding text before and after it."""
    start, end = passage.offset(one.span.start), passage.offset(one.span.end)
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": both(one.en, one.zh),
        "start": units.at(start),
        "end": units.at(end),
        "line": one.line,
        "column": one.column,
        "ordinal": one.ordinal,
        "mark": fingerprint(one, passage),
        "fix": _fix(one, passage, units),
    }


def _fix(one: Finding, passage: Passage, units: Units) -> Data | None:
    if one.fix is None:
        return None
    edits = sorted(one.fix.edits, key=lambda edit: edit.span)
    text = passage.text
    first = max(0, edits[0].span.start - _CONTEXT) if edits else 0
    last = min(len(text), edits[-1].span.end + _CONTEXT) if edits else 0
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    at = first
    for edit in edits:
        same = text[at : edit.span.start]
        before += [("same", same), ("old", edit.span.of(text))]
        after += [("same", same), ("new", edit.text)]
        at = edit.span.end
    rest = ("same", text[at:last])
    return {
        "safety": one.fix.safety,
        "edits": [
            {
                "start": units.at(passage.offset(edit.span.start)),
                "end": units.at(passage.offset(edit.span.end)),
                "text": passage.written(edit.text),
            }
            for edit in edits
        ],
        "before": [*before, rest],
        "after": [*after, rest],
    }


def document_finding(one: Finding) -> Data:
    """A finding about a whole file."""
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "message": both(one.en, one.zh),
        "place": both(one.place.en, one.place.zh),
        "project": one.project,
        "mark": fingerprint(one, None),
    }
