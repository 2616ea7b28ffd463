"""What rule declarations share: where rules come from, and how amounts and texts are shown in messages."""

from __future__ import annotations

from decimal import Decimal

from ..model.rule import Both

SOFTWARE = Both(
    "A check of existing entry or audit software for performance targets.",
    "现有绩效目标填报、审核软件的校验规则。",
)
CRITICISM = Both(
    "Published criticism of performance targets.",
    "公开发表的、对绩效目标编制问题的批评意见。",
)
OBSERVED = Both(
    "A fault observed in published tables.",
    "公开的绩效目标表中实际出现过的问题。",
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
    "“三年总体指标和年度指标分别填列……年度指标是对年度目标的细化和量化”（云南省填报说明）",
)
INPUTS = Both(
    "“财力、人力和物力等投入数量不能作为绩效目…” (a local filling instruction)",
    "“财力、人力和物力等投入数量不能作为绩效目……”（某地填报说明）",
)
AT_LEAST_THREE = Both(
    "“总数不得少于3个” (a local filling instruction)",
    "“总数不得少于3个”（某地填报说明）",
)
CONFUSED = Both(
    "“质量指标与效益指标混淆 … 长期目标与年度目标混淆 … 将满意度指标代替效益指标” "
    "(a published article on performance targets)",
    "“质量指标与效益指标混淆……长期目标与年度目标混淆……将满意度指标代替效益指标”（一篇公开发表的绩效目标文章）",
)


def both(*parts: Both) -> Both:
    """Several sources as one."""
    return Both(" ".join(part.en for part in parts), "".join(part.zh for part in parts))


def amount(value: Decimal | None) -> str:
    """A number in plain digits: ``120000``, ``99.9``; nothing for no number."""
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def short(text: str, longest: int = 24) -> str:
    """A text that fits into a message: its beginning where it is long.

    >>> short("流动人员和出租屋服务管理工作", 6)
    '流动人员和…'
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"
