"""Dimensions of units, and one form for units that have several.

The words themselves are the terminals PERCENT, MONEY, TIME, SCORE, SIZE, COUNT and THING of ``grammar/targets.lark``;
a terminal's name is the dimension of its words.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Dimension: TypeAlias = Literal["PERCENT", "MONEY", "TIME", "AGE", "SCORE", "SIZE", "COUNT", "NONE"]

DIMENSIONS: dict[str, Dimension] = {
    "PERCENT": "PERCENT",
    "MONEY": "MONEY",
    "TIME": "TIME",
    "MONTH": "TIME",
    "AGE": "AGE",
    "SCORE": "SCORE",
    "SIZE": "SIZE",
    "COUNT": "COUNT",
    "THING": "COUNT",
}
"""Terminal of the grammar -> dimension of its words."""

ONE_FORM: dict[str, str] = {
    # The words of a unit column.
    "百分比": "%",
    "百分之": "%",
    "个百分比": "%",
    "个点": "百分点",
    "个百分点": "百分点",
    # 个 only counts these; 个月 keeps it, for 月 alone is a month of the calendar.
    "个小时": "小时",
    "个工作日": "工作日",
    "法定工作日": "工作日",
    "个法定工作日": "工作日",
    "米²": "平方米",
    "米³": "立方米",
    "个工作天": "工作日",
    "工作天": "工作日",
    "个自然日": "自然日",
    "个日历天": "日历天",
    "个交易日": "交易日",
    "个自然月": "自然月",
    "个自然年": "自然年",
    "个财年": "财年",
    "个会计年度": "会计年度",
    "个周": "周",
    "个星期": "星期",
    "个礼拜": "星期",
    "个季度": "季度",
    "个学期": "学期",
    "个学年": "学年",
    "个年度": "年度",
    "元钱": "元",
    "元整": "元",
    "块钱": "元",
    "元人民币": "元",
    "人民币": "元",
    "个积分": "积分",
    "月": "个月",
}
"""Unit as written -> its canonical form; every other unit stays as it is."""

FOLDED_SCALES: dict[str, tuple[int, str]] = {"万吨": (4, "吨"), "万亩": (4, "亩")}
"""Units that contain a scale word, which folds into the number."""

TENTH = "成"
"""九成 is 90 %."""
