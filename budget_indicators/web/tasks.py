"""The work of the page's workers: each request is a frozen class, each answer is ready to send."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from ..corrected.ignored import ignored_in
from ..corrected.strings import FilePassage, file_passages
from ..lint.engine import document_findings
from ..lint.fixes import fix_subject
from ..lint.passages import Passage, place
from ..lint.reports.identity import fingerprint
from ..model.nodes import Diagnostic
from ..rules.check import Subject
from ..rules.registry import Selection
from .export import made
from .requests import Answer, Export, FixText, LintText, ListRules, ReadFile, Request, Settings, passages_of, read
from .views import Data, both, document_finding, rule_data, text_data


def answer(request: Request) -> Answer:
    """Execute a request. JSON is answered as bytes; a file gives its overview and then each of its strings."""
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
            return made(request)


def _json(data: Any) -> bytes:
    # Only ASCII: a text may hold halves of characters that no encoding takes.
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def _lint(request: LintText) -> Data:
    passages = passages_of(request.text, request.of)
    return text_data(request.text, passages, request.settings.selection(), request.settings.year)


def _fixed(request: FixText) -> str:
    pieces: list[str] = []
    at = 0
    ignored = frozenset(request.ignored)
    for passage in passages_of(request.text, request.of):
        if passage.start is None or passage.end is None or passage.start < at:
            continue
        pieces += [
            request.text[at : passage.start],
            passage.written(repaired(passage, request.settings, ignored, request.code)),
        ]
        at = passage.end
    return "".join((*pieces, request.text[at:]))


def repaired(passage: Passage, settings: Settings, ignored: frozenset[str], code: str = "") -> str:
    """The text of a passage with its safe repairs applied, except for findings that the user ignores."""

    def wanted(subject: Subject, one: Diagnostic) -> bool:
        if code and one.code != code:
            return False
        if not ignored:
            return True
        now = passage._replace(text=subject.tree.source, tree=subject.tree, start=None)
        return fingerprint(place(one, now, subject.tree), now) not in ignored

    return fix_subject(passage.subject(settings.year), settings.selection().without(passage.layout), wanted=wanted).text


def _file(request: ReadFile) -> list[bytes]:
    content = read(request)
    assert content is not None
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
        "ignored": sorted(ignored_in(request.data)),
        "department": content.document.department if content.document is not None else "",
    }
    return [_json(head), *cards]


def _card(one: FilePassage, request: ReadFile, selection: Selection) -> Data:
    """One string of a file, as the page shows it and sends it back."""
    passage = one.passage
    # A text field has one kind of line end.
    text = passage.text.replace("\r\n", "\n").replace("\r", "\n")
    alone = passage._replace(text=text, start=0, lines=None, quoted=False, file=request.name)
    if text != passage.text:
        alone = alone._replace(tree=None)
    return text_data(text, [alone], selection, request.settings.year) | {
        "text": text,
        "project": passage.project,
        "goal": passage.goal,
        "place": both(passage.place.en, passage.place.zh),
        "layout": sorted(passage.layout),
        "editable": not one.made,
    }
