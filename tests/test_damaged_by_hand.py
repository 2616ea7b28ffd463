"""Damaged strings whose meaning, diagnostics and repairs were written down by hand: ``damaged_by_hand.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_indicators import format_indicators, parse_indicators
from budget_indicators.model.nodes import Diagnostic

_BLOCKS = Path(__file__).with_name("damaged_by_hand.txt").read_text(encoding="utf-8").strip("\n").split("\n\n")[1:]
CASES = [(first, second.removeprefix("= "), tuple(said)) for first, second, *said in map(str.splitlines, _BLOCKS)]


@pytest.mark.parametrize(("text", "canonical", "said"), CASES, ids=range(len(CASES)))
def test_a_damaged_string(text: str, canonical: str, said: tuple[str, ...]) -> None:
    """The same meaning, and the same diagnostics at the same places."""
    text = text.replace("\\n", "\n")
    tree = parse_indicators(text)
    assert format_indicators(tree) == (text if canonical == "same" else canonical)
    assert [_line(one, text) for one in tree.diagnostics] == [line.strip(" ") for line in said]


def _line(found: Diagnostic, text: str) -> str:
    line = f"{found.code} {found.span.start} {found.span.of(text)}".replace("\n", "\\n")
    if found.fix is not None:
        first, *others = found.fix.edits
        assert first.span == found.span
        line += f" →{first.text}" + "".join(f"|{one.span.start}-{one.span.end}={one.text}" for one in others)
        line += "" if found.fix.safety == "safe" else "?"
    return line.strip(" ")
