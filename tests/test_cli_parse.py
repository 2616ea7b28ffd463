"""``parse``: what it prints for strings, tables and documents, in each format."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from budget_indicators import parse_indicators
from budget_indicators.cli import main
from budget_indicators.documents.model import Document
from budget_indicators.model.json import from_dict, schema
from budget_indicators.tables.columns import INDICATORS

SAMPLES = Path(__file__).parent / "samples"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
FILES = sorted({project["file"] for project in EXPECTED})
ONE = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:不少于3次；年度指标值:1次。"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run in English."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def printed(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """What a successful run prints."""
    assert main(["parse", *argv]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_a_string_as_a_tree(capsys: pytest.CaptureFixture[str]) -> None:
    """Levels, name, both targets with their normal form, a line of counts; no trailing blanks, no escapes."""
    assert printed(capsys, ONE) == (
        "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:不少于3次；年度指…\n"
        "└── 1-产出指标\n"
        "    └── 11-数量指标\n"
        "        └── 1、培训次数  cycle: 不少于3次 → ≥3次  annual: 1次\n"
        "1 indicator, no problems\n"
    )


def test_a_tree_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing, free text, and the diagnostics are named in Chinese."""
    out = printed(capsys, "--lang", "zh", "1、培训次数；实施周期指标值:按要求完成；年度指标值:按要求完成。")
    assert "（缺一级指标）" in out
    assert "1、培训次数  实施周期、年度：按要求完成 [定性]\n" in out
    assert out.splitlines()[-1].startswith("共 1 个指标；2 个错误")


def test_a_missing_target_and_a_guess_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is shown as if it were there or sure."""
    out = printed(capsys, "1、1-产出指标；11-数量指标；活动；年度指标值:走访5户、慰问8人。")
    assert "1、活动  cycle: missing  annual: 走访5户、慰问8人 → 5户 (which number counts is a guess)" in out


def test_a_withheld_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """Says so, and is nothing to remark on."""
    assert printed(capsys, "涉密项目") == "涉密项目\n└── withheld: 涉密项目\n0 indicators, no problems\n"


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A text cannot move the cursor or set the title."""
    out = printed(capsys, ONE.replace("培训", "培\x1b]0;x\x07\x1b[31m训"), "\x1b[2J保密项目")
    assert all(character == "\n" or character.isprintable() for character in out)


@pytest.mark.parametrize("file", FILES)
def test_every_indicator_of_a_document_is_found(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """From the text of the whole document, project by project, in order, exactly."""
    rows = [json.loads(line) for line in printed(capsys, str(SAMPLES / file), "--format", "jsonl").splitlines()]
    found = [
        [row[key] for key in ("ordinal", "level1_code", "level2_code", "name", "cycle_text", "annual_text")]
        for row in rows
    ]
    expected = [
        [i[key] for key in ("ordinal", "level1", "level2", "name", "cycle", "annual")]
        for project in EXPECTED
        if project["file"] == file
        for i in project["indicators"]
    ]
    assert found == expected
    assert [row["file"] for row in rows] == [str(SAMPLES / file)] * len(rows)


@pytest.mark.parametrize("file", FILES)
def test_every_project_of_a_document_is_shown(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The tree names each project, withheld ones too."""
    lines = printed(capsys, str(SAMPLES / file)).splitlines()
    projects = [line for line in lines if line.startswith(("├── ", "└── "))]
    assert len(projects) == sum(project["file"] == file for project in EXPECTED)
    withheld = sum(project["file"] == file and project["withheld"] for project in EXPECTED)
    assert sum("── withheld: " in line for line in lines) == withheld


def test_standard_input_may_be_a_whole_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As ``pdftotext budget.pdf - | budget-indicators parse -`` gives it."""
    data = (SAMPLES / "liwan-projects.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    rows = [json.loads(line) for line in printed(capsys, "-", "--format", "jsonl").splitlines()]
    assert len(rows) == sum(len(p["indicators"]) for p in EXPECTED if p["file"] == "liwan-projects.txt")
    assert {row["file"] for row in rows} == {"-"}
    assert len({row["project"] for row in rows}) > 1


def test_json_of_a_string_is_its_tree(capsys: pytest.CaptureFixture[str]) -> None:
    """Valid by the published schema, equal to what the library gives."""
    data = json.loads(printed(capsys, "--format", "json", ONE))
    jsonschema.Draft202012Validator(schema()).validate(data)
    assert from_dict(data) == parse_indicators(ONE)


def test_json_of_several_inputs_is_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    """One object per input, in order."""
    data = json.loads(printed(capsys, "--format", "json", ONE, "涉密项目"))
    assert [from_dict(each).withheld for each in data] == [False, True]


def test_json_of_a_document_has_its_projects(capsys: pytest.CaptureFixture[str]) -> None:
    """With the money, the goal and the place of each."""
    data = json.loads(printed(capsys, "--format", "json", str(SAMPLES / "liwan-projects.txt")))
    jsonschema.Draft202012Validator(schema(Document)).validate(data)
    assert data["department"] == "中国共产党广州市荔湾区委员会政法委员会"
    first = data["projects"][0]
    assert (first["name"], first["total"]) == ("来穗人员服务管理工作经费", "80000.00")
    assert first["where"]["line"] > 1


def test_csv_has_typed_stable_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """One header for all inputs; what a spreadsheet would take for a formula is guarded."""
    text = ONE.replace("培训次数", "=1+1").replace("值:1次", "值:≥95%")
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "--format", "csv", ONE, text, "涉密项目"))))
    assert len(rows) == 2
    assert list(rows[0]) == [column.name for column in INDICATORS]
    assert rows[1]["name"] == "'=1+1"
    wanted = {
        "cycle_kind": "range",
        "cycle_low": "3",
        "cycle_high": "",
        "cycle_low_inclusive": "true",
        "cycle_unit": "次",
        "cycle_text": "不少于3次",
        "annual_kind": "range",
        "annual_low": "95",
        "annual_unit": "%",
    }
    assert {name: rows[1][name] for name in wanted} == wanted


def test_lines_say_which_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With ``--lines`` a row knows the line it came from."""
    (tmp_path / "cells.txt").write_text(f"{ONE}\n\n{ONE}\n", encoding="utf-8")
    out = printed(capsys, "--lines", "--format", "jsonl", str(tmp_path / "cells.txt"))
    assert [(row["line"], row["name"]) for row in map(json.loads, out.splitlines())] == [
        (1, "培训次数"),
        (3, "培训次数"),
    ]


def test_the_year_completes_dates(capsys: pytest.CaptureFixture[str]) -> None:
    """``--year`` reaches the values of strings."""
    text = ONE.replace("1次。", "5月底前。")
    (row,) = map(json.loads, printed(capsys, "--format", "jsonl", "--year", "2025", text).splitlines())
    assert (row["annual_kind"], row["annual_end"]) == ("date_range", "2025-05-31")


def test_the_year_reaches_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--year`` reaches the values of documents too."""
    text = ONE.replace("1次。", "5月底前。")
    (tmp_path / "t.tsv").write_text(
        f"项目名称\t总计\t绩效目标\t绩效指标\n培训\t1.50\t办好培训\t{text}\n", encoding="utf-8"
    )
    (row,) = map(
        json.loads, printed(capsys, "--format", "jsonl", "--year", "2025", str(tmp_path / "t.tsv")).splitlines()
    )
    assert (row["project"], row["annual_end"]) == ("培训", "2025-05-31")


def in_a_terminal(*words: str, **env: str) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [Path(sys.executable).parent / "budget-indicators", *words]
    run = subprocess.Popen(
        command,
        stdout=theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "TERM": "xterm", **env},
    )
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    assert run.wait() == 0
    return out.decode()


def test_colour_on_a_terminal_only() -> None:
    """Escapes on a terminal; none there with ``NO_COLOR``."""
    assert "\x1b[" in in_a_terminal("parse", ONE)
    assert "\x1b" not in in_a_terminal("parse", ONE, NO_COLOR="1")
