"""Cases that only a fault in one place would get wrong: each was a survivor of ``python -m tests.mutation``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget_indicators import parse_indicators, parse_target


def test_a_page_mark_behind_a_value_is_no_part_of_it() -> None:
    """``第3页`` that follows the last value is left out of it."""
    tree = parse_indicators("1、1-产出指标；11-数量指标；次数；实施周期指标值:1次；年度指标值:1次；第3页。")
    assert tree.indicators[0].annual is not None
    assert tree.indicators[0].annual.text == "1次"


@pytest.mark.parametrize("name", ["效益指标达成度", "满意度调查问卷回收数", "产出指标完成率", "培训次数"])
@pytest.mark.parametrize("mark", ["|", "｜", "、", "/", "；"])
def test_a_mark_before_a_name_is_no_code(mark: str, name: str) -> None:
    """A bar between parts is a mark, not the 1 of ``1-产出指标``, whatever the name begins with."""
    tree = parse_indicators(f"1、1-产出指标{mark}11-数量指标{mark}{name}；实施周期指标值:1次；年度指标值:1次。")
    assert [(one.level2 and one.level2.code, one.name) for one in tree.indicators] == [("11", name)]


@pytest.mark.parametrize(
    ("value", "measures"),
    [
        ("分别不低于90%、95%", ["≥90%", "≥95%"]),
        ("合格率分别不低于90%、95%和98%", ["≥90%", "≥95%", "≥98%"]),
        ("分别不少于3次、4次、5次和6次", ["≥3次", "≥4次", "≥5次", "≥6次"]),
        ("分别达到90%、95%、98%以上", ["≥90%", "≥95%", "≥98%"]),
        ("不低于90%、95%", ["≥90%", "95%"]),
        ("不晚于2025年6月30日完成3次", ["2025-06-30前", "3次"]),
    ],
)
def test_a_comparator_of_a_list_holds_for_all_of_it(value: str, measures: list[str]) -> None:
    """分别 before or behind a list of any length, and only there."""
    assert [str(one) for one in parse_target(value).measures] == measures


def test_a_fraction_does_not_depend_on_what_was_divided_before() -> None:
    """The caller's decimal context remembers that a division of its own was inexact; a fifth stays exact."""
    assert Decimal(1) / 3 < 1
    assert [str(parse_target(text).value) for text in ("7/8", "八分之七", "八分之五以上")] == [
        "0.875",
        "0.875",
        "≥0.625",
    ]
