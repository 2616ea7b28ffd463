"""Where a name or a value begins and ends: without the marks around it, and without brackets around all of it.

A bracket or quote that has its other half inside the text is part of it; one that stands alone at an end is not.
"""

from __future__ import annotations

from ..text.skeleton import MARKS

_PAIRS = dict(zip("（([{【〔〖「『<⟨〈［｛《“‘", "）)]}】〕〗」』>⟩〉］｝》”’", strict=True))
_OPENING = {right: left for left, right in _PAIRS.items()}
_TWINS = frozenset("\"'`*_~|#＊")
"""Signs that open and close alike."""
_QUOTES = frozenset("“‘《")
_STARS = frozenset("★☆")
_KEPT_BEHIND = frozenset("…★☆%")
_WRITTEN = frozenset("=＝-+*~<>.")
_OUTER = frozenset(MARKS + "．.><")


def name_bounds(text: str, signs: str) -> tuple[int, int]:
    """The bounds of the name in a text, whose skeleton is ``signs``."""
    begin, stop = 0, len(text)
    parted = False  # behind a ； a sign belongs to the name: `；=1+1；`
    while begin < stop and text[begin] not in _STARS and not (parted and text[begin] in _WRITTEN):
        if not _outer(text, signs, begin, begin + 1, stop):
            break
        parted = parted or signs[begin] == ";"
        begin += 1
    parted = False
    while stop > begin and text[stop - 1] not in _STARS and not (parted and text[stop - 1] in _WRITTEN):
        if not _outer(text, signs, stop - 1, begin, stop - 1):
            break
        if text[stop - 1] in "。." and stop < len(text):
            break  # the end of a sentence, before the mark that ends the name
        parted = parted or signs[stop - 1] == ";"
        stop -= 1
    if begin == stop and (bare := text.strip(_SENTENCE)) and len(set(bare)) == 1:
        begin = text.index(bare)  # `/` or `—`: there is none, and somebody said so
        stop = begin + len(bare)
    return unwrapped(text, begin, stop)


def value_stop(text: str, signs: str, *, last: bool) -> int:
    """Where the value ends that begins a text; a value that is only marks stays."""
    stop = len(text)
    parted = False
    while stop > 0 and not _belongs(text, stop - 1) and not (parted and text[stop - 1] in _WRITTEN and not last):
        if not _outer(text, signs, stop - 1, 0, stop - 1):
            break
        parted = parted or signs[stop - 1] == ";"
        stop -= 1
    if stop > 0:
        return stop
    return len(text.rstrip(_SENTENCE)) or (0 if last else len(text.rstrip(_SENTENCE[:-2])))


_SENTENCE = " ；;:：。，,、|｜"


_COUNTED = frozenset("0123456789十百千万亿%个")


def _belongs(text: str, at: int) -> bool:
    """Is the sign at the end of a value part of it: 100+, 等等…?"""
    return text[at] in _KEPT_BEHIND or (text[at] == "+" and text[at - 1 : at] in _COUNTED)


def _outer(text: str, signs: str, at: int, begin: int, stop: int) -> bool:
    """Is the sign at an end of a text one of layout? ``text[begin:stop]`` is the rest."""
    char = text[at]
    leads = at < begin
    if signs[at] not in _OUTER or (signs[at] == "." and not leads and text[at - 1 : at] == "."):
        return False
    if char in _PAIRS and char not in "<":
        return not leads or text.find(_PAIRS[char], begin, stop) < 0
    if char in _OPENING and char not in ">":
        return leads or text.find(_OPENING[char], begin, stop) < 0
    if char in _TWINS:
        # A run of them with no other in the text, or with one at both ends: that is looked at later.
        inner = text[begin:stop].strip(char)
        return char not in inner and (text[begin] != char if not leads else text[stop - 1] != char)
    return True


def unwrapped(text: str, begin: int, stop: int) -> tuple[int, int]:
    """The bounds without the brackets around the whole of ``text[begin:stop]``; quotes and titles stay."""
    while stop - begin > 2:
        left, right = text[begin], text[stop - 1]
        inner = text[begin + 1 : stop - 1]
        twins = left == right and left in _TWINS and left not in inner.strip(left)
        pair = _PAIRS.get(left) == right and left not in _QUOTES and left not in inner and right not in inner
        if not (twins or pair) or not any(char.isalnum() for char in inner):
            break
        begin, stop = begin + 1, stop - 1
    return begin, stop
