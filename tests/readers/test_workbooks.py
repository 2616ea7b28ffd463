# ruff: noqa: E501 - tables of cases
"""Workbooks as a reader sees them: hidden and struck-out parts, formulas, errors, formats, old and strict kinds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget_indicators import Document, read_document

from .workbooks import HEAD, f, indicators, n, rich, t, xlsx


def values(found: Document) -> list[str]:
    """The text of every indicator's target."""
    return [each.annual.text if each.annual else "" for each in found.indicators]


def codes(found: Document) -> list[str]:
    """The findings of readers."""
    return [each.code for each in found.diagnostics if "D050" <= each.code < "D080"]


def messages(found: Document) -> str:
    """The English messages of all findings."""
    return "\n".join(each.message() for each in found.diagnostics)


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        ("95", '0"%"', "95%"), ("95", "0\\%", "95%"), ("0.95", "0%", "95%"), ("5", 'G/通用格式"次"', "5次"), ("5", 'General"次"', "5次"),
        ("1234567", '0.00,"千元"', "1234.57千元"), ("25000", '[>=10000]0!.0,"万";0', "2.5万"), ("0.5", "# ?/?", "1/2"),
        ("46022", 'm"月"d"日""前"', "12月31日前"), ("45658", 'yyyy"年"', "2025年"), ("2", '[h]"小时"', "48小时"), ("30", '"≥"0"%"', "≥30%"),
        ("12", '"不少于"0"次"', "不少于12次"), ("0.985", '"≥"0.0%', "≥98.5%"), ("3", '[DBNum1][$-804]General"次"', "三次"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_their_format_shows_them(value: str, form: str, seen: str) -> None:
    """The stored number is 0.95, the cell says 95%."""
    assert values(read_document(indicators(n(value, 2), formats=[form]), name="表.xlsx")) == [seen]


@pytest.mark.parametrize(
    ("number", "value", "seen"),
    [
        (31, 46022, "2025年12月31日"),
        (57, 46022, "2025年12月"),
        (58, 46022, "12月31日"),
        (27, 45658, "2025年1月"),
        (14, 46022, "2025/12/31"),
        (9, 0.95, "95%"),
        (10, 0.955, "95.50%"),
    ],
)
def test_chinese_built_in_formats_have_no_code_in_the_file(number: int, value: float, seen: str) -> None:
    """Excel in Chinese names its date formats by number only."""
    assert values(read_document(indicators(n(value, 2), built_in=[number]))) == [seen]


def test_a_text_format_adds_to_texts() -> None:
    """≥ and % around the text of the cell."""
    assert values(read_document(indicators(t("95", 2), formats=['"≥"@"%"']))) == ["≥95%"]


def test_what_a_format_hides_is_reported() -> None:
    """``;;;`` shows nothing; a zero that shows as nothing is no secret."""
    found = read_document(indicators(n(7, 2), n(0, 3), formats=[";;;", "0;-0;;@"]))
    assert values(found) == ["", ""]
    assert codes(found) == ["D054"]
    assert "表10!E2" in messages(found)


def test_a_formula_without_a_stored_value_names_its_cell() -> None:
    """Written by a program and never opened: the number is not in the file."""
    found = read_document(indicators(f('"≥"&95&"%"'), f("1+1", "2"), f('"3次"', "3次", "str")))
    assert values(found) == ["", "2", "3次"]
    assert codes(found) == ["D050"]
    assert "表10!E2: formula without a stored value" in messages(found)


def test_a_formula_without_a_value_in_an_amount() -> None:
    """The total is not silently missing."""
    rows = {
        1: [t("项目名称"), t("总计（万元）"), t("绩效指标")],
        2: [t("培训"), f("B3*2"), t("1、1-产出指标；11-数量指标；次数；年度指标值:3次。")],
    }
    found = read_document(xlsx(rows))
    assert found.projects[0].total is None
    assert "表10!B2" in messages(found)


def test_an_error_is_no_value() -> None:
    """#REF! is nothing to reach."""
    found = read_document(indicators('<c t="e"><v>#REF!</v></c>', t("3次")))
    assert values(found) == ["", "3次"]
    assert codes(found) == ["D051"]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (rich(("8次", True), ("10次", False)), "10次"), (rich(("1", True), ("20万元", False)), "20万元"), (rich(("12次", False), ("以内", True)), "12次"),
        (rich(("≥", False), ("90", True), ("95%", False)), "≥95%"), (t("8次", 1), ""), (n(8, 1), ""),
    ],
)  # fmt: skip
def test_struck_out_parts_are_left_out(cell: str, seen: str) -> None:
    """What is struck out no longer holds; the finding names the cell."""
    found = read_document(indicators(cell, t("3次")))
    assert values(found) == [seen, "3次"]
    assert codes(found) == ["D053"]
    assert "表10!E2" in messages(found)


def test_hidden_rows_are_left_out_and_said() -> None:
    """A reader does not see the row."""
    found = read_document(indicators(t("3次"), t("4次"), t("5次"), row_attributes={3: 'hidden="1"'}))
    assert values(found) == ["3次", "5次"]
    assert codes(found) == ["D052"]
    assert "表10, row 3" in messages(found)


def test_hidden_columns_are_left_out_and_said() -> None:
    """An old column of values beside the new one."""
    head = [*HEAD[:4], t("旧指标值"), t("指标值")]
    rows = {1: head, 2: [t("测试项目"), t("产出指标"), t("数量指标"), t("次数"), t("1次"), t("2次")]}
    found = read_document(xlsx(rows, before='<cols><col min="5" max="5" hidden="1" width="9"/></cols>'))
    assert values(found) == ["2次"]
    assert "表10, column E" in messages(found)


def test_a_hidden_sheet_is_named() -> None:
    """Its projects are not read, and that is said."""
    found = read_document(indicators(t("3次"), state="hidden"))
    assert found.projects == ()
    assert "sheet 表10: hidden" in messages(found)


def test_a_merged_cell_whose_first_row_is_hidden_still_shows() -> None:
    """Excel shows the text in the part that is left."""
    rows = {
        1: HEAD,
        2: [t("甲项目"), t("产出指标"), t("数量指标"), t("次数"), t("1次")],
        3: ["", t("产出指标"), t("数量指标"), t("人数"), t("2人")],
    }
    found = read_document(
        xlsx(rows, row_attributes={2: 'hidden="1"'}, after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
    )
    assert [(each.name, len(each.indicators)) for each in found.projects] == [("甲项目", 1)]


@pytest.mark.parametrize(
    ("stored", "seen"),
    [("10次_x000D_\n", "10次"), ("≥95%_x000D_", "≥95%"), ("_x0032_0次", "20次")],
)
def test_characters_that_xml_cannot_hold(stored: str, seen: str) -> None:
    """_x000D_ is a carriage return."""
    assert values(read_document(indicators(t(stored)))) == [seen]


def test_phonetic_guides_are_no_text() -> None:
    """Shared strings, too."""
    strings = "<si><t>增长5%</t><rPh sb='0' eb='1'><t>zeng</t></rPh></si>"
    assert values(read_document(indicators('<c t="s"><v>0</v></c>', strings=strings))) == ["增长5%"]


@pytest.mark.parametrize(
    ("name", "value", "reported"),
    [("完成时间", 45657, True), ("截止日期", 46022, True), ("覆盖人数", 45657, False), ("完成时间", 12, False)],
)
def test_a_lost_date_format_is_suspected(name: str, value: int, reported: bool) -> None:
    """45657 under 完成时间 is the last day of 2024."""
    found = read_document(indicators(n(value), names=[name]))
    assert ("D057" in codes(found)) is reported
    assert ("2024-12-31" in messages(found)) is (reported and value == 45657)


def test_strict_open_xml() -> None:
    """The same workbook in the other namespace, dates as ISO texts."""
    found = read_document(
        indicators(n("0.95", 2), '<c s="3" t="d"><v>2025-12-31</v></c>', formats=["0%", 'm"月"d"日"'], strict=True)
    )
    assert values(found) == ["95%", "12月31日"]


def test_dates_from_1904() -> None:
    """A workbook of an old Macintosh."""
    data = indicators(n(44560, 2), formats=["yyyy/m/d"], properties='<workbookPr date1904="1"/>')
    assert values(read_document(data)) == ["2025/12/31"]


def test_a_sheet_that_hides_zeros() -> None:
    """showZeros is off: the cell is blank."""
    before = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert values(read_document(indicators(n(0), t("3次"), before=before))) == ["", "3次"]


def test_amounts_keep_their_unit() -> None:
    """200000 元 shown as 20.0万 is 200,000 元."""
    rows = {
        1: [t("项目名称"), t("总计（元）"), t("绩效指标")],
        2: [t("培训"), n(200000, 2), t("1、1-产出指标；11-数量指标；次数；年度指标值:3次。")],
    }
    assert read_document(xlsx(rows, formats=['0!.0,"万"'])).projects[0].total == Decimal(200000)


EXCEL_XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:h="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="表1"><Table><Row><Cell><Data ss:Type="String">项目名称</Data></Cell><Cell><Data ss:Type="String">一级指标</Data></Cell><Cell><Data ss:Type="String">二级指标</Data></Cell><Cell><Data ss:Type="String">三级指标</Data></Cell><Cell><Data ss:Type="String">指标值</Data></Cell></Row>
<Row><Cell ss:MergeDown="3"><Data ss:Type="String">培训</Data></Cell><Cell><Data ss:Type="String">产出指标</Data></Cell><Cell><Data ss:Type="String">质量指标</Data></Cell><Cell><Data ss:Type="String">合格率</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.95</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">产出指标</Data></Cell><Cell><Data ss:Type="String">时效指标</Data></Cell><Cell><Data ss:Type="String">完成时间</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2025-12-31T00:00:00.000</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">产出指标</Data></Cell><Cell><Data ss:Type="String">数量指标</Data></Cell><Cell><Data ss:Type="String">旧</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">产出指标</Data></Cell><Cell><Data ss:Type="String">数量指标</Data></Cell><Cell><Data ss:Type="String">次数</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>8次</S><Font>10次</Font></ss:Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_spreadsheetml_2003() -> None:
    """One XML file, often named .xls."""
    found = read_document(EXCEL_XML.encode(), name="表.xls")
    assert values(found) == ["95%", "2025/12/31", "10次"]
    assert sorted(codes(found)) == ["D052", "D053"]


def run_of(text: str, properties: str = "") -> str:
    """A run of a rich text."""
    return f"<r><rPr>{properties}</rPr><t xml:space='preserve'>{text}</t></r>"


def runs(*each: str) -> str:
    """A cell of runs."""
    return f'<c t="inlineStr"><is>{"".join(each)}</is></c>'


SUPERSCRIPT, WHITE = '<vertAlign val="superscript"/>', '<color rgb="FFFFFFFF"/>'


@pytest.mark.parametrize(
    ("cell", "seen", "said"),
    [
        (runs(run_of("5×10"), run_of("4", SUPERSCRIPT), run_of("条")), "5×10⁴条", []), (runs(run_of("500m"), run_of("2", SUPERSCRIPT)), "500m2", []),
        (runs(run_of("10次"), run_of("①", SUPERSCRIPT)), "10次", ["D059"]), (runs(run_of("10次"), run_of("1", SUPERSCRIPT)), "10次", ["D059"]),
        (runs(run_of("³", '<rFont val="Symbol"/>'), run_of("95%")), "≥95%", []), (runs(run_of("8次", WHITE), run_of("10次")), "10次", ["D054"]),
        (runs(run_of("8次", '<color theme="0"/>'), run_of("10次")), "10次", ["D054"]), (runs(run_of("10次", '<color theme="1"/>')), "10次", []),
        (t("#N/A"), "", ["D051"]), (t(" #ref! "), "", ["D051"]), (t("#1楼"), "#1楼", []),
    ],
)  # fmt: skip
def test_runs_show_as_their_fonts_say(cell: str, seen: str, said: list[str]) -> None:
    """Raised, in a font with its own code, white on white; and errors typed as text."""
    found = read_document(indicators(cell, t("3次")), name="表.xlsx")
    assert [each.annual.text if each.annual else "" for each in found.indicators] == [seen, "3次"]
    assert [each.code for each in found.diagnostics if "D050" <= each.code < "D080"] == said


@pytest.mark.parametrize(
    ("name", "cell", "said"),
    [
        ("完成时间", n("45657.5"), True), ("完成时间", t("45657"), True), ("完工节点", n("45930"), True), ("开工", n("45930"), True), ("补助资金", n("45657"), False),
        ("完成时间", n("12"), False), ("完成时间", t("45657元"), False),
    ],
)  # fmt: skip
def test_numbers_that_look_like_dates_are_said(name: str, cell: str, said: bool) -> None:
    """Whatever their type, with a time of day or without."""
    found = read_document(indicators(cell, t("3次"), names=[name, "次数"]), name="表.xlsx")
    assert ("D057" in [each.code for each in found.diagnostics]) is said
