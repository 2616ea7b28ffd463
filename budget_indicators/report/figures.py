"""The figures of the overview: each is one declared query of the tables, which gives its numbers and its rows.

``DEFINITIONS`` are views over the tables that ``extract -o tables.sqlite`` writes; with them, the queries shown in the
overview give its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs

from ..model.rule import Both

AmountKind: TypeAlias = Literal["count", "money", "share", "number"]
RowsOf: TypeAlias = Literal["counted_projects", "counted_indicators", "findings"]


def definitions(left_out: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """The views; ``left_out`` are the tables, by file and sheet, that repeat another."""
    values = ", ".join(f"({_quoted(file)}, {_quoted(sheet)})" for file, sheet in left_out)
    repeated = f"VALUES {values}" if left_out else "SELECT NULL, NULL WHERE 0"
    return (f"CREATE TEMP VIEW repeated (file, sheet) AS {repeated}", _PROJECT_VIEW, _INDICATOR_VIEW)


_PROJECT_VIEW = """\
CREATE TEMP VIEW counted_projects AS
SELECT *, COALESCE(department, unit) AS who,
  COALESCE(executed, execution_rate, score, grade) IS NOT NULL AS evaluated
FROM projects AS p
WHERE NOT EXISTS (SELECT 1 FROM repeated AS r WHERE r.file = p.file AND r.sheet IS p.sheet)"""
_INDICATOR_VIEW = """\
CREATE TEMP VIEW counted_indicators AS
SELECT *, COALESCE(department, unit) AS who, file || ':' || project_number AS project_id,
  CASE annual_kind WHEN 'missing' THEN cycle_kind ELSE annual_kind END AS kind,
  CASE annual_kind WHEN 'missing' THEN cycle_text ELSE annual_text END AS text,
  CASE annual_kind WHEN 'missing' THEN cycle_unit ELSE annual_unit END AS amount_unit
FROM indicators AS i
WHERE NOT EXISTS (SELECT 1 FROM repeated AS r WHERE r.file = i.file AND r.sheet IS i.sheet)"""


def _quoted(text: str | None) -> str:
    if text is None:
        return "NULL"
    plain = text.encode("utf-8", "replace").decode("utf-8").replace("'", "''").replace("\0", "")
    return f"'{plain}'"


@attrs.frozen
class LabelColumn:
    """A column that rows are grouped by; ``words`` are the names of its codes, in order."""

    name: str
    title: Both
    expression: str
    words: dict[str, Both] = attrs.field(factory=dict, eq=False)
    always: frozenset[str] = frozenset()
    """The codes that are shown even if they do not occur."""
    in_name: bool = True
    """Whether it is part of a bar's name if it differs from bar to bar."""


@attrs.frozen
class AmountColumn:
    """A column of numbers."""

    name: str
    title: Both
    expression: str
    kind: AmountKind = "count"
    adds_up: bool = True
    """Whether the sum over several lines is meaningful: not if a project is in several of them."""


@attrs.frozen
class Figure:
    """Bars and a table: rows of ``rows_of`` that match ``where``, grouped by ``labels``, the first amount as bar.

    ``most`` is the number of lines shown; the others are added up in one. ``outside`` says that the numbers come from
    lint and not from the tables of ``extract``.
    """

    key: str
    title: Both
    note: Both
    rows_of: RowsOf
    labels: tuple[LabelColumn, ...]
    amounts: tuple[AmountColumn, ...]
    where: str = ""
    having: str = ""
    order: str = ""
    most: int = 20
    outside: bool = False

    @property
    def query(self) -> str:
        """The query whose result the figure shows."""
        columns = [f"{label.expression} AS {label.name}" for label in self.labels]
        columns += [f"{amount.expression} AS {amount.name}" for amount in self.amounts]
        numbers = ", ".join(str(at) for at in range(1, len(self.labels) + 1))
        parts = ["SELECT " + ",\n  ".join(columns), f"FROM {self.rows_of}"]
        if self.where:
            parts.append(f"WHERE {self.where}")
        parts.append(f"GROUP BY {numbers}")
        if self.having:
            parts.append(f"HAVING {self.having}")
        parts.append(f"ORDER BY {f'{self.order}, ' if self.order else ''}{numbers}")
        return "\n".join(parts)

    def rows_query(self, most: int) -> str:
        """The rows behind each line, ``most`` of each: the labels, ``ROW_COLUMNS``, and how many rows there are."""
        labels = [label.expression for label in self.labels]
        named = [f"{expression} AS l{at}" for at, expression in enumerate(labels)]
        order = ORDER[self.rows_of]
        where = f" WHERE {self.where}" if self.where else ""
        over = f"OVER (PARTITION BY {', '.join(labels)}"
        inner = (
            f"SELECT {', '.join(named)}, {', '.join(ROW_COLUMNS[self.rows_of])}, COUNT(*) {over}) AS all_rows, "
            f"ROW_NUMBER() {over} ORDER BY {order}) AS n FROM {self.rows_of}{where}"
        )
        return f"SELECT * FROM ({inner}) WHERE n <= {most} ORDER BY n"


ROW_COLUMNS: dict[RowsOf, tuple[str, ...]] = {
    "counted_projects": ("file", "page", "sheet", "row", "line", "who", "unit", "project", "total"),
    "counted_indicators": ("file", "page", "sheet", "row", "line", "who", "project", "name", "text"),
    "findings": ("file", "place_en", "place_zh", "project", "message_en", "message_zh"),
}
"""The columns shown of a row."""
ORDER: dict[RowsOf, str] = {
    "counted_projects": "file, project_number",
    "counted_indicators": "file, project_number, indicator_number",
    "findings": "file, number",
}

NOT_STATED = Both("not stated", "未注明")
_PROJECTS = AmountColumn("projects", Both("Projects", "项目数"), "COUNT(*)")
_OF_PROJECTS = AmountColumn("projects", Both("Projects", "项目数"), "COUNT(DISTINCT project_id)", adds_up=False)
_OF_DEPARTMENTS = AmountColumn(
    "departments", Both("Departments", "部门数"), "COUNT(DISTINCT COALESCE(who, ''))", adds_up=False
)
_INDICATORS = AmountColumn("indicators", Both("Indicators", "指标数"), "COUNT(*)")
_SHARE = AmountColumn("share", Both("Share", "占比"), "100.0 * COUNT(*) / SUM(COUNT(*)) OVER ()", "share")
_MONEY = AmountColumn("money", Both("Money (万元)", "金额（万元）"), "SUM(total) / 10000.0", "money")
_WITHOUT = AmountColumn("without_amount", Both("No amount", "无金额"), "SUM(total IS NULL)")
_YEAR = LabelColumn("year", Both("Year", "年度"), "year")
_WHO = LabelColumn("who", Both("Department", "部门"), "who")
_PLANNED = "project <> '' AND NOT evaluated"

YEARS = Figure(
    "years",
    Both("Money and projects by year", "分年度金额与项目数"),
    Both(
        "Money is the projects' total budget in 万元 (10,000 yuan), secret projects included. Tables about a whole "
        "department and self-evaluations are left out: they would count the same money again.",
        "金额为项目预算总额，单位万元，含涉密项目。部门整体表和自评表不计入，以免重复计算。",
    ),
    "counted_projects",
    (_YEAR,),
    (_MONEY, _PROJECTS, _WITHOUT),
    where=_PLANNED,
)
DEPARTMENTS = Figure(
    "departments",
    Both("Money and projects by department and year", "分部门、分年度金额与项目数"),
    Both(
        "The department is the one the table states, or else the unit that spends the money.",
        "部门取表中写明的部门；没有的取预算单位。",
    ),
    "counted_projects",
    (_WHO, _YEAR),
    (_MONEY, _PROJECTS, _WITHOUT),
    where=_PLANNED,
    order="SUM(total) DESC",
)
LEVELS = Figure(
    "levels",
    Both("Indicators by level", "各级指标数量"),
    Both("", ""),
    "counted_indicators",
    (
        LabelColumn("level1", Both("First level", "一级指标"), "level1"),
        LabelColumn("level2", Both("Second level", "二级指标"), "level2"),
    ),
    (_INDICATORS, _SHARE, _OF_PROJECTS),
    order="level1 IS NULL, MIN(COALESCE(level1_code, '9')), level1, MIN(COALESCE(level2_code, '99'))",
    most=40,
)
_KINDS = {
    "number": Both("A number (12次)", "数值（12次）"),
    "range": Both("A range (≥95%)", "区间（≥95%）"),
    "date": Both("A date", "日期"),
    "words": Both("Words", "文字"),
    "formula": Both("A formula", "公式"),
    "placeholder": Both("A placeholder (XX)", "占位符（XX）"),
    "withheld": Both("Withheld", "涉密不公开"),
    "none": Both("No value", "未填指标值"),
}
KINDS = Figure(
    "kinds",
    Both("Numbers, ranges, dates and words", "指标值的形式"),
    Both(
        "The kind of the annual target, or of the cycle target if there is no annual one.",
        "取年度指标值；没有年度指标值的取实施周期指标值。",
    ),
    "counted_indicators",
    (
        LabelColumn(
            "target",
            Both("Target", "指标值"),
            "CASE WHEN kind IN ('number', 'range', 'formula', 'placeholder', 'withheld') THEN kind\n"
            "    WHEN kind IN ('date_range', 'date_without_year', 'recurring_date') THEN 'date'\n"
            "    WHEN kind IN ('missing', 'empty', 'not_applicable') THEN 'none' ELSE 'words' END",
            _KINDS,
            frozenset(("number", "range", "date", "words")),
        ),
    ),
    (_INDICATORS, _SHARE),
)
_SATISFACTION_BINS = {
    "over": Both("above 100 %", "超过100%"),
    "100": Both("100 %", "100%"),
    "95": Both("95 to <100 %", "95%（含）～100%"),
    "90": Both("90 to <95 %", "90%（含）～95%"),
    "85": Both("85 to <90 %", "85%（含）～90%"),
    "80": Both("80 to <85 %", "80%（含）～85%"),
    "0": Both("<80 %", "低于80%"),
    "points": Both("points (分)", "以分计"),
    "unit": Both("no % (≥95)", "未写百分号（≥95）"),
    "other": Both("other amounts", "其他数值"),
    "words": Both("no number", "无数值"),
}
SATISFACTION = Figure(
    "satisfaction",
    Both("Promised satisfaction", "满意度指标的承诺水平"),
    Both(
        "By the columns `is_satisfaction` and `at_least_percent`: the minimum percentage if the target is met. "
        "Amounts without % (≥95), in points, upper limits, changes and approximate amounts promise no percentage and "
        "are listed separately.",
        "按 `is_satisfaction`、`at_least_percent` 两列统计：达到指标值时至少有百分之几满意。未写百分号的（≥95）、"
        "以分计的、上限、增减和约数没有承诺百分比，单独列出。",
    ),
    "counted_indicators",
    (
        LabelColumn(
            "at_least",
            Both("At least", "至少达到"),
            "CASE WHEN at_least_percent > 100 THEN 'over' WHEN at_least_percent = 100 THEN '100'\n"
            "    WHEN at_least_percent >= 95 THEN '95' WHEN at_least_percent >= 90 THEN '90'\n"
            "    WHEN at_least_percent >= 85 THEN '85' WHEN at_least_percent >= 80 THEN '80'\n"
            "    WHEN at_least_percent IS NOT NULL THEN '0' WHEN amount_unit = '分' THEN 'points'\n"
            "    WHEN kind IN ('number', 'range') AND amount_unit IS NULL THEN 'unit'\n"
            "    WHEN kind IN ('number', 'range', 'date_range') THEN 'other' ELSE 'words' END",
            _SATISFACTION_BINS,
            frozenset(("100", "95", "90", "85", "80", "0")),
        ),
    ),
    (_INDICATORS, _OF_PROJECTS),
    where="is_satisfaction",
)
_RATE_BINS = {
    "over": Both("above 100 %", "超过100%"),
    "100": Both("100 %", "100%"),
    "95": Both("95 to <100 %", "95%（含）～100%"),
    "90": Both("90 to <95 %", "90%（含）～95%"),
    "80": Both("80 to <90 %", "80%（含）～90%"),
    "50": Both("50 to <80 %", "50%（含）～80%"),
    "0": Both("<50 %", "低于50%"),
    "other": Both("other amounts", "其他数值"),
}
RATES = Figure(
    "rates",
    Both("Promised rates", "比率类指标的承诺水平"),
    Both(
        "Targets in percent other than satisfaction (合格率 …). Other amounts are upper limits, changes and "
        "approximate ones.",
        "满意度以外以百分比表示的指标值：合格率、完成率等。其他数值指上限、增减和约数。",
    ),
    "counted_indicators",
    (
        LabelColumn(
            "at_least",
            Both("At least", "至少达到"),
            "CASE WHEN at_least_percent > 100 THEN 'over' WHEN at_least_percent = 100 THEN '100'\n"
            "    WHEN at_least_percent >= 95 THEN '95' WHEN at_least_percent >= 90 THEN '90'\n"
            "    WHEN at_least_percent >= 80 THEN '80' WHEN at_least_percent >= 50 THEN '50'\n"
            "    WHEN at_least_percent IS NOT NULL THEN '0' ELSE 'other' END",
            _RATE_BINS,
            frozenset(("100", "95", "90", "80", "50", "0")),
        ),
    ),
    (_INDICATORS, _OF_PROJECTS),
    where="NOT is_satisfaction AND (at_least_percent IS NOT NULL OR amount_unit IN ('%', '‰'))",
)
COMMONEST = Figure(
    "commonest",
    Both("The most common indicators", "最常见的指标"),
    Both("By their names.", "按三级指标名称。"),
    "counted_indicators",
    (LabelColumn("name", Both("Indicator", "指标"), "name"),),
    (_OF_PROJECTS, _INDICATORS),
    where="name <> '' AND kind <> 'withheld'",
    having="COUNT(DISTINCT project_id) > 1",
    order="COUNT(DISTINCT project_id) DESC",
    most=15,
)
BOILERPLATE = Figure(
    "boilerplate",
    Both("Boilerplate: the same words in several projects", "套用指标：多个项目逐字相同"),
    Both(
        "Level, name and both targets alike, word for word, in two or more projects of one year.",
        "级次、名称和两个指标值逐字相同，出现在同一年度的两个以上项目中。",
    ),
    "counted_indicators",
    (
        LabelColumn("name", Both("Indicator", "指标"), "name"),
        LabelColumn("annual", Both("Annual target", "年度指标值"), "annual_text"),
        LabelColumn("cycle", Both("Cycle target", "实施周期指标值"), "cycle_text", in_name=False),
        LabelColumn("level2", Both("Second level", "二级指标"), "level2", in_name=False),
        LabelColumn("year", Both("Year", "年度"), "year"),
    ),
    (
        _OF_PROJECTS,
        AmountColumn("departments", Both("Departments", "部门数"), "COUNT(DISTINCT COALESCE(who, ''))", adds_up=False),
    ),
    where="name <> '' AND kind <> 'withheld'",
    having="COUNT(DISTINCT project_id) > 1",
    order="COUNT(DISTINCT project_id) DESC",
    most=15,
)
_FINDINGS = (
    AmountColumn("findings", Both("Findings", "数量"), "COUNT(*)"),
    AmountColumn("files", Both("Files", "文件数"), "COUNT(DISTINCT file)", adds_up=False),
)
_CODE = LabelColumn("code", Both("Rule", "规则"), "code")
FINDINGS = Figure(
    "findings",
    Both("Findings by rule", "各条规则发现的问题"),
    Both(
        "As `budget-indicators lint --statistics` counts them.",
        "与 `budget-indicators lint --statistics` 的统计相同。",
    ),
    "findings",
    (_CODE,),
    _FINDINGS,
    where="NOT review",
    order="COUNT(*) DESC",
    most=40,
    outside=True,
)
REVIEW = Figure(
    "review",
    Both("Review findings, by rule", "质量审查发现的问题"),
    Both(
        "The rules that `lint --review` adds: matters of judgement, not faults of form. What compares files with each "
        "other is not among them.",
        "`lint --review` 另加的规则：属于需要判断的问题，不是写法错误。文件之间的比较不计入。",
    ),
    "findings",
    (_CODE,),
    _FINDINGS,
    where="review",
    order="COUNT(*) DESC",
    most=40,
    outside=True,
)
WITHHELD = Figure(
    "withheld",
    Both("Withheld projects", "涉密、不公开的项目"),
    Both(
        "Projects that the table only marks as secret; their money is published.",
        "表中只写明涉密、没有公开指标的项目；金额仍然公开。",
    ),
    "counted_projects",
    (_WHO, _YEAR),
    (_PROJECTS, _MONEY, _WITHOUT),
    where="withheld",
    order="COUNT(*) DESC",
)
_SCORE_BINS = {
    "over": Both("above 100", "超过100"),
    "100": Both("100", "100"),
    "95": Both("95 to <100", "95（含）～100"),
    "90": Both("90 to <95", "90（含）～95"),
    "80": Both("80 to <90", "80（含）～90"),
    "60": Both("60 to <80", "60（含）～80"),
    "0": Both("<60", "低于60"),
    "none": Both("no total score", "无总分"),
}


_USUAL = frozenset(("100", "95", "90", "80", "60", "0"))


def _bins(column: str) -> str:
    return (
        f"CASE WHEN {column} > 100 THEN 'over' WHEN {column} = 100 THEN '100' WHEN {column} >= 95 THEN '95'\n"
        f"    WHEN {column} >= 90 THEN '90' WHEN {column} >= 80 THEN '80' WHEN {column} >= 60 THEN '60'\n"
        f"    WHEN {column} IS NOT NULL THEN '0' ELSE 'none' END"
    )


SCORES = Figure(
    "scores",
    Both("Self-evaluation: total scores", "自评：总分"),
    Both("The points that the evaluated units gave themselves.", "单位自评得分。"),
    "counted_projects",
    (LabelColumn("score", Both("Score", "得分"), _bins("score"), _SCORE_BINS, _USUAL),),
    (
        _PROJECTS,
        _MONEY,
        AmountColumn("executed", Both("Spent (万元)", "执行数（万元）"), "SUM(executed) / 10000.0", "money"),
    ),
    where="evaluated",
)
EXECUTION = Figure(
    "execution",
    Both("Self-evaluation: share of the budget spent", "自评：预算执行率"),
    Both("", ""),
    "counted_projects",
    (
        LabelColumn(
            "rate",
            Both("Spent", "执行率"),
            _bins("execution_rate"),
            {
                code: Both(f"{name.en} %", f"{name.zh}%") if code != "none" else Both("not stated", "未注明")
                for code, name in _SCORE_BINS.items()
            },
            _USUAL,
        ),
    ),
    (_PROJECTS,),
    where="evaluated",
)
_MARKS = {
    "full": Both("full marks", "满分"),
    "most": Both("nine tenths or more", "九成（含）以上"),
    "part": Both("less than nine tenths", "低于九成"),
    "zero": Both("no points", "零分"),
    "over": Both("more than its weight", "超过分值"),
}
MARKS = Figure(
    "marks",
    Both("Self-evaluation: points of the indicators", "自评：各指标得分"),
    Both("The score of an indicator beside its weight.", "指标得分与其分值相比。"),
    "counted_indicators",
    (
        LabelColumn(
            "marks",
            Both("Points", "得分"),
            "CASE WHEN score > weight THEN 'over' WHEN score = weight THEN 'full' WHEN score <= 0 THEN 'zero'\n"
            "    WHEN score >= 0.9 * weight THEN 'most' ELSE 'part' END",
            _MARKS,
            frozenset(("full", "most", "part", "zero")),
        ),
    ),
    (_INDICATORS, _SHARE, _OF_PROJECTS),
    where="score IS NOT NULL AND weight > 0",
)


@attrs.frozen
class Section:
    """A part of the overview, and the text for it if none of its figures has anything to show."""

    key: str
    title: Both
    figures: tuple[Figure, ...]
    nothing: Both


SECTIONS = (
    Section(
        "money",
        Both("Money and projects", "金额与项目"),
        (YEARS, DEPARTMENTS),
        Both("No project with a name.", "没有读到有名称的项目。"),
    ),
    Section(
        "indicators",
        Both("Indicators and targets", "指标与指标值"),
        (LEVELS, KINDS, SATISFACTION, RATES),
        Both("No indicator.", "没有读到指标。"),
    ),
    Section(
        "alike",
        Both("Common and boilerplate indicators", "常见指标与套用指标"),
        (COMMONEST, BOILERPLATE),
        Both("No indicator is repeated in two projects.", "没有在两个以上项目中出现的指标。"),
    ),
    Section(
        "problems",
        Both("Findings", "发现的问题"),
        (FINDINGS, REVIEW),
        Both("Nothing found.", "未发现问题。"),
    ),
    Section(
        "secret",
        Both("Withheld", "涉密不公开"),
        (WITHHELD,),
        Both("No withheld project.", "没有涉密项目。"),
    ),
    Section(
        "evaluation",
        Both("Self-evaluation", "绩效自评"),
        (SCORES, EXECUTION, MARKS),
        Both("No self-evaluation among these documents.", "这些文件中没有自评表。"),
    ),
)


@attrs.frozen
class KeyNumber:
    """A single number at the top; ``figure`` is the key of the figure that leads to its rows."""

    key: str
    title: Both
    query: str
    kind: AmountKind = "count"
    figure: str = ""


AT_LEAST_95 = KeyNumber(
    "satisfaction95",
    Both("Projects that promise at least 95 % satisfaction", "承诺满意度至少95%的项目"),
    "SELECT COUNT(DISTINCT project_id) FROM counted_indicators WHERE is_satisfaction AND at_least_percent >= 95",
    figure="satisfaction",
)
KEY_NUMBERS = (
    KeyNumber(
        "documents",
        Both("Documents read", "已读取的文件"),
        "SELECT COUNT(*) FROM documents WHERE status = 'read'",
        figure="files",
    ),
    KeyNumber("projects", Both("Projects", "项目"), "SELECT COUNT(*) FROM counted_projects", figure="departments"),
    KeyNumber(
        "money",
        Both("Budget (万元)", "预算（万元）"),
        f"SELECT SUM(total) / 10000.0 FROM counted_projects WHERE {_PLANNED}",
        "money",
        "departments",
    ),
    KeyNumber("indicators", Both("Indicators", "指标"), "SELECT COUNT(*) FROM counted_indicators", figure="levels"),
    AT_LEAST_95,
    KeyNumber(
        "withheld",
        Both("Withheld projects", "涉密项目"),
        "SELECT SUM(withheld) FROM counted_projects",
        figure="withheld",
    ),
)
