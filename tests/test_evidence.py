"""What speaks for a number, a level or a key: every candidate in a text with its score, from ``evidence/*.txt``.

A line of these files is a text, ``→``, and the candidates in the order in which they are found: their words, ``=`` what
they mean (a number, the code of a level, 周期 or 年度, ``both``; ``?`` for a level that is none), and the score; or
``none``. A letter behind
the score: ``c`` the level has a code, ``o`` its code may be a number, ``b`` the text breaks off, ``d`` a ditto.

The score counts what is there. Levels: 12 for a name behind its code, 8 for a misspelt one; 3 for a mark before, 2 for
one behind; less without hyphen, and where the code names another level; 7 is taken off. Keys: 10 for the canonical one,
7 for a short one and a long misspelt one; 3 for a mark before, 3 for a colon, 2 for another mark; 6 is taken off. So a
guess is near zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from budget_indicators.repair.keys import find_keys
from budget_indicators.repair.levels import find_levels
from budget_indicators.repair.ordinals import find_ordinals
from budget_indicators.repair.region import Candidate, Region
from budget_indicators.repair.search import repair
from budget_indicators.text.cleaning import Source, clean

HERE = Path(__file__).parent / "evidence"
FINDERS: dict[str, Callable[[Region], Iterator[Candidate]]] = {
    "levels": find_levels,
    "keys": find_keys,
    "ordinals": find_ordinals,
}
LINES = [
    (kind, *line.split(" → "))
    for kind in FINDERS
    for line in (HERE / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
]


def written(source: Source, one: Candidate) -> str:
    """A candidate as the files write it."""
    anchor = one.anchor
    match anchor.kind:
        case "ordinal":
            meant = str(anchor.number)
        case "cycle":
            meant = "周期"
        case "annual":
            meant = "年度"
        case "both":
            meant = "both"
        case _ if anchor.category is None:
            meant = f"?{anchor.kind[-1]}"
        case _:
            meant = anchor.category.code or anchor.category.name
    flags = "c" * one.coded + "o" * one.like_ordinal + "b" * one.broken_off + "d" * anchor.ditto
    return f"{source.text[anchor.start : anchor.end]}={meant} {one.score}{flags}"


@pytest.mark.parametrize(("kind", "text", "expected"), LINES)
def test_what_speaks_for_it(kind: str, text: str, expected: str) -> None:
    """Exactly these candidates."""
    source = clean(text.replace("\\n", "\n"))
    found = [written(source, one) for one in FINDERS[kind](Region.of(source, 0, len(source.text)))]
    assert (" ｜ ".join(found) or "none") == expected


@pytest.mark.parametrize(("kind", "text", "expected"), LINES)
def test_nothing_beyond_the_region(kind: str, text: str, expected: str) -> None:
    """A region that ends earlier has no candidate that reaches beyond it, and none before its start."""
    source = clean(text.replace("\\n", "\n"))
    for end in range(1, len(source.text)):
        assert all(0 <= one.anchor.start < one.anchor.end <= end for one in FINDERS[kind](Region.of(source, 0, end)))


SEQUENCES = [line.split(" → ") for line in (HERE / "sequences.txt").read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize(("text", "expected"), SEQUENCES)
def test_what_is_made_of_it(text: str, expected: str) -> None:
    """Parts of entries in no order, drawn at random: the entries that they make, in ``sequences.txt`` parted by ｜."""
    source = clean(text)
    entries = [
        " ".join(source.text[one.start : one.end] for one in entry.anchors)
        for entry in repair(source, 0, len(source.text), None)
    ]
    assert (" ｜ ".join(entries) or "none") == expected
