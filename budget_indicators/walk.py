"""A flat grammar of Lark's at work: a text as its tokens, by the grammar's own terminals.

The languages of this package are flat: which terminals may come next depends only on the terminal before. Lark's parser
would build a tree, a state and an object for each token all the same, which is nine tenths of the time. So a grammar is
read by Lark once, its terminals are compiled into one pattern for each set of them that may come next, and texts are
walked with these patterns. Tests compare the tokens with those of Lark's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any

import attrs

from .grammars import grammar_text

if TYPE_CHECKING:
    from lark import Lark


@attrs.frozen(eq=False)
class Walk:
    """For each state the terminals that may come next, as one pattern, and the state each of them leads to."""

    _sources: tuple[str, ...]
    _moves: tuple[dict[str, int], ...]

    def tokens(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The tokens of ``text[start:end]`` in order and without a gap; ``lastgroup`` names the terminal."""
        state, at = 0, start
        while at < end:
            match = _compiled(self._sources[state]).match(text, at, end)
            assert match is not None  # the grammars take any character
            yield match
            at = match.end()
            state = self._moves[state][match.lastgroup]  # type: ignore[index]


_BUILDING = RLock()  # threads that start together wait for the first, instead of all building the same


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """A pattern, compiled when a text reaches its state: large ones take their time, and few texts reach them all."""
    with _BUILDING:
        return re.compile(source)  # which remembers it for those that waited


@cache
def walk(name: str) -> Walk:
    """The states of the parser of ``grammar/<name>.lark``, read once."""
    with _BUILDING:
        return _walk(name)


@cache
def parser(name: str) -> Lark:
    """The LALR parser of ``grammar/<name>.lark``, built once."""
    with _BUILDING:
        return _parser(name)


@cache
def _walk(name: str) -> Walk:
    from lark import Token
    from lark.exceptions import UnexpectedToken

    lark = parser(name)
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
        for terminal in choices(state):
            after = state.copy()
            try:
                after.feed_token(Token(terminal, ""))
            except UnexpectedToken:
                continue  # the table merges states: this one is not to be had here
            found = choices(after)
            if found not in states:
                states[found] = len(states)
                waiting.append(after)
            moves[-1][terminal] = states[found]
    sources = tuple(
        "|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals if t.name in found) for found in states
    )
    return Walk(sources, tuple(moves))


@cache
def _parser(name: str) -> Lark:
    from lark import Lark
    from lark.lexer import ContextualLexer

    # Lark would prove anew at every start that the terminals do not collide, which takes seconds where interegular is
    # installed. The tests prove it (strict=True), and a terminal's rank in the grammar decides anyway.

    class Unchecked(ContextualLexer):
        def __init__(self, conf: Any, states: Any, always_accept: Any = ()) -> None:
            conf.skip_validation = True
            super().__init__(conf, states, always_accept)

    return Lark(grammar_text(name), parser="lalr", maybe_placeholders=False, _plugins={"ContextualLexer": Unchecked})
