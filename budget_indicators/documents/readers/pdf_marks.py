"""From the drawing of a page to the page model: rules (dots joined) and upright characters, without footnote marks and
struck-out text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ...text.cleaning import LOOK_ALIKES
from ..layout.page import Char, lines_of
from ..layout.ruling import Edge
from .superscript import raised

if TYPE_CHECKING:
    from .drawing import DrawnGlyph, Shape

# Radicals that stand for characters, the hyphen some producers lose, and the blank that does not break.
_ARTEFACTS = {code: char for code, char in LOOK_ALIKES.items() if 0x2E80 <= code < 0x2FE0 or code == 0xFFFE}
_ARTEFACTS |= {0x00A0: " ", 0x00AD: "-"}
# Ligatures: one glyph, several letters.
_ARTEFACTS |= {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}

_DOT = 3.0  # points: no side of a dot is longer
_DOT_GAP = 7.0  # points: dots of one rule are no farther apart
_DOTS = 6  # so many dots at least
_STRAIGHT = 1.0  # points that a rule may stray from its line
_RAISED = 0.85  # of the line's type size: raised text is smaller
_ADJACENT = 0.6  # of the type size: the gap between a word and its footnote mark

Box: TypeAlias = tuple[float, float, float, float]


def edges_of(shapes: Iterable[Shape], struck: Iterable[Box] = ()) -> list[Edge]:
    """The rules that a page's shapes draw: straight pieces of outlines, and rows of dots; and those of notes."""
    edges = [edge for box in struck if (edge := _edge(*box))]
    dots: list[tuple[float, float]] = []
    for shape in shapes:
        if shape.right - shape.left <= _DOT and shape.bottom - shape.top <= _DOT:
            dots.append(((shape.left + shape.right) / 2, (shape.top + shape.bottom) / 2))
            continue
        edges += (edge for left, right, top, bottom in shape.pieces if (edge := _edge(left, right, top, bottom)))
    if len(dots) >= _DOTS:
        edges += _dotted(((y, x) for x, y in dots), horizontal=True)
        edges += _dotted(dots, horizontal=False)
    return edges


def _edge(left: float, right: float, top: float, bottom: float) -> Edge | None:
    if bottom - top <= right - left:
        return Edge(True, (top + bottom) / 2, left, right) if bottom - top <= _STRAIGHT else None
    return Edge(False, (left + right) / 2, top, bottom) if right - left <= _STRAIGHT else None


def _dotted(dots: Iterable[tuple[float, float]], *, horizontal: bool) -> list[Edge]:
    """Dots (where across, where along) on one line, each near the next, as rules."""
    lines: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for across, along in dots:
        lines[round(across)].append((along, across))
    edges: list[Edge] = []
    for line in lines.values():
        line.sort()
        run: list[tuple[float, float]] = []
        for dot in [*line, (float("inf"), 0.0)]:
            if run and dot[0] - run[-1][0] > _DOT_GAP:
                if len(run) >= _DOTS:
                    at = sum(across for _, across in run) / len(run)
                    edges.append(Edge(horizontal, at, run[0][0], run[-1][0]))
                run = []
            run.append(dot)
    return edges


def upright(
    glyphs: Sequence[DrawnGlyph], edges: Sequence[Edge], width: float, height: float
) -> tuple[list[Char], list[Edge]]:
    """Characters and rules of a page turned so that most of its text is upright; each character once."""
    turn = _turn(glyphs, width, height)
    chars = [
        Char(glyph.text.translate(_ARTEFACTS), *turn(glyph.left, glyph.right, glyph.top, glyph.bottom))
        for glyph in glyphs
    ]
    turned: list[Edge] = []
    for edge in edges:
        box = (edge.start, edge.end, edge.at, edge.at) if edge.horizontal else (edge.at, edge.at, edge.start, edge.end)
        left, right, top, bottom = turn(*box)
        if bottom - top <= right - left:
            turned.append(Edge(True, (top + bottom) / 2, left, right))
        else:
            turned.append(Edge(False, (left + right) / 2, top, bottom))
    return _once(chars), turned


def _turn(glyphs: Sequence[DrawnGlyph], width: float, height: float) -> Callable[[float, float, float, float], Box]:
    """The turn that makes the page upright (a table may be set sideways or upside down)."""
    ways = [0, 0, 0, 0]
    for glyph in glyphs:
        if not glyph.text.isspace():
            ways[round(glyph.angle / 90) % 4] += 1
    match ways.index(max(ways)):
        case 1:  # upwards
            return lambda left, right, top, bottom: (height - bottom, height - top, left, right)
        case 2:
            return lambda left, right, top, bottom: (width - right, width - left, height - bottom, height - top)
        case 3:
            return lambda left, right, top, bottom: (top, bottom, width - right, width - left)
        case _:
            return lambda left, right, top, bottom: (left, right, top, bottom)


def _once(chars: Sequence[Char]) -> list[Char]:
    """The characters without those drawn twice in one place (some programs make bold text so)."""
    seen: set[tuple[str, int, int]] = set()
    out: list[Char] = []
    for char in chars:
        x, y = round(char.left), round(char.top)
        near = [(char.text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if not char.text.isspace() and any(place in seen for place in near):
            continue
        seen.add((char.text, x, y))
        out.append(char)
    return out


def without_struck_out(chars: Sequence[Char], edges: Sequence[Edge]) -> tuple[list[Char], list[str]]:
    """The characters that no rule of their own strikes through, and those that are struck out."""
    if not chars or not edges:
        return list(chars), []
    rules = [edge for edge in edges if edge.horizontal and edge.end - edge.start >= 3]
    by_tile: dict[int, list[Edge]] = defaultdict(list)
    for edge in rules:
        by_tile[int(edge.at // 10)].append(edge)
    struck: set[int] = set()
    texts: list[str] = []
    for line in lines_of(chars):
        drawn = [char for char in line if not char.text.isspace()]
        if not drawn:
            continue
        middle = sum(char.middle[1] for char in drawn) / len(drawn)
        size = median([char.bottom - char.top for char in drawn])
        tile = int(middle // 10)
        for edge in (edge for at in (tile - 1, tile, tile + 1) for edge in by_tile.get(at, ())):
            if abs(edge.at - middle) > 0.22 * size:
                continue
            under = [char for char in drawn if edge.start - 1 <= char.middle[0] <= edge.end + 1]
            # The rule is as long as the text it strikes out; a table's rule goes on.
            if (
                under
                and abs(under[0].left - edge.start) <= 0.3 * size
                and abs(under[-1].right - edge.end) <= 0.3 * size
            ):
                fresh = [char for char in under if id(char) not in struck]
                if fresh:
                    texts.append("".join(char.text for char in fresh))
                struck |= {id(char) for char in under}
    return [char for char in chars if id(char) not in struck], texts


def without_marks(chars: Sequence[Char]) -> tuple[list[Char], list[str]]:
    """The characters without raised footnote marks; raised powers of ten become raised digits."""
    gone: set[int] = set()
    changed: dict[int, str] = {}
    texts: list[str] = []
    for line in lines_of(chars):
        drawn = [char for char in line if not char.text.isspace()]
        if len(drawn) < 2:
            continue
        for before, run in _raised_runs(drawn):
            text = "".join(char.text for char in run)
            kept = raised("".join(char.text for char in before[-8:]), text)
            if kept is None:
                gone |= {id(char) for char in run}
                texts.append(text)
            elif kept != text and len(kept) == len(run):
                changed |= {id(char): sign for char, sign in zip(run, kept, strict=True)}
    if not gone and not changed:
        return list(chars), []
    kept_chars = (char for char in chars if id(char) not in gone)
    return [attrs.evolve(char, text=changed.get(id(char), char.text)) for char in kept_chars], texts


def _raised_runs(line: Sequence[Char]) -> list[tuple[list[Char], list[Char]]]:
    """Runs of smaller characters whose baseline is higher than that of the word before them, with that word."""
    runs: list[tuple[list[Char], list[Char]]] = []
    word: list[Char] = []
    run: list[Char] = []
    for char in line:
        last = run[-1] if run else word[-1] if word else None
        height = char.bottom - char.top
        if last is not None and char.left - last.right > _ADJACENT * max(height, last.bottom - last.top):
            if run:
                runs.append((word, run))
            word, run = [char], []
            continue
        base = word[-1] if word else None
        if base is not None:
            size = base.bottom - base.top
            if height <= _RAISED * size and char.bottom <= base.bottom - 0.2 * size and char.top < base.middle[1]:
                run.append(char)
                continue
        if run:
            runs.append((word, run))
            run = []
        word = [*word, char] if len(word) < 12 else [*word[-11:], char]
    if run:
        runs.append((word, run))
    return runs
