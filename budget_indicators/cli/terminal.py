"""Set up standard output and error for people and pipes: UTF-8, colour only on a terminal."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 10_000
"""The width without a terminal: lines in a file or a pipe are not wrapped."""

_CHINESE_CODECS = {"gb2312", "gbk", "gb18030", "big5", "cp950"}


def prepare_streams() -> None:
    """Make standard output and error able to show any text.

    A pipe or a C locale gets UTF-8; a terminal with a Chinese encoding (GBK …) keeps it. A character that
    cannot be shown becomes an escape; nothing raises.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        keep = stream.isatty() and codecs.lookup(stream.encoding).name in _CHINESE_CODECS
        stream.reconfigure(encoding=stream.encoding if keep else "utf-8", errors="backslashreplace")


def typed_words() -> list[str]:
    """The words of the command line as typed.

    Under a locale that is not UTF-8 (C, Latin-1) Python reads the bytes of Chinese text as something else. A word that
    names a file is left unchanged, so that the file is found.
    """
    words = sys.argv[1:]
    if codecs.lookup(sys.getfilesystemencoding()).name == "utf-8":
        return words
    return [word if word.isascii() or os.path.lexists(word) else _as_typed(word) for word in words]


def _as_typed(word: str) -> str:
    data = os.fsencode(word)
    for encoding in ("utf-8", sys.getfilesystemencoding(), "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return word


def colourful(stream: IO[str]) -> bool:
    """Whether to use colour on ``stream``: it is a terminal, and neither ``NO_COLOR`` nor ``TERM=dumb`` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def console(stream: IO[str] | None = None) -> Console:
    """A rich console on ``stream`` (standard output) that prints text as it is, without markup or emoji."""
    from rich.console import Console

    out = stream if stream is not None else sys.stdout
    colour = colourful(out)
    return Console(
        file=out,
        width=None if out.isatty() else PIPE_WIDTH,
        force_terminal=colour,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
    )


def printable(text: str) -> str:
    """``text`` on one line, without control characters for the terminal."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def abandon_stdout() -> None:
    """After the reader closed the pipe: redirect the interpreter's last flush, so that it stays silent."""
    with contextlib.suppress(OSError, ValueError):  # not a real stream, or closed: nothing to redirect
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
