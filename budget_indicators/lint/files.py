"""The files of a run: folders and patterns walked, bytes read and written back as they were."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from fnmatch import fnmatch

from ..errors import UserError, unreadable
from ..text.encoding import Decoded, decode

TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".tsv", ".csv", ".md"})


def is_text(path: str) -> bool:
    """Whether a file is plain text by its name; then repairs can be written to it."""
    return os.path.splitext(path)[1].lower() in TEXT_SUFFIXES


def excluded(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path, or its last part, matches one of the patterns."""
    plain = os.path.normpath(path).replace(os.sep, "/")
    return any(fnmatch(plain, pattern) or fnmatch(os.path.basename(plain), pattern) for pattern in patterns)


def read(path: str) -> Decoded:
    """A file's text and encoding; raises ``UserError`` with the reason if it cannot be read."""
    try:
        data = _bytes(path)
    except OSError as problem:
        raise unreadable(path, problem) from None
    return decode(data, path)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def write(path: str, was: Decoded, text: str) -> None:
    """Replace the file's text, in its encoding, all at once: a reader sees the old file or the new one.

    If the unchanged parts cannot be written back exactly (a damaged file), nothing is written and ``UserError`` is
    raised.
    """
    real = os.path.realpath(path)
    try:
        before = _bytes(real)
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
    """Write ``data`` to a temporary file and move it to ``path``, keeping permissions."""
    import tempfile

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
