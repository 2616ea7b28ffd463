"""The walk through an indicator string gives the tokens and the entries of Lark's own LALR parser."""

from __future__ import annotations

import pytest
from damage.cases import cases
from hypothesis import given
from hypothesis import strategies as st
from lark import Token, Tree
from test_properties import FRAGMENTS, RAW, damaged

from budget_indicators.grammar.walk import parser, walk
from budget_indicators.structure.entries import Kind, entries
from budget_indicators.text.cleaning import clean

KINDS: dict[str, Kind] = {"LEVEL2": "level2", "CYCLE_KEY": "cycle", "ANNUAL_KEY": "annual"}


def by_lark(tree: Tree[Token]) -> list[tuple[int, list[str]]]:
    """Where each entry of Lark's tree begins, and its anchors."""
    found = []
    for entry in tree.children:
        if isinstance(entry, Tree) and entry.data == "entry":
            opening = entry.children[0]
            assert isinstance(opening, Token)
            kinds = (["ordinal"] if "、" in opening else []) + ["level1"]
            heads = [one.children[0] for one in entry.children if isinstance(one, Tree) and one.data == "section"]
            found.append((opening.start_pos or 0, kinds + [KINDS[head.type] for head in heads]))
    return found


def same(raw: str) -> None:
    """Assert that both ways see the same."""
    text = clean(raw).text
    tree = parser("indicators").parse(text)
    theirs = [(one.type, one.start_pos, one.end_pos) for one in tree.scan_values(lambda _: True)]
    assert list(walk("indicators").tokens(text, 0, len(text))) == theirs
    ours = [(entry.start, [anchor.kind for anchor in entry.anchors]) for entry in entries(text, 0, len(text))]
    assert ours == by_lark(tree)


@pytest.mark.parametrize("text", RAW)
def test_real_strings(text: str) -> None:
    """Every string of the samples."""
    same(text)


def test_damaged_strings() -> None:
    """Strings with one, two and three damages."""
    for depth in (1, 2, 3):
        for case in cases(40, seed=21, depth=depth):
            same(case.text)


@given(st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), st.integers(0, 10**6).map(damaged)))
def test_any_string(text: str) -> None:
    """Fragments of the language in no order, and real strings cut and patched."""
    same(text)


def test_entries_of_a_stretch_are_those_of_its_text() -> None:
    """A stretch of a longer text is read as if it stood alone, at its own place."""
    text = clean(RAW[0]).text
    whole = list(entries(text, 0, len(text)))
    start, end = whole[1].start, whole[-1].start
    alone = list(entries(text[start:end], 0, end - start))
    inside = list(entries(text, start, end))
    assert [(one.start - start, one.end - start) for one in inside] == [(one.start, one.end) for one in alone]
    assert [[a.kind for a in one.anchors] for one in inside] == [[a.kind for a in one.anchors] for one in alone]
