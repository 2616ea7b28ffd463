"""``grammar/targets.lark`` at work: a folded text as a flat list of tokens. Lark is imported on first use.

The language is flat: which terminals may come next depends only on the terminal before. Lark's parser would build a
tree and a parser state for each token all the same, which is nine tenths of the time. So the grammar is read by Lark
once, its terminals are compiled into one pattern for each set of them that may come next, and the text is walked with
these patterns. A test compares the tokens with those of Lark's own parser.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from lark import Lark


class Token(str):
    """A token: its text, its terminal (``type``), and where it stands."""

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int


@attrs.frozen
class _Walk:
    """For each state the pattern of all terminals that may come next, and the state each of them leads to."""

    patterns: tuple[re.Pattern[str], ...]
    moves: tuple[dict[str, int], ...]


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text, in order and without a gap."""
    walk = _walk()
    patterns, moves = walk.patterns, walk.moves
    out: list[Token] = []
    state = at = 0
    size = len(text)
    while at < size:
        match = patterns[state].match(text, at)
        assert match is not None  # OTHER takes any character
        kind = match.lastgroup
        assert kind is not None
        token = Token(match[0])
        token.type = kind
        token.start_pos = at
        token.end_pos = at = match.end()
        out.append(token)
        state = moves[state][kind]
    return out


@cache
def _walk() -> _Walk:
    from lark import Token as LarkToken
    from lark.exceptions import UnexpectedToken

    lark = parser()
    # Lark's own order: rank first, then the wider, the longer pattern, the name.
    terminals = sorted(lark.terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    names = {terminal.name for terminal in terminals}

    def choices(parser: Any) -> frozenset[str]:
        return frozenset(names.intersection(parser.choices()))

    first: Any = lark.parse_interactive()
    states = {choices(first): 0}
    waiting = [first]
    moves: list[dict[str, int]] = []
    for state in waiting:  # grows as states are found
        moves.append({})
        for name in choices(state):
            after = state.copy()
            try:
                after.feed_token(LarkToken(name, ""))
            except UnexpectedToken:
                continue  # the table merges states: this one is not to be had here
            found = choices(after)
            if found not in states:
                states[found] = len(states)
                waiting.append(after)
            moves[-1][name] = states[found]
    patterns = tuple(
        re.compile("|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals if t.name in found))
        for found in states
    )
    return _Walk(patterns, tuple(moves))


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
