"""Compare amounts: intervals, conversion between units, and amounts given as text."""

from __future__ import annotations

import datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ..patterns import lazy
from .units import unit_of

_AMOUNT = lazy(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>[^\d\s.,，;；、]*)")
_DAY = lazy(r"(?P<year>\d{4})(?:-|/|\.|年)(?P<month>\d{1,2})(?:-|/|\.|月)(?P<day>\d{1,2})日?")


class Interval(NamedTuple):
    """Amounts from ``low`` to ``high``; ``None`` is unbounded, an end with ``_inclusive`` is included."""

    low: Fraction | None
    high: Fraction | None
    low_inclusive: bool = True
    high_inclusive: bool = True

    def scaled(self, factor: Fraction) -> Interval:
        """Both ends multiplied by ``factor``, which is positive."""
        return self._replace(
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )

    def negative(self) -> Interval:
        """The interval of the negated amounts."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_inclusive, self.low_inclusive)

    def is_fraction(self) -> bool:
        """Whether it may be a share written as a fraction of one: 0.98."""
        return any(end is not None and 0 < abs(end) <= 1 for end in (self.low, self.high))

    def admits(self, other: Interval) -> bool | None:
        """Whether all of ``other`` lies within; ``None`` if only a part does."""
        if _apart(self, other) or _apart(other, self):
            return False
        within = _not_below(other, self) and _not_above(other, self)
        return True if within else None


def _apart(below: Interval, above: Interval) -> bool:
    """Whether all of ``below`` is less than all of ``above``."""
    if below.high is None or above.low is None:
        return False
    both = below.high_inclusive and above.low_inclusive
    return below.high < above.low or (below.high == above.low and not both)


def _not_below(one: Interval, limit: Interval) -> bool:
    if limit.low is None:
        return True
    if one.low is None:
        return False
    return one.low > limit.low or (one.low == limit.low and (limit.low_inclusive or not one.low_inclusive))


def _not_above(one: Interval, limit: Interval) -> bool:
    if limit.high is None:
        return True
    if one.high is None:
        return False
    return one.high < limit.high or (one.high == limit.high and (limit.high_inclusive or not one.high_inclusive))


def conversion(unit: str | None, per: str | None, to_unit: str | None, to_per: str | None) -> Fraction | None:
    """The factor from ``unit`` counted in ``per`` to ``to_unit`` counted in ``to_per``; ``None`` if unknown.

    >>> conversion("公里", None, "米", None), conversion("元", "每年", "元/月", None)
    (Fraction(1000, 1), Fraction(1, 12))
    """
    if unit == to_unit and per == to_per:
        return Fraction(1)
    own, other = unit_of(unit or "", per), unit_of(to_unit or "", to_per)
    return own.factor / other.factor if own.dimension == other.dimension else None


def exact(value: Fraction) -> Decimal:
    """A fraction as a decimal number, rounded to 28 digits if it does not terminate."""
    with localcontext(prec=max(28, len(str(value.numerator)) + 4)):
        found = Decimal(value.numerator) / value.denominator
    return Decimal(f"{found.normalize():f}")


@lru_cache(maxsize=4096)
def in_base_unit(amount: Decimal, unit: str, per: str | None) -> Decimal:
    """An amount in the base unit of its dimension; cached, because a table repeats few amounts.

    >>> in_base_unit(Decimal("1.5"), "公里", None)
    Decimal('1500')
    """
    return exact(fraction(amount) * unit_of(unit, per).factor)


def fraction(value: Decimal | int | float) -> Fraction:
    """A number as an exact fraction: 0.1 is a tenth."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def written_amount(text: str) -> tuple[Fraction, str | None] | None:
    """The number and unit of a plain amount (``96%``, ``1,200元``); ``None`` for any other text."""
    found = _AMOUNT.fullmatch(text.strip().replace("％", "%"))
    if found is None:
        return None
    return Fraction(found["number"].replace(",", "")), found["unit"] or None


def written_day(text: str) -> datetime.date | None:
    """The day of a date in digits (``2025-05-31``, ``2025年5月31日``); ``None`` for any other text."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
