"""Repairs: edits to the original text, applied in rounds until no fix is left.

A safe fix never changes a normalised value and never drops text. This is verified: after each round the text is parsed
again, and a fix that broke the promise is reverted and reported without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import attrs

from ..model.nodes import Diagnostic, Edit
from ..model.shown import short_repr
from ..parse import parse_indicators
from ..rules.check import Subject
from ..rules.registry import Selection, choose
from .engine import find, words_of
from .verified_fixes import apart, apply

MAX_ROUNDS = 12
"""More rounds than repairs can wait for each other; a text that is not stable by then goes in circles."""


@attrs.frozen(repr=False)
class Fixed:
    """The outcome of repairing one string.

    ``text`` is the repaired text, ``applied`` the number of applied fixes of each rule, ``remaining`` the remaining
    findings (a reverted one without its fix). ``converged`` is false if the limit of rounds was reached.
    """

    text: str
    applied: tuple[tuple[str, int], ...]
    remaining: tuple[Diagnostic, ...]
    converged: bool

    def __repr__(self) -> str:
        """The fields, long ones shortened."""
        return short_repr(self)


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
    if not isinstance(text, str):
        raise TypeError(f"fix_indicators() takes a str, not {type(text).__name__}")
    return fix_subject(
        Subject(parse_indicators(text, year=year), year),
        choose(words_of(select), words_of(ignore), review),
        unsafe=unsafe,
    )


def fix_subject(
    subject: Subject,
    selection: Selection,
    *,
    unsafe: bool = False,
    wanted: Callable[[Subject, Diagnostic], bool] | None = None,
) -> Fixed:
    """Repair the text of one parsed string; ``wanted`` selects the findings to repair (default: all)."""
    applied: Counter[str] = Counter()
    refused: set[tuple[str, tuple[Edit, ...]]] = set()
    for _ in range(MAX_ROUNDS):
        found = find(subject, selection)
        repairs = [
            one
            for one in found
            if one.fix is not None
            and (unsafe or one.fix.safety == "safe")
            and (one.code, one.fix.edits) not in refused
            and (wanted is None or wanted(subject, one))
        ]
        batch = apart(repairs)
        if not batch:
            return Fixed(subject.tree.source, tuple(sorted(applied.items())), _without(found, refused), True)
        after, done = apply(subject, batch)
        put_back = set(batch).difference(done)
        refused |= {(one.code, one.fix.edits) for one in put_back if one.fix is not None}
        if done:
            refused.clear()  # positions have moved: refused fixes are tried again
            applied.update(one.code for one in done)
            subject = after
    found = find(subject, selection)
    return Fixed(subject.tree.source, tuple(sorted(applied.items())), _without(found, refused), False)


def _without(found: Sequence[Diagnostic], refused: set[tuple[str, tuple[Edit, ...]]]) -> tuple[Diagnostic, ...]:
    return tuple(
        attrs.evolve(one, fix=None) if one.fix is not None and (one.code, one.fix.edits) in refused else one
        for one in found
    )
