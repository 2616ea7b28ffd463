"""Automatic numbers of lists, separated from the text that follows them."""

from __future__ import annotations

from ...patterns import lazy

_NUMBER = lazy(r"(\d{1,3})[.．、]?")
_DIGIT = lazy(r"\s*[0-9０-９]")
_CODE = lazy(r"\s*\d{1,2}\s*[-－—–]\s*[\u4e00-\u9fff]")


def list_number(number: str, following: str) -> str:
    """A list's number before ``following``: in brackets where ``1.`` before ``3次`` would read as 1.3.

    >>> list_number("1.", "3次"), list_number("1、", "培训人数"), list_number("1、", "1-产出指标")
    ('（1）', '1、', '1、')
    """
    found = _NUMBER.fullmatch(number.strip())
    if found is None or not _DIGIT.match(following) or _CODE.match(following):
        return number
    return f"（{found[1]}）"
