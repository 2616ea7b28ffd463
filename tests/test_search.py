"""Every form of every part of an entry, in an entry that is otherwise plain: what the search reads there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from budget_indicators.model.nodes import Category
from budget_indicators.model.taxonomy import LEVEL1, LEVEL2, stem
from budget_indicators.repair.keys import ANNUAL_KEYS, CYCLE_KEYS
from budget_indicators.repair.search import repair
from budget_indicators.text.cleaning import clean

CANONICAL = ("1、", "1-产出指标", "11-数量指标", "实施周期指标值", "年度指标值")
KINDS = ("ordinal", "level1", "level2", "cycle", "annual")


def found(**parts: str) -> list[tuple[str, str]]:
    """Kind and text of each anchor that the search finds in an entry with these parts instead of the canonical ones."""
    number, level1, level2, cycle, annual = (parts.get(kind, text) for kind, text in zip(KINDS, CANONICAL, strict=True))
    source = clean(f"{number}{level1}；{level2}；登记人数；{cycle}:1次；{annual}:1次。")
    entries = repair(source, 0, len(source.text), None)
    return [(anchor.kind, source.text[anchor.start : anchor.end]) for entry in entries for anchor in entry.anchors]


def expected(**parts: str) -> list[tuple[str, str]]:
    """All five, each as it is written."""
    return [(kind, parts.get(kind, text)) for kind, text in zip(KINDS, CANONICAL, strict=True)]


def damaged(word: str) -> Iterator[str]:
    """The word with one character wrong, missing, doubled, or swapped with the next."""
    for at in range(len(word)):
        before, char, after = word[:at], word[at], word[at + 1 :]
        yield f"{before}某{after}"
        yield f"{before}{after}"
        yield f"{before}{char}某{after}"
        if after:
            yield f"{before}{after[0]}{char}{after[1:]}"


@pytest.mark.parametrize("key", CYCLE_KEYS)
def test_every_key_of_the_cycle(key: str) -> None:
    """In each form that is in use."""
    assert found(cycle=key) == expected(cycle=key)


@pytest.mark.parametrize("key", ANNUAL_KEYS)
def test_every_key_of_the_year(key: str) -> None:
    """In each form that is in use."""
    assert found(annual=key) == expected(annual=key)


@pytest.mark.parametrize("kind", ["cycle", "annual"])
def test_a_key_with_one_error(kind: str) -> None:
    """At each place, of each kind; the anchor is as long as what is written."""
    words = dict(zip(KINDS, CANONICAL, strict=True))
    for word in damaged(words[kind]):
        assert found(**{kind: word}) == expected(**{kind: word})


@pytest.mark.parametrize("level", LEVEL2, ids=str)
def test_every_second_level(level: Category) -> None:
    """With and without 指标, code and hyphen; and its name with one error behind its code."""
    assert level.parent is not None
    level1 = str(level.parent)
    words = {form for name in (level.name, stem(level.name)) for form in (name, f"{level.code}{name}")}
    if level.code:
        words |= {f"{level.code}-{name}" for name in (level.name, *damaged(stem(level.name)))}
    for word in sorted(words):
        assert found(level1=level1, level2=word) == expected(level1=level1, level2=word)


@pytest.mark.parametrize("level", LEVEL1, ids=str)
def test_every_first_level(level: Category) -> None:
    """With and without 指标, code and hyphen."""
    second = next(str(one) for one in LEVEL2 if one.parent is level)
    for name in (level.name, stem(level.name)):
        for word in {name, f"{level.code}{name}", f"{level.code}-{name}" if level.code else name}:
            assert found(level1=word, level2=second) == expected(level1=word, level2=second)


@pytest.mark.parametrize(
    "number",
    [
        "1.",
        "1，",
        "1:",
        "（1）",
        "①",
        "⑴",
        "⒈",
        "一、",
        "十、",
        "二十一、",
        "第1、",
        "01、",
        "1)",
        "(1)、",
        "❶",
        "㈠",
        "Ⅰ、",
        "12、",
        "120、",
        "1、、",
    ],
)
def test_every_form_of_a_number(number: str) -> None:
    """Digits with marks and brackets, numbers in one character, Chinese numerals."""
    assert found(ordinal=number) == expected(ordinal=clean(number).text)


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("量指标", "11-数量指标"),
        ("12-量指标", "12-质量指标"),
        ("11-量指标", "11-数量指标"),
        ("14-戍本指标", "14-成本指标"),
    ],
)
def test_a_name_that_could_be_either_of_two(word: str, level: str) -> None:
    """The code decides; without one the first of the taxonomy is meant."""
    source = clean(f"1、1-产出指标；{word}；登记人数；实施周期指标值:1次；年度指标值:1次。")
    (entry,) = repair(source, 0, len(source.text), None)
    anchor = entry.find("level2")
    assert anchor is not None
    assert str(anchor.category) == level
