"""The files that paths, folders and patterns stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..documents.open import SUFFIXES

# Found in folders too, to say that they must be saved as something else first.
_TO_CONVERT = (".doc", ".ods", ".odt", ".wps", ".et", ".rtf")


def find_files(words: Iterable[str], leave_out: Sequence[Path] = ()) -> list[str]:
    """Every file once, in the order of the words, those of a folder sorted.

    A folder gives the documents below it (not hidden files, not the lock files of office programs); what is named
    itself is taken as it is, there or not: the reader says what is wrong with it (also with a folder without any).
    """
    out = {os.path.abspath(path) for path in leave_out}
    found: dict[str, str] = {}
    for word in words:
        for path in _of(word):
            real = os.path.abspath(path)
            if real not in out:
                found.setdefault(real, path)
    return list(found.values())


def _of(word: str) -> Iterator[str]:
    if os.path.isdir(word):
        below = list(_below(word))
        yield from below or [word]
    elif not os.path.lexists(word) and glob.has_magic(word):
        matches = sorted(glob.glob(word, recursive=True))
        if not matches:
            yield word
        for path in matches:
            if not os.path.isdir(path):
                yield path
    else:
        yield word


def _below(folder: str) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and name.lower().endswith((*SUFFIXES, *_TO_CONVERT)):
                yield os.path.join(path, name)
