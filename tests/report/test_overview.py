"""The numbers of the overview are those of what was made, and those of the tables."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from documents_support import SAMPLES

from budget_indicators import documents_to_pandas, read_document
from budget_indicators.cli.main import main
from budget_indicators.report.database import Database
from budget_indicators.report.figures import KEY_NUMBERS, SECTIONS, definitions
from budget_indicators.report.overview import Overview, exact, overview
from budget_indicators.report.page import OverviewPage
from budget_indicators.report.wording import amount, label
from budget_indicators.tables.rows import failed_rows, rows_of

from .conftest import MadeFolder, overview_of

FIGURES = [figure for section in SECTIONS for figure in section.figures]


def cells_of(html: str, key: str) -> list[list[str]]:
    """The cells of a figure's table, as the page shows them, without its head."""
    parser = pytest.importorskip("selectolax.lexbor").LexborHTMLParser(html)
    rows = parser.css(f"#{key} .pair tbody tr")
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in rows]


def lines_of(found: Overview, key: str) -> dict[tuple[Any, ...], tuple[Decimal | None, ...]]:
    """The lines of a figure."""
    figure = next(each for section in found.sections for each in section.figures if each.figure.key == key)
    return {line.labels: line.amounts for line in figure.lines if not line.together}


def left_out(made: MadeFolder) -> tuple[str, ...]:
    """The views for the folder: its copies are left out."""
    sheets = made.ask("SELECT DISTINCT file, sheet FROM projects")
    return definitions([(str(file), sheet) for file, sheet in sheets if Path(str(file)).name in made.truth.copies])  # type: ignore[misc]


def test_the_page_is_small(made: MadeFolder) -> None:
    """Two hundred documents have room in two hundred kilobytes."""
    assert made.page.stat().st_size <= 200_000


def test_the_numbers_at_the_top_are_true(made: MadeFolder) -> None:
    """Counted while the documents were made."""
    truth, html = made.truth, made.html
    evaluated = len(truth.evaluations)
    money = sum((each.total for each in truth.projects), Decimal(0))
    expected = {
        "documents": f"{200 - len(truth.bad)}",
        "projects": f"{len(truth.projects) + evaluated:,}",
        "money": f"{money:,.2f}",
        "indicators": f"{sum(len(each.indicators) for each in truth.projects) + 3 * evaluated:,}",
        "satisfaction95": f"{sum(each.satisfied for each in truth.projects) + evaluated}",
        "withheld": f"{sum(each.withheld for each in truth.projects)}",
    }
    for key, value in expected.items():
        assert f'data-number="{key}">{value}</a>' in html


def test_money_by_department_and_year_is_true(made: MadeFolder) -> None:
    """The largest twenty, and the others together."""
    rows = cells_of(made.html, "departments")
    truth = made.truth.money()
    shown = {(row[0], int(row[1])): (Decimal(row[2].replace(",", "")), int(row[3])) for row in rows[:-1]}
    assert len(shown) == 20
    assert shown.items() <= truth.items()
    assert min(money for money, _ in shown.values()) >= max(
        money for key, (money, _) in truth.items() if key not in shown
    )
    rest = sum(money for key, (money, _) in truth.items() if key not in shown)
    assert rows[-1][:2] == [f"其余{len(truth) - 20}项", f"{rest:,.2f}"]


def test_levels_and_kinds_are_true(made: MadeFolder) -> None:
    """Beside the indicators of the tables there are three of each self-evaluation."""
    each = len(made.truth.evaluations)
    levels = made.truth.levels()
    levels.update({("产出指标", "数量指标"): each, ("效益指标", "社会效益指标"): each})
    levels.update({("满意度指标", "服务对象满意度指标"): each})
    assert {(row[0], row[1]): int(row[2].replace(",", "")) for row in cells_of(made.html, "levels")} == levels
    kinds = made.truth.kinds()
    kinds["range"] += 3 * each
    shown = {row[0]: int(row[1].replace(",", "")) for row in cells_of(made.html, "kinds")}
    names = {"number": "数值（12次）", "range": "区间（≥95%）", "date": "日期", "words": "文字"}
    assert shown == {names[kind]: count for kind, count in kinds.items()}


def test_scores_are_true(made: MadeFolder) -> None:
    """The self-evaluations by their total score."""
    bins = {
        "100": "100",
        "98": "95（含）～100",
        "96.5": "95（含）～100",
        "92": "90（含）～95",
        "85": "80（含）～90",
        "71": "60（含）～80",
    }
    truth = Counter(bins[score] for score in made.truth.evaluations)
    shown = {row[0]: int(row[1]) for row in cells_of(made.html, "scores") if row[1] != "0"}
    assert shown == truth
    assert ["95（含）～100%", str(len(made.truth.evaluations))] in cells_of(made.html, "execution")


def test_copies_and_bad_files_are_named(made: MadeFolder) -> None:
    """Each copy is left out and named with what it repeats; each file that was not read with the reason."""
    parser = pytest.importorskip("selectolax.lexbor").LexborHTMLParser(made.html)
    copies = [row.css("td") for row in parser.css("#twice tbody tr")]
    named = {cells[0].text(strip=True).split(" ")[0]: cells for cells in copies}
    assert {name.partition(".xlsx")[0] + ".xlsx" for name in named} == set(made.truth.copies)
    assert all("不再计入" in cells[3].text() for cells in copies)
    bad = [row.css("td") for row in parser.css("#unread tbody tr")]
    assert {cells[0].text(strip=True) for cells in bad} == set(made.truth.bad)
    assert all(cells[1].text(strip=True).startswith("xlsx 文件已损坏") for cells in bad)


@pytest.mark.parametrize("figure", [each for each in FIGURES if not each.outside], ids=lambda each: each.key)
def test_each_query_gives_its_figure(made: MadeFolder, figure: Any) -> None:
    """The SQL under a figure, asked of the tables that ``extract`` writes, gives what the page shows."""
    answer = made.ask(*left_out(made), figure.query)
    wide = len(figure.labels)
    kinds = [column.kind for column in figure.amounts]
    expected = [
        [label(each, column, "zh") for each, column in zip(row[:wide], figure.labels, strict=True)]
        + [amount(exact(each, kind), kind) for each, kind in zip(row[wide:], kinds, strict=True)]
        for row in answer
    ]
    shown = [row for row in cells_of(made.html, figure.key) if not row[0].startswith("其余")]
    if figure.labels[0].words:
        assert sorted(row for row in shown if row[wide] != "0") == sorted(expected)
    else:
        assert shown == expected[: figure.most]


@pytest.mark.parametrize("number", KEY_NUMBERS, ids=lambda each: each.key)
def test_each_query_gives_its_number(made: MadeFolder, number: Any) -> None:
    """So do those at the top."""
    ((value,),) = made.ask(*left_out(made), number.query)
    assert f'data-number="{number.key}">{amount(exact(value, number.kind), number.kind)}</a>' in made.html


def test_at_least_95_per_cent_is_one_number(made: MadeFolder) -> None:
    """The documented columns give it in SQL and in pandas, and the page shows it."""
    pytest.importorskip("pandas")
    copies = made.truth.copies
    own = [path for path in sorted(made.folder.iterdir()) if path.name not in (*copies, *made.truth.bad)]
    frame = documents_to_pandas([str(path) for path in own])
    promised = frame[frame.is_satisfaction & (frame.at_least_percent >= 95)]
    in_pandas = len(promised[["file", "project_number"]].drop_duplicates())
    names = ", ".join(f"'%{name}'" for name in copies)
    ((in_sql,),) = made.ask(
        "SELECT COUNT(DISTINCT file || ':' || project_number) FROM indicators "
        "WHERE is_satisfaction AND at_least_percent >= 95 AND "
        + " AND ".join(f"file NOT LIKE {name}" for name in names.split(", "))
    )
    assert in_pandas == in_sql
    assert f'data-number="satisfaction95">{in_sql}</a>' in made.html


def test_findings_are_those_of_lint(made: MadeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    """By rule, as ``lint`` counts them."""
    capsys.readouterr()
    main(["lint", str(made.folder), "--output-format", "jsonl", "--quiet"])
    codes = Counter(json.loads(line)["code"] for line in capsys.readouterr().out.splitlines())
    assert codes
    assert {row[0]: int(row[2]) for row in cells_of(made.html, "findings")} == codes


def test_the_five_samples() -> None:
    """What is known of them: money to the cent, the kinds of 221 indicators, four secret projects."""
    found = overview_of(*sorted(SAMPLES.glob("*-*.txt")))
    numbers = {number.key: value for number, value in found.numbers}
    assert {key: str(value) for key, value in numbers.items()} == {
        "documents": "5",
        "projects": "49",
        "money": "3419.64",
        "indicators": "221",
        "satisfaction95": "4",
        "withheld": "4",
    }
    assert lines_of(found, "years") == {(None,): (Decimal("3419.64"), Decimal(48), Decimal(0))}
    assert lines_of(found, "withheld") == {
        ("中共广州市黄埔区委政法委员会（部门）", None): (Decimal(4), Decimal("199.80"), Decimal(0))
    }
    satisfaction = lines_of(found, "satisfaction")
    assert {key: int(amounts[0] or 0) for (key,), amounts in satisfaction.items()} == {
        "100": 3,
        "95": 2,
        "90": 1,
        "85": 1,
        "80": 0,
        "0": 0,
        "unit": 1,
        "words": 4,
    }
    assert not found.alike


def test_a_file_that_lint_does_not_see(tmp_path: Path) -> None:
    """A large text is read in pieces, and not linted: the page says so instead of “0 findings”."""
    path = SAMPLES / "panyu-projects.txt"
    with Database() as database:
        database.add(rows_of(read_document(path), "大.txt"))
        found = overview(database)
    (line,) = found.files
    assert line.findings is None
    assert "<td>未检查" in OverviewPage(found, "zh", tmp_path).written()


def test_a_part_of_a_file_that_fails_is_forgotten() -> None:
    """A large file of which a piece cannot be read is a file that cannot be read."""
    with Database() as database:
        database.add(rows_of(read_document(SAMPLES / "panyu-projects.txt"), "大.txt"))
        database.drop("大.txt")
        database.add(failed_rows("大.txt", "damaged"))
        found = overview(database)
    assert [(file.file, file.message) for file in found.files] == [("大.txt", "damaged")]
    assert {number.key: int(value) for number, value in found.numbers}["projects"] == 0
