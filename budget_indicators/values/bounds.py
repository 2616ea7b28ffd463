"""From clauses to findings: which comparator binds which amount, and the result.

The rules, in the order of their strength:

- A comparator before binds the next amount of its clause: at once (``≥95%``), or over words (``至少到网格走访20次``).
  A positive word (超过, 高于 …) reaches over no 的, for that begins a relative clause.
- A comparator behind binds the amount before it: at once (``95%以上``), or over a noun when it ends the clause
  (``2个镇街以上``), unless that noun is a grade (``10名副高职称以上``).
- An operator sign right behind an amount, with something behind it, is read from the amount (``95%≤x``).
- Of two comparators at one amount the first says whether the number itself is included (``不少于20篇以上``).
- Two one-sided findings of one unit, one below the other, with nothing between, are one range (``大于5小于10``).
"""

from __future__ import annotations

from itertools import pairwise

from ..patterns import lazy
from .clauses import Clause
from .dated import dated
from .found import FoundMeasure, Note
from .pieces import Amount, Date, Mark, Piece
from .subjects import subject

_BEFORE = {
    "AT_LEAST": (">", True),
    "LOST_AT_LEAST": (">", True),
    "MORE_THAN": (">", False),
    "AT_MOST": ("<", True),
    "LOST_AT_MOST": ("<", True),
    "LESS_THAN": ("<", False),
}
_BEHIND = {"OR_MORE": (">", True), "OR_LESS": ("<", True), "WITHIN": ("<", True), "BEYOND": (">", False)}
_WORDS = frozenset(("WORD", "OTHER", "LATIN", "NAME", "QUOTED", "HAN"))  # most pieces: they bind nothing
_SIGNS = "≥≤<>》《"
_MEANT = {
    "少": "不少于",
    "低": "不低于",
    "底": "不低于",
    "抵": "不低于",
    "小": "不小于",
    "高": "不高于",
    "多": "不多于",
    "大": "不大于",
    "超": "不超过",
}

_REACH_BEFORE = 24
_REACH_BEHIND = 8
_GRADE = lazy(
    "(?:[级职称等次格好秀科士生业模龄岁期度厅处局]|职称|学历|规模)$|[的达为到在及其是至,;。]|完成|合格|成绩|良好|优秀"
)
_MERGE = lazy("(?P<stop>[,、;])?(?:且|并且?|但|而|和|同时|又)?")
_VARIABLE = lazy("[A-Za-z一-龥]{0,12}")


def findings(clause: Clause, text: str, year: int | None) -> tuple[list[FoundMeasure], list[Note]]:
    """The findings of one clause, in order, and notes about them."""
    pieces = clause.pieces
    found: list[FoundMeasure] = []
    notes: list[Note] = []
    pending: Mark | None = None
    rough: Mark | None = None
    per: str | None = None
    per_end = -1
    lead = pieces[0].start
    for at, piece in enumerate(pieces):
        if piece.kind in _WORDS:
            continue
        if isinstance(piece, Amount):
            finding = FoundMeasure.of(piece, per, lead)
            if pending is not None and _reaches(pending, piece, text):
                _bind_before(finding, pending, notes)
            if rough is not None:
                finding.rough = True
                finding.start = min(finding.start, rough.start)
            pending = rough = None
            found.append(finding)
            lead = piece.end
        elif isinstance(piece, Date):
            if pending is not None and pending.end == piece.start:
                pending = None  # 不晚于2025年6月30日
            day = dated(piece, at, clause, text, year, notes)
            if day is not None:
                day.lead = lead
                found.append(day)
                lead = day.end
        elif piece.kind == "PER":
            words = subject(piece, text)
            if not any(isinstance(later, Amount) for later in pieces[at + 1 : at + 8]) and _ends_at(
                found, piece.start, text
            ):
                found[-1].per = found[-1].per or words
            else:
                per = f"{per}{words}" if per is not None and piece.start == per_end else words
                per_end = piece.start + len(words)
        elif piece.kind == "ROUGHLY":
            rough = piece if at + 1 < len(pieces) and pieces[at + 1].start == piece.end else None
        elif piece.kind in _BEFORE:
            if _is_turned(found, piece, at, pieces, text):
                _turn(found[-1], piece, at + 1 == len(pieces))
            elif pending is None or pending.end != piece.start or not _contradict(pending, piece):
                pending = piece
        elif found:
            _behind(found[-1], piece, at, pieces, text)
    return found, notes


def _ends_at(found: list[FoundMeasure], at: int, text: str) -> bool:
    return bool(found) and text[found[-1].end : at] in ("", "(")


def _contradict(one: Mark, other: Mark) -> bool:
    """最多不低于: keep the first of two comparators that say the opposite side by side."""
    return _BEFORE[one.kind][0] != _BEFORE[other.kind][0]


def _reaches(comparator: Mark, amount: Amount, text: str) -> bool:
    gap = text[comparator.end : amount.start]
    if not gap:
        return True
    if len(gap) > _REACH_BEFORE:
        return False
    positive = comparator.kind in ("MORE_THAN", "LESS_THAN") and comparator.text[0] not in "<>"
    relative = "的" in (gap if positive else gap[:-1])
    return not relative


def _bind_before(finding: FoundMeasure, comparator: Mark, notes: list[Note]) -> None:
    side, inclusive = _BEFORE[comparator.kind]
    ranged = not finding.exact and finding.low is not None and finding.high is not None
    spread = finding.low is not None and finding.high is not None and finding.low == -finding.high  # ≤±5%
    if not spread or not ranged:
        if side == ">" and not ranged:
            finding.at_least(inclusive)
        elif side == ">":
            finding.bound = True  # 不低于90%-95%: the range says more
        else:
            finding.at_most(inclusive, ranged)
    finding.start = comparator.start
    if comparator.kind.startswith("LOST"):
        key = next(char for char in comparator.text if char in _MEANT)
        notes.append(Note("lost-character", comparator.start, comparator.end, _MEANT[key]))


def _behind(finding: FoundMeasure, mark: Mark, at: int, pieces: list[Piece], text: str) -> None:
    """Apply a mark after a finding to it."""
    gap = text[finding.end : mark.start]
    adjacent = gap in ("", ")") or _only_including(finding.end, at, pieces)
    if mark.kind == "MORE_OR_LESS" and adjacent:
        finding.rough = True
        finding.end = mark.end
    elif mark.kind == "INCLUDING" and not gap:
        if "不" in mark.text:
            finding.low_inclusive = finding.low_inclusive and finding.low_stated
            finding.high_inclusive = False
        elif finding.open_above:
            finding.low_inclusive = True  # 高于90%(含)
        elif finding.open_below:
            finding.high_inclusive = True
        if not finding.exact:
            finding.end = mark.end
    elif mark.kind == "BETWEEN" and not gap:
        finding.end = mark.end
    elif mark.kind in _BEHIND and finding.dimension != "DATE":
        far = mark.kind in ("OR_MORE", "OR_LESS") and _over_noun(gap, mark, at, pieces)
        if adjacent or far:
            side, inclusive = _BEHIND[mark.kind]
            if side == ">" and finding.low is not None and finding.high is not None and not finding.exact:
                finding.bound = True  # 80%-90%以上: the range says more
            elif side == ">":
                finding.at_least(inclusive)
            else:
                finding.at_most(inclusive, ranged=not finding.exact)
            finding.end = mark.end


def _only_including(end: int, at: int, pieces: list[Piece]) -> bool:
    """Whether only (含) is between ``end`` and the piece ``at``."""
    before = pieces[at - 1]
    return isinstance(before, Mark) and before.kind == "INCLUDING" and before.start == end


def _over_noun(gap: str, mark: Mark, at: int, pieces: list[Piece]) -> bool:
    """Whether a comparator may reach back over ``gap``: a short noun, not a grade, at the end of the clause."""
    if len(gap) > _REACH_BEHIND or _GRADE.search(gap) or not gap:
        return False
    return at + 1 == len(pieces) or isinstance(pieces[at + 1], Amount)


def _is_turned(found: list[FoundMeasure], sign: Mark, at: int, pieces: list[Piece], text: str) -> bool:
    """Whether an operator sign reads from the amount before it: ``95%≤x``, or ``95%≥`` at the end of the clause."""
    if not found or sign.text[0] not in _SIGNS or found[-1].end != sign.start or found[-1].bound:
        return False
    return at + 1 == len(pieces) or not isinstance(pieces[at + 1], Amount)


def _turn(finding: FoundMeasure, sign: Mark, closes: bool) -> None:
    """``95%≤x``: at least 95 %. A sign that closes the clause belongs to the amount before it: ``95%≥``."""
    side, inclusive = _BEFORE[sign.kind]
    if (side == ">") != closes:
        finding.at_most(inclusive)
    else:
        finding.at_least(inclusive)
    finding.end = sign.end
    finding.turned = not closes


def merged(found: list[FoundMeasure], text: str) -> list[FoundMeasure]:
    """One-sided findings that belong together as one range: ``大于5小于10``, ``20人以上50人以下``, ``95%≤x≤100%``."""
    kept: list[FoundMeasure] = []
    for finding in found:
        if kept and (whole := _merge(kept[-1], finding, text)) is not None:
            kept[-1] = whole
        else:
            kept.append(finding)
    return kept


_REPEATED = ("及", "或", "和", "及其", "或者")


def _merge(one: FoundMeasure, other: FoundMeasure, text: str) -> FoundMeasure | None:
    if (
        one.exact
        and not other.exact
        and one.low in (other.low, other.high)
        and None in (other.low, other.high)
        and one.unit in (None, other.unit)
        and text[one.end : other.start] in _REPEATED
    ):
        other.start, other.at = one.start, one.at  # 5次及5次以上
        return other
    if not (one.open_above and other.open_below) and not (one.open_below and other.open_above):
        return None
    gap = text[one.end : min(other.start, one.end + 16)]
    link = _MERGE.fullmatch(gap)
    if link is None and not (one.turned and _VARIABLE.fullmatch(gap)):
        return None
    if one.unit != other.unit and not (one.unit is None and not (link and link["stop"])):
        return None
    low, high = (one, other) if one.open_above else (other, one)
    assert low.low is not None
    assert high.high is not None
    if low.low > high.high or one.per != other.per:
        return None
    one.low, one.low_inclusive = low.low, low.low_inclusive
    one.high, one.high_inclusive = high.high, high.high_inclusive
    one.unit, one.dimension = other.unit or one.unit, other.dimension
    one.end, one.until = other.end, other.until
    one.rough = one.rough or other.rough
    return one


_LISTED = ("、", "和", "及", "与", ",", "、和")
_EACH = lazy("分别|依次|均|各")


def distribute(found: list[FoundMeasure], text: str) -> None:
    """``分别不低于90%、95%``, ``分别达到90%、95%以上``: a comparator before or behind a list holds for all of it."""
    each = -1  # position where a comparator announced the list
    for one, other in pairwise(found):
        announced = one.bound and (one.start < one.at or one.at == each)
        if announced and _are_listed(one, other, text, each=one.at == each):
            _share(one, other)
            each = other.at
    for other, one in pairwise(reversed(found)):
        if _are_listed(one, other, text) and other.bound and other.start == other.at:
            _share(other, one)


def _are_listed(one: FoundMeasure, other: FoundMeasure, text: str, *, each: bool = False) -> bool:
    """Whether both belong to one list; ``each``: 分别 before the first amount announced a list."""
    return (
        one.unit == other.unit
        and one.exact != other.exact
        and "DATE" not in (one.dimension, other.dimension)
        and text[one.end : other.start] in _LISTED
        and (each or _EACH.search(text, max(0, one.at - _REACH_BEFORE), one.at) is not None)
    )


def _share(bound: FoundMeasure, other: FoundMeasure) -> None:
    """Bind ``other`` like ``bound``."""
    if bound.open_above:
        other.at_least(bound.low_inclusive)
    elif bound.open_below:
        other.at_most(bound.high_inclusive)
