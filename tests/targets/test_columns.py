"""A target as columns, and the ``value`` command."""

import datetime
import json
from decimal import Decimal

import pytest

from budget_indicators import parse_target
from budget_indicators.cli import main
from budget_indicators.values.columns import NAMES, canonical_columns, value_columns


def test_a_bound_in_columns() -> None:
    """Every column of a one-sided range; an open end has no inclusivity."""
    assert dict(value_columns(parse_target("每月不少于20篇"), "annual")) == {
        "annual_kind": "range",
        "annual_low": Decimal(20),
        "annual_high": None,
        "annual_low_inclusive": True,
        "annual_high_inclusive": None,
        "annual_unit": "篇",
        "annual_per": "每月",
        "annual_text": "每月不少于20篇",
        "annual_approximate": False,
        "annual_start": None,
        "annual_end": None,
        "annual_ambiguous": False,
    }


def test_a_number_has_itself_as_both_ends() -> None:
    """A Number: low = high = value, both included."""
    columns = dict(value_columns(parse_target("约100%"), "cycle"))
    assert columns["cycle_low"] == columns["cycle_high"] == Decimal(100)
    assert columns["cycle_low_inclusive"] is columns["cycle_high_inclusive"] is columns["cycle_approximate"] is True


def test_a_date_free_text_and_nothing_in_columns() -> None:
    """A date has days, a free text its kind, and a missing target only that."""
    assert dict(value_columns(parse_target("2025年5月底前"), "annual"))["annual_end"] == datetime.date(2025, 5, 31)
    assert dict(value_columns(parse_target("涉密"), "annual"))["annual_kind"] == "withheld"
    missing = dict(value_columns(None, "annual"))
    assert missing.pop("annual_kind") == "missing"
    assert set(missing.values()) == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥2.5公里", ("length", "2500", None, "米")),
        ("1500-2000米", ("length", "1500", "2000", "米")),
        ("每人每月20元", ("money/months/人", "20", "20", "元/个月/人")),
        ("240元/人·年", ("money/months/人", "20", "20", "元/个月/人")),
        ("2‰", ("percent", "0.2", "0.2", "%")),
        ("每10万人5例", ("例/人", "0.00005", "0.00005", "例/人")),
        ("≤10/10万", ("number/number", None, "0.0001", None)),
        ("3次", ("次", "3", "3", "次")),
        ("100", ("number", "100", "100", None)),
        ("2025年5月底前", (None, None, None, None)),
        ("按要求完成", (None, None, None, None)),
    ],
)
def test_an_amount_in_its_base_unit(text: str, expected: tuple[str | None, ...]) -> None:
    """Amounts of one dimension stand in one unit, whatever unit they were written in."""
    found = canonical_columns(parse_target(text).value)
    ends = [None if end is None else str(end) for end in (found.base_low, found.base_high)]
    assert (found.dimension, *ends, found.base_unit) == expected


def test_what_an_amount_is_relative_to_in_columns() -> None:
    """Growth, fall and share have their own columns, with the baseline."""
    found = canonical_columns(parse_target("同比下降不少于5%").value)
    assert (found.relation, found.baseline) == ("decrease", "上年同期")


def test_the_columns_are_the_same_for_every_target() -> None:
    """Names and their order never vary."""
    for text in ("100%", "≥5次", "2025年", "", "按要求完成"):
        assert [name for name, _ in value_columns(parse_target(text), "annual")] == [f"annual_{name}" for name in NAMES]


def test_the_value_command_prints_a_value(capsys: pytest.CaptureFixture[str]) -> None:
    """``value TEXT`` prints the value readably."""
    assert main(["value", "不少于20篇", "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "不少于20篇",
        "  value: ≥20篇  (range)",
        "  low: 20 (included)",
        "  unit: 篇",
    ]


def test_the_value_command_takes_name_and_year(capsys: pytest.CaptureFixture[str]) -> None:
    """``--name`` decides among several measures, ``--year`` completes a date."""
    words = ["value", "12月底前完成，培训20次，合格率95%", "--name", "合格率", "--year", "2025", "--format", "json"]
    assert main(words) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["value"]["value"] == "95"
    assert data["measures"][0]["end"] == "2025-12-31"


def test_the_value_command_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """``--lang zh`` prints Chinese labels."""
    assert main(["value", "按要求完成", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == "按要求完成\n  值：文字：定性\n"


@pytest.mark.parametrize("text", ["5元/0人", "3次/00天", "≥2.5%/0.0月", "每0人5元", "5元/人/0天"])
def test_what_is_counted_in_none_is_a_dimension_of_its_own(text: str) -> None:
    """A slip, or a form that was never filled in; no amount is divided by nothing."""
    target = parse_target(text)
    canonical_columns(target.value)
    target.meets("5元")
    for measure in target.measures:
        canonical_columns(measure)
