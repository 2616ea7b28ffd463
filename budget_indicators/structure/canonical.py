"""Fast path for well-formed text: one pattern for a whole entry, built from the grammar's own terminals.

Most published entries are canonical except for the separators between their parts. The pattern matches all parts of
such an entry at once; the grammar reads everything else, and the repair what is damaged. Both paths give the same tree
(a test compares them); this one is only faster.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
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
_ONE_DIGIT = 2  # the length of a one-digit number with its mark

SEPARATORS = "；;:：。"
_SEPARATING = "；;:："
_SEPARATOR = f"[{_SEPARATING}]"
COLONS = ":："
_COLON = f"[{COLONS}]"


@cache
def pattern() -> re.Pattern[str]:
    """A canonical entry, followed by another entry or the end of the text.

    Its groups are the parts, and what is unusual between them: the number, the levels with their separators, a name of
    plain words or another name, the key before each value unless it is written as usual, each value, and a mark behind
    the last 。. Whole districts write another mark for ； or for a key's colon, leave a 。 before it, or close an entry
    with 。；: such entries are just as unambiguous.
    """
    terminal = terminals("indicators")
    words = f"[^{SEPARATORS}]+"
    more = f"(?:[{SEPARATORS}]{words})??"  # a value may be two sentences, or three
    value = f"{words}{more}{more}"
    cycle_key, annual_key = (terminal[key].removesuffix(_COLON) for key in ("CYCLE_KEY", "ANNUAL_KEY"))
    return re.compile(
        f"(?:(?<![^。])|(?<=。[；;]))(?!0)({terminal['NUMBER']})"
        f"({terminal['LEVEL1']}{_SEPARATOR}{terminal['LEVEL2']}{_SEPARATOR})"
        f"(?!{_SEPARATOR})(?:({QUIET_NAME})|({words}。?))"
        f"(?:；{cycle_key}{_COLON}|({_SEPARATOR}{cycle_key}{_SEPARATOR}))({value})"
        f"(?:；{annual_key}{_COLON}|(。?{_SEPARATOR}{annual_key}{_SEPARATOR}))({value})。"
        f"([；;]?)(?=(?:{terminal['NUMBER']})?{terminal['LEVEL1']}|\\Z)"
    )


def _written(category: Category) -> tuple[str, ...]:
    """A level in canonical text."""
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
"""A level 1 and a level 2 in canonical text (``1-产出指标；11-数量指标``) -> their categories."""


class Frame:
    """The levels and separators of an entry, without its texts; entries written alike share one object.

    ``levels``, ``cycle_key``, ``annual_key`` and ``after`` are groups of the pattern. ``head`` is the length of the
    levels with their separators, ``before_cycle`` and ``before_annual`` those of the keys with theirs, ``behind`` that
    of the marks behind the last value. ``plain``: there is nothing to report.
    """

    __slots__ = (
        *("after", "annual_key", "before_annual", "before_cycle", "behind", "cycle_key", "head", "length", "level1"),
        *("level2", "levels", "plain"),
    )

    def __init__(
        self, level1: Category, level2: Category, levels: str, cycle_key: str, annual_key: str, after: str
    ) -> None:
        self.level1 = level1
        self.level2 = level2
        self.levels = levels
        self.cycle_key = cycle_key or _CYCLE_KEY
        self.annual_key = annual_key or _ANNUAL_KEY
        self.after = after
        self.head = len(levels)
        self.before_cycle = len(self.cycle_key)
        self.before_annual = len(self.annual_key)
        self.behind = 1 + len(after)
        self.length = self.head + self.before_cycle + self.before_annual + self.behind
        usual = levels.count("；") > 1 and not (cycle_key or annual_key or after)
        self.plain = usual and level2.parent is level1

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle it as its key: another process has objects of its own."""
        keys = (self.cycle_key.removeprefix(_CYCLE_KEY), self.annual_key.removeprefix(_ANNUAL_KEY))
        return frame, (self.levels, *keys, self.after)


_CYCLE_KEY, _ANNUAL_KEY = "；实施周期指标值:", "；年度指标值:"


@lru_cache(maxsize=4096)
def frame(levels: str, cycle_key: str, annual_key: str, after: str) -> Frame | None:
    """The frame of an entry, from the groups of the pattern; ``None`` if its levels are not in the taxonomy."""
    meant = LEVELS.get(levels[:-1])
    return None if meant is None else Frame(*meant, levels, cycle_key, annual_key, after)


class Canonical(NamedTuple):
    """The parts of a canonical entry and their positions; the separators between them may differ."""

    start: int
    end: int
    number: str
    frame: Frame
    name: str
    cycle: str
    annual: str
    name_start: int
    cycle_start: int
    annual_start: int


def canonical(source: Source, match: re.Match[str]) -> Canonical | None:
    """The entry of a match, or ``None`` if one of its texts may need a diagnostic or a repair."""
    number, levels, name, other, cycle_key, cycle, annual_key, annual, after = match.groups("")
    found = frame(levels, cycle_key, annual_key, after)
    start, end = match.span()
    if found is None or end - start > LONGEST_REMEMBERED or not quiet(cycle) or not quiet(annual):
        return None
    if other and not quiet_name(other.removesuffix("。")):
        return None
    if source.text is not source.raw and len(number) > _ONE_DIGIT and torn(source, start, start + len(number) - 1):
        return None
    if not ends(source, start, end, annual, found.behind):
        return None
    positions = match.end(2), match.start(6), match.start(8)
    return _new(Canonical, (start, end, number[:-1], found, name or other, cycle, annual, *positions))


def ends(source: Source, start: int, end: int, annual: str, behind: int) -> bool:
    """Whether an entry ends where its match does; ``behind`` is the number of marks behind its last value.

    In plain text a remark below the table is a separate sentence, and a page number ends the value.
    """
    if source.text is source.raw and "。" not in annual and annual[-1] not in ENDS_NOISE:
        return True
    if behind == 1 and ends_plainly(annual):
        return True
    return value_end(source, end - behind - len(annual), end, start) == end


def framed(source: Source, match: re.Match[str]) -> Entry | None:
    """The entry of a match that is not ``canonical`` only because its name or a value may contain a damaged part.

    The search among candidates finds the same: an exact number, two levels and two keys in their order outweigh all
    that a text can contain, except these (``_RIVAL``).
    """
    number, levels, name, other, cycle_key, cycle, annual_key, annual, after = match.groups("")
    found = frame(levels, cycle_key, annual_key, after)
    start, end = match.span()
    if (
        found is None
        or (cycle_key and cycle_key[-1] not in COLONS)
        or (annual_key and annual_key[-1] not in COLONS)
        or torn(source, start, start + len(number) - 1)
    ):
        return None
    if any(_RIVAL.search(text) for text in (name or other, cycle, annual)):
        return None
    first = match.start(2)
    between = first + next(at for at, char in enumerate(levels) if char in _SEPARATING)
    cycle_start, annual_start = match.start(6), match.start(8)
    return Entry(
        start,
        end,
        (
            Anchor("ordinal", start, first, number=int(number[:-1])),
            Anchor("level1", first, between, category=found.level1),
            Anchor("level2", between + 1, match.end(2) - 1, category=found.level2),
            Anchor("cycle", cycle_start - len("实施周期指标值:"), cycle_start - 1),
            Anchor("annual", annual_start - len("年度指标值:"), annual_start - 1),
        ),
    )


# A key with a mark after it, a number that begins a sentence, or a level with its code, inside a name or a value.
_RIVAL = lazy(
    r"[标期年](?<=指标|目标|周期|本年|当年)[值度]?[^\w。%％]|。\W{0,2}[0-9]|[1-3]\W{0,2}(?:产|效|满|数|质|时|成|经|社|生|可|服)"
)


def torn(source: Source, start: int, end: int) -> bool:
    """Whether cleaning removed something inside a number: it may be two, a page number and an ordinal."""
    return any(source.gap(at) for at in range(start + 1, end))
