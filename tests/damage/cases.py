"""Damaged strings with what is known of them: seeded, and as a hypothesis strategy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from .fair import fair
from .kinds import KINDS, Kind
from .sheet import Entry, Sheet, regions, sheet
from .vocabulary import Known, indicators

_TRIES = 40


@attrs.frozen
class Case:
    """A string, the entries it was made of, where each stands, and which of them were damaged how."""

    text: str
    entries: tuple[Entry, ...] = attrs.field(repr=False)
    regions: tuple[tuple[int, int], ...] = attrs.field(repr=False)
    touched: frozenset[int]
    kinds: tuple[Kind, ...] = attrs.field(repr=lambda kinds: str([kind.name for kind in kinds]))


def canonical(known: Sequence[Known]) -> str:
    """The undamaged string."""
    return "".join(entry.text for entry in sheet(known).entries)


def _targets(rng: Random, count: int, where: set[str]) -> set[int]:
    """One entry, some or all of them."""
    places = range(1 if "not first" in where else 0, count - 1 if "not last" in where else count)
    if not places:
        return set()
    if "last" in where:
        return {count - 1} & set(places)
    match rng.choice(("one", "one", "some", "all")):
        case "one":
            return {rng.choice(places)}
        case "some":
            return set(rng.sample(places, rng.randint(1, len(places))))
        case _:
            return set(places)


def clean(rng: Random, *, plain: bool = False) -> Case:
    """An undamaged string."""
    return _case(rng, sheet(indicators(rng, plain=plain), None if plain else rng), frozenset(), ())


def case(rng: Random, kinds: Sequence[Kind], tries: int = _TRIES) -> Case | None:
    """A string with all of ``kinds`` done to the same entries of it; ``None`` where they cannot be done together."""
    for _ in range(tries):
        page = sheet(indicators(rng), rng)
        targets = _targets(rng, len(page.entries), {kind.where for kind in kinds})
        touched: set[int] = set()
        done = bool(targets)
        for kind in sorted(kinds, key=lambda kind: kind.stage):
            now = kind.apply(rng, page, targets) if done else set()
            done = bool(now)
            touched |= now
        if done and fair(page):
            damaged = _case(rng, page, frozenset(touched), tuple(kinds))
            if damaged.text != canonical([entry.known for entry in page.entries]):
                return damaged
    return None


def _case(rng: Random, page: Sheet, touched: frozenset[int], kinds: tuple[Kind, ...]) -> Case:
    chars = page.render(rng)
    where = regions(chars, len(page.entries))
    return Case("".join(c for c, _ in chars), tuple(page.entries), tuple(where), touched, kinds)


CLASHES: tuple[set[str], ...] = (
    {"no colon", "another sign for the colon"},
    {"no separator between levels", "other separators between levels"},
    {"no separator before a key", "other separators before keys"},
    {"no level code", "no level name"},
    {"no ordinal", "ordinal styles", "ordinal repeated"},
    {"no ordinal", "ordinals out of order", "ordinal repeated"},
    {"no end", "another end", "last entry cut off"},
    {"no end", "another end", "entry cut off in the middle"},
    {"last entry cut off", "entry cut off in the middle"},
    {"no cycle target", "no annual target"},
)
"""Of each of these, one at a time: the second would undo the first, or nothing would be left."""


def together(kinds: Sequence[Kind]) -> bool:
    """Whether the kinds can happen to the same entry."""
    names = {kind.name for kind in kinds}
    return len(names) == len(kinds) and not any(len(names & clash) > 1 for clash in CLASHES)


def damage(rng: Random, depth: int, pool: Sequence[Kind], first: Kind | None = None) -> Case:
    """A string with ``depth`` damages at once, one of them ``first``."""
    while True:
        kinds = (first or rng.choice(pool), *(rng.choice(pool) for _ in range(depth - 1)))
        found = case(rng, kinds) if together(kinds) else None
        if found is not None:
            return found


def cases(count: int, *, seed: int = 0, depth: int = 1, pool: Sequence[Kind] = KINDS) -> Iterator[Case]:
    """``count`` damaged strings, each kind of ``pool`` as often; the same seed gives the same strings."""
    for at in range(count):
        yield damage(Random(f"{seed}/{depth}/{at}"), depth, KINDS, pool[at % len(pool)])


@st.composite
def damaged(draw: st.DrawFn, depth: int = 1) -> Case:
    """Damaged strings for hypothesis, which shrinks the choices."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=depth, max_size=depth).filter(together))
    found = case(draw(st.randoms(use_true_random=False)), kinds, tries=3)
    assume(found is not None)
    assert found is not None
    return found
