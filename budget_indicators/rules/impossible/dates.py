"""Dates that do not exist, or that are after their period."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ...catalogue.impossible import DATE_AFTER_END, NO_SUCH_DATE
from ...model.nodes import DateRange, Diagnostic
from ...patterns import lazy
from ..check import Subject, check
from ..where import word_span
from ..wording import short

_DATES = lazy(
    r"(?<!\d)(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]"
    r"|(?<!\d)(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?![龄大])"
    r"|(?<![\w./-])(?<![A-Za-z] )(?P<y3>(?:19"
    r"|20)\d{2})(?P<dot>[-./])(?P<m3>\d{1,2})(?P=dot)(?P<d3>\d{1,2})(?![\w/.-]*\d)"
)
_DATE_SIGN = lazy(r"\d[月./-]")
_LEAP_YEAR = 2000
_SETTLING = 1
"""Accounts, audits and reports of a budget year are due in the next one."""


@check(NO_SUCH_DATE)
def no_such_date(subject: Subject) -> Iterator[Diagnostic]:
    """Dates in targets that do not exist; 2月29日 without a year is accepted."""
    for _, target in subject.targets() if _DATE_SIGN.search(subject.said) is not None else ():
        if _DATE_SIGN.search(target.text) is None:
            continue
        for match in _DATES.finditer(target.text):
            year = match["y1"] or match["y2"] or match["y3"] or subject.year or _LEAP_YEAR
            month = match["m1"] or match["m2"] or match["m3"]
            if not _exists(int(year), int(month), int(match["d1"] or match["d3"] or 1)):
                yield NO_SUCH_DATE.at(word_span(subject.tree, target, match[0]), date=match[0])


@check(DATE_AFTER_END)
def date_after_end(subject: Subject) -> Iterator[Diagnostic]:
    """Annual dates after the cycle's date, or after the budget year if it is known."""
    for one in subject.indicators:
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


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
