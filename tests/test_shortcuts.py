"""What is looked for first, to save a longer look, misses nothing the longer look would find."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from damage.cases import cases

from budget_indicators.repair.ordinals import _NUMBER, _NUMBER_BEGINS, _PARTIAL, _PARTIAL_BEGINS
from budget_indicators.repair.region import Region, matches
from budget_indicators.structure.doubt import ANCHOR_LIKE
from budget_indicators.text.cleaning import _FEW_LOOK_ALIKES, LOOK_ALIKES, _as_meant
from budget_indicators.tree.entry import _ANCHOR_MARK, EntryBuilder

_PIECES = "1、2.３９10（一）①第页十，。；:：= ->=≤≥》≧產出指标年度目标值周期实施11-数量abc<&"


def _texts() -> list[str]:
    rng = Random("shortcuts")
    damaged = [case.text for case in cases(60, seed=9)]
    return damaged + ["".join(rng.choices(_PIECES, k=rng.randint(1, 40))) for _ in range(2000)]


def test_places_of_numbers_are_all_found() -> None:
    """Numbers looked for where they may begin are those the whole pattern finds."""
    found = 0
    for text in _texts():
        region = Region(text, len(text), frozenset())
        for pattern, begins in ((_NUMBER, _NUMBER_BEGINS), (_PARTIAL, _PARTIAL_BEGINS)):
            spans = [match.span() for match in pattern.finditer(text)]
            assert [match.span() for match in matches(pattern, begins, region)] == spans
            found += len(spans)
    assert found > 1000


def test_marks_of_damaged_anchors_are_all_seen() -> None:
    """A text in which something is like an anchor, or an operator unusual, holds one of the marks looked for first."""
    found = 0
    for text in _texts():
        cuts = [0, *sorted(Random(text).sample(range(1, len(text) + 1), min(3, len(text))))]
        for begin, stop in pairwise(cuts):
            if ANCHOR_LIKE.search(text, begin, stop):
                assert _ANCHOR_MARK.search(text, begin, stop - 1)
                found += 1
            if EntryBuilder._UNUSUAL.search(text, begin, stop):
                assert EntryBuilder._UNUSUAL_SIGN.search(text, begin, stop)
                found += 1
    assert found > 300


def test_few_and_many_look_alikes_are_read_alike() -> None:
    """Look-alikes are read as what they mean, however many different ones a text holds."""
    codes = sorted(LOOK_ALIKES)
    rng = Random("look-alikes")
    for count in (0, 1, 2, _FEW_LOOK_ALIKES, _FEW_LOOK_ALIKES + 1, len(codes)):
        text = "数" + "量".join(map(chr, rng.sample(codes, count)))
        assert _as_meant(text) == text.translate(LOOK_ALIKES)
