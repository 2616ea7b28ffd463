"""Every beginning of every sample, and every sample without one of its tokens or characters: what is whole stays.

The rest of an entry is for the damage tests; here it is about the neighbours, which a fault must leave alone.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import NOWHERE, Indicator, IndicatorTree, Span

SAMPLES = Path(__file__).parent / "samples"
CELLS = sorted({row["raw"] for row in json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))}, key=len)
DOCUMENTS = sorted(path.name for path in SAMPLES.glob("*.txt"))
IDS = [f"cell{at}" for at in range(len(CELLS))]
TOKEN = re.compile(
    r"\s+|\d+|[；;：:。、,，-]|实施周期指标值|年度指标值|[^\s\d；;：:。、,，-]+?(?=[\s\d；;：:。、,，-]|$)"
)
DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
SPREAD = 6
"""So many places of a cell are tried, spread over it, in each cell others; in the deep profile all of them."""


def words(indicator: Indicator) -> Indicator:
    """An indicator without its places: they move when something before it is lost."""
    bare = {
        field: target and attrs.evolve(target, span=NOWHERE)
        for field, target in (("cycle", indicator.cycle), ("annual", indicator.annual))
    }
    return attrs.evolve(indicator, span=NOWHERE, **bare)


def is_sound(tree: IndicatorTree, text: str) -> bool:
    """The tree accounts for every character of the text, once and in order."""
    spans = [indicator.span for indicator in tree.indicators]
    in_order = all(one.end <= other.start for one, other in pairwise(spans))
    return tree.source == text and in_order and "".join(piece.span.of(text) for piece in tree.pieces) == text


def places(count: int, cell: str) -> Iterable[int]:
    """Some of ``count`` places of a text, spread evenly from a start that depends on the text."""
    step = 1 if DEEP else max(1, count // SPREAD)
    return range(len(cell) % step, count, step)


@pytest.mark.parametrize("cell", CELLS, ids=IDS)
def test_entries_before_a_cut_stay_as_they_are(cell: str) -> None:
    """The entries that are whole in a beginning of a cell are the same, to the span; at most one more follows."""
    whole = parse_indicators(cell).indicators
    for end in places(len(cell) + 1, cell):
        tree = parse_indicators(cell[:end])
        before = [indicator for indicator in whole if indicator.span.end <= end]
        assert is_sound(tree, cell[:end])
        assert list(tree.indicators[: len(before)]) == before, cell[:end]
        assert len(tree.indicators) <= len(before) + 1, cell[:end]


@pytest.mark.parametrize("cell", CELLS, ids=IDS)
def test_a_cut_entry_is_never_silent(cell: str) -> None:
    """An entry that is cut off, and whose whole is not there, bears a diagnostic."""
    whole = parse_indicators(cell).indicators
    for end in places(len(cell) + 1, cell):
        tree = parse_indicators(cell[:end])
        cut = next((i for i in whole if i.span.start < end < i.span.end and not cell[end : i.span.end].isspace()), None)
        if cut is not None and (tree.indicators[-1:] != (cut,) or tree.withheld):
            assert any(d.span.end >= cut.span.start for d in tree.diagnostics), cell[:end]


@pytest.mark.parametrize("file", DOCUMENTS)
def test_indicators_before_a_cut_of_a_document_stay(file: str) -> None:
    """The same of whole documents: what follows a project does not change what stands in it."""
    text = (SAMPLES / file).read_text(encoding="utf-8")
    whole = parse_indicators(text).indicators
    for end in range(0, len(text), len(text) // 12):
        tree = parse_indicators(text[:end])
        before = [words(indicator) for indicator in whole if indicator.span.end <= end]
        assert is_sound(tree, text[:end])
        assert [words(indicator) for indicator in tree.indicators[: len(before)]] == before


def touched(whole: tuple[Indicator, ...], lost: Span) -> set[int]:
    """The entries a loss may change: the one it lies in, and at a seam (an end, a number, a level 1) its neighbour."""
    inside = {at for at, i in enumerate(whole) if i.span.start < lost.end and lost.start < i.span.end}
    seams = {at + step for at in inside for step in (-1, 1) if _at_seam(whole[at], lost, step)}
    return inside | seams


def _at_seam(indicator: Indicator, lost: Span, step: int) -> bool:
    room = 14  # “12、1-产出指标；” and a line break
    if step < 0:
        return lost.start < indicator.span.start + room
    target = indicator.annual or indicator.cycle
    return lost.end > (target.span.end - 1 if target is not None else indicator.span.end - room)


def assert_neighbours_stay(cell: str, whole: tuple[Indicator, ...], lost: Span) -> None:
    """The entries a loss does not lie in are read as before, in order."""
    text = cell[: lost.start] + cell[lost.end :]
    tree = parse_indicators(text)
    assert is_sound(tree, text)
    changed = touched(whole, lost)
    before = [words(indicator) for at, indicator in enumerate(whole) if at < min(changed, default=len(whole))]
    behind = [words(indicator) for at, indicator in enumerate(whole) if at > max(changed, default=-1)]
    got = [words(indicator) for indicator in tree.indicators]
    assert got[: len(before)] == before, f"lost {lost.of(cell)!r} at {lost}"
    assert got[len(got) - len(behind) :] == behind, f"lost {lost.of(cell)!r} at {lost}"
    assert abs(len(got) - len(whole)) <= 1, f"lost {lost.of(cell)!r} at {lost}"


@pytest.mark.parametrize("cell", CELLS, ids=IDS)
def test_a_lost_character_leaves_the_other_entries_alone(cell: str) -> None:
    """Without any one of its characters, the other entries of a cell are read as before."""
    whole = parse_indicators(cell).indicators
    for at in places(len(cell), cell):
        assert_neighbours_stay(cell, whole, Span(at, at + 1))


@pytest.mark.parametrize("cell", CELLS, ids=IDS)
def test_a_lost_token_leaves_the_other_entries_alone(cell: str) -> None:
    """Without any one of its words, numbers, separators and keys, the other entries of a cell are read as before."""
    whole = parse_indicators(cell).indicators
    tokens = [token.span() for token in TOKEN.finditer(cell)]
    for at in places(len(tokens), cell):
        assert_neighbours_stay(cell, whole, Span(*tokens[at]))
