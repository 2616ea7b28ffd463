"""The faults of self-evaluations, and of projects and years, in many words; and what only looks like them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budget_indicators import lint_document, read_document
from budget_indicators.model.taxonomy import BY_CODE

from .evaluations import Sheet, excel
from .test_across import WATER, lint, table

CASES = Path(__file__).parent / "cases"
NOTHING = "-"
"""The code of a line that no rule may speak of."""
BESIDE = [
    ["产出指标", "时效指标", "任务按期完成率", "≥95%", "96%", "30", "30", ""],
    ["效益指标", "社会效益指标", "对象覆盖率", "≥80%", "85%", "30", "30", ""],
]


def _lines(name: str) -> list[str]:
    return (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]


def _wanted(code: str) -> list[str]:
    return [] if code == NOTHING else [code]


@pytest.mark.parametrize("line", _lines("evaluation"))
def test_a_row_of_a_self_evaluation(tmp_path: Path, line: str) -> None:
    """The row's fault and nothing else, in a sheet that adds up."""
    code, level2, name, target, actual, weight, score, reason = line.split("\t")
    level = BY_CODE[level2]
    assert level.parent is not None
    rest = str(30 - Decimal(weight))
    rows = [
        *BESIDE,
        ["满意度指标", "服务对象满意度指标", "职工满意度", "≥80%", "82%", rest, rest, ""],
        [level.parent.name, level.name, name, target, actual, weight, score, reason],
    ]
    total = sum((Decimal(row[6]) for row in rows), Decimal("9.5"))
    document = read_document(excel(Sheet(rows, total=str(total)), tmp_path / "sheet.xlsx"))
    found = {one.code for one in lint_document(document, select=["evaluation"])}
    assert sorted(found) == _wanted(code)


@pytest.mark.parametrize("line", _lines("budget"))
def test_a_cost_against_the_money_of_its_project(tmp_path: Path, line: str) -> None:
    """Costs above it, and amounts that are none of its costs."""
    code, total, level2, name, target = line.split("\t")
    text = table("水务局", [("管网工程", total, "", [*WATER, f"{level2}|{name}|{target}"])])
    assert [one.code for one in lint(tmp_path, {"2025年.txt": text})] == _wanted(code)


@pytest.mark.parametrize("line", _lines("goals"))
def test_a_goal_against_the_indicators(tmp_path: Path, line: str) -> None:
    """Numbers that were promised, and numbers that are no promise or are carried."""
    code, goal = line.split("\t")
    found = lint(tmp_path, {"2025年.txt": table("水务局", [("管网工程", "90", goal, WATER)])})
    assert [one.code for one in found] == _wanted(code)


@pytest.mark.parametrize("line", _lines("years"))
def test_a_target_against_last_year(tmp_path: Path, line: str) -> None:
    """Targets that were lowered, and others that were raised or cannot be compared."""
    code, level2, name, last, this = line.split("\t")
    longer = [row.replace("15公里", "16公里") for row in WATER]
    files = {
        f"{year}年水务局.txt": table("水务局", [("管网工程", "90", "", [*rows, f"{level2}|{name}|{target}"])])
        for year, rows, target in ((2024, WATER, last), (2025, longer, this))
    }
    assert [one.code for one in lint(tmp_path, files)] == _wanted(code)
