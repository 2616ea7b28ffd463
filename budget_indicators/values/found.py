"""A measure under evaluation, and a note about a guess."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from ..model.nodes import Relation
from .pieces import Amount
from .units import Dimension

Scope = Literal["none", "soft", "hard", "event"]
NoteKind = Literal["lost-character", "date-without-year", "impossible-date", "look-alike", "unread", "reversed"]


class FoundMeasure:
    """A measure under evaluation; positions are those of the folded text.

    ``exact``: a Number. ``lead`` is the start of the words before it: its clause, or the end of the previous finding.
    ``scope``: an amount that only states an extent (``全区16个镇街``): ``hard`` is never the headline beside a real
    target, ``soft`` only if the indicator's name asks for it; ``event``: a forbidden event, which also yields to
    another target. ``at`` and ``until`` are the bounds of its number with its unit. ``bound``: a comparator was bound
    to it; ``turned``: one that reads from the amount (``95%≤x``).
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True
    exact: bool = False
    unit: str | None = None
    per: str | None = None
    dimension: Dimension | Literal["DATE"] = "NONE"
    rough: bool = False
    scope: Scope = "none"
    first: datetime.date | None = None
    last: datetime.date | None = None
    lead: int = 0
    bound: bool = False
    turned: bool = False
    at: int = 0
    until: int = 0
    relation: Relation | None = None
    baseline: str | None = None
    about: str | None = None
    low_stated: bool = False

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    @classmethod
    def of(cls, amount: Amount, per: str | None, lead: int) -> FoundMeasure:
        """The finding of an amount, before any comparator is bound."""
        finding = cls(amount.start, amount.end)
        finding.exact = amount.upper is None
        finding.low, finding.high = amount.value, amount.value if finding.exact else amount.upper
        finding.unit, finding.per = amount.unit, per
        finding.low_inclusive, finding.high_inclusive = amount.low_inclusive, amount.high_inclusive
        finding.dimension, finding.rough, finding.lead = amount.dimension, amount.rough, lead
        finding.at, finding.until = amount.start, amount.end
        finding.low_stated = amount.low_stated
        if amount.at_least:
            finding.at_least(inclusive=amount.low_inclusive)
        elif amount.at_most:
            finding.at_most(inclusive=amount.high_inclusive)
        return finding

    @property
    def open_above(self) -> bool:
        """Only a low end."""
        return self.low is not None and self.high is None

    @property
    def open_below(self) -> bool:
        """Only a high end."""
        return self.high is not None and self.low is None

    def at_least(self, inclusive: bool) -> None:
        """Keep the low end alone. Of two comparators the first says whether the number itself is included."""
        self.exact = False
        if self.low is None:
            return  # 不超过20次以上: the first comparator counts
        self.high = None
        if not self.bound:
            self.low_inclusive = inclusive and self.low_inclusive
        self.high_inclusive = True
        self.bound = True

    def at_most(self, inclusive: bool, ranged: bool = False) -> None:
        """Keep the high end alone; a range written as one stays one."""
        self.exact = False
        if self.high is None:
            return
        if not ranged:
            self.low = None
            self.low_inclusive = True
        if not self.bound:
            self.high_inclusive = inclusive and self.high_inclusive
        self.bound = True


class Note(NamedTuple):
    """A guess, or an unread part: its kind, its bounds (folded positions), and the meaning.

    ``lost-character``: a comparator with a lost or wrong character, ``meant`` is the whole one. ``date-without-year``:
    a date that needs a budget year. ``impossible-date``: a day that is not in the calendar. ``reversed``: a range whose
    low end is above the high one.
    """

    kind: NoteKind
    start: int
    end: int
    meant: str = ""
