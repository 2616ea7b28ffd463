"""Corrected workbooks: what is patched, and that nothing else changes."""

from __future__ import annotations

import io
import itertools
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import parse_indicators, read_document
from budget_indicators.corrected.files import Corrected, correct
from budget_indicators.corrected.ignored import ignored_in, with_ignored
from budget_indicators.corrected.strings import Rules
from budget_indicators.lint.run import LintInput, open_input
from budget_indicators.rules.registry import choose

from .making import REPAIRED, STRING, WRONG, Spare, workbook

DOCUMENTS = Path(__file__).parent.parent / "documents"
SHEETS = sorted([*DOCUMENTS.glob("*.xlsx"), *DOCUMENTS.glob("made/*.xlsx")])


def corrected(path: Path, texts: dict[int, str] | None = None) -> Corrected:
    """The corrected file."""
    return correct(
        path.name, path.read_bytes(), open_input(LintInput(str(path), str(path))), Rules(choose()), "zh", texts
    )


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: bytes, after: bytes) -> set[str]:
    """The parts that are not byte for byte the same."""
    old, new = parts(before), parts(after)
    assert set(old) <= set(new)
    return {name for name in new if old.get(name) != new[name]}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook that holds everything."""
    path = tmp_path_factory.mktemp("rich") / "表.xlsm"
    path.write_bytes(workbook())
    return path


def test_what_is_patched(rich: Path) -> None:
    """Repaired strings and comments stand in their cells; other parts are the same."""
    done = corrected(rich)
    (copy,) = (each for each in done.copies if each.name == "表.xlsm")
    assert changed(rich.read_bytes(), copy.data) == {
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    sheet = openpyxl.load_workbook(io.BytesIO(copy.data))["绩效表"]
    assert sheet["D2"].value == REPAIRED
    assert sheet["D3"].value == REPAIRED
    assert sheet["D5"].value == WRONG
    assert "V002" in sheet["D5"].comment.text
    assert sheet["D5"].fill.fgColor.rgb == "FFF8CBC5"
    assert [line.split("：")[0] for line in sheet["D2"].comment.text.splitlines()] == [
        "【已修正】M001 “;” → “；”",
        "【已修正】M029 “>=” → “≥”",
    ]
    assert sheet["D2"].fill.fgColor.rgb == "FFDDEFD9"
    assert sheet["D2"].alignment.wrap_text is True
    assert sheet["A2"].fill.fill_type is None


def test_a_formula_is_never_overwritten(rich: Path) -> None:
    """Its cell is coloured and commented, its formula and its stored value stay; nothing says it was repaired."""
    (copy,) = (each for each in corrected(rich).copies if each.name == "表.xlsm")
    cell = openpyxl.load_workbook(io.BytesIO(copy.data))["绩效表"]["D4"]
    assert cell.value.startswith("=CONCATENATE")
    assert "已修正" not in cell.comment.text
    assert "请手工修正：“;” → “；”" in cell.comment.text
    stored = openpyxl.load_workbook(io.BytesIO(copy.data), data_only=True)
    assert (stored["绩效表"]["D4"].value, stored["绩效表"]["B4"].value, stored["别的"]["A1"].value) == (STRING, 3.5, 3)


def test_rich_text_keeps_its_runs(rich: Path) -> None:
    """Each edit is made in the run where it begins; the look of both runs stays."""
    (copy,) = (each for each in corrected(rich).copies if each.name == "表.xlsm")
    cell = openpyxl.load_workbook(io.BytesIO(copy.data), rich_text=True)["绩效表"]["D2"].value
    assert str(cell) == REPAIRED
    assert len(cell) == 2
    assert cell[0].font.b is True
    assert str(cell[0]) == REPAIRED[: len(STRING) // 2]


def test_comments_of_others_stay(rich: Path) -> None:
    """Ours stands below what is written at the same cell; the look of theirs stays."""
    (copy,) = (each for each in corrected(rich).copies if each.name == "表.xlsm")
    sheet = openpyxl.load_workbook(io.BytesIO(copy.data))["绩效表"]
    assert sheet["B2"].comment.text == "已确认"
    assert sheet["D3"].comment.text.startswith("请核对\n【已修正】M001")
    assert sheet["D3"].comment.author == "张三"
    raw = parts(copy.data)["xl/comments1.xml"].decode()
    assert "<r><rPr><b/></rPr><t>请核对</t></r>" in raw
    drawing = parts(copy.data)["xl/drawings/vmlDrawing1.vml"].decode()
    assert drawing.startswith(parts(rich.read_bytes())["xl/drawings/vmlDrawing1.vml"].decode().removesuffix("</xml>"))
    ids = [piece.split('"')[0] for piece in drawing.split('id="_x0000_s')[1:]]
    assert len(ids) == len(set(ids)) == 6


def test_the_order_of_the_schema_is_kept(rich: Path, tmp_path: Path) -> None:
    """What names the drawing of comments stands before the header's picture, prefixes are as they were."""
    (copy,) = (each for each in corrected(rich).copies if each.name == "表.xlsm")
    raw = parts(copy.data)["xl/worksheets/sheet1.xml"].decode()
    assert 'mc:Ignorable="x14ac xr"' in raw
    assert "xmlns:xr=" in raw
    names = [
        "conditionalFormatting",
        "dataValidations",
        "headerFooter",
        "<drawing",
        "<legacyDrawing ",
        "legacyDrawingHF",
    ]
    places = [raw.index(name) for name in names]
    assert places == sorted(places)


def test_a_conversation_is_not_written_into(tmp_path: Path) -> None:
    """Excel shows the conversation and not what stands below: our note goes to the workbook beside."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook(Spare(threads=True)))
    done = corrected(path)
    assert [copy.name for copy in done.copies] == ["表.xlsx", "表.xlsx.批注.xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(done.copies[0].data))["绩效表"]
    assert sheet["D3"].comment.text == "请核对"


def test_a_signed_file_is_refused(tmp_path: Path) -> None:
    """A change would break the signature: an annotated workbook in its place, and the reason."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook(Spare(signed=True)))
    done = corrected(path)
    assert [copy.name for copy in done.copies] == ["表.xlsx.批注.xlsx"]
    assert done.why is not None
    assert "签名" in done.why.zh


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_the_documents(path: Path, tmp_path: Path) -> None:
    """The copy's indicators are those of the repaired strings; parts that hold nothing of that are the same."""
    done = corrected(path)
    copy = tmp_path / path.name
    copy.write_bytes(done.copies[0].data)
    before, after = read_document(path), read_document(copy)
    assert [project.name for project in before.projects] == [project.name for project in after.projects]
    for old, new in zip(before.projects, after.projects, strict=True):
        assert [(one.name, one.level2) for one in old.indicators] == [(one.name, one.level2) for one in new.indicators]
        assert [one.annual and one.annual.value for one in old.indicators] == [
            one.annual and one.annual.value for one in new.indicators
        ]
    allowed = ("xl/worksheets/", "xl/styles.xml", "xl/comments", "xl/drawings/vmlDrawing", "[Content_Types].xml")
    assert all(name.startswith(allowed) for name in changed(path.read_bytes(), done.copies[0].data))
    again = corrected(copy)
    assert again.repairs == 0


def test_texts_a_person_settled_on(rich: Path) -> None:
    """What was typed on the page stands in the copy, and is said."""
    new = REPAIRED.replace("培训次数", "培训班次数")
    (copy,) = (each for each in corrected(rich, {0: new}).copies if each.name == "表.xlsm")
    sheet = openpyxl.load_workbook(io.BytesIO(copy.data))["绩效表"]
    assert sheet["D2"].value == new
    assert sheet["D3"].value == STRING
    assert "补上“班”" in sheet["D2"].comment.text or "培训班次数" in sheet["D2"].comment.text


def test_what_is_ignored_stays_with_the_file(rich: Path) -> None:
    """Marks are kept in properties that Office programs keep, added, replaced and taken away."""
    marks = [f"{n:032x}" for n in range(20)]
    data = with_ignored(rich.read_bytes(), marks)
    assert ignored_in(data) == set(marks)
    assert changed(rich.read_bytes(), data) == {"docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"}
    assert ignored_in(with_ignored(data, marks[:1])) == set(marks[:1])
    assert openpyxl.load_workbook(io.BytesIO(data)).custom_doc_props.names == [
        f"budget-indicators ignored {n}" for n in (1, 2, 3)
    ]
    assert ignored_in(b"PK\x03\x04") == ignored_in(b"") == frozenset()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_the_copies(rich: Path, tmp_path: Path) -> None:
    """Both kinds of file open, comments included, and give the repaired strings."""
    source = tmp_path / "from"
    source.mkdir()
    for path in (rich, DOCUMENTS / "t000.docx"):
        (source / path.name).write_bytes(corrected(path).copies[0].data)
    for kind, name in (("xlsx:Calc MS Excel 2007 XML", "表.xlsm"), ("docx:MS Word 2007 XML", "t000.docx")):
        subprocess.run(
            [
                *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
                *("--convert-to", kind, "--outdir", str(tmp_path / "to"), str(source / name)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    sheet = openpyxl.load_workbook(tmp_path / "to" / "表.xlsx")["绩效表"]
    assert sheet["D2"].value == REPAIRED
    assert "V002" in sheet["D5"].comment.text
    assert "请核对" in sheet["D3"].comment.text
    docx = pytest.importorskip("docx")
    assert len(list(docx.Document(str(tmp_path / "to" / "t000.docx")).comments)) == 12
    assert parse_indicators(sheet["D3"].value).diagnostics == ()


def test_a_text_that_was_read_otherwise_is_not_called_repaired(tmp_path: Path) -> None:
    """A string over two rows: nothing is written, the comment says so, and the workbook beside holds it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目名称", "总计", "绩效目标", "绩效指标"])
    sheet.append(["甲", 1, "目标", STRING.replace("培训次数；", "培训次数；\n")])
    sheet.append([None, None, None, STRING.replace("1、1-", "2、1-")])
    path = tmp_path / "表.xlsx"
    book.save(path)
    done = corrected(path)
    copy = openpyxl.load_workbook(io.BytesIO(done.copies[0].data)).active
    for row in copy.iter_rows():
        for cell in row:
            if cell.comment is not None and "【已修正】" in cell.comment.text:
                assert ";" not in cell.value
    assert done.repairs == sum(
        cell.comment.text.count("【已修正】") for row in copy.iter_rows() for cell in row if cell.comment is not None
    )


_CUTS = st.lists(st.integers(1, len(STRING) - 1), max_size=5)


@given(_CUTS)
def test_rich_text_cut_anywhere(cuts: list[int]) -> None:
    """However a string is cut into runs, edits keep each run's share of the text."""
    from budget_indicators.corrected.changes import changes
    from budget_indicators.corrected.package import parse
    from budget_indicators.corrected.workbook import edit_runs, plain_text

    places = sorted({0, *cuts, len(STRING)})
    runs = "".join(f"<r><t>{STRING[a:b].replace('>', '&gt;')}</t></r>" for a, b in itertools.pairwise(places))
    item = parse(f"<si>{runs}</si>".encode())
    assert plain_text(item) == STRING
    assert edit_runs(item, changes(STRING, REPAIRED))
    assert plain_text(item) == REPAIRED
    assert len(item) == len(places) - 1
