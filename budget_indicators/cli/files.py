"""The files that paths, folders and patterns stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..documents.open import SUFFIXES

# Found in folders too: read where the library or program for them is there, else said to need one.
_ALSO = (
    ".doc",
    ".ods",
    ".odt",
    ".wps",
    ".et",
    ".rtf",
    ".zip",
    ".ofd",
    ".png",
    ".jpg",
    ".jpeg",
    ".tif",
    ".tiff",
    ".bmp",
)


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


def find_passed_over(words: Iterable[str], leave_out: Sequence[Path] = ()) -> list[str]:
    """The files below the folders among ``words`` that are of no kind that can be read."""
    out = {os.path.abspath(path) for path in leave_out}
    found = (path for word in words if os.path.isdir(word) for path in _below(word, documents=False))
    return [path for path in found if os.path.abspath(path) not in out]


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


def _below(folder: str, *, documents: bool = True) -> Iterator[str]:
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and _is_document(name) is documents:
                yield os.path.join(path, name)


def _is_document(name: str) -> bool:
    return name.lower().endswith((*SUFFIXES, *_ALSO))
