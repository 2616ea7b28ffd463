"""``grammar/targets.lark`` at work: a folded text as a flat list of tokens. Lark is imported on first use."""

from __future__ import annotations

from ..walk import walk


class Token(str):
    """A token: its text, its terminal (``type``), and where it stands."""

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text, in order and without a gap."""
    out: list[Token] = []
    for kind, start, end in walk("targets").tokens(text, 0, len(text)):
        token = Token(text[start:end])
        token.type = kind
        token.start_pos, token.end_pos = start, end
        out.append(token)
    return out
