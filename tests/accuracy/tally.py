"""What becomes of a thing that was to be read, counted, with the interval the count allows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

Fate: TypeAlias = Literal["right", "doubted", "refused", "silent"]
"""``right``: as a careful person reads it. ``doubted``: wrong, with a finding on it. ``refused``: not read at all, with
a finding that says so. ``silent``: wrong or missing, and nothing says so.
"""
FATES: tuple[Fate, ...] = ("right", "doubted", "refused", "silent")
_Z = 1.959964
"""Of a 95 % interval."""


@attrs.frozen
class Judged:
    """One thing of a set: its kind, and what became of it; ``noted`` where it is right and a finding stands on it."""

    kind: str
    fate: Fate
    noted: bool = False


def fate(right: bool, said: bool, read: bool = True) -> Fate:
    """What became of a thing: whether it is right, whether a finding stands on it, whether anything was read."""
    if right:
        return "right"
    if not said:
        return "silent"
    return "doubted" if read else "refused"


@attrs.frozen
class Tally:
    """Counts of a set or of one of its kinds."""

    right: int = 0
    doubted: int = 0
    refused: int = 0
    silent: int = 0
    noted: int = 0

    @property
    def all(self) -> int:
        """How many there were."""
        return self.right + self.doubted + self.refused + self.silent

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(a + b for a, b in zip(attrs.astuple(self), attrs.astuple(other), strict=True)))


def tally(judged: Iterable[Judged]) -> Tally:
    """The counts of all."""
    counts = dict.fromkeys((*FATES, "noted"), 0)
    for one in judged:
        counts[one.fate] += 1
        counts["noted"] += one.noted and one.fate == "right"
    return Tally(**counts)


def by_kind(judged: Iterable[Judged]) -> dict[str, Tally]:
    """The counts of each kind, in the order of their first appearance."""
    kinds: dict[str, list[Judged]] = {}
    for one in judged:
        kinds.setdefault(one.kind, []).append(one)
    return {kind: tally(ones) for kind, ones in kinds.items()}


def interval(count: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 % confidence (Wilson's score interval).

    >>> [round(end, 3) for end in interval(100, 100)]
    [0.963, 1.0]
    >>> [round(end, 3) for end in interval(0, 0)]
    [0.0, 1.0]
    """
    if not of:
        return 0.0, 1.0
    share = count / of
    middle = share + _Z**2 / (2 * of)
    reach = _Z * (share * (1 - share) / of + _Z**2 / (4 * of**2)) ** 0.5
    whole = 1 + _Z**2 / of
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
