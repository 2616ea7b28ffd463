"""Work grows no faster than the text: counted in function calls, never in seconds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import pairwise
from random import Random
from types import FrameType

import pytest
from damage.cases import cases

from budget_indicators import lint_indicators, parse_indicators

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

FRAGMENTS = (
    "1、", "12、", "（3）", "④", "第5、", "1-产出指标", "产出指标", "11-数量指标", "22-社会效益", "1", "11-",
    "；", ";", ":", "：", "。", "，", "|", "、", "实施周期指标值", "实施周期指标值:", "年度指标值", "年度指标值:",
    "年度目标值：", "指标", "年度", "周期", "值", "次", "字", "百", "一", "每月", "2025年", "≥", "%", "95%", "-", "—",
    "=", "涉密", "合计", "100.00", " 100.00", " ", "\n", "\t", "\r\n", "\u200b", "\u3000", "&", "<", "<p>", "</p>",
    "&nbsp;", "&lt;", "&lt;p&gt;", "&amp;", "（续）", "第3页", "a", "a ", "1 ", "（", "《", "“", "。1、", "；1-",
    "⼾", "Ａ", "１", "\x00", "𠀀", "\ud800", "项目名称", "单位：万元", "1、1-产出指标；", "11-数量指标；名；",
    "1、1-产出指标；11-数量指标；名；实施周期指标值:1；年度指标值:1。",
    "1、1-产出指标；11-数量指标；名；实施周期指标值:1次；年度指标值:1次",
)  # fmt: skip
"""Every token of the language, and what is nasty about text."""


def clean() -> str:
    """Canonical entries, each with other numbers."""
    return "".join(
        f"{number}、1-产出指标；11-数量指标；培训{number}班次数；实施周期指标值:≥{number}次；年度指标值:达到{number}%。"
        for number in range(1, 3)
    )


def damaged() -> str:
    """Strings with one damage each."""
    return "".join(case.text for case in cases(2, seed=3))[:80]


def hostile() -> str:
    """Fragments in no order."""
    rng = Random(7)
    return "".join(rng.sample(FRAGMENTS, 40))[:80]


def calls(text: str, work: Callable[[str], object] = parse_indicators) -> int:
    """How many functions are called while a text is read, those written in C included."""
    found = 0

    def tick(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        work(text)
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("make", [clean, damaged, hostile])
def test_parsing_grows_with_the_text_and_no_faster(make: Callable[[], str]) -> None:
    """Ten times the text, at most about ten times the work (over four orders of magnitude in the deep profile)."""
    block = make()
    parse_indicators(block)  # what is built on first use
    work = [calls(block * times) for times in ((10, 100, 1_000, 10_000, 100_000) if DEEP else (10, 100))]
    for smaller, larger in pairwise(work):
        assert larger <= 13 * smaller + 20_000, work


def test_lint_grows_with_the_text_and_no_faster() -> None:
    """The rules look at each entry a bounded number of times."""
    block = clean()
    lint_indicators(block, review=True)
    work = [calls(block * times, lambda text: lint_indicators(text, review=True)) for times in (10, 100)]
    for smaller, larger in pairwise(work):
        assert larger <= 13 * smaller + 20_000, work


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=ascii)
def test_any_fragment_repeated(fragment: str) -> None:
    """Ten times as often is at most about ten times the work, for each fragment on its own."""
    parse_indicators(fragment * 10)
    small, large = (calls(fragment * (size // len(fragment) + 1)) for size in (100, 1_000))
    assert large <= 13 * small + 5_000


@pytest.mark.parametrize("fragment", FRAGMENTS if DEEP else ["1", "字", "\n", "（"], ids=ascii)
def test_a_megabyte_of_one_fragment(fragment: str) -> None:
    """No recursion on the input's length, no exception (``HYPOTHESIS_PROFILE=deep``: for every fragment)."""
    text = fragment * (1_000_000 // len(fragment))
    assert parse_indicators(text).source == text
