"""What is left of layout in names and values is told, other columns are no part of them, a / that says none stays."""

from __future__ import annotations

import pytest

from budget_indicators import fix_indicators, parse_indicators
from budget_indicators.structure.residue import residue


def _entry(name: str = "培训次数", annual: str = "4次") -> str:
    return f"1、1-产出指标；11-数量指标；{name}；实施周期指标值:12次；年度指标值:{annual}。"


@pytest.mark.parametrize(
    "more",
    [
        "分值:10",
        "计量单位：期",
        "数据来源:业务台账",
        "指标方向:正向；权重:5%",
        "评分标准:每少1次扣1分",
        "备注：无",
        "上年完成值:3次",
    ],
)
def test_another_column_is_no_part_of_a_value_or_name(more: str) -> None:
    """It is said where it stands, behind the targets and behind the name."""
    for text in (_entry(annual=f"4次；{more}"), _entry(name=f"培训次数；{more}")):
        tree = parse_indicators(text)
        (one,) = tree.indicators
        assert one.annual is not None
        assert (one.name, one.annual.text) == ("培训次数", "4次")
        assert {found.code for found in tree.diagnostics} <= {"M023", "M056"}


@pytest.mark.parametrize(
    "text",
    [
        _entry(name="emph{培训次数}"),
        _entry(name="培训次数（线下"),
        _entry(name="名目:培训次数"),
        _entry(name="培训次数；三天"),
        _entry(annual="4次】内"),
        _entry(annual="4次；名目：线下"),
        _entry(annual="span(4次"),
        _entry(name="1）线上培训次数"),
        _entry(name="培训次数10"),
        _entry(name="培训次数10分"),
        _entry(name="10分培训次数"),
        _entry(name="培训次数（10分）"),
        _entry(name="培训次数；数量指标"),
        _entry(annual="4次；12"),
        _entry(annual="4次；数量指标"),
        _entry(annual="4次；年度"),
    ],
)
def test_residue_is_told(text: str) -> None:
    """Whatever it was that damaged the text."""
    assert "M064" in {found.code for found in parse_indicators(text).diagnostics}


@pytest.mark.parametrize(
    "text",
    [
        _entry(name="“四好农村路”建设里程（公里）"),
        _entry(name="《年度报告》编制份数"),
        _entry(annual="数量：3个；质量：合格"),
        _entry(annual="≥95%（含）"),
        _entry(annual="1+6+N"),
        _entry(annual="/"),
    ],
)
def test_sound_texts_are_not_told(text: str) -> None:
    """Brackets in pairs, lists, signs of values."""
    assert "M064" not in {found.code for found in parse_indicators(text).diagnostics}


@pytest.mark.parametrize(
    "text",
    [
        "1、1-产出指标；/；培训次数；实施周期指标值:1次；年度指标值:1次。",
        "1、/；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。",
        "1、1-产出指标；11-数量指标；/；实施周期指标值:/；年度指标值:/。",
    ],
)
def test_a_stroke_that_says_none_stays(text: str) -> None:
    """It is never deleted."""
    assert fix_indicators(text).text.count("/") == text.count("/")


def test_a_stroke_that_parts_two_words_is_a_separator() -> None:
    """It is written as one."""
    assert fix_indicators(_entry().replace("；", "/")).text == _entry()


def test_numbers_of_entries_are_no_numbers_of_lines() -> None:
    """A line that begins with a level behind its number, or follows a 。, is an entry."""
    text = "".join(
        f"({n}) {level}；培训；实施周期指标值:1次；年度指标值:1次。\n"
        for n, level in ((1, "数量指标"), (2, "质量指标"))
    )
    assert [one.ordinal for one in parse_indicators(text).indicators] == [1, 2]


def test_bullets_of_a_list_stay_in_the_value() -> None:
    """A sign before every line is left out only where a line ends within a sentence."""
    (one,) = parse_indicators(_entry(annual="完成：\n* 甲项；\n* 乙项")).indicators
    assert one.annual is not None
    assert one.annual.text == "完成：*甲项；*乙项"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("①培训②宣传", None),
        ("①培训", "①"),
        ("培训①", "①"),
        ("①培训干部；②宣传政策；③走访群众", None),
        ("1)培训，2)宣传", None),
        ("1)培训", "1)"),
        ("培训1)", ")"),
        ("a)培训；b)宣传", None),
        ("1)培训，2)宣传)", ")"),
        ("培训)", ")"),
        ("(培训", "("),
        ("培训（宣传", "（"),
        ("培训（宣传）", None),
        ("（培训）（宣传", "（培训）"),
        ("【培训", "【"),
        ("“培训", "“"),
        ("培训”", "”"),
        ("培训)宣传)", ")"),
        ("培训（甲)宣传", None),
    ],
)
def test_list_numbers_and_brackets(text: str, found: str | None) -> None:
    """Two numbers make a list, one is residue; a bracket needs its other half, the mark of a list number does not."""
    span = residue(text)
    assert (None if span is None else text[slice(*span)]) == found
