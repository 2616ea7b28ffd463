"""OFD files written part by part, and PDF files turned into OFD by where their characters and rules stand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from budget_indicators.documents.readers.drawing import Drawn, DrawnGlyph

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def ofd(
    pages: Sequence[str],
    *,
    size: str = "0 0 210 297",
    resources: str = "",
    template: str = "",
    notes: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A package of one document; each page is the XML of its layer's objects."""
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    shared = '<ofd:TemplatePage ID="99" BaseLoc="Tpls/Content.xml"/>' if template else ""
    document = (
        f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{shared}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        + ("<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if notes else "")
        + "</ofd:Document>"
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": document,
        "Doc_0/PublicRes.xml": f"<ofd:Res {_OFD}>{resources}</ofd:Res>",
        **{
            f"Doc_0/Pages/Page_{at}/Content.xml": f"<ofd:Page {_OFD}>"
            + ('<ofd:Template TemplateID="99" ZOrder="Background"/>' if template else "")
            + f'<ofd:Content><ofd:Layer ID="1" Type="Body">{page}</ofd:Layer></ofd:Content></ofd:Page>'
            for at, page in enumerate(pages)
        },
        **(extra or {}),
    }
    if template:
        parts["Doc_0/Tpls/Content.xml"] = f"<ofd:Page {_OFD}><ofd:Content>{template}</ofd:Content></ofd:Page>"
    if notes:
        parts["Doc_0/Annots/Annotations.xml"] = (
            f'<ofd:Annotations {_OFD}><ofd:Page PageID="0"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page>'
            "</ofd:Annotations>"
        )
        parts["Doc_0/Annots/Page_0.xml"] = f"<ofd:PageAnnot {_OFD}>{notes}</ofd:PageAnnot>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def text(content: str, x: float, y: float, size: float = 4.0, *, attributes: str = "", inner: str = "") -> str:
    """A text whose first base line begins at (x, y) millimetres; every character is as wide as the type."""
    steps = " ".join(str(size if ord(char) > 0x2E7F else size / 2) for char in content[:-1])
    delta = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 150 {size * 1.3}" Font="1" Size="{size}" {attributes}>{inner}'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{escape(content)}</ofd:TextCode></ofd:TextObject>'
    )


def picture(number: int, x: float, y: float, width: float, height: float, *, ctm: str | None = None) -> str:
    """A picture of the resources in a box of millimetres; it fills the box, or is set by a matrix of its own."""
    matrix = f"{width} 0 0 {height} 0 0" if ctm is None else ctm
    set_by = f'CTM="{matrix}"' if matrix else ""
    return f'<ofd:ImageObject Boundary="{x} {y} {width} {height}" {set_by} ResourceID="{number}"/>'


def media(number: int, file: str) -> str:
    """A picture among the resources."""
    return (
        f'<ofd:MultiMedias><ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{file}</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias>"
    )


def line(x0: float, y0: float, x1: float, y1: float, *, attributes: str = "") -> str:
    """A rule."""
    return (
        f'<ofd:PathObject Boundary="0 0 210 297" LineWidth="0.2" {attributes}>'
        f"<ofd:AbbreviatedData>M {x0} {y0} L {x1} {y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(rows: Sequence[Sequence[str]], *, width: float = 38.0, height: float = 12.0, top: float = 30.0) -> str:
    """A ruled table, a line of text in each cell."""
    columns = max(map(len, rows))
    right, bottom = 10 + width * columns, top + height * len(rows)
    objects = [line(10, top + height * at, right, top + height * at) for at in range(len(rows) + 1)]
    objects += [line(10 + width * at, top, 10 + width * at, bottom) for at in range(columns + 1)]
    for down, row in enumerate(rows):
        objects += [
            text(content, 12 + width * across, top + height * down + 8) for across, content in enumerate(row) if content
        ]
    return "".join(objects)


def of_drawn(pages: Sequence[Drawn]) -> bytes:
    """What the pages of another format draw, as OFD: each character at its place, each rule as it is."""
    made: list[str] = []
    for page in pages:
        objects: list[str] = []
        for run in _runs(page.glyphs):
            first, size = run[0], (run[0].bottom - run[0].top) * _MM
            steps = " ".join(f"{(other.left - one.left) * _MM:.3f}" for one, other in pairwise(run))
            delta = f' DeltaX="{steps}"' if steps else ""
            objects.append(
                f'<ofd:TextObject Boundary="{first.left * _MM:.3f} {first.top * _MM:.3f} 200 {size:.3f}" Font="1" '
                f'Size="{size:.3f}"><ofd:TextCode X="0" Y="{0.88 * size:.3f}"{delta}>'
                f"{escape(''.join(glyph.text for glyph in run))}</ofd:TextCode></ofd:TextObject>"
            )
        for shape in page.shapes:
            for left, right, top, bottom in shape.pieces:
                objects.append(line(left * _MM, top * _MM, right * _MM, bottom * _MM))
        made.append("".join(objects))
    size = f"0 0 {pages[0].width * _MM:.3f} {pages[0].height * _MM:.3f}"
    return ofd(made, size=size)


def _runs(glyphs: Sequence[DrawnGlyph]) -> list[list[DrawnGlyph]]:
    """Characters drawn one behind the other on one line."""
    runs: list[list[DrawnGlyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        same = last is not None and (last.top, last.bottom) == (glyph.top, glyph.bottom) and len(glyph.text) == 1
        if same and last is not None and len(last.text) == 1 and last.right - 1 <= glyph.left <= last.right + 4:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def drawn_pages(path: Path) -> list[Drawn]:
    """What the pages of a PDF file draw."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from budget_indicators.documents.readers.pdf_page import drawn, layers_of

    document = PDFDocument(PDFParser(io.BytesIO(path.read_bytes())))
    manager = PDFResourceManager()
    return [drawn(page, manager, layers_of(document.catalog)) for page in PDFPage.create_pages(document)]
