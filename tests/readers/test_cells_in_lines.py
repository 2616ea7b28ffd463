"""Tables whose cells stand one below the other: how many indicators there are, and the value of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from .exports import Export, check

CASES: dict[str, Export] = {}


def case(label: str, text: str, right: Sequence[str] | None) -> None:
    """One more case."""
    CASES[label] = Export(text.encode(), right, name="文.txt")


def cells(body: str, head: str = "一级指标\n二级指标\n三级指标\n年度指标值\n") -> str:
    """A text with a cell a line."""
    return head + "\n".join(each.strip() for each in body.split(" / ")) + "\n"


def rows(*indicators: str) -> list[str]:
    """What ``shown`` makes of one project without a name."""
    return [" -" + "".join(f" | {each}" for each in indicators)]


case(
    "plain",
    cells(
        "产出指标 / 数量指标 / 新建公厕座数 / 3座 / 质量指标 / 工程验收合格率 / 100% / "
        "时效指标 / 工程完工时间 / 2025年11月底前 / 成本指标 / 单座造价 / ≤45万元 / "
        "效益指标 / 社会效益指标 / 居民如厕便利度 / 明显提升 / 满意度指标 / "
        "服务对象满意度指标 / 居民满意度 / ≥85%"
    ),
    rows(
        "新建公厕座数 3座",
        "工程验收合格率 100%",
        "工程完工时间 2025年11月底前",
        "单座造价 ≤45万元",
        "居民如厕便利度 明显提升",
        "居民满意度 ≥85%",
    ),
)
case(
    "two in one level 2",
    cells(
        "产出指标 / 数量指标 / 开展巡查次数 / ≥48次 / 巡查覆盖小区数 / 120个 / "
        "发放宣传册份数 / 5000份 / 质量指标 / 问题整改率 / ≥98%"
    ),
    rows("开展巡查次数 ≥48次", "巡查覆盖小区数 120个", "发放宣传册份数 5000份", "问题整改率 ≥98%"),
)
case(
    "value wrapped",
    cells("产出指标 / 数量指标 / 编制规划文本 / 不少于 / 2套 / 质量指标 / 成果评审 / 通过专家 / 评审"),
    None,
)
case(
    "name wrapped",
    cells("产出指标 / 数量指标 / 开展食品安全监督 / 抽检批次 / ≥800批次 / 质量指标 / 不合格食品 / 处置率 / 100%"),
    rows("开展食品安全监督抽检批次 ≥800批次", "不合格食品处置率 100%"),
)
case(
    "qualitative all",
    cells(
        "效益指标 / 社会效益指标 / 公众防灾意识 / 增强 / 生态效益指标 / 辖区空气质量 / "
        "持续改善 / 可持续影响指标 / 管护制度 / 完善"
    ),
    rows("公众防灾意识 增强", "辖区空气质量 持续改善", "管护制度 完善"),
)
case(
    "cycle and annual",
    cells(
        "产出指标 / 数量指标 / 改造老旧管网长度 / 30公里 / 10公里 / 质量指标 / 管网漏损率 / ≤8% / ≤10%",
        head="一级指标\n二级指标\n三级指标\n实施周期指标值\n年度指标值\n",
    ),
    rows("改造老旧管网长度 10公里", "管网漏损率 ≤10%"),
)
case(
    "number column",
    cells(
        "1 / 产出指标 / 数量指标 / 购置图书册数 / 2000册 / 2 / 产出指标 / 质量指标 / "
        "图书合格率 / 100% / 3 / 效益指标 / 社会效益指标 / 借阅量增长率 / ≥5%",
        head="序号\n一级指标\n二级指标\n三级指标\n年度指标值\n",
    ),
    rows("购置图书册数 2000册", "图书合格率 100%", "借阅量增长率 ≥5%"),
)
case(
    "operator and unit columns",
    cells(
        "产出指标 / 数量指标 / 慰问困难群众户数 / ≥ / 350 / 户 / 质量指标 / 慰问金发放准确率 / ＝ / 100 / %",
        head="一级指标\n二级指标\n三级指标\n指标性质\n指标值\n度量单位\n",
    ),
    rows("慰问困难群众户数 ≥350户", "慰问金发放准确率 =100%"),
)
case(
    "weights",
    cells(
        "产出指标 / 数量指标 / 举办招聘会场次 / ≥12场 / 15 / 质量指标 / 岗位信息真实率 / "
        "100% / 15 / 满意度指标 / 服务对象满意度指标 / 求职者满意度 / ≥90% / 10",
        head="一级指标\n二级指标\n三级指标\n年度指标值\n分值\n",
    ),
    rows("举办招聘会场次 ≥12场", "岗位信息真实率 100%", "求职者满意度 ≥90%"),
)
case(
    "numbers in names",
    cells(
        "产出指标 / 数量指标 / 1.完成年度审计项目 / 8个 / 2.出具审计报告 / ≥8份 / 质量指标 / 1.审计报告通过率 / 100%"
    ),
    rows("1.完成年度审计项目 8个", "2.出具审计报告 ≥8份", "1.审计报告通过率 100%"),
)
case(
    "level broken",
    cells("产出 / 指标 / 数量指 / 标 / 修缮校舍面积 / 2600平方米 / 质量指 / 标 / 验收合格率 / 100%"),
    rows("修缮校舍面积 2600平方米", "验收合格率 100%"),
)
case(
    "level on one line",
    cells("产出指标 数量指标 / 救助流浪人员人次 / ≥200人次 / 产出指标 质量指标 / 救助及时率 / 100%"),
    rows("救助流浪人员人次 ≥200人次", "救助及时率 100%"),
)
case(
    "value as range",
    cells("产出指标 / 数量指标 / 日均巡查 / 2-3次 / 质量指标 / 设备故障率 / 3%～5%"),
    rows("日均巡查 2-3次", "设备故障率 3%～5%"),
)
case(
    "value is a date",
    cells("产出指标 / 时效指标 / 资金拨付时间 / 6月30日前 / 项目启动 / 1季度 / 系统上线 / 2025-09-30"),
    rows("资金拨付时间 6月30日前", "项目启动 1季度", "系统上线 2025-09-30"),
)
case(
    "page number between",
    cells(
        "产出指标 / 数量指标 / 维修水闸座数 / 14座 / - 2 - / 质量指标 / 维修合格率 / ≥98% / "
        "第 3 页 共 5 页 / 时效指标 / 完成及时率 / 100%"
    ),
    rows("维修水闸座数 14座", "维修合格率 ≥98%", "完成及时率 100%"),
)
case(
    "repeated header",
    cells(
        "产出指标 / 数量指标 / 采样点位数 / 60个 / 一级指标 / 二级指标 / 三级指标 / "
        "年度指标值 / 产出指标 / 质量指标 / 数据有效率 / ≥95%"
    ),
    rows("采样点位数 60个", "数据有效率 ≥95%"),
)
case(
    "name with figures",
    cells(
        "产出指标 / 数量指标 / 4A级以上景区数 / 2家 / 65岁以上老人体检人数 / ≥3000人 / "
        "质量指标 / 体检报告24小时反馈率 / ≥95%"
    ),
    rows("4A级以上景区数 2家", "65岁以上老人体检人数 ≥3000人", "体检报告24小时反馈率 ≥95%"),
)
case(
    "cost levels",
    cells(
        "成本指标 / 经济成本指标 / 培训人均成本 / ≤400元/人·天 / 社会成本指标 / "
        "交通影响时长 / ≤2小时 / 产出指标 / 数量指标 / 培训班期数 / 4期"
    ),
    rows("培训人均成本 ≤400元/人·天", "交通影响时长 ≤2小时", "培训班期数 4期"),
)
case("empty value", cells("产出指标 / 数量指标 / 会议场次 / 质量指标 / 会议出席率 / ≥90%"), None)
case(
    "headline words",
    cells("产出指标 / 数量指标 / 指标数 / 3个 / 质量指标 / 质量 / 优良 / 时效指标 / 及时性 / 及时"),
    rows("指标数 3个", "质量 优良", "及时性 及时"),
)
case(
    "spaces row a line",
    "一级指标 二级指标 三级指标 年度指标值\n产出指标 数量指标 栽植树木株数 ≥1500株\n"
    "质量指标 树木成活率 ≥90%\n效益指标 生态效益指标 新增绿化面积 3公顷\n"
    "满意度指标 服务对象满意度指标 居民满意度 ≥90%\n",
    rows("栽植树木株数 ≥1500株", "树木成活率 ≥90%", "新增绿化面积 3公顷", "居民满意度 ≥90%"),
)
case(
    "last year's value",
    cells(
        "产出指标 / 数量指标 / 办结信访件数 / 150件 / 160件 / 质量指标 / 按期办结率 / 98% / 99%",
        head="一级指标\n二级指标\n三级指标\n上年实际值\n本年目标值\n",
    ),
    rows("办结信访件数 160件", "按期办结率 99%"),
)


@pytest.mark.parametrize("label", CASES)
def test_each_indicator_has_its_own_value(label: str) -> None:
    """None is lost, none is glued to the next."""
    check(CASES[label])
