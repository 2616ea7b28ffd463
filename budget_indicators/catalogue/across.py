"""The rules of the group ``review`` that look across rows, projects, years and departments (Q034 to Q044)."""

from __future__ import annotations

from ..model.rule import Rule
from .declare import CRITICISM, NOTED, OBSERVED, PERIODS, REASONING, both, rule, rules_in

COST_OVER_BUDGET = rule(
    "Q034",
    ("cost-over-budget", "成本超项目金额"),
    "warning",
    ("A cost target above the project's own amount.", "成本指标值超过项目金额。"),
    (
        "“{name}” may cost {text}, but the project has {total}",
        "“{name}”为{text}，而项目金额只有{total}",
    ),
    (
        (
            "A project cannot spend more than it has; one of the two amounts is wrong, or the cost "
            "indicator keeps nothing "
            "down."
        ),
        "项目花费不可能超过项目金额，两个金额必有一个填错，或者成本指标起不到控制作用。",
    ),
    bad="项目总额 100万元 / 1、1-产出指标；14-成本指标；项目总成本；实施周期指标值:≤180万元；年度指标值:≤180万元。",
    good="项目总额 100万元 / 1、1-产出指标；14-成本指标；项目总成本；实施周期指标值:≤100万元；年度指标值:≤100万元。",
    source=NOTED,
)

GOAL_NOT_CARRIED = rule(
    "Q035",
    ("goal-number-not-carried", "目标数字无对应指标"),
    "info",
    ("A number promised in the goal that no indicator carries.", "绩效目标中的数字没有对应的指标。"),
    ("the goal promises {found}, {but}", "绩效目标写明{found}，{but_zh}"),
    (
        (
            "An indicator should check each number that the goal promises; if none has the number, or has another "
            "one, nobody checks it."
        ),
        "绩效目标里的数字应有指标考核；没有指标对应，或者数值不同，就无人考核。",
    ),
    bad="绩效目标：举办培训6期 / 1、1-产出指标；11-数量指标；培训期数；实施周期指标值:4期；年度指标值:4期。",
    good="绩效目标：举办培训6期 / 1、1-产出指标；11-数量指标；培训期数；实施周期指标值:6期；年度指标值:6期。",
    source=REASONING,
)

LISTED_TWICE = rule(
    "Q036",
    ("listed-twice", "项目重复列示"),
    "warning",
    ("A project that is listed twice.", "同一项目重复列示。"),
    (
        "project “{name}” with {total} is listed before: {where}",
        "项目“{name}”（{total}）前面已列：{where_zh}",
    ),
    (
        "The same unit, name, amount and indicators twice: the money is counted twice, or a page was copied.",
        "单位、名称、金额、指标完全相同的项目列了两次，金额会重复计算，也可能是页面重复。",
    ),
    bad="项目A 60万元 …… / 项目A 60万元 ……（内容完全相同）",
    good="项目A 60万元 ……",
    source=REASONING,
)

EQUAL_THROUGHOUT = rule(
    "Q037",
    ("annual-equals-cycle-throughout", "年度与周期全部相同"),
    "info",
    ("Annual and cycle targets that are the same in nearly all rows.", "年度指标值与周期指标值几乎全部相同。"),
    (
        "annual and cycle target are the same in {same} of {all} rows",
        "{all}行中有{same}行的年度指标值与实施周期指标值相同",
    ),
    (
        (
            "Where nearly every row repeats the same value, one of the two columns was filled in by "
            "copying; of a project "
            "of several years the year can only be a part."
        ),
        "几乎每行都相同，说明其中一栏是复制填写的；多年期项目的年度值只应是其中一部分。",
    ),
    bad="30行指标中有29行：实施周期指标值 12场，年度指标值 12场",
    good="实施周期指标值 36场，年度指标值 12场",
    source=both(PERIODS, OBSERVED),
)

COPIED_PROJECT = rule(
    "Q038",
    ("copied-project", "整套指标雷同"),
    "warning",
    ("All indicators of a project are those of another project.", "整个项目的指标与另一个项目完全相同。"),
    (
        "the {n} indicators of “{name}” are word for word those of “{other}” ({where})",
        "“{name}”的{n}个指标与“{other}”（{where_zh}）逐字相同",
    ),
    (
        "Two projects with other names and amounts cannot have the same output in every word; one was copied.",
        "名称、金额不同的项目，产出不可能逐字相同，必有一个是复制的。",
    ),
    bad="项目A：举办培训12期；…… / 项目B：举办培训12期；……（逐字相同）",
    good="项目A：举办培训12期；…… / 项目B：编印教材900册；……",
    source=both(CRITICISM, OBSERVED),
)

BOILERPLATE = rule(
    "Q039",
    ("boilerplate", "套用指标"),
    "info",
    ("Rows that are repeated word for word in several projects.", "多个项目套用相同的指标。"),
    (
        "{n} of {all} rows ({share} %) are repeated word for word in other projects, most often “{name}” ({where})",
        "{all}行中有{n}行（{share}%）与其他项目逐字相同，最多的是“{name}”（{where_zh}）",
    ),
    (
        "Indicators that suit every project describe none of them.",
        "放到哪个项目都成立的指标，说明不了任何一个项目。",
    ),
    bad="各项目：工作完成率 100%；服务对象满意度 ≥90%",
    good="项目A：危桥加固验收合格率 100%；沿线村民满意度 ≥90%",
    source=both(CRITICISM, OBSERVED),
)

LOWERED = rule(
    "Q041",
    ("target-lowered", "目标低于上年"),
    "info",
    ("A target below last year's.", "指标值低于上年。"),
    (
        "“{name}”: {text} in {year}, {before} in {last} ({where})",
        "“{name}”：{year}年为{text}，{last}年为{before}（{where_zh}）",
    ),
    (
        "The same project asks for less than the year before; a reviewer wants to know why.",
        "同一项目的要求比上年低，应说明原因。",
    ),
    bad="2024年：培训合格率 ≥95% / 2025年：培训合格率 ≥85%",
    good="2024年：培训合格率 ≥95% / 2025年：培训合格率 ≥95%",
    source=REASONING,
)

DROPPED = rule(
    "Q042",
    ("indicators-dropped", "指标被取消"),
    "info",
    ("Indicators of last year that are gone.", "上年的指标本年没有了。"),
    (
        "{n} indicator(s) of {last} are gone: {names} ({where})",
        "{last}年的{n}个指标本年没有了：{names}（{where_zh}）",
    ),
    (
        "A promise of one year that is not measured in the next cannot be compared.",
        "上年承诺、本年不再考核的内容无法前后比较。",
    ),
    bad="2024年：培训合格率 ≥95% / 2025年：（没有这一指标）",
    good="2024年：培训合格率 ≥95% / 2025年：培训合格率 ≥96%",
    source=REASONING,
)

UNCHANGED = rule(
    "Q043",
    ("unchanged-from-last-year", "与上年完全相同"),
    "info",
    ("The indicators are word for word last year's.", "指标与上年逐字相同。"),
    (
        "the {n} indicators are word for word those of {last} ({where})",
        "{n}个指标与{last}年逐字相同（{where_zh}）",
    ),
    (
        "A year's goals that repeat the last year's in every word were copied, not set.",
        "年度目标逐字重复上年，是照抄而不是制定。",
    ),
    bad="2024年与2025年的指标逐字相同",
    good="2025年按当年任务重新设定",
    source=both(PERIODS, CRITICISM),
)

FAR_FROM_PEERS = rule(
    "Q044",
    ("far-from-peers", "偏离同类指标"),
    "info",
    ("A target far from those of the same indicator elsewhere.", "指标值与其他项目的同名指标相差悬殊。"),
    (
        "“{name}” is {text}; {n} other projects have {middle} in the middle, such as {where}",
        "“{name}”为{text}，其他{n}个项目的中位数为{middle}，例如{where_zh}",
    ),
    (
        ("Among indicators with the same name and unit an outlier is either a typing error or an unambitious target."),
        "名称、单位相同而数值相差悬殊，要么录入有误，要么标准定得过低。",
    ),
    bad="服务对象满意度 ≥30%（其他项目多为≥90%）",
    good="服务对象满意度 ≥90%",
    source=REASONING,
)

RULES: tuple[Rule, ...] = rules_in(globals())
"""Every rule across rows, by code."""
