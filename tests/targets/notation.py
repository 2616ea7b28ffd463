"""How the tables of cases write what is expected of a value.

``=100%`` a number, ``>=`` ``>`` ``<=`` ``<`` a bound, ``[6,12]宗`` a range (round brackets: end excluded),
``2025-01-01..2025-12-31`` a date range (either end may be missing); ``~`` before: approximate; ``@每月`` behind: per.
Measures are parted by blanks; ``?`` marks one that may be there or not, ``*`` the headline, ``!`` at the end that it
is ambiguous.
``↑上年`` and ``↓上年`` behind: by how much more or less than a baseline; ``∝上年``: a share of it; ``→收到申请``: after
an event. Free text is its kind in round brackets, with its detail: ``(qualitative)``, ``(rank: 前5名)``.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from budget_indicators import DateRange, FreeText, Number, Range, Target

HERE = Path(__file__).resolve().parent


_RELATIONS = {"increase": "↑", "decrease": "↓", "share": "∝", "after": "→"}


def written(measure: Number | Range | DateRange | FreeText) -> str:
    """A measure in the notation of the tables."""
    if isinstance(measure, FreeText):
        return f"({measure.kind}: {measure.detail})" if measure.detail else f"({measure.kind})"
    if isinstance(measure, DateRange):
        return f"{measure.start or ''}..{measure.end or ''}"
    relation = _RELATIONS[measure.relation] + (measure.baseline or "") if measure.relation else ""
    behind = f"{measure.unit or ''}{'@' + measure.per if measure.per else ''}{relation}"
    before = "~" if measure.approximate else ""
    if isinstance(measure, Number):
        return f"{before}={measure.value:f}{behind}"
    if measure.low is not None and measure.high is not None:
        left = "[" if measure.low_inclusive else "("
        right = "]" if measure.high_inclusive else ")"
        return f"{before}{left}{measure.low:f},{measure.high:f}{right}{behind}"
    if measure.low is not None:
        return f"{before}>{'=' if measure.low_inclusive else ''}{measure.low:f}{behind}"
    return f"{before}<{'=' if measure.high_inclusive else ''}{measure.high:f}{behind}"


def summary(target: Target) -> str:
    """A whole target in the notation of the tables."""
    if isinstance(target.value, FreeText):
        return written(target.value)
    several = len(target.measures) > 1
    words = [("*" if several and one is target.value else "") + written(one) for one in target.measures]
    return " ".join(words) + ("!" if target.ambiguous else "")


@attrs.frozen
class Case:
    """A row of a table: the value, what is expected, the indicator's name and the budget year."""

    section: str
    text: str
    expected: str
    name: str | None
    year: int | None


def cases(path: Path) -> list[Case]:
    """The rows of a table; ``# …`` opens a section, ``##`` is a remark."""
    section = path.stem
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("##") or not line.strip():
            continue
        if line.startswith("# "):
            section = line[2:]
            continue
        text, expected, *rest = line.split("\t")
        name, year = (*rest, "", "")[:2]
        rows.append(Case(section, text, expected, name or None, int(year) if year else None))
    return rows
