"""What stands at a number or a unit without a break is part of the reading, or reported.

Values put together: number × multiplier × unit × joiner × denominator × tail. Each must have exactly these parts, or
say that it is in doubt.
"""

from __future__ import annotations

import itertools
import os
import re
from decimal import Decimal
from random import Random

from budget_indicators import Number, Range, Target, parse_target
from budget_indicators.grammar.loader import grammar_text
from budget_indicators.model.units import unit_of
from budget_indicators.values.units import FOLDED_SCALES, ONE_FORM

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"

NUMBERS = {"3": "3", "12.5": "12.5", "1,200": "1200", "三": "3", "0.8": "0.8", "1½": "1.5"}
# As written -> by what it multiplies; a Chinese numeral has no multiplier in letters.
MULTIPLIERS = {
    "": 1,
    "万": 10**4,
    "千": 10**3,
    "百万": 10**6,
    "亿": 10**8,
    "k": 10**3,
    "K": 10**3,
    "w": 10**4,
    "W": 10**4,
}
LETTERS = ("k", "K", "w", "W")  # not with a Chinese numeral, nor a unit in letters
_UNITS = "元 次 人次 户 件 毫克 吨 立方米 公里 千瓦时 kWh mg m³ 小时 μg mmol 微克 kN 辆"
UNITS = _UNITS.split()
JOINERS = ("/", "每", "／", "每1", "/", "每")
_DENOMINATORS = "人 年 升 立方米 千克 平方公里 吨公里 m2 m³ L kg 万元 百平方米 亩 学生 床位 班次"
_OTHERS = "㎡ 公顷 度 毫升 100毫升 万人 km² hm² M2 d"
DENOMINATORS = [*_DENOMINATORS.split(), *_OTHERS.split()]
TAILS = {
    "": None,
    "以上": ">",
    "以内": "<",
    "及以上": ">",
    "。": None,
    "，按时完成": None,
    "；": None,
    "（含）以上": ">",
    "左右": None,
    "的标准": None,
    "起": ">",
    "/年": "/年",
    "每年": "/年",
}


def _read(target: Target, amount: Decimal, unit: str, per: str, tail: str) -> bool:
    """Whether the value has exactly these parts."""
    value = target.value
    if isinstance(value, Number):
        if TAILS[tail] in ("<", ">") or value.value != amount:
            return False
    elif isinstance(value, Range):
        low, high = (amount, None) if TAILS[tail] == ">" else (None, amount)
        if TAILS[tail] not in ("<", ">") or (value.low, value.high) != (low, high):
            return False
    else:
        return False
    wanted = unit_of(unit, f"每{per}" + ("每年" if TAILS[tail] == "/年" else ""))
    found = unit_of(value.unit or "", value.per)
    return (wanted.dimension, wanted.factor) == (found.dimension, found.factor)


def test_a_denominator_is_read_or_told() -> None:
    """``10毫克每升`` is no 10 毫克."""
    every = [*itertools.product(NUMBERS, MULTIPLIERS, UNITS, JOINERS, DENOMINATORS, TAILS)]
    lost: list[tuple[str, str]] = []
    doubted: list[tuple[str, str]] = []
    usual = 0
    rng = Random("denominators")
    tried = rng.sample(every, 60_000 if DEEP else 2_500)
    for number, multiplier, unit, joiner, denominator, tail in tried:
        if multiplier in LETTERS and (number == "三" or unit[0].isascii() or unit == "μg"):
            continue
        text = f"{number}{multiplier}{unit}{joiner}{denominator}{tail}"
        per = f"{joiner[1:]}{denominator}"
        target = parse_target(text)
        usually = multiplier not in LETTERS and (number != "1½" or not multiplier)
        usual += usually
        if not _read(target, Decimal(NUMBERS[number]) * MULTIPLIERS[multiplier], unit, per, tail):
            if not target.ambiguous:
                lost.append((text, str(target.value)))
            elif usually:
                doubted.append((text, str(target.value)))
    assert not lost, (len(lost), lost[:40])
    assert len(doubted) < usual // 20, (len(doubted), usual, doubted[:40])


_FIRST_WORDS = "PERCENT MONEY TIME MONTH AGE SCORE SIZE COUNT THING"
# Dates and set phrases, whatever stands before them; 周年 names a day.
_NO_AMOUNTS = (
    "月",
    "月份",
    "季度",
    "年",
    "年度",
    "周年",
    "件事",
    "类别",
    "类次",
    "起",
    "起次",
    "道",
    "种",
    "种次",
    "流明",
)


def _every_unit() -> list[tuple[str, str]]:
    """The terminal and the words of every unit of the grammar that is written as such, or with a condition behind."""
    found: list[tuple[str, str]] = []
    for name in _FIRST_WORDS.split():
        rule = re.search(rf"^{name}\.[0-9]+: (.*(?:\n      \|.*)*)", grammar_text("targets"), re.MULTILINE)
        assert rule is not None
        found += [(name, word) for word in re.findall('"([^" |]+)"', rule[1])]
        found += [(name, word) for word in re.findall(r"/([一-龥A-Za-z]+)\(\?!", rule[1])]
        found += [(name, f"{one}次") for words in re.findall("/\\[([一-龥]+)\\]次", rule[1]) for one in words]
    assert len(found) > 500
    return found


def test_no_unit_is_cut_by_a_shorter_one() -> None:
    """日元 is no 日, 五百分点 no 500 分, 三ha no 3h."""
    cut = []
    for (name, unit), numeral in itertools.product(_every_unit(), ("3", "25", "1.5万", "三", "十", "五", "三百")):
        if unit in _NO_AMOUNTS or (name == "THING" and not numeral[0].isdigit()) or f"{numeral}{unit}" == "一流明":
            continue
        target = parse_target(f"{numeral}{unit}")
        value = target.value
        written = ONE_FORM.get(FOLDED_SCALES.get(unit, (0, unit))[1], unit)
        if not target.ambiguous and (
            not isinstance(value, Number) or unit_of(value.unit or "").dimension != unit_of(written).dimension
        ):
            cut.append((f"{numeral}{unit}", str(value)))
    assert not cut, cut
