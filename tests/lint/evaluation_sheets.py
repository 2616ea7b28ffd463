"""Self-evaluation sheets of five more forms: of forests, a court, a museum, a customs office, a whole department.

The first weighs budget execution with 20 and prints grades of its own, the second has the frame of 2021 with the
weights beside its groups, the third states the direction and a scoring rule for each indicator, the fourth numbers its
rows, the last is that of a whole department.
"""

from __future__ import annotations

from collections.abc import Callable

from .evaluation_forms import CITY, MINISTRY, Form, Rows, city, ministry

FOREST: Rows = [
    ["产出指标", "数量指标", "管护天然林面积", "12", "≥12.6万亩", "12.8万亩", "12", ""],
    ["产出指标", "数量指标", "巡护出勤人次", "8", "≥5400人次", "5130人次", "7.6", "两名护林员离岗"],
    ["产出指标", "质量指标", "巡护日志完整率", "10", "≥95%", "97.5%", "10", ""],
    ["产出指标", "时效指标", "火情到场时间", "10", "≤40分钟", "35分钟", "10", ""],
    ["产出指标", "成本指标", "每亩管护成本", "10", "≤15元", "14.2元", "10", ""],
    ["效益指标", "生态效益指标", "森林火灾受害率", "10", "≤0.9‰", "0.2‰", "10", ""],
    ["效益指标", "社会效益指标", "林区群众防火知晓率", "10", "≥90%", "81%", "9", "偏远村宣传不足"],
    ["满意度指标", "服务对象满意度指标", "林农满意度", "10", "≥90%", "93%", "10", ""],
]
BANDS = "备注：综合得分95分（含）以上为优，85（含）—95分为良，70（含）—85分为中，70分以下为差。"
COURT: Rows = [
    ["成本指标（20分）", "经济成本指标", "单个科技法庭改造成本", "≤32万元", "31.5万元", "10", "10", ""],
    ["", "经济成本指标", "项目总成本", "≤260万元", "252万元", "10", "10", ""],
    ["产出指标（40分）", "数量指标", "改造科技法庭数量", "=8个", "8个", "15", "15", ""],
    ["", "质量指标", "庭审系统故障率", "≤2%", "1.2%", "10", "10", ""],
    ["", "质量指标", "设备验收合格率", "=100%", "100%", "5", "5", ""],
    ["", "时效指标", "改造完成时间", "2024年10月底前", "2024年10月18日", "10", "10", ""],
    ["效益指标（20分）", "社会效益指标", "网上立案占比", "≥60%", "57%", "10", "9.5", "部分当事人不会操作"],
    ["", "可持续影响指标", "系统维护机制", "建立健全", "达成预期指标", "10", "9", "运维合同尚未续签"],
    ["满意度指标（10分）", "服务对象满意度指标", "干警满意度", "≥92%", "95.3%", "10", "10", ""],
]
MUSEUM: Rows = [
    ["产出指标", "数量指标", "举办临时展览", "正向", "8个", "8个", "15", "15", "完成得满分", ""],
    ["产出指标", "数量指标", "修复纸质文物", "正向", "40件", "36件", "10", "9", "按完成比例得分", "两件结构复杂"],
    ["产出指标", "质量指标", "藏品损坏件数", "反向", "0件", "0件", "15", "15", "发生不得分", ""],
    ["产出指标", "时效指标", "全年开馆天数", "正向", "310天", "315天", "10", "10", "达到得满分", ""],
    ["效益指标", "社会效益指标", "接待观众", "正向", "60万人次", "66万人次", "15", "15", "每少1%扣0.5分", ""],
    ["效益指标", "社会效益指标", "观众投诉件数", "反向", "10件", "4件", "15", "15", "不超得满分", ""],
    [
        "满意度指标",
        "服务对象满意度指标",
        "观众满意度",
        "正向",
        "93%",
        "92%",
        "10",
        "9",
        "每少1个百分点扣1分",
        "停电",
    ],
]


CUSTOMS: Rows = [
    ["1", "产出指标", "数量指标", "机检查验货柜", "≥2.6万个", "2.71万个", "12", "12", ""],
    ["2", "产出指标", "数量指标", "采样送检批次", "≥2400批次", "2280批次", "8", "7.6", "冬季到货减少"],
    ["3", "产出指标", "质量指标", "查验差错率", "≤0.5%", "0.3%", "10", "10", ""],
    ["4", "产出指标", "质量指标", "检测准确率", "≥99%", "99.4%", "10", "10", ""],
    ["5", "产出指标", "时效指标", "整体通关时间", "≤30小时", "26.5小时", "10", "10", ""],
    ["6", "产出指标", "成本指标", "单批次检测费用", "≤320元", "318元", "10", "10", ""],
    ["7", "效益指标", "经济效益指标", "查获案值", "≥5亿元", "5.2亿元", "10", "10", ""],
    ["8", "效益指标", "社会效益指标", "企业投诉件数", "≤20件", "12件", "10", "10", ""],
    ["9", "满意度指标", "服务对象满意度指标", "进出口企业满意度", "≥90%", "92.1%", "10", "10", ""],
]
DEPARTMENT: Rows = [
    ["产出指标（40分）", "数量指标", "开展执法检查", "≥360次", "372次", "15", "15", ""],
    ["", "质量指标", "执法案卷合格率", "≥95%", "93.1%", "15", "14.7", "两份案卷文书不全"],
    ["", "时效指标", "举报办结时限", "≤15天", "12天", "10", "10", ""],
    ["效益指标（30分）", "社会效益指标", "事故起数", "≤3起", "1起", "15", "15", ""],
    ["", "生态效益指标", "空气优良天数比例", "≥88%", "90.2%", "15", "15", ""],
    ["满意度指标（10分）", "服务对象满意度指标", "公众满意度", "≥85%", "86%", "10", "10", ""],
]


def _wide(cells: Rows) -> Rows:
    widest = max(map(len, cells))
    return [[*row, *[""] * (widest - len(row))] for row in cells]


def forest(
    rows: Rows, *, spent: str = "304", rate: str = "95%", total: str = "97.6", grade: str = "优", note: str = BANDS
) -> Form:
    """Budget execution weighs 20; the weight stands before the target."""
    cells = [
        ["2024年度部门预算项目绩效自评表"],
        ["项目名称", "天然林保护管护"],
        ["主管部门", "林业局"],
        ["预算资金（万元）", "", "预算数", "执行数", "执行率", "权重", "得分"],
        ["", "年度资金总额", "320", spent, rate, "20", "19"],
        ["一级指标", "二级指标", "三级指标", "分值", "指标值", "完成值", "得分", "扣分原因"],
        *rows,
        ["总计", "", "", "100", "", "", total, ""],
        ["绩效等级", grade],
        *([[note]] if note else []),
    ]
    return Form(rows, _wide(cells))


def court(rows: Rows, *, rate: str = "96.92%", total: str = "98.2", grade: str = "优") -> Form:
    """The frame of 2021; the groups print their weights."""
    cells = [
        ["项目支出绩效自评表"],
        ["（2024年度）"],
        ["项目名称", "", "智慧法院建设"],
        ["主管部门", "", "中级人民法院", "", "", "实施单位", "", "中级人民法院"],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "260", "260", "252", "10", rate, "9.7"],
        ["", "其中：财政拨款", "260", "260", "252", "-", rate, "-"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
        *rows,
        ["总分", "", "", "", "", "100", total, ""],
        ["自评等级", "", grade],
    ]
    return Form(rows, _wide(cells))


def museum(rows: Rows, *, total: str = "98", spent: str = "500", rate: str = "100", grade: str = "优") -> Form:
    """Direction and scoring rule of each indicator in columns of their own."""
    head = ["一级指标", "二级指标", "三级指标", "指标方向", "年度目标值", "实际完成值", "权重", "自评得分"]
    cells = [
        ["博物馆免费开放项目绩效自评表（2024年）"],
        ["项目名称", "博物馆免费开放"],
        ["资金情况", "", "全年预算数（万元）", "全年执行数（万元）", "执行率（%）", "", "分值", "得分"],
        ["", "年度资金总额", "500", spent, rate, "", "10", "10"],
        [*head, "评分标准", "未达标原因"],
        *rows,
        ["合计", "", "", "", "", "", "100", total, "", ""],
        ["自评等级", grade],
    ]
    return Form(rows, _wide(cells))


def customs(rows: Rows, *, rate: str = "97.5", spent: str = "780", total: str = "99.35", grade: str = "优") -> Form:
    """The rows are numbered; the rate has its unit in the heading."""
    cells = [
        ["2024年度项目绩效自评表"],
        ["项目名称", "口岸查验监管"],
        ["项目单位", "海关"],
        ["资金（万元）", "", "预算数（A）", "执行数（B）", "执行率（B/A，%）", "分值", "得分"],
        ["", "年度资金总额", "800", spent, rate, "10", "9.75"],
        [
            "序号",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "未完成原因及改进措施",
        ],
        *rows,
        ["综合得分", "", "", "", "", "", "100", total, ""],
        ["评价等次", grade],
    ]
    return Form(rows, _wide(cells))


ORDINARY = "得分90分（含）以上为优；80分（含）至90分为良；60分（含）至80分为中；60分以下为差"


def department(rows: Rows, *, rate: str = "95%", spent: str = "1140", total: str = "98.7", grade: str = "优") -> Form:
    """A whole department: the weight of budget execution stands in the heading of its money."""
    cells = [
        ["部门整体支出绩效自评表"],
        ["（2024年度）"],
        ["部门名称", "应急管理局"],
        ["预算执行率（20分）", "", "全年预算数", "全年执行数", "执行率", "得分"],
        ["", "年度资金总额（万元）", "1200", spent, rate, "19"],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
        *rows,
        ["总分", "", "", "", "", "100", total, ""],
        ["自评等级", grade],
        [ORDINARY],
    ]
    return Form(rows, _wide(cells))


_SHEETS: dict[str, tuple[Callable[..., Form], Rows, str]] = {
    "ministry": (ministry, MINISTRY, "- - - target actual weight score reason"),
    "city": (city, CITY, "- - - weight target actual score reason"),
    "forest": (forest, FOREST, "- - - weight target actual score reason"),
    "court": (court, COURT, "- - - target actual weight score reason"),
    "customs": (customs, CUSTOMS, "- - - - target actual weight score reason"),
    "department": (department, DEPARTMENT, "- - - target actual weight score reason"),
    "museum": (museum, MUSEUM, "- - - direction target actual weight score rule reason"),
}


def sheet(form: str, changes: str) -> Form:
    """A form with some of its cells changed: ``0.weight=14 total=99.6``; rows count from 0."""
    make, right, columns = _SHEETS[form]
    rows = [list(row) for row in right]
    others: dict[str, str] = {}
    for change in changes.split():
        place, _, text = change.partition("=")
        at, _, column = place.rpartition(".")
        if at:
            rows[int(at)][columns.split().index(column)] = text
        else:
            others[column] = text
    return make(rows, **others)
