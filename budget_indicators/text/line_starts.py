"""Line prefixes that another program adds to every line: ``> `` of a mail, ``| ``, ``# ``, the line number.

A prefix is recognised if it precedes *every* line; a number, if it also increases by one from line to line.
"""

from __future__ import annotations

from ..patterns import lazy

SIGN = r"(?:(?:(?:>|&gt;)[ \t]?){1,4}|(?:[|│#+*%o]|//|--)[ \t]+)"
"""A sign before a line."""
NUMBER = r"[(（\[]?(?P<number>[0-9]{1,5})(?:[)）\]][ \t]*|[ \t]{2,}|[ \t]?[|:│][ \t]?|\t)"
"""The number of a line."""
_SIGN = lazy(rf"[ \t]*{SIGN}")
_NUMBER = lazy(rf"[ \t]*{NUMBER}")
_ALONE = lazy(r"[ \t]*[0-9]{1,4}[、.．)）]?\s*")
_LINE = lazy(r"[^\n]*\n?")
# A line that begins with a level: the number before it numbers an entry.
_LEVEL = lazy(
    r"""[ \t]*[（(\[【“"]?(?:[1-3][1-4]?[ \t]?[-—–－.、]?[ \t]?)?"""
    "(?:产出|效益|效果|满意度|成本|(?:数量|质量|时效|(?:经济|社会|生态)效益|可持续影响|服务对象满意度)(?:指标|[；;]))"
)
_BULLETS = "+*o"  # also used before the items of a list
_ENDS = "；;：:。"
_ORDINAL = lazy("[ \\t]*[0-9]{1,4}[、.．]")
_TABLE = lazy(r"[|│][ \t\r\n]*$")


def line_starts(text: str) -> list[tuple[int, int]]:
    """The line prefixes of a text (start, end); ``[]`` unless every line has one.

    >>> line_starts("> 1、1-产出\\n> 指标；11-数量指标")
    [(0, 2), (9, 11)]
    """
    second = text.find("\n") + 1
    if not second:
        return []
    return _signs(text) if _SIGN.match(text, second) else _numbers(text) if _NUMBER.match(text, second) else []


def _signs(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    torn = False  # whether a line ends within a sentence
    last = _ENDS
    for line in _LINE.finditer(text):
        start = _SIGN.match(text, line.start())
        if start is not None and _TABLE.search(line[0]) is None:
            found.append(start.span())
            torn = torn or last not in _ENDS or start[0].strip() not in _BULLETS
        elif line.start() and line[0].strip() and _ALONE.fullmatch(line[0]) is None:
            return []  # the first line may lack it, and the number of an entry
        last = line[0].rstrip()[-1:] or last
    return found if torn else []


def _numbers(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    before: int | None = None
    goes_on = False  # whether a line continues the entry of the line before, or has a number of its own
    last = "。"
    for line in _LINE.finditer(text):
        start = _NUMBER.match(text, line.start())
        if start is None:
            if line[0].strip():
                return []
            continue
        number = int(start["number"])
        if before is not None and number != before + 1:
            return []
        before = number
        own = _ORDINAL.match(text, start.end()) is not None
        goes_on = goes_on or own or (last != "。" and _LEVEL.match(text, start.end()) is None)
        last = line[0].rstrip()[-1:] or last
        found.append(start.span())
    return found if goes_on and len(found) > 1 else []
