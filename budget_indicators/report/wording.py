"""How the overview writes labels, amounts and places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..documents.model import Where
from ..errors import UserError
from ..model.nodes import Language
from ..model.rule import Both
from ..rules.registry import registry
from .figures import NOT_STATED, AmountKind, LabelColumn
from .overview import AnsweredFigure, FigureLine

_TOO_WIDE = 100_000_000
"""Money (万元) whose digits do not fit beside a bar."""
SO = {
    "repeated": Both("left out, counted once", "不再计入，只计一次"),
    "year": Both("counted: of another year", "仍计入：年度不同"),
    "department": Both("counted: of another department", "仍计入：部门不同"),
    "part": Both("counted: only a part is alike", "仍计入：只有部分相同"),
}
"""What follows from two tables being alike."""


def label(value: Any, column: LabelColumn, lang: Language) -> str:
    """A label for people: the meaning of its code, or “not stated”."""
    if value is None or value == "":
        return NOT_STATED.get(lang)
    if (word := column.words.get(str(value))) is not None:
        return word.get(lang)
    return str(value)


def line_name(answered: AnsweredFigure, line: FigureLine, lang: Language) -> str:
    """The name of a bar: the labels that distinguish it."""
    names = [label(each, column, lang) for each, column in zip(line.labels, answered.figure.labels, strict=True)]
    own = [each for each in answered.lines if not each.together]
    if answered.figure.key == "levels":
        alone = sum(other.labels[1] == line.labels[1] for other in own) == 1
        return names[1] if alone else f"{names[0].removesuffix('指标')}/{names[1]}"
    if answered.figure.outside:
        return f"{names[0]} {rule_name(names[0], lang)}"
    columns = answered.figure.labels
    differing = [len({other.labels[at] for other in own}) > 1 and column.in_name for at, column in enumerate(columns)]
    return " ".join(name for at, name in enumerate(names) if at == 0 or (differing[at] and line.labels[at]))


def amount(value: Decimal | None, kind: AmountKind) -> str:
    """A number as people read it.

    >>> amount(Decimal("1234.5"), "money"), amount(Decimal(12), "count"), amount(Decimal("3.25"), "share")
    ('1,234.50', '12', '3.3%')
    """
    if value is None:
        return ""
    match kind:
        case "money":
            return f"{value:,.2f}"
        case "share":
            return f"{value.quantize(Decimal('0.1'), 'ROUND_HALF_UP')}%"
        case "number":
            return f"{value:,f}"
        case "count":
            return f"{value:,.0f}"


def chart_amount(value: Decimal | None, kind: AmountKind, largest: Decimal) -> str:
    """A number beside a bar; money without cents if the ``largest`` is large, because the table has them."""
    if value is None:
        return "—"
    if kind == "money" and abs(value) >= _TOO_WIDE:
        return f"{value:.1E}"
    if kind == "money" and largest >= 1_000:
        return f"{value:,.0f}"
    return amount(value, kind)


def place(page: int | None, sheet: str | None, row: int | None, line: int | None, lang: Language) -> str:
    """A place in a file: ``page 3, row 2``."""
    where = Where("", page, sheet, row, line)
    return where.zh if lang == "zh" else str(where)


def rule_name(code: str, lang: Language) -> str:
    """The name of a rule; empty for an unknown one."""
    try:
        return registry().find(code).called(lang)
    except UserError:
        return ""
