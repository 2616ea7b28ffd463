"""The recovered tree against what was known: which entries differ, and which of them without a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from budget_indicators.model.nodes import Diagnostic, Indicator, IndicatorTree, Span

from .cases import Case
from .sheet import FIELDS, Entry, fold


@attrs.frozen
class Outcome:
    """What became of one entry; ``entry`` is ``None`` for an indicator that was made up."""

    entry: Entry | None
    got: Indicator | None
    touched: bool
    differs: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exact(self) -> bool:
        """Whether a careful reader would agree."""
        return not self.differs

    @property
    def silent(self) -> bool:
        """Wrong without a diagnostic: the one thing users never forgive."""
        return not self.exact and not self.diagnostics


def read(got: Indicator) -> dict[str, str | int | None]:
    """The fields of an indicator as they are compared."""
    return {
        "ordinal": got.ordinal,
        "level1": got.level1 and (got.level1.code or got.level1.name),
        "level2": got.level2 and (got.level2.code or got.level2.name),
        "name": fold(got.name),
        "cycle": got.cycle and fold(got.cycle.text),
        "annual": got.annual and fold(got.annual.text),
    }


def differences(entry: Entry, got: Indicator) -> tuple[str, ...]:
    """The fields that are not as a careful reader would have them."""
    fields = read(got)
    return tuple(field for field in FIELDS if fields[field] not in entry.want[field])


def touching(diagnostics: Sequence[Diagnostic], *spans: tuple[int, int]) -> tuple[Diagnostic, ...]:
    """The diagnostics that lie on one of the stretches of text."""
    return tuple(d for d in diagnostics if any(_on(d.span, start, end) for start, end in spans))


def _on(span: Span, start: int, end: int) -> bool:
    return (
        span.start < end and span.end > start
        if span.start < span.end and start < end
        else start <= span.end and span.start <= end
    )


def align(case: Case, tree: IndicatorTree) -> list[tuple[int | None, int | None]]:
    """Known entries and found indicators in pairs, in order, by the text they share; either may stand alone."""
    known, found = case.regions, tree.indicators
    shared = [[max(0, min(end, i.span.end) - max(start, i.span.start)) for i in found] for start, end in known]
    best = [[0] * (len(found) + 1) for _ in range(len(known) + 1)]
    for i in reversed(range(len(known))):
        for j in reversed(range(len(found))):
            both = best[i + 1][j + 1] + shared[i][j] if shared[i][j] else -1
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(known) or j < len(found):
        if i < len(known) and j < len(found) and shared[i][j] and best[i][j] == best[i + 1][j + 1] + shared[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif j == len(found) or (i < len(known) and best[i][j] == best[i + 1][j]):
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def outcomes(case: Case, tree: IndicatorTree) -> list[Outcome]:
    """What became of each entry of a case, and of nothing."""
    return [_outcome(case, tree, i, j) for i, j in align(case, tree)]


def _outcome(case: Case, tree: IndicatorTree, i: int | None, j: int | None) -> Outcome:
    got = None if j is None else tree.indicators[j]
    spans = [] if got is None else [(got.span.start, got.span.end)]
    if i is None:
        return Outcome(None, got, False, ("made up",), touching(tree.diagnostics, *spans))
    entry = case.entries[i]
    notes = touching(tree.diagnostics, case.regions[i], *spans)
    if got is not None:
        differs = differences(entry, got)
        if entry.truncated and not any("truncat" in note.name for note in notes):
            differs = (*differs, "not marked truncated")
    elif entry.may_vanish:
        differs = () if notes else ("vanished",)
    else:
        differs = ("vanished",)
    return Outcome(entry, got, i in case.touched, differs, notes)


def sound(tree: IndicatorTree, text: str) -> bool:
    """Spans in bounds and in order, the pieces join to the text, the source is kept."""
    spans = [i.span for i in tree.indicators]
    ordered = all(a.end <= b.start for a, b in pairwise(spans))
    bounds = all(0 <= d.span.start <= d.span.end <= len(text) for d in (*tree.diagnostics, *tree.indicators))
    targets = [(i, t) for i in tree.indicators for t in (i.cycle, i.annual) if t is not None]
    nested = all(i.span.start <= t.span.start <= t.span.end <= i.span.end for i, t in targets)
    joined = "".join(piece.span.of(text) for piece in tree.pieces)
    return tree.source == text and ordered and bounds and nested and joined == text
