"""Work grows no faster than the text: counted in function calls, never in seconds."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from cProfile import Profile
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

import pytest
from damage.cases import cases
from performance.expressions import SHORT, expressions
from performance.programs import SUFFIX, fragments

from budget_indicators import (
    fix_indicators,
    format_indicators,
    lint_indicators,
    parse_indicators,
    parse_target,
    read_document,
)
from budget_indicators.parse import _parse
from budget_indicators.text.cleaning import clean as cleaned

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
TIMES = (1, 10, 100, 1_000, 10_000, 100_000) if DEEP else (1, 10, 100, 1_000, 10_000)
"""How many blocks a text has: four orders of magnitude, five in the deep profile."""

FREE = 700
"""So many calls are not looked at: what a text costs, however short it is."""

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

PARTS = (Path(__file__).parent.parent / "targets" / "parts.txt").read_text(encoding="utf-8").split()
"""The words of values."""


def clean(times: int) -> str:
    """Canonical entries, one a block, with other numbers in each."""
    return "".join(
        f"{at % 99 + 1}、1-产出指标；11-数量指标；培训{at}班次数；实施周期指标值:≥{at}次；年度指标值:达到{at}%。"
        for at in range(times)
    )


@cache
def _damaged() -> str:
    """Some dozen strings with one damage each, about a thousand characters."""
    found = [case.text for case in cases(60, seed=3)]
    Random(3).shuffle(found)  # they come in the order of their damages
    return "".join(found[:4])


def damaged(times: int) -> str:
    """Damaged strings one behind the other, about ten characters a block; after a hundred blocks they come again."""
    return _damaged()[: 10 * times] if times < 100 else _damaged() * (times // 100)


def hostile(times: int) -> str:
    """Fragments in no order, one a block; after a hundred blocks they come again."""
    found = Random(7).choices(FRAGMENTS, k=min(times, 100))
    return "".join(found) * max(1, times // 100)


def value(times: int) -> str:
    """The words of values in no order, one a block; after a hundred blocks they come again."""
    found = Random(7).choices(PARTS, k=min(times, 100))
    return "".join(found) * max(1, times // 100)


def calls(work: Callable[[str], object], text: str) -> int:
    """How many functions are called while a text is read, those written in C included."""
    profile = Profile(subcalls=False)
    gc.disable()  # others may have their own functions called when it runs
    try:
        profile.runcall(work, text)
    finally:
        gc.enable()
    return sum(entry.callcount for entry in profile.getstats())


def assert_linear(work: Callable[[str], object], make: Callable[[int], str], times: tuple[int, ...] = TIMES) -> None:
    """All texts cost the same per character.

    The longest may cost a twentieth more than the one before, and a quarter more than any that has all of the language
    in it: a logarithm would show. The shortest are few samples and may cost twice as much as the longest.
    """
    for text in (hostile(100), damaged(100), hostile(1), make(1)):  # what is built once for each kind of entry
        work(text)
    parse_target(value(100))  # (so long a value is not remembered)
    texts = [make(count) for count in times]
    found = [(len(text), calls(work, text)) for text in texts]
    size, most = found[-1]
    length, few = found[-2]
    assert most <= 1.05 * few * size / length + FREE, found
    for length, few in found:
        assert length < 300 or most <= 1.25 * few * size / length + FREE, found
        assert few <= 2.5 * most * length / size + FREE, found


@pytest.mark.parametrize("make", [clean, damaged, hostile])
def test_parsing_grows_with_the_text_and_no_faster(make: Callable[[int], str]) -> None:
    """Over four orders of magnitude: tree, values and diagnostics."""
    assert_linear(parse_indicators, make)


@pytest.mark.parametrize("make", [clean, damaged])
def test_the_grammar_alone_grows_with_the_text_and_no_faster(make: Callable[[int], str]) -> None:
    """The same without the fast way, which would hide what the grammar costs."""
    assert_linear(lambda text: _parse(text, None, fast=False), make, TIMES[:-1])


@pytest.mark.parametrize("make", [damaged, hostile])
def test_cleaning_grows_with_the_text_and_no_faster(make: Callable[[int], str]) -> None:
    """Line wraps, markup and full-width characters too."""
    assert_linear(cleaned, make)


def test_values_grow_with_the_text_and_no_faster() -> None:
    """One value of a hundred thousand characters costs no more for each than one of a thousand."""
    assert_linear(parse_target, value)


@pytest.mark.parametrize("make", [clean, damaged])
def test_lint_grows_with_the_text_and_no_faster(make: Callable[[int], str]) -> None:
    """The rules look at each entry, and the trial of repairs parses the text, a bounded number of times."""
    assert_linear(lambda text: lint_indicators(text, review=True), make, TIMES[:-1])


@pytest.mark.parametrize("make", [clean, damaged])
def test_repairs_grow_with_the_text_and_no_faster(make: Callable[[int], str]) -> None:
    """Repairs are applied together, not one after the other."""
    assert_linear(fix_indicators, make, TIMES[:-1])


def test_writing_grows_with_the_tree_and_no_faster() -> None:
    """The canonical text of a tree."""
    assert_linear(lambda text: format_indicators(parse_indicators(text)), clean, TIMES[:-1])


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=ascii)
def test_any_fragment_repeated(fragment: str) -> None:
    """Ten times as often is at most about ten times the work, for each fragment on its own."""
    parse_indicators(fragment * 10)
    small, large = (calls(parse_indicators, fragment * (size // len(fragment) + 1)) for size in (100, 1_000))
    assert large <= 12.5 * small + FREE


@pytest.mark.parametrize("fragment", fragments(), ids=ascii)
@pytest.mark.parametrize("work", [parse_indicators, lint_indicators] if DEEP else [parse_indicators])
def test_spliced_terminals_repeated(work: Callable[[str], object], fragment: str) -> None:
    """The same for any two terminals, with a suffix that lets a match fail (seconds: ``performance/programs.py``)."""
    work(fragment * 10 + SUFFIX)
    small, large = (calls(work, fragment * (size // len(fragment) + 1) + SUFFIX) for size in (100, 1_000))
    assert large <= 12.5 * small + FREE


def test_every_expression_is_found() -> None:
    """The list that ``performance/growth.py`` measures holds those behind functions and in tables, too."""
    names = {one.name for one in expressions()}
    assert {"structure.canonical.pattern", "values.apart._ORDERS", "indicators.lark LEVEL1"} | SHORT.keys() <= names


@pytest.mark.parametrize("fragment", FRAGMENTS if DEEP else ["1", "字", "\n", "（"], ids=ascii)
def test_a_megabyte_of_one_fragment(fragment: str) -> None:
    """No recursion on the input's length, no exception (``HYPOTHESIS_PROFILE=deep``: for every fragment)."""
    text = fragment * (1_000_000 // len(fragment))
    assert parse_indicators(text).source == text


_ROWS = ["1", "12,34,5", "甲\t乙\t3", "项目 1.00 次", "1、甲", "指标,3", "产出指标\t数量指标"]
_NAMES = ["a.csv", "a.txt"]


@pytest.mark.parametrize(
    ("row", "name"), [*product(_ROWS, _NAMES)] if DEEP else [*zip(_ROWS, _NAMES * len(_ROWS), strict=False)]
)
def test_reading_a_file_of_any_rows(row: str, name: str) -> None:
    """Ten times as many rows, of a table we know nothing of, are at most about ten times the work."""

    def read(text: str) -> object:
        return read_document(text.encode(), name=name)

    read(f"{row}\n" * 10)
    small, large = (calls(read, f"{row}\n" * count) for count in (100, 1_000))
    assert large <= 12.5 * small + FREE
