"""Operator, number and unit out of order, as tables with joined columns have them."""

from __future__ import annotations

import pytest

from budget_indicators.values.apart import joined


@pytest.mark.parametrize(
    ("text", "usual", "places"),
    [
        ("%≥85", "≥85%", [(0, 4)]),
        ("≥%85", "≥85%", [(0, 4)]),
        ("85≥%", "≥85%", [(0, 4)]),
        ("85%≥", "≥85%", [(0, 4)]),
        ("≥|95|%", "≥95%  ", [(0, 6)]),
        ("米=3500", "=3500米", [(0, 6)]),
        ("万元90", "90万元", [(0, 4)]),
        ("(万元)≤90", "≤90万元  ", [(0, 7)]),
        ("按时,万元≤90", "按时,≤90万元", [(3, 8)]),
        ("%≥1,200,万元≤90", "≥1,200%,≤90万元", [(0, 7), (8, 13)]),
        ("60(不含)分以下", "60分(不含)以下", [(0, 9)]),
        ("60(不含)分", "60分(不含)", [(0, 7)]),
        ("60(不含)甲以下", "60(不含)甲以下", []),  # 甲 is no unit
        ("≥85%", "≥85%", []),
        ("G318", "G318", []),
        ("甲≥85", "甲≥85", []),
        ("%≥85或%≥90", "%≥85或%≥90", []),  # two amounts in one part
        ("完成率", "完成率", []),
        ("", "", []),
    ],
)
def test_the_usual_order(text: str, usual: str, places: list[tuple[int, int]]) -> None:
    """As long as before, with the places that changed."""
    assert joined(text) == (usual, places)


def test_a_long_part_is_no_amount() -> None:
    """Forty characters at most, and few signs before the number."""
    assert joined(f"%≥{'8' * 38}") == (f"≥{'8' * 38}%", [(0, 40)])
    assert joined(f"%≥{'8' * 39}") == (f"%≥{'8' * 39}", [])
    assert joined(f"%≥{'|' * 14}85")[1] == [(0, 18)]
    assert joined(f"%≥{'|' * 15}85")[1] == []
