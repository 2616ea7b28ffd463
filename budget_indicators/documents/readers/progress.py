"""Word of each page that was read by text recognition: a page takes seconds, and somebody may be waiting."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

on_page: ContextVar[Callable[[int], None] | None] = ContextVar("on_page", default=None)
"""Called with the number of each page that was recognised."""
