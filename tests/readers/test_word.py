# ruff: noqa: E501 - tables of cases
"""Word as it shows on paper: symbols, equations, text boxes, struck-out and hidden text, ticked boxes, numbers."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from budget_indicators import Document, read_document

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def sym(code: str, font: str = "Symbol") -> str:
    """A symbol of a font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def math(inner: str) -> str:
    """An equation."""
    return f"<m:oMath>{inner}</m:oMath>"


def mr(text: str) -> str:
    """A run of an equation."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def box(inner: str) -> str:
    """A text box, as Word writes it: the same text in two branches."""
    content = f"<w:txbxContent><w:p>{inner}</w:p></w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


STRIKE, HIDDEN, SUP = "<w:strike/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'


def tc(content: str) -> str:
    """A cell; content is runs, or paragraphs."""
    return f"<w:tc><w:tcPr/>{content if content.startswith(('<w:p>', '<w:tbl')) else f'<w:p>{content}</w:p>'}</w:tc>"


def table(*rows: list[str], row_properties: dict[int, str] | None = None) -> str:
    """A table of cells."""
    body = "".join(
        f"<w:tr><w:trPr>{(row_properties or {}).get(at, '')}</w:trPr>{''.join(map(tc, row))}</w:tr>"
        for at, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>"


HEAD = [r(text) for text in ("项目名称", "一级指标", "二级指标", "三级指标", "指标值")]


def file(*elements: str, **options: Any) -> bytes:
    """A document of paragraphs and tables."""
    document = docx.Document()
    body = document.element.body
    for element in elements:
        body.insert(len(body) - 1, parse_xml(element.replace(">", f" {NAMESPACES}>", 1)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def one(*cells: str) -> Document:
    """A document with one indicator for each cell of values."""
    rows = [
        [r("测试项目") if not at else "", r("产出指标"), r("数量指标"), r(f"完成数量{'甲乙丙丁'[at]}"), cell]
        for at, cell in enumerate(cells)
    ]
    return read_document(file(table(HEAD, *rows)), name="表.docx")


def values(found: Document) -> list[str]:
    """The text of every indicator's target."""
    return [each.annual.text if each.annual else "" for each in found.indicators]


def codes(found: Document) -> list[str]:
    """The findings of readers."""
    return [each.code for each in found.diagnostics if "D050" <= each.code < "D080"]


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (sym("F0B3") + r("95%"), "≥95%"), (sym("F0B1") + r("2%"), "±2%"), (sym("F03E") + r("95%"), ">95%"), (sym("00B3") + r("95%"), "≥95%"),
        (sym("F0A3") + r("5%"), "≤5%"), (sym("F03C") + r("5%"), "<5%"), (r("3") + sym("F07E") + r("5次"), "3~5次"), (r("5") + sym("F0B4") + r("3个"), "5×3个"),
        (sym("F0FE", "Wingdings") + r("是"), "☑是"), (sym("F0A8", "Wingdings") + r("否"), "☐否"), (sym("F052", "Wingdings 2") + r("是"), "☑是"),
        (r("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("90%"), "≥90%"), (r("≥") + r("9") + r("5%"), "≥95%"),
        (math(mr("≥")) + r("90%"), "≥90%"), (r("500") + math(f"<m:sSup><m:e>{mr('m')}</m:e><m:sup>{mr('2')}</m:sup></m:sSup>"), "500m2"),
        (f"<m:oMathPara>{math(mr('≥3次'))}</m:oMathPara>", "≥3次"), (math(f"<m:f><m:num>{mr('1')}</m:num><m:den>{mr('2')}</m:den></m:f>"), "1/2"),
        (math(f"{mr('5×')}<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('4')}</m:sup></m:sSup>") + r("条"), "5×10⁴条"),
        (math(f"<m:d><m:e>{mr('3')}</m:e></m:d>") + r("次"), "(3)次"), (math(f"<m:sSub><m:e>{mr('CO')}</m:e><m:sub>{mr('2')}</m:sub></m:sSub>") + r("减排5%"), "CO2减排5%"),
        (r("8次", STRIKE) + r("10次"), "10次"), (r("1", STRIKE) + r("20万元"), "20万元"), (r("12次") + r("以内", STRIKE), "12次"), (r("8次", "<w:dstrike/>") + r("10次"), "10次"),
        (r("10次", '<w:strike w:val="0"/>'), "10次"), (r("8次", HIDDEN) + r("10次"), "10次"), (f"<w:del>{r('8次').replace('w:t', 'w:delText')}</w:del><w:ins>{r('10次')}</w:ins>", "10次"),
        (f"<w:moveFrom>{r('8次')}</w:moveFrom><w:moveTo>{r('10次')}</w:moveTo>", "10次"),
        (box(r("3场")), "3场"), (r("≥") + box(r("95%")), "≥\n95%".replace("\n", "")),
        (f"<w:r><w:ruby><w:rt>{r('zeng')}</w:rt><w:rubyBase>{r('增长')}</w:rubyBase></w:ruby></w:r>" + r("5%"), "增长5%"),
        (r("10次") + r("①", SUP), "10次"), (r("10次") + r("1", SUP), "10次"), (r("500m") + r("2", SUP), "500m2"), (r("5×10") + r("4", SUP) + r("条"), "5×10⁴条"),
        (f"<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{r('☑')}</w:sdtContent></w:sdt>" + r("达标"), "☑达标"),
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>' + r("是"), "☑是"),
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>' + r("否"), "☐否"),
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="≤"/><w:listEntry w:val="≥"/></w:ddList></w:ffData></w:fldChar></w:r>' + r("95%"), "≥95%"),
        (f"<w:p>{r('≥95%')}</w:p>" + table([r("以上")])[0:0], "≥95%"), (r("3") + "<w:r><w:noBreakHyphen/></w:r>" + r("5次"), "3-5次"),
        ('<w:r><w:instrText> PAGE </w:instrText></w:r>' + r("3次"), "3次"), (r("10次") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "10次"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_word_shows_it(cell: str, seen: str) -> None:
    """One cell of values, and a plain one below it."""
    assert values(one(cell, r("3次"))) == [seen, "3次"]


@pytest.mark.parametrize(
    ("cell", "code", "said"),
    [
        (
            r("8次", STRIKE) + r("10次"),
            "D053",
            "table 1, row 2, column 5: struck-out or deleted text was left out: 8次",
        ),
        (r("8次", HIDDEN) + r("10次"), "D054", "not visible was left out: 8次"),
        (r("10次") + r("①", SUP), "D059", "footnote mark was left out: ①"),
        ("<w:r><w:object><o:OLEObject/></w:object></w:r>" + r("95%"), "D061", "an embedded object"),
    ],
)
def test_what_is_left_out_is_said(cell: str, code: str, said: str) -> None:
    """With the place of the cell."""
    found = one(cell)
    assert codes(found) == [code]
    assert said in "".join(each.message() for each in found.diagnostics)


def test_a_text_box_is_read_once() -> None:
    """A dense string in a box beside the text."""
    string = "1、1-产出指标；11-数量指标；次数；实施周期指标值:3次；年度指标值:3次。"
    head = [r(text) for text in ("项目名称", "总计", "绩效指标")]
    found = read_document(file(table(head, [r("培训"), r("1.50"), box(r(string))])), name="表.docx")
    assert len(found.indicators) == 1


def test_deleted_and_hidden_rows() -> None:
    """Rows of tracked deletions and hidden rows are not there."""
    rows = [[r("甲") if at == 0 else "", r("产出指标"), r("数量指标"), r(f"次数{at}"), r(f"{at}次")] for at in range(4)]
    found = read_document(file(table(HEAD, *rows, row_properties={2: "<w:del/>", 3: "<w:hidden/>"})), name="表.docx")
    assert values(found) == ["0次", "3次"]
    assert codes(found) == ["D053", "D052"]


def test_a_table_inside_a_layout_table() -> None:
    """The inner table is the table."""
    inner = table(HEAD, [r("甲"), r("产出指标"), r("数量指标"), r("次数"), r("3次")])
    found = read_document(file(table([r("附件")], [f"{inner}<w:p/>"])), name="表.docx")
    assert values(found) == ["3次"]


def test_automatic_numbers_are_counted() -> None:
    """Word shows them though they are not in the text."""
    document = docx.Document()
    for text in ("举办培训", "发放补助"):
        document.add_paragraph(text, style="List Number")
    out = io.BytesIO()
    document.save(out)
    from budget_indicators.documents.readers.word import read_docx

    lines = [block.text for block in read_docx("表.docx", out.getvalue()).blocks]  # type: ignore[union-attr]
    assert lines == ["1.举办培训", "2.发放补助"]


def test_strict_open_xml() -> None:
    """The same document in the other namespaces."""
    data = file(table(HEAD, [r("甲"), r("产出指标"), r("数量指标"), r("次数"), sym("F0B3") + r("3次")]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for path in (
                b"officeDocument/2006/relationships",
                b"wordprocessingml/2006/main",
                b"officeDocument/2006/math",
            ):
                strict = path.replace(b"2006/", b"")
                content = content.replace(
                    b"http://schemas.openxmlformats.org/" + path, b"http://purl.oclc.org/ooxml/" + strict
                )
            new.writestr(name, content)
    assert values(read_document(out.getvalue(), name="表.docx")) == ["≥3次"]


WHITE = '<w:color w:val="FFFFFF"/>'
RED = '<w:shd w:val="clear" w:fill="C00000"/>'


@pytest.mark.parametrize(
    ("cell", "seen", "said"),
    [
        (r("8次", WHITE) + r("10次"), "10次", ["D054"]), (r("10次", WHITE + RED), "10次", []), (r("10次", WHITE + '<w:highlight w:val="black"/>'), "10次", []),
        (f"<w:p><w:pPr>{RED}</w:pPr>{r('10次', WHITE)}</w:p>", "10次", []), (r("8次", '<w:sz w:val="2"/>') + r("10次"), "10次", ["D054"]), (r("10次", '<w:sz w:val="18"/>'), "10次", []),
        (r("³", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("95%"), "≥95%", []), (r("£", '<w:rFonts w:hAnsi="Symbol"/>') + r("95%"), "≤95%", []),
        (r("10次") + "<w:r><w:instrText> EQ \\f(1,2)</w:instrText></w:r>", "10次", ["D061"]),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入文字')}</w:sdtContent></w:sdt>", "", ["D061"]), (r("3", SUP) + r("次"), "3次", []),
    ],
)  # fmt: skip
def test_white_and_tiny_text_fields_and_symbol_fonts(cell: str, seen: str, said: list[str]) -> None:
    """White on white is not seen; on a colour it is."""
    found = one(cell)
    assert values(found) == [seen]
    assert codes(found) == said


@pytest.mark.parametrize(
    ("text", "shown"), [("3次", "（1）3次"), ("培训3次", "1.培训3次"), ("1-产出指标", "1.1-产出指标")]
)
def test_the_number_of_a_list_does_not_run_into_a_value(text: str, shown: str) -> None:
    """``1.`` before ``3次`` is not 1.3次."""
    document = docx.Document()
    document.add_paragraph(text, style="List Number")
    out = io.BytesIO()
    document.save(out)
    from budget_indicators.documents.readers.word import read_docx

    assert [block.text for block in read_docx("表.docx", out.getvalue()).blocks] == [shown]  # type: ignore[union-attr]
