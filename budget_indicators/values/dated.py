"""Dates among the pieces: calendar targets, and dates that only set the time of the sentence."""

from __future__ import annotations

import datetime

from ..patterns import lazy
from .clauses import Clause
from .dates import Day, NoDay, read_date
from .found import FoundMeasure, Note
from .pieces import Amount, Date, Mark

_EXISTS_NOT = lazy(r"\d[日号]|月(?:3[01]|29)|-\d\d?-|[./]\d+[./]|\d{8}")
_RECURRING = lazy(r"每个?(?:[年季月]度?|学年|学期)(?:的)?[\d一二三四五六七八九十月日号底末前、,和及至~-]*$")
# Text that may stand beside a bare year, quarter or half if it is the target: 2025年全面完成, 第四季度前投入使用.
_ALONE = lazy(
    "(?:[的在于内中前底按将应须已拟由从至到起止之以整日终:=<>≤≥()]|及时|全部|全面|预计|力争|争取|确保|能够|完成|到位|实施|执行|使用|支出|投入|竣工|完工"
    "|开工|启动|建成|结束|交付|验收|上线|达成|实现|落实|拨付|发放|支付|兑现|年度|任务|工作|建设|项目|时间|截止|工程|通过|资金|工期|期间|交工|投用"
    "|运行|运营|供货|采购|招标|结算|决算|付款|缴纳|提交|报送|印发|出台|发布|办结|完毕)*"
)

# 12月31日下班前, 9月1日开学前
_BEFORE_WORD = lazy(
    "(?!完成|[前起止])[一-龥]{2,4}?(?:之|以)?前(?=$|[,;。、)]|完成|全部|办|报|提交|到位|支付|发放|交付|建成|投入|竣工)"
)
_LONGEST_ALONE = 40  # pieces; a longer clause is more than a date


def dated(piece: Date, at: int, clause: Clause, text: str, year: int | None, notes: list[Note]) -> FoundMeasure | None:
    """The measure of a date; ``None`` if it is no target. A range of two dates is one measure, at the first."""
    pieces = clause.pieces
    if _RECURRING.search(text, max(0, piece.start - 14), piece.start):
        return None  # 每年12月底前, 每年3月、9月: every year again
    if at > 1 and isinstance(earlier := pieces[at - 2], Date) and _joins(pieces[at - 1], earlier):
        return None  # the second date of a range, read with the first
    last = piece
    if at + 2 < len(pieces) and _joins(pieces[at + 1], piece) and isinstance(later := pieces[at + 2], Date):
        last = later
    day = read_date(piece.text, year)
    # 2021年1月-12月: the second date has the year of the first.
    until = read_date(last.text, day.start.year if isinstance(day, Day) else year) if last is not piece else day
    for one in (day, until):
        if isinstance(one, NoDay):
            words = text[piece.start : last.end]
            if one.year_missing:
                notes.append(Note("date-without-year", piece.start, last.end, words))
            elif _EXISTS_NOT.search(words):
                notes.append(Note("impossible-date", piece.start, last.end))
            return None
    assert isinstance(day, Day)
    assert isinstance(until, Day)
    finding = FoundMeasure(piece.start, last.end)
    finding.dimension = "DATE"
    if not until.deadline and (before := _BEFORE_WORD.match(text, last.end)) is not None:
        finding.end = before.end()
        until = until._replace(deadline=True)
        day = until if last is piece else day
    if last is not piece:
        finding.first, finding.last = day.start, until.end
        return finding
    if at and isinstance(mark := pieces[at - 1], Mark) and mark.end == piece.start and mark.kind in COMPARATORS:
        return _compared(finding, mark, day)
    if day.broad and not _stands_alone(piece, clause, text):
        return None
    until_it = at > 0 and _is(pieces[at - 1], "DASH") and pieces[at - 1].end == piece.start  # 至2025年12月
    finding.first = None if day.deadline or until_it else day.start
    finding.last = None if day.onset else day.end
    return finding


COMPARATORS = ("AT_MOST", "LESS_THAN", "AT_LEAST", "MORE_THAN")


def _compared(finding: FoundMeasure, mark: Mark, day: Day) -> FoundMeasure:
    """``不晚于2025年6月30日``, ``≤2025年12月``, ``早于2025年6月1日``."""
    finding.start = mark.start
    match mark.kind:
        case "AT_MOST":
            finding.last = day.end
        case "LESS_THAN":
            finding.last = day.start - datetime.timedelta(days=1)
        case "AT_LEAST":
            finding.first = day.start
        case _:
            finding.first = day.end + datetime.timedelta(days=1)
    return finding


def _stands_alone(piece: Date, clause: Clause, text: str) -> bool:
    pieces = clause.pieces
    if len(pieces) > _LONGEST_ALONE or any(isinstance(other, Amount) for other in pieces):
        return False
    rest = text[pieces[0].start : piece.start] + text[piece.end : pieces[-1].end]
    return bool(_ALONE.fullmatch(rest))


def _joins(mark: object, first: Date) -> bool:
    """Whether a mark makes a range of the dates around it: a dash, or the slash of ISO 8601."""
    return _is(mark, "DASH") or (_is(mark, "SLASH") and _ISO.match(first.text) is not None)


_ISO = lazy(r"\d{4}-\d\d-\d\d")


def _is(piece: object, kind: str) -> bool:
    return isinstance(piece, Mark) and piece.kind == kind
