"""Distances and lengths that decide: each limit from both sides."""

from __future__ import annotations

import pytest

from budget_indicators import FreeText, parse_target


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每个综合网格5次", "每个综合网格5次"),
        ("每个综合网格中心5次", "每个综合网格中心5次"),
        # A noun of more than six characters right before the number may hold more than the unit.
        ("每个综合网格管中心5次", "每个5次"),
        ("每个综合网格中心站5次", "每个5次"),
        ("每个综合网格中心站至少5次", "每个综合网格中心站≥5次"),
    ],
)
def test_the_noun_of_a_unit(text: str, value: str) -> None:
    """每个 takes the noun behind it, up to the number."""
    target = parse_target(text)
    assert (str(target.value), target.ambiguous) == (value, False)


@pytest.mark.parametrize(
    ("text", "value", "ambiguous"),
    [
        ("举办3期农村人才班100人次", "3期", True),  # 农村人才班: five characters
        ("举办3期农村实人才班100人次", "100人次", False),
        ("7个儿管率84%", "7个", True),
        ("7个儿童管率84%", "84%", False),
    ],
)
def test_a_topic_before_the_target(text: str, value: str, ambiguous: bool) -> None:
    """Six characters between two counts are a noun of the first, four between a count and a share."""
    target = parse_target(text)
    assert (str(target.value), target.ambiguous) == (value, ambiguous)


@pytest.mark.parametrize("text", ["无", "无！", "（无）", "“无”", "无。", "/无", "——", "N/A", "不适用！"])
def test_not_applicable(text: str) -> None:
    """With any marks around it."""
    assert parse_target(text).value == FreeText("not_applicable")


@pytest.mark.parametrize("text", ["按要求)完成5次", ")5次", "5次)", ")))5次", "5次))，按时完成"])
def test_a_bracket_that_opens_nowhere(text: str) -> None:
    """It closes nothing."""
    assert [str(measure) for measure in parse_target(text).measures] == ["5次"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("不超过20次以上", "≤20次"),
        ("不少于20篇以下", "≥20篇"),
        ("大于20次以上", ">20次"),
        ("小于20次以下", "<20次"),
        ("80%(不含)以上", ">80%"),
        ("80%(不含)以下", "<80%"),
        ("90%(不含)-95%以下", ">90%且≤95%"),
    ],
)
def test_two_comparators_at_one_amount(text: str, value: str) -> None:
    """The first says which side and whether the number itself is included."""
    assert str(parse_target(text).value) == value


@pytest.mark.parametrize(
    ("text", "surface"),
    [("%≥85", "%≥85"), ("按时,万元≤90", "万元≤90"), ("85≥%", "85≥%"), ("60(不含)分以下", "60(不含)分以下")],
)
def test_the_surface_of_an_amount_in_parts(text: str, surface: str) -> None:
    """All of its parts, as they were written."""
    (measure,) = parse_target(text).measures
    assert measure.text == surface
