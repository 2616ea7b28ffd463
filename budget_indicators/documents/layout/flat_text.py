"""Lines and headers of text in reading order."""

from __future__ import annotations

import attrs

from ..table.columns import Role
from .grid import Place


@attrs.frozen
class Text:
    """A line with text: without the blanks around it, and what these blanks were."""

    text: str
    indent: int
    blank_before: bool
    place: Place


@attrs.frozen
class Header:
    """The words of a header, the role of each, and the lines they stand on."""

    words: tuple[str, ...]
    roles: tuple[Role, ...]
    start: int
    end: int
