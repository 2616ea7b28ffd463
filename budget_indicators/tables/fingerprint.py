"""A short fingerprint of a file's content, by which ``--resume`` recognises a file regardless of its date."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_DIGITS = 16


def fingerprint_of(path: str | os.PathLike[str]) -> str | None:
    """The first 16 hexadecimal digits of the SHA-256 of a file's content; ``None`` if it cannot be read."""
    try:
        if not Path(path).is_file():
            return None
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:_DIGITS]
    except (OSError, ValueError):
        return None
