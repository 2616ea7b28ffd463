"""Indicators in sentences: under a level's label, names with one target each. Lark reads ``grammar/prose.lark``.

The grammar finds labels, names, targets and marks; this module decides which belong together. A name may continue
behind a comma until its target follows. A section ends at a 。, unless the next sentence is an indicator and nothing
else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import attrs

from ..grammar.loader import parser
from ..model.nodes import Category
from ..model.taxonomy import SATISFACTION, STEMS1, STEMS2
from ..patterns import lazy
from ..text.cleaning import Source
from ..text.skeleton import skeleton

# A canonical string is recognised within its first characters, by its first code.
# The end of a level's name, simplified or traditional; without one nothing is read.
_LEVEL_WORD = lazy(
    "(?:[数數质質]量|[时時]效|成本|效益|[影][响響]|[满滿]意度|[产產]出)[^；;。]{0,8}?(?:[指][标標]|目[标標]|[:：类類方])"
)
# Signs of a damaged dense string in a skeleton: codes beside levels; numbers before first levels, with keys; keys
# behind a separator.
_FIRST = "(?:产出|效益|效果|满意度|项目完成|成本(?:指标)?[;,|/、])"
_SECOND = "(?:数量|质量|时效|成本|经济|社会|生态|可持续|服务)"
_CODES = lazy(
    f"(?<![0-9])(?:[1-3][1-4][^0-9A-Za-z一-鿿;。]{{0,3}}{_SECOND}|[1-3][-|=/>~]{{1,3}}{_FIRST})"
    f"|{_SECOND}[^;。,:0-9（]{{0,9}}[^0-9A-Za-z一-鿿;。]{{0,2}}[1-3][1-4](?![0-9条个项年月])"
)
_ENTRIES = lazy(
    "(?:^|[。;]) ?[（第其]?(?:[0-9]{1,4}|[①-⑳]|[一二三四五六七八九十百]{1,4})[、.）:是号,项条个 -]{1,3}[^;。:]{0,8}?(?:"
    f"{_FIRST}|[一1]级)"
)
_NUMBERED = lazy(f"(?:^|[。;]) ?（?[0-9]{{1,4}}[、.）:]{{1,2}} ?[^;。:]{{0,3}}?{_FIRST}")
_CYCLE_KEY = lazy("周期|[实施执行建设]{2}期|总体目标|[全总中]期目标")
_ANNUAL_KEY = lazy("年度?(?:指标|目标|[:为是=值])|年度 ?[0-9≥≤]|当年|指标值|目标值")
_PARTED = lazy("[;|:/] ?[^;。|:]{0,4}(?:周期|[实施执行建设]{2}期)[^;。]{0,200}[;|:/] ?[^;。|:]{0,4}年度")


# A cell that names its column or row in a table.
_HEAD_CELL = lazy(
    "[一二三]级(?:绩效)?(?:指标)?(?:名称)?|(?:绩效)?(?:指标|目标)(?:名称|内容|类[型别]|值|值及单位)?"
    "|[序编]号|类[型别]|备注|权重|分值|得分"
    "|(?:年度|预期|目标|计划|实际)?(?:目标|计划|指标|完成|实际)值|(?:实际)?完成情况|完成时限|责任(?:科室|单位|人|部门)?|牵头单位"
    "|(?:项目|单位|部门)(?:名称|内容)|(?:预算|项目)?(?:金额|资金)(?:[（(].{1,4}[)）])?|计量单位|指标性质|年度绩效(?:指标|目标)"
)
_HEADS = 2


class Words(NamedTuple):
    """A name or a target: its text and its start in the cleaned text."""

    text: str
    start: int


class Prose(NamedTuple):
    """An indicator of a prose text. It begins with the label or the list number before its name.

    ``points`` are the brackets behind both labels; ``stars`` is the position of stars before the name.
    """

    start: int
    end: int
    number: int | None
    level1: Category | None
    level2: Category | None
    points: tuple[str, str]
    name: str
    cycle: Words | None
    annual: Words | None
    stars: tuple[int, int] | None


class _Piece(NamedTuple):
    """A token or a rule of the grammar: its kind, and its position in the marked text."""

    kind: str
    start: int
    end: int
    parts: tuple[_Piece, ...] = ()


@attrs.define
class _Item:
    """An indicator while it is read: the positions of its parts in the marked text."""

    start: int
    end: int
    list_number: int | None = None
    name: tuple[int, int] | None = None
    cycle: tuple[int, int] | None = None
    annual: tuple[int, int] | None = None
    compared: bool = False  # whether its target is a comparison or has a key

    @property
    def reaches(self) -> bool:
        """Whether it has a target."""
        return self.cycle is not None or self.annual is not None


class _Heading(NamedTuple):
    """The levels of the following indicators, and the number before the label."""

    level1: Category | None
    level2: Category | None
    points: tuple[str, str]
    number: int | None


def read_prose(source: Source) -> list[Prose]:
    """The indicators that a text without codes states in sentences, in text order.

    A name without a target is no indicator.
    """
    text = source.text
    if _LEVEL_WORD.search(text) is None:
        return []
    signs = skeleton(text)
    if _is_dense(signs) or _lost_its_cells(source.raw):
        return []
    return _Reader(source, _Marked.of(source, signs)).read()


def _is_dense(signs: str) -> bool:
    """Whether a skeleton is that of a dense string, however damaged: the search of ``repair`` reads it better."""
    if _CODES.search(signs) is not None:
        return True
    if _ANNUAL_KEY.search(signs) is None:
        return False
    if _NUMBERED.search(signs) is not None:
        return True
    return _CYCLE_KEY.search(signs) is not None and (
        _ENTRIES.search(signs) is not None or _PARTED.search(signs) is not None
    )


def _lost_its_cells(text: str) -> bool:
    """Whether the text is a table without its cells: it contains names of columns, each a separate word."""
    return len({word for word in text.split() if _HEAD_CELL.fullmatch(word) is not None}) >= _HEADS


class _Marked(NamedTuple):
    """The text for the grammar: a skeleton without blanks, with the line ends that separate."""

    text: str
    at: Sequence[int]
    """The position of each character in the cleaned text."""

    @classmethod
    def of(cls, source: Source, signs: str) -> _Marked:
        breaks = set(_breaks(source, signs))
        chars: list[str] = []
        at: list[int] = []
        for position, sign in enumerate(signs):
            if position in breaks:
                chars.append("\n")
                at.append(position)
            if sign != " ":
                chars.append(sign)
                at.append(position)
        return cls("".join(chars), at)


_LEVELS = (
    "(?:产出|效益|效果|数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|满意度)"
    "类?(?:绩效)?(?:指标|目标)"
)
_COUNTS = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_LABEL_NEXT = lazy(
    f"[|*#-]{{0,3}}(?:（?{_COUNTS}[）、.]{{1,2}})?(?:[设共新]{{1,2}}[^;。]{{0,3}}[条个项])?[（“*|]{{0,2}}{_LEVELS}"
)
_LABEL_BEFORE = lazy(f"{_LEVELS}(?:（[^（）]{{1,12}}）)?$")
_LABEL = lazy("(?:[设設共新][^;。:,]{0,3})?(?:[0-9一二两三四五六七八九十]{1,3} ?[条條个個项項](?:三级)?)?" + _LEVELS)
_ITEM_NEXT = lazy(f"(?:[0-9]{{1,2}}[、.）](?![0-9])|（{_COUNTS}）|[①-⑳]|[一二三四五六七八九十]是|[|*#-])[^;。,、]")
_SENTENCE = "[^;。,、0-9%）以的≥≤<>=:][^;。,、≥≤<>=:]{3}"
_SENTENCE_NEXT = lazy(f"{_SENTENCE}[^;。,、]{{1,60}}")
_ANY_SENTENCE_NEXT = lazy(f"(?:{_SENTENCE}|[0-9]{{1,5}}[^;。,、0-9≥≤<>=:]{{3}})[^;。,、]{{1,60}}")
# An amount, or a goal in words: 有所提高, 健全, 良好.
_VALUE_BEFORE = lazy(
    "(?:[≥≤<>=][^;。,、]{1,12}|[0-9][%‰A-Za-z/一-鿿]{0,6}"
    "|[提增加改完健优良合达有显明稳规齐及到满][高升强善全化好格标效著明定整范时位意])$"
)
_ABOUT = 24


def _breaks(source: Source, signs: str) -> Iterator[int]:
    """The positions where removed blanks or line ends separate: before and behind labels, between items."""
    if source.text is source.raw:
        return
    labels = [match.span() for match in _LABEL.finditer(signs)]
    starts = [start for start, _ in labels]
    lined = 0
    for at, gap in source.gaps(0, len(signs)):
        beside = bisect_left(starts, at) - 1
        if beside >= 0 and at < labels[beside][1]:
            continue  # within a label
        before = signs[max(lined, at - _ABOUT) : at]
        label = _LABEL_NEXT.match(signs, at) is not None
        label = label or (_LABEL_BEFORE.search(before) is not None and signs[at : at + 1] != "值")
        line = "\n" in gap or "\r" in gap or "<" in gap
        until = starts[beside + 1] if beside + 1 < len(starts) else len(signs)
        if label or (line and _parts(signs, before, at, until)):
            lined = at
            yield at


def _parts(signs: str, before: str, at: int, until: int) -> bool:
    """Whether a line end separates two indicators, and does not only wrap a sentence; a label follows at ``until``."""
    if _ITEM_NEXT.match(signs, at) is not None:
        return True
    following = _SENTENCE_NEXT if before[-1:].isdecimal() else _ANY_SENTENCE_NEXT
    return _VALUE_BEFORE.search(before) is not None and following.match(signs, at, until) is not None


_STRONG = frozenset({"STOP", "SEMICOLON", "LINE_END"})
_NO_NAME = lazy(
    "(?:预算|实际)?(?:完成|执行)率|(?:自评|实际|评价)?(?:得分|扣分|分值|权重|满分)|.{0,6}完成情况|.{0,4}偏差.{0,6}|其中|合计|单位|.{0,8}指标"
)
_EDGES = " ；;:：，,、。|｜-—_=（([{【“\"'*#•·●■◆▪◇□○◎※★☆➢►▶✓√–"
_ENDS = " ；;:：，,、|｜-—_（([{【“\"'*#"
_CLOSING = dict(zip("（([{【“", "）)]}】”", strict=True))
_STARS = frozenset("★☆※")
_HAN = lazy("[一-鿿A-Za-z]")
_AMOUNT = lazy("[0-9]")
_DIGITS = lazy("[0-9]{1,3}")


class _Reader:
    """Reads the indicators from the pieces of one text."""

    def __init__(self, source: Source, marked: _Marked) -> None:
        self.source = source
        self.marked = marked
        self.found: list[tuple[Prose, int, int | None, int | None]] = []
        self.heading: _Heading | None = None
        self.headings = 0
        self.opened: int | None = None  # where the first label since the last indicator begins
        self.bare = False  # whether the last label is only 数量 or 数量类
        self.signed = False  # whether there was a comparison
        self.item: _Item | None = None
        self.listed: tuple[int | None, int | None] = (None, None)  # the number before, and its position

    def read(self) -> list[Prose]:
        """The indicators in text order."""
        pieces = list(_pieces(self.marked.text))
        first = any(piece.kind == "heading" and any(part.kind == "LEVEL1" for part in piece.parts) for piece in pieces)
        for at, piece in enumerate(pieces):
            match piece.kind:
                case "heading":
                    self._close()
                    self._open(piece, _after(pieces, at + 1), first)
                case "number":
                    if self.item is None or self.item.reaches:
                        digits = _DIGITS.search(self._written(piece))
                        self.listed = None if digits is None else int(digits[0]), piece.start
                case "clause" if self.heading is not None:
                    self._clause(piece)
                case "STOP":
                    self._close()
                    if not _goes_on(pieces, at + 1):
                        self.heading = None
                case "SEMICOLON" if not _goes_with(pieces, at + 1):
                    self._close()
                case "LINE_END" if self.item is not None and self.item.reaches and not _goes_with(pieces, at + 1):
                    self._close()  # else a line wraps
        self._close()
        if self.headings == 1 and self.bare and not self.signed:
            return []  # 成本：人工费20万元 is no indicator
        return _numbered(self.found)

    def _open(self, piece: _Piece, following: _Piece | None, first: bool) -> None:
        """A label: the levels from here on."""
        self.headings += 1
        before = self.heading
        (number, begins), self.listed = self.listed, (None, None)
        if self.opened is None or before is None or before.level2 is not None:
            self.opened = piece.start if begins is None else begins  # else it is below the label before
        points = ""
        label = ""
        counted = False
        for part in piece.parts:
            written = self.marked.text[part.start : part.end]
            match part.kind:
                case "BESIDE":
                    points = written
                case _:
                    label = written
                    counted = part.kind == "COUNTED"
        stem = _stem(label)
        self.bare = "标" not in label
        above = following is not None and following.kind == "heading"
        level1 = STEMS1.get(stem)
        if stem == "成本" and not (above and following is not None and "成本" in self._written(following)):
            level1 = None
        if level1 is not None and stem != "满意度" and not counted:
            self.heading = _Heading(level1, None, (points, ""), None)
            return
        satisfied = stem == "满意度"
        if satisfied and above and not counted:
            self.heading = _Heading(SATISFACTION, None, (points, ""), None)
            return
        level2 = STEMS2[stem]
        if satisfied and first and not counted:
            self.heading = _Heading(SATISFACTION, level2, ("", points), number)
            return
        if before is not None and before.level1 is not None and before.level1 is level2.parent:
            self.heading = _Heading(before.level1, level2, (before.points[0], points), number)
        else:
            self.heading = _Heading(None, level2, ("", points), number)

    def _written(self, piece: _Piece) -> str:
        return self.marked.text[piece.start : piece.end]

    def _clause(self, piece: _Piece) -> None:
        """A name, a target, or both; a part of either."""
        for at, part in enumerate(piece.parts):
            item = self.item
            match part.kind:
                case "CYCLE" | "ANNUAL":
                    continue
                case "CLOSED":
                    if item is not None:
                        item.end = part.end
                case "VALUE":
                    if item is None:
                        continue
                    item.end = part.end
                    key = piece.parts[at - 1].kind if at else ""
                    item.compared = item.compared or key in ("CYCLE", "ANNUAL")
                    if key == "CYCLE":
                        item.cycle = item.cycle or (part.start, part.end)
                    else:
                        item.annual = item.annual or (part.start, part.end)
                case "SIGNED" | "TAIL" | "HELD" if item is not None and item.name is not None and item.annual is None:
                    item.annual = self._target(part)
                    item.end = part.end
                    item.compared = part.kind == "SIGNED"
                    self.signed = self.signed or item.compared
                case _:
                    if item is not None and item.reaches:
                        self._close()
                        item = None
                    if item is None:
                        number, begins = self.listed
                        self.listed = None, None
                        item = self.item = _Item(part.start if begins is None else begins, part.end, number)
                    item.name = (item.name[0] if item.name else part.start, part.end)

    def _target(self, part: _Piece) -> tuple[int, int]:
        """The bounds of a target without the verb or the brackets around it."""
        start, end = part.start, part.end
        if part.kind == "TAIL":
            reaches = _reaches().match(self.marked.text, start, end)
            if reaches is not None and reaches.end() < end:
                start = reaches.end()
        elif part.kind == "HELD":
            held = _held().match(self.marked.text, start, end)
            start, end = (start + 1 if held is None else held.end()), end - 1
        return start, end

    def _close(self) -> None:
        """End the indicator: it is complete, or dropped."""
        item, self.item = self.item, None
        if item is None:
            return
        if item.name is None or not item.reaches or self.heading is None:
            self.opened = None  # a name without a target, and its label, belong to no indicator
            return
        name = self._name(*item.name)
        if (
            _HAN.search(name.text) is None
            or _NO_NAME.fullmatch(name.text) is not None
            or self._is_told(item, name.text)
        ):
            self.opened = None
            return
        cycle = self._value(item.cycle)
        annual = self._value(item.annual)
        at = self.marked.at
        start = item.start if self.opened is None else self.opened
        stars = name.start
        while stars and self.source.text[stars - 1] in _STARS:
            stars -= 1
        heading = self.heading
        one = Prose(
            at[start], at[item.end - 1] + 1, None, heading.level1, heading.level2, heading.points, name.text,
            cycle, annual, (stars, name.start) if stars < name.start else None,
        )  # fmt: skip
        self.found.append((one, self.headings, heading.number, item.list_number))
        self.opened = None

    def _is_told(self, item: _Item, name: str) -> bool:
        """Whether this is a report: many clauses before an amount, or words alone below a first level."""
        if item.compared:
            return False
        words = item.annual is not None and _AMOUNT.search(self.marked.text, *item.annual) is None
        below_first = self.heading is not None and self.heading.level2 is None
        return (below_first and words) or name.count("，") + name.count(",") > 1

    def _name(self, start: int, end: int) -> Words:
        """The name without marks at its ends; a bracket before it belongs to it, unless it ends with the other half."""
        name = self._text(start, end, _EDGES, _ENDS)
        before = self.source.text[name.start - 1 : name.start]
        if name.start > self.marked.at[start] and before in _CLOSING:
            closed = name.text.find(_CLOSING[before])
            if closed == len(name.text) - 1:
                return Words(name.text[:closed], name.start)
            if closed > 0:
                return Words(before + name.text, name.start - 1)
        return name

    def _value(self, bounds: tuple[int, int] | None) -> Words | None:
        if bounds is None:
            return None
        value = self._text(*bounds, " ；;:：，,、|｜", " ；;，,、|｜")
        return value if "“" in value.text else value._replace(text=value.text.rstrip("”"))

    def _text(self, start: int, end: int, left: str, right: str) -> Words:
        """The text as it was written, without the marks at its ends."""
        at = self.marked.at
        begin = at[start]
        written = self.source.text[begin : at[end - 1] + 1]
        text = written.lstrip(left)
        begin += len(written) - len(text)
        return Words(text.rstrip(right), begin)


def _after(pieces: Sequence[_Piece], at: int) -> _Piece | None:
    """The text that follows, without the number before it."""
    while at < len(pieces) and pieces[at].kind in ("number", "LINE_END"):
        at += 1
    return pieces[at] if at < len(pieces) else None


def _goes_with(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether a target of the same name follows: ``实施周期：3年；年度：1年``."""
    return (
        at < len(pieces) and pieces[at].kind == "clause" and pieces[at].parts[0].kind in ("CYCLE", "ANNUAL", "SIGNED")
    )


def _goes_on(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether the section continues behind a 。: with an item of a list, or with a sentence that is one indicator."""
    while at < len(pieces) and pieces[at].kind == "LINE_END":
        at += 1
    if at >= len(pieces) or pieces[at].kind != "clause":
        return True
    kinds = [part.kind for part in pieces[at].parts]
    alone = at + 1 >= len(pieces) or pieces[at + 1].kind in _STRONG or pieces[at + 1].kind == "heading"
    return alone and kinds[0] == "WORD" and kinds[-1] in ("SIGNED", "TAIL", "HELD", "VALUE")


def _pieces(text: str) -> Iterator[_Piece]:
    """Labels, clauses and marks of a text in order."""
    from lark import Token, Tree

    for child in parser("prose").parse(text).children:
        if not isinstance(child, Tree):
            continue
        tokens = [token for token in child.children if isinstance(token, Token)]
        parts = tuple([_Piece(token.type, token.start_pos or 0, token.end_pos or 0) for token in tokens])
        kind = parts[0].kind if child.data == "mark" else str(child.data)
        yield _Piece(kind, parts[0].start, parts[-1].end, parts)


def _numbered(found: Sequence[tuple[Prose, int, int | None, int | None]]) -> list[Prose]:
    """The indicators, with ordinals if they are numbered throughout: one to each label, or over several labels."""
    before = [number for _, _, number, _ in found]
    listed = [number for _, _, _, number in found]
    headings = {heading for _, heading, _, _ in found}
    if len(headings) == len(found) and _counted(before):
        numbers: Sequence[int | None] = before
    elif len(headings) > 1 and _counted(listed):
        numbers = listed
    else:
        return [one for one, _, _, _ in found]
    return [one._replace(number=number) for (one, _, _, _), number in zip(found, numbers, strict=True)]


def _counted(numbers: Sequence[int | None]) -> bool:
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and all(after == number + 1 for number, after in pairwise(known))


@cache
def _names() -> re.Pattern[str]:
    names = sorted({*STEMS1, *STEMS2}, key=len, reverse=True)
    return re.compile("|".join(names))


def _stem(label: str) -> str:
    """The level's name in a label."""
    found = _names().search(label)
    assert found is not None
    return found[0]


@cache
def _reaches() -> re.Pattern[str]:
    return re.compile(
        "(?:应|需|要|须|拟|力争|确保|预计|计划)?(?:为|是|达[到成]|达(?!标)|完成|实现|保持在?|维持在?)(?=[^;。,、])"
    )


@cache
def _held() -> re.Pattern[str]:
    return re.compile("[（“](?:(?:年度)?(?:指标|目标)值?|年度)?[:为]?")
