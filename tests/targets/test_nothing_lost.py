"""Every numeral and every comparator of a value is in a measure, or in what the value says in words, or reported.

Numerals are written in more ways than anyone lists, and comparators stand where no rule expects them. So the texts are
put together from many ways of writing, also ways that nothing reads: then a remark must tell.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from budget_indicators import FreeText, Number, Range, Target, parse_target
from budget_indicators.grammar.loader import grammar_text

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

# A numeral as written -> its number; "" where it names none, or none that all agree on.
NUMERALS = {
    "35": "35",
    "３５": "35",
    "٣٥": "35",
    "三十五": "35",
    "叁拾伍": "35",
    "卅五": "35",
    "卌五": "45",
    "二百零五": "205",
    "两千零五十": "2050",
    "一千〇五": "1005",
    "1亿零500万": "105000000",
    "五点五": "5.5",
    "３．５": "3.5",
    "XVI": "16",
    "VI": "6",
    "vi": "6",
    "Ⅻ": "12",
    "ⅵ": "6",
    "five": "5",
    "Twenty": "20",
    "½": "0.5",
    "1½": "1.5",
    "1 1/2": "1.5",
    "1又1/2": "1.5",
    "三又二分之一": "3.5",
    "①": "1",
    "⑩": "10",
    "⑸": "5",
    "㈤": "5",
    "❺": "5",
    "1,5": "1.5",
    "1·5": "1.5",
    "12’000": "12000",
    "12_000": "12000",
    "1,2000": "12000",
    ".5": "0.5",
    "1.": "1",
    "35.": "35",
    "1.5.": "1.5",
    "3k": "3000",
    "3K": "3000",
    "3w": "30000",
    "三十有五": "35",
    "九五": "",
    "二一三": "",
    "一二三": "",
    "百": "",
    "三百余": "300",
    "貳拾": "20",
    "兩": "2",
    "l5": "15",
    "1O": "10",
    "10³": "1000",
    "1e3": "1000",
}
UNITS = {"次": 1, "个": 1, "家": 1, "人次": 1, "万元": 10_000, "天": 1, "件": 1, "场": 1, "公里": 1, "户": 1, "%": 1}
PLACES = (
    "{}",
    "完成{}",
    "≥{}",
    "不少于{}",
    "{}以上",
    "每年{}",
    "约{}",
    "{}左右",
    "开展培训{}",
    "（{}）",
    "达到{}的目标",
    "共{}",
    "按时完成，{}",
    "{}。",
)
TENTHS = [("九成五", "95%"), ("三成二", "32%"), ("8成5", "85%"), ("九成半", "95%")]


def _amounts(target: Target) -> set[Decimal]:
    """The amounts of every measure."""
    found: set[Decimal | None] = set()
    for measure in target.measures:
        match measure:
            case Number():
                found.add(measure.value)
            case Range():
                found |= {measure.low, measure.high}
            case _:
                pass
    return {amount for amount in found if amount is not None}


def _numerals() -> Iterator[tuple[str, Decimal | None]]:
    for (numeral, value), (unit, factor), place in itertools.product(NUMERALS.items(), UNITS.items(), PLACES):
        if numeral == "百" and "的" in place:
            continue  # 百户的: a name
        meant = Decimal(value) * factor if value and not (factor > 1 and numeral[-1] in "万余wkK") else None
        yield place.format(numeral + unit), meant


def test_no_numeral_is_lost_in_silence() -> None:
    """Its number is that of a measure, or the value is doubted."""
    every = [*_numerals()]
    lost = []
    for text, meant in every if DEEP else Random("numerals").sample(every, 1500):
        target = parse_target(text)
        if target.ambiguous:
            continue
        if (meant is None and not target.measures) or (meant is not None and meant not in _amounts(target)):
            lost.append((text, str(target.value)))
    assert not lost


@pytest.mark.parametrize(("tenths", "percent"), TENTHS)
@pytest.mark.parametrize("place", ["{}", "≥{}", "不低于{}", "{}以上", "{}左右", "达到{}的目标", "完成{}，合格"])
def test_tenths_are_shares(tenths: str, percent: str, place: str) -> None:
    """九成五 means 95 % in every place."""
    assert parse_target(place.format(tenths)).value == parse_target(place.format(percent)).value


_AMOUNTS = ("3家", "50人", "20次", "95%", "10万元", "5天", "三家", "两百人")
_NOUNS = ("", "企业", "学生", "镇街", "设备", "培训", "宣传活动", "单位", "居民")
_BEHIND = ("以上", "及以上", "以下", "以内", "之内", "以上（含）", "左右")
_ENDS = ("", "参加", "单位", "完成", "。", "，按时完成", "（含）", "的目标", "宣传", "达标")
_BEFORE = ("不少于", "不低于", "≥", "至少", "不超过", "≤", "最多", "最低完成", "不大于", "不得超过", "＞", "最高补助")


def _compared() -> Iterator[str]:
    for amount, noun, end in itertools.product(_AMOUNTS, _NOUNS, _ENDS):
        yield from (f"{amount}{noun}{word}{end}" for word in _BEHIND)
        yield from (f"{noun}{word}{amount}{end}" for word in _BEFORE)
        yield from (f"每年{word}{noun}{amount}{end}" for word in _BEFORE)


def test_no_comparator_is_lost_in_silence() -> None:
    """It bounds a measure, or makes it approximate, or the value is doubted."""
    every = [*_compared()]
    lost = []
    for text in every if DEEP else Random("comparators").sample(every, 1500):
        target = parse_target(text)
        if not target.ambiguous and not any(
            isinstance(measure, Range) or (isinstance(measure, Number) and measure.approximate)
            for measure in target.measures
        ):
            lost.append((text, str(target.value)))
    assert not lost


def _units() -> list[str]:
    """The words of the grammar that measure times, sizes and counts."""
    found: list[str] = []
    for name in ("TIME", "SIZE", "COUNT"):
        rule = re.search(rf"^{name}\.[0-9]+: (.*(?:\n      \|.*)*)", grammar_text("targets"), re.MULTILINE)
        assert rule is not None
        found += re.findall('"([^"/ |]+)"', rule[1])
    assert len(found) > 200
    return found


_NONSENSE = frozenset(("天次", "千伏安", "M2", "M3", "μm", "μg", "瓦", "伏", "帕", "字节", "℃", "°C", "赫兹", "百分点"))


def test_no_denominator_is_cut_short_in_silence() -> None:
    """``3次/万小时`` is no ``次/万``: any unit of the grammar may be a denominator, also with a number before it."""
    cut = []
    for unit, scale in itertools.product(_units(), ("", "万", "百", "十万", "10", "每")):
        target = parse_target(f"≤3次/{scale}{unit}")
        if not target.ambiguous and unit not in _NONSENSE:
            assert isinstance(target.value, Range)
            if target.value.unit != f"次/{scale}{unit}":
                cut.append((scale + unit, target.value.unit))
    assert not cut


@pytest.mark.parametrize(
    "unit", ["小时", "立方厘米", "平方厘米", "天", "公里", "人", "台时", "吨公里", "户", "人次", "车公里"]
)
@pytest.mark.parametrize("scale", ["", "万", "千", "百", "10"])
def test_denominators(unit: str, scale: str) -> None:
    """The usual ones are read, none is doubted."""
    target = parse_target(f"不超过3次/{scale}{unit}，按时完成")
    assert (str(target.value), target.ambiguous) == (f"≤3次/{scale}{unit}", False)


@pytest.mark.parametrize("event", ["重大故障", "安全事故", "投诉", "泄密事件"])
@pytest.mark.parametrize("denial", ["不发生", "未发生", "无", "杜绝", "没有"])
@pytest.mark.parametrize("count", ["3次", "2起", "1起", "3起以上", "三起"])
def test_a_denied_event_with_a_count_is_doubted(event: str, denial: str, count: str) -> None:
    """None may happen, or up to so many: a person must tell. Without a count none may."""
    assert parse_target(f"{denial}{event}{count}").ambiguous
    assert parse_target(f"系统运行稳定，{denial}{event}{count}。").ambiguous
    alone = parse_target(f"{denial}{event}")
    assert (alone.ambiguous, str(alone.value)) == (False, "0")


@pytest.mark.parametrize("text", ["重大故障3次不发生", "3次故障不发生", "安全事故3起以上未发生", "3起投诉没有发生"])
def test_a_count_before_its_denial_is_doubted(text: str) -> None:
    """The denial may stand behind."""
    assert parse_target(text).ambiguous


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("安全事故0起", "0起"),
        ("建设3个项目，未发生质量问题", "3个项目"),
        ("10例中度以上患者", "10例"),
        ("3篇省以上媒体报道", "3篇"),
        ("发表3篇核心以上期刊论文", "3篇"),
        ("2名博士以上人才", "2名"),
        ("最低生活保障标准1000元", "1000元"),
        ("百户扶贫工程3个", "3个"),
        ("①次要道路保洁；②主要道路保洁；共5条", "5条"),
        ("世界五百强3家", "3家"),
        ("II期工程3个", "3个"),
        ("5·12防灾宣传3次", "3次"),
        ("走进千家万户3次", "3次"),
    ],
)
def test_no_false_alarm(text: str, headline: str) -> None:
    """Grades, names and list numbers lose nothing."""
    target = parse_target(text)
    assert (str(target.value), target.ambiguous) == (headline, False)
    assert not isinstance(target.value, FreeText)
