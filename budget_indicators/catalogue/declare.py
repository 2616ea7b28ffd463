"""How a rule is declared, and the sources that rules come from.

A source is quoted only where it was read. ``OBSERVED`` is kept for rules of which a published table of the project's
samples has an instance (``tests/lint/instances.toml`` names it, and a test finds it there).
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.nodes import Severity
from ..model.rule import Both, Group, Rule

GROUP_OF: dict[str, Group] = {"M": "malformed", "V": "impossible", "D": "documents", "S": "evaluation", "Q": "review"}
"""First letter of a code -> the group of the rule."""

CANONICAL = Both(
    "Follows from the canonical form of the strings.",
    "由指标串的规范格式推定。",
)
READING = Both(
    "A check of the document reader on its own result.",
    "读取程序对自身结果的核对。",
)
SOFTWARE = Both(
    "A check of existing entry or audit software for performance targets.",
    "现有绩效目标填报、审核软件的校验规则。",
)
CRITICISM = Both(
    "Published criticism of performance targets.",
    "公开发表的、对绩效目标编制问题的批评意见。",
)
OBSERVED = Both(
    "Observed in published tables.",
    "见于已公开的绩效目标表。",
)
NOTED = Both(
    "Reported by readers of published tables; no instance is kept with this project.",
    "据阅表人员反映；本项目未留存实例。",
)
REASONING = Both(
    "Follows from the meaning of the words; a matter of judgement.",
    "由指标含义推定，属于专业判断。",
)
QUANTIFY = Both(
    "“绩效目标从数量、质量、成本和时效等方面进行细化,尽量进行定量表述。"
    "不能以量化形式表述的,可以采用定性的分级分档形式表述” (an early Ministry of Finance rule, art. 14)",
    "“绩效目标从数量、质量、成本和时效等方面进行细化,尽量进行定量表述。"
    "不能以量化形式表述的,可以采用定性的分级分档形式表述”（财政部早期规定第十四条）",
)
UNITS = Both(
    "“定量三级指标中设置指标性质、单位” (a provincial indicator library's filling instruction)",
    "“定量三级指标中设置指标性质、单位”（某省指标库填报说明）",
)
PERIODS = Both(
    "“三年总体指标和年度指标分别填列 … 年度指标是对年度目标的细化和量化” (Yunnan filling instruction)",
    "“三年总体指标和年度指标分别填列 … 年度指标是对年度目标的细化和量化”（云南省填报说明）",
)
INPUTS = Both(
    "“财力、人力和物力等投入数量不能作为绩效目…” (a local filling instruction)",
    "“财力、人力和物力等投入数量不能作为绩效目…”（某地填报说明）",
)
AT_LEAST_THREE = Both(
    "“总数不得少于3个” (a local filling instruction)",
    "“总数不得少于3个”（某地填报说明）",
)
CONFUSED = Both(
    "“质量指标与效益指标混淆 … 长期目标与年度目标混淆 … 将满意度指标代替效益指标” "
    "(a published article on performance targets)",
    "“质量指标与效益指标混淆 … 长期目标与年度目标混淆 … 将满意度指标代替效益指标”（一篇公开发表的绩效目标文章）",
)
SCORING = Both(
    "The scoring rule of a vendor's entry system: positive: actual ≥ target gives full marks, otherwise "
    "actual ÷ target "
    "× weight; negative the other way round; qualitative 100–80, 80–60, 60–0 % of the weight.",
    "某填报系统的计分规则：正向指标实际值≥目标值得满分，否则按实际值÷目标值×分值；反向指标相反；"
    "定性指标按100%-80%、80%-60%、60%-0%分档。",
)
FRAMES = Both(
    "Weights as printed below self-evaluation tables: 50, 30, 10 and 10 for budget execution in the older frame.",
    "自评表附注的分值：旧体系产出50分、效益30分、满意度10分、预算执行率10分。",
)


def both(*parts: Both) -> Both:
    """Several sources as one."""
    return Both(" ".join(part.en for part in parts), "".join(part.zh for part in parts))


def rule(
    code: str,
    name: tuple[str, str],
    severity: Severity,
    summary: tuple[str, str],
    message: tuple[str, str],
    why: tuple[str, str],
    bad: str = "",
    good: str = "",
    *,
    source: Both,
) -> Rule:
    """Declare a rule; its group follows from the first letter of its code, pairs are English and Chinese.

    ``name`` is the kebab-case name that never changes, and the short name that Chinese output shows.
    """
    return Rule(
        code=code,
        name=name[0],
        name_zh=name[1],
        group=GROUP_OF[code[0]],
        severity=severity,
        summary=Both(*summary),
        message=Both(*message),
        why=Both(*why),
        bad=bad,
        good=good,
        source=source,
    )


def rules_in(module: Mapping[str, object]) -> tuple[Rule, ...]:
    """The rules that a module declares (its ``globals()``), by code."""
    return tuple(sorted((each for each in module.values() if isinstance(each, Rule)), key=lambda each: each.code))
