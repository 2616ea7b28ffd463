"""Find and score candidates for keys, misspelt ones included."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import attrs

from ..patterns import lazy
from ..structure.entries import Anchor, Kind
from ..structure.labels import GOAL, PERIOD, YEAR
from ..text.skeleton import MARKS
from .homophones import sounds
from .region import Candidate, Region
from .spelling import REMEMBERED, near, run_at

_AFTER_KEY = frozenset(":=;,|")
# What may precede the colon of a key: the closing bracket around the key, and a bracket with a year or a remark.
_BEHIND_KEY = lazy("）?(?:（[^（）]{1,16}）)?(?=[:=])|")

CYCLE_KEYS: tuple[str, ...] = tuple(
    "".join(parts)
    for parts in product(
        ("实施周期", "项目实施周期", "实施期", "项目周期", "周期"),
        ("指标值", "目标值", "指标", "目标", "值"),
    )
) + tuple(
    "".join(parts)
    for parts in (
        *product(("总体", "中期", "全周期", "全程", "全期"), ("指标值", "目标值")),
        *product(("实施周期", "项目实施周期"), ("绩效指标值", "绩效目标值")),
    )
)
ANNUAL_KEYS: tuple[str, ...] = (
    *(
        "".join(parts)
        for parts in product(
            ("年度", "当年度", "本年度", "当年", "本年"),
            ("指标值", "目标值", "指标", "目标", "值"),
        )
    ),
    *("".join(parts) for parts in product(("当期", "本期"), ("指标值", "目标值"))),
    "年度绩效指标值",
    "年度绩效目标值",
)
CANONICAL_KEYS: dict[Kind, str] = {"cycle": "实施周期指标值", "annual": "年度指标值"}


_KEYS: dict[str, Kind] = {**dict.fromkeys(CYCLE_KEYS, "cycle"), **dict.fromkeys(ANNUAL_KEYS, "annual")}
_LONGEST_KEY = max(map(len, _KEYS))
_KEY_CHAR = lazy("[" + "".join(sorted({char for key in _KEYS for char in key[:2]})) + "]")


def _by_pairs() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The keys by their first two characters, and the longer ones by their last two.

    A word of four or more characters with one error still begins or ends with two correct characters.
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
    """A key that a run of characters may begin with, and the evidence for it."""

    kind: Kind
    length: int
    wrong: bool  # it contains an error
    canonical: bool
    whole: bool  # it ends as only a key does
    size: int  # its characters, 7 for all longer ones
    begins: bool  # its first character is correct
    goes_on: bool  # all except its last character are correct
    from_value: bool  # it begins with a digit: rather the end of a value

    @classmethod
    def read(cls, run: str, word: str, length: int, wrong: bool) -> _Key:
        """The key ``word``, found at the beginning of ``run``."""
        return cls(
            kind=_KEYS[word],
            length=length,
            wrong=wrong,
            canonical=word in CANONICAL_KEYS.values(),
            whole=ends_as_key(word),
            size=min(len(word), 7),
            begins=run[0] == word[0],
            goes_on=run.startswith(word[:-1]),
            from_value=run[0].isdecimal(),
        )


def ends_as_key(word: str) -> bool:
    """Whether a key ends in 指标值 or 目标值, as no other word does."""
    return word.endswith(("指标值", "目标值"))


@lru_cache(REMEMBERED)
def _key_readings(run: str) -> tuple[tuple[_Key, ...], tuple[_Key, ...]]:
    """The keys that a run may begin with: those spelt correctly, and those misspelt."""
    words = dict.fromkeys(_HEADS.get(run[:2], ()))
    for pair, others in _TAILS.items():
        if pair in run:
            words |= dict.fromkeys(others)
    found = [(word, length, errors > 0) for word in words for length, errors in near(run, 0, word)]
    if (
        not any(ends_as_key(word) for word, _, _ in found)
        and len(run) >= len(_LONG)
        and run[len(_LONG) - 1].isalnum()  # the colon after a shorter key is no wrong character
        and sum(map(str.__eq__, run, _LONG)) >= len(_LONG) - 2
        and not run.startswith(_LONG[2:], 2)  # else 周期指标值 follows other words
    ):
        found = [(_LONG, len(_LONG), True)]  # two wrong characters in the longest key
    if not any(ends_as_key(word) for word, _, _ in found):
        found += _typed(run)
    # A short word with an error is no evidence.
    keys = dict.fromkeys(
        _Key.read(run, word, length, wrong) for word, length, wrong in found if not wrong or len(word) > 3
    )
    right = [key for key in keys if not key.wrong]
    # A key that continues as a word is none, unless it ends as only a key does.
    right = [key for key in right if key.whole or not run[key.length : key.length + 1].isalpha()]
    return tuple(right), tuple(key for key in keys if key.wrong)


_LONG = CANONICAL_KEYS["cycle"]
_SHORT = CANONICAL_KEYS["annual"]
_SOUNDS = {sounds(word): word for word in _KEYS if len(word) > 3}


def _typed(run: str) -> list[tuple[str, int, bool]]:
    """The key that a run sounds like, or the canonical one with two wrong characters; its colon must follow."""
    word = run.rstrip(_COLONS)
    if len(word) == len(run):
        return []
    meant = _SOUNDS.get(sounds(word))
    if (
        meant is None
        and len(word) == len(_SHORT)
        and word != _SHORT
        and sum(map(str.__eq__, word, _SHORT)) >= len(_SHORT) - 2
    ):
        meant = _SHORT if word[0] == _SHORT[0] or word[1] == _SHORT[1] else None
    return [] if meant is None else [(meant, len(word), True)]


_COLONS = ":=;,"


def _key_places(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets where a key may begin: at one of its first two characters, or just before."""
    last = start - 1
    for hit in _KEY_CHAR.finditer(text, start, end):
        at = hit.start()
        if at - 1 > last and text[at - 1].isalnum():
            yield at - 1
        yield at
        last = at


# A year before the key, after a mark: `；2025年度指标值`.
_YEAR_BEFORE = lazy("[;。,|](?P<year>20[0-9]{2}年?(?:[-至到]20[0-9]{2}年?)?)$")


# A list number before the key: `①实施周期指标值`, `（2）年度指标值`.
_NUMBER_BEFORE = lazy("(?:[①-⑳]|（[0-9]）)$")


# A word before the key that adds nothing: 预期年度指标值.
_WORD_BEFORE = lazy("[;。,|](?P<word>预期|预计|计划|设定|项目|整个|预算)$")


def find_keys(region: Region) -> Iterator[Candidate]:
    """The candidates for keys, spelt correctly or not."""
    text = region.text
    yield from _both(region)
    yield from _bare(region)
    best: dict[Kind, dict[tuple[int, int], int]] = {"cycle": {}, "annual": {}}
    whole: dict[tuple[Kind, int], int] = {}  # end -> start of a correct key, or of the misspelt canonical one
    sure = 0  # end of the last correct key between marks: it contains no other key
    for at in _key_places(text, region.start, region.end):
        if at < sure:
            continue
        run = run_at(text, at, region.end, _LONGEST_KEY)
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
            scored += _misspelt(run, inside, opened, region.behind_strong(at))
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
            if key.canonical and score == _SURE and apart:
                sure = end
    for kind, scores in best.items():
        for (at, end), score in scores.items():
            year = _YEAR_BEFORE.search(text, max(region.start, at - 12), at)
            start = at if year is None else year.start("year")
            number = _NUMBER_BEFORE.search(text, max(region.start, at - 3), at)
            if number is not None and region.opens(number.start()):
                start = number.start()
            before = _WORD_BEFORE.search(text, max(region.start, at - 3), at)
            if before is not None:
                start = before.start("word")
            for size in (2, 4):  # 年度年度指标值
                if text[at : at + size] == text[at - size : at] and at >= size and region.opens(at - size):
                    start = at - size
            twice = 2 * end + 1 - at
            if (
                twice <= region.end
                and text[end] in _AFTER_KEY
                and text.startswith(text[at:end], end + 1)
                and region.closes(twice)
            ):
                yield Candidate(Anchor(kind, start, twice), score + 1)
            yield Candidate(Anchor(kind, start, end), score)


_SURE = 10
"""The score of a canonical key between marks and before a colon."""


@lru_cache(REMEMBERED)
def _misspelt(run: str, inside: int, opened: bool, strong: bool) -> tuple[tuple[_Key, int], ...]:
    """The misspelt keys possible at the beginning of a run, of which ``inside`` characters are in the region.

    ``opened``: a part begins at the run; ``strong``: a strong mark precedes it.
    """
    found: list[tuple[_Key, int]] = []
    for key in _key_readings(run)[1]:
        if key.length <= inside:
            score = _misspelt_score(key, run[key.length : inside][:1], opened, strong)
            if score is not None:
                found.append((key, score))
    return tuple(found)


def _misspelt_score(key: _Key, mark: str, opened: bool, strong: bool) -> int | None:
    colon, marked = mark == ":", mark in _AFTER_KEY
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
    behind = _BEHIND_KEY.match(text, end)
    assert behind is not None
    mark = text[behind.end()] if behind.end() < region.end else ""
    colon, marked = mark == ":", mark in _AFTER_KEY or (key.whole and mark in MARKS)
    if key.whole:
        if not opened and mark == "。":
            return None  # part of a value: `同年度指标值。`
        score = 10 if key.canonical else 9 if opened else 8
        # A single character between the key and its mark is rather an extra character in the key.
        if not opened and start - 1 > region.start and region.behind_strong(start - 1):
            score -= 3
        if text.startswith("年度", start) and text[start - 1] == "当" and not region.behind_strong(start):
            score -= 4
        if not marked and end + 1 < region.end and text[end + 1] in _AFTER_KEY:
            score -= 3
    elif not marked and opened and mark and not mark.isalpha():
        score = 5  # the colon lost before a number
    elif not marked or not (opened or colon or (key.size > 4 and text[end - 1] == "值")):
        return None
    else:
        score = 7
    return score + _around(opened, colon, marked)


def _around(opened: bool, colon: bool, marked: bool) -> int:
    """The evidence of the marks around a key."""
    return (3 if opened else 0) + (3 if colon else 2 if marked else 0) - 6


# A period, the year or both, and the target, in the words of the table, with signs and brackets between them.
_ASIDE = "(?:（[^（）;:。]{1,14}）)?"
_MARKED = f"{_ASIDE}(?=[:=|（ ]|[0-9≥≤<>]|-{{2}}|[为是达])"
_BARE_PERIOD = "(?:(?:项目|整个)?(?:实施周?期|全周期)|项目周期)"
_BARE_YEAR = "(?:(?:本|当|全)?年度|本年|当年)"
_FIRST, _SECOND = (
    f"(?:(?P<period{place}>{PERIOD})|(?!20[0-9]{{2}}年(?!度|指标|目标)){YEAR}){_ASIDE}(?:{GOAL})?" for place in (1, 2)
)
_JOIN = "(?:[-/|、,=（]|和|及|与|同|暨|或|以及){1,2}"
_ARE = "(?:[均都同][为是]?|(?:依次|分别|各)?[为是])"
_BOTH = lazy(
    f"(?:(?P<goal>(?:绩效)?(?:指标|目标)值)（)?{_FIRST}(?:{_JOIN}|[;](?={YEAR}{GOAL}:?[均都同]))"
    f"{_SECOND}）?(?:{GOAL})?{_ASIDE}(?::?{_ARE})?(?=[:=|（ 0-9≥≤<>]|(?<=[均都同为是]))"
)
# What stands between the two, which few texts hold. A ; parts two keys, unless the second says that both are equal.
_JOINED = lazy(f"[-/|、,=（和及与同暨或以;](?:(?<!;)及?(?:{PERIOD}|{YEAR})|(?<=;){YEAR}{GOAL}:?[均都同])")
# Without 指标值 a period is a key only between a strong mark and its colon.
_BARE = lazy(
    f"(?<=[;|。），,:（])(?P<goal>(?:指标|目标)值[:（]{{1,2}})?(?:(?P<cycle>{_BARE_PERIOD})|{_BARE_YEAR})(?=[:=])"
)


# One sign inside the key: 实施周期/指标值.
_BROKEN = lazy("|".join(f"(?P<{kind}>{'[-/|、=*:.]?'.join(word)})" for kind, word in CANONICAL_KEYS.items()))
# Each character twice, as a program prints bold: 年年度度指指标标值值.
_PRINTED_TWICE = lazy(
    "|".join(f"(?P<{kind}>{''.join(char + char for char in word)})" for kind, word in CANONICAL_KEYS.items())
)
# A key by what its words mean, not by how it is spelt: 目标值（年度）, 指标值-年度, 2023年计划值, 全周期目标, 【年度】.
_WORDS = {place: f"(?:(?P<cycle{place}>{PERIOD})|{YEAR})" for place in (1, 2, 3, 4)}
_COMPOSED = lazy(
    f"(?<=[;|。）,])(?:绩效)?(?:指标|目标)值?(?:（{_WORDS[1]}）|[-/|]{{1,2}}{_WORDS[2]})(?=[:=|（])"
    f'|(?<![^;|。）,（：: "“\n])(?:{_WORDS[3]}{_ASIDE}的?[-/|:=*.]?{GOAL}|(?P<cycle5>[三四五]年)(?:指标|目标)){_MARKED}'
    f"|(?<=[;|。）,]（){_WORDS[4]}(?=）(?![;。）]))"
)
_SCORE_COMPOSED = 9
_WORDS_BEHIND = frozenset("为是")


def _bare(region: Region) -> Iterator[Candidate]:
    for match in _BARE.finditer(region.text, 0, region.end):
        score = _SCORE_COMPOSED if match["goal"] else 4
        yield Candidate(Anchor("cycle" if match["cycle"] else "annual", *match.span()), score)
    for match in _BROKEN.finditer(region.text, 0, region.end):
        kind: Kind = "cycle" if match["cycle"] else "annual"
        if len(match[0]) == len(CANONICAL_KEYS[kind]) + 1:
            yield Candidate(Anchor(kind, *match.span()), 6 + _around(region.opens(match.start()), True, True))
    for match in _PRINTED_TWICE.finditer(region.text, 0, region.end):
        yield Candidate(Anchor("cycle" if match["cycle"] else "annual", *match.span()), _SCORE_COMPOSED)
    for match in _COMPOSED.finditer(region.text, 0, region.end):
        if match[0] in _KEYS and region.text[match.end() : match.end() + 1] not in _WORDS_BEHIND:
            continue  # it is known as it stands
        cycle = any(match[f"cycle{place}"] for place in (1, 2, 3, 4, 5))
        yield Candidate(Anchor("cycle" if cycle else "annual", *match.span()), _SCORE_COMPOSED)


def _both(region: Region) -> Iterator[Candidate]:
    """One key for both targets: ``实施周期/年度指标值``."""
    for match in _BOTH.finditer(region.text, 0, region.end) if _JOINED.search(region.text, 0, region.end) else ():
        word = match[0]
        periods = bool(match["period1"]) + bool(match["period2"])
        if periods == 1 and ("值" in word or "指标" in word or "目标" in word):
            opened = region.opens(match.start())  # else it may be two words of a value: 同实施周期指标值、年度指标值:
            yield Candidate(Anchor("both", *match.span()), (24 if opened else 12) + _around(opened, True, True))
