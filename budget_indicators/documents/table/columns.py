"""Which column holds what: by the header's words, by what the cells hold, and for rows that lost a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import attrs

from ...text.cleaning import clean
from ..table import words
from .money import is_amount, is_blank

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

_WORDS: dict[Role, str] = {
    "project": words.PROJECT,
    "unit": words.UNIT,
    "total": words.TOTAL,
    "fiscal": words.FISCAL,
    "fiscal_part": words.FISCAL_PART,
    "special_account": words.SPECIAL_ACCOUNT,
    "other": words.OTHER,
    "goal": words.GOAL,
    "string": words.STRING,
    "level1": words.LEVEL1,
    "level2": words.LEVEL2,
    "name": words.NAME,
    "cycle": words.CYCLE,
    "annual": words.ANNUAL,
    "operator": words.OPERATOR,
    "measure": words.MEASURE,
    "ordinal": words.ORDINAL,
    "ignored": words.IGNORED,
}
_ROLES: dict[str, Role] = {word: role for role, known in _WORDS.items() for word in known.split()}

_ASIDE = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[）)\]】〕]")
_NOISE = re.compile(
    r"[\s*＊：:、，,。.？?“”\"'/\\|·—_-]|^\d+|^其中|^[一二三四五六七八九十][、.．]|^(?:19|20)\d\d年?度?"
)
_MIN_HEADER = 2
MAX_HEADER_TEXT = 40
_MAX_HEADER_CELL = 80


_STARTS = frozenset(word[:2] for word in _ROLES)


def may_be_role(text: str) -> bool:
    """Whether a text begins like a header's word; a quick look before the close one."""
    return text[:2] in _STARTS or not text[:1].isalpha() or len(text) == 1


@lru_cache(maxsize=8192)
def role_of(text: str) -> Role | None:
    """What a header's cell announces; suffixes in brackets, stars and colons do not matter.

    >>> role_of("三级指标(必填)"), role_of("预算金额\\n（万元）"), role_of("加强管理")
    ('name', 'total', None)
    """
    if not text or len(text) > MAX_HEADER_TEXT:
        return None
    word = clean(text).text
    # 部门（单位）名称 is one word, 项目名称（资金使用单位） two: the bracket is dropped where that leaves a known word.
    bare = _NOISE.sub("", _ASIDE.sub("", word))
    return _ROLES.get(bare) or _ROLES.get(_NOISE.sub("", re.sub(r"[（()）]", "", word)))


@attrs.frozen
class Layout:
    """The role of each column; ``None`` for a column that says nothing we know."""

    roles: tuple[Role | None, ...]
    by_content: bool = False

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
        """Whether the indicators stand as one dense string or in columns of their own."""
        return "columns" if self.has("name") and self.has("annual", "cycle") else "string"


def layout_of(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout that header rows (one, or several one above the other) announce; ``None`` if they are no header.

    In a header of several rows a column takes the lowest word that is known: 绩效指标 over 三级指标 is 三级指标.
    """
    width = max(map(len, rows), default=0)
    found: list[Role | None] = []
    for column in range(width):
        role: Role | None = None
        for row in rows:
            role = (role_of(row[column]) if column < len(row) else None) or role
        found.append(role)
    return _sound(_settle(found))


def _settle(found: list[Role | None]) -> list[Role | None]:
    """Words that mean one thing here and another there: 单位, 绩效指标, 项目, 合计."""
    roles = list(found)
    if "name" not in roles and ("annual" in roles or "cycle" in roles):
        # 绩效指标 | 指标值: without a 三级指标 it is the indicator itself.
        roles = ["name" if role == "string" else role for role in roles]
    has_levels = "name" in roles and ("annual" in roles or "cycle" in roles)
    if has_levels:
        # 绩效指标 beside the levels is only their heading.
        roles = [None if role == "string" else role for role in roles]
    first_level = next((at for at, role in enumerate(roles) if role in LEVELS), None)
    for at, role in enumerate(roles):
        if role == "measure" and (first_level is None or at < first_level):
            roles[at] = "unit"
    for single in ("string", "project", "name", "level1", "level2", "annual", "cycle", "operator", "measure"):
        places = [at for at, role in enumerate(roles) if role == single]
        for at in places[1:]:
            roles[at] = "ignored"
    return roles


def _sound(roles: list[Role | None]) -> Layout | None:
    """A header names at least two columns, one of which holds indicators or, beside money, a goal."""
    known = {role for role in roles if role is not None}
    if len(known) < _MIN_HEADER:
        return None
    indicators = known & {"string", "name"} or {"level1", "level2"} <= known
    if indicators and known & {"project", "goal", "annual", "cycle", *MONEY, "level1", "level2"}:
        return Layout(tuple(roles))
    if "goal" in known and known & set(MONEY) and known & {"project", "unit"}:
        return Layout(tuple(roles))
    return None


def is_header(texts: Sequence[str]) -> bool:
    """Whether a row is made of header words: most of its cells are, and at least two."""
    filled = [text for text in texts if text.strip()]
    if any(len(text) > _MAX_HEADER_CELL or is_string(text) for text in filled):
        return False
    known = [role for role in map(role_of, filled) if role is not None]
    return len(set(known)) >= _MIN_HEADER and 3 * len(known) >= 2 * len(filled)


_STRING = re.compile(
    r"\d\s*[、.．,，]?\s*[1-3]\s*[-－—–]\s*[\u2e80-\u9fff]|指\s*标\s*值\s*[:：;；]|[产效成]\s*[出益果本]\s*指\s*标\s*[；;:：]"
)
_NOTICE = re.compile(r"^(?:.{0,6}(?:涉密|保密|涉及秘密|不宜公开|不予公开|不便公开).{0,20})+$", re.DOTALL)


def is_string(text: str) -> bool:
    """Whether a text looks like a dense indicator string."""
    return _STRING.search(text) is not None


def is_notice(text: str) -> bool:
    """Whether a text says that a project is secret."""
    return len(text) < 80 and _NOTICE.match("".join(text.split())) is not None


def starts_string(text: str) -> bool:
    """Whether a text begins with the first entry of a dense string: ``1、1-产出指标``."""
    return _FIRST.match(text) is not None


_FIRST = re.compile(r"\s*[-－]?\s*[1１]\s*[、.．,，]\s*(?:[1-3１-３]\s*[-－—–]|[产效满成]\s*[出益果意本])")


def layout_by_content(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of a table without a header, told from what its cells hold; ``None`` where they hold no strings."""
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
        # Between the first and the last column of amounts an empty one is a column of amounts too.
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
    """A row's cells put under the layout's columns, where the row has more or fewer cells than the header.

    Money stands on the left, texts on the right, so a row that lost a column between them is put together from both
    ends; where the last cell is an amount, only the empty end is missing.
    """
    width = len(layout)
    if len(texts) == width:
        return tuple(texts)
    cells = list(texts)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    tail = _text_tail(layout)
    filled = [at for at, text in enumerate(cells) if text.strip()]
    if not filled or not tail or is_amount(cells[filled[-1]]) or len(filled) == 1:
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
    """How many columns stand to the right of the last column of money."""
    last = max((at for at, role in enumerate(layout.roles) if role in MONEY), default=None)
    return 0 if last is None else len(layout) - last - 1
