"""Dates that do not exist, or that are after their period."""

from __future__ import annotations

from collections.abc import Iterator

from ...catalogue.impossible import DATE_AFTER_END, NO_SUCH_DATE
from ...model.nodes import DateRange, Diagnostic
from ..check import Subject, check
from ..facts import dates_in
from ..positions import word_span
from ..wording import short

_SETTLING = 1
"""Accounts, audits and reports of a budget year are due in the next one."""


@check(NO_SUCH_DATE, of_questions=True)
def no_such_date(subject: Subject) -> Iterator[Diagnostic]:
    """Dates in targets that do not exist; 2月29日 without a year is accepted."""
    for _, target in subject.in_question.targets:
        for date, exists in dates_in(target.text, subject.year):
            if not exists:
                yield NO_SUCH_DATE.at(word_span(subject.tree, target, date), date=date)


@check(DATE_AFTER_END, of_questions=True)
def date_after_end(subject: Subject) -> Iterator[Diagnostic]:
    """Annual dates after the cycle's date, or after the budget year if it is known."""
    for one in subject.in_question.indicators:
        if one.annual is None or not isinstance(one.annual.value, DateRange) or one.annual.value.end is None:
            continue
        end = one.annual.value.end
        cycle = one.cycle.value if one.cycle is not None else None
        if isinstance(cycle, DateRange) and cycle.end is not None and end > cycle.end:
            limit = (f"the whole period does ({cycle.end})", f"整个实施周期的日期（{cycle.end}）")
        elif subject.year is not None and end.year > subject.year + _SETTLING:
            limit = (f"the budget year {subject.year}", f"预算年度（{subject.year}年）")
        else:
            continue
        span = word_span(subject.tree, one.annual, one.annual.value.text)
        yield DATE_AFTER_END.at(span, date=short(str(end)), limit_en=limit[0], limit_zh=limit[1])
