"""Where in a damaged text a number, a level or a key may stand, however misspelt, and how likely each is.

Candidates overlap and contradict each other; ``repair`` chooses among them. A candidate's score is an evidence count:
how much of the canonical form is there, and whether marks (or a dropped line break or blank) stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import attrs

from .model import Category
from .source import Source
from .structure import HYPHENS, Anchor, Kind
from .taxonomy import BY_CODE, STEMS1, STEMS2, stem

MARKS = " ；;:：。，,、|｜/"
"""All that people write between parts."""

_COLONS = ":：=；;，,|｜"
_STRONG = "；;:：。|｜"
"""Marks that rarely stand inside a name or a value."""

CYCLE_KEYS: tuple[str, ...] = tuple(
    "".join(parts)
    for parts in product(
        ("实施周期", "项目实施周期", "实施期", "项目周期", "周期"),
        ("指标值", "目标值", "指标", "目标", "值"),
    )
)
ANNUAL_KEYS: tuple[str, ...] = tuple(
    "".join(parts)
    for parts in product(
        ("年度", "当年度", "本年度", "当年", "本年"),
        ("指标值", "目标值", "指标", "目标", "值"),
    )
)
CANONICAL_KEYS: dict[Kind, str] = {"cycle": "实施周期指标值", "annual": "年度指标值"}


@attrs.define(eq=False)
class Candidate:
    """An anchor that may be meant here, with the evidence for it."""

    anchor: Anchor
    score: int
    coded: bool = False
    like_ordinal: bool = False  # the code and its hyphen look like a number: `1、产出指标`
    broken_off: bool = False  # the text ends within it
    reach: int = 0  # where the next candidate may begin


def near(text: str, at: int, word: str) -> Iterator[tuple[int, int]]:
    """Where ``word`` may end if it starts at ``at`` with at most one wrong, missing, extra or swapped character.

    Yields ``(end, errors)``, the exact reading first.
    """
    size = len(word)
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    if first != word[0] and first != word[1] and second != word[0] and second != word[1]:
        return  # two errors already
    same = 0
    while same < size and text.startswith(word[same], at + same):
        same += 1
    if same == size:
        yield at + size, 0
        extra = text[at + size : at + size + 1]
        if extra.isalpha() or (extra.isdecimal() and text[at + size + 1 : at + size + 2] in (":", "：")):
            yield at + size + 1, 1
        return
    here = at + same
    if here >= len(text):
        return
    wrong = text[here]
    if wrong.isalnum():
        if text.startswith(word[same + 1 :], here + 1):
            yield at + size, 1
        if text.startswith(word[same:], here + 1):
            yield at + size + 1, 1
        if (
            same + 1 < size
            and wrong == word[same + 1]
            and text.startswith(word[same], here + 1)
            and text.startswith(word[same + 2 :], here + 2)
        ):
            yield at + size, 1
    if same + 1 <= size and text.startswith(word[same + 1 :], here):
        yield at + size - 1, 1


class _Spotter:
    """Finds the places where one of some words may start, exactly or with one error.

    A word of four or more characters with one error still begins or ends with two of its own.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        pairs: dict[str, dict[str, set[int]]] = {}
        for word in words:
            pairs.setdefault(word[:2], {}).setdefault(word, set()).add(0)
            if len(word) == 4:  # the two in the middle swapped
                pairs.setdefault(word[0] + word[2], {}).setdefault(word, set()).add(0)
            if len(word) > 3:
                places = pairs.setdefault(word[-2:], {}).setdefault(word, set())
                places.update(range(len(word) - 3, len(word)))
        self._pairs = {
            pair: tuple((word, tuple(sorted(back))) for word, back in places.items()) for pair, places in pairs.items()
        }
        self._pattern = re.compile("(?=(" + "|".join(map(re.escape, self._pairs)) + "))")

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
        """``(start, end, word, errors)`` of every possible reading, in no special order."""
        tried: set[tuple[int, str]] = set()
        for hit in self._pattern.finditer(text, start, end):
            here = hit.start()
            for word, backs in self._pairs[hit[1]]:
                first, second = word[0], word[1]
                for back in backs:
                    at = here - back
                    if at < start:
                        continue
                    # Most places are none: look at two characters before asking `near`.
                    one, two = text[at], text[at + 1]
                    if one != first and one != second and two != first and two != second:
                        continue
                    if (at, word) in tried:
                        continue
                    tried.add((at, word))
                    for stop, errors in near(text, at, word):
                        if stop <= end:
                            yield at, stop, word, errors


_KEYS: dict[Kind, _Spotter] = {"cycle": _Spotter(CYCLE_KEYS), "annual": _Spotter(ANNUAL_KEYS)}


@attrs.frozen
class Region:
    """A stretch of a cleaned text that is searched for anchors."""

    source: Source
    start: int
    end: int

    def opens(self, at: int) -> bool:
        """Does a part begin here: after a mark, a dropped blank or line break, or the beginning?"""
        return at == self.start or self.source.text[at - 1] in MARKS or self.apart(at)

    def closes(self, at: int) -> bool:
        """Does a part end here?"""
        return at >= self.end or self.source.text[at] in MARKS or self.apart(at)

    def apart(self, at: int) -> bool:
        """Was a blank, a line break or markup dropped here?"""
        gap = self.source.gap(at)
        return bool(gap) and any(char.isspace() or char in "<&" for char in gap)


def find(source: Source, start: int, end: int) -> list[Candidate]:
    """All candidates in ``source.text[start:end]``, by start."""
    region = Region(source, start, end)
    text = source.text
    best: dict[tuple[str, int, int], Candidate] = {}
    for candidate in (
        *_keys(region, text, "cycle"),
        *_keys(region, text, "annual"),
        *_levels(region, text),
        *_ordinals(region, text),
    ):
        anchor = candidate.anchor
        place = (anchor.kind, anchor.start, anchor.end)
        if place not in best or best[place].score < candidate.score:
            candidate.reach = candidate.reach or anchor.end
            best[place] = candidate
    return sorted(best.values(), key=lambda c: (c.anchor.start, -c.anchor.end, -c.score))


# Keys ----------------------------------------------------------------------------------------------------------


def _keys(region: Region, text: str, kind: Kind) -> Iterator[Candidate]:
    canonical = CANONICAL_KEYS[kind]
    found: list[tuple[Candidate, bool]] = []
    whole: dict[int, int] = {}  # end -> where a key that is right, or the canonical one misspelt, begins
    for at, end, word, errors in _KEYS[kind].find(text, region.start, region.end):
        score = None if text[at] in MARKS else _key_score(region, text, at, end, word, errors, kind)
        if score is None:
            continue
        if word == canonical or not errors:
            whole[end] = min(at, whole.get(end, at))
        found.append((Candidate(Anchor(kind, at, end), score), word == canonical))
    for candidate, is_canonical in found:
        anchor = candidate.anchor
        # 周期指标值 inside a misspelt 实施周期指标值 is no key of its own.
        if is_canonical or text[anchor.start - 1] in MARKS or whole.get(anchor.end, anchor.start) >= anchor.start:
            yield candidate


def _key_score(region: Region, text: str, start: int, end: int, word: str, errors: int, kind: Kind) -> int | None:
    opened = region.opens(start)
    marked_before = start == region.start or text[start - 1] in _STRONG
    colon = end < region.end and text[end] in ":："
    marked = end < region.end and text[end] in _COLONS
    whole = word.endswith(("指标值", "目标值"))
    if errors:
        # A short word with an error is no evidence; a wrong last character needs its colon.
        if len(word) < 4 or not (whole or (opened and colon)):
            return None
        if text[start] != word[0] and not marked_before:
            opened = False
        if not text.startswith(word[:-1], start) or marked:
            score = (7 if len(word) >= 7 else 6 if len(word) >= 5 else 4) - (text[start] != word[0])
            if text[start].isdecimal():
                score -= 2  # rather the end of a value
        else:
            return None
        if not opened and not marked and len(word) < 7:
            return None
    elif whole:
        score = 10 if word == CANONICAL_KEYS[kind] else 9 if opened else 8
        # A single character between the key and its mark is rather an extra character of the key.
        if not opened and start - 1 > region.start and text[start - 2] in _STRONG:
            score -= 3
        if not marked_before and word.startswith("年度") and text[start - 1] == "当":
            score -= 4
        if not marked and end + 1 < region.end and text[end + 1] in _COLONS:
            score -= 3
    else:
        if not marked and opened and end < region.end and not text[end].isalpha():
            score = 5  # the colon lost before a number
        elif not marked or not (opened or colon):
            return None
        else:
            score = 7
    return score + (3 if opened else 0) + (3 if colon else 2 if marked else 0) - 6


# Levels --------------------------------------------------------------------------------------------------------

_STEM = "|".join(sorted(map(re.escape, {*STEMS1, *STEMS2}), key=len, reverse=True))
_BARE = re.compile(f"(?=({_STEM}))")
_LEVEL_NAMES = _Spotter(
    (*(name + "指标" for name in (*STEMS1, *STEMS2)), *(name for name in (*STEMS1, *STEMS2) if len(name) > 3))
)
_CODE = re.compile(rf"(?<![0-9])([1-9]{{1,2}})(?=([ {re.escape(HYPHENS)}]{{0,3}}))")
_DASHES = re.escape("-‐‑‒–—―−_")
_CODE_ALONE = re.compile(
    rf"(?<![0-9])([1-3][1-4]|(?<=[、)）.．①-⑳])[1-3]"
    rf"|[1-3](?=[{_DASHES}]{{0,2}}[；;:：，,|｜/ ]{{1,2}}[1-3][1-4](?![0-9])))"
    rf"[{_DASHES}]{{0,2}}(?=[；;:：，,|｜/ ])"
)


def _levels(region: Region, text: str) -> Iterator[Candidate]:
    for code in _CODE.finditer(text, region.start, region.end):
        yield from _coded(region, text, code[1], code.start(), code.end(), code.end() + len(code[2]))
        if (
            len(code[1]) == 2 and code[1][1] in BY_CODE
        ):  # a number that lost its mark: `11-产出指标` is 1 and 1-产出指标
            yield from _coded(region, text, code[1][1], code.start() + 1, code.end(), code.end() + len(code[2]))
    for match in _CODE_ALONE.finditer(text, region.start, region.end):
        category = BY_CODE.get(match[1])
        opened = (
            region.opens(match.start()) or text[match.start() - 1] in ")）.．" or "①" <= text[match.start() - 1] <= "⑳"
        )
        if category is not None and opened and match.end() < region.end:
            kind = "level1" if category.parent is None else "level2"
            yield Candidate(Anchor(kind, match.start(), match.end(), category=category), 1, coded=True)  # type: ignore[arg-type]
    places = {match.start() for match in _BARE.finditer(text, region.start, region.end)}
    places.update(at for at, _, _, _ in _LEVEL_NAMES.find(text, region.start, region.end))
    for at in sorted(places):
        if _begins_level(region, text, at):
            yield from _uncoded(region, text, at)


def _begins_level(region: Region, text: str, at: int) -> bool:
    """May a level's name without a code begin here: where a part begins, or right behind another level?"""
    if region.opens(at) or text[at - 1] in ")）.．" or "①" <= text[at - 1] <= "⑳":
        return True
    return any(text.startswith(name, at - len(name)) for name in ("指标", *STEMS1))


class _Names:
    """The names of one level, right or misspelt, at a place of a text; longest first."""

    def __init__(self, stems: dict[str, Category]) -> None:
        names = [(name + suffix, category) for name, category in stems.items() for suffix in ("指标指标", "指标", "")]
        self._by_char: dict[str, list[tuple[str, Category]]] = {}
        for name, category in sorted(names, key=lambda pair: -len(pair[0])):
            for char in dict.fromkeys(name[:2]):
                self._by_char.setdefault(char, []).append((name, category))

    def at(self, text: str, at: int, end: int) -> Iterator[tuple[int, int, str, Category]]:
        """``(end, errors, name, category)`` of every name that may stand here."""
        first, second = self._by_char.get(text[at], ()), self._by_char.get(text[at + 1 : at + 2], ())
        for name, category in (*first, *(pair for pair in second if text[at] not in pair[0][:2])):
            for stop, errors in near(text, at, name):
                if stop <= end:
                    yield stop, errors, name, category


_NAMES1 = _Names(STEMS1)
_NAMES2 = _Names(STEMS2)


def _coded(region: Region, text: str, code: str, start: int, code_end: int, at: int) -> Iterator[Candidate]:
    """A code and what stands behind it: the name right, misspelt, or unknown."""
    hyphen = text[code_end:at]
    names, kind = (_NAMES1, "level1") if len(code) == 1 else (_NAMES2, "level2")
    by_code = BY_CODE.get(code)
    opened = region.opens(start)
    if at >= region.end or text[at] in MARKS or text[at].isdigit():
        return
    seen = False
    for end, errors, name, category in names.at(text, at, region.end):
        short = not name.endswith("指标")
        closed = region.closes(end)
        if errors and short and not closed:
            continue
        if errors and not hyphen and not opened:
            continue
        if not errors and not hyphen and short and not closed and not opened:
            continue
        seen = True
        score = (
            (12 if not errors else 8) - (0 if hyphen.strip() else 2) + (3 if opened else 0) + (2 if closed else 0) - 7
        )
        if short and text.startswith("指标", end):
            continue
        marked = end >= region.end or text[end] in MARKS
        if not marked and (text[end + 1 : end + 2] in _STRONG or (short and _suffix_damaged(region, text, end))):
            score -= 6
        if kind == "level1" and not opened and not closed:
            score -= 4  # words of a value that speak of a level
        meant = category if not errors or by_code is None else _meant(name, category, by_code, text[at:end])
        if by_code is not None and meant is not by_code:
            score -= 1 if not errors else 3
        like_ordinal = bool(hyphen.strip(" -")) and hyphen.strip() in "、.．"
        yield Candidate(Anchor(kind, start, end, category=meant), score, True, like_ordinal)  # type: ignore[arg-type]
    if not seen and hyphen.strip() and opened:
        end = at
        while end < min(region.end, at + 12) and text[end] not in MARKS and not text[end].isdigit():
            end += 1
        if end < region.end and text[end] in MARKS and (by_code is not None or text.endswith("指标", at, end)):
            yield Candidate(Anchor(kind, start, end, category=by_code), 2, coded=True)  # type: ignore[arg-type]


def _meant(name: str, category: Category, by_code: Category, written: str) -> Category:
    """A misspelt name that could be either of two is the one its code says."""
    if category is by_code:
        return category
    for other in (by_code.name, stem(by_code.name)):
        if any(end == len(written) for end, _ in near(written, 0, other)):
            return by_code
    return category


def _suffix_damaged(region: Region, text: str, at: int) -> bool:
    """Does a misspelt 指标 follow the stem that ends here?"""
    return any(region.closes(end) for end, _ in near(text, at, "指标"))


def _uncoded(region: Region, text: str, at: int) -> Iterator[Candidate]:
    """A level's name without its code: only where a part begins, or right behind another name."""
    for names, kind in ((_NAMES1, "level1"), (_NAMES2, "level2")):
        for end, errors, name, category in names.at(text, at, region.end):
            short = not name.endswith("指标")
            closed = region.closes(end)
            if errors and short and (len(name) < 4 or not closed):
                continue
            if short and not closed:
                continue
            score = (2 if short else 4 if errors else 6) + 3 + (2 if closed else -2) - 7
            yield Candidate(Anchor(kind, at, end, category=category), score)  # type: ignore[arg-type]


# Numbers -------------------------------------------------------------------------------------------------------

_HAN = {char: n for n, char in enumerate("一二三四五六七八九十", 1)}
_NUMBER = re.compile(
    r"[（(](?P<bracketed>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[）)][、.．,，]?"
    r"|(?P<circled>[①-⑳])[、.．,，]?"
    r"|第?(?P<plain>[0-9]{1,6})(?:[、.．,，)）|｜:：]{1,2}(?!指标)(?!(?<=,)[0-9]{3})| (?=[1-9]))"
    r"|第?(?P<han>[一二三四五六七八九十]{1,3})[、.．,，]"
)
_PARTIAL = re.compile(
    r"[（(第]?(?P<number>[0-9]{1,3})(?P<mark>[）)]?[、.．,，]|[）)])(?:[1-3](?:-(?:产|效|满意?)?)?|[1-3][1-4](?:-[一-鿿]{0,8})?|[1-3][-；;:：]{1,2}[1-3]?[1-4]?)?"
    r"(?=。?$|。?[0-9]{1,3}、[1-3]|第[0-9]+页|[（(]续|续表|[-—–─]{1,2}[0-9])"
)


def _ordinals(region: Region, text: str) -> Iterator[Candidate]:
    for match in _NUMBER.finditer(text, region.start, region.end):
        opened = region.opens(match.start())
        digits = match["plain"]
        if digits is None:
            number = _number(match["bracketed"] or match["circled"] or match["han"])
            if number is not None and (opened or text[match.end() : match.end() + 1] in ("1", "2", "3")):
                yield _ordinal(region, text, match.start(), match.end(), number, canonical=False)
            continue
        if not opened and text[match.end() - 1] in ")）":
            continue  # the end of a bracket
        first = match.start("plain")
        for cut in range(len(digits)):
            if cut and match.start() != first:
                break  # 第12、 is not 第1 and 2
            start = first + cut if cut else match.start()
            if digits[cut] == "0" or len(digits) - cut > 3:
                continue
            if cut and opened and not region.apart(start) and text[match.start() - 1] not in ":：":
                continue
            yield _ordinal(region, text, start, match.end(), int(digits[cut:]), text[match.end() - 1] == "、")
    for match in _PARTIAL.finditer(text, region.start, region.end):
        if region.opens(match.start()) and text[match.start() - 1 : match.start()] in ("。", "；", ";", ""):
            anchor = Anchor("ordinal", match.start(), match.end("mark"), number=int(match["number"]))
            yield Candidate(anchor, 4, broken_off=True, reach=match.end())


def _ordinal(region: Region, text: str, start: int, end: int, number: int, canonical: bool) -> Candidate:
    before = text[start - 1 : start] if start > region.start else "。"
    opened = 3 if before == "。" or region.apart(start) else 1 if before in MARKS else 0
    return Candidate(Anchor("ordinal", start, end, number=number), (4 if canonical else 3) + opened - 6)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN.get(text)
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)
