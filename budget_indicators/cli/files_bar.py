"""The bar that shows how many files have been read."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress


def files_bar(quiet: bool) -> Progress:
    """A bar on standard error, where that is a terminal."""
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
    """A file's name, short enough to stand beside the bar."""
    name = os.path.basename(file)
    return name if len(name) <= 32 else f"{name[:31]}…"
