"""Lex a folded text with ``grammar/targets.lark``. Lark is imported on first use.

The most common kind of value, one amount with its unit and perhaps a comparator, has its own pattern: a run without
other values need not import Lark and compile its terminals, which takes longer than all the rest. Tests compare both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeAlias

from ..grammar.loader import parser
from ..patterns import lazy

Token: TypeAlias = tuple[str, int, int]
"""A token: its terminal, its start and its end."""

Part: TypeAlias = tuple[Token, ...]
"""A part of a value: an amount (its number, its unit and what it is counted in), or a single token."""


def parts(text: str) -> list[Part]:
    """The parts of a folded text, in order and without a gap: the grammar takes any character.

    >>> [[kind for kind, _, _ in part] for part in parts("不少于20次/月")]
    [['AT_LEAST'], ['DIGITS', 'COUNT', 'SLASH_TAIL']]
    """
    amount = _amount(text)
    return parts_by_lark(text) if amount is None else _simple(amount)


def is_amount(text: str) -> bool:
    """Whether a text, folded or not, is one amount with its unit and perhaps a comparator, in the grammar's form."""
    return _amount(text) is not None


def _amount(text: str) -> re.Match[str] | None:
    return _AMOUNT.fullmatch(text) or _BARE.fullmatch(text)


def parts_by_lark(text: str) -> list[Part]:
    """The parts of any text, by Lark."""
    from lark import Tree

    return [
        tuple([_token(one) for one in child.children]) if isinstance(child, Tree) else (_token(child),)
        for child in parser("targets").parse(text).children
    ]


_BEFORE = (
    "(?:(?P<AT_LEAST>≥|不[少低]于)|(?P<AT_MOST>≤|不超过|不[高大多]于)|(?P<MORE_THAN>>)|(?P<LESS_THAN><)|(?P<EQUALS>=))"
)
_UNIT = (
    "(?:(?P<PERCENT>[%‰]|百分点)|(?P<MONEY>元)|(?P<SCORE>分)|(?P<TIME>分钟|小时|天|周|个月|个?工作日)"
    "|(?P<SIZE>平方米|平方公里|立方米|公里|千米|米|亩|公顷|吨|公斤)"
    "|(?P<COUNT>[人批场班车户]次|[个次人名位户家件项份篇条期场宗套台辆株座处间栋本册届轮例头只块]))"
)
_BEHIND = "(?:(?P<OR_MORE>以上)|(?P<OR_LESS>以[下内])|(?P<WITHIN>内)|(?P<MORE_OR_LESS>左右))?"
# Without a unit only after a comparator, and only if short: 2025 may be a year, 12345 a telephone number.
_BARE = lazy(rf"{_BEFORE}(?P<DIGITS>\d{{1,3}}(?:\.\d{{1,2}})?)")
_AMOUNT = lazy(rf"{_BEFORE}?(?P<DIGITS>\d{{1,5}}(?:\.\d{{1,2}})?万?){_UNIT}{_BEHIND}")


def _simple(match: re.Match[str]) -> list[Part]:
    """The parts of a value that is one amount, and the text around it."""
    found: list[Token] = [(kind, *match.span(kind)) for kind, text in match.groupdict().items() if text is not None]
    number = next(at for at, (kind, _, _) in enumerate(found) if kind == "DIGITS")
    amount = found[number : number + 2]
    return [*((one,) for one in found[:number]), tuple(amount), *((one,) for one in found[number + 2 :])]


def _token(token: Any) -> Token:
    return token.type, token.start_pos, token.end_pos


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text, in order."""
    return [token for part in parts(text) for token in part]


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether ``text`` is a unit or a scale, as after a number: 个工作日, 万元, 次/年."""
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
        "INVERSE_TAIL",
        "BRACKET_TAIL",
    )
)
