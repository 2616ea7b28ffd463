"""What one page of a document with fixed pages (PDF, OFD) draws, in its order.

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
    """A drawn character. ``grey`` is how light it is (0 black, 1 white), ``angle`` its direction in degrees."""

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
    """A painted path: its box, whether it is filled (and how light), and the straight pieces of its outline.

    The box of a filled path is what its clipping path leaves of it; ``opaque`` says whether it hides what lies below.
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

    ``resource`` is what the file calls it, and ``matrix`` leads from its unit square to the page, where a reader needs
    them to show the picture.
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
    """Everything a page draws, and its size; ``view`` is the box that is seen (left, right, top, bottom).

    ``struck`` has the lines that notes of the kind StrikeOut draw, as boxes.
    """

    glyphs: tuple[DrawnGlyph, ...]
    shapes: tuple[Shape, ...]
    pictures: tuple[DrawnPicture, ...]
    width: float
    height: float
    view: tuple[float, float, float, float]
    struck: tuple[tuple[float, float, float, float], ...] = ()
