# ruff: noqa: E501 - tables of cases
"""Web pages as a browser shows them."""

from __future__ import annotations

import pytest

from budget_indicators import Document, read_document

HEAD = "<tr><th>项目名称<th>一级指标<th>二级指标<th>三级指标<th>指标值</tr>"


def page(rows: str, head: str = "", after: str = "") -> Document:
    """A page with a table."""
    text = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body><table>{HEAD}{rows}</table>{after}</body></html>"
    return read_document(text.encode(), name="表.html")


def row(cell: str, name: str = "完成数量", attributes: str = "", first: str = "<td>测试项目") -> str:
    """A row of one indicator."""
    return f"<tr {attributes}>{first}<td>产出指标<td>数量指标<td>{name}<td>{cell}</tr>"


def values(found: Document) -> list[str]:
    """The text of every indicator's target."""
    return [each.annual.text if each.annual else "" for each in found.indicators]


def codes(found: Document) -> list[str]:
    """The findings of readers."""
    return [each.code for each in found.diagnostics if "D050" <= each.code < "D080"]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("<span hidden>90%</span>95%", "95%"), ("<span style='display:none'>90%</span>95%", "95%"), ("<span style='DISPLAY : NONE !important'>90%</span>95%", "95%"),
        ('<div style="visibility:hidden">00095</div>95%', "95%"), ('<p style="visibility:hidden">9<b style="visibility:visible">95%</b></p>', "95%"),
        ("<span style='font-size:0'>90%</span>95%", "95%"), ("<span style='opacity:0'>90%</span>95%", "95%"), ("<span style='color:#FFF'>90%</span>95%", "95%"),
        ("<span style='color:#fff;background:red'>90%</span>", "90%"), ("<font color=white>90%</font>95%", "95%"), ("<span style='position:absolute;left:-9999px'>90%</span>95%", "95%"),
        ("<span class=old>90%</span>95%", "95%"), ("<i class=gone>90%</i>95%", "95%"), ("<em id=x>90%</em>95%", "95%"),
        ("<del>8次</del><ins>10次</ins>", "10次"), ("<strike>8次</strike>10次", "10次"), ("<s>8次</s>10次", "10次"), ("<span style='text-decoration:line-through'>8次</span>10次", "10次"),
        ("<select><option>≤</option><option selected>≥</option></select>95%", "≥95%"), ("<select><option>≥</option><option>≤</option></select>95%", "≥95%"),
        ("<select><option label='≥'>ge</option></select>95%", "≥95%"), ("<textarea>不少于3次</textarea>", "不少于3次"), ("<input value='≥95%'>", "≥95%"),
        ("<input type=hidden value=7>≥95%", "≥95%"), ("<input type=text value=95>%", "95%"), ("<input type=number value=3>次", "3次"), ("<input type=submit value=提交>3次", "3次"),
        ("<input type=checkbox checked>是", "☑是"), ("<input type=radio>否", "☐否"), ("5×10<sup>4</sup>条", "5×10⁴条"), ("500m<sup>2</sup>", "500m2"),
        ("10次<sup>①</sup>", "10次"), ("10次<sup>[1]</sup>", "10次"), ("减排CO<sub>2</sub>5%", "减排CO25%"), ("<math><mo>≥</mo><mn>90</mn></math>%", "≥90%"),
        ("<math><msup><mi>m</mi><mn>2</mn></msup></math>以上", "m2以上"), ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("<ruby>增长<rp>(</rp><rt>zeng</rt><rp>)</rp></ruby>5%", "增长5%"), ("<script>90</script>95%", "95%"), ("<!-- 90 -->95%", "95%"), ("<template>90</template>95%", "95%"),
        ("<noscript>90</noscript>95%", "95%"), ("≥\n   95%", "≥ 95%".replace(" ", "")), ("&ge;95&#37;", "≥95%"), ("<b>≥</b><i>95</i>%", "≥95%"), ("95<wbr>%", "95%"), ("<dialog>90</dialog>95%", "95%"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_a_browser_shows_it(cell: str, seen: str) -> None:
    """One cell of values, and a plain one below it."""
    style = "<style>.old{display:none} i.gone , u.x{visibility:hidden} #x{font-size:0px}@media print{td{display:none}}</style>"
    found = page(row(cell) + row("3次", "完成人数", first="<td>"), style)
    assert [text.replace(" ", "") for text in values(found)] == [seen, "3次"]


@pytest.mark.parametrize(
    ("cell", "code", "said"),
    [
        ("<span hidden>90%</span>95%", "D054", "table 1, row 2, column 5"),
        ("<del>8次</del>10次", "D053", "8次"),
        ("10次<sup>①</sup>", "D059", "①"),
    ],
)
def test_what_is_left_out_is_said(cell: str, code: str, said: str) -> None:
    """With its place."""
    found = page(row(cell))
    assert codes(found) == [code]
    assert said in "".join(each.message() for each in found.diagnostics)


@pytest.mark.parametrize("span", ["0", "3", "3px", "3.0", " 3", "+3", "3 rows"])
def test_spans_by_the_rules_of_the_standard(span: str) -> None:
    """What follows the digits is ignored; 0 reaches to the end of the row group."""
    rows = (
        row("1次", "甲", first=f'<td rowspan="{span}">测试项目')
        + row("2次", "乙", first="")
        + row("3次", "丙", first="")
    )
    found = page(rows)
    assert values(found) == ["1次", "2次", "3次"]
    assert {each.name for each in found.projects} == {"测试项目"}


@pytest.mark.parametrize("span", ["-1", "x", "", "1"])
def test_spans_that_are_none(span: str) -> None:
    """An error is 1."""
    assert values(page(row("1次", "甲", first=f'<td rowspan="{span}">测试项目') + row("2次", "乙"))) == ["1次", "2次"]


def test_no_cell_reaches_out_of_its_row_group() -> None:
    """A rowspan ends with the tbody."""
    rows = (
        "<tbody>" + row("1次", "甲", first="<td rowspan=5>测试项目") + "</tbody><tbody>" + row("2次", "乙") + "</tbody>"
    )
    assert values(page(rows)) == ["1次", "2次"]


def test_hidden_rows_are_left_out_and_said() -> None:
    """By attribute, by style, by class."""
    rows = (
        row("1次", "甲")
        + row("2次", "乙", "hidden")
        + row("3次", "丙", 'style="display:none"')
        + row("4次", "丁", "class=old")
    )
    found = page(rows, "<style>tr.old{display:none}</style>")
    assert values(found) == ["1次"]
    assert codes(found) == ["D052"] * 3


def test_a_hidden_cell_takes_no_place() -> None:
    """The cells behind it move up, as in a browser."""
    found = page("<tr><td>测试项目<td style='display:none'>旧<td>产出指标<td>数量指标<td>次数<td>3次</tr>")
    assert values(found) == ["3次"]
    assert codes(found) == ["D052"]


def test_a_hidden_table_is_left_out_and_said() -> None:
    """A template of the page."""
    found = page(row("1次"), after=f"<div style='display:none'><table>{HEAD}{row('9次')}</table></div>")
    assert values(found) == ["1次"]
    assert codes(found) == ["D052"]


def test_a_small_table_inside_a_cell_is_its_text() -> None:
    """The outer table is still the table."""
    assert values(page(row("<table><tr><td>≥</td><td>95%</td></tr></table>"))) == ["≥95%"]


def test_the_foot_of_a_table_stands_last() -> None:
    """Wherever it is written."""
    text = f"<table><tfoot>{row('2次', '乙', first='<td>')}</tfoot><thead>{HEAD}</thead><tbody>{row('1次', '甲')}</tbody></table>"
    assert values(read_document(text.encode(), name="表.html")) == ["1次", "2次"]


def test_numbered_lists_show_their_numbers() -> None:
    """The string of a cell as a list."""
    items = "".join(
        f"<li>1-产出指标；11-数量指标；次数{at}；实施周期指标值:{at}次；年度指标值:{at}次。" for at in (1, 2)
    )
    text = f"<table><tr><td>项目名称<td>总计<td>绩效指标</tr><tr><td>培训<td>1.5<td><ol>{items}</ol></tr></table>"
    found = read_document(text.encode(), name="表.html")
    assert [each.ordinal for each in found.indicators] == [1, 2]


@pytest.mark.parametrize(
    ("css", "cell", "seen"),
    [
        (".a{display:inline !important}", "<span class=a style='display:none'>9</span>5%", "95%"),
        ("#b{display:inline}.a{display:none}", "<span class=a id=b>9</span>5%", "95%"), ("td .a{display:none}span{display:inline}", "<span class=a>8</span>95%", "95%"),
        (".ge::before{content:'≥'}", "<span class=ge>95%</span>", "≥95%"), ('.pc:after{content:"\\25"}', "<span class=pc>95</span>", "95%"),
        (".u::after{content:attr(data-unit)}", "<span class=u data-unit=次>3</span>", "3次"), (".i::before{content:'\\e601'}", "<i class=i></i>3次", "3次"),
        ("tr:nth-child(2) td:last-child::before{content:'≥'}", "95%", "≥95%"), (".x::before{content:none}", "<b class=x>95%</b>", "95%"),
        ("td{background:#036}", "<span style='color:white'>95%</span>", "95%"), ("tr{background-color:rgb(0 51 102)}td{color:#fff}", "95%", "95%"),
        (".sr{position:absolute;clip:rect(0,0,0,0)}", "<span class=sr>旧值8</span>95%", "95%"), (".sr{clip-path:inset(50%)}", "<span class=sr>8</span>95%", "95%"),
        (".sr{width:1px;height:1px;overflow:hidden}", "<span class=sr>8</span>95%", "95%"), ("", "<div style='height:0;overflow:hidden'>8</div>95%", "95%"),
        ("", "<span style='transform: scale(0)'>8</span>95%", "95%"), ("", "<span style='content-visibility:hidden'>8</span>95%", "95%"),
        ("", "<span style='color:hsl(0, 0%, 100%)'>8</span>95%", "95%"), ("", "<span style='color:rgb(255 255 255)'>8</span>95%", "95%"), ("", "<span style='color:rgb(100%,100%,100%)'>8</span>95%", "95%"),
        ("", "<span style='color:rgba(0,0,0,0)'>8</span>95%", "95%"), ("", "<span style='color:rgb(0 0 0 / 50%)'>95%</span>", "95%"),
        ("", "<meter value=.9>90%</meter>95%", "95%"), ("", "<progress value=9 max=10>90%</progress>95%", "95%"),
        ("", "<img alt=≥ src=x>95%", "≥95%"), ("", "<img alt=图片 src=x>95%", "95%"), ("", "<ol><li>3次</ol>", "（1）3次"), ("", "<ol><li>培训3次</ol>", "1.培训3次"),
    ],
)  # fmt: skip
def test_style_sheets_decide_as_in_a_browser(css: str, cell: str, seen: str) -> None:
    """The cascade, generated text, colours, and boxes that show nothing."""
    found = page(row(cell) + row("3次", "完成人数", first="<td>"), f"<style>{css}</style>")
    assert values(found)[0].replace(" ", "") == seen
