"""Indicators written as prose: a level, a name and one target each. Lark reads ``grammar/prose.lark``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..grammar.loader import parser
from ..model.nodes import Category
from ..model.taxonomy import STEMS1, STEMS2, stem
from ..patterns import lazy

# A level's label, then a comparison; without the keys and codes of a dense string.
_PROSE = lazy(
    "(?:数量|质量|时效|成本|效益|可持续影响|满意度)(?:指标|目标)[:：,，][^；;。]{1,200}?(?:[≥≤<>＝=＞＜]|定性)"
)
_DENSE = lazy(
    "周期|年度(?:指标|目标)|指标值|目标值|[1-3][1-4]?-(?:产出|效益|满意|数量|质量|时效|成本|经济|社会|生态|可持续|服务)"
)
_WORDS = lazy("[一-鿿]+")


class Prose(NamedTuple):
    """An indicator of a prose text, with the position of its target."""

    start: int
    end: int
    level1: Category | None
    level2: Category
    name: str
    target: str
    target_start: int


def is_prose(text: str) -> bool:
    """Whether a text is in the prose dialect."""
    # Cheap test first: it finds a dense string within its first characters, and searches prose to its end.
    return _DENSE.search(text) is None and _PROSE.search(text) is not None


def prose(text: str) -> Iterator[Prose]:
    """The indicators of a prose text in text order; a name without a target is skipped."""
    from lark import Token, Tree

    level1: Category | None = None
    for clause in parser("prose").parse(text).children:
        if not isinstance(clause, Tree) or clause.data != "clause":
            continue
        label, *items = clause.children
        assert isinstance(label, Token)
        if label.type == "LEVEL1":
            level1 = STEMS1[stem(_WORDS.findall(label)[-1])]
            continue
        level2 = STEMS2[re.sub("^设?[一二三四五六七八九十]*条|(?:指标|目标)$", "", "".join(_WORDS.findall(label)))]
        for item in items:
            if isinstance(item, Tree) and len(item.children) == 2:
                name, target = item.children
                assert isinstance(name, Token)
                assert isinstance(target, Token)
                written = name.strip(" ,，、:：")
                start = (name.start_pos or 0) + name.index(written)
                at = target.start_pos or 0
                value = target.rstrip(" ,，、")
                yield Prose(start, at + len(value), level1, level2, written, value, at)
