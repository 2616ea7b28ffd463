"""Marks, labels and words before and behind each text of a canonical entry: either they are left out, or they are told.

What damage leaves in a name or a value is not foreseen one by one; so every sign of Unicode below U+3100 and of the
presentation forms is tried, and every name of a column in each of its forms. ``FREE`` holds what may be a part of the
text itself: comparisons, signs of numbers, units.
"""

# ruff: noqa: E501  (lists of words)

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import IndicatorTree

TEXTS = (
    ("培训次数", "12次", "4次"),
    ("工程竣工验收合格率", "100%", "≥98%"),
    ("城乡居民法治意识", "持续提高", "有所提高"),
    ("项目完成时间", "2023年12月31日前", "12月底前"),
)
FREE = frozenset("<>=±≤≥≦≧⩽⩾＜＞＝+-.－＋．%％‰°′″℃℉")
_CODES = (*range(0x21, 0x3100), *range(0xFE10, 0xFE70), *range(0xFF01, 0xFFEF), 0x1F449, 0x2705, 0xE000, 0xF0B7)
MARKS = tuple(
    char for char in map(chr, _CODES) if unicodedata.category(char)[0] in "PSMZC" and unicodedata.category(char) != "Cn"
)
LABELS = (
    "一级指标", "二级指标", "三级指标", "指标名称", "名称", "指标内容", "指标值", "目标值", "计划值", "实际完成值", "分值", "权重",
    "指标说明", "指标解释", "评分标准", "计算公式", "计量单位", "单位", "数据来源", "备注", "指标性质", "指标方向", "责任部门",
    "考核频次", "年度", "实施周期", "序号", "得分", "偏差原因", "佐证材料", "上年值", "预算金额", "项目名称", "主管部门", "口径",
)  # fmt: skip
FORMS = ("{}：", "{}=", "{} ", "{}-", "；{}：甲乙", "，{}：甲乙", "；{}10", "（{}：甲）")
WORDS = (
    "（必填）", "（选填）", "【定量】", "（定性）", "（正向）", "（权重10%）", "√", "①", "1、", "一、", "1）", "；产出指标", "；数量指标",
    "；1-产出指标", "1-产出指标", "产出指标", "年度指标", "；合格",
)  # fmt: skip


def strings(junk: str, place: int) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """A canonical entry with something before and behind each of its texts, and what it says."""
    said = TEXTS[place % len(TEXTS)]
    for field in range(3):
        for text in (junk + said[field], said[field] + junk):
            name, cycle, annual = (text if at == field else part for at, part in enumerate(said))
            yield f"1、1-产出指标；11-数量指标；{name}；实施周期指标值:{cycle}；年度指标值:{annual}。", said


def is_silent(tree: IndicatorTree, said: tuple[str, str, str]) -> bool:
    """Whether the texts are others than those, and nothing is reported."""
    read = [(one.name, one.cycle and one.cycle.text, one.annual and one.annual.text) for one in tree.indicators]
    return read != [said] and not tree.diagnostics


def silent(junks: tuple[str, ...]) -> list[str]:
    """The strings that are wrong in silence."""
    return [
        text for place, junk in enumerate(junks) for text, said in strings(junk, place)
        if is_silent(parse_indicators(text), said)
    ]  # fmt: skip
