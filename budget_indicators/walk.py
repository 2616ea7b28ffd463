"""A flat grammar of Lark's at work: a text as its tokens, by the grammar's own terminals.

The languages of this package are flat: which terminals may come next depends only on the terminal before. Lark's parser
would build a tree, a state and an object for each token all the same, which is nine tenths of the time. So a grammar is
read by Lark once, its terminals are compiled into one pattern for each set of them that may come next, and texts are
walked with these patterns. Tests compare the tokens with those of Lark's own parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from lark import Lark


@attrs.frozen
class Walk:
    """For each state the pattern of all terminals that may come next, and the state each of them leads to."""

    patterns: tuple[re.Pattern[str], ...]
    moves: tuple[dict[str, int], ...]

    def tokens(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The tokens of ``text[start:end]`` in order and without a gap; ``lastgroup`` names the terminal."""
        patterns, moves = self.patterns, self.moves
        state, at = 0, start
        while at < end:
            match = patterns[state].match(text, at, end)
            assert match is not None  # the grammars take any character
            yield match
            at = match.end()
            state = moves[state][match.lastgroup]  # type: ignore[index]


def walk(lark: Lark) -> Walk:
    """Read the states of a grammar's parser."""
    from lark import Token
    from lark.exceptions import UnexpectedToken

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
                after.feed_token(Token(name, ""))
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
    return Walk(patterns, tuple(moves))
