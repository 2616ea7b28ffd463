"""Values that cannot be right (V001 …): on by default, each an error in the data, not a matter of judgement."""

from __future__ import annotations

from ..check import Check
from .agreement import annual_stricter, units_disagree
from .amounts import range_reversed, share_at_least_all, share_over_all
from .content import placeholder, swapped_value
from .dates import date_after_end, no_such_date

CHECKS: tuple[Check, ...] = (
    range_reversed,
    share_over_all,
    share_at_least_all,
    no_such_date,
    date_after_end,
    placeholder,
    swapped_value,
    units_disagree,
    annual_stricter,
)
