"""Lint one input: compute its findings, or take them from a cache keyed by content."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ..catalogue.across import BOILERPLATE, COPIED_PROJECT, DROPPED, FAR_FROM_PEERS, LOWERED, UNCHANGED
from ..rules.registry import Selection
from .engine import Finding, document_findings
from .input_findings import InputFindings
from .inputs import LintInput, OpenedInput
from .passages import Passage, findings
from .suppression import Suppressed, open_unmarked

if TYPE_CHECKING:
    from ..rules.across.folder import FolderProject
    from .cache import Cache

Find: TypeAlias = Callable[[Passage, Selection, "int | None"], tuple[Finding, ...]]
_OF_FOLDERS = frozenset(
    rule.code for rule in (COPIED_PROJECT, BOILERPLATE, UNCHANGED, LOWERED, DROPPED, FAR_FROM_PEERS)
)


def lint_input(source: LintInput, selection: Selection, year: int | None, cache: Cache | None = None) -> InputFindings:
    """Read an input and lint it; its strings are linted on demand, unless there is a cache to fill.

    Raises ``UserError`` for an unreadable input.
    """
    if cache is None:
        return _linted(source, selection, year)
    key = cache.key(source, selection, year)
    known = cache.get(key)
    if known is None:
        known = whole(_linted(source, selection, year))
        cache.put(key, known)
    return known


def _linted(source: LintInput, selection: Selection, year: int | None) -> InputFindings:
    return lint_opened(*open_unmarked(source, year), selection, year)


def lint_opened(
    opened: OpenedInput,
    suppressed: Suppressed,
    selection: Selection,
    year: int | None = None,
    findings: Find = findings,
) -> InputFindings:
    """Lint an input that was already read; its strings are linted on demand.

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
    return InputFindings(whole, each, entries)


def whole(linted: InputFindings) -> InputFindings:
    """The same with all its strings linted."""
    return linted._replace(passages=tuple(linted.passages))
