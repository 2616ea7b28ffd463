"""An entry cut off at a place: what is left of it, and what can still be known."""

from __future__ import annotations

import re

from .sheet import FIELDS, KEY_ANNUAL, KEY_CYCLE, Entry, Want, exactly, fold

_ATOM = re.compile(r"&#?\w+;")
_STUMP = 2
"""Fewer characters than this of a key or a level tell nobody what they were to become."""


def cut_at(e: Entry, place: int) -> None:
    """Lose what stands behind ``place``, the end of the entry with it, and set down what can still be known."""
    for atom in _ATOM.finditer(e.text):
        if atom.start() < place < atom.end():
            place = atom.start()
    last = next((pair[2] for pair in reversed(e.pairs) if e[pair[2]]), e.pairs[0][2])
    code_only = {level: not e[level] for level in ("level1", "level2")}
    left = place
    for role in e.roles:
        text = e[role]
        if e.cut is None and left < len(text):
            e.cut = role
        e[role], left = text[:left], max(0, left - len(text))
    assert e.cut is not None, "a cut is inside the entry"
    at = e.roles.index(e.cut)
    # Cut right behind a full stop, an entry looks as if it were meant to end there.
    e.truncated = (at < e.roles.index(last) or (e.cut == last and not e[last])) and not e.text.endswith("。")
    for field in FIELDS:
        if field not in e.gone:
            e.want[field] = _left_of(e, field, at, code_only)
    e.may_vanish = e.cut in ("ordinal", "mark", "code1", "hyphen1") or (e.cut == "level1" and not e["level1"])


def _left_of(e: Entry, field: str, at: int, code_only: dict[str, bool]) -> Want:
    match field:
        case "ordinal":
            return _ordinal(e)
        case "level1" | "level2":
            return _level(e, field, at, code_only[field])
        case "name":
            return _name(e, at)
        case _:
            return _target(e, field, at)


def _ordinal(e: Entry) -> Want:
    whole = e.want["ordinal"].readings[0]
    if e.cut not in ("ordinal", "mark"):
        return e.want["ordinal"]
    digits = fold(e["ordinal"])
    return Want((whole, None, *([int(digits)] if digits.isdecimal() else [])))


def _level(e: Entry, level: str, at: int, code_only: bool) -> Want:
    first, own = (e.roles.index(role + level[-1]) for role in ("code", "level"))
    code = e.want[level].readings[0]
    if at > own + int(code_only):
        return e.want[level]
    begun = any(e[role] for role in e.roles[first : own + 1])
    return Want((code, None)) if begun else exactly(None)


def _name(e: Entry, at: int) -> Want:
    own = e.roles.index("name")
    if at > own:
        return _before_a_stump(e, "name", at)
    if at == own:
        return Want(e.want["name"].readings, prefix=True) if e["name"] else exactly("")
    # A stump of a level that bears no code may as well be the stump of a name.
    level = "1" if at <= e.roles.index("level1") else "2"
    stump = e["code" + level] + e["hyphen" + level] + e["level" + level]
    unclear = not e["code" + level] or len(stump) < _STUMP
    return Want(("", fold(stump))) if unclear else exactly("")


def _target(e: Entry, field: str, at: int) -> Want:
    own = e.roles.index(field)
    if at > own:
        return _before_a_stump(e, field, at)
    if at == own:
        return Want((e.want[field].readings[0], None), prefix=True) if e[field] else Want((None, ""))
    return Want((None, "")) if e["key_" + field] else exactly(None)


def _before_a_stump(e: Entry, field: str, at: int) -> Want:
    """A whole field, whose neighbour may be a stump of a key: clear only if it is long enough and set off well."""
    assert e.cut is not None
    if at != e.roles.index(field) + 2 or not e.cut.startswith("key") or not e[e.cut]:
        return e.want[field]
    sep, stump = e[e.sep_before(e.cut)], e[e.cut]
    clear = len(stump) >= _STUMP and e.strong(e.sep_before(e.cut)) and (KEY_CYCLE + " " + KEY_ANNUAL).find(stump) >= 0
    if clear:
        return e.want[field]
    return Want((*e.want[field].readings, fold(str(e.want[field].readings[0]) + sep + stump)))
