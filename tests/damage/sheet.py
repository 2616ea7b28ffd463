"""Entries as slots of text that a damage can change, with what a careful reader would recover kept beside them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

import attrs

from .vocabulary import LEVEL1, LEVEL2, Known

HEAD = (
    "ordinal", "mark", "code1", "hyphen1", "level1", "sep1", "code2", "hyphen2", "level2", "sep2", "name", "sep3",
)  # fmt: skip
CYCLE = ("key_cycle", "colon_cycle", "cycle")
ANNUAL = ("key_annual", "colon_annual", "annual")
FIELDS = ("ordinal", "level1", "level2", "name", "cycle", "annual")
KEY_CYCLE = "实施周期指标值"
KEY_ANNUAL = "年度指标值"

STRONG = frozenset("；;：:|｜\n")
"""Separators that no reader takes for a part of a text beside them."""


def fold(text: str) -> str:
    """A text for comparison: look-alikes as what they mean, no white space, no closing stop."""
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip("。.")


@attrs.frozen
class Want:
    """What may be recovered for a field: one of some readings, or with ``prefix`` any beginning of the first."""

    readings: tuple[str | int | None, ...]
    prefix: bool = False

    def __contains__(self, got: object) -> bool:
        """Whether a careful reader could have read ``got``."""
        whole = self.readings[0]
        begun = self.prefix and isinstance(got, str) and isinstance(whole, str) and whole.startswith(got)
        return got in self.readings or begun

    def __str__(self) -> str:
        """The readings, readably."""
        return " | ".join(map(repr, self.readings)) + (" or a beginning" if self.prefix else "")


def exactly(reading: str | int | None) -> Want:
    """The one reading there is."""
    return Want((fold(reading) if isinstance(reading, str) else reading,))


@attrs.define
class Entry:
    """One indicator: what it is (``known``), how it is written (``slots``), what is to be recovered (``want``)."""

    known: Known
    slots: dict[str, str]
    want: dict[str, Want]
    pairs: tuple[tuple[str, str, str], tuple[str, str, str]] = (CYCLE, ANNUAL)
    before: str = ""
    after: str = ""
    typos: set[str] = attrs.Factory(set)
    """Slots whose spelling is damaged."""
    gone: set[str] = attrs.Factory(set)
    """Fields that were left out."""
    cut: str | None = None
    """The slot the entry was cut off in."""
    truncated: bool = False
    """A diagnostic must say that the entry is cut off."""
    may_vanish: bool = False
    """So little is left that no indicator need come of it (but a diagnostic)."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The slots in the order they are written."""
        return (*HEAD, *self.pairs[0], "sep4", *self.pairs[1], "end")

    @property
    def text(self) -> str:
        """The entry as it stands."""
        return "".join(self.slots[role] for role in self.roles)

    def strong(self, role: str) -> bool:
        """Whether a separator stands at ``role`` that no reader takes for text."""
        return bool(STRONG & set(self.slots[role]))

    def sep_before(self, role: str) -> str:
        """The name of the slot right before a slot."""
        return self.roles[self.roles.index(role) - 1]

    def __getitem__(self, role: str) -> str:
        """The text of a slot."""
        return self.slots[role]

    def __setitem__(self, role: str, text: str) -> None:
        """Write a slot."""
        self.slots[role] = text


def entry(known: Known, rng: Random | None = None, colon: str = ":") -> Entry:
    """An indicator as it is properly written; ``rng`` chooses whether level 2 bears its trailing 指标."""
    level2 = LEVEL2[known.level2]
    coded = known.level2.isdecimal()
    if rng is not None and coded and known.level2 > "20" and rng.random() < 0.6:
        level2 = level2.removesuffix("指标")
    hyphen = "-" if coded else ""
    slots = {
        "ordinal": str(known.ordinal), "mark": "、",
        "code1": known.level1 if coded else "", "hyphen1": hyphen, "level1": LEVEL1[known.level1], "sep1": "；",
        "code2": known.level2 if coded else "", "hyphen2": hyphen, "level2": level2, "sep2": "；",
        "name": known.name, "sep3": "；",
        "key_cycle": KEY_CYCLE, "colon_cycle": colon, "cycle": known.cycle, "sep4": "；",
        "key_annual": KEY_ANNUAL, "colon_annual": colon, "annual": known.annual, "end": "。",
    }  # fmt: skip
    return Entry(known, slots, {field: exactly(getattr(known, field)) for field in FIELDS})


def some(rng: Random, roles: Iterable[str], e: Entry) -> list[str]:
    """At least one of the slots that hold something."""
    there = [role for role in roles if e[role]]
    return [] if not there else rng.sample(there, rng.randint(1, len(there)))


Owned = list[tuple[str, int | None]]
"""Characters, each with the entry it belongs to."""
Finish = Callable[[Random, Owned], Owned]


@attrs.define
class Sheet:
    """A whole string: its entries, what stands around them, and what is done to the text in the end."""

    entries: list[Entry]
    head: str = ""
    tail: str = ""
    finish: list[Finish] = attrs.Factory(list)

    def owned(self) -> Owned:
        """The text before its finish, each character with its entry."""
        chars: Owned = [(c, None) for c in self.head]
        for at, one in enumerate(self.entries):
            chars += [(c, None) for c in one.before]
            chars += [(c, at) for c in one.text]
            chars += [(c, None) for c in one.after]
        return chars + [(c, None) for c in self.tail]

    def render(self, rng: Random) -> Owned:
        """The text with its finish, each character with its entry."""
        chars = self.owned()
        for step in self.finish:
            chars = step(rng, chars)
        return chars


def sheet(known: Sequence[Known], rng: Random | None = None) -> Sheet:
    """Indicators as they are properly written, one behind the other."""
    colon = "：" if rng is not None and rng.random() < 0.2 else ":"
    return Sheet([entry(one, rng, colon) for one in known])


def regions(chars: Owned, count: int) -> list[tuple[int, int]]:
    """Where each entry stands in the text: half-open; an entry of which nothing is left has an empty region."""
    found: list[tuple[int, int] | None] = [None] * count
    for at, (_, owner) in enumerate(chars):
        if owner is not None:
            start, _ = found[owner] or (at, at)
            found[owner] = (start, at + 1)
    return list(_fill(found))


def _fill(found: list[tuple[int, int] | None]) -> Iterator[tuple[int, int]]:
    end = 0
    for region in found:
        start, end = region or (end, end)
        yield start, end
