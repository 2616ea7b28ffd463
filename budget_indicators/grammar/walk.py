"""A flat grammar of Lark's at work: a text as its tokens, by the grammar's own terminals.

The languages of this package are flat: which terminals may come next depends only on the terminal before. Lark's parser
would build a tree, a state and an object for each token all the same, which is nine tenths of the time. So a grammar is
read by Lark once, and texts are walked with its terminals: at each place those are tried, in the order of their rank,
that may come next and can begin with the character that stands there, and of their alternatives only those that can
(``heads.py``). Tests compare the tokens with those of Lark's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from .heads import Heads, alternatives, heads
from .loader import Name, grammar_text

if TYPE_CHECKING:
    from lark import Lark

Token: TypeAlias = tuple[str, int, int]
"""A token: its terminal, and where it stands. (A plain tuple: nothing is made more often.)"""

_Match: TypeAlias = Callable[[str, int, int], re.Match[str] | None]
_KEPT = 4096  # characters; a language has fewer, and hostile texts shall not fill the memory


@attrs.frozen(eq=False)
class _Terminal:
    """A terminal: what it can begin with, and the alternatives of its pattern with what each can begin with."""

    name: str
    heads: Heads
    alternatives: tuple[tuple[str, Heads], ...]

    def match(self, char: str) -> _Match | None:
        """What finds the terminal where ``char`` stands; ``None`` where it cannot be."""
        if not self.heads.fit(char):
            return None
        fitting = [source for source, heads in self.alternatives if heads.fit(char)]
        return _compiled("|".join(fitting)) if fitting else None


class _State(dict[str, tuple[tuple[str, _Match, "_State"], ...]]):
    """For each character, found when it is first met, the terminals to try, and the state each of them leads to."""

    def __init__(self) -> None:
        self.moves: list[tuple[_Terminal, _State]] = []  # in the order in which they are tried

    def __missing__(self, char: str) -> tuple[tuple[str, _Match, _State], ...]:
        choices = tuple([(one.name, match, after) for one, after in self.moves if (match := one.match(char))])
        if len(self) >= _KEPT:
            self.clear()
        self[char] = choices
        return choices


@attrs.frozen(eq=False)
class Walk:
    """The terminals of a grammar, by what may come next."""

    _start: _State

    def tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of ``text[start:end]`` in order and without a gap."""
        state, at = self._start, start
        while at < end:
            for name, match, after in state[text[at]]:
                if (found := match(text, at, end)) is not None:
                    yield name, at, found.end()
                    state, at = after, found.end()
                    break
            else:
                raise AssertionError("the grammars take any character")


_BUILDING = RLock()  # threads that start together wait for the first, instead of all building the same


@cache
def _compiled(source: str) -> _Match:
    """Characters that may begin the same share it."""
    with _BUILDING:
        return re.compile(source).match  # which remembers it for those that waited


@cache
def walk(name: Name) -> Walk:
    """The states of the parser of ``grammar/<name>.lark``, read once."""
    with _BUILDING:
        return _walk(name)


@cache
def parser(name: Name) -> Lark:
    """The LALR parser of ``grammar/<name>.lark``, built once."""
    with _BUILDING:
        return _parser(name)


@cache
def _walk(name: Name) -> Walk:
    from lark import Token as LarkToken
    from lark.exceptions import UnexpectedToken

    lark = parser(name)
    # Lark's own order: rank first, then the wider, the longer pattern, the name.
    ranked = sorted(lark.terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    terminals = {
        one.name: _Terminal(one.name, heads(source := one.pattern.to_regexp()), alternatives(source)) for one in ranked
    }

    def choices(parser: Any) -> frozenset[str]:
        return frozenset(terminals.keys() & parser.choices())

    first: Any = lark.parse_interactive()
    states = {choices(first): _State()}
    waiting = [first]
    for parser_state in waiting:  # grows as states are found
        expected = choices(parser_state)
        for terminal in terminals.values():
            if terminal.name not in expected:
                continue
            after = parser_state.copy()
            try:
                after.feed_token(LarkToken(terminal.name, ""))
            except UnexpectedToken:
                continue  # the table merges states: this one is not to be had here
            found = choices(after)
            if found not in states:
                states[found] = _State()
                waiting.append(after)
            states[expected].moves.append((terminal, states[found]))
    return Walk(states[choices(first)])


@cache
def _parser(name: Name) -> Lark:
    from lark import Lark
    from lark.lexer import ContextualLexer

    # Lark would prove anew at every start that the terminals do not collide, which takes seconds where interegular is
    # installed. The tests prove it (strict=True), and a terminal's rank in the grammar decides anyway.

    class Unchecked(ContextualLexer):
        def __init__(self, conf: Any, states: Any, always_accept: Any = ()) -> None:
            conf.skip_validation = True
            super().__init__(conf, states, always_accept)

    return Lark(grammar_text(name), parser="lalr", maybe_placeholders=False, _plugins={"ContextualLexer": Unchecked})
