"""Typed cells: what a piece of text looks like, and how well that suits a column.

The types are the terminals of the row grammar of ``flat_rows``: level word, header word, operator, number, value, unit,
quality, date, text … ``COSTS`` is the cost of reading a cell of a type under a column of a kind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from ...model.taxonomy import find_level1, find_level2
from ...patterns import lazy
from ..table.money import is_amount
from .flat_atoms import is_unit
from .flat_header import Kind, is_header_word

CellType: TypeAlias = Literal[
    "level1", "level2", "level", "bare level1", "bare level2", "likely level", "header", "operator", "type",
    "direction", "number", "amount", "value", "unit",
    "quality", "scale", "nothing", "text",
]  # fmt: skip

_SIGN = (
    r"(?:>=|<=|≥=|≤=|==|[≥≧≤≦＞＜>=<＝═﹥﹤]|大于等于|小于等于|大于|小于|等于"
    r"|不少于|不低于|不超过|不高于|不小于|不大于|不多于)"
)
_OPERATOR = lazy(rf"(?:[1-6]\s*[-、.．]?)?{_SIGN}")
_TYPE = lazy(r"(?:定性|定量)(?:指标)?|文字描述")
_DIRECTION = lazy(r"(?:正|反|负|逆|适度)向?(?:指标)?|适度指标|正负向")
_NUMBER = lazy(r"[-−－]?\d+(?:[,，]\d{3})*(?:[.．]\d+)?")
_WEIGHT = lazy(r"\d+(?:[.．]\d+)?(?:分|%)?")
_VALUE = lazy(
    rf"(?:{_SIGN}|约|近|达到?|每[年月季周日天]|[一二两三四五六七八九十]{{1,3}}(?=[个次项年月日])|全年)?\s*[-−－]?"
    r"\d[\d,，.．]*\s*(?:[-－—~～至到]+\s*\d[\d,，.．]*)?\s*"
    r"(?:[%％‰]|百分比|[A-Za-z]{1,4}[23²³]?|[㎡²³]|[万亿千百]?[\u4e00-\u9fff/／*·.]{0,5})"
    r"(?:以[上下内外]|[之前后内])?[（(]?[^（）()]{0,8}[）)]?"
)
_RANGE = lazy(r"[\d年月日.．/／:：\-－—~～至到、底前后]{4,}|\d{4}年.{0,14}")
_DATE = lazy(r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}日|底|份)?.{0,6}")
_QUALITY = lazy(
    r"(?:.{0,10}?)(?:优|良|好|中|差|高|低|优秀|优良|良好|较好|合格|达标|提升|提高|改善|增强|增长|增加|减少|降低|有效|明显|显著|持续|长远|长期|完成|健全|完善|规范|合规|完整"
    r"|及时|按时|稳定|满意|可控|保障|是|否|无|有|拓宽|加强|促进|逐步|达成|到位|实现|良性|可持续|不断|显现|较高|较强|全覆盖|推动|执行|落实|准确|充分|安全|正常|优化)"
)
_SCALE = lazy(r"[优良中低差好高一般/、\s]{3,}|是/否")
_NOTHING = lazy(r"[-—－–/／\\.*]+|无|空")
_LIKELY_LEVEL = lazy(
    r"[（(]?[一二三四五六七八九十\d]{0,2}[）)]?[、.．]?\s*(?!达|完成|实现|按|未|指标|预期|各)[\u4e00-\u9fff]{2,8}(?:指标|目标)(?:[（(][^（）()]{1,12}[）)])?"
)
_OLD_FRAME = frozenset({"投入目标", "管理目标", "过程目标"})
_BESIDE_LEVEL = lazy(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,2}[）)])|[（(][^（）()]{1,14}[）)]?分?|[★*☆]+|\d{1,3}分?$|[:：]$"
)
_LONG = 24


@lru_cache(maxsize=65536)
def type_of(text: str) -> CellType:
    """The type of a cell's text (blanks in it do not matter).

    >>> type_of("产出指标（50分）"), type_of("≥"), type_of("≥57个"), type_of("485"), type_of("度量单位")
    ('level1', 'operator', 'value', 'number', 'header')
    """
    bare = "".join(text.split())
    if not bare:
        return "nothing"
    if len(bare) <= 30 and (level := _level(bare)):
        return level
    if _OPERATOR.fullmatch(bare):
        return "operator"
    if _TYPE.fullmatch(bare):
        return "type"
    if len(bare) > 1 and _DIRECTION.fullmatch(bare):
        return "direction"
    if _NOTHING.fullmatch(bare):
        return "nothing"
    if is_unit(bare):
        return "unit"
    if _NUMBER.fullmatch(bare):
        return "amount" if "," in bare or "，" in bare or ("." in bare and len(bare) > 6) else "number"
    if is_header_word(bare):
        return "header"
    if _SCALE.fullmatch(bare):
        return "scale"
    if len(bare) <= 40 and (_VALUE.fullmatch(bare) or _RANGE.fullmatch(bare) or _DATE.fullmatch(bare)):
        return "value"
    if is_amount(bare):
        return "amount"
    if _LIKELY_LEVEL.fullmatch(bare):
        return "likely level"
    if len(bare) <= 14 and _QUALITY.fullmatch(bare):
        return "quality"
    return "text"


def _level(bare: str) -> CellType | None:
    first, second = find_level1(bare), find_level2(bare)
    if first is None and second is None:
        short = _BESIDE_LEVEL.sub("", bare)
        if short.endswith("目标") and len(short) > 3:
            if short in _OLD_FRAME:
                return "level1"
            short = short.removesuffix("目标") + "指标"
        first, second = (find_level1(short), find_level2(short)) if short != bare else (None, None)
    if first is None and second is None:
        return None
    if "指标" not in bare and "目标" not in bare:
        return "bare level1" if first is not None else "bare level2"
    if first is not None and second is not None:
        return "level"
    return "level1" if first is not None else "level2" if second is not None else None


_TEXTS = {"explanation", "scoring", "basis", "reason", "remark", "goal"}

#  What a cell of a type costs under a column of a kind; 0 is what the column is for, 6 is next to impossible.
COSTS: dict[Kind, dict[CellType, float]] = {
    "level1": {"level1": -1.0, "level": -0.5, "bare level1": 0.3, "level2": 5.0, "likely level": 2.0, "text": 5.0},
    "level2": {"level2": -1.0, "level": -0.5, "bare level2": 0.3, "bare level1": 1.0, "level1": 5.0,
    "likely level": 1.5, "text": 5.0},
    "name": {"text": 0.0, "quality": 1.5, "value": 3.0, "likely level": 2.0, "scale": 4.0, "unit": 4.0, "number": 6.0,
             "nothing": 5.0, "level1": 6.0, "level2": 6.0, "level": 5.0, "bare level1": 1.5, "bare level2": 1.2},
    "target": {"value": -0.5, "number": 0.2, "quality": 0.2, "scale": 0.0, "text": 1.6, "nothing": 1.0,
    "amount": 0.5, "unit": 3.0,
               "type": 3.0, "operator": 5.0},
    "operator": {"operator": -1.0, "type": 0.0, "nothing": 2.0},
    "type": {"type": -1.0, "operator": -0.7, "direction": 0.5, "nothing": 2.0},
    "direction": {"direction": -1.0, "operator": -0.3, "type": 0.0, "scale": 1.0, "nothing": 2.0},
    "unit": {"unit": -0.5, "nothing": 0.3, "text": 4.0, "quality": 4.0},
    "weight": {"number": 0.0, "nothing": 1.0, "value": 2.5, "amount": 2.5},
    "score": {"number": 0.0, "nothing": 1.0, "value": 3.0, "amount": 2.5},
    "actual": {"value": -0.3, "number": 0.2, "quality": 0.2, "text": 1.6, "nothing": 1.0, "scale": 0.3, "amount": 0.5},
    "grade": {"value": 0.0, "number": 0.3, "quality": 0.3, "text": 1.6, "nothing": 1.0},
    "recipient": {"value": 0.0, "number": 0.3, "quality": 0.3, "text": 2.5, "nothing": 1.0},
    "number": {"number": 0.0},
    "money": {"amount": -0.5, "number": 0.5, "nothing": 0.5, "value": 2.0},
    "text": {"text": 0.7, "quality": 1.0, "value": 2.5, "number": 3.0, "nothing": 0.5, "scale": 2.0,
    "likely level": 3.0, "unit": 3.0},
    "project": {"text": 1.0, "quality": 2.0, "value": 4.0},
    "other": {"text": 1.0, "quality": 1.0, "value": 1.0, "number": 0.7, "nothing": 0.5, "amount": 0.5, "scale": 1.5,
    "unit": 2.0},
    "extra": {"text": 1.5, "quality": 1.5, "value": 1.5, "number": 0.5, "nothing": 0.5, "amount": 0.5, "scale": 1.0},
}  # fmt: skip
UNLIKELY = 6.0

# Neither a continuation nor a name or value begins so.
_BAD_START = lazy(r"[率度，。、；：,;:）)】》”’%％]|量(?!化)|数(?![量据字])|标(?![准识志])|性(?![能质])")
_SIGN_END = lazy(r"[≥≧≤≦＞＜><=＝]$")
_NAME_END = lazy(r"(?:[率数度量性值额费]|情况|时间|成本|人次|次数|面积|金额|程度|水平|[）)%])$")


@lru_cache(maxsize=65536)
def cell_cost(kind: Kind, text: str) -> float:
    """The cost of reading ``text`` as the cell of a column of ``kind``."""
    bare = "".join(text.split())
    cost = COSTS[kind].get(type_of(text), UNLIKELY)
    length = len(bare)
    if kind == "name":
        cost += 0.1 * max(0, length - 30) + 2.0 * (length == 1)
        cost -= 0.3 * bool(_NAME_END.search(bare))
        cost += 3.0 * bool(_SIGN_END.search(bare))
    elif kind in ("target", "actual"):
        cost += 0.06 * max(0, length - 12)
    elif kind in ("text", "other", "extra"):
        cost += 0.04 * max(0, length - 40)
    if kind in ("name", "target", "text") and length > 1 and _BAD_START.match(bare):
        cost += 1.5
    if _unbalanced(bare):
        cost += 2.5
    return cost


def _unbalanced(text: str) -> bool:
    opened = sum(map(text.count, "（(")) - sum(map(text.count, "）)"))
    return bool(opened) or text.count("“") != text.count("”")
