"""Cleaned text -> entries: where each number, level and key stands. Lark reads ``grammar/indicators.lark``.

An entry is a sequence of anchors (number, levels, keys); the name and the values are the text between them. The
grammar finds the anchors of well-formed entries; where it leaves an entry unusual, ``segment`` asks ``repair``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from ..grammar.walk import walk
from ..model.nodes import Category
from ..model.taxonomy import BY_CODE, STEMS1, STEMS2, stem

Kind: TypeAlias = Literal["ordinal", "level1", "level2", "cycle", "annual"]


@attrs.frozen(eq=False)
class Anchor:
    """A number, a level or a key, at ``start`` to ``end`` of the cleaned text, and what it says."""

    kind: Kind
    start: int
    end: int
    number: int | None = None
    category: Category | None = None


@attrs.frozen
class Entry:
    """The anchors of one indicator in the order of the text; ``start`` to ``end`` is all that belongs to it.

    ``start`` lies before the first anchor where the name comes first because number and levels are missing.
    """

    start: int
    end: int
    anchors: tuple[Anchor, ...]

    def find(self, kind: Kind) -> Anchor | None:
        """The anchor of a kind, if the entry has it."""
        for anchor in self.anchors:
            if anchor.kind == kind:
                return anchor
        return None


HYPHENS = "-‐‑‒–—―−─_~～.．、·•"
"""What stands between a level's code and its name, canonical first."""


def entries(text: str, start: int, end: int) -> Iterator[Entry]:
    """The entries of ``text[start:end]`` as the grammar reads them."""
    opened: int | None = None  # where the entry begins that is being read
    anchors: list[Anchor] = []
    for terminal, at, until in walk("indicators").tokens(text, start, end):
        if terminal == "OPENING":
            if opened is not None:
                yield Entry(opened, at, tuple(anchors))
            opened, anchors = at, _opening(text, at, until)
        elif opened is not None and (kind := _KINDS.get(terminal)) is not None:
            anchors.append(_anchor(kind, text, at, until))
    if opened is not None:
        yield Entry(opened, end, tuple(anchors))


_KINDS: dict[str, Kind] = {"LEVEL2": "level2", "CYCLE_KEY": "cycle", "ANNUAL_KEY": "annual"}


def _opening(text: str, at: int, end: int) -> list[Anchor]:
    number, comma, level1 = text[at:end].rpartition("、")
    anchors: list[Anchor] = []
    if comma:
        anchors.append(Anchor("ordinal", at, at + len(number) + 1, number=int(number)))
        at += len(number) + 1
    anchors.append(Anchor("level1", at, end, category=_category(level1)))
    return anchors


def _anchor(kind: Kind, text: str, at: int, end: int) -> Anchor:
    if kind == "level2":
        return Anchor(kind, at, end, category=_category(text[at:end]))
    return Anchor(kind, at, end - 1)  # without the colon


def _category(text: str) -> Category:
    """The category a well-formed level names; where code and name disagree, the name's."""
    code, _, name = text.partition("-")
    return (STEMS1 if len(code) == 1 else STEMS2).get(stem(name)) or BY_CODE[code]
