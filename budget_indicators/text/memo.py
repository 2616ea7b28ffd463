"""Bounded memoisation keyed by text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

LONGEST_REMEMBERED = 400
"""Longer texts hardly repeat, and a memory full of them would be large."""


def remembered(count: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Memoise a function for the last ``count`` texts; long texts are not stored."""

    def decorate(function: Callable[[str], T]) -> Callable[[str], T]:
        kept = lru_cache(maxsize=count)(function)

        @wraps(function)
        def ask(text: str) -> T:
            return kept(text) if len(text) <= LONGEST_REMEMBERED else function(text)

        return ask

    return decorate
