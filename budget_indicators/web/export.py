"""The files the page offers: the corrected file, the table, the report."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import attrs

from ..corrected.strings import FilePassage, file_passages
from ..documents.model import Document, Project, Where, bare_project
from ..lint.passages import Passage, findings, has_string
from ..lint.reports import report
from ..lint.reports.base import Summary
from ..lint.reports.identity import fingerprint
from ..lint.run import OpenedInput
from ..parse import parse_indicators
from ..rules import all_rules
from .requests import Export, Made, passages_of, read

_SPOILT = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_") | dict.fromkeys(range(32), "_"))


def made(request: Export) -> Made:
    """Make one file."""
    content = read(request)
    match request.kind:
        case "csv" | "xlsx":
            return _table(request, content)
        case "report":
            return _report(request, content)
    return _corrected(request, content)


def _stem(request: Export) -> str:
    return Path(request.name.translate(_SPOILT)).stem.strip(" .") or "指标"


def _passages(request: Export, content: OpenedInput | None) -> list[FilePassage]:
    if content is None:
        return [FilePassage(one, False) for one in passages_of(request.text, name=request.name)]
    changed = dict(request.texts)
    return [
        attrs.evolve(one, passage=_changed(one.passage, changed[at])) if at in changed and not one.made else one
        for at, one in enumerate(file_passages(content))
    ]


def _changed(passage: Passage, text: str) -> Passage:
    """A passage with the user's text, its line ends as they were."""
    if "\r\n" in passage.text:
        text = text.replace("\n", "\r\n")
    return passage._replace(text=text, tree=None, start=None, lines=None)


def _table(request: Export, content: OpenedInput | None) -> Made:
    from ..tables.rows import rows_of
    from ..tables.write import write

    document = _document(request, content, _passages(request, content))
    rows = rows_of(document, request.name).stamped(None)
    name = (
        f"{_stem(request)}.指标.{request.kind}"
        if request.lang == "zh"
        else f"{_stem(request)}.indicators.{request.kind}"
    )
    with tempfile.TemporaryDirectory(dir=request.folder) as folder:
        path = Path(folder) / f"table.{request.kind}"
        write(path, rows.of, lang=request.lang)
        return Made(name, path.read_bytes())


def _document(request: Export, content: OpenedInput | None, passages: list[FilePassage]) -> Document:
    year = request.settings.year
    if content is None or content.document is None:
        projects = tuple(
            attrs.evolve(
                bare_project(parse_indicators(one.passage.text, year=year), Where(request.name)),
                name=one.passage.project,
            )
            for one in passages
        )
        return Document(title="", department="", money_unit="", projects=projects, source=request.name)
    changed = dict(request.texts)
    number = 0
    every: list[Project] = []
    for project in content.document.projects:
        if has_string(project):
            if number in changed and project.form == "string":
                project = attrs.evolve(project, tree=parse_indicators(passages[number].passage.text, year=year))
            number += 1
        every.append(project)
    return attrs.evolve(content.document, projects=tuple(every), source=request.name)


def _report(request: Export, content: OpenedInput | None) -> Made:
    out = io.StringIO()
    page = report("html", out, request.lang, all_rules())
    summary = Summary(files=1)
    selection = request.settings.selection()
    page.begin()
    if content is not None and content.document is not None:
        from ..lint.engine import document_findings

        whole = [attrs.evolve(one, file=request.name) for one in document_findings(content.document, selection)]
        whole = [one for one in whole if fingerprint(one, None) not in request.ignored]
        summary.count(whole)
        page.file(request.name, whole)
    for one in _passages(request, content):
        passage = one.passage._replace(file=request.name)
        found = [
            each
            for each in findings(passage, selection, request.settings.year)
            if fingerprint(each, passage) not in request.ignored
        ]
        summary.projects += 1
        summary.count(found)
        page.passage(passage, found)
    page.end(summary)
    name = f"{_stem(request)}.检查报告.html" if request.lang == "zh" else f"{_stem(request)}.report.html"
    return Made(name, out.getvalue().encode("utf-8", "backslashreplace"))


def _corrected(request: Export, content: OpenedInput | None) -> Made:
    """The corrected file; with an annotated workbook for what has no place in it, both in one zip."""
    if content is None:
        return Made("指标.txt" if request.lang == "zh" else "indicators.txt", request.text.encode("utf-8", "replace"))
    from ..corrected.files import correct
    from ..corrected.ignored import with_ignored
    from ..corrected.strings import Rules

    ignored = frozenset(request.ignored)
    rules = Rules(
        request.settings.selection(),
        request.settings.year,
        ignored=lambda one, passage: fingerprint(one, passage) in ignored,
    )
    assert request.data is not None
    name = request.name.translate(_SPOILT)
    done = correct(name, request.data, content, rules, request.lang, dict(request.texts))
    copies = done.copies if content.text is None or not done.complete else done.copies[:1]
    first = copies[0].data
    if done.why is None and content.text is None:
        first = with_ignored(first, ignored)
    if len(copies) == 1:
        return Made(copies[0].name, first)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(copies[0].name, first)
        for copy in copies[1:]:
            archive.writestr(copy.name, copy.data)
    return Made(f"{_stem(request)}.zip", out.getvalue())
