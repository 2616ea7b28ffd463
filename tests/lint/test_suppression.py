"""Marks in a text file that say a finding is meant; words that are spelt wrong; runs that find nothing to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_indicators.cli.main import main
from budget_indicators.lint.inputs import LintInput
from budget_indicators.lint.lint_input import lint_input
from budget_indicators.lint.passages import Lines
from budget_indicators.lint.suppression import ignoring, ignoring_everywhere
from budget_indicators.lint.verified_fixes import edited
from budget_indicators.rules.registry import choose

WRONG = "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
MORE = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:100%。"


def _lint(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    code = main(["lint", str(path), "--output-format", "concise", "--quiet", "--isolated", "--lang", "en", *options])
    return code, [line.split("  ")[-1].split(": ")[1].split()[0] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{WRONG}\n{MORE}\n", ["M001", "V002"]),
        (f"{WRONG} # budget-indicators: ignore M001\n{MORE}\n", ["V002"]),
        (f"{WRONG} # budget-indicators: ignore V002\n{MORE}\n", ["M001", "V002"]),
        (f"{WRONG}\n{MORE} # budget-indicators：忽略 v002、Q001\n", ["M001"]),
        (f"# budget-indicators: ignore M001\n{WRONG}\n{MORE}\n", ["V002"]),
        (f"{WRONG}\n{MORE}\n#budget-indicators:ignore\n", []),
    ],
)
def test_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, left: list[str]) -> None:
    """What is marked is not reported, all else is."""
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    code, codes = _lint(path, capsys)
    assert codes == left
    assert code == (1 if left else 0)


def test_repairs_leave_marks_and_what_they_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A marked string is not repaired; the mark stays where it is."""
    path = tmp_path / "a.txt"
    mark = " # budget-indicators: ignore M001"
    path.write_text(f"{WRONG}{mark}\n{WRONG}\n", "utf-8")
    main(["lint", "--fix", "--quiet", "--isolated", str(path)])
    assert path.read_text("utf-8") == f"{WRONG}{mark}\n{WRONG.replace(';', '；')}\n"


def test_nothing_read_is_not_no_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file cannot be linted: exit code 2, and no word of "no findings"."""
    path = tmp_path / "empty.txt"
    path.write_text("", "utf-8")
    assert main(["lint", "--isolated", "--lang", "en", str(path)]) == 2
    captured = capsys.readouterr()
    assert "No findings" not in captured.out + captured.err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["lnit", "a.txt"], "lint"),
        (["lint", "--slect", "V", "a.txt"], "--select"),
        (["lint", "--output-format", "jsonn", "a.txt"], "json"),
    ],
)
def test_did_you_mean(capsys: pytest.CaptureFixture[str], words: list[str], meant: str) -> None:
    """Commands, options and choices that are spelt wrong: one line that names the nearest."""
    assert main([*words, "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert f"did you mean {meant}?" in err
    assert err.count("\n") == 1


TABLE = f'项目名称,总计,绩效目标,绩效指标\n培训,1.0,目标,"{WRONG}"\n别的,2.0,目标,"{MORE}"\n'
WRAPPED = WRONG.replace("培训次数", "培训\n次数")


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.tsv"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "text",
    [
        WRONG,
        f"{WRONG}\n{MORE}\n{WRONG}",
        f"{WRAPPED}\n{MORE}\n",
        f"{WRONG}  # budget-indicators: ignore M031,\n{MORE}",
        f"# budget-indicators: ignore M031\n{WRONG}\n{MORE}",
        TABLE,
        TABLE.replace('"', "").replace(",", "\t"),
        TABLE.replace(WRONG, f"{WRAPPED}\n"),
        TABLE.replace(f'{WRONG}"', f'{WRONG};"'),
    ],
)
def test_a_finding_is_ignored_where_it_stands_or_everywhere(text: str, end: str, name: str) -> None:
    """The mark that is proposed silences this finding (or all of its rule), and says nothing new."""
    text = text.replace("\n", end)
    before = found_in(name, text)
    assert any(code == "M001" for code, _ in before)
    for code, at in before:
        if at is None:
            continue
        edit = ignoring(text, at, code)
        assert edit is not None
        after = found_in(name, edited(text, [edit]))
        line = [
            (one, where)
            for one, where in before
            if where is not None and Lines(text).at(where)[0] == Lines(text).at(at)[0]
        ]
        left = [one for one, _ in before if (one, _) not in line or one != code]
        assert [one for one, _ in after] == left
        edit = ignoring_everywhere(text, code)
        assert sorted(one for one, _ in found_in(name, edited(text, [edit]))) == sorted(
            one for one, _ in before if one != code
        )


def found_in(name: str, text: str) -> list[tuple[str, int | None]]:
    """The codes found in a text file, each with its place in the text."""
    linted = lint_input(LintInput(name, data=text.encode()), choose(), None)
    whole = [(one.code, None) for one in linted.whole]
    return whole + [
        (one.code, None if passage.start is None else passage.offset(one.span.start))
        for _, passage, found in linted.passages
        for one in found
    ]


def test_an_empty_line_cannot_carry_a_mark_for_a_string() -> None:
    """A mark alone on its line would hold for the whole file."""
    assert ignoring("甲\n\n乙", 2, "M001") is None
    assert ignoring("", 0, "M001") is None
    assert ignoring_everywhere("", "M001").text == "# budget-indicators: ignore M001\n"
