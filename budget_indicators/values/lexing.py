"""``grammar/targets.lark`` at work: a folded text as a flat list of tokens. Lark is imported on first use."""

from __future__ import annotations

from ..grammar.walk import Token, walk


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text, in order and without a gap: terminal, start, end."""
    return list(walk("targets").tokens(text, 0, len(text)))
