"""Completion in the shell: what argcomplete asks for when the user presses the tab key."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from ..extras import needs


def is_asked() -> bool:
    """Whether the shell runs the program for completions, and not to work."""
    return "_ARGCOMPLETE" in os.environ


def answer(parser_for: Callable[[Sequence[str]], Any]) -> None:
    """Print the completions of the line the shell shows and leave; ``parser_for`` gives the parser for its words."""
    argcomplete = needs("argcomplete", "completion")
    typed = os.environ.get("COMP_LINE", "")[: int(os.environ.get("COMP_POINT", "0")) or None]
    argcomplete.autocomplete(parser_for(typed.split()[1:]))
