"""Map a place on the page as it was read (upright and level) to the page as the file displays it."""

from __future__ import annotations

from math import cos, radians, sin

import attrs

from ...model import InPicture

_PLACES = 4  # of a share: a tenth of a millimetre on A4


@attrs.frozen
class TurnedPage:
    """The rotation of the picture of a page.

    First by ``turns`` quarter turns to the left, to ``width`` × ``height`` points, then by ``angle`` degrees around its
    middle.
    """

    page: int
    turns: int
    angle: float
    width: float
    height: float

    def seen(self, left: float, top: float, right: float, bottom: float, sure: float, doubtful: bool) -> InPicture:
        """The place of a box (points of the page as it was read) on the page as displayed."""
        corners = [self._share(x, y) for x in (left, right) for y in (top, bottom)]
        xs, ys = [_held(x) for x, _ in corners], [_held(y) for _, y in corners]
        sure = round(sure, _PLACES)
        return InPicture(self.page, min(xs), min(ys), max(xs), max(ys), sure, doubtful, self.turns)

    def _share(self, x: float, y: float) -> tuple[float, float]:
        across, down = x - self.width / 2, y - self.height / 2
        turn = radians(self.angle)
        x = (across * cos(turn) - down * sin(turn) + self.width / 2) / self.width
        y = (across * sin(turn) + down * cos(turn) + self.height / 2) / self.height
        for _ in range(self.turns % 4):
            x, y = 1 - y, x
        return x, y


def _held(share: float) -> float:
    return round(min(1.0, max(0.0, share)), _PLACES)
