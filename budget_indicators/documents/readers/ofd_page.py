"""From the objects of an OFD page (GB/T 33190) to its drawing, like that of a PDF page.

OFD counts in millimetres from the upper left corner; a text object states where each of its characters begins.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

import attrs

from ...patterns import lazy
from .. import limits
from .drawing import Drawn, DrawnGlyph, DrawnPicture, Layer, Matrix, Shape

_POINTS = 72 / 25.4
_MAX_DEPTH = 40  # blocks and composite objects inside each other
_ASCENT, _DESCENT = 0.88, 0.12  # of the type size, above and below the base line
_LOOSE = 1.25  # of a character's width: a wider step leaves a gap
_NARROW, _BROAD, _AS_WIDE = frozenset("iljtfrI.,;:'|!()[]\"` "), frozenset("mwMW@%—"), frozenset("≥≤±×÷≠“”‘’…·、。℃‰√")
_CLEAR = 8  # of 255: as good as not there
_OPAQUE = 242

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_PATH = lazy(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


class TooMuch(Exception):
    """A page draws more than a page of a document does."""


@attrs.frozen
class OfdResources:
    """Resources that pages refer to by number: colours of drawing parameters, composite objects, files of pictures."""

    parameters: Mapping[str, Element]
    composites: Mapping[str, Element]
    pictures: Mapping[str, str] = attrs.field(factory=dict)

    def with_others(self, own: OfdResources) -> OfdResources:
        """These, and a page's own."""
        if not (own.parameters or own.composites or own.pictures):
            return self
        return OfdResources(
            {**self.parameters, **own.parameters},
            {**self.composites, **own.composites},
            {**self.pictures, **own.pictures},
        )


@attrs.define
class _Drawing:
    resources: OfdResources
    glyphs: list[DrawnGlyph] = attrs.field(factory=list)
    shapes: list[Shape] = attrs.field(factory=list)
    pictures: list[DrawnPicture] = attrs.field(factory=list)
    order: int = 0

    def next(self) -> int:
        """The number of the next object in drawing order."""
        self.order += 1
        if self.order > limits.MAX_CHARACTERS + limits.MAX_STROKES:
            raise TooMuch
        return self.order


@attrs.frozen
class _Node:
    element: Element
    matrix: Matrix
    layer: Layer
    parameter: str
    depth: int


def drawn_page(
    contents: Sequence[tuple[Element, Layer]], resources: OfdResources, size: tuple[float, float, float, float]
) -> Drawn:
    """What a page draws: its template's, its own and its notes' ``contents``, in this order, on a page of ``size``
    (left, top, width, height in millimetres).

    Raises ``TooMuch`` for more objects than a page of a document has.
    """
    left, top, width, height = (value * _POINTS for value in size)
    drawing = _Drawing(resources)
    start: Matrix = (_POINTS, 0.0, 0.0, _POINTS, -left, -top)
    stack = [_Node(element, start, layer, "", 0) for element, layer in reversed(contents)]
    while stack:
        node = stack.pop()
        stack += reversed([*_inside(node, drawing)])
    return Drawn(
        tuple(drawing.glyphs), tuple(drawing.shapes), tuple(drawing.pictures), width, height, (0.0, width, 0.0, height)
    )


def _inside(node: _Node, drawing: _Drawing) -> Iterator[_Node]:
    """Draw an object, or give what a group holds."""
    element = node.element
    parameter = element.get("DrawParam") or node.parameter
    layer: Layer = "hidden" if (element.get("Visible") or "").lower() == "false" else node.layer
    if node.depth > _MAX_DEPTH:
        return
    match local(element):
        case "TextObject":
            _text(element, node.matrix, layer, parameter, drawing)
        case "PathObject":
            _path(element, node.matrix, layer, parameter, drawing)
        case "ImageObject":
            left, right, top, bottom = _box(element, node.matrix)
            if layer == "shown":
                opaque = int(numbers(element.get("Alpha"), [255])[0]) >= _OPAQUE
                resource, square = element.get("ResourceID") or "", _unit_square(element, node.matrix)
                drawing.pictures.append(
                    DrawnPicture(left, right, top, bottom, drawing.next(), opaque, resource, square)
                )
        case "CompositeObject":
            held = drawing.resources.composites.get(element.get("ResourceID") or "")
            if held is not None:
                drawing.next()
                yield _Node(held, _placed(element, node.matrix), layer, parameter, node.depth + 1)
        case "Content" | "Layer" | "PageBlock" | "CompositeGraphicUnit" | "Page":
            for each in element:
                yield _Node(each, node.matrix, layer, parameter, node.depth + 1)
        case "Appearance":
            x, y = [*numbers(element.get("Boundary"), [0.0]), 0.0, 0.0][:2]
            matrix = _multiplied((1.0, 0.0, 0.0, 1.0, x, y), node.matrix)
            for each in element:
                yield _Node(each, matrix, layer, parameter, node.depth + 1)
        case _:
            pass


def _text(element: Element, matrix: Matrix, layer: Layer, parameter: str, drawing: _Drawing) -> None:
    placed = _placed(element, matrix)
    size = numbers(element.get("Size") or element.get("size"), [0.0])[0]  # some programs write it in lower case
    wide = numbers(element.get("HScale"), [1.0])[0] * size
    grey, alpha = _colour(element, "FillColor", parameter, drawing.resources, 0.0)
    filled = (element.get("Fill") or "true").lower() != "false"
    stroked = (element.get("Stroke") or "false").lower() == "true"
    if stroked and not filled:
        grey, alpha = _colour(element, "StrokeColor", parameter, drawing.resources, 0.0)
    invisible = alpha <= _CLEAR or not (filled or stroked)
    grey = 1 - alpha / 255 * (1 - grey)
    angle = -math.degrees(math.atan2(placed[1], placed[0])) - numbers(element.get("CharDirection"), [0.0])[0]
    scale = math.hypot(placed[2], placed[3])
    font = element.get("Font") or ""
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        text = code.text or ""
        x, y = numbers(code.get("X"), [x])[0], numbers(code.get("Y"), [y])[0]
        right, down = _advances(code.get("DeltaX")), _advances(code.get("DeltaY"))
        at_x, at_y = x, y
        for number, char in enumerate(text):
            own = wide * _width(char)
            step = right[number] if number < len(right) else (0.0 if down else own)
            width = step if 0 < step <= _LOOSE * own else own
            corners = [
                _moved(placed, px, py)
                for px in (at_x, at_x + width)
                for py in (at_y - _ASCENT * size, at_y + _DESCENT * size)
            ]
            xs, ys = [each[0] for each in corners], [each[1] for each in corners]
            drawing.glyphs.append(
                DrawnGlyph(
                    char,
                    min(xs),
                    max(xs),
                    min(ys),
                    max(ys),
                    drawing.next(),
                    scale * size,
                    angle,
                    grey,
                    font,
                    invisible,
                    layer,
                )
            )
            at_x += step
            at_y += down[number] if number < len(down) else 0.0


def _width(char: str) -> float:
    """The approximate width of a character, as a share of its type size; fonts are not read."""
    if ord(char) > 0x2E7F or char in _AS_WIDE:
        return 1.0
    if char in _NARROW:
        return 0.33
    return 0.9 if char in _BROAD else 0.7 if char.isupper() else 0.55


def _advances(text: str | None) -> list[float]:
    """The distances between characters; ``g 3 4.2`` stands for three times 4.2."""
    words = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) <= limits.MAX_CHARACTERS:
        if words[at].lower() == "g" and at + 2 < len(words):
            count = int(numbers(words[at + 1], [0.0])[0])
            found += numbers(words[at + 2], [0.0])[:1] * max(0, min(count, limits.MAX_CHARACTERS))
            at += 3
        else:
            found += numbers(words[at], [0.0])[:1]
            at += 1
    return found


def _path(element: Element, matrix: Matrix, layer: Layer, parameter: str, drawing: _Drawing) -> None:
    if layer != "shown":
        return
    placed = _placed(element, matrix)
    data = next((each.text or "" for each in element if local(each) == "AbbreviatedData"), "")
    points: list[tuple[float, float]] = []
    pieces: list[tuple[float, float, float, float]] = []
    start = (0.0, 0.0)
    for letter, values in _steps(data):
        if letter == "C":
            target = start
        elif len(values) < 2:
            continue
        else:
            target = _moved(placed, values[-2], values[-1])
        if letter in "SM":
            start = target
        elif letter in "LC" and points:
            (x0, y0), (x1, y1) = points[-1], target
            pieces.append((min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)))
        points.append(target)
    if not points:
        return
    filled = (element.get("Fill") or "false").lower() == "true"
    stroked = (element.get("Stroke") or "true").lower() != "false"
    grey, alpha = _colour(element, "FillColor", parameter, drawing.resources, 0.0)
    if stroked:
        stroke_alpha = _colour(element, "StrokeColor", parameter, drawing.resources, 0.0)[1]
        stroked = stroke_alpha > _CLEAR
    filled = filled and alpha > _CLEAR
    if not (filled or stroked):
        return
    fill = 1 - alpha / 255 * (1 - grey) if filled else None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = min(xs), max(xs), min(ys), max(ys)
    drawing.shapes.append(Shape(*box, drawing.next(), fill, filled and alpha >= _OPAQUE, tuple(pieces)))


def _steps(data: str) -> Iterator[tuple[str, list[float]]]:
    """The steps of a path: a letter and its numbers."""
    letter, values = "", list[float]()
    for word in _PATH.findall(data[:2_000_000]):
        if word in _STEPS:
            if letter:
                yield letter, values
            letter, values = word, []
        else:
            values.append(float(word))
    if letter:
        yield letter, values


def _colour(
    element: Element, name: str, parameter: str, resources: OfdResources, default: float
) -> tuple[float, float]:
    """The lightness of a colour (0 black, 1 white) and its opacity (0 to 255)."""
    own = next((each for each in element if local(each) == name), None)
    alpha = numbers(element.get("Alpha"), [255.0])[0]
    seen = 0
    while own is None and parameter and seen < _MAX_DEPTH:
        seen += 1
        held = resources.parameters.get(parameter)
        if held is None:
            break
        own = next((each for each in held if local(each) == name), None)
        parameter = held.get("Relative") or ""
    if own is None:
        return default, alpha
    alpha *= numbers(own.get("Alpha"), [255.0])[0] / 255
    match numbers(own.get("Value") or next((each.text for each in own if local(each) == "Value"), ""), []):
        case [grey]:
            return min(max(grey / 255, 0.0), 1.0), alpha
        case [red, green, blue]:
            return min(max((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 0.0), 1.0), alpha
        case [cyan, magenta, yellow, black]:
            light = 1 - (0.299 * cyan + 0.587 * magenta + 0.114 * yellow) / 255
            return min(max(light * (1 - black / 255), 0.0), 1.0), alpha
        case _:
            return default, alpha


def _placed(element: Element, matrix: Matrix) -> Matrix:
    """From an object's own coordinates to the page's: its transformation, then the corner of its boundary."""
    boundary = numbers(element.get("Boundary"), [0.0, 0.0])
    x, y = (boundary[0], boundary[1]) if len(boundary) > 1 else (0.0, 0.0)
    own = numbers(element.get("CTM"), [])
    ctm: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else _IDENTITY
    return _multiplied(_multiplied(ctm, (1.0, 0.0, 0.0, 1.0, x, y)), matrix)


def _unit_square(element: Element, matrix: Matrix) -> Matrix:
    """The placement of a picture's unit square: its transformation; without one it fills its boundary."""
    boundary = numbers(element.get("Boundary"), [])
    if element.get("CTM") or len(boundary) != 4:
        return _placed(element, matrix)
    x, y, width, height = boundary
    return _multiplied((width, 0.0, 0.0, height, x, y), matrix)


def _box(element: Element, matrix: Matrix) -> tuple[float, float, float, float]:
    x, y, width, height = [*numbers(element.get("Boundary"), [0.0]), 0.0, 0.0, 0.0, 0.0][:4]
    corners = [_moved(matrix, px, py) for px in (x, x + width) for py in (y, y + height)]
    return (
        min(c[0] for c in corners),
        max(c[0] for c in corners),
        min(c[1] for c in corners),
        max(c[1] for c in corners),
    )


def _multiplied(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def numbers(text: str | None, default: list[float]) -> list[float]:
    """The numbers in an attribute; ``default`` where it holds none, or something else."""
    try:
        found = [float(word) for word in (text or "").split()]
    except ValueError:
        return default
    return found if found and all(map(math.isfinite, found)) else default


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
