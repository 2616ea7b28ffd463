"""The five published text samples: projects, amounts, indicators, and whether their sums add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from documents_support import DOCUMENTS, SAMPLES, document, expected, squeezed

PROJECTS = ("panyu-projects.txt", "huangpu-projects.txt", "liwan-projects.txt", "baiyun-projects.txt")


@pytest.mark.parametrize("name", PROJECTS)
def test_samples_read_to_the_expected_strings(name: str) -> None:
    """Each project's string is cut out of the text exactly, names and withheld rows included."""
    rows = [row for row in expected(SAMPLES / "expected.json") if row["file"] == name]
    found = document(SAMPLES / name)
    assert [squeezed(project.text) for project in found.projects] == [squeezed(row["raw"]) for row in rows]
    assert [project.withheld for project in found.projects] == [row["withheld"] for row in rows]
    for project, row in zip(found.projects, rows, strict=True):
        assert squeezed(project.name).startswith(squeezed(row["project"]))
        assert [squeezed(each.name) for each in project.indicators] == [
            squeezed(each["name"]) for each in row["indicators"]
        ]


def test_panyu_department_reads_to_eight_indicators() -> None:
    """The flattened table with merged level cells reads as the same table does in any other format."""
    found = document(SAMPLES / "panyu-department.txt")
    rows = expected(DOCUMENTS / "t003.expected.json")["rows"]
    assert [
        [
            squeezed(text)
            for text in (
                each.level1.name if each.level1 else "",
                each.level2.name if each.level2 else "",
                each.name,
                each.cycle.text if each.cycle else "",
                each.annual.text if each.annual else "",
            )
        ]
        for each in found.indicators
    ] == [[squeezed(cell) for cell in row] for row in rows]
    assert found.department == "中国共产党广州市番禺区委员会政法委员会"
    (project,) = found.projects
    assert project.goal.startswith("健全广州大学城校地联合共建共治共享维护政治安全机制")
    assert project.goal.endswith("网格化服务管理信息系统“本地化”。")
    assert (project.fiscal, project.other) == (Decimal("34003600"), Decimal("10000"))


@pytest.mark.parametrize(
    ("name", "projects", "stated", "added", "findings"),
    [
        # Complete, and all is there: 399.95 + 129.00 = 528.95.
        ("liwan-projects.txt", 10, "5289500", "5289500", []),
        # Complete, but rows were lost: 62.00万元 under the 本级 unit.
        (
            "panyu-projects.txt",
            20,
            "12149700",
            "11529700",
            [
                "合计为1,214.97万元，20个项目之和为1,152.97万元，少了62.00万元",
                "（本级）为1,184.97万元，所属19个项目之和为1,122.97万元，少了62.00万元",
            ],
        ),
        # Given in part.
        (
            "huangpu-projects.txt",
            13,
            "63593200",
            "11537200",
            ["合计为6,359.32万元，13个项目之和为1,153.72万元，少了5,205.60万元", "少了5,205.60万元"],
        ),
        # Given in part: the one unit that is there lacks projects, and another unit (8.00万元) is missing.
        (
            "baiyun-projects.txt",
            5,
            "19977600",
            "5840000",
            [
                "合计为1,997.76万元，5个项目之和为584.00万元，少了1,413.76万元",
                "合计为1,997.76万元，1个单位之和为1,989.76万元，少了8.00万元",
                "所属5个项目之和为584.00万元，少了1,405.76万元",
            ],
        ),
    ],
)
def test_arithmetic_of_the_samples(name: str, projects: int, stated: str, added: str, findings: list[str]) -> None:
    """合计 against units and projects: of the two complete samples one has lost 62.00万元, the partial ones differ."""
    found = document(SAMPLES / name)
    assert len(found.projects) == projects
    assert found.sums[0].total == Decimal(stated)
    assert sum(project.total or 0 for project in found.projects) == Decimal(added)
    messages = [finding.zh for finding in found.diagnostics]
    assert len(messages) == len(findings)
    assert all(message.endswith(end) for message, end in zip(messages, findings, strict=True))


def test_units_of_the_samples() -> None:
    """A unit's row gives its name to the projects below it."""
    units = [project.unit for project in document(SAMPLES / "liwan-projects.txt").projects]
    assert units == [
        *["中国共产党广州市荔湾区委员会政法委员会"] * 7,
        *["广州市荔湾区社会治安综合治理指挥中心"] * 3,
    ]
