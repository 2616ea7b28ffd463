"""Settings of a process that recognises text: where to report each page, how many threads to use."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

import attrs


@attrs.frozen
class PageRead:
    """A page that was recognised: its number, how many of the file's are done and are to be, and the seconds so far."""

    number: int
    done: int
    of: int
    seconds: float

    @property
    def left(self) -> float:
        """Seconds that the rest of the file will take, if its pages are like those that are done."""
        return self.seconds / self.done * (self.of - self.done)


on_page: ContextVar[Callable[[PageRead], None] | None] = ContextVar("on_page", default=None)
"""Called with each page that was recognised."""

threads: ContextVar[int] = ContextVar("threads", default=-1)
"""Threads of the engine in this process, set before its first use; -1: one for each core."""
