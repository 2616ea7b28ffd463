"""The drawing of one PDF page, in order: characters, shapes and pictures, and all that decides their visibility.

A device for pdfminer's interpreter. Positions are points from the page's upper left corner, ``top`` counts downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTCurve, LTLine, LTPage, LTRect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.utils import apply_matrix_rect, mult_matrix

from .drawing import Drawn, DrawnGlyph, DrawnPicture, Layer, Shape
from .pdf_fonts import complete
from .pdf_state import Paint, StateInterpreter, inside

_OPAQUE = 0.95
_CLEAR = 0.03
_FAR = 8.0  # type sizes: as far from its clipping path as no overflowing text of a cell


@attrs.define
class Layers:
    """Which optional content groups of a document are switched off."""

    off: frozenset[int] = frozenset()

    def is_off(self, reference: Any) -> bool:
        """Whether a group (or a membership of groups) is not shown."""
        if isinstance(reference, PDFObjRef) and reference.objid in self.off:
            return True
        group = resolve1(reference)
        if not isinstance(group, dict) or "OCGs" not in group:
            return False
        members = group["OCGs"]
        listed = resolve1(members)
        each = listed if isinstance(listed, list) else [members]
        return bool(each) and all(isinstance(one, PDFObjRef) and one.objid in self.off for one in each)


def layers_of(catalog: Mapping[str, Any]) -> Layers:
    """The layers that the document's default configuration hides."""
    properties = resolve1(catalog.get("OCProperties"))
    if not isinstance(properties, dict):
        return Layers()
    default = resolve1(properties.get("D"))
    default = default if isinstance(default, dict) else {}
    off = _references(default.get("OFF"))
    if getattr(resolve1(default.get("BaseState")), "name", "ON") == "OFF":
        off |= _references(properties.get("OCGs")) - _references(default.get("ON"))
    return Layers(frozenset(off))


def _references(value: Any) -> set[int]:
    listed = resolve1(value)
    return {each.objid for each in listed if isinstance(each, PDFObjRef)} if isinstance(listed, list) else set()


class _Sheet(LTPage):
    """The page that pdfminer adds its items to; hands them on at once."""

    def __init__(self, number: int, box: tuple[float, float, float, float], device: PageDevice) -> None:
        super().__init__(number, box)
        self.device = device

    def add(self, obj: Any) -> None:
        """Receive an item as it is drawn."""
        self.device.take(obj)


class PageDevice(PDFLayoutAnalyzer):
    """Collects what the interpreter draws of one page."""

    def __init__(self, manager: PDFResourceManager, layers: Layers, named: Mapping[str, Any]) -> None:
        super().__init__(manager, laparams=None)
        self.layers = layers
        self.named = named  # names of layers and of drawings that belong to one
        self.glyphs: list[DrawnGlyph] = []
        self.shapes: list[Shape] = []
        self.pictures: list[DrawnPicture] = []
        self.order = 0
        self.render = 0
        self.paint = Paint()
        self.tags: list[Layer] = []
        self.actual: list[tuple[int, str | None]] = []  # for each tag: the glyphs before it, and its replacement text
        self.figures: list[tuple[float, float, float, float]] = []
        self.height = 0.0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Start an empty page."""
        left, bottom, right, top = apply_matrix_rect(ctm, page.mediabox)
        self.height = abs(top - bottom)
        self.cur_item = _Sheet(self.pageno, (0, 0, abs(right - left), self.height), self)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Start marked content: a layer, or a declared watermark."""
        name = getattr(tag, "name", "")
        layer: Layer = self.tags[-1] if self.tags else "shown"
        if name == "OC" and self.layers.is_off(self.named.get(getattr(props, "name", ""))):
            layer = "hidden"
        elif name == "Artifact":
            named = self.named.get(getattr(props, "name", "")) if not isinstance(props, dict) else props
            described = resolve1(named)
            subtype = resolve1(described.get("Subtype")) if isinstance(described, dict) else None
            if getattr(subtype, "name", "") == "Watermark":
                layer = "watermark"
        self.tags.append(layer)
        self.actual.append((len(self.glyphs), _actual_text(tag, props, self.named)))

    def end_tag(self) -> None:
        """End marked content; its replacement text (ActualText), if any, takes effect."""
        if self.tags:
            self.tags.pop()
            start, text = self.actual.pop()
            if text is not None:
                self.glyphs[start:] = _said(self.glyphs[start:], text)

    def do_tag(self, tag: Any, props: Any = None) -> None:
        """A mark without content."""

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """A drawing used by the page, which may belong to a layer."""
        left, bottom, width, height = bbox
        self.figures.append(
            apply_matrix_rect(mult_matrix(matrix, self.ctm), (left, bottom, left + width, bottom + height))
        )
        layer: Layer = self.tags[-1] if self.tags else "shown"
        if self.layers.is_off(self.named.get(f"/{name}")):
            layer = "hidden"
        self.tags.append(layer)
        self.actual.append((len(self.glyphs), None))

    def end_figure(self, _: str) -> None:
        """The end of a drawing."""
        self.figures.pop()
        self.end_tag()

    def render_image(self, name: str, stream: Any) -> None:
        """A picture: only its box is kept."""
        self.order += 1
        if self.figures and not (self.tags and self.tags[-1] == "hidden"):
            left, bottom, right, top = self.figures[-1]
            masked = any(key in stream for key in ("SMask", "Mask", "ImageMask", "IM", "SMaskInData"))
            opaque = not masked and self.paint.fill >= _OPAQUE and not self.paint.mixes
            self.pictures.append(DrawnPicture(left, right, self.height - top, self.height - bottom, self.order, opaque))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """A piece of text; mode 3 draws nothing, mode 7 only clips."""
        self.render = textstate.render
        complete(textstate.font)
        super().render_string(textstate, seq, ncs, graphicstate)

    def take(self, item: Any) -> None:
        """An item that the interpreter has drawn."""
        self.order += 1
        layer: Layer = self.tags[-1] if self.tags else "shown"
        match item:
            case LTChar():
                a, b = item.matrix[0], item.matrix[1]
                state = item.graphicstate
                stroked = self.render in (1, 5)
                colour = state.scolor if stroked else state.ncolor
                space = state.scs if stroked else state.ncs
                alpha = self.paint.stroke if stroked else self.paint.fill
                unseen = alpha <= _CLEAR or self._clipped_away(item)
                self.glyphs.append(
                    DrawnGlyph(
                        item.get_text(),
                        item.x0,
                        item.x1,
                        self.height - item.y1,
                        self.height - item.y0,
                        self.order,
                        item.size,
                        math.degrees(math.atan2(b, a)),
                        1 - alpha * (1 - _grey(colour, space)),
                        item.fontname,
                        self.render in (3, 7),
                        "hidden" if unseen and layer == "shown" else layer,
                    )
                )
            case LTCurve() if layer == "shown":
                self.shapes.append(self._shape(item))
            case _:
                pass

    def _clipped_away(self, item: LTChar) -> bool:
        """Whether a character is far outside its clipping path.

        A character near the path is the rest of a text that its cell cuts off, and belongs to the cell.
        """
        clip = self.paint.clip
        if clip is None:
            return False
        far = _FAR * item.size
        x, y = (item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2
        return not (clip[0] - far <= x <= clip[2] + far and clip[1] - far <= y <= clip[3] + far)

    def _shape(self, item: LTCurve) -> Shape:
        box = item.x0, item.y0, item.x1, item.y1
        fill: float | None = None
        if item.fill:
            shown = box if self.paint.clip is None else inside(self.paint.clip, box)
            if shown[2] > shown[0] and shown[3] > shown[1]:
                box = shown
                fill = 1 - self.paint.fill * (1 - _grey(item.non_stroking_color, None))
        opaque = self.paint.fill >= _OPAQUE and not self.paint.mixes
        pieces = tuple(self._pieces(item))
        return Shape(box[0], box[2], self.height - box[3], self.height - box[1], self.order, fill, opaque, pieces)

    def _pieces(self, item: LTCurve) -> Iterator[tuple[float, float, float, float]]:
        """The straight pieces of an outline: left, right, top, bottom."""
        top, bottom = self.height - item.y1, self.height - item.y0
        if isinstance(item, LTLine):
            yield item.x0, item.x1, top, bottom
        elif isinstance(item, LTRect):
            yield item.x0, item.x1, top, top
            yield item.x0, item.x1, bottom, bottom
            yield item.x0, item.x0, top, bottom
            yield item.x1, item.x1, top, bottom
        else:
            for (x0, y0), (x1, y1) in zip(item.pts, item.pts[1:], strict=False):
                yield min(x0, x1), max(x0, x1), self.height - max(y0, y1), self.height - min(y0, y1)


_MOST_SAID = 60  # characters: a longer text is a paragraph, whose drawn characters are right


def _actual_text(tag: Any, props: Any, named: Mapping[str, Any]) -> str | None:
    """The replacement text of marked content, if it has one."""
    if getattr(tag, "name", "") != "Span":
        return None
    described = resolve1(props if isinstance(props, dict) else named.get(getattr(props, "name", "")))
    value = resolve1(described.get("ActualText")) if isinstance(described, dict) else None
    return _decoded(value) if isinstance(value, bytes) else None


def _said(glyphs: Sequence[DrawnGlyph], text: str) -> list[DrawnGlyph]:
    """The glyphs of one line with another text, spread evenly over their box."""
    first = glyphs[0] if glyphs else None
    one_line = first is not None and all(
        abs(each.top - first.top) < 0.5 * first.size and each.angle == first.angle for each in glyphs
    )
    text = "".join(char for char in text if char >= " " and char != "\u00ad")
    if first is None or not one_line or max(len(glyphs), len(text)) > _MOST_SAID or first.angle % 180 > 1:
        return [*glyphs]
    if "".join(each.text for each in glyphs) == text:
        return [*glyphs]
    left, right = min(each.left for each in glyphs), max(each.right for each in glyphs)
    step = (right - left) / max(len(text), 1)
    return [
        attrs.evolve(first, text=char, left=left + step * at, right=left + step * (at + 1))
        for at, char in enumerate(text)
    ]


def _grey(colour: Any, space: Any) -> float:
    """The lightness of a colour; an unknown kind counts as black."""
    name = getattr(space, "name", "")
    values = [float(each) for each in (colour if isinstance(colour, Sequence) else (colour,)) if _is_number(each)]
    match values:
        case [grey] if name not in ("Separation", "Indexed", "Pattern", "DeviceN"):
            return min(max(grey, 0.0), 1.0)
        case [tint] if name in ("Separation", "DeviceN"):
            return 1.0 - min(max(tint, 0.0), 1.0)
        case [red, green, blue] if name != "Lab":
            return min(max(0.299 * red + 0.587 * green + 0.114 * blue, 0.0), 1.0)
        case [cyan, magenta, yellow, black]:
            light = 1 - (0.299 * cyan + 0.587 * magenta + 0.114 * yellow)
            return min(max(light * (1 - black), 0.0), 1.0)
        case _:
            return 0.0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def drawn(page: PDFPage, manager: PDFResourceManager, layers: Layers) -> Drawn:
    """The drawing of a page, including the filled fields of its form."""
    device = PageDevice(manager, layers, _named(page))
    StateInterpreter(manager, device).process_page(page)
    matrix = _turned(page)
    left, bottom, right, top = apply_matrix_rect(matrix, page.mediabox)
    width, height = abs(right - left), abs(top - bottom)
    x0, y0, x1, y1 = apply_matrix_rect(matrix, page.cropbox)
    fields = tuple(_fields(page, matrix, height, device.order))
    view = (x0, x1, height - y1, height - y0)
    struck = tuple(_struck(page, matrix, height))
    glyphs = (*device.glyphs, *fields)
    return Drawn(glyphs, tuple(device.shapes), tuple(device.pictures), width, height, view, struck)


def _turned(page: PDFPage) -> tuple[float, float, float, float, float, float]:
    """Map the page's own coordinates to those of the page as displayed."""
    x0, y0, x1, y1 = page.mediabox
    match page.rotate:
        case 90:
            return 0, -1, 1, 0, -y0, x1
        case 180:
            return -1, 0, 0, -1, x1, y1
        case 270:
            return 0, 1, -1, 0, y1, -x0
        case _:
            return 1, 0, 0, 1, -x0, -y0


def _named(page: PDFPage) -> dict[str, Any]:
    """The names of marked content's properties, and (with a slash) the layers that drawings belong to."""
    named: dict[str, Any] = {}
    resources: list[Any] = [resolve1(page.resources)]
    seen: set[int] = set()
    while resources and len(seen) < 1000:
        each = resources.pop()
        if not isinstance(each, dict):
            continue
        properties = resolve1(each.get("Properties"))
        if isinstance(properties, dict):
            named |= properties
        forms = resolve1(each.get("XObject"))
        for name, reference in forms.items() if isinstance(forms, dict) else ():
            form = resolve1(reference)
            if isinstance(form, PDFStream) and id(form) not in seen:
                seen.add(id(form))
                if "OC" in form:
                    named[f"/{name}"] = form["OC"]
                resources.append(resolve1(form.get("Resources")))
    return named


_HIDDEN_FLAGS = 2 | 32
_MAX_FIELDS = 5_000


def _fields(page: PDFPage, matrix: Any, height: float, order: int) -> Iterator[DrawnGlyph]:
    """The text of filled form fields and of typed notes, set into their boxes."""
    listed = resolve1(page.annots)
    for reference in (listed if isinstance(listed, list) else [])[:_MAX_FIELDS]:
        note = resolve1(reference)
        if not isinstance(note, dict):
            continue
        flags = resolve1(note.get("F"))
        if isinstance(flags, int) and flags & _HIDDEN_FLAGS:
            continue
        box = resolve1(note.get("Rect"))
        text = _field_text(note)
        if not text.strip() or not isinstance(box, list) or len(box) != 4:
            continue
        try:
            corners = [float(resolve1(each)) for each in box]
        except (TypeError, ValueError):
            continue
        x0, y0, x1, y1 = apply_matrix_rect(matrix, (corners[0], corners[1], corners[2], corners[3]))
        yield from _set_into(text, (x0, x1, height - y1, height - y0), order + 1)


def _struck(page: PDFPage, matrix: Any, height: float) -> Iterator[tuple[float, float, float, float]]:
    """The lines that notes draw through text: left, right, top, bottom."""
    listed = resolve1(page.annots)
    for reference in (listed if isinstance(listed, list) else [])[:_MAX_FIELDS]:
        note = resolve1(reference)
        if not isinstance(note, dict) or getattr(resolve1(note.get("Subtype")), "name", "") != "StrikeOut":
            continue
        flags = resolve1(note.get("F"))
        points = resolve1(note.get("QuadPoints"))
        if (isinstance(flags, int) and flags & _HIDDEN_FLAGS) or not isinstance(points, list):
            continue
        numbers = [float(each) for each in map(resolve1, points) if _is_number(each)]
        for at in range(0, len(numbers) - 7, 8):
            xs, ys = numbers[at : at + 8 : 2], numbers[at + 1 : at + 8 : 2]
            x0, y0, x1, y1 = apply_matrix_rect(matrix, (min(xs), min(ys), max(xs), max(ys)))
            top, bottom = height - y1, height - y0
            if bottom - top <= x1 - x0:
                yield x0, x1, (top + bottom) / 2, (top + bottom) / 2
            else:
                yield (x0 + x1) / 2, (x0 + x1) / 2, top, bottom


def _field_text(note: Mapping[str, Any]) -> str:
    kind = getattr(resolve1(note.get("Subtype")), "name", "")
    if kind == "FreeText":
        return _decoded(resolve1(note.get("Contents")))
    if kind != "Widget":
        return ""
    match getattr(resolve1(_inherited(note, "FT")), "name", ""):
        case "Tx" | "Ch":
            value = resolve1(_inherited(note, "V"))
            if isinstance(value, list):
                return "，".join(_decoded(resolve1(each)) for each in value)
            return _decoded(value)
        case "Btn":
            state = getattr(resolve1(note.get("AS")), "name", None)
            return "" if state is None else "☐" if state == "Off" else "☑"
        case _:
            return ""


def _inherited(note: Mapping[str, Any], key: str) -> Any:
    each: Any = note
    for _ in range(20):
        if not isinstance(each, dict):
            return None
        if key in each:
            return each[key]
        each = resolve1(each.get("Parent"))
    return None


def _decoded(value: Any) -> str:
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")


def _set_into(text: str, box: tuple[float, float, float, float], order: int) -> Iterator[DrawnGlyph]:
    left, right, top, bottom = box
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    widest = max(sum(1.0 if ord(char) > 0xFF else 0.5 for char in line) for line in lines)
    size = min((bottom - top) / len(lines) * 0.9, (right - left) / max(widest, 0.5), 12.0)
    if size <= 0:
        return
    y = (top + bottom) / 2 - size * len(lines) / 2
    for line in lines:
        x = left
        for char in line:
            width = size if ord(char) > 0xFF else size / 2
            yield DrawnGlyph(char, x, x + width, y, y + size, order, size, 0.0, 0.0, "", invisible=False, layer="shown")
            x += width
        y += size
