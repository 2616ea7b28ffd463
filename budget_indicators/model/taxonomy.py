"""The taxonomy: first- and second-level indicators, their codes, official names and aliases.

Codes 1-3 and 11-31 are those of the dense strings. Since 财预〔2021〕101号 a newer frame also has a first-level
成本指标 with three second-level indicators, for which no codes have been seen (``code`` is ``''``).
"""

from __future__ import annotations

from ..patterns import lazy
from .nodes import Category

OUTPUT = Category("1", "产出指标")
BENEFIT = Category("2", "效益指标")
SATISFACTION = Category("3", "满意度指标")
COST = Category("", "成本指标")

LEVEL1: tuple[Category, ...] = (OUTPUT, BENEFIT, SATISFACTION, COST)
LEVEL2: tuple[Category, ...] = (
    Category("11", "数量指标", OUTPUT),
    Category("12", "质量指标", OUTPUT),
    Category("13", "时效指标", OUTPUT),
    Category("14", "成本指标", OUTPUT),
    Category("21", "经济效益指标", BENEFIT),
    Category("22", "社会效益指标", BENEFIT),
    Category("23", "生态效益指标", BENEFIT),
    Category("24", "可持续影响指标", BENEFIT),
    Category("31", "服务对象满意度指标", SATISFACTION),
    Category("", "经济成本指标", COST),
    Category("", "社会成本指标", COST),
    Category("", "生态环境成本指标", COST),
)

# Stems (without the trailing 指标) seen in real tables for an official name.
_ALIASES1 = {
    "效果": "效益指标",
    "项目效益": "效益指标",
    "项目效果": "效益指标",
    "项目完成": "产出指标",
    "项目产出": "产出指标",
}
_ALIASES2 = {
    "产出数量": "数量指标",
    "产出质量": "质量指标",
    "产出时效": "时效指标",
    "产出成本": "成本指标",
    "环境效益": "生态效益指标",
    "生态环境效益": "生态效益指标",
    "可持续发展": "可持续影响指标",
    "可持续性影响": "可持续影响指标",
    "满意度": "服务对象满意度指标",
    "社会公众或服务对象满意度": "服务对象满意度指标",
    "社会公众满意度": "服务对象满意度指标",
    "受益对象满意度": "服务对象满意度指标",
}


def stem(name: str) -> str:
    """A level's name without the trailing 指标 (names appear with and without it)."""
    return name.removesuffix("指标")


def _by_stem(level: tuple[Category, ...], aliases: dict[str, str]) -> dict[str, Category]:
    official = {stem(category.name): category for category in level}
    return official | {alias: official[stem(name)] for alias, name in aliases.items()}


STEMS1: dict[str, Category] = _by_stem(LEVEL1, _ALIASES1)
"""Stem or alias of a 一级指标 -> its category."""
STEMS2: dict[str, Category] = _by_stem(LEVEL2, _ALIASES2)
"""Stem or alias of a 二级指标 -> its category."""
BY_CODE: dict[str, Category] = {category.code: category for category in (*LEVEL1, *LEVEL2) if category.code}
"""Code -> category; one digit for level 1, two for level 2."""

# What tables add to a level's name: (必填), （50分）, (0-20)分, 10分, a colon, a numbering.
_BESIDE = lazy(
    r"[（(][^（）()]*[）)]分?|(?<!\d)\d+(?:\.\d+)?[分%]|^[（(]?[一二三四五六七八九十]{1,2}[）)]?[、.．]|[:：；;*]|\s"
)
_CODED = lazy(r"^(?P<code>[1-9]{1,2})[-—－–_.、．]+")


def find_level1(text: str) -> Category | None:
    """The 一级指标 that a table's cell names (``产出指标(50分)``, ``1-产出指标``, ``效果``), or ``None``."""
    return _find(text, STEMS1)


def find_level2(text: str, level1: Category | None = None) -> Category | None:
    """The 二级指标 that a table's cell names; ``level1`` decides if a name is in two frames (none is today)."""
    found = _find(text, STEMS2)
    return found if found is None or level1 is None or found.parent is level1 else _sibling(found, level1)


def _sibling(found: Category, level1: Category) -> Category:
    return next((c for c in LEVEL2 if c.parent is level1 and c.name == found.name), found)


def _find(text: str, stems: dict[str, Category]) -> Category | None:
    bare = _BESIDE.sub("", text.strip())
    coded = _CODED.match(bare)
    if coded:
        bare = bare[coded.end() :]
        by_code = BY_CODE.get(coded["code"])
        if not bare:
            return by_code if by_code in stems.values() else None
    return stems.get(stem(bare)) or stems.get(stem(bare.removesuffix("类")))
