"""What holds for every string: a tree, no loss, spans that lead to the text."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import Indicator, IndicatorTree, format_indicators, parse_indicators

SAMPLES = Path(__file__).parent / "samples"
RAW = [project["raw"] for project in json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))]
FRAGMENTS = [
    "1、", "2、", "12、", "（3）", "④", "第5、", "1-产出指标", "1-产出", "2-效益指标", "产出指标",
    "11-数量指标", "22-社会效益", "1", "11", "；", ";", ":", "：", "。", "，", ",", "|", "、",
    "实施周期指标值", "实施周期指标值:", "年度指标值", "年度指标值:", "年度目标值：", "年度指标完成率",
    "培训次数", "95%以上", "≥90", "1、2季度", "<p>", "</p>", "<br/>", "&nbsp;", "&lt;", "（续）", "第3页",
    "100.00", "47.00", "-", "—", "=", "涉密项目", "合计", " ", "\n", "\t", "\u3000", "\r\n\r\n", "\u200b",
    "\ufeff", "&", "<",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


def damaged(seed: int) -> str:
    """A real string with a few random cuts and insertions."""
    rng = random.Random(seed)
    text = rng.choice(RAW)
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.randint(0, 6))
        text = text[:start] + (rng.choice(FRAGMENTS) if rng.random() < 0.6 else "") + text[end:]
    return text


ANY = st.one_of(st.text(max_size=60), SOUP, st.integers(0, 10**6).map(damaged))


def meaning(tree: IndicatorTree) -> list[tuple[object, ...]]:
    """The indicators of a tree without their spans."""

    def bare(indicator: Indicator) -> tuple[object, ...]:
        targets = (indicator.cycle, indicator.annual)
        return (
            indicator.ordinal,
            indicator.level1,
            indicator.level2,
            indicator.name,
            *((t.text, t.value, t.measures, t.ambiguous) if t else None for t in targets),
        )

    return [bare(indicator) for indicator in tree.indicators]


def sound(tree: IndicatorTree, text: str) -> None:
    """Assert that spans nest, stay in bounds, do not overlap, and cover the whole text."""
    assert tree.source is text
    assert "".join(piece.span.of(text) for piece in tree.pieces) == text
    at = 0
    for indicator in tree.indicators:
        span = indicator.span
        assert at <= span.start < span.end <= len(text)
        at = span.end
        for target in (indicator.cycle, indicator.annual):
            if target is not None:
                assert span.start <= target.span.start <= target.span.end <= span.end
                for measure in target.measures:
                    assert target.span.start <= measure.span.start < measure.span.end <= target.span.end
                    assert measure.span.of(text) == measure.text
    for diagnostic in tree.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        for edit in diagnostic.fix.edits if diagnostic.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)
    assert list(tree.diagnostics) == sorted(tree.diagnostics, key=lambda d: (d.span, d.code))


@given(ANY)
def test_every_string_is_read_without_loss(text: str) -> None:
    """No string raises; the pieces cover it; spans nest and lead to the text."""
    sound(parse_indicators(text), text)


@pytest.mark.parametrize("text", RAW)
def test_the_canonical_string_means_the_same(text: str) -> None:
    """Formatting a real string keeps its meaning; formatting again changes nothing; nothing is left to report."""
    tree = parse_indicators(text)
    canonical = format_indicators(tree)
    again = parse_indicators(canonical)
    assert meaning(again) == meaning(tree)
    assert format_indicators(again) == canonical


@given(st.lists(st.sampled_from(RAW), min_size=2, max_size=4))
def test_strings_one_after_the_other_are_read_as_alone(texts: list[str]) -> None:
    """What stands before a string or behind it does not change how it is read."""
    together = parse_indicators("\n".join(texts))
    assert meaning(together) == [m for text in texts for m in meaning(parse_indicators(text))]


def test_only_a_str_is_taken() -> None:
    """Anything but a ``str`` is a programming error and says so."""
    with pytest.raises(TypeError, match="takes a str, not bytes"):
        parse_indicators(b"1")  # type: ignore[arg-type]
