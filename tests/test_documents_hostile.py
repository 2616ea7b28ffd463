"""Files that are damaged, hostile or of another kind: one clear line for each, in both languages."""

from __future__ import annotations

import contextlib
import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from documents_support import DOCUMENTS

from budget_indicators import extras, read_document
from budget_indicators.documents import limits
from budget_indicators.errors import UserError


def refusal(path: Path) -> str:
    """The one line a file is refused with."""
    with pytest.raises(UserError) as caught:
        read_document(path)
    for message in (caught.value.en, caught.value.zh):
        assert "\n" not in message
        assert path.name in message
    assert caught.value.en != caught.value.zh
    return caught.value.en


def rewritten(source: Path, change: Callable[[str, bytes], bytes]) -> bytes:
    """A zip file with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def pdf(content: bytes, filters: bytes = b"", kids: bytes = b"3 0 R") -> bytes:
    """A PDF of one page with one content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<<" + filters + b"/Length %d>>\nstream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


FLATE = b"/Filter/FlateDecode"


def spaces(megabytes: int) -> bytes:
    """Many megabytes of blanks, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(megabytes)) + packer.flush()


def strokes() -> bytes:
    """A page of 100,000 strokes."""
    chance = random.Random(0)
    return b"\n".join(b"%d %d m %d %d l S" % tuple(chance.randrange(600) for _ in range(4)) for _ in range(100_000))


XLSX, DOCX, RL = DOCUMENTS / "t003.xlsx", DOCUMENTS / "t003.docx", DOCUMENTS / "t003_rl.pdf"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]>'


def after_declaration(data: bytes) -> bytes:
    """An XML part without its declaration."""
    return data.split(b"?>", 1)[-1]


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "zero.pdf": (lambda: b"", "empty file"),
    "zero.xlsx": (lambda: b"", "empty file"),
    "half.xlsx": (lambda: XLSX.read_bytes()[:3000], "damaged xlsx"),
    "half.docx": (lambda: DOCX.read_bytes()[:9000], "damaged docx"),
    "half.xls": (lambda: (DOCUMENTS / "t003.xls").read_bytes()[:3000], "damaged xls"),
    "half.pdf": (lambda: RL.read_bytes()[:19000], "damaged PDF"),
    "noise.docx": (lambda: random.Random(1).randbytes(5000), "damaged docx"),
    "noise.bin": (lambda: random.Random(1).randbytes(5000), "not a kind of file"),
    "nul.txt": (lambda: bytes(1000), "not a text file"),
    "text.pdf": (lambda: "项目名称 总计".encode(), "named .pdf but is not one"),
    "picture.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    "secret.pdf": (lambda: (DOCUMENTS / "t003_userpw.pdf").read_bytes(), "password"),
    "doctype.xlsx": (
        lambda: rewritten(XLSX, lambda n, b: DOCTYPE + after_declaration(b) if "sheet1" in n else b),
        "DOCTYPE",
    ),
    "doctype.docx": (
        lambda: rewritten(DOCX, lambda n, b: DOCTYPE + after_declaration(b) if n == "word/document.xml" else b),
        "DOCTYPE",
    ),
    "merged.xlsx": (
        lambda: rewritten(
            XLSX,
            lambda n, b: (
                b.replace(b"</worksheet>", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')
                if "sheet1" in n
                else b
            ),
        ),
        "merged cells",
    ),
    "span.html": (lambda: b"<table>" + b"<tr><td colspan=99999>x</td></tr>" * 4000 + b"</table>", "millions of cells"),
    "deep.html": (lambda: b"<div>" * 100_000 + "项目".encode(), "nested too deeply"),
    "stream.pdf": (lambda: pdf(spaces(60), FLATE), "unpacks to more than"),
    "twice.pdf": (lambda: pdf(zlib.compress(spaces(60)), b"/Filter[/FlateDecode/FlateDecode]"), "unpacks to more than"),
    "strokes.pdf": (lambda: pdf(zlib.compress(strokes()), FLATE), "too many lines"),
    "blank.pdf": (lambda: pdf(b"0 0 m 9 9 l S"), "without any text"),
}


@pytest.mark.parametrize("name", CASES)
def test_one_clear_line(tmp_path: Path, name: str) -> None:
    """Says what is wrong (and what to do), and nothing else happens."""
    make, words = CASES[name]
    path = tmp_path / name
    path.write_bytes(make())
    assert words in refusal(path)


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many megabytes of blanks in a small xlsx: its size is read, not its content."""
    monkeypatch.setattr(limits, "MAX_UNPACKED", 20 * 1024 * 1024)
    path = tmp_path / "bomb.xlsx"
    blanks = b" " * (1024 * 1024)
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(32):
            part.write(blanks)
    assert "refused as too big" in refusal(path)


def test_a_stray_cell_at_the_end_of_the_sheet(tmp_path: Path) -> None:
    """A1 and XFD1048576 filled: 17 thousand million cells that nobody makes."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "y"
    path = tmp_path / "dims.xlsx"
    book.save(path)
    assert "row 1048576" in refusal(path)


def test_a_scan_asks_for_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that only shows a picture, without the extra."""
    monkeypatch.setattr("budget_indicators.documents.readers.pdf.can_recognise", lambda: False)
    image = pytest.importorskip("PIL.Image")
    path = tmp_path / "scan.pdf"
    image.new("RGB", (200, 300), "white").save(path)
    assert "a scan without text; to read it by text recognition (OCR), install the extra" in refusal(path)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    """Neither is a document."""
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    assert "is a folder" in refusal(folder)
    assert "no such file" in refusal(tmp_path / "nothing.pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of POSIX")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading it would wait for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe or device" in refusal(tmp_path / "pipe.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A file that may not be read."""
    path = tmp_path / "closed.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    assert "permission denied" in refusal(path)


def test_a_wrong_suffix_is_read_by_its_content(tmp_path: Path) -> None:
    """A PDF named .xlsx is a PDF; web systems name HTML tables .xls."""
    for source, name in ((RL, "table.xlsx"), (DOCUMENTS / "t003.html", "table.xls"), (XLSX, "table.docx")):
        path = tmp_path / name
        path.write_bytes(source.read_bytes())
        found = read_document(path)
        assert len(found.indicators) == 8
        assert found.diagnostics[0].code == "D011"


def test_a_loop_of_pages_ends(tmp_path: Path) -> None:
    """A page tree that is its own child."""
    path = tmp_path / "loop.pdf"
    path.write_bytes(pdf(b"BT /F1 12 Tf (x) Tj ET", kids=b"2 0 R"))
    with contextlib.suppress(UserError):
        assert read_document(path).projects == ()


def test_a_missing_extra_names_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one line says what to install."""

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    for name, extra in (("t003_rl.pdf", "pdf"), ("t003.xlsx", "excel"), ("t003.docx", "word"), ("t003.html", "html")):
        with pytest.raises(UserError) as caught:
            read_document(DOCUMENTS / name)
        assert f"pip install 'budget-indicators[{extra}]'" in caught.value.en
        assert f"pip install 'budget-indicators[{extra}]'" in caught.value.zh


@pytest.mark.parametrize("size", [100, 2000, 12000, 25000, 33000])
def test_a_pdf_cut_anywhere_is_read_or_refused(tmp_path: Path, size: int) -> None:
    """No other exception than ``UserError`` leaves the reader."""
    path = tmp_path / "cut.pdf"
    path.write_bytes(RL.read_bytes()[:size])
    with contextlib.suppress(UserError):
        read_document(path)


def test_wrong_arguments_name_what_is_wrong() -> None:
    """A text in place of a path, and options that there are not."""
    with pytest.raises(UserError, match=r"parse_indicators\(\) reads a text"):
        read_document("1、1-产出指标；11-数量指标；培训次数；")
    with pytest.raises(ValueError, match="ocr is 'auto', 'never' or 'always', not 'maybe'"):
        read_document(b"x", ocr="maybe")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="name is a str or None, not int"):
        read_document(b"x", name=5)  # type: ignore[arg-type]
