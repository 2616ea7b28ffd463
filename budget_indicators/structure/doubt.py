"""Whether a name or a value may contain the remains of a damaged number, level or key.

A text without such remains is taken as it is. A text with them is examined by the repair.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import han_but, lazy
from ..text.skeleton import skeleton
from .entries import HYPHENS
from .residue import residue

_MARKS = "；;:：。|｜"
_REMEMBERED = 16_384

# Words and marks inside a name or a value that may be the remains of a damaged anchor.
_SUSPICIOUS = lazy(
    r"(?=[|｜；;:：。指标目度周施年当本出益量效响0-9（(①-⑳续第])(?:"  # first characters of all of these
    r"[|｜]|[；;:：。] ?(?:[（(第]?[0-9一二三四五六七八九十]{1,3}[）)、.．,，]|[①-⑳]|[0-9]{1,2}[-—]"
    r"|产出|效益|满意|数量|质量|时效|成本|经济|社会|生态|可持续|服务对象|[指标目]|[实施周年当本度](?=[^；;:：。]{0,8}[指标目值直:：=]))"
    r"|[指标目度]值|[出益度量效本响]指标|周期[指目标值]|施期|年度[指目标值直]|[当本]年度?[指目标值直]"
    r"|[0-9][、.．)）](?![0-9])"
    rf"|(?<![0-9])[1-9]{{1,2}}[{re.escape(HYPHENS)}]{{1,2}}[^0-9\W]"
    r"|[（(](?:[一二三四五六七八九十0-9]{1,3}[）)]|接?续|[上下]?接?[上下]页|未完|转下)|续表|[①-⑳]"
    r"|[0-9]\.[0-9]{2} ?[0-9][0-9,]*\.[0-9]{2}|第[0-9]+页)|[；;:：。][^\w]{0,2}[0-9]{1,9}$"
)
# Texts that need a diagnostic: marks at either end, unusual operators, a number that begins a sentence.
_NOTED = lazy(r"[ ，,、/.]$|^[ ，,、/=]|[；;:：。] ?[（(第]?[0-9]|>=|=>|<=|=<|＞=|≧|≦|═|》|[≥≤]=|⩾|⩽|﹥|﹤")
ANCHOR_LIKE = lazy(
    r"。[^0-9。；;:：]{0,3}[0-9]{1,9}[^\w]{0,2}$|"
    r"。[（(第]?[0-9]{1,3}[）)、.．,，]{0,2}[；;]?[1-3]?[1-4]?[-—－–]{0,2}[^；;:：。]{0,6}$"
    r"|(?<![0-9])[1-3][1-4]?[-—－–]{1,2}(?=[^0-9\W])(?![A-Za-z])[^；;:：。]{1,4}"
    r"|[；;。](?:[0-9]{1,2}-)?(?:产出|效益|满意度|数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响)指标?(?=[；;:：])"
    r"|(?:实施周期|周期|年度)(?:指标|目标)值(?=[:：=；;0-9≥≤<>])"
    r"|[；;，,。](?:实施|年度)(?:周期?)?(?:指标?|目标?)?值?[:：=]"
)
"""Parts that may be a damaged number, level or key in a text that was read as one piece."""

LIKE_DIGITS = {"0": "OoОоQD〇○", "1": "lIi丨І", "2": "Zz", "3": "З", "5": "Ss", "6": "b", "8": "B", "9": "q"}
"""Digits, and letters that a scanner reads for them within a number."""
_LETTERS = "".join(LIKE_DIGITS.values())
_UNIT = (
    "[%％‰]|公里|平方|立方|千米|小时|分钟"
    "|[米吨人次期万亿元个项户天日年月场件套台亩株座份篇宗名批家所条处度辆段本级间张]"
)
LETTERED = lazy(
    rf"(?<![A-Za-z0-9.])(?![.,])(?:(?=[0-9.,]{{0,9}}[{_LETTERS}])(?=[{_LETTERS}.,]{{0,9}}[0-9])[0-9{_LETTERS}.,]{{2,10}}"
    rf"|(?<=[≥≤<>＞＜=＝])[{_LETTERS}]{{1,3}})(?={_UNIT})"
)
"""A number before its unit in which letters stand for digits."""

# A quick test: a text without a match here matches none of the patterns above. The character comes first and the
# lookbehind after it, so `re` scans for a few characters only, which is fast.
_ALONE = f"{_MARKS}值续①-⑳=》≧≦═⩾⩽﹥﹤"
_BETWEEN = f"、.．)）－{re.escape(HYPHENS)}"
_WIDE = r"[^\x00-\xff]"  # any Han character, and more: it compiles a hundred times as fast as their range
_BEGINS = f"{_ALONE}{_BETWEEN} ，,/标期度年件0-9一二三四五六七八九十接上下未转"
_DOUBTED = (
    f"(?:(?<=[0-9][{_LETTERS}])|(?<=[{_LETTERS}][0-9])|(?<=[≥≤<>＞＜=＝][{_LETTERS}])|(?<={_WIDE}[-—–])|(?<=附件)"
    rf"|(?<=^年度)|(?<=[，,])(?={_WIDE}{{2,8}}[:：=0-9（(])|(?<=[次人个期天项元户场件套台里米吨亩家分%％][0-9])|(?<=[0-9]/)"
    f"|(?<=[一二三四五六七八九十]、)|(?<=[{_ALONE}])|(?<=指标)|(?<=[周施]期)|(?<=[当本]年)|(?<=年度)[指标目值直]|(?<=[，,])(?:实施|年度)"
    f"|(?<=[（(][0-9一二三四五六七八九十接上下未转])|(?<=第[0-9])|(?<=[0-9][{_BETWEEN}])"
    r"|(?<=[ ，,、/.])$|(?<=^[ ，,、/]))"
)
_DOUBT = lazy(f"[{_BEGINS}]{_DOUBTED}")


# Uncommon signs and characters; the skeleton of the text replaces them by common ones.
_TRADITIONAL = "產標數質時經濟會態續響滿務實週値項級環対効実"
_COMMON = r"0-9A-Za-z、，,（）()“”％%《》…·—\-≥≤.+/＞＜><＝=：:；;。 "
_UNCOMMON = lazy(rf"[^一-鿿{_COMMON}]|[{_TRADITIONAL}]")
_LAST = frozenset("%％）)”》’‰℃。")
_VERBS = frozenset("为即")
_PLAIN_ENDS = frozenset("“《≥≤＜＞<>‘")


def suspicious(text: str) -> bool:
    """Whether this name or value may contain the remains of a damaged anchor."""
    if _SUSPICIOUS.search(text):
        return True
    return _UNCOMMON.search(text) is not None and _SUSPICIOUS.search(skeleton(text)) is not None


_COUNTED = "%个次人户件项家场条篇元米亩吨天"  # of the signs and characters that are calm
_BRACKETS = "（）()“”《》"  # common signs that may lack their other half
# All three in one expression, so that most texts need one search: an uncommon character, half of a pair, or a doubt.
_ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHER_LETTERS = "".join([letter for letter in _ASCII_LETTERS if letter not in _LETTERS])
_CALM = f"{han_but(_BEGINS + _TRADITIONAL + '丨')}{_OTHER_LETTERS}％%…·≥≤+＞＜><"
_COMMON_HAN = "".join([char for char in f"{_BEGINS}丨" if "一" <= char <= "鿿" and char not in _TRADITIONAL])
_NOT_CALM = lazy(f"[^{_CALM}](?:(?<=[^{_COMMON}{_COMMON_HAN}]|[{_BRACKETS}])|{_DOUBTED[3:]}")
# A name of words and numbers without any of these; the last character of a damaged key or label needs another before.
# A comma or a 、 may part words, but no number, label or key; quotes stand around a word within the name.
_WORD = f"[{han_but('值续标期度年第件丨' + _TRADITIONAL)}0-9{_OTHER_LETTERS}]++"
_LETTER = "[" + "".join([letter for letter in _ASCII_LETTERS if letter in _LETTERS]) + "](?<![0-9].)(?![0-9])"
_KEY_END = (
    "标(?<!指标)|期(?<![周施]期)|年(?<![当本]年)|度(?:(?<!年度)|(?<=[^\\W]年度)(?![指标目值直]))|件(?<!附件)"
    "|续(?<=[^\\W]续)(?!表)"
)
_QUOTED = f"“(?<![；;:：]“){_WORD}”(?=[{_WIDE[1:-1]}])(?![；;:：，,、。）)])"
_COMMA = rf"[，,] ?(?<![0-9].)(?<![0-9]. )(?!{_WIDE}{{0,8}}[:：=0-9（(])(?!实施|年度)"
_LISTED = "、(?<![0-9一二三四五六七八九十]、)(?![0-9])"
_PART = f"(?:{_WORD}|{_LETTER}|{_KEY_END}|{_QUOTED}|{_COMMA}|{_LISTED})"
QUIET_NAME = rf"(?![0-9，,、]|[为即](?![^\W0-9])){_PART}*(?<![0-9分，,、 ”])"
"""Most names that are ``quiet``, as a part of a longer pattern; it also matches the empty text."""


@lru_cache(maxsize=_REMEMBERED)
def quiet(text: str) -> bool:
    """Whether this name or value is neither suspicious nor in need of a diagnostic. Cached, so only for short texts."""
    number = text.rstrip(_COUNTED).removeprefix("≥")
    if number.isascii() and number.isdecimal():
        return True  # ≥95%, 20次: the patterns below find nothing in it
    if not (text[0].isalnum() or text[0] in _PLAIN_ENDS):
        return False  # a mark or a bracket, which may enclose the whole
    if not (text[-1].isalnum() or text[-1] in _LAST):
        return False
    if text[0] in _VERBS and not text[1:2].isalpha():
        return False  # the end of a key: 为≥2次
    return _is_plain(_OTHER_DIGITS.sub("1", text)) or _is_plain(text)


_OTHER_DIGITS = lazy("[02-9]")


@lru_cache(maxsize=_REMEMBERED)
def _is_plain(text: str) -> bool:
    """Whether none of the patterns matches in a text.

    Each pattern finds as much or more if every digit is a one. So a text that is plain with ones is plain with any
    numbers, and is memoised for all of them.
    """
    if _NOT_CALM.search(text) is None:
        return True
    told = any(pattern.search(text) for pattern in (_NOTED, ANCHOR_LIKE, LETTERED))
    return not (told or suspicious(text) or residue(text))


_NAME_ENDS = frozenset("0123456789分%％）)")


def quiet_name(text: str) -> bool:
    """The same for a name, which also has no label, and no points at its end."""
    return quiet(text) and (
        (text[-1] not in _NAME_ENDS and not text[0].isdecimal()) or residue(text, name=True) is None
    )
