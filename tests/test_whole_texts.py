"""Names and values stay whole, whatever marks, numbers and key-like words they hold."""

from __future__ import annotations

import pytest

from budget_indicators import parse_indicators

VALUES = [
    "来穗人员登记率95%以上; 注销率在98%以上",
    "抽查: 抽样登记率=登记数/抽查数; 抽样注销率=注销数/抽查数",
    "一是完成摸底；二是完成整改；三是建立台账",
    "第1、2季度各1次",
    "1、完成A村道路；2、完成B村绿化；3、完成验收",
    "1.完成A村道路；2.完成B村绿化",
    "（1）完成摸底；（2）完成整改",
    "①摸底；②整改",
    "完成任务。流转处置完成率100%",
    "年度指标完成率达95%",
    "按计划推进；年度指标完成率达95%",
    "确保数量指标、质量指标全部达标",
    "产出指标完成率100%",
    "比例为1:3",
    "8:30至17:30",
    "2,3,5年级全覆盖",
    "1,346.0088万平方米",
    "男：女=1:1",
    "1-2场",
    "11-12月完成",
    "《办法》第3条：不少于5次",
    "http://www.example.cn/a;b",
    "100.00",
    "12",
    "12/15",
    "第3页",
    "2025年1月-12月",
    "完成（续建）",
    "合计100人",
    "涉密",
]
NAMES = [
    "青年志愿者法治基层行、宪法日宣传等活动",
    "推进专项治理, 提升城市管理水平",
    "村（社区）公路（3-5米）里程",
    "1+6+N基层社会治理体系建设实体化运作率",
    "3岁以下婴幼儿照护托位数",
    "2025年度目标任务完成率",
    "年度指标完成率",
    "数量指标完成率",
    "“一江两岸”环境整治：二期",
    "PM2.5监测数（个）",
    "12345热线工单及时率",
    "110、120联动处置率",
    "成本指标控制率",
    "Kubernetes cluster nodes 扩容数量",
    "B超/CT设备购置数",
    "“双百”“青年普法志愿者法治文化基层行”",
]


def string(name: str, cycle: str, annual: str) -> str:
    """Three entries, the one that is tested in the middle."""
    plain = "1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
    return f"1、{plain}2、2-效益指标；22-社会效益；{name}；实施周期指标值:{cycle}；年度指标值:{annual}。3、{plain}"


@pytest.mark.parametrize("value", VALUES)
def test_a_value_stays_whole(value: str) -> None:
    """A value is never cut at a separator, a number with 、 or a key-like word, in either place."""
    for cycle, annual in ((value, "1次"), ("1次", value), (value, value)):
        indicators = parse_indicators(string("群众知晓率", cycle, annual)).indicators
        assert [i.ordinal for i in indicators] == [1, 2, 3]
        middle = indicators[1]
        assert middle.name == "群众知晓率"
        assert middle.cycle is not None
        assert middle.annual is not None
        assert (middle.cycle.text, middle.annual.text) == (cycle, annual)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_whole(name: str) -> None:
    """A name is never cut at a separator, a number or a level-like word."""
    indicators = parse_indicators(string(name, "95%以上", "95%以上")).indicators
    assert [(i.ordinal, i.name) for i in indicators] == [(1, "培训次数"), (2, name), (3, "培训次数")]


@pytest.mark.parametrize(
    ("text", "withheld"),
    [
        ("涉密项目", True),
        ("保密项目信息不宜公开", True),
        ("保密项目信息不宜公开。保密项目信息不宜公开。", True),
        ("因涉及国家秘密，不予公开。", True),
        (" 涉密\n项目 ", True),
        ("", False),
        ("无", False),
        ("1、1-产出指标；11-数量指标；保密项目信息不宜公开；实施周期指标值:保密；年度指标值:保密。", False),
    ],
)
def test_a_notice_in_place_of_indicators(text: str, withheld: bool) -> None:
    """A tree is withheld when its whole text is a notice and holds no indicator."""
    assert parse_indicators(text).withheld is withheld


@pytest.mark.parametrize(
    "behind", ["\n随便写的一段话，没有指标。", "备注：以上由财政局审核。", "\n（续）", "\n第 3 页 共 8 页", "。12"]
)
def test_what_stands_behind_the_last_entry_is_no_value(behind: str) -> None:
    """A line of its own, a remark, a page mark behind the closing 。 belong to no entry, and are reported."""
    tree = parse_indicators(string("群众知晓率", "1次", "1次") + behind)
    assert [i.annual.text for i in tree.indicators if i.annual] == ["1次", "1次", "1次"]
    assert {d.name for d in tree.diagnostics} & {"stray-text", "doubled-separator"}


def test_an_unknown_level_is_no_name() -> None:
    """A level outside the taxonomy is said to be one; the name stays clean."""
    tree = parse_indicators("1、1-产出指标；15-安全指标；事故数；实施周期指标值:0起；年度指标值:0起。")
    assert [(i.level2, i.name) for i in tree.indicators] == [(None, "事故数")]
    assert [(d.name, d.span.of(tree.source)) for d in tree.diagnostics] == [("unknown-level-code", "15-安全指标")]
