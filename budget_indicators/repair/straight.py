"""Read unambiguous damaged entries without a search.

Most deviations concern the layout: other marks between the parts, no colon, no code, another notation of the number,
another common key, a part that is missing or misspelt by one character. Often a whole string deviates in the same way.
If each part is delimited by marks, or can be nothing else, the search among candidates finds the same result at many
times the cost, as long as nothing else in the entry looks like a part. Between a number, levels and keys that are sure,
a name or a value may look like one: little that it can contain outweighs them (``_RIVAL``). A test compares both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ..model.nodes import Category
from ..model.taxonomy import BY_CODE, COST, stem
from ..patterns import lazy
from ..structure.canonical import torn
from ..structure.doubt import suspicious
from ..structure.entries import Anchor, Entry, Kind
from ..text.cleaning import Source
from .keys import ANNUAL_KEYS, CANONICAL_KEYS, CYCLE_KEYS, ends_as_key
from .ordinals import number_of
from .spelling import REMEMBERED, near
from .whole import (
    CLOSING,
    DASH,
    EXACT,
    GLUED,
    GLUED_NAME,
    KIND_OF,
    LEVELS1,
    LEVELS2,
    MARKS,
    PARTED,
    PARTING,
    VERBS,
    misspelt_key,
    whole,
)

_HEADS: tuple[tuple[Kind, ...], ...] = (
    ("ordinal", "level1", "level2"),
    ("level1", "level2"),
    ("ordinal", "level1"),
    ("ordinal", "level2"),
)
_TARGETS: tuple[tuple[Kind, ...], ...] = (("cycle", "annual"), ("annual", "cycle"), ("cycle",), ("annual",))
_KINDS = frozenset(head + targets for head in _HEADS for targets in _TARGETS)
"""The parts of an entry; one of each half may be missing."""
_WHOLE = 5
_NOTHING_HIDDEN = frozenset(
    head + targets for head in (_HEADS[0], _HEADS[1], _HEADS[3]) for targets in (_TARGETS[0], _TARGETS[1])
)
"""Of these, those that lack no part that a name or a value may contain."""
_CODES = "123"
_CANONICAL: dict[str, Kind] = {key: kind for kind, key in CANONICAL_KEYS.items()}
_COLONS = (":", "：")


@cache
def _part() -> re.Pattern[str]:
    """A number, a level or a key after a mark or another part, possibly with a wrong character."""
    names = "|".join(sorted({*LEVELS1, *LEVELS2}, key=len, reverse=True))
    opening = f"[1-3][1-4]?(?:{DASH}{{1,2}}[^0-9]|{names})|[1-3][；;，,|/]|{'|'.join(LEVELS1)}"
    number = (
        f"[1-9][0-9]{{0,2}}(?:[、.．）)]{{1,2}}|[,，](?=[1-3]{DASH}))|[（(][1-9][0-9]{{0,2}}[）)][、.]?"
        "|[①-⑳][、.]?|[一二三四五六七八九十]{1,3}、"
    )
    return re.compile(
        f"(?<![^{CLOSING}:：])(?P<ordinal>{number})(?= ?(?:{opening}))"
        # Without a mark before it, what can be nothing else.
        f"|(?<=[{GLUED})）])(?P<glued_ordinal>[1-9][0-9]?、)(?=[1-3]-[产效满])(?<![标值期度]..)(?<![标值期度]...)"
        f"|(?<=[{GLUED}])(?:(?P<glued_key>{'|'.join(CANONICAL_KEYS.values())})(?=[:：]))"
        f"|(?:(?<![^{PARTING}.．）)①-⑳])|(?<=指标)(?=[1-3]))(?:"
        f"(?P<glued_level>(?:{EXACT})(?:指标)?){GLUED_NAME}"
        f"|(?P<level>(?P<code>[1-3][1-4]?)?(?:(?<=[1-4]){DASH}{{1,2}})?(?P<name>{names})(?:指标){{0,2}})"
        f"(?=[{PARTING}]|(?<=指标)[1-3][1-4])"
        f"|(?P<cycle>{_keys(CYCLE_KEYS)})"
        f"|(?P<annual>{_keys(ANNUAL_KEYS)})"
        r"|(?P<misspelt_level>[1-3][1-4]?-(?!\d)\w{2,12})(?=[；;])"
        r"|(?P<misspelt_key>\w{4,9})(?=[:：])"
        r"|(?P<bare_code>(?<=[、）.①-⑳])[1-3]-?|[1-3][1-4]-?)(?=[；;，,、|/ ])"
        ")"
    )


def _keys(keys: Sequence[str]) -> str:
    """Keys; a short one needs its colon. One character before a mark may belong to the key."""
    words = sorted(keys, key=len, reverse=True)
    long, short = ("|".join(word for word in words if ends_as_key(word) is sure) for sure in (True, False))
    return f"(?:{long})(?![^{MARKS}][{MARKS}])|(?:{short})(?=[:：])"


def straight(source: Source, start: int, end: int) -> Iterator[Entry]:
    """The unambiguous entries of ``source.text[start:end]``; text between them is left out."""
    at = start
    for entry in whole(source, start, end):
        if entry.start > at:
            yield from by_parts(source, at, entry.start)
        yield entry
        at = entry.end
    if at < end:
        yield from by_parts(source, at, end)


def by_parts(source: Source, start: int, end: int) -> Iterator[Entry]:
    """The same, found part by part."""
    text = source.text
    anchors: list[Anchor] = []  # of the current entry
    keyed = False  # one of them is a key
    first = True
    done = start  # end of the last entry found
    for part in _part().finditer(text, start, end):
        at = part.start()
        before = text[at - 1] if at > start else "。"
        numbered = part.lastgroup in _NUMBERED
        begins = before == "。" or (numbered and (keyed or (first and before in ":：")))
        anchor = _anchor(part, 0 if begins else len(anchors), (anchors[0].number or 0) + 1 if anchors else 0)
        if anchor is None or (before != "。" and _is_word(part, anchors)):
            continue
        if before in ":：" and anchor.number is not None and not (first and anchor.number < _TEN):
            continue  # a value begins; before the first entry it is a heading that ends, or the page
        key = anchor.kind in ("cycle", "annual")
        if begins and not (key and anchors):
            if anchors and (entry := _entry(source, anchors, at, done)) is not None:
                yield entry
                done = at
            anchors, keyed = [], False
        elif not anchors:
            continue  # preceded by something that is no part
        first = False
        anchors.append(anchor)
        keyed = keyed or key
    if anchors and (entry := _entry(source, anchors, end, done)) is not None:
        yield entry


_TEN = 10


def _is_word(part: re.Match[str], anchors: Sequence[Anchor]) -> bool:
    """Whether a level without a code is a word of the name or of a value, because both levels precede it with names."""
    return (
        part.lastgroup == "level"
        and not part["code"]
        and len(anchors) >= _LEVELLED
        and _is_named(anchors[_LEVELLED - 1])
    )


def _is_named(level: Anchor) -> bool:
    """Whether a level is more than its code."""
    return level.end - level.start > len("11-")


_LEVELLED = 3
_NUMBERED = frozenset(("ordinal", "glued_ordinal"))


def _entry(source: Source, anchors: Sequence[Anchor], end: int, done: int) -> Entry | None:
    """The entry of these anchors that ends before ``end``, if it is unambiguous.

    ``done`` is the end of the unambiguous text before it.
    """
    text = source.text
    kinds = tuple([anchor.kind for anchor in anchors])
    if kinds not in _KINDS or ("level2" not in kinds and any(anchor.category is COST for anchor in anchors)):
        return None  # 14.成本指标 is no entry 14
    if kinds[0] != "ordinal":
        if anchors[0].start != done:
            return None  # its number may be there
    elif source.text is not source.raw and torn(source, anchors[0].start, anchors[0].end):
        return None
    stops = [*[anchor.start for anchor in anchors[1:]], end]
    sure = kinds in _NOTHING_HIDDEN and _is_exact(text, anchors)
    complete = sure or len(kinds) == _WHOLE
    doubtful = _may_rival if sure else suspicious
    marks = {text[stop - 1] for anchor, stop in zip(anchors, stops, strict=True) if anchor.end < stop < end}
    marks.intersection_update(MARKS)
    for anchor, stop, following in zip(anchors, stops, [*kinds[1:], None], strict=True):
        inner = text[anchor.end : stop].strip(MARKS)
        if following in ("level1", "level2"):
            if inner:
                return None
        elif anchor.kind in ("cycle", "annual"):
            if not inner or doubtful(inner):
                return None
            if not complete and (PARTED.search(inner) or not marks.isdisjoint(inner)):
                return None
        elif inner:
            if PARTED.search(inner) or not marks.isdisjoint(inner) or doubtful(inner):
                return None
            if not complete and inner[0].isdecimal():
                return None  # perhaps the code of a level
    return Entry(anchors[0].start, end, tuple(anchors))


def _is_exact(text: str, anchors: Sequence[Anchor]) -> bool:
    """Whether the levels of an entry have their codes or whole names, and the keys their colons."""
    for anchor in anchors:
        if anchor.category is not None:
            coded = text[anchor.start] in _CODES and _is_named(anchor)
            if not coded and not text.endswith("指标", anchor.start, anchor.end):
                return False
        elif anchor.number is None and not text.startswith(_COLONS, anchor.end):
            return False
    return True


def _may_rival(text: str) -> bool:
    """Whether a name or a value may contain what outweighs the exact parts around it."""
    return _RIVAL.search(text) is not None and suspicious(text)


# A key with a mark after it, a level with its code, or the number of an entry that is cut off.
_RIVAL = lazy(
    r"。\W{0,2}[0-9]{1,3}\W{0,2}(?:[1-3产效满成]|。?$)|[；;]\W{0,2}[0-9]{1,3}[、.．,，]\W?(?:[1-3]\W?.{0,8})?$"
    r"|[标期年](?:(?<=[期年度][指目]标)|(?<=周期|本年|当年))[值度]?[^\w。%％]|[1-3]\W{0,2}(?:产|效|满|数|质|时|成|经|社|生|可|服)"
)


def _anchor(part: re.Match[str], place: int, following: int) -> Anchor | None:
    """The anchor of a part found at this position of an entry, if it is one; ``following``: the next entry's number."""
    start, end = part.span()
    category: Category | None
    match part.lastgroup:
        case "level":
            category = _named(part["code"] or "", part["name"], place < _FIRST)
        case "cycle":
            return Anchor("cycle", start, end)
        case "annual":
            return Anchor("annual", start, end)
        case "ordinal":
            number = number_of(part[0].strip("、.．,，（()）"))
            return None if number is None else Anchor("ordinal", start, end, number=number)
        case "glued_ordinal":
            number = int(part[0][:-1])
            return Anchor("ordinal", start, end, number=number) if number < _TEN or number == following else None
        case "glued_key":
            return Anchor(_CANONICAL[part[0]], start, end)
        case "glued_level":
            category = LEVELS2[stem(part[0].partition("-")[2])]
        case "bare_code":
            category = BY_CODE.get(part[0].rstrip("-"))
        case "misspelt_level":
            category = _misspelt_level(part[0])
        case _:
            return _misspelt(part)
    if category is None:
        return None
    return Anchor("level1" if category.parent is None else "level2", start, end, category=category)


def _named(code: str, name: str, early: bool) -> Category | None:
    """The level of a code (or none) and a name; ``early``: it may be the first of the entry."""
    if len(code) == 1 or (not code and early and name in LEVELS1):
        category = LEVELS1.get(name)
        return None if code and category is not None and not category.code else category  # else rather a number
    return LEVELS2.get(name)


def _misspelt(part: re.Match[str]) -> Anchor | None:
    """The key of a part that ends with a colon, if it is one: with one error, a verb or other words around it."""
    written, start, end = part[0], *part.span()
    kind = KIND_OF.get(written[:-1]) if written[-1] in VERBS else None
    if kind is not None:
        return Anchor(kind, start, end - 1)
    kind = misspelt_key(written, part.string[start - 1] in CLOSING)
    return _behind_words(part) if kind is None else Anchor(kind, start, end)


_FIRST = 2
"""Before this place of an entry a level's name that both levels have is the first's."""


_BEFORE_KEY = lazy(f"[{GLUED}]")


def _behind_words(part: re.Match[str]) -> Anchor | None:
    """The canonical key behind words without a mark between: ``；持续提高年度指标值:``, ``；1次年度指标值:``."""
    written, end = part[0], part.end()
    for kind, key in CANONICAL_KEYS.items():
        before = written.removesuffix(key)
        if before != written and before and _BEFORE_KEY.match(before, len(before) - 1):
            return Anchor(kind, end - len(key), end) if len(before) > _SHORT or before[0].isdecimal() else None
    return None


_SHORT = 2
"""So few characters before a key may belong to it."""


@lru_cache(REMEMBERED)
def _misspelt_level(written: str) -> Category | None:
    """The level of this code, its name written with one error."""
    code, _, name = written.partition("-")
    category = BY_CODE.get(code)
    if category is None:
        return None
    names = (category.name, stem(category.name))
    return category if any(end == len(name) for one in names for end, _ in near(name, 0, one)) else None
