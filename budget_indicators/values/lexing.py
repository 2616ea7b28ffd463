"""``grammar/targets.lark`` at work: a folded text as what its rules make of it. Lark is imported on first use."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

from ..grammar.loader import parser

Token: TypeAlias = tuple[str, int, int]
"""A token: its terminal, and where it stands (start, end)."""

Part: TypeAlias = tuple[Token, ...]
"""What stands by itself in a value: an amount (its number, its unit and what it is counted in), or one token."""


def parts(text: str) -> list[Part]:
    """The parts of a folded text, in order and without a gap: the grammar takes any character.

    >>> [[kind for kind, _, _ in part] for part in parts("不少于20次/月")]
    [['AT_LEAST'], ['DIGITS', 'COUNT', 'SLASH_TAIL']]
    """
    from lark import Tree

    return [
        tuple([_token(one) for one in child.children]) if isinstance(child, Tree) else (_token(child),)
        for child in parser("targets").parse(text).children
    ]


def _token(token: Any) -> Token:
    return token.type, token.start_pos, token.end_pos


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text, in order."""
    return [token for part in parts(text) for token in part]


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether ``text`` is a unit or a scale, as it would stand behind a number: 个工作日, 万元, 次/年."""
    kinds = [kind for kind, _, _ in tokens(f"1{text}")]
    return kinds[0] == "DIGITS" and set(kinds[1:]) <= _UNITS


_UNITS = frozenset(
    (
        "PERCENT",
        "MONEY",
        "TIME",
        "MONTH",
        "AGE",
        "SCORE",
        "SIZE",
        "COUNT",
        "THING",
        "SLASH_TAIL",
        "DOT_TAIL",
        "BRACKET_TAIL",
    )
)
