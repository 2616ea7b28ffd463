"""Self-evaluation: a sheet with right scores gives no alarm, each seeded fault its finding."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from budget_indicators import lint_document, parse_target, read_document
from budget_indicators.model.nodes import Details, Indicator
from budget_indicators.model.taxonomy import BY_CODE
from budget_indicators.rules.evaluation.scoring import Expected, OverLimit, Unknown, expected

from .evaluation_forms import FORMS
from .evaluation_sheets import sheet
from .evaluations import RIGHT, Form, Sheet, excel, pdf, word

D = Decimal
WRITERS: dict[str, Callable[[Sheet | Form, Path], Path | None]] = {"xlsx": excel, "docx": word, "pdf": pdf}


def codes(sheet: Sheet | Form, folder: Path, form: str = "xlsx") -> list[str]:
    """The evaluation's findings in a sheet."""
    path = WRITERS[form](sheet, folder / f"sheet.{form}")
    if path is None:
        pytest.skip("no office program here")
    document = read_document(path)
    assert len(document.indicators) == len(sheet.rows), document
    return [one.code for one in lint_document(document, select=["evaluation"])]


def with_row(at: int, **cells: str) -> list[list[str]]:
    """The right rows, one of them changed."""
    columns = {"name": 2, "target": 3, "actual": 4, "weight": 5, "score": 6, "reason": 7}
    rows = [list(row) for row in RIGHT]
    for name, text in cells.items():
        rows[at][columns[name]] = text
    return rows


@pytest.mark.parametrize("form", WRITERS)
def test_right_scores_give_no_alarm(tmp_path: Path, form: str) -> None:
    """Direction, a missed target and rounding are understood, in every format."""
    assert codes(Sheet(RIGHT), tmp_path, form) == []


FAULTS = {
    "score too low": (Sheet(with_row(0, score="4"), total="97"), ["S001"]),
    "score too high": (Sheet(with_row(5, score="14.2"), total="98.54"), ["S001"]),
    "full though missed": (Sheet(with_row(0, score="5", reason=""), total="98"), ["S002"]),
    "full though over the limit": (
        Sheet(
            with_row(3, actual="36万元"),
        ),
        ["S002"],
    ),
    "above the weight": (Sheet(with_row(6, score="12"), total="99.84"), ["S003"]),
    "weights": (Sheet(with_row(1, weight="26", score="26"), total="100"), ["S004"]),
    "total": (Sheet(RIGHT, total="99"), ["S005"]),
    "execution rate": (Sheet(RIGHT, rate="98%"), ["S006"]),
    "reason missing": (Sheet(with_row(0, reason="")), ["S008"]),
    "0.97 for 97 %": (Sheet(with_row(1, actual="0.97")), ["S009"]),
    "another unit": (Sheet(with_row(1, actual="97件")), ["S009", "S011"]),
    "target of zero": (Sheet(with_row(0, target="≥0场", actual="3场", score="5", reason=""), total="98"), ["S010"]),
}


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(tmp_path: Path, fault: str, form: str) -> None:
    """Nothing but the seeded fault is found."""
    sheet, wanted = FAULTS[fault]
    assert sorted(codes(sheet, tmp_path, form)) == wanted


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", FORMS)
def test_other_forms(tmp_path: Path, case: str, form: str) -> None:
    """Two forms in use with other words: nothing where all is right, nothing but the seeded fault where it is not."""
    if form == "pdf" and os.environ.get("HYPOTHESIS_PROFILE") != "deep":
        pytest.skip("an office program prints each of them: deep profile only")
    sheet, wanted = FORMS[case]
    assert sorted(codes(sheet, tmp_path, form)) == wanted


SHEETS = (Path(__file__).parent / "cases" / "evaluation_sheets.tsv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("line", SHEETS)
def test_sheets_with_one_fault(tmp_path: Path, line: str, form: str) -> None:
    """Sums, rates, grades, weights and reasons of five forms: the fault and nothing else."""
    if form != "xlsx" and os.environ.get("HYPOTHESIS_PROFILE") != "deep":
        pytest.skip("workbooks by default; other formats in the deep profile")
    wanted, name, changes = line.split("\t")
    found = sorted(codes(sheet(name, changes), tmp_path, form))
    unchecked = [] if "S011" in wanted else ["S011"]
    assert [code for code in found if code not in unchecked] == wanted.replace("-", "").split()


def test_a_printed_sheet_with_every_fault() -> None:
    """A PDF that an office program printed: a fault of each kind, each at its row."""
    document = read_document(Path(__file__).parent / "cases" / "evaluation_faults.pdf")
    found = [(one.code, one.place.zh) for one in lint_document(document, select=["evaluation"])]
    rows = [(code, f"第1页，表格第{row + 4}行") for code, row in ROWS_OF_PDF]
    assert sorted(found) == sorted([*rows, *((code, "第1页，表格第1行") for code in OF_PDF)])


ROWS_OF_PDF = [("S001", 1), ("S009", 2), ("S002", 3), ("S009", 4), ("S003", 5), ("S008", 6)]
OF_PDF = ["S005", "S006", "S011"]


def test_the_arithmetic_is_shown(tmp_path: Path) -> None:
    """As people write it below their tables."""
    path = excel(Sheet(with_row(0, score="4"), total="97"), tmp_path / "a.xlsx")
    found = lint_document(read_document(path), select=["S001"])
    assert [one.zh for one in found] == ["“培训场次”得4分，按4604÷4754×5=4.84"]
    assert found[0].place.zh


# What a tool fails at that divides actual by target and nothing else: name, target, actual, weight -> the score that
# follows; None: cannot be computed, and is said.
NAIVE: list[tuple[str, str, str, int, str | None]] = [
    ("项目总成本", "≤30万元", "20万元", 10, "10"),
    ("项目总成本", "≤30万元", "30万元", 10, "10"),
    ("项目总成本", "≤30万元", "200000元", 10, "10"),
    ("项目总成本", "≤30万元", "33万元", 10, "9"),
    ("设备故障率", "≤2%", "0%", 10, "10"),
    ("安全事故次数", "0次", "0次", 10, "10"),
    ("安全事故次数", "0次", "1次", 10, "0"),
    ("安全事故次数", "≤0次", "0", 10, "10"),
    ("验收合格率", "≥95%", "0.97", 10, "10"),
    ("验收合格率", "≥95%", "0.9", 10, "9.47"),
    ("验收合格率", "95%以上", "95%", 10, "10"),
    ("培训场次", "≥4754场", "4604场", 5, "4.84"),
    ("培训场次", "≥100场", "120场", 5, "5"),
    ("培训场次", "=100场", "100场", 5, "5"),
    ("培训场次", "100场", "80场", 5, "4"),
    ("培训场次", "≥100场", "300场", 5, None),
    ("完成时间", "2024年12月底前", "2024年11月30日", 5, "5"),
    ("服务效果", "效果明显", "较好", 5, None),
    ("服务效果", "效果明显", "达成预期指标", 5, "5"),
    ("培训场次", "≥100场", "95%", 5, None),
    ("新增专利", "≥0件", "3件", 5, "5"),
    ("响应时间", "≤2小时", "90分钟", 5, "5"),
    ("建设里程", "≥5公里", "4500米", 10, "9"),
]


@pytest.mark.parametrize(("name", "target", "actual", "weight", "score"), NAIVE)
def test_what_a_naive_tool_fails_at(name: str, target: str, actual: str, weight: int, score: str | None) -> None:
    """Direction, zero, units, ratios over one, dates and words."""
    level2 = BY_CODE["14" if "成本" in name else "11"]
    details = Details(weight=D(weight), actual=parse_target(actual, name=name, year=2024))
    one = Indicator(1, level2.parent, level2, name, None, None)
    follows = expected(one, details, parse_target(target, name=name, year=2024), D(weight))
    if score is None:
        assert isinstance(follows, Unknown)
    else:
        assert isinstance(follows, Expected)
        assert follows.allows(D(score)), follows
        if D(score) < weight and "." in score:
            assert not follows.allows(D(weight))


def test_the_rule_of_the_table_comes_first() -> None:
    """每少1个百分点扣0.5分 is the table's own rule, and not actual ÷ target."""
    level2 = BY_CODE["12"]
    one = Indicator(1, level2.parent, level2, "合格率", None, None)
    details = Details(weight=D(10), actual=parse_target("91%"), scoring_rule="达到得满分，每少1个百分点扣0.5分")
    follows = expected(one, details, parse_target("≥95%"), D(10))
    assert isinstance(follows, Expected)
    assert follows.allows(D(8))
    assert not follows.allows(D("9.58"))
    own = Details(weight=D(10), actual=parse_target("91%"), scoring_rule="由评审组综合评定")
    assert isinstance(expected(one, own, parse_target("≥95%"), D(10)), Unknown)


@pytest.mark.parametrize(("over_limit", "right"), [("linear", ["9"]), ("inverse", ["9.09"]), ("either", ["9", "9.09"])])
def test_how_an_exceeded_limit_is_scored_can_be_set(over_limit: OverLimit, right: list[str]) -> None:
    """Two rules are in use; a run may be held to one of them."""
    level2 = BY_CODE["14"]
    one = Indicator(1, level2.parent, level2, "项目总成本", None, None)
    details = Details(weight=D(10), actual=parse_target("33万元"))
    follows = expected(one, details, parse_target("≤30万元"), D(10), over_limit)
    assert isinstance(follows, Expected)
    assert [score for score in ("9", "9.09", "8") if follows.allows(D(score))] == right
