"""Lint inputs in several processes, and report them in order.

Each process loads the libraries for the files it is given: one for workbooks, another for Word files. That takes as
long as reading many small files, so a process continues with the kinds of files that it has read already. Long files
come first, so that none is left over at the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from ..garbage_collection import in_a_worker
from ..rules.registry import Selection, registry
from .input_findings import InputFindings
from .inputs import LintInput
from .lint_input import lint_input, whole

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from ..catalogue.evaluation import OverLimit
    from .cache import Cache

_AHEAD = 24
"""Inputs for each process that may be linted before the one that is reported next: their findings are held."""
_GIVEN = 2
"""Inputs that a process is given at a time: one is queued, so that it never waits."""


@attrs.define(eq=False)
class _Worker:
    pool: ProcessPoolExecutor
    given: set[Future[InputFindings]] = attrs.field(factory=set)
    kinds: set[str] = attrs.field(factory=set)
    """The kinds of files that it can read without loading more."""


def linted_by_processes(
    sources: Sequence[LintInput],
    selection: Callable[[str], Selection],
    year: int | None,
    jobs: int,
    cache: Cache | None,
) -> Iterator[tuple[LintInput, Callable[[], InputFindings]]]:
    """Each input, in order, with a function for its findings, which ``jobs`` processes compute ahead."""
    from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

    workers = [_Worker(ProcessPoolExecutor(1, initializer=in_a_worker)) for _ in range(min(jobs, len(sources)))]
    results: dict[int, Future[InputFindings]] = {}
    open_ = _Open()

    def give() -> None:
        while ready := [worker for worker in workers if len(worker.given) < _GIVEN and open_.sources]:
            worker = min(ready, key=lambda one: len(one.given))
            at, source = open_.take(worker, workers)
            chosen = selection(source.name)
            made = worker.pool.submit(_in_process, source, chosen.codes, chosen.over_limit, year, cache)
            worker.given.add(made)
            results[at] = made

    try:
        ahead = enumerate(sources)
        for number, source in enumerate(sources):
            for at, further in ahead:
                open_.add(at, further)
                if at >= number + _AHEAD * len(workers):
                    break
            while number not in results or not results[number].done():
                give()
                wait([made for worker in workers for made in worker.given], return_when=FIRST_COMPLETED)
                for worker in workers:
                    worker.given = {made for made in worker.given if not made.done()}
            give()
            yield source, results.pop(number).result
    finally:
        for worker in workers:
            worker.pool.shutdown(wait=True, cancel_futures=True)


@attrs.define
class _Open:
    """The inputs not yet assigned to a process, by number."""

    sources: dict[int, LintInput] = attrs.field(factory=dict)
    sizes: dict[int, int] = attrs.field(factory=dict)

    def add(self, at: int, source: LintInput) -> None:
        self.sources[at] = source
        self.sizes[at] = _size(source)

    def take(self, worker: _Worker, workers: Sequence[_Worker]) -> tuple[int, LintInput]:
        """The best input for a process: of a kind it reads already, else that none reads; the longest of these."""
        others = {kind for one in workers if one is not worker for kind in one.kinds}

        def suits(at: int) -> tuple[bool, bool, int]:
            kind = _kind(self.sources[at])
            return kind in worker.kinds, kind not in others, self.sizes[at]

        at = max(self.sources, key=suits)
        source = self.sources.pop(at)
        worker.kinds.add(_kind(source))
        return at, source


def _kind(source: LintInput) -> str:
    return os.path.splitext(source.name)[1].lower()


def _size(source: LintInput) -> int:
    """The length of an input in bytes or characters."""
    if source.text is not None or source.data is not None:
        return len(source.text or source.data or "")
    try:
        return os.path.getsize(source.path or "")
    except OSError:
        return 0


def _in_process(
    source: LintInput, codes: frozenset[str], over_limit: OverLimit, year: int | None, cache: Cache | None
) -> InputFindings:
    # The checks themselves are functions of this process; only their codes were sent.
    checks = tuple(each for each in registry().checks if each.rule.code in codes)
    linted = whole(lint_input(source, Selection(codes, checks, over_limit), year, cache))
    # Reports need the texts and places of strings only; trees and projects would be most of the data.
    small = tuple((share, one._replace(tree=None, origin=None), found) for share, one, found in linted.passages)
    return linted._replace(passages=small)
