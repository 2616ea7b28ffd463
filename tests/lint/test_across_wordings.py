"""The rules across rows, projects and years, on the projects of ten departments each.

What the third column of ``across.tsv`` says: the name under which the project is listed a second time (Q036), how
many of its rows differ (Q037), another project with its indicators (Q038), rows that three projects share (Q039),
indicators that are gone this year (Q042), this year's name of a project that is the same (Q043), an indicator and its
values in eight projects, the last of which is far off (Q044).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .test_across import lint, table

CASES = Path(__file__).parent / "cases"
Projects = list[tuple[str, str, str, list[str]]]
Files = dict[str, tuple[str, Projects]]


def _entry(written: str) -> str:
    return "|".join(written.split())


def _projects() -> dict[str, tuple[str, str, list[str]]]:
    found = {}
    head = ""
    for line in (CASES / "projects.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# "):
            head = line[2:]
        else:
            department, rest = head.split(": ")
            name, amount = rest.split(", ")
            found[department] = (name, amount, [_entry(one) for one in line.split("|")])
    return found


PROJECTS = _projects()
BESIDE = (
    "派驻机构经费",
    "30",
    "",
    [
        "11|购置办公设备|16台",
        "12|设备可用率|≥98%",
        "13|到货时间|2025年4月底前",
        "22|网上办件数|≥600件",
        "31|职工满意度|≥85%",
    ],
)


def _twice(department: str, name: str) -> Files:
    own, amount, rows = PROJECTS[department]
    return {"2025年.txt": (department, [(own, amount, "", rows), BESIDE, (name, amount, "", rows)])}


def _equal(department: str, differing: str) -> Files:
    """Seven projects of five rows, annual and cycle target alike but for some rows."""
    own, amount, rows = PROJECTS[department]
    projects = [(f"{own}{number}", amount, "", _numbered(rows, number)) for number in range(1, 8)]
    for at in range(int(differing)):
        level2, name, value, *_ = projects[at][3][0].split("|")
        projects[at][3][0] = f"{level2}|{name}|{value}|{_less(value)}"
    return {"2025年.txt": (department, projects)}


def _numbered(rows: list[str], number: int) -> list[str]:
    """The rows with names of their own."""
    return [row.replace("|", f"|{number}号片区", 1) for row in rows]


def _less(value: str) -> str:
    digits = value.removesuffix(value.lstrip("≥≤.0123456789万"))
    return value.replace(digits, "1", 1)


def _copied(department: str, other: str) -> Files:
    own, amount, rows = PROJECTS[department]
    name, sum_ = other.split("，")
    return {"2025年.txt": (department, [(own, amount, "", rows), BESIDE, (name, sum_, "", rows)])}


def _boilerplate(department: str, shared: str) -> Files:
    own, amount, rows = PROJECTS[department]
    again = [_entry(one) for one in shared.split("|")]
    projects = [(f"{own}{number}期", amount, "", [_numbered(rows, number)[0], *again]) for number in range(1, 4)]
    return {"2025年.txt": (department, [*projects, BESIDE])}


def _dropped(department: str, names: str) -> Files:
    own, amount, rows = PROJECTS[department]
    left = [row for row in rows if row.split("|")[1] not in names.split()]
    left[0] = left[0].replace("2.6万", "3万").replace("9500", "9600").replace("0", "1", 1) if len(left) > 2 else left[0]
    return {f"{year}年.txt": (department, [(own, amount, "", each)]) for year, each in ((2024, rows), (2025, left))}


def _unchanged(department: str, name: str) -> Files:
    own, amount, rows = PROJECTS[department]
    return {f"{year}年.txt": (department, [(each, amount, "", rows)]) for year, each in ((2024, own), (2025, name))}


def _far(department: str, written: str) -> Files:
    own, amount, rows = PROJECTS[department]
    level2, name, *values = written.split()
    projects = [
        (f"{own}{number}", amount, "", [*_numbered(rows, number), f"{level2}|{name}|{value}"])
        for number, value in enumerate(values, 1)
    ]
    return {"2025年.txt": (department, projects)}


MADE: dict[str, Callable[[str, str], Files]] = {
    "Q036": _twice,
    "Q037": _equal,
    "Q038": _copied,
    "Q039": _boilerplate,
    "Q042": _dropped,
    "Q043": _unchanged,
    "Q044": _far,
}
LINES = (CASES / "across.tsv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", LINES)
def test_a_fault_across_rows_in_other_words(tmp_path: Path, line: str) -> None:
    """The fault is found once, and nothing else is."""
    code, department, said = line.split("\t")
    files = {name: table(*each) for name, each in MADE[code](department, said).items()}
    found = [one.code for one in lint(tmp_path, files)]
    # Tables made for these tests often have the same annual and cycle targets.
    assert [each for each in found if each == code or each != "Q037"] == [code]
