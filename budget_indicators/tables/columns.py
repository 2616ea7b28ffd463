"""The columns of every table, once: names, types and meaning; every format and the docs are made from this."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from ..values.columns import CANONICAL_NAMES as _CANONICAL_NAMES
from ..values.columns import NAMES as _VALUE_NAMES

Type: TypeAlias = Literal["text", "integer", "money", "number", "boolean", "date"]
TableName: TypeAlias = Literal["documents", "projects", "indicators", "measures", "diagnostics"]

MONEY_PRECISION, MONEY_SCALE = 24, 4
"""``money``: 元, exact to a hundredth of a cent."""
NUMBER_PRECISION, NUMBER_SCALE = 38, 10
"""``number``: a target's amount. One that does not fit is left empty; its text is there all the same."""


@attrs.frozen
class Column:
    """A column: its name, its type and what it holds."""

    name: str
    type: Type
    doc: str


def _columns(*rows: tuple[str, Type, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


_FILE = _columns(("file", "text", "the file's path, as given"))
_PLACE = _columns(
    ("page", "integer", "page of the file, from 1"),
    ("sheet", "text", "sheet of the workbook"),
    ("row", "integer", "row of the table (of the page's table in a PDF), from 1"),
    ("line", "integer", "line of the text, from 1"),
)
_NUMBER = _columns(("project_number", "integer", "number of the project in its file, from 1"))
_INDICATOR_NUMBER = _columns(("indicator_number", "integer", "number of the indicator in its project, from 1"))

_VALUE_DOCS: dict[str, tuple[Type, str]] = {
    "kind": ("text", "number, range, date_range, a kind of free text, or missing"),
    "low": ("number", "lower bound; a number has itself as both bounds"),
    "high": ("number", "upper bound"),
    "low_inclusive": ("boolean", "whether the lower bound is included"),
    "high_inclusive": ("boolean", "whether the upper bound is included"),
    "unit": ("text", "unit of the amount (次, %, 元/人)"),
    "per": ("text", "period or subject the amount is counted in (每月)"),
    "text": ("text", "the value as written, cleaned of line wraps"),
    "approximate": ("boolean", "whether it is marked with 左右, 约 or the like"),
    "start": ("date", "first day of a date"),
    "end": ("date", "last day of a date"),
    "ambiguous": ("boolean", "whether the headline among several measures is ambiguous"),
}


def _values(prefix: str, whose: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{prefix}_{name}", _VALUE_DOCS[name][0], f"{whose}: {_VALUE_DOCS[name][1]}") for name in _VALUE_NAMES
    )


_CANONICAL_DOCS: dict[str, tuple[Type, str]] = {
    "dimension": ("text", "what the unit measures; amounts of one dimension can be compared (length, money/人)"),
    "base_low": ("number", "lower bound in base_unit"),
    "base_high": ("number", "upper bound in base_unit"),
    "base_unit": ("text", "the one unit of the dimension (米 for 公里)"),
    "relation": ("text", "increase, decrease, share or after, where the amount is relative"),
    "baseline": ("text", "what it is relative to (上年)"),
}


def _canonical(prefix: str, whose: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{prefix}{name}", _CANONICAL_DOCS[name][0], f"{whose}{_CANONICAL_DOCS[name][1]}")
        for name in _CANONICAL_NAMES
    )


_YEAR_FIELDS: tuple[tuple[str, Type, str], ...] = (
    ("year", "integer", "budget year of the file, empty where nothing states it"),
)
_YEAR = _columns(*_YEAR_FIELDS)

DOCUMENTS = _FILE + _columns(
    ("status", "text", "read or failed"),
    ("message", "text", "why it failed"),
    ("title", "text", "title of the table"),
    ("department", "text", "department (部门名称)"),
    ("money_unit", "text", "money unit the file states; all amounts here are in 元 all the same"),
    ("projects", "integer", "number of projects"),
    ("withheld", "integer", "number of secret projects (涉密项目)"),
    ("indicators", "integer", "number of indicators"),
    ("stated_total", "money", "合计 as the file states it, 元"),
    ("projects_total", "money", "sum of the projects' totals, 元"),
    ("diagnostics", "integer", "number of findings in the document and its strings"),
    *_YEAR_FIELDS,
    ("year_source", "text", "where the year was read: caller, title, header or file (its name)"),
    ("withheld_total", "money", "sum of the secret projects' totals, 元"),
)
PROJECTS = (
    _FILE
    + _NUMBER
    + _PLACE
    + _columns(
        ("department", "text", "department (部门名称)"),
        ("unit", "text", "unit that spends the money"),
        ("project", "text", "name of the project; empty in a table about the whole department"),
        ("total", "money", "总计, 元"),
        ("fiscal", "money", "财政拨款, 元"),
        ("special_account", "money", "财政专户拨款, 元"),
        ("other", "money", "其他资金, 元"),
        ("goal", "text", "绩效目标"),
        ("withheld", "boolean", "whether the project is secret"),
        ("form", "text", "string: dense string of one cell; columns: a table's columns; none: no indicators"),
        ("indicators", "integer", "number of indicators"),
        ("text", "text", "the text the indicators were read from; empty for the strings of a large file"),
    )
    + _YEAR
    + _columns(
        ("executed", "money", "执行数 of a self-evaluation, 元"),
        ("execution_rate", "number", "执行率 of a self-evaluation, in per cent"),
        ("score", "number", "total score of a self-evaluation"),
        ("grade", "text", "grade of a self-evaluation (优, 良 …)"),
        ("cycle_total", "money", "money of the whole implementation period, 元"),
    )
)
DETAILS = _columns(
    ("weight", "number", "权重 or 分值"),
    ("score", "number", "得分"),
    ("type", "text", "quantitative (定量) or qualitative (定性)"),
    ("direction", "text", "positive (正向: more is better) or negative (反向)"),
    ("recipient", "text", "the county or unit whose target this is, where the table has a column for each"),
    ("grades", "text", "the targets of a scale, the best first: 优：100%；良：90%"),
    ("other_targets", "text", "values for other periods: 2024年实际值：95%"),
    ("explanation", "text", "指标解释"),
    ("scoring_rule", "text", "评分标准"),
    ("basis", "text", "设定依据"),
    ("reason", "text", "偏差原因"),
    ("remark", "text", "备注"),
) + _values("actual", "实际完成值")
"""Columns filled only by tables with columns; empty for the entries of a dense string."""
IN_PICTURE = _columns(
    ("box_page", "integer", "page of the box: that on which the indicator begins (page is that of its project)"),
    ("box_left", "number", "left side of the box, as a share of the page's width (0 to 1)"),
    ("box_top", "number", "top of the box, as a share of the page's height, from the top of the page"),
    ("box_right", "number", "right side of the box, as a share of the page's width, from the left"),
    ("box_bottom", "number", "bottom of the box, as a share of the page's height, from the top of the page"),
    ("confidence", "number", "text recognition's confidence in its least certain character (0 to 1)"),
)
"""The position of an indicator in the picture of a scanned page; empty if its file has text."""
INDICATORS = (
    _FILE
    + _PLACE
    + _columns(
        ("department", "text", "department (部门名称)"),
        ("unit", "text", "unit that spends the money"),
        ("project", "text", "name of the project; empty in a table about the whole department"),
        ("project_total", "money", "总计 of the project, 元"),
    )
    + _NUMBER
    + _INDICATOR_NUMBER
    + _columns(
        ("ordinal", "integer", "序号 as written"),
        ("level1_code", "text", "code of the 一级指标 (1), empty where it has none"),
        ("level1", "text", "official name of the 一级指标"),
        ("level2_code", "text", "code of the 二级指标 (11), empty where it has none"),
        ("level2", "text", "official name of the 二级指标"),
        ("name", "text", "三级指标, the indicator itself"),
    )
    + _values("cycle", "实施周期指标值")
    + _values("annual", "年度指标值")
    + _columns(("findings", "text", "codes of the findings inside the indicator, separated by blanks"))
    + _YEAR
    + DETAILS
    + _canonical("cycle_", "实施周期指标值: ")
    + _canonical("annual_", "年度指标值: ")
    + _canonical("actual_", "实际完成值: ")
    + _columns(
        ("is_satisfaction", "boolean", "whether it measures satisfaction (群众满意度; not 满意度调查次数)"),
        (
            "at_least_percent",
            "number",
            "the percentage reached if the annual (else the cycle) target is met; empty for other units and limits",
        ),
        ("level1_weight", "number", "points of the whole 一级指标 (产出指标（50分）)"),
        ("level2_weight", "number", "points of the whole 二级指标"),
        ("cycle_first_year", "integer", "first year that the key of the cycle names (实施周期指标值（2025-2027年）)"),
        ("cycle_last_year", "integer", "last year that it names"),
        ("annual_year", "integer", "year that the annual key names (年度指标值（2025年）)"),
    )
    + IN_PICTURE
)
MEASURES = (
    _FILE
    + _NUMBER
    + _INDICATOR_NUMBER
    + _columns(
        ("target", "text", "cycle, annual or actual"),
        ("measure_number", "integer", "number of the measure in its target, from 1"),
        ("headline", "boolean", "whether it is the target's headline value"),
        ("kind", "text", "number, range or date_range"),
        ("low", "number", "lower bound; a number has itself as both bounds"),
        ("high", "number", "upper bound"),
        ("low_inclusive", "boolean", "whether the lower bound is included"),
        ("high_inclusive", "boolean", "whether the upper bound is included"),
        ("unit", "text", "unit of the amount"),
        ("per", "text", "period or subject the amount is counted in"),
        ("approximate", "boolean", "whether it is marked with 左右, 约 or the like"),
        ("start", "date", "first day of a date"),
        ("end", "date", "last day of a date"),
        ("text", "text", "the measure as written"),
    )
    + _YEAR
    + _canonical("", "")
    + _columns(("about", "text", "what the measure is about, where its clause says so (出租屋登记率)"))
)
DIAGNOSTICS = (
    _FILE
    + _columns(
        ("project_number", "integer", "number of the project; empty for a finding about the whole document"),
        ("code", "text", "code of the rule (budget-indicators rule CODE explains it)"),
        ("name", "text", "name of the rule"),
        ("severity", "text", "error, warning or info"),
        ("message_en", "text", "the finding in English"),
        ("message_zh", "text", "the finding in Chinese"),
        ("span_start", "integer", "first code point in the project's text"),
        ("span_end", "integer", "code point after the last"),
    )
    + _YEAR
)

_FINGERPRINT = _columns(("fingerprint", "text", "first 16 hexadecimal digits of the SHA-256 of the file's content"))

TABLES: dict[TableName, tuple[Column, ...]] = {
    "documents": DOCUMENTS + _FINGERPRINT,
    "projects": PROJECTS + _FINGERPRINT,
    "indicators": INDICATORS + _FINGERPRINT,
    "measures": MEASURES + _FINGERPRINT,
    "diagnostics": DIAGNOSTICS + _FINGERPRINT,
}
"""Every table as it is written and its columns, in order: those of its rows, and which file they were read from."""


def check_table(table: str) -> None:
    """Raise ``ValueError``, in English and in Chinese, for an unknown table."""
    if table not in TABLES:
        choices = ", ".join(map(repr, TABLES))
        raise ValueError(f"no table {table!r}: choose one of {choices}（没有这张表，可选：{choices}）")


def reference() -> str:
    """The reference of all tables as Markdown, for the docs."""
    parts: list[str] = []
    for table, columns in TABLES.items():
        rows = "\n".join(f"| `{column.name}` | {column.type} | {column.doc} |" for column in columns)
        parts.append(f"### {table}\n\n| column | type | holds |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)
