"""A text read in pieces gives the rows that reading it whole gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from budget_indicators import format_indicators, parse_indicators, read_document
from budget_indicators.bulk import large_files as stream
from budget_indicators.bulk.large_files import large_kind, pieces, text_of
from budget_indicators.bulk.large_tables import indicators_of, indicators_of_lines, text_pieces
from budget_indicators.cli import main
from budget_indicators.cli.read_inputs import rows_of_all
from budget_indicators.errors import UserError
from budget_indicators.tables.columns import INDICATORS
from budget_indicators.tables.rows import Row

SAMPLES = Path(__file__).parent.parent / "samples"
TABLES = sorted(path for path in SAMPLES.glob("*-projects.txt"))
NAMES = [column.name for column in INDICATORS]


def strings() -> list[str]:
    """The dense strings of the samples, canonical."""
    trees = [project.tree for path in TABLES for project in read_document(path).projects]
    return [format_indicators(tree) for tree in trees if tree.indicators]


def whole(path: Path, **options: Any) -> list[Any]:
    """The rows of a small file."""
    return list(rows_of_all([str(path)], year=None, lines=options.get("lines", False)))


def in_pieces(path: Path, size: int, *, lines: bool = False, file: str = "") -> list[Row]:
    """The rows of a file read in pieces."""
    file = file or str(path)
    if lines:
        return list(indicators_of_lines(path, file, year=None, size=size, jobs=1))
    return list(indicators_of(text_pieces(path, file, size=size), file, year=None, jobs=1))


@pytest.mark.parametrize("size", [2_000, 50_000])
@pytest.mark.parametrize("lines", [True, False])
def test_one_string_a_line(tmp_path: Path, size: int, lines: bool) -> None:
    """Cut between the strings; numbered through the file."""
    path = tmp_path / "strings.txt"
    path.write_text("\n".join([*strings(), "", "涉密项目", strings()[0]]), encoding="utf-8")
    found = in_pieces(path, size, lines=lines)
    assert found == whole(path, lines=lines)
    assert len(found) > 150


@pytest.mark.parametrize("size", [1_500, 5_000])
def test_one_string_without_line_ends(tmp_path: Path, size: int) -> None:
    """Cut between two entries."""
    path = tmp_path / "string.txt"
    path.write_text("".join(strings()), encoding="utf-8")
    assert in_pieces(path, size) == whole(path)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables_one_after_the_other(tmp_path: Path, path: Path) -> None:
    """Many documents in one text: amounts, units and columns of each are those of its own head."""
    one = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    many = tmp_path / "many.txt"
    many.write_text(one * 3, encoding="utf-8", newline="")
    expected = whole(path)
    projects = len(read_document(path).projects)
    found = in_pieces(many, int(len(one) * 1.4), file=str(path))
    assert len(found) == 3 * len(expected)
    ours = [NAMES.index(name) for name in NAMES if name not in ("line", "row", "page", "project_number")]
    for copy in range(3):
        part = found[copy * len(expected) : (copy + 1) * len(expected)]
        assert [[row[at] for at in ours] for row in part] == [[row[at] for at in ours] for row in expected]
        number, line = NAMES.index("project_number"), NAMES.index("line")
        assert [row[number] for row in part] == [row[number] + copy * projects for row in expected]
        assert [row[line] for row in part] == [row[line] + copy * one.count("\n") for row in expected]


@pytest.mark.parametrize("path", [path for path in TABLES if "\t" in path.read_text("utf-8")], ids=lambda p: p.stem)
def test_a_table_cut_between_its_rows_keeps_its_head(path: Path) -> None:
    """The unit of money and the columns reach into every piece; amounts are not off by ten thousand."""
    expected = {row[NAMES.index("project")]: row[NAMES.index("project_total")] for row in whole(path)}
    found = in_pieces(path, 2_500)
    assert len(found) == len(whole(path))
    assert {row[NAMES.index("project")]: row[NAMES.index("project_total")] for row in found} == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_that_files_have(tmp_path: Path, encoding: str) -> None:
    """The text is that of the whole file, blocks and characters cut in two notwithstanding."""
    text = "预算绩效目标表\r\n" * 150_000
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode(encoding))
    assert "".join(text_of(path)) == text


@pytest.mark.parametrize("odd", [0, 1])
def test_one_line_longer_than_a_block(tmp_path: Path, odd: int) -> None:
    """The end of a block in the middle of a character does not make the file unreadable."""
    text = "a" * odd + "预算" * 400_000
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode("gb18030"))
    assert "".join(text_of(path)) == text


def test_a_file_that_is_utf8_only_at_first(tmp_path: Path) -> None:
    """One encoding for the whole file, as for a small one."""
    path = tmp_path / "text.txt"
    path.write_bytes(b"a" * 2_000_000 + "预算".encode("gb18030"))
    assert "".join(text_of(path)).endswith("a预算")


def test_what_is_no_text_is_an_error(tmp_path: Path) -> None:
    """The same error as for a small file."""
    path = tmp_path / "text.txt"
    path.write_bytes(bytes(range(256)) * 10)
    with pytest.raises(UserError, match="not a text file"):
        list(text_of(path))


@pytest.mark.parametrize(
    "text", ["", "a", "1、" * 1000, "。" * 999, "\r\n" * 700, "指标\n" * 333, "绩效目标表\n" * 300]
)
@pytest.mark.parametrize("lines", [True, False])
def test_pieces_are_the_text(text: str, lines: bool) -> None:
    """Nothing is lost, no line end torn, no piece too long, lines counted."""
    found = list(pieces([text[:7], text[7:]], lines=lines, size=100))
    assert "".join(piece.text for piece in found) == text
    assert all(len(piece.text) <= 101 for piece in found)
    assert not any(piece.text.endswith("\r") for piece in found[:-1])
    line = 1
    for piece in found:
        assert piece.line == line
        line += piece.text.count("\n")


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_the_command_reads_large_files_in_pieces(
    format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it prints is the same."""
    path = tmp_path / "strings.txt"
    path.write_text("\n".join(strings()), encoding="utf-8")
    assert main(["parse", str(path), "--format", format_]) == 0
    small = capsys.readouterr().out
    monkeypatch.setattr(stream, "LARGE", 1000)
    monkeypatch.setattr("budget_indicators.cli.read_inputs.read_one", None)  # the way of small files
    assert main(["parse", str(path), "--format", format_]) == 0
    assert capsys.readouterr().out == small
    if format_ == "jsonl":
        names = [json.loads(line)["name"] for line in small.splitlines()]
        assert names == [one.name for text in strings() for one in parse_indicators(text).indicators]


def test_only_texts_are_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is none, whatever it is called; a CSV is one of its own kind."""
    monkeypatch.setattr(stream, "LARGE", 5)
    for name, data, expected in (
        ("a.txt", "指标指标".encode(), "text"),
        ("a", b"1234567", "text"),
        ("a.txt", b"%PDF-1.7 ...", ""),
        ("a.html", b"1234567", ""),
        ("a.docx", b"1234567", ""),
        ("a.csv", b"a,b,c,d", "csv"),
        ("a.tsv", b"a,b,c,d", "csv"),
        ("a.txt", b"1234", ""),
    ):
        (tmp_path / name).write_bytes(data)
        assert large_kind(tmp_path / name) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("bad", [b"\xff\n", b"\x00\x01\n"])
def test_a_bad_byte_anywhere_costs_no_more_than_itself(
    encoding: str, bad: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also far behind the first block: never another encoding's nonsense."""
    monkeypatch.setattr(stream, "_BLOCK", 1_000)
    path = tmp_path / "late.txt"
    whole = "培训次数；" * 2_000 + "\n"
    path.write_bytes(whole.encode(encoding) + bad + "完".encode(encoding))
    text = "".join(text_of(path))
    assert text == whole + "\ufffd" * (len(bad) - 1) + "\n完"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_within_its_last_character_is_read(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupted download loses one character, not the text."""
    monkeypatch.setattr(stream, "_BLOCK", 1_000)
    path = tmp_path / "cut.txt"
    path.write_bytes(("培训次数；" * 2_000).encode(encoding)[:-1])
    assert "".join(text_of(path)).startswith("培训次数；" * 1_999)


def test_a_large_file_nobody_may_read_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, as for a small file; also where it vanishes while it is read."""
    monkeypatch.setattr(stream, "LARGE", 1_000)
    path = tmp_path / "gone.txt"
    path.write_text("培训次数；" * 2_000, encoding="utf-8")

    def gone(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("budget_indicators.bulk.large_tables.pieces_of", gone)
    assert main(["parse", str(path), "--format", "jsonl", "--lang", "en"]) == 2
    assert capsys.readouterr().err.strip().endswith("gone.txt: permission denied")
