"""One finding per fault: of two rules for the same fault of an indicator, the more specific one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ..catalogue.documents import ROW_DOUBTFUL, doubt_of
from ..catalogue.strings import TRUNCATED
from ..model.nodes import Diagnostic, IndicatorTree
from .check import Subject

_SAYS_MORE: dict[str, frozenset[str]] = {
    # Rule -> rules that it silences for the same indicator.
    "V006": frozenset({"M021", "M057", "Q001", "Q002", "Q005", "Q030"}),
    "V007": frozenset({"V008", "Q004", "Q010", "Q018", "Q025", "Q027"}),
    "V008": frozenset({"Q018", "Q025"}),
    "Q005": frozenset({"Q001", "Q002", "Q006", "Q030"}),
    "Q006": frozenset({"Q001", "Q002", "Q030"}),
    "Q007": frozenset({"Q002", "Q012", "Q013", "Q020", "Q030"}),
    "Q009": frozenset({"Q012", "Q013", "Q027"}),
    "Q011": frozenset({"Q012", "Q013", "Q014"}),
    "Q015": frozenset({"Q016"}),
    "Q016": frozenset({"Q013", "Q014"}),
    "Q018": frozenset({"Q012"}),
    "Q020": frozenset({"Q012"}),
    "Q025": frozenset({"Q003", "Q012", "Q027"}),
    "Q026": frozenset({"Q012", "Q025"}),
}


def one_for_each_fault(found: Iterable[Diagnostic], subject: Subject) -> list[Diagnostic]:
    """``found`` without the findings that a more specific one about the same indicator replaces."""
    each = list(found)
    if not any(one.code in _SAYS_MORE for one in each):
        return each
    starts = subject.starts
    silent: set[tuple[int, str]] = set()
    for one in each:
        for code in _SAYS_MORE.get(one.code, ()):
            silent.add((bisect_right(starts, one.span.start), code))
    return [one for one in each if (bisect_right(starts, one.span.start), one.code) not in silent]


_CONJECTURE = frozenset(
    {"cut", "glued", "no-header", "header-unknown", "value-incomplete", "value-missing", "name-missing"}
    | {"name-is-no-name", "header-in-name", "level-in-name", "header-in-value", "level-in-value", "standard-in-value"}
)
"""Doubts about a row of a table whose name or value may be misread."""
_OF_THE_WHOLE = frozenset({"Q021", "Q022", "Q031"})
"""Rules that say that something is missing."""


def believable(found: list[Diagnostic], tree: IndicatorTree) -> list[Diagnostic]:
    """``found`` without findings about a row that the reader guessed, or about missing parts of a truncated text.

    The guess and the cut are findings themselves.
    """
    if not any(one.code in (ROW_DOUBTFUL.code, TRUNCATED.code) for one in tree.diagnostics):
        return found
    starts = [one.span.start for one in tree.indicators]
    guessed = {bisect_right(starts, one.span.start) for one in tree.diagnostics if doubt_of(one) in _CONJECTURE}
    cut = is_cut(tree)

    def said(one: Diagnostic) -> bool:
        if one.code in _OF_THE_WHOLE:
            return not cut
        return one.code[0] not in "VQ" or bisect_right(starts, one.span.start) not in guessed

    return [one for one in found if said(one)]


def is_cut(tree: IndicatorTree) -> bool:
    """Whether the text ends within an indicator, so that others may be missing."""
    last = tree.indicators[-1].span.start if tree.indicators else 0
    return any(
        (one.code == TRUNCATED.code or doubt_of(one) == "cut") and one.span.end >= last for one in tree.diagnostics
    )
