"""What a safe repair promises, and whether it holds: no number, level, name or value changes, no word is dropped.

A repair is not believed because it says so. It is applied, the text is parsed again, and both trees are compared.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from ..model.nodes import Diagnostic, Edit, FreeText, IndicatorTree, Stray, Target
from ..parse import parse_indicators
from ..rules.check import Subject
from ..rules.words import letters
from ..text.cleaning import clean

MAX_TRIES = 200
"""How often the text is parsed again to find the repairs that broke their promise; what is not tried is put back."""
_MAX_WAVES = 8


def believed(subject: Subject, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings, without those safe fixes that would not keep their promise."""
    waiting = [one for one in found if one.fix is not None and one.fix.safety == "safe"]
    if not waiting:
        return tuple(found)
    # By identity: a finding with its edits is dear to hash, and each stands in the list once.
    broken: set[int] = set()
    for _ in range(_MAX_WAVES):
        batch = apart(waiting)
        if not batch:
            break
        _, kept = apply(subject, batch)
        tried = {id(one) for one in batch}
        broken |= tried.difference(map(id, kept))
        waiting = [one for one in waiting if id(one) not in tried]
    return tuple(attrs.evolve(one, fix=None) if id(one) in broken else one for one in found)


def apart(wanted: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Of the fixes those of one kind that do not touch each other, safe ones first; the others wait for the next round.

    Touching edits wait too: what one inserts may be what the other was made for.
    """
    safe = [one for one in wanted if one.fix is not None and one.fix.safety == "safe"]
    chosen: list[Diagnostic] = []
    taken: list[tuple[int, int]] = []
    for one in safe or wanted:
        assert one.fix is not None
        places = sorted((edit.span.start, edit.span.end) for edit in one.fix.edits)
        if places and not any(_touches(taken, *place) for place in places) and not _tangled(places):
            for place in places:
                insort(taken, place)
            chosen.append(one)
    return chosen


def _touches(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (start, end))
    before = at > 0 and taken[at - 1][1] >= start
    after = at < len(taken) and taken[at][0] <= end
    return before or after


def _tangled(places: list[tuple[int, int]]) -> bool:
    """Whether the edits of one fix overlap each other: such a fix cannot be applied."""
    return any(one[1] > other[0] for one, other in pairwise(places))


def apply(subject: Subject, batch: list[Diagnostic]) -> tuple[Subject, list[Diagnostic]]:
    """The text after a batch of fixes, and those that kept their promise; the others are put back."""
    after = _with(subject, batch)
    if batch[0].fix is not None and batch[0].fix.safety == "unsafe":
        return after, batch
    promise = _promise(subject.tree)
    if _promise(after.tree) == promise:
        return after, batch
    kept: list[Diagnostic] = []
    after = subject
    # Halve until the guilty ones stand alone; keep what holds together with what was kept before.
    waiting = [batch]
    for _ in range(MAX_TRIES):
        if not waiting:
            break
        part = waiting.pop()
        together = _with(subject, [*kept, *part])
        if _promise(together.tree) == promise:
            kept, after = [*kept, *part], together
        elif len(part) > 1:
            middle = len(part) // 2
            waiting += [part[middle:], part[:middle]]
    return after, kept


def _with(subject: Subject, batch: Iterable[Diagnostic]) -> Subject:
    edits = [edit for one in batch if one.fix is not None for edit in one.fix.edits]
    text = edited(subject.tree.source, edits)
    return attrs.evolve(subject, tree=parse_indicators(text, year=subject.year))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with edits applied that do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join((*pieces, text[at:]))


def _promise(tree: IndicatorTree) -> tuple[object, ...]:
    """What a safe fix must leave as it is: all that entries say, and every word that stands between them."""
    entries = tuple(
        (one.ordinal, one.level1, one.level2, _trimmed(one.name), _kept(one.cycle), _kept(one.annual))
        for one in tree.indicators
    )
    between = "".join(
        letters(clean(piece.text, escapes=True).text) for piece in tree.pieces if isinstance(piece, Stray)
    )
    return entries, between, tree.withheld


def _kept(target: Target | None) -> tuple[object, ...] | None:
    if target is None:
        return None
    # A repaired comparator (不少6次 -> 不少于6次) adds a letter but no meaning; words without a number must stay.
    words = _trimmed(target.text) if isinstance(target.value, FreeText) else ""
    return target.value, target.measures, words


def _trimmed(text: str) -> str:
    """A text without the punctuation around it, which a repair may take away."""
    return text.strip(" .,;:，。、；：")
