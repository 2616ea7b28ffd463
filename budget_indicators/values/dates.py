"""Calendar targets: from the words of a date to its first and last day.

前, 底前 and 止 set the end and include their day, month or year; 后 and 起 set the start; 底 and 末 are an end without
a start. A date without a year takes the budget year.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from ..patterns import lazy
from .numerals import read_han

_YEAR = r"(?P<year>(?:19|20)\d\d|二[〇零○0][〇零○一二三四五六七八九]{2}|\d\d(?=年))"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])"
_BEFORE = lazy(r"(?:\((?:含|含当[日天]|包含|(?:星期|周)[一二三四五六日天])\))?(?:(?:以|之)?前|止|为止)$")
_AFTER = lazy(r"(?:(?:以|之)?后|起)$")
_UNTIL = lazy(r"^(?:截至到?|截止至?到?)")
_FROM = lazy(r"^[自从]")
# The time belongs to the day: any hour, 24时 included, means that day.
_CLOCK = lazy(
    r"[ T]?(?:上午|下午|中午|晚上?|凌晨|早上?|傍晚|夜间)?"
    r"(?:\d{1,2}(?:[时点][\d分秒半整钟]*|(?::\d\d){1,2}(?:\.\d+)?)"
    r"|[零一二两三四五六七八九十]{1,3}[时点][一二三四五六七八九十分半整钟]*)(?:Z|[+\-]\d\d:?\d\d)?$"
)

_COMPACT = lazy(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)?(?P<end>[底末])?")
_DOTTED = lazy(r"(?P<year>\d{4})[.\-/](?P<month>\d{1,2})(?:[.\-/](?P<day>\d{1,2})[日号]?)?(?P<end>[底末])?")
_SLASHED = lazy(r"(?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})[日号]?")
_LETTERED = lazy(r"(?:(?P<year>\d{4})年?度?-?)?(?P<part>[QqHh])(?P<number>[1-4])")
_YEARS = lazy(rf"{_YEAR}年?[-~至到](?P<last_year>\d{{4}}|二[〇零○0]..)(?:年度?|学年)?")
_WRITTEN = lazy(
    rf"(?:(?:{_YEAR}年?度?|(?P<this>[本当]年度?|年(?=度?[底末终内])))(?:全年)?的?)?"
    rf"(?:第?(?P<quarter>[一二三四1-4])(?:[-~至到、]第?(?P<last_quarter>[二三四2-4]))?季度(?P<quarter_end>末)?"
    rf"|前(?P<quarters>[二三两23])个?季度末?|(?P<half>[上下])半年"
    rf"|-?(?P<letter>[QqHh])(?P<number>[1-4])"
    rf"|(?P<month>{_MONTH})月?份?[-~至到](?P<last_month>{_MONTH})月份?"
    rf"|(?P<single>{_MONTH})月(?:份?(?P<part>[底末初]|[上中下]旬)|份"
    rf"|(?P<day>{_DAY})(?:[日号]?[-~至到](?P<last_day>\d{{1,2}}))?[日号])?"
    rf"|年?度?(?P<edge>[底末初终])|内)?"
)


class Day(NamedTuple):
    """A date as written: its first and last day, and the meaning of its words.

    ``deadline``: it ends something (前, 底, 末); ``onset``: it begins something (起, 后). ``year`` is ``None`` if
    neither the text nor the caller gives one. ``broad``: only a year, a half or a quarter, or a month without its year,
    which is a date if it is alone, and otherwise only the time of the sentence.
    """

    start: datetime.date
    end: datetime.date
    deadline: bool
    onset: bool
    broad: bool


class NoDay(NamedTuple):
    """Words of a date without a day: ``year_missing``, or a day that does not exist (``impossible``)."""

    year_missing: bool = False


def read_date(text: str, year: int | None) -> Day | NoDay:
    """The date of a DATE token; ``year`` is the budget year."""
    deadline = bool(_BEFORE.search(text)) or bool(_UNTIL.match(text))
    onset = bool(_AFTER.search(text))
    body = _CLOCK.sub("", _AFTER.sub("", _BEFORE.sub("", _FROM.sub("", _UNTIL.sub("", text)))))
    if dotted := _COMPACT.fullmatch(body) or _DOTTED.fullmatch(body):
        deadline = deadline or dotted["end"] is not None
        return _days(int(dotted["year"]), int(dotted["month"]), dotted["day"], deadline, onset, False)
    if slashed := _SLASHED.fullmatch(body):
        if year is None:
            return NoDay(year_missing=True)
        return _days(year, int(slashed["month"]), slashed["day"], deadline, onset, False)
    if lettered := _LETTERED.fullmatch(body):
        year = int(lettered["year"]) if lettered["year"] else year
        return _lettered(lettered["part"], int(lettered["number"]), year, deadline, onset)
    if years := _YEARS.fullmatch(body):
        first, last = _year(years["year"]), _year(years["last_year"])
        return _between(datetime.date(first, 1, 1), datetime.date(last, 12, 31), deadline, onset, True)
    words = _WRITTEN.fullmatch(body)
    if words is None:
        return NoDay()
    return _written(words, year, deadline, onset)


def _written(words: re.Match[str], year: int | None, deadline: bool, onset: bool) -> Day | NoDay:
    explicit = words["year"] is not None
    if explicit:
        year = _year(words["year"])
    if year is None:
        return NoDay(year_missing=True)
    if words["quarter"]:
        quarter = _small(words["quarter"])
        last = _small(words["last_quarter"] or words["quarter"])
        deadline = deadline or words["quarter_end"] is not None
        return _months(year, quarter * 3 - 2, last * 3, deadline, onset, broad=not deadline)
    if words["quarters"]:
        return _months(year, 1, _small(words["quarters"]) * 3, deadline, onset, broad=not deadline)
    if words["half"]:
        first = 1 if words["half"] == "上" else 7
        return _months(year, first, first + 5, deadline, onset, broad=not deadline)
    if words["letter"]:
        return _lettered(words["letter"], int(words["number"]), year, deadline, onset)
    if words["last_month"]:
        return _months(year, _small(words["month"]), _small(words["last_month"]), deadline, onset, broad=False)
    if words["single"]:
        month = _small(words["single"])
        if words["day"]:
            day = _days(year, month, str(_small(words["day"])), deadline, onset, False)
            if words["last_day"] is None or isinstance(day, NoDay):
                return day
            until = _days(year, month, words["last_day"], deadline, onset, False)
            return day._replace(end=until.end) if isinstance(until, Day) else until
        return _part_of_month(year, month, words["part"], deadline, onset, broad=not explicit)
    if words["edge"] == "初":
        return _months(year, 1, 1, deadline, onset, broad=False)
    deadline = deadline or words["edge"] is not None or (not onset and words[0].endswith("内"))
    return _months(year, 1, 12, deadline, onset, broad=not deadline)


def _lettered(part: str, number: int, year: int | None, deadline: bool, onset: bool) -> Day | NoDay:
    """``2025Q4``, ``2025H1``."""
    if year is None:
        return NoDay(year_missing=True)
    length = 3 if part in "Qq" else 6
    last = number * length
    return _months(year, last - length + 1, last, deadline, onset, broad=not deadline)


def _part_of_month(year: int, month: int, part: str | None, deadline: bool, onset: bool, broad: bool) -> Day | NoDay:
    whole = _months(
        year, month, month, deadline or part in ("底", "末"), onset, broad and not deadline and part is None
    )
    if not isinstance(whole, Day):
        return whole
    match part:
        case "初" | "上旬":
            return whole._replace(end=whole.end.replace(day=10))
        case "中旬":
            return whole._replace(start=whole.start.replace(day=11), end=whole.end.replace(day=20))
        case "下旬":
            return whole._replace(start=whole.start.replace(day=21))
    return whole


def _months(year: int, first: int, last: int, deadline: bool, onset: bool, broad: bool) -> Day | NoDay:
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return NoDay()
    # 11月-2月 continues into the next year.
    last_year = year + (last < first)
    end = datetime.date(last_year, last, _days_of(last_year, last))
    return _between(datetime.date(year, first, 1), end, deadline, onset, broad)


def _days(year: int, month: int, day: str | None, deadline: bool, onset: bool, broad: bool) -> Day | NoDay:
    if day is None:
        return _months(year, month, month, deadline, onset, broad)
    try:
        date = datetime.date(year, month, int(day))
    except ValueError:
        return NoDay()
    return _between(date, date, deadline, onset, broad)


def _between(start: datetime.date, end: datetime.date, deadline: bool, onset: bool, broad: bool) -> Day | NoDay:
    return Day(start, end, deadline, onset, broad and not onset)


def _year(text: str) -> int:
    if text.isdigit():
        return int(text) if len(text) == 4 else 2000 + int(text)
    return int(
        "".join(
            [
                "0" if char in "〇零○0" else str("一二三四五六七八九".find(char) + 1) if char != "二" else "2"
                for char in text
            ]
        )
    )


def _small(text: str) -> int:
    if text.isdigit():
        return int(text)
    numeral = read_han(text)
    return int(numeral.value) if numeral is not None else 0


def _days_of(year: int, month: int) -> int:
    """The number of days of a month."""
    following = datetime.date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return 31 if following is None else (following - datetime.timedelta(days=1)).day
