"""``budget-indicators extract``: files in, one table out, whatever happens to single files or to the run."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from documents_support import DOCUMENTS, SAMPLES, document

from budget_indicators.bulk.workers import Limits, read_files
from budget_indicators.cli.main import main
from budget_indicators.tables.columns import TABLES
from budget_indicators.tables.load import load
from budget_indicators.tables.rows import rows_of as table_rows
from budget_indicators.tables.write import write

TEXTS = ("liwan-projects.txt", "baiyun-projects.txt", "panyu-department.txt")
COUNT = 34 + 25 + 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a folder in it, two bad files, a hidden one and one of another kind."""
    inputs = tmp_path / "预算"
    (inputs / "内层").mkdir(parents=True)
    shutil.copy(SAMPLES / TEXTS[0], inputs)
    shutil.copy(SAMPLES / TEXTS[1], inputs / "内层")
    shutil.copy(SAMPLES / TEXTS[2], inputs / "内层")
    (inputs / "空.pdf").write_bytes(b"")
    (inputs / "坏.xlsx").write_bytes(b"PK\x03\x04 no")
    (inputs / ".隐藏.txt").write_text("项目", encoding="utf-8")
    (inputs / "~$锁.xlsx").write_text("项目", encoding="utf-8")
    (inputs / "photo.heic").write_bytes(b"x")
    return inputs


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_of_a_folder(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Good files are read, bad ones are named in the summary and in the errors file, exit code 1."""
    out, errors = tmp_path / "out.csv", tmp_path / "errors.csv"
    code = main(["extract", str(folder), "-o", str(out), "--errors", str(errors), "--jobs", "2", "--lang", "en"])
    shown = capsys.readouterr()
    assert code == 1
    assert shown.out == ""
    assert "3 files read, 2 failed" in shown.err
    assert "空.pdf: empty file (0 bytes); download it again" in shown.err
    assert "坏.xlsx: damaged xlsx file" in shown.err
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(out)
    assert list(rows[0]) == [column.name for column in TABLES["indicators"]]
    assert len(rows) == COUNT
    assert [row["file"] for row in rows] == sorted(row["file"] for row in rows)
    row = next(row for row in rows if row["name"] == "来穗人员对我区管理服务评价")
    assert (row["project"], row["level2_code"], row["line"]) == ("来穗人员服务管理工作经费", "31", "14")
    assert (row["project_total"], row["annual_low"], row["annual_text"]) == ("80000", "90", "≥90")
    listed = rows_of(errors)
    assert [Path(each["file"]).name for each in listed[:2]] == ["坏.xlsx", "空.pdf"]
    assert {each["code"] for each in listed[2:]} == {"D001", "D002"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["errors.csv", "out.csv", "预算"]


def test_resume_reads_only_what_is_new(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run with --resume skips what OUT has, tries failed files again, and ends with the whole table."""
    out = tmp_path / "out.duckdb"
    words = ["-o", str(out), "--jobs", "1", "--lang", "en"]
    assert main(["extract", str(folder / "内层"), str(folder / "空.pdf"), *words]) == 1
    assert "2 files read, 1 failed, 0 skipped" in capsys.readouterr().err
    assert main(["extract", str(folder), *words, "--resume"]) == 1
    assert "1 files read, 2 failed, 2 skipped" in capsys.readouterr().err
    found = list(load(out))
    assert sum(len(rows.indicators) for _, rows in found) == COUNT
    assert {Path(file).name for file, _ in found} == {*TEXTS, "空.pdf", "坏.xlsx"}


def test_formulas_are_texts(tmp_path: Path) -> None:
    """A cell that begins with = + - @ is a text in CSV (an apostrophe stands before it) and in xlsx."""
    openpyxl = pytest.importorskip("openpyxl")
    rows = table_rows(document(DOCUMENTS / "tort.xlsx")).stamped(None)
    write(tmp_path / "o.csv", rows.of)
    row = rows_of(tmp_path / "o.csv")[-1]
    assert row["project"] == '\'=HYPERLINK("http://x","点我")'
    assert row["annual_text"] == "'-2次"
    write(tmp_path / "o.xlsx", rows.of)
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["projects"]
    cell = sheet.cell(sheet.max_row, [each.value for each in sheet[1]].index("project") + 1)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x","点我")', "s")


def test_a_table_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Without -o the indicators are shown."""
    assert main(["extract", str(SAMPLES / TEXTS[2]), "--jobs", "1", "--lang", "zh"]) == 0
    shown = capsys.readouterr()
    assert "开展案件评查数量" in shown.out
    assert "1 个项目，8 个指标" in shown.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["no-such-file.pdf"], "no such file"),
        (["-o", "out.pdf"], "the format is taken from the suffix"),
        (["-o", "no-such-folder/out.csv"], "no such folder"),
        (["--resume"], "--resume needs an output file"),
        (["--jobs", "0"], "not a number from 1 to 256"),
    ],
)
def test_what_cannot_run_ends_with_two(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and one line."""
    given = words if not words[0].startswith("-") else [str(SAMPLES / TEXTS[0]), *words]
    assert main(["extract", *given, "--lang", "en"]) == 2
    assert says in capsys.readouterr().err


def test_a_file_that_takes_too_long_or_too_much_is_given_up(tmp_path: Path) -> None:
    """The worker is ended, the file is named, the next file is read."""
    slow = tmp_path / "slow.txt"
    slow.write_text("项目名称 总计 绩效目标 绩效指标\n" + "甲项目 1.00 1.00\n" * 1_200_000, encoding="utf-8")
    files = [str(slow), str(SAMPLES / TEXTS[2])]
    results = {each.number: each for each in read_files(files, jobs=1, limits=Limits(seconds=4))}
    assert results[0].problem is not None
    assert "took longer than 4 seconds" in results[0].problem.en
    assert results[1].rows is not None
    big = tmp_path / "big.txt"
    big.write_bytes(b"\n" * (30 * 1024 * 1024))
    results = {each.number: each for each in read_files([str(big), files[1]], jobs=1, limits=Limits(600, 400))}
    assert results[0].problem is not None
    assert "memory" in results[0].problem.en
    assert results[1].rows is not None


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a thing of POSIX")
def test_kill_9_leaves_a_readable_output_or_none(tmp_path: Path) -> None:
    """A run killed at any time leaves the old table whole; nothing half-written lies beside it."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    for number in range(12):
        shutil.copy(SAMPLES / TEXTS[number % 3], inputs / f"{number:02}.txt")
    out = tmp_path / "out.csv"
    main(["extract", str(inputs / "00.txt"), "-o", str(out), "--quiet", "--jobs", "1"])
    before = out.read_bytes()
    words = ["extract", str(inputs), "-o", str(out), "--resume", "--jobs", "2"]
    for seconds in (0.8, 1.6):
        process = subprocess.Popen(
            [sys.executable, "-m", "budget_indicators", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert out.read_bytes() == before or len(rows_of(out)) > len(before.splitlines())
        assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".budget")] == []
    assert main([*words, "--quiet"]) == 0
    assert len({row["file"] for row in rows_of(out)}) == 12


def test_a_file_killed_while_writing_is_swept_by_the_next_run(tmp_path: Path) -> None:
    """What a killed run left (it was killed while writing) is removed."""
    left = tmp_path / ".budget-indicators-999999999-out.csv"
    left.write_text("half", encoding="utf-8")
    main(["extract", str(SAMPLES / TEXTS[0]), "-o", str(tmp_path / "out.csv"), "--quiet", "--jobs", "1"])
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


def test_an_output_survives_a_run_that_reads_nothing(tmp_path: Path) -> None:
    """Where no file could be read, what OUT held before is left alone."""
    text = tmp_path / "strings.txt"
    text.write_text("1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。", encoding="utf-8")
    out = tmp_path / "out.csv"
    assert main(["extract", str(text), "-o", str(out), "--jobs", "1"]) == 0
    before = out.read_bytes()
    assert len(before.splitlines()) == 2
    assert main(["extract", str(tmp_path / "nothing"), "-o", str(out), "--jobs", "1"]) == 2
    assert out.read_bytes() == before


def test_projects_without_indicators_are_in_the_table_of_projects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With their money; the summary names what is secret."""
    source = tmp_path / "a.txt"
    source.write_text(
        "单位：万元\n项目名称\t总计\t绩效指标\n培训\t1.50\t1、1-产出指标；11-数量指标；次数；年度指标值:3次。\n"
        "专案\t20.00\t涉密项目\n设备\t3.00\t\n",
        encoding="utf-8",
    )
    for suffix in (".csv", ".jsonl", ".parquet"):
        out = tmp_path / f"out{suffix}"
        words = ["extract", str(source), "-o", str(out), "--table", "projects", "--jobs", "1", "--lang", "en"]
        assert main(words) == 0
        assert "1 projects are secret (their indicators withheld), 200,000.00 元 in all" in capsys.readouterr().err
        names = [column.name for column in TABLES["projects"]]
        rows = [dict(zip(names, row, strict=True)) for _, rows in load(out, "projects") for row in rows.projects]
        assert [(row["project"], int(str(row["total"]).split(".")[0])) for row in rows] == [
            *(("培训", 15_000), ("专案", 200_000), ("设备", 30_000))
        ]
        assert main([*words, "--resume"]) == 0
        assert "1 skipped" in capsys.readouterr().err
    assert main(["extract", str(source), "-o", str(tmp_path / "o.csv"), "--jobs", "1", "--lang", "en"]) == 0
    assert "2 projects without indicators are not in this table" in capsys.readouterr().err


def test_files_that_are_no_documents_are_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing in a folder is passed over without a word."""
    assert main(["extract", str(folder), "-o", str(tmp_path / "out.csv"), "--jobs", "1", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "photo.heic: not read, not a kind of document" in said
    assert "1 files in the folders were not read" in said


def test_a_workbook_one_can_work_in(tmp_path: Path) -> None:
    """Widths, a filter, amounts with separators."""
    import openpyxl

    out = tmp_path / "out.xlsx"
    write(out, table_rows(document(SAMPLES / TEXTS[0])).stamped(None).of)
    sheet = openpyxl.load_workbook(out)["projects"]
    names = [cell.value for cell in sheet[1]]
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.cell(2, names.index("total") + 1).number_format == "#,##0.00"
    assert sheet.column_dimensions["A"].width >= 40


def test_a_workbook_in_chinese_is_gone_on_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sheets and headings in the language asked for; ``--resume`` knows them."""
    import openpyxl

    out = tmp_path / "out.xlsx"
    words = ["extract", str(SAMPLES / TEXTS[0]), "-o", str(out), "--jobs", "1", "--lang", "zh"]
    assert main(words) == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["指标", "项目", "文件", "数值", "问题"]
    heads = [cell.value for cell in book["指标"][1]]
    assert heads[:3] == ["文件", "页", "工作表"]
    assert {"三级指标", "年度指标值", "实施周期指标值", "一级指标"} <= {*heads}
    for sheet in book:
        heads = [cell.value for cell in sheet[1]]
        assert len(heads) == len({*heads})
    assert main([*words[:-1], "en", "--resume"]) == 0
    assert "1 skipped" in capsys.readouterr().err
    assert openpyxl.load_workbook(out).sheetnames[0] == "indicators"


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx", ".sqlite", ".zip"])
def test_resume_knows_the_content_of_a_file_not_its_date(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy with a new date is the same file; other content with an old date is another."""
    source, out = tmp_path / "a.txt", tmp_path / f"out{suffix}"
    text = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
    source.write_text(text, encoding="utf-8")
    words = ["extract", str(source), "-o", str(out), "--jobs", "1", "--lang", "en"]
    assert main(words) == 0
    os.utime(source, (4e9, 4e9))
    assert main([*words, "--resume"]) == 0
    assert "1 skipped" in capsys.readouterr().err
    source.write_text(text.replace("1次。", "2次。"), encoding="utf-8")
    os.utime(source, (1e9, 1e9))
    assert main([*words, "--resume"]) == 0
    assert "0 skipped" in capsys.readouterr().err
    found = [row for _, rows in load(out) for row in rows.indicators]
    place = [column.name for column in TABLES["indicators"]].index("annual_text")
    assert [row[place] for row in found] == ["2次"]


@pytest.mark.parametrize("suffix", [".csv", ".sqlite"])
def test_resume_reads_again_for_another_year(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows that were made for one budget year do not stand for another."""
    source, out = tmp_path / "a.txt", tmp_path / f"out{suffix}"
    source.write_text(
        "1、1-产出指标；13-时效指标；完成时间；实施周期指标值:6月底前；年度指标值:6月底前。", encoding="utf-8"
    )
    words = ["extract", str(source), "-o", str(out), "--jobs", "1", "--lang", "en", "--resume"]
    for year, skipped in (("2024", 0), ("2024", 1), ("2025", 0), ("2025", 1)):
        assert main([*words, "--year", year]) == 0
        assert f"{skipped} skipped" in capsys.readouterr().err
    assert main(words) == 0
    assert f"{0 if suffix == '.sqlite' else 1} skipped" in capsys.readouterr().err
