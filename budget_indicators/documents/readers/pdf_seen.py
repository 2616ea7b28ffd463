"""Visibility of a page's characters: watermarks are set aside; hidden, white and covered text is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Generic, Protocol, TypeVar

import attrs

from .drawing import Drawn, DrawnGlyph, Shape

_WHITE = 0.96
_BLACK = 0.05
_TINY = 1.0  # points
_TILE = 40.0  # points: side of a square of the index of boxes
_LIGHTER = 0.2  # a watermark across text is at least so much lighter than the page's text
_LARGER = 1.4  # or at least so much larger


@attrs.frozen
class Seen:
    """The visible characters, the invisible ones, and those of watermarks; each in drawing order."""

    glyphs: tuple[DrawnGlyph, ...]
    unseen: tuple[DrawnGlyph, ...] = ()
    watermark: tuple[DrawnGlyph, ...] = ()


Signature = tuple[str, float, float]
"""Font, size and colour of a group of characters."""


def seen(page: Drawn, rules: Sequence[tuple[float, float, float, float]], known: set[Signature]) -> Seen:
    """Sort a page's characters by their visibility.

    ``rules`` are the page's rules (left, right, top, bottom), ``known`` the watermarks of earlier pages; those found
    here are added to it.
    """
    unseen: list[DrawnGlyph] = []
    marks = [glyph for glyph in page.glyphs if glyph.layer == "watermark"]
    rest: list[DrawnGlyph] = []
    visible = [glyph for glyph in page.glyphs if glyph.layer == "shown"]
    usual = median([glyph.size for glyph in visible if not glyph.text.isspace()] or [0.0])
    fills = _Index([shape for shape in page.shapes if shape.fill is not None and _has_area(shape)])
    pictures = _Index(page.pictures)
    scanned = _is_scanned(page)
    left, right, top, bottom = page.view
    for glyph in page.glyphs:
        if glyph.layer == "watermark":
            continue
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        on_picture = any(True for _ in pictures.at(x, y))
        if glyph.layer == "hidden":
            gone = True
        elif glyph.invisible:
            # The invisible text on the picture of a scan is its text layer; elsewhere invisible text is left out.
            gone = not (scanned and on_picture)
        elif not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1) or glyph.size < max(_TINY, 0.2 * usual):
            gone = True
        else:
            below = [fill for fill in fills.at(x, y) if fill.order < glyph.order]
            above = (fill for fill in fills.at(x, y) if fill.order > glyph.order)
            white = glyph.grey >= _WHITE and not on_picture and _lightness(below) >= 0.9
            pasted = not scanned and any(
                each.opaque and each.order > glyph.order and _hides(each, glyph) for each in pictures.at(x, y)
            )
            gone = white or pasted or any(_covers(fill, glyph) for fill in above)
        (unseen if gone else rest).append(glyph)
    found = _watermarks(rest, rules, known)
    marks += [glyph for glyph in rest if _signature(glyph) in found or _is_slanted(glyph)]
    kept = tuple(glyph for glyph in rest if _signature(glyph) not in found and not _is_slanted(glyph))
    known |= found
    return Seen(kept, tuple(unseen), tuple(sorted(marks, key=lambda glyph: glyph.order)))


def _has_area(shape: Shape) -> bool:
    return shape.right - shape.left > 3 and shape.bottom - shape.top > 3


def _lightness(below: Sequence[Shape]) -> float:
    last = max(below, key=lambda fill: fill.order, default=None)
    return 1.0 if last is None or last.fill is None else last.fill


def _covers(fill: Shape, glyph: DrawnGlyph) -> bool:
    """Whether an opaque box hides a character; coloured boxes may be highlights."""
    return fill.opaque and fill.fill is not None and not _BLACK < fill.fill < _WHITE and _hides(fill, glyph)


def _hides(box: _Boxed, glyph: DrawnGlyph) -> bool:
    width, height = glyph.right - glyph.left, glyph.bottom - glyph.top
    across = min(box.right, glyph.right) - max(box.left, glyph.left)
    down = min(box.bottom, glyph.bottom) - max(box.top, glyph.top)
    return across >= 0.6 * width and down >= 0.6 * height


def _is_scanned(page: Drawn) -> bool:
    area = page.width * page.height
    return any((each.right - each.left) * (each.bottom - each.top) > 0.2 * area for each in page.pictures)


def _is_slanted(glyph: DrawnGlyph) -> bool:
    """Whether a character is neither upright nor turned by a quarter."""
    off = abs(glyph.angle) % 90
    return min(off, 90 - off) > 3


def _signature(glyph: DrawnGlyph) -> Signature:
    return glyph.font, round(glyph.size, 1), round(glyph.grey, 1)


def _watermarks(
    glyphs: Sequence[DrawnGlyph], rules: Sequence[tuple[float, float, float, float]], known: set[Signature]
) -> set[Signature]:
    """Groups of similar characters that lie across other characters and rules, unlike the text of a table."""
    drawn = [glyph for glyph in glyphs if not glyph.text.isspace() and not _is_slanted(glyph)]
    groups: dict[Signature, list[DrawnGlyph]] = defaultdict(list)
    for glyph in drawn:
        groups[_signature(glyph)].append(glyph)
    found = {signature for signature in groups if signature in known}
    if len(groups) < 2:
        return set()
    looks = Counter((glyph.size, round(glyph.grey, 1)) for glyph in drawn if glyph.grey < 0.5)
    body_size = median([glyph.size for glyph in drawn])
    body_grey = min(looks, key=lambda look: (-looks[look], look))[1] if looks else 0.0
    index = _Index(drawn)
    lines = _Index([_Line(*rule) for rule in rules])
    for signature, members in groups.items():
        _, size, grey = signature
        lighter, larger = grey - body_grey >= _LIGHTER, size >= _LARGER * body_size
        if signature in found or not (lighter or (larger and len(members) < 0.5 * len(drawn))):
            continue
        crossing = sum(
            any(_signature(other) != signature and _overlap(glyph, other) for other in index.near(glyph))
            or any(_crosses(line, glyph) for line in lines.near(glyph))
            for glyph in members
        )
        if crossing >= (1 if lighter and larger else 2) and crossing >= 0.1 * len(members):
            found.add(signature)
    return found


@attrs.frozen
class _Line:
    left: float
    right: float
    top: float
    bottom: float


def _overlap(one: DrawnGlyph, other: DrawnGlyph) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    width = min(one.right - one.left, other.right - other.left)
    height = min(one.bottom - one.top, other.bottom - other.top)
    return across > 0.3 * width and down > 0.4 * height


def _crosses(line: _Line, glyph: DrawnGlyph) -> bool:
    """Whether a rule goes through the middle of a character."""
    margin_x, margin_y = 0.25 * (glyph.right - glyph.left), 0.3 * (glyph.bottom - glyph.top)
    if line.bottom - line.top <= line.right - line.left:
        y = (line.top + line.bottom) / 2
        return (
            glyph.top + margin_y < y < glyph.bottom - margin_y
            and line.left < glyph.left + margin_x
            and line.right > glyph.right - margin_x
        )
    x = (line.left + line.right) / 2
    return (
        glyph.left + margin_x < x < glyph.right - margin_x
        and line.top < glyph.top + margin_y
        and line.bottom > glyph.bottom - margin_y
    )


class _Boxed(Protocol):
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


_B = TypeVar("_B", bound=_Boxed)
_MANY_TILES = 64
_MOST_LARGE = 400  # the largest box; a page of text has none that are larger


class _Index(Generic[_B]):
    """Boxes indexed by the squares they touch, so that each character is compared with few."""

    def __init__(self, boxes: Iterable[_B]) -> None:
        self.tiles: dict[tuple[int, int], list[_B]] = defaultdict(list)
        self.large: list[_B] = []
        for box in boxes:
            x0, x1 = _tile(box.left), _tile(box.right)
            y0, y1 = _tile(box.top), _tile(box.bottom)
            if (x1 - x0 + 1) * (y1 - y0 + 1) > _MANY_TILES:
                if len(self.large) < _MOST_LARGE:
                    self.large.append(box)
                continue
            for x in range(x0, x1 + 1):
                for y in range(y0, y1 + 1):
                    self.tiles[x, y].append(box)

    def at(self, x: float, y: float) -> Iterator[_B]:
        """The boxes that hold a point."""
        for box in (*self.tiles.get((_tile(x), _tile(y)), ()), *self.large):
            if box.left <= x <= box.right and box.top <= y <= box.bottom:
                yield box

    def near(self, glyph: DrawnGlyph) -> Iterator[_B]:
        """The boxes in the squares that a character touches (some of them twice)."""
        for x in range(_tile(glyph.left), _tile(glyph.right) + 1):
            for y in range(_tile(glyph.top), _tile(glyph.bottom) + 1):
                yield from self.tiles.get((x, y), ())
        yield from self.large


def _tile(value: float) -> int:
    return int(max(min(value, 1e5), -1e5) // _TILE)
