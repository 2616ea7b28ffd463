"""The walk tries only the terminals that can begin with a character; the tokens are those of trying all of them."""

from __future__ import annotations

import re
import sys
from functools import cache
from random import Random

import pytest

from budget_indicators.grammar.heads import alternatives, heads
from budget_indicators.grammar.loader import grammar_text
from budget_indicators.grammar.walk import _KEPT, Walk, _State, parser, walk

GRAMMARS = ["targets"]
# Of other scripts and planes, control characters, surrogates, digits that are no ASCII, signs, marks.
STRANGE = [chr(code) for code in (*range(0x250), *range(0x250, 0x3400, 7), *range(0xD7F0, sys.maxunicode, 997))]


def known(name: str) -> list[str]:
    """Every character of a grammar's file, in a steady order."""
    return sorted(set(grammar_text(name)))


def alternation(state: _State) -> re.Pattern[str]:
    """All terminals of a state as one pattern."""
    sources = {one.name: one.pattern.to_regexp() for name in GRAMMARS for one in parser(name).terminals}
    return _compiled("|".join(f"(?P<{terminal.name}>{sources[terminal.name]})" for terminal, _ in state.moves))


_compiled = cache(re.compile)


def plain(grammar: Walk, text: str) -> list[tuple[str, int, int]]:
    """The tokens of a text, each terminal of a state tried at each place."""
    state, at, found = grammar._start, 0, []
    while at < len(text):
        match = alternation(state).match(text, at)
        assert match is not None
        assert match.lastgroup is not None
        found.append((match.lastgroup, *match.span()))
        at = match.end()
        state = next(after for terminal, after in state.moves if terminal.name == match.lastgroup)
    return found


def words(name: str) -> list[str]:
    """What the grammar's terminals are made of, roughly."""
    return sorted(set(re.findall(r"[一-龥]+|\d+|[A-Za-z]+|[^\s\w]", grammar_text(name))))


@pytest.mark.parametrize("name", GRAMMARS)
def test_soups_give_the_tokens_of_the_plain_alternation(name: str) -> None:
    """Words and characters of the grammar and strange ones, in no order."""
    rng, grammar = Random(31), walk(name)
    pools = [words(name), known(name), list("0123456789年月日个次%.-"), STRANGE]
    for _ in range(4000):
        pool = [rng.choice(rng.choices(pools, (5, 5, 5, 1))[0]) for _ in range(rng.randrange(1, 14))]
        text = "".join(pool)
        assert list(grammar.tokens(text, 0, len(text))) == plain(grammar, text), text


@pytest.mark.parametrize("name", GRAMMARS)
def test_every_character_begins_what_it_began(name: str) -> None:
    """Alone, behind an amount and behind a unit, before a digit and before a Han character."""
    grammar = walk(name)
    for char in sorted({*known("indicators"), *known("targets"), *STRANGE}):
        for text in (char, f"5{char}5", f"5次{char}年", f"一{char}一"):
            assert list(grammar.tokens(text, 0, len(text))) == plain(grammar, text), repr(text)


def test_memory_is_bounded() -> None:
    """A text of all characters there are leaves no row for each of them."""
    grammar = walk("targets")
    text = "".join(map(chr, range(sys.maxunicode)))
    for _ in grammar.tokens(text, 0, len(text)):
        pass
    text = "。".join(map(chr, range(3 * _KEPT)))
    for _ in grammar.tokens(text, 0, len(text)):
        pass
    assert len(grammar._start) <= _KEPT


@pytest.mark.parametrize(
    ("source", "begins", "never"),
    [
        ("abc", "a", "bcA"),
        ("a?b", "ab", "c"),
        ("a*?(?:b|c)+d", "abc", "d"),
        ("(?:a|)b", "ab", "c"),
        ("(a(?=b)|[c-e])f", "acde", "bf"),
        ("(?!a)(?<=b)[ab]", "ab", "c"),
        ("^\\bx", "x", "y"),
        ("[^a-c1]z", "dz2一", "abc1"),
        ("[^a]", "b", "a"),
        ("[^\\d]", "a", "1٣"),
        ("\\d+x", "1٣", "xa½"),
        ("[\\s_]", " \u3000_", "a"),
        ("[^\\W]", "a一_٣", " -"),
        (".", "ab", ""),
        ("(?>a|b)c", "ab", "c"),
        ("a?+b", "ab", "c"),
        ("(a)?(?(1)b|c)", "abcxyz", ""),  # from here on not looked into
        ("(?:(a)|b)?\\1", "abx", ""),
        ("(?i:a)b", "aA", ""),
        ("(?i)k", "kK\u212a", ""),
        ("(?s).", "\n", ""),
        ("(?a)\\w", "a一", ""),
        ("a*", "abc", ""),
        ("(?:)", "a", ""),
    ],
)
def test_heads(source: str, begins: str, never: str) -> None:
    """What a pattern can begin with, and for plain ones what it cannot."""
    found = heads(source)
    assert [char for char in begins if not found.fit(char)] == []
    assert [char for char in never if found.fit(char)] == []


@pytest.mark.parametrize(
    "source", [r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", r"[^\d]", r"[^\s\d]", r"[^\W]", r"[^\D\S]"]
)
def test_categories_are_those_of_regular_expressions(source: str) -> None:
    """Character for character, through all planes."""
    text = "".join(map(chr, (*range(0x3100), *range(0x3100, sys.maxunicode, 61))))
    found = heads(source)
    assert [char for char in text if found.fit(char)] == re.findall(source, text)


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a", ["a"]),
        ("a|b", ["a", "b"]),
        ("(?:a|(?:b|c))|d", ["a", "b", "c", "d"]),
        ("(?:(?:a|b))", ["a", "b"]),
        ("(?:a|b)(?:c|d)", ["(?:a|b)(?:c|d)"]),
        ("(?:a|b)+", ["(?:a|b)+"]),
        ("(a|b)|c", ["(a|b)", "c"]),
        (r"(?:a\)|[|)]|[]|]|[^]|]|\||\(b)", [r"a\)", "[|)]", "[]|]", "[^]|]", r"\|", r"\(b"]),
        ("|a", ["", "a"]),
        ("(?i:a|b)", ["(?i:a|b)"]),
    ],
)
def test_alternatives(source: str, parts: list[str]) -> None:
    """A pattern is cut at the bars between alternatives, and at no other bar."""
    assert [one for one, _ in alternatives(source)] == parts


@pytest.mark.parametrize("name", GRAMMARS)
def test_no_terminal_matches_where_it_has_no_head(name: str) -> None:
    """Each terminal at each place of soups: a match begins with one of the heads."""
    rng, pool = Random(32), [*words(name), *known(name)]
    for terminal in parser(name).terminals:
        source = terminal.pattern.to_regexp()
        pattern, found = re.compile(source), heads(source)
        text = "".join(rng.choice(pool) for _ in range(3000))
        for match in (pattern.match(text, at) for at in range(len(text))):
            assert match is None or found.fit(match[0][0]), (terminal.name, match)
