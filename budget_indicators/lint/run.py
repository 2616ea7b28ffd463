"""A lint run over files: each read, linted string by string and reported as it goes; nothing held but the counts."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import attrs

from ..errors import UserError
from ..lint import files
from ..rules.registry import Selection, choose
from ..text.encoding import Decoded, decode
from .baseline import Baseline, Recorder
from .config import Config
from .engine import Finding, document_findings
from .fixes import Fixed, fix_subject
from .passages import Passage, findings, of_document
from .reports.base import Report, Summary
from .textfile import looks_like_table, of_table, strings

if TYPE_CHECKING:
    from ..documents.model import Document


class Progress(Protocol):
    """Somebody who wants to know how far the run is."""

    def at(self, file: str, share: float, strings: int) -> None:
        """``share`` of ``file`` (0 to 1) is done, ``strings`` strings in all."""


class Silent:
    """Nobody wants to know."""

    def at(self, file: str, share: float, strings: int) -> None:
        """Nothing."""


@attrs.frozen
class Source:
    """One thing to lint: a file, or a text that was given; ``name`` is what reports call it."""

    name: str
    path: str | None = None
    text: str | None = None
    data: bytes | None = None


@attrs.define
class Run:
    """The settings and the state of one run."""

    config: Config
    report: Report
    progress: Progress = attrs.field(factory=Silent)
    baseline: Baseline | None = None
    recorder: Recorder | None = None
    summary: Summary = attrs.field(factory=Summary)

    def selection(self, file: str) -> Selection:
        """The rules for one file."""
        config = self.config
        return choose(config.select, config.ignore + config.ignored_in(file), config.review)

    def lint(self, sources: Sequence[Source], failed: Callable[[UserError], None]) -> Summary:
        """Lint everything and report it; a file that cannot be read is told to ``failed``, and the run goes on."""
        self.report.begin()
        for source in sources:
            try:
                self._lint(source)
            except UserError as problem:
                failed(problem)
        self.report.end(self.summary)
        return self.summary

    def _lint(self, source: Source) -> None:
        selection = self.selection(source.name)
        content = open_source(source)
        whole = () if content.document is None else tuple(document_findings(content.document, selection))
        whole = tuple(attrs.evolve(one, file=source.name) for one in whole)
        whole = self._fresh(whole, None)
        self.summary.files += 1
        self.summary.count(whole)
        self.report.file(source.name, whole)
        for share, passage in content.passages():
            found = self._fresh(findings(passage, selection, self.config.year), passage)
            self.summary.projects += 1
            self.summary.count(found)
            self.report.passage(passage, found)
            self.progress.at(source.name, share, self.summary.projects)

    def _fresh(self, found: tuple[Finding, ...], passage: Passage | None) -> tuple[Finding, ...]:
        if self.recorder is not None:
            self.recorder.add(found, passage)
        if self.baseline is None:
            return found
        fresh = self.baseline.new(found, passage)
        self.summary.in_baseline += len(found) - len(fresh)
        return fresh

    def repaired(self, source: Source, *, unsafe: bool) -> Repair | None:
        """The text of a text file with its strings repaired; ``None`` for what is no text."""
        content = open_source(source)
        if content.text is None:
            return None
        selection = self.selection(source.name)
        pieces: list[str] = []
        at = 0
        circling: list[Passage] = []
        for share, passage in content.passages():
            self.progress.at(source.name, share, self.summary.projects)
            if passage.start is None or passage.end is None or passage.start < at:
                continue
            done: Fixed = fix_subject(
                passage.subject(self.config.year), selection.without(passage.layout), unsafe=unsafe
            )
            for code, n in done.applied:
                self.summary.fixed[code] += n
            if not done.converged:
                circling.append(passage)
            pieces += [content.text[at : passage.start], passage.written(done.text)]
            at = passage.end
        pieces.append(content.text[at:])
        return Repair(content.text, "".join(pieces), content.decoded, tuple(circling))


@attrs.frozen
class Repair:
    """A text file's text before and after, how it was written, and the strings that did not come to rest."""

    before: str
    after: str
    decoded: Decoded | None
    circling: tuple[Passage, ...]

    def diff(self, name: str) -> Iterator[str]:
        """The change as a unified diff."""
        return difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), name, name, n=1
        )


@attrs.frozen
class Content:
    """What a source holds: a document, a text, or a text that is a document."""

    name: str
    document: Document | None = None
    text: str | None = None
    decoded: Decoded | None = None
    given: bool = False

    def passages(self) -> Iterator[tuple[float, Passage]]:
        """Each string, with the share of the source that ends with it."""
        if self.text is None:
            assert self.document is not None
            every = of_document(self.document)
        elif self.document is not None:
            every = of_table(self.document, self.text, self.name)
        else:
            every = strings(self.text, self.name, whole=self.given)
        total = max(1, len(self.document.projects)) if self.document is not None else max(1, len(self.text or ""))
        for number, passage in enumerate(every, 1):
            passage = attrs.evolve(passage, file=self.name)
            done = number if self.document is not None else (passage.end or 0)
            yield min(1.0, done / total), passage


def open_source(source: Source) -> Content:
    """Read a source: a document by its reader, a text as the table or the strings it holds."""
    if source.text is not None:
        return _text(source, Decoded(source.text, "utf-8"))
    if files.is_text(source.name):
        decoded = decode(source.data, source.name) if source.data is not None else files.read(str(source.path))
        return _text(source, decoded)
    from ..documents.open import read_document

    if source.data is None:
        return Content(source.name, read_document(str(source.path)))
    with tempfile.TemporaryDirectory() as folder:  # standard input that is no text: the readers want a file
        path = Path(folder) / f"stdin{os.path.splitext(source.name)[1]}"
        path.write_bytes(source.data)
        return Content(source.name, attrs.evolve(read_document(str(path)), source=source.name))


def _text(source: Source, decoded: Decoded) -> Content:
    document = _table(source, decoded.text)
    return Content(source.name, document, decoded.text, decoded, source.text is not None)


def _table(source: Source, text: str) -> Document | None:
    document: Document | None = None
    if source.path is not None and source.name.lower().endswith(".csv"):
        from ..documents.open import read_document

        document = read_document(source.path)
    elif looks_like_table(text):
        from ..documents.readers.text import read_text_document

        document = read_text_document(text, source=source.name)
    return document if document is not None and document.projects else None
