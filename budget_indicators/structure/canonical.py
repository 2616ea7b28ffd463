"""Fast path for well-formed text: one pattern for a whole entry, built from the grammar's own terminals.

Most published entries are canonical except for the separators between their parts. The pattern matches all parts of
such an entry at once; the grammar reads everything else, and the repair what is damaged. Both paths give the same tree
(a test compares them); this one is only faster.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..grammar.loader import terminals
from ..model.nodes import Category
from ..model.taxonomy import LEVEL1, LEVEL2, stem
from ..patterns import lazy
from ..text.cleaning import Source
from ..text.memo import LONGEST_REMEMBERED
from .doubt import QUIET_NAME, quiet, quiet_name
from .entries import Anchor, Entry
from .value_end import ENDS_NOISE, ends_plainly, value_end

_new = tuple.__new__  # half of the work of a named tuple's own constructor
_ONE_DIGIT = 2  # the length of a number of one digit with its mark

SEPARATORS = "；;:：。"
_SEPARATING = "；;:："
_SEPARATOR = f"[{_SEPARATING}]"
_COLONS = ":："
_COLON = f"[{_COLONS}]"


@cache
def pattern() -> re.Pattern[str]:
    """A canonical entry, followed by another entry or the end of the text.

    Whole districts write another mark for ； or for a key's colon, leave a 。 before it, or close an entry with 。；:
    such entries are just as unambiguous.
    """
    terminal = terminals("indicators")
    words = f"[^{SEPARATORS}]+"
    more = f"(?:[{SEPARATORS}]{words})??"  # a value may be two sentences, or three
    value = f"{words}{more}{more}"
    cycle_key, annual_key = (terminal[key].removesuffix(_COLON) for key in ("CYCLE_KEY", "ANNUAL_KEY"))
    return re.compile(
        f"(?:(?<![^。])|(?<=。[；;]))(?!0)({terminal['NUMBER']})({terminal['LEVEL1']}{_SEPARATOR}{terminal['LEVEL2']})"
        f"({_SEPARATOR})(?!{_SEPARATOR})(?:({QUIET_NAME})|({words}。?))({_SEPARATOR}){cycle_key}({_SEPARATOR})({value})"
        f"(。?{_SEPARATOR}){annual_key}({_SEPARATOR})({value})。"
        f"([；;]?)(?=(?:{terminal['NUMBER']})?{terminal['LEVEL1']}|\\Z)"
    )


def _written(category: Category) -> tuple[str, ...]:
    """How canonical text writes a level."""
    return tuple(f"{category.code}-{name}" for name in (category.name, stem(category.name)))


LEVELS: dict[str, tuple[Category, Category]] = {
    f"{first}{mark}{second}": (level1, level2)
    for level1 in LEVEL1
    for level2 in LEVEL2
    if level1.code and level2.code
    for first in _written(level1)
    for second in _written(level2)
    for mark in _SEPARATING
}
"""How canonical text writes a level 1 and a level 2 (``1-产出指标；11-数量指标``) -> the two."""


class Canonical(NamedTuple):
    """The parts of a canonical entry and their positions; the separators between them may differ.

    ``tidy``: each separator is a ；, no 。 precedes one, no ； follows the last 。, and each key has its colon.
    """

    start: int
    end: int
    number: str
    level1: Category
    level2: Category
    name: str
    cycle: str
    annual: str
    name_start: int
    cycle_start: int
    annual_start: int
    tidy: bool


def canonical(source: Source, match: re.Match[str]) -> Canonical | None:
    """The entry of a match, or ``None`` if one of its texts may need a diagnostic or a repair."""
    number, written, mark, name, other, before_cycle, colon, cycle, before_annual, colon2, annual, after = (
        match.groups()
    )
    levels = LEVELS.get(written)
    start, end = match.span()
    if levels is None or end - start > LONGEST_REMEMBERED or not quiet(cycle) or not quiet(annual):
        return None
    stopped = False
    if name is None:
        name = other
        stopped = name[-1] == "。"
        if not quiet_name(name[:-1] if stopped else name):
            return None
    annual_start = match.start(11)
    mapped = source.text is not source.raw
    if mapped and len(number) > _ONE_DIGIT and torn(source, start, start + len(number) - 1):
        return None
    # In plain text a remark below the table is a separate sentence, and a page number ends the value.
    if (
        (mapped or "。" in annual or annual[-1] in ENDS_NOISE)
        and (after or not ends_plainly(annual))
        and value_end(source, annual_start, end, start) != end
    ):
        return None
    level1, level2 = levels
    name_start, cycle_start = match.end(3), match.start(8)
    tidy = (
        mark == before_cycle == before_annual == "；"
        and "；" in written
        and colon in _COLONS
        and colon2 in _COLONS
        and not (stopped or after)
    )
    return _new(
        Canonical,
        (start, end, number[:-1], level1, level2, name, cycle, annual, name_start, cycle_start, annual_start, tidy),
    )


def framed(source: Source, match: re.Match[str]) -> Entry | None:
    """The entry of a match that is not ``canonical`` only because its name or a value may contain a damaged part.

    The search among candidates finds the same: an exact number, two levels and two keys in their order outweigh all
    that a text can contain, except these (``_RIVAL``).
    """
    number, written, _, name, other, _, colon, cycle, _, colon2, annual, _ = match.groups()
    levels = LEVELS.get(written)
    start, end = match.span()
    if levels is None or colon not in _COLONS or colon2 not in _COLONS or torn(source, start, start + len(number) - 1):
        return None
    if any(_RIVAL.search(text) for text in (name or other, cycle, annual)):
        return None
    level1, level2 = levels
    first = match.start(2)
    between = first + next(at for at, char in enumerate(written) if char in _SEPARATING)
    before_cycle, before_annual = match.end(6), match.end(9)
    return Entry(
        start,
        end,
        (
            Anchor("ordinal", start, first, number=int(number[:-1])),
            Anchor("level1", first, between, category=level1),
            Anchor("level2", between + 1, match.end(2), category=level2),
            Anchor("cycle", before_cycle, match.start(7)),
            Anchor("annual", before_annual, match.start(10)),
        ),
    )


# A key with a mark after it, a number that begins a sentence, or a level with its code, inside a name or a value.
_RIVAL = lazy(
    r"[标期年](?<=指标|目标|周期|本年|当年)[值度]?[^\w。%％]|。\W{0,2}[0-9]|[1-3]\W{0,2}(?:产|效|满|数|质|时|成|经|社|生|可|服)"
)


def torn(source: Source, start: int, end: int) -> bool:
    """Whether cleaning removed something inside a number: it may be two, a page number and an ordinal."""
    return any(source.gap(at) for at in range(start + 1, end))
