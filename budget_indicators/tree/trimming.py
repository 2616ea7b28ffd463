"""Find the bounds of a name or a value: without surrounding marks, and without brackets around the whole.

A bracket or quote that is paired inside the text is part of it; an unpaired one at an end is not.
"""

from __future__ import annotations

from functools import cached_property

from ..patterns import lazy
from ..text.skeleton import MARKS

_PAIRS = dict(
    zip(
        "（([{【〔〖「『<⟨〈［｛《“‘〝〘〚｟｢‹«⟪⟬⟮⦅⦃⸨❨❪❬❮❰❲❴⁅﹙﹛﹝",
        "）)]}】〕〗」』>⟩〉］｝》”’〞〙〛｠｣›»⟫⟭⟯⦆⦄⸩❩❫❭❯❱❳❵⁆﹚﹜﹞",
        strict=True,
    )
)
_OPENING = {right: left for left, right in _PAIRS.items()}
_TWINS = frozenset("\"'`*_~|#＊″‶〃")
"""Signs that open and close alike."""
_TITLES = frozenset("《")
_QUOTES = frozenset("“‘")
_KEPT_BEHIND = frozenset("…%")
_WRITTEN = frozenset("=＝-+*~<>.")
_AROUND = "（）()[]{} ；;:：。，,、|｜/-=.\"'`*_~#＊"
_LOST = frozenset("\ufffd□▯〓⍰␦")
"""Characters that programs write in place of one that they cannot show."""
_OUTER = frozenset(MARKS + "．.><")


def name_bounds(text: str, signs: str, *, quotes: bool = False) -> tuple[int, int]:
    """The bounds of the name in a text, whose skeleton is ``signs``; ``quotes`` around all of it may come off, too."""
    ends = _Ends(text, signs)
    begin, stop = 0, len(text)
    parted = False  # after a ； a sign belongs to the name: `；=1+1；`
    while begin < stop and not (parted and _written(text, begin)):
        if not ends.leads(begin):
            break
        parted = parted or signs[begin] == ";"
        begin += 1
    parted = False
    around = text[begin - 1 : begin]
    while stop > begin:
        if parted and text[stop - 1] in _WRITTEN and text[stop - 1] != around:
            break
        if not ends.trails(stop - 1, begin):
            break
        if text[stop - 1] in "。." and stop < len(text):
            break  # the end of a sentence, before the mark that ends the name
        parted = parted or signs[stop - 1] == ";"
        stop -= 1
    if begin == stop and (bare := text.strip(_SENTENCE)) and bare != text.strip() and set(bare) <= _NONE:
        begin = text.index(bare)  # `/` or `—`: explicitly none
        stop = begin + len(bare)
    return unwrapped(text, begin, stop, quotes=quotes)


def _written(text: str, at: int) -> bool:
    """Whether a name begins with this sign: ``=1+1``. Before a Chinese word it is a speck or a bullet."""
    run = len(text) - len(text[at:].lstrip(text[at]))  # the end of a run of it
    behind = text[run : run + 1]
    return text[at] in _WRITTEN and not ("一" <= behind <= "鿿" or behind in _MARKED)


_COMPARES = frozenset("≥≤<>＞＜=＝±≧≦⩾⩽﹥﹤═》")
_BEFORE_DIGIT = frozenset("-−－+＋.．")


_BLANK = lazy(r"(?:([_*＿＊○□×Xx…])\1{1,20}|[?？]{1,20})\s?[^\W\d_]")


def value_begin(text: str, signs: str) -> int:
    """The start of the value in the text after a key's colon; a value of only marks is kept.

    >>> value_begin(".≥95%", ".≥95%"), value_begin("-5%", "-5%"), value_begin("——健全", "--健全")
    (1, 0, 2)
    >>> value_begin("【】个", "[]个"), value_begin("____幅", "____幅")
    (0, 0)
    """
    if text[:1].isalnum() or text[:1] in _COMPARES:
        return 0
    ends = _Ends(text, signs)
    at = 0
    while at < len(text) and text[at] not in _COMPARES:
        if text[at] in _BEFORE_DIGIT and text[at + 1 : at + 2].isdecimal():
            break
        if text[at] in _TWINS and text.rstrip(_SENTENCE).endswith(text[at]):
            break  # they stand around the whole
        if text[at] in _PAIRS and text[at + 1 :].lstrip()[:1] == _PAIRS[text[at]]:
            break  # an empty frame: the amount was not filled in
        if _BLANK.match(text, at):
            break  # a line to write on: ____幅
        if not ends.leads(at):
            break
        at += 1
    return at if any(map(str.isalnum, text[at:])) else 0


def value_stop(text: str, signs: str, *, last: bool) -> int:
    """The end of the value at the beginning of a text; a value of only marks is kept."""
    ends = _Ends(text, signs)
    stop = len(text)
    parted = False
    spare = ends.spare_twins() if text[:1] in _TWINS else 0  # quotes at the end besides those that close it
    while stop > 0 and not _belongs(text, stop - 1):
        sign = text[stop - 1]
        if parted and sign in _WRITTEN and not last:
            break
        if text[0] == sign and sign in _TWINS:
            spare -= 1
            if spare < 0:
                break
        if not ends.trails(stop - 1, 0):
            break
        parted = parted or signs[stop - 1] == ";"
        stop -= 1
    if stop > 0:
        return stop
    return len(text.rstrip(_SENTENCE)) or (0 if last else len(text.rstrip(_SENTENCE[:-2])))


_SENTENCE = " ；;:：。，,、|｜"


_NONE = frozenset("/／\\＼—–-－―*＊×")  # signs for "none"
_MARKED = frozenset("\"'“‘")
_COUNTED = frozenset("0123456789十百千万亿%个")


def _belongs(text: str, at: int) -> bool:
    """Whether the sign at the end of a value is part of it: 100+, 等等…."""
    return text[at] in _KEPT_BEHIND or (text[at] in "+★☆" and text[at - 1 : at] in _COUNTED)


class _Ends:
    """The two ends of a text, and its words between them: from the first to the last character that is no mark."""

    def __init__(self, text: str, signs: str) -> None:
        self.text = text
        self.signs = signs

    def leads(self, at: int) -> bool:
        """Whether the sign before the words is layout."""
        char = self.text[at]
        if char in _LOST and not at:
            return True  # the mark after the label
        if self.signs[at] not in _OUTER:
            return False
        if char in _PAIRS:
            return self._last.get(_PAIRS[char], at) <= at
        return char in _OPENING or self._loose(char)

    def trails(self, at: int, begin: int) -> bool:
        """Whether the sign after the words is layout. The text begins at ``begin``."""
        text = self.text
        char = text[at]
        if char in _LOST and at == len(text) - 1 > begin:
            return True
        if self.signs[at] not in _OUTER or (self.signs[at] == "." and text[at - 1 : at] == "."):
            return False
        if char == ">":
            return text[begin] != "<"
        if char in _OPENING:
            return self._first.get(_OPENING[char], at) >= at
        return char in _PAIRS or self._loose(char)

    def _loose(self, char: str) -> bool:
        """Whether a quote surrounds the words, because none of its kind is within them: ``","name","``."""
        return char not in _TWINS or char not in self._words

    def spare_twins(self) -> int:
        """The number of surplus signs at the end, of the sign that the text begins with."""
        sign = self.text[0]
        opened = len(self.text) - len(self.text.lstrip(sign))
        return self.text[self._bounds[1] :].count(sign) - opened

    @cached_property
    def _bounds(self) -> tuple[int, int]:
        left = len(self.signs) - len(self.signs.lstrip(_AROUND))
        return left, max(left, len(self.signs.rstrip(_AROUND)))

    @cached_property
    def _words(self) -> frozenset[str]:
        left, right = self._bounds
        return frozenset(self.text[left:right])

    @cached_property
    def _last(self) -> dict[str, int]:
        """The last position of each character, from the beginning of the words."""
        return {char: at for at, char in enumerate(self.text[self._bounds[0] :], self._bounds[0])}

    @cached_property
    def _first(self) -> dict[str, int]:
        """The first position of each character, to the end of the words."""
        first: dict[str, int] = {}
        for at, char in enumerate(self.text[: self._bounds[1]]):
            first.setdefault(char, at)
        return first


_DEEPEST = 3


def _balanced(inner: str, left: str, right: str) -> bool:
    """Whether the brackets in a text are balanced."""
    open_ = 0
    for char in inner:
        open_ += (char == left) - (char == right)
        if open_ < 0:
            return False
    return open_ == 0


def unwrapped(text: str, begin: int, stop: int, *, quotes: bool = False) -> tuple[int, int]:
    """The bounds without the brackets around the whole of ``text[begin:stop]``; quotes and titles stay."""
    for _ in range(_DEEPEST):
        if stop - begin <= 2:
            break
        left, right = text[begin], text[stop - 1]
        if left == right:
            if left not in _TWINS and left != "=":
                break
            inner = text[begin:stop].strip(left)
            depth = min(text.index(inner, begin) - begin, stop - text.rindex(inner, begin, stop) - len(inner))
            if left in inner:
                break
        elif _PAIRS.get(left) == right and left not in _TITLES and (quotes or left not in _QUOTES):
            inner, depth = text[begin + 1 : stop - 1], 1
            if not _balanced(inner, left, right):
                break
        else:
            break
        if not any(char.isalnum() for char in inner):
            break
        begin, stop = begin + depth, stop - depth
    return begin, stop
