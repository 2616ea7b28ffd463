"""Strings whose meaning and diagnostics were written down by hand: ``damaged_by_hand.txt`` and others of its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_indicators import format_indicators, parse_indicators
from budget_indicators.model.nodes import Diagnostic

FILES = ("damaged", "prose", "ends")
CASES = [
    pytest.param(tuple(block.split("\n")), id=f"{name}-{at}")
    for name in FILES
    for at, block in enumerate(
        Path(__file__).with_name(f"{name}_by_hand.txt").read_text(encoding="utf-8").strip("\n").split("\n\n")[1:], 1
    )
]


@pytest.mark.parametrize("case", CASES)
def test_a_damaged_string(case: tuple[str, ...]) -> None:
    """Its meaning, the places of its indicators, and every diagnostic with its repair and its message."""
    text, canonical, spans, *diagnosed = (line.replace("\\n", "\n").replace("\\r", "\r") for line in case)
    tree = parse_indicators(text)
    assert format_indicators(tree) == (text if canonical == "= same" else canonical.removeprefix("= "))
    assert " ".join(("@", *(f"{one.span.start}-{one.span.end}" for one in tree.indicators))) == spans
    assert [_line(one, text) for one in tree.diagnostics] == diagnosed


def _line(found: Diagnostic, text: str) -> str:
    line = f"  {found.code} {found.span.start} {found.span.of(text)}"
    if found.fix is not None:
        edits = [
            edit.text if edit.span == found.span else f"{edit.span.start}-{edit.span.end}={edit.text}"
            for edit in found.fix.edits
        ]
        line += " →" + "|".join(edits) + ("" if found.fix.safety == "safe" else "?")
    return f"{line}  — {found.en}"
