"""Lines and headers of text in reading order."""

from __future__ import annotations

import re

import attrs

from ..table.columns import Role
from .grid import Place

PAGE_NUMBER = re.compile(
    r"(?:[-—–－~·]{1,2}\s*\d{1,4}\s*[-—–－~·]{1,2}|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)"
)
"""A line that only holds a page's number."""


@attrs.frozen
class Text:
    """A line with text: without the blanks around it, and what these blanks were."""

    text: str
    indent: int
    blank_before: bool
    place: Place


@attrs.frozen
class TextHeader:
    """The words of a header, the role of each, and the lines they stand on."""

    words: tuple[str, ...]
    roles: tuple[Role, ...]
    start: int
    end: int
