"""Folders of made documents, and what they hold: departments over years, self-evaluations, copies, bad files.

What is made is counted while it is made, so that the overview is compared with the truth and not with itself.
``python -m tests.report.making FOLDER [COUNT]`` makes one to look at.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import attrs

DISTRICTS = ("东河区", "西山区", "南浦区", "北湖区", "中洲区", "高桥区")
OFFICES = (
    "教育局",
    "卫生健康局",
    "民政局",
    "交通运输局",
    "文化广电旅游局",
    "农业农村局",
    "住房和城乡建设局",
    "应急管理局",
    "水务局",
)
YEARS = (2022, 2023, 2024, 2025)
WORKS = ("培训", "设备购置", "信息化运维", "宣传", "巡查", "补贴发放", "场馆维修", "绿化养护", "监测", "评估")
# Level 1, level 2, name, target, its kind.
INDICATORS = (
    ("1-产出指标", "11-数量指标", "{work}次数", "{n}次", "number"),
    ("1-产出指标", "11-数量指标", "服务人数", "≥{n}0人", "range"),
    ("1-产出指标", "12-质量指标", "验收合格率", "≥{rate}%", "range"),
    ("1-产出指标", "12-质量指标", "{work}完成质量", "按要求完成", "words"),
    ("1-产出指标", "13-时效指标", "{work}完成时间", "{year}年12月底前", "date"),
    ("1-产出指标", "13-时效指标", "按期完成率", "100%", "number"),
    ("1-产出指标", "14-成本指标", "{work}成本", "≤{n}万元", "range"),
    ("2-效益指标", "22-社会效益指标", "提升{work}水平", "有所提升", "words"),
    ("2-效益指标", "22-社会效益指标", "政策知晓率", "{rate}%", "number"),
    ("3-满意度指标", "31-服务对象满意度指标", "服务对象满意度", "≥{rate}%", "range"),
    ("3-满意度指标", "31-服务对象满意度指标", "群众满意度", "{rate}%以上", "range"),
    ("3-满意度指标", "31-服务对象满意度指标", "师生满意度", "满意", "words"),
)
RATES = (80, 85, 88, 90, 92, 95, 96, 98, 100)
HEAD = ("预算单位", "项目名称", "总计", "绩效目标", "绩效指标")


@attrs.frozen
class MadeProject:
    """A project: its money in 万元, its indicators as (level 1, level 2, name, target, kind)."""

    name: str
    total: Decimal
    indicators: tuple[tuple[str, str, str, str, str], ...]
    withheld: bool = False

    @property
    def text(self) -> str:
        """The indicator string."""
        if self.withheld:
            return "涉密项目"
        return "".join(
            f"{n}、{one}；{two}；{name}；实施周期指标值:{target}；年度指标值:{target}。"
            for n, (one, two, name, target, _) in enumerate(self.indicators, 1)
        )

    @property
    def satisfied(self) -> bool:
        """Whether it promises at least 95 % satisfaction."""
        return any(
            "满意度" in name and target[0] in "≥9 1" and int(target.strip("≥%以上")) >= 95
            for _, _, name, target, _ in self.indicators
            if target != "满意"
        )


@attrs.frozen
class MadeTable:
    """The table of a department and a year."""

    department: str
    year: int
    projects: tuple[MadeProject, ...]

    @property
    def name(self) -> str:
        """The name of its file, without a suffix."""
        return f"{self.department}{self.year}年项目绩效目标表"

    def cells(self) -> list[list[str]]:
        """The rows of the table."""
        rows = [[self.department, each.name, f"{each.total:f}", "完成年度任务。", each.text] for each in self.projects]
        total = sum((each.total for each in self.projects), Decimal(0))
        return [list(HEAD), ["合计", "", f"{total:f}", "", ""], *rows]

    def lines(self) -> list[str]:
        """What stands above the table."""
        return [f"{self.year}年项目支出绩效目标表", f"部门名称：{self.department}", "单位：万元"]


@attrs.define
class Truth:
    """What the overview must say of a folder."""

    tables: list[MadeTable] = attrs.field(factory=list)
    evaluations: list[str] = attrs.field(factory=list)
    """The total scores of the self-evaluations."""
    bad: list[str] = attrs.field(factory=list)
    copies: list[str] = attrs.field(factory=list)

    @property
    def projects(self) -> list[MadeProject]:
        """The projects of all tables, without the self-evaluations."""
        return [project for table in self.tables for project in table.projects]

    def money(self) -> dict[tuple[str, int], tuple[Decimal, int]]:
        """Money and projects by department and year."""
        return {
            (table.department, table.year): (
                sum((each.total for each in table.projects), Decimal(0)),
                len(table.projects),
            )
            for table in self.tables
        }

    def levels(self) -> Counter[tuple[str, str]]:
        """Indicators by level."""
        return Counter((one[2:], two[3:]) for each in self.projects for one, two, *_ in each.indicators)

    def kinds(self) -> Counter[str]:
        """Targets by kind."""
        return Counter(kind for each in self.projects for *_, kind in each.indicators)


def table(rng: random.Random, department: str, year: int, most: int) -> MadeTable:
    """A table."""
    projects = []
    for number in range(1, rng.randint(2, most) + 1):
        work = rng.choice(WORKS)
        total = Decimal(rng.randint(100, 500_000)) / 100
        if rng.random() < 0.03:
            projects.append(MadeProject(f"涉密项目{number}", total, (), withheld=True))
            continue
        chosen = sorted(rng.sample(range(len(INDICATORS)), rng.randint(3, 7)))
        fields = {"work": work, "year": year}
        indicators = tuple(
            tuple(
                part.format(n=rng.randint(2, 90), rate=rng.choice(RATES), **fields) if at in (2, 3) else part
                for at, part in enumerate(INDICATORS[each])
            )
            for each in chosen
        )
        projects.append(MadeProject(f"{work}经费{number}", total, indicators))  # type: ignore[arg-type]
    return MadeTable(department, year, tuple(projects))


def evaluation(rng: random.Random, number: int) -> tuple[list[list[str]], str]:
    """The cells of a self-evaluation, and its total score."""
    score = rng.choice(("100", "98", "96.5", "92", "85", "71"))
    lost = f"{50 - (100 - Decimal(score)):f}"
    rows = [
        ["2024年度项目支出绩效自评表", "", "", "", "", "", ""],
        ["项目名称", "", f"自评项目{number}", "", "", "", ""],
        ["主管部门", "", rng.choice(DISTRICTS) + rng.choice(OFFICES), "", "", "", ""],
        ["项目资金（万元）", "", "", "全年预算数", "全年执行数", "执行率", "得分"],
        ["", "", "年度资金总额", "100", "95", "95%", "10"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "培训次数", "≥10次", "12次", "50", lost],
        ["效益指标", "社会效益指标", "政策知晓率", "≥90%", "95%", "30", "30"],
        ["满意度指标", "服务对象满意度指标", "服务对象满意度", "≥95%", "97%", "10", "10"],
        ["总分", "", "", "", "", "100", score],
    ]
    return rows, score


def write_text(path: Path, made: MadeTable) -> None:
    """Tab-separated, as people copy it from a page."""
    rows = ["\t".join(row) for row in made.cells()]
    path.write_text("\n".join([*made.lines(), *rows]) + "\n", encoding="utf-8")


def write_csv(path: Path, made: MadeTable) -> None:
    """Comma-separated."""
    with open(path, "w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([*([line] for line in made.lines()), *made.cells()])


def write_excel(path: Path, cells: list[list[str]]) -> None:
    """A workbook."""
    from openpyxl import Workbook

    book = Workbook()
    for row in cells:
        book.active.append(row)
    book.save(path)


def make(folder: Path, count: int = 200, *, seed: int = 1, most: int = 12) -> Truth:
    """Make ``count`` documents in ``folder`` and say what they hold."""
    rng = random.Random(seed)
    truth = Truth()
    folder.mkdir(parents=True, exist_ok=True)
    every = [(f"{district}{office}", year) for district in DISTRICTS for office in OFFICES for year in YEARS]
    rng.shuffle(every)
    for number in range(count):
        kind = number % 20
        if kind == 17:
            cells, score = evaluation(rng, number)
            write_excel(folder / f"自评{number}.xlsx", cells)
            truth.evaluations.append(score)
        elif kind == 18 and truth.tables:
            known = [each for each in truth.tables if f"{each.name}副本.xlsx" not in truth.copies]
            again = rng.choice([each for each in known if not (folder / f"{each.name}.xlsx").exists()])
            write_excel(folder / f"{again.name}副本.xlsx", [*([line] for line in again.lines()), *again.cells()])
            truth.copies.append(f"{again.name}副本.xlsx")
        elif kind == 19:
            (folder / f"坏{number}.xlsx").write_bytes(b"PK\x03\x04 no")
            truth.bad.append(f"坏{number}.xlsx")
        else:
            department, year = every[number]
            made = table(rng, department, year, most)
            truth.tables.append(made)
            if kind % 3 == 0:
                write_text(folder / f"{made.name}.txt", made)
            elif kind % 3 == 1:
                write_csv(folder / f"{made.name}.csv", made)
            else:
                write_excel(folder / f"{made.name}.xlsx", [*([line] for line in made.lines()), *made.cells()])
    return truth


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
