"""Indicators written as prose: a level, a name and one target, with a diagnostic that names the dialect."""

# ruff: noqa: E501  (a text is a line)

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


SENTENCES = (
    (
        "数量指标方面：计划新建高标准农田2万亩，改造排灌渠道35公里。",
        (("数量指标", "计划新建高标准农田", "2万亩"), ("数量指标", "改造排灌渠道", "35公里")),
    ),
    (
        "拟设定3项绩效指标：一是数量指标，资助学生1800人；二是质量指标，资助准确率100%；三是满意度指标，学生满意度不低于95%。",
        (
            ("数量指标", "资助学生", "1800人"),
            ("质量指标", "资助准确率", "100%"),
            ("服务对象满意度指标", "学生满意度", "不低于95%"),
        ),
    ),
    ("社会效益指标：★提升居民幸福感（定性：显著提升）", (("社会效益指标", "提升居民幸福感", "定性：显著提升"),)),
    (
        "产出指标\n  数量指标\n    1. 购置执法记录仪：120台\n    2. 更新巡逻车辆：8辆\n  时效指标\n    1. 设备采购完成时间：2025年9月底前\n效益指标\n  社会效益指标\n    1. 刑事案件发案率：下降5%",
        (
            ("数量指标", "购置执法记录仪", "120台"),
            ("数量指标", "更新巡逻车辆", "8辆"),
            ("时效指标", "设备采购完成时间", "2025年9月底前"),
            ("社会效益指标", "刑事案件发案率", "下降5%"),
        ),
    ),
    (
        "時效指標：經費撥付及時率≥98%；滿意度指標：群眾滿意度≥90%",
        (("时效指标", "經費撥付及時率", "≥98%"), ("服务对象满意度指标", "群眾滿意度", "≥90%")),
    ),
    (
        "设置质量指标2条，其中：重大传染病报告率100%，疫苗接种率不低于90%。",
        (("质量指标", "重大传染病报告率", "100%"), ("质量指标", "疫苗接种率", "不低于90%")),
    ),
    (
        "数量指标：开展24小时值守天数365天、60岁以上老人探访次数每月2次；可持续影响指标：管护制度健全；",
        (
            ("数量指标", "开展24小时值守天数", "365天"),
            ("数量指标", "60岁以上老人探访次数", "每月2次"),
            ("可持续影响指标", "管护制度", "健全"),
        ),
    ),
    (
        "生态效益指标：空气质量优良天数比例达到85%以上，PM2.5年均浓度控制在35微克/立方米以内。",
        (
            ("生态效益指标", "空气质量优良天数比例", "85%以上"),
            ("生态效益指标", "PM2.5年均浓度", "控制在35微克/立方米以内"),
        ),
    ),
    (
        "【产出指标】【数量指标】发放农机购置补贴台数（≥500台）；【质量指标】补贴资金合规率（100%）",
        (("数量指标", "发放农机购置补贴台数", "≥500台"), ("质量指标", "补贴资金合规率", "100%")),
    ),
    (
        "设1条数量指标：印刷宣传手册，实施周期指标值为30000册，年度指标值为10000册；设1条时效指标：印刷完成时限，年度指标值为2025年6月底前。",
        (("数量指标", "印刷宣传手册", "10000册"), ("时效指标", "印刷完成时限", "2025年6月底前")),
    ),
    (
        "服务对象满意度指标：参保人员满意度90%以上;经办机构满意度95%以上.",
        (("服务对象满意度指标", "参保人员满意度", "90%以上"), ("服务对象满意度指标", "经办机构满意度", "95%以上")),
    ),
    (
        "一、产出指标：1.数量指标：巡河次数≥240次；2.质量指标：问题整改率100%；二、效益指标：1.生态效益指标：水质达标率≥95%；三、满意度指标：公众满意度≥90%。",
        (
            ("数量指标", "巡河次数", "≥240次"),
            ("质量指标", "问题整改率", "100%"),
            ("生态效益指标", "水质达标率", "≥95%"),
            ("服务对象满意度指标", "公众满意度", "≥90%"),
        ),
    ),
    (
        "数量指标为开展专项检查4次，质量指标为检查覆盖率100%，时效指标为检查完成及时率100%。",
        (
            ("数量指标", "开展专项检查", "4次"),
            ("质量指标", "检查覆盖率", "100%"),
            ("时效指标", "检查完成及时率", "100%"),
        ),
    ),
)


@pytest.mark.parametrize(("text", "stated"), SENTENCES)
def test_sentences_of_budgets(text: str, stated: tuple[tuple[str, str, str], ...]) -> None:
    """Second level, name and annual target of each."""
    assert tuple([one[1:] for one in read(text)]) == stated


PIECES = (
    "数量指标:", "产出指标", "设 1条", "其中", "一是", "①", "1、", "甲", "60岁", "(", ")", "“", "”", "≥", "=", "≥5", "12期", "定性", "健全", "年度指标值", "实施周期", "目标值:",
    "（年度指标值：", "（≥95%）", "★", "--", "->", "|", "：", "为", "，", "、", "；", "。", ".", "\n", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_is_read(text: str) -> None:
    """The grammar takes any string, without loss."""
    tree = parse_indicators(text)
    assert "".join(piece.span.of(text) for piece in tree.pieces) == text


def test_a_name_without_a_target_is_said() -> None:
    """It is no indicator, and no part of the next one."""
    text = "数量指标：培训次数；质量指标：合格率≥95%；及格人数；优良率100%。"
    assert [one[2] for one in read(text)] == ["合格率", "优良率"]
    stray = [one.span.of(text) for one in parse_indicators(text).diagnostics if one.name == "stray-text"]
    assert stray == ["数量指标：培训次数", "及格人数"]


def test_two_values_in_one_are_said() -> None:
    """A name and another amount behind an amount: a mark was lost."""
    text = "数量指标：资助学生人数≥1800人新建5G基站数量40座"
    assert any(one.name == "layout-in-text" for one in parse_indicators(text).diagnostics)


def test_text_that_repeats_is_read_in_linear_time() -> None:
    """As many indicators as are stated; no piece of the language makes the rest longer to read."""
    assert len(parse_indicators("数量指标:培训次数≥5次;" * 2000).indicators) == 2000
    for piece in ("（≥", "数量指标：a，", "1、", "一是", "：", "质量指标\n", "-", "设1条数量指标"):
        parse_indicators("数量指标：名称≥5次；" + piece * 3000)


def test_a_numbered_entry_of_cost_levels_is_dense() -> None:
    """成本指标 as a first level in front of 经济成本指标: values keep their own lists, and the number counts the entry."""
    entry = "1、成本指标；经济成本指标；农机购置补贴标准；实施周期指标值：一、摸底。二、整改；年度指标值：一、摸底。二、整改。"
    (one,) = parse_indicators(entry).indicators
    assert (one.ordinal, one.level1 and one.level1.name, one.name) == (1, "成本指标", "农机购置补贴标准")
    assert (one.cycle and one.cycle.text, one.annual and one.annual.text) == (
        "一、摸底。二、整改",
        "一、摸底。二、整改",
    )


def test_what_is_reached_belongs_to_the_value() -> None:
    """Behind a key without its colon 达到 is a word of the target, 为 is not."""
    text = "1、1-产出指标；11-数量指标；贷款规模；实施周期指标值为2亿元；年度指标值达到1亿元。"
    (one,) = parse_indicators(text).indicators
    assert (one.cycle and one.cycle.text, one.annual and one.annual.text) == ("2亿元", "达到1亿元")
