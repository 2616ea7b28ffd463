"""Find the tables in text whose cells follow each other in reading order, as the text of a PDF gives them.

The words of a header show where a table begins; ``flat_projects`` then separates the cells. Tables with the indicators
in columns are read by ``flat_tables``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...patterns import lazy
from ..table.columns import MONEY, Role, is_header, is_string, may_be_role, role_of
from ..table.forms import department_in, title_in
from .flat_projects import amounts_at, project_rows
from .flat_tables import table_blocks
from .flat_text import PAGE_NUMBER, Text, TextHeader
from .grid import Block, Grid, Line, Place, row_of

_MAX_HEADER_LINES = 8
_MAX_JOINED_TOKENS = 4


def flat_blocks(lines: Sequence[tuple[str, Place]]) -> list[Block]:
    """The blocks of lines with tables: of indicators in columns (``flat_tables``), or of one cell for all of them."""
    found = table_blocks(lines)
    if found is not None:
        return found
    texts = _texts(lines)
    headers = _headers(texts)
    blocks: list[Block] = []
    if not headers:
        headers = _assumed(texts)
        if not headers:
            return [Line(line.text, line.place) for line in texts]
    at = 0
    for number, header in enumerate(headers):
        end = headers[number + 1].start if number + 1 < len(headers) else len(texts)
        same = number > 0 and headers[number - 1].roles == header.roles
        if same:
            continue  # a repeated header: its table was read together with the first
        if not same:
            blocks += [Line(line.text, line.place) for line in texts[at : header.start]]
        stop = number + 1
        parts = list(texts[header.end : end])
        while stop < len(headers) and headers[stop].roles == header.roles:
            parts = _without_page_top(parts)
            last = headers[stop + 1].start if stop + 1 < len(headers) else len(texts)
            parts += texts[headers[stop].end : last]
            end = last
            stop += 1
        body, rest = _cut(parts, header)
        rows = project_rows(body, header)
        head = row_of(header.words, texts[header.start].place if texts else Place())
        blocks.append(Grid((head, *rows)))
        blocks += [Line(line.text, line.place) for line in rest]
        at = end
    return blocks


def _texts(lines: Sequence[tuple[str, Place]]) -> list[Text]:
    texts: list[Text] = []
    blank = True
    for text, place in lines:
        bare = text.strip()
        if not bare:
            blank = True
            continue
        if PAGE_NUMBER.fullmatch(bare):
            continue
        lead = text[: len(text) - len(text.lstrip())]
        texts.append(Text(bare, len(lead) + lead.count("\u3000"), blank, place))
        blank = False
    return _without_bare_numbers(texts)


def _without_bare_numbers(texts: list[Text]) -> list[Text]:
    """Without lines that only hold a page's number: bare numbers that count up, alone between blank lines."""
    bare = [
        at
        for at, line in enumerate(texts)
        if line.text.isdecimal()
        and len(line.text) < 4
        and line.blank_before
        and (at + 1 == len(texts) or texts[at + 1].blank_before)
    ]
    numbers = [int(texts[at].text) for at in bare]
    counting = len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers))
    if not counting:
        return texts
    dropped = set(bare)
    return [line for at, line in enumerate(texts) if at not in dropped]


def _headers(texts: Sequence[Text]) -> list[TextHeader]:
    headers: list[TextHeader] = []
    at = 0
    while at < len(texts):
        header = _header_at(texts, at)
        if header is None:
            at += 1
        else:
            headers.append(header)
            at = header.end
    return headers


def _header_at(texts: Sequence[Text], at: int) -> TextHeader | None:
    """The header that begins on line ``at``; its words may be broken over lines."""
    first = texts[at].text.split()[0]
    if len(first) > 20 or not may_be_role(first):
        return None
    best: TextHeader | None = None
    tokens: list[str] = []
    for end in range(at, min(at + _MAX_HEADER_LINES, len(texts))):
        line = texts[end].text
        if len(line) > 160 or "；" in line or "。" in line:
            break
        tokens += line.split()
        words = _words(tokens)
        if words is None:
            continue
        roles: tuple[Role, ...] = tuple(role for word in words if (role := role_of(word)) is not None)
        if _enough(roles) and is_header(words):
            best = TextHeader(tuple(words), roles, at, end + 1)
    return best


def _words(tokens: Sequence[str]) -> list[str] | None:
    """The header's words if the tokens are nothing else; each word joins the fewest tokens that make a known one."""
    words: list[str] = []
    at = 0
    while at < len(tokens):
        for count in range(1, _MAX_JOINED_TOKENS + 1):
            word = "".join(tokens[at : at + count])
            longer = "".join(tokens[at : at + count + 1])
            if at + count > len(tokens):
                return None
            if role_of(word) is not None:
                # 绩效指 + 标, 财政专户 + 拨款: the longer word wins where its rest is no word of its own.
                rest = tokens[at + count] if at + count < len(tokens) else ""
                if rest and role_of(rest) is None and role_of(longer) is not None:
                    word, count = longer, count + 1
                words.append(word)
                at += count
                break
        else:
            return None
    return words


def _enough(roles: Sequence[Role]) -> bool:
    known = set(roles)
    return "project" in known and bool(known & {"string", "goal"}) and bool(known & {*MONEY, "goal"}) and len(known) > 2


_DEFAULT: tuple[tuple[str, Role], ...] = (
    ("项目名称", "project"),
    ("总计", "total"),
    ("财政拨款", "fiscal"),
    ("财政专户拨款", "special_account"),
    ("其他资金", "other"),
    ("绩效目标", "goal"),
    ("绩效指标", "string"),
)


def _assumed(texts: Sequence[Text]) -> list[TextHeader]:
    """The usual header, for a page without one that has strings and lines ending in amounts."""
    if not any(is_string(line.text) for line in texts):
        return []
    first = next((at for at, line in enumerate(texts) if amounts_at(line.text, 2) is not None), None)
    if first is None:
        return []
    return [TextHeader(tuple(w for w, _ in _DEFAULT), tuple(r for _, r in _DEFAULT), 0, 0)]


def _without_page_top(parts: list[Text]) -> list[Text]:
    """Without the title, department and unit lines that a page repeats above its header."""
    kept = list(parts)
    for _ in range(4):
        if kept and (title_in(kept[-1].text) or department_in(kept[-1].text) or _PAGE_TOP.fullmatch(kept[-1].text)):
            kept.pop()
    return kept


_PAGE_TOP = lazy(
    r"(?:金额)?单位\s*[：:]\s*[万千亿百]*元|附[表件]\s*\d*[：:]?|公开表?\s*\d{1,2}表?|\d{4}\s*年?度?|绩效指\s*标?|绩效指标"
)
_END = lazy(
    r"(?:备\s*注|注|说\s*明|填表说明|填报说明|制表人?|审核人?|填表人|经办人|联系人|单位负责人|其他说明)\s*[：:]"
)


def _cut(parts: list[Text], header: TextHeader) -> tuple[list[Text], list[Text]]:
    """The table's lines and those below it; a remark (注：…) or another table's title ends the table."""
    for at, line in enumerate(parts):
        if at and (_END.match(line.text) or (title_in(line.text) and not _goes_on(parts, at))):
            return parts[:at], parts[at:]
    return parts, []


def _goes_on(parts: Sequence[Text], at: int) -> bool:
    """Whether a title inside the table is only repeated: the table's own cells continue below it."""
    return any(is_string(line.text) for line in parts[at + 1 : at + 40])
