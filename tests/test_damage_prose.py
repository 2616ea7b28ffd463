"""Indicators in sentences: the kinds of ``tests/damage/prose.py``, and sentences that state none."""

from __future__ import annotations

import os

import pytest
from damage.prose import KINDS, NO_INDICATORS, cases
from damage.unseen import judged, said, silent

from budget_indicators import format_indicators, parse_indicators

STRINGS = 30 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 3

# A lone `数量：…40座` may be no indicator.
HARD = {"second: shortened levels with 指标 left out, semicolons"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in HARD])
def test_a_kind_is_read(kind: str) -> None:
    """Most indicators are what was stated, none is wrong in silence or made up; the canonical string says the same."""
    marks = []
    for text, known in cases(kind, STRINGS):
        tree, wanted = parse_indicators(text), [one.said() for one in known]
        marks += judged(tree, wanted)
        assert not silent(tree, wanted), text
        assert len(tree.indicators) <= len(known), text
        again = parse_indicators(format_indicators(tree))
        assert [said(one) for one in again.indicators] == [said(one) for one in tree.indicators]
    assert sum(marks) >= 0.85 * len(marks)


@pytest.mark.parametrize("text", NO_INDICATORS)
def test_other_sentences_state_none(text: str) -> None:
    """Goals, explanations and reports name levels and amounts, but state no indicator."""
    assert not parse_indicators(text).indicators
