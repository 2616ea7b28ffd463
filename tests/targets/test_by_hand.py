"""Values whose headline, measures and remarks were written down by hand: ``by_hand.txt``."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from budget_indicators.model.nodes import DateRange, FreeText
from budget_indicators.values.reading import Reading, Remark, read_value

_TEXT = Path(__file__).with_name("by_hand.txt").read_text(encoding="utf-8").partition("\n\n")[2]
_LINES = _TEXT.rstrip("\n").split("\n")
CASES = [
    (line, list(takewhile(lambda each: each.startswith("  "), _LINES[number + 1 :])))
    for number, line in enumerate(_LINES)
    if not line.startswith("  ")
]


@pytest.mark.parametrize(("line", "others"), CASES, ids=[line for line, _ in CASES])
def test_a_value(line: str, others: list[str]) -> None:
    """Its headline, every measure with its place, and every remark."""
    given, headline = line.split(" ⇒ ")
    text, _, name = given.partition(" @ ")
    reading = read_value(text, year=int(name)) if name.isdecimal() else read_value(text, name=name)
    assert f"{reading.value}{'?' if reading.ambiguous else ''}" == headline
    assert _shown(text, reading) == others


def _shown(text: str, reading: Reading) -> list[str]:
    measures = [
        f"{one} «{text[one.span.start : one.span.end]}»"
        + ("" if isinstance(one, DateRange) or one.about is None else f" about {one.about}")
        for one in reading.measures
    ]
    lines = ["  " + " ｜ ".join(measures)] if measures else []
    if not isinstance(reading.value, FreeText) and lines == [f"  {reading.value} «{text}»"]:
        lines = []
    if reading.remarks:
        lines.append("  ! " + " ｜ ".join(_remark(text, one) for one in reading.remarks))
    return lines


def _remark(text: str, one: Remark) -> str:
    return f"{one.kind} «{text[one.span.start : one.span.end]}»" + (f"→{one.meant}" if one.meant else "")
