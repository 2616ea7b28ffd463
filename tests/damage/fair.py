"""What no careful reader could recover: the few combinations that have two equally good readings.

Each function names one. A case that shows any of them is drawn again; nothing else is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

from .sheet import HEAD, Entry, Sheet, fold
from .spelling import nearest_levels
from .vocabulary import LEVEL1, LEVEL2

STEMS = tuple(name.removesuffix("指标") for name in (*LEVEL1.values(), *LEVEL2.values()))
KEY_LIKE = ("年度指标", "年度目标", "实施周期", "周期内", "本年指标", "指标值", "目标值")
_HAN_DIGITS = set("零一二三四五六七八九十")


def _digit(char: str) -> bool:
    return char in _HAN_DIGITS or unicodedata.normalize("NFKC", char) in set("0123456789")


def _plain(text: str) -> str:
    return "".join(c for c in fold(text) if c not in "\u200b\ufeff\u200c\u200d\u2060\u00ad")


def _begins(e: Entry) -> str:
    return _plain(e.text)


def has_ordinal(e: Entry) -> bool:
    """Whether something of an ordinal is written."""
    return bool(_plain(e["ordinal"]))


def first_level(e: Entry) -> str | None:
    """The number of the first level that is written."""
    return next((n for n in "12" if e["code" + n] or e["level" + n]), None)


def numbers_run_together(sheet: Sheet, at: int) -> bool:
    """``…:95`` ``12、1-产出``: only the sequence of the ordinals tells where the value ends, so it must be whole."""
    e = sheet.entries[at]
    texts = [_plain(e[role]) for role in e.roles if _plain(e[role])]
    inner = any(_digit(a[-1]) and _digit(b[0]) for a, b in pairwise(texts))
    if inner or at == 0:
        return inner
    before = sheet.entries[at - 1]
    if set(before["end"]) & set("。；;\n") or e.before or (before.after and not before.may_vanish):
        return False
    text = _plain(before.text).rstrip("，、,")
    clash = bool(text and _begins(e)) and _digit(text[-1]) and _digit(_begins(e)[0])
    in_sequence = before.cut is None and all(
        one["ordinal"] == str(one.known.ordinal) and one["mark"] == "、" for one in (before, e)
    )
    return clash and not in_sequence


def bare_codes(sheet: Sheet, at: int) -> bool:
    """A code without its name is a code only between clear separators, behind an ordinal or before a second level."""
    e = sheet.entries[at]
    if e.cut is not None and e["code1"] and not e["level1"] and not e["level2"] and not e.may_vanish:
        return True
    for n in "12":
        if e["code" + n] and not e["level" + n] and e.cut is None:
            if not e.strong("sep" + n) or e["hyphen" + n].strip() not in ("", "-"):
                return True
            if n == "2" and (e["code1"] or e["level1"]) and not e.strong("sep1"):
                return True
            if not has_ordinal(e) and (n == "2" or first_level(e) != "1" or not (e["code2"] or e["level2"])):
                return True
    return False


def suffix_or_name(sheet: Sheet, at: int) -> bool:
    """``社会效益`` ``指标完成率`` without a separator: the 指标 may end the level or begin the name."""
    e = sheet.entries[at]
    for n, behind in (("1", _plain(e["code2"] + e["level2"] + e["name"])), ("2", _plain(e["name"]))):
        if e["level" + n] and not e["sep" + n].strip():
            bare = not _plain(e["level" + n]).endswith("指标")
            if behind.startswith("指标") or (bare and not e["code" + n] and not e["sep" + n]):
                return True
            if n == "1" and bare and not e["code2"] and e["level2"]:
                return True
    return False


def level_not_to_be_told(sheet: Sheet, at: int) -> bool:
    """A misspelt level that is as near to another one, without a code to tell; or that has become another one."""
    e = sheet.entries[at]
    for n in "12":
        level, code = _plain(e["level" + n]), getattr(e.known, "level" + n)
        if "level" + n not in e.typos or not level:
            continue
        # A digit beside a code is another code; a mistake in a superfluous 指标 is two in one place.
        if any(map(str.isdecimal, level)) or len(level) > len((LEVEL2 if n == "2" else LEVEL1)[code]) + 1:
            return True
        others = {name for c, name in (LEVEL2 if n == "2" else LEVEL1).items() if c != code}
        if level in others or level in {name.removesuffix("指标") for name in others}:
            return True
        if not e["code" + n] and nearest_levels(level, second=n == "2") != {code}:
            return True
        if not e["sep" + n].strip() and not level.endswith("指标"):
            return True
        if n == "2" and not e["code2"] and "name" in e.gone:
            return True
    return False


def _runs_into_level1(e: Entry, name: str) -> bool:
    return not e.strong("sep1") and name.startswith(STEMS)


def name_or_level(sheet: Sheet, at: int) -> bool:
    """Where level 2 is missing, a name that begins or reads like one; 成本指标 alone is a level of two frames."""
    e = sheet.entries[at]
    name = _plain(e["name"])
    if "level2" in e.gone and name and (nearest_levels(name, second=True) or _runs_into_level1(e, name)):
        return True
    if e.known.level1 == "成本指标":
        return "level2" in e.gone or e.cut in HEAD[: HEAD.index("name")]
    return "level1" in e.gone and e.known.level2 == "14" and not e["code2"]


def ordinal_or_code(sheet: Sheet, at: int) -> bool:
    """``1、产出指标；``: without an ordinal, and with such a sign for the hyphen, the code looks like the ordinal."""
    e = sheet.entries[at]
    n = first_level(e)
    return not has_ordinal(e) and n is not None and bool(e["code" + n]) and e["hyphen" + n].strip() in (".", "、", "")


def nothing_to_begin_with(sheet: Sheet, at: int) -> bool:
    """An entry without ordinal and level is the value before it going on; without either, a clear end must precede."""
    e = sheet.entries[at]
    n = first_level(e)
    if n is None and not has_ordinal(e):
        return e.cut is None or at > 0
    if e.may_vanish and not any(map(_digit, fold(e["ordinal"]))):  # nothing, or only a bracket, is left
        return True
    if at == 0:
        return False
    before = sheet.entries[at - 1]
    coded = n is not None and bool(e["code" + n]) and bool(e["level" + n])
    if before.cut is not None and (not has_ordinal(e) or n is None or e.may_vanish):
        return True
    ended = "。" in before["end"]
    return not ended and (n is None or (not has_ordinal(e) and not coded))


def value_or_sign(sheet: Sheet, at: int) -> bool:
    """A value that begins with ``=`` behind a missing colon or one that is ``=``; a text that goes on from the key."""
    e = sheet.entries[at]
    for key, colon, field in e.pairs:
        sign, text = e[colon].strip(), _plain(e[field])
        if text and (sign in ("", "=", "＝")) and text.startswith("="):
            return True
        if not e[key] or sign or e.cut in (key, colon):
            continue
        if text.startswith((":", "的", "指标", "目标", "值")) or text[1:2] == ":" or _plain(e[key]).endswith("指标"):
            return True
        # Neither spelt well nor followed by a colon, a key is no better than the key-like words beside it.
        odd = key in e.typos or len(_plain(e[key])) < 5
        if odd and any(word in _plain(e["name"] + e["cycle"] + e["annual"]) for word in KEY_LIKE):
            return True
    return False


def tiny_key(sheet: Sheet, at: int) -> bool:
    """年度值 with a further mistake in it is no key any more."""
    e = sheet.entries[at]
    return any(key in e.typos and len(e[key]) <= 4 and e.cut is None for key, _, _ in e.pairs)


UNFAIR: tuple[Callable[[Sheet, int], bool], ...] = (
    numbers_run_together,
    bare_codes,
    suffix_or_name,
    level_not_to_be_told,
    name_or_level,
    ordinal_or_code,
    nothing_to_begin_with,
    value_or_sign,
    tiny_key,
)


def fair(sheet: Sheet) -> bool:
    """Whether a careful reader could recover every entry."""
    return not any(unfair(sheet, at) for unfair in UNFAIR for at in range(len(sheet.entries)))
