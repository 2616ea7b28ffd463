"""``grammar/targets.lark`` at work: a folded text as a flat list of tokens. Lark is imported on first use."""

from __future__ import annotations

from functools import lru_cache

from ..grammar.walk import Token, walk


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text, in order and without a gap: terminal, start, end."""
    return list(walk("targets").tokens(text, 0, len(text)))


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether ``text`` is a unit or a scale, as it would stand behind a number: 个工作日, 万元, 次/年."""
    kinds = [kind for kind, _, _ in tokens(f"1{text}")]
    return kinds[0] == "DIGITS" and "WORD" not in kinds and set(kinds[1:]) <= _UNITS


_UNITS = frozenset(
    ("PERCENT", "MONEY", "TIME", "MONTH", "AGE", "SCORE", "SIZE", "COUNT", "THING", "SLASH_TAIL", "DOT_TAIL")
)
