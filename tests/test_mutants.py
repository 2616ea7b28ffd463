"""Cases that only a fault in one place would get wrong: each was a survivor of ``python -m tests.mutation``."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget_indicators import parse_indicators, parse_target
from budget_indicators.values.explained import explained
from budget_indicators.values.headline import name_kind


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


@pytest.mark.parametrize("number", ["3", "4"])
def test_measures_of_a_clean_string_stand_at_their_place(number: str) -> None:
    """Several measures behind one another, of a shape seen before or not; each span holds its measure's text."""
    text = f"1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:{number}次，不少于20人，共5天。"
    annual = parse_indicators(text).indicators[0].annual
    assert annual is not None
    assert [one.text for one in annual.measures] == [f"{number}次", "不少于20人", "5天"]
    assert [text[one.span.start : one.span.end] for one in annual.measures] == [one.text for one in annual.measures]


def test_a_bracket_that_a_number_closes() -> None:
    """``10)`` ends a bracket as well as it could number a list."""
    measures = parse_target("3批(每批10)以上").measures
    assert [(str(one), one.span.start, one.span.end) for one in measures] == [("≥3批", 0, 5), ("每批10", 5, 7)]


def test_the_unit_in_the_brackets_of_a_name() -> None:
    """A percentage has one sign, however it is written."""
    assert [name_kind(f"合格率{unit}").unit for unit in ("(%)", "（百分比）", "")] == ["%", "%", None]
    assert name_kind("参训户数（户）").unit == "户"


def test_a_value_is_explained() -> None:
    """An empty one, one amount, several, in both languages."""
    assert explained(parse_target(""), "en") == ["(empty)", "value: free text: empty"]
    assert explained(parse_target(""), "zh") == ["（空）", "值：文字：空"]
    assert explained(parse_target("95%"), "en") == ["95%", "value: 95%  (number)", "amount: 95", "unit: %"]
    assert explained(parse_target("2人+3-5人"), "zh") == [
        "2人+3-5人",
        "值：2人  (数值)",
        "数量：2",
        "单位：人",
        "全部的量：",
        "  2人  ← 2人 [0:2]",
        "  3-5人  ← 3-5人 [3:7]",
        "以哪个量为准不明确",
    ]


@pytest.mark.parametrize(
    ("key", "value", "years"),
    [
        ("2025年实施周期指标值", "2025-06-30前", (2025, 2025)),
        ("实施周期指标值（2025-2025年）", "2025-06-30前", (2025, 2025)),
        ("实施周期指标值（2024-2026年）", "date_without_year 6月底前", (2024, 2026)),
        ("2024-2026年实施周期指标值", "date_without_year 6月底前", (2024, 2026)),
        ("实施周期指标值", "date_without_year 6月底前", None),
    ],
)
def test_a_date_takes_the_year_of_its_key(key: str, value: str, years: tuple[int, int] | None) -> None:
    """Where it states one; a cycle of several years dates nothing."""
    (found,) = parse_indicators(f"1、1-产出指标；11-数量指标；登记；{key}:6月底前；年度指标值:1次。").indicators
    assert found.cycle is not None
    assert str(found.cycle.value) == value
    assert (found.details.cycle_years if found.details else None) == years


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "> 1、1-产出指标；11-数量指标；\n> 登记；实施周期指标值:1次；\n> 年度指标值:1次。",
            [("M063", 0, 2, [(0, 2, ""), (19, 22, ""), (36, 39, "")])],
        ),
        (
            "1、1-产出指标；11-数量指标；\n> 登记；实施周期指标值:1次；\n> 年度指标值:1次。",
            [("M063", 17, 20, [(17, 20, ""), (34, 37, "")])],
        ),
        (
            "(1) 1、1-产出指标；11-数量指标；\n(2) 登记；实施周期指标值:1次；\n(3) 年度指标值:1次。",
            [("M063", 21, 26, None)],
        ),
        (
            "1、1-产出指标；11-数量\n指标；登记；实施周期\u200b指标值:1次；年度指标值:１次。",
            [("M026", 14, 15, [(14, 15, "")]), ("M025", 25, 26, [(25, 26, "")]), ("M028", 39, 40, [(39, 40, "1")])],
        ),
        (
            "1、1-产出指标；11-数量指标；登 记<br/>人；实施周期指标值:&ge;1次；年度指标值:1次。",
            [("M027", 18, 19, [(18, 19, "")]), ("M024", 20, 25, [(20, 25, ""), (35, 39, "≥")])],
        ),
    ],
)
def test_what_cleaning_changed_is_repaired_in_place(text: str, found: list[object]) -> None:
    """Each kind once for an entry, with an edit for each place."""
    assert [
        (
            one.code,
            one.span.start,
            one.span.end,
            None if one.fix is None else [(edit.span.start, edit.span.end, edit.text) for edit in one.fix.edits],
        )
        for one in parse_indicators(text).diagnostics
    ] == found


@pytest.mark.parametrize(
    ("missing", "codes"),
    [(None, ["M060"]), (0, ["M013", "M060"]), (1, ["M016", "M060"]), (2, ["M017", "M060"]), (4, ["M019", "M060"])],
)
def test_a_quoted_entry_says_what_it_lacks(missing: int | None, codes: list[str]) -> None:
    """That it is quoted, and the one part that is not there."""
    parts = ["1、", "1-产出指标；", "11-数量指标；", "⟦登记⟧；", "实施周期指标值:⟦1次⟧；", "年度指标值:⟦1次⟧。"]
    tree = parse_indicators("".join(part for at, part in enumerate(parts) if at != missing))
    assert [one.code for one in tree.diagnostics] == codes


def test_a_plain_name_written_twice() -> None:
    """It is read once and reported, though nothing else about it is unusual."""
    tree = parse_indicators("1、产出指标；数量指标；培训次数，培训次数；实施周期指标值:1次；年度指标值:1次。")
    assert [one.name for one in tree.indicators] == ["培训次数"]
    assert "M062" in [one.code for one in tree.diagnostics]
