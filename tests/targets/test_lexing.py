"""The compiled walk through a value gives the tokens that Lark's own parser gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators.grammar.walk import parser
from budget_indicators.values.fold import fold
from budget_indicators.values.lexing import tokens

SAMPLES = Path(__file__).parents[1] / "samples"
VALUES = sorted(
    {
        indicator[key]
        for project in json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
        for indicator in project["indicators"]
        for key in ("cycle", "annual")
    }
)
FRAGMENTS = [
    "100%", "1,346.0088万", "平方米", "元/人·月", "次/季度", "不少于", "以上", "≥", "<=", "三十五", "次",
    "百分之九十", "半年", "2025年5月底前", "12月", "每月", "“五个不发生”", "1、", "①", "(含)",
    "4条/月*12=48条", "5G", "第1名", "进一步", "-", "~", "至", "±", "、", "，", "。", "(", ")", "人",
    "个", "5", "A级",
]  # fmt: skip


def same(text: str) -> None:
    """Assert that both ways give the same tokens."""
    assert tokens(text) == [(t.type, t.start_pos, t.end_pos) for t in parser("targets").parse(text).children]


@pytest.mark.parametrize("value", VALUES)
def test_real_values(value: str) -> None:
    """Every real value."""
    same(fold(value).text)


@given(st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join), st.text(max_size=20)))
def test_any_value(value: str) -> None:
    """Any mixture of what values are made of, and any text at all."""
    same(fold(value).text)
