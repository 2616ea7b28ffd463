"""Plain names and values of damaged entries are what a closer look finds, too."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from benchmarks.strings import OTHER_LAYOUTS
from benchmarks.strings import clean as clean_strings
from damage.cases import cases
from damage.kinds import COMPOSED, KINDS

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import IndicatorTree
from budget_indicators.text.cleaning import Source, clean
from budget_indicators.text.memo import LONGEST_REMEMBERED
from budget_indicators.tree import entry
from budget_indicators.tree.plain import plain_name, plain_value

COUNT = 3000 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 120


def test_a_closer_look_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same trees and diagnostics, without the short ways; which most take."""
    texts = [
        case.text
        for pool in (KINDS, COMPOSED)
        for depth in (1, 2)
        for case in cases(COUNT, seed=1812, depth=depth, pool=pool)
    ]
    texts += [other(text) for other in OTHER_LAYOUTS.values() for text in clean_strings(COUNT // 10, seed=1813).texts]
    built = entry.in_order
    closely = {"plain_name": 0, "plain_value": 0, "in_order": 0}

    def build(*where: Any) -> Any:
        found = built(*where)
        closely["in_order"] += found is not None
        return found

    monkeypatch.setattr(entry, "in_order", build)
    short = [parse_indicators(text) for text in texts]
    monkeypatch.setattr(entry, "in_order", lambda *where: None)
    for name in ("plain_name", "plain_value"):
        plain = getattr(entry, name)

        def look_closely(*where: object, name: str = name, plain: object = plain) -> None:
            assert callable(plain)
            closely[name] += plain(*where) is not None

        monkeypatch.setattr(entry, name, look_closely)
    for text, tree in zip(texts, short, strict=True):
        _assert_same(tree, parse_indicators(text))
    assert min(closely.values()) > 3 * COUNT, closely


def _assert_same(one: IndicatorTree, other: IndicatorTree) -> None:
    assert one.indicators == other.indicators, one.source
    assert one.diagnostics == other.diagnostics, one.source


def _words(text: str, look: Callable[[Source, int, int], tuple[int, int] | None]) -> str | None:
    source = clean(text)
    found = look(source, 0, len(source.text))
    return None if found is None else source.text[slice(*found)]


LONGEST = "次" * LONGEST_REMEMBERED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (":1次", "1次"),
        (":1次；", "1次"),
        ("：1次。", "1次"),
        (":5", "5"),
        (":甲", "甲"),
        (":≥95%", "≥95%"),
        (":≤5", "≤5"),
        (":“5次”执行", "“5次”执行"),
        (":完成（含）", "完成（含）"),
        (":A1", "A1"),
        (":1\n次", "1次"),
        (":5次 ", "5次"),
        (f":{LONGEST}", LONGEST),
        # A sign, a bracket, a mark or another label: somebody must look.
        ("1次", None),
        (":", None),
        (":。", None),
        (":≥", None),
        (":（5）次", None),
        (":“5次", None),
        (":完成（）", None),
        (":完成(5)", None),
        (":完成(）", None),
        (":1次；2次", None),
        (":1次：2次", None),
        (":1次=2", None),
        (":次、", None),
        (":次,", None),
        (":a", None),
        (":-5", None),
        (":、5次", None),
        ("：：5次", None),
        (f":{LONGEST}次", None),
        # The number of a page on a line of its own.
        (":1次\n第3页", None),
        (":1次\n- 3 -", None),
    ],
)
def test_a_plain_value(text: str, value: str | None) -> None:
    """Behind its colon, with at most one closing mark."""
    assert _words(text, plain_value) == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("；培训次数；", "培训次数"),
        ("培训次数", "培训次数"),
        ("培训次数；；", "培训次数"),
        ("；，培训次数", "培训次数"),
        ("培训 次数", "培训次数"),
        ("；培训次数（人）；", "培训次数（人）"),
        ("；培训次数(人)", "培训次数(人)"),
        ("；培训\n次数；", "培训次数"),
        ("甲乙", "甲乙"),
        # It may stand twice, be a label, or hold another part.
        ("；；；培训次数", None),
        ("培训次数；；；", None),
        ("培训次数，培训次数", None),
        ("“培训”次数", None),
        ("“培训次数", None),
        ("三级指标", None),
        ("“三级指标”", None),
        ("名称", None),
        ("指标数", None),
        ("培训:次数", None),
        ("甲", None),
        ("5", None),
        ("；培训次数；\n第3页", None),
        ("；培训次数\n- 3 -", None),
    ],
)
def test_a_plain_name(text: str, name: str | None) -> None:
    """Between at most two marks on either side."""
    assert _words(text, plain_name) == name
