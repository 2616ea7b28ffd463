"""Indicators written as prose: a level, a name and one target, with a diagnostic that names the dialect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import parse_indicators

ADDED = (
    "10\n1条数量指标:开通业务月份≥1个月;设 1条质量指标:\n应急运维系统保障率≥80%;设 1条时效指标:资金支付及\n时率=100%;"
    "设 1条成本指标:项目成本超支率≤0%;设 1\n条经济效益指标:维护单位日常运转定性有效;设 1条满意\n度指标:职工满意度≥90%。"
)
STARRED = (
    "一、 产出指标\n数量指标:★补助各类瓜果蔬菜种植数量,黄金蜜(葡萄)种植数量(≥**株)>=17600株;种植作物成活率(≥**%)>=85;"
    "时效指标:完成及时率(≥**%)>=100%。\n二、 效益指标\n效益指标:经济效益指标:脱贫地区特色产业产值(≥**万元)≥80万元;"
    "社会效益目标:★★★受益脱贫户、监测户人口数(≥**户)≥10户。\n"
    "三、 满意度指标\n服务对象满意度指标,受益脱贫户满意度(≥**%)≥95%。"
)


def read(text: str) -> list[tuple[str | None, str | None, str, str | None]]:
    """Level 1, level 2, name and annual target of each indicator."""
    return [
        (one.level1 and one.level1.name, one.level2 and one.level2.name, one.name, one.annual and one.annual.text)
        for one in parse_indicators(text).indicators
    ]


def test_added_indicators() -> None:
    """`设 1条质量指标:…`: a level, a name and a comparison."""
    assert read(ADDED) == [
        (None, "数量指标", "开通业务月份", "≥1个月"),
        (None, "质量指标", "应急运维系统保障率", "≥80%"),
        (None, "时效指标", "资金支付及时率", "=100%"),
        (None, "成本指标", "项目成本超支率", "≤0%"),
        (None, "经济效益指标", "维护单位日常运转", "定性有效"),
        (None, "服务对象满意度指标", "职工满意度", "≥90%"),
    ]


def test_starred_indicators() -> None:
    """`数量指标:★…(≥**株)>=17600株`: the bracket belongs to the name, the star to the list; headings give the level."""
    assert read(STARRED) == [
        ("产出指标", "数量指标", "补助各类瓜果蔬菜种植数量,黄金蜜(葡萄)种植数量(≥**株)", ">=17600株"),
        ("产出指标", "数量指标", "种植作物成活率(≥**%)", ">=85"),
        ("产出指标", "时效指标", "完成及时率(≥**%)", ">=100%"),
        ("效益指标", "经济效益指标", "脱贫地区特色产业产值(≥**万元)", "≥80万元"),
        ("效益指标", "社会效益指标", "受益脱贫户、监测户人口数(≥**户)", "≥10户"),
        ("满意度指标", "服务对象满意度指标", "受益脱贫户满意度(≥**%)", "≥95%"),
    ]


@pytest.mark.parametrize("text", [ADDED, STARRED])
def test_each_says_that_it_is_prose(text: str) -> None:
    """One diagnostic for each indicator."""
    tree = parse_indicators(text)
    assert len([one for one in tree.diagnostics if one.name == "prose-indicator"]) == len(tree.indicators)


@pytest.mark.parametrize(
    "text",
    [
        "数量指标:培训次数",
        "本项目的数量指标、质量指标:详见附件",
        "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:≥1次；年度指标值:≥1次。",
        "",
    ],
)
def test_other_texts_are_no_prose(text: str) -> None:
    """Without a comparison, or with a key, nothing is taken for prose."""
    assert not any(one.name == "prose-indicator" for one in parse_indicators(text).diagnostics)


PIECES = ("数量指标:", "产出指标", "设 1条", "甲", "(", ")", "≥", "=", "定性", "；", "。", " ")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_read(text: str) -> None:
    """The grammar takes any string, without loss."""
    tree = parse_indicators(text)
    assert "".join(piece.span.of(text) for piece in tree.pieces) == text
