"""Names and values without diagnostics: plain words between the usual marks.

Most names and values of a damaged entry are as plain as those of a canonical one, and need no closer look; a test
compares both results.
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
_VALUE = f"(?:(?:{_BEGINS}|[≥≤]){_INNER}(?:；(?=[{_HAN}]){_INNER})?(?<![:： ；]){_ENDS}|[0-9{_HAN}])"
_NAME = f"(?!“?(?:[一二三]级|名称|指标)){_BEGINS}{_INNER}{_ENDS}"
_VALUE_ALONE, _NAME_ALONE = lazy(_VALUE), lazy(_NAME)
_VALUE_BEHIND_KEY = lazy(f"[:：] ?(?P<value>{_VALUE})[；;。]?")
_NAME_BEHIND_LEVEL = lazy(f"[；;，,、/ :：]{{0,2}}(?P<name>{_NAME})[；;，,、/ :：]{{0,2}}")


def plain_value(source: Source, start: int, end: int) -> tuple[int, int] | None:
    """The position of the value in ``source.text[start:end]``, which begins behind its key, if it is plain."""
    found = _VALUE_BEHIND_KEY.fullmatch(source.text, start, end)
    if found is None or not _is_plain(found["value"], quiet, source, found.start("value"), end):
        return None
    return found.span("value")


def plain_name(source: Source, start: int, end: int) -> tuple[int, int] | None:
    """The position of the name in ``source.text[start:end]``, which begins behind its level, if it is plain."""
    found = _NAME_BEHIND_LEVEL.fullmatch(source.text, start, end)
    if found is None:
        return None
    if not _is_plain_name(found["name"], source, start, end):
        return None
    return found.span("name")


def is_plain_value(source: Source, begin: int, stop: int, end: int) -> bool:
    """Whether ``source.text[begin:stop]`` is a plain value; ``end`` is the end of the text behind its key."""
    return _VALUE_ALONE.fullmatch(source.text, begin, stop) is not None and _is_plain(
        source.text[begin:stop], quiet, source, begin, end
    )


def is_plain_name(source: Source, begin: int, stop: int, end: int) -> bool:
    """Whether ``source.text[begin:stop]`` is a plain name; ``end`` is the end of the text behind its level."""
    return _NAME_ALONE.fullmatch(source.text, begin, stop) is not None and _is_plain_name(
        source.text[begin:stop], source, begin, end
    )


def _is_plain_name(name: str, source: Source, start: int, end: int) -> bool:
    # Otherwise it may be repeated: 培训次数，培训次数
    return name[len(name) // 2].isalnum() and _is_plain(name, quiet_name, source, start, end)


def _is_plain(text: str, judge: Callable[[str], bool], source: Source, start: int, end: int) -> bool:
    if len(text) > LONGEST_REMEMBERED or not judge(text):
        return False
    return source.text is source.raw or page_between(source, start, end) == end
