"""A lint run over files: each is read, linted string by string and reported immediately; only counts are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

import attrs

from ..errors import UserError
from ..rules.registry import Selection, choose
from ..text.encoding import Decoded
from .config import Config
from .engine import Finding, of_found
from .input_findings import InputFindings
from .inputs import LintInput as LintInput
from .inputs import OpenedInput as OpenedInput
from .inputs import open_input as open_input
from .lint_input import lint_input
from .passages import Passage
from .reports.base import Report, Summary
from .suppression import open_unmarked

if TYPE_CHECKING:
    from ..rules.across.folder import FolderProject
    from .baseline import Baseline, Recorder
    from .cache import Cache


class Progress(Protocol):
    """Receives the progress of a run."""

    def at(self, file: str, share: float, strings: int) -> None:
        """``share`` of ``file`` (0 to 1) is done, ``strings`` strings in all."""


class Silent:
    """Ignores the progress."""

    def at(self, file: str, share: float, strings: int) -> None:
        """Nothing."""


@attrs.define(eq=False, repr=False, slots=False)
class Run:
    """The settings and the state of one run."""

    config: Config
    report: Report
    progress: Progress = attrs.field(factory=Silent)
    baseline: Baseline | None = None
    recorder: Recorder | None = None
    jobs: int = 1
    cache: Cache | None = None
    summary: Summary = attrs.field(factory=Summary)

    def selection(self, file: str) -> Selection:
        """The rules for one file."""
        config = self.config
        return choose(config.select, config.ignore + config.ignored_in(file), config.review, config.score_over_limit)

    def lint(self, sources: Sequence[LintInput], failed: Callable[[UserError], None]) -> Summary:
        """Lint everything and report it; unreadable files are passed to ``failed``, and the run continues."""
        self.report.begin()
        entries: list[FolderProject] = []
        for source, linted in self._linted(sources):
            try:
                self._report(source, linted, entries)
            except UserError as problem:
                failed(problem)
        if entries:
            self._across(entries)
        self.report.end(self.summary)
        return self.summary

    def _across(self, entries: list[FolderProject]) -> None:
        """Compare the projects of all documents with each other."""
        from ..rules.across.folder import Folder, by_file

        for file, across in by_file(Folder(entries).findings()).items():
            codes = self.selection(file).codes
            whole = tuple(of_found(one, file) for one in across if one.diagnostic.code in codes)
            self._whole(file, whole)

    def _linted(self, sources: Sequence[LintInput]) -> Iterator[tuple[LintInput, Callable[[], InputFindings]]]:
        """Each input in order, with a function for its findings; several jobs compute them ahead."""
        if self.jobs > 1 and len(sources) > 1:
            from .processes import linted_by_processes

            yield from linted_by_processes(sources, self.selection, self.config.year, self.jobs, self.cache)
        else:
            for source in sources:
                selection = self.selection(source.name)
                yield source, partial(lint_input, source, selection, self.config.year, self.cache)

    def _report(self, source: LintInput, made: Callable[[], InputFindings], entries: list[FolderProject]) -> None:
        linted = made()
        self.summary.files += 1
        self._whole(source.name, linted.whole)
        for share, passage, found in linted.passages:
            fresh = self._fresh(found, passage)
            self.summary.projects += 1
            self.summary.count(fresh, in_place=passage.start is not None)
            self.report.passage(passage, fresh)
            self.progress.at(source.name, share, self.summary.projects)
        entries += linted.entries

    def _whole(self, name: str, whole: tuple[Finding, ...]) -> None:
        """Count and report the findings about a whole file."""
        fresh = self._fresh(whole, None)
        self.summary.count(fresh)
        self.report.file(name, fresh)

    def _fresh(self, found: tuple[Finding, ...], passage: Passage | None) -> tuple[Finding, ...]:
        if self.recorder is not None:
            self.recorder.add(found, passage)
        if self.baseline is None:
            return found
        fresh = self.baseline.new(found, passage)
        self.summary.in_baseline += len(found) - len(fresh)
        return fresh

    def repaired(self, source: LintInput, *, unsafe: bool) -> Repair | None:
        """The text of a text file with its strings repaired; ``None`` for other files."""
        from .fixes import fix_subject

        given = open_input(source, self.config.year)
        content, suppressed = open_unmarked(source, self.config.year)
        if given.text is None or content.text is None:
            return None
        selection = self.selection(source.name)
        pieces: list[str] = []
        at = 0
        circling: list[Passage] = []
        for share, passage in content.passages():
            self.progress.at(source.name, share, self.summary.projects)
            if passage.start is None or passage.end is None or passage.start < at:
                continue
            done = fix_subject(
                passage.subject(self.config.year),
                selection.without(passage.layout | suppressed.codes(passage)),
                unsafe=unsafe,
            )
            for code, n in done.applied:
                self.summary.fixed[code] += n
            if not done.converged:
                circling.append(passage)
            pieces += [given.text[at : passage.start], passage.written(done.text)]
            at = passage.end
        pieces.append(given.text[at:])
        return Repair(given.text, "".join(pieces), given.decoded, tuple(circling))


class Repair(NamedTuple):
    """A text file's text before and after, its encoding, and the strings whose repair did not converge."""

    before: str
    after: str
    decoded: Decoded | None
    circling: tuple[Passage, ...]

    def diff(self, name: str) -> Iterator[str]:
        """The change as a unified diff."""
        import difflib

        return difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), name, name, n=1
        )
