# ruff: noqa: E501, ISC004  (XML as office programs write it)
"""Workbooks and Word files with everything a patch must not lose, made from their parts."""

from __future__ import annotations

import io
import zipfile

import attrs

STRING = "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值:>=1次。"
REPAIRED = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:≥1次。"
WRONG = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:95%。"
HEAD = ("项目名称", "总计", "绩效目标", "绩效指标")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = {
    "xl/workbook.xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xl/worksheets/sheet1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "xl/worksheets/sheet2.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "xl/styles.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "xl/sharedStrings.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
    "xl/comments1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
}


@attrs.frozen
class Spare:
    """What else a workbook holds."""

    threads: bool = False
    signed: bool = False


def _relations(*pairs: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def _shared(*items: str) -> str:
    return f'<sst xmlns="{_MAIN}" count="{len(items)}" uniqueCount="{len(items)}">{"".join(items)}</sst>'


def plain(text: str) -> str:
    """A shared string without runs."""
    return f'<si><t xml:space="preserve">{text}</t></si>'.replace(">=", "&gt;=")


def rich(text: str) -> str:
    """A shared string whose first half is red and bold."""
    middle = len(text) // 2
    first, second = text[:middle].replace(">", "&gt;"), text[middle:].replace(">", "&gt;")
    look = '<rPr><b/><color rgb="FFFF0000"/><sz val="11"/><rFont val="宋体"/></rPr>'
    return f'<si><r>{look}<t xml:space="preserve">{first}</t></r><r><t xml:space="preserve">{second}</t></r></si>'


def workbook(spare: Spare | None = None) -> bytes:
    """A macro workbook: rich text, a shape, a picture in the header, formulas with values, comments, conditional formats,
    data validation, a control in mc:AlternateContent, an extension list, and strings that are to be repaired."""
    spare = spare or Spare()
    strings = [
        *map(plain, HEAD),
        plain("甲"),
        plain("目标"),
        rich(STRING),
        plain("乙"),
        plain(STRING),
        plain("丙"),
        plain(WRONG),
    ]
    rows = [
        "".join(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate("ABCD")),
        '<c r="A2" t="s" s="1"><v>4</v></c><c r="B2"><v>1.5</v></c><c r="C2" t="s"><v>5</v></c><c r="D2" t="s" s="1"><v>6</v></c>',
        '<c r="A3" t="s"><v>7</v></c><c r="B3"><v>2</v></c><c r="C3" t="s"><v>5</v></c><c r="D3" t="s"><v>8</v></c>',
        '<c r="A4" t="s"><v>9</v></c><c r="B4"><f>B2+B3</f><v>3.5</v></c><c r="C4" t="s"><v>5</v></c>'
        f'<c r="D4" t="str"><f>CONCATENATE("{STRING.replace(">", "&gt;")}")</f><v>{STRING.replace(">", "&gt;")}</v></c>',
        '<c r="A5" t="inlineStr"><is><t>丁</t></is></c><c r="B5"><v>4</v></c><c r="C5" t="s"><v>5</v></c>'
        '<c r="D5" t="s"><v>10</v></c>',
    ]
    sheet = (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision">'
        f'<dimension ref="A1:D5"/><sheetData>'
        + "".join(f'<row r="{n}" x14ac:dyDescent="0.2">{row}</row>' for n, row in enumerate(rows, 1))
        + "</sheetData>"
        '<conditionalFormatting sqref="B2:B5"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan">'
        "<formula>3</formula></cfRule></conditionalFormatting>"
        '<dataValidations count="1"><dataValidation type="list" sqref="C2:C5"><formula1>"目标,其他"</formula1>'
        "</dataValidation></dataValidations>"
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<headerFooter><oddHeader>&amp;C&amp;G</oddHeader></headerFooter><drawing r:id="rId1"/>'
        '<legacyDrawing r:id="rId2"/><legacyDrawingHF r:id="rId4"/></worksheet>'
    )
    other = (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheetData><row r="1"><c r="A1"><f>SUM(1,2)</f><v>3</v></c>'
        "</row></sheetData></worksheet>"
    )
    styles = (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font></dxf></dxfs></styleSheet>'
    )
    comments = (
        f'<comments xmlns="{_MAIN}"><authors><author>张三</author></authors><commentList>'
        '<comment ref="D3" authorId="0"><text><r><rPr><b/></rPr><t>请核对</t></r></text></comment>'
        '<comment ref="B2" authorId="0"><text><r><t>已确认</t></r></text></comment></commentList></comments>'
    )
    # As old versions of Excel write it: no sound XML, for its <br> is never closed.
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/></v:shapetype>'
        + "".join(
            f'<v:shape id="_x0000_s{1025 + n}" type="#_x0000_t202" style="position:absolute;visibility:hidden">'
            f'<v:textbox><div>a<br>b</div></v:textbox><x:ClientData ObjectType="Note"><x:Row>{row}</x:Row>'
            f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
            for n, (row, column) in enumerate(((2, 3), (1, 1)))
        )
        + "</xml>"
    )
    parts = {
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="绩效表" sheetId="1" r:id="rId1"/><sheet name="别的" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("worksheet", "worksheets/sheet2.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "/xl/sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/sheet2.xml": other,
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": _shared(*strings),
        "xl/comments1.xml": comments,
        "xl/drawings/vmlDrawing1.vml": vml,
        "xl/drawings/vmlDrawing2.vml": vml.replace("1025", "1"),
        "xl/drawings/drawing1.xml": '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>',
        "xl/vbaProject.bin": "macro",
    }
    relations = [
        ("drawing", "../drawings/drawing1.xml"),
        ("vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ("comments", "../comments1.xml"),
        ("vmlDrawing", "../drawings/vmlDrawing2.vml"),
    ]
    if spare.threads:
        relations.append(("threadedComment", "../threadedComments/threadedComment1.xml"))
        parts["xl/threadedComments/threadedComment1.xml"] = (
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            '<threadedComment ref="D3" id="{1}"><text>请核对</text></threadedComment></ThreadedComments>'
        )
    if spare.signed:
        parts["_xmlsignatures/sig1.xml"] = "<Signature/>"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relations(*relations)
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _KINDS.items() if name in parts
    )
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f"{overrides}</Types>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()
