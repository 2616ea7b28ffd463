"""The number of an entry in any notation: whatever stands alone between two entries and holds one numeral."""

from __future__ import annotations

import pytest

from budget_indicators import parse_indicators

_FIRST = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
_SECOND = "2-效益指标；24-可持续影响指标；机制建立情况；实施周期指标值:健全；年度指标值:基本健全。"

WRITTEN = {
    "十九 ": 19, "十九": 19, "廿一、": 21, "一千零一十\t": 1010, "一万二千、": 12_000, "第一万、": 10_000,
    "（壹）、": 1, "贰仟：": 2000, "三：": 3, "(一)": 1, "【二】": 2, "第十二条：": 12,
    "2，024）": 2024, "1,001、": 1001, "[999]": 999, "(1)": 1, "5．": 5, "1°": 1, "2｡": 2, "—5—": 5,
    "#12# ": 12,    "Ⅳ．": 4, "II、": 2, "iv) ": 4, "㊿": 50, "⑫": 12,
    "№ 3 ": 3, "No.1 ": 1, "（第2项）": 2, "项9）": 9, "序号：7 ": 7, "项目指标110、": 110, "3#": 3,
    "l、": 1, "1O1、": 101,
}  # fmt: skip


@pytest.mark.parametrize("before", ["", _FIRST], ids=["first", "second"])
@pytest.mark.parametrize("written", WRITTEN)
def test_a_numeral_between_entries_is_the_number(written: str, before: str) -> None:
    """Marks, brackets and counting words around it are layout, and no value takes it in."""
    tree = parse_indicators(before + written + _SECOND)
    assert [one.ordinal for one in tree.indicators] == [1, WRITTEN[written]][0 if before else 1 :]
    targets = [(one.cycle and one.cycle.text, one.annual and one.annual.text) for one in tree.indicators]
    assert targets == [("1次", "1次"), ("健全", "基本健全")][0 if before else 1 :]
    assert any(d.code in ("M012", "M023") and d.span.start >= len(before) for d in tree.diagnostics)


@pytest.mark.parametrize("written", ["a）", "第2页", "- 3 -\n", "甲、", "3% "])
def test_what_is_no_number_stays_out(written: str) -> None:
    """A letter of a list, the number of a page and an amount count no entries."""
    tree = parse_indicators(written + _SECOND)
    assert [one.ordinal for one in tree.indicators] == [None]
    assert any(d.span.start < len(written) for d in tree.diagnostics)
