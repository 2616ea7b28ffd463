"""Read the entries of a string that are all written alike, with all parts in order, by one pattern.

A whole string often deviates in one way: another mark between the parts or none, no colon, no code, another notation of
the number, no 。 at the end. Its entries are as regular as canonical ones. ``straight.py`` finds the same part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..model.nodes import Category
from ..model.taxonomy import LEVEL1, LEVEL2, stem
from ..patterns import han_but, lazy
from ..structure.canonical import torn
from ..structure.doubt import suspicious
from ..structure.entries import Anchor, Entry, Kind
from ..text.cleaning import Source
from .keys import ANNUAL_KEYS, CANONICAL_KEYS, CYCLE_KEYS
from .ordinals import number_of
from .spelling import REMEMBERED, near

STRONG = "；;:：。|｜"
"""Marks that a name never contains."""
CLOSING = "；;。"
PARTING = f"{STRONG}，,、/ "
MARKS = f"{PARTING}=＝"
DASH = "[-‐‑‒–—―−─━－_~]"
GLUED = f"{han_but('第序编号条其当本全同该各的预期计划定目算及和与即为年度')}%）”"
"""Characters directly before a part that has lost its mark and that belong to none of its words."""
LEVELS1 = {stem(category.name): category for category in LEVEL1}
LEVELS2 = {stem(category.name): category for category in LEVEL2}
EXACT = "|".join(f"{category.code}-{stem(category.name)}" for category in LEVEL2 if category.code)
"""The canonical second levels, without 指标."""
GLUED_NAME = f"(?=[{han_but('指绩类方性目')}A-Z“])(?!.{{0,2}}标)"
"""A name follows directly behind such a level."""
KIND_OF: dict[str, Kind] = {**dict.fromkeys(CYCLE_KEYS, "cycle"), **dict.fromkeys(ANNUAL_KEYS, "annual")}
VERBS = "为是即"
"""What may stand behind a key and is none of its words."""
PARTED = lazy(f"[{STRONG}]|(?:指标|目标)$")
"""What a name never holds, and no value of an entry that lacks a part: that part may be in it."""

_NUMBER = "(?:[1-9][0-9]{0,2}[、.．）)]{1,2}|[（(][1-9][0-9]{0,2}[）)][、.]?|[①-⑳][、.]?)"
_BEHIND_WORD = f"(?<=[{GLUED}])(?<![标值])"
_LEVEL1 = (
    f"(?:[1-3]{DASH}{{1,2}}(?:{'|'.join(name for name, category in LEVELS1.items() if category.code)})"
    f"|{'|'.join(LEVELS1)})(?:指标)?"
)
_SHORT = 2
_NEXT_CUT_OFF = lazy(r"[0-9][、.．）)]\W?[1-3]")
_CODE = f"0123456789{DASH[1:-1]}"
_MARKS = frozenset(MARKS)


_FOLLOWING = f"(?<=[{CLOSING}]){_NUMBER}(?={_LEVEL1})"
_GLUED = "、(?=[1-3]-[产效满])"
_NEXT = lazy(f"{_FOLLOWING}|{_BEHIND_WORD}[1-9]{_GLUED}")
"""Where another entry certainly begins; the first of two digits without a mark may belong to the value before."""


@cache
def _pattern() -> re.Pattern[str]:
    """An entry with all its parts in order, up to the next one or the end of the text."""
    names = "|".join(sorted(LEVELS2, key=len, reverse=True))
    level2 = f"(?:{EXACT})(?:指标)?{GLUED_NAME}|(?:[1-3][1-4]{DASH}{{1,2}})?(?:{names})(?:指标)?(?=[{PARTING}])"
    name = f"(?:[{MARKS}]?[^{STRONG}]{{1,200}}?)?[{MARKS}]{{0,2}}"
    return re.compile(
        f"({_NUMBER})({_LEVEL1})(?:[{PARTING}]|(?<=指标)(?=[1-3][1-4]{DASH}))({level2}){name}({_key('cycle')})"
        f".{{1,400}}?({_key('annual')}).{{1,400}}?[{CLOSING}]?(?:(?={_FOLLOWING}|{_BEHIND_WORD}[1-9][0-9]?{_GLUED})|$)",
        re.DOTALL,
    )


def _key(kind: Kind) -> str:
    """A key between marks, or with its colon; one character before a mark may belong to it."""
    word = CANONICAL_KEYS[kind]
    return (
        f"{word}(?:(?=[:：])(?<=[{PARTING}{GLUED}]{word})|(?<=[{PARTING}]{word})(?![^{MARKS}][{MARKS}]))"
        rf"|(?<=[{PARTING}])\w{{4,9}}(?=[:：])"
    )


def whole(source: Source, start: int, end: int) -> Iterator[Entry]:
    """The entries of this kind in ``source.text[start:end]``; text between them is left out."""
    text = source.text
    begin, keyed = start, False  # whether a key precedes in the text that is left out
    while begin < end:
        match = _pattern().match(text, begin, end)
        entry = None if match is None else _entry(source, match)
        if entry is not None:
            yield entry
            begin, keyed = entry.end, False
            continue
        following = _NEXT.search(text, begin + 1, end)
        while following is not None:
            keyed = keyed or text.find("指标值", begin, following.start()) >= 0
            begin = following.start()
            if keyed or text[begin - 1] == "。":
                break
            following = _NEXT.search(text, begin + 1, end)
        if following is None:
            return


def _entry(source: Source, match: re.Match[str]) -> Entry | None:
    """The entry of a match, if it leaves no doubt."""
    text, end = source.text, match.end()
    written, first, second, cycle, annual = match.groups()
    start, at = match.span(1)
    number = _number(written)
    if number is None or (text is not source.raw and torn(source, start, at)):
        return None
    if end < match.endpos and text[end - 1] not in CLOSING and not text.startswith(f"{number + 1}、", end):
        return None  # the digits may belong to the value
    second_start, name_start = match.span(3)
    name_end, cycle_start = match.span(4)
    cycle_end, annual_start = match.span(5)
    for word, kind, before in ((cycle, "cycle", name_end), (annual, "annual", cycle_end)):
        if word[-1] in VERBS or (KIND_OF.get(word) != kind and misspelt_key(word, text[before - 1] in CLOSING) != kind):
            return None
    name = text[name_start:name_end].strip(MARKS)
    if name:
        marks = {text[second_start - 1], text[name_end - 1], text[cycle_end - 1]}
        if PARTED.search(name) is not None or not marks.isdisjoint(_MARKS.intersection(name)) or suspicious(name):
            return None
    value, last = text[cycle_start:cycle_end].strip(MARKS), text[annual_start:end].strip(MARKS)
    if not value or not last or suspicious(value) or suspicious(last):
        return None
    for words, mark in ((name, text[name_end - 1]), (value, text[cycle_end - 1])):
        if mark not in _MARKS and len(words) <= _SHORT and not words[:1].isdecimal():
            return None  # without a mark between them so few characters may belong to the key
    if text[end - 1] not in CLOSING and _NEXT_CUT_OFF.search(last) is not None:
        return None
    anchors = (
        Anchor("ordinal", start, at, number),
        Anchor("level1", at, at + len(first), None, _level1_of(first)),
        Anchor("level2", second_start, name_start, None, _level2_of(second)),
        Anchor("cycle", name_end, cycle_start),
        Anchor("annual", cycle_end, annual_start),
    )
    return Entry(start, end, anchors)


@lru_cache(REMEMBERED)
def misspelt_key(word: str, strong: bool) -> Kind | None:
    """The canonical key written with one error; ``strong``: after a mark that occurs in no text."""
    for kind, key in CANONICAL_KEYS.items():
        begins = word[0] == key[0] or (strong and word[0].isalpha() and len(word) <= len(key))
        if begins and any(end == len(word) for end, _ in near(word, 0, key)):
            return kind
    return None


@lru_cache(REMEMBERED)
def _number(written: str) -> int | None:
    return number_of(written.strip("、.．()（）"))


@lru_cache(REMEMBERED)
def _level1_of(written: str) -> Category:
    return LEVELS1[stem(written.lstrip(_CODE))]


@lru_cache(REMEMBERED)
def _level2_of(written: str) -> Category:
    return LEVELS2[stem(written.lstrip(_CODE))]
