"""A word with one error is recognised, one with two is not: every word of labels and keys, every place of the error."""

from __future__ import annotations

import pytest

from budget_indicators.model.taxonomy import STEMS1, STEMS2
from budget_indicators.repair.keys import ANNUAL_KEYS, CYCLE_KEYS
from budget_indicators.repair.spelling import near, run_at

WORDS = sorted({*CYCLE_KEYS, *ANNUAL_KEYS, *STEMS1, *STEMS2, *(f"{word}指标" for word in (*STEMS1, *STEMS2)), "指标"})
LONG = [word for word in WORDS if len(word) > 3]
SIGNS = " ;:。,、/=（）①⑳⒈⒛Ⅰⅿ⓵⓾❶❿"


def ends(text: str, word: str) -> list[tuple[int, int]]:
    """The possible ends of the word at the beginning of the text."""
    return [*near(text, 0, word)]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_as_it_is(word: str) -> None:
    """First, without an error; with a letter or a digit of its own behind it, that may be an extra one."""
    size = len(word)
    for behind in ("", "；", ":", "1次", "①"):
        assert ends(word + behind, word) == [(size, 0)]
    assert ends(f"{word}某:", word) == [(size, 0), (size + 1, 1)]
    assert ends(f"{word}1:", word) == [(size, 0), (size + 1, 1)]
    assert ends(f"{word}1：", word) == [(size, 0), (size + 1, 1)]
    assert [*near(f"；{word}", 1, word)] == [(size + 1, 0)]


@pytest.mark.parametrize("word", LONG)
def test_one_error_at_each_place(word: str) -> None:
    """A wrong, an extra, a missing character, two swapped ones: each with the end that it has."""
    size = len(word)
    for at in range(size):
        assert (size, 1) in ends(f"{word[:at]}某{word[at + 1 :]}:", word)
        assert (size + 1, 1) in ends(f"{word[:at]}某{word[at:]}:", word)
        assert (size - 1, 1) in ends(f"{word[:at]}{word[at + 1 :]}:", word)
        if at + 1 < size and word[at] != word[at + 1]:
            assert (size, 1) in ends(f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}:", word)


@pytest.mark.parametrize("word", LONG)
def test_two_errors_are_too_many(word: str) -> None:
    """Two wrong characters, or a swap over a third one."""
    size = len(word)
    for first in range(size):
        for second in range(first + 1, size):
            chars = [*word]
            chars[first], chars[second] = "某", "甲"
            assert ends(f"{''.join(chars)}:", word) == []
    if len({*word}) == size:
        assert ends(f"{word[2]}{word[1]}{word[0]}{word[3:]}:", word) == []


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_no_wrong_character(sign: str) -> None:
    """A mark, or a number in one character, stands for itself: it is neither a wrong nor an extra character."""
    for at in range(1, 4):
        assert ends(f"{'年度指标值'[:at]}{sign}{'年度指标值'[at + 1 :]}:", "年度指标值") == []
        assert ends(f"{'年度指标值'[:at]}{sign}{'年度指标值'[at:]}:", "年度指标值") == []
    for other in "Ⅎ㈠某":
        assert ends(f"年度{other}标值:", "年度指标值") == [(5, 1)]


@pytest.mark.parametrize(
    ("text", "longest", "run"),
    [
        ("年度指标值:1次", 7, "年度指标值:"),
        ("年度指标值1次；", 7, "年度指标值1次；"),
        ("年度指标值1次；", 4, "年度指标值1"),
        ("年度-指标值；乙", 9, "年度-指标值；"),
        ("年-度-指标值；", 9, "年-度-"),
        ("；年度", 7, "；"),
    ],
)
def test_what_a_reading_may_depend_on(text: str, longest: int, run: str) -> None:
    """Up to the first mark and that mark, or two characters behind the longest word."""
    assert run_at(text, 0, len(text), longest) == run
    assert run_at(text, 0, 2, longest) == run[:3]
