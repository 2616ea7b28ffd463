"""The Chinese names of a workbook's sheets and columns; every other format has the stable English names."""

from __future__ import annotations

from .columns import TABLES, Column, TableName

SHEETS: dict[TableName, str] = {
    "documents": "文件",
    "projects": "项目",
    "indicators": "指标",
    "measures": "数值",
    "diagnostics": "问题",
}
"""The sheets' names."""

_PREFIXES = (("cycle_", "实施周期"), ("annual_", "年度"), ("actual_", "实际"))
_HEADINGS = {
    "file": "文件", "status": "状态", "message": "原因", "title": "表名", "department": "部门",
    "money_unit": "金额单位", "projects": "项目数", "withheld": "涉密", "indicators": "指标数",
    "stated_total": "合计（元）", "projects_total": "项目之和（元）", "diagnostics": "问题数", "year": "年度",
    "year_source": "年度出处", "withheld_total": "涉密项目金额（元）", "project_number": "项目序号", "page": "页",
    "sheet": "工作表", "row": "表格行", "line": "行", "unit": "单位", "project": "项目名称", "total": "总计（元）",
    "fiscal": "财政拨款（元）", "special_account": "财政专户拨款（元）", "other": "其他资金（元）",
    "goal": "绩效目标", "form": "形式", "text": "原文", "executed": "执行数（元）", "execution_rate": "执行率（%）",
    "score": "得分", "grade": "等级", "cycle_total": "中期资金总额（元）", "project_total": "项目总计（元）",
    "indicator_number": "指标序号", "ordinal": "原序号", "level1_code": "一级指标代码", "level1": "一级指标",
    "level2_code": "二级指标代码", "level2": "二级指标", "name": "名称", "kind": "种类", "low": "下限",
    "high": "上限", "low_inclusive": "含下限", "high_inclusive": "含上限", "per": "每", "approximate": "约数",
    "start": "开始日期", "end": "结束日期", "ambiguous": "有歧义", "findings": "问题代码", "weight": "权重",
    "type": "定量或定性", "direction": "方向", "recipient": "所属地区或单位", "grades": "分档",
    "other_targets": "其他指标值", "explanation": "指标解释", "scoring_rule": "评分标准", "basis": "设定依据",
    "reason": "偏差原因", "remark": "备注", "dimension": "量纲", "base_low": "下限（基本单位）",
    "base_high": "上限（基本单位）", "base_unit": "基本单位", "relation": "相对关系", "baseline": "基准",
    "target": "所属指标值", "measure_number": "数值序号", "headline": "主要数值", "about": "所指", "code": "代码",
    "severity": "级别", "message_en": "说明（英文）", "message_zh": "说明", "is_satisfaction": "满意度指标",
    "at_least_percent": "至少（%）", "span_start": "起始位置", "span_end": "结束位置", "fingerprint": "文件指纹",
    "box_page": "图中页", "box_left": "图中左边", "box_top": "图中上边", "box_right": "图中右边",
    "box_bottom": "图中下边", "confidence": "识别把握", "level1_weight": "一级指标分值",
    "level2_weight": "二级指标分值", "cycle_first_year": "实施周期首年", "cycle_last_year": "实施周期末年",
    "annual_year": "年度指标值所属年",
}  # fmt: skip
_VALUE = {"text": "指标值", "unit": "计量单位"}
_OF_TABLE: dict[tuple[TableName, str], str] = {
    ("documents", "withheld"): "涉密项目数",
    ("indicators", "name"): "三级指标",
    ("measures", "unit"): "计量单位",
}


def heading(table: TableName, column: Column) -> str:
    """The Chinese name of a column.

    >>> from .columns import TABLES
    >>> [heading("indicators", column) for column in TABLES["indicators"] if column.name in ("name", "annual_text")]
    ['三级指标', '年度指标值']
    """
    if (own := _OF_TABLE.get((table, column.name))) is not None:
        return own
    if column.name in _HEADINGS:
        return _HEADINGS[column.name]
    prefix, word = next(each for each in _PREFIXES if column.name.startswith(each[0]))
    rest = column.name.removeprefix(prefix)
    return word + (_VALUE.get(rest) or _HEADINGS[rest])


_TYPES = {"text": "文字", "integer": "整数", "money": "金额", "number": "数", "boolean": "是否", "date": "日期"}


def reference() -> str:
    """The columns of all tables in Chinese as Markdown, for the docs."""
    parts: list[str] = []
    for table, columns in TABLES.items():
        rows = (f"| `{each.name}` | {heading(table, each)} | {_TYPES[each.type]} |" for each in columns)
        body = "\n".join(rows)
        parts.append(f"### {SHEETS[table]}（{table}）\n\n| 列名 | 含义（工作簿表头） | 类型 |\n|---|---|---|\n{body}\n")
    return "\n".join(parts)
