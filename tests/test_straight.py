"""What is read without a search is what the search finds."""

from __future__ import annotations

import pytest
from benchmarks.strings import OTHER_LAYOUTS, published
from benchmarks.strings import clean as clean_strings
from damage.cases import cases
from hypothesis import given
from hypothesis import strategies as st
from test_properties import FRAGMENTS, RAW, damaged

from budget_indicators.repair.search import repair
from budget_indicators.repair.straight import by_parts, straight
from budget_indicators.repair.whole import whole
from budget_indicators.structure.entries import Entry
from budget_indicators.text.cleaning import clean

ENTRY = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"

WHOLE = ["1、", "1-产出指标", "11-数量指标", "实施周期指标值", "年度指标值"]


def shown(text: str) -> list[list[str]]:
    """The anchors of each entry that leaves no doubt, as they are written."""
    source = clean(text)
    found = straight(source, 0, len(source.text))
    return [[source.text[one.start : one.end] for one in entry.anchors] for entry in found]


def fields(entry: Entry) -> tuple[object, ...]:
    """All that an entry says."""
    return entry.start, entry.end, list(map(tuple, entry.anchors))


def same(raw: str) -> int:
    """Assert that the repair finds each of these entries, too; how many there are."""
    source = clean(raw, escapes=True)
    found = list(straight(source, 0, len(source.text)))
    for entry in found:
        assert list(map(fields, repair(source, entry.start, entry.end, None))) == [fields(entry)]
    return len(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ENTRY, [["1、", "1-产出指标", "11-数量指标", "实施周期指标值", "年度指标值"]]),
        ("①产出指标，数量指标，培训，年度目标值5次。", [["①", "产出指标", "数量指标", "年度目标值"]]),
        ("绩效指标：（1）1；11；培训/实施周期指标值=5次", [["（1）", "1", "11", "实施周期指标值"]]),
        ("1-产出指标11-数量指标；培训；年席指标值:5次。", [["1-产出指标", "11-数量指标", "年席指标值"]]),
        ("1、1-产出指标；11-数量指标；培训；年度指标：5次；2、1-产出；12-质量指标；好评率；年度指标值:9成。",
         [["1、", "1-产出指标", "11-数量指标", "年度指标"], ["2、", "1-产出", "12-质量指标", "年度指标值"]]),
        # Without a mark before a part, before a name, or between two entries.
        ("1、1-产出指标11-数量指标培训次数实施周期指标值:1次年度指标值:2次2、1-产出；12-质量指标；好评率；年度指标值:9成。",
         [WHOLE, ["2、", "1-产出", "12-质量指标", "年度指标值"]]),
        ("9、1-产出指标；11-数量指标；培训；年度指标值:优10、1-产出指标；11-数量指标；培训；年度指标值:优。",
         [["9、", "1-产出指标", "11-数量指标", "年度指标值"], ["10、", "1-产出指标", "11-数量指标", "年度指标值"]]),
        ("1、1-产出指标；11-数量指标；培训；实施周期指标值:持续提高年度指标值:优。",
         [WHOLE]),
        # What is no part of a key.
        ("1、1-产出指标；11-数量指标；培训；实施周期指标值为：1次；年度指标值是:1次。",
         [WHOLE]),
        # Words that may be parts, between parts that leave no doubt.
        ("1、1-产出指标；11-数量指标；数量指标完成率；实施周期指标值:数量：3个；质量：合格；年度指标值:1、调研。2、整改。",
         [WHOLE]),
        ("1、2-效益指标；22-社会效益；社会效益；年度指标值:产出指标达标；实施周期指标:同年度指标值。",
         [["1、", "2-效益指标", "22-社会效益", "年度指标值", "实施周期指标"]]),
        # The word before a key may belong to it, a number to the value before, and the next entry may be cut off.
        ("1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；2026年年度指标值:1次。", []),
        ("1、1-产出指标；11-数量指标；培训；实施周期指标值:良好预期年度指标值:1次。", []),
        ("1、1-产出指标；11-数量指标；培训；实施周期指标值:1次当年度指标值:1次。", []),
        ("1、1-产出指标；11-数量指标；培训；实施周期指标值:1次；年度指标值:1次12、1-产出指标；11-数量指标。", []),
        ("1、1-产出指标；11-数量指标；数量指标完成率；实施周期指标值:1次；年度指标值:1次。2、1-", []),
        # Another part may stand in the name, in the value, or before the entry.
        ("1、1-产出指标；11-数量指标；数量指标完成率；年度指标值:5次。", []),
        ("1、1-产出指标；11-数量指标；培训；实施周期指标值:5次；年席旨标值:5次。", []),
        ("1、1-产出；14.成本指标；培训；年度指标值:5次。", []),
        ("第1条1-产出指标；11-数量指标；培训；年度指标值:5次。", []),
        ("1、1-产出；11-数量；培训；年度指标值次:5次。", [["1、", "1-产出", "11-数量", "年度指标值次"]]),
        ("1、1-产出指标；11-数量指标；培训；年度指标值次；5次。", []),
    ],
)  # fmt: skip
def test_anchors(text: str, found: list[list[str]]) -> None:
    """Each part a word of its own, in one of the usual forms."""
    assert shown(text) == found


def test_a_torn_number_is_doubtful() -> None:
    """A page number may stand before the number."""
    assert shown("3\n" + ENTRY) == []


def test_damaged_strings() -> None:
    """Half of the entries of damaged strings, and what the repair makes of them."""
    read = sum(same(case.text) for depth in (1, 2, 3) for case in cases(150, seed=22, depth=depth))
    assert read > 1000


@pytest.mark.parametrize("text", RAW)
def test_real_strings(text: str) -> None:
    """Every string of the samples."""
    assert same(text) or "1-" not in text


def test_varied_strings() -> None:
    """The same with other numbers and names."""
    assert sum(map(same, published(20, seed=22).texts)) > 20


@pytest.mark.parametrize("layout", OTHER_LAYOUTS)
def test_strings_written_alike(layout: str) -> None:
    """One pattern reads nearly all entries of such strings; part by part they are the same."""
    read = indicators = 0
    for text in clean_strings(12, seed=23).texts:
        raw = OTHER_LAYOUTS[layout](text)
        source = clean(raw, escapes=True)
        for entry in whole(source, 0, len(source.text)):
            assert list(map(fields, by_parts(source, entry.start, entry.end))) == [fields(entry)]
            read += 1
        indicators += text.count("年度指标值")
        same(raw)
    assert read > 0.75 * indicators


@given(st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), st.integers(0, 10**6).map(damaged)))
def test_any_string(text: str) -> None:
    """Fragments of the language in no order, and real strings cut and patched."""
    same(text)
