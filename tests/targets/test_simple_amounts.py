"""The pattern for the commonest values gives the tokens that Lark gives, whatever it matches."""

import random
import re
from itertools import product

import pytest

from budget_indicators.values import lexing

_BEFORE = ("", "≥", "不少于", "不低于", "≤", "不超过", "不高于", "不大于", "不多于", ">", "<", "=")
_NUMBERS = (
    *("0", "1", "3", "9", "5.5", "10", "12", "12.5", "12.31", "24", "95", "99.99", "100", "110", "119", "120", "1.5"),
    *("2000", "1999", "2025", "2025.5", "8890", "12345", "12328", "95598", "96110", "03", "007", "1.0", "1万", "2.5万"),
)
_UNITS = (
    *("%", "‰", "百分点", "元", "分", "分钟", "小时", "天", "周", "个月", "工作日", "个工作日", "平方米", "平方公里"),
    *("立方米", "公里", "千米", "米", "亩", "公顷", "吨", "公斤", "人次", "批次", "场次", "班次", "车次", "户次"),
    *"个次人名位户家件项份篇条期场宗套台辆株座处间栋本册届轮例头只块",
)
_BEHIND = ("", "以上", "以下", "以内", "内", "左右")


def _values() -> list[str]:
    return ["".join(parts) for parts in product(_BEFORE, _NUMBERS, _UNITS, _BEHIND)]


def test_every_unit_and_comparator_of_the_pattern_is_tried() -> None:
    """What is left of the pattern's alternatives when the lists above are taken away."""
    written = set(re.findall("[一-龥]", lexing._AMOUNT.pattern))
    assert written <= set("".join((*_BEFORE, *_NUMBERS, *_UNITS, *_BEHIND)))


@pytest.mark.parametrize("seed", range(4))
def test_the_pattern_gives_what_lark_gives(seed: int) -> None:
    """A draw from all that the pattern can match."""
    for text in random.Random(seed).sample(_values(), 1_000):
        assert lexing._AMOUNT.fullmatch(text) is not None, text
        assert lexing.parts(text) == lexing.parts_by_lark(text), text


@pytest.mark.parametrize("before", _BEFORE[1:])
def test_a_bare_number_behind_a_comparator_is_what_lark_gives(before: str) -> None:
    """Every number of up to two digits, every hundredth of a few, and some of three."""
    numbers = [*map(str, range(100)), *(f"{n}.{part}" for n in (6, 12, 99) for part in range(100)), "110", "365", "999"]
    for text in (f"{before}{number}" for number in numbers):
        assert lexing._BARE.fullmatch(text) is not None, text
        assert lexing.parts(text) == lexing.parts_by_lark(text), text
