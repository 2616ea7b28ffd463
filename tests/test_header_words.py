"""What header words mean: ``header_words.txt`` has families of wordings, a line for each kind and period."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_indicators.documents.table.roles import meaning

LINES = (Path(__file__).parent / "header_words.txt").read_text(encoding="utf-8").splitlines()
WORDS = {kind: words.split() for kind, words in (line.split(": ", 1) for line in LINES)}
NO_WORDS = WORDS.pop("none")


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in WORDS.items() for word in words])
def test_what_a_word_means(kind: str, word: str) -> None:
    """Kind, and for values the period."""
    found = meaning(word.replace("⏎", "\n"))
    assert found is not None
    assert f"{found.kind}/{found.period}" == kind if "/" in kind else found.kind == kind


@pytest.mark.parametrize("word", NO_WORDS)
def test_what_is_no_header_word(word: str) -> None:
    """Names, values, levels and sentences that are made of the same parts."""
    assert meaning(word) is None


@pytest.mark.parametrize(
    ("word", "kind", "year"),
    [
        ("2021年实际实现值", "actual", 2021),
        ("预期2022年实现值", "target", 2022),
        ("2023年目标值", "target", 2023),
        ("2024年度指标值", "target", 2024),
        ("指标值（2025年）", "target", 2025),
        ("2022年完成情况", "actual", 2022),
    ],
)
def test_years_in_words(word: str, kind: str, year: int) -> None:
    """A calendar year stands for a period that only the budget year tells."""
    found = meaning(word)
    assert found is not None
    assert (found.kind, found.year) == (kind, year)
