"""Join operator, value and unit from separate cells, or from the indicator's name, into one target value."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from ...patterns import lazy
from ...text.cleaning import clean

# 指标性质 as coded by a provincial entry system, and as people write it; 定性 means that there is no operator.
_OPERATORS = {
    "1": "≥", "2": "＞", "3": "＝", "4": "＜", "5": "≤", "6": "",
    "≥": "≥", "≧": "≥", ">=": "≥", "》": "≥", "＞": "＞", ">": "＞", "≤": "≤", "≦": "≤", "<=": "≤", "《": "≤",
    "＜": "＜", "<": "＜", "=": "＝", "＝": "＝", "═": "＝", "==": "＝", "≥=": "≥", "≤=": "≤", "＞=": "≥", "＜=": "≤",
    "＞＝": "≥", "＜＝": "≤", ">＝": "≥", "<＝": "≤",
    "大于等于": "≥", "大于或等于": "≥", "不小于": "≥", "不少于": "≥", "不低于": "≥", "大于": "＞",
    "等于": "＝", "小于": "＜", "小于等于": "≤", "小于或等于": "≤", "不大于": "≤", "不多于": "≤",
    "不超过": "≤", "不高于": "≤", "定性": "", "定性指标": "", "文字描述": "", "文字": "", "定量": "", "定量指标": "",
}  # fmt: skip
_OPERATOR_CODED = lazy(r"^([1-6])\s*[-、.．]?\s*(.+)$")
_BEGINS_WITH_OPERATOR = lazy(r"[≥≧≤≦＞＜>=<＝═》《]|大于|小于|等于|不少于|不低于|不超过|不高于|不小于|不大于|不多于")
_NUMERIC = lazy(r"[\d０-９]")
_NO_UNIT = frozenset({"", "无", "/", "-", "—", "－", "无单位", "定性", "空", "无量纲"})


def join_value(operator: str, value: str, unit: str) -> str:
    """Operator, value and unit (指标性质 | 指标值 | 度量单位) as one target value.

    >>> join_value("1", "95", "%"), join_value("定性", "有所提升", ""), join_value("≥", "≥5次", "次")
    ('≥95%', '有所提升', '≥5次')
    """
    value = value.strip()
    if not value:
        return value
    sign = operator_in(operator) or ""
    if sign and (_BEGINS_WITH_OPERATOR.match(value) or not _NUMERIC.search(value)):
        sign = ""
    unit = clean(unit).text.strip()
    if unit in _NO_UNIT or value.endswith(unit) or not _NUMERIC.search(value):
        unit = ""
    if unit in ("%", "％", "百分比") and value.endswith(("%", "％", "百分比")):
        unit = ""
    if unit and not _NUMERIC.match(value[-1]) and (unit in value or not _ENDS_OPEN.search(value)):
        unit = ""
    return f"{sign}{value}{unit}"


_ENDS_OPEN = lazy(r"[\d０-９万亿千百十]$")


def operator_in(text: str) -> str | None:
    """The operator in a cell; ``""`` if it states that there is none, ``None`` if it states nothing."""
    bare = "".join(clean(text).text.split())
    if not bare:
        return None
    if bare in _OPERATORS:
        return _OPERATORS[bare]
    coded = _OPERATOR_CODED.match(bare)
    if coded and coded[2] in _OPERATORS:
        return _OPERATORS[coded[2]]
    rest = _KIND_BEFORE.sub("", bare)
    if rest != bare and rest in _OPERATORS:
        return _OPERATORS[rest]
    return next((sign for word, sign in _OPERATORS.items() if len(word) > 1 and bare.startswith(word)), None)


_KIND_BEFORE = lazy(r"^定[量性](?:指标)?[（(:：]?|[）)]$")


@attrs.frozen
class NameParts:
    """The operator and the unit in a name, ``""`` if there is none: 苗木成活率(≥**%)."""

    operator: str = ""
    unit: str = ""


_FORM = lazy(
    r"[（(]\s*(?:单位\s*[：:])?\s*(?P<operator>[≥≧≤≦＞＜>=<＝]{1,2})?\s*(?P<gap>[*＊×xX]{1,4}|[_＿]{1,8})?\s*(?P<unit>[^（）()*＊\d\s]{0,8})\s*[）)]\s*$"
)
_UNIT_END = lazy(
    r"(?:[个亩里米人次元％%‰吨套件台辆户村处场家份篇条期天日月年时分项座所间株只头羽名位批组宗例起度瓦克斤升顷块门节本册张幅棵具支枚艘架根副对双栋层间室站点段公盏口眼孔道轮趟班届则幢类片列部款样剂袋箱桶瓶粒首队团员km㎡²³]|"
    r"百分比|百分点|平方米|立方米|平方公里|公顷|小时|工作日|万元|人次|人天|课时|学时)$"
)


def is_unit(text: str) -> bool:
    """Whether a text can only be a unit: 个, 万元, 元/亩, %."""
    parts = [part for part in re.split(r"[/／·]", text) if part]
    return len(text) <= _LONGEST_UNIT and bool(parts) and all(_is_unit_word(part) for part in parts)


def _is_unit_word(text: str) -> bool:
    return _UNIT_END.search(text) is not None and _NUMERIC.search(text) is None and len(text) <= _LONGEST_UNIT_WORD


_LONGEST_UNIT = 6
_LONGEST_UNIT_WORD = 3
_NOT_UNITS = frozenset(
    {"必填", "选填", "定性", "定量", "一期", "二期", "三期", "上年", "本年", "当年", "全年", "年度", "试点", "重点"}
)


@lru_cache(maxsize=4096)
def parts_of_name(name: str) -> NameParts:
    """The parts of the value in a name's last bracket: ``造林面积（亩）``, ``苗木成活率(≥**%)``.

    >>> parts_of_name("苗木成活率(≥**%)"), parts_of_name("造林面积（亩）"), parts_of_name("培训（必填）")
    (NameParts(operator='≥', unit='%'), NameParts(operator='', unit='亩'), NameParts(operator='', unit=''))
    """
    found = _FORM.search(name)
    if found is None:
        return NameParts()
    unit = found["unit"]
    if unit in _NOT_UNITS or any(_UNIT_END.search(part) is None for part in re.split(r"[/／·、]", unit) if part):
        return NameParts() if found["gap"] is None else NameParts(found["operator"] or "", "")
    return NameParts(found["operator"] or "", unit)
