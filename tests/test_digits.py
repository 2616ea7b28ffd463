"""Letters that a scanner read for digits: which of them count, and which text results."""

from __future__ import annotations

import pytest

from budget_indicators import parse_indicators
from budget_indicators.tree.digits import as_digits, is_sure, lettered, meant


@pytest.mark.parametrize(
    ("value", "numbers", "read"),
    [
        ("1O0%", ["1O0"], "100%"),
        ("0O%", ["0O"], "00%"),
        ("O.5%", ["O.5"], "0.5%"),
        ("1l次", ["1l"], "11次"),
        ("I0次", ["I0"], "10次"),
        ("1○次", ["1○"], "10次"),
        ("1,OOO元", ["1,OOO"], "1,000元"),
        ("≤Z小时", ["Z"], "≤2小时"),
        ("1Z天", ["1Z"], "12天"),
        ("5Z%", ["5Z"], "52%"),
        ("1B0次", ["1B0"], "180次"),
        ("1S次，2Z天", ["1S", "2Z"], "15次，22天"),
        # A share of more than the whole is none, of a letter that may be another one.
        ("1B0%", [], "180%"),
        ("1Z0％", [], "120％"),
        ("1S%", ["1S"], "15%"),
        ("1D0%", ["1D0"], "100%"),
        ("10i%", [], "101%"),
        ("IZ0%", [], "120%"),
        ("I10%", ["I10"], "110%"),
        # Circles are a place to fill in; letters by themselves are words.
        ("≥○○%", [], "≥00%"),
        ("B次", [], "B次"),
        ("1A次", [], "1A次"),
        # Without an amount the letters count nothing.
        ("5次-3Z人", [], "5次-32人"),
    ],
)
def test_letters_for_digits(value: str, numbers: list[str], read: str) -> None:
    """The numbers with letters that count, and the value with digits."""
    assert ([found[0] for found in lettered(value, None)], meant(value)) == (numbers, read)


@pytest.mark.parametrize(
    ("value", "reported"),
    [
        ("≥l人", [("l", "1")]),
        ("≥lO次", [("lO", "10")]),
        ("≥S人", [("S", None)]),
        ("按期，9q%", [("9q", None)]),
        ("丨0人", [("丨0", None)]),
        ("1O0人", [("1O0", "100")]),
        ("每月1O次，3○天", [("1O", "10"), ("3○", "30")]),
        ("20人，3O天", [("3O", "30")]),
        ("20人,3O天", [("3O", "30")]),
        ("1,OOO元", [("1,OOO", "1,000")]),
        ("A4纸10张，B级", []),
        ("≥○○%", []),
    ],
)
def test_letters_are_reported_where_they_stand(value: str, reported: list[tuple[str, str | None]]) -> None:
    """With the digits as the repair, where no other letter can be meant."""
    text = f"1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:{value}。"
    found = [one for one in parse_indicators(text).diagnostics if one.code == "M051"]
    assert [(one.span.of(text), one.fix and one.fix.edits[0].text) for one in found] == reported
    assert all(one.span.start >= text.index(value) for one in found)


@pytest.mark.parametrize("number", ["1O0", "l0", "1I", "1о", "10"])
def test_letters_that_are_sure(number: str) -> None:
    """O, l and I are nothing else between digits."""
    assert is_sure(number)
    assert as_digits(number).isdecimal()


@pytest.mark.parametrize("number", ["1B0", "Z", "1OZ"])
def test_letters_that_may_be_others(number: str) -> None:
    """One such letter is enough."""
    assert not is_sure(number)
