"""Names and values about which there is nothing to say: plain words between the usual marks.

Most names and values of a damaged entry are as plain as those of a canonical one. They need no closer look; a test
compares what both find.
"""

from __future__ import annotations

from collections.abc import Callable

from ..patterns import lazy
from ..structure.doubt import quiet, quiet_name
from ..structure.value_end import page_between
from ..text.cleaning import Source
from ..text.memo import LONGEST_REMEMBERED

_HAN = "一-丵丷-鿿"  # 丶 is read as a mark
_INNER = "[^；;:：。|｜=＝\"'‘’》≧≦═⩾⩽﹥﹤]*"
_BEGINS = f"(?:[0-9A-Za-z{_HAN}]|“(?=[0-9A-Za-z{_HAN}][^“”]*”))"
_ENDS = f"(?:[0-9%{_HAN}]|（[^（）]*[0-9A-Za-z%{_HAN}]）|\\([^()]*[0-9A-Za-z%{_HAN}]\\)|“[^“”]*[0-9A-Za-z%{_HAN}]”)"
_VALUE = lazy(
    f"[:：] ?(?P<value>(?:{_BEGINS}|[≥≤]){_INNER}(?:；(?=[{_HAN}]){_INNER})?(?<![:： ；]){_ENDS}|[0-9{_HAN}])[；;。]?"
)
_NAME = lazy(
    f"[；;，,、/ :：]{{0,2}}(?P<name>(?!“?(?:[一二三]级|名称|指标)){_BEGINS}{_INNER}{_ENDS})[；;，,、/ :：]{{0,2}}"
)


def plain_value(source: Source, start: int, end: int) -> tuple[int, int] | None:
    """Where the value stands in ``source.text[start:end]``, which begins behind its key, if it is plain."""
    found = _VALUE.fullmatch(source.text, start, end)
    if found is None or not _is_plain(found["value"], quiet, source, found.start("value"), end):
        return None
    return found.span("value")


def plain_name(source: Source, start: int, end: int) -> tuple[int, int] | None:
    """Where the name stands in ``source.text[start:end]``, which begins behind its level, if it is plain."""
    found = _NAME.fullmatch(source.text, start, end)
    if found is None:
        return None
    name = found["name"]
    if not name[len(name) // 2].isalnum() or not _is_plain(name, quiet_name, source, start, end):
        return None  # it may stand twice: 培训次数，培训次数
    return found.span("name")


def _is_plain(text: str, judge: Callable[[str], bool], source: Source, start: int, end: int) -> bool:
    if len(text) > LONGEST_REMEMBERED or not judge(text):
        return False
    return source.text is source.raw or page_between(source, start, end) == end
