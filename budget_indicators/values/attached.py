"""Doubt an amount if the text directly at its number or its unit may change its meaning.

A noun may follow a measure word (``3次培训``), and a noun or a verb may precede a number (``完成3次``): they say what
is counted. A few kinds of words change the amount: a denial, a sign, a comparator, a step of a scale, another unit, a
time before or after, an alternative, a divisor. If no rule has read such a word, the amount is in doubt, however the
word is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import lazy
from .found import FoundMeasure
from .lexing import is_unit

_LONGEST = 10
# Directly before a number. 位于, 用于 … say nothing about the amount.
_BEFORE = lazy(
    "(?:(?:不|未|没|非|莫|勿|无)(?:是|及|到|够|足|满|下|止|只|出|能|会|可|得|要|应|必|予|为|有|见|等于?|达到?|得到|发生|出现|存在|产生"
    "|\\w过|\\w于)?|没有|杜绝|[禁防]止|严禁|避免"
    "|(?<![位用对关至由属处介基限定制持源终鉴便善勇敢利助适等])于"
    # an exclusion, a sign, a superlative, a step
    "|不[限含计]|不包括|(?<![^\\W\\dA-Za-z_])除|扣除|剔除|减去|[外另]加|零下|负|翻|最(?![高低长大小短少多])[^\\W\\dA-Za-z_]"
    # a comparator in other words, or typed by its sound (大鱼5)
    "|(?<![圆小丰充])满|(?<!能)够|近乎|几[近乎]|(?<![误偏温时价落极逆色级视])差|[少多]了|[多少]出|(?<=[^\\W\\dA-Za-z_])\\+"
    "|[大小高低多少][雨鱼宇予玉语域育]|[封保打]底|[上下]限|限额|(?:一|半|每|多|数)倍"
    # a rank, or a word in letters: the number may be part of a name
    "|(?<![A-Za-z])(?:[Tt][Oo][Pp]|[Nn][Oo])\\.? ?|[A-Za-z]{1,10}(?<![pP][hH])\\.? ?)$"
)
# Directly behind a unit.
_BEHIND = lazy(
    "之(?![内外上下间前后所]|[^\\W\\dA-Za-z_])|之(?=[一二两三四五六七八九十几])|于|或(?=[约≥≤<>]?[0-9一二两三四五六七八九十])|[分每](?=[0-9一二两三四五六七八九十])"
    "|\\^(?=-?[0-9])|[÷'’‘·]|起(?!\\w)|(?:打|保|封)底|起步|出头|挂零|有余|[许强弱](?!\\w)|以(?![上下内外为来及])"
)
_BEHIND_TIME = lazy("(?:[以之])?[前后](?![期端台勤续沿])")
_BEHIND_SIZE = lazy("[级型](?![^\\W\\dA-Za-z_]?[及以])")
# One character that ends the phrase may be the rest of a unit (5克拉), unless it is one of these.
_ONE = lazy(
    "[^\\W\\dA-Za-z_](?!\\w)(?<![内完整多余地路田林粮水油煤沙土石料肥菜果药气电布宽高长深厚远重线管网渠堤坝沟桥课班假期段])"
)
_IN_BRACKETS = lazy(
    "[(\\[【](?:(?:至[少多]|最[少多低高]|起码|不[^\\W\\dA-Za-z_]{1,2}于|不超过?|大于|小于|高于|低于|超过?|不到|不足|≥|≤|>|<)(?:等于)?[)\\]】]"
    "|或(?:者|约)?[0-9一二两三四五六七八九十])"
)
_AROUND = lazy("[(\\[【][^()\\[\\]【】]{1,10}[)\\]】](?P<unit>[一-龥%‰A-Za-z]{1,4}?)(?=(?!\\w)|以上|以下|以内|及以)")
_CLOSED = lazy("[)\\]】〕}](?P<unit>[一-龥%‰A-Za-z]{1,4}?)(?=(?!\\w)|以上|以下|以内|及以)")  # {3}次
_BY_DAY = lazy("[不未]?(?:得|应|能|可)?[迟晚早先]于")
_OVER_NOUN = lazy(
    "[^\\W\\dA-Za-z_]{1,8}/(?P<unit>[0-9一二两三四五六七八九十百千万]{0,3}[^\\W\\dA-Za-z_]{1,3}?)(?=(?!\\w)|以上|以下|以内|及以)"
)
_RANKS = ("top", "no")
_BOUND_AND_UNIT = lazy("[一-龥%‰]{1,4}?(?!\\w)")
_GRADES = lazy("(?:是|否|有|无|完成|达标|合格|优秀?|良好?|中|差|好|满意)")


def attached(found: list[FoundMeasure], text: str) -> Iterator[tuple[int, int]]:
    """The parts (start, end) of ``text`` beside the amounts that leave one in doubt, in order."""
    for at, finding in enumerate(found):
        if finding.dimension == "DATE" or finding.scope == "event":
            continue
        first = max(finding.lead, finding.start - _LONGEST)
        before = _BEFORE.search(text, first, finding.start) if first < finding.start else None
        if before is not None and (
            not before[0].isascii()
            or before[0].strip(". ").lower() in _RANKS
            or (finding.unit is None and text[finding.start].isdigit())  # No.1, but TEU 3万箱
        ):
            yield before.span()
        yield from _behind(finding, text, found[at + 1].start if at + 1 < len(found) else len(text))


_ENDS = ("", ",", ";", "。", "、")


def _behind(finding: FoundMeasure, text: str, limit: int) -> Iterator[tuple[int, int]]:
    unit, end = finding.unit, finding.end
    if unit is not None and "/" in unit:
        head, _, tail = unit.partition("/")
        if (head == "%" and _GRADES.fullmatch(tail)) or (tail[:1].isdigit() and tail.lstrip("0123456789") == head):
            yield end - len(tail) - 1, end  # 100%/是, 2次/3次
    if finding.unit == "日" and _BY_DAY.match(text, finding.start) is not None:
        yield finding.start, finding.at  # 不迟于15日: a day of the month
        return
    letters = text[finding.until - 1 : finding.until + 1]
    if unit is not None and len(letters) > 1 and letters.isascii() and letters.isalpha():
        yield finding.until, finding.until + 1  # 500Lux
        return
    behind = text[end : end + 1]
    if behind in _ENDS:
        return
    brackets = _IN_BRACKETS.match(text, end) if behind in "([【" else None
    if brackets is not None:
        yield brackets.span()
        return
    if unit is None:
        if behind == "+":
            yield end, end + 1  # 100w+阅读
        around = _AROUND.match(text, end) or _CLOSED.match(text, end)
        if around is not None and is_unit(around["unit"]):
            yield around.span()  # 50(含税)万元
        elif end > finding.until and (rest := _BOUND_AND_UNIT.match(text, end)) is not None and is_unit(rest[0]):
            yield rest.span()  # 3万左右人次
        return
    if end != finding.until:
        return
    over = _OVER_NOUN.match(text, end)
    if over is not None and is_unit(over["unit"]):
        yield over.start("unit") - 1, over.end()  # 5场活动/年
        return
    odd = _BEHIND.match(text, end)
    if odd is None and finding.dimension == "TIME":
        odd = _BEHIND_TIME.match(text, end)
    if odd is None and finding.dimension in ("SIZE", "TIME", "MONEY"):
        odd = _BEHIND_SIZE.match(text, end) or _ONE.match(text, end)
        if odd is None and (rest := _BOUND_AND_UNIT.match(text, end)) is not None and is_unit(rest[0]):
            odd = rest
    if odd is not None and odd.start() < limit:
        yield odd.span()
