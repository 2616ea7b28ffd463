"""One fault, one finding: of two rules that speak of the same fault of one indicator, the one that says more."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ..model.nodes import Diagnostic, Indicator

_SAYS_MORE: dict[str, frozenset[str]] = {
    # What speaks -> what is then silent about the same indicator.
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


def one_for_each_fault(found: Iterable[Diagnostic], indicators: Sequence[Indicator]) -> list[Diagnostic]:
    """``found`` without what another finding about the same indicator says better."""
    each = list(found)
    starts = [one.span.start for one in indicators]
    silent: set[tuple[int, str]] = set()
    for one in each:
        for code in _SAYS_MORE.get(one.code, ()):
            silent.add((bisect_right(starts, one.span.start), code))
    return [one for one in each if (bisect_right(starts, one.span.start), one.code) not in silent]
