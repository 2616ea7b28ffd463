"""Find the end of an entry's last value before other text: a page number, （续）, the next table row."""

from __future__ import annotations

from functools import lru_cache

from ..patterns import lazy
from ..text.cleaning import Source

# Text between pages and tables, which is never part of a value.
_NOISE = lazy(
    r"(?:"
    r"[（(](?:接?续(?:[上前]?表|[上前]页)?[0-9一二三四五六七八九十]{0,2}|[上下]?接?[上下]页|未完待续|转下页)[）)]"
    r"|续表[0-9一二三四五六七八九十]{0,2}"
    r"|第 ?[0-9一二三四五六七八九十]{1,4} ?页[,，、/ ]?(?:[（(]?共 ?[0-9一二三四五六七八九十]{1,4} ?页[）)]?)?"
    r"|共 ?[0-9]{1,4} ?页[,，、/ ]?(?:第 ?[0-9]{1,4} ?页)?"
    r"|[-—–─]{1,2} ?[0-9]{1,4} ?[-—–─]{1,2}"
    r"|(?P<bracket>[（(【\[][一-鿿]{1,6}[）)】\]])"
    r"|(?P<tick>(?<=。)(?:[^\w。；;]{0,4}[A-Za-z]{2}[^一-鿿0-9。；;]{0,20}|[√✓✔☑✅]{1,2}))"
    r"|[Pp]age ?[0-9]{1,4}(?: ?of ?[0-9]{1,4})?"
    r"|(?P<leader>(?:[….·]){4,20} ?[0-9]{1,4})"
    r"|(?P<letter>[（(]?[A-Za-z][）)])"
    r"|(?P<bare>[（(第]?[0-9]{1,4}(?: ?/ ?[0-9]{1,4})?[、.．)）]?)"
    r")[。；;，,、 ]{0,3}$"
)
_LONGEST_NOISE = 32
_CLOSING = "。；;，,、 "
ENDS_NOISE = frozenset('）)】]表页/-—–─.．0123456789一二三四五六七八九十√✓✔☑✅KkGgEe"&')
"""The last characters of noise, without closing marks."""

_FOREIGN = lazy("[A-Za-z][^一-鿿0-9]{2,}$")
_LONGEST_FOREIGN = 80
# A sum of money as tables print it, alone in its cell.
_AMOUNT = lazy(r"(?<![0-9.,])[0-9]{1,3}(?:,?[0-9]{3})*\.[0-9]{2}(?![0-9%‰])")
_AMOUNTS = lazy(r"[0-9]\.[0-9]{2} ?[0-9][0-9,]*\.[0-9]{2}(?![0-9%‰])")
# Text added below a table.
_REMARK = lazy(r"(?<=。)[（(]?(?:备注|说明|附注|注|附)\d?[:：]")
# Words of a table's head.
_HEAD = lazy(
    r"项目名称[（(\s]|部门名称[:：]|项目支出绩效目标表|整体(?:预算|支出)绩效目标"
    r"|合计(?<![一-鿿]合计)(?![一-鿿])|单位[:：] ?[万亿]?元"
)
_HEAD_WORD = lazy("[项部绩合单](?:目名称|门名称|效目标|计|位)")  # one of these is in each of them
_ENDS_OTHERWISE = lazy(f"[.。A-Za-z]|{_HEAD_WORD.pattern}")


def value_end(source: Source, start: int, end: int, entry: int | None = None) -> int:
    """The position in ``source.text[start:end]`` where the value ends and text that belongs to no entry begins.

    ``entry`` is the start of the entry.
    """
    end = _table_row(source, start, end)
    # Most values contain no 。 except the one that closes them.
    if source.text.find("。", max(0, start - 1), end - 1) >= 0:
        end = _sentences_end(source, start, end, entry)
    end = _foreign_line(source, start, end)
    for _ in range(3):
        shorter = _noise(source, start, end)
        if shorter == end:
            break
        end = shorter
    return end


@lru_cache(maxsize=16_384)
def ends_plainly(text: str) -> bool:
    """Whether a short value contains nothing that ``value_end`` searches for, wherever its lines break."""
    return _ENDS_OTHERWISE.search(text) is None and text[-1] not in ENDS_NOISE and text[-1] not in _CLOSING


def page_between(source: Source, start: int, end: int) -> int:
    """The start of a page number on a line of its own at the end of ``source.text[start:end]``; else ``end``."""
    at = end if source.text is source.raw else _noise(source, start, end)
    return at if at < end and _breaks(source, at) else end


def _foreign_line(source: Source, start: int, end: int) -> int:
    """The start of the last line of a value, if it contains only words of a program: ``INSERT INTO …``."""
    if source.text is source.raw:
        return end
    text = source.text
    words = _FOREIGN.search(text, max(start, end - _LONGEST_FOREIGN), end)
    if words is None:
        return end
    for at in range(words.start(), end):
        if _breaks(source, at) and text[at - 1] in ";；,)）。" and any(map(str.isalpha, text[at:end])):
            return at
    return end


def _sentences_end(source: Source, start: int, end: int, entry: int | None) -> int:
    """The same, recognised by the 。 before it: a remark or a line of its own follows."""
    text = source.text
    remark = _REMARK.search(text, start, end)
    if remark is not None:
        end = remark.start()
    stop = text.find("。", start, end) + 1
    # If the only line break of the entry follows its closing mark, a line of its own follows.
    if (
        0 < stop < end
        and entry is not None
        and _breaks(source, stop)
        and not any(_breaks(source, at) for at in range(entry + 1, stop))
    ):
        end = stop
    stop = text.rfind("。", start, end) + 1
    if 0 < stop < end and _breaks(source, stop):
        end = stop  # a line of its own after the closing mark, without a closing mark
    return end


def _breaks(source: Source, at: int) -> bool:
    gap = source.gap(at)
    return gap != "" and ("\n" in gap or "\r" in gap or "\t" in gap or "<" in gap or "&lt;" in gap)


def _table_row(source: Source, start: int, end: int) -> int:
    """The start of the text of the next table row, recognised by its amounts or by the head of a table."""
    text = source.text
    found = end
    if text.find(".", start, end) >= 0:
        for amount in _AMOUNT.finditer(text, start, end):
            if _alone(source, amount.start(), start) and _alone(source, amount.end(), start):
                found = amount.start()
                break
    if _HEAD_WORD.search(text, start, end) is not None:
        head = _HEAD.search(text, start, end)
        if head is not None:
            found = min(found, head.start())
    if found == end:
        return end
    cut = None
    for at in range(start + 1, found + 1):
        if _breaks(source, at):
            if text[at - 1] == "。":
                return at
            cut = at
    # Without a 。 before it one sum of money may be the value itself.
    return cut if cut is not None and _AMOUNTS.search(text, cut, end) else end


def _alone(source: Source, at: int, start: int) -> bool:
    text = source.text
    return at >= len(text) or at <= start or bool(source.gap(at)) or text[at] == " " or text[at - 1] == " "


def _noise(source: Source, start: int, end: int) -> int:
    text = source.text
    begin = max(start, end - _LONGEST_NOISE)
    if text[begin:end].rstrip(_CLOSING)[-1:] not in ENDS_NOISE:
        return end  # most values end in another way
    match = _NOISE.search(text, begin, end)
    if match is None:
        return end
    at = match.start()
    before = text[at - 1 : at] if at > start else ""
    apart = before == "。" or _breaks(source, at)
    if match["leader"] is not None:
        return at  # leader dots of a table of contents, and the page number
    if match["bare"] is not None:
        # A bare number is a page number only after the closing mark.
        closed = before == "。" or (before in "；;" and (text[at - 2] == "。" or _breaks(source, at)))
        return at if closed else end
    if match["bracket"] is not None or match["letter"] is not None or match["tick"] is not None:
        return at if before == "。" else end
    if apart:
        return at
    if before in "。；;，, ":
        return at if at > start else end
    return at if text[at] in "（(" and at > start else end
