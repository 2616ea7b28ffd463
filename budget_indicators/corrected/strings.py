"""The strings of a file, the corrected text of each, and notes about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeAlias

import attrs

from ..documents.model import Where
from ..lint.engine import Finding, document_findings
from ..lint.fixes import fix_subject
from ..lint.passages import Passage, findings, has_string
from ..lint.reports.width import plain
from ..lint.run import OpenedInput
from ..model.nodes import Edit, Language, Span
from ..model.rule import SEVERITIES, Both
from ..rules.registry import Selection
from .changes import changes

Colour: TypeAlias = Literal["error", "warning", "info", "repaired"]
_RANK: dict[Colour, int] = {"error": 0, "warning": 1, "info": 2, "repaired": 3}
_REPAIRED = Both("repaired", "已修正")
_LONGEST = 60
MOST_NOTES = 40
"""Notes in one comment; more are counted."""


@attrs.frozen
class FilePassage:
    """A string of a file; ``made``: it was assembled from a table's columns and is in no cell."""

    passage: Passage
    made: bool
    where: Where | None = None


def file_passages(content: OpenedInput) -> list[FilePassage]:
    """All strings of a file, in its order."""
    every = [passage for _, passage in content.passages()]
    if content.document is None:
        return [FilePassage(passage, False) for passage in every]
    projects = [project for project in content.document.projects if has_string(project)]
    return [
        FilePassage(passage, project.form == "columns", project.where)
        for passage, project in zip(every, projects, strict=True)
    ]


@attrs.frozen
class FileNote:
    """A note at a place: ``span`` refers to the repaired text, ``where`` is the cell if known."""

    colour: Colour
    code: str
    text: Both
    span: Span
    where: Where | None = None

    def line(self, lang: Language) -> str:
        """As it stands in a comment."""
        word = (_REPAIRED if self.colour == "repaired" else SEVERITIES[self.colour]).get(lang)
        head = f"【{word}】" if lang == "zh" else f"[{word}] "
        return f"{head}{self.code + ' ' if self.code else ''}{self.text.get(lang)}"


@attrs.frozen
class Decided:
    """A string and its repaired text ``after``, with ``notes`` about it."""

    passage: Passage
    made: bool
    after: str
    edits: tuple[Edit, ...]
    notes: tuple[FileNote, ...]
    where: Where | None = None


@attrs.frozen
class Rules:
    """The rules by which a file is checked; ``ignored`` decides whether a finding is suppressed."""

    selection: Selection
    year: int | None = None
    unsafe: bool = False
    ignored: Callable[[Finding, Passage | None], bool] = lambda one, passage: False


def decide(content: OpenedInput, rules: Rules, texts: dict[int, str] | None = None) -> list[Decided]:
    """Correct each string of a file.

    ``texts`` are the texts that a person decided on, by the number of the string (others stay unchanged); without it
    the safe repairs are made.
    """
    decided: list[Decided] = []
    for number, one in enumerate(file_passages(content)):
        passage = one.passage
        if one.made:
            after = passage.text
        elif texts is None:
            after = fix_subject(
                passage.subject(rules.year), rules.selection.without(passage.layout), unsafe=rules.unsafe
            ).text
        else:
            after = _with_line_ends(texts.get(number, passage.text), passage.text)
        decided.append(_decided(one, after, rules))
    return decided


def _with_line_ends(text: str, like: str) -> str:
    """A text from a text field with the line ends of the file."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in like else text


def _decided(one: FilePassage, after: str, rules: Rules) -> Decided:
    passage = one.passage
    before = findings(passage, rules.selection, rules.year)
    edits = changes(passage.text, after) if after != passage.text else ()
    now = passage
    remaining = before
    if edits:
        now = passage._replace(text=after, tree=None, start=None, lines=None)
        remaining = findings(now, rules.selection, rules.year)
    notes = [*_repaired(passage.text, edits, before)]
    notes += [_note(found) for found in remaining if not rules.ignored(found, now)]
    notes.sort(key=lambda note: (note.span.start, _RANK[note.colour]))
    return Decided(passage, one.made, after, edits, tuple(notes), one.where)


def _repaired(text: str, edits: Sequence[Edit], found: Sequence[Finding]) -> Iterable[FileNote]:
    moved = 0
    reasons = [(edit, one) for one in found if one.fix is not None for edit in one.fix.edits]
    for edit in edits:
        start = edit.span.start + moved
        why = next(
            (one for own, one in reasons if own.span.start <= edit.span.end and edit.span.start <= own.span.end), None
        )
        old, new = _quoted(edit.span.of(text)), _quoted(edit.text)
        en, zh = f"“{old}” → “{new}”", f"“{old}” → “{new}”"
        if not old:
            en, zh = f"“{new}” added", f"补上“{new}”"
        elif not new:
            en, zh = f"“{old}” removed", f"删去“{old}”"
        if why is not None:
            en, zh = f"{en}: {why.en}", f"{zh}：{why.zh}"
        yield FileNote(
            "repaired", why.code if why is not None else "", Both(en, zh), Span(start, start + len(edit.text))
        )
        moved += len(edit.text) - len(edit.span)


def _quoted(text: str) -> str:
    if text.isspace():
        text = text.replace(" ", "␣").replace("\u3000", "␣").replace("\n", "↵").replace("\r", "")
    shown = plain(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _note(found: Finding) -> FileNote:
    en, zh = found.en, found.zh
    if found.fix is not None and len(found.fix.edits) == 1:
        (edit,) = found.fix.edits
        en, zh = f"{en}; perhaps “{_quoted(edit.text)}”", f"{zh}；或应为“{_quoted(edit.text)}”"
    return FileNote(found.severity, found.code, Both(en, zh), found.span, found.where)


def whole_notes(content: OpenedInput, rules: Rules, name: str) -> list[FileNote]:
    """Notes about a file as a whole."""
    if content.document is None:
        return []
    found = [attrs.evolve(one, file=name) for one in document_findings(content.document, rules.selection)]
    return [
        FileNote(one.severity, one.code, Both(_placed(one, "en"), _placed(one, "zh")), Span(0, 0), one.where)
        for one in found
        if not rules.ignored(one, None)
    ]


def _placed(one: Finding, lang: Language) -> str:
    return "：".join(part for part in (one.project, one.place.get(lang), one.message(lang)) if part)


def not_made(note: FileNote) -> FileNote:
    """A note about a repair that could not be made in place."""
    if note.colour != "repaired":
        return note
    text = Both(f"not written here, repair by hand: {note.text.en}", f"此处不能直接改写，请手工修正：{note.text.zh}")
    return attrs.evolve(note, colour="warning", text=text)


def colour_of(notes: Iterable[FileNote]) -> Colour:
    """The colour of the highest severity."""
    return min((note.colour for note in notes), key=_RANK.__getitem__)


def comment(notes: Sequence[FileNote], lang: Language) -> str:
    """The text of a comment."""
    lines = [note.line(lang) for note in notes[:MOST_NOTES]]
    if len(notes) > MOST_NOTES:
        rest = len(notes) - MOST_NOTES
        lines.append(f"…另有 {rest} 处" if lang == "zh" else f"… and {rest} more")
    return "\n".join(lines)
