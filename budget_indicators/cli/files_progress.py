"""A progress bar that counts the files that have been read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from .language import say

if TYPE_CHECKING:
    from rich.progress import Progress

    from ..documents.readers.progress import PageRead


def files_progress(quiet: bool) -> Progress:
    """A progress bar on standard error, if that is a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from .terminal import console

    return Progress(
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=console(sys.stderr),
        disable=quiet or not sys.stderr.isatty(),
        transient=True,
    )


def short(file: str) -> str:
    """A file's name, short enough to fit beside the bar."""
    name = os.path.basename(file)
    return name if len(name) <= 32 else f"{name[:31]}…"


def page_note(file: str, read: PageRead) -> str:
    """The note about a recognised page: its number, the number of pages, and the estimated remaining time."""
    return f"{short(file)} {pages_note(read)}"


def pages_note(read: PageRead) -> str:
    """The same note without the name of the file."""
    left = say(f", about {_duration(read.left)} left", f"，约剩 {_duration(read.left)}") if read.done < read.of else ""
    return say(
        f"p. {read.number} ({read.done} of {read.of}{left})", f"第 {read.number} 页（{read.done}/{read.of}{left}）"
    )


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    return (
        say(f"{whole} s", f"{whole} 秒") if whole < 90 else say(f"{round(whole / 60)} min", f"{round(whole / 60)} 分钟")
    )
