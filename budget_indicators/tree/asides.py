"""The bracket after a label: a level's points (``产出指标（50分）``), a key's years (``（2025年）``)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import attrs

from ..model.nodes import Category, Details, Indicator
from ..patterns import lazy

# In a skeleton: （50分）, （权重:20%）, （0-20）分, 10分. The upper end of a range of points counts.
_POINTS = lazy(
    "[ （]{0,2}(?:权重|分值|满分|总分|共)?[:=|]?(?:0[-|])?(?P<points>[0-9]{1,3}(?:[.][0-9]{1,2})?)"
    " ?(?P<unit>[分%]?) ?）?(?P<behind>分?)"
)
_YEAR = lazy("(?<![0-9])20[0-9]{2}(?=[-年|/.,、至到）（ ]|$)")


def points_behind(aside: str, category: Category) -> Decimal | None:
    """The points in the bracket after a level; ``None`` for a bare number that is the level's code.

    >>> from budget_indicators.model.taxonomy import BY_CODE
    >>> points_behind("（0-20）分", BY_CODE["14"]), points_behind("（14）", BY_CODE["14"])
    (Decimal('20'), None)
    """
    found = _POINTS.fullmatch(aside)
    if found is None or (found["points"] == category.code and not found["unit"] and not found["behind"]):
        return None
    return Decimal(found["points"])


def years_behind(aside: str) -> tuple[int, int] | None:
    """The first and the last year in the bracket after a key.

    >>> years_behind("（2025年）"), years_behind("（2025-2027年）"), years_behind("（三年）")
    ((2025, 2025), (2025, 2027), None)
    """
    years = [int(year) for year in _YEAR.findall(aside)]
    if not years or len(years) > 2 or years[0] > years[-1]:
        return None
    return years[0], years[-1]


@attrs.frozen(repr=False)
class Asides:
    """The additions to the labels of one entry: points and years."""

    level1_weight: Decimal | None = None
    level2_weight: Decimal | None = None
    cycle_years: tuple[int, int] | None = None
    annual_year: int | None = None

    def details(self) -> Details | None:
        """The same as ``Details`` of the indicator; ``None`` without any."""
        if self is NOTHING or self == NOTHING:
            return None
        return Details(
            level1_weight=self.level1_weight,
            level2_weight=self.level2_weight,
            cycle_years=self.cycle_years,
            annual_year=self.annual_year,
        )

    @property
    def cycle_year(self) -> int | None:
        """The year of the cycle's key, if it is a single one."""
        years = self.cycle_years
        return years[0] if years and years[0] == years[1] else None


NOTHING = Asides()
"""No additions."""


def weighted(indicators: list[Indicator]) -> list[Indicator]:
    """The indicators; one that is alone under a level with points gets these as its weight."""
    seconds = Counter((one.level1, one.level2) for one in indicators)
    firsts = Counter(one.level1 for one in indicators)
    return [_weighted(one, seconds[one.level1, one.level2] == 1, firsts[one.level1] == 1) for one in indicators]


def _weighted(one: Indicator, alone2: bool, alone1: bool) -> Indicator:
    details = one.details
    if details is None:
        return one
    weight = details.level2_weight if alone2 else None
    if weight is None and alone1:
        weight = details.level1_weight
    return one if weight is None else attrs.evolve(one, details=attrs.evolve(details, weight=weight))
