"""The entries are those of Lark's parse tree, wherever they stand in a text."""

from __future__ import annotations

import pytest
from damage.cases import cases
from hypothesis import given
from hypothesis import strategies as st
from test_properties import FRAGMENTS, RAW, damaged

from budget_indicators.parse import is_plain, may_hold_plain
from budget_indicators.structure.entries import entries
from budget_indicators.text.cleaning import clean

ENTRY = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"


def shown(text: str) -> list[list[str]]:
    """The anchors of each entry, as they are written."""
    return [[text[one.start : one.end] for one in entry.anchors] for entry in entries(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("涉密项目", []),
        (ENTRY, [["1、", "1-产出指标", "11-数量指标", "实施周期指标值", "年度指标值"]]),
        ("绩效指标：22-社会效益；1-产出；培训", [["1-产出"]]),
        ("3000、2-效益；24-可持续影响:机制", [["3000、", "2-效益", "24-可持续影响"]]),
        ("1-产出；年度指标值：实施周期指标值：", [["1-产出", "年度指标值", "实施周期指标值"]]),
        ("1-产出；年度指标值的完成率；1、2季度各1次", [["1-产出"]]),
        ("1-产出；1-产出；", [["1-产出"], ["1-产出"]]),
        ("甲1-产出；乙", []),
    ],
)
def test_anchors(text: str, found: list[list[str]]) -> None:
    """Numbers, levels and keys where a part may begin; elsewhere the same words are text."""
    assert shown(text) == found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("17、1-产出指标；12-质量；", [17, "1-产出指标", "12-质量指标"]),
        ("2-产出指标；21-数量指标；", ["1-产出指标", "11-数量指标"]),
        ("1-效益；11-社会效益；", ["2-效益指标", "22-社会效益指标"]),
        ("2-满意度指标；24-服务对象满意度指标；", ["3-满意度指标", "31-服务对象满意度指标"]),
    ],
)
def test_what_an_anchor_means(text: str, meant: list[object]) -> None:
    """The number; the level by its name, whatever code stands before it."""
    (entry,) = entries(text, 0, len(text))
    assert [one.number or str(one.category) for one in entry.anchors] == meant
    assert [entry.find("level1"), entry.find("annual")] == [entry.anchors[-2], None]


def in_bounds(raw: str) -> None:
    """Assert that entries and anchors stand in order, none over another, and that the entries reach to the end."""
    text = clean(raw).text
    at = 0
    found = list(entries(text, 0, len(text)))
    for entry in found:
        assert at <= entry.start == entry.anchors[0].start
        at = entry.start
        for anchor in entry.anchors:
            assert at <= anchor.start < anchor.end <= entry.end
            at = anchor.end
        at = entry.end
    assert not found or at == len(text)


def plain_is_seen(raw: str) -> None:
    """Assert that no plain entry is passed over where the grammar is not asked."""
    source = clean(raw)
    plain = any(is_plain(source, entry) for entry in entries(source.text, 0, len(source.text)))
    assert may_hold_plain(source.text, 0, len(source.text)) or not plain


@pytest.mark.parametrize("text", RAW)
def test_real_strings(text: str) -> None:
    """Every string of the samples."""
    in_bounds(text)
    plain_is_seen(text)


def test_damaged_strings() -> None:
    """Strings with one, two and three damages."""
    for depth in (1, 2, 3):
        for case in cases(40, seed=21, depth=depth):
            in_bounds(case.text)
            for entry in case.text.split("。"):
                plain_is_seen(entry + "。")


@given(st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), st.integers(0, 10**6).map(damaged)))
def test_any_string(text: str) -> None:
    """Fragments of the language in no order, and real strings cut and patched."""
    in_bounds(text)
    plain_is_seen(text)


def test_entries_of_a_stretch_are_those_of_its_text() -> None:
    """A stretch of a longer text is read as if it stood alone, at its own place."""
    text = clean(RAW[0]).text
    whole = list(entries(text, 0, len(text)))
    start, end = whole[1].start, whole[-1].start
    alone = list(entries(text[start:end], 0, end - start))
    inside = list(entries(text, start, end))
    assert [(one.start - start, one.end - start) for one in inside] == [(one.start, one.end) for one in alone]
    assert [[a.kind for a in one.anchors] for one in inside] == [[a.kind for a in one.anchors] for one in alone]
