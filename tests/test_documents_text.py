"""What varies in texts taken out of documents: wraps, lost columns, repeated headers, page numbers, level cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators.documents.content import read_text_document
from budget_indicators.documents.table.columns import Layout, fit, role_of
from budget_indicators.documents.table.joining import join_value
from budget_indicators.documents.table.money import amount, is_amount, stated_unit
from budget_indicators.errors import UserError

HEAD = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标"
ONE = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
TWO = "2、1-产出指标；12-质量指标；合格率；实施周期指标值:95%；年度指标值:95%。"


def lines(*rows: str) -> str:
    """A text of the rows."""
    return "\n".join(rows)


def test_a_row_that_lost_an_empty_column_is_aligned_from_both_ends() -> None:
    """Money stands on the left, texts on the right."""
    found = read_text_document(lines("单位：万元", HEAD, f"培训经费\t2.00\t1.50\t0.50\t办好培训。\t{ONE}"))
    (project,) = found.projects
    assert (project.total, project.fiscal, project.special_account) == (20000, 15000, 5000)
    assert project.goal == "办好培训。"
    assert len(project.indicators) == 1


def test_a_unit_row_without_its_empty_end_is_a_unit() -> None:
    """Editors strip tabs at the end of a line."""
    found = read_text_document(
        lines("单位：万元", HEAD, "合计\t2.00\t2.00", "某局\t2.00\t2.00", f"甲\t2.00\t2.00\t\t\t目标。\t{ONE}")
    )
    assert [(line.kind, line.name) for line in found.sums] == [("total", "合计"), ("unit", "某局")]
    assert found.projects[0].unit == "某局"
    assert found.diagnostics == ()


def test_a_line_without_tabs_belongs_to_the_cell_above() -> None:
    """A string broken over lines is one string."""
    found = read_text_document(lines(HEAD, f"甲\t2.00\t2.00\t\t\t目标。\t{ONE[:30]}", ONE[30:] + TWO, "单位：万元"))
    assert [indicator.name for indicator in found.projects[0].indicators] == ["培训次数", "合格率"]


def test_a_repeated_header_and_title_between_pages_are_left_out() -> None:
    """The string goes on after the page's head as if nothing were there."""
    head = "项目名称 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标"
    text = lines(
        "项目支出绩效目标表",
        "部门名称：某区水务局 单位：万元",
        head,
        "合计 2.00 2.00",
        "某区水务局",
        "2.00 2.00",
        "    河道保洁经费 2.00 2.00",
        "保持河道整洁。",
        ONE[:40],
        "- 3 -",
        "项目支出绩效目标表",
        "部门名称：某区水务局 单位：万元",
        head,
        ONE[40:],
        TWO,
    )
    (project,) = read_text_document(text).projects
    assert "".join(project.text.split()) == ONE + TWO
    assert (project.unit, project.name, project.goal) == ("某区水务局", "河道保洁经费", "保持河道整洁。")


def test_a_header_broken_over_lines_is_a_header() -> None:
    """财政专户 / 拨款 is one word."""
    text = lines(
        "项目名称（资金使用单位） 总计 财政拨款 财政专户",
        "拨款 其他资金 绩效目标 绩效指标",
        "甲项目经费 3.00 3.00",
        "目标。",
        ONE,
    )
    (project,) = read_text_document(text).projects
    assert (project.name, project.goal) == ("甲项目经费", "目标。")


def test_a_name_broken_around_its_bracket_is_put_together() -> None:
    """A name whose bracket closes below its amounts goes on there."""
    text = lines(
        "项目名称 总计 财政拨款 绩效目标 绩效指标",
        "信息化经费（含维护 3.00 3.00",
        "费）",
        "目标。",
        ONE,
        "第二项经费 4.00 4.00",
        "目标二。",
        TWO,
    )
    first, second = read_text_document(text).projects
    assert (first.name, first.goal) == ("信息化经费（含维护费）", "目标。")
    assert (second.name, len(second.indicators)) == ("第二项经费", 1)


def test_three_amounts_of_four_columns() -> None:
    """总计 = 财政拨款 + one more, which of the last two is a guess the row's sum allows."""
    text = lines(
        "项目名称 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标", "甲经费 3.00 2.00 1.00", "目标。", ONE
    )
    (project,) = read_text_document(text).projects
    assert (project.total, project.fiscal, project.other) == (30000, 20000, 10000)


def test_secret_rows_are_projects_without_indicators() -> None:
    """涉密项目 stands for goal and indicators; nothing is reported missing."""
    text = lines("单位：万元", HEAD, "涉密项目\t5.00\t5.00\t\t\t涉密项目\t涉密项目")
    (project,) = read_text_document(text).projects
    assert project.withheld
    assert read_text_document(text).diagnostics == ()
    flat = lines(
        "单位：万元",
        "项目名称 总计 财政拨款 绩效目标 绩效指标",
        "涉密项目 5.00 5.00",
        "涉密项目",
        "涉密项目",
        "乙经费 1.00 1.00",
        "目标。",
        ONE,
    )
    assert [each.withheld for each in read_text_document(flat).projects] == [True, False]


def test_level_cells_broken_over_lines_and_shared_lines() -> None:
    """Narrow level columns break their names; short cells share a line with the next."""
    text = lines(
        "一级指标 二级指标 三级指标 实施周期指标值 年度指标值",
        "",
        "产出指",
        "标",
        "",
        "数量指标 培训场次",
        "全年举办培训",
        "不少于5场",
        "",
        "全年举办培训",
        "不少于5场",
        "",
        "时效指标",
        "",
        "任务完成及时率",
        "",
        "100%",
        "",
        "100%",
        "",
        "满意度",
        "指标",
        "",
        "服务对象满",
        "意度指标",
        "",
        "服务对象满意度",
        "",
        "≥95%",
        "",
        "≥95%",
    )
    indicators = read_text_document(text).indicators
    assert [
        (
            each.level1 and each.level1.name,
            each.level2 and each.level2.name,
            each.name,
            each.annual and each.annual.text,
        )
        for each in indicators
    ] == [
        ("产出指标", "数量指标", "培训场次", "全年举办培训不少于5场"),
        ("产出指标", "时效指标", "任务完成及时率", "100%"),
        ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥95%"),
    ]


def test_markdown_tables_are_tables() -> None:
    """Pages turned into Markdown keep their cells between bars."""
    text = lines(
        "| 项目名称 | 总计 | 绩效目标 | 绩效指标 |", "|---|---|---|---|", f"| 甲经费 | 1.00 | 目标。 | {ONE} |"
    )
    (project,) = read_text_document(text).projects
    assert (project.name, len(project.indicators)) == ("甲经费", 1)


def test_a_page_number_inside_a_cell_is_reported() -> None:
    """第 3 页 共 8 页 inside a string is page furniture."""
    text = lines(HEAD, f"甲\t1.00\t1.00\t\t\t目标。\t{ONE[:20]}第 3 页 共 8 页{ONE[20:]}")
    assert "D007" in [finding.code for finding in read_text_document(text).diagnostics]


def test_a_project_without_indicators_is_reported() -> None:
    """A row with a goal and no string is a project all the same."""
    text = lines("单位：万元", HEAD, "甲经费\t1.00\t1.00\t\t\t目标。\t")
    found = read_text_document(text)
    assert [(project.name, project.form) for project in found.projects] == [("甲经费", "none")]
    assert [finding.code for finding in found.diagnostics] == ["D003"]


def test_amounts_of_a_row_that_do_not_add_up_are_reported() -> None:
    """总计 3 with sources of 2 and 2."""
    text = lines("单位：万元", HEAD, f"甲经费\t3.00\t2.00\t\t2.00\t目标。\t{ONE}")
    assert [finding.code for finding in read_text_document(text).diagnostics] == ["D013"]


def test_subtotals_and_a_total_at_the_end_add_up() -> None:
    """小计 …, 小计 …, 合计 in this order give no finding."""
    rows = [
        f"甲经费\t1.00\t1.00\t\t\t目标。\t{ONE}",
        "小计\t1.00\t1.00",
        f"乙经费\t2.00\t2.00\t\t\t目标。\t{ONE}",
        "小计\t2.00\t2.00",
    ]
    assert read_text_document(lines("单位：万元", HEAD, *rows, "合计\t3.00\t3.00")).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:元", "元"),
        ("预算金额（万元）", "万元"),
        ("单位：人民币万元", "万元"),
        ("部门名称：某局", ""),
    ],
)
def test_money_units(text: str, unit: str) -> None:
    """Where a money unit is stated."""
    assert stated_unit(text) == unit


def test_a_money_unit_that_is_not_stated_is_a_finding() -> None:
    """The amounts are read as 万元, and said so."""
    found = read_text_document(lines(HEAD, f"甲经费\t1.00\t1.00\t\t\t目标。\t{ONE}"))
    assert found.money_unit == ""
    assert found.projects[0].total == 10000
    assert [finding.code for finding in found.diagnostics] == ["D010"]


def test_amounts_are_exact() -> None:
    """No binary floats on the way."""
    assert amount("1,214.97", "万元") == Decimal("12149700.00")
    assert amount("0.1", "万元") == Decimal("1000.0")
    assert not is_amount("95%")
    assert not is_amount("2025年")


@pytest.mark.parametrize(
    ("operator", "value", "unit", "joined"),
    [
        ("≥", "95", "%", "≥95%"),
        ("1", "95", "%", "≥95%"),
        ("2", "5", "次", "＞5次"),
        ("3", "12", "个", "＝12个"),
        ("4", "3", "天", "＜3天"),
        ("5", "10", "万元", "≤10万元"),
        ("6", "有所提升", "", "有所提升"),
        ("定性", "良好", "/", "良好"),
        ("1-≥", "95", "%", "≥95%"),
        ("大于等于", "95%", "%", "≥95%"),
        ("≥", "≥95", "%", "≥95%"),
        ("", "95%以上", "%", "95%以上"),
        ("=", "100", "百分比", "＝100百分比"),
    ],
)
def test_operator_value_unit(operator: str, value: str, unit: str, joined: str) -> None:
    """Codes, glyphs and words of 指标性质; what the value says itself is not said twice."""
    assert join_value(operator, value, unit) == joined


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("三级指标(必填)", "name"),
        ("项目名称（资金使用单位）", "project"),
        ("预算金额\n（万元）", "total"),
        ("其中：财政拨款", "fiscal"),
        ("部门（单位）名称", "unit"),
        ("年度绩效目标", "goal"),
        ("加强管理", None),
        ("", None),
    ],
)
def test_header_words(text: str, role: str | None) -> None:
    """Headers are known by their words, whatever stands in brackets beside them."""
    assert role_of(text) == role


def test_fit_keeps_texts_right_and_money_left() -> None:
    """Six cells under seven columns."""
    layout = Layout(("project", "total", "fiscal", "special_account", "other", "goal", "string"))
    assert fit(["甲", "1.00", "1.00", "", "目标", ONE], layout) == ("甲", "1.00", "1.00", "", "", "目标", ONE)


@given(
    st.lists(
        st.sampled_from(
            [
                HEAD,
                "合计\t1.00\t1.00",
                f"甲\t1.00\t\t目标\t{ONE}",
                ONE,
                "",
                "1.00 2.00",
                "一级指标 三级指标 指标值",
                "产出指标",
                "某局 3.00",
                "第 1 页",
                "\t",
                "项目名称",
                "总体目标",
            ]
        ),
        max_size=14,
    )
)
def test_no_text_raises(rows: list[str]) -> None:
    """Any order of any lines gives a document."""
    read_text_document("\n".join(rows))


@given(st.text(alphabet='项目名称总计绩效标 \t\n1.00、-；：年度值合产出|"\f', max_size=120))
def test_no_soup_raises(text: str) -> None:
    """Any text over the characters of tables gives a document."""
    read_text_document(text)


def test_a_cell_too_long_is_never_dropped_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear line instead of a table with a row less."""
    from budget_indicators.documents.readers import separated

    monkeypatch.setattr(separated, "MAX_FIELD", 100)
    with pytest.raises(UserError, match="line 3: a line of more than 100 characters"):
        separated.csv_read(f"项目名称,绩效指标\n甲,乙\n丙,{'字' * 200}\n")
