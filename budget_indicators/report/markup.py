"""Pieces of the page: tables, shortened texts, names of files and links to them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from ..lint.reports.self_contained import escaped
from ..patterns import lazy

_TO_ENCODE = lazy(r"[%#?\"'<>&\\\s\x00-\x1f]")


def table(heads: Iterable[str], lines: Iterable[str]) -> str:
    """A table of cells given as HTML; it scrolls by itself if it is too wide."""
    return f"<div class=scroll><table><thead><tr>{''.join(heads)}<tbody>{''.join(lines)}</table></div>\n"


def column_head(title: str, *, number: bool = False) -> str:
    """The head of a column."""
    return f"<th scope=col{' class=n' if number else ''}>{escaped(title)}"


def short(text: str | None, room: int) -> str:
    """A text of at most ``room`` characters, escaped."""
    text = " ".join((text or "").split())
    return escaped(text if len(text) <= room else f"{text[: room - 1]}…")


def with_code(text: str) -> str:
    """A text, escaped, in which `…` is code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escaped(text))


def address(file: str, folder: Path) -> str | None:
    """The address of a file as seen from a page in ``folder``; ``None`` where it is no file (standard input)."""
    if not os.path.exists(file):
        return None
    try:
        relative = os.path.relpath(os.path.abspath(file), os.path.abspath(folder)).replace(os.sep, "/")
    except ValueError:  # another drive
        return escaped(Path(file).absolute().as_uri())
    encoded = _TO_ENCODE.sub(lambda char: quote(char[0]), relative.encode("utf-8", "replace").decode())
    return escaped(encoded if encoded.startswith(".") else f"./{encoded}")


def short_names(files: Iterable[str]) -> dict[str, str]:
    """For each file the shortest end of its path that no other file has.

    >>> short_names(["a/2024.pdf", "b/2024.pdf", "b/x.pdf"])
    {'a/2024.pdf': 'a/2024.pdf', 'b/2024.pdf': 'b/2024.pdf', 'b/x.pdf': 'x.pdf'}
    """
    every = list(files)
    parts = {file: file.replace("\\", "/").split("/") for file in every}
    names: dict[str, str] = {}
    left = every
    depth = 1
    while left:
        ends: dict[str, list[str]] = {}
        for file in left:
            ends.setdefault("/".join(parts[file][-depth:]), []).append(file)
        left = []
        for end, those in ends.items():
            if len(those) == 1 or all(depth >= len(parts[file]) for file in those):
                names.update(dict.fromkeys(those, end))
            else:
                left += those
        depth += 1
    return {file: names[file] for file in every}
