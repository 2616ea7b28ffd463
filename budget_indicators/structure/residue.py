"""Find what no plain phrase contains in a name or a value: a label, an unpaired bracket, a list number, a stray sign.

Damage has more forms than anyone can list, but what it leaves in a text is no part of a phrase. So a text is compared
with the parts of a phrase: words, numbers, and the marks of typography in their places. Anything else gets a
diagnostic, so even a reading that failed in an unforeseen case is not silent.
"""

from __future__ import annotations

import re

from ..patterns import any_of, lazy
from ..text.memo import remembered
from .labels import COLUMN_WORDS

_PAIRS = ("（(）)", "【】", "「」", "『』", "〔〕", "[［]］", "{｛}｝", "“”", "‘’", "《》", "〈〉")
_KIND = {sign: (pair, place < len(signs) // 2) for pair, signs in enumerate(_PAIRS) for place, sign in enumerate(signs)}
"""A bracket or quote -> its pair, and whether it opens."""
_HALVES = lazy(any_of(_KIND))
_ENUMERATED = lazy("(?<![^；;。:：、，, ])[0-9a-zA-Z一二三四五六七八九十]{1,2}[)）]")

_LEVEL = "(?:产出|效益|满意度|数量|质量|时效|(?:经济|社会|生态)效益|可持续影响|服务对象满意度)指标"
_WORD = (
    f"(?:{COLUMN_WORDS}|[一二三]级(?:指标)?(?:名称)?|指标(?:名称|内容|描述)|名称|(?:指标|目标|计划|周期)值|年度"
    f"|实施周期"
    "|序号|编号|标准|口径|要求|依据|预算金额|项目名称|主管部门)"
)
_LETTER = "0-9A-Za-z一-鿿㐀-䶿豈-﫿\U00020000-\U0003ffff々〇Α-ωⅠ-ⅿ"
_UNITS = "℃℉㎡㎥㎏㎞㎝㎜㎎㎖㏄°′″²³½％%‰"
_OPENS, _CLOSES = "（(【\\[〔「『", "）)】\\]〕」』"
_AMOUNT = "[≥≤<>＜＞=＝]?[0-9][0-9.,]*"

_TYPED = (
    "×÷±·、，,。.．；;：:！!？?（）()“”‘’《》〈〉「」『』【】〔〕\\[\\]—–\\-~～+＋/／…"
    "≥≤<>＜＞=＝≦≧⩾⩽﹥﹤═*＊&@_#'\"№Ωµ $"
)

# Signs that stand in no phrase, and those that begin or end none.
_SIGN = lazy(
    f"[^{_LETTER}{_UNITS}{_TYPED}]"
    f"|^(?![{_LETTER}“‘《≥≤<>＜＞=＝≦≧⩾⩽﹥﹤═》±（(【\\[〔「『]|[-+.−](?=[0-9])).(?=.)"
    f"|(?<=.)(?<![0-9十百千万亿][+])[^{_LETTER}{_UNITS}{_CLOSES}”’》。.，、；]$"
    r"|_|#|(?<![A-Za-z])[A-Za-z]{2,}(?:[=({]|://)|</|&[a-z#]"
)
# A text without any of them: most texts.
_NO_SIGN = lazy(f"[{_LETTER}“‘《≥≤（](?:[{_LETTER}{_UNITS}、，（）“”‘’《》≥≤.—–…·-]*[{_LETTER}{_UNITS}）”’》。.，、])?")
_AROUND = lazy("^[“‘【「『（(\\[][^”’】」』）)\\]]*[”’】」』）)\\]]$")
# The name of a column with the mark that separates it from the rest.
_LABEL = f" ?{_WORD} ?(?:[:：=＝\\-—–]|[0-9]+(?:分|[%％])?(?:$|[；;。，,{_CLOSES}]))"
_KEY_WORD = "(?:指标|目标|周期)值(?!完成|达标|达成)"
_LABELLED = lazy(
    f"^(?:(?!标准：年){_LABEL}|(?!标准)[一-鿿]{{2,8}}[:：](?=[^，,、；;]*$)|值[:：=]|[一二三]级指标|{_KEY_WORD})"
    f"|[；;。，,、 {_OPENS}](?:(?<! ){_LABEL}|(?<=[；;，, ]){_KEY_WORD}|(?<=[；;。])[^；;。:：0-9]{{2,8}}[:：])"
    r"|[指目周](?:(?:(?<=周)期|(?<!周)标)值[:：=】」\]]|(?<!周)(?<!同.)(?<!年度.)(?<!周期.)标值$)"
)
_MAY_BE_LABELLED = lazy(
    "[值级:：=＝0-9—–-](?:(?<![0-9—–-])|(?<=[一-鿿].)|(?<=[一-鿿] .))"
)  # one of these is in each of them
_ITEM = lazy("(?:^|[；;。，,、])[^；;。，,、:：]{1,12}[:：]")
_NUMBERED = lazy(
    "^(?:[0-9]{1,3}(?:[)）]|、(?![0-9]))|[0-9]{1,2}[.．](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[)）]"
    "|[一二三四五六七八九十]{1,3}[、.．])"
)
_NUMBERS = lazy("(?<![^；;。，, ])(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．](?![0-9]))")
_CIRCLED = lazy("[①-⓿❶-➓㈠-㈩㊀-㊉]")
_REMARK = (
    f"[{_OPENS}](?:必填|选填|必选|可选|定量|定性|正向|反向|逆向|约束性|预期性|导向性|核心|见附件[0-9一二三]?"
    f"|(?:权重|分值)[^{_CLOSES}]{{0,8}}|注[0-9]?)"
    f"[{_CLOSES}]|(?<=[^详])见附件|(?<=.)第[0-9]{{1,4}}页|^[0-9]{{1,3}}/[0-9]{{1,3}}(?=[一-鿿])"
)
_GOES_ON = "完成|达成|达标|达到|执行|实现|内|期|目标|全部|均|、|的|值|$"
_GLUED = f"^(?:{_LEVEL}|年度指标|实施周期)(?!{_GOES_ON})|(?:{_LEVEL}|年度指标)$"
_GLUED += f"|[；;。](?:{_LEVEL}|年度|实施周期|[0-9]{{1,2}})$"
_BESIDE = lazy(f"{_REMARK}|{_GLUED}")
_MAY_BE_BESIDE = lazy(f"[{_OPENS}件页期标；;。/]")  # one of these is in each of them
# Of a name: it is one part, without a label, and ends in no number.
_NAME = lazy(
    f"[；;。:：0-9{_OPENS}](?:(?<=[；;。])(?=.)|(?<=[:：])(?:(?<![0-9].)|(?![0-9]))"
    "|(?<=[0-9])(?:分|[%％])$|(?<=[一-鿿][0-9])[0-9]{0,2}$"
    "|(?<=^[0-9])[0-9]*(?:[.][0-9]+)?(?:分|[%％])(?!以|钟|之)"
    f"|(?<=^[{_OPENS}])[^{_CLOSES}]{{1,12}}[{_CLOSES}]|(?<=[{_OPENS}])(?:[0-9.]{{1,5}}[分%％]?|20[0-9]{{2}}年?度?"
    f"|[一二三四五六七八九十]{{1,3}})[{_CLOSES}]$)"
)
# Of a value: an amount and something else that is none of its words.
_VALUE = lazy(
    "^(?:"
    f"{_AMOUNT}[一-鿿%％]{{1,3}}(?<![时点])[（(]?[0-9]+(?:[.][0-9]+)?(?:分|[%％])?[）)]?$"
    "|[0-9]+(?:[.][0-9]+)?(?:分|[%％])(?=[0-9≥≤])"
    f"|{_AMOUNT}[^；;。0-9]{{0,4}}[；;。][^；;。0-9]{{1,8}}$"
    f"|[{_OPENS}](?![0-9一二三四五六七八九十]{{1,3}}[{_CLOSES}])[^{_CLOSES}]{{1,12}}[{_CLOSES}](?=.)"
    ")|[；;。][^；;。]{1,2}$"
    f"|(?<=[^ ])[{_OPENS}]{_WORD}[:：=＝]"
)


def residue(text: str, *, name: bool = False) -> tuple[int, int] | None:
    """The position of the first part of a name or a value that no plain phrase contains.

    ``name``: the text is a name: one part, without a label.

    >>> residue("emph{法治意识}"), residue("法治意识"), residue("指标一;指标二", name=True)
    ((0, 5), None, (3, 4))
    """
    return _in_name(text) if name else _in_value(text)


@remembered(4096)
def _in_name(text: str) -> tuple[int, int] | None:
    return _residue(text, _NAME, name=True)


@remembered(4096)
def _in_value(text: str) -> tuple[int, int] | None:
    return _residue(text, _VALUE, name=False)


def _residue(text: str, own: re.Pattern[str], *, name: bool) -> tuple[int, int] | None:
    if not any(map(str.isalnum, text)):
        return None  # nothing, or a sign for it
    if '"' in text:
        text = _STRAIGHT.sub(r"“\1”", text)  # typed for “…”
    for pattern in (_SIGN, _AROUND, _BESIDE, own):
        if (pattern is _SIGN and _NO_SIGN.fullmatch(text)) or (pattern is _BESIDE and not _MAY_BE_BESIDE.search(text)):
            continue
        found = pattern.search(text)
        if found is not None:
            circled = _CIRCLED.findall(text)
            if pattern is _SIGN and _CIRCLED.match(found[0]) and len(circled) > 1:
                continue  # a list
            return found.span()
    found = _NUMBERED.search(text)
    if found is not None and len(_NUMBERS.findall(text)) < _LISTED:
        return found.span()
    found = None
    if _MAY_BE_LABELLED.search(text) and (name or len(_ITEM.findall(text)) < _LISTED):
        found = _LABELLED.search(text)
    return _half(text) if found is None else found.span()


_STRAIGHT = lazy('"([^"]+)"')
_LISTED = 2
"""The fewest numbers or labels of a list."""


def _half(text: str) -> tuple[int, int] | None:
    """An unpaired bracket or quote; the mark after a list number needs no pair."""
    found = _HALVES.search(text)
    if found is None:
        return None
    listed = {match.end() - 1 for match in _ENUMERATED.finditer(text)} if ")" in text or "）" in text else ()
    open_: dict[int, list[int]] = {}  # the halves that are open, by pair
    alone: dict[int, int] = {}  # a pair -> its first half that closes nothing
    for match in _HALVES.finditer(text, found.start()):
        at = match.start()
        pair, opens = _KIND[match[0]]
        if opens:
            open_.setdefault(pair, []).append(at)
        elif open_.get(pair):
            open_[pair].pop()
        elif at not in listed:
            alone.setdefault(pair, at)
    for pair in sorted({*open_, *alone}):
        left = open_.get(pair)
        if pair in alone or left:
            at = alone.get(pair, left[0] if left else -1)
            return at, at + 1
    return None
