"""Cases that only a fault in one place would get wrong: each was a survivor of ``python -m tests.mutation``."""

from __future__ import annotations

from budget_indicators import parse_indicators


def test_a_page_mark_behind_a_value_is_no_part_of_it() -> None:
    """``第3页`` that follows the last value is left out of it."""
    tree = parse_indicators("1、1-产出指标；11-数量指标；次数；实施周期指标值:1次；年度指标值:1次；第3页。")
    assert tree.indicators[0].annual is not None
    assert tree.indicators[0].annual.text == "1次"
