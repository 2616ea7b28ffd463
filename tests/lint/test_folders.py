"""A folder of six departments over two years: silent as it is, one finding for each thing that is changed in it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .cases import text_of
from .test_across import lint, table

DATA = tomllib.loads((Path(__file__).parent / "cases" / "folders.toml").read_text(encoding="utf-8"))
Projects = dict[str, list[tuple[str, str, str, list[str]]]]


def _replaced(text: str, changes: list[list[str]]) -> str:
    for old, new in changes:
        text = text.replace(old, new)
    return text


def _years(case: dict[str, Any]) -> dict[int, Projects]:
    """The projects of each department in each year, changed as the case says."""
    years: dict[int, Projects] = {2024: {}, 2025: {}}
    for project in DATA["project"]:
        mine = project["name"] == case.get("project")
        for year, of_year in years.items():
            now = year == 2025
            goal, rows, amount = project["goal"], project["rows"], project["amounts"][0 if now else 1]
            if not now and not (mine and "unchanged" in case):
                changes = [*project["last"], ["2025", "2024"]]
                goal, rows = _replaced(goal, changes), [_replaced(row, changes) for row in rows]
            if now and mine:
                changes = case.get("replace", [])
                goal, rows = _replaced(goal, changes), [_replaced(row, changes) for row in rows]
                rows = [row for row in rows if not any(word in row for word in case.get("drop", []))]
                amount = case.get("amount", amount)
            name = f"{year}年{project['name']}" if mine and "dated" in case else project["name"]
            of_year.setdefault(project["department"], []).append((name, str(amount), goal, rows))
            if now and mine and "again" in case:
                department, name, amount = case["again"]
                of_year.setdefault(department, []).append((name, str(amount), "", rows))
    return years


def _text(department: str, year: int, projects: list[tuple[str, str, str, list[str]]]) -> str:
    return table(department, projects).replace("项目支出绩效目标表", f"{year}年项目支出绩效目标表", 1)


def _book(path: Path, department: str, year: int, projects: list[tuple[str, str, str, list[str]]]) -> None:
    openpyxl = __import__("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"{year}年部门预算项目支出绩效目标表"])
    sheet.append([f"部门名称：{department}"])
    sheet.append(["单位：万元"])
    sheet.append(["项目名称", "项目总额", "绩效目标", "绩效指标"])
    for name, amount, goal, rows in projects:
        sheet.append([name, float(amount), goal, text_of(rows)])
    book.save(path)


@pytest.mark.parametrize("form", ["txt", "xlsx"])
@pytest.mark.parametrize(
    "case", [{}, *DATA["case"]], ids=lambda case: f"{case.get('code', 'sound')} {case.get('project', '')}"
)
def test_one_thing_changed(tmp_path: Path, case: dict[str, Any], form: str) -> None:
    """The finding that follows from it and no other, whether the folder holds texts or workbooks."""
    texts: dict[str, str] = {}
    for year, departments in _years(case).items():
        for department, projects in departments.items():
            if form == "txt":
                texts[f"{year}年{department}.txt"] = _text(department, year, projects)
            else:
                _book(tmp_path / f"{year}年{department}.xlsx", department, year, projects)
    found = lint(tmp_path, texts)
    assert [one.code for one in found] == [case[key] for key in ("code",) if key in case]
