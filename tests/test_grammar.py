"""The grammar of the indicator strings: free of conflicts, total, and true to the taxonomy."""

from __future__ import annotations

import os
import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark

from budget_indicators import Category, format_indicators, parse_indicators
from budget_indicators.grammar import loader, saved
from budget_indicators.grammar.loader import NAMES, Name, fingerprint, grammar_text, parser, terminals
from budget_indicators.model.taxonomy import LEVEL1, LEVEL2, find_level1, find_level2, stem

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

ALPHABET = st.characters(
    codec="utf-8",
    categories=(),
    include_characters="1234-、；;:：。 产出效益满意度指标数量质时效成本经济社会生态可持续影响服务对象"
    "实施周期值年培训次％%≥<&\n",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_saved_parser_is_fresh(name: Name) -> None:
    """It was saved from the grammar as it is: else ``python -m budget_indicators.grammar.save``."""
    assert saved.GRAMMARS[name] == fingerprint(name)
    with files("budget_indicators.grammar").joinpath(f"{name}.lalr").open("rb") as file:
        loaded = Lark.load(file)
    assert {one.name: one.pattern.to_regexp() for one in loaded.terminals} == terminals(name)


def test_a_parser_of_another_version_of_lark_is_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved parser is read only by the version of Lark that saved it."""
    monkeypatch.setattr(saved, "LARK", "0.0")
    built = loader._parser.__wrapped__("indicators")
    text = "1、1-产出指标；11-数量指标；培训；年度指标值:每年12次以上。"
    assert built is not parser("indicators")
    assert built.parse(text) == parser("indicators").parse(text)


@pytest.mark.parametrize("name", NAMES)
def test_the_grammar_has_no_conflicts(name: Name) -> None:
    """Lark's strict mode finds no shift/reduce conflict and no colliding terminals."""
    Lark(grammar_text(name), parser="lalr", strict=True)


@pytest.mark.parametrize("category", [c for c in (*LEVEL1, *LEVEL2) if c.code], ids=str)
def test_every_coded_level_is_a_terminal(category: Category) -> None:
    """Each level of the taxonomy is known to the grammar, with and without the trailing 指标."""
    pattern = re.compile(terminals("indicators")["LEVEL1" if len(category.code) == 1 else "LEVEL2"])
    for name in (category.name, stem(category.name)):
        assert pattern.match(f"{category.code}-{name}；") is not None


def test_no_terminal_knows_a_level_the_taxonomy_lacks() -> None:
    """The names in the grammar's terminals are names of the taxonomy."""
    names = set(re.findall(r"[一-鿿]+", re.search(r"LEVEL1.3: (.*)", grammar_text("indicators"))[1]))
    names |= set(re.findall(r"[一-鿿]+", re.search(r"LEVEL2.3: (.*)", grammar_text("indicators"))[1]))
    assert names - {"指标"} == {stem(c.name) for c in (*LEVEL1, *LEVEL2) if c.code}


@given(from_lark(Lark(grammar_text("indicators"), parser="lalr"), alphabet=ALPHABET))
@settings(max_examples=20_000 if DEEP else 60)
def test_any_string_of_the_grammar_is_read(text: str) -> None:
    """Strings made from the grammar itself are read without loss and have a canonical form that stays as it is."""
    tree = parse_indicators(text)
    assert "".join(piece.span.of(text) for piece in tree.pieces) == text
    again = parse_indicators(format_indicators(tree))
    assert [(one.name, one.level2, one.ordinal) for one in again.indicators] == [
        (one.name, one.level2, one.ordinal) for one in tree.indicators
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("产出指标", "产出指标"),
        ("1-产出", "产出指标"),
        ("产出指标(50分)", "产出指标"),
        ("效果指标", "效益指标"),
        ("项目完成指标", "产出指标"),
        ("一、满意度指标（10分）", "满意度指标"),
        ("成本指标", "成本指标"),
        ("其他", None),
        ("", None),
    ],
)
def test_level1_of_a_table_cell(written: str, name: str | None) -> None:
    """A 一级指标 is found by its name, alias or code, whatever points and numberings stand beside it."""
    found = find_level1(written)
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("written", "code", "name"),
    [
        ("数量指标", "11", "数量指标"),
        ("22-社会效益", "22", "社会效益指标"),
        ("环境效益指标", "23", "生态效益指标"),
        ("社会公众或服务对象满意度指标(必填)", "31", "服务对象满意度指标"),
        ("产出成本", "14", "成本指标"),
        ("经济成本指标", "", "经济成本指标"),
        ("满意度指标", "31", "服务对象满意度指标"),
    ],
)
def test_level2_of_a_table_cell(written: str, code: str, name: str) -> None:
    """A 二级指标 is found by its name or alias, of either frame."""
    found = find_level2(written)
    assert found is not None
    assert (found.code, found.name) == (code, name)
