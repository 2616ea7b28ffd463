"""The width of text on a terminal, and snippets that show the position of a finding.

Chinese characters take two cells, combining marks none. Invisible characters, and those that would move the cursor, are
shown as ``<U+200B>``: a report must not be able to control the terminal.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from ...model.nodes import Span

TAB = "    "
_BEFORE = 28
_ELLIPSIS = "…"


def visible(char: str) -> str:
    """A character in visible form: line ends as ↵, tabs as spaces, other invisible characters by number.

    >>> visible("\\u200b"), visible("指"), visible("\\n")
    ('<U+200B>', '指', '↵')
    """
    match char:
        case "\t":
            return TAB
        case "\n":
            return "↵"
        case "\r" | "\u2028" | "\u2029" | "\x0b" | "\x0c" | "\x85":
            return "↵"
    return f"<U+{ord(char):04X}>" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def plain(text: str) -> str:
    """A text that can be printed on one terminal line."""
    return text if text.isprintable() else "".join(map(visible, text.replace("\r\n", "\n")))


def cells(text: str) -> int:
    """The number of terminal columns of a visible text.

    >>> cells("指标值:1次"), cells("e\\u0301")
    (10, 1)
    """
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


class Snippet(NamedTuple):
    """A line of text and the line of carets that goes under it."""

    text: str
    marks: str


def snippet(text: str, span: Span, width: int = 88) -> Snippet:
    """The piece of ``text`` around ``span`` that fits into ``width`` columns, with carets under the span.

    >>> found = snippet("1、产出指标；数量指标", Span(2, 6))
    >>> print(found.text + "\\n" + found.marks)
    1、产出指标；数量指标
       ^^^^^^^^
    """
    before = _shown(text[max(0, span.start - _BEFORE) : span.start])
    start, head = span.start, ""
    room = _BEFORE
    for piece in reversed(before):
        room -= cells(piece)
        if room < 0:
            break
        head = piece + head
        start -= 1
    if start > 0:
        head = _ELLIPSIS + head
    body, body_cut = _fit(text[span.start : span.end], width - cells(head) - 1)
    tail, tail_cut = _fit("" if body_cut else text[span.end :], width - cells(head) - cells(body) - 1)
    cut = body_cut or tail_cut
    marks = " " * cells(head) + "^" * max(1, cells(body))
    return Snippet(head + body + tail + (_ELLIPSIS if cut else ""), marks)


def _shown(text: str) -> list[str]:
    return [visible(char) for char in text]


def _fit(text: str, room: int) -> tuple[str, bool]:
    """As much of the beginning of ``text`` as fits, and whether something was cut off."""
    out: list[str] = []
    for char in text:
        piece = visible(char)
        room -= cells(piece)
        if room < 0:
            return "".join(out), True
        out.append(piece)
    return "".join(out), False
