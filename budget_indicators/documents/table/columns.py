"""Assign roles to columns: by the header's words, by the content of the cells, and for rows that lost a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from ...model.nodes import TargetPeriod
from ...patterns import lazy
from ..layout.grid import Row, row_of
from .header import HeaderColumns, best_first, read_header
from .money import is_amount, is_blank
from .roles import may_begin, meaning

Role: TypeAlias = Literal[
    "unit",
    "project",
    "total",
    "fiscal",
    "fiscal_part",
    "special_account",
    "other",
    "goal",
    "string",
    "level1",
    "level2",
    "name",
    "cycle",
    "annual",
    "operator",
    "measure",
    "ordinal",
    "ignored",
]

MONEY: tuple[Role, ...] = ("total", "fiscal", "fiscal_part", "special_account", "other")
LEVELS: tuple[Role, ...] = ("level1", "level2", "name")

_SINGLE: tuple[Role, ...] = (
    *("string", "project", "name", "level1", "level2", "annual", "cycle", "operator", "measure"),
)
_OWN_ROLES: tuple[Role, ...] = (
    *("unit", "project", *MONEY, "goal", "string", *LEVELS, "operator", "measure", "ordinal"),
)
_MIN_HEADER = 2
MAX_HEADER_TEXT = 40
MAX_HEADER_CELL = 80


def may_be_role(text: str) -> bool:
    """Whether a text begins like a header's word; a quick test."""
    return may_begin(text) or not text[:1].isalpha() or len(text) == 1


@lru_cache(maxsize=8192)
def role_of(text: str) -> Role | None:
    """The role that a header's cell names on its own; suffixes in brackets, stars and colons do not matter.

    >>> role_of("三级指标(必填)"), role_of("预算金额\\n（万元）"), role_of("加强管理")
    ('name', 'total', None)
    """
    found = meaning(text)
    if found is None:
        return None
    match found.kind:
        case "target":
            return "cycle" if found.period == "cycle" else "annual" if found.period in (None, "annual") else "ignored"
        case "period" | "grade":
            return None  # words that head columns only below other words
        case "type" | "direction" | "operator":
            return "level1" if "类型" in text and "值" not in text else "level2" if "类别" in text else "operator"
        case kind if kind in _OWN_ROLES:
            return kind
        case _:
            return "ignored"


@attrs.frozen
class Layout:
    """The role of each column; ``None`` for an unknown one.

    ``header`` has more about the columns of indicators: periods, blocks, recipients. ``roles`` are those of the first
    block, which is enough for rows, projects and money.
    """

    roles: tuple[Role | None, ...]
    by_content: bool = False
    header: HeaderColumns | None = None

    def __len__(self) -> int:
        """The number of columns."""
        return len(self.roles)

    def has(self, *roles: Role) -> bool:
        """Whether any column has one of ``roles``."""
        return any(role in self.roles for role in roles)

    def at(self, role: Role) -> int | None:
        """The first column of a role."""
        return self.roles.index(role) if role in self.roles else None

    def all(self, role: Role) -> tuple[int, ...]:
        """Every column of a role."""
        return tuple(at for at, each in enumerate(self.roles) if each == role)

    @property
    def kind(self) -> Literal["string", "columns"]:
        """Whether the indicators are one dense string or in columns of their own."""
        return "columns" if self.has("name") and self.has("annual", "cycle") else "string"


def layout_of(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of header rows (one or several); ``None`` if they are no header."""
    return layout_of_rows([row_of(row) for row in rows])


def layout_of_rows(
    rows: Sequence[Row],
    data: Sequence[Row] = (),
    *,
    year: int | None = None,
    periods_above: Sequence[TargetPeriod] = (),
) -> Layout | None:
    """The layout of header rows with the rows below them (``header.read_header``); ``None`` if they are no header."""
    header = read_header(rows, data, year=year, periods_above=periods_above)
    return _sound(_roles(header), header)


def _roles(header: HeaderColumns) -> list[Role | None]:
    """The roles of the first block's columns, one column for each of those that a row has once."""
    roles: list[Role | None] = []
    best = _best_grade(header)
    taken: set[Role] = set()
    for at, column in enumerate(header.columns):
        role: Role | None = None
        if column is not None:
            role = "ignored"
            if column.kind == "target":
                role = "cycle" if column.period == "cycle" else "annual" if column.period in (None, "annual") else role
            elif column.kind == "grade":
                role = "annual" if at == best else role
            elif column.kind in _OWN_ROLES:
                role = column.kind
            if role in _SINGLE and (column.joins or role in taken):
                role = "ignored"
            if role in _SINGLE:
                taken.add(role)
        roles.append(role)
    if "annual" not in taken and "cycle" not in taken and "name" in taken:
        # Only 实际完成值, or values of other periods: the rows are indicators nevertheless.
        values = [at for at, c in enumerate(header.columns) if c is not None and c.kind in ("target", "actual")]
        if values:
            roles[values[0]] = "annual"
    return roles


def _best_grade(header: HeaderColumns) -> int | None:
    places = [at for at, column in enumerate(header.columns) if column is not None and column.kind == "grade"]
    order = best_first([header.columns[at].member for at in places])  # type: ignore[union-attr]
    return places[order[0]] if places else None


def _sound(roles: list[Role | None], header: HeaderColumns) -> Layout | None:
    """Whether it is a header: at least two columns, one of them of indicators or, beside money, of goals."""
    known = {role for role in roles if role is not None}
    if len(known) < _MIN_HEADER:
        return None
    indicators = known & {"string", "name"} or {"level1", "level2"} <= known
    if indicators and known & {"project", "goal", "annual", "cycle", *MONEY, "level1", "level2"}:
        return Layout(tuple(roles), header=header)
    if "goal" in known and known & set(MONEY) and known & {"project", "unit"}:
        return Layout(tuple(roles), header=header)
    return None


def is_header(texts: Sequence[str]) -> bool:
    """Whether a row is made of header words: most of its cells are, and at least two."""
    filled = [text for text in texts if text.strip()]
    if any(len(text) > MAX_HEADER_CELL or is_string(text) for text in filled):
        return False
    known = [role for role in map(role_of, filled) if role is not None]
    return len(set(known)) >= _MIN_HEADER and 3 * len(known) >= 2 * len(filled)


_STRING = lazy(
    r"\d\s*[、.．,，]?\s*[1-3]\s*[-－—–]\s*[\u2e80-\u9fff]|指\s*标\s*值\s*[:：;；]|[产效成]\s*[出益果本]\s*指\s*标\s*[；;:：]"
)
_NOTICE = lazy(r"^(?:.{0,6}(?:涉密|保密|涉及秘密|不宜公开|不予公开|不便公开).{0,20})+$", re.DOTALL)


def is_string(text: str) -> bool:
    """Whether a text looks like a dense indicator string."""
    return _STRING.search(text) is not None


def is_notice(text: str) -> bool:
    """Whether a text states that a project is secret."""
    return len(text) < 80 and _NOTICE.match("".join(text.split())) is not None


def layout_by_content(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of a table without a header, according to its cells; ``None`` if they contain no strings."""
    width = max(map(len, rows), default=0)
    strings = [sum(len(row) > at and is_string(row[at]) for row in rows) for at in range(width)]
    if not any(strings):
        return None
    string = strings.index(max(strings))
    roles: list[Role | None] = [None] * width
    roles[string] = "string"
    money = [at for at in range(string) if any(is_amount(row[at]) for row in rows if len(row) > at)]
    money = [at for at in money if all(is_amount(row[at]) or is_blank(row[at]) for row in rows if len(row) > at)]
    if money:
        # An empty column between columns of amounts is a column of amounts too.
        span = list(range(money[0], money[-1] + 1))
        span = [at for at in span if all(is_amount(r[at]) or is_blank(r[at]) for r in rows if len(r) > at)]
        names: tuple[Role, ...] = ("total", "fiscal", "special_account", "other")
        for at, role in zip(span, names, strict=False):
            roles[at] = role
    first = money[0] if money else string
    texts = [
        at for at in range(first) if any(len(row) > at and row[at].strip() and not is_amount(row[at]) for row in rows)
    ]
    if texts:
        roles[texts[-1]] = "project"
    if string - 1 > (texts[-1] if texts else -1) and roles[string - 1] is None:
        roles[string - 1] = "goal"
    return Layout(tuple(roles), by_content=True)


def fit(texts: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """A row's cells assigned to the layout's columns, if the row has more or fewer cells than the header.

    Money is on the left, texts are on the right, so a row that lost a column between them is assigned from both ends;
    if the last cell is an amount, only the empty end is missing.
    """
    width = len(layout)
    if len(texts) == width:
        return tuple(texts)
    cells = list(texts)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    tail = _text_tail(layout)
    filled = [at for at, text in enumerate(cells) if text.strip()]
    string = layout.at("string")
    in_place = string is not None and string < len(cells) and is_string(cells[string])  # only the end is missing
    if not filled or not tail or is_amount(cells[filled[-1]]) or len(filled) == 1 or in_place:
        return tuple((cells + [""] * width)[:width])
    right = cells[len(cells) - tail :] if len(cells) >= tail else cells
    left = cells[: len(cells) - len(right)]
    room = width - len(right)
    if len(left) > room:
        dropped = len(left) - room
        for at in range(len(left) - 1, -1, -1):
            if dropped and not left[at].strip():
                del left[at]
                dropped -= 1
        left = left[:room]
    return tuple(left + [""] * (room - len(left)) + right)


def _text_tail(layout: Layout) -> int:
    """The number of columns to the right of the last money column."""
    last = max((at for at, role in enumerate(layout.roles) if role in MONEY), default=None)
    return 0 if last is None else len(layout) - last - 1
