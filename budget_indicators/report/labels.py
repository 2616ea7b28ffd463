"""Labels of bars: short enough to fit beside them, and long enough to be distinct."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile

_ROOM, _HEAD = 120, 48
"""The width of a label in pixels, and that of its beginning if it is shortened."""
_WIDE, _NARROW = 12, 7


def shortened(label: str) -> str:
    """A label that fits beside its bar: beginning and end, because the middle distinguishes names the least.

    >>> shortened("中国共产党广州市番禺区委员会政法委员会"), shortened("数量指标")
    ('中国共产…政法委员会', '数量指标')
    """
    label = " ".join(label.split())
    widths = _widths(label)
    if sum(widths) <= _ROOM:
        return label
    head = _fitting(widths, _HEAD)
    tail = _fitting(widths[::-1], _ROOM - _WIDE - sum(widths[:head]))
    return f"{label[:head]}…{label[len(label) - tail :]}"


def apart(labels: Sequence[str]) -> list[str]:
    """Shortened labels; of those that would be equal, the part after the beginning they share with another.

    >>> apart(["中国共产党广州市番禺区委员会政法委员会", "中国共产党广州市荔湾区委员会政法委员会"])
    ['…番禺区委员会政法…', '…荔湾区委员会政法…']
    """
    plain = [shortened(label) for label in labels]
    forms = [unicodedata.normalize("NFKC", label) for label in plain]  # （部门） and (部门) look the same
    alike = Counter(forms)
    ordered = sorted({" ".join(label.split()) for label in labels})
    shared: dict[str, int] = {}
    for one, other in pairwise(ordered):
        same = _shared(one, other)
        shared[one] = max(shared.get(one, 0), same)
        shared[other] = max(shared.get(other, 0), same)
    return [
        short if alike[form] == 1 else _middle(" ".join(label.split()), shared.get(" ".join(label.split()), 0)) or short
        for label, short, form in zip(labels, plain, forms, strict=True)
    ]


def _shared(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _middle(label: str, start: int) -> str:
    """A piece of a label from ``start`` on; nothing where nothing is left."""
    rest = label[start:]
    if not rest:
        return ""
    widths = _widths(rest)
    room = _ROOM - _WIDE
    if sum(widths) > room:
        return f"…{rest[: _fitting(widths, room - _WIDE)]}…"
    return f"…{rest}"


def _widths(text: str) -> list[int]:
    """The approximate width of each character in pixels, rather too wide than too narrow."""
    return [_WIDE if char in "%@MWmw" or unicodedata.east_asian_width(char) in "WFA" else _NARROW for char in text]


def _fitting(widths: Sequence[int], room: int) -> int:
    """The number of characters that fit."""
    return bisect_right([*accumulate(widths)], room)
