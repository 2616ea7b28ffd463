"""Dates that lost their format: spreadsheets count days, and a sheet or an export then shows that number."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

import attrs

from ...patterns import lazy

_EPOCH = datetime.date(1899, 12, 30)
_SERIAL = lazy(r"(\d{5})(?:\.\d+)?")
_SERIALS = range(36_526, 54_789)  # 2000-01-01 to 2049-12-31
_DATE_WORDS = lazy(r"时间|日期|时限|期限|截止|年月|时效|节点|时点|开工|完工|竣工|启动")
_LONGEST_HEADER = 12


def date_serial(text: str) -> int | None:
    """The serial day of a bare number that would be a date between 2000 and 2049; the time of day is ignored.

    >>> date_serial("45992"), date_serial("45,992"), date_serial("120")
    (45992, None, None)
    """
    found = _SERIAL.fullmatch(text.strip())
    return int(found[1]) if found is not None and int(found[1]) in _SERIALS else None


@attrs.define
class DateColumns:
    """Follows the rows of a table and knows which columns hold dates, by the words above and beside the cells."""

    _dated: set[int] = attrs.field(factory=set)

    def lost(self, texts: Sequence[str], serials: Mapping[int, int]) -> Iterator[tuple[int, datetime.date]]:
        """The columns (from 0) of a row whose number (``serials``, by column) looks like a date, and that date."""
        names_a_date = [_DATE_WORDS.search(text) is not None for text in texts]
        for at, serial in serials.items():
            nearest = next((each for each in range(at - 1, -1, -1) if texts[each].strip()), None)
            timely = any("时效" in text for text in texts[:at])
            if at in self._dated or timely or (nearest is not None and names_a_date[nearest]):
                yield at, _EPOCH + datetime.timedelta(days=serial)
        self._dated |= {at for at, found in enumerate(names_a_date) if found and len(texts[at]) <= _LONGEST_HEADER}
