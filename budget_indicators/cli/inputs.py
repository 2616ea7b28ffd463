"""What the words of a command line mean: a file, a pattern of files, standard input, or the text itself."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import attrs

from ..errors import UserError, no_room, unreadable
from ..text.encoding import Decoded, decode

STDIN = "-"
_BLOCK = 1 << 20
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}")
_NAME_LENGTH = 40
_BEGINS_AS_PATH = ("/", "./", "../", "~/")


@attrs.frozen
class Input:
    """One input: a file (``path``), a text (``text``) or, with neither, standard input; ``name`` is for messages."""

    name: str
    path: Path | None = None
    text: str | None = None

    @property
    def file(self) -> str:
        """The file's name, ``-`` for standard input, nothing for a text of the command line."""
        return self.name if self.path is not None or self.name == STDIN else ""

    def read(self) -> str:
        """The text: that of the command line, the file's, or what is left of standard input."""
        if self.text is not None:
            return self.text
        return read_stdin() if self.path is None else read_file(self.path).text

    @contextmanager
    def held(self) -> Iterator[Input]:
        """The same input, standard input as a text or, where it is large, as a file that is there for the while."""
        if self.text is None and self.path is None:
            with _held_stdin() as held:
                yield held
        else:
            yield self


def texts_or_files(words: Iterable[str]) -> Iterator[Input]:
    """The inputs that ``words`` mean, for a command that takes text literally too.

    ``-`` is standard input; what exists is a file; a pattern (``* ? [``) stands for the files it matches; what looks
    like a path (begins as one, or ends in a suffix such as ``.txt``) but does not exist is an error; all else is text.
    """
    for word in words:
        if word == STDIN:
            yield Input(STDIN)
        elif os.path.lexists(word) or (found := _matches(word)) is None:
            yield Input(word, path=_file(word))
        elif found:
            yield from (Input(path, path=_file(path)) for path in found)
        else:
            yield Input(shortened(word), text=word)


def shortened(text: str) -> str:
    """The beginning of a text on one line, to name it by."""
    line = " ".join(text[: 4 * _NAME_LENGTH].split())
    return line if len(line) <= _NAME_LENGTH else f"{line[: _NAME_LENGTH - 1]}…"


def _matches(word: str) -> list[str] | None:
    """The files a pattern stands for; none for a text; ``None`` for a path or pattern without a file."""
    if "\n" in word or "\0" in word:
        return []
    found = sorted(glob.glob(word, recursive=True)) if glob.has_magic(word) else []
    files = [path for path in found if not os.path.isdir(path)]
    return files if files or not looks_like_path(word) else None


def looks_like_path(word: str) -> bool:
    """Whether a word that names no file was meant to name one.

    >>> looks_like_path("budget.txt"), looks_like_path("./budget"), looks_like_path("1、1-产出指标；培训次数")
    (True, True, False)
    """
    return word.startswith(_BEGINS_AS_PATH) or _SUFFIX.fullmatch(os.path.splitext(word)[1]) is not None


def _file(word: str) -> Path:
    path = Path(word)
    if path.is_dir():
        raise UserError(
            f"{word}: is a folder; name its files, for example {os.path.join(word, '*.txt')}",
            f"{word}：是文件夹，请写出其中的文件，例如 {os.path.join(word, '*.txt')}",
        )
    if not path.exists():
        raise UserError(f"{word}: no such file", f"{word}：没有这个文件")
    return path


def read_file(path: Path) -> Decoded:
    """The text of a file and its encoding, or a ``UserError`` that says why it could not be read."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise unreadable(str(path), problem) from None
    return decode(data, str(path))


def read_stdin() -> str:
    """All of standard input, decoded like a file."""
    buffer = _stdin()
    return str(sys.stdin.read()) if buffer is None else decode(buffer.read(), STDIN).text


def _stdin() -> BinaryIO | None:
    """The bytes of standard input; ``None`` for a stand-in without bytes, as notebooks and tests use."""
    if sys.stdin is None:
        raise UserError("standard input is closed", "标准输入已关闭")
    return getattr(sys.stdin, "buffer", None)


@contextmanager
def _held_stdin() -> Iterator[Input]:
    import shutil
    import tempfile

    from ..bulk import large_files as stream

    buffer = _stdin()
    if buffer is None:
        yield Input(STDIN, text=read_stdin())
        return
    head = buffer.read(_BLOCK)
    if len(head) < _BLOCK:
        yield Input(STDIN, text=decode(head, STDIN).text)
        return
    with tempfile.TemporaryDirectory(prefix="budget-indicators-") as folder:
        path = Path(folder) / "stdin"
        try:
            with open(path, "wb") as file:
                file.write(head)
                shutil.copyfileobj(buffer, file, _BLOCK)
        except OSError as problem:
            raise no_room(problem) from None
        if stream.is_large(path):
            yield Input(STDIN, path=path)
        else:
            yield Input(STDIN, text=decode(path.read_bytes(), STDIN).text)
