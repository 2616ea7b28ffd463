"""Every form of every part of an entry, in an entry that is otherwise plain: what the search reads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import Category
from budget_indicators.model.taxonomy import LEVEL1, LEVEL2, stem
from budget_indicators.repair.keys import ANNUAL_KEYS, CYCLE_KEYS, find_keys
from budget_indicators.repair.ordinals import find_ordinals
from budget_indicators.repair.region import Region
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


@pytest.mark.parametrize(("kind", "keys"), [("cycle", CYCLE_KEYS), ("annual", ANNUAL_KEYS)])
def test_every_long_key_with_one_error(kind: str, keys: tuple[str, ...]) -> None:
    """It is one key; what stands before a whole key may be left out of it."""
    for word in {word for key in keys if len(key) > 3 for word in damaged(key)}:
        anchors = found(**{kind: word})
        assert [each for each, _ in anchors] == [*KINDS], word
        assert word.endswith(dict(anchors)[kind]), word


def test_more_evidence_scores_higher() -> None:
    """The best reading of each text, from a canonical key between marks down to words that are no key."""
    scores = []
    for text in (
        "；实施周期指标值:1",
        "；项目周期指标值:1",
        "；实施周期指标值1",
        "；周期指际值:1",
        "；某度指标值:1",
        "；年度指际:1",
        "年度指标1",
    ):
        source = clean(text)
        scores.append(max(one.score for one in find_keys(Region.of(source, 0, len(source.text)))))
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize("text", ["；年度指际；1", "；培训年度指际:1", "；年度；1", "；年度目标完成率:1"])
def test_words_that_are_no_key(text: str) -> None:
    """A misspelt short key needs its colon and the beginning of a part; nothing else in these is a key."""
    source = clean(text)
    assert list(find_keys(Region.of(source, 0, len(source.text)))) == []


def test_a_misspelt_long_key_outweighs_its_own_end() -> None:
    """周期指标值 inside of it, and a level's name before a mark, are no keys of their own."""
    source = clean("；实施周期指际值:1")
    scores = {one.anchor.end - one.anchor.start: one.score for one in find_keys(Region.of(source, 0, len(source.text)))}
    assert scores == {7: 7}


def test_nothing_is_found_behind_the_end_of_a_region() -> None:
    """However it is cut, within keys, levels and numbers."""
    source = clean(
        "1、1-产出指标；11-数量指标；登记人数；实施周期指标值:1次；年席指标值:1次。2、1-产出；12-量质；甲；年度指标:2"
    )
    for end in range(len(source.text) + 1):
        for start in (0, 2, 13):
            entries = repair(source, min(start, end), end, None)
            assert all(start <= one.start and one.end <= end for one in entries)
            assert all(one.start <= each.start < each.end <= one.end for one in entries for each in one.anchors)


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


def written(number: int, parts: Sequence[str]) -> str:
    """An entry with these parts only, in their order, its name behind the last level or the number."""
    words = dict(
        zip(
            KINDS,
            (f"{number}、", "1-产出指标；", "11-数量指标；", "实施周期指标值:1次；", "年度指标值:1次；"),
            strict=True,
        )
    )
    at = next((at for at, kind in enumerate(parts) if kind in KINDS[3:]), len(parts))
    text = [words[kind] for kind in parts]
    return "".join([*text[:at], "登记人数；", *text[at:]])[:-1] + "。"


def built(text: str) -> list[tuple[str, str | None, str | None]]:
    """Name and values of each indicator of a text."""
    return [
        (one.name, one.cycle and one.cycle.text, one.annual and one.annual.text)
        for one in parse_indicators(text).indicators
    ]


_PARTS = [parts for size in range(2, 6) for parts in combinations(KINDS, size)]


@pytest.mark.parametrize("parts", [*_PARTS, ("level1",), ("level2",)], ids="-".join)
def test_an_entry_that_lacks_parts(parts: tuple[str, ...]) -> None:
    """Alone, before, between and behind whole entries: each entry keeps its own parts."""
    for entries in ([parts], [parts, KINDS], [KINDS, parts, KINDS], [KINDS, parts], [parts, parts, parts]):
        source = clean("".join(written(number, each) for number, each in enumerate(entries, 1)))
        read = repair(source, 0, len(source.text), None)
        assert [[anchor.kind for anchor in entry.anchors] for entry in read] == [[*each] for each in entries]
        assert built(source.text) == [
            ("登记人数", "1次" if "cycle" in each else None, "1次" if "annual" in each else None) for each in entries
        ]


@pytest.mark.parametrize(
    "parts",
    [
        ("ordinal", "level1", "level2", "annual", "cycle"),
        ("ordinal", "level2", "level1", "cycle", "annual"),
        ("level2", "level1", "annual"),
    ],
    ids="-".join,
)
def test_an_entry_in_another_order(parts: tuple[str, ...]) -> None:
    """The keys or the levels swapped, alone and among whole entries."""
    for entries in ([parts], [parts, KINDS], [KINDS, parts, KINDS], [parts, parts]):
        source = clean("".join(written(number, each) for number, each in enumerate(entries, 1)))
        read = repair(source, 0, len(source.text), None)
        assert [[anchor.kind for anchor in entry.anchors] for entry in read] == [[*each] for each in entries]
        assert built(source.text) == [
            ("登记人数", "1次" if "cycle" in each else None, "1次" if "annual" in each else None) for each in entries
        ]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("。1、1-产出", [1]),
        ("；1、1-产出", [-1]),
        ("次1、1-产出", [-2]),
        ("次\n2、乙", [1]),
        ("。12，1-产出", [0]),
        ("（1）产出", [0]),
        ("；（1）产出", [-2]),
        ("、②乙", [-2]),
        ("/②乙", []),
        ("次②乙", []),
        ("次（2）乙", []),
        ("；第2项、乙", [-1]),
        ("次第2项乙", []),
        ("次二、乙", []),
        ("次-2-乙", []),
    ],
)
def test_what_speaks_for_a_number(text: str, scores: list[int]) -> None:
    """Most behind 。 or a line end, less behind another mark, nothing within a text."""
    source = clean(text)
    assert [one.score for one in find_ordinals(Region.of(source, 0, len(source.text)))] == scores
