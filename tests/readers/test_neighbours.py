# ruff: noqa: E501 - tables of cases
"""Neighbours of the cases that are named: written with the right reading before they were run, one table a kind of file.

Where a case has a code, the finding must be there; where it has none, no reader's finding may be.
"""

from __future__ import annotations

import codecs
import io

import docx
import pytest
from docx.oxml import parse_xml

from budget_indicators import Document, read_document

from .pdfs import STEP, TOP, VALUES, XS, box, dots, grid, line, pdf, text, value_place
from .workbooks import indicators, n, t


def values(found: Document) -> list[str]:
    """The texts of the targets, without blanks."""
    return ["".join((each.annual.text if each.annual else "").split()) for each in found.indicators]


def check(found: Document, seen: list[str] | None, code: str | None) -> None:
    """The values, where they are given, and the readers' findings."""
    codes = [each.code for each in found.diagnostics if "D050" <= each.code < "D070"]
    if seen is not None:
        assert values(found)[: len(seen)] == seen
    assert code in codes if code is not None else codes == []


HTML = [
    ("<b>≥</b><i>95</i>%","","≥95%"),
    ("8次<ins>10次</ins>","","8次10次"),
    ("<del>8次</del><ins>10次</ins>","","10次"),
    ("<span style='display : none ; color:red'>8次</span>10次","","10次"),
    ("<span style='visibility:hidden'>8次</span>10次","","10次"),
    ("<span class=x>8次</span>10次",".x{display:none}","10次"),
    ("<span class=x>8次</span>10次","td > .x , .y {display:none!important}","10次"),
    ("<span class='x y'>8次</span>",".x{display:none} .x.y{display:inline}","8次"),
    ("<input type=text value='≥95%'>","","≥95%"),
    ("<input type=hidden value='8次'>10次","","10次"),
    ("<input type=checkbox checked>是<input type=checkbox>否","","☑是☐否"),
    ("<select><option>8次<option selected>10次</select>","","10次"),
    ("<textarea>≥12次</textarea>","","≥12次"),
    ("&ge;95&percnt;","","≥95%"),
    ("&#8805;95&#x25;","","≥95%"),
    ("10<sup>4</sup>元","","10⁴元"),
    ("500m<sup>2</sup>","","500m2"),
    ("12次<sup>[1]</sup>","","12次"),
    ("95<!-- 90 -->%","","95%"),
    ("<script>document.write('8')</script>12次","","12次"),
    ("≥<br>95%","","≥95%"),
    ("<p>≥95%</p>","","≥95%"),
    ("<ruby>优<rt>you</rt></ruby>良率","","优良率"),
    ("<font color='#ffffff'>8次</font>12次","","12次"),
    ("<details><summary>12次</summary>其中8次</details>","","12次"),
    ("<span hidden=until-found>8次</span>12次","","12次"),
    ("<span style='text-decoration: red line-through'>8次</span>12次","","12次"),
    ("<math><mo>≥</mo><mn>95</mn><mo>%</mo></math>","","≥95%"),
    ("<span aria-hidden=true>≥</span>95%","","≥95%"),
    ("<span style='position:absolute;left:-9999px'>旧</span>95%","","95%"),
    ("<noscript>8次</noscript>12次","","12次"),
    ("<template>8次</template>12次","","12次"),
    ("<span style='font-size:0'>8</span>12次","","12次"),
    ("<button>编辑</button>12次","","12次"),
    ("<label>12<label>次","","12次"),
    ("<img alt='≥' src=x>95%","","≥95%"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "sheet", "seen"), HTML)
def test_a_cell_of_a_web_page(cell: str, sheet: str, seen: str) -> None:
    """As a browser shows it."""
    page = (
        f"<html><head><meta charset=utf-8><style>{sheet}</style></head><body><table>"
        "<tr><td>项目名称<td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>"
        f"<tr><td>测试<td>产出指标<td>数量指标<td>完成数量<td>{cell}</td></tr>"
        "<tr><td>测试<td>产出指标<td>质量指标<td>合格率<td>90%</td></tr></table>"
    )
    assert values(read_document(page.encode(), name="表.html")) == [seen, "90%"]


ROWS = (
    ("项目名称", "一级指标", "二级指标", "三级指标", "指标值"),
    ("测试项目", "产出指标", "数量指标", "培训次数", "≥12次"),
    ("测试项目", "产出指标", "质量指标", "合格率", "95%"),
    ("测试项目", "效益指标", "社会效益指标", "知晓率", "90%"),
)
SEEN = ["≥12次", "95%", "90%"]


def rows(mark: str, *, end: str = "\n", quotes: str = "") -> str:
    """The table with a mark between its cells."""
    pair = quotes or "\0\0"
    lines = (mark.join((pair[0] + cell + pair[1]).replace("\0", "") for cell in row) for row in ROWS)
    return end.join(lines) + end


BASE = rows(",")
CSV = [
    ("caret",rows("^").encode(),SEEN,None),
    ("tilde",rows("~").encode(),SEEN,None),
    ("double pipe",rows("||").encode(),SEEN,None),
    ("curly quotes",rows(",", quotes="“”").encode(),SEEN,None),
    ("fullwidth quotes",rows(",", quotes="＂＂").encode(),SEEN,None),
    ("single quotes",rows(",", quotes="''").encode(),SEEN,None),
    ("semi fullwidth",rows("；").encode(),SEEN,None),
    ("ideographic comma",rows("、").encode(),SEEN,None),
    ("unclosed in middle",BASE.replace("产出指标,质量","\"产出指标,质量").encode(),SEEN,"D058"),
    ("unclosed at end",BASE.replace("90%","\"90%").encode(),SEEN,"D058"),
    ("CR only",rows(",", end="\r").encode(),SEEN,None),
    ("LFCR",rows(",", end="\n\r").encode(),SEEN,None),
    ("blank lines between",rows(",", end="\n\n\n").encode(),SEEN,None),
    ("NEL/U+2028",rows(",", end="\u2028").encode(),SEEN,None),
    ("utf16le bom",codecs.BOM_UTF16_LE+BASE.encode("utf-16-le"),SEEN,None),
    ("utf16be no bom",BASE.encode("utf-16-be"),SEEN,None),
    ("utf32le no bom",BASE.encode("utf-32-le"),SEEN,None),
    ("double utf8 bom",codecs.BOM_UTF8*2+BASE.encode(),SEEN,None),
    ("gbk",BASE.replace("≥","≥").encode("gbk"),SEEN,None),
    ("gbk w/ bad byte",BASE.encode("gbk").replace("知晓率".encode("gbk"),"知".encode("gbk")+b"\xff"+"率".encode("gbk")),SEEN,"D056"),
    ("utf8 truncated char at end",BASE.encode()[:-1]+b"\xe6\x8c",None,"D056"),
    ("utf8 one latin1 byte",BASE.encode().replace("知晓率".encode(),b"\xa9"+"知晓率".encode()),SEEN,"D056"),
    ("big5",("項目名稱,一級指標,二級指標,三級指標,指標值\n測試,產出指標,數量指標,培訓次數,12次\n測試,產出指標,質量指標,合格率,95%\n").encode("big5"),["12次","95%"],None),
    ("cp936 euro",BASE.replace("90%","90%").encode("gbk").replace(b"95%",b"\x8095%"),["≥12次","€95%","90%"],None),
    ("NUL padded",BASE.encode()+b"\0"*200,SEEN,"D056"),
    ("NUL between",BASE.encode().replace(b"95%",b"9\x005%"),None,"D056"),
    ("quoted newline",BASE.replace("合格率","\"合格\n率\"").encode(),SEEN,None),
    ("quoted delimiter",BASE.replace("≥12次","\"≥1,200次\"").encode(),["≥1,200次","95%","90%"],None),
    ("doubled quotes",BASE.replace("≥12次","\"\"\"≥12次\"\"\"").encode(),["\"≥12次\"","95%","90%"],None),
    ("backslash quote",BASE.replace("合格率","\"合\\\"格率\"").encode(),SEEN,None),
    ("formula quoted",BASE.replace("95%","=\"95%\"").encode(),SEEN,None),
    ("trailing delims",BASE.replace("\n", ",,,\n").encode(),SEEN,None),
    ("spaces around",rows(" , ").encode(),SEEN,None),
    ("tab in csv ext",rows("\t").encode(),SEEN,None),
    ("sep= line",b"sep=^\n"+rows("^").encode(),SEEN,None),
    ("short rows",BASE.replace("测试项目,效益指标,社会效益指标,知晓率,90%","测试项目,效益指标").encode(),["≥12次","95%"],None),
    ("title line first",("2025年绩效目标表\n单位：万元\n"+BASE).encode(),SEEN,None),
    ("quoted header",BASE.replace("三级指标","\"三级\n指标\"").encode(),SEEN,None),
    ("ebcdic? ctrl Z end",BASE.encode()+b"\x1a",SEEN,None),
    ("zero width",BASE.replace("95%","\u200b95%\ufeff").encode(),SEEN,None),
    ("nbsp",BASE.replace("95%","\u00a095%").encode(),SEEN,None),
]  # fmt: skip

STRING = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:3次；年度指标值:3次。"
CSV += [
    ("slash mark", rows("/").encode(),SEEN,None),
    ("colon mark", rows(":").encode(),SEEN,None),
    ("angle quotes", rows(",", quotes='«»').encode(),SEEN,None),
    ("brackets", rows(",", quotes='[]').encode(),SEEN,None),
    ("quotes only on text", rows(",", quotes='""').encode(),SEEN,None),
    ("quote glued", BASE.replace("合格率",'合"格"率').encode(),SEEN,None),
    ("quote inch", BASE.replace("合格率",'5"屏合格率').encode(),SEEN,None),
    ("unclosed in header", BASE.replace("三级指标",'"三级指标').encode(),SEEN,"D058"),
    ("unclosed first data cell", BASE.replace("测试项目,产出指标,数量",'"测试项目,产出指标,数量').encode(),SEEN,"D058"),
    ("closing quote lost, spans", BASE.replace("培训次数",'"培训\n次数').encode(),None,"D058"),
    ("tabs+spaces", rows("\t ").encode(),SEEN,None),
    ("gb18030 4byte", BASE.replace("合格率","㐀合格率").encode("gb18030"),SEEN,None),
    ("utf16be bom", codecs.BOM_UTF16_BE+BASE.encode("utf-16-be"),SEEN,None),
    ("utf16le odd byte", codecs.BOM_UTF16_LE+BASE.encode("utf-16-le")+b"\x0a",SEEN,"D056"),
    ("utf16le lone surrogate", codecs.BOM_UTF16_LE+BASE.replace("知","\ud800知").encode("utf-16-le","surrogatepass"),SEEN,"D056"),
    ("utf8 surrogate bytes", BASE.replace("知","\ud800知").encode("utf-8","surrogatepass"),SEEN,"D056"),
    ("utf8 overlong", BASE.encode().replace("知".encode(),b"\xc0\xaf"+"知".encode()),SEEN,"D056"),
    ("latin1 bytes in utf8 file 3", BASE.encode().replace("合格率".encode(),b"\xe9\xe8"+"合格率".encode()),SEEN,"D056"),
    ("big5 with hkscs", ("項目名稱,一級指標,二級指標,三級指標,指標值\n測試,產出指標,質量指標,滿意度,≧95%\n測試,產出指標,數量指標,培訓次數,12次\n").encode("big5hkscs"),["≧95%","12次"],None),
    ("BOM in middle", BASE.replace("合格率","\ufeff合格率").encode(),SEEN,None),
    ("form feed page", BASE.replace("测试项目,效益","\x0c测试项目,效益").encode(),SEEN,None),
    ("vertical tab", BASE.replace("合格率","合格\x0b率").encode(),SEEN,None),
    ("bell char", BASE.replace("合格率","合格\x07率").encode(),SEEN,"D056"),
    ("header repeated", (BASE+BASE).encode(),SEEN + SEEN,None),
    ("total row", (BASE.rstrip("\n")+"\n合计,,,,\n").encode(),SEEN,None),
    ("empty columns between", BASE.replace(",一级指标", ",,一级指标").replace(",产出指标", ",,产出指标").replace(",效益指标", ",,效益指标").encode(),SEEN,None),
    ("numbers as ='..", BASE.replace("95%","'95%").encode(),SEEN,None),
    ("formula injection kept", BASE.replace("合格率","=1+1合格率").encode(),SEEN,None),
    ("dense strings caret", ("项目名称^总计^绩效指标\n培训^1.50^"+STRING+"\n设备^2^"+STRING+"\n").encode(),["3次","3次"],None),
    ("dense tilde amounts", ("项目名称~总计~绩效指标\n培训~1.50~"+STRING+"\n").encode(),["3次"],None),
    ("a comma in a number", BASE.replace("≥12次", "≥1,200次").encode(), ["≥1,200次", "95%", "90%"], "D064"),
    ("a carriage return in a cell", BASE.replace("合格率", "合格\r率").encode(), SEEN, None),
    ("a comma in a text", BASE.replace("合格率", "合格,率").encode(), None, "D064"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "seen", "code"), [each[1:] for each in CSV], ids=[each[0] for each in CSV])
def test_a_csv_file(data: bytes, seen: list[str] | None, code: str | None) -> None:
    """Other marks, quotes and encodings; damage that is said."""
    found = read_document(data, name="表.csv")
    if seen is not None:
        assert [each.strip("\u200b\ufeff") for each in values(found)] == seen
    codes = [each.code for each in found.diagnostics if "D050" <= each.code < "D070"]
    assert code in codes if code is not None else codes == []


def part(content: str, properties: str = "") -> str:
    """A run of a rich text in a workbook."""
    return f"<r><rPr>{properties}</rPr><t xml:space='preserve'>{content}</t></r>"


def rich(*parts: str) -> str:
    """A cell of runs."""
    return f'<c t="inlineStr"><is>{"".join(parts)}</is></c>'


XLSX = [
    ("trailing dbl strike", rich(part("8次","<strike val='true'/>"),part("10次")),{}, "10次","D053"),
    ("strike off", rich(part("8次","<strike val='0'/>")),{}, "8次",None),
    ("font wingdings check", rich(part("þ",'<rFont val="Wingdings"/>'),part("完成")),{}, "☑完成",None),
    ("subscript CO2", rich(part("CO"),part("2",'<vertAlign val="subscript"/>'),part("减排5%")),{}, "CO2减排5%",None),
    ("superscript th", rich(part("10"),part("6",'<vertAlign val="superscript"/>'),part("元")),{}, "10⁶元",None),
    ("leading apostrophe quotePrefix", t("95%"),{}, "95%",None),
    ("bool", '<c t="b"><v>1</v></c>',{}, "TRUE",None),
    ("shared formula no value", '<c><f t="shared" si="0"/></c>',{}, "", "D050"),
    ("array formula value", '<c><f t="array" ref="E2">1+1</f><v>2</v></c>',{}, "2",None),
    ("formula str empty", '<c t="str"><f>IF(1,"","")</f><v></v></c>',{}, "",None),
    ("err NA", '<c t="e"><v>#N/A</v></c>',{}, "","D051"),
    ("err formula", '<c t="e"><f>A1</f><v>#DIV/0!</v></c>',{}, "","D051"),
    ("percent int fmt", n(0.955,2),{"formats":["0%"]}, "96%","D062"),
    ("custom permille", n(3.5,2),{"formats":['0.0"‰"']}, "3.5‰",None),
    ("lt fmt", n(3,2),{"formats":['"<"0"天"']}, "<3天",None),
    ("≤ fmt w/ esc", n(3,2),{"formats":['\\≤0\\天']}, "≤3天",None),
    ("interval fmt", n(3,2),{"formats":['"3-"0"次"']}, "3-3次",None),
    ("wan", n(123456,2),{"formats":['0.00,,"百万元"']}, "0.12百万元","D062"),
    ("date cn", n(45992,2),{"formats":['yyyy"年"mm"月底"']}, "2025年12月底",None),
    ("date quarter text", n(45992,2),{"formats":['m"月"d"日之前完成"']}, "12月1日之前完成",None),
    ("time", n(0.75,2),{"formats":['h:mm']}, "18:00",None),
    ("negative pct", n(-0.05,2),{"formats":['0%;"下降"0%']}, "下降5%",None),
    ("pos/neg arrow", n(0.05,2),{"formats":['"↑"0%;"↓"0%']}, "↑5%",None),
    ("zero text", n(0,2),{"formats":['0;-0;"零"']}, "零",None),
    ("text section", t("优",2),{"formats":['0;0;0;"达到"@']}, "达到优",None),
    ("cond pass", n(1,2),{"formats":['[=1]"合格";"不合格"']}, "合格",None),
    ("cond fail", n(0,2),{"formats":['[=1]"合格";"不合格"']}, "不合格",None),
    ("big number general", n("123456789012"),{}, "123456789012",None),
    ("sci general", n("1E+20"),{}, "100000000000000000000",None),
    ("binary noise", n("0.30000000000000004"),{}, "0.3",None),
    ("fraction", n(0.25,2),{"formats":["# ?/?"]}, "1/4",None),
    ("newline in cell", t("≥95%\n(其中A≥90%)"),{}, "≥95%(其中A≥90%)",None),
    ("xml escaped _x000A_", t("≥95%_x000A_以上"),{}, "≥95%以上",None),
    ("white on fill?", t("≥95%"),{}, "≥95%",None),
    ("row zero height", t("8次"),{"row_attributes":{2:'ht="0" customHeight="1"'}}, None,"D052"),
    ("hidden by filter", t("8次"),{"row_attributes":{2:'hidden="1"'}}, None,"D052"),
    ("group collapsed col", t("8次"),{"before":'<cols><col min="5" max="5" width="0" customWidth="1"/></cols>'}, None,"D052"),
    ("veryHidden", t("8次"),{"state":"veryHidden"}, None,"D052"),
    ("phonetic", '<c t="inlineStr"><is><t>增长5%</t><rPh sb="0" eb="1"><t>zeng</t></rPh></is></c>',{}, "增长5%",None),
    ("nbsp", t("\u00a095%\u00a0"),{}, "95%",None),
    ("emoji", t("✔完成"),{}, "✔完成",None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "options", "seen", "code"), [each[1:] for each in XLSX], ids=[each[0] for each in XLSX]
)
def test_a_cell_of_a_workbook(cell: str, options: dict[str, object], seen: str | None, code: str | None) -> None:
    """As Excel shows it."""
    found = read_document(indicators(cell, t("3次"), **options), name="表.xlsx")
    check(found, None if seen is None else [seen], code)


NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
P = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def run(content: str, properties: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{content}</w:t></w:r>'


def paragraph(*parts: str) -> str:
    """A paragraph."""
    return f"<w:p>{''.join(parts)}</w:p>"


def sign(font: str, code: str) -> str:
    """A character of a font with its own code."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A field and its result."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{run(result)}{end}"


def word(cell: str) -> bytes:
    """A document whose table has this cell of a value."""
    document = docx.Document()
    table = document.add_table(3, 5)
    for down, row in enumerate(
        (
            *ROWS[:1],
            ("测试项目", "产出指标", "数量指标", "完成数量", ""),
            ("测试项目", "产出指标", "质量指标", "合格率", "90%"),
        )
    ):
        for across, content in enumerate(row):
            table.cell(down, across).text = content
    element = table.cell(1, 4)._tc
    for each in list(element.findall(P)):
        element.remove(each)
    for each in list(parse_xml(f"<w:tc {NAMESPACES}>{cell}</w:tc>")):
        element.append(each)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WORD = [
    ("sym ge",paragraph(sign("Symbol","F0B3"),run("95%")),"≥95%",None),
    ("sym le",paragraph(sign("Symbol","F0A3"),run("3天")),"≤3天",None),
    ("sym pm",paragraph(sign("Symbol","F0B1"),run("5%")),"±5%",None),
    ("wingdings box",paragraph(sign("Wingdings","F0FE"),run("完成")),"☑完成",None),
    ("wingdings2 R",paragraph(sign("Wingdings 2","F052"),run("完成")),"☑完成",None),
    ("w14 checkbox",paragraph('<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'+run("☒")+'</w:sdtContent></w:sdt>',run("完成")),"☒完成",None),
    ("omath ge",paragraph('<m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath>'),"≥95%",None),
    ("omath frac",paragraph('<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>'),"1/2",None),
    ("omath sup",paragraph('<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>',run("元")),"10⁴元",None),
    ("omathPara",paragraph('<m:oMathPara><m:oMath><m:r><m:t>≤3</m:t></m:r></m:oMath></m:oMathPara>',run("次")),"≤3次",None),
    ("field result",paragraph(field("=SUM(LEFT)","12"),run("次")),"12次",None),
    ("field EQ",paragraph(field("EQ \\f(1,2)","")),None,"D061"),
    ("hyperlink",paragraph('<w:hyperlink r:id="rId9">'+run("≥95%")+'</w:hyperlink>'),"≥95%",None),
    ("ins del",paragraph('<w:del>'+'<w:r><w:delText>8次</w:delText></w:r></w:del><w:ins>'+run("10次")+'</w:ins>'),"10次","D053"),
    ("moveFrom",paragraph('<w:moveFrom>'+run("8次")+'</w:moveFrom>',run("10次")),"10次","D053"),
    ("strike",paragraph(run("8次","<w:strike/>"),run("10次")),"10次","D053"),
    ("dstrike false",paragraph(run("8次",'<w:dstrike w:val="0"/>')),"8次",None),
    ("vanish",paragraph(run("8次","<w:vanish/>"),run("10次")),"10次","D054"),
    ("white",paragraph(run("8次",'<w:color w:val="FFFFFF"/>'),run("10次")),"10次","D054"),
    ("white on highlight",paragraph(run("8次",'<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>')),"8次",None),
    ("caps",paragraph(run("erp系统","<w:caps/>")),"ERP系统",None),
    ("superscript 2",paragraph(run("500m"),run("2",'<w:vertAlign w:val="superscript"/>')),"500m2",None),
    ("footnote ref",paragraph(run("12次"),'<w:r><w:footnoteReference w:id="2"/></w:r>'),"12次",None),
    ("noBreakHyphen",paragraph(run("6"),'<w:r><w:noBreakHyphen/></w:r>',run("12宗")),"6-12宗",None),
    ("softHyphen",paragraph(run("工作"),'<w:r><w:softHyphen/></w:r>',run("完成")),"工作完成",None),
    ("tab",paragraph(run("≥"),'<w:r><w:tab/></w:r>',run("95%")),"≥95%",None),
    ("br",paragraph(run("≥"),'<w:r><w:br/></w:r>',run("95%")),"≥95%",None),
    ("two paras",paragraph(run("≥95%"))+paragraph(run("以上")),"≥95%以上",None),
    ("textbox alt",paragraph('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'+paragraph(run("12次"))+'</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>'+paragraph(run("12次"))+'</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>'),"12次",None),
    ("ruby",paragraph('<w:r><w:ruby><w:rubyPr/><w:rt>'+run("you")+'</w:rt><w:rubyBase>'+run("优")+'</w:rubyBase></w:ruby></w:r>',run("良率")),"优良率",None),
    ("dropdown sdt",paragraph('<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="1" w:displayText="优"/></w:dropDownList></w:sdtPr><w:sdtContent>'+run("优")+'</w:sdtContent></w:sdt>'),"优",None),
    ("placeholder sdt",paragraph('<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'+run("单击此处输入")+'</w:sdtContent></w:sdt>'),"","D061"),
    ("comment range",paragraph('<w:commentRangeStart w:id="0"/>',run("12次"),'<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),"12次",None),
    ("webHidden",paragraph(run("8次","<w:webHidden/>")),"8次",None),
    ("fitText spacing",paragraph(run("12",'<w:fitText w:val="300"/>'),run("次")),"12次",None),
    ("eastAsianLayout two lines",paragraph(run("12次",'<w:eastAsianLayout w:combine="1"/>')),"12次",None),
    ("smartTag",paragraph('<w:smartTag w:element="x">'+run("12次")+'</w:smartTag>'),"12次",None),
    ("symbol font run",paragraph('<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>³</w:t></w:r>',run("95%")),"≥95%",None),
    ("circled field",paragraph(field('EQ \\o\\ac(○,1)',"")),None,"D061"),
    ("outline emboss",paragraph(run("12次","<w:outline/><w:shadow/>")),"12次",None),
    ("pPr numbering del",'<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>'+run("12次")+'</w:p>',"12次",None),
    ("nested table",paragraph(run("含：")) + '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>'+run("12次")+'</w:p></w:tc></w:tr></w:tbl>'+paragraph(),"含：12次",None),
    ("nary sum",paragraph('<m:oMath><m:r><m:t>12</m:t></m:r><m:r><m:t>×</m:t></m:r><m:r><m:t>3</m:t></m:r></m:oMath>'),"12×3",None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "seen", "code"), [each[1:] for each in WORD], ids=[each[0] for each in WORD])
def test_a_cell_of_a_word_document(cell: str, seen: str | None, code: str | None) -> None:
    """As Word shows it."""
    check(read_document(word(cell), name="表.docx"), None if seen is None else [seen], code)


V = list(VALUES)
x0, y0 = value_place(0)


def vals(first: str = V[0]) -> list[str]:
    """The values of the table, the first of them another."""
    return [first, *V[1:]]


def hx(content: str) -> str:
    """A text as the hexadecimal digits of UTF-16."""
    return content.encode("utf-16-be").hex()


blank = grid(vals(""))
fields = "/AcroForm<</Fields[50 0 R]>>"


def filled(value: str, extra: str = "") -> dict[int, str]:
    """A form's field in the place of the first value."""
    rectangle = f"{XS[4] + 2} {TOP - 2 * STEP + 2} {XS[5] - 2} {TOP - STEP - 2}"
    return {50: f"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V<FEFF{hx(value)}>/Rect[{rectangle}]{extra}>>"}


def gs(entries: str) -> str:
    """A graphics state."""
    return f"/ExtGState<</G1 <<{entries}>>>>"


PDF = [
    ("middle dot unigb", grid(vals("3人·天")), {}, vals("3人·天"), None),
    ("permille", grid(vals("≤5‰")), {}, vals("≤5‰"), None),
    ("≈", grid(vals("≈12次")), {}, vals("≈12次"), None),
    ("circled", grid(vals("①12次")), {}, vals("①12次"), None),
    ("en dash", grid(vals("3–5次")), {}, vals("3–5次"), None),
    ("degree", grid(vals("≤26℃")), {}, vals("≤26℃"), None),
    ("× sign", grid(vals("2×3次")), {}, vals("2×3次"), None),
    ("± sign", grid(vals("±5%")), {}, vals("±5%"), None),
    ("ActualText on glyph", blank+f"/Span <</ActualText<FEFF{hx('≥')}>>> BDC "+text(x0,y0,"?")+"EMC "+text(x0+9,y0,"12次"), {}, vals("≥12次"), None),
    ("ActualText empty soft hyphen", blank+text(x0,y0,"12")+"/Span <</ActualText<FEFF>>> BDC "+text(x0+10,y0,"-")+"EMC "+text(x0+14,y0,"次"), {}, vals("12次"), None),
    ("invisible Tr3", grid()+text(x0+40,y0,"旧",before="3 Tr"), {}, V, "D054"),
    ("white text", grid()+text(x0+40,y0,"旧",before="1 g"), {}, V, "D054"),
    ("white rgb", grid()+text(x0+40,y0,"旧",before="1 1 1 rg"), {}, V, "D054"),
    ("cmyk white", grid()+text(x0+40,y0,"旧",before="0 0 0 0 k"), {}, V, "D054"),
    ("covered", text(x0,y0,"旧值")+box(x0-2,y0-4,60,16)+text(x0,y0,"10次")+grid(vals("")), {}, V, "D054"),
    ("white on dark box", grid(vals(""))+box(XS[4]+1,TOP-2*STEP+1,118,22,0.2)+text(x0,y0,"10次",before="1 g"), {}, V, None),
    ("alpha 0", grid()+text(x0+40,y0,"旧",before="/G1 gs"), {"resources":gs("/ca 0")}, V, "D054"),
    ("watermark slanted grey", grid()+text(0,0,"内部资料",30,before="0.8 g",matrix="0.7 0.7 -0.7 0.7 200 500"), {}, V, "D055"),
    ("watermark horizontal big grey", grid()+text(150,640,"番禺区财政局",40,before="0.85 g"), {}, V, "D055"),
    ("watermark artifact", grid()+"/Artifact <</Type/Pagination/Subtype/Watermark>> BDC "+text(x0+20,y0,"草稿")+"EMC ", {}, V, "D055"),
    ("watermark red opaque slanted", grid()+text(0,0,"仅供参考",24,before="1 0 0 rg",matrix="0.87 0.5 -0.5 0.87 200 560"), {}, V, "D055"),
    ("off page", grid()+text(700,y0,"旧"), {}, V, "D054"),
    ("cropbox off", grid()+text(590,790,"旧"), {"page_entries":"/CropBox[0 0 580 780]"}, V, "D054"),
    ("rotate 90", grid(), {"page_entries":"/Rotate 90"}, V, None),
    ("rotate 180", grid(), {"page_entries":"/Rotate 180"}, V, None),
    ("field filled", blank, {"page_entries":"/Annots[50 0 R]","catalog":fields,"objects":filled("10次")}, V, None),
    ("field hidden", grid(), {"page_entries":"/Annots[50 0 R]","catalog":fields,"objects":filled("旧次","/F 2")}, V, None),
    ("field multiline", blank, {"page_entries":"/Annots[50 0 R]","catalog":fields,"objects":filled("10\n次","/Ff 4096")}, V, None),
    ("freetext", blank, {"page_entries":"/Annots[50 0 R]","objects":{50:f"<</Type/Annot/Subtype/FreeText/Contents<FEFF{hx('10次')}>/Rect[{XS[4]+2} {TOP-2*STEP+2} {XS[5]-2} {TOP-STEP-2}]>>"}}, V, None),
    ("popup note ignored", grid(), {"page_entries":"/Annots[50 0 R]","objects":{50:f"<</Type/Annot/Subtype/Text/Contents<FEFF{hx('旧')}>/Rect[450 690 470 700]>>"}}, V, None),
    ("struck by rule", grid(vals(""))+text(x0,y0,"8次")+line(x0-1,y0+3,x0+14,y0+3)+text(x0+20,y0,"10次"), {}, V, "D053"),
    ("drawn twice bold", grid()+text(x0+0.3,y0,"10次"), {}, V, None),
    ("superscript footnote", grid()+text(x0+20,y0+4,"1",5), {}, V, "D059"),
    ("superscript m2", grid(vals(""))+text(x0,y0,"500m")+text(x0+23,y0+4,"2",5), {}, vals("500m2"), None),
    ("underline", grid()+line(x0,y0-1,x0+20,y0-1), {}, V, None),
    ("char spaced", grid(vals(""))+text(x0,y0,"1")+text(x0+8,y0,"0")+text(x0+16,y0,"次"), {}, V, None),
    ("two lines in cell", grid(vals(""))+text(x0,y0+6,"≥95%以",8)+text(x0,y0-4,"上",8), {}, vals("≥95%以上"), None),
    ("dotted rules", grid(rule=dots), {}, V, None),
    ("ocg off", grid()+"/OC /L1 BDC "+text(x0+40,y0,"旧")+"EMC ", {"resources":"/Properties<</L1 60 0 R>>","catalog":"/OCProperties<</OCGs[60 0 R]/D<</OFF[60 0 R]>>>>","objects":{60:"<</Type/OCG/Name(a)>>"}}, V, "D054"),
    ("tiny", grid()+text(x0+40,y0,"旧",0.5), {}, V, "D054"),
    ("vertical text sideways level", grid(vals()), {}, V, None),
]  # fmt: skip


@pytest.mark.parametrize(("page", "options", "seen", "code"), [each[1:] for each in PDF], ids=[each[0] for each in PDF])
def test_a_page_of_a_pdf(page: str, options: dict[str, object], seen: list[str], code: str | None) -> None:
    """As it is seen on the page."""
    found = read_document(pdf(page, **options), name="表.pdf")  # type: ignore[arg-type]
    assert values(found) == list(seen)
    check(found, None, code)
