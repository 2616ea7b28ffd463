"""Cache of recognised pages on disk, keyed by the content of their picture: a second command on a file is fast.

The folder is the user's cache folder (``cache_folder()``; the variable ``BUDGET_INDICATORS_CACHE`` names another, or
``off``). It is kept below ``MOST`` bytes, the pages not asked for the longest leave first; it can be deleted any time.
"""

from __future__ import annotations

import contextlib
import json
import os
from hashlib import blake2b
from pathlib import Path
from typing import Any

import attrs

from ....extras import needs
from ...layout.page import Char
from ...layout.ruling import Edge
from ...model import InPicture
from .page import Scanned, scanned
from .picture import Picture
from .recognise import LineBox, engine_version

MOST = 200_000_000
"""Bytes of all remembered pages together, some ten thousand of them."""
_VARIABLE = "BUDGET_INDICATORS_CACHE"
_FORMAT = 11  # of the files and of the recognition: a change invalidates all remembered pages


def cache_folder() -> Path | None:
    """The cache folder; ``None`` if the user wants none."""
    named = os.environ.get(_VARIABLE, "")
    if named == "off":
        return None
    return Path(named or needs("platformdirs", "ocr").user_cache_dir("budget-indicators", False)) / "ocr"


def remembered(picture: Picture, number: int) -> Scanned:
    """The result of ``scanned`` for the picture of a page, from the cache if it was read before."""
    folder = cache_folder()
    if folder is None:
        return scanned(picture, number)
    path = folder / f"{_key(picture)}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        seen = _from_json(json.loads(path.read_text(encoding="utf-8")), number)
        os.utime(path)
        return seen
    seen = scanned(picture, number)
    with contextlib.suppress(OSError):  # without write permission nothing is cached
        _write(path, json.dumps(_to_json(seen), ensure_ascii=False, separators=(",", ":")))
    return seen


def _key(picture: Picture) -> str:
    content = blake2b(f"{_FORMAT} {engine_version()} {picture.dpi} {picture.grey.shape}".encode(), digest_size=20)
    content.update(picture.grey.tobytes())
    return content.hexdigest()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
    _trim(path.parent)


def _trim(folder: Path) -> None:
    held = [(each.stat(), each) for each in folder.glob("*.json")]
    size = sum(stat.st_size for stat, _ in held)
    for stat, each in sorted(held, key=lambda pair: pair[0].st_mtime):
        if size <= MOST:
            return
        each.unlink(missing_ok=True)
        size -= stat.st_size


def _to_json(seen: Scanned) -> dict[str, Any]:
    return {
        "chars": [
            (c.text, c.left, c.right, c.top, c.bottom, None if c.seen is None else attrs.astuple(c.seen)[1:])
            for c in seen.chars
        ],
        "edges": [(e.horizontal, e.at, e.start, e.end) for e in seen.edges],
        "scale": seen.scale,
        "illegible": [(b.left, b.top, b.right, b.bottom) for b in seen.illegible],
    }


def _from_json(data: dict[str, Any], number: int) -> Scanned:
    return Scanned(
        tuple(
            Char(text, left, right, top, bottom, None if seen is None else InPicture(number, *seen))
            for text, left, right, top, bottom, seen in data["chars"]
        ),
        tuple(Edge(*each) for each in data["edges"]),
        tuple(LineBox(*each) for each in data["illegible"]),
        data["scale"],
    )
