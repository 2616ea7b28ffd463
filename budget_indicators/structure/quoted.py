"""Entries with quoted texts: ``1、1-产出指标；⟦1-产出指标完成率⟧；年度指标值:⟦1次⟧。``

``format_indicators`` quotes a name or a value that would otherwise be read as something else: inside the quotes nothing
is a separator, a level or a key. A character that cleaning would change is written as its code point: ``‹3c›``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..model.nodes import Category
from ..model.taxonomy import LEVEL1, LEVEL2
from ..patterns import lazy
from ..text.cleaning import clean

LEFT, RIGHT = "⟦", "⟧"
_LEVELS1 = {str(category): category for category in LEVEL1}
_LEVELS2 = {str(category): category for category in LEVEL2}
_CODE = lazy("‹([0-9a-f]{1,6})›")
_CODED = lazy(r"[⟦⟧‹›<&\[\]\\_]|[%=](?=[0-9A-Fa-fu])")
_FRAGILE = lazy(r"[^一-鿿0-9A-Za-z，。；：、（）“”‘’《》,.;:/+≥≤…·!?！？-]")


class Quoted(NamedTuple):
    """The parts of a quoted entry and their positions."""

    start: int
    end: int
    number: int | None
    level1: Category | None
    level2: Category | None
    name: str
    cycle: tuple[str, int] | None
    annual: tuple[str, int] | None
    level1_weight: Decimal | None
    level2_weight: Decimal | None
    cycle_years: tuple[int, int] | None
    annual_year: int | None


@cache
def pattern() -> re.Pattern[str]:
    """An entry in quotes."""
    level1, level2 = ("|".join(map(re.escape, levels)) for levels in (_LEVELS1, _LEVELS2))
    text = f"{LEFT}(?P<{{}}>[^{LEFT}{RIGHT}]*){RIGHT}"
    points = "(?:（(?P<{}>[0-9]{{1,3}}(?:[.][0-9]{{1,2}})?)分）)?"
    weight1, weight2 = points.format("weight1"), points.format("weight2")
    years = "(?:（(?P<first>20[0-9]{2})(?:-(?P<last>20[0-9]{2}))?年）)?"
    return re.compile(
        f"(?:(?<![^。\\s])|(?=[0-9]))(?:(?P<number>[0-9]{{1,9}})、)?(?:(?P<level1>{level1}){weight1}；)?(?:(?P<level2>{level2}){weight2}；)?"
        f"{text.format('name')}(?:；实施周期指标值{years}:{text.format('cycle')})?"
        f"(?:；年度指标值(?:（(?P<year>20[0-9]{{2}})年）)?:{text.format('annual')})?。"
    )


def quoted(match: re.Match[str]) -> Quoted:
    """The entry of a match of the pattern."""
    number = match["number"]
    first, last, year = (None if match[word] is None else int(match[word]) for word in ("first", "last", "year"))
    weight1, weight2 = (None if match[word] is None else Decimal(match[word]) for word in ("weight1", "weight2"))
    return Quoted(
        match.start(),
        match.end(),
        None if number is None else int(number),
        _LEVELS1.get(match["level1"]),
        _LEVELS2.get(match["level2"]),
        decoded(match["name"]),
        None if match["cycle"] is None else (decoded(match["cycle"]), match.start("cycle")),
        None if match["annual"] is None else (decoded(match["annual"]), match.start("annual")),
        weight1,
        weight2,
        None if first is None else (first, first if last is None else last),
        year,
    )


def encoded(text: str) -> str:
    """A text in quotes.

    >>> encoded("⟦a⟧；b"), decoded(encoded("⟦a⟧；b")[1:-1])
    ('⟦‹27e6›a‹27e7›；b⟧', '⟦a⟧；b')
    """
    inner = _CODED.sub(_as_code, text)
    if clean(inner, escapes=True).text != inner:
        inner = _FRAGILE.sub(_as_code, text)
    return f"{LEFT}{inner}{RIGHT}"


def decoded(text: str) -> str:
    """The text between the quotes, with its codes replaced by their characters."""
    return _CODE.sub(_from_code, text)


def _as_code(match: re.Match[str]) -> str:
    return f"‹{ord(match[0]):x}›"


def _from_code(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0x110000 else match[0]
