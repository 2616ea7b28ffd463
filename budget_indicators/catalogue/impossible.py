"""The rules of the group ``impossible`` (V…): values that cannot be right."""

from __future__ import annotations

from ..model.rule import Rule
from .declare import CONFUSED, CRITICISM, NOTED, OBSERVED, SOFTWARE, both, rule, rules_in

RANGE_REVERSED = rule(
    "V001",
    ("range-reversed", "区间上下限颠倒"),
    "error",
    ("A range whose low end is above its high end.", "区间的下限大于上限。"),
    ("the range {text} runs from high to low", "区间“{text}”的下限大于上限"),
    (
        (
            "No amount lies between a low end and a smaller high end, so the target can never be met nor missed. "
            "The two numbers were probably typed in the wrong order, or a digit is missing."
        ),
        "下限大于上限的区间里没有任何数值，这个指标值无从考核。多半是两个数写反了，或者漏了一位数字。",
    ),
    bad="1、1-产出指标；11-数量指标；开展案件评查数量；实施周期指标值:12-6宗；年度指标值:12-6宗。",
    good="1、1-产出指标；11-数量指标；开展案件评查数量；实施周期指标值:6-12宗；年度指标值:6-12宗。",
    source=SOFTWARE,
)

SHARE_OVER_ALL = rule(
    "V002",
    ("share-over-100", "占比超过100%"),
    "error",
    ("A share of more than 100 %.", "占比类指标超过100%。"),
    ("“{name}” is a share and cannot be {value}", "“{name}”是占比类指标，不可能为“{value}”"),
    (
        (
            "A rate that counts a part of a whole (合格率, 满意度, 及时率) is at most 100 %. A greater value "
            "is a typing "
            "error, or the indicator is a growth rate and should be named so. Growth rates, and rates that may "
            "exceed one "
            "hundred (完成率, 保值增值率, 拨备覆盖率 …), are not reported."
        ),
        (
            "合格率、满意度、及时率这类指标反映部分占整体的比例，最高为100%。"
            "超过100%要么是录入错误，要么实际是增长率而名称没有写清。"
            "增长类以及本来可以超过100%的指标（完成率、保值增值率、拨备覆盖率等）不报。"
        ),
    ),
    bad="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:120%。",
    good="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=both(SOFTWARE, NOTED),
)

SHARE_AT_LEAST_ALL = rule(
    "V003",
    ("share-at-least-100", "占比写成≥100%"),
    "warning",
    ("“At least 100 %” of a share.", "占比类指标写成“≥100%”。"),
    (
        "“{name}” is a share and cannot exceed 100 %: write 100% instead of {value}",
        "“{name}”是占比类指标，不会超过100%，“{value}”应写成“100%”",
    ),
    (
        (
            "“At least” means that more is possible, but a share cannot exceed 100 %. The sign is left over from a "
            "form or a copied line."
        ),
        "“≥”表示还可以更高，而占比类指标不可能高于100%。这个符号多半是表单默认值或复制时带来的。",
    ),
    bad="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:≥100%；年度指标值:≥100%。",
    good="1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=NOTED,
)

NO_SUCH_DATE = rule(
    "V004",
    ("no-such-date", "日期不存在"),
    "error",
    ("A date that is not in the calendar.", "日期不存在。"),
    ("there is no such date: {date}", "没有“{date}”这一天"),
    (
        "A month beyond 12 or a day the month does not have cannot be met, and no program can sort or compare it.",
        "月份超过12，或该月没有这一天，这样的期限无法考核，程序也无法比较。",
    ),
    bad="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年6月31日前；年度指标值:2025年6月31日前。",
    good="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年6月30日前；年度指标值:2025年6月30日前。",
    source=SOFTWARE,
)

DATE_AFTER_END = rule(
    "V005",
    ("date-after-end", "日期晚于期限"),
    "error",
    ("A yearly date after the end of the project or of the budget year.", "年度日期晚于项目周期或预算年度。"),
    ("the annual target ends {date}, after {limit_en}", "年度指标的日期（{date}）晚于{limit_zh}"),
    (
        (
            "The annual target is for the budget year. It cannot be due after the whole implementation period, nor "
            "years after the budget year; dates in the next year, such as for accounts, are not reported."
        ),
        (
            "年度指标反映预算年度内要达到的结果，不可能晚于整个实施周期的截止日期，"
            "也不应晚于预算年度的次年（决算、报告等在次年完成的不报）。"
        ),
    ),
    bad="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年6月底前；年度指标值:2025年12月底前。",
    good="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年12月底前；年度指标值:2025年6月底前。",
    source=SOFTWARE,
)

PLACEHOLDER = rule(
    "V006",
    ("placeholder", "占位内容未填"),
    "error",
    ("A placeholder that was never filled in.", "占位内容没有填写。"),
    ("“{text}” is a placeholder, not a {what_en}", "“{text}”是占位内容，不是{what_zh}"),
    (
        (
            "Asterisks, XX or words such as 年度计划数 are placeholders of a form for the real value. Published like "
            "that, the indicator is meaningless."
        ),
        "“**”“XX”“年度计划数”是表单里等待填写的内容，原样公开等于没有指标。",
    ),
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:年度计划数；年度指标值:2次。",
    good="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:6次；年度指标值:2次。",
    source=both(SOFTWARE, OBSERVED),
)

SWAPPED_VALUE = rule(
    "V007",
    ("swapped-value", "指标值互换"),
    "warning",
    ("A value that talks of another indicator of the same project.", "指标值说的是同一项目的另一个指标。"),
    ("the value of “{name}” talks of indicator “{other}”", "“{name}”的指标值说的是另一个指标“{other}”"),
    (
        (
            "The values of two indicators were exchanged, or one was copied to the wrong place: the check at the end "
            "of the year then differs from the promise."
        ),
        "两个指标的指标值互相填反，或者复制错了位置，年终考核的就不是承诺的内容。",
    ),
    bad=(
        "1、1-产出指标；11-数量指标；公众号发布信息；实施周期指标值:公众号阅读量12万次；年度指标值:公众号阅读量12万次。"
        "2、1-产出指标；11-数量指标；公众号阅读量；实施周期指标值:公众号发布信息600条；年度指标值:公众号发布信息600条。"
    ),
    good=(
        "1、1-产出指标；11-数量指标；公众号发布信息；实施周期指标值:公众号发布信息600条；"
        "年度指标值:公众号发布信息600条。"
        "2、1-产出指标；11-数量指标；公众号阅读量；实施周期指标值:公众号阅读量12万次；年度指标值:公众号阅读量12万次。"
    ),
    source=OBSERVED,
)

UNITS_DISAGREE = rule(
    "V008",
    ("units-disagree", "周期与年度单位不一致"),
    "warning",
    ("Cycle and annual targets in different units.", "实施周期指标值与年度指标值的计量单位不一致。"),
    (
        "the whole period is measured in {cycle_unit} ({cycle}) but the year in {annual_unit} ({annual})",
        "实施周期指标值（{cycle}）以“{cycle_unit}”计，年度指标值（{annual}）却以“{annual_unit}”计",
    ),
    (
        (
            "The year is a part of the period: both targets of an indicator must be comparable. Points against per "
            "cent, or "
            "a count against per cent, cannot be compared."
        ),
        (
            "年度是实施周期的一部分，同一指标的两个指标值应当可以比较。"
            "一个按分、一个按百分比，或一个按数量、一个按百分比，都无法比较。"
        ),
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；政法工作满意度；实施周期指标值:85分以上；年度指标值:100%完成。",
    good="1、3-满意度指标；31-服务对象满意度指标；政法工作满意度；实施周期指标值:85分以上；年度指标值:85分以上。",
    source=both(CRITICISM, OBSERVED),
)

ANNUAL_STRICTER = rule(
    "V009",
    ("annual-stricter", "年度值高于周期值"),
    "warning",
    ("An annual target above that of the whole period.", "年度指标值高于整个实施周期的指标值。"),
    (
        "the year must reach {annual}, the whole period only {cycle}",
        "年度指标值（{annual}）比整个实施周期的指标值（{cycle}）要求更高",
    ),
    (
        (
            "What must be reached within the year is reached within the period too. Where the year asks for more, "
            "one of the "
            "two numbers is wrong. Indicators of which less is better, growth, costs and durations are not reported."
        ),
        (
            "年度内必须达到的结果，整个周期内自然也达到了。年度要求反而更高，说明两个数中有一个填错了。"
            "越低越好的指标、增长类、成本类和时间类指标不报。"
        ),
    ),
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:6次。",
    good="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:12次；年度指标值:6次。",
    source=both(CONFUSED, OBSERVED),
)

RULES: tuple[Rule, ...] = rules_in(globals())
"""Every rule of the group, by code."""
