"""Shell completion: argcomplete asks for it when the user presses the tab key."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from ..extras import needs


def is_asked() -> bool:
    """Whether the shell runs the program to get completions."""
    return "_ARGCOMPLETE" in os.environ


def answer(parser_for: Callable[[Sequence[str]], Any]) -> None:
    """Print the completions of the shell's line and exit; ``parser_for`` gives the parser for its words."""
    argcomplete = needs("argcomplete", "completion")
    typed = os.environ.get("COMP_LINE", "")[: int(os.environ.get("COMP_POINT", "0")) or None]
    argcomplete.autocomplete(parser_for(typed.split()[1:]))
