"""Strings: published cells, and damaged ones with seeds that no test uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import test_samples as samples
from damage.cases import Case, cases
from damage.check import Outcome, outcomes
from damage.kinds import COMPOSED
from damage.sheet import fold
from damage.unseen import KINDS as UNSEEN
from damage.unseen import cases as unseen_cases
from damage.unseen import judged as unseen_judged
from damage.unseen import silent as unseen_silent

from budget_indicators import parse_indicators
from tests.benchmarks.rivals import bare_findall, regex_script

from .tally import Fate, Judged, fate

SEED = 20_261
"""Of no test."""


def published() -> Iterator[Judged]:
    """Every indicator of the published cells, as found, by district."""
    for row in samples.ROWS:
        tree = parse_indicators(row["raw"])
        found = samples.found(tree.indicators)
        for at, want in enumerate(samples.wanted([row])):
            right = at < len(found) and found[at] == want
            yield Judged(row["file"].split("-")[0], fate(right, bool(tree.diagnostics), at < len(found)))


def published_by_script() -> Iterator[Judged]:
    """The same by a regular expression of five minutes."""
    for row in samples.ROWS:
        yield from _script(regex_script(row["raw"]), [fields[-1] for fields in samples.wanted([row])])


def _script(found: Sequence[tuple[str, ...]], annual: Sequence[object]) -> Iterator[Judged]:
    texts = [one[-1] for one in found]
    for want in annual:
        right = want in texts
        yield Judged("", "right" if right else "silent")


def damaged(depth: int, strings: int) -> Iterator[Judged]:
    """Entries that were damaged in ``depth`` ways, and what was made up beside them."""
    for case in cases(strings, seed=SEED + depth, depth=depth):
        kinds = case.kinds[0].name if depth == 1 else f"{depth} at once"
        for one in outcomes(case, parse_indicators(case.text)):
            if one.touched or not one.exact:
                yield Judged(kinds, _fate(one), bool(one.diagnostics))


def _fate(one: Outcome) -> Fate:
    return fate(one.exact, bool(one.diagnostics), one.got is not None)


def damaged_by_script(strings: int) -> Iterator[Judged]:
    """One damage at once, by a regular expression that takes any usual mark for another."""
    for case in cases(strings, seed=SEED + 1, depth=1):
        yield from _by_findall(case)


def _by_findall(case: Case) -> Iterator[Judged]:
    found = {(fold(one[5]), fold(one[6]), fold(one[7])) for one in bare_findall(case.text)}
    for at in case.touched:
        want = case.entries[at].want
        right = any(
            name in want["name"] and cycle in want["cycle"] and annual in want["annual"]
            for name, cycle, annual in found
        )
        yield Judged("", "right" if right else "silent")


def composed(strings: int) -> Iterator[Judged]:
    """Kinds that are composed of tables: mark x place, wrapper x part and the like, by family."""
    for case in cases(strings, seed=SEED, depth=1, pool=COMPOSED):
        family = case.kinds[0].name.partition(":")[0]
        for one in outcomes(case, parse_indicators(case.text)):
            if one.touched or not one.exact:
                yield Judged(family, _fate(one), bool(one.diagnostics))


def unseen() -> Iterator[Judged]:
    """Kinds that were written before the parser was looked at, by family."""
    for name in UNSEEN:
        for text, ones in unseen_cases(name):
            tree, wanted = parse_indicators(text), [one.said() for one in ones]
            quiet = unseen_silent(tree, wanted)
            for right in unseen_judged(tree, wanted):
                yield Judged(name.partition(":")[0], fate(right, not quiet))
