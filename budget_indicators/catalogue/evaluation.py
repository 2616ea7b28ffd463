"""The rules of the group ``evaluation`` (S…): scores of a self-evaluation (绩效自评) that do not add up."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..model.rule import Rule
from .declare import CRITICISM, FRAMES, REASONING, SCORING, both, rule, rules_in

OverLimit: TypeAlias = Literal["linear", "inverse", "either"]
"""How a limit that was exceeded is scored: (2 - actual ÷ target) × weight, target ÷ actual × weight, or any of both."""

SCORE_WRONG = rule(
    "S001",
    ("score-does-not-follow", "得分与完成情况不符"),
    "warning",
    ("A score that does not follow from target, actual value and weight.", "得分与指标值、实际完成值、分值不符。"),
    ("“{name}” scores {score}, but {arithmetic}", "“{name}”得{score}分，按{arithmetic_zh}"),
    (
        (
            "What the table states itself comes first (a scoring rule beside the indicator); without one "
            "the rule in use is "
            "applied: reached gives full marks, otherwise actual ÷ target × weight, and the other way "
            "round where less is "
            "better. Over-fulfilment by more than 30 % may cost marks and is not reported."
        ),
        (
            "表中自带评分标准的以表中为准；没有的按通行规则：完成得满分，未完成按实际值÷指标值×分值，反向指标相反。"
            "超额完成30%以上可能扣分，不报。"
        ),
    ),
    bad="培训场次 指标值≥4754场 实际完成4604场 分值5 得分4",
    good="培训场次 指标值≥4754场 实际完成4604场 分值5 得分4.84",
    source=SCORING,
)
FULL_THOUGH_MISSED = rule(
    "S002",
    ("full-score-though-missed", "未完成却得满分"),
    "warning",
    ("Full marks though the target was missed.", "没有完成指标值，却得了满分。"),
    (
        "“{name}” has full marks ({score}), but {actual} misses {target}{arithmetic}",
        "“{name}”得满分（{score}分），但{actual}没有达到{target}{arithmetic_zh}",
    ),
    (
        "Marks are lost where a target is missed; full marks make the evaluation worthless.",
        "没有完成就应扣分，照给满分等于没有评价。",
    ),
    bad="验收合格率 指标值≥95% 实际完成90% 分值10 得分10",
    good="验收合格率 指标值≥95% 实际完成90% 分值10 得分9.47",
    source=both(SCORING, CRITICISM),
)
ABOVE_WEIGHT = rule(
    "S003",
    ("score-above-weight", "得分超过分值"),
    "error",
    ("A score above its weight.", "得分超过分值。"),
    ("“{name}” scores {score} of {weight}", "“{name}”得{score}分，而分值只有{weight}分"),
    ("A score is capped at the weight of its indicator.", "得分不能超过该指标的分值。"),
    bad="培训场次 分值10 得分12",
    good="培训场次 分值10 得分10",
    source=SCORING,
)
WEIGHTS = rule(
    "S004",
    ("weights-do-not-add-up", "分值合计不符"),
    "warning",
    ("Weights that do not add up.", "分值之和不符。"),
    ("the weights add up to {added}, not {wanted}", "分值之和为{added}分，应为{wanted}分"),
    (
        "All weights add up to 100, or to what remains besides the budget execution (90 or 80).",
        "各指标分值之和应为100分，或扣除预算执行率分值后的90分、80分。",
    ),
    bad="分值：20、20、20、20",
    good="分值：30、30、20、10（另有预算执行率10分）",
    source=both(SCORING, FRAMES),
)
TOTAL = rule(
    "S005",
    ("scores-do-not-add-up", "总分不符"),
    "warning",
    ("A total score that is not the sum of the scores.", "总分与各项得分之和不符。"),
    ("the total is {total}, but {arithmetic}", "总分为{total}分，而{arithmetic_zh}"),
    (
        "The total is the sum of the indicators' scores and of the marks for budget execution.",
        "总分等于各指标得分与预算执行率得分之和。",
    ),
    bad="各项得分 30、30、20、10，预算执行 10，总分 98",
    good="各项得分 30、30、20、10，预算执行 10，总分 100",
    source=SCORING,
)
EXECUTION = rule(
    "S006",
    ("execution-rate-wrong", "预算执行率不符"),
    "warning",
    ("An execution rate that is not the amount spent divided by the budget.", "预算执行率与执行数、预算数不符。"),
    ("the execution rate is {rate}%, but {arithmetic}", "预算执行率为{rate}%，而{arithmetic}"),
    (
        "The rate is the amount spent divided by the year's budget.",
        "预算执行率等于全年执行数除以全年预算数。",
    ),
    bad="全年预算数 100 全年执行数 95 执行率 98%",
    good="全年预算数 100 全年执行数 95 执行率 95%",
    source=REASONING,
)
GRADE = rule(
    "S007",
    ("grade-does-not-fit", "等级与总分不符"),
    "warning",
    ("A grade that does not fit the total score.", "评价等级与总分不符。"),
    ("grade {grade} for {score} points: {wanted} begins at {low}", "{score}分评为“{grade}”，{low}分起应为“{wanted}”"),
    (
        "If the table prints bands, they are read and decide; otherwise 90 and above is 优, 80 良, 60 中, less 差.",
        "表中印有等次分数段的，按其判断；否则90分以上为优，80分以上为良，60分以上为中，60分以下为差。",
    ),
    bad="总分 85 等级 优",
    good="总分 85 等级 良",
    source=REASONING,
)
REASON_MISSING = rule(
    "S008",
    ("reason-missing", "缺少偏差原因"),
    "info",
    ("Marks were lost and no reason is given.", "扣了分却没有填写原因。"),
    (
        "“{name}” scores {score} of {weight}, and no reason is given",
        "“{name}”得{score}分（分值{weight}分），未填写原因",
    ),
    (
        "The form has a column for the reason of a deviation and the measures taken; left empty, it teaches nothing.",
        "表中设有“偏差原因分析及改进措施”栏，不填就无从改进。",
    ),
    bad="合格率 分值10 得分9 原因（空）",
    good="合格率 分值10 得分9 原因：部分批次返工",
    source=REASONING,
)
UNITS_DIFFER = rule(
    "S009",
    ("actual-in-other-unit", "完成值单位不同"),
    "info",
    ("An actual value in another unit than the target.", "实际完成值与指标值单位不同。"),
    (
        "“{name}”: the target is {target}, the actual value {actual}{note}",
        "“{name}”指标值为{target}，实际完成值为{actual}{note_zh}",
    ),
    (
        "0.97 and 95 % can be compared once 0.97 is read as 97 %; points and pieces cannot.",
        "0.97按97%读取后可与95%比较；分与件则无法比较。",
    ),
    bad="合格率 指标值≥95% 实际完成0.97",
    good="合格率 指标值≥95% 实际完成97%",
    source=REASONING,
)
TARGET_ZERO = rule(
    "S010",
    ("target-is-zero", "指标值为零"),
    "info",
    ("A target of 0 that more is better of.", "正向指标的指标值为0。"),
    ("“{name}” has a target of {target}: no ratio can be found", "“{name}”的指标值为{target}，无法计算完成率"),
    ("Nothing can be divided by 0, and anything reaches it.", "指标值为0时无法计算比例，做不做都算完成。"),
    bad="新增专利 指标值0件 实际完成3件",
    good="新增专利 指标值≥3件 实际完成3件",
    source=REASONING,
)
CANNOT_CHECK = rule(
    "S011",
    ("score-not-checked", "得分无法核对"),
    "info",
    ("Scores that cannot be found by calculation.", "无法通过计算核对的得分。"),
    ("{n} of {all} scores cannot be checked: {found}", "{all}项得分中有{n}项无法核对：{found_zh}"),
    (
        (
            "Values in words, a scoring rule of the table that was not understood, and values without a number: "
            "reported, so that nobody mistakes silence for a check."
        ),
        "定性指标、未能读懂的自定评分标准、没有数字的指标值无法计算，特此说明，以免误以为已经核对。",
    ),
    source=SCORING,
)
BANDS = rule(
    "S012",
    ("weights-outside-printed", "分值与表中规定不符"),
    "warning",
    ("Weights of a group other than the table prints.", "某类指标的分值与表中规定不符。"),
    ("{group} weighs {added}, the table prints {printed}", "{group}分值合计{added}分，表中规定{printed}分"),
    (
        "The form states the weight of each group below or beside the table.",
        "表头或附注规定了各类指标的分值。",
    ),
    bad="产出指标（50分）：20、20",
    good="产出指标（50分）：20、30",
    source=FRAMES,
)

RULES: tuple[Rule, ...] = rules_in(globals())
"""Every rule of the group, by code."""
