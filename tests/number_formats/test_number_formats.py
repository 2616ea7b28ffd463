# ruff: noqa: E501 - tables of cases
"""The number-format language: our text is LibreOffice's, but for decisions that are written down."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from budget_indicators.documents.readers.number_format import is_date_format, shown_number, shown_text

HERE = Path(__file__).parent


def table(name: str) -> list[list[str]]:
    """The rows of a table beside this file, without its head."""
    with open(HERE / name, encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter="\t"))[1:]


def ours(form: str, kind: str, value: str) -> str:
    """What we show."""
    return shown_number(float(value), form) if kind == "number" else shown_text(value, form)


def test_our_text_is_that_of_libreoffice() -> None:
    """4,000 cells of 1,000 formats; ``make.py`` made them, ``decisions.tsv`` lists where we differ and why."""
    decided = {(form, value): text for form, value, _, text, _ in table("decisions.tsv")}
    wrong = []
    for form, kind, value, shown in table("expected.tsv"):
        text = ours(form, kind, value)
        expected = decided.get((form, value), shown)
        if " ".join(text.split()) != " ".join(expected.split()):
            wrong.append((form, value, text, expected))
    assert wrong == []


SEEN = [
    (95, '0"%"', "95%"), (95, "0\\%", "95%"), (0.95, "0%", "95%"), (5, 'G/通用格式"次"', "5次"), (5, "G/通用格式", "5"),
    (1234567, '0.00,"千元"', "1234.57千元"), (25000, '[>=10000]0!.0,"万";0', "2.5万"), (9999, '[>=10000]0!.0,"万";0', "9999"),
    (0.5, "# ?/?", "1/2"), (0, "0;-0;;@", ""), (200000, '0!.0,"万"', "20.0万"), (3, '!≥0"次"', "≥3次"), (5, "0!次", "5次"),
    (0.1 + 0.2, "General", "0.3"), (123456789012345, "General", "123456789012345"), (1e-7, "General", "0.0000001"),
    (95, ";;;", ""), (95, '"合格"', "合格"), (-3, '"合格"', "合格"), (12, '"第"0"名"', "第12名"), (1.5, '0.0"倍"', "1.5倍"),
    (100, '"≥"0"%"', "≥100%"), (3.5, '# ?/?"天"', "3 1/2天"), (20, '[DBNum1][$-804]General"次"', "二十次"),
    (300000, '0!.0,"万元"', "30.0万元"), (1.2e8, '0!.00,,"亿"', "1.20亿"), (13800138000, "000-0000-0000", "138-0013-8000"),
    (1, '[=1]"是";[=0]"否";0', "是"), (0, '[=1]"是";[=0]"否";0', "否"), (95, "0‰", "95‰"), (0.95, '"≥"0.0%', "≥95.0%"),
    (2.5, "#,##0_ ;[Red]-#,##0 ", "3"), (-2.5, "#,##0_);(#,##0)", "(3)"), (-0.2, "0", "0"), (1e300, "0", "1" + 300 * "0"),
    (7, "0000", "0007"), (0.5, ".0", ".5"), (0, "#", ""), (0, '0"次"', "0次"), (95, "0.00_ ", "95.00"), (95, "", "95"),
]  # fmt: skip
DATES = [
    (46022, 'm"月"d"日""前"', "12月31日前"), (45658, 'yyyy"年"', "2025年"), (2, '[h]"小时"', "48小时"), (45658, "yyyy/m/d", "2025/1/1"),
    (45657, "aaaa", "星期二"), (45657.5, '上午/下午h"时"mm"分"', "下午12时00分"), (60, "yyyy/m/d", "1900/2/29"), (-1, "yyyy/m/d", "-1"),
    (45747, 'yyyy"年"m"月底前"', "2025年3月底前"), (45658, 'yyyy"年第"q"季度"', "2025年第q季度"), (9e9, "yyyy/m/d", "9000000000"),
    (46022, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二五年十二月三十一日"), (0.5, "[m]\"分钟\"", "720分钟"), (45658, "yyyy-mm-dd;@", "2025-01-01"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "form", "seen"), SEEN + DATES)
def test_what_a_reader_of_a_chinese_spreadsheet_sees(value: float, form: str, seen: str) -> None:
    """Forms that budget offices use."""
    assert shown_number(value, form) == seen


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        ("95", '"≥"@"%"', "≥95%"),
        ("10次", "0.00", "10次"),
        ("x", ";;;", ""),
        ("x", '0;0;0;"约"@', "约x"),
        ("x", "@", "x"),
    ],
)
def test_texts_have_a_section_of_their_own(value: str, form: str, seen: str) -> None:
    """@ stands for the text."""
    assert shown_text(value, form) == seen


def test_dates_are_told_from_numbers_with_letters() -> None:
    """A quoted letter is no date."""
    assert [is_date_format(form) for form in ('0"d"', "General", "yyyy", "[h]:mm", '0"日"', "mm:ss.0")] == [
        *(False, False, True, True, False, True)
    ]


@pytest.mark.parametrize(
    "form", ["[", "]", '"', "\\", "!", "_", "*", "0" * 900, "?/" * 300, "[>=", "E+", "0E+", "/", ".", ",,,", "@@@;;;;"]
)
def test_no_format_raises(form: str) -> None:
    """Whatever a damaged file calls a format."""
    for value in (0, 1.5, -3, 45658.25, 1e308, 1e-308):
        assert isinstance(shown_number(value, form), str)
    assert isinstance(shown_text("甲", form), str)
