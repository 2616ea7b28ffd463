"""Plain names and values of damaged entries are what a closer look finds, too."""

from __future__ import annotations

import os

import pytest
from damage.cases import cases
from damage.kinds import COMPOSED, KINDS

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import IndicatorTree
from budget_indicators.tree import entry

COUNT = 3000 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 200


def test_a_closer_look_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same trees and diagnostics, without the short way; which is taken by most."""
    texts = [
        case.text
        for pool in (KINDS, COMPOSED)
        for depth in (1, 2)
        for case in cases(COUNT, seed=1812, depth=depth, pool=pool)
    ]
    short = [parse_indicators(text) for text in texts]
    closely = {"plain_name": 0, "plain_value": 0}
    for name in closely:
        plain = getattr(entry, name)

        def look_closely(*where: object, name: str = name, plain: object = plain) -> None:
            assert callable(plain)
            closely[name] += plain(*where) is not None

        monkeypatch.setattr(entry, name, look_closely)
    for text, tree in zip(texts, short, strict=True):
        _assert_same(tree, parse_indicators(text))
    assert min(closely.values()) > 3 * COUNT, closely


def _assert_same(one: IndicatorTree, other: IndicatorTree) -> None:
    assert one.indicators == other.indicators, one.source
    assert one.diagnostics == other.diagnostics, one.source
