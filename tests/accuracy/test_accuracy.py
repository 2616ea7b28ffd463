"""The accuracy page: what is counted, and that the page says what was measured."""

from __future__ import annotations

import pytest

from budget_indicators import __version__

from . import evaluation, strings, tables, values
from .page import PAGE, kept, page
from .tally import Judged, Tally, by_kind, fate, interval, tally


def test_what_becomes_of_a_thing() -> None:
    """A finding makes the difference between doubt and silence, for what is wrong and for what is missing."""
    assert [fate(True, False), fate(False, True), fate(False, True, read=False)] == ["right", "doubted", "refused"]
    assert [fate(False, False), fate(False, False, read=False)] == ["silent", "silent"]


def test_counts() -> None:
    """Kinds in the order of their appearance; a note counts on what is right only."""
    ones = [Judged("b", "right", True), Judged("a", "silent"), Judged("b", "doubted", True)]
    assert tally(ones) == Tally(right=1, doubted=1, silent=1, noted=1)
    assert list(by_kind(ones).items()) == [("b", Tally(right=1, doubted=1, noted=1)), ("a", Tally(silent=1))]


@pytest.mark.parametrize(
    ("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (95, 100, 0.8882, 0.9785)]
)
def test_the_interval(count: int, of: int, low: float, high: float) -> None:
    """Wilson's, as tables of it print it."""
    assert [round(end, 4) for end in interval(count, of)] == [low, high]


def test_the_page_says_what_was_measured() -> None:
    """``docs/accuracy.md`` is made from the results that are kept; those of this version are there."""
    assert PAGE.read_text(encoding="utf-8") == page(kept())
    assert __version__ in {each.version for each in kept()}


def test_the_sets() -> None:
    """Each set is there and nothing in it is wrong in silence; a script is, on the same material."""
    assert tally(strings.published()) == Tally(right=213)
    assert tally(strings.damaged(1, 44)).silent == 0
    assert tally(strings.composed(40)).silent == 0
    assert tally(values.values()).silent == 0
    assert tally(evaluation.evaluations()).silent == 0
    assert tally(strings.damaged_by_script(44)).silent > 20
    assert tally(tables.by_script()).silent > 100
    assert tally(values.by_others(values.first_number)).silent > 50
    assert tally(evaluation.by_formula()).doubted > 50
