"""Find the budget year of a document in its title, header, form or name."""

from __future__ import annotations

from ..patterns import lazy
from ..text.cleaning import clean

_YEAR = lazy(r"(?<![\d.〔［\[-])((?:19|20)\d\d)\s*(?:财政)?年(?!\s*\d{1,2}\s*月)")
_RANGE = lazy(r"(?:19|20)\d\d\s*年?\s*[-—－–~～至到]{1,2}\s*(?:19|20)\d\d")
_ALONE = lazy(
    r"[（(]?\s{0,9}(?:预算|申报|所属|财政|评价|绩效|填报|项目)?(?:年度|年份)?\s{0,9}[：:]?\s{0,9}((?:19|20)\d\d)\s{0,9}(?:预算|财政)?年?度?\s{0,9}[）)]?"
)
_ANNOUNCES = lazy(r"绩效|预算|项目支出|部门整体|转移支付|自评")
_HAN = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_YEAR = lazy(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_IN_NAME = lazy(r"(?<!\d)((?:19|20)\d\d)(?:年|(?!\d))")
_MAX_LINE = 80


def year_in_line(text: str) -> int | None:
    """The budget year in a title, or in a line with only a year; ``None`` for any other line.

    >>> year_in_line("2024年度项目支出绩效目标表"), year_in_line("（2023年度）"), year_in_line("2024年3月5日")
    (2024, 2023, None)
    """
    line = _HAN_YEAR.sub(lambda found: found[0].replace("二", "2", 1).translate(_HAN), clean(text).text.strip())
    if not line or len(line) > _MAX_LINE:
        return None
    alone = _ALONE.fullmatch(line)
    if alone is not None and ("年" in line):
        return int(alone[1])
    if not _ANNOUNCES.search(line) or _RANGE.search(line):
        return None
    years = {int(found) for found in _YEAR.findall(line)}
    return years.pop() if len(years) == 1 else None


def year_in_name(source: str) -> int | None:
    """The year in a file's name, if there is exactly one.

    >>> year_in_name("budgets/某局2025年绩效目标.pdf"), year_in_name("20250301.pdf"), year_in_name("2024-2026.xlsx")
    (2025, None, None)
    """
    if not source:
        return None
    from pathlib import PurePath

    years = {int(found) for found in _IN_NAME.findall(PurePath(source.replace("\\", "/")).stem)}
    return years.pop() if len(years) == 1 else None
