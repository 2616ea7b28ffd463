"""``grammar/targets.lark`` at work: a folded text as a flat list of tokens. Lark is imported on first use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..walk import Walk, walk

if TYPE_CHECKING:
    from lark import Lark


class Token(str):
    """A token: its text, its terminal (``type``), and where it stands."""

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text, in order and without a gap."""
    out: list[Token] = []
    for match in _walk().tokens(text, 0, len(text)):
        token = Token(match[0])
        token.type = match.lastgroup or ""
        token.start_pos, token.end_pos = match.span()
        out.append(token)
    return out


@cache
def _walk() -> Walk:
    return walk(parser())


@cache
def parser() -> Lark:
    """The parser, built once.

    Lark would prove anew at every start that the terminals do not collide, which takes seconds where interegular is
    installed. The tests prove it (``strict=True``), and a terminal's rank in the grammar decides anyway.
    """
    from lark import Lark
    from lark.lexer import ContextualLexer

    from ..grammars import grammar_text

    class Unchecked(ContextualLexer):
        def __init__(self, conf: Any, states: Any, always_accept: Any = ()) -> None:
            conf.skip_validation = True
            super().__init__(conf, states, always_accept)

    return Lark(
        grammar_text("targets"), parser="lalr", maybe_placeholders=False, _plugins={"ContextualLexer": Unchecked}
    )
