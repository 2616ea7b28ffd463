"""Names and values of indicators from many fields: those of the samples, written ones, and composed ones."""

# ruff: noqa: E501  (word lists: a line holds what belongs together)

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import attrs

SAMPLES = Path(__file__).parent.parent / "samples"

# Level -> its name; the levels of the newer frame have no codes and go by their names.
LEVEL1 = {"1": "产出指标", "2": "效益指标", "3": "满意度指标", "成本指标": "成本指标"}
LEVEL2 = {
    "11": "数量指标",
    "12": "质量指标",
    "13": "时效指标",
    "14": "成本指标",
    "21": "经济效益指标",
    "22": "社会效益指标",
    "23": "生态效益指标",
    "24": "可持续影响指标",
    "31": "服务对象满意度指标",
    "经济成本指标": "经济成本指标",
    "社会成本指标": "社会成本指标",
    "生态环境成本指标": "生态环境成本指标",
}
CODED = tuple(level for level in LEVEL2 if level.isdecimal())
NEWER = tuple(level for level in LEVEL2 if not level.isdecimal())


@attrs.frozen
class Known:
    """An indicator as its author meant it; levels by their codes, or by their names where they have none."""

    ordinal: int
    level1: str
    level2: str
    name: str
    cycle: str
    annual: str


PLACES = (
    "", "", "", "全区", "全市", "全县", "我区", "我市", "全镇", "城区", "乡镇（街道）", "各镇（街）", "辖区", "本级", "“一江两岸”",
    "12个乡镇", "3个片区", "开发区", "老旧小区", "偏远山区", "易地搬迁安置点", "G318线", "粤港澳大湾区", "新建", "续建", "年度",
)  # fmt: skip
THINGS = (
    # education
    "学前教育资助", "义务教育营养改善计划", "“双减”课后服务", "校舍维修改造", "乡村教师培训", "中职免学费补助", "高中助学金", "校园食堂“明厨亮灶”",
    "特殊教育送教上门", "普惠性幼儿园", "研学实践", "心理健康辅导", "中小学（含幼儿园）体检",
    # roads and traffic
    "农村公路养护", "危旧桥梁改造", "路面病害修复", "公交线路", "隧道照明", "“四好农村路”", "交通信号灯", "非机动车道", "航道疏浚", "充电桩", "路灯/景观灯",
    # health
    "家庭医生签约服务", "0-6岁儿童健康管理", "65岁及以上老年人体检", "免疫规划疫苗接种", "医疗废物处置", "院前急救", "两癌（宫颈癌、乳腺癌）筛查", "孕产妇保健",
    "慢性病（高血压、糖尿病）随访", "HIV检测", "无偿献血", "村卫生室", "远程B超诊断",
    # farming, water, environment
    "高标准农田建设", "动物疫病（口蹄疫、禽流感）免疫", "秸秆综合利用", "农机购置补贴", "耕地地力保护", "病死畜禽无害化处理", "厕所革命", "农业保险", "水库除险加固",
    "河湖“清四乱”整治", "山洪灾害防治", "污水管网", "PM2.5监测", "COD减排", "森林防火", "造林绿化", "垃圾分类", "餐厨废弃物收运",
    # welfare, culture, administration, IT
    "城乡低保", "残疾人康复（含辅具适配）", "居家养老服务", "退役军人慰问", "公益性岗位", "技能培训", "12345热线工单", "图书馆、文化馆免费开放", "送戏下乡",
    "全民健身路径", "非遗传承", "文物修缮", "安全生产执法检查", "食品抽检", "消防器材", "特种设备检验", "信访积案", "社区矫正", "法律援助",
    "“互联网+监管”系统", "OA办公系统", "WiFi热点", "5G基站", "大数据平台", "档案数字化", "招商引资", "统计调查", "政府采购", "公务用车", "物业管理",
)  # fmt: skip
MEASURES = {
    "11": (
        "数量",
        "次数",
        "人数",
        "人次",
        "个数",
        "面积",
        "里程",
        "覆盖面",
        "户数",
        "场次",
        "台/套数",
        "数（个）",
        "量",
        "批次、件数",
    ),
    "12": (
        "合格率",
        "达标率",
        "完成率",
        "准确率",
        "验收合格率",
        "规范性",
        "覆盖率",
        "完好率%",
        "完成质量",
        "一次性通过率",
    ),
    "13": ("及时率", "及时性", "完成时限", "按时完成率", "完成时间", "响应时间（小时）", "按期开工、完工率"),
    "14": ("成本", "补助标准", "单位成本", "成本控制率", "支出控制数", "人均费用（元/人）", "造价"),
    "21": ("增收", "带动产值", "节约资金", "拉动投资额", "降低企业成本", "经济贡献"),
    "22": ("受益人口", "知晓率", "保障水平", "服务能力提升情况", "受益面", "事故发生率", "投诉率"),
    "23": ("减排量", "水质改善", "植被恢复情况", "对环境的影响", "空气优良天数比例"),
    "24": ("长效机制", "后续管护", "可持续性", "使用年限", "持续发挥作用情况", "人才储备"),
    "31": ("服务对象满意度", "群众满意度", "受益人员满意度", "家长、学生满意度", "使用单位满意率", "投诉回访满意度"),
}
# Names that lie in wait: key-like and level-like words, brackets, quotes, digits, slashes, commas, Latin words.
HARD_NAMES = (
    "年度指标完成率", "年度目标任务完成数", "年度指标完成率达95%", "实施周期内培训场次", "实施周期目标达成情况", "周期内项目完工率", "本年指标任务完成情况",
    "指标完成率", "指标值达标情况", "目标值完成情况", "数量指标完成率", "质量指标达标情况", "产出指标完成数", "社会效益提升情况", "成本指标控制率",
    "效益指标达成度", "生态效益补偿面积", "可持续影响评估报告", "满意度调查问卷回收数", "时效指标完成情况",
    "3岁以下婴幼儿照护托位数", "24小时值守", "12345热线办结率", "1+6+N基层社会治理体系覆盖率", "5G基站建设数", "2025年新增学位", "110、120联动处置率",
    "第三方评估次数", "一次性告知率", "一网通办率", "二孩及以上家庭补贴", "十四五规划编制", "第1批、第2批设备到货率", "A/B岗制度落实率", "AAA级景区数",
    "WiFi覆盖率", "APP（小程序）下载量", "Office 365 授权数", "ISO 9001认证通过率", "COD、氨氮减排比例", "PM2.5年均浓度", "CT/MRI检查阳性率", "B超设备购置数",
    "“最多跑一次”事项占比", "《民法典》宣传场次", "“我为群众办实事”完成率", "网格事件办结率.", "设备完好率%", "占比(%)", "均次费用(元/次)", "人员经费（含社保、公积金）",
    "补贴标准（元/亩·年）", "城市/农村低保标准", "新建、改建、扩建公厕", "开展调研, 形成报告", "宣传，培训，咨询", "购置电脑、打印机等设备", "项目（一期）完工率",
    "1-6岁儿童健康管理率", "11-18岁青少年近视率", "1-3年级课后服务覆盖率", "22-35岁青年就业人数", "3-5年期贷款贴息", "12-15号楼改造", "数量", "质量", "成本", "社会效益",
    "经济效益", "满意度", "服务对象满意度", "产出数量", "质量达标率", "成本节约率", "时效性", "生态效益情况", "可持续影响", "效益", "年度考核完成数", "实施方案编制", "年度培训计划完成率",
    "周期性巡检次数", "目标责任书签订率", "指标体系建设", "施工图审查", "期末考核合格率", "值守天数", "度夏用电保障", "标准化厂房面积", "值班", "绿化", "政法工作", "系统性能", "对外交流", "≥35岁教师占比", "每万人口发明专利拥有量", "“三公”经费控制数", "报表（月报、季报、年报）", "1.5匹空调采购数",
)  # fmt: skip

UNITS = (
    "次",
    "个",
    "人",
    "人次",
    "场",
    "期",
    "户",
    "件",
    "项",
    "台/套",
    "公里",
    "亩",
    "平方米",
    "万元",
    "份",
    "篇",
    "条",
    "座",
    "辆",
    "家",
    "吨",
)
PHRASES = (
    "按要求完成", "按时完成", "及时", "有所提升", "逐步提高", "良好", "满意", "明显改善", "持续稳定", "长期", "无重大事故", "按计划推进", "达到国家标准", "显著",
    "优", "是", "不断增强", "正常运行", "完善", "有效保障群众出行安全", "提高", "全覆盖", "不少6次", "＝100%", "=100%", "基本满意以上", "高", "逐年下降", "≥",
)  # fmt: skip
# Values that lie in wait: separators, colons, full stops, list numbering, key-like words, signs, formulas.
HARD_VALUES = (
    "年度指标完成率达95%", "完成年度指标的95%", "确保年度指标值不低于上年", "实施周期内完成3次", "年度目标全部完成", "按计划推进；年度指标完成率达95%",
    "全年提供应急建议5次；针对当月舆情制作月报，每月一期", "完成主体工程;完成附属工程", "完成改造。确保通过验收", "攻克一批重点项目，改善环境。提升形象",
    "其中:男10人，女8人", "比例为1:3", "标准：年度计划数", "分三档：优、良、差", "8:30-17:30开放", "1、完成道路养护10公里；2、绿化20亩", "（1）开工；（2）完工", "1.完成调研 2.形成报告",
    "①摸底；②整改；③验收", "一是摸底；二是整改。", "第1、2季度各1次", "3、5、8号楼", "1、2、3号机组", "6-12宗", "2～3条", "3至5场", "90-95%", "10%-15%", "1,234.56万元", "12,000人次",
    "≤3.5万元/亩", "≥95%", "＞1次", "<5%", ">=98%", "<=30分钟", "≦0.5‰", "≥90", "2025年12月31日前", "2025年5月底", "2024.01-2026.12", "每月1次", "每人每月500元",
    "30元/人·次", "4条/月*12=48条", "合格率=合格数/总数", "办结数/上报数×100%", "不低于综合网格数70%", "平均分不得少于25分(总分30分)", "PM2.5≤35μg/m³", "1+6+N", "CPU使用率≤80%", "A级",
    "实现“五个不发生”", "“最多跑一次”", "达到《城市道路养护规范》（CJJ 36-2016）要求", "完成Web端、APP端、小程序上线", "Windows Server 2019", "全区16个镇街全覆盖", "提高　", "数量指标全部完成",
    "社会效益显著；经济效益明显", "产出指标、效益指标均达标", "指标值", "详见附件", "**", "XX", "年度计划数", "1次/季度", "100％完成", "100%（以验收为准）", "人、屋数据入格率不低于90%",
    "1、完成调研。2、形成报告。3、组织验收", "一、摸底。二、整改", "1.2025年立项；2.2026年验收", "(1)采购；(2)安装", "1-10月开工；11-12月验收", "11-12月", "1-2场", "21-25日前",
    "2-3次；1-2期", "同年度指标值", "同实施周期指标值", "与年度指标一致", "较年度目标提高5%", "数量：3个；质量：合格", "产出：10个，效益：良好", "男：女=1:1", "第1名；第2名", "2025年：10个；2026年：12个",
    "3年（2024-2026）", "A、B、C三级", "http://www.gd.gov.cn 公开", "完成（续建）", "第3页", "绩效指标：达标", "完成率100%，合格率98%以上", "0", "0起", "一次", "三场以上", "十二场", "两个百分点", "第三方评估为“优”", "≥3个、≥5项", "是/否", "10/12", "半年", "2,3,5年级全覆盖", "2级；3级",
)  # fmt: skip
PLAIN_VALUES = (
    "100%",
    "95%以上",
    "不低于90%",
    "1次",
    "12场",
    "3000人",
    "按要求完成",
    "有所提升",
    "2.5万元",
    "达到85%",
    "无重大事故",
    "60%",
    "及时",
    "满意",
)


@functools.cache
def sampled() -> tuple[tuple[str, str, str, str, str], ...]:
    """The distinct indicators of the sample documents: level codes, name, cycle, annual; valid pairs of levels only."""
    rows = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
    found = (
        (i["level1"], i["level2"], i["name"].rstrip("。"), i["cycle"], i["annual"])
        for row in rows
        for i in row["indicators"]
    )
    return tuple(dict.fromkeys(f for f in found if f[1].startswith(f[0])))


def _number(rng: Random) -> str:
    match rng.randrange(6):
        case 0:
            return str(rng.randint(0, 9))
        case 1:
            return str(rng.randint(10, 99999))
        case 2:
            return f"{rng.randint(0, 99)}.{rng.randint(1, 99)}"
        case 3:
            return f"{rng.randint(1, 20)}万"
        case 4:
            return f"{rng.randint(1, 99)},{rng.randint(100, 999)}"
        case _:
            return str(rng.choice((1, 2, 10, 60, 90, 100, 365)))


def _quantity(rng: Random) -> str:
    unit = rng.choice(UNITS) if rng.random() < 0.6 else "%"
    number = _number(rng) if unit != "%" else str(rng.randint(1, 100))
    shapes: tuple[Callable[[str, str], str], ...] = (
        lambda n, u: n + u,
        lambda n, u: f"≥{n}{u}",
        lambda n, u: f"{n}{u}以上",
        lambda n, u: f"不少于{n}{u}",
        lambda n, u: f"控制在{n}{u}以内",
        lambda n, u: f"≤{n}{u}",
        lambda n, u: f"达到{n}{u}",
        lambda n, u: f"完成{n}{u}，提升服务水平",
        lambda n, u: f"每年{n}{u}",
        lambda n, u: f"约{n}{u}（含续建）",
    )
    return rng.choice(shapes)(number, unit)


def value(rng: Random) -> str:
    """A target value, as an author may write it."""
    roll = rng.random()
    if roll < 0.35:
        return _quantity(rng)
    if roll < 0.55:
        return rng.choice(PHRASES)
    if roll < 0.85:
        return rng.choice(HARD_VALUES)
    return f"{rng.choice(THINGS)}{rng.choice(('按时完成', '全覆盖', '水平提高', '达到100%', '不低于90%', '机制健全；成效明显'))}"


COMMON = sorted({char for word in (*THINGS, *PHRASES) for char in word if "\u4e00" <= char <= "\u9fff"})


def name(rng: Random, level2: str) -> str:
    """The name of an indicator of a second level."""
    if rng.random() < 0.08:  # words nobody has thought of
        return "".join(rng.choices(COMMON, k=rng.randint(2, 14)))
    if rng.random() < 0.25:
        return rng.choice(HARD_NAMES)
    return rng.choice(PLACES) + rng.choice(THINGS) + rng.choice(MEASURES.get(level2, MEASURES["14"]))


def indicator(rng: Random, ordinal: int, *, plain: bool = False) -> Known:
    """One indicator; ``plain``: nothing in it that would deserve a diagnostic by itself."""
    level2 = rng.choice(CODED if plain or rng.random() < 0.95 else NEWER)
    level1 = level2[0] if level2.isdecimal() else "成本指标"
    if plain:
        title = rng.choice(THINGS) + MEASURES[level2][0]
        return Known(ordinal, level1, level2, title, rng.choice(PLAIN_VALUES), rng.choice(PLAIN_VALUES))
    if rng.random() < 0.25:
        return Known(ordinal, *rng.choice(sampled()))
    cycle = value(rng)
    annual = cycle if rng.random() < 0.4 else value(rng)
    return Known(ordinal, level1, level2, name(rng, level2), cycle, annual)


def indicators(rng: Random, *, plain: bool = False) -> list[Known]:
    """One to twelve indicators of one project, numbered from 1."""
    count = rng.choice((1, 2, 3, 3, 4, 5, 6, 6, 8, 12))
    return [indicator(rng, at + 1, plain=plain) for at in range(count)]
