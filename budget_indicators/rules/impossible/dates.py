"""Dates that are not in the calendar, or lie after the time they belong to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ...model.nodes import DateRange, Diagnostic
from ...model.rule import Both, Rule
from ..check import Subject, check
from ..where import word_span
from ..wording import SOFTWARE, short

NO_SUCH_DATE = Rule(
    code="V004",
    name="no-such-date",
    group="impossible",
    severity="error",
    summary=Both("A date that is not in the calendar.", "日期不存在。"),
    message=Both("there is no such date: {date}", "没有“{date}”这一天"),
    why=Both(
        "A month beyond 12 or a day the month does not have cannot be met, and no program can sort or compare it.",
        "月份超过12，或该月没有这一天，这样的期限无法考核，程序也无法比较。",
    ),
    bad="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年6月31日前；年度指标值:2025年6月31日前。",
    good="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年6月30日前；年度指标值:2025年6月30日前。",
    source=SOFTWARE,
)

DATE_AFTER_END = Rule(
    code="V005",
    name="date-after-end",
    group="impossible",
    severity="error",
    summary=Both(
        "A yearly date after the end of the project or of the budget year.", "年度日期晚于项目周期或预算年度。"
    ),
    message=Both(
        "the annual target ends {date}, after {limit_en}",
        "年度指标的日期（{date}）晚于{limit_zh}",
    ),
    why=Both(
        "The annual target says what the budget year brings. It cannot end after the whole implementation period does, "
        "nor years after the budget's; what is due in the next year, such as accounts, is not reported.",
        "年度指标反映预算年度内要达到的结果，不可能晚于整个实施周期的截止日期，也不应晚于预算年度的次年（决算、报告等在次年完成的不报）。",
    ),
    bad="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年6月底前；年度指标值:2025年12月底前。",
    good="1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年12月底前；年度指标值:2025年6月底前。",
    source=SOFTWARE,
)

_DATES = re.compile(
    r"(?<!\d)(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]"
    r"|(?<!\d)(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?![龄大])"
    r"|(?<![\w./-])(?<![A-Za-z] )(?P<y3>(?:19"
    r"|20)\d{2})(?P<dot>[-./])(?P<m3>\d{1,2})(?P=dot)(?P<d3>\d{1,2})(?![\w/.-]*\d)"
)
_LEAP_YEAR = 2000
_SETTLING = 1
"""Accounts, audits and reports of a budget year are due in the next one."""


@check(NO_SUCH_DATE)
def no_such_date(subject: Subject) -> Iterator[Diagnostic]:
    """Dates in targets that the calendar does not have; 2月29日 without a year is believed."""
    for _, target in subject.targets():
        for match in _DATES.finditer(target.text):
            year = match["y1"] or match["y2"] or match["y3"] or subject.year or _LEAP_YEAR
            month = match["m1"] or match["m2"] or match["m3"]
            if not _exists(int(year), int(month), int(match["d1"] or match["d3"] or 1)):
                yield NO_SUCH_DATE.at(word_span(subject.tree, target, match[0]), date=match[0])


@check(DATE_AFTER_END)
def date_after_end(subject: Subject) -> Iterator[Diagnostic]:
    """Annual dates that lie after the cycle's date, or after the budget year where it is known."""
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
