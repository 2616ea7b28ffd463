"""What differs between a text and its repaired form, as edits on the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..model.nodes import Edit, Span

_TOKEN = re.compile(r"[^\s；;。:：，,、]+|.", re.DOTALL)


def changes(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that turn ``before`` into ``after``, in the order of the text and apart from each other.

    >>> [(edit.span.start, edit.text) for edit in changes("培训;次数:1次", "培训；次数:1次。")]
    [(2, '；'), (8, '。')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = _starts(old)
    edits: list[Edit] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            edits.append(_least(starts[a], before[starts[a] : starts[b]], "".join(new[c:d])))
    return tuple(edits)


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _least(start: int, old: str, new: str) -> Edit:
    """The edit without what both sides begin and end with."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(Span(start + head, start + len(old) - tail), new[head : len(new) - tail])
