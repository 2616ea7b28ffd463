"""The kinds of damage. A new kind is one line in ``KINDS`` and a function of a few lines above it.

A kind for one entry changes its slots (and what is wanted of it) and says whether it did anything; ``each`` lifts
it to the chosen entries of a sheet. A kind for the whole sheet gets the sheet and says which entries it touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Literal

import attrs

from . import composed, hidden, layout
from .cutting import cut_at
from .sheet import ANNUAL, CYCLE, Entry, Sheet, exactly, some
from .spelling import MISTAKES, WIDE, mistake

OnEntry = Callable[[Random, Entry], bool]
OnSheet = Callable[[Random, Sheet, set[int]], set[int]]
Where = Literal["any", "last", "not last", "not first"]


@attrs.frozen
class Kind:
    """A kind of damage: its name, the item of the issue it belongs to, when it happens, and where it can."""

    name: str
    item: int
    apply: OnSheet
    stage: int = 0
    """Damages happen in this order: 0 parts, 1 words, 2 separators, 3 the cut, 4 what stands around, 5 layout."""
    where: Where = "any"


def each(damage: OnEntry) -> OnSheet:
    """A damage of one entry, for each of the chosen ones."""

    def apply(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
        return {at for at in sorted(targets) if damage(rng, sheet.entries[at])}

    return apply


# ---- 1 separators ---------------------------------------------------------------------------------------------------

LEVEL_SEPS = ("sep1", "sep2")
KEY_SEPS = ("sep3", "sep4")
SEPS = (*LEVEL_SEPS, *KEY_SEPS)
COLONS = ("colon_cycle", "colon_annual")
OTHER = ("，", ",", "、", "|", "｜", "/", " ", "　", "  ")


def _replace(rng: Random, e: Entry, roles: Iterable[str], texts: tuple[str, ...]) -> bool:
    changed = False
    for role in some(rng, roles, e):
        text = rng.choice(texts)
        changed |= text != e[role]
        e[role] = text
    return changed


def width(rng: Random, e: Entry) -> bool:
    """Half- and full-width separators and colons, mixed per place."""
    levels = _replace(rng, e, SEPS, (";", "；", ":", "：", ";", ";"))
    return _replace(rng, e, COLONS, ("：", ":", "：")) or levels


def doubled(rng: Random, e: Entry) -> bool:
    """Separators and colons twice."""
    levels = rng.random() < 0.7 and _replace(rng, e, SEPS, ("；；", ";;", "；;", ";；", "；：", "；；；"))
    if rng.random() < 0.2 and e["mark"] == "、":
        e["mark"] = "、、"
        levels = True
    return (rng.random() < 0.5 and _replace(rng, e, COLONS, ("::", "：：", ":：", "：:"))) or levels


def spaced(rng: Random, e: Entry) -> bool:
    """Blanks before or behind separators."""
    for role in some(rng, (*SEPS, *COLONS, "mark", "end"), e):
        blank = rng.choice((" ", "  ", "　", "\u00a0", "　　"))
        e[role] = rng.choice((blank + e[role], e[role] + blank, blank + e[role] + blank))
    return True


def others(rng: Random, e: Entry) -> bool:
    """Commas, bars, slashes or a blank between levels and name."""
    return _replace(rng, e, LEVEL_SEPS, OTHER)


def others_before_key(rng: Random, e: Entry) -> bool:
    """The same before the keys."""
    return _replace(rng, e, KEY_SEPS, OTHER)


def no_levels(rng: Random, e: Entry) -> bool:
    """Nothing between levels and name."""
    return _replace(rng, e, LEVEL_SEPS, ("",))


def no_before_key(rng: Random, e: Entry) -> bool:
    """Nothing before a key."""
    return _replace(rng, e, KEY_SEPS, ("",))


def no_colon(rng: Random, e: Entry) -> bool:
    """Nothing behind a key."""
    return _replace(rng, e, COLONS, ("",))


def other_colon(rng: Random, e: Entry) -> bool:
    """``；`` or ``=`` behind a key."""
    return _replace(rng, e, COLONS, ("；", ";", "=", "＝", "；"))


# ---- 2 keys ---------------------------------------------------------------------------------------------------------

KEYS = ("key_cycle", "key_annual")
VARIANTS = (
    ("实施周期目标值", "年度目标值"),
    ("实施周期指标", "年度指标"),
    ("实施期指标值", "当年度指标值"),
    ("周期指标值", "本年指标值"),
    ("实施周期值", "年度值"),
)


def misspell(e: Entry, rng: Random, role: str, how: str) -> bool:
    """One mistake in a word, not at an edge where the neighbour could claim it."""
    word = e[role]
    before, after = (e.roles[e.roles.index(role) + step] for step in (-1, 1))
    alone = bool(e[before]) and (not before.startswith("sep") or e.strong(before))
    new = mistake(rng, word, how, inner_start=not alone, inner_end=not e[after]) if len(word) > 2 else word
    if new == word or role in e.typos:
        return False
    e[role] = new
    e.typos.add(role)
    return True


def key(how: str) -> OnSheet:
    """A mistake in one key, or in both."""

    def apply(rng: Random, e: Entry) -> bool:
        return any([misspell(e, rng, role, how) for role in some(rng, KEYS, e)])  # noqa: C419  (a list: every one of them is done)

    return each(apply)


def variant(rng: Random, e: Entry) -> bool:
    """The usual other words for the keys."""
    one, two = rng.choice(VARIANTS), rng.choice(VARIANTS)
    other = one if rng.random() < 0.6 else two
    for role, word in (("key_cycle", one[0]), ("key_annual", other[1])):
        if e[role]:
            e[role] = word
    return bool(e["key_cycle"] or e["key_annual"])


# ---- 3 levels -------------------------------------------------------------------------------------------------------

LEVELS = ("level1", "level2")


def misspelt_level(rng: Random, e: Entry) -> bool:
    """One mistake in the name of a level."""
    return any([misspell(e, rng, role, rng.choice(MISTAKES)) for role in some(rng, LEVELS, e)])  # noqa: C419  (a list: every one of them is done)


def suffix(rng: Random, e: Entry) -> bool:
    """A level without its 指标, or with one too many."""
    roles = some(rng, LEVELS, e)
    for role in roles:
        bare = e[role].removesuffix("指标")
        e[role] = rng.choice((bare, bare, bare + "指标指标")) if bare != e[role] else bare + "指标指标"
    return bool(roles)


def no_code(rng: Random, e: Entry) -> bool:
    """A level by its name only."""
    roles = [level for level in some(rng, LEVELS, e) if e["code" + level[-1]]]
    for role in roles:
        e["code" + role[-1]] = e["hyphen" + role[-1]] = ""
    return bool(roles)


def no_level_name(rng: Random, e: Entry) -> bool:
    """A level by its code only."""
    roles = [level for level in some(rng, LEVELS, e) if e["code" + level[-1]]]
    for role in roles:
        e[role] = ""
        e["hyphen" + role[-1]] = rng.choice(("", "", "-"))
    return bool(roles)


def hyphen(rng: Random, e: Entry) -> bool:
    """Any hyphen between code and name."""
    signs = ("—", "－", "–", "_", "——", ".", "、", "‐", "―", "−", "-", "--", "‑", "﹣", "~", "")
    changed = False
    for role in some(rng, ("hyphen1", "hyphen2"), e):
        sign = rng.choice(signs)
        new = rng.choice((sign, sign, f" {sign} ", f"{sign} ", f"　{sign}", f" {sign}"))
        changed |= new != e[role]
        e[role] = new
    return changed


# ---- 4 ordinals -----------------------------------------------------------------------------------------------------

NUMERALS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
STYLES: tuple[Callable[[int], str], ...] = (
    "{}.".format,
    "{}．".format,
    "{},".format,
    "（{}）".format,
    "({})".format,
    "{})".format,
    "{}）".format,
    "第{}、".format,
    lambda n: chr(0x2460 + n - 1),
    lambda n: f"{NUMERALS[n]}、",
    lambda n: f"（{NUMERALS[n]}）",
    lambda n: "".join(WIDE[c] for c in str(n)) + "、",
)


def ordinal_style(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """Ordinals in other dress."""
    same, touched = rng.choice(STYLES), set()
    mixed = rng.random() < 0.3
    for at in targets:
        e = sheet.entries[at]
        number = e.want["ordinal"].readings[0]
        if isinstance(number, int) and 1 <= number <= 15:
            e["ordinal"], e["mark"] = (rng.choice(STYLES) if mixed else same)(number), ""
            touched.add(at)
    return touched


def no_ordinal(rng: Random, e: Entry) -> bool:
    """An entry without its ordinal."""
    e["ordinal"] = e["mark"] = ""
    e.want["ordinal"] = exactly(None)
    return True


def _renumber(e: Entry, number: int) -> bool:
    changed = e["ordinal"] == str(e.known.ordinal) and number != e.known.ordinal
    if changed:
        e["ordinal"], e.want["ordinal"] = str(number), exactly(number)
    return changed


def repeated(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """The ordinal of the entry before."""
    return {at for at in targets if at and _renumber(sheet.entries[at], sheet.entries[at - 1].known.ordinal)}


def out_of_order(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """Ordinals as they come."""
    return {at for at in sorted(targets) if _renumber(sheet.entries[at], rng.choice((1, 2, 3, 5, 7, 9, 11, 15, 21)))}


# ---- 6 ends ---------------------------------------------------------------------------------------------------------


def no_end(rng: Random, e: Entry) -> bool:
    """An entry that runs into the next."""
    return _replace(rng, e, ("end",), ("",))


def other_end(rng: Random, e: Entry) -> bool:
    """Another end than a full stop."""
    return _replace(rng, e, ("end",), ("；", ";", "。;", "。；", "，", "、", "\n", "\r\n", "；\n", "。\n", "，;"))


# ---- 8 parts --------------------------------------------------------------------------------------------------------


def swap_keys(rng: Random, e: Entry) -> bool:
    """The annual target first."""
    e.pairs = (e.pairs[1], e.pairs[0])
    return True


def without(field: str, roles: tuple[str, ...], sep: str) -> OnSheet:
    """A part is missing, as a rule with the separator behind it."""

    def apply(rng: Random, e: Entry) -> bool:
        for role in roles:
            e[role] = ""
        e[sep] = e[sep] if rng.random() < 0.15 else ""
        e.gone.add(field)
        e.want[field] = exactly("" if field == "name" else None)
        return True

    return each(apply)


def without_target(field: str, roles: tuple[str, ...]) -> OnSheet:
    """A key is missing with its target."""

    def apply(rng: Random, e: Entry) -> bool:
        if e.gone & {"cycle", "annual"}:
            return False
        for role in roles:
            e[role] = ""
        e["sep4"] = ""
        e.gone.add(field)
        e.want[field] = exactly(None)
        return True

    return each(apply)


# ---- 9 cuts ---------------------------------------------------------------------------------------------------------


def cut(rng: Random, e: Entry) -> bool:
    """What stands behind some place in the entry is lost, its end with it."""
    places = len(e.text) - len(e["end"])
    if places < 2:
        return False
    cut_at(e, rng.randint(1, places - 1))
    return True


def cut_in_the_middle(rng: Random, sheet: Sheet, targets: set[int]) -> set[int]:
    """The same, before another entry, which is not cut off in its turn."""
    touched: set[int] = set()
    for at in sorted(targets):
        if at - 1 not in touched and cut(rng, sheet.entries[at]):
            sheet.entries[at].after = rng.choice(("", "", "\n"))
            touched.add(at)
    return touched


# ---- the table ------------------------------------------------------------------------------------------------------

KINDS: tuple[Kind, ...] = (
    Kind("separators of either width", 1, each(width), 2),
    Kind("separators doubled", 1, each(doubled), 2),
    Kind("blanks around separators", 1, each(spaced), 2),
    Kind("other separators between levels", 1, each(others), 2),
    Kind("other separators before keys", 1, each(others_before_key), 2),
    Kind("no separator between levels", 1, each(no_levels), 2),
    Kind("no separator before a key", 1, each(no_before_key), 2),
    Kind("no colon", 1, each(no_colon), 2),
    Kind("another sign for the colon", 1, each(other_colon), 2),
    Kind("key: wrong character", 2, key("wrong"), 3),
    Kind("key: lost character", 2, key("lost"), 3),
    Kind("key: extra character", 2, key("extra"), 3),
    Kind("key: swapped characters", 2, key("swapped"), 3),
    Kind("key: variants", 2, each(variant), 1),
    Kind("level misspelt", 3, each(misspelt_level), 3),
    Kind("level with or without 指标", 3, each(suffix), 1),
    Kind("no level code", 3, each(no_code), 1),
    Kind("no level name", 3, each(no_level_name), 1),
    Kind("hyphens", 3, each(hyphen), 2),
    Kind("ordinal styles", 4, ordinal_style, 1),
    Kind("no ordinal", 4, each(no_ordinal), 2),
    Kind("ordinal repeated", 4, repeated, 0, "not first"),
    Kind("ordinals out of order", 4, out_of_order, 0),
    Kind("line wraps", 5, layout.wraps, 7),
    Kind("full-width digits", 5, each(hidden.wide), 4),
    Kind("radicals for characters", 5, each(hidden.radicals), 4),
    Kind("blanks inside words", 5, each(hidden.blanks), 4),
    Kind("zero-width characters", 5, each(hidden.invisible), 6),
    Kind("no end", 6, each(no_end), 2),
    Kind("another end", 6, each(other_end), 2),
    Kind("markup around", 7, layout.markup, 6),
    Kind("&nbsp; after separators", 7, each(hidden.nbsp), 4),
    Kind("entities for signs", 7, each(hidden.entities), 4),
    Kind("keys in the other order", 8, each(swap_keys), 0),
    Kind("no cycle target", 8, without_target("cycle", CYCLE), 0),
    Kind("no annual target", 8, without_target("annual", ANNUAL), 0),
    Kind("no level 1", 8, without("level1", ("code1", "hyphen1", "level1"), "sep1"), 0),
    Kind("no level 2", 8, without("level2", ("code2", "hyphen2", "level2"), "sep2"), 0),
    Kind("no name", 8, without("name", ("name",), "sep2"), 0),
    Kind("last entry cut off", 9, each(cut), 5, "last"),
    Kind("entry cut off in the middle", 9, cut_in_the_middle, 5, "not last"),
    Kind("heading before", 10, layout.heading, 6),
    Kind("page number or （续） between", 10, layout.between, 6, "not first"),
    Kind("page number or （续） after", 10, layout.after, 6),
)
BY_NAME = {kind.name: kind for kind in KINDS}

COMPOSED: tuple[Kind, ...] = tuple(Kind(name, 11, apply, stage) for name, apply, stage in composed.families())
"""The kinds that are made of a table of what may happen and a list of where."""
BY_NAME |= {kind.name: kind for kind in COMPOSED}
