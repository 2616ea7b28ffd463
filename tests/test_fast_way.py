"""The fast ways and the grammar read the same: every string, every value, and how many of each were compared.

A string's fast way is the canonical pattern; a value's are the short way for simple values and the memory of shapes.
The grammar alone is the measure of all three. The numbers are printed at the end of the run (``conftest.py``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from random import Random

import attrs
import pytest
from benchmarks.strings import clean, published
from damage.cases import cases
from targets.notation import HERE
from targets.notation import cases as value_cases
from test_properties import FRAGMENTS, RAW, damaged

from budget_indicators import format_indicators, parse, parse_indicators
from budget_indicators.structure.entries import Entry
from budget_indicators.text.cleaning import clean as clean_text
from budget_indicators.tree import report
from budget_indicators.values import Reading, known_by_grammar, known_value, read_by_grammar, read_value, reading
from budget_indicators.values.lexing import Part

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

SAMPLES = Path(__file__).parent / "samples"

# Dates, telephone numbers, plans of so many years, shares, ages: numbers that may mean more than an amount.
_NUMBERS = (
    "0 1 2 3 5 7 9 10 11 12 13 15 19 20 24 28 30 31 32 50 60 90 95 99 100 101 110 112 119 120 122 127 128 "
    "365 999 1000 1200 1999 2000 2001 2019 2024 2025 2030 2035 2099 8890 9999 12000 12345 12348 95598 "
    "96110 20251231 202512 20250230 13800138000 0.5 1.5 3.15 4.26 99.9 95.50 12.4 2025.12 5.0 95.5 100.0 "
    "1,000 12,345 １２ 007"
)
NUMBERS = _NUMBERS.split()
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
DIGITS = re.compile(r"[0-9]+")

NAMES = (None, "完成率", "培训次数", "办结时间", "补助金额", "12345热线接听率", "3.15活动人数", "完成时间")
YEARS = (None, 2025)

_SIGN_WORDS = "≥ ≤ > < = ＞ ＝ >= <= 不低于 不少于 不超过 不高于 大于 小于 至少 达到 达"
_SIGNS = ["", *_SIGN_WORDS.split()]
_UNIT_WORDS = (
    "% 个 次 条 篇 场 份 期 人 人次 名 户 件 项 家 台 套 元 万元 亿元 分 天 小时 分钟 工作日 个工作日 个月 年 亩 公里"
    " 平方米 批 批次 场次 辆 座 处 宗 支"
)
_UNITS = _UNIT_WORDS.split()
_BEHIND = ["", "以上", "以下", "以内", "及以上", "完成", "。"]


def _simple_values() -> Iterator[str]:
    """Every sign, unit and word behind that the short way knows."""
    numbers = ["0", "5", "99.9", "100", "2025", "2025.12", "20251231", "12345", "110"]
    for number, unit in [*((number, "") for number in numbers), *(("12", unit) for unit in _UNITS), ("2025", "年")]:
        yield from (f"{sign}{number}{unit}" for sign in _SIGNS)
        yield from (f"{number}{unit}{behind}" for behind in _BEHIND)
        yield from (f"{sign}{number}{unit}以上" for sign in ("≥", "达到", "="))


HARD = (HERE / "hard.txt").read_text(encoding="utf-8").splitlines()
"""Values in which a number is not only an amount, or its neighbours decide what it is."""


def _base_values() -> list[str]:
    """Every value there is: the tables of cases, the samples, and the hard ones."""
    tables = [HERE / "values.tsv", SAMPLES / "values.tsv"]
    lines = [line for path in tables for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    found = [line.split("\t")[0] for line in lines]
    found += [case.text for path in sorted((HERE / "cases").glob("*.tsv")) for case in value_cases(path)]
    for text in RAW:
        for one in parse_indicators(text).indicators:
            found += [target.text for target in (one.cycle, one.annual) if target is not None]
    return list(dict.fromkeys([*found, *HARD]))


VALUES = _base_values()
PARTS = (HERE / "parts.txt").read_text(encoding="utf-8").split()


def _same_length(rng: Random, digits: str) -> str:
    return "".join(rng.choices("0123456789", k=len(digits)))


def _renumbered(rng: Random, text: str) -> str:
    """The text with other numbers: of the same length, of the pool, one number everywhere, or one of them alone."""
    match rng.randrange(5):
        case 0:
            return DIGITS.sub(lambda found: _same_length(rng, found[0]), text)
        case 1:
            return DIGITS.sub(lambda _: rng.choice(NUMBERS), text)
        case 2:
            return NUMBER.sub(lambda _: rng.choice(NUMBERS), text)
        case 3:
            one = rng.choice(NUMBERS)
            return NUMBER.sub(lambda _: one, text)
        case _:
            places = [found.span() for found in NUMBER.finditer(text)]
            if not places:
                return text
            start, end = rng.choice(places)
            return text[:start] + rng.choice(NUMBERS) + text[end:]


def _soup(rng: Random) -> str:
    """Words of values in no order, numbers among them."""
    return "".join(rng.choice(NUMBERS if rng.random() < 0.3 else PARTS) for _ in range(rng.randint(1, 7)))


def some_values(times: int, seed: int = 0) -> Iterator[str]:
    """Every value as it is, and ``times`` with other numbers; soups; two values in one."""
    yield from _simple_values()
    rng = Random(f"values/{seed}")
    for text in VALUES:
        yield text
        for _ in range(times):
            yield _renumbered(rng, text)
    for _ in range(len(VALUES) * times // 3):
        soup = _soup(rng)
        yield soup
        yield _renumbered(rng, soup)
        yield _renumbered(rng, rng.choice(VALUES) + rng.choice("，；、。 ") + rng.choice(VALUES))


@attrs.define
class Asked:
    """How many characters the grammars were asked to read."""

    of_strings: int = 0
    of_values: int = 0


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A count of what the grammars are asked from now on."""
    found = Asked()
    parts, entries = reading.parts, parse.entries

    def counted_values(text: str) -> list[Part]:
        found.of_values += len(text)
        return parts(text)

    def counted_strings(text: str, start: int, end: int) -> Iterator[Entry]:
        found.of_strings += end - start
        return entries(text, start, end)

    monkeypatch.setattr(reading, "parts", counted_values)
    monkeypatch.setattr(parse, "entries", counted_strings)
    return found


def _forget() -> None:
    """Empty the memory of values."""
    memories = [memory for memory in vars(reading).values() if hasattr(memory, "cache_clear")]
    assert memories
    for memory in memories:
        memory.cache_clear()


def _all_of(found: Reading) -> tuple[object, ...]:
    """All that a reading says: measures are equal whatever their spans, and numbers whatever their zeros."""
    headline = [at for at, one in enumerate(found.measures) if one is found.value]
    return found, headline, [(one.span, one.text, str(one)) for one in found.measures]


def test_every_value_is_read_as_by_the_grammar(asked: Asked, record_property: Callable[[str, object], None]) -> None:
    """Shapes and memory say what the grammar says: measures, spans, surfaces, headline, doubts, remarks.

    Once in order and once backwards with an empty memory, so that each value of a shape is the one remembered and the
    one that is read from memory; with and without a year, with names that decide the headline.
    """
    tried = short = 0
    texts = list(some_values(260 if DEEP else 3))
    for year, order in ((None, texts), (2025, texts[::-1])):
        _forget()
        rng = Random(7)
        for text in order:
            name = rng.choice(NAMES)
            before = asked.of_values
            found = read_value(text, name, year)
            short += asked.of_values == before
            tried += 1
            expected = read_by_grammar(text, name, year)
            assert _all_of(found) == _all_of(expected), (text, name, year)
    record_property("compared", f"{tried:,} values with the grammar, {short:,} of them read without it")
    assert tried >= 12_000
    assert short >= tried // 6


_SECOND = (
    "。备注：以上由本局审核 。说明:略 。资料齐全 ；按时完成 。5场 ；（2）丙 。12-质量 ：年度计划数"
    " 。第3页 。-3- 。（续表） ；；乙 ，共3页 ；第三页 ，第三页 ，-3- ；page3"
    " ，年度=6次 ，实施:按期 ，年度:甲 标值 达标值"
)
SECOND = _SECOND.split()
"""What may stand behind a value's first sentence: another one, a remark, the remains of something else."""


def _with_hard_values(rng: Random) -> str:
    """Canonical entries with hard values and names, some of them with line wraps and spaces."""
    values = [
        _renumbered(rng, rng.choice(VALUES)) + (rng.choice(SECOND) if rng.random() < 0.3 else "") for _ in range(6)
    ]
    name = rng.choice(list(filter(None, NAMES)))
    text = "".join(
        f"{at + 1}、1-产出指标；1{rng.randint(1, 4)}-{level}指标；{_renumbered(rng, name)}"
        f"；实施周期指标值:{values[2 * at]}；年度指标值:{values[2 * at + 1]}。"
        for at, level in enumerate(rng.choices(("数量", "质量", "时效", "成本"), k=3))
    )
    if rng.random() < 0.3:
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice(("\n", " ", "\u200b", "１", "。", "；")) + text[at + rng.randint(0, 1) :]
    return text


def _with_other_marks(rng: Random, text: str) -> str:
    """The text with some of its marks, or all of one kind, written otherwise."""
    kind = rng.choice(("。", "；", "值:"))
    other = rng.choice(
        [mark for mark in ("。；", "。;", ";", "：", ":", "；；", "，；", "值；", "值;") if mark != kind]
    )
    if rng.random() < 0.5:
        return text.replace(kind, other)
    places = [at for at, char in enumerate(text) if char in "。；:"]
    for at in sorted(rng.sample(places, min(len(places), rng.randint(1, 3))), reverse=True):
        text = text[:at] + rng.choice(("。；", "。;", ";", "：", ":", "；；", "，；", "。", "；")) + text[at + 1 :]
    return text


def some_strings(times: int) -> Iterator[str]:
    """Real strings and variants of them, damaged ones, hard values in canonical entries, fragments in no order."""
    yield from RAW
    yield from (format_indicators(parse_indicators(text)) for text in RAW)
    yield from clean(150 * times, seed=11).texts
    yield from published(150 * times, seed=12).texts
    yield from (case.text for depth in (1, 2, 3) for case in cases(40 * times, seed=13, depth=depth))
    rng = Random("strings")
    yield from (_with_other_marks(rng, text) for text in clean(100 * times, seed=14).texts)
    for at in range(100 * times):
        yield _with_hard_values(rng)
        yield damaged(at)
        yield "".join(rng.choices(FRAGMENTS, k=rng.randint(1, 30)))


def test_every_string_is_read_as_by_the_grammar(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """The same tree, spans, surfaces and diagnostics as by the grammar alone, which reads the values here too."""
    tried = wholly = partly = 0
    for year, text in zip(cycle(YEARS), some_strings(50 if DEEP else 1), strict=False):
        monkeypatch.setattr(report, "known_value", known_value)
        before = asked.of_strings
        found = parse._parse(text, year, fast=True)
        seen = asked.of_strings - before
        monkeypatch.setattr(report, "known_value", known_by_grammar)
        assert found.to_dict() == parse._parse(text, year, fast=False).to_dict(), text
        tried += 1
        wholly += seen == 0
        partly += 0 < seen < len(clean_text(text).text)
    record_property(
        "compared",
        f"{tried:,} strings with the grammar, {wholly:,} of them read without it and {partly:,} in part",
    )
    assert tried >= 700
    assert wholly >= 300
    assert partly >= 10  # the grammar is asked only where neither pattern of whole entries is sure


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("1、1-产出指标;11-数量指标;培训次数;实施周期指标值:1次;年度指标值:1次。", [("M001", ";;;;", "；；；；")]),
        ("1、1-产出指标:11-数量指标；培训次数：实施周期指标值:1次;年度指标值:1次。", [("M001", ":：;", "；；；")]),
        (
            "1、1-产出指标；11-数量指标；培训次数。；实施周期指标值:1次。；年度指标值:1次。",
            [("M031", "。", ""), ("M031", "。", "")],
        ),
        (
            "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次。;年度指标值:1次。",
            [("M031", "。", ""), ("M001", ";", "；")],
        ),
        (
            "1、1-产出指标；11-数量指标；培训次数；实施周期指标值；1次；年度指标值;1次。；",
            [("M004", "；", ":"), ("M004", ";", ":"), ("M003", "。；", "。")],
        ),
        (
            "1、1-产出指标;21-经济效益指标;培训次数;实施周期指标值:1次；年度指标值:1次。",
            [("M001", ";;;", "；；；"), ("M011", None, None)],
        ),
    ],
)
def test_entries_with_other_marks_are_read_the_fast_way_and_reported(
    asked: Asked, text: str, reported: list[tuple[str, str | None, str | None]]
) -> None:
    """No grammar is asked, and each mark is named with what belongs there."""
    found = parse_indicators(text)
    assert asked.of_strings == 0
    said = [
        (one.code, "".join([edit.span.of(text) for edit in one.fix.edits]), "".join([e.text for e in one.fix.edits]))
        if one.fix
        else (one.code, None, None)
        for one in found.diagnostics
    ]
    assert said == reported
    assert [one.name.rstrip("。") for one in found.indicators] == ["培训次数"]
