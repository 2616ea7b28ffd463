"""Reading a file grows no faster than its rows, whatever they hold: counted in function calls, never in seconds."""

from __future__ import annotations

import gc
import os
from cProfile import Profile

import pytest

from budget_indicators import read_document

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
STRING = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:2次。"
ROWS = {
    "one cell": ("1",),
    "a label": ("项目名称", "培训"),
    "half a header": ("一级指标", "其他"),
    "a string below words": ("培训", STRING),
    "blank": ("",),
    "amounts": ("项目", "100.00", "50"),
    "two labels": ("项目名称", "培训", "主管部门", "局"),
    "a header": ("一级指标", "二级指标", "三级指标", "年度指标值"),
    "a word of a header": ("指标值",),
    "an indicator": ("产出指标", "数量指标", "培训次数", "2次"),
    "a level": ("产出指标", "", ""),
    "a string": (STRING,),
    "a sum": ("合计", "100", "100"),
    "a remark": ("注：说明",),
    "a title": ("项目支出绩效目标表",),
    "a year": ("2025年度",),
    "a long text": ("长" * 300,),
    "a goal": ("绩效目标", "完成"),
    "money": ("年度资金总额", "10", "9"),
    "scores": ("产出指标", "数量指标", "培训", "≥5场", "4场", "5", "4"),
    "a secret": ("涉密项目", "100"),
    "numbers": ("1", "2", "3"),
}
HEADS = {"none": (), "columns": (ROWS["a header"],), "strings": (("项目名称", "总计", "绩效指标"),)}
FORMATS = ("html", "csv", "txt")
FEW = 400 if DEEP else 60
"""Rows of the shorter file; a look ahead takes in two hundred at most, which the shorter ones do not reach."""


def written(rows: list[tuple[str, ...]], form: str) -> bytes:
    """A file of rows."""
    if form == "html":
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        return f"<meta charset=utf-8><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()
    return "\n".join(("," if form == "csv" else " ").join(row) for row in rows).encode()


def calls(rows: list[tuple[str, ...]], form: str) -> int:
    """How many functions are called while a file is read, those written in C included."""
    data = written(rows, form)
    profile = Profile(subcalls=False)
    gc.disable()
    try:
        profile.runcall(read_document, data, name=f"file.{form}")
    finally:
        gc.enable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("form", FORMATS if DEEP else FORMATS[:1])
@pytest.mark.parametrize("head", HEADS if DEEP else ("none",))
@pytest.mark.parametrize("kind", ROWS if DEEP else list(ROWS)[:4])
def test_rows_of_a_kind(kind: str, head: str, form: str) -> None:
    """Four times the rows cost far less than sixteen times as much."""
    few, many = (calls([*HEADS[head], *[ROWS[kind]] * count], form) for count in (FEW, 4 * FEW))
    assert many <= (5 if DEEP else 8) * few, (few, many)
