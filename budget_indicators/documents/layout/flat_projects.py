"""Project tables in reading order: amounts show where a row is, ``1、1-产出指标`` where its indicators begin.

Between the amounts of one row and those of the next are the row's goal, its indicators, and the beginning of the next
row's name. Sentence ends, indentation and line lengths decide where the indicators end and the name begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import attrs

from ...patterns import lazy
from ..table.columns import MONEY, is_notice, is_string
from ..table.money import amount
from ..table.records import is_sum_name
from .flat_text import Text, TextHeader
from .grid import Row, row_of

_DECIMAL = lazy(r"[-−－]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,6})?|\d{1,9}\.\d{1,6}|0)")
_INTEGER = lazy(r"[-−－]?\d{1,9}")
_DASH = frozenset({"-", "—", "－", "–"})

_START = lazy(
    r"(?<![\d０-９])[0-9０-９]{1,2}\s*[、.．,，]\s*(?:[1-9１-９]\s*[-－—–]\s*[\u2e80-\u9fff]|(?:产\s*出|效\s*益|满\s*意\s*度|成\s*本)\s*指)"
)
_FIRST = lazy(
    r"(?<![\d０-９])[1１]\s*[、.．,，]\s*(?:[1-9１-９]\s*[-－—–]\s*[\u2e80-\u9fff]|(?:产\s*出|效\s*益|满\s*意\s*度|成\s*本)\s*指)"
)
_KEY = lazy(r"指\s*标\s*值|；|^\s*\d{1,2}\s*、\s*\d")
_ENTRY = lazy(r"\d{1,2}\s*、\s*\d?\s*-?\s*$|^\s*\d{1,2}\s*、\s*\d\s*-")
_CLOSED = lazy(r"[。.!！][”’\"）)]*\s*$")
_OPEN = lazy(r"[；;，,、:：（(“‘《\-－]\s*$")
_VALUE_MISSING = lazy(r"(?:指\s*标\s*值?|实\s*施|周\s*期|年\s*度|[:：；;])\s*$")
_NAME_END = lazy(
    r"(?:经费|费用?|资金|补助|补贴|项目|工程|专项|购置|保障|建设|运行|维护|服务|支出|工作|活动|培训|奖励|委员会|局|办公室|中心|站|所|院|馆|校|办"
    r"|部|公司|街道|镇|本级|机关)(?:[（(][^（）()]{1,20}[）)])?$"
)
_MAX_NAME = 60
_MAX_NAME_LINES = 6


@attrs.frozen
class _LineAmounts:
    """A line with amounts: the name's (last) part before them, the goal's first part after them."""

    before: str
    amounts: tuple[str, ...]
    after: str


@attrs.define
class _RowText:
    name: list[Text]
    amounts: tuple[str, ...]
    body: list[Text]
    line: Text


def amounts_at(text: str, least: int, integers: bool = False) -> _LineAmounts | None:
    """The amounts on a line, at least ``least`` of them; ``None`` for a line of another kind.

    >>> amounts_at("维稳专项工作经费 47.00 47.00", 2)
    _LineAmounts(before='维稳专项工作经费', amounts=('47.00', '47.00'), after='')
    """
    tokens = text.split()
    form = _INTEGER if integers else _DECIMAL
    start = next((at for at, token in enumerate(tokens) if form.fullmatch(token)), None)
    if start is None:
        return None
    end = start
    while end < len(tokens) and (
        form.fullmatch(tokens[end]) or _DECIMAL.fullmatch(tokens[end]) or tokens[end] in _DASH
    ):
        end += 1
    run = tuple(token for token in tokens[start:end])
    numbers = [token for token in run if token not in _DASH]
    before, after = " ".join(tokens[:start]), " ".join(tokens[end:])
    if "；" in before or "指标值" in before or len(before) > _MAX_NAME:
        return None
    alone = not before and not after
    if len(numbers) < least and not (alone and not integers and "." in numbers[0]):
        return None
    if after and not _adds_up(numbers):
        return None
    return _LineAmounts(before, run, after)


def _adds_up(numbers: Sequence[str]) -> bool:
    values = [amount(number, "元") or Decimal(0) for number in numbers]
    return len(values) > 1 and values[0] == sum(values[1:], Decimal(0))


def project_rows(lines: Sequence[Text], header: TextHeader) -> list[Row]:
    """The rows of a project table, its cells under the header's words."""
    columns = sum(role in MONEY for role in header.roles)
    least = min(2, columns) or 1
    found = [amounts_at(line.text, least) for line in lines]
    if not any(found):
        found = [amounts_at(line.text, least, integers=True) for line in lines]
    rows: list[_RowText] = []
    at = 0
    pending: list[Text] = []
    while at < len(lines) and found[at] is None:
        pending.append(lines[at])
        at += 1
    while at < len(lines):
        here = found[at]
        assert here is not None
        line = lines[at]
        amounts = here.amounts
        at += 1
        # One amount on each line: go on until the columns are full.
        while at < len(lines) and len(amounts) < columns and not here.after:
            more = found[at]
            if more is None or more.before or more.after or len(amounts) + len(more.amounts) > columns:
                break
            amounts += more.amounts
            at += 1
        body = [attrs.evolve(line, text=here.after)] if here.after else []
        while at < len(lines) and found[at] is None:
            body.append(lines[at])
            at += 1
        name = [*pending, attrs.evolve(line, text=here.before)] if here.before else pending
        row = _RowText(name, amounts, body, line)
        _close_brackets(row)
        following = found[at] if at < len(lines) else None
        pending = [] if following is None else _take_tail(row, lines[at], following)
        rows.append(row)
    return [_row(row, header) for row in rows]


def _close_brackets(row: _RowText) -> None:
    """A name with an open bracket continues below its amounts."""
    text = "".join(line.text for line in row.name)
    while row.body and len(row.name) < _MAX_NAME_LINES and _open_brackets(text) > 0:
        following = row.body[0].text
        if _open_brackets(text + following) >= _open_brackets(text) or len(following) > 30:
            return
        row.name = [*row.name, row.body.pop(0)]
        text += following


def _open_brackets(text: str) -> int:
    return sum(text.count(mark) for mark in "（(") - sum(text.count(mark) for mark in "）)")


def _take_tail(row: _RowText, line: Text, following: _LineAmounts) -> list[Text]:
    """Remove the lines that begin the next row's name from the row's body, and return them."""
    body = row.body
    start = _string_start(body)
    name = "".join(each.text for each in row.name)
    last = attrs.evolve(line, text=following.before) if following.before else None
    if start is None and (is_sum_name(name) or not _is_prose(body)) and not _has_notice(body):
        row.body = []
        return body
    lowest = max(0, len(body) - _MAX_NAME_LINES)
    if start is not None:
        lowest = max(lowest, start + 1)
    elif _has_notice(body):
        lowest = max(lowest, 1)
    candidates = range(lowest, len(body) + 1)
    if last is None:
        candidates = range(lowest, len(body))
    if not candidates:
        return []
    widths = [len(each.text) for each in body[start or 0 :]]
    width = max(widths, default=0)
    best = max(candidates, key=lambda at: (_score(body, at, last, width), at))
    row.body = body[:best]
    return body[best:]


def _score(body: Sequence[Text], at: int, last: Text | None, width: int) -> float:
    """The score for the next name to begin at line ``at`` of the body (``last``: its part beside the amounts)."""
    tail = [*body[at:], last] if last is not None else list(body[at:])
    name = "".join(line.text for line in tail)
    score = -0.6 * (len(tail) - 1)
    if at > 0:
        before = body[at - 1].text
        if _CLOSED.search(before):
            score += 4
        if _OPEN.search(before) or _VALUE_MISSING.search(before):
            score -= 4
        if len(before) < 0.8 * width:
            score += 1
        if tail[0].indent > body[at - 1].indent:
            score += 3
    if tail[0].blank_before:
        score += 0.5
    for line in tail:
        if _KEY.search(line.text) or _ENTRY.search(line.text):
            score -= 5
        if _CLOSED.search(line.text):
            score -= 4
        if len(line.text) > 26:
            score -= 1
    if tail[0].text[:1] in "。；，、：）)”%":
        score -= 5
    if last is not None and any(line.indent < last.indent for line in tail[:-1]):
        score -= 3
    if len(name) > _MAX_NAME or len(name) < 2:
        score -= 3
    if _NAME_END.search(name):
        score += 1
    score -= 2 * abs(_open_brackets(name))
    return score


def _is_prose(lines: Sequence[Text]) -> bool:
    """Whether lines are a goal in prose rather than a name: a sentence ends in them, or they are long."""
    text = "".join(line.text for line in lines)
    return bool(re.search(r"[。；，]", text)) or len(text) > _MAX_NAME


def _has_notice(lines: Sequence[Text]) -> bool:
    return bool(lines) and is_notice(lines[0].text.split()[0])


def _string_start(lines: Sequence[Text]) -> int | None:
    place = _start_in(lines)
    return None if place is None else place[0]


def _start_in(lines: Sequence[Text]) -> tuple[int, int] | None:
    """Line and position where the dense string begins; its first entry may be broken over lines."""
    text = "\n".join(line.text for line in lines)
    found = _FIRST.search(text) or _START.search(text)
    if found is None:
        return None
    number = text.count("\n", 0, found.start())
    return number, found.start() - (text.rfind("\n", 0, found.start()) + 1)


def _row(row: _RowText, header: TextHeader) -> Row:
    goal, string = _goal_and_string(row.body)
    money = _under_columns(row.amounts, header)
    texts: list[str] = []
    for role in header.roles:
        match role:
            case "project":
                texts.append("\n".join(line.text for line in row.name))
            case "goal":
                texts.append(goal)
                goal = ""
            case "string":
                texts.append(string)
            case _ if role in MONEY:
                texts.append(money.pop(0) if money else "")
            case _:
                texts.append("")
    first = row.name[0] if row.name else row.line
    return row_of(texts, first.place, indented=first.indent > 0)


def _goal_and_string(body: Sequence[Text]) -> tuple[str, str]:
    start = _start_in(body)
    if start is not None:
        number, at = start
        goal = [line.text for line in body[:number]]
        if at:
            goal.append(body[number].text[:at])
        string = [body[number].text[at:], *(line.text for line in body[number + 1 :])]
        return "\n".join(goal).strip(), "\n".join(string)
    words = [word for line in body for word in line.text.split()]
    if words and all(map(is_notice, words)):
        # 涉密项目 stands once for the goal and once for the indicators.
        half = len(words) // 2
        return "\n".join(words[:half]), "\n".join(words[half:])
    if body and (is_notice(body[-1].text) or is_string(body[-1].text)):
        return "\n".join(line.text for line in body[:-1]), body[-1].text
    return "\n".join(line.text for line in body), ""


def _under_columns(amounts: Sequence[str], header: TextHeader) -> list[str]:
    """The amounts by column, 总计 first; which of the later columns is empty is not known."""
    roles = [role for role in header.roles if role in MONEY]
    texts = list(amounts)
    if len(texts) == 3 and len(roles) == 4 and roles[2:] == ["special_account", "other"]:
        # 总计 = 财政拨款 + one more; of the two columns left, most tables use 其他资金.
        texts.insert(2, "")
    return (texts + [""] * len(roles))[: len(roles)]
