"""From the picture of a page to its characters and rules in points, ready for the same layout as a PDF page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import attrs

from ....documents.layout.page import Char
from ....documents.layout.ruling import Edge
from ....extras import needs
from ....patterns import lazy
from .dark_fills import without_dark_fills
from .displayed import TurnedPage
from .drawn import dark, rules
from .ink import OPEN_SIGNS, accounted
from .orientation import upright
from .per_mille import with_per_mille
from .recognise import Glyph, LineBox, glyphs, line_boxes
from .size import sized
from .straighten import straightened

if TYPE_CHECKING:
    from .picture import Picture, Pixels

SURE = 0.90
"""A character with a lower confidence is doubtful."""
_LEGIBLE = 0.5  # a piece of ink with a lower confidence is no text
# Points. Ink outside every line is looked at if it is as large as a sign.
_MOST_HEIGHT, _LEAST = 40.0, 3.0
_JOIN, _STACK = 6.0, 3.0  # pieces of ink at this distance are one line: letters side by side, the two bars of =
_LINE = 10.0  # no line is read in a lower box: a = or a dash needs paper above and below
_SIGNS, _SIGN_LEGIBLE = frozenset("≥≤=<>＝＜＞"), 0.2
_FEWEST_STEPS, _WIDE_STEP, _TWICE = (
    4,
    1.7,
    0.65,
)  # steps from one Han character to the next, of which the middle one is usual
_CUT = 0.6  # of its height: so far a line goes on beyond its box, where that ends in a character
_SAME = 0.7  # of a box that lies in another: it is the same ink
_PAPER = 3.6  # around a single sign that is looked at again
_NEAR = 3.0  # so near to the end of a line, a rule touches it and does not part it
_AROUND = 1.5
_LARGER = 1.5
# Marks between words: a wrong one changes no name and no number, and the parser reports it.
_MARKS = frozenset("，。；：、！？,;:!?（）()“”‘’\"'《》〈〉【】[] ")
_ONE_WIDTH = str.maketrans("，；：！？（）［］％", ",;:!?()[]%")
# People compute with numbers and operators: a line that contains any is read twice, in two sizes.
_COUNTED = lazy(r"[0-9〇零一二三四五六七八九十百千万亿%％‰≥≤<>＞＜=＝±~～OolISBZ]")


@attrs.frozen
class Scanned:
    """The content of a page: characters, rules, and places with illegible ink.

    ``scale`` is the size of one of their points in points of the page: a page may be read larger or smaller than it is.
    """

    chars: tuple[Char, ...]
    edges: tuple[Edge, ...]
    illegible: tuple[LineBox, ...]
    scale: float = 1.0

    def as_printed(self) -> Scanned:
        """The characters and rules with their positions on the page, in points."""
        if self.scale == 1.0:
            return self
        by = self.scale
        chars = (
            attrs.evolve(c, left=c.left * by, right=c.right * by, top=c.top * by, bottom=c.bottom * by)
            for c in self.chars
        )
        edges = (Edge(e.horizontal, e.at * by, e.start * by, e.end * by) for e in self.edges)
        return Scanned(tuple(chars), tuple(edges), self.illegible)


def scanned(picture: Picture, number: int) -> Scanned:
    """Read a page; ``number`` is its own."""
    size = sized(without_dark_fills(picture))
    turned, turns = upright(size.picture, size.lines)
    level, angle = straightened(turned)
    edges, bare = rules(level)
    way = TurnedPage(number, turns, angle, turned.width, turned.height)
    ink = dark(bare)
    found = [_whole(piece, ink) for box in line_boxes(bare.grey) for piece in _parted(box, edges, bare.points)]
    lines = [(box, _over_rules(_read(bare, box), box, edges, bare.points)) for box in _each_once(found)]
    illegible: list[LineBox] = []
    for box in _overlooked(bare, [box for box, line in lines if line]):
        line = _read_alone(bare, box)
        sign = len(line) == 1 and line[0].text in _SIGNS  # the best guess at a sign is better than none, and is doubted
        if _least_sure(line) >= (_SIGN_LEGIBLE if sign else _LEGIBLE):
            lines.append((box, line))
        else:
            illegible.append(box)
    chars = [char for box, line in lines for char in _chars(box, line, bare.points, way)]
    chars += [_unread(box, bare.points, way) for box in illegible]
    return Scanned(tuple(chars), tuple(edges), tuple(illegible), size.scale)


def _each_once(boxes: Sequence[LineBox]) -> list[LineBox]:
    """The boxes without those inside a larger one, which are the end of a line found across a rule."""
    kept: list[LineBox] = []
    for box in sorted(boxes, key=lambda box: -_area(box)):
        if not any(_area(_shared(box, other)) >= _SAME * _area(box) for other in kept):
            kept.append(box)
    return sorted(kept, key=lambda box: (box.top, box.left))


def _area(box: LineBox) -> int:
    return max(0, box.right - box.left) * max(0, box.bottom - box.top)


def _shared(one: LineBox, other: LineBox) -> LineBox:
    return LineBox(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )


def _whole(box: LineBox, ink: Pixels) -> LineBox:
    """The box, made wider where it ends in the middle of a character."""
    most = round(_CUT * (box.bottom - box.top))

    def way(edge: int, step: int) -> int:
        at = edge
        while abs(at - edge) < most and 0 <= at < ink.shape[1] and ink[box.top : box.bottom, at].any():
            at += step
        return at if abs(at - edge) < most else edge

    return LineBox(way(box.left, -1), box.top, way(box.right - 1, 1) + 1, box.bottom)


def _parted(box: LineBox, edges: Sequence[Edge], points: float) -> Iterator[LineBox]:
    """Split a line that was found across a rule: the rule separates two cells."""
    x, y = (box.left + box.right) / 2 * points, (box.top + box.bottom) / 2 * points
    for top, bottom in _cut(box.top, box.bottom, [edge for edge in edges if edge.horizontal], x, points):
        upright = [edge for edge in edges if not edge.horizontal]
        level = (top + bottom) / 2 * points if bottom - top < box.bottom - box.top else y
        for left, right in _cut(box.left, box.right, upright, level, points):
            yield LineBox(left, top, right, bottom)


def _cut(start: int, end: int, across: Sequence[Edge], at: float, points: float) -> Iterator[tuple[int, int]]:
    """The pieces of a stretch between the rules that cross it at ``at``; a rule near its end separates nothing."""
    near = min(0.3 * (end - start), _NEAR / points)
    cuts = sorted(
        round(edge.at / points)
        for edge in across
        if edge.start <= at <= edge.end and start + near < edge.at / points < end - near
    )
    yield from pairwise([start, *cuts, end])


def _read(picture: Picture, box: LineBox) -> tuple[Glyph, ...]:
    """The line in a box.

    If it contains numbers or is under a stamp, characters that a second reading sees otherwise are doubtful.
    """
    around = max(1, round(_AROUND / picture.points / 2))
    rows = slice(max(0, box.top - around), box.bottom + around)
    columns = slice(max(0, box.left - around), box.right + around)
    piece = picture.grey[rows, columns]
    if not piece.size:
        return ()
    stamp = None if picture.coloured is None else picture.coloured[rows, columns]
    stamped = stamp is not None and bool(stamp.any())
    line = accounted(piece, stamp if stamped else None, _gaps_doubted(with_per_mille(piece, glyphs(_coloured(piece)))))
    text = _text(line)
    if not stamped and not _COUNTED.search(text):
        return line
    larger = _enlarged(piece)
    again = _text(with_per_mille(larger, glyphs(_coloured(larger))))
    if again == text:
        return line
    same = {
        at
        for first, _, size in SequenceMatcher(None, text, again, autojunk=False).get_matching_blocks()
        for at in range(first, first + size)
    }
    # A character that only the second reading sees makes its two neighbours in the first doubtful.
    broken = {at for at in range(1, len(text)) if at in same and at - 1 in same and text[at - 1 : at + 1] not in again}
    sure = same - broken - {at - 1 for at in broken}
    return tuple(glyph if at in sure else attrs.evolve(glyph, sure=0.0) for at, glyph in enumerate(line))


def _over_rules(line: tuple[Glyph, ...], box: LineBox, edges: Sequence[Edge], points: float) -> tuple[Glyph, ...]:
    """The line with doubt on < and > that stand on a rule: the bar of ≤ and ≥ was taken out with it."""
    if not any(glyph.text in OPEN_SIGNS for glyph in line):
        return line
    middle, bottom = (box.top + box.bottom) / 2 * points, box.bottom * points + _NEAR
    below = [edge for edge in edges if edge.horizontal and middle < edge.at < bottom]

    def on_rule(glyph: Glyph) -> bool:
        x = (box.left + glyph.at * (box.right - box.left)) * points
        return any(edge.start <= x <= edge.end for edge in below)

    return tuple(
        attrs.evolve(glyph, sure=0.0) if glyph.text in OPEN_SIGNS and on_rule(glyph) else glyph for glyph in line
    )


def _gaps_doubted(line: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The line with doubt beside a gap between two Han characters in which another would have room, and on a character
    that stands twice where only one has room.
    """
    steps = [b.at - a.at if _is_han(a) and _is_han(b) else 0.0 for a, b in pairwise(line)]
    known = [step for step in steps if step > 0]
    if len(known) < _FEWEST_STEPS:
        return tuple(line)
    usual = median(known)
    wide = {
        at
        for at, step in enumerate(steps)
        if step > _WIDE_STEP * usual or (0 < step < _TWICE * usual and line[at].text == line[at + 1].text)
    }
    return tuple(
        attrs.evolve(glyph, sure=0.0) if at in wide or at - 1 in wide else glyph for at, glyph in enumerate(line)
    )


def _is_han(glyph: Glyph) -> bool:
    return "\u4e00" <= glyph.text <= "\u9fff"


def _read_alone(picture: Picture, box: LineBox) -> tuple[Glyph, ...]:
    """Ink outside all lines, which may be a single sign: the surer of two looks, one with paper around it."""
    line = _read(picture, box)
    if _least_sure(line) >= SURE:
        return line
    cv2 = needs("cv2", "ocr")
    edge = round(_PAPER / picture.points)
    piece = picture.grey[box.top : box.bottom, box.left : box.right]
    if not piece.size:
        return line
    bordered = cv2.copyMakeBorder(piece, edge, edge, 2 * edge, 2 * edge, cv2.BORDER_CONSTANT, value=255)
    wide = bordered.shape[1]
    again = tuple(
        attrs.evolve(glyph, at=(glyph.at * wide - 2 * edge) / (wide - 4 * edge))
        for glyph in glyphs(_coloured(bordered))
    )
    return max(line, again, key=_least_sure)


def _least_sure(line: Sequence[Glyph]) -> float:
    return min((glyph.sure for glyph in line), default=0.0)


def _unread(box: LineBox, points: float, way: TurnedPage) -> Char:
    """Ink that nothing was read from: no text, but its cell is in doubt."""
    left, top, right, bottom = (at * points for at in (box.left, box.top, box.right, box.bottom))
    return Char("", left, right, top, bottom, way.seen(left, top, right, bottom, 0.0, True))


def _text(line: Sequence[Glyph]) -> str:
    """The text of a line, marks of either width in one form: ： and : cannot be told apart in a picture."""
    return "".join(glyph.text.translate(_ONE_WIDTH) for glyph in line)


def _chars(box: LineBox, line: Sequence[Glyph], points: float, way: TurnedPage) -> Iterator[Char]:
    """The characters of a line, all as high as the line; each reaches half the way to its neighbours."""
    width = box.right - box.left
    for at, glyph in enumerate(line):
        half = 0.5 * (box.bottom - box.top)
        middle = box.left + glyph.at * width
        before = box.left + line[at - 1].at * width if at else middle - half
        after = box.left + line[at + 1].at * width if at + 1 < len(line) else middle + half
        left = max(box.left, (before + middle) / 2, middle - half) * points
        right = min(box.right, (middle + after) / 2, middle + half) * points
        top, bottom = box.top * points, box.bottom * points
        doubtful = glyph.sure < SURE and glyph.text not in _MARKS
        yield Char(glyph.text, left, right, top, bottom, way.seen(left, top, right, bottom, glyph.sure, doubtful))


def _overlooked(picture: Picture, boxes: Sequence[LineBox]) -> Iterator[LineBox]:
    """Ink outside every line that was found."""
    cv2 = needs("cv2", "ocr")
    dots = 1 / picture.points
    ink = cv2.medianBlur(dark(picture), 3)
    for box in boxes:
        slack = round(0.15 * (box.bottom - box.top))
        ink[max(0, box.top - slack) : box.bottom + slack, max(0, box.left - slack) : box.right + slack] = 0
    patch = cv2.getStructuringElement(cv2.MORPH_RECT, (round(_JOIN * dots), round(_STACK * dots)))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, patch)
    count, _, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for left, top, width, height, area in found[1:count].tolist():
        large = max(width, height) * picture.points >= _LEAST and height * picture.points <= _MOST_HEIGHT
        if large and area >= 0.1 * width * height:
            more = max(0, round((_LINE * dots - height) / 2))
            yield LineBox(left, max(0, top - more), left + width, top + height + more)


def _enlarged(piece: Pixels) -> Any:
    cv2 = needs("cv2", "ocr")
    return cv2.resize(piece, None, fx=_LARGER, fy=_LARGER, interpolation=cv2.INTER_CUBIC)


def _coloured(piece: Any) -> Any:
    """The engine takes three channels."""
    cv2 = needs("cv2", "ocr")
    return cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR)
