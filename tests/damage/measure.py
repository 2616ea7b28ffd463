"""Counts per kind, and how they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import IndicatorTree

from .cases import Case
from .check import Outcome, outcomes, read, sound
from .kinds import KINDS
from .sheet import FIELDS


@attrs.define
class Tally:
    """How many entries were damaged, how many of them came out exact, and what else went wrong.

    ``spoiled`` are entries that were not damaged and differ, and indicators that were made up. ``noted`` are damaged
    entries that came out exact with a diagnostic on them.
    """

    damaged: int = 0
    exact: int = 0
    spoiled: int = 0
    silent: int = 0
    noted: int = 0

    @property
    def share(self) -> float:
        """Exact entries among the damaged and the spoiled."""
        return self.exact / max(1, self.damaged + self.spoiled)

    def count(self, found: Iterable[Outcome]) -> None:
        """Add the entries of a case."""
        for one in found:
            self.damaged += one.touched
            self.exact += one.touched and one.exact
            self.noted += one.touched and one.exact and bool(one.diagnostics)
            self.spoiled += not one.touched and not one.exact
            self.silent += one.silent

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(a + b for a, b in zip(attrs.astuple(self), attrs.astuple(other), strict=True)))


@attrs.define
class Measure:
    """The tallies of many cases: over all, and of each kind."""

    total: Tally = attrs.Factory(Tally)
    kinds: dict[str, Tally] = attrs.Factory(dict)
    failures: list[tuple[Case, IndicatorTree, list[Outcome]]] = attrs.Factory(list)

    def take(self, case: Case) -> None:
        """Read a case and count what became of it."""
        tree = _read(case.text)
        found = outcomes(case, tree)
        self.total.count(found)
        for kind in case.kinds:
            self.kinds.setdefault(kind.name, Tally()).count(found)
        if not all(one.exact for one in found):
            self.failures.append((case, tree, found))


def _read(text: str) -> IndicatorTree:
    """The tree; a crash or an unsound tree is worse than any wrong reading and ends the measurement."""
    try:
        tree = parse_indicators(text)
    except Exception as error:
        raise AssertionError(f"parse_indicators raised on {text!r}") from error
    assert sound(tree, text), f"unsound tree: {text!r}"
    return tree


def measure(cases: Iterable[Case]) -> Measure:
    """Read all the cases."""
    found = Measure()
    for case in cases:
        found.take(case)
    return found


def table(found: Measure) -> Iterator[str]:
    """The lines of the table for a terminal."""
    yield f"{'share':>8} {'damaged':>8} {'spoiled':>8} {'silent':>7} {'noted':>7}  kind"
    for item, name, tally in _rows(found):
        counts = f"{tally.damaged:8} {tally.spoiled:8} {tally.silent:7} {tally.noted:7}"
        yield f"{tally.share:8.2%} {counts}  {item:>2} {name}"


def markdown(depths: dict[int, Measure]) -> Iterator[str]:
    """The table for the docs: a row for each kind, a column for each depth."""
    yield "| item | kind | " + " | ".join(_heads(depths)) + " |"
    yield "|---|---|" + "---:|" * (2 * len(depths))
    for item, name, _ in _rows(next(iter(depths.values()))):
        tallies = [one.total if name == "all" else one.kinds.get(name, Tally()) for one in depths.values()]
        cells = [cell for tally in tallies for cell in (f"{tally.share:.2%}", str(tally.silent))]
        yield f"| {item} | {'**all**' if name == 'all' else name} | " + " | ".join(cells) + " |"


def _heads(depths: dict[int, Measure]) -> Iterator[str]:
    for depth, one in depths.items():
        yield f"{('one', 'two', 'three')[depth - 1]} at once, exact (of {one.total.damaged} entries)"
        yield "silent"


def _rows(found: Measure) -> Iterator[tuple[str, str, Tally]]:
    for kind in KINDS:
        if kind.name in found.kinds:
            yield str(kind.item), kind.name, found.kinds[kind.name]
    yield "", "all", found.total


def describe(case: Case, tree: IndicatorTree, found: list[Outcome]) -> Iterator[str]:
    """A case that went wrong, readably: the text, and for each entry that differs what was expected and found."""
    yield f"kinds: {', '.join(kind.name for kind in case.kinds)}"
    yield f"text:  {case.text!r}"
    for one in found:
        if one.exact:
            continue
        yield f"  {'SILENT ' if one.silent else ''}{', '.join(one.differs)}"
        if one.entry is not None:
            yield f"    entry:    {one.entry.text!r}"
            yield "    expected: " + "; ".join(f"{field} {one.entry.want[field]}" for field in FIELDS)
        if one.got is not None:
            got = read(one.got)
            yield "    got:      " + "; ".join(f"{field} {got[field]!r}" for field in FIELDS)
        for note in one.diagnostics:
            yield f"    {note.code} {note.name} at {note.span}: {note.en}"
    yield ""
