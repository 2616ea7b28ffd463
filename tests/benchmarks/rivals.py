"""What a user would pick instead."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

from budget_indicators.grammar.loader import grammar_text

_ENTRY = re.compile(
    r"(\d+)、(\d)-(.*?)；(\d+)-(.*?)；(.*?)；实施周期指标值[:：](.*?)；年度指标值[:：](.*?)。(?=\d+、\d-|$)"
)
_TOLERANT = re.compile(
    r"(\d+)、(\d)-([^；;：:]+)[；;：:](\d\d)-([^；;：:]+)[；;：:](.*?)[；;]实施周期指标值[：:；;](.*?)[；;]年度指标值[：:；;]"
    r"(.*?)(?=\d+、\d-|$)"
)
_BLANK = re.compile(r"\s+")


def regex_script(text: str) -> list[tuple[str, ...]]:
    """Five minutes of work: bare strings, nothing for an entry that is not as it should be, and no word about it."""
    return _ENTRY.findall(_BLANK.sub("", text))


def bare_findall(text: str) -> list[tuple[str, ...]]:
    """Nothing but one ``findall`` that takes any usual mark for another: what a full parse is held against."""
    return _TOLERANT.findall(text)


def lark(**options: Any) -> Callable[[str], object]:
    """The grammar of this package in Lark's own tree: neither repair nor values nor types."""
    from lark import Lark

    return Lark(grammar_text("indicators"), **options).parse


@cache
def lark_lalr() -> Callable[[str], object]:
    """LALR, the fastest that Lark has."""
    return lark(parser="lalr")


@cache
def lark_earley() -> Callable[[str], object]:
    """Earley with the basic lexer."""
    return lark(parser="earley", lexer="basic")


@cache
def lark_earley_dynamic() -> Callable[[str], object]:
    """Earley as Lark offers it by default."""
    return lark(parser="earley")


@cache
def chinese_numerals() -> Callable[[str], object]:
    """cn2an: numerals in a sentence become digits; no units, no bounds."""
    import cn2an

    def transform(text: str) -> object:
        try:
            return cn2an.transform(text, "cn2an")
        except ValueError:  # what it does not know
            return None

    return transform


@cache
def recognizers() -> Callable[[str], object]:
    """Recognizers-Text: numbers in a text; no bounds, few units."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers_number import Culture, NumberRecognizer

        parse: Callable[[str], object] = NumberRecognizer(Culture.Chinese).get_number_model().parse
    return parse


@cache
def recognizers_units() -> Callable[[str], object]:
    """Recognizers-Text: numbers with units (money, dimensions, ages)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recognizers_number_with_unit import Culture, NumberWithUnitRecognizer

        parse: Callable[[str], object] = NumberWithUnitRecognizer(Culture.Chinese).get_dimension_model().parse
    return parse
