"""Strings that once were read wrong, and what a careful person reads in them: one test for each kind of mistake."""

# ruff: noqa: E501  (a case is a line)

from __future__ import annotations

import pytest

from budget_indicators import parse_indicators

FIRST = "1、1-产出指标；11-数量指标；甲；实施周期指标值:1次；年度指标值:1次。"


def read(text: str) -> list[str]:
    """Each indicator in a line."""
    return [
        " ".join(
            (
                str(one.ordinal or "-"),
                "-" if one.level1 is None else one.level1.code or one.level1.name,
                "-" if one.level2 is None else one.level2.code or one.level2.name,
                f"{one.name or '-'}:",
                "-" if one.cycle is None else one.cycle.text,
                "/",
                "-" if one.annual is None else one.annual.text,
            )
        )
        for one in parse_indicators(text).indicators
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The number of a page, or a value, on the line before a number is no part of it.
        (FIRST + "\n 10\n10、1-产出指标；11-数量指标；乙；年度指标值:2次。", "10 1 11 乙: - / 2次"),
        ("1、1-产出指标；12-质量指标；丙；年度指标值:0\n2、1-产出指标；11-数量指标；乙；年度指标值:2次。", "2 1 11 乙: - / 2次"),
        (FIRST + "\n —3—\n1-产出指标；11-数量指标；乙；年度指标值:2次。", "- 1 11 乙: - / 2次"),
        (FIRST[:-1] + "第2、1-产出指标；11-数量指标；乙；年度指标值:2次。", "2 1 11 乙: - / 2次"),
        # Words of a value that name a level, numbers in a list.
        ("1、1-产出指标；；乙；实施周期指标值:数量指标全部完成；年度指标值:2次。", "1 1 - 乙: 数量指标全部完成 / 2次"),
        ("1、；22-社会效益；乙；实施周期指标值:产出指标、效益指标均达标；年度指标值:2次。", "1 - 22 乙: 产出指标、效益指标均达标 / 2次"),
        ("1、22-社会效益；乙；实施周期指标值:2,3,5年级全覆盖；年度指标值:2次。", "1 - 22 乙: 2,3,5年级全覆盖 / 2次"),
        ("1、1-产出指标；；乙；实施周期指标值:数量：3个；质量：合格；年 度 指标值:2次。", "1 1 - 乙: 数量：3个；质量：合格 / 2次"),
        # What joins two words is no mark before a key; what is written twice ends as a part does.
        ("1、1-产出指标；11-数量指标；乙；实施周期指标值:1+6+N年度指标值:1+6+N。", "1 1 11 乙: 1+6+N / 1+6+N"),
        ("1、1-产出指标；14-成本指标；乙；实施周期指标值:30元/人·次年度指标值:2次。", "1 1 14 乙: 30元/人·次 / 2次"),
        ("1、1-产出指标；12-质量指标；乙；年度指标:年度指标完成率达95%。", "1 1 12 乙: - / 年度指标完成率达95%"),
        ("1、1-产出指标；11-数量指标/乙；实施周期指标值:同年度指标值。", "1 1 11 乙: 同年度指标值 / -"),
        ("1、2-效益指标；22-社会效益；群众满意度周期指标值;2万年度指标值;2次。", "1 2 22 群众满意度: 2万 / 2次"),
        # Comparators behind another sign than the colon; 为 that belongs to the value.
        ("1、1-产出指标；12-质量指标；乙；实施周期指标值=>=98%；年度指标值;＝100%。", "1 1 12 乙: >=98% / =100%"),
        ("1、1-产出指标；12-质量指标；乙；实施周期指标值=>1次；年度指标值是/否。", "1 1 12 乙: >1次 / 是/否"),
        ("1、1-产出指标；12-质量指标；乙；实施周期指标值:<5%；年度指标值>1次。", "1 1 12 乙: <5% / >1次"),
        ("1、1-产出指标；12-质量指标；乙；年度指标值为决策提供参考。", "1 1 12 乙: - / 为决策提供参考"),
        # A missing name is not made of a mark or of a value.
        ("1、2-效益指标；22-社会效益|实施周期指标值:1次；年度指标值:2次。", "1 2 22 -: 1次 / 2次"),
        ("1、2-效益指标；22-社会效益；实施周期指标值=良好；年度指标值；按时完成。", "1 2 22 -: 良好 / 按时完成"),
        # A misspelt level is none that is not known; a code alone takes no other level's name.
        ("1、成本指标；经济本成指标；乙；年度指标值:2次。", "1 成本指标 经济成本指标 乙: - / 2次"),
        ("1、2；21：质量指标达标情况;实施周期指标值：1次；年度指标值:2次。", "1 2 21 质量指标达标情况: 1次 / 2次"),
    ],
)  # fmt: skip
def test_the_last_indicator(text: str, found: str) -> None:
    """The last indicator of a text is what stands there."""
    assert read(text)[-1] == found
