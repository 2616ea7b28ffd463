"""Fold the text of a value into the form the grammar knows: half-width, one glyph per sign, without idle blanks."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from ..model.nodes import Span
from ..patterns import any_of, lazy

_ONE_FORM = {
    "-": "－‐‑‒–—―−﹣➖─━ー﹘⸺⸻╌┄┅⎯˗⁃ｰ᠆⸗゠︱︲֊־",
    "~": "～∼〜˜∽⁓〰﹏",
    "≥": "≧⩾≯≮⋝",
    "≤": "≦⩽⋜",
    "=": "＝═﹦",
    ">": "＞﹥",
    "<": "＜﹤",
    "》": "≫",
    "《": "≪",
    "%": "％﹪٪",
    "/": "／⁄∕",
    ":": "：∶﹕",
    ",": "，﹐",
    ";": "；﹔",
    "·": "•∙・⋅‧●▪",
    "×": "✕╳⨯✖",
    "*": "＊∗",
    "+": "＋﹢",
    "“": "「『〝",
    "”": "」』〞",
    "℃": "",
    "。": "｡",
    # Traditional characters of the words that the grammar knows.
    "于": "於",
    "亿": "億",
    "万": "萬",
    "个": "個箇",
    "条": "條",
    "场": "場塲",
    "过": "過",
    "达": "達",
    "内": "內",
    "两": "兩",
    "几": "幾",
    "余": "餘",
    "约": "約",
    "项": "項",
    "户": "戶",
    "处": "處",
    "单": "單",
    "亩": "畝",
    "吨": "噸",
    "钟": "鐘鍾",
    "时": "時",
    "间": "間",
    "周": "週",
    "册": "冊",
    "张": "張",
    "辆": "輛",
    "岁": "歲",
    "点": "點",
    "后": "後",
    "从": "從",
    "发": "發",
    "与": "與",
    "较": "較",
    "长": "長",
    "减": "減",
    "优": "優",
    "级": "級",
    "类": "類",
    "满": "滿",
    "众": "眾",
    "员": "員",
    "学": "學",
    "频": "頻",
    "质": "質",
    "数": "數",
    "逾": "踰",
    "无": "無",
    "预": "預",
    "计": "計",
    "增": "増",
    "标": "標",
    "准": "準",
    "应": "應",
    "会": "會",
    "为": "為爲",
    "盖": "蓋",
    "请": "請",
    "车": "車",
    "课": "課",
    "圆": "圓",
    "贰": "貳",
    "陆": "陸",
    "叁": "參叄",
    "节": "節",
    "报": "報",
    "实": "實",
    "现": "現",
}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE: dict[int, str] = _WIDE | {ord(other): one for one, others in _ONE_FORM.items() for other in others}
# "Not greater" is "at most", whatever the sign resembles.
_TABLE |= {ord("≯"): "≤", ord("≮"): "≥"}

_BLANK = lazy(r"\s+")
# Characters that are not folded yet; most texts have none, and translating is slow.
_UNFOLDED = lazy(rf"[\s{any_of(map(chr, _TABLE))[1:]}")
# 1 000株: groups of three; 9 5 %: single digits. The blanks separate nothing; in 1 1/2 one does.
_SPACED = lazy(r"(?<![\d.])(?:[1-9]\d{0,2}(?:[ \u00a0]\d{3})+|\d(?:[ \u00a0]\d)+)(?![\d/])")


# 6一12宗, 90…95%, 3_5次: another character for the dash between two numbers.
_ODD_DASH = lazy(r"(?:(?<=[\d%‰])|(?<=\d[一-龥])|(?<=\d[一-龥]{2})|(?<=\d[一-龥]{3}))(?:一|[…⋯‥_]+|\.{2,})(?=\d)")
# 9O%, 1OO%, l00%, 1〇次: letters that look like digits, within a number.
_NUMBER_LIKE = lazy(
    r"(?<![A-Za-z\d_./-])(?![.,])(?=[lIOo〇○.,]{0,20}\d)(?=[\d.,]{0,20}[lIOo〇○])[\dlIOo〇○.,]{1,30}(?=[%‰㎡]|[一-龥]|(?:[kcmnμu]?[mgL]|ml|[kKMGT]B|Mbps|[kM]W|dB|t|h|min|s|ha)(?![A-Za-z\d])|[,;。、()\[【〔~-]|$)"
)
_DIGIT_MEANT = {"O": "0", "o": "0", "〇": "0", "○": "0", "l": "1", "I": "1"}
_HAN_ZERO = lazy("(?<=[一二三四五六七八九])[Oo0○](?=[一二三四五六七八九年〇])")
# 200(万元), 90(分)以上, [90,100](%): a unit in brackets directly after its number.
_UNIT_IN_BRACKETS = lazy(
    r"(?:(?<=[\d\]】〕千万亿百多余几来⁰¹²³-⁹])|(?<=\d\))|(?<=次方))[(\[【〔](?P<unit>[^\d\s()\[\]【】〔〕,;。、=<>≥≤~+-][^\s()\[\]【】〔〕,;。、=<>≥≤~+-]{0,9})[)\]】〕]"
)


# m^2, L^-1, s^-1: the sign of a power in a unit; 元/(人·月): brackets around the whole denominator.
_RAISED = lazy(r"(?<=[A-Za-z米])\^(?=-?[1-4](?!\d))")
_DENOMINATOR_IN_BRACKETS = lazy(r"(?<=/)\((?P<unit>[^\d\s()/,;。][^\s()/,;。]{0,5}[·*.、×][^\d\s()/,;。]{1,6})\)")
# 20(±2)℃: a tolerance in brackets between a number and its unit.
_TOLERANCE = lazy(r"(?<=\d)\(±\d[\d.]*\)(?=[%‰℃]|[一-龥A-Za-z])")


# (≥)95%, 95%(以上), 100人(左右): a comparator in brackets beside its number.
_COMPARATOR_IN_BRACKETS = lazy(
    r"[(\[【〔](?:(?:[≥≤<>=]{1,2}|不[低少]于|不超过|不[高多]于|[大小]于(?:或?等于)?|至少|约)[)\]】〕](?=\d)"
    r"|(?<=[\d%‰一-龥)\]】A-Za-z²³㎡㎥℃].)(?:(?:含|及|包含|包括)?(?:以上|以下|以内|之内)|左右|上下|[≥≤<>])[)\]】〕](?=$|[,;。、)]))"
)
# ≥(90%), 约(500)人: brackets around the number itself.
_NUMBER_IN_BRACKETS = lazy(
    r"(?:(?<=[≥≤<>=约])|(?<=[大小高低多少等]于)|(?<=不超过)|(?<=至少)|(?<=达到))[(\[【〔]\d[\d.]*[%‰一-龥]{0,3}[)\]】〕]"
    r"|[\[【〔]\d[\d.]*[\]】〕](?=[%‰]|[一-龥]{1,4}(?:$|[,;。]))"
)
# "≥95%": quotes around a whole value that begins as an amount; a slogan keeps them.
_QUOTED_VALUE = lazy(r"^[“\"‘'](?:[≥≤<>=~][^“”\"‘’']*\d|\d[\d.,]*[%‰])[^“”\"‘’']*[”\"’']$")
# 大干90%: 于 misread by a scanner.
_SCANNED_THAN = lazy(r"(?<=[大小高低多少等])(?<!不.)(?<!得.)[干千](?=\d[\d.]*[%‰])")
# 1比3: a ratio in words.
_RATIO_WORD = lazy(r"(?<=\d)比(?=\d)")
# 90(含)分以上: between a number and its unit it means the same as 以上.
_INCLUDED = lazy(
    r"(?<=\d)\((?:包?含|包括)(?:本数)?(?:\d+(?:\.\d+)?[一-龥%]{0,2})?\)(?=[%‰]|[一-龥]{1,3}(?:及?以[上下内]|$))(?!以|及|至)"
)


@attrs.define(eq=False, repr=False)
class Folded:
    """A folded text, with a position map to the original.

    ``meant`` are the positions (in the folded text) of letters read as the digits that they look like.
    """

    text: str
    _positions: tuple[int, ...] | None = None
    _closed: frozenset[int] = frozenset()  # ends of removed brackets around units
    meant: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The position in the original text of ``start`` to ``end`` of the folded text."""
        if self._positions is None:
            return Span(start, end)
        last = self._positions[end - 1] + 1
        return Span(self._positions[start], last + (last in self._closed))


def fold(text: str, is_unit: Callable[[str], bool] = lambda _: False) -> Folded:
    """Fold ``text``; each character stays one, and only blanks and brackets around a unit are removed.

    A blank is kept between two letters or two digits, where it separates words and numbers; a line break between digits
    is not. ``is_unit`` decides whether the content of a bracket after a number is its unit.
    """
    folded, positions = _one_form(text)
    brackets = "(" in folded or "[" in folded or "【" in folded or "〔" in folded
    if not _DIGIT.search(folded):
        folded = _HAN_ZERO.sub("〇", folded)
        if not (brackets and _COMPARATOR_IN_BRACKETS.search(folded)):
            return Folded(folded, positions)
    if "比" in folded:
        folded = _RATIO_WORD.sub(":", folded)
    than = tuple([found.span() for found in _SCANNED_THAN.finditer(folded)])
    folded = _SCANNED_THAN.sub("于", folded)
    folded = _ODD_DASH.sub(lambda dash: "-" * len(dash[0]), folded)
    meant = tuple(
        [
            found.span()
            for found in _NUMBER_LIKE.finditer(folded)
            if found[0][-1] not in "lI" or folded[found.end() : found.end() + 1] == "%"
        ]
    )
    for start, end in meant:
        folded = folded[:start] + "".join([_DIGIT_MEANT.get(char, char) for char in folded[start:end]]) + folded[end:]
    meant += than
    closed: set[int] = set()
    if brackets and _INCLUDED.search(folded):
        folded, positions = _without(folded, positions, _INCLUDED)
    units = [*_QUOTED_VALUE.finditer(folded)]
    if brackets:
        units += [found for found in _UNIT_IN_BRACKETS.finditer(folded) if is_unit(found["unit"])]
        units += _COMPARATOR_IN_BRACKETS.finditer(folded)
        units += _NUMBER_IN_BRACKETS.finditer(folded)
        units += _DENOMINATOR_IN_BRACKETS.finditer(folded)
        units += _TOLERANCE.finditer(folded)
    if "^" in folded:
        units += _RAISED.finditer(folded)
    if units:
        dropped = {at for found in units for at in (found.start(), found.end() - 1)}
        if dropped:
            kept = positions or tuple(range(len(folded)))
            closed = {kept[found.end() - 1] for found in units}
            meant = tuple([(start - _before(dropped, start), end - _before(dropped, end)) for start, end in meant])
            positions = tuple([place for at, place in enumerate(kept) if at not in dropped])
            folded = "".join([char for at, char in enumerate(folded) if at not in dropped])
    return Folded(folded, positions, frozenset(closed), meant)


def _without(text: str, positions: tuple[int, ...] | None, idle: re.Pattern[str]) -> tuple[str, tuple[int, ...] | None]:
    """The text without the matches of ``idle``."""
    dropped = {at for found in idle.finditer(text) for at in range(*found.span())}
    kept = positions or tuple(range(len(text)))
    return (
        "".join([char for at, char in enumerate(text) if at not in dropped]),
        tuple([place for at, place in enumerate(kept) if at not in dropped]),
    )


def _before(dropped: set[int], at: int) -> int:
    return sum([one < at for one in dropped])


_DIGIT = lazy(r"\d")
# A number on its own line behind a complete amount does not join the next line's digits: it may be a page number.
_PAGE = lazy(r"\d[一-龥%‰]{1,3}\s*\n\s*\d{1,3}$")
_LONGEST_PAGE = 24


def _one_form(text: str) -> tuple[str, tuple[int, ...] | None]:
    """One glyph for each sign, no idle blanks; and the position of each character, if any were removed."""
    if not _UNFOLDED.search(text):
        return text, None
    folded = text.translate(_TABLE)
    if not _BLANK.search(folded):
        return folded, None
    idle = {at for group in _SPACED.finditer(folded) for at in range(*group.span()) if folded[at].isspace()}
    kept: list[int] = []
    last = 0
    for blank in _BLANK.finditer(folded):
        kept.extend(range(last, blank.start()))
        last = blank.end()
        if blank.start() not in idle and (
            _parts(folded[blank.start() - 1 : blank.start()], folded[last : last + 1], blank[0])
            or (
                "\n" in blank[0]
                and folded[last : last + 1].isdigit()
                and _PAGE.search(folded, max(0, blank.start() - _LONGEST_PAGE), blank.start())
            )
        ):
            kept.append(blank.start())
    kept.extend(range(last, len(folded)))
    return "".join([" " if folded[i].isspace() else folded[i] for i in kept]), tuple(kept)


def _parts(left: str, right: str, blank: str) -> bool:
    """Whether a blank separates words or numbers that would otherwise join."""
    if not (left.isascii() and left.isalnum() and right.isascii() and right.isalnum()):
        return False
    if right.isdigit():
        return not (left.isdigit() and "\n" in blank)
    return not left.isdigit()
