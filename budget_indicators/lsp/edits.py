"""Changes that an editor can apply: repairs, suppression comments, strings in canonical form."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from ..format import format_indicators
from ..lint.engine import Finding
from ..lint.fixes import fix_subject
from ..lint.suppression import ignoring, ignoring_everywhere
from ..lint.verified_fixes import with_verified_fixes
from ..model.nodes import Diagnostic, Edit, Fix, Language, Span
from ..rules.registry import registry
from .check import CheckedString, CheckedText, FindingInText


@attrs.frozen
class TextChange:
    """Replace ``start`` to ``end`` of the text, in code points, by other text."""

    start: int
    end: int
    text: str


@attrs.frozen
class Proposal:
    """Changes that the user may choose, with a title; ``finding`` is their finding."""

    title: str
    changes: tuple[TextChange, ...]
    finding: FindingInText
    is_repair: bool
    """Whether they repair the finding (and do not only silence it)."""


def _between(checked: CheckedText, start: int, end: int) -> Iterator[tuple[FindingInText, CheckedString | None]]:
    """The findings that touch a part of the text, each with its string; ``None`` for one about the whole file."""
    yield from ((one, None) for one in checked.whole if one.touches(start, end))
    for string in checked.strings:
        yield from ((one, string) for one in string.findings if one.touches(start, end))


def proposals(checked: CheckedText, start: int, end: int, lang: Language) -> Iterator[Proposal]:
    """The proposals for the findings that touch a part of the text: first repairs, then suppression comments."""
    found = list(_between(checked, start, end))
    text = checked.text.text
    for one, string in found:
        if string is not None and (changes := _repair(one.finding, string, text)):
            yield Proposal(_repair_title(one.finding, lang), changes, one, True)
    zh = lang == "zh"
    seen: set[tuple[str, int]] = set()
    for one, string in found:
        code, line = one.finding.code, checked.text.line_of(one.start)
        if string is None or not string.in_place or (code, line) in seen:
            continue
        seen.add((code, line))
        if (edit := ignoring(text, one.start, code)) is not None:
            called = registry().find(code).called(lang)
            title = f"本行忽略 {code}（{called}）" if zh else f"Ignore {code} ({called}) on this line"
            yield Proposal(title, (_change(edit),), one, False)
    for code, one in {one.finding.code: one for one, _ in reversed(found)}.items():
        called = registry().find(code).called(lang)
        title = f"本文件忽略 {code}（{called}）" if zh else f"Ignore {code} ({called}) in this file"
        yield Proposal(title, (_change(ignoring_everywhere(text, code)),), one, False)


def _change(edit: Edit) -> TextChange:
    return TextChange(edit.span.start, edit.span.end, edit.text)


def _repair(one: Finding, string: CheckedString, text: str) -> tuple[TextChange, ...]:
    """The edits of a finding's fix; none if the text differs from what was read (a suppression comment is there)."""
    passage = string.passage
    changes: list[TextChange] = []
    for edit in one.fix.edits if one.fix is not None and string.in_place else ():
        start, end = string.span(edit.span.start, edit.span.end)
        if text[start:end] != passage.written(edit.span.of(passage.text)):
            return ()
        changes.append(TextChange(start, end, passage.written(edit.text)))
    return tuple(changes)


def _repair_title(one: Finding, lang: Language) -> str:
    assert one.fix is not None
    zh = lang == "zh"
    first = one.fix.edits[0]
    if first.text and one.text and len(one.fix.edits) == 1 and first.span == one.span:
        what = f"“{_short(one.text)}” → “{_short(first.text)}”"
    elif first.text:
        what = f"写入“{_short(first.text)}”" if zh else f"write “{_short(first.text)}”"
    else:
        what = "删去" if zh else "delete"
        what += f"“{_short(one.text)}”" if zh else f" “{_short(one.text)}”"
    if len(one.fix.edits) > 1:
        what += f"等 {len(one.fix.edits)} 处" if zh else f" and {len(one.fix.edits) - 1} more"
    unsafe = ""
    if one.fix.safety == "unsafe":
        unsafe = "（会改变内容）" if zh else " (changes what it says)"
    return f"{one.code}：{what}{unsafe}" if zh else f"{one.code}: {what}{unsafe}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 20 else f"{words[:20]}…"


def repaired(checked: CheckedText, wanted: Callable[[], bool]) -> tuple[TextChange, ...]:
    """The changes that make all safe repairs, as ``lint --fix`` does; none once they are not ``wanted`` any more."""
    changes: list[TextChange] = []
    for string in checked.strings:
        if not wanted():
            return ()
        if string.findings and string.is_unchanged_in(checked.text.text):
            passage = string.passage
            ignored = passage.layout | checked.suppressed.codes(passage)
            done = fix_subject(passage.subject(checked.year), checked.selection.without(ignored))
            changes += _rewritten(string, done.text)
    return tuple(changes)


def formatted(checked: CheckedText, start: int, end: int, wanted: Callable[[], bool]) -> tuple[TextChange, ...]:
    """The changes that give the strings between two positions their canonical form.

    A string is left unchanged if its canonical form would change a number, a level, a name or a value, or drop a word
    (the promise of safe repairs), if its line has a suppression comment, or if the text differs from what was read.
    """
    changes: list[TextChange] = []
    for string in checked.strings:
        if not wanted():
            return ()
        if string.start <= end and start <= string.end and string.is_unchanged_in(checked.text.text):
            text = None if _is_marked(checked, string) else _canonical(checked, string)
            changes += () if text is None else _rewritten(string, text)
    return tuple(changes)


def _is_marked(checked: CheckedText, string: CheckedString) -> bool:
    return any(start <= string.end and string.start <= end for start, end, _ in checked.suppressed.lines)


def _canonical(checked: CheckedText, string: CheckedString) -> str | None:
    passage = string.passage
    subject = passage.subject(checked.year)
    if subject.tree.withheld or not subject.tree.indicators:
        return None
    text = format_indicators(subject.tree)
    # Quotes and tabs may belong to a table that was not read as one: they must not be dropped as part of a string.
    if text.count('"') != passage.text.count('"') or (passage.origin is not None and "\t" in passage.text):
        return None
    everything = Span(0, len(subject.tree.source))
    rewrite = Diagnostic("format", "format", "info", everything, "", "", Fix((Edit(everything, text),)))
    (tried,) = with_verified_fixes(subject, (rewrite,))
    return text if tried.fix is not None else None


def _rewritten(string: CheckedString, text: str) -> Iterator[TextChange]:
    """The change from a string to another text, without their common beginning and end."""
    before, after = string.passage.written(string.passage.text), string.passage.written(text)
    if before == after:
        return
    head = 0
    most = min(len(before), len(after))
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    yield TextChange(string.start + head, string.end - tail, after[head : len(after) - tail])
