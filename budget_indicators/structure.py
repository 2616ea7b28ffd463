"""Cleaned text -> entries: where each number, level and key stands. Lark reads ``grammar/indicators.lark``.

An entry is a sequence of anchors (number, levels, keys); the name and the values are the text between them. The
grammar finds the anchors of well-formed entries; where it leaves an entry unusual, ``segment`` asks ``repair``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from .grammars import grammar_text
from .model import Category
from .taxonomy import BY_CODE, STEMS1, STEMS2, stem

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

Kind: TypeAlias = Literal["ordinal", "level1", "level2", "cycle", "annual"]


@attrs.frozen
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
        return next((anchor for anchor in self.anchors if anchor.kind == kind), None)


@cache
def parser() -> Lark:
    """The LALR parser of the grammar, built on first use."""
    from lark import Lark

    return Lark(grammar_text("indicators"), parser="lalr")


HYPHENS = "-‐‑‒–—―−─_~～.．、·•"
"""What stands between a level's code and its name, canonical first."""


def entries(text: str, start: int, end: int) -> Iterator[Entry]:
    """The entries of ``text[start:end]`` as the grammar reads them."""
    from lark import TextSlice

    found = [tree for tree in _subtrees(parser().parse(TextSlice(text, start, end))) if tree.data == "entry"]
    starts = [_place(_opening(tree))[0] for tree in found] + [end]
    for index, tree in enumerate(found):
        yield Entry(starts[index], starts[index + 1], tuple(_anchors(tree)))


def _subtrees(tree: Tree[Token]) -> Iterator[Tree[Token]]:
    for child in tree.children:
        if not isinstance(child, str):
            yield child


def _opening(tree: Tree[Token]) -> Token:
    """The token an entry or a section begins with."""
    token = tree.children[0]
    assert isinstance(token, str)
    return token


def _place(token: Token) -> tuple[int, int]:
    assert token.start_pos is not None
    assert token.end_pos is not None
    return token.start_pos, token.end_pos


def _anchors(entry: Tree[Token]) -> Iterator[Anchor]:
    opening = _opening(entry)
    at, end = _place(opening)
    number, comma, level1 = opening.rpartition("、")
    if comma:
        yield Anchor("ordinal", at, at + len(number) + 1, number=int(number))
        at += len(number) + 1
    yield Anchor("level1", at, end, category=_category(level1))
    for section in _subtrees(entry):
        if section.data != "section":
            continue
        head = _opening(section)
        start, end = _place(head)
        match head.type:
            case "LEVEL2":
                yield Anchor("level2", start, end, category=_category(str(head)))
            case "CYCLE_KEY":
                yield Anchor("cycle", start, end - 1)
            case _:
                yield Anchor("annual", start, end - 1)


def _category(text: str) -> Category:
    """The category a well-formed level names; where code and name disagree, the name's."""
    code, _, name = text.partition("-")
    return (STEMS1 if len(code) == 1 else STEMS2).get(stem(name)) or BY_CODE[code]
