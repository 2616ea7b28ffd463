"""A lint run over files: each read, linted string by string and reported as it goes; nothing held but the counts."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import attrs

from ..errors import UserError
from ..rules.registry import Selection, choose
from ..text.encoding import Decoded
from .baseline import Baseline, Recorder
from .config import Config
from .engine import Finding, document_findings
from .fixes import Fixed, fix_subject
from .passages import Passage, findings, of_document
from .reports.base import Report, Summary
from .textfile import of_strings, of_table

if TYPE_CHECKING:
    from ..documents.content import Content
    from ..documents.model import Document
    from ..documents.strings import FoundString


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
            self.summary.count(found, in_place=passage.start is not None)
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
class OpenedSource:
    """A source that was read: what it holds, and its text where it is a text; ``given``: it came without a file."""

    name: str
    content: Content
    text: str | None = None
    decoded: Decoded | None = None
    given: bool = False

    @property
    def strings(self) -> tuple[FoundString, ...]:
        """The strings of a text that is no table; a text that was given is one, whatever it holds."""
        return () if self.content.is_empty and not self.given else self.content.strings

    @property
    def document(self) -> Document | None:
        """The tables of the source; ``None`` for bare strings."""
        return None if self.strings else self.content.table

    def passages(self) -> Iterator[tuple[float, Passage]]:
        """Each string, with the share of the source that ends with it."""
        if self.strings:
            every = of_strings(self.strings, self.text or "", self.name)
            total = max(1, len(self.text or ""))
        elif self.text is not None:
            every = of_table(self.content.table, self.text, self.name)
            total = max(1, len(self.content.table.projects))
        else:
            every = of_document(self.content.table)
            total = max(1, len(self.content.table.projects))
        for number, passage in enumerate(every, 1):
            done = (passage.end or 0) if self.strings else number
            yield min(1.0, done / total), attrs.evolve(passage, file=self.name)


def open_source(source: Source) -> OpenedSource:
    """Read a source: what it is, ``documents`` decides."""
    from ..documents.content import read_text
    from ..documents.open import read_content

    if source.text is not None:
        return OpenedSource(source.name, read_text(source.text), source.text, Decoded(source.text, "utf-8"), True)
    content = read_content(str(source.path) if source.data is None else source.data, name=source.name)
    decoded = content.decoded
    return OpenedSource(source.name, content, None if decoded is None else decoded.text, decoded)
