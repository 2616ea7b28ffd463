# ruff: noqa: E501 - tables of cases
"""Amounts of money as a reader sees them: in figures and in words, under any number format; the rest is doubted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget_indicators import Document, read_document
from budget_indicators.documents.readers.number_format import shown_number
from budget_indicators.documents.table.money import stated_amount

from .workbooks import n, t, xlsx

STRING = "1、1-产出指标；11-数量指标；次数；年度指标值:3次。"
ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


def workbook(cell: str, form: str = "General", unit: str = "万元") -> Document:
    """A table of one project, its total in the cell."""
    rows = {
        1: [t("项目名称"), t(f"总计（{unit}）"), t("绩效指标")],
        2: [t("培训"), cell, t(STRING)],
    }
    return read_document(xlsx(rows, formats=[form]), name="表.xlsx")


def codes(found: Document) -> list[str]:
    """The findings about numbers."""
    return [each.code for each in found.diagnostics if each.code in ("D062", "D063")]


@pytest.mark.parametrize(
    ("value", "form", "yuan", "said"),
    [
        ("30.456", "0.0", "305000", ["D062"]), ("30.5", "0.0", "305000", []), ("30.5", "0.00", "305000", []), ("30.456", "General", "304560", []),
        ("0.1", "0.00", "1000", []), ("300", "#,##0_);(#,##0)", "3000000", []), ("-300", "#,##0_);(#,##0)", "-3000000", []),
        ("-300", "#,##0.00_);[Red](#,##0.00)", "-3000000", []), ("-5", "0.00;[Red]0.00", "-50000", []), ("-5", "0;0", "50000", ["D062"]),
        ("-5", '0.0;"负"0.0', "-50000", []), ("0", ACCOUNTING, "0", []), ("1214.97", ACCOUNTING, "12149700", []), ("-1214.97", ACCOUNTING, "-12149700", []),
        ("300000", '[DBNum2][$-804]General"元整"', "300000", []), ("30", '[DBNum2][$-804]General"万元整"', "300000", []), ("30", "¥#,##0.00", "300000", []),
        ("123456", "#,##0.00,", "1234600", ["D062"]), ("1234567", '0.0,"千元"', "1234600", ["D062"]), ("200000", '0!.0,"万"', "200000", []),
        ("234567", '0!.0,"万元"', "235000", ["D062"]), ("0.305", "0.0%", None, ["D063"]), ("30.456", "0.00E+00", "305000", ["D063"]),
        ("30", '"约"0', "300000", ["D063"]), ("30", '0"万元"', "300000", []), ("1234.5", "# ?/?", None, ["D063"]), ("30.4999999999999996", "0.0", "305000", []),
    ],
)  # fmt: skip
def test_amounts_are_those_that_the_format_shows(value: str, form: str, yuan: str | None, said: list[str]) -> None:
    """What is shown is the amount; where the cell holds another number, a finding names it."""
    found = workbook(n(value, 2), form)
    assert (found.projects[0].total, codes(found)) == (None if yuan is None else Decimal(yuan), said)


@pytest.mark.parametrize(
    ("text", "yuan", "doubtful"),
    [
        ("1,214.97", "12149700", False), ("１２１４．９７", "12149700", False), ("1 214.97", "12149700", False), ("1,214.\n97", "12149700", False), ("30", "300000", False),
        ("（300.00）", "-3000000", False), ("(300)", "-3000000", False), ("(¥300)", "-3000000", False), ("-300", "-3000000", False), ("¥-300", "-3000000", False),
        ("叁拾万元整", "300000", False), ("人民币叁拾万元整", "300000", False), ("三百万元", "3000000", False), ("1亿5000万元", "150000000", False),
        ("壹仟贰佰元", "1200", False), ("30万元整", "300000", False), ("三百", "3000000", False), ("12万3千元", "123000", False), ("300元", "300", False),
        ("负三十万元", "-300000", False), ("约30万元", "300000", True), ("30万左右", "300000", True), ("30（其中中央20）", "300000", True), ("12\n34", "12340000", True),
        ("120.00\n300.00", None, True), ("US$300", None, True), ("300美元", None, True), ("港币300万元", None, True), ("30%", None, True), ("####", None, True),
        ("见附件", None, True), ("30万元/年", None, True), ("300.00*", None, True), ("20~30万元", None, True), ("≤30万元", None, True), ("另行下达", None, True),
        ("RMB 1,234.50", "12345000", False), ("1,23,456", None, True), ("12.34.56", None, True), ("100，其中：中央50", "1000000", True), ("100+20", None, True),
        ("1.2345E6", "12345000000", True), ("0.5亿", "50000000", False), ("贰拾伍万柒仟元整", "257000", False), ("免", None, True), ("N/A", None, True), ("…", None, True),
        ("-", None, False), ("", None, False), ("——", None, False), ("无", None, False), ("/", None, False), ("一" * 100, None, True),
    ],
)  # fmt: skip
def test_amounts_in_words_are_read_or_doubted(text: str, yuan: str | None, doubtful: bool) -> None:
    """Never silently nothing, never silently half of it."""
    stated = stated_amount(text, "万元")
    assert (stated.value, stated.doubtful) == (None if yuan is None else Decimal(yuan), doubtful)


def test_a_doubtful_amount_is_named_with_its_place() -> None:
    """The finding says what was made of it."""
    found = workbook(t("约30万元"))
    said = next(each for each in found.diagnostics if each.code == "D063")
    assert "培训" in said.message("zh")
    assert "300000" in said.message("zh")
    assert "B2" in said.message("en")


@pytest.mark.parametrize(("total", "said"), [("10.01", False), ("10.02", False), ("10.06", True), ("9.5", True)])
def test_rounded_numbers_need_not_add_up_to_the_last_digit(total: str, said: bool) -> None:
    """3.34 + 3.34 + 3.34 under a total of 10.01: the file rounds, no row is lost."""
    rows = {
        1: [t("项目名称"), t("总计（万元）"), t("绩效指标")],
        2: [t("合计"), n(total, 2), ""],
        **{at: [t(name), n("3.3366", 2), t(STRING)] for at, name in ((3, "甲"), (4, "乙"), (5, "丙"))},
    }
    found = read_document(xlsx(rows, formats=["0.00"]), name="表.xlsx")
    assert ("D001" in [each.code for each in found.diagnostics]) is said


@pytest.mark.parametrize(
    "form",
    ["0", "0.0", "0.00", "#,##0", "#,##0.00", "#,##0.00_);(#,##0.00)", ACCOUNTING, "¥#,##0.00", "0.00_ ;[Red]-0.00 "],
)
def test_every_amount_that_a_usual_format_shows_is_read(form: str) -> None:
    """Whatever the number: an exact amount, with its sign."""
    for value in ("0", "7", "-7", "1234.5", "-1234.5", "0.05", "1234567.891", "-99999.995"):
        shown = shown_number(Decimal(value), form)
        stated = stated_amount(shown, "元")
        if shown.strip("¥- "):
            assert not stated.doubtful
            assert stated.value is not None
            assert abs(stated.value - Decimal(value)) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("head", "money"),
    [
        (("项目资金（万元）", "", "全年预算数", "全年执行数", "执行率"), ("年度资金总额", "", "100", "95", "95%")),
        (
            ("项目资金（万元）", "", "", "全年预算数", "全年执行数", "执行率"),
            ("", "年度资金总额", "", "100", "95", "95%"),
        ),
        (("", "", "全年预算数", "全年执行数", "执行率"), ("年度资金总额", "", "100", "95", "95%")),
    ],
)
def test_the_money_of_a_self_evaluation_stands_under_its_heads(head: tuple[str, ...], money: tuple[str, ...]) -> None:
    """Wherever the block begins."""
    rows = [
        ("项目支出绩效自评表（2024年度）",), ("项目名称", "培训项目"), ("单位：万元",), head, money,
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"), ("产出指标", "数量指标", "培训场次", "≥4754场", "4604场", "5", "4.84"),
    ]  # fmt: skip
    cells = {at: [t(text) if text else "" for text in row] for at, row in enumerate(rows, start=1)}
    (project,) = read_document(xlsx(cells), name="表.xlsx").projects
    assert (project.total, project.executed, project.execution_rate) == (1_000_000, 950_000, 95)


@pytest.mark.parametrize(("second", "said"), [("148", True), ("150", False), ("", False)])
def test_a_second_budget_of_the_year_is_said(second: str, said: bool) -> None:
    """The total is what was approved first; what it was changed to has no place in the result."""
    page = (
        "<table><tr><td>项目名称</td><td>校园安防</td></tr><tr><td>单位：万元</td></tr>"
        "<tr><td>项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>执行率</td></tr>"
        f"<tr><td>年度资金总额</td><td></td><td>150</td><td>{second}</td><td>145</td><td>96.7%</td></tr>"
        "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td></tr>"
        "<tr><td>产出指标</td><td>数量指标</td><td>学校数</td><td>≥30所</td></tr></table>"
    )
    document = read_document(page.encode(), name="表.html")
    assert document.projects[0].total == 1_500_000
    found = [each.zh for each in document.diagnostics if each.code == "D034"]
    assert [("全年预算数：148" in each) for each in found] == [True] * said


@pytest.mark.parametrize(
    ("text", "value"),
    [("120,50", "120.50"), ("1.205,5", "1205.5"), ("-3,5", "-3.5"), ("120,500", "120500"), ("1,205.50", "1205.50")],
)
def test_a_comma_for_the_point_is_doubted(text: str, value: str) -> None:
    """Three digits behind it make it a thousands' mark."""
    stated = stated_amount(text, "元")
    assert stated.value == Decimal(value)
    assert stated.doubtful == (text in ("120,50", "1.205,5", "-3,5"))
