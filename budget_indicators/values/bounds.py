"""From clauses to found measures: which comparator binds which amount, and the result.

The rules, the strongest first:

- A comparator before binds the next amount of its clause: at once (``≥95%``), or over words (``至少到网格走访20次``).
  A positive word (超过, 高于 …) reaches over no 的, for that begins a relative clause.
- A comparator behind binds the amount before it: at once (``95%以上``), or over a noun when it ends the clause
  (``2个镇街以上``), unless that noun is a grade (``10名副高职称以上``).
- An operator sign directly behind an amount, followed by other text, is read from the amount (``95%≤x``).
- Of two comparators at one amount the first decides whether the number itself is included (``不少于20篇以上``).
- Two adjacent one-sided measures of one unit, a lower and an upper bound, are one range (``大于5小于10``).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from ..patterns import lazy
from .clauses import Clause
from .dated import dated
from .found import FoundMeasure, Note
from .lexing import is_unit, tokens
from .pieces import Amount, Date, Mark, Piece
from .subjects import is_period, subject

_BEFORE = {
    "AT_LEAST": (">", True),
    "LOST_AT_LEAST": (">", True),
    "MORE_THAN": (">", False),
    "AT_MOST": ("<", True),
    "LOST_AT_MOST": ("<", True),
    "LESS_THAN": ("<", False),
    "LOST_MORE_THAN": (">", False),
    "LOST_LESS_THAN": ("<", False),
}
_BEHIND = {
    "OR_MORE": (">", True),
    "OR_LESS": ("<", True),
    "WITHIN": ("<", True),
    "BEYOND": (">", False),
    "LOST_OR_MORE": (">", True),
    "LOST_OR_LESS": ("<", True),
}
_MEANT_BEHIND = {"LOST_OR_MORE": "以上", "LOST_OR_LESS": "以内"}
_WORDS = frozenset(("WORD", "OTHER", "LATIN", "NAME", "QUOTED", "HAN"))  # most pieces: they bind nothing
_SIGNS = "≥≤<>》《"
_MEANT = {
    "少": "少于",
    "低": "低于",
    "底": "低于",
    "抵": "低于",
    "邸": "低于",
    "小": "小于",
    "高": "高于",
    "多": "多于",
    "大": "大于",
    "超": "超过",
    "朝": "超过",
    "抄": "超过",
}
_NEGATED = ("LOST_AT_LEAST", "LOST_AT_MOST")

_REACH_BEFORE = 24
_ADVERBS = ("至少", "最少", "起码", "至多", "最多")  # they begin no relative clause
_REACH_BEHIND = 8
# A step of a scale may be bounded instead of the count. Any other noun is counted (3家企业以上).
_GRADE = lazy(
    "(?:(?<![年班])级|[职龄岁]|[职名]称|学历|学位|规模|[一二三四五六七八九甲乙丙丁上中下高初优]等|等[级次奖]|[金银铜]奖|档次"
    "|[合资及]格|[良较]好|优[秀良]?|[毕结]业|[本专]科|[轻中重]度|核心|硕士|研究生|(?:主[任管]|副主任)[一-龥]{0,2}[师员]|副教授|[正副][厅处局科]|中层)$"
)
_SCHOOLING = lazy("(?:[高初]中|小学|中专|大专)$")
_OFFICE = lazy("[国省市县厅部州]")  # 3篇省以上媒体报道; 3个市以上 counts them
_PEOPLE = ("名", "人", "位")
_NO_NOUN = lazy(
    "[的达为到在其是至,;。]|完成|合格|成绩|良好|优秀|(?:[期度次等奖]|[医技药护讲程济计]师|博士|院士|教授|研究员)$"
)
_TAKES_PART = lazy("参加|参与|参训|参保|参展|参赛|到场|出席|入驻|落户|完成|达到|通过|获得|受益|覆盖|签约|开展|达标")
_A_TIME = lazy("的?(?:时间|时限|期限|期|范围|区间)(?:之|以)?")
_AND = ("", ",", "、", "和", "及", "与", "/")
_NOUN_AND_NUMBER = lazy(r"、[一-龥]{1,8}?[≥≤]?\d")
_MERGE = lazy("(?P<stop>[,、;])?(?:且|并且?|但|而|和|同时|又)?")
_VARIABLE = lazy("[A-Za-z一-龥]{0,12}")


def findings(clause: Clause, text: str, year: int | None) -> tuple[list[FoundMeasure], list[Note]]:
    """The measures of one clause, in order, and notes about them."""
    pieces = clause.pieces
    found: list[FoundMeasure] = []
    notes: list[Note] = []
    pending: Mark | None = None
    rough: Mark | None = None
    per: str | None = None
    per_end = -1
    last_is_period = False
    lead = pieces[0].start
    for at, piece in enumerate(pieces):
        if piece.kind in _WORDS:
            continue
        if isinstance(piece, Amount):
            finding = FoundMeasure.of(piece, per, lead)
            outer = pending if pending is not None and _is_inner(pending, at, pieces) else None
            if pending is not None and outer is None:
                if _reaches(pending, piece, text):
                    _bind_before(finding, pending, notes)
                elif not _is_relative(pending, piece, text):
                    notes.append(Note("unread", pending.start, pending.end))
            if rough is not None:
                finding.rough = True
                finding.start = min(finding.start, rough.start)
            pending, rough = outer, None
            found.append(finding)
            lead = piece.end
        elif isinstance(piece, Date):
            if pending is not None and _is_baseline(pending, piece, pieces[at + 1 : at + 2], text):
                continue
            if pending is not None and pending.end == piece.start:
                pending = None  # 不晚于2025年6月30日
            day = dated(piece, at, clause, text, year, notes)
            if day is not None:
                day.lead = lead
                found.append(day)
                lead = day.end
        elif piece.kind == "PER":
            words = subject(piece, text)
            if not any(isinstance(later, Amount) for later in pieces[at + 1 : at + 8]) and (
                _ends_at(found, piece.start, text) or (at + 1 == len(pieces) and _ends_near(found, piece.start, text))
            ):
                _add_per(found[-1], piece, words, notes)
            else:
                if per is None or text[per_end : piece.start] not in _AND:
                    per = words
                elif piece.start == per_end or last_is_period != is_period(words):
                    per += words
                else:
                    per += f"、{words}"
                last_is_period = is_period(words)
                per_end = piece.start + len(words)
        elif piece.kind == "ROUGHLY":
            rough = piece if at + 1 < len(pieces) and pieces[at + 1].start == piece.end else None
        elif piece.kind in _BEFORE:
            if _is_turned(found, piece, at, pieces, text):
                _turn(found[-1], piece, at + 1 == len(pieces))
            elif pending is None or pending.end != piece.start or not _contradict(pending, piece):
                if (
                    pending is not None
                    and pending.end < piece.start
                    and pending.text[0] not in _SIGNS
                    and _contradict(pending, piece)
                ):
                    notes.append(Note("unread", pending.start, pending.end))  # 至少且不多于5次
                pending = piece
        elif found:
            _behind(found[-1], piece, at, pieces, text, notes)
    if pending is not None and pending.kind.startswith("LOST"):
        notes.append(Note("lost-character", pending.start, pending.end, _meant(pending)))
    if not found and per is not None and _NOUN_AND_NUMBER.match(text, per_end):
        notes.append(Note("unread", per_end - len(per), per_end))  # 每个村、社区5次
    return found, notes


def _add_per(finding: FoundMeasure, piece: Mark, words: str, notes: list[Note]) -> None:
    """What an amount is counted in, behind it. A word that is not read before a number joins the unit: 25元/桶."""
    if _is_read_before(words):
        finding.per = finding.per or words
    elif finding.unit is not None and is_unit(unit := finding.unit + words.replace("每", "/")):
        finding.unit = unit
    else:
        notes.append(Note("unread", piece.start, piece.end))
    if finding.end == piece.start:
        finding.end += len(words)


@lru_cache(maxsize=1024)
def _is_read_before(words: str) -> bool:
    return tokens(f"{words}1")[0] == ("PER", 0, len(words))


def _ends_at(found: list[FoundMeasure], at: int, text: str) -> bool:
    return bool(found) and text[found[-1].end : at] in ("", "(")


def _ends_near(found: list[FoundMeasure], at: int, text: str) -> bool:
    """3次培训每年: the noun between is what is counted."""
    return bool(found) and _COUNTED_NOUN.fullmatch(text, found[-1].end, at) is not None


_COUNTED_NOUN = lazy("[一-龥]{1,6}")


def _contradict(one: Mark, other: Mark) -> bool:
    """最多不低于: keep the first of two adjacent comparators that contradict each other."""
    return _BEFORE[one.kind][0] != _BEFORE[other.kind][0]


def _reaches(comparator: Mark, amount: Amount, text: str) -> bool:
    gap = text[comparator.end : amount.start]
    if not gap or comparator.text in _ADVERBS:
        return True
    positive = _is_positive(comparator)
    if positive and len(gap) > _REACH_BEFORE:
        return False
    share = amount.dimension == "PERCENT"  # 超过全年计划的50%
    return "的" not in (gap if positive and not share else gap[:-1])


_YEAR = lazy("(?:19|20)\\d\\d年度?(?:同期)?")
_LEVEL_WORD = lazy("[低高少多优大小]于")


def _is_baseline(comparator: Mark, date: Date, after: list[Piece], text: str) -> bool:
    """Whether a year is a baseline and not a time: 不低于2024年, 超过2024年5%."""
    if comparator.end != date.start or _YEAR.fullmatch(date.text) is None:
        return False
    amount = bool(after) and isinstance(after[0], Amount) and after[0].start == date.end
    return (
        amount or _LEVEL_WORD.search(comparator.text) is not None or text.startswith(("的", "同期", "水平"), date.end)
    )


def _is_inner(comparator: Mark, at: int, pieces: list[Piece]) -> bool:
    """Whether the amount ``at`` has its own bound and describes what a later one counts: 至少举办50人以上会议3次."""
    return (
        comparator.text in _ADVERBS
        and comparator.end < pieces[at].start
        and at + 2 < len(pieces)
        and pieces[at + 1].kind in _BEHIND
        and any(isinstance(later, Amount) for later in pieces[at + 2 : at + 12])
    )


def _is_positive(comparator: Mark) -> bool:
    return comparator.kind in ("MORE_THAN", "LESS_THAN") and comparator.text[0] not in "<>"


def _is_relative(comparator: Mark, amount: Amount, text: str) -> bool:
    """Whether a comparator that reaches no amount surely belongs to a relative clause: 超过的人员20人."""
    return _is_positive(comparator) and "的" in text[comparator.end : min(amount.start, comparator.end + _REACH_BEFORE)]


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
    if comparator.start >= finding.lead:
        finding.start = comparator.start
    if comparator.kind.startswith("LOST"):
        notes.append(Note("lost-character", comparator.start, comparator.end, _meant(comparator)))


def _meant(lost: Mark) -> str:
    """The whole comparator for one with a lost or wrong character."""
    if "等" in lost.text:
        return f"{_MEANT[lost.text[0]]}等于"
    if lost.text[0] in "至致只":
        return "至少"
    if lost.text[0] == "最":
        return "最低"
    word = _MEANT[next(char for char in lost.text if char in _MEANT)]
    return f"不{word}" if lost.kind in _NEGATED else word


def _behind(finding: FoundMeasure, mark: Mark, at: int, pieces: list[Piece], text: str, notes: list[Note]) -> None:
    """Apply a mark after a measure to it."""
    gap = text[finding.end : mark.start]
    adjacent = gap in ("", ")") or _only_including(finding.end, at, pieces)
    far = not adjacent and mark.text[0] not in "起+" and _over_noun(finding, gap, mark, at, pieces, text)
    if mark.kind == "MORE_OR_LESS" and (adjacent or (far and len(mark.text) > 1)):
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
        if not adjacent and mark.kind in ("WITHIN", "BEYOND"):
            far = finding.dimension == "TIME" and _A_TIME.fullmatch(gap) is not None
        if adjacent or far:
            side, inclusive = _BEHIND[mark.kind]
            if side == ">" and finding.low is not None and finding.high is not None and not finding.exact:
                finding.bound = True  # 80%-90%以上: the range says more
            elif side == ">":
                finding.at_least(inclusive)
            else:
                finding.at_most(inclusive, ranged=not finding.exact)
            finding.end = mark.end
            if mark.kind in _MEANT_BEHIND:
                notes.append(Note("lost-character", mark.start, mark.end, _MEANT_BEHIND[mark.kind]))
        elif (
            mark.kind not in ("WITHIN", "BEYOND")
            and not _is_grade(finding, gap)
            and (at + 1 == len(pieces) or (len(gap) <= _REACH_BEHIND and not _NO_NOUN.search(gap)))
        ):
            notes.append(Note("unread", mark.start, mark.end))


def _only_including(end: int, at: int, pieces: list[Piece]) -> bool:
    """Whether only (含) is between ``end`` and the piece ``at``."""
    before = pieces[at - 1]
    return isinstance(before, Mark) and before.kind == "INCLUDING" and before.start == end


def _over_noun(finding: FoundMeasure, gap: str, mark: Mark, at: int, pieces: list[Piece], text: str) -> bool:
    """Whether a comparator may reach back over ``gap``: a short noun, not a grade, at the end of the noun phrase."""
    if not gap or len(gap) > _REACH_BEHIND or _is_grade(finding, gap) or _NO_NOUN.search(gap):
        return False
    closes = at + 1 == len(pieces) or isinstance(pieces[at + 1], Amount)
    return closes or _TAKES_PART.match(text, mark.end) is not None


def _is_grade(finding: FoundMeasure, gap: str) -> bool:
    """Whether a bound behind ``gap`` is about a step of a scale: 10名副高职称以上."""
    gap = gap.rstrip(")]】")
    return (
        _GRADE.search(gap) is not None
        or (finding.unit in _PEOPLE and _SCHOOLING.search(gap) is not None)
        or (finding.unit not in ("个", None) and _OFFICE.fullmatch(gap) is not None)
    )


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
    """Join one-sided measures that are one range: ``大于5小于10``, ``20人以上50人以下``, ``95%≤x≤100%``."""
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
    """``分别不低于90%、95%``, ``分别达到90%、95%以上``: a comparator before or behind a list applies to all of it."""
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
