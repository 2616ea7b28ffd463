"""What the workers do for the page: each request is a frozen class, each answer is ready to be sent."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from ..errors import UserError
from ..lint.engine import document_findings
from ..lint.fixes import fix_subject
from ..lint.passages import Passage, has_string, place
from ..lint.reports.identity import fingerprint
from ..lint.run import Opened, Source, open_source
from ..model.nodes import Diagnostic, Language
from ..rules.check import Subject
from ..rules.registry import Selection, choose
from .views import Data, both, document_finding, rule_data, text_data


@attrs.frozen
class Settings:
    """The rules and the budget year the page asks for."""

    review: bool = False
    year: int | None = None

    def selection(self) -> Selection:
        """The rules."""
        return choose(review=self.review)


@attrs.frozen
class LintText:
    """Look at a text: one string, or many. ``project`` and ``goal`` are known where it is a file's."""

    text: str
    settings: Settings
    project: str = ""
    goal: str = ""
    single: bool = False


@attrs.frozen
class FixText:
    """Repair a text: everything safe, or only the findings of rule ``code``; never those in ``ignored``."""

    text: str
    settings: Settings
    code: str = ""
    ignored: tuple[str, ...] = ()
    project: str = ""
    goal: str = ""
    single: bool = False


@attrs.frozen
class ReadFile:
    """Read a file and look at everything in it; ``path`` is where it lies, ``name`` what the user calls it."""

    path: str
    name: str
    settings: Settings


@attrs.frozen
class ListRules:
    """All rules there are."""


@attrs.frozen
class Export:
    """Make a file to download: ``kind`` is ``corrected``, ``xlsx``, ``csv`` or ``report``.

    ``texts`` are the strings the user changed (number of the string, text), ``ignored`` the marks of the findings that
    are to be left out.
    """

    kind: str
    name: str
    settings: Settings
    lang: Language
    path: str = ""
    text: str = ""
    texts: tuple[tuple[int, str], ...] = ()
    ignored: tuple[str, ...] = ()


@attrs.frozen
class Made:
    """A file that was made: its name and its bytes."""

    name: str
    data: bytes


Request: TypeAlias = LintText | FixText | ReadFile | ListRules | Export
Answer: TypeAlias = bytes | list[bytes] | Made


def answer(request: Request) -> Answer:
    """Do what is asked for. JSON is answered as bytes; a file gives its overview and then each of its strings."""
    match request:
        case LintText():
            return _json(_lint(request))
        case FixText():
            return _json({"text": _fixed(request)})
        case ListRules():
            from ..rules import all_rules

            return _json([rule_data(rule) for rule in all_rules()])
        case ReadFile():
            return _file(request)
        case Export():
            from .export import made

            return made(request)


def _json(data: Any) -> bytes:
    # Only ASCII: a text may hold halves of characters that no encoding takes.
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def passages_of(text: str, name: str, project: str, goal: str, single: bool) -> list[Passage]:
    """The strings of a text; a single one is a passage as it is."""
    if single:
        return [Passage(text, name, project, goal, start=0)]
    if not text.strip():
        return []
    return [passage for _, passage in open_source(Source(name, text=text)).passages()]


def _lint(request: LintText) -> Data:
    passages = passages_of(request.text, "", request.project, request.goal, request.single)
    return text_data(request.text, passages, request.settings.selection(), request.settings.year)


def _fixed(request: FixText) -> str:
    pieces: list[str] = []
    at = 0
    ignored = frozenset(request.ignored)
    for passage in passages_of(request.text, "", request.project, request.goal, request.single):
        if passage.start is None or passage.end is None or passage.start < at:
            continue
        pieces += [
            request.text[at : passage.start],
            passage.written(repaired(passage, request.settings, ignored, request.code)),
        ]
        at = passage.end
    return "".join((*pieces, request.text[at:]))


def repaired(passage: Passage, settings: Settings, ignored: frozenset[str], code: str = "") -> str:
    """The text of a passage with its safe repairs made, but for those of findings that the user ignores."""

    def wanted(subject: Subject, one: Diagnostic) -> bool:
        if code and one.code != code:
            return False
        if not ignored:
            return True
        now = attrs.evolve(passage, text=subject.tree.source, tree=subject.tree, start=None)
        return fingerprint(place(one, now, subject.tree), now) not in ignored

    return fix_subject(passage.subject(settings.year), settings.selection(), wanted=wanted).text


def _file(request: ReadFile) -> list[bytes]:
    content = opened(request.path, request.name)
    selection = request.settings.selection()
    cards: list[bytes] = []
    counts: Counter[str] = Counter()
    findings = safe = indicators = 0
    for one in file_passages(content):
        data = _card(one, request, selection)
        found = data["findings"]
        findings += data["total"]
        safe += sum(each["fix"] is not None and each["fix"]["safety"] == "safe" for each in found)
        counts.update(each["code"] for each in found)
        indicators += sum(each["count"] for each in data["strings"])
        cards.append(_json(data | {"number": len(cards)}))
    whole = () if content.document is None else tuple(document_findings(content.document, selection))
    counts.update(one.code for one in whole)
    head: Data = {
        "name": request.name,
        "cards": len(cards),
        "projects": len(content.document.projects) if content.document is not None else len(cards),
        "indicators": indicators,
        "findings": findings + len(whole),
        "safe": safe,
        "rules": dict(sorted(counts.items())),
        "whole": [document_finding(one) for one in whole],
        "title": content.document.title if content.document is not None else "",
        "department": content.document.department if content.document is not None else "",
    }
    return [_json(_renamed(head, request)), *cards]


def _renamed(head: Data, request: ReadFile) -> Data:
    """Messages call the file by the name the user knows."""
    for each in head["whole"]:
        each["message"] = {lang: _named(text, request.path, request.name) for lang, text in each["message"].items()}
    return head


def _card(one: FilePassage, request: ReadFile, selection: Selection) -> Data:
    """One string of a file, as the page shows it and sends it back."""
    passage = one.passage
    # A text field knows one kind of line end.
    text = passage.text.replace("\r\n", "\n").replace("\r", "\n")
    alone = attrs.evolve(passage, text=text, start=0, lines=None, quoted=False, file=request.name)
    if text != passage.text:
        alone = attrs.evolve(alone, tree=None)
    return text_data(text, [alone], selection, request.settings.year) | {
        "text": text,
        "project": passage.project,
        "goal": passage.goal,
        "place": both(passage.place.en, passage.place.zh),
        "editable": not one.made,
    }


@attrs.frozen
class FilePassage:
    """A string of a file; ``made`` says that it was put together from a table's columns and stands in no cell."""

    passage: Passage
    made: bool


def file_passages(content: Opened) -> list[FilePassage]:
    """All strings of a file, in its order."""
    every = [passage for _, passage in content.passages()]
    if content.document is None:
        return [FilePassage(passage, False) for passage in every]
    projects = [project for project in content.document.projects if has_string(project)]
    return [FilePassage(passage, project.form == "columns") for passage, project in zip(every, projects, strict=True)]


def opened(path: str, name: str) -> Opened:
    """A file's content; messages call it by the name the user knows."""
    try:
        return open_source(Source(name, path))
    except UserError as problem:
        raise UserError(_named(problem.en, path, name), _named(problem.zh, path, name)) from None


def _named(message: str, path: str, name: str) -> str:
    return message.replace(path, name).replace(Path(path).name, name)
