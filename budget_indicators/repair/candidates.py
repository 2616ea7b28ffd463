"""Where in a damaged text a number, a level or a key may stand, however misspelt, and how likely each is.

Candidates overlap and contradict each other; ``repair`` chooses among them. A candidate's score is an evidence count:
how much of the canonical form is there, and whether marks (or a dropped line break or blank) stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import attrs

from ..model.nodes import Category
from ..model.taxonomy import BY_CODE, STEMS1, STEMS2, stem
from ..structure.entries import HYPHENS, Anchor, Kind
from ..text.cleaning import Source

MARKS = " ；;:：。，,、|｜/"
"""All that people write between parts."""

_COLON = frozenset(":：")
_AFTER_KEY = frozenset(":：=；;，,|｜")
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


_RUN = re.compile(r"\w*\W?")
_REMEMBERED = 4096


def _run(text: str, at: int, end: int, longest: int) -> str:
    """All that ``near`` sees of a text when it looks at ``at`` for words of up to ``longest`` characters.

    It never reads on behind a mark, nor further than two characters behind a word, so the same few runs come again
    and again: what they hold is remembered. (The character at ``end`` may tell that an extra digit is none.)
    """
    run = _RUN.match(text, at, min(end + 1, at + longest + 2))
    assert run is not None
    return run[0]


@attrs.frozen
class Region:
    """A stretch of a cleaned text that is searched for anchors."""

    text: str
    start: int
    end: int
    torn: frozenset[int]  # where a blank, a line break or markup was dropped

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Region:
        """The region ``source.text[start:end]``."""
        return cls(source.text, start, end, frozenset(at for at, gap in source.gaps(start, end) if _TEARS.search(gap)))

    def opens(self, at: int) -> bool:
        """Does a part begin here: after a mark, a dropped blank or line break, or the beginning?"""
        return at == self.start or self.text[at - 1] in MARKS or at in self.torn

    def closes(self, at: int) -> bool:
        """Does a part end here?"""
        return at >= self.end or self.text[at] in MARKS or at in self.torn


_TEARS = re.compile(r"[\s<&]")


def _matches(pattern: re.Pattern[str], begins: re.Pattern[str], region: Region) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds in a region: faster, where ``begins`` finds all places at which it may match."""
    text, start, end = region.text, region.start, region.end
    while (hit := begins.search(text, start, end)) is not None:
        start = hit.start()
        match = pattern.match(text, start, end)
        if match is None:
            start += 1
        else:
            yield match
            start = match.end()


def find(source: Source, start: int, end: int) -> list[Candidate]:
    """All candidates in ``source.text[start:end]``, by start."""
    region = Region.of(source, start, end)
    text = source.text
    best: dict[tuple[str, int, int], Candidate] = {}
    for candidate in (*_keys(region, text), *_levels(region, text), *_ordinals(region, text)):
        anchor = candidate.anchor
        place = (anchor.kind, anchor.start, anchor.end)
        if place not in best or best[place].score < candidate.score:
            candidate.reach = candidate.reach or anchor.end
            best[place] = candidate
    return sorted(best.values(), key=lambda c: (c.anchor.start, -c.anchor.end, -c.score))


# Keys ----------------------------------------------------------------------------------------------------------

_KEYS: dict[str, Kind] = {**dict.fromkeys(CYCLE_KEYS, "cycle"), **dict.fromkeys(ANNUAL_KEYS, "annual")}
_LONGEST_KEY = max(map(len, _KEYS))
_KEY_CHAR = re.compile("[" + "".join(sorted({char for key in _KEYS for char in key[:2]})) + "]")


def _by_pairs() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The keys by the two characters they begin with, and the longer ones by the two they end with.

    A word of four or more characters with one error still begins or ends with two of its own.
    """
    heads: dict[str, list[str]] = {}
    tails: dict[str, list[str]] = {}
    for key in _KEYS:
        heads.setdefault(key[:2], []).append(key)
        if len(key) == 4:  # the two in the middle swapped
            heads.setdefault(key[0] + key[2], []).append(key)
        if len(key) > 3:
            tails.setdefault(key[-2:], []).append(key)
    return heads, tails


_HEADS, _TAILS = _by_pairs()


@attrs.frozen
class _Key:
    """A key that may stand at the beginning of a run of characters, and what speaks for it there."""

    kind: Kind
    length: int
    wrong: bool  # there is an error in it
    canonical: bool
    whole: bool  # it ends as only a key does
    size: int  # its characters, 7 for all longer ones
    begins: bool  # its first character is right
    goes_on: bool  # all but its last character is right
    from_value: bool  # a digit stands at its beginning: rather the end of a value

    @classmethod
    def read(cls, run: str, word: str, length: int, wrong: bool) -> _Key:
        """``word``, as it was found at the beginning of ``run``."""
        return cls(
            kind=_KEYS[word],
            length=length,
            wrong=wrong,
            canonical=word in CANONICAL_KEYS.values(),
            whole=word.endswith(("指标值", "目标值")),
            size=min(len(word), 7),
            begins=run[0] == word[0],
            goes_on=run.startswith(word[:-1]),
            from_value=run[0].isdecimal(),
        )


@lru_cache(_REMEMBERED)
def _key_readings(run: str) -> tuple[tuple[_Key, ...], tuple[_Key, ...]]:
    """Every key that may stand at the beginning of a run: the right ones, the misspelt ones."""
    words = dict.fromkeys(_HEADS.get(run[:2], ()))
    for pair, others in _TAILS.items():
        if pair in run:
            words |= dict.fromkeys(others)
    found = [(word, length, errors > 0) for word in words for length, errors in near(run, 0, word)]
    # A short word with an error is no evidence.
    keys = dict.fromkeys(
        _Key.read(run, word, length, wrong) for word, length, wrong in found if not wrong or len(word) > 3
    )
    right = [key for key in keys if not key.wrong]
    # What goes on as a word is no key, unless it ends as only a key does.
    right = [key for key in right if key.whole or not run[key.length : key.length + 1].isalpha()]
    return tuple(right), tuple(key for key in keys if key.wrong)


def _key_places(text: str, start: int, end: int) -> Iterator[int]:
    """Where a key may begin: one of its first two characters stands there or is the next."""
    last = start - 1
    for hit in _KEY_CHAR.finditer(text, start, end):
        at = hit.start()
        if at - 1 > last and text[at - 1].isalnum():
            yield at - 1
        yield at
        last = at


def _keys(region: Region, text: str) -> Iterator[Candidate]:
    best: dict[Kind, dict[tuple[int, int], int]] = {"cycle": {}, "annual": {}}
    whole: dict[tuple[Kind, int], int] = {}  # end -> where a key that is right, or the canonical one misspelt, begins
    for at in _key_places(text, region.start, region.end):
        run = _run(text, at, region.end, _LONGEST_KEY)
        right, wrong = _key_readings(run)
        if not right and not wrong:
            continue
        opened = region.opens(at)
        scored = [
            (key, _right_score(region, text, at, at + key.length, key, opened))
            for key in right
            if at + key.length <= region.end
        ]
        if wrong:
            inside = min(len(run), region.end - at)
            scored += _misspelt(run, inside, opened, _behind_strong(region, text, at))
        apart = at > 0 and text[at - 1] in MARKS
        for key, score in scored:
            if score is None:
                continue
            end = at + key.length
            # 周期指标值 inside a misspelt 实施周期指标值 is no key of its own. (The places come in order.)
            if key.canonical or apart or whole.get((key.kind, end), at) == at:
                scores = best[key.kind]
                scores[at, end] = max(score, scores.get((at, end), score))
            if key.canonical or not key.wrong:
                whole.setdefault((key.kind, end), at)
    for kind, scores in best.items():
        for (at, end), score in scores.items():
            yield Candidate(Anchor(kind, at, end), score)


@lru_cache(_REMEMBERED)
def _misspelt(run: str, inside: int, opened: bool, strong: bool) -> tuple[tuple[_Key, int], ...]:
    """The misspelt keys that may stand at the beginning of a run, ``inside`` characters of which are the region's.

    ``opened`` and ``strong`` say what stands before it: the beginning of a part, a strong mark.
    """
    found: list[tuple[_Key, int]] = []
    for key in _key_readings(run)[1]:
        if key.length <= inside:
            score = _misspelt_score(key, run[key.length : inside][:1], opened, strong)
            if score is not None:
                found.append((key, score))
    return tuple(found)


def _misspelt_score(key: _Key, mark: str, opened: bool, strong: bool) -> int | None:
    colon, marked = mark in _COLON, mark in _AFTER_KEY
    if not key.whole and not (opened and colon):
        return None
    if key.goes_on and not marked:
        return None  # a wrong last character needs its colon
    if not key.begins and not strong:
        opened = False
    if not opened and not marked and key.size < 7:
        return None
    score = (7 if key.size >= 7 else 6 if key.size >= 5 else 4) - (not key.begins)
    if key.from_value:
        score -= 2
    return score + _around(opened, colon, marked)


def _right_score(region: Region, text: str, start: int, end: int, key: _Key, opened: bool) -> int | None:
    mark = text[end] if end < region.end else ""
    colon, marked = mark in _COLON, mark in _AFTER_KEY
    if key.whole:
        score = 10 if key.canonical else 9 if opened else 8
        # A single character between the key and its mark is rather an extra character of the key.
        if not opened and start - 1 > region.start and text[start - 2] in _STRONG:
            score -= 3
        if text.startswith("年度", start) and text[start - 1] == "当" and not _behind_strong(region, text, start):
            score -= 4
        if not marked and end + 1 < region.end and text[end + 1] in _AFTER_KEY:
            score -= 3
    elif not marked and opened and mark and not mark.isalpha():
        score = 5  # the colon lost before a number
    elif not marked or not (opened or colon):
        return None
    else:
        score = 7
    return score + _around(opened, colon, marked)


def _behind_strong(region: Region, text: str, at: int) -> bool:
    return at == region.start or text[at - 1] in _STRONG


def _around(opened: bool, colon: bool, marked: bool) -> int:
    """What the marks around a key say."""
    return (3 if opened else 0) + (3 if colon else 2 if marked else 0) - 6


# Levels --------------------------------------------------------------------------------------------------------

# Each begins with a set of characters and looks back only then: so `re` finds the places fast.
_CODE = re.compile(rf"([1-9](?<![0-9].)[1-9]?)(?=([ {re.escape(HYPHENS)}]{{0,3}}))")
_DASHES = re.escape("-‐‑‒–—―−_")
_CODE_ALONE = re.compile(
    rf"([1-3](?<![0-9].)(?:[1-4]|(?<=[、)）.．①-⑳].)"
    rf"|(?=[{_DASHES}]{{0,2}}[；;:：，,|｜/ ]{{1,2}}[1-3][1-4](?![0-9]))))"
    rf"[{_DASHES}]{{0,2}}(?=[；;:：，,|｜/ ])"
)


def _levels(region: Region, text: str) -> Iterator[Candidate]:
    for code in _CODE.finditer(text, region.start, region.end):
        start, end = code.span()
        at = code.end(2)
        if at >= region.end or text[at] in MARKS or text[at].isdigit():
            continue
        yield from _coded(region, text, code[1], start, end, at)
        if end - start == 2 and code[1][1] in BY_CODE:
            # a number that lost its mark: `11-产出指标` is 1 and 1-产出指标
            yield from _coded(region, text, code[1][1], start + 1, end, at)
    for match in _CODE_ALONE.finditer(text, region.start, region.end):
        category = BY_CODE.get(match[1])
        opened = (
            region.opens(match.start()) or text[match.start() - 1] in ")）.．" or "①" <= text[match.start() - 1] <= "⑳"
        )
        if category is not None and opened and match.end() < region.end:
            kind = "level1" if category.parent is None else "level2"
            yield Candidate(Anchor(kind, match.start(), match.end(), category=category), 1, coded=True)  # type: ignore[arg-type]
    for at in _bare_places(region, text):
        yield from _uncoded(region, text, at)


_LEVELS = ("指标", *STEMS1)
_LEVEL_ENDS = frozenset(name[-1] for name in _LEVELS)
_BARE_PLACE = re.compile(
    rf"[{re.escape(MARKS)})）.．①-⑳{''.join(sorted(_LEVEL_ENDS))}]"
    rf"(?=.?[{''.join(sorted({char for name in (*STEMS1, *STEMS2) for char in name[:2]}))}])",
    re.DOTALL,
)


def _bare_places(region: Region, text: str) -> list[int]:
    """Where a level's name without a code may begin: where a part begins, or right behind another level."""
    places = {region.start, *region.torn}
    for hit in _BARE_PLACE.finditer(text, region.start, region.end):
        at = hit.end()
        if hit[0] not in _LEVEL_ENDS or text.endswith(_LEVELS, 0, at):
            places.add(at)
    return sorted(places)


class _Names:
    """The names of one level, right or misspelt, at a place of a text; longest first."""

    def __init__(self, stems: dict[str, Category]) -> None:
        names = [(name + suffix, category) for name, category in stems.items() for suffix in ("指标指标", "指标", "")]
        self._by_char: dict[str, list[tuple[str, Category]]] = {}  # by either of the first two
        for name, category in sorted(names, key=lambda pair: -len(pair[0])):
            for char in dict.fromkeys(name[:2]):
                self._by_char.setdefault(char, []).append((name, category))
        self._longest = {char: len(pairs[0][0]) for char, pairs in self._by_char.items()}
        self._readings = lru_cache(_REMEMBERED)(self._read)

    def at(self, text: str, at: int, end: int) -> tuple[tuple[int, int, str, Category], ...]:
        """``(length, errors, name, category)`` of every name that may stand here, or go on behind ``end``."""
        longest = max(self._longest.get(text[at : at + 1], 0), self._longest.get(text[at + 1 : at + 2], 0))
        return self._readings(_run(text, at, end, longest)) if longest else ()

    def _read(self, run: str) -> tuple[tuple[int, int, str, Category], ...]:
        """``(length, errors, name, category)`` of every name that may stand at the beginning of a run."""
        first, second = self._by_char.get(run[0], ()), self._by_char.get(run[1:2], ())
        names = (*first, *(pair for pair in second if run[0] not in pair[0][:2]))
        return tuple((end, errors, name, category) for name, category in names for end, errors in near(run, 0, name))


_NAMES1 = _Names(STEMS1)
_NAMES2 = _Names(STEMS2)


def _coded(region: Region, text: str, code: str, start: int, code_end: int, at: int) -> Iterator[Candidate]:
    """A code and what stands behind it: the name right, misspelt, or unknown."""
    hyphen = text[code_end:at]
    names, kind = (_NAMES1, "level1") if len(code) == 1 else (_NAMES2, "level2")
    readings = names.at(text, at, region.end)
    if not readings and not hyphen.strip():
        return
    by_code = BY_CODE.get(code)
    opened = region.opens(start)
    seen = False
    for length, errors, name, category in readings:
        end = at + length
        if end > region.end:
            continue
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
        for length, errors, name, category in names.at(text, at, region.end):
            end = at + length
            if end > region.end:
                continue
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
_NUMBER_BEGINS = re.compile(
    "[（(第①-⑳0-9一二三四五六七八九十](?:(?<=[①-⑳])|[0-9一二三四五六七八九十]{0,6}[）)、.．,，|｜:： ])"
)
_PARTIAL = re.compile(
    r"[（(第]?(?P<number>[0-9]{1,3})(?P<mark>[）)]?[、.．,，]|[）)])(?:[1-3](?:-(?:产|效|满意?)?)?|[1-3][1-4](?:-[一-鿿]{0,8})?|[1-3][-；;:：]{1,2}[1-3]?[1-4]?)?"
    r"(?=。?$|。?[0-9]{1,3}、[1-3]|第[0-9]+页|[（(]续|续表|[-—–─]{1,2}[0-9])"
)
_PARTIAL_BEGINS = re.compile("[（(第0-9][0-9]{0,3}[）)、.．,，]")


def _ordinals(region: Region, text: str) -> Iterator[Candidate]:
    for match in _matches(_NUMBER, _NUMBER_BEGINS, region):
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
            if cut and opened and start not in region.torn and text[match.start() - 1] not in ":：":
                continue
            yield _ordinal(region, text, start, match.end(), int(digits[cut:]), text[match.end() - 1] == "、")
    for match in _matches(_PARTIAL, _PARTIAL_BEGINS, region):
        if region.opens(match.start()) and text[match.start() - 1 : match.start()] in ("。", "；", ";", ""):
            anchor = Anchor("ordinal", match.start(), match.end("mark"), number=int(match["number"]))
            yield Candidate(anchor, 4, broken_off=True, reach=match.end())


def _ordinal(region: Region, text: str, start: int, end: int, number: int, canonical: bool) -> Candidate:
    before = text[start - 1 : start] if start > region.start else "。"
    opened = 3 if before == "。" or start in region.torn else 1 if before in MARKS else 0
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
