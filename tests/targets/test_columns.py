"""A target as columns, and the ``value`` command."""

import datetime
import json
from decimal import Decimal

import pytest

from budget_indicators import parse_target
from budget_indicators.cli import main
from budget_indicators.values.columns import NAMES, value_columns


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
    assert capsys.readouterr().out == "按要求完成\n  值: 文字：定性\n"
