"""The deviations of a written level or key from the canonical one.

People and programs write a label alike in every entry, so its diagnostics are memoised by its text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..catalogue import strings as m
from ..model.nodes import Category
from ..model.rule import Rule
from ..model.taxonomy import BY_CODE, LEVEL1, LEVEL2, STEMS1, STEMS2, stem
from ..patterns import lazy
from ..repair.keys import ANNUAL_KEYS, CANONICAL_KEYS, CYCLE_KEYS
from ..structure.entries import Kind
from ..text.skeleton import MARKS, is_common, skeleton
from .report import TreeReport, short

_SIGNS = re.escape(MARKS) + "."
_LEVEL = lazy(
    rf"^(?P<code>(?:[1-3][-. ](?=[1-4](?![0-9])))?[0-9]*)(?P<hyphen>[{_SIGNS}]*)(?P<name>[^{_SIGNS}0-9]*|.*?)"
    "(?P<aside>(?: ?（.*|[0-9.]+[分%]?|-+[0-9]+|[;:,、|/ ].+)?)$",
    re.DOTALL,
)
_BEFORE_KEY = lazy("20[0-9]{2}年?(?:[-至到]20[0-9]{2}年?)?(?=年|实|项|总|中)|[①-⑳]|（[0-9]）")
_WELL_WRITTEN = {text: category for category in (*LEVEL1, *LEVEL2) for text in (str(category), stem(str(category)))}
"""A canonical level: code and name, with or without 指标."""
_REMEMBERED = 4096


class Deviation(NamedTuple):
    """A diagnostic of a label: the rule, the place in the label, the repair and the fields of the message."""

    rule: Rule
    start: int
    end: int
    fixed: str | None
    fields: dict[str, object]


class Label(NamedTuple):
    """The diagnostics of a label; ``aside``: the part of it that does not belong to it."""

    told: tuple[Deviation, ...] = ()
    aside: tuple[int, int] | None = None


WELL_WRITTEN = Label()
"""A label without diagnostics."""


def tell(report: TreeReport, label: Label, at: int, *, joined: bool = False) -> None:
    """Report the diagnostics of a label at a place; ``joined``: the rest of another code precedes it."""
    for rule, start, end, fixed, fields in label.told:
        if joined and rule is m.LEVEL_CODE_MISSING:  # 03-满意度指标
            fixed = None
        report.note(rule, at + start, at + end, fixed, **fields)


def level_label(written: str, category: Category | None) -> Label | None:
    """The diagnostics of a level; ``None`` if they depend on the text around it."""
    if category is not None and _WELL_WRITTEN.get(written) is category:
        return WELL_WRITTEN
    return _level_label(written, "" if category is None else str(category))


@lru_cache(_REMEMBERED)
def _level_label(written: str, canonical: str) -> Label | None:
    return level_label_among(written, skeleton(written), _CANONICAL.get(canonical)) if is_common(written) else None


_CANONICAL = {str(category): category for category in (*LEVEL1, *LEVEL2)}


def level_label_among(written: str, shape: str, category: Category | None) -> Label:
    """The same for a level whose skeleton, in its place, is ``shape``."""
    parts = _LEVEL.match(shape)
    assert parts is not None
    code, (at, name_start), name_end = parts["code"], parts.span("hyphen"), parts.end("name")
    code = "".join(filter(str.isdigit, code))
    end = len(written)
    if category is None:
        if code and code not in BY_CODE:
            fields: dict[str, object] = {"code": code, "meant": written[name_start:]}
            return Label((Deviation(m.LEVEL_CODE_UNKNOWN, 0, end, None, fields),))
        return Label((Deviation(m.LEVEL_UNKNOWN, 0, end, None, {"found": written}),))
    aside = (name_end, end) if parts["aside"] else None
    end = name_end if aside else end
    canonical = str(category)
    name = written[name_start:end]
    if not name:
        fields = {"found": written, "meant": canonical}
        return Label((Deviation(m.LEVEL_NAME_MISSING, 0, end, canonical, fields),), aside)
    told = [] if (of_name := _level_name(name, category, end)) is None else [of_name]
    if not code:
        if category.code:
            fields = {"found": name, "meant": canonical}
            told.append(Deviation(m.LEVEL_CODE_MISSING, 0, end, canonical, fields))
        return Label(tuple(told), aside)
    if code != category.code:
        if code in BY_CODE:
            fields = {"code": code, "name": name, "meant": canonical}
            told.append(Deviation(m.LEVEL_MISMATCH, 0, end, None, fields))
        else:
            told.append(Deviation(m.LEVEL_CODE_UNKNOWN, 0, end, None, {"code": code, "meant": canonical}))
    elif (found := written[:at]) != code:
        told.append(Deviation(m.LEVEL_CODE_LOOKS, 0, at, code, {"found": found, "meant": code}))
    hyphen = written[at:name_start]
    if hyphen != "-":
        told.append(Deviation(m.HYPHEN, at, name_start, "-", {"found": hyphen}))
    return Label(tuple(told), aside)


def _level_name(name: str, category: Category, end: int) -> Deviation | None:
    """The diagnostics of the name of a level, which ends at ``end``."""
    start = end - len(name)
    if name in (category.name, stem(category.name)):
        return None
    plain = skeleton(name)
    if plain in (category.name, stem(category.name)):
        return Deviation(m.LEVEL_CODE_LOOKS, start, end, plain, {"found": name, "meant": plain})
    stems = STEMS1 if category.parent is None else STEMS2
    rule = m.LEVEL_ALIAS if stems.get(stem(name)) is category else m.LEVEL_MISSPELT
    return Deviation(rule, start, end, category.name, {"found": name, "meant": category.name})


@lru_cache(_REMEMBERED)
def key_label(written: str, kind: Kind) -> Label:
    """The diagnostics of a key; years or a number before it are ``aside``."""
    end = len(written)
    if kind == "both":
        return Label((Deviation(m.SHARED_KEY, 0, end, None, {"found": written}),))
    meant = CANONICAL_KEYS[kind]
    if written == meant:
        return WELL_WRITTEN
    told: list[Deviation] = []
    plain = skeleton(written)
    half = len(plain) // 2
    if plain[:half] == plain[half + 1 :]:
        told.append(Deviation(m.REPEATED, half, end, None, {"found": short(written[:half])}))
        plain, written = plain[:half], written[:half]
        if plain == meant:
            return Label(tuple(told))
    aside = None
    if (before := _BEFORE_KEY.match(plain)) is not None:
        aside = (0, before.end())
        if plain[before.end() :] == meant:
            return Label(tuple(told), aside)
    if plain == meant:
        told.append(Deviation(m.LEVEL_CODE_LOOKS, 0, end, meant, {"found": written, "meant": meant}))
        return Label(tuple(told), aside)
    rule = m.KEY_VARIANT if plain in _VARIANTS[kind] else m.KEY_MISSPELT
    told.append(Deviation(rule, 0, len(written), meant, {"found": written, "meant": meant}))
    return Label(tuple(told), aside)


_VARIANTS: dict[Kind, tuple[str, ...]] = {"cycle": CYCLE_KEYS, "annual": ANNUAL_KEYS}
