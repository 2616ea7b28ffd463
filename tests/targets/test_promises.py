"""``is_satisfaction`` and ``at_least_percent``: what an indicator promises, with expectations made by hand."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from budget_indicators import parse_target
from budget_indicators.model.nodes import Indicator
from budget_indicators.model.taxonomy import BY_CODE
from budget_indicators.values.promises import at_least_percent, is_satisfaction

with open(Path(__file__).with_name("promises.tsv"), encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream, delimiter="\t"))


def _indicator(case: dict[str, str]) -> Indicator:
    annual, cycle = (
        parse_target(case[word], name=case["name"], year=2025) if case[word] else None for word in ("annual", "cycle")
    )
    return Indicator(1, BY_CODE[case["filed"]], None, case["name"], cycle, annual)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['filed']} {case['name']} {case['annual']}")
def test_what_is_promised(case: dict[str, str]) -> None:
    """Each case says why."""
    indicator = _indicator(case)
    assert is_satisfaction(indicator) is (case["is_satisfaction"] == "yes")
    wanted = case["at_least_percent"]
    assert at_least_percent(indicator) == (Decimal(wanted) if wanted else None)


def test_a_level_of_its_own_is_enough() -> None:
    """The second level says so where the first is missing."""
    indicator = Indicator(1, None, BY_CODE["31"], "服务对象", None, None)
    assert is_satisfaction(indicator)
    assert at_least_percent(indicator) is None


@pytest.mark.parametrize("name", ["", "）" * 5000, "满意度" + "（%）" * 5000, "满意度" + "9" * 5000])
def test_any_name(name: str) -> None:
    """Hostile names take no time and do not raise."""
    assert is_satisfaction(Indicator(1, BY_CODE["2"], None, name, None, None)) in (True, False)
