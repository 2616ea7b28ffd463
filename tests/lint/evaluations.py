"""Self-evaluation sheets as Excel, Word and PDF, made from one description."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import attrs

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
RIGHT = [
    ["产出指标", "数量指标", "培训场次", "≥4754场", "4604场", "5", "4.84", "部分场次延期"],
    ["产出指标", "质量指标", "验收合格率", "≥95%", "97%", "20", "20", ""],
    ["产出指标", "时效指标", "响应时间", "≤30分钟", "20分钟", "15", "15", ""],
    ["产出指标", "成本指标", "项目总成本", "≤30万元", "20万元", "10", "10", ""],
    ["效益指标", "社会效益指标", "设备故障率", "≤2%", "1.5%", "15", "15", ""],
    ["效益指标", "社会效益指标", "群众知晓率", "≥90%", "81%", "15", "13.5", "宣传不够"],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "92%", "10", "10", ""],
]


@attrs.frozen
class Sheet:
    """What a sheet says beside its rows: money in 万元, execution rate, its weight and score, the total."""

    rows: list[list[str]]
    planned: str = "100"
    spent: str = "95"
    rate: str = "95%"
    total: str = "97.84"
    """The sum of the scores, 88.34, and 9.5 for budget execution."""

    def grid(self) -> list[list[str]]:
        """All cells, row by row."""
        return [
            ["项目支出绩效自评表（2024年度）"],
            ["项目名称", "培训项目", "", "", "", "", "", ""],
            ["项目资金（万元）", "", "全年预算数", "全年执行数", "执行率", "分值", "得分", ""],
            ["年度资金总额", "", self.planned, self.spent, self.rate, "10", "9.5", ""],
            HEAD,
            *self.rows,
            ["总分", "", "", "", "", "100", self.total, ""],
        ]


@attrs.frozen
class Form:
    """A sheet of another form, given as all of its cells; ``rows`` are those of the indicators."""

    rows: list[list[str]]
    cells: list[list[str]]

    def grid(self) -> list[list[str]]:
        """All cells, row by row."""
        return self.cells


def excel(sheet: Sheet | Form, path: Path) -> Path:
    """The sheet as a workbook."""
    openpyxl = __import__("openpyxl")
    book = openpyxl.Workbook()
    for row, texts in enumerate(sheet.grid(), 1):
        for column, text in enumerate(texts, 1):
            if text:  # as text: "=12场" is no formula
                book.active.cell(row, column, text).data_type = "s"
    book.save(path)
    return path


def word(sheet: Sheet | Form, path: Path) -> Path:
    """The sheet as a document with one table."""
    docx = __import__("docx")
    document = docx.Document()
    title, *rows = sheet.grid()
    document.add_paragraph(title[0])
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def pdf(sheet: Sheet | Form, path: Path) -> Path | None:
    """The sheet printed from Word, where an office program is there to print it."""
    office = shutil.which("soffice")
    if office is None:
        return None
    source = word(sheet, path.with_suffix(".docx"))
    home = f"-env:UserInstallation=file://{path.parent}/office"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path
