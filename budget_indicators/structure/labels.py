"""Find the parts of a text that belong to no indicator: column names, other columns, remarks on labels, repetitions.

A form has more columns than a string has parts. People, programs and scanners write the names and contents of columns
anywhere. ``left_out`` finds all of these with one table of words, part by part; the rest of the text is read as usual.
The parts that were left out are reported; points are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from ..model.taxonomy import STEMS1, STEMS2
from ..patterns import lazy
from ..text.cleaning import Source, without
from ..text.memo import LONGEST_REMEMBERED
from ..text.skeleton import skeleton
from .quoted import LEFT, RIGHT

Beside: TypeAlias = Literal["label", "column", "remark", "star", "joint", "twice", "page"]


class Left(NamedTuple):
    """A stretch of the text that belongs to no indicator, its kind, and the points that it states."""

    start: int
    end: int
    kind: Beside
    weight: Decimal | None = None


# The one table of the names of columns. Their contents are no part of a dense string.
_POINTS = "(?:指标|标准|满分|评分)?(?:分值|权重(?:值|系数)?|赋分|分数|权数|满分)"
_COLUMNS = (
    "(?:指标)?(?:方向|性质|类型|属性|正反向|极性|级别|编码|代码|周期类型|频次)|(?:考核|监测)频次",
    "(?:计量|度量|指标)?单位",
    "(?:数据|资料|取数|信息|指标值?|目标值?)(?:来源|出处|依据)",
    "(?:评分|考核|评价|赋分|打分|扣分|计分|得分|指标值?设定|设置|制定)(?:标准|规则|办法|细则|依据|方法|要求)",
    "(?:指标)?(?:解释|说明|定义|内涵|释义|口径)",
    "(?:指标)?(?:计算|取值|统计|核算)(?:公式|方法|方式|口径)",
    "(?:指标)?备注|附注|批注|责任(?:部门|单位|科室|处室|人)|(?:牵头|主管|填报|实施)(?:部门|单位|科室)",
    "填报人|审核(?:人|意见|状态)",
    "实际(?:完成)?值|(?:指标)?完成(?:值|情况|率值)|自?评?得分|偏差原因(?:分析)?及?(?:改进)?(?:措施)?|改进措施",
    "(?:上年度?|去年|前[一二三]年|历史|往年|参考|基期|基准|对标|行业)(?:完成|参考|实际|标准|指标|目标)?值",
    "(?:运算|比较|计算)符号?|佐证(?:材料|资料)|证明材料|是否(?:必填|必选|核心指标)|核心指标",
)
COLUMN_WORDS = f"(?:{_POINTS}|{'|'.join(_COLUMNS)})"
"""The names of other columns, as an expression."""
_COLUMN = f"(?:(?P<points>{_POINTS})|(?P<free>{'|'.join(_COLUMNS)}))"


def _either(words: Iterator[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_STEM1, _STEM2 = _either(iter(STEMS1)), _either(iter(STEMS2))
_CODE = "[1-3][1-4]?"
LEVEL = f"(?:{_CODE}[-.、| ]{{1,2}}(?:{_STEM1}|{_STEM2})(?:指标)?|(?:{_CODE})?(?:{_STEM1}|{_STEM2})指标)"
"""A level in a skeleton: its code and name, or its whole name."""

PERIOD = (
    "(?:(?:项目|整个|预期|预计|计划|设定)?的?(?:(?:实施|执行|建设|规划|合同|服务|全)周?期限?(?:内|间)?|项目周?期|周期)"
    "|全程|全过程|总体|整体|中长?期|长期|总(?=目标|指标值)|[三四五]年期?|20[0-9]{2}年?[-|至到]20[0-9]{2}年?度?)"
)
"""The words for the whole period in a key."""
YEAR = (
    "(?:(?:项目|预期|预计|计划|设定|预算|当前)?的?(?:本|当|全|该|20[0-9]{2}年?)?年度内?"
    "|当年|本年|全年|今年|当期|本期|20[0-9]{2}年)"
)
"""The words for the year in a key."""
GOAL = (
    "(?:(?:绩效|预期|预计|预定|计划|考核|任务|应达){0,2}(?:指标|目标|计划|预期|考核|任务)数?值"
    "|(?:绩效|预期|预计|计划|考核)?(?:指标|目标)(?:数|要求)?)"
)
"""The words for the target in a key."""

_KEY = f"(?:{PERIOD}|{YEAR}){GOAL}"
_NUMERALS = "0-9零〇一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟萬两廿卅IVXivxⅠ-ⅿ①-⓿"
_INSIDE = (
    f"(?!{_CODE}[-、.]|(?:指标|序号|编号|第|No)?[ .]?[{_NUMERALS}]{{1,9}}(?:[条项个号]?）| ?/|[条项个],?共)"
    f"|{_STEM1}|{_STEM2}|{_KEY}|20[0-9]{{2}})[^（）;:。]"
)
_BRACKET = f"（{_INSIDE}{{1,12}}）"
_SEPARATES = "[;。|]"

# At the beginning of a part.
_COLUMN_HEAD = (
    f" ?（? ?{_COLUMN} ?(?:（[^（）]{{1,8}}）)? ?(?:）? ?[:=|] ?|）|[为是] ?(?=[0-9]))|[ （]{{0,2}}{_POINTS} ?(?=[0-9])"
)
_WORDS_1_2 = "(?:(?:绩效)?指标[一二]级|[一二12]级(?:绩效)?(?:指标)?(?:名称|类别|类型)?|L[12])"
_KIND_LABEL = f"(?:(?:绩效)?指标)?(?:类型|类别|分类|大类) ?[:=|] ?(?=（?{LEVEL})"
_LABEL_1_2 = f" ?(?:{_KIND_LABEL}|（ ?{_WORDS_1_2} ?） ?[:=]?|{_WORDS_1_2} ?(?:=>|[:=为是]|-{{0,2}}(?= ?（?{LEVEL}))) ?"
_WORDS_3 = "(?:(?:绩效)?指标三级|[三3]级(?:绩效)?(?:指标)?(?:名称|内容)?|L3)"
_WORDS_NAME = "(?:(?:具体|绩效)?指标(?:名称|内容|描述)?|名称)"
_LABEL_3 = (
    f" ?(?:（ ?(?:{_WORDS_3}|{_WORDS_NAME}) ?） ?[:=]?"
    f"|{_WORDS_3} ?(?:=>|[:=是-]|为(?!民))|{_WORDS_NAME} ?(?:=>|[:=])) ?(?=[^;。|:])"
)
_REMARK_HEAD = f" ?(?:{_BRACKET} ?|[*#※] ?)*(?:{_BRACKET} ?)(?:[*#※] ?)*(?={_KEY}|{LEVEL})"
_LISTED = lazy(
    "(?P<own> ?[0-9]{1,4}[、.] ?)?(?P<mark> ?（?(?P<number>[0-9]|[①-⑳])(?:）|(?<=[①-⑳])[、.]?|[.、] ?(?![0-9])))"
)
_LIST_BEGINS = frozenset(" 0123456789（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_ORDINAL = lazy(" ?[（第]?[0-9]{1,4}[）、.]{1,2} ?|[一二三四五六七八九十]{1,3}、|[①-⑳][、.]?")
_HEADED = lazy(f' ?[（“"]?(?:{_KEY}|{LEVEL}|[0-9]{{1,4}}、|（[0-9]{{1,2}}）|[一二三123]级指标|序号)')
_LEVEL_ENDS = lazy(f"(?:{LEVEL})(?:（[^（）]{{1,16}}）)? ?$")
_PART = lazy("[^;。|]+")
_SENTENCE_END = lazy("[;。]")
_VALUE_POINTS = lazy("[ :=|（为是]{0,3}([0-9]{1,3}(?:[.][0-9]{1,2})?) ?(?:分|%|$|）)")
_FREE_ENDS = lazy(f"{_KEY}|{LEVEL}")


_HEADS = (_COLUMN_HEAD, _LABEL_1_2, _LABEL_3, _REMARK_HEAD)
_JOINED = (
    "(?<=指标 )(?:>{1,2}|(?:中|里|下|内|当中)的|之)|(?<=指标>)>?|(?<=指标[中里下内])的|(?<=指标当)中的|(?<=指标之)"
)
_NO_HEAD = "实施周期指标值:|年度指标值:|(?:[0-9]{1,3}、)?[1-3][1-4]?-"  # the beginning of most parts


@cache
def _heads() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _HEADS))


@cache
def _any_head() -> re.Pattern[str]:
    """One of the heads; most parts have none."""
    return re.compile("|".join(map(_ungrouped, _HEADS)))


def _ungrouped(head: str) -> str:
    return head.replace("?P<points>", "?:").replace("?P<free>", "?:")


@cache
def _headed_part() -> re.Pattern[str]:
    """A part that begins with one of the heads, or with a number and a key; most texts have none."""
    numbered = re.sub("[?]P<[a-z]+>", "?:", _LISTED.pattern)
    return re.compile(f"[;。|](?!{_NO_HEAD})(?:{'|'.join(map(_ungrouped, _HEADS))}|{numbered}{_KEY})")


def _twice(signs: str) -> bool:
    """Whether a part ends as the previous part may end."""
    parts = [*map(str.strip, _PART.findall(signs))]
    ends = map(str.endswith, parts, parts[1:])
    return any(len(part) > 3 for part, end in zip(parts[1:], ends, strict=True) if end)


@cache
def _within() -> tuple[tuple[str, Beside, re.Pattern[str]], ...]:
    """Parts that are left out anywhere: words of which each contains one, the kind, the expression.

    Each expression begins with a sign or a set of characters, and looks back only behind that, which is fast in ``re``.
    A text that contains none of the words needs no search.
    """
    table: tuple[tuple[tuple[str, ...], Beside, str], ...] = (
        (("（",), "column", f"（ ?{_COLUMN} ?(?:[:=|为]|(?=[0-9]))[^（）;。]{{0,40}}）"),
        ((",",), "column", f",(?<=[^;。|],) ?{_COLUMN}(?:（[^（）]{{1,8}}）)? ?(?:[:=]|(?=[0-9]))[^;。|,]{{0,80}}"),
        (("级", "类", "L"), "label", f"[,、](?P<left>{_LABEL_1_2})(?=[^;。|:])"),
        (("指标,",), "label", f",(?<=指标,)(?P<left>{_LABEL_3})"),
        (("（20",), "remark", f"（(?<=[;。,]（)(?=20[0-9]{{2}}[^（）]{{0,10}}）{_KEY})"),
        (
            ("）",),
            "remark",
            f"）(?:(?<=[;。,]（20[0-9]{{2}}年）)|(?<=-20[0-9]{{2}}年）)|(?<=-20[0-9]{{2}}）))(?={_KEY})",
        ),
        (("标|", "值|"), "remark", "[|](?:(?<=指标[|])|(?<=标值[|])|(?<=目标[|]))[0-9]{1,2}[|](?=[:;,])"),
        (('"',), "label", '"[A-Za-z_][A-Za-z_0-9 ]{0,24}" ?: ?(?=["0-9])'),
        (('"',), "remark", '=(?<![^;。|]=)(?:[A-Z]{1,12}（)?(?=")|"）(?= ?=| ?$)'),
        (("）指标",), "remark", "（(?<=[出益果度量效本响]（)[^（）;:。]{1,12}）(?=指标 ?[;。,|（])"),
        (
            ("方面", "大类"),
            "remark",
            "[方大](?:(?<=[出益果度量效本响]方)面|(?<=[出益果度量效本响]大)类)(?=(?:指标)? ?[;。,|（])",
        ),
        (("|",), "star", f"[|](?<=[;。、].) ?(?={_KEY}|{LEVEL})"),
        (
            (">", "的", "之"),
            "joint",
            f"[ >中里下内当之](?:{_JOINED}) ?(?=[（“]?{LEVEL})",
        ),
        (("设",), "remark", f"设(?:置|立|定)? ?(?:[0-9]{{1,2}} ?[条个项])?(?={LEVEL})"),
        (("条", "个", "项"), "remark", "[0-9](?<=指标[0-9])[0-9]?[条个项](?=[:,;])"),
        (
            ("标-", "标/", "标>"),
            "joint",
            f"[1-3](?<![0-9].)[/、,][1-3][1-4][-.、](?=(?:{_STEM1})指标[-/>](?:{_STEM2})指标)",
        ),
    )
    return tuple([(word, kind, re.compile(pattern)) for words, kind, pattern in table for word in words])


# Remarks behind a label. Of several brackets one that names points or a year is kept.
@cache
def _behind() -> re.Pattern[str]:
    once = (
        "(?:（[^（）;。]{1,20}）分?|（[^（）;:。]{0,8}（[^（）;:。]{1,12}）[^（）;:。]{0,4}）"
        "|[①-⑳]|[*†‡]{1,3}|/[A-Za-z][A-Za-z ]{1,24}/?)"
    )
    return re.compile(
        f"(?:(?P<key>{_KEY})|{LEVEL})(?P<beside>(?: ?{once}){{1,4}})(?(key)(?= ?[:=]|[0-9≥≤<>])|(?= ?(?:[;。,|:=]|$)))"
    )


_BEHIND_ENDS = "".join(sorted({word[-1] for word in (*STEMS1, *STEMS2)} | set("值标数求")))
_MAY_STAND_BEHIND = lazy(f"[（①-⑳*†‡/](?:(?<=[{_BEHIND_ENDS}].)|(?<=[{_BEHIND_ENDS}] .))")
"""A remark behind the possible end of a level or a key; most texts have none."""
_ONE_BESIDE = lazy(
    "（（(?P<inner>[^（）]{1,12})））|（[^（）]{0,8}（[^（）]{1,12}）[^（）]{0,4}）|（[^（）]{1,20}）分?"
    "|/[A-Za-z][A-Za-z ]*/?|[^ ]"
)
_TOLD = lazy("[0-9]{1,3}(?:[.][0-9]+)? ?[分%]|20[0-9]{2}|(?:权重|分值|满分)|^（[0-9]{1,3}）$")
_LATIN = lazy("（[A-Za-z][A-Za-z ]*）|/[A-Za-z ]+/?")
_PAGE = lazy(
    "(?:-{1,2} ?[0-9]{1,4} ?-{1,2}|第 ?[0-9]{1,4} ?页(?:[,、/ ]{0,2}共 ?[0-9]{1,4} ?页)?|共 ?[0-9]{1,4} ?页"
    "|(?P<of>[0-9]{1,4} ?/ ?[0-9]{1,4})|[Pp]age ?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?)"
)
_KEYCAP = "\u20e3"
_QUOTED = lazy(f"{LEFT}[^{LEFT}{RIGHT}]*{RIGHT}")
_KEY_HERE = lazy(_KEY)
_BARE_3 = lazy(" ?[三3]级(?:绩效)?指标(?:名称|内容)?(?=[一-鿿])")
_ARROW = lazy("(?<=[标值]) ?=> ?")


_LIST_GOES_ON = lazy("[^;。,|],")


def left_out(source: Source) -> list[Left]:
    """The parts of a cleaned text that belong to no indicator, in order."""
    text = source.text
    signs = skeleton(text)
    if LEFT in text:
        for match in _QUOTED.finditer(text):
            signs = signs[: match.start()] + "x" * len(match[0]) + signs[match.end() :]
    found = [*_pages(source, signs), *_keycaps(text)]
    if _headed_part().search(f"。{signs}") or _twice(signs):
        found += _of_parts(signs)
    beside = list(_behind_labels(signs))
    labelled = {at for match in beside for at in range(*match.span("beside"))}
    for word, kind, pattern in _within():
        for match in pattern.finditer(signs) if word in signs else ():
            start = match.start()
            if kind == "label":
                start = max(match.start(group) for group in range(match.re.groups + 1))
            if kind == "column" and match[0][0] == "（":  # a blank and a comma before it go with it
                start -= signs[start - 1 : start] == " "
                start -= _LIST_GOES_ON.match(signs, start - 2) is not None if start > 1 else 0
            if start not in labelled:
                found.append(Left(start, match.end(), kind, _points(match)))
    for match in beside:
        found += _remarks(match)
    if any(one.kind == "label" and signs.endswith("=>", one.start, one.end) for one in found):
        found += [Left(*match.span(), "joint") for match in _ARROW.finditer(signs)]
    return _apart(found)


def _behind_labels(signs: str) -> Iterator[re.Match[str]]:
    """The labels with remarks behind them; none goes beyond a ; or a 。."""
    at = 0
    for hit in _MAY_STAND_BEHIND.finditer(signs):
        if hit.start() < at:
            continue
        start = max(at, *(signs.rfind(mark, at, hit.start()) + 1 for mark in ";。"))
        end = _SENTENCE_END.search(signs, hit.start())
        at = len(signs) if end is None else end.end()
        yield from _behind().finditer(signs, start, at)


def _apart(found: list[Left]) -> list[Left]:
    """The stretches in order; of two that overlap, the one that begins first, or the longer one."""
    kept: list[Left] = []
    for one in sorted(found, key=lambda left: (left.start, -left.end)):
        if one.end > one.start and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return kept


def _points(match: re.Match[str]) -> Decimal | None:
    """The points that another column states."""
    if "points" not in match.re.groupindex or match["points"] is None:
        return None
    number = _VALUE_POINTS.match(match.string, match.end("points"), match.end())
    return None if number is None else Decimal(number[1])


def _of_parts(signs: str) -> Iterator[Left]:
    """Find what is left out at the beginning of a part, or as a whole part."""
    before = ""  # the part before that was kept
    begun = open_ = False  # whether there was a key or a level; whether the text of another column continues
    listed: list[tuple[int, int, int]] = []
    keyed = labelled = False
    for part in _PART.finditer(signs):
        start, end = part.span()
        mark = signs[start - 1 : start]
        if mark in ("。", ""):
            yield from _list(listed, keyed)
            listed, keyed, labelled, before, open_ = [], False, False, "", False
        if _any_head().match(signs, start, end) is None:
            column = label = name = remark = None
        else:
            column, label, name, remark = (head.match(signs, start, end) for head in _heads())
        headed = (open_ or not begun) and _HEADED.match(signs, start, end) is not None
        begun = begun or headed
        if begun and column is not None and (mark != "。" or signs[end : end + 1] in ("。", "")):
            open_ = column["free"] is not None
            yield _column(signs, start, end, column)
            continue
        if open_ and not headed and label is None and name is None and _LEVEL_ENDS.search(before) is None:
            yield Left(start - 1, end, "column")
            continue
        open_ = False
        at = start
        if signs[start] in _LIST_BEGINS and (number := _LISTED.match(signs, start, end)) is not None and mark != "|":
            digit = number["number"]
            value = int(digit) if digit.isdecimal() else ord(digit) - 0x245F
            if not listed or value == listed[-1][2] + 1:
                listed.append((*number.span("mark"), value))
                keyed = keyed or _KEY_HERE.match(signs, number.end("mark")) is not None
        if label is not None and label.end() < end:
            yield Left(start, label.end(), "label")
            at, labelled = label.end(), True
        elif name is not None and name.end() < end and (_LEVEL_ENDS.search(before) or _ORDINAL.fullmatch(before)):
            yield Left(start, name.end(), "label")
            at = name.end()
        elif labelled and (bare := _BARE_3.match(signs, start, end)) is not None:
            yield Left(start, bare.end(), "label")
            at = bare.end()
        elif remark is not None:
            yield Left(start, remark.end(), "remark")
            at = remark.end()
        words = signs[at:end].strip()
        if (
            len(words) > 3
            and mark not in ("", "。")
            and (
                words == before or (before.endswith(words) and _ORDINAL.fullmatch(before, 0, len(before) - len(words)))
            )
        ):
            yield Left(start - 1, end, "twice")
            continue
        before = words
    yield from _list(listed, keyed)


def _column(signs: str, start: int, end: int, column: re.Match[str]) -> Left:
    """Another column, with the mark before it, or behind a 。 with the one after it."""
    points = column["points"]
    weight = None
    if points is None:
        bare = _VALUE_POINTS.search(signs, start, end) if column["free"] is None else None
        weight = None if bare is None else Decimal(bare[1])
    else:
        number = _VALUE_POINTS.match(signs, column.end("points"), end)
        weight = None if number is None else Decimal(number[1])
    if signs[start - 1 : start] == "。":
        return Left(start, min(end + 1, len(signs)), "column", weight)
    return Left(max(0, start - 1), end, "column", weight)


def _list(listed: list[tuple[int, int, int]], keyed: bool) -> Iterator[Left]:
    """The numbers of a list whose items are the parts of an entry: ``（1）1-产出指标；（2）11-数量指标；…``."""
    if keyed and len(listed) > 2:
        for start, end, _ in listed:
            yield Left(start, end, "remark")


def _remarks(match: re.Match[str]) -> Iterator[Left]:
    """Remarks behind a label, except for one bracket with points or a year, which is part of the label."""
    start, end = match.span("beside")
    ones = list(_ONE_BESIDE.finditer(match.string, start, end))
    kept = next((one for one in ones if _TOLD.search(one[0])), None)
    if kept is None and len(ones) == 1 and ones[0][0][0] == "（" and _LATIN.fullmatch(ones[0][0]) is None:
        return
    for one in ones:
        if one is not kept:
            yield Left(*one.span(), "remark")
        elif one[0].count("（") > 1:  # （（30分）） is （30分）
            first, last = match.string.index("（", one.start() + 1), match.string.rindex("）", 0, one.end() - 1)
            yield Left(first, first + 1, "remark")
            yield Left(last, last + 1, "remark")


def _keycaps(text: str) -> Iterator[Left]:
    """The frames around the digits of a code."""
    at = text.find(_KEYCAP)
    while at >= 0:
        if text[at + 1 : at + 2] in "-－–— " or (
            text[at + 1 : at + 2].isdecimal() and text[at + 2 : at + 3] == _KEYCAP
        ):
            yield Left(at, at + 1, "remark")
        at = text.find(_KEYCAP, at + 1)


def _pages(source: Source, signs: str) -> Iterator[Left]:
    """Lines that contain only a page number."""
    if source.text is source.raw:
        return
    before = 0
    for at, gap in source.gaps(0, len(signs)):
        if "\n" not in gap and "\r" not in gap:
            continue
        page = _PAGE.fullmatch(signs, before, at)
        if page is not None and before and (page["of"] is None or signs[before - 1] in ";。"):
            yield Left(before, at, "page")
        before = at
    page = _PAGE.fullmatch(signs.rstrip(), before)
    if page is not None and before:
        yield Left(before, page.end(), "page")


def bare(source: Source, found: list[Left]) -> tuple[Source, list[Left]]:
    """The text without the parts that ``left_out`` found, and those parts with their positions in the raw text."""
    spans = [source.span(one.start, one.end) for one in found]
    raw = [Left(at.start, at.end, one.kind, one.weight) for at, one in zip(spans, found, strict=True)]
    return without(source, [(one.start, one.end) for one in found]), raw


@lru_cache(maxsize=LONGEST_REMEMBERED)
def holds_labels(text: str) -> bool:
    """Whether a name or a value may contain parts that ``left_out`` leaves out."""
    return bool(left_out(Source(text, f"；{text}")))
