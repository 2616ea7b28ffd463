"""The quick look at a name or value overlooks nothing that the closer look would find."""

import re
from random import Random

import pytest

from budget_indicators.structure import doubt
from budget_indicators.structure.doubt import QUIET_NAME, quiet, quiet_name
from budget_indicators.structure.entries import HYPHENS

_WORDS = (
    "指标 目标 指标值 目标值 度值 年度 年度值 年度直 当年 本年度 周期 实施周期 施期 实施 产出指标 效益 满意度 "
    "数量 值 续 续表 第 页 接上页 下页 转下 未完 完成 率 一 十 N 1 3 11 12 2025 100 0.50"
)
_MARKS = "（()）、.．,，/；;:：。|｜=≥≦》①％ －"
_PIECES = (*_WORDS.split(), ">=", *_MARKS, *HYPHENS)


def test_what_leaves_no_doubt_is_neither_suspicious_nor_noted() -> None:
    """Over all pairs of the pieces that anything could be made of, and 60,000 longer strings of them."""
    rng = Random(7)
    pairs = [one + other for one in _PIECES for other in _PIECES]
    longer = ["".join(rng.choices(_PIECES, k=rng.randint(3, 7))) for _ in range(60_000)]
    # Marks part a name from what follows, so names and most values hold none: mostly strings without them.
    unmarked = ["".join(char for char in text if char not in "；;:：。|｜") for text in longer]
    clear = [text for text in (*pairs, *longer, *unmarked) if doubt._DOUBT.search(text) is None]
    assert len(clear) > 2_000
    wrong = [
        text
        for text in clear
        if doubt._SUSPICIOUS.search(text) or doubt._NOTED.search(text) or doubt.ANCHOR_LIKE.search(text)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "text", ["培训次数", "≥95%", "完成率95%以上", "2025年底前完成", "培训1次、2次", "“甲”乙", "95℃", "A类"]
)
def test_plain_texts_are_quiet(text: str) -> None:
    """Nothing in them looks like a part of an entry."""
    assert not doubt.suspicious(text)
    assert doubt.quiet(text)


@pytest.mark.parametrize(
    "text",
    ["培训次数；11-数量", "年度指标值", "年度指標值", "（一）培训", "第3页", "①培训", "3.培训", "周期指标", "3。5"],
)
def test_remains_of_a_part_are_suspicious(text: str) -> None:
    """Numbers, levels, keys, page marks; also in other characters."""
    assert doubt.suspicious(text)
    assert not doubt.quiet(text)


@pytest.mark.parametrize("text", ["培训，", "，培训", "=5次", "培训 ", "培训>=3次"])
def test_marks_to_be_reported_are_not_quiet(text: str) -> None:
    """They are no remains of a part, but a diagnostic is due."""
    assert not doubt.suspicious(text)
    assert not doubt.quiet(text)


def test_names_that_the_pattern_of_entries_calls_quiet_are_quiet() -> None:
    """The canonical pattern takes them without asking; words with marks, digits and parts of labels in any place."""
    name = re.compile(QUIET_NAME)
    chance = Random(5)
    taken = 0
    for _ in range(20_000):
        words = list(
            chance.choice(
                ("培训次数", "群众满意度, 安全感", "设备、合格率", "2025年完成期限", "编外年度考核", "区“平安”活动", "")
            )
        )
        for _ in range(chance.randint(1, 4)):
            words.insert(
                chance.randint(0, len(words)),
                chance.choice("值续指标度年期周施当本第接上下未转一二12AaO为即个直產（)、，,.-；“” ％"),
            )
        text = "".join(words)
        if name.fullmatch(text):
            taken += 1
            assert quiet_name(text), text
    assert taken > 5_000


def test_what_is_plain_with_ones_is_plain_with_any_number() -> None:
    """What is remembered of a text with ones in place of its digits holds for every text of that form."""
    rng = Random(11)
    plain = 0
    for _ in range(20_000):
        text = "".join(rng.choices((*_PIECES, "达到", "%", "分", "“", "”", "*", "2.50"), k=rng.randint(2, 6)))
        if doubt._is_plain(doubt._OTHER_DIGITS.sub("1", text)):
            plain += 1
            numbered = "".join(rng.choice("0123456789") if char in "0123456789" else char for char in text)
            assert doubt._is_plain.__wrapped__(numbered), numbered
    assert plain > 1_000


@pytest.mark.parametrize(
    ("text", "is_quiet"),
    [
        ("为≥2次", False),
        ("为2次", False),
        ("为", False),
        ("为民服务", True),
        ("《办法》", False),
        ("《办法》修订", False),
        ("修订《办法》", False),
        ("（甲）", False),
        ("、甲", False),
        ("甲、", False),
        ("甲（乙）", True),
        ("甲。", True),
        ("-5", False),
        ("5-6次", True),
        ("甲；乙", False),
        ("1、甲", False),
        ("A", True),
        ("≥95%", True),
        ("20次", True),
    ],
)
def test_what_is_quiet(text: str, is_quiet: bool) -> None:
    """Plain words and amounts are; the end of a key, quotes around the whole, marks at an end are not."""
    assert quiet(text) is is_quiet
