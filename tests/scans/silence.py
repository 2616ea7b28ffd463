"""``python -m tests.scans.silence``: how often a misread character is wrong in silence, by its kind.

The test documents are read as if each page were a picture, with one character in eight of a kind taken for another (or
lost), of which recognition is sure: what doubts it then is what the values, the other period and the table say. It
needs no recognition and takes a minute.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import attrs
import pytest

sys.path[:0] = [str(Path(__file__).parents[1])]

from documents_support import DOCUMENTS, MADE  # noqa: E402

from budget_indicators import read_document  # noqa: E402
from budget_indicators.documents.layout.page import Char  # noqa: E402
from scans.measure import compared  # noqa: E402
from scans.perfect import as_pictures  # noqa: E402

KINDS: dict[str, tuple[str, str]] = {
    "1 as 7": ("1", "7"),
    "3 as 8": ("3", "8"),
    "5 as 6": ("5", "6"),
    "0 as 8": ("0", "8"),
    "9 as 4": ("9", "4"),
    "0 lost": ("0", ""),
    "1 lost": ("1", ""),
    "point lost": (".", ""),
    "% lost": ("%", ""),
    "= lost": ("=", ""),
    "≥ lost": ("≥", ""),
    "≥ as 2": ("≥", "2"),
    "- lost": ("-", ""),
    "不 lost": ("不", ""),
}
FILES = (
    DOCUMENTS / "t000_rl.pdf",
    DOCUMENTS / "t003_rl.pdf",
    DOCUMENTS / "tort_rl.pdf",
    MADE / "province_columns.pdf",
    MADE / "province_forms.pdf",
)
_SHARE = 0.12


def spoilt(path: Path, kind: str, seed: int) -> tuple[int, int]:
    """How many indicators of a document are wrong, and how many of these in silence."""
    old, new = KINDS[kind]
    dice = Random(seed)

    def misread(_: int, char: Char) -> Char:
        return attrs.evolve(char, text=new) if char.text == old and dice.random() < _SHARE else char

    with pytest.MonkeyPatch.context() as patch:
        as_pictures(path, patch, misread)
        outcome = compared(read_document(path), read_document(path, ocr="always"))
    return outcome.wrong, outcome.silent


def main() -> None:
    """Print the table."""
    print("| misread | wrong | in silence |\n|---|---:|---:|")
    for kind in KINDS:
        found = [spoilt(path, kind, seed) for path in FILES for seed in range(2)]
        print(f"| {kind} | {sum(wrong for wrong, _ in found)} | {sum(silent for _, silent in found)} |", flush=True)


if __name__ == "__main__":
    main()
