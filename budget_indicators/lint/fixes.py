"""Repairs: edits on the text as given, applied in rounds until nothing is left to do.

A safe fix never changes a normalised value and never drops text. That is not taken on trust: after each round the text
is parsed again, and a fix that broke the promise is put back and reported as it was.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import attrs

from ..model import Diagnostic, Edit, FreeText, IndicatorTree, Stray, Target
from ..parse import parse_indicators
from ..rules.check import Subject
from ..rules.registry import Selection, choose
from ..rules.words import letters
from ..source import clean
from .engine import _words, lint_subject

MAX_ROUNDS = 12
"""More rounds than repairs can wait for each other; what is not stable by then goes in circles."""
MAX_TRIES = 200
"""How often the text is parsed again to find the repairs that broke their promise; what is not tried is put back."""


@attrs.frozen
class Fixed:
    """The outcome of repairing one string.

    ``text`` is the repaired text, ``applied`` how often each rule's fix was applied, ``remaining`` what is still wrong
    with it (a fix that had to be put back has lost its fix here). ``converged`` is false where the rounds ran out.
    """

    text: str
    applied: tuple[tuple[str, int], ...]
    remaining: tuple[Diagnostic, ...]
    converged: bool


def fix_indicators(
    text: str,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    review: bool = False,
    year: int | None = None,
    unsafe: bool = False,
) -> Fixed:
    """Repair one indicator string; the parameters are those of ``lint_indicators``, ``unsafe`` allows unsafe fixes.

    >>> fix_indicators("1、1-产出指标;11-数量指标;培训次数;实施周期指标值:1次;年度指标值:1次").text
    '1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。'
    """
    return fix_subject(
        Subject(parse_indicators(text, year=year), year), choose(_words(select), _words(ignore), review), unsafe=unsafe
    )


def fix_subject(subject: Subject, selection: Selection, *, unsafe: bool = False) -> Fixed:
    """Repair the text of one parsed string."""
    applied: Counter[str] = Counter()
    refused: set[tuple[str, tuple[Edit, ...]]] = set()
    for _ in range(MAX_ROUNDS):
        found = lint_subject(subject, selection)
        wanted = [
            one
            for one in found
            if one.fix is not None and (unsafe or one.fix.safety == "safe") and (one.code, one.fix.edits) not in refused
        ]
        batch = _apart(wanted)
        if not batch:
            return Fixed(subject.tree.source, tuple(sorted(applied.items())), _without(found, refused), True)
        after, done = _apply(subject, batch)
        refused |= {(one.code, one.fix.edits) for one in batch if one not in done and one.fix is not None}
        if done:
            refused.clear()  # positions have moved: what was refused is judged anew
            applied.update(one.code for one in done)
            subject = after
    found = lint_subject(subject, selection)
    return Fixed(subject.tree.source, tuple(sorted(applied.items())), _without(found, refused), False)


def _without(found: Sequence[Diagnostic], refused: set[tuple[str, tuple[Edit, ...]]]) -> tuple[Diagnostic, ...]:
    return tuple(
        attrs.evolve(one, fix=None) if one.fix is not None and (one.code, one.fix.edits) in refused else one
        for one in found
    )


def _apart(wanted: Sequence[Diagnostic]) -> list[Diagnostic]:
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


def _apply(subject: Subject, batch: list[Diagnostic]) -> tuple[Subject, list[Diagnostic]]:
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
    """What a safe fix must leave as it is: levels, names and values, and every word that stands between entries."""
    entries = tuple(
        (one.level1, one.level2, _trimmed(one.name), _kept(one.cycle), _kept(one.annual)) for one in tree.indicators
    )
    between = "".join(letters(clean(piece.text).text) for piece in tree.pieces if isinstance(piece, Stray))
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
