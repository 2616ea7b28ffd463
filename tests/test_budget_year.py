"""The budget year: where it is read, that it completes dates and nothing else, and what a bad value gives."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from documents_support import SAMPLES

from budget_indicators import (
    fix_indicators,
    lint_document,
    lint_indicators,
    parse_indicators,
    parse_many,
    parse_target,
    read_document,
)
from budget_indicators.documents.model import Document
from budget_indicators.documents.table.assemble import dated
from budget_indicators.model.nodes import DateRange, Target

COLUMNS = "\n".join(
    (
        "一级指标\t二级指标\t三级指标\t指标值\t实际完成值",
        "产出指标\t时效指标\t完成时间\t5月底前\t6月3日",
        "产出指标\t数量指标\t培训\t≥5次\t6次",
    )
)
END_OF_MAY = datetime.date(2025, 5, 31)


def read(text: str, name: str = "表.txt", year: int | None = None) -> Document:
    """A text as a document."""
    return read_document(text.encode(), name=name, year=year)


@pytest.mark.parametrize(
    ("text", "name", "year", "expected"),
    [
        (f"2025年项目支出绩效目标表\n{COLUMNS}", "表.txt", None, (2025, "title")),
        (f"项目支出绩效目标表\n（2025年度）\n{COLUMNS}", "表.txt", None, (2025, "title")),
        (f"二〇二五年部门预算项目绩效目标表\n{COLUMNS}", "表.txt", None, (2025, "title")),
        (COLUMNS.replace("\t指标值", "\t2025年目标值"), "表.txt", None, (2025, "header")),
        (COLUMNS, "某局2025年绩效目标.txt", None, (2025, "file")),
        (COLUMNS, "20250301.txt", None, (None, None)),
        (COLUMNS, "表.txt", None, (None, None)),
        (f"2024年项目支出绩效目标表\n{COLUMNS}", "2023.txt", 2025, (2025, "caller")),
        (f"2024-2026年项目支出绩效目标表\n{COLUMNS}", "表.txt", None, (None, None)),
    ],
)
def test_where_it_is_read(text: str, name: str, year: int | None, expected: tuple[int | None, str | None]) -> None:
    """The caller's wins, then title, header, and the name of the file."""
    document = read(text, name, year)
    assert (document.year, document.year_source) == expected
    value = document.indicators[0].annual
    assert value is not None
    assert isinstance(value.value, DateRange) == (expected[0] is not None)


def test_dates_of_columns_are_completed() -> None:
    """Target and actual."""
    (first, _) = read(COLUMNS, year=2025).indicators
    assert first.annual is not None
    assert first.annual.value == DateRange(None, END_OF_MAY)
    assert first.details is not None
    assert first.details.actual is not None
    assert first.details.actual.value == DateRange(datetime.date(2025, 6, 3), datetime.date(2025, 6, 3))


def test_a_date_without_a_year_is_said() -> None:
    """And is not said where the year is known."""
    assert [each.code for each in read(COLUMNS).diagnostics if each.code == "D036"] == ["D036"]
    assert not [each for each in read(COLUMNS, year=2025).diagnostics if each.code == "D036"]


def without_readings(target: Target | None) -> Any:
    """A target but for what a year may change."""
    return None if target is None else (target.text, target.span)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_completing_dates_changes_nothing_else(name: str) -> None:
    """Names, levels, texts, spans, and every value that is no date."""
    plain = attrs.evolve(read_document(SAMPLES / name), year=None, year_source=None)
    completed = dated(plain, 2025)
    assert len(plain.indicators) == len(completed.indicators) > 0
    for before, after in zip(plain.indicators, completed.indicators, strict=True):
        assert (before.name, before.level1, before.level2, before.span) == (
            after.name,
            after.level1,
            after.level2,
            after.span,
        )
        for one, other in ((before.cycle, after.cycle), (before.annual, after.annual)):
            assert without_readings(one) == without_readings(other)
            if one is not None and other is not None and one.value != other.value:
                assert any(isinstance(measure, DateRange) for measure in other.measures)


BAD: list[tuple[Any, type[Exception]]] = [
    ("2025", TypeError),
    (True, TypeError),
    (2025.0, TypeError),
    (0, ValueError),
    (-5, ValueError),
    (99999, ValueError),
]
CALLS: dict[str, Callable[[Any], object]] = {
    "parse_indicators": lambda year: parse_indicators("", year=year),
    "parse_target": lambda year: parse_target("5次", year=year),
    "parse_many": lambda year: parse_many([], year=year),
    "lint_indicators": lambda year: lint_indicators("", year=year),
    "fix_indicators": lambda year: fix_indicators("", year=year),
    "lint_document": lambda year: lint_document(read(COLUMNS), year=year),
    "read_document": lambda year: read(COLUMNS, year=year),
}


@pytest.mark.parametrize("call", sorted(CALLS))
@pytest.mark.parametrize(("year", "error"), BAD)
def test_a_bad_year_raises_one_clear_error(call: str, year: Any, error: type[Exception]) -> None:
    """Whatever the text holds, and before any work is done."""
    with pytest.raises(error, match="2025"):
        CALLS[call](year)
