# ruff: noqa: E501 - XML
"""Workbooks written by hand, part by part: what libraries that write workbooks cannot be made to write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def xlsx(
    rows: Mapping[int, Sequence[str]],
    *,
    formats: Sequence[str] = (),
    row_attributes: Mapping[int, str] | None = None,
    before: str = "",
    after: str = "",
    strict: bool = False,
    strings: str = "",
    state: str = "visible",
    built_in: Sequence[int] = (),
    properties: str = "",
) -> bytes:
    """A workbook of one sheet; each cell is given as its XML without the reference (``c(...)`` makes it).

    Style 0 is General, style 1 is General and struck out, style 2 + n is the n-th of ``formats``, after them ``built_in``.
    """
    body = ""
    for number, cells in rows.items():
        attributes = (row_attributes or {}).get(number, "")
        placed = "".join(
            cell.replace("<c", f'<c r="{chr(65 + at)}{number}"', 1) for at, cell in enumerate(cells) if cell
        )
        body += f'<row r="{number}" {attributes}>{placed}</row>'
    numbers = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode={quoteattr(form)}/>' for at, form in enumerate(formats)
    )
    xfs = "".join(
        f'<xf numFmtId="{number}" fontId="0"/>' for number in [*(200 + at for at in range(len(formats))), *built_in]
    )
    parts = {
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets><sheet name="表10" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{numbers}</numFmts><fonts><font/><font><strike/></font></fonts>'
        f'<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>{xfs}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            for old, new in STRICT.items() if strict else ():
                text = text.replace(old, new)
            archive.writestr(name, text)
    return out.getvalue()


def n(value: object, style: int = 0) -> str:
    """A number."""
    return f'<c s="{style}"><v>{value}</v></c>'


def t(text: str, style: int = 0) -> str:
    """A text."""
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def rich(*runs: tuple[str, bool]) -> str:
    """A text of runs, some struck out."""
    inner = "".join(
        f'<r><rPr>{"<strike/>" if struck else ""}</rPr><t xml:space="preserve">{escape(text)}</t></r>'
        for text, struck in runs
    )
    return f'<c t="inlineStr"><is>{inner}</is></c>'


def f(formula: str, value: str = "", kind: str = "n") -> str:
    """A formula, with its stored result or none."""
    return f'<c t="{kind}"><f>{escape(formula)}</f>{f"<v>{escape(value)}</v>" if value else "<v/>"}</c>'


HEAD = [t(text) for text in ("项目名称", "一级指标", "二级指标", "三级指标", "指标值")]


def indicators(*cells: str, names: Sequence[str] = (), **options: object) -> bytes:
    """A workbook with one indicator for each cell of values."""
    rows = {1: HEAD}
    for at, cell in enumerate(cells):
        name = names[at] if at < len(names) else f"完成数量{'甲乙丙丁戊己庚辛'[at]}"
        rows[at + 2] = [t("测试项目" if not at else ""), t("产出指标"), t("数量指标"), t(name), cell]
    return xlsx(rows, **options)  # type: ignore[arg-type]
