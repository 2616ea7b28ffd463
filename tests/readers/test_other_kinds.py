"""ods, zip, what only LibreOffice reads, and inputs that are no paths."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from documents_support import DOCUMENTS, expected, squeezed

from budget_indicators import read_document
from budget_indicators.documents.readers import office
from budget_indicators.errors import UserError


@pytest.mark.parametrize("stem", ["t000", "t003", "tort"])
def test_ods_reads_like_xlsx(stem: str) -> None:
    """The same cells."""
    ods, xlsx = (read_document(DOCUMENTS / f"{stem}.{suffix}") for suffix in ("ods", "xlsx"))

    def meaning(document):  # type: ignore[no-untyped-def]
        return [
            (
                squeezed(p.name),
                p.total,
                [(squeezed(i.name), i.annual and squeezed(i.annual.text)) for i in p.indicators],
            )
            for p in document.projects
        ]

    assert meaning(ods) == meaning(xlsx)


def archive(**members: bytes) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def test_members_of_a_zip_are_read_and_named() -> None:
    """Projects say which member they come from; what cannot be read is a finding."""
    members = {
        "甲/t003.xlsx": (DOCUMENTS / "t003.xlsx").read_bytes(),
        "t000.docx": (DOCUMENTS / "t000.docx").read_bytes(),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "inner.zip": archive(a=b"x"),
        "__MACOSX/._t003.xlsx": b"x",
    }
    found = read_document(archive(**members), name="a.zip")
    table = expected(DOCUMENTS / "t000.expected.json")
    assert len(found.projects) == 1 + sum(bool(row[6]) for row in table["rows"])
    assert found.projects[0].where.file == "a.zip/甲/t003.xlsx"
    assert found.projects[1].where.file == "a.zip/t000.docx"
    messages = [each.message() for each in found.diagnostics if each.code == "D061"]
    assert [message.partition(":")[0] for message in messages] == ["picture.png", "inner.zip"]


def test_names_in_the_code_page_of_a_chinese_windows() -> None:
    """Without the mark for UTF-8."""
    data = archive(**{"abcdefgh.txt": "项目名称\t总计\t绩效指标\n培训\t1.50\t涉密项目\n".encode()})
    data = data.replace(b"abcdefgh.txt", "预算表格.txt".encode("gb18030"))
    assert read_document(data, name="a.zip").projects[0].where.file == "a.zip/预算表格.txt"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive(), "without files"),
        (archive(x=b"\x89PNG\r\n\x1a\n" + bytes(100)), "picture"),
        (archive(x=bytes(60_000_000)), "zip bomb"),
        (archive(x=b"abc")[:-30], "damaged zip"),
        (archive(**{"OFD.xml": b"<x/>"}), "damaged OFD file"),
    ],
    ids=["empty", "a picture", "a bomb", "cut short", "ofd"],
)
def test_archives_that_cannot_be_read(data: bytes, said: str) -> None:
    """One line."""
    with pytest.raises(UserError, match=said):
        read_document(data, name="a.zip")


def test_old_formats_need_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is none, one line says so."""
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    with pytest.raises(UserError, match=r"without LibreOffice; open it and save it as \.docx"):
        read_document(b"{\\rtf1 a}", name="a.rtf")


def test_a_converter_that_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or that fails at once."""
    monkeypatch.setattr(office, "converter", lambda: shutil.which("true"))
    with pytest.raises(UserError, match="LibreOffice cannot convert this rtf file"):
        office.converted("a.rtf", b"x", "rtf", "docx")


def test_a_converter_that_never_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is ended, and its folder is gone."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "converter", lambda: str(program))
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    with pytest.raises(UserError, match="took longer than"):
        office.converted("a.rtf", b"x", "rtf", "docx")
    assert [each.name for each in tmp_path.iterdir()] == ["soffice"]


def test_tables_that_the_converter_loses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather refused than glued together."""
    empty = archive(**{"word/document.xml": b"<w:p/>"})
    monkeypatch.setattr(office, "converter", lambda: shutil.which("true"))
    monkeypatch.setattr(office, "_run", lambda _, command: Path(command[-1]).with_suffix(".docx").write_bytes(empty))
    with pytest.raises(UserError, match="loses the tables of this rtf file"):
        office.converted("a.rtf", b"a\\cell " * 20, "rtf", "docx")
    assert office.converted("a.rtf", b"a", "rtf", "docx") == empty


def test_a_converted_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """What LibreOffice would give is read as what it is."""
    made = (DOCUMENTS / "t003.docx").read_bytes()
    monkeypatch.setattr(office, "converter", lambda: "soffice")
    monkeypatch.setattr(office, "converted", lambda *_: made)
    found = read_document(b"{\\rtf1 a}", name="a.rtf")
    assert len(found.indicators) == 8
    assert "D060" in [each.code for each in found.diagnostics]


def test_bytes_and_open_files(tmp_path: Path) -> None:
    """A path, its bytes and an open file give the same projects."""
    path = DOCUMENTS / "t003.xlsx"
    by_path = read_document(path)
    by_bytes = read_document(path.read_bytes(), name=str(path))
    with open(path, "rb") as stream:
        by_file = read_document(stream)
    assert by_path == by_bytes == by_file
    assert read_document(io.BytesIO(path.read_bytes())).source == ""
    with pytest.raises(TypeError), open(DOCUMENTS / "t003.html", encoding="utf-8") as text:
        read_document(text)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        read_document(3)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="empty file"):
        read_document(b"", name="x")


def test_a_spreadsheet_of_libreoffice_without_a_zip() -> None:
    """fods is the same XML in one file; hidden rows are left out there, too."""
    head = (
        '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
    )
    rows = (
        ("", "一级指标", "二级指标", "三级指标", "指标值"),
        ("", "产出指标", "数量指标", "次数", "≥12次"),
        (' table:visibility="collapse"', "产出指标", "数量指标", "旧", "8次"),
    )
    body = "".join(
        f"<table:table-row{shown}>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        + "</table:table-row>"
        for shown, *cells in rows
    )
    tail = "</office:spreadsheet></office:body></office:document>"
    found = read_document(f'{head}<table:table table:name="表1">{body}</table:table>{tail}'.encode(), name="表.fods")
    assert [str(each.annual) for each in found.indicators] == ["≥12次"]
    assert "D052" in [each.code for each in found.diagnostics]


@pytest.mark.parametrize(
    ("value", "text", "said"),
    [
        ("30.456", "30.5", True),
        ("30.456", "30.456", False),
        ("1234.5", "1,234.50", False),
        ("1234.567", "1,234.57", True),
        ("-12", "12", True),
        ("-12", "(12)", False),
        ("0.9567", "95.7%", True),
        ("0.95", "95%", False),
        ("45000", "2023-03-15", False),
    ],
)
def test_numbers_of_ods_that_show_otherwise_are_said(value: str, text: str, said: bool) -> None:
    """As those of Excel are."""
    names = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    heads = "".join(
        f"<table:table-cell><text:p>{each}</text:p></table:table-cell>"
        for each in ("项目名称", "总计（万元）", "绩效指标")
    )
    string = "1、1-产出指标；11-数量指标；次数；实施周期指标值:3次；年度指标值:3次。"
    made = (
        f'<office:document{names} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
        f'<office:spreadsheet><table:table table:name="表"><table:table-row>{heads}</table:table-row><table:table-row>'
        "<table:table-cell><text:p>培训</text:p></table:table-cell>"
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{text}</text:p></table:table-cell>'
        f"<table:table-cell><text:p>{string}</text:p></table:table-cell></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document>"
    )
    document = read_document(made.encode(), name="表.fods")
    assert document.projects[0].name == "培训"
    assert ("D062" in {each.code for each in document.diagnostics}) == said
