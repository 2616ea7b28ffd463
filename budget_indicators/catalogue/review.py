"""The rules of the group ``review`` (Q…): what a budget reviewer looks for."""

from __future__ import annotations

from ..model.rule import Rule
from .declare import (
    AT_LEAST_THREE,
    CONFUSED,
    CRITICISM,
    INPUTS,
    NOTED,
    OBSERVED,
    PERIODS,
    QUANTIFY,
    REASONING,
    SOFTWARE,
    UNITS,
    both,
    rule,
    rules_in,
)

VAGUE = rule(
    "Q001",
    ("vague-value", "指标值笼统"),
    "warning",
    ("A vague value without grades.", "指标值笼统，没有分级分档。"),
    ("“{text}” cannot be checked: give a number or grades", "“{text}”无法考核，请改为数量或分级分档表述"),
    (
        (
            "按要求完成, 有所提升 or 良好 is true of almost any outcome. At the end of the year nobody can decide "
            "whether it was reached. A goal that cannot be counted can be graded."
        ),
        "“按要求完成”“有所提升”“良好”几乎对任何结果都成立，年终无法判断是否完成。不能量化的，可以分级分档表述。",
    ),
    bad="1、2-效益指标；22-社会效益指标；群众知晓率；实施周期指标值:有所提升；年度指标值:有所提升。",
    good="1、2-效益指标；22-社会效益指标；群众知晓率；实施周期指标值:≥90%；年度指标值:≥85%。",
    source=both(QUANTIFY, CRITICISM, OBSERVED),
)

NO_NUMBER = rule(
    "Q002",
    ("no-number", "没有数字"),
    "warning",
    ("A quantity or cost indicator without a number.", "数量指标或成本指标没有数字。"),
    ("{level} without a number: “{text}”", "{level}没有数字：“{text}”"),
    (
        "Quantity and cost can always be counted. A value in words does not state an amount.",
        "数量和成本总是可以计数的，只用文字表述看不出要做多少、花多少。",
    ),
    bad="1、1-产出指标；11-数量指标；法律宣传活动；实施周期指标值:组织开展宣传；年度指标值:组织开展宣传。",
    good="1、1-产出指标；11-数量指标；法律宣传活动；实施周期指标值:4场；年度指标值:4场。",
    source=QUANTIFY,
)

NO_UNIT = rule(
    "Q003",
    ("no-unit", "没有计量单位"),
    "warning",
    ("A number without a unit.", "数值没有计量单位。"),
    ("“{text}” of what? “{name}” names no unit", "“{text}”没有计量单位，名称“{name}”里也看不出"),
    (
        "90 may be points, per cent or pieces; readers and programs can only guess.",
        "“90”可能是90分、90%或90个，读者和程序都只能猜。",
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；群众评价；实施周期指标值:≥90；年度指标值:≥90。",
    good="1、3-满意度指标；31-服务对象满意度指标；群众评价；实施周期指标值:≥90分；年度指标值:≥90分。",
    source=both(UNITS, OBSERVED),
)

SEVERAL = rule(
    "Q004",
    ("several-measures", "一值多项"),
    "warning",
    ("Several measures in one value.", "一个指标值里有多个考核内容。"),
    ("{n} measures in one value: {found}", "一个指标值里有{n}个考核内容：{found}"),
    (
        "An indicator has one value. With two it can be half met, and no table or program can tell which one counts.",
        "一个指标只应有一个指标值。写了两个就可能只完成一半，也无法判断以哪个为准。",
    ),
    bad="1、1-产出指标；11-数量指标；登记率；实施周期指标值:出租屋登记率达100%，人员登记率达到95%；年度指标值:100%。",
    good=(
        "1、1-产出指标；12-质量指标；出租屋登记率；实施周期指标值:100%；年度指标值:100%。"
        "2、1-产出指标；12-质量指标；人员登记率；实施周期指标值:≥95%；年度指标值:≥95%。"
    ),
    source=OBSERVED,
)

FORMULA = rule(
    "Q005",
    ("formula-as-value", "公式当指标值"),
    "warning",
    ("A formula or a definition in place of a value.", "用计算公式或定义代替指标值。"),
    ("“{text}” states how to count, not how much", "“{text}”只说明怎么算，没有说明要达到多少"),
    (
        "The formula of an indicator belongs in its explanation; the value must state the target.",
        "计算方法应写在指标说明里，指标值要写清达到多少。",
    ),
    bad=(
        "1、1-产出指标；12-质量指标；网格事件办结率；实施周期指标值:98%以上；年度指标值:网格事件办结率=办结数/上报数。"
    ),
    good="1、1-产出指标；12-质量指标；网格事件办结率；实施周期指标值:98%以上；年度指标值:98%以上。",
    source=OBSERVED,
)

REPEATS_NAME = rule(
    "Q006",
    ("value-repeats-name", "指标值重复名称"),
    "warning",
    ("A value that only repeats the name.", "指标值只是重复指标名称。"),
    ("the value “{text}” only repeats the name", "指标值“{text}”只是重复指标名称"),
    (
        "A value that repeats the name adds nothing: there is no target.",
        "指标值重复一遍名称，没有给出任何目标。",
    ),
    bad=(
        "1、2-效益指标；22-社会效益指标；对镇街综治中心开展指挥调度；实施周期指标值:开展指挥调度；"
        "年度指标值:开展指挥调度。"
    ),
    good="1、2-效益指标；22-社会效益指标；对镇街综治中心开展指挥调度；实施周期指标值:每周1次；年度指标值:每周1次。",
    source=NOTED,
)

NAME_HOLDS_VALUE = rule(
    "Q007",
    ("name-holds-value", "名称含指标值"),
    "warning",
    ("A name that contains its own value.", "指标名称里写了指标值。"),
    ("the name contains a value: {text}", "指标名称里写了指标值“{text}”"),
    (
        (
            "The name states what is measured, the value how much is intended. With the amount in the name the value "
            "is redundant, and the same indicator has another name every year."
        ),
        "名称说明考核什么，指标值说明达到多少。数量写进名称，指标值就无话可说，同一指标每年的名称也会不同。",
    ),
    bad="1、1-产出指标；11-数量指标；村组干部230人；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；11-数量指标；补助村组干部人数；实施周期指标值:230人；年度指标值:230人。",
    source=OBSERVED,
)

ANNUAL_EQUALS_CYCLE = rule(
    "Q008",
    ("annual-equals-cycle", "年度与周期相同"),
    "info",
    ("The same count for one year and for all years.", "多年期项目的年度指标值与周期指标值相同。"),
    (
        "the project runs for several years, but the year is to bring all of it: {text}",
        "项目实施多年，年度指标值却与整个周期相同：“{text}”",
    ),
    (
        (
            "One year of several can only contribute a part of a count. The same number twice usually means that "
            "only one of the two was considered."
        ),
        "按数量考核的内容，多年中的一年只能完成一部分。两个值完全相同，往往说明只考虑了其中一个。",
    ),
    bad="1、1-产出指标；11-数量指标；改造泵站数量；实施周期指标值:三年共改造12座；年度指标值:三年共改造12座。",
    good="1、1-产出指标；11-数量指标；改造泵站数量；实施周期指标值:三年共改造12座；年度指标值:4座。",
    source=both(PERIODS, NOTED),
)

INPUT = rule(
    "Q009",
    ("input-as-indicator", "投入当指标"),
    "warning",
    ("An input taken for an indicator.", "把投入当作绩效指标。"),
    ("“{text}” is money put in, not a result", "“{text}”是投入，不是产出或效果"),
    (
        "That money arrived or was spent is the condition of the work, not its result.",
        "资金到位、投入多少是开展工作的条件，不是工作的结果。",
    ),
    bad="1、1-产出指标；12-质量指标；资金到位率；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；12-质量指标；项目验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=INPUTS,
)

SATISFACTION_UNIT = rule(
    "Q010",
    ("satisfaction-not-measured", "满意度未量化"),
    "warning",
    ("Satisfaction that is neither a percentage nor a score.", "满意度指标值不是百分比或分数。"),
    ("satisfaction “{text}” is neither a percentage nor a score", "满意度指标值“{text}”既不是百分比，也不是分数"),
    (
        (
            "Satisfaction is asked for in a survey, whose result is a percentage or a score. 满意 or "
            "不断增强 cannot be "
            "compared with it."
        ),
        "满意度来自调查，结果是百分比或分数。“满意”“不断增强”无法与调查结果比较。",
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:满意；年度指标值:满意。",
    good="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=both(CRITICISM, OBSERVED),
)

SATISFACTION_ELSEWHERE = rule(
    "Q011",
    ("satisfaction-elsewhere", "满意度错列"),
    "warning",
    ("Satisfaction filed outside 满意度指标.", "满意度指标没有列在满意度指标下。"),
    ("“{name}” is filed under {level}, not 满意度指标", "“{name}”列在{level}下，应列在满意度指标下"),
    (
        (
            "Satisfaction has a first-level group of its own. Filed under benefit it takes the place of a real "
            "effect, and the satisfaction group stays empty."
        ),
        "满意度有单独的一级指标。列在效益指标下，就成了用满意度代替效益，满意度指标反而空缺。",
    ),
    bad="1、2-效益指标；22-社会效益指标；群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    good="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=both(CONFUSED, OBSERVED),
)

RATE_UNDER_QUANTITY = rule(
    "Q012",
    ("rate-under-quantity", "比率列入数量"),
    "warning",
    ("A rate or a percentage under 数量指标.", "数量指标下列了比率或百分比。"),
    ("“{name}” is measured as a rate, not as a quantity", "“{name}”按比率考核，不是数量"),
    (
        (
            "Quantity counts how much was done; how much of it was good is quality, how much of it in time is "
            "timeliness."
        ),
        "数量指标反映做了多少；合格多少属于质量指标，按时多少属于时效指标。",
    ),
    bad="1、1-产出指标；11-数量指标；网格事件办结率；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；11-数量指标；网格事件办结数量；实施周期指标值:500宗；年度指标值:500宗。",
    source=CRITICISM,
)

TIMELINESS_ELSEWHERE = rule(
    "Q013",
    ("timeliness-elsewhere", "时效错列"),
    "warning",
    ("Timeliness outside 时效指标.", "时效类指标没有列在时效指标下。"),
    ("“{name}” is filed under {level}, not 时效指标", "“{name}”列在{level}下，应列在时效指标下"),
    (
        (
            "On time, by a date, within hours: 时效指标 is the group for that. Elsewhere it is overlooked, and its "
            "group looks filled although it is not."
        ),
        "及时、按时、限时完成属于时效指标。列在别处容易被忽略，所在的类别看似有指标，其实没有。",
    ),
    bad="1、1-产出指标；12-质量指标；投诉处理及时率；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；13-时效指标；投诉处理及时率；实施周期指标值:100%；年度指标值:100%。",
    source=CRITICISM,
)

QUALITY_UNDER_BENEFIT = rule(
    "Q014",
    ("quality-under-benefit", "质量列入效益"),
    "warning",
    ("Quality filed under 效益指标.", "质量类指标列在效益指标下。"),
    ("“{name}” is the quality of an output, not a benefit", "“{name}”反映产出质量，不是效益"),
    (
        (
            "Whether a delivery is accepted or a system fails is the quality of the output. Benefit is the change "
            "for its users."
        ),
        "验收是否合格、设备有无故障是产出的质量；效益是产出给服务对象带来的变化。",
    ),
    bad="1、2-效益指标；22-社会效益指标；设备验收合格率；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；12-质量指标；设备验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=CONFUSED,
)

COST_AT_LEAST = rule(
    "Q015",
    ("cost-at-least", "成本用了“≥”"),
    "warning",
    ("A cost indicator with “at least”.", "成本指标用了“≥”。"),
    ("a cost of {text}: costs are bounded from above", "成本指标写成“{text}”，成本应控制上限"),
    (
        "A cost indicator keeps costs down. “At least” asks to spend more.",
        "成本指标是为了控制支出，写成“≥”等于要求多花钱。",
    ),
    bad="1、1-产出指标；14-成本指标；项目总成本；实施周期指标值:≥50万元；年度指标值:≥50万元。",
    good="1、1-产出指标；14-成本指标；项目总成本；实施周期指标值:≤50万元；年度指标值:≤50万元。",
    source=both(SOFTWARE, NOTED),
)

UNWANTED_AT_LEAST = rule(
    "Q016",
    ("unwanted-at-least", "反向指标用“≥”"),
    "warning",
    ("Something unwanted with “at least”.", "反向指标用了“≥”。"),
    ("“{name}” {text}: less of it is better", "“{name}”越低越好，却写成“{text}”"),
    (
        "Of overdue cases, failures, complaints or accidents fewer are better; “at least” asks for more of them.",
        "逾期、故障、投诉、事故等越少越好，写成“≥”等于要求更多。",
    ),
    bad="1、1-产出指标；12-质量指标；设备故障率；实施周期指标值:≥5%；年度指标值:≥5%。",
    good="1、1-产出指标；12-质量指标；设备故障率；实施周期指标值:≤5%；年度指标值:≤5%。",
    source=both(SOFTWARE, NOTED),
)

WANTED_AT_MOST = rule(
    "Q017",
    ("wanted-at-most", "正向指标用“≤”"),
    "warning",
    ("Something wanted with “at most”.", "正向指标用了“≤”。"),
    ("“{name}” {text}: more of it is better", "“{name}”越高越好，却写成“{text}”"),
    (
        "Of acceptance, satisfaction or timeliness more is better; “at most” is met by doing nothing.",
        "合格率、满意度、及时率等越高越好，写成“≤”什么都不做也能达到。",
    ),
    bad="1、1-产出指标；12-质量指标；设备验收合格率；实施周期指标值:≤95%；年度指标值:≤95%。",
    good="1、1-产出指标；12-质量指标；设备验收合格率；实施周期指标值:≥95%；年度指标值:≥95%。",
    source=both(SOFTWARE, NOTED),
)

RATE_WITH_UNIT = rule(
    "Q018",
    ("rate-with-unit", "比率单位不符"),
    "warning",
    ("A rate whose unit is not a percentage.", "比率类指标的单位不是百分比。"),
    ("“{name}” is a rate but its value is {text}", "“{name}”是比率，指标值却是“{text}”"),
    (
        (
            "A rate is a part of a whole and is not measured in days or pieces. Either the name should state what is "
            "counted (处理时间), or the value should be a percentage."
        ),
        "比率是部分占整体的比例，不以天、个计。要么改名称（如“处理时间”），要么把指标值写成百分比。",
    ),
    bad="1、1-产出指标；13-时效指标；投诉处理及时率；实施周期指标值:≤7工作日；年度指标值:≤7工作日。",
    good="1、1-产出指标；13-时效指标；投诉处理时间；实施周期指标值:≤7工作日；年度指标值:≤7工作日。",
    source=NOTED,
)

NOTHING = rule(
    "Q019",
    ("target-of-nothing", "指标值等于零要求"),
    "warning",
    ("A target that asks for nothing.", "指标值等于没有要求。"),
    ("“{text}” asks for nothing of “{name}”", "对“{name}”来说，“{text}”等于没有要求"),
    (
        "At least 0 of anything is always there, and savings of at most 0 % are reached by saving nothing.",
        "任何数量都“≥0”；“节省率≤0%”什么都不节省就能达到。",
    ),
    bad="1、2-效益指标；21-经济效益指标；办公费用节省率；实施周期指标值:≤0%；年度指标值:≤0%。",
    good="1、2-效益指标；21-经济效益指标；办公费用节省率；实施周期指标值:≥5%；年度指标值:≥5%。",
    source=OBSERVED,
)

SLOGAN = rule(
    "Q020",
    ("slogan-at-100", "口号加100%"),
    "warning",
    ("A slogan as a name, with 100 %.", "口号式名称加“100%”。"),
    ("100% of what? “{name}” is a purpose, not a measure", "“{name}”是工作目的，不是可以达到100%的指标"),
    (
        "A purpose such as 提升能力 has no whole of which 100 % could be reached; the number only looks like one.",
        "“提升能力”之类的目的没有可以达到100%的整体，这个数字只是看起来量化。",
    ),
    bad="1、2-效益指标；22-社会效益指标；提升法律服务能力；实施周期指标值:100%；年度指标值:100%。",
    good="1、2-效益指标；22-社会效益指标；法律援助案件办结率；实施周期指标值:≥95%；年度指标值:≥95%。",
    source=OBSERVED,
)

GROUP_MISSING = rule(
    "Q021",
    ("group-missing", "缺少指标类别"),
    "info",
    ("No output, benefit or satisfaction indicator.", "缺少产出、效益或满意度指标。"),
    ("no indicator under {missing}", "没有{missing}"),
    (
        (
            "Output, effect and satisfaction are three questions; a project without one of the groups leaves one "
            "unanswered."
        ),
        "做了什么、带来什么变化、服务对象怎么看，是三个不同的问题，缺少哪一类就是没有回答哪一个。",
    ),
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    good=(
        "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
        "2、2-效益指标；22-社会效益指标；学员上岗率；实施周期指标值:≥80%；年度指标值:≥80%。"
        "3、3-满意度指标；31-服务对象满意度指标；学员满意度；实施周期指标值:≥90%；年度指标值:≥90%。"
    ),
    source=SOFTWARE,
)

FEWER_THAN_THREE = rule(
    "Q022",
    ("fewer-than-three", "指标少于3个"),
    "info",
    ("Fewer than three third-level indicators.", "三级指标少于3个。"),
    ("only {n} third-level indicators; at least 3 are asked for", "只有{n}个三级指标，至少应有3个"),
    (
        "One or two indicators cannot describe the work and the purpose of a project.",
        "一两个指标说不清项目做了什么、有什么用。",
    ),
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
    good=(
        "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
        "2、2-效益指标；22-社会效益指标；学员上岗率；实施周期指标值:≥80%；年度指标值:≥80%。"
        "3、3-满意度指标；31-服务对象满意度指标；学员满意度；实施周期指标值:≥90%；年度指标值:≥90%。"
    ),
    source=AT_LEAST_THREE,
)

MIXED_FRAMES = rule(
    "Q023",
    ("mixed-frames", "新旧体系混用"),
    "warning",
    ("The legacy and the 2021 taxonomy in one table.", "同一张表混用新旧指标体系。"),
    (
        "a first-level 成本指标 (2021 frame) beside 成本指标 under 产出指标 (legacy frame)",
        "一级“成本指标”（2021年体系）与产出指标下的“成本指标”（旧体系）混用",
    ),
    (
        (
            "Since 2021 cost is a first-level group of its own. With both frames in one table the same kind of "
            "indicator is in two groups, and sums by group are wrong."
        ),
        "2021年起成本指标单列为一级指标。新旧体系混用，同类指标分散在两处，按类别汇总就会出错。",
    ),
    bad=(
        "1、1-产出指标；14-成本指标；设备单价；实施周期指标值:≤2万元；年度指标值:≤2万元。"
        "2、成本指标；经济成本指标；项目总成本；实施周期指标值:≤50万元；年度指标值:≤50万元。"
    ),
    good=(
        "1、成本指标；经济成本指标；设备单价；实施周期指标值:≤2万元；年度指标值:≤2万元。"
        "2、成本指标；经济成本指标；项目总成本；实施周期指标值:≤50万元；年度指标值:≤50万元。"
    ),
    source=NOTED,
)

WITHHELD = rule(
    "Q024",
    ("withheld", "涉密不公开"),
    "info",
    ("A withheld row.", "涉密、不公开的项目。"),
    ("withheld: “{text}”", "不公开：“{text}”"),
    (
        (
            "The text only states that it may not be published. That is no error; it is listed so that a reviewer "
            "knows what was not checked, and no other rule considers it."
        ),
        "内容只说明不宜公开。这不是错误，列出来是让审核人知道哪些没有检查；其他规则都不检查这类内容。",
    ),
    bad="涉密项目",
    source=OBSERVED,
)

UNIT_NEVER_FITS = rule(
    "Q025",
    ("unit-does-not-fit", "单位与名称不符"),
    "warning",
    ("A unit that does not suit the name.", "计量单位与指标名称不匹配。"),
    ("“{name}” cannot be counted in {unit}: {text}", "“{name}”不能以“{unit}”计：“{text}”"),
    (
        (
            "A road is not counted in buildings and a time not in per cent, and a name that states its unit in "
            "brackets has no target in another. Either the unit is wrong, or the value is that of another indicator."
        ),
        "里程不以“座”计，时间不以百分比计，名称括号里写明的单位也不能与指标值的单位不同。要么单位填错，要么填的是另一个指标的值。",
    ),
    bad="1、1-产出指标；11-数量指标；新建农村公路里程；实施周期指标值:5座；年度指标值:2座。",
    good="1、1-产出指标；11-数量指标；新建农村公路里程；实施周期指标值:5公里；年度指标值:2公里。",
    source=both(UNITS, REASONING),
)

EMPTY_NAME = rule(
    "Q026",
    ("name-says-nothing", "名称没有内容"),
    "warning",
    ("A name that names no indicator.", "三级指标名称没有实际内容。"),
    ("“{name}” names no indicator", "“{name}”不是指标名称"),
    (
        "The name of a level, a number or “indicator 1” in place of a name: it is unclear what is to be measured.",
        "用指标类别、序号或“指标1”代替名称，看不出考核什么。",
    ),
    bad="1、1-产出指标；12-质量指标；数量指标；实施周期指标值:100%；年度指标值:100%。",
    good="1、1-产出指标；12-质量指标；设备验收合格率；实施周期指标值:100%；年度指标值:100%。",
    source=REASONING,
)

OUTPUT_UNDER_BENEFIT = rule(
    "Q027",
    ("output-under-benefit", "产出列入效益"),
    "warning",
    ("What was done, filed under 效益指标.", "把做了多少列在效益指标下。"),
    ("“{name}” counts the work, not its effect", "“{name}”反映做了多少，不是带来的效益"),
    (
        "Holding twelve exhibitions is an output. Benefit is their effect on the visitors.",
        "举办12场展览是产出；效益是给服务对象带来的变化。",
    ),
    bad="1、2-效益指标；22-社会效益指标；举办展览场次；实施周期指标值:12场；年度指标值:4场。",
    good="1、1-产出指标；11-数量指标；举办展览场次；实施周期指标值:12场；年度指标值:4场。",
    source=REASONING,
)

LOW_BAR = rule(
    "Q028",
    ("low-bar", "标准过低"),
    "info",
    ("A pass mark below 60 %.", "满意度、合格率低于60%。"),
    ("{text} of “{name}” is below a bare pass (60 %)", "“{name}”只要求{text}，低于及格线（60%）"),
    (
        "A satisfaction of 30 % means that most people are not satisfied; as a target it asks for nothing.",
        "满意度30%意味着多数人不满意，作为目标值等于没有要求。",
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:≥30%；年度指标值:≥30%。",
    good="1、3-满意度指标；31-服务对象满意度指标；群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=REASONING,
)

NOT_SATISFACTION = rule(
    "Q029",
    ("not-satisfaction", "非满意度列入满意度"),
    "warning",
    ("Something else filed under 满意度指标.", "满意度指标下列了其他内容。"),
    ("“{name}” does not measure satisfaction", "“{name}”不是满意度"),
    (
        "The number of participants does not show their opinion; the satisfaction group only looks filled.",
        "多少人参加不等于他们是否满意，这一类别看似有指标，其实没有。",
    ),
    bad="1、3-满意度指标；31-服务对象满意度指标；参与群众人数；实施周期指标值:500人；年度指标值:500人。",
    good="1、3-满意度指标；31-服务对象满意度指标；参与群众满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=REASONING,
)

RATE_WITHOUT_NUMBER = rule(
    "Q030",
    ("rate-without-number", "比率没有数字"),
    "warning",
    ("A rate whose value is not a number.", "比率类指标没有数字。"),
    ("“{name}” is a rate, but “{text}” is not a number", "“{name}”是比率，“{text}”却没有数字"),
    (
        "A rate is found by dividing two counts; a value in words cannot be compared with the result.",
        "比率由两个数相除得出，用文字表述无法与结果比较。",
    ),
    bad="1、1-产出指标；12-质量指标；案件办结率；实施周期指标值:全部办理完毕；年度指标值:全部办理完毕。",
    good="1、1-产出指标；12-质量指标；案件办结率；实施周期指标值:100%；年度指标值:100%。",
    source=QUANTIFY,
)

ONLY_QUANTITY = rule(
    "Q031",
    ("only-quantity", "只有数量指标"),
    "info",
    ("Output that is only counted.", "产出指标只有数量指标。"),
    (
        "{n} output indicators, all of them quantities: nothing about quality, time or cost",
        "{n}个产出指标全部是数量指标，没有质量、时效、成本方面的指标",
    ),
    (
        "The quantity does not show quality, time and cost.",
        "只说明做了多少，看不出质量好坏、是否及时、花费多少。",
    ),
    bad="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:2次；年度指标值:2次。"
    "2、1-产出指标；11-数量指标；培训人数；实施周期指标值:90人；年度指标值:90人。"
    "3、1-产出指标；11-数量指标；编印教材数量；实施周期指标值:90册；年度指标值:90册。"
    "4、2-效益指标；22-社会效益指标；学员上岗率；实施周期指标值:≥80%；年度指标值:≥80%。"
    "5、3-满意度指标；31-服务对象满意度指标；学员满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    good="1、1-产出指标；11-数量指标；培训次数；实施周期指标值:2次；年度指标值:2次。"
    "2、1-产出指标；12-质量指标；学员考核合格率；实施周期指标值:≥95%；年度指标值:≥95%。"
    "3、1-产出指标；13-时效指标；培训完成时间；实施周期指标值:2025年11月底前；年度指标值:2025年11月底前。"
    "4、2-效益指标；22-社会效益指标；学员上岗率；实施周期指标值:≥80%；年度指标值:≥80%。"
    "5、3-满意度指标；31-服务对象满意度指标；学员满意度；实施周期指标值:≥90%；年度指标值:≥90%。",
    source=QUANTIFY,
)

RATE_OVER_ALL = rule(
    "Q032",
    ("rate-over-100", "比率疑超100%"),
    "info",
    ("A rate above 100 % that may be a share.", "比率超过100%，可能是占比。"),
    (
        "“{name}” is {text}: if it is a part of a whole, it cannot exceed 100 %",
        "“{name}”为“{text}”：如果是部分占整体的比例，不应超过100%",
    ),
    (
        (
            "The name does not show whether the rate is relative to a plan (then more than 100 % is possible) or to "
            "a whole."
        ),
        "名称看不出是与计划相比（可以超过100%），还是占整体的比例。",
    ),
    bad="1、2-效益指标；21-经济效益指标；税款征收率；实施周期指标值:130%；年度指标值:130%。",
    good="1、2-效益指标；21-经济效益指标；税款征收率；实施周期指标值:≥98%；年度指标值:≥98%。",
    source=REASONING,
)

REWORDED = rule(
    "Q033",
    ("reworded-duplicate", "换词重复"),
    "info",
    ("The same indicator in another wording.", "同一指标换个说法重复填列。"),
    ("“{name}” seems to mean the same as “{other}” (entry {number})", "“{name}”与第{number}条“{other}”含义相同"),
    (
        "Two wordings of one indicator count it twice and make the number of indicators look larger.",
        "同一指标换词再列一次，等于重复计算，指标看似更多。",
    ),
    bad="1、1-产出指标；11-数量指标；举办业务培训班次数；实施周期指标值:4次；年度指标值:4次。"
    "2、1-产出指标；11-数量指标；开展业务培训次数；实施周期指标值:4次；年度指标值:4次。",
    good="1、1-产出指标；11-数量指标；举办业务培训班次数；实施周期指标值:4次；年度指标值:4次。",
    source=REASONING,
)

RULES: tuple[Rule, ...] = rules_in(globals())
"""Every rule of the group, by code."""
