"""The differences between a text and its repaired form, as edits of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from ..model.nodes import Edit, Span

_TOKEN = re.compile(r"[^\s；;。:：，,、]+|.", re.DOTALL)
_AHEAD = 48
"""Tokens of look-ahead for a position where both texts agree again; repairs change a few at a time."""
_ALIKE = 3


def changes(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that turn ``before`` into ``after``, in the order of the text and apart from each other.

    Linear in the length of the texts: both are walked side by side, and after a difference the next position, not far
    ahead, is searched where they agree again.

    >>> [(edit.span.start, edit.text) for edit in changes("培训;次数:1次", "培训；次数:1次。")]
    [(2, '；'), (8, '。')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = [0, *accumulate(map(len, old))]
    edits: list[Edit] = []
    for a, b, c, d in _differences(old, new):
        edit = _least(starts[a], before[starts[a] : starts[b]], "".join(new[c:d]))
        if edits and edits[-1].span.end == edit.span.start:
            edit = Edit(Span(edits[-1].span.start, edit.span.end), edits.pop().text + edit.text)
        edits.append(edit)
    return tuple(edits)


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The differing stretches: start and end in the old text, start and end in the new."""
    end = 0
    while end < min(len(old), len(new)) and old[-1 - end] == new[-1 - end]:
        end += 1
    i = j = 0
    last_i, last_j = len(old) - end, len(new) - end
    while i < last_i or j < last_j:
        if i < last_i and j < last_j and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        x, y = _next_alike(old, new, i, j, last_i, last_j)
        yield i, i + x, j, j + y
        i, j = i + x, j + y


def _next_alike(old: Sequence[str], new: Sequence[str], i: int, j: int, last_i: int, last_j: int) -> tuple[int, int]:
    """How many tokens of each differ from here on, before both go on alike; a piece of both where they do not soon."""
    most_x, most_y = min(_AHEAD, last_i - i), min(_AHEAD, last_j - j)
    for both in range(1, most_x + most_y + 1):
        for x in range(max(0, both - most_y), min(both, most_x) + 1):
            p, q = i + x, j + both - x
            alike = _ALIKE if x != both - x else _ALIKE - 1  # equal numbers are likelier
            if old[p : p + alike] == new[q : q + alike] and (p < len(old) or q == len(new)):
                return x, both - x
    return most_x, most_y


def _least(start: int, old: str, new: str) -> Edit:
    """The edit without the common beginning and end of both sides."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(Span(start + head, start + len(old) - tail), new[head : len(new) - tail])
