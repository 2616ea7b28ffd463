"""Answers are remembered for short texts, and only for so many of them."""

from budget_indicators.text.memo import LONGEST_REMEMBERED, remembered


def test_short_texts_are_remembered_and_long_ones_are_not() -> None:
    """A short text is asked about once, a long one each time, and what is said is the same."""
    asked: list[str] = []

    @remembered(2)
    def half(text: str) -> str:
        """The docstring stays."""
        asked.append(text)
        return text[: len(text) // 2]

    short, long = "x" * LONGEST_REMEMBERED, "y" * (LONGEST_REMEMBERED + 1)
    assert [half(short), half(short)] == [short[:200]] * 2
    assert [half(long), half(long)] == [long[:200]] * 2
    assert asked == [short, long, long]
    half("a"), half("b")
    assert half(short) == short[:200]  # only two are kept: it was forgotten
    assert asked[-3:] == ["a", "b", short]
    assert half.__doc__ == "The docstring stays."
