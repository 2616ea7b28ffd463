"""Self-evaluation sheets of two other forms, as people really fill them in, and one fault of each kind in them."""

from __future__ import annotations

from .evaluations import Form

Rows = list[list[str]]

MINISTRY: Rows = [
    ["产出指标（50分）", "数量指标", "食品抽检批次", "≥3200批次", "3300批次", "15", "15", ""],
    ["", "数量指标", "快速检测宣传场次", "=12场", "9场", "5", "3.75", "疫情影响未开展"],
    ["", "质量指标", "检验报告差错率", "≤0.5%", "0.2%", "15", "15", ""],
    ["", "时效指标", "报告出具时限", "≤20个工作日", "18个工作日", "10", "10", ""],
    ["", "成本指标", "单批次抽检费用", "≤1500元", "1450元", "5", "5", ""],
    ["效益指标（30分）", "社会效益指标", "不合格食品处置率", "=100%", "100%", "20", "20", ""],
    ["", "可持续影响指标", "监管长效机制", "基本建立", "达成预期指标", "10", "9", "机制还需完善"],
    ["满意度指标（10分）", "服务对象满意度指标", "公众满意度", "≥85%", "88.6%", "10", "10", ""],
]
CITY: Rows = [
    ["产出", "数量", "河道保洁里程", "10", "126公里", "126公里", "10", ""],
    ["产出", "数量", "打捞水浮莲", "10", "≥3000吨", "2850吨", "9.5", "雨季水位高，打捞船停航"],
    ["产出", "质量", "巡查问题整改率", "20", "≥95%", "96.4%", "20", ""],
    ["产出", "时效", "问题响应时间", "10", "≤24小时", "12小时", "10", ""],
    ["效益", "社会效益", "水环境投诉件数", "10", "≤10件", "6件", "10", ""],
    ["效益", "生态效益", "河道黑臭反弹率", "20", "0%", "0%", "20", ""],
    ["满意度", "服务对象满意度", "沿河居民满意度", "10", "≥90%", "91%", "10", ""],
]


def ministry(
    rows: Rows = MINISTRY, *, rate: str = "95%", total: str = "97.25", grade: str = "", note: str = ""
) -> Form:
    """The form of a ministry: money over columns of its own, levels that carry their weight."""
    cells = [
        ["项目支出绩效自评表"],
        ["（2024年度）"],
        ["项目名称", "", "食品安全抽检经费"],
        ["主管部门", "", "市场监督管理局", "", "", "", "实施单位", "食品检验所"],
        ["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "", "年度资金总额", "80", "76", "72.2", "10", rate, "9.5"],
        ["", "", "其中：当年财政拨款", "80", "76", "72.2", "—", rate, "—"],
        ["", "", "上年结转资金", "0", "0", "0", "—", "", "—"],
        [
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
        *(["", *row] for row in rows),
        ["总分", "", "", "", "", "", "100", total],
        *([["自评等级", "", grade]] if grade else []),
        *([[note]] if note else []),
    ]
    return Form(rows, _wide(cells))


def city(rows: Rows = CITY, *, spent: str = "180", total: str = "99.5", grade: str = "") -> Form:
    """The form of a city: other words for the same columns, a budget that was adjusted, levels without 指标."""
    cells = [
        ["2023年度市级部门项目支出绩效自评表"],
        ["项目名称", "河道保洁服务"],
        ["预算执行情况（10分）", "", "年初预算", "调整后预算", "实际支出", "执行率（%）", "得分"],
        ["", "资金总额（万元）", "200", "180", spent, "100", "10"],
        ["一级指标", "二级指标", "三级指标", "权重", "目标值", "完成值", "自评得分", "未完成原因", "备注"],
        *rows,
        ["合计", "", "", "100", "", "", total],
        *([["评价等级", grade]] if grade else []),
    ]
    return Form(rows, _wide(cells))


def _wide(cells: Rows) -> Rows:
    return [[*row, *[""] * (9 - len(row))] for row in cells]


def changed(rows: Rows, at: int, **cells: str) -> Rows:
    """The rows, some cells of one of them changed."""
    target = 3 if rows is MINISTRY else 4
    columns = {"target": target, "actual": target + 1, "weight": 5 if rows is MINISTRY else 3, "score": 6, "reason": 7}
    result = [list(row) for row in rows]
    for name, text in cells.items():
        result[at][columns[name]] = text
    return result


def _other_weights() -> Rows:
    """An output weighs less and a benefit more than the form prints for their groups; the sum is right."""
    rows = changed(MINISTRY, 0, weight="10", score="10")
    rows[5][5:7] = ["25", "25"]
    return rows


NOTE = (
    "注：得分一档最高不能超过该指标分值上限；90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。"
)
FORMS: dict[str, tuple[Form, list[str]]] = {
    "ministry, right": (ministry(), []),
    "ministry, right, graded": (ministry(grade="优"), []),
    "ministry, right, bands printed": (ministry(grade="优", note=NOTE), []),
    "ministry, rate of the budget at the beginning": (ministry(rate="90.25%"), []),
    "ministry, score above the ratio": (ministry(changed(MINISTRY, 1, score="4.5"), total="98"), ["S001"]),
    "ministry, dearer than planned": (
        ministry(changed(MINISTRY, 4, actual="3200元", score="4", reason="单价上涨"), total="96.25"),
        ["S001"],
    ),
    "ministry, met but marked down": (
        ministry(changed(MINISTRY, 0, score="12", reason="自评从严"), total="94.25"),
        ["S001"],
    ),
    "ministry, full though missed": (ministry(changed(MINISTRY, 1, score="5", reason=""), total="98.5"), ["S002"]),
    "ministry, full though over the limit": (ministry(changed(MINISTRY, 2, actual="0.8%")), ["S002"]),
    "ministry, above its weight": (ministry(changed(MINISTRY, 7, score="11"), total="98.25"), ["S003"]),
    "ministry, weights": (ministry(changed(MINISTRY, 0, weight="10", score="10"), total="92.25"), ["S004", "S012"]),
    "ministry, total": (ministry(total="95.25"), ["S005"]),
    "ministry, rate": (ministry(rate="92%"), ["S006"]),
    "ministry, grade": (ministry(grade="良"), ["S007"]),
    "ministry, no reason": (ministry(changed(MINISTRY, 1, reason="")), ["S008"]),
    "ministry, 1 for 100%": (ministry(changed(MINISTRY, 5, actual="1")), ["S009"]),
    "ministry, another unit": (ministry(changed(MINISTRY, 3, actual="18批次")), ["S009", "S011"]),
    "ministry, at least nothing": (ministry(changed(MINISTRY, 0, target="≥0批次")), ["S010"]),
    "ministry, in words": (ministry(changed(MINISTRY, 6, target="显著改善", actual="明显提升")), ["S011"]),
    "ministry, other weights than printed": (ministry(_other_weights()), ["S012", "S012"]),
    "city, right": (city(), []),
    "city, right, graded": (city(grade="优秀"), []),
    "city, score below the ratio": (city(changed(CITY, 1, score="8"), total="98"), ["S001"]),
    "city, full though missed": (city(changed(CITY, 6, actual="86%")), ["S002"]),
    "city, full though it came back": (city(changed(CITY, 5, actual="3%")), ["S002"]),
    "city, above its weight": (city(changed(CITY, 0, score="12"), total="101.5"), ["S003"]),
    "city, weights": (city(changed(CITY, 3, weight="15", score="15"), total="104.5"), ["S004"]),
    "city, total": (city(total="96"), ["S005"]),
    "city, rate": (city(spent="150"), ["S006"]),
    "city, grade": (city(grade="中"), ["S007"]),
    "city, no reason": (city(changed(CITY, 1, reason="")), ["S008"]),
}
"""What is in a sheet -> the findings, and no others."""
