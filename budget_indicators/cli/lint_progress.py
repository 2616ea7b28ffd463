"""A progress bar of one line on standard error, drawn only on a terminal and only for long runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import IO, cast

from ..lint.reports.width import cells, plain
from .language import say

_PATIENCE = 0.5
_PAUSE = 0.1
_WIDTH = 24


class Bar:
    """The bar, drawn on ``stream``; ``clock`` returns seconds."""

    def __init__(self, stream: IO[str], *, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self.stream = stream
        self.on = not quiet and stream.isatty()
        self.clock = clock
        self.next = clock() + _PATIENCE
        self.drawn = False

    def at(self, file: str, share: float, strings: int) -> None:
        """Draw the progress of the run, if an update is due."""
        if not self.on or self.clock() < self.next:
            return
        self.next = self.clock() + _PAUSE
        full = int(share * _WIDTH)
        name = plain(file)
        while cells(name) > 30:
            name = name[1:]
        count = say(f"{strings} strings", f"{strings} 个指标串")
        self.show(f"[{'#' * full}{'.' * (_WIDTH - full)}] {share:4.0%} {count}  {name}")

    def show(self, line: str) -> None:
        """Draw a line in the place of the bar."""
        if not self.on:
            return
        self.stream.write(f"\r\x1b[K{line}")
        self.stream.flush()
        self.drawn = True

    def clear(self) -> None:
        """Erase the bar, so that something else can be written."""
        if self.drawn:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.drawn = False

    def beside(self, out: IO[str]) -> IO[str]:
        """``out``, with the bar erased before each line written to the same terminal."""
        if not self.on or not out.isatty():
            return out
        return cast("IO[str]", _Beside(out, self))


class _Beside:
    def __init__(self, out: IO[str], bar: Bar) -> None:
        self._out = out
        self._bar = bar

    def write(self, text: str) -> int:
        """Erase the bar, then write."""
        self._bar.clear()
        return self._out.write(text)
