"""What a process that recognises text is told: whom to give word of each page, how many threads to use."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

on_page: ContextVar[Callable[[int], None] | None] = ContextVar("on_page", default=None)
"""Called with the number of each page that was recognised."""

threads: ContextVar[int] = ContextVar("threads", default=-1)
"""Threads of the engine in this process, set before its first use; -1: one for each core."""
