"""From pieces to clauses: the pieces between two stops, with the content of brackets separate.

Inside a clause, the pieces of one amount are joined: ranges, ±, products with their result. Every step is a pass over a
list; none looks beyond the clause.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import attrs

from ..model.comparison import conversion, exact, fraction
from .pieces import Amount, Mark, Piece, same_scale
from .subjects import subject


@attrs.define(eq=False, repr=False)
class Clause:
    """The pieces between two stops, in order; ``bracketed`` for the content of brackets."""

    pieces: list[Piece]
    bracketed: bool = False
    formula: bool = False


def clauses(pieces: list[Piece], text: str) -> list[Clause]:
    """The clauses of a value, in the order of their starts. Brackets may nest, and need not close."""
    kinds = {piece.kind for piece in pieces}
    found = [Clause(pieces)] if kinds.isdisjoint(_PARTING) else _parted(pieces, text)
    if "AMOUNT" in kinds:  # each pass only if its marks occur
        for marks, put_together in _PASSES:
            if not kinds.isdisjoint(marks):
                for clause in found:
                    put_together(clause)
    return found


_PARTING = frozenset(("STOP", "OPEN", "CLOSE"))


_LINKS = (",", "、")
_LONGEST_SCOPE = 9  # 每个 and the characters of its noun


def _are_scopes(before: list[Piece], after: list[Piece], text: str) -> bool:
    """Whether a mark separates two words for what is counted (每人、每月5次), or them from the amount (每人,5次)."""
    if not after or (after[0].kind != "PER" and text[after[0].start - 1] != ","):
        return False
    last = next((piece for piece in reversed(before[-_LONGEST_SCOPE:]) if piece.kind == "PER"), None)
    if not isinstance(last, Mark) or last.kind != "PER" or last.start + len(subject(last, text)) != after[0].start - 1:
        return False
    return after[0].kind == "PER" or last is before[0]


def _parted(pieces: list[Piece], text: str) -> list[Clause]:
    found = [Clause([])]
    open_clauses = [found[0]]
    closed, closed_at = found[0], -1
    for at, piece in enumerate(pieces):
        match piece.kind:
            case "STOP" if text[piece.start : piece.end] in _LINKS and _are_scopes(
                open_clauses[-1].pieces, pieces[at + 1 : at + 2], text
            ):
                continue
            case "STOP":
                found.append(Clause([], open_clauses[-1].bracketed))
                open_clauses[-1] = found[-1]
            case "OPEN":
                found.append(Clause([], True))
                open_clauses.append(found[-1])
            case "CLOSE":
                if len(open_clauses) > 1:
                    closed = open_clauses.pop()
                    closed_at = piece.end
                    if len(closed.pieces) == 1 and closed.pieces[0].kind == "PER":
                        open_clauses[-1].pieces += closed.pieces  # 1次(每月)
            case "OR_MORE" | "OR_LESS" if (
                piece.start == closed_at and len(closed.pieces) == 1 and closed.pieces[0].kind == "AMOUNT"
            ):
                closed.pieces.append(piece)  # 良好(80分)以上
            case _:
                open_clauses[-1].pieces.append(piece)
    return [clause for clause in found if clause.pieces]


def _calculations(clause: Clause) -> None:
    """A product with its result is the result; digits of a formula in words are no amounts."""
    kept: list[Piece] = []
    pieces = clause.pieces
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if not isinstance(piece, Amount):
            left = bool(kept) and isinstance(kept[-1], Amount)
            follows = at + 1 < len(pieces) and isinstance(pieces[at + 1], Amount)
            if piece.kind in ("TIMES", "SLASH") and not left and follows:
                clause.formula = True
                at += 1  # 总分/12个月, ×100%
            kept.append(piece)
            at += 1
            continue
        last = at
        while last + 2 < len(pieces) and pieces[last + 1].kind in _OPERATORS and isinstance(pieces[last + 2], Amount):
            last += 2
        if (
            last + 2 < len(pieces)
            and pieces[last + 1].kind == "EQUALS"
            and isinstance(result := pieces[last + 2], Amount)
        ):
            if last > at:
                result.start = piece.start
                kept.append(result)
                at = last + 3
                continue
        elif last + 1 < len(pieces) and pieces[last + 1].kind == "TIMES":
            clause.formula = True  # 100%×权重
            at = last + 1
            continue
        if last > at and pieces[at + 1].kind == "TIMES":
            if piece.unit is not None and "/" in piece.unit:
                kept.append(piece)  # 2次/月×12个月 without its result: the factor is no measure by itself
            at = last + 1  # 3米×2米, 7天×24小时: a size or a saying
            continue
        kept += pieces[at : last + 1]
        at = last + 1
    clause.pieces = kept


def _ranges(clause: Clause) -> None:
    """``6-12宗``, ``三至五次``, ``90(含)-100分``, ``5%和20%之间``, ``±5%``, ``100±5``."""
    kept: list[Piece] = []
    pieces = clause.pieces
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if isinstance(piece, Amount) and kept:
            if kept[-1].kind == "PLUS_MINUS":
                _plus_minus(kept, piece)
                at += 1
                continue
            if (low := _low_end(kept, piece)) is not None:
                del kept[low:]
                at += 1
                kept.append(piece)
                continue
        kept.append(piece)
        at += 1
    clause.pieces = kept


def _plus_minus(kept: list[Piece], spread: Amount) -> None:
    sign = kept.pop()
    middle = Decimal(0)
    start = sign.start
    if kept and isinstance(around := kept[-1], Amount) and around.end == sign.start and around.upper is None:
        kept.pop()
        middle, start = around.value, around.start
        if spread.unit is None:
            spread.unit, spread.dimension = around.unit, around.dimension
        elif around.unit not in (None, spread.unit):
            kept.append(around)
            middle, start = Decimal(0), sign.start
    spread.start = start
    spread.upper, spread.value = middle + spread.value, middle - spread.value
    kept.append(spread)


def _low_end(kept: list[Piece], high: Amount) -> int | None:
    """The position in ``kept`` of the low end of a range whose high end is ``high``; it is merged into ``high``."""
    at = len(kept) - 1
    dash = kept[at]
    if not (dash.kind == "DASH" and dash.end == high.start) or high.value < 0 or high.upper is not None:
        return None
    at -= 1
    while at >= 0 and isinstance(including := kept[at], Mark) and including.kind == "INCLUDING":
        high.low_stated = True
        high.low_inclusive = "不" not in including.text
        at -= 1
    if at < 0:
        return None
    low = kept[at]
    if isinstance(low, Mark) and low.kind == "HAN":
        low = _bare(low) or low
    if not isinstance(low, Amount) or kept[at + 1].start != low.end or low.upper is not None:
        return None
    if low.unit is not None and high.unit is not None and low.unit != high.unit and not _same_unit(low, high):
        return None
    same_scale(low, high)
    high.upper, high.value = high.value, low.value
    high.start = low.start
    if high.unit is None:
        high.unit, high.dimension = low.unit, low.dimension
    high.rough = high.rough or low.rough
    return at


def _same_unit(low: Amount, high: Amount) -> bool:
    """``6个月至1年``, ``30分钟至1小时``: bring two units of one dimension to the smaller one, if they are."""
    factor = conversion(high.unit, None, low.unit, None)
    if factor is None:
        return False
    if factor >= 1:
        high.value, high.unit = exact(fraction(high.value) * factor), low.unit
    else:
        low.value, low.unit = exact(fraction(low.value) / factor), high.unit
    return True


def _bare(mark: Mark) -> Amount | None:
    from .numerals import read_han

    numeral = read_han(mark.text)
    return Amount(mark.start, mark.end, numeral.value) if numeral is not None and numeral.upper is None else None


def _halves(clause: Clause) -> None:
    """``一年半`` is 1.5 年."""
    for amount, half in zip(clause.pieces, clause.pieces[1:], strict=False):
        if (
            isinstance(amount, Amount)
            and isinstance(half, Mark)
            and half.kind == "HAN"
            and half.text == "半"
            and half.start == amount.end
            and amount.dimension == "TIME"
            and amount.upper is None
        ):
            amount.value += Decimal("0.5")
            amount.end = half.end
            clause.pieces.remove(half)
            return


def _spans_between(clause: Clause) -> None:
    """``5%和20%之间``: two linked amounts, followed by 之间."""
    pieces = clause.pieces
    for at in range(len(pieces) - 3):
        low, link, high, behind = pieces[at : at + 4]
        if (
            isinstance(low, Amount)
            and isinstance(high, Amount)
            and isinstance(link, Mark)
            and link.text in ("和", "与")
            and behind.kind == "BETWEEN"
            and low.upper is None
            and high.upper is None
            and low.unit in (None, high.unit)
        ):
            same_scale(low, high)
            high.upper, high.value, high.start = high.value, low.value, low.start
            del pieces[at : at + 2]
            return


_OPERATORS = ("TIMES", "SLASH", "PLUS")
_PASSES: tuple[tuple[tuple[str, ...], Callable[[Clause], None]], ...] = (
    (_OPERATORS, _calculations),
    (("DASH", "PLUS_MINUS"), _ranges),
    (("BETWEEN",), _spans_between),
    (("HAN",), _halves),
)
"""The passes in order, each with the marks without which it changes nothing."""
