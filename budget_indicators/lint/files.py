"""The files of a run: folders and patterns walked, bytes read and written back as they were."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from ..errors import UserError, unreadable
from ..text.encoding import Decoded, decode

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".tsv", ".csv", ".md"})
SUFFIXES = frozenset({".txt", ".tsv", ".csv", ".pdf", ".xlsx", ".xls", ".docx", ".html", ".htm"})
"""What a folder is searched for."""
STDIN = "-"


def is_text(path: str) -> bool:
    """Whether a file is plain text, so that repairs can be written to it."""
    return os.path.splitext(path)[1].lower() in TEXT_SUFFIXES


def expand(words: Iterable[str], exclude: Iterable[str] = ()) -> Iterator[str]:
    """The files that ``words`` mean: files, folders (searched for documents) and patterns, each file once.

    A file that is named itself is always taken; ``exclude`` are patterns for what is found in folders. A
    ``UserError`` for a name that means nothing.
    """
    seen: set[str] = set()
    patterns = tuple(exclude)
    for word in words:
        for path in _meant(word, patterns):
            key = path if path == STDIN else os.path.realpath(path)
            if key not in seen:
                seen.add(key)
                yield path


def _meant(word: str, exclude: tuple[str, ...]) -> Iterator[str]:
    if word == STDIN or os.path.isfile(word):
        yield word
    elif os.path.isdir(word):
        yield from _walk(word, exclude)
    elif glob.has_magic(word) and (found := sorted(glob.glob(word, recursive=True))):
        for path in found:
            yield from _walk(path, exclude) if os.path.isdir(path) else (path,)
    elif os.path.lexists(word):  # a pipe or a device
        yield word
    elif glob.has_magic(word):
        raise UserError(f"{word}: no file matches", f"{word}：没有匹配的文件")
    else:
        raise UserError(f"{word}: no such file or folder", f"{word}：没有这个文件或文件夹")


def _walk(folder: str, exclude: tuple[str, ...]) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not excluded(name, exclude))
        for name in sorted(names):
            path = os.path.join(here, name)
            if (
                os.path.splitext(name)[1].lower() in SUFFIXES
                and not name.startswith((".", "~$"))
                and not excluded(path, exclude)
            ):
                yield path


def excluded(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, or its last part, fits one of the patterns."""
    plain = Path(path).as_posix()
    return any(fnmatch(plain, pattern) or fnmatch(os.path.basename(plain), pattern) for pattern in patterns)


def read(path: str) -> Decoded:
    """A file's text and how it was written; a ``UserError`` that says why it could not be read."""
    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        raise unreadable(path, problem) from None
    return decode(data, path)


def write(path: str, was: Decoded, text: str) -> None:
    """Replace the file's text, in its encoding, all at once: a reader sees the old file or the new one.

    Where the untouched bytes would not come back as they were (a damaged file), nothing is written and a ``UserError``
    says so.
    """
    real = os.path.realpath(path)
    try:
        before = Path(real).read_bytes()
        if was.encode(was.text) != before:
            raise UserError(
                f"{path}: not written, its {was.encoding} text is damaged or was changed meanwhile",
                f"{path}：未写入，文件的 {was.encoding} 编码已损坏，或期间被改动",
            )
        replace(real, was.encode(text))
    except UnicodeEncodeError as problem:
        raise UserError(
            f"{path}: not written: {was.encoding} has no {problem.object[problem.start]!r}",
            f"{path}：无法写入：{was.encoding} 编码没有“{problem.object[problem.start]}”",
        ) from None
    except OSError as problem:
        raise UserError(f"{path}: not written: {problem.strerror}", f"{path}：无法写入：{problem.strerror}") from None


def replace(path: str, data: bytes) -> None:
    """Write ``data`` beside ``path`` and move it there, permissions kept."""
    folder = os.path.dirname(path) or "."
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".budget-indicators-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        mode = stat.S_IMODE(os.stat(path).st_mode) if os.path.exists(path) else 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
