"""The findings of one source: computed here, or taken from a cache keyed by content."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ..catalogue.across import BOILERPLATE, COPIED_PROJECT, DROPPED, FAR_FROM_PEERS, LOWERED, UNCHANGED
from ..rules.registry import Selection
from .engine import Finding, document_findings
from .judged import Judged
from .passages import Passage, findings
from .sources import LintInput, OpenedInput
from .suppression import Suppressed, open_unmarked

if TYPE_CHECKING:
    from ..rules.across.folder import FolderProject
    from .cache import Cache

Find: TypeAlias = Callable[[Passage, Selection, "int | None"], tuple[Finding, ...]]
_OF_FOLDERS = frozenset(
    rule.code for rule in (COPIED_PROJECT, BOILERPLATE, UNCHANGED, LOWERED, DROPPED, FAR_FROM_PEERS)
)


def judge(source: LintInput, selection: Selection, year: int | None, cache: Cache | None = None) -> Judged:
    """Read a source and lint it; its strings are linted on demand, unless there is a cache to fill.

    Raises ``UserError`` for an unreadable source.
    """
    if cache is None:
        return _judged(source, selection, year)
    key = cache.key(source, selection, year)
    known = cache.get(key)
    if known is None:
        known = whole(_judged(source, selection, year))
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
    """Lint a source that was already read; its strings are linted on demand.

    ``findings`` gives the findings of one string, for callers that memoise them.
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


def whole(judged: Judged) -> Judged:
    """The same with all its strings linted."""
    return judged._replace(passages=tuple(judged.passages))
