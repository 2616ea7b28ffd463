"""The skeleton of a text: the same length, with every layout sign normalised to one of a few.

The signs between and around the parts of an entry are layout, and people, scanners and programs use any sign for it. So
the repair works on the skeleton of a text. In it any colon is ``:``, any bracket ``（`` or ``）``, any dash ``-``, any
blank a space, any other sign ``|``. Traditional characters of labels are simplified, digits of other scripts become
ASCII, and letters that a scanner read for the digits of a code become those digits. Signs are classified by Unicode:
by compatibility form and category. Names and values are never taken from the skeleton.
"""

from __future__ import annotations

import re
import unicodedata

from ..patterns import han_but, lazy

# Signs that are kept, and the look-alikes that are replaced by them.
_SIGNS = {
    ":": ":：∶꞉˸։׃፡⁚⁝︓ːःઃ܃܄᛬᠃᠉ꓽ",
    ";": ";；\u037e⁏؛",
    ",": ",，،‚⸲⸴",
    "、": "、⸝ヽ",
    "。": "。",
    ".": ".",
    "/": "/\\⁄∕╱╲⧸⧹",
    "-": "-_~−─━‒⸺⸻ーㄧ￣¯▁╌┄➖⁃",
    "=": "=═",
    # Signs that occur in values and separate nothing.
    "%": "%",
    "‰": "‰",
    ">": ">",
    "<": "<",
    "≥": "≥≧⩾",
    "≤": "≤≦⩽",
    "±": "±",
    "°": "°",
    '"': "\"'`＂＇",
    "“": "“‘",
    "”": "”’",
    "*": "*＊",
    "（": "（([{【〔〖「『《〈⟨⟦⦅❨❪❬❮❰❲❴",
    "）": "）)]}】〕〗」』》〉⟩⟧⦆❩❫❭❯❱❳❵",
    "〃": "〃″〞",
    "|": "ºªǀǁǂǃᛁⵏⵑꓲ〡",  # letters of the same look
    "〇": "\ufffd□▯〓⍰␦",  # an unrecognised character counts as a letter
}
_TRADITIONAL = dict(
    zip(
        "產標數質時經濟會態續響滿務實週値項級環総總個類對実効産満質預計劃設執規內間體長當該績應達條",
        "产标数质时经济会态续响满务实周值项级环总总个类对实效产满质预计划设执规内间体长当该绩应达条",
        strict=True,
    )
)
_TRADITIONAL["丶"] = "、"
_AS = {sign: meant for meant, signs in _SIGNS.items() for sign in signs} | _TRADITIONAL

MARKS = ' ；;:：。，,、|/-=（）"“”*'
"""The signs of layout in a skeleton."""


class _Signs(dict[int, str]):
    """Code point -> sign of the skeleton, computed on first use."""

    def __missing__(self, code: int) -> str:
        if len(self) > _MOST:
            self.clear()
        self[code] = found = _sign(chr(code))
        return found


_MOST = 8192


def _sign(char: str) -> str:
    if char in _AS:
        return _AS[char]
    if char.isascii() and char.isalnum():
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char.isnumeric() and not unicodedata.decomposition(char).startswith(("<super>", "<sub>", "<font>")):
        return char  # ①, Ⅰ, 一: read as numbers later
    if unicodedata.category(char) == "Lm" and char not in "々〻ゝゞヽヾ":
        return "|"  # ˎ, ₒ
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and plain != char:
        return _sign(plain)
    match unicodedata.category(char):
        case "Pd":
            return "-"
        case "Ps":
            return "（"
        case "Pe":
            return "）"
        case "Me":
            return "|"  # the enclosing keycap
        case "Zs" | "Zl" | "Zp" | "Cc" | "Cf":
            return " "
        case "Pi" | "Pf" | "Po" | "Pc" | "Sk" | "Sm" | "So" | "Co" if not _is_unit(ord(char)):
            return "|"
    return char


def _is_unit(code: int) -> bool:
    """Whether this one character is a word: ℃, ㎡."""
    return (0x2100 <= code < 0x2150 and code != 0x2116) or 0x3300 <= code < 0x3400


_TABLE = _Signs()

# All that may be another sign; what is left out stands for itself.
_CHANGED = lazy(f"[^{han_but(_AS)}0-9A-Za-z。、“”（）%:;,./=><≥≤*-]")
_FEW = 16

# In what follows the character comes first and the lookbehind after it: so `re` finds the places fast.
# Letters that a scanner read for digits. A code has one digit before a 一级指标, two before a 二级指标.
_LIKE = {
    "0": "OoОоΟοQD〇○◯", "1": "lIiıⅠⅼ丨|!ІіӀ∣ǀǃ", "2": "Zz", "3": "ЗзƷʒ", "4": "A", "5": "SsЅ", "6": "bбG", "8": "BВ",
    "9": "qg",
}  # fmt: skip
_BARS = "|!∣ǀǃ"
_LIKE_DIGITS = "".join(_LIKE.values())
_DIGITS = str.maketrans({letter: digit for digit, letters in _LIKE.items() for letter in letters})
_SCANNED = lazy(f"[{_LIKE_DIGITS}]")
_ONES, _TWOS, _THREES = (_LIKE[digit] for digit in "123")
_JOIN = r"(?=(?:[\W_]{0,3}|[一ー])"
_CODE1 = lazy(  # a bar after words separates parts, and is no 1 before 效益 or 满意
    rf"[{_ONES}{_TWOS}{_THREES}](?<![0-9A-Za-z].)(?<![0-9A-Za-z][-—_].)(?<!\w[{_BARS}])(?!(?<=[{_BARS}]){_JOIN}[效满滿])){_JOIN}"
    r"(?:[产產].|.出|效[益果]|[满滿]意))"
)
_CODE2 = lazy(
    rf"[{_ONES}１1{_TWOS}{_THREES}23](?<![0-9A-Za-z].)(?!(?<=\w[{_BARS}]).[；;。，,|])[{_ONES}１1{_TWOS}{_THREES}A234]"
    rf"(?:(?<=[{_LIKE_DIGITS}])|(?<=[{_LIKE_DIGITS}].)){_JOIN}(?:[数數].|.量"
    rf"|[质質].|[时時]效|成本|[经經][济濟]|社[会會]|生[态態]|可持|服[务務]))"
)
# The same in the number of an entry.
_NUMBER = lazy(
    rf"(?:(?<=[。；;\s])|^)(?![{_BARS}](?![{_LIKE['0']}0]))(?:(?=[0-9]{{0,3}}[{_LIKE_DIGITS}])(?=[{_LIKE_DIGITS}]{{0,3}}[0-9])[0-9{_LIKE_DIGITS}]{{2,4}}"
    rf"|[{_ONES}{_TWOS}SsЅ{_THREES}])(?=[、丶]|[.．)）,，:：`] ?[1-3{_ONES}{_TWOS}{_THREES}][-—－–一]"
    "|[.．)）] ?[产效满])"
)
_NUMBER_ENDS = lazy(f"[{_LIKE_DIGITS}](?=[0-9{_LIKE_DIGITS}]{{0,3}}[、丶.．)）,，:：`])")
# What SQL and Python write before a quote.
_PREFIX = lazy("(?<![0-9A-Za-z])[NnUuBbRr](?=')")
# A letter of a script written from the right is a bar where it is no part of a word.
_LONE_LETTERS = "اוןߊ"
_LONE = lazy(f"[{_LONE_LETTERS}](?<![\u0590-\u08ff].)(?![\u0590-\u08ff])")
# The number of a footnote after a word.
_FOOTNOTE = lazy("[¹²³⁰⁴-⁹](?<=[一-鿿].)[¹²³⁰⁴-⁹]{0,2}")
# Letters for marks, told by the labels beside them; a circle for the 。 at the end of an entry.
_LETTER = lazy("(?<=指标)[ij] ?(?=[1-3一-鿿])|[ij] ?(?=实施周期|年度指标)")
_CIRCLE = lazy("[oO○〇](?<=[一-鿿%].)(?<![零〇一二三四五六七八九十].)(?=[0-9]{1,3}、|$)")
_ANGLES = lazy("<([^<>;；:：。]{1,40})>")
# A stroke used as the hyphen between code and name.
_STROKE = lazy("一(?<=[1-4]一)(?=[产出效益满意数量质时成本经社生可服][一-鿿])")
# What one of these expressions may find: most texts hold none of it, and need no other search.
_RARE = lazy(f"[{_LIKE_DIGITS}{_LONE_LETTERS}ij¹²³⁰⁴-⁹〝'<一](?:(?<!一)|(?<=\\d一))")


def skeleton(text: str) -> str:
    """The skeleton of a text.

    >>> skeleton("【1l·數量指標】﹔培训次数")
    '（11|数量指标）;培训次数'
    """
    if _RARE.search(text) is None:
        return _as_signs(text)
    return _STROKE.sub("-", _as_signs(_without_rare(text)))


def is_common(text: str) -> bool:
    """Whether the skeleton of a text is the same whatever stands around it.

    >>> is_common("數量指標"), is_common("1l·数量")
    (True, False)
    """
    return _RARE.search(text) is None and ">" not in text


def _without_rare(text: str) -> str:
    """The text without what is another character in its place only, strokes excepted."""
    if _SCANNED.search(text):
        for pattern in (_CODE1, _CODE2, _NUMBER) if _NUMBER_ENDS.search(text) else (_CODE1, _CODE2):
            text = pattern.sub(_as_digits, text)
    if _FOOTNOTE.search(text):
        text = _FOOTNOTE.sub(_as_bar, text)
    if "i" in text or "j" in text:
        text = _LETTER.sub(_as_bar, text)
    text = _CIRCLE.sub("。", text)
    if "〝" in text:
        text = text.replace("〞", "）")  # else a sign for "the same"
    if not text.isascii() and _LONE.search(text):
        text = _LONE.sub("|", text)
    if "'" in text:
        text = _PREFIX.sub("|", text)
    if "<" in text:
        text = _ANGLES.sub(r"（\1）", text)
    return text


def _as_signs(text: str) -> str:
    """The text, each character as its sign."""
    for mark in "；：，":  # most of what is found
        text = text.replace(mark, _AS[mark])
    found = set(_CHANGED.findall(text))
    if len(found) > _FEW:
        return text.translate(_TABLE)
    for char in found:  # most texts have a few, and translating looks at every character
        text = text.replace(char, _TABLE[ord(char)])
    return text


def _as_bar(match: re.Match[str]) -> str:
    return "|" * len(match[0])


def _as_digits(match: re.Match[str]) -> str:
    return match[0].translate(_DIGITS)
