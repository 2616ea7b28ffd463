"""Cleaned text -> entries: where each number, level and key stands. Lark reads ``grammar/indicators.lark``.

An entry is a sequence of anchors (number, levels, keys); the name and the values are the text between them. The
grammar finds the anchors of well-formed entries; where it leaves an entry unusual, ``repair`` looks for damaged ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from .grammars import grammar_text
from .model import Category
from .source import Source
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


PLAIN: tuple[Kind, ...] = ("ordinal", "level1", "level2", "cycle", "annual")

HYPHENS = "-‐‑‒–—―−_~.．、·"
"""What stands between a level's code and its name, canonical first."""

# Words and marks inside a name or a value that may be the remains of a damaged anchor. An entry without them is what
# it seems to be; with them a closer look is taken, nothing more.
_SUSPICIOUS = re.compile(
    r"[；;:：。|｜]"
    r"|指标|周期|施期|年度[指目值直]|[当本]年"
    r"|[0-9][、.．)）](?![0-9])"
    rf"|(?<![0-9])[1-9]{{1,2}}[{HYPHENS}]{{1,2}}[^0-9\W]"
    r"|[（(][续一二三四五六七八九十0-9]{1,3}[）)]|[①-⑳]"
    r"|[0-9]\.[0-9]{2}(?![0-9%])|第[0-9]+页"
)
_MARKS = " ；;:：。"


def read(source: Source) -> list[Entry]:
    """The entries of a cleaned text, damaged ones repaired."""
    from .repair import repair

    text = source.text
    out: list[Entry] = []
    damaged: int | None = 0  # where the region begins that needs a closer look
    for entry in _entries(text):
        if is_plain(text, entry, _last_number(out)):
            if damaged is not None and entry.start > damaged:
                out += repair(source, damaged, entry.start, _last_number(out))
            damaged = None
            out.append(entry)
        elif damaged is None:
            damaged = entry.start
    if damaged is not None and damaged < len(text):
        out += repair(source, damaged, len(text), _last_number(out))
    return out


def _last_number(entries: list[Entry]) -> int | None:
    for entry in reversed(entries):
        ordinal = entry.find("ordinal")
        if ordinal is not None:
            return ordinal.number
    return None


def _entries(text: str) -> Iterator[Entry]:
    """The entries as the grammar reads them."""
    found = [tree for tree in _subtrees(parser().parse(text)) if tree.data == "entry"]
    starts = [_place(_opening(tree))[0] for tree in found] + [len(text)]
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


def is_plain(text: str, entry: Entry, before: int | None) -> bool:
    """Is this entry surely what the grammar reads: all parts, in order, and nothing suspicious in its texts?

    ``before`` is the number of the entry before: any number but the next (or 1, a new count) may be two run together.
    """
    anchors = entry.anchors
    if len(anchors) != len(PLAIN) or any(a.kind != kind for a, kind in zip(anchors, PLAIN, strict=True)):
        return False
    if anchors[0].number not in (1, (before or 0) + 1):
        return False
    _, level1, level2, cycle, annual = anchors
    if text[level1.end : level2.start].strip(_MARKS):
        return False
    for start, end in (
        (level2.end, cycle.start),
        (cycle.end, annual.start),
        (annual.end, entry.end),
    ):
        inner = text[start:end].strip(_MARKS)
        if not inner or _SUSPICIOUS.search(inner):
            return False
    return True
