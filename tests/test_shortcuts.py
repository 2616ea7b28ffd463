"""What is looked for first, to save a longer look, misses nothing the longer look would find."""

from __future__ import annotations

from itertools import pairwise, product
from random import Random

from damage.cases import cases

from budget_indicators.repair.ordinals import _NUMBER, _NUMBER_BEGINS, _PARTIAL, _PARTIAL_BEGINS
from budget_indicators.repair.region import Region, matches
from budget_indicators.structure.doubt import ANCHOR_LIKE
from budget_indicators.structure.value_end import _HEAD, _HEAD_WORD
from budget_indicators.text.cleaning import _FEW_LOOK_ALIKES, _IDLE, _MARKUP, _MARKUP_BEGINS, LOOK_ALIKES, _as_meant
from budget_indicators.tree.entry import _ANCHOR_MARK, EntryBuilder
from budget_indicators.values.apart import joined
from budget_indicators.values.bounds import findings
from budget_indicators.values.clauses import clauses
from budget_indicators.values.events import forbidden
from budget_indicators.values.fold import fold
from budget_indicators.values.found import FoundMeasure
from budget_indicators.values.lexing import is_amount, is_unit, parts
from budget_indicators.values.pieces import pieces
from budget_indicators.values.relations import relate

_PIECES = "1、2.３９10（一）①第页十，。；:：= ->=≤≥》≧產出指标年度目标值周期实施11-数量abc<&"


def _texts() -> list[str]:
    rng = Random("shortcuts")
    damaged = [case.text for case in cases(60, seed=9)]
    return damaged + ["".join(rng.choices(_PIECES, k=rng.randint(1, 40))) for _ in range(2000)]


def test_places_of_numbers_are_all_found() -> None:
    """Numbers looked for where they may begin are those the whole pattern finds."""
    found = 0
    for text in _texts():
        region = Region(text, len(text), frozenset())
        for pattern, begins in ((_NUMBER, _NUMBER_BEGINS), (_PARTIAL, _PARTIAL_BEGINS)):
            spans = [match.span() for match in pattern.finditer(text)]
            assert [match.span() for match in matches(pattern, begins, region)] == spans
            found += len(spans)
    assert found > 1000


def test_marks_of_damaged_anchors_are_all_seen() -> None:
    """A text in which something is like an anchor, or an operator unusual, holds one of the marks looked for first."""
    found = 0
    for text in _texts():
        cuts = [0, *sorted(Random(text).sample(range(1, len(text) + 1), min(3, len(text))))]
        for begin, stop in pairwise(cuts):
            if ANCHOR_LIKE.search(text, begin, stop):
                assert _ANCHOR_MARK.search(text, begin, stop - 1)
                found += 1
            if EntryBuilder._UNUSUAL.search(text, begin, stop):
                assert EntryBuilder._UNUSUAL_SIGN.search(text, begin, stop)
                found += 1
    assert found > 300


def test_few_and_many_look_alikes_are_read_alike() -> None:
    """Look-alikes are read as what they mean, however many different ones a text holds."""
    codes = sorted(LOOK_ALIKES)
    rng = Random("look-alikes")
    for count in (0, 1, 2, _FEW_LOOK_ALIKES, _FEW_LOOK_ALIKES + 1, len(codes)):
        text = "数" + "量".join(map(chr, rng.sample(codes, count)))
        assert _as_meant(text) == text.translate(LOOK_ALIKES)


def test_an_amount_alone_is_in_its_usual_form_and_says_no_more() -> None:
    """What is left out for a value that is one amount would change nothing, and find nothing."""
    signs = ("", "≥", "≤", ">", "<", "=", "不低于", "不少于", "不超过", "不高于", "不大于", "不多于")
    units = (
        "%",
        "‰",
        "百分点",
        "元",
        "分",
        "小时",
        "个月",
        "工作日",
        "平方米",
        "亩",
        "人次",
        "次",
        "户",
        "起",
        "例",
        "",
    )
    behind = ("", "以上", "以下", "以内", "内", "左右")
    found = 0
    for sign, number, unit, word in product(signs, ("0", "5", "100", "2025", "12345", "99.5", "3万"), units, behind):
        text = f"{sign}{number}{unit}{word}"
        if not is_amount(text):
            continue
        found += 1
        assert fold(text, is_unit).text == text
        assert joined(text) == (text, [])
        for clause in clauses(pieces(parts(text), text), text):
            assert forbidden(clause, text) is None
            for one in findings(clause, text, None)[0]:
                before = [getattr(one, name) for name in FoundMeasure.__annotations__]
                relate(one, text, 0)
                assert [getattr(one, name) for name in FoundMeasure.__annotations__] == before
    assert found > 3000


def test_words_of_a_table_head_are_seen() -> None:
    """Whatever the head of a table says, one of the words that are looked for first is in it."""
    for head in (
        "项目名称 ",
        "项目名称（",
        "部门名称:",
        "项目支出绩效目标表",
        "整体支出绩效目标",
        "，合计",
        "单位：万元",
    ):
        assert _HEAD.search(head)
        assert _HEAD_WORD.search(head)


def test_markup_and_idle_characters_are_told_by_their_first_character() -> None:
    """Blanks and invisible characters on one side, markup on the other."""
    for char in map(chr, range(0x3100)):
        if _IDLE.match(char):
            assert char not in _MARKUP_BEGINS
    for text in ("<br>", "&nbsp;", "&lt;p&gt;", "[b]", "]]>", "<!-- x -->", "</指标>", "&#12;"):
        assert _MARKUP.match(text)
        assert text[0] in _MARKUP_BEGINS
