"""Indicator strings and indicators in prose that stand in the paragraphs of a document, outside any table."""

from __future__ import annotations

import io

import pytest
from layouts_support import as_pdf, read

from budget_indicators import read_document
from budget_indicators.documents.model import Document

ONE = "1、1-产出指标；11-数量指标；开展巡查次数；实施周期指标值:4次；年度指标值:4次。"
TWO = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:100%；年度指标值:100%。"
PROSE = (
    "某局2025年部门预算公开说明",
    "（三）绩效目标情况。机房运维项目设1条数量指标：维护设备台数≥40台；设1条质量指标：系统可用率≥99%。",
    "干部培训项目设1条数量指标：培训人次≥100人次；设1条满意度指标：学员满意度≥90%。",
    "其他说明：无。",
)


def html(*paragraphs: str) -> bytes:
    """A page of paragraphs."""
    return ("<html><body>" + "".join(f"<p>{each}</p>" for each in paragraphs) + "</body></html>").encode()


def docx(*paragraphs: str) -> bytes:
    """A Word document of paragraphs."""
    import docx as word

    document = word.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def said(document: Document) -> list[list[tuple[str, str]]]:
    """Name and target of the indicators of each project."""
    return [
        [(each.name, each.annual.text if each.annual else "") for each in project.indicators]
        for project in document.projects
    ]


@pytest.mark.parametrize(("made", "name"), [(html, "a.html"), (docx, "a.docx")])
def test_strings_in_paragraphs(made, name: str) -> None:  # type: ignore[no-untyped-def]
    """Each is a project; what stands between them is said."""
    document = read_document(made("绩效指标如下", ONE, TWO), name=name)
    assert said(document) == [[("开展巡查次数", "4次")], [("验收合格率", "100%")]]
    assert any(each.code == "M023" for each in document.projects[0].tree.diagnostics)


@pytest.mark.parametrize(("made", "name"), [(html, "a.html"), (docx, "a.docx"), (None, "a.txt")])
def test_prose_in_paragraphs(made, name: str) -> None:  # type: ignore[no-untyped-def]
    """A paragraph that begins again with a second level that was there is another project."""
    data = "\n".join(PROSE).encode() if made is None else made(*PROSE)
    assert said(read_document(data, name=name)) == [
        [("维护设备台数", "≥40台"), ("系统可用率", "≥99%")],
        [("培训人次", "≥100人次"), ("学员满意度", "≥90%")],
    ]


def test_prose_that_a_page_wraps() -> None:
    """The lines of a PDF are no paragraphs."""
    text = PROSE[1]
    lines = "\n".join([PROSE[0], *(text[at : at + 21] for at in range(0, len(text), 21))])
    document = read_document(as_pdf(read(f"{lines}\n===\n附件|甲|乙|丙\n===\n")), name="a.pdf")
    assert said(document) == [[("维护设备台数", "≥40台"), ("系统可用率", "≥99%")]]
    assert document.projects[0].where.page == 1


def test_a_document_with_neither_stays_without() -> None:
    """Words of the field alone make no indicators."""
    document = read_document(html("绩效目标管理情况", "我局对3个项目开展绩效自评，资金1200万元。"), name="a.html")
    assert document.projects == ()
    assert document.diagnostics
