"""Whether an entry may contain more than its parts: other columns, remarks, a repeated part."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalogue import strings as m
from ..model.nodes import Diagnostic
from ..model.taxonomy import STEMS1, STEMS2, stem
from ..patterns import lazy
from .as_written import Stated

COMMON_MARKS = "；;：:，,、/"
"""Marks that are layout in any context."""

# Signs that may surround a remark, or precede another column or a list number.
_BESIDE = lazy(r"[^\w%％≥≤><=＞＜.+\-—…·:：]")
_UNCOMMON_MARK = lazy(r"[^\w；;:：，,、。/.．\-—–－ ]")
_MAY_BE_COLUMN = lazy("[（(，,；][^（(，,；]{0,12}[0-9:：=]|[为是分值重数] ?[0-9]")
_USUAL = frozenset(
    told.code
    for told in (
        *(m.SEPARATOR, m.MISSING_SEPARATOR, m.COLON, m.KEY_MISSPELT, m.KEY_VARIANT, m.KEY_ORDER, m.HYPHEN),
        *(m.LEVEL_MISSPELT, m.LEVEL_CODE_MISSING, m.LEVEL_MISMATCH, m.LEVEL_PARENT, m.LEVEL_NAME_MISSING),
        *(m.LEVEL_ALIAS, m.ORDINAL_MISSING, m.ORDINAL_REPEATED, m.ORDINAL_ORDER, m.OPERATOR),
        *(m.COMPARATOR_TYPO, m.MISSING_STOP, m.DUPLICATE, m.UNREAD_IN_VALUE, m.LOOK_ALIKE_DIGIT, m.ORDINAL_MARK),
    )
)
"""The diagnostics of an entry with single marks between its parts, which contains nothing else."""


def may_hold_more(
    head: str | None, name: str, plain: bool, values: Iterable[Stated | None], marks: str, told: Iterable[Diagnostic]
) -> bool:
    """Whether a built entry may contain more than its parts.

    ``head`` is its text to the end of the last level, ``plain`` whether there is nothing to report about the name,
    ``marks`` are the wrong ones, ``told`` are the reported diagnostics.
    """
    if not name or (bare := stem(name)) in STEMS1 or bare in STEMS2:
        return True
    if (_MAY_BE_COLUMN if plain else _BESIDE).search(name) is not None:
        return True
    for value in values:
        if value is None or (_MAY_BE_COLUMN if value.plain else _BESIDE).search(value.known.text) is not None:
            return True
    if head is None or _UNCOMMON_MARK.search(head) is not None:
        return True
    return any(mark not in COMMON_MARKS for mark in marks) or any(one.code not in _USUAL for one in told)
