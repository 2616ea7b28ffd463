"""``extract`` and ``parse`` of large texts: read in pieces, with the rows that reading them whole gives."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.strings import clean, published
from damage.cases import cases
from documents_support import SAMPLES

from budget_indicators import format_indicators, read_document
from budget_indicators.bulk import large_files as stream
from budget_indicators.bulk.large_tables import Joiner, read_piece, text_pieces
from budget_indicators.bulk.tasks import Result
from budget_indicators.bulk.workers import Limits, read_files
from budget_indicators.cli.main import main
from budget_indicators.tables.columns import TABLES
from budget_indicators.tables.fingerprint import fingerprint_of
from budget_indicators.tables.load import load
from budget_indicators.tables.rows import Row, Rows, rows_of
from budget_indicators.tables.spool import Spool

DIAGNOSTICS = [column.name for column in TABLES["documents"]].index("diagnostics")
TEXT = [column.name for column in TABLES["projects"]].index("text")
PROJECT = [column.name for column in TABLES["indicators"]].index("project_number")
TEXTS = ("liwan-projects.txt", "baiyun-projects.txt", "huangpu-projects.txt")


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is large, and what a piece, on the scale of the samples."""
    monkeypatch.setattr(stream, "LARGE", 8_000)
    monkeypatch.setattr(stream, "PIECE", 3_000)
    monkeypatch.setattr("budget_indicators.cli.inputs._BLOCK", 1_000)


def strings() -> list[str]:
    """The dense strings of the samples, canonical."""
    paths = sorted(SAMPLES.glob("*-projects.txt"))
    trees = [project.tree for path in paths for project in read_document(path).projects]
    return [format_indicators(tree) for tree in trees if tree.indicators]


def whole(path: Path) -> Rows:
    """The rows of a file read whole."""
    return rows_of(read_document(path), str(path)).stamped(fingerprint_of(path))


def in_pieces(path: Path, size: int, *, detail: bool = True, columns: bool = False) -> Rows:
    """The rows of a file read in pieces; those that come in columns as rows."""
    joiner = Joiner(str(path))
    pieces = text_pieces(path, str(path), size=size)
    given = [joiner.add(read_piece(piece, str(path), detail=detail, columns=columns)) for piece in pieces]
    assert len(given) > 1
    found = Rows()
    for rows in (*given, joiner.end()):
        stamped = rows.stamped(fingerprint_of(path))
        for table in TABLES:
            found.of(table).extend(stamped.of(table))
        if stamped.columns is not None:
            assert columns
            assert not stamped.indicators
            assert stamped.columns.projects == len({row[PROJECT] for row in stamped.columns.cells()})
            found.indicators += stamped.columns.cells()
    return found


def without(rows: list[Row], table: str, *names: str) -> list[Row]:
    """Rows without some of their columns."""
    kept = [at for at, column in enumerate(TABLES[table]) if column.name not in names]  # type: ignore[index]
    return [tuple(row[at] for at in kept) for row in rows]


@pytest.mark.parametrize("size", [2_000, 20_000])
def test_strings_give_the_same_tables(tmp_path: Path, size: int) -> None:
    """One project a string, also where a piece ends in it, all findings at their places; only its text is left out."""
    path = tmp_path / "strings.txt"
    damaged = [text.replace("；实施周期", "实施周期", 1) for text in strings()[:20]]
    path.write_text("\n".join(["", *strings(), "涉密项目", *damaged]), encoding="utf-8")
    found, expected = in_pieces(path, size), whole(path)
    assert found.indicators == expected.indicators
    assert found.measures == expected.measures
    assert found.diagnostics == expected.diagnostics
    assert len(expected.diagnostics) >= 20
    assert without(found.projects, "projects", "text") == without(expected.projects, "projects", "text")
    assert found.documents == expected.documents


@pytest.mark.parametrize("size", [2_000, 20_000])
@pytest.mark.parametrize("columns", [False, True], ids=["rows", "columns"])
def test_strings_without_detail_give_the_same_indicators(tmp_path: Path, size: int, columns: bool) -> None:
    """As rows and as columns; strings as published and damaged ones between the others, and one that holds a year."""
    path = tmp_path / "strings.txt"
    others = [*published(60, 3).texts, *(case.text for case in cases(60, seed=3))]
    dated = strings()[0].replace("年度指标值:", "年度指标值:2025年6月底前", 1)
    lines = [line for line in (*strings(), dated, "涉密项目", *others, *clean(30, 3).texts) if "\t" not in line]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    found = in_pieces(path, size, detail=False, columns=columns)
    expected = rows_of(read_document(path), str(path), detail=False).stamped(fingerprint_of(path))
    assert found.indicators == in_pieces(path, size).indicators
    assert len(found.indicators) > 0.9 * len(expected.indicators)
    if size == 20_000:
        assert found.documents == in_pieces(path, size).documents


def test_a_spool_gives_columns_as_rows_and_rows_as_columns(tmp_path: Path) -> None:
    """In the order in which they were added, whoever asks for them."""
    pytest.importorskip("pyarrow")
    path = tmp_path / "strings.txt"
    path.write_text("\n".join(clean(200, 4).texts), encoding="utf-8")
    expected = rows_of(read_document(path), str(path), detail=False).stamped(fingerprint_of(path)).indicators
    joiner, spool = Joiner(str(path)), Spool()
    for at, piece in enumerate(text_pieces(path, str(path), size=5_000)):
        rows = joiner.add(read_piece(piece, str(path), detail=False, columns=at % 3 > 0))
        spool.add(0, rows.stamped(fingerprint_of(path)), last=False)
    spool.add(0, joiner.end().stamped(None))
    assert list(spool.rows("indicators")) == expected
    assert spool.most() == len(expected)
    batches = [*spool.rows("indicators").batches()]
    assert [
        row for batch in batches for row in zip(*(each.to_pylist() for each in batch.columns), strict=True)
    ] == expected
    spool.close()


@pytest.mark.parametrize("name", TEXTS)
def test_tables_one_after_the_other_give_the_same_tables(tmp_path: Path, name: str) -> None:
    """Projects with their texts, findings with their places; totals are not checked, and that is said."""
    one = (SAMPLES / name).read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path = tmp_path / "many.txt"
    path.write_text(one * 4, encoding="utf-8", newline="")
    found, expected = in_pieces(path, int(len(one) * 1.4)), whole(path)
    assert found.indicators == expected.indicators
    assert found.measures == expected.measures
    assert found.projects == expected.projects
    assert without(found.documents, "documents", "diagnostics") == without(
        expected.documents, "documents", "diagnostics"
    )
    said = [row for row in found.diagnostics if row[2] != "D015"]
    assert sorted(map(str, said)) == sorted(str(row) for row in expected.diagnostics if row[2] not in ("D001", "D002"))
    assert [row[1:3] for row in found.diagnostics if row not in said] == [(None, "D015")]
    assert found.documents[0][DIAGNOSTICS] == len(found.diagnostics)


@pytest.mark.parametrize(
    "title", ["2024年度某局项目支出绩效目标表", "某局项目支出绩效目标表\n（2024年度）", "2024年预算绩效公开"]
)
def test_the_year_of_a_title_completes_the_dates_of_later_pieces(tmp_path: Path, title: str) -> None:
    """A title says more than the piece it stands in."""
    path = tmp_path / "dates.txt"
    row = "项目{0}\t1.00\t办好{0}\t1、1-产出指标；13-时效指标；完成时间；实施周期指标值:；年度指标值:12月底前。"
    table = ["项目名称\t总计\t绩效目标\t绩效指标", *(row.format(at) for at in range(40))]
    path.write_text("\n".join([title, *table]), encoding="utf-8")
    found, expected = in_pieces(path, 1_000), whole(path)
    assert found.indicators == expected.indicators
    assert found.measures == expected.measures
    assert all("2024-12-31" in map(str, row) for row in expected.measures)


def test_pages_are_counted_through_the_file(tmp_path: Path) -> None:
    """A form feed in an early piece counts for the later ones."""
    path = tmp_path / "pages.txt"
    one = (SAMPLES / TEXTS[0]).read_text(encoding="utf-8").rstrip("\n") + "\n\f"
    path.write_text(one * 4, encoding="utf-8", newline="")
    found, expected = in_pieces(path, int(len(one) * 1.4)), whole(path)
    assert found.indicators == expected.indicators
    assert {row[1] for row in found.indicators} == {1, 2, 3, 4}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_form_feeds_divide_a_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """And no other character looks like one: in UTF-16 ఁ ends with its byte, and a Latin letter goes on with a zero."""
    path = tmp_path / "pages.txt"
    for text, paged in (("第一页\f第二页" * 50, True), ("\u0c01\u4e0c\u0c00、a\u0c01一\n培训次数" * 50, False)):
        path.write_text(text, encoding=encoding)
        assert stream.has_pages(path, stream.encoding_of_file(path, "pages.txt")) == paged


def test_a_text_without_a_table_is_said_to_have_none(tmp_path: Path) -> None:
    """Once, as of a small file."""
    path = tmp_path / "prose.txt"
    path.write_text("今天天气很好，我们去公园。\n" * 400 + "项目\n" + "天气\n" * 300, encoding="utf-8")
    found, expected = in_pieces(path, 1_000), whole(path)
    assert (found.documents, found.diagnostics) == (expected.documents, expected.diagnostics)
    assert [row[2] for row in found.diagnostics] == ["D012"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx", ".duckdb", ".sqlite", ".zip"])
@pytest.mark.usefixtures("small_pieces")
def test_extract_writes_every_format(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A large file between small ones, by two processes: its rows stand in their place and order."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(strings()[0], encoding="utf-8")
    (folder / "b.txt").write_text("\n".join(strings()), encoding="utf-8")
    (folder / "c.txt").write_text(strings()[1], encoding="utf-8")
    out = tmp_path / f"out{suffix}"
    assert main(["extract", str(folder), "-o", str(out), "--jobs", "2", "--lang", "en"]) == 0
    assert "3 files read, 0 failed" in capsys.readouterr().err
    back = list(load(out))
    for table in TABLES if suffix in (".xlsx", ".duckdb", ".sqlite", ".zip") else ("indicators",):
        found = [row for _, rows in back for row in rows.of(table)]  # type: ignore[arg-type]
        expected = [row for name in "abc" for row in whole(folder / f"{name}.txt").of(table)]  # type: ignore[arg-type]
        if table == "projects":
            assert (found[0][TEXT] is None, found[-1][TEXT] is None) == (False, False)
            found, expected = without(found, table, "text"), without(expected, table, "text")
        assert found == expected
    assert main(["extract", str(folder), "-o", str(out), "--jobs", "2", "--lang", "en", "--resume"]) == 0
    assert "0 files read, 0 failed, 3 skipped" in capsys.readouterr().err


@pytest.mark.usefixtures("small_pieces")
def test_a_large_file_that_fails_is_given_up_as_a_whole(tmp_path: Path) -> None:
    """One piece over the time: no rows of the file are kept, the others are read, the message names the place."""
    slow = tmp_path / "slow.txt"
    slow.write_text("\n".join(strings()), encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text(strings()[0], encoding="utf-8")
    results = list(read_files([str(slow), str(other)], jobs=1, limits=Limits(seconds=1e-6)))
    assert [(each.number, each.last, each.rows) for each in results] == [(0, True, None), (1, True, None)]
    assert results[0].problem is not None
    assert results[0].problem.en.startswith(f"{slow}:1: took longer than")


@pytest.mark.usefixtures("small_pieces")
def test_what_is_no_text_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the words for a small file; the others are read."""
    good, bad, out = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "out.csv"
    good.write_text("\n".join(strings()), encoding="utf-8")
    bad.write_bytes(b"\xff\x30\n" * 4_000)
    assert main(["extract", str(bad), str(good), "-o", str(out), "--jobs", "1", "--lang", "en"]) == 1
    assert f"{bad}: not a text file" in capsys.readouterr().err
    assert {file for file, _ in load(out)} == {str(good)}


@pytest.mark.usefixtures("small_pieces")
def test_a_file_cut_off_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system in the middle of a file is that file's, not the run's."""

    def broken(path: Path, file: str) -> Iterator[stream.Piece]:
        yield stream.Piece(strings()[0], 1)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("budget_indicators.bulk.tasks.pieces_of", broken)
    path = tmp_path / "a.txt"
    path.write_text("\n".join(strings()), encoding="utf-8")
    results: list[Result] = list(read_files([str(path)], jobs=1, limits=Limits()))
    assert results[-1].problem is not None
    assert "Input/output error" in results[-1].problem.en
    assert [each.last for each in results].count(True) == 1


def test_more_rows_than_excel_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused while reading, not after hours at the end of it."""
    monkeypatch.setattr("budget_indicators.tables.cells.MOST_ROWS_XLSX", 20)
    path = tmp_path / "a.txt"
    path.write_text("\n".join(strings()), encoding="utf-8")
    assert main(["extract", str(path), "-o", str(tmp_path / "o.xlsx"), "--jobs", "1", "--lang", "en"]) == 2
    assert "Excel has room for 20 rows" in capsys.readouterr().err


class _Bytes(io.BytesIO):
    """Standard input that gives no more than asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0, "read whole"
        return super().read(size)


@pytest.mark.parametrize("lines", [[], ["--lines"]])
@pytest.mark.usefixtures("small_pieces")
def test_a_large_standard_input_is_read_in_pieces(
    lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is what is printed of the file, but for its name; every encoding."""
    text = "\n".join(strings())
    path = tmp_path / "strings.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["parse", str(path), "--format", "jsonl", *lines]) == 0
    expected: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for encoding in ("utf-8", "gb18030", "utf-8-sig"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(_Bytes(text.encode(encoding))))
        assert main(["parse", "-", "--format", "jsonl", *lines]) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert found == [{**row, "file": "-"} for row in expected]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(_Bytes(bytes(range(256)) * 100)))
    assert main(["parse", "-", "--format", "jsonl", "--lang", "en"]) == 2
    assert "-: not a text file" in capsys.readouterr().err
