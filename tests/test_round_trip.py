"""``format_indicators`` is canonical: parsing what it writes gives the same tree, for every text."""

from __future__ import annotations

import os
from random import Random

import pytest
from damage.cases import cases
from damage.kinds import COMPOSED, KINDS
from hypothesis import given
from hypothesis import strategies as st
from test_properties import FRAGMENTS, RAW, damaged

from budget_indicators import IndicatorTree, format_indicators, parse_indicators
from budget_indicators.structure.quoted import decoded, encoded
from budget_indicators.text.cleaning import clean

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

_ODD = ("⟦", "⟧", "‹3c›", "<p>", "&amp;", "%E4%BA", "\\n", "_x000D_", "【", "】", "同上", "\n", " ", "/", "**")

CRASHERS = (
    "1、1-产出指标；14-成本指标4-成本指标；成本；实施周期指标值:1次；年度指标值:1次。",
    "1、1-产出指标；1（4-成本指标；成本；实施周期指标值:1次；年度指标值:1次。",
    "1、1-产出指标；12-质量指标2-质量指标；合格率；实施周期指标值:1次；年度指标值:1次。",
    "1、3-满意度指标；31-服务对象满意度指标31-服务对象满意度指标；满意度；实施周期指标值:90%；年度指标值:90%。",
    "1、2-效益指标；24-可持续影响指标4-可持续影响指标；机制；实施周期指标值:健全；年度指标值:健全。",
    "1、1-产出指标；1-1-数量指标；培训；实施周期指标值:1次；年度指标值:1次。",
    "1、1-产出指标；11-数量指标；；实施周期/年度指标值:。",
    "1、1-产出指标；11-数量指标；/；实施周期指标值:/；年度指标值:/。",
)


def said(tree: IndicatorTree) -> list[tuple[object, ...]]:
    """What the indicators of a tree say, without their spans."""
    return [
        (
            one.ordinal,
            one.level1,
            one.level2,
            one.name,
            one.cycle and (one.cycle.text, one.cycle.value, one.cycle.measures),
            one.annual and (one.annual.text, one.annual.value, one.annual.measures),
        )
        for one in tree.indicators
    ]


def canonical(text: str) -> None:
    """Assert that a text's canonical string says the same, and is its own canonical string."""
    tree = parse_indicators(text)
    written = format_indicators(tree)
    again = parse_indicators(written)
    assert said(again) == said(tree), text
    assert again.withheld == tree.withheld
    assert format_indicators(again) == written


@pytest.mark.parametrize("text", [*CRASHERS, *RAW])
def test_known_strings(text: str) -> None:
    """Strings that once came back as something else, and every string of the samples."""
    canonical(text)


def test_damaged_strings() -> None:
    """Strings with every kind of damage, one, two and three at once."""
    for depth in (1, 2, 3):
        for pool in (KINDS, COMPOSED):
            for case in cases(3000 if DEEP else 120, seed=31, depth=depth, pool=pool):
                canonical(case.text)


def test_fragments() -> None:
    """Fragments of the language, of escapes and of the quotes, in no order."""
    rng = Random("round trip")
    for at in range(10_000 if DEEP else 300):
        canonical("".join(rng.choices((*FRAGMENTS, *_ODD), k=rng.randint(1, 25))))
        canonical(damaged(at))


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Any text at all."""
    canonical(text)


@given(st.text(max_size=30))
def test_what_is_quoted_is_read_as_it_was(text: str) -> None:
    """Whatever a name holds, in quotes it is itself."""
    assert decoded(encoded(text)[1:-1]) == text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("培训次数", "⟦培训次数⟧"),
        ("a；b。", "⟦a；b。⟧"),
        ("⟦甲⟧‹1›", "⟦‹27e6›甲‹27e7›‹203a›1‹203a›⟧".replace("‹203a›1", "‹2039›1", 1)),
        # What cleaning would change is written by its code.
        ("<br>", "⟦‹3c›br>⟧"),
        ("&lt;", "⟦‹26›lt;⟧"),
        ("甲\n乙", "⟦甲‹a›乙⟧"),
        ("甲 乙", "⟦甲‹20›乙⟧"),
        ("⽬标", "⟦‹2f6c›标⟧"),
        ("１次", "⟦‹ff11›次⟧"),
        ("甲\u200b乙", "⟦甲‹200b›乙⟧"),
        ("%E4%BA%A7", "⟦‹25›E4‹25›BA‹25›A7⟧"),
        ("=E4=BA=A7", "⟦‹3d›E4‹3d›BA‹3d›A7⟧"),
        ("95%以上", "⟦95%以上⟧"),
        ("\\u4ea7", "⟦‹5c›u4ea7⟧"),
        ("_x000D_", "⟦‹5f›x000D‹5f›⟧"),
    ],
)
def test_how_a_text_is_quoted(text: str, quoted: str) -> None:
    """Plain where cleaning leaves it; so a string that is cleaned again holds the same."""
    assert encoded(text) == quoted
    assert decoded(quoted[1:-1]) == text
    assert clean(quoted).text == quoted


@pytest.mark.parametrize(
    ("code", "char"),
    [("‹0›", "\0"), ("‹10ffff›", "\U0010ffff"), ("‹110000›", "‹110000›"), ("‹›", "‹›"), ("‹g›", "‹g›")],
)
def test_what_is_a_code(code: str, char: str) -> None:
    """The number of a character, and no other."""
    assert decoded(f"甲{code}乙") == f"甲{char}乙"


def test_a_name_like_an_entry_is_quoted() -> None:
    """Only the entry that would be read otherwise stands in quotes."""
    text = (
        "1、1-产出指标；11-数量指标；⟦22-社会效益；年度指标值:5⟧；年度指标值:⟦1次⟧。"
        "2、1-产出指标；11-数量指标；甲；年度指标值:1次。"
    )
    tree = parse_indicators(text)
    assert [one.name for one in tree.indicators] == ["22-社会效益；年度指标值:5", "甲"]
    assert format_indicators(tree) == text
    assert [one.name for one in tree.diagnostics if one.name == "quoted-entry"] == ["quoted-entry"]
