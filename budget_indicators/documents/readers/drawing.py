"""The content of a page with a fixed layout (PDF, OFD), in drawing order.

Positions are points from the page's upper left corner, ``top`` counts downwards.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

Layer: TypeAlias = Literal["shown", "hidden", "watermark"]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x and y become ax + cy + e and bx + dy + f."""


@attrs.frozen
class DrawnGlyph:
    """A drawn character. ``grey`` is its lightness (0 black, 1 white), ``angle`` its direction in degrees."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    order: int
    size: float
    angle: float
    grey: float
    font: str
    invisible: bool
    layer: Layer


@attrs.frozen
class Shape:
    """A painted path: its box, whether it is filled (and its lightness), and the straight pieces of its outline.

    The box of a filled path is clipped; ``opaque`` says whether it hides what is below it.
    """

    left: float
    right: float
    top: float
    bottom: float
    order: int
    fill: float | None
    opaque: bool
    pieces: tuple[tuple[float, float, float, float], ...]


@attrs.frozen
class DrawnPicture:
    """The box of a picture, and whether it hides what lies below.

    ``resource`` is its name in the file, and ``matrix`` maps its unit square to the page, for readers that show the
    picture.
    """

    left: float
    right: float
    top: float
    bottom: float
    order: int
    opaque: bool
    resource: str = ""
    matrix: Matrix | None = None


@attrs.frozen
class Drawn:
    """Everything a page draws, and its size; ``view`` is the visible box (left, right, top, bottom).

    ``struck`` has the lines that notes of the kind StrikeOut draw, as boxes.
    """

    glyphs: tuple[DrawnGlyph, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[DrawnPicture, ...]
    width: float
    height: float
    view: tuple[float, float, float, float]
    struck: tuple[tuple[float, float, float, float], ...] = ()
