"""Automatic numbers of Word paragraphs: counted as Word counts them, since they are not in the text."""

from __future__ import annotations

import re
from typing import Any

import attrs

from .number_format import chinese_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9


@attrs.frozen
class _Level:
    kind: str
    text: str
    start: int


@attrs.define
class Numbering:
    """The lists of a document and the position in each."""

    _lists: dict[str, tuple[str, dict[int, _Level]]]
    _styles: dict[str, tuple[str, int]]
    _counts: dict[str, list[int | None]] = attrs.field(factory=dict)

    def number(self, paragraph: Any) -> str:
        """The number that Word puts before a paragraph, ``""`` for one that is in no list."""
        if not self._lists:
            return ""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{_W}pStyle")
        name, level = self._styles.get(_val(style), ("", 0)) if style is not None else ("", 0)
        own = properties.find(f"{_W}numPr")
        if own is not None:
            name = _val(own.find(f"{_W}numId")) or name
            level = _int(_val(own.find(f"{_W}ilvl")), level)
        known = self._lists.get(name)
        if known is None or level not in known[1]:
            return ""
        return self._next(*known, level)

    def _next(self, abstract: str, levels: dict[int, _Level], level: int) -> str:
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        current = counts[level]
        counts[level] = levels[level].start if current is None else current + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        kind = levels[level].kind
        if kind in ("bullet", "none"):
            return ""

        def filled(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            count = counts[at] if at < _LEVELS else None
            known = levels.get(at)
            if known is None:
                return ""
            return _written(count if count is not None else known.start, known.kind)

        return re.sub(r"%([1-9])", filled, levels[level].text)


def numbering_of(document: Any) -> Numbering:
    """The lists of a python-docx document."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return Numbering({}, {})
    abstracts = {each.get(f"{_W}abstractNumId"): _levels(each) for each in root.iterchildren(f"{_W}abstractNum")}
    lists: dict[str, tuple[str, dict[int, _Level]]] = {}
    for each in root.iterchildren(f"{_W}num"):
        abstract = _val(each.find(f"{_W}abstractNumId"))
        levels = dict(abstracts.get(abstract, {}))
        name = each.get(f"{_W}numId") or ""
        overridden = False
        for change in each.iterchildren(f"{_W}lvlOverride"):
            at = _int(change.get(f"{_W}ilvl"), 0)
            start = change.find(f"{_W}startOverride")
            if start is not None and at in levels:
                levels[at] = attrs.evolve(levels[at], start=_int(_val(start), 1))
                overridden = True
        # Lists of one abstract list count on together, unless one starts anew.
        lists[name] = (f"{abstract}/{name}" if overridden else abstract, levels)
    styles: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        found = style.find(f"{_W}pPr/{_W}numPr")
        if found is not None and found.find(f"{_W}numId") is not None:
            at = _int(_val(found.find(f"{_W}ilvl")), 0)
            styles[style.get(f"{_W}styleId") or ""] = (_val(found.find(f"{_W}numId")), at)
    return Numbering(lists, styles)


def _levels(abstract: Any) -> dict[int, _Level]:
    return {
        _int(each.get(f"{_W}ilvl"), 0): _Level(
            _val(each.find(f"{_W}numFmt")) or "decimal",
            _val(each.find(f"{_W}lvlText")),
            _int(_val(each.find(f"{_W}start")), 1),
        )
        for each in abstract.iterchildren(f"{_W}lvl")
        if 0 <= _int(each.get(f"{_W}ilvl"), 0) < _LEVELS
    }


def _val(element: Any) -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.lstrip("-").isdecimal() else default


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _written(number: int, kind: str) -> str:
    if not 0 < number < 1000:
        return str(number)
    match kind:
        case "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "taiwaneseCountingThousand":
            return chinese_number(number)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if number <= 20:
            return chr(0x245F + number)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
        case "decimalZero":
            return f"{number:02}"
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if kind == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            text, rest = "", number
            for value, sign in _ROMAN:
                text += sign * (rest // value)
                rest %= value
            return text.lower() if kind == "lowerRoman" else text
        case "ideographTraditional" if number <= 10:
            return "甲乙丙丁戊己庚辛壬癸"[number - 1]
        case _:
            return str(number)
