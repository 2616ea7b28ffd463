"""Plausibility tests for indicators from columns; a failure adds a warning.

The tests know nothing of the reader or the layout; they check what a name, a level and a value can be. Each gives the
key of a reason in ``catalogue.documents.ROW_DOUBTS``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.taxonomy import find_level1, find_level2
from ...patterns import lazy
from ...text.cleaning import clean
from .entries import ColumnEntry
from .roles import meaning

_SIGN = r"[≥≧≤≦＞＜><＝=》《]"
_VALUE_IN_NAME = lazy(rf"(?:{_SIGN}|不少于|不低于|不超过|不高于)\s*\d[\d.,]*\s*[%％]?\S{{0,4}}$")
_TWO_VALUES = lazy(rf"^{_SIGN}?[\d.,]+[%％]?[^\d\s,，、；;至到~～—-]{{0,4}}(?:\s+|{_SIGN}){_SIGN}?[\d.,]+")
_STANDARD = lazy(r"(?:计划|行业|历史|预算|国家|地方)标准$")
_BARE_FRACTION = lazy(rf"(?:{_SIGN}|不低于|不少于|达到|达)?(?:0?\.\d+|1(?:\.0+)?)")
_LOW_PERCENT = lazy(rf"(?:{_SIGN}|不低于|不少于|达到|达)?(?:0?\.\d+|1(?:\.0+)?)[%％]")
_RATE = lazy(r"(?:(?<!容积)(?<![汇功频速斜])率|满意度|占比|比重|比例)(?:[（(][%％][）)])?$")
_HIGH_RATE = lazy(
    r"满意|(?:合格|完成|及时|达标|覆盖|准确|正确|通过|优良|成活|出勤|出席|到位|完好|达成|执行|验收|到课|知晓|规范|有效|普及|办结|整改|结案)率"
)
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE = lazy(
    r"\d{4}[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?(?:0?0:00(?::00)?)?|\d{1,2}月\d{1,2}日"
    rf"|\d{{1,2}}-{_MONTH}|{_MONTH}-\d{{2}}"
)
_COUNTED = lazy(r"(?:数|数量|次数|率|满意度|面积|人次|金额|成本|长度)$")
_LOST = lazy(r"^[?？](?=\d)|\?{2,}|[\ufffd\ue000-\uf8ff]")
_NOTHING = lazy(r"[-－—–/／\\.·*＊]+")
_ONLY_SIGN = lazy(rf"{_SIGN}{{1,2}}$|[%％]$")
_WORD = (
    "target",
    "actual",
    "level1",
    "level2",
    "weight",
    "score",
    "operator",
    "measure",
    "reason",
    "scoring_rule",
    "basis",
    "name",
    "string",
)


def doubts_of(entries: Sequence[ColumnEntry]) -> list[tuple[str, ...]]:
    """The reasons to doubt each entry of a project, those already recorded first."""
    same = _same_place(entries)
    return [
        tuple(dict.fromkeys((*entry.doubts, *_doubts(entry), *(("row-repeated",) if at in same else ()))))
        for at, entry in enumerate(entries)
    ]


def _doubts(entry: ColumnEntry) -> Iterator[str]:
    name = clean(entry.name).text.strip()
    bare = "".join(name.split())
    value = clean(entry.annual or entry.cycle).text.strip()
    if not bare:
        yield "name-missing"
    elif _is_header_word(bare):
        yield "header-in-name"
    elif _is_level(bare):
        yield "level-in-name"
    elif _VALUE_IN_NAME.search(bare) and not _BRACKETED.search(bare):
        yield "value-in-name"
    elif not any(char.isalpha() for char in bare):
        yield "name-is-no-name"
    for text in (entry.annual, entry.cycle):
        shown = "".join(clean(text).text.split())
        if not shown:
            continue
        if _is_header_word(shown) and shown not in _REACHED:
            yield "header-in-value"
        elif _is_level(shown):
            yield "level-in-value"
        elif _ONLY_SIGN.fullmatch(shown):
            yield "value-incomplete"
        elif _TWO_VALUES.search(clean(text).text.strip()):
            yield "two-values"
        elif _STANDARD.search(shown):
            yield "standard-in-value"
        elif (_BARE_FRACTION.fullmatch(shown) and _RATE.search(bare)) or (
            _LOW_PERCENT.fullmatch(shown) and _HIGH_RATE.search(bare)
        ):
            yield "percent-lost"
        elif _COUNTED.search(bare) and _DATE.fullmatch(shown):
            yield "date-in-value"
    if _LOST.search(bare) or _LOST.search("".join(value.split())):
        yield "characters-lost"
    if not value or _NOTHING.fullmatch("".join(value.split())):
        yield "value-missing"
    if bare and value and bare == "".join(value.split()) and len(bare) > 3:
        yield "value-is-name"


_REACHED = frozenset({"完成", "实现", "达成", "达到", "落实", "执行"})
"""Words that are a value of a task as well as a header of actual values."""

_BRACKETED = lazy(r"[（(][^（）()]*[）)]\s*$")


def _is_header_word(text: str) -> bool:
    found = meaning(text) if len(text) <= 16 else None
    return found is not None and found.kind in _WORD


_LEVEL_WORD = lazy(r"(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|满意度|产出|效益)指标")


def _is_level(text: str) -> bool:
    if _LEVEL_WORD.match(text) or (len(text) > 6 and _LEVEL_WORD.search(text[-9:])):
        return True
    if len(text) > 16 or not text.endswith(("指标", "）", ")")):
        return False
    return find_level1(text) is not None or find_level2(text) is not None


def _same_place(entries: Sequence[ColumnEntry]) -> set[int]:
    """Entries that another repeats in level and name, with other values: columns may have been mixed up."""
    keys = [("".join(e.level2.split()), "".join(clean(e.name).text.split()), e.recipient) for e in entries]
    values: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for key, entry in zip(keys, entries, strict=True):
        if not entry.shares_name:
            values.setdefault(key, set()).add((entry.annual, entry.cycle))
    return {at for at, key in enumerate(keys) if key[1] and len(values.get(key, ())) > 1}
