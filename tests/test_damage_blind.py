"""Strings of kinds written by people who had not seen the parser: ``tests/damage/blind.jsonl``, a string a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from damage.unseen import Said, judged, silent

from budget_indicators import parse_indicators

_FILE = Path(__file__).with_name("damage") / "blind.jsonl"


def _kinds() -> dict[str, list[tuple[str, list[Said]]]]:
    kinds: dict[str, list[tuple[str, list[Said]]]] = {}
    for line in _FILE.read_text(encoding="utf-8").strip("\n").split("\n"):
        one = json.loads(line)
        kinds.setdefault(one["kind"], []).append((one["text"], [tuple(part) for part in one["says"]]))
    return kinds


KINDS = _kinds()
WEAK = frozenset(
    {
        "eight: labelled and shuffled",
        "eight: letters in percentages and amounts",
        "eight: approval marks and ids behind",
        "nine: 指标值 said once, the two periods under it",
        "nine: letters for digits within the numbers of values",
        "ten: mark behind the ordinal",
        "ten: wrapper broken, of two kinds or in another",
        "ten: codes as signs and numerals",
        "ten: both keys, then both values",
        "ten: escapes and signs of line breaks between parts",
        "ten: two: wrapped parts in another order",
        "ten: two: look-alike marks, wrapped codes or words",
        "ten: two: blanks for separators, keys in other words",
        "eleven: order of any kind",
        "eleven: OCR letters in values",
        "twelve: prose in the matter of this, the name is that",
        "twelve: prose with the kind in a bracket behind",
        "twelve: two: names of columns, any order",
    }
)
"""Kinds of which fewer than four in five entries are read; none of them is silent."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_read(kind: str) -> None:
    """Most entries are what they were, and nothing is wrong in silence."""
    marks: list[bool] = []
    for text, wanted in KINDS[kind]:
        tree = parse_indicators(text)
        assert not silent(tree, wanted), text
        marks += judged(tree, wanted)
    assert kind in WEAK or sum(marks) >= 0.8 * len(marks)


def test_all_of_them() -> None:
    """Of all kinds together 95 % of the entries are read."""
    marks = [
        mark for cases in KINDS.values() for text, wanted in cases for mark in judged(parse_indicators(text), wanted)
    ]
    assert sum(marks) >= 0.95 * len(marks)
