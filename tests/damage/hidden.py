"""Damages that hide in words and beside them: full-width forms, radicals, blanks, zero-width characters, entities."""

# ruff: noqa: E501  (word lists: a line holds what belongs together)

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from .sheet import Entry, exactly, some
from .spelling import RADICALS, WIDE

WORDS = ("level1", "level2", "name", "key_cycle", "key_annual", "cycle", "annual")


def _translate(rng: Random, e: Entry, roles: Iterable[str], table: dict[str, str], share: float) -> bool:
    before = e.text
    for role in roles:
        e[role] = "".join(table[c] if c in table and rng.random() < share else c for c in e[role])
    return e.text != before


def wide(rng: Random, e: Entry) -> bool:
    """Full-width digits, letters and %."""
    roles = ("ordinal", "code1", "code2", "name", "cycle", "annual")
    return _translate(rng, e, rng.sample(roles, rng.randint(1, len(roles))), WIDE, rng.choice((1.0, 1.0, 0.5)))


def radicals(rng: Random, e: Entry) -> bool:
    """Radicals and compatibility ideographs in place of characters."""
    return _translate(rng, e, WORDS, RADICALS, rng.choice((1.0, 0.5)))


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def blanks(rng: Random, e: Entry) -> bool:
    """Blanks between the characters of a word."""
    changed = False
    for role in some(rng, WORDS, e):
        text = e[role]
        edge = 1 + (role in e.typos)  # a blank must not set a superfluous character apart from its word
        places = [at for at in range(edge, len(text) - edge + 1) if _han(text[at - 1]) and _han(text[at])]
        for at in sorted(rng.sample(places, min(len(places), rng.randint(1, 3))), reverse=True):
            text = text[:at] + rng.choice((" ", "  ", "　", "\u00a0", "\t")) + text[at:]
        changed |= text != e[role]
        e[role] = text
    return changed


def invisible(rng: Random, e: Entry) -> bool:
    """Zero-width characters anywhere."""
    roles = some(rng, e.roles, e)
    for role in roles:
        at = rng.randint(0, len(e[role]))
        e[role] = e[role][:at] + rng.choice("\u200b\ufeff\u200c\u200d\u2060\u00ad") + e[role][at:]
    return True


ENTITIES = {
    "≥": ("&ge;", "&#8805;", "&#x2265;"), "≤": ("&le;", "&#8804;", "&#x2264;"), ">": ("&gt;",), "<": ("&lt;",), "＞": ("&gt;",),
    "＜": ("&lt;",), "“": ("&ldquo;",), "”": ("&rdquo;",), "·": ("&middot;",), "×": ("&times;",), "‰": ("&permil;",), "μ": ("&mu;",), "%": ("&#37;",),
}  # fmt: skip


def nbsp(rng: Random, e: Entry) -> bool:
    """``&nbsp;`` behind separators."""
    roles = some(rng, ("sep1", "sep2", "sep3", "sep4", "colon_cycle", "colon_annual", "mark"), e)
    for role in roles:
        e[role] += rng.choice(("&nbsp;", "&nbsp;", "&nbsp;&nbsp;", "&#160;"))
    return bool(roles)


def entities(rng: Random, e: Entry) -> bool:
    """Entities in place of signs and quotes."""
    for role in ("cycle", "annual"):
        if e[role] and not set(e[role]) & set(ENTITIES):
            e[role] = rng.choice(("≥95%", "≤3.5万元", "＞1次", "<5%", "“零投诉”", "≥3个、≥5项", "≤0.5‰", "≥30元/人·次"))
            e.want[role] = exactly(e[role])
        e[role] = "".join(rng.choice(ENTITIES[c]) if c in ENTITIES and c != "%" else c for c in e[role])
    return bool(e["cycle"] or e["annual"])
