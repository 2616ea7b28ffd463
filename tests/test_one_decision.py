"""What an input holds is decided once: every command and function finds the same strings in it."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TypeAlias

import pytest

from budget_indicators import read_document
from budget_indicators.cli import main

ONE = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
TWO = "1、2-效益指标；22-社会效益指标；群众知晓率；实施周期指标值:95%以上；年度指标值:95%以上。"
SECOND = TWO.replace("1、2-", "2、2-")
LONG = ONE + SECOND
SECRET = "涉密项目"

Given: TypeAlias = tuple[str, str, list[str]]

INPUTS: dict[str, Given] = {
    "one string": ("a.txt", f"{ONE}\n", [ONE]),
    "one string of two entries": ("a.txt", LONG, [LONG]),
    "one wrapped string": ("a.txt", LONG.replace("；", "；\n").replace("11-", "\n11-"), [LONG]),
    "an entry a line": ("a.txt", f"{ONE}\n{SECOND}\n", [LONG]),
    "two strings": ("a.txt", f"{ONE}\n{TWO}\n", [ONE, TWO]),
    "strings and a notice": ("a.txt", f"{ONE}\n{SECRET}\n{LONG}\n", [ONE, SECRET, LONG]),
    "strings under a heading": ("a.txt", f"绩效指标\n{ONE}\n{TWO}\n", [ONE, TWO]),
    "two strings called csv": ("a.csv", f"{ONE}\n{TWO}\n", [ONE, TWO]),
    "one column under a heading": ("a.csv", f"绩效指标\n{ONE}\n{TWO}\n", [ONE, TWO]),
    "one quoted column": ("a.csv", f'绩效指标\n"{ONE}"\n"{TWO}"\n', [ONE, TWO]),
    "a heading nobody knows": ("a.csv", f"名称,备注\n甲,{ONE}\n乙,{TWO}\n", [ONE, TWO]),
    "a table with commas": ("a.csv", f"项目名称,绩效指标\n甲,{ONE}\n乙,{TWO}\n", [ONE, TWO]),
    "a table with commas called text": ("a.txt", f"项目名称,绩效指标\n甲,{ONE}\n乙,{TWO}\n", [ONE, TWO]),
    "a table with tabs": ("a.txt", f"项目名称\t绩效指标\n甲\t{ONE}\n乙\t{TWO}\n", [ONE, TWO]),
    "rows without a header": ("a.tsv", f"甲\t{ONE}\n乙\t{TWO}\n", [ONE, TWO]),
    "a table of Markdown": ("a.md", f"|项目名称|绩效指标|\n|---|---|\n|甲|{ONE}|\n|乙|{TWO}|\n", [ONE, TWO]),
}


def bare(text: str) -> str:
    """A string without the white space that wraps it."""
    return "".join(text.split())


def entries(strings: list[str]) -> int:
    """How many indicators the strings have."""
    return sum(string.count("年度指标值") for string in strings)


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let ``text`` be standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.fixture(params=INPUTS.values(), ids=list(INPUTS))
def given(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    """An input as a file in an empty folder: its name, its text, and the strings in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    name, text, strings = request.param
    Path(name).write_text(text, encoding="utf-8")
    return name, text, strings


def test_read_document(given: Given) -> None:
    """From a path, from bytes and from a file: a project for each string."""
    name, text, strings = given
    with open(name, "rb") as file:
        for document in (read_document(name), read_document(text.encode(), name=name), read_document(file)):
            found = "".join(bare(project.text) for project in document.projects)
            assert found.removeprefix("绩效指标") == "".join(map(bare, strings))
            assert len(document.projects) == len(strings)
            assert len(document.indicators) == entries(strings)


@pytest.mark.parametrize("way", ["file", "-", "folder"])
def test_parse(given: Given, way: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The rows of each string are those of a project of their own."""
    name, text, strings = given
    stdin(monkeypatch, text)
    word = {"file": name, "-": "-", "folder": "." if name != "a.md" else name}[way]
    assert main(["parse", word, "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == entries(strings)
    numbers = [number for number, string in enumerate(strings, 1) for _ in range(entries([string]))]
    assert [row["project_number"] for row in rows] == numbers


@pytest.mark.parametrize("word", [None, "-"])
def test_format(
    given: Given,
    word: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A line for each string."""
    name, text, strings = given
    stdin(monkeypatch, text)
    assert main(["format", word or name]) == 0
    assert capsys.readouterr().out.splitlines() == strings


@pytest.mark.parametrize("word", [None, "-"])
def test_extract(given: Given, word: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row for each indicator, under the name of the input."""
    name, text, strings = given
    stdin(monkeypatch, text)
    assert main(["extract", word or name, "-o", "out.csv", "--jobs", "1", "--quiet"]) == 0
    with open("out.csv", encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["file"].lstrip("'") for row in rows] == [word or name] * entries(strings)
    assert len({row["project_number"] for row in rows}) == sum("年度指标值" in string for string in strings)


@pytest.mark.parametrize("word", [None, "-"])
def test_lint(
    given: Given,
    word: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As many strings are looked at; the commands agree that nothing is wrong with them but how they are wrapped."""
    name, text, strings = given
    stdin(monkeypatch, text)
    main(["lint", word or name, "--isolated", "--ignore", "M,D"])
    assert f"{len(strings)} string" in capsys.readouterr().out or len(strings) == 1


def test_a_text_of_the_command_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same word is a text for every command, and a mistyped name for none."""
    monkeypatch.chdir(tmp_path)
    for command in ("parse", "format", "lint"):
        assert main([command, ONE]) == 0
        assert main([command, "bugdets"]) == 2
    assert main(["extract", ONE, "-o", "out.csv", "--jobs", "1"]) == 0
    assert main(["extract", "bugdets", "-o", "out.csv", "--jobs", "1"]) == 2
