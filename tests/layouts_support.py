"""Layouts of indicator tables, each a few lines of text, built as grids and as files of every format.

A layout (``layouts/NAME.txt``) has three parts, separated by ``===``: lines above the table; its rows, cells parted by
``|`` (``<`` continues the cell on the left, ``^`` the one above, ``⏎`` is a line break); and the indicators it holds:
``level 1|level 2|name|cycle|annual|details``, levels by their stems, details as
``weight=20;actual=30所``. A fourth part may state the project: ``name=…;total=1500000;year=2024``.
"""

from __future__ import annotations

import html
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from budget_indicators.documents.model import Document
from budget_indicators.model.nodes import Indicator

FOLDER = Path(__file__).parent / "layouts"


@attrs.frozen
class Expected:
    """An indicator as a layout's third part states it."""

    level1: str
    level2: str
    name: str
    cycle: str
    annual: str
    details: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Made:
    """A layout: lines above, cells (text, or ``None`` where a neighbour's cell reaches in), merges, what it holds."""

    name: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    expected: tuple[Expected, ...]
    project: tuple[tuple[str, str], ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows))

    def anchors(self) -> list[list[tuple[int, int]]]:
        """For each cell the row and column of the cell whose text it shows."""
        places: list[list[tuple[int, int]]] = []
        for r, row in enumerate(self.rows):
            line: list[tuple[int, int]] = []
            for c, text in enumerate(row):
                line.append(line[c - 1] if text == "<" else places[r - 1][c] if text == "^" else (r, c))
            places.append(line)
        return places

    def boxes(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Each cell's row and column -> how many rows and columns it covers."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for r, row in enumerate(self.anchors()):
            for c, (top, left) in enumerate(row):
                height, width = found.get((top, left), (1, 1))
                found[top, left] = (max(height, r - top + 1), max(width, c - left + 1))
        return found

    def text(self, place: tuple[int, int]) -> str:
        """The text of the cell that begins at a place."""
        return self.rows[place[0]][place[1]].replace("⏎", "\n")


def load(name: str) -> Made:
    """A layout by its name."""
    return read((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), name)


def read(text: str, name: str = "") -> Made:
    """A layout from its text."""
    above, table, below, *rest = (part.strip("\n").split("\n") for part in text.split("\n===\n"))
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in table]
    width = max(map(len, rows))
    rows = [row + ("",) * (width - len(row)) for row in rows]
    expected = tuple(_expected(line) for line in below if line.strip())
    project = tuple(tuple(each.split("=", 1)) for each in rest[0][0].split(";")) if rest else ()
    return Made(name, tuple(above), tuple(rows), expected, project)  # type: ignore[arg-type]


def _expected(line: str) -> Expected:
    parts = [part.strip() for part in line.split("|")]
    parts += [""] * (6 - len(parts))
    details = tuple(tuple(each.split("=", 1)) for each in parts[5].split(";") if each)
    return Expected(*parts[:5], details)  # type: ignore[arg-type]


NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def as_html(made: Made) -> bytes:
    """The layout as a web page."""
    pieces = ["<html><head><meta charset='utf-8'></head><body>"]
    pieces += [f"<p>{html.escape(line)}</p>" for line in made.lines]
    pieces.append("<table border='1'>")
    boxes = made.boxes()
    for r in range(len(made.rows)):
        pieces.append("<tr>")
        for c in range(made.width):
            if (r, c) in boxes:
                height, width = boxes[r, c]
                text = html.escape(made.text((r, c))).replace("\n", "<br>")
                pieces.append(f"<td rowspan={height} colspan={width}>{text}</td>")
        pieces.append("</tr>")
    return "".join([*pieces, "</table></body></html>"]).encode()


def as_xlsx(made: Made) -> bytes:
    """The layout as a sheet, its lines in the first column above the table."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    first = len(made.lines) + 1
    for at, line in enumerate(made.lines, start=1):
        sheet.cell(at, 1, line)
    for (r, c), (height, width) in made.boxes().items():
        text = made.text((r, c))
        if text:
            cell: Any = sheet.cell(first + r, c + 1)
            cell.value = text
            cell.data_type = "s"
        if (height, width) != (1, 1):
            sheet.merge_cells(
                start_row=first + r, start_column=c + 1, end_row=first + r + height - 1, end_column=c + width
            )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_docx(made: Made) -> bytes:
    """The layout as a Word document."""
    import docx

    document = docx.Document()
    for line in made.lines:
        document.add_paragraph(line)
    table = document.add_table(rows=len(made.rows), cols=made.width)
    for (r, c), (height, width) in made.boxes().items():
        cell = table.cell(r, c)
        if (height, width) != (1, 1):
            cell = cell.merge(table.cell(r + height - 1, c + width - 1))
        cell.text = made.text((r, c))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_tabs(made: Made) -> bytes:
    """The layout as rows with tabs, every cell there, merged ones empty."""
    rows = ["\t".join("" if cell in "<^" and cell else cell.replace("⏎", "") for cell in row) for row in made.rows]
    return "\n".join([*made.lines, *rows]).encode()


def as_pdf(made: Made, *, rows_a_page: int = 0) -> bytes:
    """The layout as a PDF with ruled cells; ``rows_a_page`` splits it over pages."""
    size = rows_a_page or len(made.rows)
    pages = [range(start, min(start + size, len(made.rows))) for start in range(0, len(made.rows), size)]
    return _pdf([_page(made, rows, lines=made.lines if not at else ()) for at, rows in enumerate(pages)])


def pdf_of_pages(parts: Iterable[Made]) -> bytes:
    """Layouts as the pages of one PDF."""
    return _pdf([_page(made, range(len(made.rows)), lines=made.lines) for made in parts])


_WIDE, _HIGH, _LETTER = 72.0, 60.0, 9.0


def _page(made: Made, rows: range, lines: tuple[str, ...]) -> str:
    """The instructions that draw some rows of a layout."""
    out: list[str] = ["0.5 w"]
    top = 20 + 16.0 * len(lines)
    height = top + _HIGH * len(rows) + 20
    for at, line in enumerate(lines):
        out.append(_shown(line, 40, height - 16 * (at + 1)))
    anchors = made.anchors()
    drawn: set[tuple[int, int]] = set()
    for r in rows:
        for c in range(made.width):
            place = anchors[r][c]
            if place in drawn:
                continue
            drawn.add(place)
            bottom_row = max(row for row in rows if anchors[row][c] == place)
            right = max(col for col in range(made.width) if anchors[r][col] == place)
            x, w = 40 + _WIDE * c, _WIDE * (right - c + 1)
            y1 = height - top - _HIGH * (r - rows.start)
            y0 = height - top - _HIGH * (bottom_row - rows.start + 1)
            out.append(f"{x:.1f} {y0:.1f} {w:.1f} {y1 - y0:.1f} re S")
            # The text of a cell that a page end cuts stands on its first page.
            if place[0] in rows:
                for n, line in enumerate(_wrapped(made.text(place), int((w - 6) / _LETTER))):
                    out.append(_shown(line, x + 3, y1 - 11 - 10 * n))
    return f"{80 + _WIDE * made.width:.0f} {height:.0f}\n" + "\n".join(out)


def _wrapped(text: str, letters: int) -> list[str]:
    lines: list[str] = []
    for part in text.split("\n"):
        lines += [part[at : at + letters] for at in range(0, len(part), letters)]
    return lines


def _shown(text: str, x: float, y: float) -> str:
    return f"BT /F1 {_LETTER} Tf {x:.1f} {y:.1f} Td <{text.encode('utf-16-be').hex()}> Tj ET"


_FONT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
    "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
    "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>"
)


def _pdf(pages: list[str]) -> bytes:
    """A PDF of pages drawn with one Chinese font of every reader; no library writes so little."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        _FONT,
    ]
    for number, page in enumerate(pages):
        box, drawing = page.split("\n", 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box}] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream")
    out = b"%PDF-1.5\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode("ascii")
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
    return out


MAKERS = {"html": as_html, "xlsx": as_xlsx, "docx": as_docx, "pdf": as_pdf}


def found(document: Document) -> list[tuple[str, str, str, str, str]]:
    """The indicators of a document in the words of a layout's third part."""
    return [_said(indicator) for project in document.projects for indicator in project.indicators]


def _said(indicator: Indicator) -> tuple[str, str, str, str, str]:
    level1, level2 = indicator.level1, indicator.level2
    return (
        level1.name.removesuffix("指标") if level1 else "",
        level2.name.removesuffix("指标") if level2 else "",
        "".join(indicator.name.split()),
        indicator.cycle.text if indicator.cycle else "",
        indicator.annual.text if indicator.annual else "",
    )


def said_of_project(document: Document, word: str) -> str:
    """What a document says of its project (of its projects, in order), as a layout's fourth part writes it."""
    match word:
        case "year":
            return str(document.year)
        case "projects":
            return ",".join(project.name for project in document.projects)
        case "totals":
            return ",".join(str(project.total) for project in document.projects)
        case _:
            return str(getattr(document.projects[0], word))


def wanted(made: Made) -> list[tuple[str, str, str, str, str]]:
    """What a layout holds, in the form of ``found``."""
    return [(e.level1, e.level2, "".join(e.name.split()), e.cycle, e.annual) for e in made.expected]


def detail(indicator: Indicator, word: str) -> str:
    """One detail of an indicator as a layout writes it."""
    details = indicator.details
    if details is None:
        return ""
    match word:
        case "other":
            return ",".join(f"{each.period}/{each.kind}/{each.target}" for each in details.others)
        case "grades":
            return ",".join(f"{each.label}/{each.target}" for each in details.grades)
        case "actual":
            return details.actual.text if details.actual else ""
        case _:
            value = getattr(details, word)
            return "" if value is None else str(value)
