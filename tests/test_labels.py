"""Brackets behind labels: points and years stay, in the tree and in all that is made of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget_indicators import Details, Indicator, IndicatorTree, format_indicators, parse_indicators
from budget_indicators.model.json import from_dict
from budget_indicators.values import parse_target

LABELLED = (
    "1、1-产出指标（50分）；11-数量指标（20分）；培训次数；实施周期指标值（2025-2027年）:3次；年度指标值（2025年）:6月底前1次。"
    "2、1-产出指标（50分）；12-质量指标（12.5分）；合格率；实施周期指标值（2025年）:100%；年度指标值:100%。"
)


def only(text: str) -> Indicator:
    """The one indicator of a text."""
    (one,) = parse_indicators(text).indicators
    return one


def labels(level1: str, level2: str, cycle: str, annual: str) -> Details | None:
    """What the labels of an entry say."""
    return only(
        f"1、1-产出指标{level1}；11-数量指标{level2}；甲；实施周期指标值{cycle}:1次；年度指标值{annual}:1次。"
    ).details


@pytest.mark.parametrize(
    ("bracket", "points"),
    [
        ("（50分）", "50"), ("(50分)", "50"), ("【50】", "50"), ("（0-20）分", "20"), ("（权重20%）", "20"),
        ("（分值：30）", "30"), ("15分", "15"), ("（12.5分）", "12.5"), ("（必填）", None), ("（1）", None),
    ],
)  # fmt: skip
def test_points_of_a_level(bracket: str, points: str | None) -> None:
    """Points are kept, other remarks are none; so is the level's own code."""
    found = labels(bracket, "", "", "")
    assert (found and found.level1_weight) == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("cycle", "annual", "years", "year"),
    [
        ("（2025-2027年）", "（2025年）", (2025, 2027), 2025),
        ("(2024年—2026年)", "(2025)", (2024, 2026), 2025),
        ("【2025】", "〔2025年度〕", (2025, 2025), 2025),
        ("（三年）", "（本年）", None, None),
        ("（2027-2025年）", "（2024、2025年）", None, None),
        ("（2024、2025、2026年）", "（2025年）", None, 2025),  # three years are no period
        ("（2024、2025、2026、2027年）", "（2024、2025、2026年）", None, None),
    ],
)
def test_years_of_a_key(cycle: str, annual: str, years: tuple[int, int] | None, year: int | None) -> None:
    """The first and last year of the cycle, the year of the annual target; what is no year is a remark."""
    found = labels("", "", cycle, annual)
    assert (found and found.cycle_years, found and found.annual_year) == (years, year)
    assert not (years and year) or found == Details(cycle_years=years, annual_year=year)


def test_the_year_of_a_key_completes_its_dates() -> None:
    """The year that stands at the target counts more than the budget year; several years complete none."""
    text = "1、1-产出指标；13-时效指标；完工；实施周期指标值（2025-2027年）:9月底前；年度指标值（2026年）:9月底前。"
    (one,) = parse_indicators(text, year=2025).indicators
    assert one.cycle is not None
    assert one.annual is not None
    assert one.cycle.value == parse_target("9月底前", year=2025).value
    assert one.annual.value == parse_target("9月底前", year=2026).value
    assert only(text.replace("年度指标值（2026年）", "2026年年度指标值")).details == one.details


def test_the_weight_of_one_indicator() -> None:
    """A level's points are the weight of its indicator where there is only one."""
    first, second = parse_indicators(LABELLED).indicators
    assert first.details == Details(
        weight=Decimal(20),
        level1_weight=Decimal(50),
        level2_weight=Decimal(20),
        cycle_years=(2025, 2027),
        annual_year=2025,
    )
    assert second.details is not None
    assert second.details.weight == Decimal("12.5")
    shared = parse_indicators(LABELLED.replace("12-质量指标（12.5分）", "11-数量指标（20分）")).indicators
    assert [one.details and one.details.weight for one in shared] == [None, None]


def test_labels_come_back() -> None:
    """The canonical string carries the brackets, in quotes too, and JSON the numbers."""
    tree = parse_indicators(LABELLED)
    assert format_indicators(tree) == LABELLED
    quoted = (
        LABELLED.replace("培训次数", "⟦12-质量指标；年度指标值:5⟧")
        .replace(":3次", ":⟦3次⟧")
        .replace("6月底前1次", "⟦6月底前1次⟧")
    )
    again = parse_indicators(quoted)
    assert format_indicators(again) == quoted
    assert [one.details for one in again.indicators] == [one.details for one in tree.indicators]
    assert from_dict(tree.to_dict(), IndicatorTree) == tree


def test_brackets_are_reported() -> None:
    """Each bracket is said with what it is kept as."""
    found = [one.message() for one in parse_indicators(LABELLED).diagnostics]
    assert len(found) == 7
    assert found[0] == "“（50分）” after the label: kept as the weight of the level"
    assert found[2] == "“（2025-2027年）” after the label: kept as the year of the target"


FIRST = "1、1-产出指标；11-数量指标；甲乙；实施周期指标值:1次；年度指标值:2次"
SECOND = "2、1-产出指标；12-质量指标；丙丁；实施周期指标值:1次；年度指标值:2次"
KEPT = "after the label: kept as the weight of the indicator"


@pytest.mark.parametrize(
    ("text", "weights", "said"),
    [
        (f"{FIRST}；分值:5。", ["5"], [f"“分值:5” {KEPT}"]),
        (f"{FIRST}；分值:5。{SECOND}。", ["5", None], [f"“分值:5” {KEPT}"]),
        (f"{FIRST}。{SECOND}；分值:6。", [None, "6"], [f"“分值:6” {KEPT}"]),
        (f"{FIRST}；分值:5。{SECOND}；分值:6。", ["5", "6"], [f"“分值:5” {KEPT}", f"“分值:6” {KEPT}"]),
        # the points of one, a remark at the other
        (f"{FIRST}；备注:无。{SECOND}；分值:6。", [None, "6"], ["“备注:无” belongs to no entry", f"“分值:6” {KEPT}"]),
        (f"{FIRST}；分值:5。{SECOND}；备注:无。", ["5", None], [f"“分值:5” {KEPT}", "“备注:无” belongs to no entry"]),
        (f"{FIRST}；分值:5；备注:无。", ["5"], [f"“分值:5” {KEPT}", "“备注:无” belongs to no entry"]),
        # before the first indicator they are nobody's
        (f"（分值:10）{FIRST}。", [None], ["“（分值:10）” belongs to no entry"]),
        (f"（分值:10）{FIRST}。{SECOND}。", [None, None], ["“（分值:10）” belongs to no entry"]),
        (
            f"（分值:10）{FIRST}；分值:5。{SECOND}。",
            ["5", None],
            ["“（分值:10）” belongs to no entry", f"“分值:5” {KEPT}"],
        ),
    ],
)
def test_points_of_a_column_are_of_the_indicator_before_them(
    text: str, weights: list[str | None], said: list[str]
) -> None:
    """Of that one and no other; and what is said of them is what is done with them."""
    tree = parse_indicators(text)
    found = [None if one.details is None else str(one.details.weight) for one in tree.indicators]
    assert found == weights
    assert [one.message() for one in tree.diagnostics] == said
