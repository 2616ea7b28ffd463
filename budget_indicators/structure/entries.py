"""Read the entries of a cleaned text with Lark and ``grammar/indicators.lark``.

An entry is a sequence of anchors (number, levels, keys); the name and the values are the text between them. The
grammar finds the anchors of well-formed entries; entries that look damaged are passed to ``repair`` by ``parse``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from ..grammar.loader import parser
from ..model.nodes import Category
from ..model.taxonomy import BY_CODE, STEMS1, STEMS2, stem

Kind: TypeAlias = Literal["ordinal", "level1", "level2", "cycle", "annual", "both"]
ALL_PARTS: tuple[Kind, ...] = ("ordinal", "level1", "level2", "cycle", "annual")
"""The kinds of anchor of a complete entry, in the order of canonical text."""


class Anchor(NamedTuple):
    """A number, a level or a key at ``start`` to ``end`` of the cleaned text, and its meaning.

    A level without a category is unknown, or ``ditto``: the level of the entry above. ``both`` is one key for both
    targets.
    """

    kind: Kind
    start: int
    end: int
    number: int | None = None
    category: Category | None = None
    ditto: bool = False


class Entry(NamedTuple):
    """The anchors of one indicator in text order; ``start`` to ``end`` is everything that belongs to it.

    ``start`` is before the first anchor if the name comes first because number and levels are missing.
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
"""Separators between a level's code and its name, the canonical one first."""


def entries(text: str, start: int, end: int) -> Iterator[Entry]:
    """The entries of ``text[start:end]`` as the grammar reads them."""
    if start >= end:
        return
    anchors: list[Anchor] = []
    for following in _read_by_grammar(text, start, end):
        if anchors:
            yield Entry(anchors[0].start, following[0].start, tuple(anchors))
        anchors = following
    if anchors:
        yield Entry(anchors[0].start, end, tuple(anchors))


def _read_by_grammar(text: str, start: int, end: int) -> Iterator[list[Anchor]]:
    """The anchors of each entry in Lark's parse tree."""
    from lark import TextSlice, Token, Tree

    for part in parser("indicators").parse(TextSlice(text, start, end)).children:
        if isinstance(part, Tree) and part.data == "entry":
            yield [
                _anchor(token.type, token.start_pos or 0, token) for token in part.children if isinstance(token, Token)
            ]


def _anchor(terminal: str, at: int, written: str) -> Anchor:
    end = at + len(written)
    match terminal:
        case "NUMBER":
            return Anchor("ordinal", at, end, number=int(written[:-1]))
        case "LEVEL1":
            return Anchor("level1", at, end, category=_category(written))
        case "LEVEL2":
            return Anchor("level2", at, end, category=_category(written))
        case "CYCLE_KEY":
            return Anchor("cycle", at, end - 1)  # without the colon
        case _:
            return Anchor("annual", at, end - 1)


def _category(text: str) -> Category:
    """The category of a well-formed level; if code and name disagree, the name decides."""
    code, _, name = text.partition("-")
    return (STEMS1 if len(code) == 1 else STEMS2).get(stem(name)) or BY_CODE[code]
