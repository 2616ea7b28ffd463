"""Units of measurement: the canonical spelling, dimension and size of each.

A unit is read from its text: a word of the tables below, optionally with a scale before it (``万元``) and a denominator
after a slash (``元/人·月``). ``per`` (``每人每月``) is the same denominator in words. A word in none of the tables
counts things and is its own dimension, such as 次.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from ..patterns import lazy

# Dimension -> unit -> spellings; the factor converts to the first unit of the dimension.
_TABLE: dict[str, dict[str, tuple[str, ...]]] = {
    "percent": {"% 1": ("百分比", "百分之", "个百分比"), "‰ 1/10": (), "‱ 1/100": ()},
    "percentage points": {"百分点 1": ("个百分点", "个点")},
    "money": {"元 1": ("元整", "元钱", "块钱", "元人民币", "人民币", "圆"), "角 1/10": ()},
    "duration": {
        "秒 1": ("秒钟", "s"),
        "毫秒 1/1000": ("ms",),
        "分钟 60": ("min",),
        "刻钟 900": (),
        "小时 3600": ("个小时", "h"),
        "天 86400": ("日", "d", "自然日", "个自然日", "日历天", "个日历天"),
        "周 604800": ("个周", "星期", "个星期", "个礼拜"),
    },
    "working days": {"工作日 1": ("个工作日", "工作天", "个工作天", "法定工作日", "个法定工作日")},
    "months": {
        "个月 1": ("月", "月份", "月度"),
        "季度 3": ("个季度", "季"),
        "年 12": ("a", "年度", "个年度", "周年"),
    },
    "terms": {"学期 1": ("个学期",)},
    "school years": {"学年 1": ("个学年",)},
    "age": {"岁 1": ("周岁",), "月龄 1/12": ()},
    "score": {"分 1": ("分值",)},
    "length": {
        "米 1": ("m", "延米", "延长米"),
        "公里 1000": ("千米", "km", "KM", "Km", "公里数"),
        "厘米 1/100": ("cm",),
        "毫米 1/1000": ("mm",),
        "微米 1/1000000": ("μm", "um"),
        "纳米 1/1000000000": ("nm",),
        "海里 1852": (),
        "华里 500": (),
    },
    "area": {
        "平方米 1": ("平米", "平方", "m2", "M2", "米2"),
        "平方公里 1000000": ("平方千米", "km2"),
        "公顷 10000": ("ha", "hm2"),
        "亩 2000/3": ("市亩",),
        "公亩 100": (),
        "平方厘米 1/10000": ("cm2",),
    },
    "volume": {
        "立方米 1": ("立方", "方", "m3", "M3", "米3"),
        "升 1/1000": ("L", "l"),
        "毫升 1/1000000": ("ml", "mL"),
    },
    "mass": {
        "千克 1": ("公斤", "kg", "KG", "Kg"),
        "吨 1000": ("t",),
        "克 1/1000": ("g",),
        "毫克 1/1000000": ("mg",),
        "微克 1/1000000000": ("μg", "ug"),
        "斤 1/2": ("市斤",),
        "担 50": (),
    },
    "coal equivalent": {"吨标准煤 1": ("吨标煤", "tce")},
    "energy": {"千瓦时 1": ("kWh", "kwh", "度电"), "兆瓦时 1000": ("MWh",)},
    "power": {"千瓦 1": ("kW", "KW", "kw"), "兆瓦 1000": ("MW",), "瓦 1/1000": ("W",), "吉瓦 1000000": ("GW",)},
    "voltage": {"千伏 1": ("kV", "KV"), "伏 1/1000": ("V",)},
    "data": {
        "MB 1": ("M", "兆"),
        "字节 1/1048576": ("B",),
        "KB 1/1024": ("K",),
        "GB 1024": ("G",),
        "TB 1048576": (),
        "PB 1073741824": (),
    },
    "data rate": {"Mbps 1": (), "Gbps 1000": (), "bps 1/1000000": ()},
    "computing power": {"PFLOPS 1": (), "EFLOPS 1000": (), "TFLOPS 1/1000": (), "GFLOPS 1/1000000": ()},
    "pressure": {"帕 1": ("Pa",), "千帕 1000": ("kPa",), "兆帕 1000000": ("MPa",)},
    "sound": {"分贝 1": ("dB", "dB(A)")},
    "temperature": {"℃ 1": ("°C", "摄氏度")},
    "frequency": {"赫兹 1": ("Hz",)},
    "light": {"勒克斯 1": ("lx",)},
    "colonies": {"CFU 1": ("cfu",)},
    "most probable number": {"MPN 1": ()},
    "turbidity": {"NTU 1": ()},
    "requests a second": {"QPS 1": ()},
    "transactions a second": {"TPS 1": ()},
    "frames a second": {"fps 1": ("FPS",)},
    "resolution": {"dpi 1": ("DPI",)},
    "rotation": {"rpm 1": ()},
    "luminous flux": {"流明 1": ("lm",)},
    "apparent power": {"千伏安 1": ("kVA",), "兆伏安 1000": ("MVA",), "伏安 1/1000": ("VA",)},
    "heat": {"兆焦 1": ("MJ",), "吉焦 1000": ("GJ",), "千焦 1/1000": ("kJ",)},
    # Measure words that count the same things.
    "人": {"人 1": ("名", "位", "人员", "人数", "口人")},
    "人次": {"人次 1": ("人/次", "人(次)")},
    "户": {"户 1": ("户家庭", "家庭")},
    "床": {"床 1": ("张床位", "床位")},
    "场": {"场 1": ("场次", "场(次)")},
    "批": {"批 1": ("批次", "批(次)")},
    "台(套)": {"台(套) 1": ("台套", "台/套", "套(台)")},
    "标准箱": {"标准箱 1": ("TEU",)},
    "学生": {"学生 1": ("生", "名学生")},
}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SMALL = {
    **{digit: Fraction(value) for value, digit in enumerate("一二三四五六七八九十", 1)},
    "两": Fraction(2),
    "半": Fraction(1, 2),
}
_PARTS = lazy(r"[·*×.、]")
_COUNT = lazy(r"(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十半](?=.))?(?P<scale>[十百千万亿]*)(?P<unit>.*)")
_AVERAGE = lazy("(?P<unit>[年月日周季人生床户村亩校])均")
_YEARLY = {"全年": "年", "全年度": "年", "年度": "年", "逐年": "年", "逐月": "月", "平均每年": "年"}


class Unit(NamedTuple):
    """A unit: its canonical ``name``, its dimension and its size.

    ``dimension`` is equal for units that can be compared (``money/人``); ``factor`` converts to the first unit of the
    dimension: 1 公里 is 1000 米.
    """

    name: str
    dimension: str
    factor: Fraction


@cache
def _words() -> dict[str, Unit]:
    """Each spelling of a unit -> the unit."""
    words: dict[str, Unit] = {}
    for dimension, units in _TABLE.items():
        for named, spellings in units.items():
            name, factor = named.split(" ")
            unit = Unit(name, dimension, Fraction(factor))
            for spelling in (name, *spellings):
                words[unicodedata.normalize("NFKC", spelling)] = unit
    return words


_FIRST = {dimension: next(iter(units)).split(" ")[0] for dimension, units in _TABLE.items()}


@lru_cache(maxsize=4096)
def unit_of(text: str, per: str | None = None) -> Unit:
    """The unit written as ``text``, counted in ``per``.

    >>> unit_of("㎡") == unit_of("平方米"), unit_of("公里").factor, unit_of("万元").factor
    (True, Fraction(1000, 1), Fraction(10000, 1))
    >>> unit_of("元/人") == unit_of("元", "每人")
    True
    """
    whole = unicodedata.normalize("NFKC", text).replace("（", "(").replace("）", ")")
    top, *rest = [whole] if whole in _words() else whole.split("/")
    below = [part for one in rest for part in _PARTS.split(one) if part]
    unit = _scaled(top)
    counted = [_counted(part) for part in (*below, *_subjects(per or ""))]
    if not counted:
        return unit
    counted.sort(key=lambda one: (one.dimension, one.name))
    factor = unit.factor
    for one in counted:
        factor /= one.factor
    return Unit(
        "/".join([unit.name, *[one.name for one in counted]]),
        "/".join([unit.dimension, *[one.dimension for one in counted]]),
        factor,
    )


def base_unit(unit: Unit) -> Unit:
    """The common unit of all units of the same dimension.

    >>> base_unit(unit_of("公里")).name, base_unit(unit_of("元/月")).name, base_unit(unit_of("次")).name
    ('米', '元/个月', '次')
    """
    names = [_FIRST.get(part, "" if part == "number" else part) for part in unit.dimension.split("/")]
    return Unit("/".join(names) if any(names) else "", unit.dimension, Fraction(1))


def is_known(text: str) -> bool:
    """Whether each part of a unit (``mg/L``) is in the tables."""
    whole = unicodedata.normalize("NFKC", text)
    return whole in _words() or all(part.lstrip("十百千万亿") in _words() for part in re.split("[/·*、]", whole))


def _scaled(text: str) -> Unit:
    """A unit with the scale before it: 万元, 千公里; 千米 is a unit by itself."""
    if known := _words().get(text):
        return known
    bare = text.lstrip("十百千万亿")
    factor = Fraction(1)
    for scale in text[: len(text) - len(bare)]:
        factor *= _SCALES[scale]
    unit = _words().get(bare, Unit(bare, bare or "number", Fraction(1)))
    return Unit(text if factor != 1 else unit.name, unit.dimension, factor * unit.factor)


def _counted(text: str) -> Unit:
    """The denominator after a slash or 每: 人, 10万人, 两年, 个月."""
    if known := _words().get(text):
        return known
    words = _COUNT.fullmatch(text)
    assert words is not None
    number = words["number"]
    factor = Fraction(1)
    if number is not None:
        factor = _SMALL[number] if number in _SMALL else Fraction(number)
    if not factor:  # 元/0人: nothing is counted in it
        return Unit(text, text, Fraction(1))
    for scale in words["scale"]:
        factor *= _SCALES[scale]
    bare = words["unit"]
    unit = _words().get(bare) or _words().get(bare.removeprefix("个")) or _words().get(bare.removeprefix("名"))
    unit = unit or Unit(bare, bare or "number", Fraction(1))
    return Unit(text if factor != 1 else unit.name, unit.dimension, factor * unit.factor)


def _subjects(per: str) -> tuple[str, ...]:
    """The units of ``per``: 人 and 月 for 每人每月; 年 for 年均."""
    if not per:
        return ()
    per = unicodedata.normalize("NFKC", per)
    if per in _YEARLY:
        return (_YEARLY[per],)
    if average := _AVERAGE.fullmatch(per):
        return (average["unit"],)
    if "每" not in per:
        return (per,)
    first, *rest = per.split("每")
    return (*([first] if first not in ("", "平均") else []), *[one for one in rest if one])


__all__ = ["Unit", "is_known", "unit_of"]
