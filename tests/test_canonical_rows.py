"""The rows that are taken straight from a string's entries are those of its tree, findings and places included."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pyarrow as pa
import pytest
from benchmarks.strings import clean, published, unwrapped
from damage.cases import cases
from test_rows_of_entries import strings

from budget_indicators import parse_indicators
from budget_indicators.bulk.arrow import indicator_rows, parse_table
from budget_indicators.tables.canonical_rows import canonical_rows

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
ONE = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:≥2次。"
TWO = "2、2-效益指标；22-社会效益指标；知晓率；实施周期指标值:90%；年度指标值:≥80%，2025年底前。"
_SIGNS = "\n\n\r \t　；;：:。，,、|0129-－—（）()“”%％年月日标值期指次１⽬\u200b<br>&nbsp;①"


def changed(text: str, rng: Random) -> str:
    """The text with a few characters put in, left out or exchanged."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice([rng.choice(_SIGNS), "", text[:at][-1:]]) + text[at + rng.randint(0, 1) :]
    return text


def texts(count: int) -> Iterator[str]:
    """Strings of every kind, their neighbours, strings one after the other, entries in other orders."""
    yield from strings(count)
    rng = Random(11)
    for seed in range(max(1, count // 1000)):
        many = [*clean(100, 50 + seed).texts, *published(100, 50 + seed).texts, *unwrapped(50, 50 + seed).texts]
        for text in rng.sample(many, min(len(many), count)):
            yield changed(text, rng)
            entries = [f"{entry}。" for entry in text.split("。") if entry]
            rng.shuffle(entries)
            yield "".join(entries[:4])
            yield text + rng.choice(["", "\n", "。", " "]) + rng.choice(many)
        yield from (case.text for case in cases(100, seed=50 + seed, depth=2))


def fast(text: str, year: int | None = None) -> list[tuple[object, ...]] | None:
    """The rows taken straight from the entries, in the order of the columns."""
    rows = canonical_rows(text, year)
    if rows is None:
        return None
    return [
        (at, row.ordinal, *row.levels, row.name, *row.cycle, *row.annual, row.codes, row.start, row.end)
        for at, row in enumerate(rows, 1)
    ]


def test_every_string_that_is_taken_gives_the_rows_of_its_tree() -> None:
    """In the deep profile more than fifty thousand strings."""
    rng = Random(3)
    taken = 0
    for text in texts(20_000 if DEEP else 150):
        year = rng.choice([None, None, 2025])
        rows = canonical_rows(text, year)
        if rows is None:
            continue
        taken += 1
        tree = parse_indicators(text, year=year)
        assert fast(text, year) == indicator_rows(tree), text
        assert sum(row.findings for row in rows) == len(tree.diagnostics), text
    assert taken > 200


def test_columns_of_many_strings_are_those_of_their_trees() -> None:
    """Strings of every kind in one batch: those read straight from their entries beside others."""
    rng = Random(3)
    # Arrow holds no half of a surrogate pair.
    given = ["", *(text.encode("utf-8", "replace").decode() for text in texts(20_000 if DEEP else 150))]
    years = [rng.choice([None, None, 2025]) for _ in given]
    batch = pa.record_batch({"text": [None, *given], "year": pa.array([None, *years], type=pa.int64())})
    made = parse_table([batch], keep=[], year="year")
    found = [row for part in made for row in zip(*part.to_pydict().values(), strict=True)]
    trees = [parse_indicators(text, year=year) for text, year in zip(given, years, strict=True)]
    assert found == [row for tree in trees for row in indicator_rows(tree)]


@pytest.mark.parametrize("make", [clean, published, unwrapped], ids=["clean", "published", "unwrapped"])
def test_nearly_all_that_is_published_is_taken(make: object) -> None:
    """Else it would be correct, and useless."""
    corpus = make(300, 5)  # type: ignore[operator]
    taken = [text for text in corpus.texts if canonical_rows(text, None) is not None]
    assert len(taken) > 0.95 * len(corpus.texts)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (ONE, [None]),
        (ONE + TWO, [None, None]),
        ((ONE + TWO) * 2, [None] * 4),
        (ONE.replace("；", ";"), ["M001"]),
        (ONE.replace("培训", "培\n训"), ["M026"]),
        (ONE.replace("；", ";", 1).replace("培训", "培\n训"), ["M001 M026"]),
        (ONE.replace("11-", "22-").replace("数量", "社会效益"), ["M011"]),
    ],
)
def test_findings_are_those_inside_the_entry(text: str, codes: list[str | None]) -> None:
    """Marks, line wraps, levels: by rule, in the order of the text."""
    rows = canonical_rows(text, None)
    assert rows is not None
    tree = parse_indicators(text)
    assert [row.codes for row in rows] == [row[-3] for row in indicator_rows(tree)]
    assert [row.codes for row in rows] == codes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "涉密项目",
        "甲" + ONE,
        ONE + "甲",
        ONE + ONE,  # twice the same number
        TWO + ONE.replace("1、", "4、", 1),
        ONE + ONE.replace("1、", "2、", 1),  # twice the same indicator
        ONE.replace("：", "").replace("值:", "值"),
        ONE.replace("培训次数", "培训<br>次数") + "<b>",
        f'"{ONE}"',
    ],
)
def test_what_needs_a_closer_look_is_left_to_the_tree(text: str) -> None:
    """Text between entries, numbers out of order, an indicator twice, damage, markup."""
    assert canonical_rows(text, None) is None
