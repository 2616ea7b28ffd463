"""Quality review (Q001 …): the questions of a budget reviewer. Matters of judgement, so off by default."""

from __future__ import annotations

from ..check import Check
from .direction import cost_at_least, rate_with_unit, unwanted_at_least, wanted_at_most
from .fit import empty_name, low_bar, rate_over_all, rate_without_number, unit_never_fits
from .names import input_as_indicator, name_holds_value, slogan
from .placement import (
    not_satisfaction,
    output_under_benefit,
    quality_under_benefit,
    rate_under_quantity,
    satisfaction_elsewhere,
    satisfaction_unit,
    timeliness_elsewhere,
)
from .project import (
    annual_equals_cycle,
    fewer_than_three,
    group_missing,
    mixed_frames,
    only_quantity,
    reworded,
    withheld,
)
from .values import formula, no_number, no_unit, nothing, repeats_name, several_measures, vague

CHECKS: tuple[Check, ...] = (
    vague,
    no_number,
    no_unit,
    several_measures,
    formula,
    repeats_name,
    name_holds_value,
    annual_equals_cycle,
    input_as_indicator,
    satisfaction_unit,
    satisfaction_elsewhere,
    rate_under_quantity,
    timeliness_elsewhere,
    quality_under_benefit,
    cost_at_least,
    unwanted_at_least,
    wanted_at_most,
    rate_with_unit,
    nothing,
    slogan,
    group_missing,
    fewer_than_three,
    mixed_frames,
    withheld,
    unit_never_fits,
    empty_name,
    output_under_benefit,
    low_bar,
    not_satisfaction,
    rate_without_number,
    only_quantity,
    rate_over_all,
    reworded,
)
