"""The corrected copy of any file: patched in its parts, spliced as text, or with a workbook beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence

import attrs

from ..lint.run import OpenedInput
from ..model.nodes import Language
from ..model.rule import Both
from .package import Cannot
from .strings import Decided, FileNote, Rules, decide, not_made, whole_notes

Plain = tuple[str, ...]
WORKBOOKS: Plain = (".xlsx", ".xlsm")
WORD: Plain = (".docx", ".docm")


@attrs.frozen
class Copy:
    """A file to be written: its name and its bytes."""

    name: str
    data: bytes


@attrs.frozen
class Corrected:
    """The result for a file: the copies, the numbers of their repairs and notes, and of remaining findings.

    ``why`` is the reason if there is no copy of the file itself; ``complete``: every repair was made in it.
    """

    copies: tuple[Copy, ...]
    repairs: int
    notes: int
    remaining: int
    why: Both | None = None
    complete: bool = True


def correct(
    name: str,
    data: bytes,
    content: OpenedInput,
    rules: Rules,
    lang: Language,
    texts: dict[int, str] | None = None,
) -> Corrected:
    """Correct a file of the name ``name``, whose bytes and content were read.

    Text files and current Office formats are corrected in a copy; everything without a place in the copy goes to an
    annotated workbook beside it.
    """
    decided = decide(content, rules, texts)
    whole = whole_notes(content, rules, name)
    said = sum(len(one.notes) for one in decided) + len(whole)
    repaired = _repaired(decided)
    remaining = said - repaired
    kind = _kind(name, data)
    if kind in ("xlsx", "docx"):
        try:
            if kind == "xlsx":
                from .workbook import correct_workbook as patch
            else:
                from .word import correct_word as patch
            done = patch(data, decided, whole, lang)
        except Cannot as problem:
            beside = _beside(decided, whole, name, lang)
            return Corrected((beside,), 0, said, said, Both(problem.en, problem.zh))
        copies = [Copy(name, done.data)]
        if done.lost:
            copies.append(_beside(done.lost, (), name, lang))
        left = remaining + max(0, repaired - done.repairs)
        return Corrected(tuple(copies), done.repairs, said, left, complete=not done.lost)
    if content.text is not None and content.decoded is not None:
        text, told = _spliced(content.text, decided)
        copies = [Copy(name, content.decoded.encode(text) if text != content.text else data)]
        if said:
            copies.append(_beside(told, whole, name, lang))
        made = _repaired(told)
        return Corrected(tuple(copies), made, said, remaining + repaired - made, complete=made == repaired)
    why = Both("this kind of file is not written", "此类文件不直接改写")
    return Corrected((_beside(decided, whole, name, lang),), 0, said, said, why)


def _kind(name: str, data: bytes) -> str:
    if not data.startswith(b"PK"):
        return ""
    suffix = os.path.splitext(name)[1].lower()
    return "xlsx" if suffix in WORKBOOKS else "docx" if suffix in WORD else ""


def _beside(decided: Sequence[Decided], whole: Sequence[FileNote], name: str, lang: Language) -> Copy:
    from .annotated_workbook import annotated_workbook

    return Copy(f"{name}.{'批注' if lang == 'zh' else 'notes'}.xlsx", annotated_workbook(decided, whole, name, lang))


def _spliced(text: str, decided: Sequence[Decided]) -> tuple[str, list[Decided]]:
    """The text with its strings repaired, and the strings: a note says where one was not found unchanged."""
    pieces: list[str] = []
    told: list[Decided] = []
    at = 0
    for one in decided:
        passage = one.passage
        if one.edits and passage.start is not None and passage.end is not None and passage.start >= at:
            pieces += [text[at : passage.start], passage.written(one.after)]
            at = passage.end
        elif one.edits:
            one = attrs.evolve(one, notes=tuple(map(not_made, one.notes)))
        told.append(one)
    return "".join((*pieces, text[at:])), told


def _repaired(decided: Sequence[Decided]) -> int:
    return sum(note.colour == "repaired" for one in decided for note in one.notes)
