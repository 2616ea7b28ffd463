# ruff: noqa: E501 - XML
"""OFD: the same page, the same document, whatever the format; hostile packages end in one line."""

from __future__ import annotations

import io
import zipfile

import pytest
from documents_support import DOCUMENTS

from budget_indicators import Document, UserError, read_document

from .ofds import drawn_pages, line, of_drawn, ofd, table, text

ROWS = [
    ["项目名称", "总计（万元）", "三级指标", "指标值"],
    ["培训", "1,214.97", "培训次数", "≥12次"],
    ["", "", "合格率", "95%"],
]
HEAD = [["一级指标", "二级指标", "三级指标", "指标值"]]
BODY = [["产出指标", "数量指标", "培训次数", "≥12次"], ["产出指标", "质量指标", "合格率", "95%"]]


def values(found: Document) -> list[str]:
    """The texts of the targets."""
    return [each.annual.text if each.annual else "" for each in found.indicators]


def codes(found: Document) -> set[str]:
    """The readers' findings."""
    return {each.code for each in found.diagnostics if "D050" <= each.code < "D070"}


def read(*pages: str, **options: str) -> Document:
    """The document of these pages."""
    return read_document(ofd(pages, **options), name="表.ofd")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["t000_rl", "t003_rl", "tort_rl", "t003_loxlsx", "t003_wp"])
def test_a_pdf_turned_into_ofd_reads_the_same(name: str) -> None:
    """Characters and rules at the same places give the same projects, amounts and indicators."""
    path = DOCUMENTS / f"{name}.pdf"
    expected = read_document(path)
    found = read_document(of_drawn(drawn_pages(path)), name=f"{name}.ofd")
    assert len(found.projects) == len(expected.projects) > 0
    for one, other in zip(found.projects, expected.projects, strict=True):
        assert (one.name, one.unit, one.total, one.fiscal) == (other.name, other.unit, other.total, other.fiscal)
        assert "".join(one.text.split()) == "".join(other.text.split())


def test_a_table_with_its_rules() -> None:
    """Cells, levels, targets, the page as place."""
    found = read(table(HEAD + BODY))
    assert [(each.name, str(each.annual)) for each in found.indicators] == [("培训次数", "≥12次"), ("合格率", "95%")]
    assert found.projects[0].where.page == 1


def test_a_table_that_goes_on_over_pages() -> None:
    """Two pages, the header on both."""
    found = read(table(HEAD + BODY[:1]), table(HEAD + BODY[1:]))
    assert values(found) == ["≥12次", "95%"]


WATERMARK = text(
    "内部资料", 30, 60, 14, attributes='CTM="0.7 -0.7 0.7 0.7 0 0"', inner='<ofd:FillColor Value="200 200 200"/>'
)
NOTE = f'<ofd:Annot ID="7" Type="Watermark"><ofd:Appearance Boundary="20 40 100 50">{text("仅供参考", 0, 10)}</ofd:Appearance></ofd:Annot>'
COMPOSITE = '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="100" Height="20"><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
PARAMETERS = '<ofd:DrawParams><ofd:DrawParam ID="60"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam><ofd:DrawParam ID="61" Relative="60"/></ofd:DrawParams>'
BASE = table(HEAD + BODY)


@pytest.mark.parametrize(
    ("page", "options", "said"),
    [
        (BASE + WATERMARK, {}, {"D055"}),
        (BASE, {"notes": NOTE}, {"D055"}),
        (BASE, {"notes": NOTE.replace("<ofd:Annot ", '<ofd:Annot Visible="false" ')}, set()),
        (BASE + text("旧值", 126, 50, attributes='Visible="false"'), {}, {"D054"}),
        (BASE + text("旧值", 126, 50, attributes='Alpha="0"'), {}, {"D054"}),
        (BASE + text("旧值", 126, 50, inner='<ofd:FillColor Value="255 255 255"/>'), {}, {"D054"}),
        (BASE + text("旧值", 126, 50, inner='<ofd:FillColor Value="0 0 0" Alpha="0"/>'), {}, {"D054"}),
        (BASE + text("旧值", 126, 50, attributes='DrawParam="61"'), {"resources": PARAMETERS}, {"D054"}),
        (BASE + text("旧值", 126, 50, attributes='Fill="false"'), {}, {"D054"}),
        (BASE + text("旧值", 126, 400), {}, {"D054"}),
        (BASE + text("旧值", 126, 50, 0.2), {}, {"D054"}),
        (f'<ofd:PageBlock ID="5"><ofd:PageBlock ID="6">{BASE}</ofd:PageBlock></ofd:PageBlock>', {}, set()),
        ('<ofd:CompositeObject Boundary="0 0 210 297" ResourceID="50"/>', {"resources": COMPOSITE.format(BASE)}, set()),
        (BASE.replace("\n", ""), {"template": f'<ofd:Layer Type="Background">{text("机密", 30, 20)}</ofd:Layer>'}, set()),
        (BASE.replace("ofd:TextObject Boundary", 'ofd:TextObject CTM="1 0 0 1 0 0" Boundary'), {}, set()),
    ],
)  # fmt: skip
def test_what_a_reader_sees_of_a_page(page: str, options: dict[str, str], said: set[str]) -> None:
    """Watermarks and unseen text are set aside, groups and templates are drawn."""
    found = read(page, **options)
    assert values(found) == ["≥12次", "95%"]
    assert codes(found) == said


def test_struck_out_text() -> None:
    """A rule through the middle of a text."""
    page = BASE + text("8次", 145, 50) + line(144, 48.4, 152, 48.4)
    found = read(page)
    assert values(found) == ["≥12次", "95%"]
    assert codes(found) == {"D053"}


def test_steps_that_repeat_and_texts_without_steps() -> None:
    """``g 3 4`` is three times 4; without steps characters are as wide as their type."""
    page = BASE
    for steps in (' DeltaX="g 3 4.0"', ""):
        changed = page.replace(' DeltaX="4.0 4.0 4.0"', steps)
        assert changed != page
        assert values(read(changed)) == ["≥12次", "95%"]


def test_a_page_set_sideways() -> None:
    """All objects turned by a quarter."""
    turned = BASE.replace("<ofd:TextObject ", '<ofd:TextObject CTM="0 1 -1 0 0 0" ')
    upright = read(BASE)
    rows = [["".join(cell.split()) for cell in row] for table in upright.tables for row in table.rows]
    assert rows == HEAD + BODY
    assert turned != BASE  # read or not, it never raises
    assert isinstance(read(turned), Document)


def changed(data: bytes, name: str, content: bytes | None) -> bytes:
    """The package with one part replaced, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as new:
        for part in archive.namelist():
            if part != name:
                new.writestr(part, archive.read(part))
        if content is not None:
            new.writestr(name, content)
    return out.getvalue()


GOOD = ofd([BASE])
PAGE = "Doc_0/Pages/Page_0/Content.xml"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (changed(GOOD, "OFD.xml", b"<a"), "damaged OFD"),
        (changed(GOOD, "Doc_0/Document.xml", None), "without any text"),
        (changed(GOOD, PAGE, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "DOCTYPE"),
        (changed(GOOD, "Encryptions.xml", b"<a/>"), "password"),
        (ofd(["<ofd:ImageObject Boundary='0 0 210 297' ResourceID='4'/>"]), "a scan (without text|whose pictures)"),
        (ofd([""]), "without any text"),
        (ofd([]), "damaged OFD"),
        (GOOD[:200], "damaged ofd"),
        ("项目".encode(), "named .ofd but is not one"),
    ],
)
def test_what_cannot_be_read_ends_in_one_line(data: bytes, says: str) -> None:
    """Damaged, protected, hostile, scanned, empty."""
    with pytest.raises(UserError, match=says):
        read_document(data, name="表.ofd")


@pytest.mark.parametrize(
    "page",
    [
        '<ofd:CompositeObject Boundary="0 0 1 1" ResourceID="50"/>', '<ofd:TextObject Boundary="a b" Size="x"><ofd:TextCode X="1e999" DeltaX="g 99999999 1">字</ofd:TextCode></ofd:TextObject>',
        '<ofd:PathObject Boundary="0 0"><ofd:AbbreviatedData>M 1 L C C 3 3 B 1 2 A</ofd:AbbreviatedData></ofd:PathObject>', "<ofd:PageBlock>" * 200 + "</ofd:PageBlock>" * 200,
        '<ofd:TextObject Boundary="0 0 1 1" Size="4" CTM="0 0 0 0 0 0"><ofd:TextCode>字</ofd:TextCode></ofd:TextObject>', '<ofd:ImageObject Boundary="" Alpha="x"/>',
    ],
)  # fmt: skip
def test_nothing_on_a_page_raises(page: str) -> None:
    """Numbers that are none, groups that hold themselves."""
    resources = COMPOSITE.format('<ofd:CompositeObject Boundary="0 0 1 1" ResourceID="50"/>')
    assert values(read(BASE + page, resources=resources)) == ["≥12次", "95%"]


def test_a_page_of_too_many_objects_is_left_out() -> None:
    """The other page is read."""
    found = read(text("字" * 90_000, 0, 0), BASE)
    assert values(found) == ["≥12次", "95%"]
    assert "D008" in {each.code for each in found.diagnostics}
