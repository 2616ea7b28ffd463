"""The parts of the graphics state that pdfminer leaves out: transparency and the clipping path."""

from __future__ import annotations

from typing import Any, TypeAlias

import attrs
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_matrix_rect

Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in the device's coordinates (points, upwards)."""


@attrs.frozen
class Paint:
    """The opacity of fills (text included) and strokes, 0 to 1; whether colours blend with those below; the clip."""

    fill: float = 1.0
    stroke: float = 1.0
    mixes: bool = False
    clip: Bounds | None = None

    def clipped(self, box: Bounds) -> Paint:
        """The same inside a clipping path with this box."""
        return attrs.evolve(self, clip=box if self.clip is None else inside(self.clip, box))


def inside(one: Bounds, other: Bounds) -> Bounds:
    """The intersection of two boxes; without area if they do not intersect."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


class StateInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which also keeps ``device.paint``."""

    device: Any

    def __init__(self, manager: PDFResourceManager, device: Any) -> None:
        super().__init__(manager, device)
        self.saved: list[Paint] = []

    def do_q(self) -> None:
        """Save the graphics state."""
        super().do_q()
        self.saved.append(self.device.paint)

    def do_Q(self) -> None:
        """Restore the graphics state."""
        super().do_Q()
        if self.saved:
            self.device.paint = self.saved.pop()

    def do_gs(self, name: Any) -> None:
        """Take transparency from a dictionary of graphics state parameters."""
        listed = resolve1(self.resources.get("ExtGState"))
        entries = resolve1(listed.get(getattr(name, "name", ""))) if isinstance(listed, dict) else None
        if not isinstance(entries, dict):
            return
        paint = self.device.paint
        fill, stroke = _alpha(entries.get("ca"), paint.fill), _alpha(entries.get("CA"), paint.stroke)
        mixes = paint.mixes
        if "BM" in entries or "SMask" in entries:
            mode = resolve1(entries.get("BM"))
            mode = resolve1(mode[0]) if isinstance(mode, list) and mode else mode
            mask = resolve1(entries.get("SMask"))
            mixes = getattr(mode, "name", "Normal") not in ("Normal", "Compatible") or isinstance(mask, dict)
        self.device.paint = attrs.evolve(paint, fill=fill, stroke=stroke, mixes=mixes)

    def do_W(self) -> None:
        """Clip to the path, by its box."""
        points = [
            (step[at], step[at + 1]) for step in self.curpath for at in range(1, len(step) - 1, 2) if step[0] != "h"
        ]
        if points:
            xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
            box = apply_matrix_rect(self.ctm, (min(xs), min(ys), max(xs), max(ys)))
            self.device.paint = self.device.paint.clipped(box)

    do_W_a = do_W

    def do_Do(self, xobjid_arg: Any) -> None:
        """A drawing or a picture: its changes of the state end with it."""
        paint = self.device.paint
        super().do_Do(xobjid_arg)
        self.device.paint = paint


def _alpha(value: Any, default: float) -> float:
    given = resolve1(value)
    return min(max(float(given), 0.0), 1.0) if isinstance(given, int | float) else default
