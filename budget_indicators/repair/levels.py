"""Find and score candidates for levels, with or without a code, misspelt ones included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model.nodes import Category
from ..model.taxonomy import BY_CODE, STEMS1, STEMS2, stem
from ..patterns import lazy
from ..structure.entries import Anchor, Kind
from ..text.skeleton import MARKS
from .homophones import sounds
from .region import STRONG, Candidate, Region
from .spelling import REMEMBERED, near, run_at

# What may stand between a code and a name. Both patterns begin with a character class and look back only then, so
# `re` finds the positions fast.
_CODE = lazy(rf"([1-9](?<![0-9].)[1-9]?)(?=([{re.escape(MARKS)}.]{{0,4}}))")
# 1.1, 1-1 or 1 1 for 11.
_SPLIT = lazy(rf"([1-3](?<![0-9].))[-. |/]([1-4])(?![0-9])(?=([{re.escape(MARKS)}.]{{0,4}}))")
_CODE_ALONE = lazy(
    "([1-3](?<![0-9].)(?:[1-4]|(?<=[、）.,①-⑳].)(?!,[0-9](?![1-4][-;:,|/ ]))"
    "|(?=-{0,2}[;:,|/ ]{1,2}[1-3][1-4](?![0-9]))))-{0,2}(?=[;:,|/ ])"
)
# Points, 必填 and the like after a level; they do not identify the level.
_ASIDE = lazy(
    r" ?（(?![1-3][1-4]?(?:[-、]|\.(?![0-9])))(?:(?:权重|分值|满分)[:=|])?[^（）;:。]{0,3}[0-9][^（）;:。]{0,8}）分?"
    "|（[0-9]{1,3}[分%](?=[;,|])"  # its other half was lost
    "|（(?:必|选|可)[填选]项?）"
    "|（(?![1-3][1-4]?-|数量|质量|时效|成本|经济|社会|生态|可持续|服务对象)"
    "[^（）;:。]{1,8}）(?=[ ;:,、|/]{1,2}(?!实施|年度|周期|[1-3][1-4]?-))"
    "|-{1,2}[1-3][1-4]?(?=[ ;:,、|/。])"
    "|/[A-Za-z][A-Za-z ]{1,24}(?=[;,、|])"
    "|绩效(?:指标|目标)(?=[ ;:,、|/。])"
    r"|[0-9]{1,3}(?:\.[0-9])?[分%](?=[ ;:,、|/。])"
    r"|(?<=指标)(?![1-3][1-4]?(?![0-9]))[1-9][0-9]?(?:\.[0-9])?(?=[;,|/])"
)
# The code behind the name: 质量指标|12.
_OWN_CODE = lazy(
    "(?:（指标）|(?:类|方面|性|绩效){1,2}(?:指标)?|目标)?[-:|/.,、 ]{0,2}"
    "（?(?:编码|代码)?[:=]?([1-3][1-4]?)）?(?=[;:,、|/。]|$)"
)
# At the beginning of a part: 同上, and words that end like a level but are not in the taxonomy.
_NAMELESS = lazy(
    "(?<=[;:。,、|/ ）（])(?:(?P<ditto>(?:与?上一?[条行项]?(?:相同|一致|同)|同[上前](?:一?[条行项])?"
    '|[“”"]{1,2}|-"-)(?=[;:,、|/ ）])|〃)'
    "|(?!项目|绩效|年度|[一二三]级)[一-鿿]{2,8}?(?:指标|目标)(?=[;:,、|/ ）]))"
)


def find_levels(region: Region) -> Iterator[Candidate]:
    """The candidates for levels: with a code, a code alone, a name alone, unknown ones."""
    text = region.text
    sure: dict[int, Kind] = {}  # positions of names after their code: they are not candidates without it
    for code in _CODE.finditer(text, region.start, region.end):
        start, end = code.span()
        at = code.end(2)
        if at >= region.end or text[at] in MARKS or text[at].isdigit():
            continue
        if code[1] not in BY_CODE and text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
            continue  # A4-成本指标: the code of another system
        for candidate in _coded(region, text, code[1], start, end, at):
            if candidate.score >= _SURE and at == end + 1 and text[end] == "-":
                sure[at] = candidate.anchor.kind
            yield candidate
        if end - start == 2 and code[1][1] in BY_CODE:
            # a number that lost its mark: `11-产出指标` is 1 and 1-产出指标
            yield from _coded(region, text, code[1][1], start + 1, end, at)
    for code in _SPLIT.finditer(text, region.start, region.end):
        at = code.end(3)
        if at < region.end and _NAMES2.at(text, at, region.end):
            yield from _coded(region, text, code[1] + code[2], code.start(), code.end(), at)
    for match in _CODE_ALONE.finditer(text, region.start, region.end):
        category = BY_CODE.get(match[1])
        opened = region.opens(match.start()) or text[match.start() - 1] == "." or "①" <= text[match.start() - 1] <= "⑳"
        if category is not None and opened and match.end() < region.end:
            kind: Kind = "level1" if category.parent is None else "level2"
            yield Candidate(Anchor(kind, match.start(), match.end(), category=category), 1, coded=True)
    near_level: set[tuple[int, int]] = set()
    for at in _bare_places(region, text):
        for candidate in _uncoded(region, text, at, sure.get(at)):
            near_level.add((candidate.anchor.start, candidate.anchor.end))
            yield candidate
    for nameless in _NAMELESS.finditer(text, region.start, region.end):
        if nameless.span() not in near_level:
            yield from _nameless(nameless)


_SURE = 10
"""The score of a correctly spelt level between marks."""


def _nameless(match: re.Match[str]) -> Iterator[Candidate]:
    """同上, and words that end like a level but are not in the taxonomy: unknown stays unknown."""
    ditto = match["ditto"] is not None
    if ditto or (stem(match[0]) not in STEMS1 and stem(match[0]) not in STEMS2):
        kinds: tuple[Kind, ...] = ("level1", "level2")
        for kind in kinds:
            yield Candidate(Anchor(kind, *match.span(), ditto=ditto), 2)


def _with_aside(region: Region, end: int, category: Category) -> int:
    """The end of a level, with its code or a bracket that may follow it in the region."""
    behind = _OWN_CODE.match(region.text, end)
    if behind is None or behind[1] != category.code:
        behind = _ASIDE.match(region.text, end)
    return end if behind is None or behind.end() > region.end else behind.end()


_LEVELS = ("指标", *STEMS1)
_LEVEL_ENDS = frozenset(name[-1] for name in _LEVELS)
_BARE_PLACE = lazy(
    rf"[{re.escape(MARKS)}.①-⑳是{''.join(sorted(_LEVEL_ENDS))}]"
    rf"(?=.?[{''.join(sorted({char for name in (*STEMS1, *STEMS2) for char in name[:2]}))}])",
    re.DOTALL,
)


def _bare_places(region: Region, text: str) -> list[int]:
    """Positions where a level without a code may begin: at the beginning of a part, or directly after another level."""
    places = {region.start, *region.torn}
    for hit in _BARE_PLACE.finditer(text, region.start, region.end):
        at = hit.end()
        if hit[0] not in _LEVEL_ENDS or text.endswith(_LEVELS, 0, at):
            places.add(at)
    return sorted(places)


_WORD = lazy("[一-鿿]{4,10}(?=[;:,。|/ ）])")


class _Names:
    """The names of one level, correct or misspelt, at a position of a text; longest first."""

    def __init__(self, stems: dict[str, Category]) -> None:
        names = [(name + suffix, category) for name, category in stems.items() for suffix in ("指标指标", "指标", "")]
        self._by_char: dict[str, list[tuple[str, Category]]] = {}  # by either of the first two
        for name, category in sorted(names, key=lambda pair: -len(pair[0])):
            for char in dict.fromkeys(name[:2]):
                self._by_char.setdefault(char, []).append((name, category))
        self._longest = {char: len(pairs[0][0]) for char, pairs in self._by_char.items()}
        self._by_sound = {sounds(name): (name, category) for name, category in names if name.endswith("指标")}
        self._readings = lru_cache(REMEMBERED)(self._read)

    def at(self, text: str, at: int, end: int) -> tuple[tuple[int, int, str, Category], ...]:
        """``(length, errors, name, category)`` of every possible name here, also if it continues after ``end``."""
        longest = max(self._longest.get(text[at : at + 1], 0), self._longest.get(text[at + 1 : at + 2], 0))
        return self._readings(run_at(text, at, end, longest)) if longest else ()

    def _read(self, run: str) -> tuple[tuple[int, int, str, Category], ...]:
        """``(length, errors, name, category)`` of every possible name at the beginning of a run."""
        first, second = self._by_char.get(run[0], ()), self._by_char.get(run[1:2], ())
        names = (*first, *(pair for pair in second if run[0] not in pair[0][:2]))
        return tuple((end, errors, name, category) for name, category in names for end, errors in near(run, 0, name))

    def sounding(self, written: str) -> tuple[tuple[int, int, str, Category], ...]:
        """The same for a word that sounds like a name: 铲除指标."""
        found = self._by_sound.get(sounds(written))
        return () if found is None else ((len(written), 1, *found),)


_NAMES1 = _Names(STEMS1)
_NAMES2 = _Names(STEMS2)


def _coded(region: Region, text: str, code: str, start: int, code_end: int, at: int) -> Iterator[Candidate]:
    """A code and the name after it: correct, misspelt or unknown."""
    hyphen = text[code_end:at]
    names = _NAMES1 if len(code) == 1 else _NAMES2
    kind: Kind = "level1" if len(code) == 1 else "level2"
    readings = names.at(text, at, region.end)
    if not readings and (word := _WORD.match(text, at, region.end)) is not None:
        readings = names.sounding(word[0])
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
        closed = region.closes(_with_aside(region, end, category))
        if errors and short and not closed:
            continue
        if not _joined(hyphen, category is by_code and closed, text, end):
            continue
        if ":" in hyphen and by_code is not None and category is not by_code and not closed:
            continue  # a code alone, and a name that begins with another level's
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
        if not marked and (text[end + 1 : end + 2] in STRONG or (short and _suffix_damaged(region, text, end))):
            score -= 6
        if kind == "level1" and not opened and not closed:
            score -= 4  # part of a value that mentions a level
        meant = category if not errors or by_code is None else _meant(name, category, by_code, text[at:end])
        if by_code is None and not hyphen.strip():
            score -= 4  # rather a number before a level without code
        if by_code is not None and meant is not by_code:
            score -= 1 if not errors else 3
        like_ordinal = hyphen.strip()[:1] not in ("", "-")
        if by_code is None and like_ordinal:
            score -= 8  # 4、效益指标: no level has this code
        stop = _with_aside(region, end, meant)
        yield Candidate(Anchor(kind, start, stop, category=meant), score, True, like_ordinal)
        again = stop + 1 + stop - start
        if again <= region.end and text[stop] in _BETWEEN and text.startswith(text[start:stop], stop + 1):
            # written twice
            yield Candidate(Anchor(kind, start, again, category=meant), 2 * score, True, like_ordinal)
    if not seen and hyphen.strip() in ("-", "--") and opened:
        end = at
        while end < min(region.end, at + 12) and text[end] not in MARKS and not text[end].isdigit():
            end += 1
        if by_code is not None and _half_of(by_code.name, text[at:end]):
            yield Candidate(Anchor(kind, start, end, category=by_code), 6, coded=True)
        elif end < region.end and text[end] in MARKS and (by_code is not None or text.endswith("指标", at, end)):
            yield Candidate(Anchor(kind, start, end), 2, coded=True)


def _half_of(name: str, written: str) -> bool:
    """Whether a scanner's reading of a level has half of its characters in place: 杜会放益指标."""
    word = stem(name)
    same = sum(map(str.__eq__, word, written))
    return len(written) == len(name) and written.endswith("指标") and len(word) > 2 and 2 * same >= len(word)


_BETWEEN = frozenset(";:,、|/ ")
_STRONG_MARK = lazy("[;。]")
_KEY_FOLLOWS = lazy(r"[；;:,、|/ ]{1,8}(?:项目|实施|年度|当年|本年|周期)")


def _joined(hyphen: str, sure: bool, text: str, end: int) -> bool:
    """Whether the text between a code and a name joins them, or separates a code without a name from another name.

    A ； joins them if the name matches the code and another name follows.
    """
    return _STRONG_MARK.search(hyphen) is None or (sure and _KEY_FOLLOWS.match(text, end) is None)


def _meant(name: str, category: Category, by_code: Category, written: str) -> Category:
    """If a misspelt name fits two levels, its code decides."""
    if category is by_code:
        return category
    for other in (by_code.name, stem(by_code.name)):
        if any(end == len(written) for end, _ in near(written, 0, other)):
            return by_code
    return category


def _suffix_damaged(region: Region, text: str, at: int) -> bool:
    """Whether a misspelt 指标 follows the stem that ends here."""
    return any(region.closes(end) for end, _ in near(text, at, "指标"))


def _uncoded(region: Region, text: str, at: int, sure: Kind | None) -> Iterator[Candidate]:
    """A level's name without its code: only at the beginning of a part, or directly after another name.

    ``sure`` is the level that is here with its code.
    """
    choices: tuple[tuple[_Names, Kind], ...] = ((_NAMES1, "level1"), (_NAMES2, "level2"))
    for names, kind in choices:
        if kind == sure:
            continue
        for length, errors, name, category in names.at(text, at, region.end):
            end = at + length
            if end > region.end:
                continue
            short = not name.endswith("指标")
            closed = region.closes(_with_aside(region, end, category))
            if errors and ((short and (len(name) < 4 or not closed)) or text.startswith("绩效", at)):
                continue
            if short and not closed:
                continue
            score = (2 if short else 4 if errors else 6) + 3 + (2 if closed else -2) - 7
            if len(name) == 2 and text[end : end + 1] == ":":
                score -= 1  # rather a list in a value: `数量：3个；质量：合格`
            yield Candidate(Anchor(kind, at, _with_aside(region, end, category), category=category), score)
