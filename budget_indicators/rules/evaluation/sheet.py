"""The rows, sums and grade of one self-evaluation sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import attrs

from ...catalogue.evaluation import (
    ABOVE_WEIGHT,
    BANDS,
    CANNOT_CHECK,
    EXECUTION,
    FULL_THOUGH_MISSED,
    GRADE,
    REASON_MISSING,
    SCORE_WRONG,
    TARGET_ZERO,
    TOTAL,
    UNITS_DIFFER,
    WEIGHTS,
    OverLimit,
)
from ...documents.model import Document, Project
from ...model.nodes import NOWHERE, Details, Indicator, Number, Range, Target
from ...patterns import lazy
from ..across.found import Found
from ..precedence import is_cut
from ..wording import amount, short
from .scoring import WHY_ZH, Expected, Unknown, Why, amounts, expected, in_unit, is_negative

_ALL = Decimal(100)
_SLACK = Decimal("0.02")
_MOST_SHOWN = 6
_LEAST_ROWS = 3


@attrs.frozen
class _ScoredRow:
    """An indicator with weight and score."""

    one: Indicator
    details: Details
    weight: Decimal
    score: Decimal | None


def in_evaluation(document: Document, over_limit: OverLimit = "either") -> Iterator[Found]:
    """Inconsistencies in the self-evaluations of a document; nothing if the table has no scores.

    ``over_limit`` is the way to score an exceeded limit if the table has no rule of its own.
    """
    said = _text(document)
    for project in document.projects:
        rows = [
            _ScoredRow(one, one.details, one.details.weight, one.details.score)
            for one in project.indicators
            if one.details is not None and one.details.weight is not None
        ]
        money = _execution_weight(said, document)
        off = list(_weights(project, rows, said, money)) if rows else []
        yield from off
        scored = [row for row in rows if row.score is not None]
        if scored:
            yield from _scores(project, scored, said, over_limit)
            given = _execution_score(document) if len(document.projects) == 1 else None
            yield from _totals(project, scored, given, complete=not off and len(scored) == len(project.indicators))
        yield from _execution(project, document)
        yield from _grade(project, said)


def _text(document: Document) -> str:
    """The text of all cells of the document, in search of values printed beside the table."""
    cells = (cell for rows in _unwrapped(document) for row in rows for cell in row if cell)
    return "\n".join(cells)[:200_000]


def _unwrapped(document: Document) -> Iterator[list[list[str]]]:
    """The rows of each table, cells without the line breaks of a narrow column."""
    for table in document.tables:
        yield [["".join(cell.split()) for cell in row] for row in table.rows]


# --- rows ---------------------------------------------------------------------------------------------------------
def _scores(project: Project, rows: Sequence[_ScoredRow], said: str, over_limit: OverLimit) -> Iterator[Found]:
    unchecked: list[tuple[str, Why]] = []
    has_reasons = "原因" in said or any(row.details.reason for row in rows)
    marks = [project.score, *(row.score for row in rows)]
    whole_marks = all(score == int(score) for score in marks if score is not None)
    for row in rows:
        one, details, weight, score = row.one, row.details, row.weight, row.score
        assert score is not None
        name = short(one.name)
        span = one.span
        if score > weight + _SLACK:
            yield Found(ABOVE_WEIGHT.at(span, name=name, score=amount(score), weight=amount(weight)), project, one)
            continue
        if score < weight - _SLACK and has_reasons and not details.reason:
            found = REASON_MISSING.at(span, name=name, score=amount(score), weight=amount(weight))
            yield Found(found, project, one)
        target = one.annual or one.cycle
        if target is None:
            continue
        yield from _units(project, row, target)
        follows = expected(one, details, target, weight, over_limit)
        full = abs(score - weight) <= _SLACK
        if full and follows.met is False:
            actual = details.actual.text if details.actual is not None else ""
            shown = follows.arithmetic if isinstance(follows, Expected) else ""
            found = FULL_THOUGH_MISSED.at(
                span,
                name=name,
                score=amount(score),
                actual=short(actual),
                target=short(target.text),
                arithmetic=f": {shown}" if shown else "",
                arithmetic_zh=f"：{shown}" if shown else "",
            )
            yield Found(found, project, one)
        elif isinstance(follows, Unknown):
            unchecked.append((name, follows.why))
        elif not follows.allows(score, whole_marks=whole_marks):
            shown = follows.arithmetic
            found = SCORE_WRONG.at(span, name=name, score=amount(score), arithmetic=shown, arithmetic_zh=shown)
            yield Found(found, project, one)
    if unchecked:
        shown_rows = unchecked[:_MOST_SHOWN]
        more = "…" if len(unchecked) > len(shown_rows) else ""
        found = CANNOT_CHECK.at(
            NOWHERE,
            n=len(unchecked),
            all=len(rows),
            found=", ".join(f"{name} ({why})" for name, why in shown_rows) + more,
            found_zh="、".join(f"{name}（{WHY_ZH[why]}）" for name, why in shown_rows) + more,
        )
        yield Found(found, project)


def _units(project: Project, row: _ScoredRow, target: Target) -> Iterator[Found]:
    actual = row.details.actual
    if actual is None or not isinstance(target.value, (Number, Range)) or not isinstance(actual.value, Number):
        return
    pair = amounts(target, actual)
    name, wanted, got = short(row.one.name), short(target.text), short(actual.text)
    if pair is None:
        if in_unit(actual.value, target.value.unit) is None:
            found = UNITS_DIFFER.at(
                row.one.span, name=name, target=wanted, actual=got, note=": not comparable", note_zh="，无法比较"
            )
            yield Found(found, project, row.one)
    elif pair.scaled:
        read = f"{amount(pair.actual)}%"
        found = UNITS_DIFFER.at(
            row.one.span, name=name, target=wanted, actual=got, note=f", read as {read}", note_zh=f"，按{read}读取"
        )
        yield Found(found, project, row.one)
    elif pair.target == 0 and not is_negative(row.one, row.details, target):
        yield Found(TARGET_ZERO.at(row.one.span, name=name, target=wanted), project, row.one)


# --- sums ---------------------------------------------------------------------------------------------------------
_GROUPS = ("成本", "产出", "效益", "满意度")


def _weights(project: Project, rows: Sequence[_ScoredRow], said: str, money: Decimal | None) -> Iterator[Found]:
    if len(rows) < _LEAST_ROWS or len(rows) < len(project.indicators) or is_cut(project.tree):
        return
    added = sum((row.weight for row in rows), Decimal(0))
    shares = added <= _SLACK + 1  # 0.1, 0.15 …: shares of 1
    whole = _ALL * (Decimal("0.01") if shares else 1)
    if money is None:
        allowed = [whole, whole * Decimal("0.9"), whole * Decimal("0.8")]
    elif any("执行" in row.one.name for row in rows):
        allowed = [whole, whole - money]
    else:
        allowed = [whole - money]
    groups = list(_groups(rows, said))
    # A department's form contains more than its indicators: if each group has its printed weight, the rest is there.
    as_printed = abs(sum((printed for _, _, printed in groups), Decimal(0)) - added) <= _SLACK
    if not as_printed and all(abs(added - total) > _SLACK for total in allowed):
        wanted = amount(whole) if money is None else f"{amount(whole - money)} (+ {amount(money)})"
        yield Found(WEIGHTS.at(NOWHERE, added=amount(added), wanted=wanted), project)
    for group, total, printed in groups:
        if abs(total - printed) > _SLACK:
            found = BANDS.at(NOWHERE, group=f"{group}指标", added=amount(total), printed=amount(printed))
            yield Found(found, project)


def _groups(rows: Sequence[_ScoredRow], said: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Each group of indicators with a printed weight: its name, the weight of its rows, the printed weight."""
    for group in _GROUPS:
        printed = {Decimal(one) for one in re.findall(rf"{group}指标?\s?[（(:：]?\s?(\d{{1,3}})\s?分", said)}
        inside = [row.weight for row in rows if row.one.level1 is not None and row.one.level1.name.startswith(group)]
        if len(printed) == 1 and inside:
            yield group, sum(inside, Decimal(0)), next(iter(printed))


_EXECUTION_WEIGHT = lazy(r"预算(?:资金)?执行(?:率|情况)?\s?[（(:：]?\s?(\d{1,2})\s?分")


def _execution_weight(said: str, document: Document) -> Decimal | None:
    """The weight of budget execution, if the table prints it or has it in the row of the total money."""
    printed = {Decimal(one) for one in _EXECUTION_WEIGHT.findall(said)}
    if not printed and len(document.projects) == 1:
        printed = _beside_execution(document, _WEIGHT_WORDS)
    return next(iter(printed)) if len(printed) == 1 else None


def _totals(project: Project, rows: Sequence[_ScoredRow], given: Decimal | None, *, complete: bool) -> Iterator[Found]:
    """A total that is not the sum of the rows and of ``given``, the score for execution, or the remainder for it."""
    if project.score is None or not complete:
        return
    added = sum((row.score for row in rows if row.score is not None), Decimal(0))
    weights = sum((row.weight for row in rows), Decimal(0))
    left = max(Decimal(0), _ALL - weights)
    low, high = (given, given) if given is not None and left > 0 and given <= left else (Decimal(0), left)
    if added + low - _SLACK <= project.score <= added + high + _SLACK:
        return
    if low:
        arithmetic = f"{amount(added)}+{amount(low)}={amount(added + low)}"
        zh = f"各项得分之和为{amount(added)}分，加预算执行{amount(low)}分为{amount(added + low)}分"
    else:
        arithmetic = f"the scores add up to {amount(added)}" + (f" + 0–{amount(left)}" if left else "")
        zh = f"各项得分之和为{amount(added)}分" + (f"，预算执行率至多{amount(left)}分" if left else "")
    yield Found(TOTAL.at(NOWHERE, total=amount(project.score), arithmetic=arithmetic, arithmetic_zh=zh), project)


def _execution_score(document: Document) -> Decimal | None:
    """The score for budget execution: in the row of the total money below 执行率 and 得分; ``None`` without one."""
    found = _beside_execution(document, _SCORE_WORDS)
    return next(iter(found)) if len(found) == 1 else None


def _beside_execution(document: Document, words: tuple[str, ...]) -> set[Decimal]:
    """The amounts in the row of the total money below one of ``words``, in a header that names the rate too."""
    found: set[Decimal] = set()
    for rows in _unwrapped(document):
        for head, row in pairwise(rows):
            rate = next((at for at, cell in enumerate(head) if "执行率" in cell), None)
            score = next((at for at, cell in enumerate(head) if cell in words), None)
            if rate is None or score is None or score >= len(row) or "总额" not in "".join(row[:3]):
                continue
            if _PLAIN_AMOUNT.fullmatch(row[score]):
                found.add(Decimal(row[score].strip().replace(",", "")))
    return found


_WEIGHT_WORDS = ("分值", "权重", "分值权重", "标准分值", "权重分值")
_SCORE_WORDS = ("得分", "自评得分", "评价得分", "实际得分")


def _execution(project: Project, document: Document) -> Iterator[Found]:
    rate, spent, planned = project.execution_rate, project.executed, project.total
    if rate is None or spent is None:
        rate, spent, planned = _money_row(document) if len(document.projects) == 1 else (None, None, None)
    if rate is None or spent is None or planned is None or planned <= 0:
        return
    right = spent / planned * _ALL
    places = max(0, -int(rate.as_tuple().exponent))
    slack = Decimal(5).scaleb(-min(places, 2) - 1) + _SLACK
    others = (spent / other * _ALL for other in _beside(spent, document))
    if abs(right - rate) > slack and not any(abs(other - rate) <= slack for other in others):
        arithmetic = f"{amount(spent)}÷{amount(planned)}={amount(round(right, 2))}%"
        yield Found(EXECUTION.at(NOWHERE, rate=amount(rate), arithmetic=arithmetic), project)


def _money_row(document: Document) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Rate, amount spent and budget in the row of the total money, below a header that names them."""
    for rows in _unwrapped(document):
        for head, row in pairwise(rows):
            at = {word: place for place, cell in enumerate(head) for word in _MONEY_WORDS if word in cell}
            if len(at) < len(_MONEY_WORDS) or max(at.values()) >= len(row) or "总额" not in "".join(row[:2]):
                continue
            planned, spent, rate = (row[at[word]].strip().rstrip("%％").replace(",", "") for word in _MONEY_WORDS)
            if all(_PLAIN_AMOUNT.fullmatch(cell) for cell in (planned, spent, rate)):
                return Decimal(rate), Decimal(spent), Decimal(planned)
    return None, None, None


_MONEY_WORDS = ("预算数", "执行数", "执行率")


def _beside(spent: Decimal, document: Document) -> Iterator[Decimal]:
    """The amounts in a row with the amount spent: a budget adjusted during the year is also there."""
    for rows in _unwrapped(document):
        for row in rows:
            amounts = [Decimal(cell.replace(",", "")) for cell in row if _PLAIN_AMOUNT.fullmatch(cell.strip())]
            for scale in _SCALES:
                same = [each for each in amounts if abs(each * scale - spent) < _SLACK]
                if same:  # the amount spent once, and once more where the budget was adjusted to it
                    yield from (each * scale for each in amounts if each > 0 and each not in same)
                    yield from (spent for _ in same[1:])


_SCALES = (1, 1_000, 10_000, 1_000_000, 100_000_000)
_PLAIN_AMOUNT = lazy(r"\s*\d[\d,]{0,15}(?:\.\d{1,8})?\s*")
_BANDS = (("优", Decimal(90)), ("良", Decimal(80)), ("中", Decimal(60)), ("差", Decimal(0)))
# 90（含）-100分为优 · 60分以下为差
_BAND_BEFORE = lazy(
    r"(?P<sign>[≥≤<>＜＞]=?|低于|不足|高于|大于|小于)?(?P<one>\d{2,3})(?:\.\d)?分?(?:[（(]不?含[^（()）]{0,6}[)）])?分?"
    r"(?:[-—－–~～至到]{1,2}(?P<other>\d{2,3})(?:\.\d)?分?(?:[（(]不?含[^（()）]{0,6}[)）])?分?)?"
    r"(?P<sense>及?以[上下])?(?:[（(]不?含[^（()）]{0,6}[)）])?的?[，,]?(?:等级|结果|评价|评|定|级)*[为是:：]?[“\"]?(?P<grade>[优良中差])(?=[秀好等”\"，,；;、。）)\d]|$)"
)
# 优（90-100分） · 优秀：≥90
_BAND_BEHIND = lazy(
    r"(?<![a-zA-Z一-龥])(?P<grade>[优良中差])(?:秀|好|等)?[”\"]?[（(:：为]{0,2}(?:[一-龥]{2,4}(?=[≥≤<>＜＞]))?(?P<sign>[≥≤<>＜＞]=?|低于|不足|高于|大于|小于)?(?P<one>\d{2,3})(?:\.\d)?分?"
    r"(?:[（(]不?含[^（()）]{0,6}[)）])?分?(?:(?:[-—－–~～至到]{1,2}|[≤<＜](?:[一-龥]{2,4}|[A-Za-z])[≤<＜])(?P<other>\d{2,3}))?[^优良中差\d]{0,8}?(?P<sense>以[上下])?(?=[）)，,；;、。优良中差\n]|$)"
)


def _printed_bands(said: str) -> dict[str, Decimal] | None:
    """The lowest score of each grade as the table prints it; ``None`` where it prints none, empty if unclear.

    Bands in whole marks (80-89, 90-100) begin half a mark lower: what lies between them is rounded.
    """
    found = [*_BAND_BEHIND.finditer(said)]
    if not found or "分为" in said:
        found = [*_BAND_BEFORE.finditer(said)] or found
    if not found:
        return None
    lows: dict[str, set[Decimal]] = {}
    tops: set[Decimal] = set()
    for one in found:
        below = (one["sense"] or "").endswith("下") or (one["sign"] or "")[:1] in tuple("≤<＜低不小")
        ends = [Decimal(end) for end in (one["one"], one["other"]) if end]
        lows.setdefault(one["grade"], set()).add(Decimal(0) if below else min(ends))
        tops.add(max(ends))
    each = [next(iter(lows[name])) for name, _ in _BANDS if name in lows and len(lows[name]) == 1]
    clear = len(each) == len(lows) > 1 and all(high > low for high, low in pairwise(each))
    names = [name for name, _ in _BANDS if name in lows]
    gaps = [low - _HALF if low - 1 in tops else low for low in each]
    return dict(zip(names, gaps, strict=True)) if clear else {}


_HALF = Decimal("0.5")


def _grade(project: Project, said: str) -> Iterator[Found]:
    if project.score is None or not project.grade:
        return
    printed = _printed_bands(said)
    bands = dict(_BANDS) if printed is None else printed
    given = project.grade.strip()[:1]
    fitting = [(name, low) for name, low in bands.items() if project.score >= low]
    if given not in bands or not fitting:
        return
    wanted, low = fitting[0]
    if given != wanted:
        found = GRADE.at(NOWHERE, grade=project.grade, score=amount(project.score), wanted=wanted, low=amount(low))
        yield Found(found, project)
