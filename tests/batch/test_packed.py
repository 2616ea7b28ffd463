"""Trees from other processes: nothing is unpacked before somebody looks, and then they are the trees that were sent."""

from __future__ import annotations

import copy
import os
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from test_canonical_rows import ONE, TWO, texts

from budget_indicators import IndicatorTree, format_indicators, parse_indicators
from budget_indicators.tree.packed import Trees

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


def sent(*trees: IndicatorTree) -> Trees:
    """As they come out of another process."""
    found = pickle.loads(pickle.dumps(Trees(trees)))
    assert isinstance(found, Trees)
    return found


def waits(tree: IndicatorTree) -> bool:
    """Nobody has looked at it."""
    return object.__getattribute__(tree, "_made_of") is not None


def test_every_tree_comes_back() -> None:
    """Canonical, published, damaged, changed; with a year and without."""
    for year in (None, 2025):
        trees = [parse_indicators(text, year=year) for text in texts(20_000 if DEEP else 120)]
        for tree, again in zip(trees, sent(*trees), strict=True):
            assert waits(again)
            assert again.source is not None
            assert waits(again)
            assert again == tree, tree.source
            assert not waits(again)
            assert [found.fix for found in again.diagnostics] == [found.fix for found in tree.diagnostics]


def test_an_indicator_that_was_looked_at_is_sent_as_well() -> None:
    """And one of a tree that was sent before."""
    tree = parse_indicators(ONE + TWO)
    assert tree.indicators[0].name == "培训次数"
    (again,) = sent(*sent(tree))
    assert again == tree


@pytest.mark.parametrize(
    "look",
    [
        repr,
        hash,
        len,
        list,
        format_indicators,
        lambda tree: tree == parse_indicators(ONE + TWO),
        lambda tree: parse_indicators(ONE + TWO) == tree,
        lambda tree: tree.to_dict(),
        lambda tree: tree.pieces,
        lambda tree: tree.by_level(),
        lambda tree: tree.withheld,
        lambda tree: tree.diagnostics,
        lambda tree: pickle.loads(pickle.dumps(tree)),
        copy.copy,
        copy.deepcopy,
        lambda tree: attrs.evolve(tree, withheld=True),
    ],
)
def test_every_look_unpacks_it(look: Callable[[IndicatorTree], object]) -> None:
    """Whatever is asked first."""
    tree = parse_indicators(ONE + TWO)
    (again,) = sent(tree)
    assert look(again) == look(tree)


def test_many_threads_may_look_at_once() -> None:
    """Each of them sees the same."""
    with ThreadPoolExecutor(8) as threads:
        for _ in range(20):
            (again,) = sent(parse_indicators(ONE + TWO))
            looks = list(threads.map(lambda _, tree=again: tree.indicators, range(8)))  # type: ignore[misc]
            assert all(look == looks[0] for look in looks)
