"""The findings of one source: made here, by other processes, or taken from a cache that is keyed by content."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ..catalogue.across import BOILERPLATE, COPIED_PROJECT, DROPPED, FAR_FROM_PEERS, LOWERED, UNCHANGED
from ..collector import in_a_worker
from ..rules.registry import Selection, registry
from .engine import Finding, document_findings
from .judged import Judged
from .passages import Passage, findings
from .sources import LintInput, OpenedInput
from .suppression import Suppressed, open_unmarked

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..catalogue.evaluation import OverLimit
    from ..rules.across.folder import FolderProject
    from .cache import Cache

Find: TypeAlias = Callable[[Passage, Selection, "int | None"], tuple[Finding, ...]]
_OF_FOLDERS = frozenset(
    rule.code for rule in (COPIED_PROJECT, BOILERPLATE, UNCHANGED, LOWERED, DROPPED, FAR_FROM_PEERS)
)
_WAITING = 8
"""Sources in flight for each process: while one reads a long file, the others go on with what comes after it."""


def judge(source: LintInput, selection: Selection, year: int | None, cache: Cache | None = None) -> Judged:
    """Read a source and lint it; its strings are linted as they are asked for, unless there is a cache to fill.

    Raises ``UserError`` for a source that cannot be read.
    """
    if cache is None:
        return _judged(source, selection, year)
    key = cache.key(source, selection, year)
    known = cache.get(key)
    if known is None:
        known = _whole(_judged(source, selection, year))
        cache.put(key, known)
    return known


def _judged(source: LintInput, selection: Selection, year: int | None) -> Judged:
    return judge_opened(*open_unmarked(source, year), selection, year)


def judge_opened(
    opened: OpenedInput,
    suppressed: Suppressed,
    selection: Selection,
    year: int | None = None,
    findings: Find = findings,
) -> Judged:
    """Lint a source that was read already; its strings are linted as they are asked for.

    ``findings`` gives what is wrong with one string, for those who remember it.
    """
    document = opened.document
    whole: tuple[Finding, ...] = ()
    entries: tuple[FolderProject, ...] = ()
    if document is not None:
        found = (attrs.evolve(one, file=opened.name) for one in document_findings(document, selection))
        whole = tuple(one for one in found if not suppressed.whole(one.code))
        if not selection.codes.isdisjoint(_OF_FOLDERS):
            from ..rules.across.folder import entries_of

            entries = entries_of(document, opened.name)
    each = (
        (share, passage, suppressed.left(findings(passage, selection, year), passage))
        for share, passage in opened.passages()
    )
    return Judged(whole, each, entries)


def _whole(judged: Judged) -> Judged:
    return attrs.evolve(judged, passages=tuple(judged.passages))


def judged_by_processes(
    sources: Sequence[LintInput],
    selection: Callable[[str], Selection],
    year: int | None,
    jobs: int,
    cache: Cache | None,
) -> Iterator[tuple[LintInput, Callable[[], Judged]]]:
    """Each source, in order, with what gives its findings: they are found ahead by ``jobs`` processes."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=min(jobs, len(sources)), initializer=in_a_worker) as pool:
        waiting: deque[tuple[LintInput, Future[Judged]]] = deque()
        ahead = iter(sources)
        for source in ahead:
            chosen = selection(source.name)
            codes, over_limit = chosen.codes, chosen.over_limit
            waiting.append((source, pool.submit(_in_process, source, codes, over_limit, year, cache)))
            if len(waiting) >= jobs * _WAITING:
                first, made = waiting.popleft()
                yield first, made.result
        while waiting:
            first, made = waiting.popleft()
            yield first, made.result


def _in_process(
    source: LintInput, codes: frozenset[str], over_limit: OverLimit, year: int | None, cache: Cache | None
) -> Judged:
    # The checks themselves are functions of this process; only their codes were sent.
    checks = tuple(each for each in registry().checks if each.rule.code in codes)
    judged = _whole(judge(source, Selection(codes, checks, over_limit), year, cache))
    # Reports ask for the texts and places of strings; their trees and projects would be most of what is sent.
    small = tuple((share, attrs.evolve(one, tree=None, origin=None), found) for share, one, found in judged.passages)
    return attrs.evolve(judged, passages=small)
