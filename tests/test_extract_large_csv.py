"""Large CSV files in pieces: whatever the table's shape, the rows are those of the whole file, or it is not cut."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from budget_indicators import read_document
from budget_indicators.bulk import large_files as stream
from budget_indicators.bulk.csv_pieces import csv_pieces
from budget_indicators.bulk.large_tables import Joiner, read_piece
from budget_indicators.cli.main import main
from budget_indicators.documents import limits
from budget_indicators.errors import UserError
from budget_indicators.tables.columns import TABLES
from budget_indicators.tables.rows import Rows, rows_of

DIAGNOSTICS = [column.name for column in TABLES["documents"]].index("diagnostics")
ENTRIES = (
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:{0}次；年度指标值:{0}次。",
    "2、2-效益指标；21-经济效益；增长率；实施周期指标值:≥{0}%；年度指标值:≥{0}%。",
)
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
UNITS = ("区教育局", "区卫生健康局（本级）", "第一中学", "社区服务中心")
WORKS = ("培训经费", "设备购置", "“三公”专项", "道路维护工程", "数字", "补助")


def amount(random: Random) -> str:
    """An amount as such tables have them; some of which happen to add up."""
    return random.choice(
        ("10.00", "10.00", "20.00", "30", f"{random.randint(1, 9)},000.50", str(random.randint(1, 99)))
    )


class Shape:
    """What a table of random rows has: columns and the kinds of rows, each at random."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.unit = random.random() < 0.5
        self.money = random.random() < 0.8
        self.goal = random.random() < 0.6
        self.columns = random.random() < 0.35
        self.fill = random.choice((1.0, 1.0, 0.6, 0.0))  # how often a unit's cell is filled
        self.odd = random.choice((0.0, 0.0, 0.1, 0.4))  # how often a row is not just another project
        self.stated = random.random() < 0.5
        self.last = ("", "", "")

    def head(self) -> list[str]:
        """The header."""
        names = ["单位名称"] if self.unit else []
        names += ["项目名称"]
        names += [("总计（万元）" if self.stated else "总计"), "财政拨款"] if self.money else []
        names += ["绩效目标"] if self.goal else []
        return [*names, "一级指标", "二级指标", "三级指标", "年度指标值"] if self.columns else [*names, "绩效指标"]

    def row(self, unit: str, name: str, money: str, goal: str, string: Sequence[str]) -> list[str]:
        """A row with the columns there are."""
        cells = [unit] if self.unit else []
        cells += [name]
        cells += [money, money] if self.money else []
        cells += [goal] if self.goal else []
        return [*cells, *string]

    def texts(self) -> list[list[str]]:
        """The cells of indicators: one string, or the rows of a project."""
        number = self.random.randint(1, 99)
        if not self.columns:
            count = self.random.choice((1, 1, 2))
            joint = self.random.choice(("", "\n"))
            return [[joint.join(entry.format(number) for entry in ENTRIES[:count])]]
        return [["产出指标", "数量指标", f"培训次数{at}", f"≥{number}次"] for at in range(self.random.randint(1, 3))]

    def project(self, money: str = "") -> list[list[str]]:
        """The rows of a project."""
        random = self.random
        money = money or amount(random)
        name = ("  " if random.random() < self.odd / 2 else "") + random.choice(WORKS) + str(random.randint(1, 30))
        unit = random.choice(UNITS) if random.random() < self.fill else ""
        first, *others = self.texts()
        goal = random.choice(("办好培训", "", '保障"运行"，\n按期完成'))
        rows = [self.row(unit, name, money, goal, first)]
        self.last = (unit, name, money)
        again = random.random() < 0.5
        return rows + [self.row(unit if again else "", name if again else "", "", "", other) for other in others]

    def other(self) -> list[list[str]]:
        """A row that is no project with indicators, or only half of one."""
        random = self.random
        nothing = ["", "", "", ""] if self.columns else [""]
        unit = random.choice(UNITS) if random.random() < self.fill else ""
        rest = ["", "", "续", "5次"] if self.columns else ["年度指标值:1次。"]
        match random.randrange(12):
            case 0:
                return [self.row("", "合计", amount(random), "", nothing)]
            case 1:
                return [self.row(unit, random.choice(UNITS), amount(random), "", nothing)]
            case 2:
                return [self.row(unit, "  " + random.choice((*UNITS, *WORKS)), amount(random), "", nothing)]
            case 3:
                return [self.row(unit, random.choice(WORKS), amount(random), "", nothing)]
            case 4:
                return [self.row("", "", "", "", self.texts()[0])]
            case 5:
                return [self.row(unit, random.choice((*UNITS, *WORKS)), "", "", nothing)]
            case 6:
                return [self.head()]
            case 7:
                return [self.row("", "", "", "", rest)]
            case 8:  # the rest of a row on a new page, with its name and amount again or without
                again = self.last if random.random() < 0.5 else ("", "", "")
                return [self.head(), self.row(*again, "", rest)]
            case 9:  # a name and an amount, and their text in the row below
                return [
                    self.row(unit, random.choice(UNITS), amount(random), "", nothing),
                    self.row("", "", "", "", rest),
                ]
            case _:  # a row that the rows below add up to
                count = random.randint(1, 5)
                name = random.choice((*UNITS, *WORKS, "办公"))
                below = [row for _ in range(count) for row in self.project("10.00")]
                return [self.row(unit, name, f"{10 * count}.00", "", nothing), *below]

    def table(self, count: int) -> list[list[str]]:
        """All rows."""
        rows = [["项目支出绩效目标表"], ["部门名称：区财政局"]] if self.random.random() < 0.5 else []
        rows.append(self.head())
        for _ in range(count):
            rows += self.other() if self.random.random() < self.odd else self.project()
        return rows


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    """A CSV file."""
    with open(path, "w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def joined(path: Path, size: int) -> tuple[Rows, int] | None:
    """The rows of a file read in pieces and their number; none for one that cannot be cut."""
    pieces = csv_pieces(path, str(path), size=size)
    if pieces is None:
        return None
    joiner, found, count = Joiner(str(path)), Rows(), 0
    for piece in pieces:
        count += 1
        rows = joiner.add(read_piece(piece, str(path)))
        for table in TABLES:
            found.of(table).extend(rows.of(table))
    rows = joiner.end()
    for table in TABLES:
        found.of(table).extend(rows.of(table))
    return found, count


def assert_alike(found: Rows, expected: Rows) -> None:
    """All tables, but for the findings about sums."""
    assert found.projects == expected.projects
    assert found.indicators == expected.indicators
    assert found.measures == expected.measures
    assert [row[:DIAGNOSTICS] for row in found.documents] == [row[:DIAGNOSTICS] for row in expected.documents]
    left_out = ("D001", "D002", "D015")
    ours = sorted(str(row) for row in found.diagnostics if row[2] not in left_out)
    assert ours == sorted(str(row) for row in expected.diagnostics if row[2] not in left_out)


@pytest.mark.parametrize("block", range(200 if DEEP else 5))
def test_tables_of_any_shape_read_alike(tmp_path: Path, block: int) -> None:
    """Random tables of every mixture of columns and rows; most of them can be cut, plain ones into many pieces."""
    cut = most = 0
    for seed in range(block * 20, block * 20 + 20):
        shape = Shape(Random(seed))
        path = write(tmp_path / f"{seed}.csv", shape.table(30))
        read = joined(path, 300)
        if read is None:
            continue
        found, count = read
        assert_alike(found, rows_of(read_document(path), str(path)))
        cut += count > 1
        most = max(most, count)
    assert cut >= 5
    assert most >= 5


def plain(random: Random, count: int) -> list[list[str]]:
    """A table of one project a row, each with its unit."""
    shape = Shape(random)
    shape.unit, shape.money, shape.columns, shape.odd, shape.fill = True, True, False, 0.0, 1.0
    return shape.table(count)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\r\n"), (";", "\n"), ("\t", "\r")])
def test_every_way_to_write_csv(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    """Quotes, line ends in cells, delimiters and encodings are those of the whole file."""
    path = tmp_path / "t.csv"
    with open(path, "w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
            plain(Random(3), 40)
        )
    read = joined(path, 300)
    assert read is not None
    found, count = read
    assert count > 10
    assert len(found.projects) == 40
    assert_alike(found, rows_of(read_document(path), str(path)))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["甲", "乙"]] * 300, "no header is known in the first rows"),
        ([["绩效目标", "一级指标", "二级指标", "三级指标", "年度指标值"]] * 100, "no column names the project"),
        (plain(Random(1), 30) + plain(Random(4), 30)[-31:], "another table begins"),
        ([*plain(Random(1), 60)[-61:], ["注： 部门名称：区教育局"]], "a remark says more about the table"),
        ([*plain(Random(1), 1), *[["", "甲", "1", "1", "", ENTRIES[0].format(1)]] * 60], "no place for a cut"),
    ],
)
def test_what_cannot_be_cut_is_read_whole_or_refused(
    rows: list[list[str]], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the limit of other files it is read whole; above it, one line says why not."""
    path = write(tmp_path / "t.csv", rows)
    assert csv_pieces(path, "t.csv", size=200) is None
    monkeypatch.setattr(limits, "MAX_FILE", 1_000)
    with pytest.raises(UserError, match=rf"^t\.csv:\d+: {says}.*: split it$"):
        csv_pieces(path, "t.csv", size=200)


@pytest.mark.parametrize("command", ["parse", "extract"])
def test_commands_read_a_large_csv_in_pieces(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What they write is what they write of a small one."""
    path, out = write(tmp_path / "t.csv", plain(Random(7), 40)), tmp_path / "o.jsonl"
    words = {
        "parse": ["parse", str(path), "--format", "jsonl", "--year", "2025"],
        "extract": ["extract", str(path), "-o", str(out), "--jobs", "1", "--lang", "en"],
    }[command]
    assert main(words) == 0
    small = capsys.readouterr().out or out.read_text(encoding="utf-8")
    monkeypatch.setattr(stream, "LARGE", 1_000)
    monkeypatch.setattr(stream, "PIECE", 1_000)
    assert main(words) == 0
    shown = capsys.readouterr()
    assert (shown.out or out.read_text(encoding="utf-8")) == small
    assert small.count("\n") >= 40
    assert command == "parse" or "read in pieces" in shown.err
