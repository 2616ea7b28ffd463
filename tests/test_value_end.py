"""Where a value ends and text of pages and tables begins; each case is one that a fault in one place gets wrong."""

from __future__ import annotations

from random import Random

import pytest

from budget_indicators.structure.value_end import ends_plainly, page_between, value_end
from budget_indicators.text.cleaning import clean


def ended(text: str, entry: int | None = None) -> str:
    """The value of a text, cleaned."""
    source = clean(text)
    return source.text[: value_end(source, 0, len(source.text), entry)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # Page numbers and what is written where a table goes on.
        ("1次（续）", "1次"),
        ("1次；第3页", "1次；"),
        ("1次。第3页共5页", "1次。"),
        ("1次。；12", "1次。；"),
        ("1次；12", "1次；12"),
        ("1次 12", "1次12"),
        ("1次。12", "1次。"),
        ("第3页", "第3页"),
        ("（续）", "（续）"),
        ("完成第3页", "完成第3页"),
        ("1次\n第3页", "1次"),
        ("1次\n（续）", "1次"),
        ("第3页\n第4页", "第3页"),
        ("1次\n12", "1次12"),
        ("1次；\n12", "1次；"),
        ("1次.......12", "1次"),
        ("1次…………12", "1次"),
        # Sums of money of the next row; other amounts with two decimals are none.
        ("1次。\n培训\n1.00\n2.00", "1次。"),
        ("完成\n按1.25倍和2.50倍执行", "完成按1.25倍和2.50倍执行"),
        # Remarks, and lines of their own behind the closing mark.
        ("1次。备注：另行通知", "1次。"),
        ("1次。\n小结", "1次。"),
        ("1次。甲。\n乙", "1次。甲。"),
        ("1次。&lt;br&gt;小结", "1次。"),
        ("1次\n以上", "1次以上"),
        # The next row of the table, told by its sums of money.
        ("1次。\n甲项目 1.00 1.00", "1次。"),
        ("1次\n甲项目 1.00 1.00", "1次"),
        ("1\n甲项目 1.00 1.00", "1"),
        ("1.5%\n甲 1.00 2.00\n乙 3.00 4.00", "1.5%"),
        ("1次\n甲项目 1.00", "1次甲项目1.00"),
        # And by the head of the next table.
        ("1次。\n项目名称（资金使用单位）", "1次。"),
        ("1次。\n部门名称：某局\n甲", "1次。"),
    ],
)
def test_a_value_ends(text: str, value: str) -> None:
    """Without knowing where its entry begins."""
    assert ended(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\n1次 1.00 2.00", "1次 1.00 2.00"),
        ("\n第3页", ""),
        ("1次\n第3页", "1次"),
        ("1次。\n项目名称（甲", "1次。"),
        ("。第3页", "。"),
    ],
)
def test_a_value_behind_its_key_ends(text: str, value: str) -> None:
    """What stands before the value decides nothing, nor does the line break between them."""
    source = clean(f"年度指标值:{text}")
    at = len("年度指标值:")
    assert source.text[at : value_end(source, at, len(source.text), 0)] == clean(value).text


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("1次\n第3页", "1次"),
        ("1次\n-3-", "1次"),
        ("1次 -3-", "1次-3-"),
        ("1次。第3页", "1次。第3页"),
        ("1次", "1次"),
        ("1次\n以上", "1次以上"),
    ],
)
def test_a_page_number_between_two_parts(text: str, before: str) -> None:
    """Only on a line of its own."""
    source = clean(text)
    assert source.text[: page_between(source, 0, len(source.text))] == before


def test_the_only_line_break_of_an_entry_ends_it() -> None:
    """Behind the first 。, where the entry has no other break; in a wrapped entry a break means nothing."""
    assert ended("1次。甲\n乙。丙", 0) == "1次。甲乙。丙"
    assert ended("1次。\n甲。乙", 0) == "1次。"
    assert ended("1\n次。\n甲。乙", 0) == "1次。甲。乙"


def test_a_value_that_ends_plainly_ends_there_however_its_lines_break() -> None:
    """What is remembered of a value agrees with the closer look."""
    chance = Random(7)
    taken = 0
    for _ in range(5_000):
        words = list(chance.choice(("≥95%", "每月20次", "按时完成", "提高服务水平，改善环境", "100个工作日内")))
        for _ in range(chance.randint(0, 2)):
            words.insert(chance.randint(0, len(words)), chance.choice("项目名称单位合计页-（）续5.aK%，第表"))
        text = "".join(words)
        if not ends_plainly(text):
            continue
        raw = "".join(char + "\n" * (chance.random() < 0.2) for char in f"年度指标值:{text}。")
        source = clean(raw)
        if source.text == f"年度指标值:{text}。":
            taken += 1
            assert value_end(source, len("年度指标值:"), len(source.text), 0) == len(source.text), raw
    assert taken > 1_000
