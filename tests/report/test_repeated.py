"""Tables that stand in two files: what counts once, and what only looks alike."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from documents_support import DOCUMENTS

from .conftest import overview_of
from .making import MadeProject, MadeTable, write_csv, write_excel, write_text

ONE = ("1-产出指标", "11-数量指标", "培训次数", "{n}次", "number")
TWO = ("3-满意度指标", "31-服务对象满意度指标", "群众满意度", "≥9{n}%", "range")


def project(n: int, **changes: object) -> MadeProject:
    """A project that differs from those of other numbers."""
    indicators = tuple(tuple(part.format(n=n) for part in each) for each in (ONE, TWO))
    return attrs.evolve(MadeProject(f"项目{n}", Decimal(10 * n), indicators), **changes)  # type: ignore[arg-type]


BASE = MadeTable("东河区教育局", 2024, tuple(project(n) for n in range(1, 7)))
OTHERS = tuple(project(n) for n in range(11, 17))


def alike(folder: Path, first: MadeTable, second: MadeTable) -> list[tuple[str, str, int, int]]:
    """What the overview says of two tables, written as a text and a workbook."""
    write_csv(folder / "甲.csv", first)
    write_excel(folder / "乙.xlsx", [*([line] for line in second.lines()), *second.cells()])
    found = overview_of(folder / "甲.csv", folder / "乙.xlsx")
    return [(Path(each.file).name, each.why, each.same, each.projects) for each in found.alike]


def test_the_same_table_in_another_format(tmp_path: Path) -> None:
    """It is counted once."""
    assert alike(tmp_path, BASE, BASE) == [("甲.csv", "repeated", 6, 6)]
    found = overview_of(tmp_path / "甲.csv", tmp_path / "乙.xlsx")
    numbers = {number.key: int(value) for number, value in found.numbers}
    assert (numbers["projects"], numbers["money"], numbers["indicators"]) == (6, 210, 12)


def test_a_table_inside_a_larger_one(tmp_path: Path) -> None:
    """The smaller one is left out, whichever comes first."""
    larger = attrs.evolve(BASE, projects=(*BASE.projects, *OTHERS))
    assert alike(tmp_path, BASE, larger) == [("甲.csv", "repeated", 6, 6)]
    assert alike(tmp_path, larger, BASE) == [("乙.xlsx", "repeated", 6, 6)]


def test_a_few_words_read_otherwise(tmp_path: Path) -> None:
    """A table is the same where the indicators of a few of its projects differ by a word."""
    other = attrs.evolve(BASE.projects[0], indicators=(("1-产出指标", "11-数量指标", "培训期数", "1次", "number"),))
    assert alike(tmp_path, BASE, attrs.evolve(BASE, projects=(other, *BASE.projects[1:]))) == [
        ("甲.csv", "repeated", 6, 6)
    ]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (attrs.evolve(BASE, year=2025), "year"),
        (attrs.evolve(BASE, department="西山区教育局"), "department"),
        (attrs.evolve(BASE, projects=(*BASE.projects[:3], *OTHERS)), "part"),
    ],
    ids=["year", "department", "part"],
)
def test_what_is_alike_and_counted(tmp_path: Path, second: MadeTable, why: str) -> None:
    """Another year or department may copy a table; a part that is the same is told."""
    ((_, said, _, _),) = alike(tmp_path, BASE, second)
    assert said == why
    found = overview_of(tmp_path / "甲.csv", tmp_path / "乙.xlsx")
    assert {number.key: int(value) for number, value in found.numbers}["projects"] == 6 + len(second.projects)


@pytest.mark.parametrize(
    "second",
    [
        attrs.evolve(BASE, projects=OTHERS),
        attrs.evolve(BASE, projects=tuple(attrs.evolve(each, total=each.total + 1) for each in BASE.projects)),
        attrs.evolve(BASE, projects=(BASE.projects[0], *OTHERS)),
    ],
    ids=["other projects", "other money", "one project"],
)
def test_what_is_not_alike(tmp_path: Path, second: MadeTable) -> None:
    """Nothing is said."""
    assert alike(tmp_path, BASE, second) == []


def test_many_tables_with_one_project_in_common(tmp_path: Path) -> None:
    """The same project in every table makes none of them a copy."""
    files = []
    for n in range(20):
        own = tuple(project(100 * n + k) for k in range(1, 5))
        files.append(tmp_path / f"{n}.txt")
        write_text(files[-1], attrs.evolve(BASE, projects=(project(1), *own)))
    assert overview_of(*files).alike == ()


def test_bare_strings(tmp_path: Path) -> None:
    """Strings without a table are known by their words."""
    for name, texts in (("a.txt", (1, 2)), ("b.txt", (1, 2)), ("c.txt", (1, 3))):
        (tmp_path / name).write_text("\n".join(project(n).text for n in texts), encoding="utf-8")
    found = overview_of(*(tmp_path / f"{name}.txt" for name in "abc"))
    assert [(Path(each.file).name, each.why) for each in found.alike] == [("b.txt", "repeated")]


def test_real_tables_in_many_formats() -> None:
    """A table of projects and one of a department, from a Word file, a CSV that names no department, and a PDF."""
    names = ("t000.docx", "t000.gb18030.csv", "t000_rl.pdf", "t003.docx", "t003.gb18030.csv", "tort.gb18030.csv")
    found = overview_of(*(DOCUMENTS / name for name in names))
    said = {(Path(each.file).name, Path(each.other).name, each.why) for each in found.alike}
    assert said == {
        ("t000.gb18030.csv", "t000.docx", "repeated"),
        ("t000_rl.pdf", "t000.docx", "repeated"),
        ("t003.gb18030.csv", "t003.docx", "repeated"),
    }
