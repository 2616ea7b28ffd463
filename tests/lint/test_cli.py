"""The command: files, folders and standard input, settings, baseline, repairs written back, exit codes."""

from __future__ import annotations

import io
import json
import os
import sys
import weakref
from pathlib import Path
from typing import Any

import pytest

from budget_indicators.cli.lint_progress import Bar
from budget_indicators.cli.main import main
from budget_indicators.lint import passages
from budget_indicators.lint.config import Config
from budget_indicators.lint.reports.base import Report
from budget_indicators.lint.run import LintInput, Run, open_input

CLEAN = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
MESSY = CLEAN.replace("；", ";", 1)
WRONG = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:100%。"
WRAPPED = f"{CLEAN[:20]}\n{CLEAN[20:]}"
SECOND = CLEAN.replace("1、", "2、", 1)
HEAD = "单位：万元\n项目名称\t总计\t绩效目标\t绩效指标\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test in a folder of its own, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)


def _write(name: str, text: str, encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def _lint(*words: str) -> int:
    return main(["lint", *words])


def _codes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()]


# --- exit codes and what is linted -----------------------------------------------------------------------------------


def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """0 for nothing found, 1 for findings, 2 where something could not run, though the rest is linted."""
    _write("clean.txt", CLEAN)
    _write("wrong.txt", WRONG)
    assert _lint("clean.txt") == 0
    assert _lint("wrong.txt") == 1
    assert _lint("--exit-zero", "wrong.txt") == 0
    assert _lint("none.txt") == 2
    assert _lint("--select", "V999", "wrong.txt") == 2
    assert _lint() == 2
    capsys.readouterr()
    _write("broken.pdf", "%PDF-1.4 nothing")
    assert _lint("broken.pdf", "wrong.txt", "--output-format", "jsonl") == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["code"] == "V002"
    assert err.count("\n") == 1
    assert "broken.pdf" in err


def test_folders_patterns_and_doubles(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is searched, a pattern matched, each file linted once, hidden ones left out."""
    for name in ("in/a.txt", "in/deep/b.tsv", "in/.hidden/c.txt", "in/d.log", "in/~$e.xlsx"):
        _write(name, WRONG)
    assert _lint("in", "in/*.txt", "in/a.txt", "--output-format", "jsonl") == 1
    files = [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()]
    assert files == [os.path.join("in", "a.txt"), os.path.join("in", "deep", "b.tsv")]
    assert _lint("*.none") == 2


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` is standard input, in any encoding, called as one likes."""
    data = WRONG.encode("gb18030")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert _lint("-", "--stdin-filename", "预算.txt", "--output-format", "concise") == 1
    assert capsys.readouterr().out.startswith("预算.txt:1:32  entry 1: V002 share-over-100:")


def test_fix_of_standard_input_is_a_filter(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--fix`` the repaired text goes to standard output, and nothing else does."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MESSY.encode())))
    assert _lint("-", "--fix", "--quiet") == 0
    assert capsys.readouterr().out == CLEAN


def test_a_string_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """A string given in place of a file is linted."""
    assert _lint(WRONG, "--output-format", "jsonl") == 1
    assert _codes(capsys) == ["V002"]


def test_a_table_names_its_projects(capsys: pytest.CaptureFixture[str]) -> None:
    """The strings of a tab-separated table have project, line and column in the file."""
    _write("t.tsv", f"{HEAD}培训\t1.50\t办好\t{CLEAN}\r\n宣传\t1.50\t办好\t{WRONG}\r\n")
    assert _lint("t.tsv", "--output-format", "jsonl") == 1
    (found,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (found["project"], found["line"], found["column"], found["ordinal"]) == ("宣传", 4, 43, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{CLEAN}\n{MESSY}\n\n{WRONG}\n", [CLEAN, MESSY, WRONG]),
        (f"{WRAPPED}\n{WRONG[:30]}\r\n\r\n  {WRONG[30:]}", [WRAPPED, f"{WRONG[:30]}\r\n\r\n  {WRONG[30:]}"]),
        (f"培训\t1.0\t{CLEAN}\n宣传\t2.0\t{WRONG}\t\n", [CLEAN, WRONG]),
        (f"{CLEAN}\n涉密项目\n{WRONG}", [CLEAN, "涉密项目", WRONG]),
        (f"{CLEAN}\n{CLEAN[2:]}\n", [CLEAN, CLEAN[2:]]),
        (f"{CLEAN}{SECOND[:-10]}\n{WRONG}", [f"{CLEAN}{SECOND[:-10]}", WRONG]),
        (f"{CLEAN}\n{SECOND}", [f"{CLEAN}\n{SECOND}"]),
        (WRAPPED.replace("11-", "\n11-"), [WRAPPED.replace("11-", "\n11-")]),
        (f"说明\n{CLEAN}\n", [CLEAN]),
        ("一段没有指标的话。\n另一段。", []),
    ],
    ids=["lines", "wrapped", "cells", "notice", "no number", "cut off", "second entry", "level", "heading", "prose"],
)  # fmt: skip
def test_the_strings_of_a_text(text: str, expected: list[str]) -> None:
    """A text without a table is split into its strings, each an exact stretch of it."""
    _write("strings.txt", text)
    found = [passage for _, passage in open_input(LintInput("strings.txt", "strings.txt")).passages()]
    assert [one.text for one in found] == expected
    assert all(one.start is not None and text[one.start : one.end] == one.text for one in found)


# --- repairs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_keeps_its_encoding_and_line_ends(encoding: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the repaired characters change: encoding, mark, line ends, other lines and permissions stay."""
    path = _write("s.txt", f"说明：如下\r\n{MESSY}\r\n{CLEAN}\n", encoding)
    path.chmod(0o640)
    assert _lint("--fix", "s.txt") == 0
    assert path.read_bytes() == f"说明：如下\r\n{CLEAN}\r\n{CLEAN}\n".encode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir() == ["s.txt"]
    before = path.stat().st_mtime_ns
    assert _lint("--fix", "s.txt") == 0
    assert path.stat().st_mtime_ns == before


def test_what_cannot_be_fixed_stays_reported(capsys: pytest.CaptureFixture[str]) -> None:
    """After a repair the rest is reported, at its place in the repaired file."""
    _write("s.txt", WRONG.replace("；", "；；", 1))
    assert _lint("--fix", "s.txt", "--output-format", "concise") == 1
    out, err = capsys.readouterr()
    assert out.startswith("s.txt:1:32  entry 1: V002")
    assert err == "1 repair(s) in 1 file(s)\n"
    assert Path("s.txt").read_text("utf-8") == WRONG


def test_diff_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """``--diff`` shows the change and exits 1; where there is none it exits 0."""
    _write("s.txt", f"{CLEAN}\n{MESSY}\n")
    assert _lint("--diff", "s.txt") == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [f"-{MESSY}", f"+{CLEAN}"]
    assert Path("s.txt").read_text("utf-8") == f"{CLEAN}\n{MESSY}\n"
    _write("clean.txt", CLEAN)
    assert _lint("--diff", "clean.txt") == 0


def test_unsafe_fixes_must_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """A repair that changes a value is only made with ``--unsafe-fixes``."""
    text = CLEAN.replace("1次", "12-6次")
    _write("s.txt", text)
    assert _lint("--fix", "s.txt") == 1
    assert Path("s.txt").read_text("utf-8") == text
    assert _lint("--fix", "--unsafe-fixes", "s.txt") == 0
    assert Path("s.txt").read_text("utf-8") == CLEAN.replace("1次", "6-12次")


def test_quoted_csv_cells(capsys: pytest.CaptureFixture[str]) -> None:
    """A repair inside a quoted cell keeps its doubled quotes and the other cells."""
    named = MESSY.replace("培训", '"一站式"')
    quoted = named.replace('"', '""')
    text = f'单位：万元,,,\n项目名称,总计,绩效目标,绩效指标\n培训,1.50,"办好, 办实","{quoted}"\n'
    path = _write("t.csv", text)
    assert _lint("--fix", "t.csv", "--select", "malformed") == 0
    assert path.read_text("utf-8") == text.replace(quoted, CLEAN.replace("培训", '""一站式""'))


def test_a_damaged_file_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the bytes would not come back as they were, nothing is written, and it is said."""
    data = MESSY.encode("utf-8") + "次".encode()[:2]
    Path("s.txt").write_bytes(data)
    assert _lint("--fix", "s.txt") == 2
    assert Path("s.txt").read_bytes() == data
    assert "not written" in capsys.readouterr().err


def test_other_documents_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A document that is no text is linted, and it is said that repairs cannot be written to it."""
    head = "<tr><th>项目名称</th><th>总计</th><th>绩效指标</th></tr>"
    page = f"<table>{head}<tr><td>培训</td><td>1.50</td><td>{MESSY}</td></tr></table>"
    path = _write("t.html", page)
    assert _lint("--fix", "t.html", "--select", "M001", "--output-format", "concise") == 1
    out, err = capsys.readouterr()
    assert "M001" in out
    assert "repaired in a copy only: add --output-dir DIR" in err
    assert path.read_text("utf-8") == page


# --- settings --------------------------------------------------------------------------------------------------------


def test_settings_are_found_upwards(capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest settings above the file count; the command line comes first."""
    _write("pyproject.toml", "[tool.budget-indicators]\nignore = ['V002']\n")
    _write("deep/down/s.txt", WRONG)
    assert _lint("deep/down/s.txt") == 0
    assert _lint("--isolated", "deep/down/s.txt") == 1
    _write("deep/pyproject.toml", "[tool.other]\nx = 1\n")
    assert _lint("deep/down/s.txt") == 0
    _write("deep/budget-indicators.toml", "review = true\noutput-format = 'jsonl'\n")
    capsys.readouterr()
    assert _lint("deep/down/s.txt") == 1
    assert "V002" in _codes(capsys)
    assert _lint("deep/down/s.txt", "--output-format", "concise", "--ignore", "Q,V") == 0


def test_settings_by_file_and_excluded_files(capsys: pytest.CaptureFixture[str]) -> None:
    """Rules may be ignored in some files, and files left out of folders."""
    _write("budget-indicators.toml", "exclude = ['old']\n[per-file-ignores]\n'in/*.txt' = ['impossible']\n")
    for name in ("in/a.txt", "in/old/b.txt", "c.txt"):
        _write(name, WRONG)
    assert _lint(".", "--output-format", "jsonl") == 1
    assert [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()] == [os.path.join(".", "c.txt")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = ['V']", "unknown key 'selct'; the nearest is 'select'"),
        ("per_file_ignores = {}", "the nearest is 'per-file-ignores'"),
        ("select = 'V'", "select must be a list of strings"),
        ("review = 1", "review must be true or false"),
        ("output-format = 'pdf'", "output-format must be one of full, concise"),
        ("year = 25", "year must be a year of four digits"),
        ("select = ['V00X']", "the nearest is 'V00"),
        ("[per-file-ignores]\nx = ['no-such']", "no rule, group or code prefix is named 'no-such'"),
        ("select = [", "not valid TOML"),
    ],
)
def test_wrong_settings_are_told(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in the settings ends in one line that helps."""
    _write("budget-indicators.toml", text)
    _write("s.txt", CLEAN)
    assert _lint("s.txt") == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


# --- baseline --------------------------------------------------------------------------------------------------------


def test_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    """Known findings stay silent when lines move or files are renamed; new ones, also of the same kind, are told."""
    _write("s.txt", f"{WRONG}\n{MESSY}\n")
    assert _lint("s.txt", "--write-baseline", "base.json") == 0
    first = Path("base.json").read_bytes()
    assert _lint("s.txt", "--baseline", "base.json") == 0
    assert _lint("s.txt", "--write-baseline", "base.json") == 0
    assert Path("base.json").read_bytes() == first
    _write("renamed.txt", f"{CLEAN}\n\n{MESSY}\n{WRONG[:20]}\n{WRONG[20:]}\n")
    assert _lint("renamed.txt", "--baseline", "base.json", "--ignore", "line-break") == 0
    _write("more.txt", f"{WRONG}\n{WRONG}\n{WRONG.replace('验收', '抽检')}")
    capsys.readouterr()
    assert _lint("more.txt", "--baseline", "base.json", "--output-format", "jsonl") == 1
    assert _codes(capsys) == ["V002", "V002"]


def test_baseline_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    """A missing or wrong baseline is told, with what to do."""
    _write("s.txt", CLEAN)
    assert _lint("s.txt", "--baseline", "none.json") == 2
    assert "make one with --write-baseline none.json" in capsys.readouterr().err
    _write("list.json", "[]")
    assert _lint("s.txt", "--baseline", "list.json") == 2


# --- output ----------------------------------------------------------------------------------------------------------


def test_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    """Counts by rule, and nothing else."""
    _write("s.txt", f"{WRONG}\n{WRONG}\n{MESSY}")
    assert _lint("s.txt", "--statistics") == 1
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["1", "M001"],
        ["2", "V002"],
        ["3", "in"],
    ]


def test_output_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A report goes into a file whole; a table for spreadsheets says its encoding."""
    _write("s.txt", WRONG)
    assert _lint("s.txt", "--output-format", "csv", "--output", "r.csv") == 1
    assert capsys.readouterr().out == ""
    assert Path("r.csv").read_bytes().startswith(b"\xef\xbb\xbffile,")
    assert _lint("s.txt", "-o", "no/such/folder/r.txt") == 2
    assert sorted(os.listdir()) == ["r.csv", "s.txt"]


def test_languages(capsys: pytest.CaptureFixture[str]) -> None:
    """Messages come in the language asked for, on the command line or in the settings."""
    _write("s.txt", WRONG)
    _lint("s.txt", "--lang", "zh")
    assert "是占比类指标" in capsys.readouterr().out
    _write("budget-indicators.toml", "lang = 'zh'")
    _lint("s.txt")
    assert "是占比类指标" in capsys.readouterr().out
    _lint("s.txt", "--lang", "en")
    assert "is a share" in capsys.readouterr().out


def test_rule_explains(capsys: pytest.CaptureFixture[str]) -> None:
    """``rule`` shows all a rule declares, by code or name; an unknown one names the nearest."""
    assert main(["rule", "V002"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("V002 share-over-100  [impossible · error · on by default]\n")
    assert "Instead of\n  1、" in said
    assert main(["rule", "share-over-100", "--lang", "zh"]) == 0
    assert "不要写\n  1、" in capsys.readouterr().out
    assert main(["rule", "V002", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["code"], data["default"], data["summary"]["zh"]) == ("V002", True, "占比类指标超过100%。")
    assert main(["rule", "V020"]) == 2
    assert "the nearest is" in capsys.readouterr().err


def test_rules_lists(capsys: pytest.CaptureFixture[str]) -> None:
    """``rules`` is a table whose columns line up, or JSON; ``--select`` narrows it."""
    assert main(["rules", "--select", "impossible"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [f"V{n:03}" for n in range(1, 10)]
    assert len({line.index("impossible") for line in lines[1:]}) == 1
    assert main(["rules", "--format", "json"]) == 0
    assert {rule["group"] for rule in json.loads(capsys.readouterr().out)} == {
        "malformed",
        "impossible",
        "documents",
        "evaluation",
        "review",
    }


# --- long runs -------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_progress_is_drawn_on_a_terminal_when_a_run_takes_time() -> None:
    """Nothing at first, then a bar that grows and makes room for findings; none in a file, none when quiet."""
    now = iter([0.0, 0.1, 0.6, 0.65, 0.9, 1.0, 1.1, 1.2])
    screen = Terminal()
    bar = Bar(screen, clock=lambda: next(now))
    bar.at("a.txt", 0.0, 0)
    assert screen.getvalue() == ""
    bar.at("a.txt", 0.5, 5000)
    assert screen.getvalue() == "\r\x1b[K[############............]  50% 5000 strings  a.txt"
    out = Terminal()
    bar.beside(out).write("finding\n")
    assert screen.getvalue().endswith("a.txt\r\x1b[K")
    assert out.getvalue() == "finding\n"
    for stream, quiet in ((io.StringIO(), False), (Terminal(), True)):
        silent = Bar(stream, quiet=quiet, clock=lambda: 9.0)
        silent.next = 0.0
        silent.at("a.txt", 0.5, 1)
        assert stream.getvalue() == ""


def test_a_long_file_is_linted_string_by_string(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many strings a file holds, only one parsed string is kept at a time, and progress only grows."""
    alive: list[weakref.ref[Any]] = []
    most = 0
    parse = passages.parse_indicators

    def watched(text: str, **options: Any) -> Any:
        nonlocal most
        tree = parse(text, **options)
        alive.append(weakref.ref(tree))
        most = max(most, sum(ref() is not None for ref in alive[-50:]))
        return tree

    monkeypatch.setattr(passages, "parse_indicators", watched)
    shares: list[float] = []

    class Watch:
        def at(self, file: str, share: float, strings: int) -> None:
            shares.append(share)

    text = "".join(f"{WRONG.replace('验收', f'第{n}批')}\n" for n in range(300))
    run = Run(Config(), Report(io.StringIO(), "en", ()), Watch())
    summary = run.lint([LintInput("long.txt", text=text)], failed=lambda problem: pytest.fail(str(problem)))
    assert summary.projects == 300
    assert most <= 2
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=0.01)
