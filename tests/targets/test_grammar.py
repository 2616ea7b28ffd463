"""The grammar itself: free of conflicts, accepts everything, and linear in work."""

import lark
import pytest

from budget_indicators import parse_target
from budget_indicators.grammar.loader import grammar_text, parser
from budget_indicators.values import bounds, lexing, read_by_grammar

from .notation import HERE, cases

_TEXTS = [case.text for path in sorted((HERE / "cases").glob("*.tsv")) for case in cases(path)]


def test_the_grammar_has_no_conflict() -> None:
    """Lark's strict mode finds neither a conflict of rules nor a collision of terminals."""
    strict = lark.Lark(grammar_text("targets"), parser="lalr", strict=True)
    text = "每月不少于20篇"
    assert _all(strict, text) == lexing.tokens(text)


def test_an_amount_is_one_part() -> None:
    """Its number, its unit and what it is counted in; an interval is one, too."""
    text = "每人不少于20元/月，[90,100]%"
    assert [text[part[0][1] : part[-1][2]] for part in lexing.parts(text)] == [
        "每人",
        "不少于",
        "20元/月",
        "，",
        "[90,100]%",
    ]


def test_no_two_terminals_have_one_rank() -> None:
    """The order in which terminals are tried is written down, never left to Lark."""
    ranks = [terminal.priority for terminal in parser("targets").terminals]
    assert len(set(ranks)) == len(ranks)


@pytest.mark.parametrize("text", ["", "\0", "\n", "a", "😀", "\ud800", "((((", "》《”“", "1e5", "−", "½", "㊗", "٣"])
def test_odd_texts_are_read(text: str) -> None:
    """Nothing raises: control characters, lone surrogates, digits of other scripts."""
    parse_target(text)


def test_tokens_leave_no_gap() -> None:
    """The tokens join to the text."""
    for text in _TEXTS:
        folded = text.replace(" ", "")
        assert "".join([folded[start:end] for _, start, end in lexing.tokens(folded)]) == folded


def test_plain_words_begin_nothing_else() -> None:
    """A run of ordinary characters (WORD) never swallows the beginning of something that has a meaning.

    Read one character at a time instead, every text gives the same tokens but for the words themselves.
    """
    one_by_one = lark.Lark(_without_runs(grammar_text("targets")), parser="lalr")
    for text in _TEXTS:
        folded = text.replace(" ", "")
        if folded:
            expected = _meaningful(_all(one_by_one, folded))
            assert _meaningful(lexing.tokens(folded)) == expected, text


def _without_runs(grammar: str) -> str:
    lines = grammar.splitlines()
    return "\n".join("WORD.0: /(?!.)x/" if line.startswith("WORD.") else line for line in lines)


def _all(lark_parser: lark.Lark, text: str) -> list[tuple[str, int, int]]:
    tokens = lark_parser.parse(text).scan_values(lambda one: isinstance(one, lark.Token))
    return [(one.type, one.start_pos, one.end_pos) for one in tokens]


def _meaningful(tokens: list[lexing.Token]) -> list[lexing.Token]:
    return [token for token in tokens if token[0] not in ("WORD", "OTHER", "LATIN")]


_REPEATED = (
    "一 1 万 ( （ “ 《 a a1 1. 1, 1、 1+ 1- 1: 1/ 2025年 12月 - 至 不 ≥5 5以上 每月5 每个综合 第一、 前一 约5 半"
    " 百分之九 1,000, GB/T 1* 5% 5元/人、 全区5个 十件事活动5场 率5% x≤ 成百上 （含） =办 2次/月×"
)
_FRAGMENTS = _REPEATED.split()


@pytest.mark.parametrize("fragment", _FRAGMENTS)
def test_work_grows_with_the_length(fragment: str) -> None:
    """Of a repeated fragment, eight times the text takes at most eight times the steps (and a few)."""
    _steps(fragment * 20)  # what is built on first use is there from here on
    assert _steps(fragment * 160) <= 8.5 * _steps(fragment * 20) + 400


def _steps(text: str) -> int:
    """Lines of the interpreter that reading ``text`` runs."""
    import sys

    count = 0

    def trace(frame: object, event: str, _: object) -> object:
        nonlocal count
        if "budget_indicators" not in frame.f_code.co_filename:  # type: ignore[attr-defined]
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        read_by_grammar(text, "完成率", 2025)
    finally:
        sys.settrace(before)
    return count


def test_a_very_long_value_is_read() -> None:
    """A hundred thousand characters of one fragment are read whole."""
    assert len(parse_target("培训5次，" * 20_000).measures) == 20_000


def test_bounds_are_those_of_the_grammar() -> None:
    """Each comparator of the grammar is known to the judgement, and no other."""
    names = {terminal.name for terminal in parser("targets").terminals}
    assert names >= set(bounds._BEFORE) | set(bounds._BEHIND)
