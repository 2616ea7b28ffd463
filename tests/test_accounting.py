"""Whatever stands before or behind a text is left out or told: ``tests/damage/accounting.py``."""

from __future__ import annotations

import os

import pytest
from damage.accounting import FORMS, FREE, LABELS, MARKS, WORDS, silent

_EACH = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 23


def test_no_mark_is_silent() -> None:
    """Every sign of Unicode but those of numbers and comparisons; the common ones always."""
    common = tuple(char for char in MARKS if char not in FREE and char < "\u0100")
    rare = tuple(char for char in MARKS if char not in FREE and char >= "\u0100")
    assert silent(common + rare[::_EACH]) == []


@pytest.mark.parametrize("form", FORMS)
def test_no_label_is_silent(form: str) -> None:
    """The names of columns, in each of their forms."""
    assert silent(tuple(map(form.format, LABELS))) == []


def test_no_remark_is_silent() -> None:
    """Remarks, list numbers, levels; of two words that are one by themselves the text cannot tell."""
    assert silent(WORDS) == []
