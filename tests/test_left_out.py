"""What is left out of a text before it is read: each rule alone, what it takes with it, and its neighbours that stay.

A text is written with what is left out in « »: its kind, the points that it names, and its words.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from benchmarks.strings import long_text

from budget_indicators import parse, parse_indicators
from budget_indicators.structure.entries import Entry
from budget_indicators.structure.labels import Left, bare, holds_labels, left_out
from budget_indicators.text.cleaning import Source, clean

_LEFT = re.compile("«(?P<kind>[a-z]+)(?:=(?P<points>[0-9.]+))?~(?P<words>.*?)»", re.DOTALL)

TEXTS = """\
1-产出指标；⟦培训；分值：10⟧；年度指标值:5次«column=10~；分值：10»。
1-产出指标；11-数量指标；培训次数«column=10~；分值：10»；年度指标值:5次。
分值：10；1-产出指标；11-数量指标；培训次数；年度指标值:5次。
年度指标值:5次。«column=10~分值：10。»
年度指标值:5次。分值：10«column~；数据来源：甲»。
年度指标值:5次。«column=10~分值：10»
培训次数；数据来源：统计局；年报；年度指标值:5次。
年度指标值:5次«column~；数据来源：统计局»«column~；年报»；1-产出指标；甲。
年度指标值:5次«column=10~；分值：10»；年报；1-产出指标；甲。
年度指标值:5次«column=20~；权重20分»；年报；1-产出指标；甲。
年度指标值:5次«column=20~；权重20»；年报；1-产出指标；甲。
11-数量指标«column=20~；权重20分»；培训次数；年度指标值:5次。
11-数量指标«column~；数据来源：年报»；培训次数；年度指标值:5次。
年度指标值:5次«column~；数据来源：统计局»；«label~一级指标：»1-产出指标；甲。
年度指标值:5次«column~；计量单位（必填）：次»«column~；甲»。
年度指标值:5次«column=10~；（分值：10）»；甲。
年度指标值:5次«column=10.5~；（分值：10.5分），甲»。
年度指标值:5次«column=10~；分值为10»；甲。
年度指标值:5次«column=100~；分值=100%»；甲。
年度指标值:5次«column~；分值：1000»；甲。
«label~一级指标：»1-产出指标；«label~二级指标：»11-数量指标；«label~三级指标：»培训次数；年度指标值:5次。
«label~一级指标：»1-产出指标；«label~二级指标：»11-数量指标；«label~三级指标»培训次数；年度指标值:5次。
1-产出指标；11-数量指标；«label~指标名称：»培训次数；年度指标值:5次。
1-产出指标；11-数量指标；«label~三级指标：»培训次数；年度指标值:5次。
年度指标值:5次；名称：培训次数；年度指标值:5次。
1、指标名称：培训次数；1-产出指标；年度指标值:5次。
指标名称：培训次数；1-产出指标；年度指标值:5次。
一级指标：；«label~二级指标：»11-数量指标；年度指标值:5次。
«label~（一级指标）»1-产出指标；«label~（二级指标）»11-数量指标；甲；年度指标值:5次。
«label~指标类型：»1-产出指标；«label~分类=»11-数量指标；甲；年度指标值:5次。
«remark~（必填）»1-产出指标；«remark~（选填）»年度指标值:5次。
«remark~*（必填）»1-产出指标；«star~※»年度指标值:5次。
«remark~（1）»1-产出指标；«remark~（2）»11-数量指标；«remark~（3）»培训次数；«remark~（4）»年度指标值:5次。
（1）1-产出指标；（2）11-数量指标；（3）培训次数；年度指标值:5次。
（1）1-产出指标；（2）年度指标值:5次。
«remark~①»1-产出指标；«remark~②»11-数量指标；«remark~③»培训次数；«remark~④»年度指标值:5次。
«remark~（1）»1-产出指标；«remark~（2）»11-数量指标；«remark~（3）»年度指标值:5次。（4）1-产出指标；（5）年度指标值:5次。
（1）1-产出指标；（3）11-数量指标；（2）培训次数；（4）年度指标值:5次。
1-产出指标；11-数量指标；培训次数«twice~；培训次数»；年度指标值:5次。
1-产出指标；11-数量指标；培训次；培训次；年度指标值:5次。
1-产出指标；11-数量指标；1、培训次数«twice~；培训次数»；年度指标值:5次。
1-产出指标«twice~；1-产出指标»；11-数量指标；培训次数；年度指标值:5次。
1-产出指标。1-产出指标；11-数量指标；培训次数；年度指标值:5次。
1-产出指标（必填）；11-数量指标«remark~（定量）»（10分）；培训次数；年度指标值（2025年）:5次。
1-产出指标«remark~（必填）»«remark~（选填）»；11-数量指标（«remark~（»10分«remark~）»）；年度指标值«remark~（必填）»（2025年）«remark~（三年）»:5次。
1-产出指标«remark~（output）»；11-数量指标«remark~/quantity»；年度指标值«remark~（annual）»:5次。
1-产出指标«remark~*»；11-数量指标«remark~①»；年度指标值†:5次。
1-产出指标（10分）«remark~（20分）»；11-数量指标；年度指标值:5次。
1-产出指标（（定量）指标）；11-数量指标；年度指标值:5次。
1-产出指标（权重）«remark~（必填）»；年度指标值:5次。
1-产出指标（1）«remark~（必填）»；年度指标值:5次。
1-产出指标（100%）分«remark~（必填）»；年度指标值:5次。
1-产出指标；11-数量指标；培训次数«column=10~（分值：10）»；年度指标值:5次。
1-产出指标；11-数量指标；培训次数«column=20~，（权重20）»；年度指标值:5次。
1-产出指标；11-数量指标；培训次数，合格率«column=20~，（权重=20分）»；年度指标值:5次。
培训次数«column~（数据来源：统计局）»；年度指标值:5次。
培训次数«column=20~，权重20»，年度指标值:5次。
培训次数«column~，数据来源：统计局»，甲；年度指标值:5次。
培训次数«column~，计量单位（必填）：次»；年度指标值:5次。
1-产出指标，«label~二级指标：»11-数量指标；年度指标值:5次。
11-数量指标，«label~三级指标：»培训次数；年度指标值:5次。
培训次数，三级指标：合格率；年度指标值:5次。
培训次数；«remark~（»2025年«remark~）»年度指标值:5次。
培训次数；«remark~（»2025）实施周期指标值:5次。
培训次数；2024-2025年«remark~）»年度指标值:5次。
1-产出指标«remark~|5|»：培训；年度指标值«remark~|10|»；5次。
«label~"level1"：»"1-产出指标"；«label~"name":»"培训次数"；"annual_value"："5次"；年度指标值:5次。
«remark~=CONCAT（»"1-产出指标"）；年度指标值:5次。
«remark~=»"1-产出指标"；年度指标值:5次。
1-产出«remark~（核心）»指标；11-数量«remark~（必填）»指标；年度指标值:5次。
1-产出«remark~方面»；11-数量«remark~大类»指标；1-效益«remark~方面»指标，年度指标值:5次。
1-产出指标；«twice~|1-产出指标»。«star~|»年度指标值:5次。
1-产出指标«joint~>»11-数量指标«twice~；1-产出指标>11-数量指标»；1-产出指标«joint~>>»11-数量指标。
1-产出指标«joint~中的»11-数量指标；1-产出指标«joint~之»11-数量指标；1-产出指标«joint~当中的»11-数量指标；1-产出指标«joint~里的»“11-数量指标。
«remark~设»1-产出指标；«remark~设置3项»11-数量指标；«remark~设立»12-质量指标；1-产出指标«remark~3项»：培训。
1、«joint~1、11-»产出指标-数量指标；«joint~2/21-»效益指标«joint~>»经济效益指标。
1«remark~⃣»1«remark~⃣»-数量指标；1«remark~⃣»-产出指标；1⃣产出指标；5⃣。
«label~一级指标=>»1-产出指标；«label~二级指标=>»11-数量指标；年度指标值«joint~=>»5次；目标«joint~=>»3。
«label~一级指标:»1-产出指标；年度指标值=>5次。
⟦培训；分值：10⟧；1-产出指标«column=10~；分值：10»；年度指标值:5次。
"""


def noted(text: str) -> tuple[str, list[Left]]:
    """The text without its notes, and what they say."""
    plain, found, at = "", [], 0
    for match in _LEFT.finditer(text):
        plain += text[at : match.start()]
        points = match["points"]
        found.append(
            Left(len(plain), len(plain + match["words"]), match["kind"], None if points is None else Decimal(points))  # type: ignore[arg-type]
        )
        plain, at = plain + match["words"], match.end()
    return plain + text[at:], found


@pytest.mark.parametrize("text", TEXTS.splitlines())
def test_what_is_left_out(text: str) -> None:
    """Exactly what is noted, with its kind and points."""
    plain, expected = noted(text)
    assert left_out(Source(plain, plain)) == expected


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-产出指标；\n第3页\n11-数量指标；年度指标值:5次。", ["第3页"]),
        ("1-产出指标；\n3/5\n11-数量指标；年度指标值:5次。", ["3/5"]),
        ("1-产出指标。\n3/5\n11-数量指标；年度指标值:5次。", ["3/5"]),
        ("1-产出指标\n3/5\n11-数量指标；年度指标值:5次。", []),  # it may be a part of the line before
        ("1-产出指标\n第3页\n11-数量指标；年度指标值:5次。", ["第3页"]),
        ("第3页\n11-数量指标；年度指标值:5次。", []),  # nothing stands before it
        ("11-数量指标；年度指标值:5次。\n- 3 -", ["-3-"]),
        ("11-数量指标；年度指标值:5次。\n- 3 - \n", ["-3-"]),
        ("11-数量指标；年度指标值:5次。\n- 3", []),
        ("1-产出指标；\r第3页，共5页\r11-数量指标；年度指标值:5次。", ["第3页，共5页"]),
        ("1-产出指标；\n共 5 页\n-- 4 --\nPage 3 of 5\n11-数量指标。", ["共5页", "--4--", "Page 3 of 5"]),
        ("1-产出指标；第3页；11-数量指标。", []),  # not on a line of its own
        ("1-产出指标；<br>第3页；\n11-数量指标。", []),
    ],
)
def test_page_numbers(text: str, pages: list[str]) -> None:
    """A line with the number of a page and nothing else, behind other text."""
    source = clean(text)
    assert [source.text[one.start : one.end] for one in left_out(source) if one.kind == "page"] == pages


@pytest.mark.parametrize("text", [line for line in TEXTS.splitlines() if "«" in line])
def test_the_rest_is_read_and_nothing_is_lost(text: str) -> None:
    """The rest is the text without the notes; what was left out stands at its place in the text as given."""
    raw, expected = noted(text)
    source = Source(raw, raw)
    rest, found = bare(source, left_out(source))
    assert rest.text == _LEFT.sub("", text)
    assert [raw[one.start : one.end] for one in found] == [raw[one.start : one.end] for one in expected]
    assert [(one.kind, one.weight) for one in found] == [(one.kind, one.weight) for one in expected]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("培训次数", False),
        ("分值：10", False),
        ("三级指标：培训次数", False),
        ("一级指标：产出指标", True),
        ("1-产出指标（必填）（选填）", True),
    ],
)
def test_a_name_or_value_may_hold_labels(text: str, holds: bool) -> None:
    """Judged as a part of an entry."""
    assert holds_labels(text) is holds


def test_a_long_stretch_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a text holds more than its indicators, it is not searched with that first and without it again."""
    text = long_text("hostile", 1000, 1)
    assert any(one.kind == "twice" for one in left_out(clean(text, escapes=True)))
    straight, repair = parse._readers()
    searched: list[int] = []

    def search(source: Source, start: int, end: int, number: int | None) -> list[Entry]:
        searched.append(end - start)
        return repair(source, start, end, number)

    monkeypatch.setattr(parse, "_readers", lambda: (straight, search))
    parse_indicators(text)
    assert 0.5 * len(text) < sum(searched) < len(text)
