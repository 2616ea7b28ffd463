"""``lint --fix --output-dir``: copies are written, files stay, and what is said is true."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from budget_indicators.cli import main

from .making import REPAIRED, STRING, WRONG, workbook

DOCUMENTS = Path(__file__).parent.parent / "documents"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code and what was printed."""
    code = main(["lint", "--lang", "en", "--isolated", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_copies_of_every_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Office and text files as corrected copies, the others as annotated workbooks; nothing else is touched."""
    text = tmp_path / "strings.txt"
    text.write_text(f"{STRING}\r\n{WRONG}\r\n", encoding="gb18030", newline="")
    book = tmp_path / "book.xlsx"
    book.write_bytes(workbook())
    page = tmp_path / "page.html"
    page.write_bytes((DOCUMENTS / "t000.html").read_bytes())
    before = {path: path.read_bytes() for path in (text, book, page)}
    out = tmp_path / "out"
    code, printed, told = run(
        capsys, "--fix", "--output-dir", str(out), "--output-format", "concise", *map(str, before)
    )
    assert code == 1
    assert {path: path.read_bytes() for path in before} == before
    assert sorted(path.name for path in out.iterdir()) == [
        *("book.xlsx", "page.html.notes.xlsx", "strings.txt", "strings.txt.notes.xlsx"),
    ]
    assert (out / "strings.txt").read_bytes() == f"{REPAIRED}\r\n{WRONG}\r\n".encode("gb18030")
    assert openpyxl.load_workbook(out / "book.xlsx")["绩效表"]["D2"].value == REPAIRED
    notes = openpyxl.load_workbook(out / "strings.txt.notes.xlsx")
    assert notes["strings"]["D2"].value == REPAIRED
    assert "V002" in notes["strings"]["D3"].comment.text
    assert f"{text} → {out / 'strings.txt'}, {out / 'strings.txt.notes.xlsx'}: 2 repair(s), 1 finding(s) left" in told
    assert f"{out / 'strings.txt'}:2:" in printed  # the report is about the copies


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output-dir", "out", "x.txt"], "goes with --fix"),
        (["--fix", "--diff", "--output-dir", "out", "x.txt"], "goes with --fix"),
        (["--fix", "--output-dir", "out", "1、1-产出指标"], "is no file"),
        (["--fix", "--output-dir", "x.txt", "x.txt"], "x.txt"),
        (["--fix", "--output-dir", ".", "x.txt"], "is the file itself"),
    ],
)
def test_what_makes_no_sense(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line, exit code 2, nothing written."""
    monkeypatch.chdir(tmp_path)
    Path("x.txt").write_text(STRING, encoding="utf-8")
    code, _, told = run(capsys, *words)
    assert code == 2
    assert said in told
    assert Path("x.txt").read_text(encoding="utf-8") == STRING


def test_two_files_of_one_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Their folders are kept apart."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"{STRING}\n", encoding="utf-8", newline="")
    assert run(capsys, "--fix", "--output-dir", str(tmp_path / "out"), str(tmp_path / "a"), str(tmp_path / "b"))[0] == 0
    for folder in ("a", "b"):
        assert (tmp_path / "out" / folder / "x.txt").read_text(encoding="utf-8") == f"{REPAIRED}\n"


def test_the_report_says_what_is_possible(capsys: pytest.CaptureFixture[str]) -> None:
    """Repairs of an Office file are offered in a copy, and nowhere else."""
    _, printed, _ = run(capsys, str(DOCUMENTS / "t000.xlsx"))
    assert "5 can be repaired in copies with --fix --output-dir DIR." in printed
    assert "repair (--fix --output-dir DIR)" in printed
    assert "can be repaired with --fix." not in printed
    _, _, told = run(capsys, "--fix", str(DOCUMENTS / "t000.xlsx"))
    assert "repaired in a copy only: add --output-dir DIR" in told
